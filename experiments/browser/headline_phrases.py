"""What the headline says, in English and Indonesian, and about which indicators."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

type Text = Mapping[str, str]


@dataclass(frozen=True)
class Subject:
    """An indicator of the headline, how its numbers are written, and its sentences.

    ``divide`` turns the indicator's unit into ``unit``; ``phrases``: ``up``, ``down`` and
    ``same``, and ``unclear`` for access, with the blanks size, before, after and interval.
    """

    indicator: str
    decimals: int
    divide: float
    name: Text
    unit: Text
    phrases: Mapping[str, Text] = field(compare=False, hash=False)


def _text(english: str, indonesian: str) -> Text:
    return {"en": english, "id": indonesian}


PHRASES: Final[Mapping[str, Text]] = {
    "first": _text("Under “{policy}”, {sentence}", "Dengan “{policy}”, {sentence}"),
    "interval": _text(" (95 % interval: {low} to {high})", " (selang 95 %: {low} sampai {high})"),
    "interval_unclear": _text(
        " (95 % interval of the difference: {low} to {high})",
        " (selang 95 % dari selisih: {low} sampai {high})",
    ),
    "nothing": _text(
        "Under “{policy}”, these months are too few to tell what changes.",
        "Dengan “{policy}”, bulannya terlalu sedikit untuk melihat perubahan.",
    ),
    "no_other": _text(
        "Days, costs, the incomes of the poorest and informal trade do not clearly differ either.",
        "Lama, biaya, pendapatan penduduk termiskin dan perdagangan informal juga tidak jelas "
        "berbeda.",
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

SUBJECTS: Final[tuple[Subject, ...]] = (
    Subject(
        "needs_met",
        1,
        1.0,
        _text("the share of needs met", "bagian kebutuhan yang terpenuhi"),
        _text("%", "%"),
        {
            "up": _text(
                "**{size}** percentage points more of the needs for papers are met within a year: "
                "**{after} %** instead of {before} %{interval}.",
                "kebutuhan dokumen yang terpenuhi dalam setahun naik **{size}** poin persentase: "
                "**{after} %**, sebelumnya {before} %{interval}.",
            ),
            "down": _text(
                "**{size}** percentage points fewer of the needs for papers are met within a year: "
                "**{after} %** instead of {before} %{interval}.",
                "kebutuhan dokumen yang terpenuhi dalam setahun turun **{size}** poin persentase: "
                "**{after} %**, sebelumnya {before} %{interval}.",
            ),
            "same": _text(
                "as many needs for papers are met within a year: **{after} %**.",
                "kebutuhan dokumen yang terpenuhi dalam setahun tetap **{after} %**.",
            ),
            "unclear": _text(
                "there is no clear difference in the needs for papers met within a year: "
                "**{after} %** "
                "instead of {before} %{interval}.",
                "tidak ada perbedaan yang jelas pada kebutuhan dokumen yang terpenuhi dalam "
                "setahun: "
                "**{after} %**, sebelumnya {before} %{interval}.",
            ),
        },
    ),
    Subject(
        "days_to_document",
        0,
        1.0,
        _text("the wait for a document", "lama terbitnya dokumen"),
        _text("days", "hari"),
        {
            "up": _text(
                "a document takes **{size}** days longer: **{after}** instead of "
                "{before}{interval}.",
                "dokumen terbit **{size}** hari lebih lama: **{after}** hari, sebelumnya {before}"
                "{interval}.",
            ),
            "down": _text(
                "a document comes **{size}** days sooner: after **{after}** instead of {before} "
                "days"
                "{interval}.",
                "dokumen terbit **{size}** hari lebih cepat: **{after}** hari, sebelumnya {before}"
                "{interval}.",
            ),
            "same": _text(
                "a document takes **{after}** days, as before.",
                "dokumen terbit dalam **{after}** hari, seperti sebelumnya.",
            ),
        },
    ),
    Subject(
        "travel_cost",
        0,
        1000.0,
        _text("the cost of a paper", "biaya satu dokumen"),
        _text("thousand rupiah", "ribu rupiah"),
        {
            "up": _text(
                "a paper costs **{size}** thousand rupiah more by the cheapest public way: "
                "**{after}** thousand instead of {before} thousand{interval}.",
                "mengurus satu dokumen lewat layanan publik termurah **{size}** ribu rupiah "
                "lebih mahal: **{after}** ribu, sebelumnya {before} ribu{interval}.",
            ),
            "down": _text(
                "a paper costs **{size}** thousand rupiah less by the cheapest public way: "
                "**{after}** thousand instead of {before} thousand{interval}.",
                "mengurus satu dokumen lewat layanan publik termurah **{size}** ribu rupiah "
                "lebih murah: **{after}** ribu, sebelumnya {before} ribu{interval}.",
            ),
            "same": _text(
                "a paper costs **{after}** thousand rupiah, as before.",
                "biaya satu dokumen tetap **{after}** ribu rupiah.",
            ),
        },
    ),
    Subject(
        "equivalent_income_bottom40",
        0,
        1000.0,
        _text("the income of the poorest 40 %", "pendapatan 40 % penduduk termiskin"),
        _text("thousand rupiah", "ribu rupiah"),
        {
            "up": _text(
                "the poorest 40 % have **{size}** thousand rupiah more per person and month: "
                "**{after}** thousand instead of {before} thousand{interval}.",
                "40 % penduduk termiskin memperoleh **{size}** ribu rupiah lebih banyak per "
                "orang dan "
                "bulan: **{after}** ribu, sebelumnya {before} ribu{interval}.",
            ),
            "down": _text(
                "the poorest 40 % have **{size}** thousand rupiah less per person and month: "
                "**{after}** thousand instead of {before} thousand{interval}.",
                "40 % penduduk termiskin memperoleh **{size}** ribu rupiah lebih sedikit per "
                "orang dan "
                "bulan: **{after}** ribu, sebelumnya {before} ribu{interval}.",
            ),
            "same": _text(
                "the poorest 40 % have **{after}** thousand rupiah per person and month, as "
                "before.",
                "40 % penduduk termiskin tetap memperoleh **{after}** ribu rupiah per orang dan "
                "bulan.",
            ),
        },
    ),
    Subject(
        "informal_share",
        1,
        1.0,
        _text("the informal share of trade", "bagian perdagangan informal"),
        _text("%", "%"),
        {
            "up": _text(
                "informal trade is **{size}** percentage points more of all trade: **{after} %** "
                "instead of {before} %{interval}.",
                "bagian perdagangan informal naik **{size}** poin persentase: **{after} %**, "
                "sebelumnya {before} %{interval}.",
            ),
            "down": _text(
                "informal trade is **{size}** percentage points less of all trade: **{after} %** "
                "instead of {before} %{interval}.",
                "bagian perdagangan informal turun **{size}** poin persentase: **{after} %**, "
                "sebelumnya {before} %{interval}.",
            ),
            "same": _text(
                "informal trade stays at **{after} %** of all trade.",
                "bagian perdagangan informal tetap **{after} %**.",
            ),
        },
    ),
)
