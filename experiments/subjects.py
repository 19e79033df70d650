"""Subjects: indicators that sentences are about, with these sentences in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

type Text = Mapping[str, str]


ACCESS: Final = "needs_met"
INCOME: Final = "equivalent_income_bottom40"
POVERTY: Final = "poverty_headcount"
LOSSES: Final = (INCOME, POVERTY, "trade.exports")


@dataclass(frozen=True)
class Subject:
    """An indicator of the headline, how its numbers are written, and its sentences.

    ``divide`` turns the indicator's unit into ``unit``; ``direction`` is 1 where more is a gain to
    the people of the border, -1 where less is; ``phrases``: ``up``, ``down`` and ``same``, and
    ``unclear`` for access, with the blanks size, before, after and interval.
    """

    indicator: str
    direction: int
    decimals: int
    divide: float
    name: Text
    unit: Text
    phrases: Mapping[str, Text] = field(compare=False, hash=False)


def _text(english: str, indonesian: str) -> Text:
    return {"en": english, "id": indonesian}


INTERVALS: Final[Mapping[str, Text]] = {
    "interval": _text(" (95 % interval: {low} to {high})", " (selang 95 %: {low} sampai {high})"),
    "interval_unclear": _text(
        " (95 % interval of the difference: {low} to {high})",
        " (selang 95 % selisihnya: {low} sampai {high})",
    ),
}

SUBJECTS: Final[tuple[Subject, ...]] = (
    Subject(
        ACCESS,
        1,
        1,
        1.0,
        _text("the share of needs met", "persentase kebutuhan yang terpenuhi"),
        _text("%", "%"),
        {
            "up": _text(
                "the share of needs for papers that are met within a year is **{size}** percentage "
                "points higher: **{after} %** instead of {before} %{interval}.",
                "kebutuhan dokumen yang terpenuhi dalam setahun naik **{size}** poin persentase: "
                "**{after} %**, dibandingkan dengan {before} % pada keadaan sekarang{interval}.",
            ),
            "down": _text(
                "the share of needs for papers that are met within a year is **{size}** percentage "
                "points lower: **{after} %** instead of {before} %{interval}.",
                "kebutuhan dokumen yang terpenuhi dalam setahun turun **{size}** poin persentase: "
                "**{after} %**, dibandingkan dengan {before} % pada keadaan sekarang{interval}.",
            ),
            "same": _text(
                "as many needs for papers are met within a year as in the status quo: "
                "**{after} %**.",
                "kebutuhan dokumen yang terpenuhi dalam setahun sama dengan keadaan sekarang: "
                "**{after} %**.",
            ),
            "unclear": _text(
                "there is no clear difference in the needs for papers met within a year: "
                "**{after} %** instead of {before} %{interval}.",
                "tidak ada perbedaan yang jelas pada kebutuhan dokumen yang terpenuhi dalam "
                "setahun: **{after} %**, dibandingkan dengan {before} % pada keadaan sekarang"
                "{interval}.",
            ),
        },
    ),
    Subject(
        "days_to_document",
        -1,
        0,
        1.0,
        _text("the wait for a document", "waktu sampai dokumen terbit"),
        _text("days", "hari"),
        {
            "up": _text(
                "a document takes longer: **{after}** days instead of {before}, **{size}** more"
                "{interval}.",
                "dokumen terbit **{size}** hari lebih lama: dalam **{after}** hari, dibandingkan "
                "dengan {before} hari{interval}.",
            ),
            "down": _text(
                "a document takes less time: **{after}** days instead of {before}, **{size}** "
                "fewer{interval}.",
                "dokumen terbit **{size}** hari lebih cepat: dalam **{after}** hari, dibandingkan "
                "dengan {before} hari{interval}.",
            ),
            "same": _text(
                "the days to a document are those of the status quo: **{after}**.",
                "dokumen terbit dalam **{after}** hari, sama dengan keadaan sekarang.",
            ),
        },
    ),
    Subject(
        "travel_cost",
        -1,
        0,
        1000.0,
        _text("the cost of a paper", "biaya satu dokumen"),
        _text("thousand rupiah", "ribu rupiah"),
        {
            "up": _text(
                "a paper costs **{size}** thousand rupiah more by the cheapest public way: "
                "**{after}** thousand instead of {before} thousand{interval}.",
                "mengurus satu dokumen lewat layanan publik termurah **{size}** ribu rupiah "
                "lebih mahal: **{after}** ribu, dibandingkan dengan {before} ribu{interval}.",
            ),
            "down": _text(
                "a paper costs **{size}** thousand rupiah less by the cheapest public way: "
                "**{after}** thousand instead of {before} thousand{interval}.",
                "mengurus satu dokumen lewat layanan publik termurah **{size}** ribu rupiah "
                "lebih murah: **{after}** ribu, dibandingkan dengan {before} ribu{interval}.",
            ),
            "same": _text(
                "a paper costs **{after}** thousand rupiah, as in the status quo.",
                "biaya satu dokumen **{after}** ribu rupiah, sama dengan keadaan sekarang.",
            ),
        },
    ),
    Subject(
        INCOME,
        1,
        0,
        1000.0,
        _text("the income of the poorest 40 %", "pendapatan 40 % penduduk termiskin"),
        _text("thousand rupiah", "ribu rupiah"),
        {
            "up": _text(
                "the poorest 40 % have **{size}** thousand rupiah more per person and month: "
                "**{after}** thousand instead of {before} thousand{interval}.",
                "pendapatan 40 % penduduk termiskin **{size}** ribu rupiah lebih tinggi per orang "
                "per bulan: **{after}** ribu, dibandingkan dengan {before} ribu{interval}.",
            ),
            "down": _text(
                "the poorest 40 % have **{size}** thousand rupiah less per person and month: "
                "**{after}** thousand instead of {before} thousand{interval}.",
                "pendapatan 40 % penduduk termiskin **{size}** ribu rupiah lebih rendah per orang "
                "per bulan: **{after}** ribu, dibandingkan dengan {before} ribu{interval}.",
            ),
            "same": _text(
                "the poorest 40 % have **{after}** thousand rupiah per person and month, as in the "
                "status quo.",
                "pendapatan 40 % penduduk termiskin **{after}** ribu rupiah per orang per bulan, "
                "sama dengan keadaan sekarang.",
            ),
        },
    ),
    Subject(
        POVERTY,
        -1,
        1,
        1.0,
        _text("the share of people below the poverty line", "persentase penduduk miskin"),
        _text("%", "%"),
        {
            "up": _text(
                "more people are poor, by **{size}** percentage points: **{after} %** are below "
                "the poverty line instead of {before} %{interval}.",
                "persentase penduduk miskin **{size}** poin persentase lebih tinggi: "
                "**{after} %**, dibandingkan dengan {before} %{interval}.",
            ),
            "down": _text(
                "fewer people are poor, by **{size}** percentage points: **{after} %** are below "
                "the poverty line instead of {before} %{interval}.",
                "persentase penduduk miskin **{size}** poin persentase lebih rendah: "
                "**{after} %**, dibandingkan dengan {before} %{interval}.",
            ),
            "same": _text(
                "**{after} %** of people are below the poverty line, as in the status quo.",
                "persentase penduduk miskin **{after} %**, sama dengan keadaan sekarang.",
            ),
        },
    ),
    Subject(
        "trade.exports",
        1,
        0,
        1_000_000.0,
        _text("the value of exports", "nilai ekspor"),
        _text("million rupiah a month", "juta rupiah per bulan"),
        {
            "up": _text(
                "exports are **{size}** million rupiah a month higher: **{after}** million instead "
                "of {before} million{interval}.",
                "nilai ekspor **{size}** juta rupiah per bulan lebih tinggi: **{after}** juta, "
                "dibandingkan dengan {before} juta{interval}.",
            ),
            "down": _text(
                "exports are **{size}** million rupiah a month lower: **{after}** million instead "
                "of {before} million{interval}.",
                "nilai ekspor **{size}** juta rupiah per bulan lebih rendah: **{after}** juta, "
                "dibandingkan dengan {before} juta{interval}.",
            ),
            "same": _text(
                "exports are **{after}** million rupiah a month, as in the status quo.",
                "nilai ekspor **{after}** juta rupiah per bulan, sama dengan keadaan sekarang.",
            ),
        },
    ),
    Subject(
        "informal_share",
        -1,
        1,
        1.0,
        _text("the informal share of trade", "porsi perdagangan tidak resmi"),
        _text("%", "%"),
        {
            "up": _text(
                "the informal share of trade is **{size}** percentage points higher: "
                "**{after} %** instead of {before} %{interval}.",
                "porsi perdagangan tidak resmi **{size}** poin persentase lebih tinggi: "
                "**{after} %**, dibandingkan dengan {before} %{interval}.",
            ),
            "down": _text(
                "the informal share of trade is **{size}** percentage points lower: "
                "**{after} %** instead of {before} %{interval}.",
                "porsi perdagangan tidak resmi **{size}** poin persentase lebih rendah: "
                "**{after} %**, dibandingkan dengan {before} %{interval}.",
            ),
            "same": _text(
                "the informal share of trade is **{after} %**, as in the status quo.",
                "porsi perdagangan tidak resmi **{after} %**, sama dengan keadaan sekarang.",
            ),
        },
    ),
)
