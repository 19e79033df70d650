"""What the maps by village say, in English and Indonesian."""

from collections.abc import Mapping
from typing import Final

from experiments.words import Language

_PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    "travel_cost.gains": (
        "{policy} lowers the cost of papers most in {most} ({gain} {unit})",
        "{policy} paling menurunkan biaya dokumen di {most} ({gain} {unit})",
    ),
    "core_papers.gains": (
        "{policy} raises the share of households with all core papers most in {most} ({gain} "
        "{unit})",
        "{policy} paling menambah rumah tangga berdokumen inti lengkap di {most} ({gain} {unit})",
    ),
    "equivalent_income.gains": (
        "{policy} raises incomes most in {most} ({gain} {unit})",
        "{policy} paling menaikkan pendapatan di {most} ({gain} {unit})",
    ),
    "and_least": (
        "{claim} and least in {least} ({gain})",
        "{claim}, paling sedikit di {least} ({gain})",
    ),
    "but_unclear": (
        "{claim}, without a clear gain in {count} of {total} villages",
        "{claim}, tanpa perbaikan yang jelas di {count} dari {total} desa",
    ),
    "but_worse": (
        "{claim}, but {count} of {total} villages clearly lose",
        "{claim}, tetapi {count} dari {total} desa jelas merugi",
    ),
    "none": (
        "{label}: no policy brings the villages a clear gain on the whole",
        "{label}: tidak ada kebijakan yang jelas menguntungkan desa secara keseluruhan",
    ),
    "plain": (
        "{label} by village, and what each policy changes",
        "{label} menurut desa, dan yang diubah tiap kebijakan",
    ),
    "subtitle": (
        "{measure}; {when}. A disc is a village, its area the number of households; places are "
        "schematic. First map: level under the status quo. Others: difference from it, paired by "
        "seed. Numbers: means of villages, weighted by {weight}, with 95 % intervals. A hollow "
        "disc: the village's interval includes zero, or its difference rounds to zero; by chance "
        "alone, about one village in twenty would still be filled.",
        "{measure}; {when}. Satu lingkaran adalah satu desa, luasnya jumlah rumah tangga; letaknya "
        "skematis. Peta pertama: tingkat pada keadaan sekarang. Peta lain: selisih terhadapnya, "
        "dipasangkan menurut benih acak. Angka: rata-rata desa, ditimbang menurut {weight}, dengan "
        "selang 95 %. Lingkaran kosong: selang desa itu mencakup nol, atau selisihnya dibulatkan "
        "menjadi nol; karena kebetulan saja, kira-kira satu dari dua puluh desa tetap akan terisi.",
    ),
    "mean_of_year": ("mean of the last 12 months", "rata-rata 12 bulan terakhir"),
    "end_of_year": (
        "at the end of the last completed year",
        "pada akhir tahun terakhir yang lengkap",
    ),
    "yearly": ("of the last completed year", "tahun terakhir yang lengkap"),
    "households": ("households", "rumah tangga"),
    "people": ("persons", "penduduk"),
    "region": ("Whole region", "Seluruh wilayah"),
    "highest": ("Highest: {village}", "Tertinggi: {village}"),
    "lowest": ("Lowest: {village}", "Terendah: {village}"),
    "most": ("Most: {village}", "Terbesar: {village}"),
    "least": ("Least: {village}", "Terkecil: {village}"),
    "between": ("({low} to {high})", "({low} sampai {high})"),
    "level": ("Status quo, {unit}", "Keadaan sekarang, {unit}"),
    "difference": ("Difference, {unit}", "Selisih, {unit}"),
    "unclear": ("no clear difference", "selisih tidak jelas"),
    "unit": ("service unit of the policy", "unit pelayanan terpadu"),
    "post": ("border post", "pos lintas batas"),
    "border": ("border", "perbatasan"),
}


def said(key: str, language: Language, **values: object) -> str:
    """Return a phrase in ``en`` or ``id`` with its blanks filled."""
    return _PHRASES[key][language == "id"].format(**values)
