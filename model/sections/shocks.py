"""What strikes from outside, and when."""

from typing import Self

from pydantic import model_validator

from model.parameter import Section, lever
from model.sections.opened import MONTHS

SPANS = ("desk_outage", "capital_outage", "closure", "slump", "post_outage")


class Shocks(Section):
    """Dated events that strike from outside."""

    desk_outage_start: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: none in the status quo; the history policy dates one",
        english=(
            "Desk outage begins",
            "Month in which the sub-district desks go down (0 = never); an event, not a policy.",
        ),
        indonesian=(
            "Gangguan loket kecamatan mulai",
            "Bulan loket kecamatan mulai lumpuh (0 = tidak pernah); peristiwa, bukan kebijakan.",
        ),
    )
    desk_outage_months: int = lever(
        0,
        "months",
        MONTHS,
        source="assumption: none in the status quo; the history policy dates one",
        english=(
            "Desk outage lasts",
            "Number of months the sub-district desks stay down; an event, not a policy.",
        ),
        indonesian=(
            "Lama gangguan loket kecamatan",
            "Jumlah bulan loket kecamatan tetap lumpuh; peristiwa, bukan kebijakan.",
        ),
    )
    capital_outage_start: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: none in the status quo",
        english=(
            "Outage in town begins",
            "Month in which the offices in town go down (0 = never); an event, not a policy.",
        ),
        indonesian=(
            "Gangguan kantor di kota mulai",
            "Bulan kantor di kota mulai lumpuh (0 = tidak pernah); peristiwa, bukan kebijakan.",
        ),
    )
    capital_outage_months: int = lever(
        0,
        "months",
        MONTHS,
        source="assumption: none in the status quo",
        english=(
            "Outage in town lasts",
            "Number of months the offices in town stay down; an event, not a policy.",
        ),
        indonesian=(
            "Lama gangguan kantor di kota",
            "Jumlah bulan kantor di kota tetap lumpuh; peristiwa, bukan kebijakan.",
        ),
    )
    closure_start: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: none in the status quo; closed from 18 March 2020 (news)",
        english=(
            "Closure of the border begins",
            "Month in which the border is closed (0 = never); an event, not a policy.",
        ),
        indonesian=(
            "Penutupan perbatasan mulai",
            "Bulan perbatasan mulai ditutup (0 = tidak pernah); peristiwa, bukan kebijakan.",
        ),
    )
    closure_months: int = lever(
        0,
        "months",
        MONTHS,
        source="assumption: none in the status quo; closed from 18 March 2020 (news)",
        english=(
            "Closure of the border lasts",
            "Number of months the border stays closed; an event, not a policy.",
        ),
        indonesian=(
            "Lama penutupan perbatasan",
            "Jumlah bulan perbatasan tetap ditutup; peristiwa, bukan kebijakan.",
        ),
    )
    closure_leak: float = lever(
        0.2,
        "share",
        (0, 1),
        sample=(0, 1),
        source="assumption: no count found; fewer than before, but not none",
        english=(
            "Leak in a closure",
            "Share of informal crossings that go on in a closure; an event, not a policy.",
        ),
        indonesian=(
            "Kebocoran saat ditutup",
            "Bagian perlintasan informal yang tetap jalan saat ditutup; bukan kebijakan.",
        ),
    )
    slump_start: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: none in the status quo",
        english=(
            "Slump of export prices begins",
            "Month in which export prices abroad fall (0 = never); an event, not a policy.",
        ),
        indonesian=(
            "Kejatuhan harga ekspor mulai",
            "Bulan harga ekspor di Malaysia jatuh (0 = tidak pernah); peristiwa, bukan kebijakan.",
        ),
    )
    slump_months: int = lever(
        0,
        "months",
        MONTHS,
        source="assumption: none in the status quo",
        english=(
            "Slump of export prices lasts",
            "Number of months export prices abroad stay low; an event, not a policy.",
        ),
        indonesian=(
            "Lama kejatuhan harga ekspor",
            "Jumlah bulan harga ekspor di Malaysia tetap rendah; peristiwa, bukan kebijakan.",
        ),
    )
    slump_size: float = lever(
        0.3,
        "share",
        (0, 0.9),
        sample=(0, 0.9),
        source="assumption: a third; news prices of pepper moved more from 2015 to 2021",
        english=(
            "Size of the slump",
            "Fall of export prices abroad in a slump; an event, not a policy.",
        ),
        indonesian=(
            "Besar kejatuhan harga",
            "Penurunan harga ekspor di Malaysia saat jatuh; peristiwa, bukan kebijakan.",
        ),
    )
    post_outage_start: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: none in the status quo",
        english=(
            "Outage at the post begins",
            "Month in which the systems of the post go down (0 = never); an event, not a policy.",
        ),
        indonesian=(
            "Gangguan sistem pos mulai",
            "Bulan sistem pos mulai lumpuh (0 = tidak pernah); peristiwa, bukan kebijakan.",
        ),
    )
    post_outage_months: int = lever(
        0,
        "months",
        MONTHS,
        source="assumption: none in the status quo",
        english=(
            "Outage at the post lasts",
            "Number of months the systems of the post stay down; an event, not a policy.",
        ),
        indonesian=(
            "Lama gangguan sistem pos",
            "Jumlah bulan sistem pos tetap lumpuh; peristiwa, bukan kebijakan.",
        ),
    )
    incident_month: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: none in the status quo",
        english=(
            "Boundary incident",
            "Month of an incident at the boundary (0 = never); an event, not a policy.",
        ),
        indonesian=(
            "Insiden perbatasan",
            "Bulan terjadinya insiden di garis batas (0 = tidak pernah); bukan kebijakan.",
        ),
    )

    @model_validator(mode="after")
    def _start_and_length_together(self) -> Self:
        given = {
            name: (getattr(self, f"{name}_start"), getattr(self, f"{name}_months"))
            for name in SPANS
        }
        problems = [
            f"{name}_start: {start} does not go with {name}_months {months}; "
            "give both, or 0 for both."
            for name, (start, months) in given.items()
            if (start == 0) != (months == 0)
        ]
        if problems:
            raise ValueError("\n".join(problems))
        return self
