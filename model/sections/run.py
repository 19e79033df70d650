"""How long and how large a run is, which feedback loops act, and what strikes from outside."""

from typing import Self

from pydantic import model_validator

from model.parameter import Section, lever, setting
from model.sections.opened import MONTHS


class Run(Section):
    """Length and size of a run."""

    months: int = setting(
        120,
        "months",
        (1, 1200),
        source="setting: a decade from January 2016",
        english=("Months reported", "Number of months reported after burn-in; month 1 is January."),
        indonesian=(
            "Bulan yang dilaporkan",
            "Jumlah bulan yang dilaporkan setelah masa pemanasan; bulan 1 adalah Januari.",
        ),
    )
    burn_in: int = setting(
        24,
        "months",
        (12, 240),
        source="setting: two years, so that queues, beliefs and yearly averages settle",
        english=("Burn-in", "Months run before month 1 and not reported."),
        indonesian=(
            "Masa pemanasan",
            "Bulan yang dijalankan sebelum bulan 1 dan tidak dilaporkan.",
        ),
    )
    scale: float = setting(
        1.0,
        "share of the real population",
        (0.001, 1000),
        source="setting: one household agent per real household",
        english=(
            "Population scale",
            "Share of the real households that are simulated; above 1 only to test speed and size.",
        ),
        indonesian=(
            "Skala penduduk",
            "Bagian rumah tangga nyata yang disimulasikan; di atas 1 hanya untuk uji kecepatan.",
        ),
    )


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

    @model_validator(mode="after")
    def _start_and_length_together(self) -> Self:
        spans = {
            "desk_outage": (self.desk_outage_start, self.desk_outage_months),
            "capital_outage": (self.capital_outage_start, self.capital_outage_months),
        }
        problems = [
            f"{name}_start: {start} does not go with {name}_months {months}; "
            "give both, or 0 for both."
            for name, (start, months) in spans.items()
            if (start == 0) != (months == 0)
        ]
        if problems:
            raise ValueError("\n".join(problems))
        return self


class Loops(Section):
    """Switches of the feedback loops, to see what each one does."""

    congestion: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB1",
        english=(
            "Loop FB1: congestion",
            "More visitors lengthen the queue and the delay, which deters others.",
        ),
        indonesian=(
            "Lingkar FB1: kepadatan",
            "Makin banyak pemohon, makin panjang antrean, sehingga sebagian warga urung datang.",
        ),
    )
    reputation: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB2",
        english=(
            "Loop FB2: reputation",
            "Good or bad experience spreads by word of mouth and moves later choices.",
        ),
        indonesian=(
            "Lingkar FB2: reputasi",
            "Pengalaman baik atau buruk menyebar dari mulut ke mulut dan mengubah pilihan warga.",
        ),
    )
    brokers: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB5",
        english=(
            "Loop FB5: brokers",
            "Hard access feeds brokers, whose price follows demand and who enter and leave.",
        ),
        indonesian=(
            "Lingkar FB5: calo",
            "Akses yang sulit menghidupi calo; tarif mengikuti permintaan, calo datang dan pergi.",
        ),
    )
    cascade: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB6",
        english=(
            "Loop FB6: document cascade",
            "One paper opens the way to the next, and to transfers, licences and titles.",
        ),
        indonesian=(
            "Lingkar FB6: rangkaian dokumen",
            "Satu dokumen membuka jalan ke dokumen lain, bantuan, izin usaha, dan sertifikat.",
        ),
    )
    poverty_trap: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB15",
        english=(
            "Loop FB15: poverty trap",
            "Low income makes papers dear, and missing papers keep income low.",
        ),
        indonesian=(
            "Lingkar FB15: jebakan kemiskinan",
            "Pendapatan rendah membuat dokumen mahal, dan tanpa dokumen pendapatan tetap rendah.",
        ),
    )
    backlog: bool = setting(
        True,
        "on or off",
        source="setting: feedback loop FB16",
        english=(
            "Loop FB16: latent needs",
            "Needs once given up come back when a way has become clearly cheaper.",
        ),
        indonesian=(
            "Lingkar FB16: kebutuhan tertunda",
            "Kebutuhan yang pernah diurungkan muncul lagi saat ada cara yang jelas lebih murah.",
        ),
    )
