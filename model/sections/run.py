"""How long and how large a run is."""

from model.parameter import Section, setting


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
