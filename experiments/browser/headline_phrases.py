"""What the headline says beside the sentences of its subjects, in English and Indonesian."""

from collections.abc import Mapping
from typing import Final

from experiments.subjects import Text


def _text(english: str, indonesian: str) -> Text:
    return {"en": english, "id": indonesian}


PHRASES: Final[Mapping[str, Text]] = {
    "first": _text("Under “{policy}”, {sentence}", "Dengan “{policy}”, {sentence}"),
    "but": _text("but {sentence}", "tetapi {sentence}"),
    "late": _text(
        "“{policy}” changes nothing here: the policy begins in month **{month}**, after the end of "
        "this run.",
        "“{policy}” tidak mengubah apa pun di sini: kebijakan dimulai pada bulan ke-**{month}**, "
        "setelah simulasi ini berakhir.",
    ),
    "never": _text(
        "“{policy}” changes nothing: no month is set in which it begins.",
        "“{policy}” tidak mengubah apa pun: bulan mulainya belum ditentukan.",
    ),
    "period": _text(
        "Means of the last twelve months of the run; the charts show single months.",
        "Rata-rata dua belas bulan terakhir simulasi; grafik menampilkan nilai tiap bulan.",
    ),
    "nothing": _text(
        "Under “{policy}”, these months are too few to tell what changes.",
        "Dengan “{policy}”, jumlah bulannya terlalu sedikit untuk melihat perubahan.",
    ),
    "no_other": _text(
        "Days, costs, incomes, poverty and trade do not clearly differ either.",
        "Waktu pengurusan, biaya, pendapatan, kemiskinan, dan perdagangan juga tidak menunjukkan "
        "perbedaan yang jelas.",
    ),
    "unsure": _text(
        "on average {name} goes from {before} to **{after}** {unit}, but runs differ too much to "
        "be sure{interval}.",
        "rata-rata {name} berubah dari {before} menjadi **{after}** {unit}, tetapi hasil simulasi "
        "terlalu beragam untuk memastikannya{interval}.",
    ),
    "one_replication": _text(
        "One replication gives no interval: the difference may be chance.",
        "Satu ulangan tidak memberi selang: selisihnya mungkin hanya kebetulan.",
    ),
}
