"""What the figures of sensitivity say, in English and Indonesian."""

from collections.abc import Mapping
from typing import Final

SENSITIVITY_PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    "hidden": (
        "Not shown: {count} of {total}, the weakest.",
        "Tidak ditampilkan: {count} dari {total}, yang terlemah.",
    ),
    "and_others": ("{count} others", "{count} lainnya"),
    "leads": ("“{factor}” moves “{output}” most", "“{factor}” paling menggerakkan “{output}”"),
    "leads_two": (
        "“{factor}” and “{other}” move “{output}” most",
        "“{factor}” dan “{other}” paling menggerakkan “{output}”",
    ),
    "leads_many": (
        "What moves “{output}” most is open among {count} of {total} factors",
        "Yang paling menggerakkan “{output}” belum pasti di antara {count} dari {total} faktor",
    ),
    "leads_nobody": (
        "No factor clearly moves “{output}”",
        "Tidak ada faktor yang jelas menggerakkan “{output}”",
    ),
    "screening_subtitle": (
        "Morris' elementary effects: how much “{output}” changes as a factor goes from one end of"
        " its range to the other, from {samples} starting points. Left: mean size μ* with 95 % "
        "interval. Right: the more the effects differ (σ), the more the factor bends or "
        "interacts. Grey: less than a tenth of the strongest. The title names those whose "
        "interval reaches that of the strongest.",
        "Efek elementer Morris: besar perubahan “{output}” bila suatu faktor bergeser dari ujung "
        "ke ujung rentangnya, dari {samples} titik awal. Kiri: ukuran rata-rata μ* dengan selang "
        "95 %. Kanan: makin beragam efeknya (σ), makin melengkung atau berinteraksi. Abu-abu: "
        "kurang dari sepersepuluh faktor terkuat. Judul menyebut faktor yang selangnya mencapai "
        "selang faktor terkuat.",
    ),
    "screening_left": ("How much it matters", "Seberapa besar pengaruhnya"),
    "screening_right": ("How evenly it acts", "Seberapa seragam pengaruhnya"),
    "mu_star": ("μ*: mean size of effects, {unit}", "μ*: ukuran rata-rata efek, {unit}"),
    "sigma": ("σ: standard deviation of effects, {unit}", "σ: simpangan baku efek, {unit}"),
    "ratio_1": ("bends or interacts strongly", "sangat melengkung atau berinteraksi"),
    "ratio_0.5": ("mostly in one direction", "umumnya searah"),
    "ratio_0.1": ("in one direction", "searah"),
    "ratio_0": ("nearly straight", "hampir lurus"),
    "indices_alone": (
        "“{factor}” alone explains {share} % of the variance of “{output}”",
        "“{factor}” sendiri menjelaskan {share} % varians “{output}”",
    ),
    "indices_subtitle.variance": (
        "Shares of the variance of “{output}” when all factors vary at once. S1: what a factor "
        "explains alone; ST: alone and together with others; the gap between both is interaction."
        " {intervals}",
        "Bagian dari varians “{output}” bila semua faktor berubah sekaligus. S1: yang dijelaskan "
        "suatu faktor sendiri; ST: sendiri dan bersama yang lain; selisihnya ialah interaksi. "
        "{intervals}",
    ),
    "indices_subtitle.alone": (
        "Share of the variance of “{output}” that a factor explains alone when all vary at once "
        "(S1). {intervals}",
        "Bagian dari varians “{output}” yang dijelaskan suatu faktor sendiri bila semua berubah "
        "sekaligus (S1). {intervals}",
    ),
    "indices_subtitle.pawn": (
        "How far the distribution of “{output}” moves when a factor is nearly known: median "
        "distance of Kolmogorov and Smirnov over ten slides of its range (PAWN), from 0 to 1. It "
        "is above 0 for a factor without effect, too. {intervals}",
        "Seberapa jauh sebaran “{output}” bergeser bila suatu faktor hampir diketahui: median "
        "jarak Kolmogorov dan Smirnov pada sepuluh irisan rentangnya (PAWN), dari 0 sampai 1. "
        "Faktor tanpa pengaruh pun bernilai di atas 0. {intervals}",
    ),
    "indices_subtitle.delta": (
        "How far the density of “{output}” moves when a factor is nearly known: half the mean "
        "area between both (Borgonovo's delta), from 0 to 1. {intervals}",
        "Seberapa jauh kepekatan sebaran “{output}” bergeser bila suatu faktor hampir diketahui: "
        "separuh rata-rata luas di antara keduanya (delta Borgonovo), dari 0 sampai 1. "
        "{intervals}",
    ),
    "with_intervals": (
        "Lines and ±: 95 % interval of the estimate.",
        "Garis dan ±: selang 95 % dari taksiran.",
    ),
    "without_intervals": ("The method gives no intervals.", "Metode ini tidak memberi selang."),
    "index.ST": ("ST: with interactions", "ST: dengan interaksi"),
    "index.S1": ("S1: alone", "S1: sendiri"),
    "index.pawn_median": ("PAWN, median distance", "PAWN, median jarak"),
    "index.delta": ("delta", "delta"),
    "share_of_variance": ("share of the variance", "bagian dari varians"),
    "distance": ("distance", "jarak"),
    "interactions_pair": (
        "“{factor}” and “{other}” interact most: {share} % of the variance of “{output}”",
        "Interaksi terkuat: “{factor}” dan “{other}”, {share} % dari varians “{output}”",
    ),
    "interactions_none": (
        "No two factors clearly interact in “{output}”",
        "Tidak ada dua faktor yang jelas berinteraksi dalam “{output}”",
    ),
    "interactions_subtitle": (
        "Share of the variance (%) that two factors explain only together (S2). Bold with a "
        "frame: the 95 % interval lies above zero; grey: it does not, or the number is more than "
        "either factor explains in all, and so within the error of the estimate. Factors by "
        "their share with all interactions (ST).",
        "Bagian dari varians (%) yang hanya dijelaskan dua faktor bersama-sama (S2). Tebal "
        "berbingkai: selang 95 % di atas nol; abu-abu: tidak, atau nilainya melebihi seluruh "
        "bagian salah satu faktor, jadi masih dalam galat taksiran. Urutan faktor menurut bagian "
        "dengan semua interaksinya (ST).",
    ),
    "converging.mu_star": ("μ*: mean size of effects, {unit}", "μ*: ukuran rata-rata efek, {unit}"),
    "converging.ST": ("ST: share of the variance", "ST: bagian dari varians"),
    "converging.S1": ("S1: share of the variance", "S1: bagian dari varians"),
    "converging.pawn_median": ("PAWN: median distance", "PAWN: median jarak"),
    "converging.delta": ("delta: distance of densities", "delta: jarak kepekatan sebaran"),
    "settled": (
        "The order of the {count} strongest factors holds from {samples} {unit} on",
        "Urutan {count} faktor terkuat tetap sejak {samples} {unit}",
    ),
    "unsettled": (
        "The order of the {count} strongest factors has not settled by {samples} {unit}",
        "Urutan {count} faktor terkuat belum tetap sampai {samples} {unit}",
    ),
    "convergence_subtitle": (
        "Sensitivity of “{output}” to each factor, computed from growing leading parts of the "
        "same design. Line: the index; band: its 95 % interval. The design is large enough when "
        "lines are level and bands narrow.",
        "Kepekaan “{output}” terhadap tiap faktor, dihitung dari bagian awal rancangan yang sama "
        "yang makin besar. Garis: indeksnya; pita: selang 95 %. Rancangan cukup besar bila "
        "garisnya mendatar dan pitanya sempit.",
    ),
    "samples.morris": ("trajectories", "lintasan"),
    "samples.sobol": ("base samples", "sampel dasar"),
    "samples.fast": ("points per factor", "titik per faktor"),
    "samples.rbd_fast": ("points", "titik"),
    "samples.pawn": ("points", "titik"),
    "samples.delta": ("points", "titik"),
    "alone_most": (
        "Varied alone, “{factor}” moves “{output}” most: from {low} to {high} {unit}",
        "Bila diubah sendiri, “{factor}” paling menggerakkan “{output}”: dari {low} sampai {high}"
        " {unit}",
    ),
    "alone_none": (
        "Varied alone, no factor clearly moves “{output}”",
        "Bila diubah sendiri, tidak ada faktor yang jelas menggerakkan “{output}”",
    ),
    "alone_subtitle": (
        "“{output}” ({unit}) as one factor goes through its range while all others keep their "
        "values. Line or point: mean over seeds; band or bar: its 95 % interval; dashed: the "
        "factor's value elsewhere. Strongest first; same scale in all panels.",
        "“{output}” ({unit}) bila satu faktor melewati rentangnya sedangkan yang lain tetap. "
        "Garis atau titik: rata-rata benih acak; pita atau batang: selang 95 %; putus-putus: "
        "nilai faktor itu di panel lain. Terkuat lebih dulu; skala sama di semua panel.",
    ),
    "yes": ("yes", "ya"),
    "no": ("no", "tidak"),
}
