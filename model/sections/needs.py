"""People and the life events that make papers necessary."""

from model.parameter import Section, uncertainty

STANDARD = "assumption: standard order for rural Indonesia; district figures not found"


class Needs(Section):
    """Births, deaths, marriages and the needs for papers that they bring."""

    birth_rate: float = uncertainty(
        20,
        "per 1,000 people and year",
        (0, 200),
        sample=(14, 26),
        source=STANDARD,
        english=("Birth rate", "Births per thousand people and year."),
        indonesian=("Angka kelahiran", "Kelahiran per seribu penduduk per tahun."),
    )
    death_rate: float = uncertainty(
        6,
        "per 1,000 people and year",
        (0, 200),
        sample=(4.2, 7.8),
        source=STANDARD,
        english=("Death rate", "Deaths per thousand people and year."),
        indonesian=("Angka kematian", "Kematian per seribu penduduk per tahun."),
    )
    marriage_rate: float = uncertainty(
        7,
        "per 1,000 people and year",
        (0, 200),
        sample=(4.9, 9.1),
        source=STANDARD,
        english=("Marriage rate", "Marriages per thousand people and year."),
        indonesian=("Angka perkawinan", "Perkawinan per seribu penduduk per tahun."),
    )
    departure_rate: float = uncertainty(
        14,
        "per 1,000 people and year",
        (0, 200),
        sample=(7, 20),
        source="assumption: births less deaths, so that the fixed households keep their size",
        english=(
            "Departures",
            "Adults per thousand people and year who leave to found a household elsewhere.",
        ),
        indonesian=(
            "Kepergian",
            "Orang dewasa per seribu penduduk per tahun yang pergi membentuk rumah tangga lain.",
        ),
    )
    household_size: float = uncertainty(
        4.14,
        "persons per household",
        (1, 15),
        sample=(3.8, 4.6),
        source="wiki-indonesia.club, Jagoi Babang (6,948 persons in 1,679 households)",
        english=("Household size", "Mean number of persons in a household."),
        indonesian=("Ukuran rumah tangga", "Rata-rata jumlah anggota dalam satu rumah tangga."),
    )
    child_share: float = uncertainty(
        0.30,
        "share",
        (0, 0.9),
        sample=(0.27, 0.34),
        source="assumption: 70.68 % of West Kalimantan were 15-64 (BPS population census 2020)",
        english=("Share of children", "Share of people who are under 17."),
        indonesian=("Porsi anak", "Bagian penduduk yang berumur di bawah 17 tahun."),
    )
    rate_factor: float = uncertainty(
        1.0,
        "times",
        (0, 10),
        sample=(0.5, 2),
        source="assumption: most yearly rates of the region are unknown within a factor of two",
        english=("Needs, all rates", "Multiplies the yearly rates of all needs but life events."),
        indonesian=(
            "Pengali laju kebutuhan",
            "Mengalikan laju tahunan semua kebutuhan selain peristiwa hidup.",
        ),
    )
    coverage_shift: float = uncertainty(
        0.0,
        "log odds",
        (-5, 5),
        sample=(-0.75, 0.75),
        source="assumption: starting coverage of the border villages is not recorded",
        english=(
            "Starting coverage, shift",
            "Raises or lowers the share of people who hold papers at the start.",
        ),
        indonesian=(
            "Geseran cakupan awal",
            "Menaikkan atau menurunkan bagian warga yang sudah memegang dokumen di awal.",
        ),
    )
