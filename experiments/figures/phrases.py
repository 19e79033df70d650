"""What the figures say, in English and Indonesian."""

from collections.abc import Mapping
from typing import Final

from experiments.figures.border_phrases import BORDER_PHRASES
from experiments.words import Language

_PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    **BORDER_PHRASES,
    "quoted": ("“{name}”", "“{name}”"),
    "thousands": ("thousand {unit}", "ribu {unit}"),
    "points": ("percentage points", "poin persentase"),
    "more_is_better": ("higher is better", "makin tinggi makin baik"),
    "less_is_better": ("lower is better", "makin rendah makin baik"),
    "yearly": ("of the last completed year", "tahun terakhir yang lengkap"),
    "month": ("month of the simulation", "bulan simulasi"),
    "opens": ("opens", "dibuka"),
    "no_value": ("No value: {names}", "Tanpa nilai: {names}"),
    "no_value_at_all": ("No value in this study", "Tanpa nilai dalam studi ini"),
    "source": (
        "Source: Tapal, study {study}; {region}; {runs}; {scale} % of the "
        "real households; money in 2018 rupiah; model {model}. Intervals cover chance in the "
        "model only. Assumption-based: see docs/ODD.md.",
        "Sumber: Tapal, studi {study}; {region}; {runs}; {scale} % dari "
        "rumah tangga sebenarnya; nilai uang dalam rupiah 2018; model {model}. Selang hanya "
        "mencakup unsur kebetulan dalam model. Berdasarkan asumsi: lihat docs/ODD.md.",
    ),
    "one_replication": (
        "1 replication (seed {first}), hence no intervals",
        "1 ulangan (benih acak {first}), karena itu tanpa selang",
    ),
    "replications": (
        "{n} paired replications (seeds {first} to {last})",
        "{n} ulangan berpasangan (benih acak {first} sampai {last})",
    ),
    "fewer": (
        "{pairs} of {n} paired replications (seeds {first} to {last}), failed runs left out",
        "{pairs} dari {n} ulangan berpasangan (benih acak {first} sampai {last}), simulasi yang "
        "gagal tidak disertakan",
    ),
    "from_to": ("{low} to {high}", "{low} sampai {high}"),
    "aims_all": (
        "{name} improves all four aims by the end",
        "{name} pada akhirnya memperbaiki keempat tujuan",
    ),
    "aims_two": (
        "{one} and {other} improve all four aims by the end",
        "{one} dan {other} pada akhirnya memperbaiki keempat tujuan",
    ),
    "aims_some": (
        "{count} of {total} policies improve all four aims by the end",
        "{count} dari {total} kebijakan pada akhirnya memperbaiki keempat tujuan",
    ),
    "aims_none": (
        "No policy clearly improves all four aims by the end",
        "Tidak ada kebijakan yang jelas pada akhirnya memperbaiki keempat tujuan",
    ),
    "aims_plain": (
        "What each policy changes in the four aims",
        "Yang diubah tiap kebijakan dalam keempat tujuan",
    ),
    "aims_subtitle": (
        "Difference from the status quo, paired by seed. Line: mean; band: 95 % interval of the "
        "mean. Number beside a name: mean of the last 12 months ± half of its 95 % interval. "
        "Titles count a policy if that interval excludes zero.",
        "Selisih terhadap keadaan sekarang, dipasangkan menurut benih acak. Garis: rata-rata; "
        "pita: selang 95 % dari rata-rata. Angka di samping nama: rata-rata 12 bulan terakhir ± "
        "separuh selang 95 %. Judul menghitung kebijakan yang selangnya tidak mencakup nol.",
    ),
    "needs_met.against": ("fewer under {count}", "lebih sedikit pada {count}"),
    "needs_met.aim": ("Access", "Akses"),
    "needs_met.better": ("More needs are met", "Lebih banyak kebutuhan terpenuhi"),
    "needs_met.worse": ("Fewer needs are met", "Lebih sedikit kebutuhan terpenuhi"),
    "days_to_document.against": ("later under {count}", "lebih lambat pada {count}"),
    "days_to_document.aim": ("Process", "Proses"),
    "days_to_document.better": ("Documents come sooner", "Dokumen terbit lebih cepat"),
    "days_to_document.worse": ("Documents come later", "Dokumen terbit lebih lambat"),
    "travel_cost.against": ("more under {count}", "lebih mahal pada {count}"),
    "travel_cost.aim": ("Cost", "Biaya"),
    "travel_cost.better": ("Papers cost less", "Mengurus dokumen lebih murah"),
    "travel_cost.worse": ("Papers cost more", "Mengurus dokumen lebih mahal"),
    "equivalent_income_bottom40.against": ("less under {count}", "turun pada {count}"),
    "equivalent_income_bottom40.aim": ("Welfare", "Kesejahteraan"),
    "equivalent_income_bottom40.better": (
        "The poorest 40 % have more",
        "Pendapatan 40 % terbawah naik",
    ),
    "equivalent_income_bottom40.worse": (
        "The poorest 40 % have less",
        "Pendapatan 40 % terbawah turun",
    ),
    "under": (
        "{claim} under {count} of {total} policies",
        "{claim} pada {count} dari {total} kebijakan",
    ),
    "under.only": ("{claim}", "{claim}"),
    "unclear": ("No clear change: {label}", "Perubahan tidak jelas: {label}"),
    "status_quo_level": ("status quo: {level}", "sekarang: {level}"),
    "access_largest": (
        "{place} saves most: {saving} thousand rupiah less per need with {policy}",
        "{place} paling hemat: {saving} ribu rupiah lebih murah per kebutuhan dengan {policy}",
    ),
    "access_none": (
        "No policy clearly lowers the cost of papers in any sub-district",
        "Tidak ada kebijakan yang jelas menurunkan biaya dokumen di kecamatan mana pun",
    ),
    "access_plain": (
        "What papers cost in each sub-district, before and after",
        "Biaya mengurus dokumen di tiap kecamatan, sebelum dan sesudah",
    ),
    "access_subtitle": (
        "A fixed basket of papers by the cheapest public way, mean of the last 12 months. Open "
        "circle: status quo; filled mark: policy, with the 95 % interval of the paired "
        "difference. Numbers: difference from the status quo. Titles count a policy "
        "if its interval lies below zero.",
        "Keranjang tetap dokumen lewat layanan publik termurah, rata-rata 12 bulan terakhir. "
        "Lingkaran terbuka: keadaan sekarang; tanda penuh: kebijakan, dengan selang 95 % dari "
        "selisih berpasangan. Angka: selisih terhadap keadaan sekarang. Judul menghitung kebijakan "
        "yang selangnya di bawah nol.",
    ),
    "everywhere.travel_cost": (
        "Cheaper everywhere under {count} of {total} policies",
        "Lebih murah di semua kecamatan pada {count} dari {total} kebijakan",
    ),
    "everywhere.travel_cost.only": ("Cheaper everywhere", "Lebih murah di semua kecamatan"),
    "everywhere.travel_hours": (
        "Quicker everywhere under {count} of {total} policies",
        "Lebih cepat di semua kecamatan pada {count} dari {total} kebijakan",
    ),
    "everywhere.travel_hours.only": ("Quicker everywhere", "Lebih cepat di semua kecamatan"),
    "nowhere.travel_cost": (
        "No policy is clearly cheaper everywhere",
        "Tidak ada yang jelas lebih murah di semua kecamatan",
    ),
    "nowhere.travel_hours": (
        "No policy is clearly quicker everywhere",
        "Tidak ada yang jelas lebih cepat di semua kecamatan",
    ),
    "channels_fall": (
        "{policy} lowers what is forgone most: from {before} to {after} % of decisions",
        "{policy} paling menurunkan yang tidak diurus: dari {before} menjadi {after} % keputusan",
    ),
    "channels_fall.only": (
        "{policy} lowers what is forgone from {before} to {after} % of decisions",
        "{policy} menurunkan yang tidak diurus dari {before} menjadi {after} % keputusan",
    ),
    "channels_none": (
        "No policy clearly lowers the share of papers forgone",
        "Tidak ada kebijakan yang jelas menurunkan bagian dokumen yang tidak diurus",
    ),
    "channels_plain": (
        "Where papers are applied for, and how often they are forgone",
        "Tempat mengurus dokumen, dan seberapa sering tidak diurus",
    ),
    "channels_subtitle": (
        "Share of all decisions to apply somewhere or to forgo, mean of the last 12 months; a need "
        "once forgone may be decided again. Shares of 5 % and more carry their number. "
        "Right: paired change of the share forgone ± half of its 95 % interval.",
        "Bagian dari semua keputusan untuk mengurus di suatu tempat atau tidak, rata-rata 12 bulan "
        "terakhir; kebutuhan yang tidak diurus dapat diputuskan lagi. Bagian 5 % ke atas diberi "
        "angka. Kanan: perubahan berpasangan bagian yang tidak diurus ± separuh selang 95 %.",
    ),
    "share_of_decisions": ("% of decisions", "% dari keputusan"),
    "change_in_forgone": (
        "Forgone: change\n(percentage points)",
        "Tidak diurus: perubahan\n(poin persentase)",
    ),
}


def phrase(key: str, language: Language, **values: object) -> str:
    """Return a phrase in ``en`` or ``id`` with its blanks filled."""
    return _PHRASES[key][language == "id"].format(**values)
