"""What the figures of the border say, in English and Indonesian."""

from collections.abc import Mapping
from typing import Final

BORDER_PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    "group.service": ("Policies on services", "Kebijakan layanan"),
    "group.border": ("Policies at the border", "Kebijakan perbatasan"),
    "group.together": ("Policies combined", "Kebijakan gabungan"),
    "group.history": ("What happened", "Peristiwa nyata"),
    "billions": ("billion {unit}", "miliar {unit}"),
    "up_and_down": (
        "{label}: up under {up}, down under {down}",
        "{label}: naik {up}, turun {down}",
    ),
    "up": ("{label}: up under {up} of {total}", "{label}: naik pada {up} dari {total}"),
    "down": ("{label}: down under {down} of {total}", "{label}: turun pada {down} dari {total}"),
    "up.only": ("{label}: up", "{label}: naik"),
    "down.only": ("{label}: down", "{label}: turun"),
    "same": ("{label}: no clear change", "{label}: perubahan tidak jelas"),
    "of_twelve_months": ("mean of twelve months", "rata-rata dua belas bulan"),
    "none": ("none in this study", "tidak ada dalam studi ini"),
    "level_and_change": ("{level} ({change})", "{level} ({change})"),
    "levels_subtitle": (
        "Line: mean over replications; band: its 95 % interval. Number beside a name: mean of the "
        "last 12 months, in brackets the difference from the status quo ± half of its 95 % "
        "interval, paired by seed. Titles count a policy if that interval excludes zero.",
        "Garis: rata-rata ulangan; pita: selang 95 %. Angka di samping nama: rata-rata 12 bulan "
        "terakhir, dalam kurung selisih terhadap keadaan sekarang ± separuh selang 95 %, "
        "dipasangkan menurut benih acak. Judul menghitung kebijakan yang selangnya tidak mencakup "
        "nol.",
    ),
    "trade_title": (
        "{policy} moves trade into the open most: {before} % of it goes informally, {after} % then",
        "{policy} paling banyak meresmikan perdagangan: yang tidak resmi dari {before} menjadi "
        "{after} %",
    ),
    "trade_none": (
        "No policy clearly lowers the informal share of trade",
        "Tidak ada kebijakan yang jelas menurunkan porsi perdagangan tidak resmi",
    ),
    "trade_plain": ("Trade across the border, by channel", "Perdagangan lintas batas per jalur"),
    "goods_title": (
        "{policy} moves {good} most: {change} % in value",
        "{policy} paling mengubah {good}: {change} % nilainya",
    ),
    "goods_none": (
        "No policy clearly changes the trade in any good",
        "Tidak ada kebijakan yang jelas mengubah perdagangan suatu barang",
    ),
    "goods_plain": ("Trade across the border, by good", "Perdagangan lintas batas per barang"),
    "all_goods": ("All goods", "Semua barang"),
    "goods_subtitle": (
        "What goods cost when bought, by traders in all channels and by households. Line: mean "
        "over replications; band: its 95 % interval. The title stands on differences paired by "
        "seed, mean of the last 12 months.",
        "Harga beli barang, oleh pedagang lewat semua jalur dan oleh rumah tangga. Garis: "
        "rata-rata ulangan; pita: selang 95 %. Judul menurut selisih yang dipasangkan menurut "
        "benih acak, rata-rata 12 bulan terakhir.",
    ),
    "crossings_title": (
        "{policy} brings most crossings under papers: from {before} to {after} % of all",
        "{policy} paling menambah lintasan berdokumen: dari {before} menjadi {after} % dari semua",
    ),
    "crossings_none": (
        "No policy clearly raises the share of crossings with papers",
        "Tidak ada kebijakan yang jelas menaikkan porsi lintasan berdokumen",
    ),
    "crossings_plain": ("Who crosses with which paper", "Siapa melintas dengan dokumen apa"),
    "prices_title": (
        "{policy}: at home the price of {good} changes most, by {change} %",
        "{policy}: di Indonesia harga {good} paling berubah, {change} %",
    ),
    "prices_none": (
        "{policy}: no price at home clearly changes",
        "{policy}: tidak ada harga di Indonesia yang jelas berubah",
    ),
    "prices_plain": ("Prices on both sides of the border", "Harga di kedua sisi perbatasan"),
    "prices_subtitle": (
        "Grey: status quo, its band between the bounds of arbitrage; colour: {policy}, its bounds "
        "dotted. Means over replications; a pale band shows the 95 % interval of a price. Bounds "
        "far from the price are cut off.",
        "Abu-abu: keadaan sekarang, pitanya di antara batas arbitrase; berwarna: {policy}, "
        "batasnya bertitik. Rata-rata ulangan; pita pucat: selang 95 % harga. Batas yang jauh "
        "dari harga dipotong.",
    ),
    "at_home": ("at home", "di Indonesia"),
    "in_sarawak": ("in Sarawak", "di Sarawak"),
    "sources_title": (
        "{policy} changes income most: {source} {change} thousand rupiah per person and month",
        "{policy} paling mengubah pendapatan: {source} {change} ribu rupiah per orang per bulan",
    ),
    "sources_none": (
        "No policy clearly changes income from any source",
        "Tidak ada kebijakan yang jelas mengubah pendapatan dari sumber mana pun",
    ),
    "sources_plain": ("Where income comes from", "Dari mana pendapatan berasal"),
    "sources_subtitle": (
        "Difference from the status quo, paired by seed: mark and line, the mean and its 95 % "
        "interval, also in numbers. Last month of the run's last full year. Each column has a "
        "scale of its own; under its title, the level of the status quo.",
        "Selisih terhadap keadaan sekarang, dipasangkan menurut benih acak: tanda dan garis, "
        "rata-rata dan selang 95 %, juga dalam angka. Bulan terakhir dari tahun penuh "
        "terakhir. Skala tiap kolom berbeda; di bawah judulnya, nilai keadaan sekarang.",
    ),
    "incidence_pro_poor": (
        "Under {count} of {total} policies the poorest tenth gains a larger share than the richest",
        "Pada {count} dari {total} kebijakan persepuluhan termiskin memperoleh porsi lebih besar "
        "daripada yang terkaya",
    ),
    "incidence_pro_poor.only": (
        "The poorest tenth gains a larger share than the richest",
        "Persepuluhan termiskin memperoleh porsi lebih besar daripada yang terkaya",
    ),
    "incidence_none": (
        "Under no policy does the poorest tenth clearly gain a larger share than the richest",
        "Tidak ada kebijakan yang jelas memberi persepuluhan termiskin porsi lebih besar daripada "
        "yang terkaya",
    ),
    "incidence_plain": (
        "What each tenth of incomes gains or loses",
        "Yang diperoleh atau hilang bagi tiap persepuluhan pendapatan",
    ),
    "incidence_subtitle": (
        "Equivalent income of the last year: difference from the status quo, paired by seed, with "
        "its 95 % interval, by tenth of incomes at the start (1 is the poorest). Numbers stand at "
        "the first and the last tenth.",
        "Pendapatan setara tahun terakhir: selisih terhadap keadaan sekarang, dipasangkan menurut "
        "benih acak, dengan selang 95 %, per persepuluhan pendapatan pada awalnya (1 termiskin). "
        "Angka tertera pada persepuluhan pertama dan terakhir.",
    ),
    "incidence_money": (
        "thousand rupiah per person and month",
        "ribu rupiah per orang per bulan",
    ),
    "incidence_share": ("% of the status quo", "% dari keadaan sekarang"),
    "tenth": ("tenth of incomes at the start", "persepuluhan pendapatan pada awalnya"),
    "inspection_title": (
        "At the status quo's post, full inspection finds {found} % and takes {minutes} minutes a "
        "crossing; no inspection takes {least}",
        "Di pos keadaan sekarang, pemeriksaan penuh menemukan {found} % dan memakan {minutes} "
        "menit per lintasan; tanpa pemeriksaan {least}",
    ),
    "inspection_subtitle": (
        "Lines: the model's own formulas as inspection goes from 0 to 1, with staff, lanes, "
        "coordination and traffic of the end of the run; open circles at 0, ¼, ½, ¾ and 1. Marks: "
        "where each policy stood, mean of the last 12 months with 95 % intervals. Up is "
        "safer, left is quicker; logarithmic time.",
        "Garis: rumus model sendiri saat pemeriksaan naik dari 0 ke 1, dengan petugas, jalur, "
        "koordinasi, dan lalu lintas pada akhir simulasi; lingkaran terbuka pada 0, ¼, ½, ¾, dan "
        "1. Tanda: posisi tiap kebijakan, rata-rata 12 bulan terakhir dengan selang 95 %. Makin ke "
        "atas makin aman, makin ke kiri makin cepat; waktu dalam skala logaritma.",
    ),
    "inspection_delay": (
        "queue and checks, minutes per crossing",
        "antrean dan pemeriksaan, menit per lintasan",
    ),
    "inspection_found": ("contraband found, %", "barang selundupan yang ditemukan, %"),
    "post_amount": ("{found} % found, {minutes} min", "{found} % ditemukan, {minutes} menit"),
    "inspection_level": ("inspection {level}", "pemeriksaan {level}"),
    "together_more": (
        "Together they do more than one by one in {more} of {total} cases, less in {less}",
        "Bersama-sama hasilnya lebih dari jumlah sendiri-sendiri pada {more} dari {total} kasus, "
        "kurang pada {less}",
    ),
    "together_plain": (
        "What policies do alone and together",
        "Hasil kebijakan sendiri-sendiri dan bersama-sama",
    ),
    "together_subtitle": (
        "Difference from the status quo, paired by seed, in each aim. Filled marks: each policy "
        "alone; open diamond: their sum; black square: together, with the 95 % interval of "
        "together less the sum. Below, that difference ± half of its interval; ▲ better than the "
        "sum, ▼ worse, = no difference beyond chance.",
        "Selisih terhadap keadaan sekarang, dipasangkan menurut benih acak, pada tiap tujuan. "
        "Tanda penuh: tiap kebijakan sendiri; belah ketupat terbuka: jumlahnya; persegi hitam: "
        "bersama-sama, dengan selang 95 % dari bersama-sama dikurangi jumlah. Di bawahnya selisih "
        "itu ± separuh selangnya; ▲ lebih baik dari jumlah, ▼ lebih buruk, = tidak berbeda.",
    ),
    "sum": ("Sum of alone", "Jumlah sendiri-sendiri"),
    "together": ("Together", "Bersama-sama"),
    "beyond": ("Beyond the sum", "Selisih dari jumlah"),
}
