"""What the figures of a brief say, in English and Indonesian."""

from collections.abc import Mapping
from typing import Final

from experiments.words import Language

_PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    "options_plain": ("What each option changes", "Yang diubah oleh tiap pilihan"),
    "options_one": ("Under “{policy}”: {claims}", "Dengan “{policy}”: {claims}"),
    "options_of": (
        "{claim} under {count} of the {total} options shown",
        "{claim} pada {count} dari {total} pilihan yang ditampilkan",
    ),
    "options_none": (
        "{claim} under none of the {total} options shown",
        "{claim} tidak pada satu pun dari {total} pilihan yang ditampilkan",
    ),
    "options_more": ("{claim} under {count}", "{claim} pada {count}"),
    "options_no_more": ("{claim} under none", "{claim} tidak pada satu pun"),
    "needs_met.better": ("more needs are met", "lebih banyak kebutuhan terpenuhi"),
    "needs_met.worse": ("fewer needs are met", "lebih sedikit kebutuhan terpenuhi"),
    "travel_cost.better": ("papers cost less", "mengurus dokumen lebih murah"),
    "travel_cost.worse": ("papers cost more", "mengurus dokumen lebih mahal"),
    "any.better": ("{label} is clearly better", "{label} jelas lebih baik"),
    "any.worse": ("{label} is clearly worse", "{label} jelas lebih buruk"),
    "any.unclear": ("no clear change in {label}", "perubahan {label} tidak jelas"),
    "options_subtitle": (
        "Difference from the status quo, mean of the last 12 months. Mark: mean; line: 95 % "
        "interval.",
        "Selisih terhadap keadaan sekarang, rata-rata 12 bulan terakhir. Tanda: rata-rata; garis: "
        "selang kepercayaan 95 %.",
    ),
    "options_subtitle_one": (
        "Difference from the status quo, mean of the last 12 months. One pair of runs gives no "
        "interval.",
        "Selisih terhadap keadaan sekarang, rata-rata 12 bulan terakhir. Satu pasang simulasi "
        "tidak memberi selang kepercayaan.",
    ),
    "options_alternative": (
        "Chart with a row for each option and a column for each of: {labels}. A mark shows the "
        "difference from the status quo, a line its 95 % interval; zero is no difference. {claims} "
        "The numbers are in the table “{table}”.",
        "Grafik dengan satu baris untuk tiap pilihan dan satu kolom untuk: {labels}. Tanda "
        "menunjukkan selisih terhadap keadaan sekarang, garis menunjukkan selang kepercayaan 95 %; "
        "nol berarti tidak ada beda. {claims} Angkanya ada dalam tabel “{table}”.",
    ),
    "better_under": ("{label}, clearly better: {names}.", "{label}, jelas lebih baik: {names}."),
    "worse_under": ("{label}, clearly worse: {names}.", "{label}, jelas lebih buruk: {names}."),
    "unclear_under": ("{label}, no clear change: {names}.", "{label}, tidak jelas: {names}."),
    "course_plain": (
        "{label} under “{policy}” and in the status quo",
        "{label} dengan “{policy}” dan dalam keadaan sekarang",
    ),
    "course_above": (
        "{label}: “{policy}” stays above the status quo from month {month} on",
        "{label}: “{policy}” tetap di atas keadaan sekarang sejak bulan ke-{month}",
    ),
    "course_below": (
        "{label}: “{policy}” stays below the status quo from month {month} on",
        "{label}: “{policy}” tetap di bawah keadaan sekarang sejak bulan ke-{month}",
    ),
    "course_gone": (
        "{label}: “{policy}” differs from the status quo for a time, but not clearly at the end",
        "{label}: “{policy}” sempat berbeda dari keadaan sekarang, tetapi akhirnya tidak jelas",
    ),
    "course_never": (
        "{label}: “{policy}” does not clearly differ from the status quo in any month",
        "{label}: “{policy}” tidak jelas berbeda dari keadaan sekarang pada bulan mana pun",
    ),
    "course_subtitle": (
        "{label}, {unit}, by month. Line: mean of {runs} runs; band: nine runs in ten (5th to 95th "
        "percentile).",
        "{label}, {unit}, per bulan. Garis: rata-rata {runs} simulasi; pita: sembilan dari sepuluh "
        "simulasi (persentil ke-5 sampai ke-95).",
    ),
    "course_subtitle_one": (
        "{label}, {unit}, by month. One run, hence no band.",
        "{label}, {unit}, per bulan. Satu simulasi, karena itu tanpa pita.",
    ),
    "course_alternative": (
        "Chart of {label} ({unit}) by month, 1 to {last}. {courses}{opens}",
        "Grafik {label} ({unit}) per bulan, 1 sampai {last}. {courses}{opens}",
    ),
    "course_of": (
        "{policy}: {first} in month 1, {final} in month {last}.",
        "{policy}: {first} pada bulan ke-1, {final} pada bulan ke-{last}.",
    ),
    "course_opens": (
        " The policy begins in month {months}.",
        " Kebijakan dimulai pada bulan ke-{months}.",
    ),
    "opens": ("begins in month {month}", "dimulai bulan ke-{month}"),
    "points": ("points", "poin"),
    "thousand_rupiah": ("thousand rupiah", "ribu rupiah"),
    "cost_of_a_paper": ("Cost of a paper", "Biaya satu dokumen"),
    "month": ("month of the simulation", "bulan simulasi"),
}


def picture_phrase(key: str, language: Language, **values: object) -> str:
    """Return a phrase of the figures in ``en`` or ``id`` with its blanks filled."""
    return _PHRASES[key][language == "id"].format(**values)


def has_phrase(key: str) -> bool:
    """Tell whether there is such a phrase."""
    return key in _PHRASES
