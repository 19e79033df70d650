"""Levers: the mobile team, village facilitators and the roads."""

from model.parameter import Section, lever
from model.sections.opened import MONTHS, NEVER_CLOSED, OpenedSection


class Mobile(OpenedSection):
    """The mobile team that travels from village to village (jemput bola)."""

    opening_month: int = lever(
        0,
        "month",
        MONTHS,
        source="Suara Kalbar 2025 (mobile service exists); assumption: regular rounds by policy",
        english=("Mobile team starts", "Month in which the mobile team starts (0 = never)."),
        indonesian=(
            "Layanan keliling mulai",
            "Bulan tim jemput bola mulai berkeliling (0 = tidak pernah).",
        ),
    )
    closing_month: int = lever(
        0,
        "month",
        MONTHS,
        source=NEVER_CLOSED,
        english=("Mobile team ends", "Month in which the mobile team ends (0 = never)."),
        indonesian=(
            "Layanan keliling berakhir",
            "Bulan tim jemput bola berhenti berkeliling (0 = tidak pernah).",
        ),
    )
    trips_per_month: int = lever(
        4,
        "trips per month",
        (0, 60),
        sample=(1, 12),
        source="assumption: one trip a week; distance and hills limit it (Suara Kalbar 2025)",
        english=("Mobile trips", "Village visits a month, one village and one day each."),
        indonesian=(
            "Kunjungan keliling",
            "Jumlah kunjungan per bulan, masing-masing satu desa dan satu hari.",
        ),
    )
    delegation: float = lever(
        0.8,
        "share",
        (0, 1),
        sample=(0, 1),
        source="assumption: the office itself travels, but printing may need the town",
        english=(
            "Delegation to the mobile team",
            "Share of each office's work that the mobile team may finish itself.",
        ),
        indonesian=(
            "Wewenang tim keliling",
            "Bagian pekerjaan tiap instansi yang boleh diselesaikan sendiri oleh tim keliling.",
        ),
    )
    files_per_day: float = lever(
        40,
        "files per trip",
        (0, 400),
        sample=(20, 80),
        source="assumption: three officers for a day",
        english=("Mobile files per trip", "Files that the whole team completes on one trip."),
        indonesian=(
            "Berkas per kunjungan",
            "Berkas yang diselesaikan seluruh tim dalam satu kunjungan.",
        ),
    )
    uptime: float = lever(
        0.85,
        "share",
        (0, 1),
        sample=(0.5, 0.99),
        source="assumption: as the unit; recorders are few and break easily (Antara Kalbar 2017)",
        english=("Mobile team's uptime", "Share of months in which its equipment works."),
        indonesian=(
            "Keandalan alat tim keliling",
            "Bagian bulan saat peralatan tim keliling berfungsi.",
        ),
    )


class Facilitators(OpenedSection):
    """Village facilitators who explain what papers are needed and how to get them."""

    opening_month: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: absent in the status quo, started by policies",
        english=("Facilitators start", "Month in which village facilitators start (0 = never)."),
        indonesian=(
            "Pendamping desa mulai",
            "Bulan pendamping dokumen di desa mulai bekerja (0 = tidak pernah).",
        ),
    )
    closing_month: int = lever(
        0,
        "month",
        MONTHS,
        source=NEVER_CLOSED,
        english=("Facilitators end", "Month in which village facilitators end (0 = never)."),
        indonesian=(
            "Pendamping desa berakhir",
            "Bulan pendamping dokumen di desa berhenti bekerja (0 = tidak pernah).",
        ),
    )
    coverage: float = lever(
        1.0,
        "share of villages",
        (0, 1),
        sample=(0, 1),
        source="assumption: all villages; remote villages are served first",
        english=(
            "Villages with a facilitator",
            "Share of villages with a facilitator, farthest from the capital first.",
        ),
        indonesian=(
            "Desa berpendamping",
            "Bagian desa yang punya pendamping, yang terjauh dari ibu kota dahulu.",
        ),
    )


class Roads(Section):
    """An upgrade of the roads between the border and the town."""

    opening_month: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: not upgraded in the status quo",
        english=("Road upgrade begins", "Month in which better roads begin to help (0 = never)."),
        indonesian=(
            "Perbaikan jalan mulai",
            "Bulan hasil perbaikan jalan mulai terasa (0 = tidak pernah).",
        ),
    )
    speed_factor: float = lever(
        2.0,
        "times",
        (1, 3),
        sample=(1.5, 2.5),
        source="Kompas 2023 and a local blog: 2 to 2.5 h after asphalt; seed:000: 4 to 5 h before",
        english=("Road speed-up", "How many times faster travel becomes when the upgrade is done."),
        indonesian=(
            "Percepatan perjalanan",
            "Berapa kali lebih cepat perjalanan setelah perbaikan jalan selesai.",
        ),
    )
    fare_factor: float = lever(
        0.8,
        "times",
        (0.3, 1),
        sample=(0.6, 1),
        source="assumption: less fuel and wear; no fares before and after were found",
        english=("Fare after upgrade", "Fare after the upgrade as a multiple of the fare before."),
        indonesian=(
            "Ongkos setelah perbaikan",
            "Ongkos setelah jalan diperbaiki, sebagai kelipatan ongkos sebelumnya.",
        ),
    )
    ramp_months: int = lever(
        12,
        "months",
        (0, 60),
        sample=(6, 36),
        source="assumption: a year of works, stretch by stretch",
        english=("Road works", "Months over which the upgrade reaches its full effect."),
        indonesian=("Masa pekerjaan jalan", "Jumlah bulan hingga perbaikan jalan berdampak penuh."),
    )
