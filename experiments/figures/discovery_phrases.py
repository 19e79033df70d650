"""What the figures of scenario discovery and robustness say, in English and Indonesian."""

from collections.abc import Mapping
from typing import Final

DISCOVERY_PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    "millions": ("million {unit}", "juta {unit}"),
    "yes": ("yes", "ya"),
    "no": ("no", "tidak"),
    "at_least": ("at least {value}", "minimal {value}"),
    "at_most": ("at most {value}", "maksimal {value}"),
    "other": ("not {level}", "bukan {level}"),
    "factor.low": ("low {label}", "{label} rendah"),
    "factor.high": ("high {label}", "{label} tinggi"),
    "factor.middle": ("middling {label}", "{label} sedang"),
    "factor.level": ("{label}: {levels}", "{label}: {levels}"),
    "and": ("{first} and {last}", "{first} dan {last}"),
    "and_more": ("{first} and {count} more", "{first} dan {count} lainnya"),
    "box_title": (
        "{policy} fails with {where}: at {density} % of such points, against {base} % of all",
        "{policy} gagal bila {where}: pada {density} % titik demikian, dari semua titik {base} %",
    ),
    "box_none": (
        "No limits on the factors set apart the points where {policy} fails",
        "Tidak ada batas faktor yang membedakan titik tempat {policy} gagal",
    ),
    "box_subtitle": (
        "Fails: {criterion}, at {of_interest} of {cases} points of the design. Left: the boxes "
        "that PRIM peels, from all points to the densest. Coverage: share of all failures that "
        "lie in the box; density: share of its points that fail. Right: what the marked box asks "
        "(coloured) of the range sampled (grey). p: chance that a box without the limit is as "
        "dense (binomial quasi p-value).",
        "Gagal: {criterion}, pada {of_interest} dari {cases} titik rancangan. Kiri: kotak yang "
        "dikupas PRIM, dari semua titik sampai yang terpadat. Cakupan: bagian semua kegagalan "
        "yang berada dalam kotak; kepadatan: bagian titik kotak yang gagal. Kanan: batas kotak "
        "yang ditandai (berwarna) dalam rentang sampel (kelabu). p: peluang kotak tanpa batas itu "
        "sama padatnya (nilai p semu binomial).",
    ),
    "box_again": (
        " Again: how often PRIM limits the factor when it sees only half of the points.",
        " Berulang: seberapa sering PRIM membatasi faktor itu bila hanya melihat separuh titik.",
    ),
    "coverage": ("coverage: % of all failures", "cakupan: % dari semua kegagalan"),
    "density": ("density: % of points in the box that fail", "kepadatan: % titik kotak yang gagal"),
    "trade_off": (
        "Smaller boxes are denser and miss more",
        "Kotak lebih kecil lebih padat, tetapi kurang mencakup",
    ),
    "limits_claim": ("What the marked box asks", "Batas kotak yang ditandai"),
    "limits_measured": ("share of the range sampled", "bagian rentang sampel"),
    "no_limits": ("The box has no limits.", "Kotak ini tanpa batas."),
    "factors_limited": ("factors limited:", "faktor dibatasi:"),
    "marked": (
        "marked box: covers {coverage} %, density {density} %",
        "kotak bertanda: mencakup {coverage} %, kepadatan {density} %",
    ),
    "all_points": ("all points: {base} % fail", "semua titik: {base} % gagal"),
    "p": ("p {value}", "p {value}"),
    "p_below": ("p < {value}", "p < {value}"),
    "again": ("again: {share} %", "berulang: {share} %"),
    "scatter_title": (
        "Inside the box {inside} % of the points fail, outside it {outside} %",
        "Di dalam kotak {inside} % titik gagal, di luarnya {outside} %",
    ),
    "scatter_subtitle": (
        "{policy}. Fails: {criterion}. Each mark is a point of the design, the mean over its "
        "seeds; whole numbers and names are spread out a little. The frame is the box on these two "
        "factors, its most limited ones.",
        "{policy}. Gagal: {criterion}. Tiap tanda adalah satu titik rancangan, rata-rata dari "
        "semua benih acak; bilangan bulat dan nama sedikit disebar. Bingkai adalah kotak pada "
        "kedua faktor ini, yang paling dibatasi.",
    ),
    "scatter_also": (
        " The box also asks: {others}; points that miss it are pale.",
        " Kotak juga meminta: {others}; titik di luar itu tampak pucat.",
    ),
    "fails": ("fails", "gagal"),
    "holds": ("does not fail", "tidak gagal"),
    "in_box": (
        "In the box:\n{hits} of {points} points fail",
        "Di kotak:\n{hits} dari {points} titik gagal",
    ),
    "out_of_box": (
        "Outside it:\n{hits} of {points} points fail",
        "Di luar:\n{hits} dari {points} titik gagal",
    ),
    "tree_subtitle": (
        "Fails: {criterion}, at {of_interest} of {cases} points of the design. Classification "
        "tree: each question splits the points in the two parts that differ most. Bars: share of "
        "the points of a part that fail; the line marks that of all points.",
        "Gagal: {criterion}, pada {of_interest} dari {cases} titik rancangan. Pohon klasifikasi: "
        "tiap pertanyaan membagi titik menjadi dua bagian yang paling berbeda. Batang: bagian "
        "titik yang gagal; garis menandai bagian dari semua titik.",
    ),
    "leaf": (
        "{density} % fail\n{mass} % of points, {coverage} % of failures",
        "{density} % gagal\n{mass} % titik, {coverage} % kegagalan",
    ),
    "regret_map_title": (
        "{policy} has the least regret in {count} of {total} parts of the map",
        "{policy} paling sedikit disesali di {count} dari {total} bagian peta",
    ),
    "regret_map_subtitle": (
        "Regret: how much better the best policy at a point does, {measure}. Mean over the points "
        "of a cell, their number below it; grey: fewer than {least} points. All other factors "
        "vary, too.",
        "Penyesalan: seberapa lebih baik hasil kebijakan terbaik di suatu titik, {measure}. "
        "Rata-rata titik dalam sel, jumlah titik di bawahnya; kelabu: kurang dari {least} titik. "
        "Semua faktor lain juga berubah.",
    ),
    "satisficing_map_title": (
        "{policy} meets the thresholds at over half of the points in {count} of {total} parts of "
        "the map",
        "{policy} memenuhi ambang pada lebih dari separuh titik di {count} dari {total} bagian "
        "peta",
    ),
    "satisficing_map_none": (
        "Nowhere on the map does a policy meet the thresholds at over half of the points",
        "Tidak ada bagian peta tempat kebijakan memenuhi ambang pada lebih dari separuh titik",
    ),
    "satisficing_map_subtitle": (
        "Share of the points in a cell (%) at which {measure}; the number of points below it; "
        "grey: fewer than {least} points. All other factors vary, too.",
        "Bagian titik dalam sel (%) dengan {measure}; jumlah titik di bawahnya; kelabu: kurang "
        "dari {least} titik. Semua faktor lain juga berubah.",
    ),
    "regret_map_claim": (
        "least regret in {count} of {total} parts",
        "paling sedikit disesali di {count} dari {total} bagian",
    ),
    "satisficing_map_claim": (
        "over half in {count} of {total} parts",
        "lebih dari separuh di {count} dari {total} bagian",
    ),
    "regrets_title": (
        "{policy} has the least worst regret: {worst} {unit} behind the best",
        "{policy} paling kecil penyesalan terburuknya: {worst} {unit} di bawah yang terbaik",
    ),
    "regrets_subtitle": (
        "{label}: how much better the best policy at a point does. Dots: the {points} points where "
        "every policy has a value, means over seeds; bar: middle half; line: median; ring: worst. "
        "Least worst regret first.",
        "{label}: seberapa lebih baik hasil kebijakan terbaik di suatu titik. Titik: {points} "
        "titik rancangan yang semua kebijakannya bernilai, rata-rata dari benih acak; batang: "
        "separuh tengah; garis: median; lingkaran: terburuk. Urut dari penyesalan terburuk yang "
        "terkecil.",
    ),
    "regret_column.median": ("median", "median"),
    "regret_column.worst": ("worst", "terburuk"),
    "regret_column.best": ("best at", "terbaik pada"),
}
