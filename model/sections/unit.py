"""Levers: the integrated administrative service unit at the border."""

from typing import Annotated

from pydantic import StringConstraints

from model.parameter import lever
from model.sections.opened import MONTHS, NEVER_CLOSED, OpenedSection

PlaceName = Annotated[str, StringConstraints(strict=True, min_length=1)]


class Unit(OpenedSection):
    """The integrated administrative service unit at the border."""

    opening_month: int = lever(
        0,
        "month",
        MONTHS,
        source="seed:000; assumption: absent in the status quo, opened by policies",
        english=("Unit opens", "Month in which the integrated unit opens (0 = never)."),
        indonesian=(
            "Unit dibuka",
            "Bulan unit pelayanan terpadu mulai dibuka (0 = tidak pernah).",
        ),
    )
    closing_month: int = lever(
        0,
        "month",
        MONTHS,
        source=NEVER_CLOSED,
        english=("Unit closes", "Month in which the integrated unit closes (0 = never)."),
        indonesian=("Unit ditutup", "Bulan unit pelayanan terpadu ditutup (0 = tidak pernah)."),
    )
    ramp_months: int = lever(
        6,
        "months",
        (0, 60),
        sample=(0, 24),
        source="assumption: half a year; Barru took two years from rule to work (UN PSA case)",
        english=(
            "Unit ramp-up",
            "Months over which delegation to the unit grows evenly to its full value.",
        ),
        indonesian=(
            "Masa peralihan unit",
            "Jumlah bulan hingga pelimpahan wewenang ke unit naik bertahap sampai nilai penuhnya.",
        ),
    )
    location: PlaceName = lever(
        "Jagoi",
        "place",
        sample=("Jagoi", "Seluas", "Siding"),
        source="seed:000 (three reasons for Jagoi Babang)",
        english=("Unit location", "Place of the region where the integrated unit stands."),
        indonesian=("Lokasi unit", "Tempat di wilayah ini yang menjadi lokasi unit terpadu."),
    )
    delegation: float = lever(
        0.5,
        "share",
        (0, 1),
        sample=(0, 1),
        source="assumption: half; Rustiani 2012: about 69 % of one-stop offices had limited or no "
        "signing authority",
        english=(
            "Delegation by district offices",
            "Share of each district office's work that the unit may finish itself.",
        ),
        indonesian=(
            "Pelimpahan wewenang SKPD",
            "Bagian pekerjaan tiap SKPD yang boleh diselesaikan sendiri oleh unit.",
        ),
    )
    vertical_delegation: float = lever(
        0.5,
        "share",
        (0, 1),
        sample=(0, 1),
        source="assumption: as for district offices; vertical offices answer to ministries",
        english=(
            "Delegation by ministries' offices",
            "Share of the work of ministries' offices, such as the land office, that the unit may "
            "finish itself.",
        ),
        indonesian=(
            "Pelimpahan wewenang instansi vertikal",
            "Bagian pekerjaan instansi vertikal, misalnya BPN, yang boleh diselesaikan oleh unit.",
        ),
    )
    counters: int = lever(
        3,
        "counters",
        (0, 50),
        sample=(1, 6),
        source="assumption: no staffing data found; 6-10 staff behind 3 counters",
        english=("Unit counters", "Number of counters open in the unit."),
        indonesian=("Jumlah loket unit", "Jumlah loket yang melayani di unit."),
    )
    files_per_day: float = lever(
        12,
        "files per counter and day",
        (0, 200),
        sample=(6, 25),
        source="assumption: half an hour per file in six office hours",
        english=("Unit files per day", "Files that one counter of the unit completes in a day."),
        indonesian=(
            "Berkas per hari di unit",
            "Berkas yang diselesaikan satu loket unit per hari.",
        ),
    )
    days_per_month: float = lever(
        20,
        "days per month",
        (0, 31),
        sample=(8, 22),
        source="assumption: five working days a week less public holidays",
        english=("Unit days per month", "Days a month on which the unit is open."),
        indonesian=("Hari buka unit per bulan", "Jumlah hari dalam sebulan unit buka."),
    )
    uptime: float = lever(
        0.85,
        "share",
        (0, 1),
        sample=(0.5, 0.99),
        source="assumption: no figure found; failures reported by Antara Kalbar 2017",
        english=("Unit uptime", "Share of time in which power, network and machines work."),
        indonesian=(
            "Keandalan sistem unit",
            "Bagian waktu saat listrik, jaringan, dan alat berfungsi.",
        ),
    )
    training: float = lever(
        0.0,
        "intensity",
        (0, 1),
        sample=(0, 1),
        source="seed:000 (change of mindset); assumption: scale from none to full programme",
        english=("Staff training", "Intensity of training in serving people, from 0 to 1."),
        indonesian=(
            "Pelatihan petugas",
            "Intensitas pelatihan melayani warga, dari 0 sampai 1.",
        ),
    )
    complaint_handling: float = lever(
        0.0,
        "share",
        (0, 1),
        sample=(0, 1),
        source="seed:000 (customer orientation); assumption: share from none to all",
        english=("Complaints handled", "Share of complaints that the unit answers and acts on."),
        indonesian=(
            "Penanganan pengaduan",
            "Bagian pengaduan yang dijawab dan ditindaklanjuti oleh unit.",
        ),
    )
    leadership: float = lever(
        0.0,
        "intensity",
        (0, 1),
        sample=(0, 1),
        source="seed:000 (commitment of leaders); assumption: scale from none to full",
        english=("Leadership", "How strongly leaders insist on serving people, from 0 to 1."),
        indonesian=(
            "Kepemimpinan",
            "Seberapa kuat pimpinan menuntut pelayanan yang mengutamakan warga, dari 0 sampai 1.",
        ),
    )
