"""What it takes to reach an office: hours, fares, meals, nights, and the worth of time."""

from typing import Literal

from model.parameter import Section, uncertainty

NO_PRICE = "assumption: no local price found; order of a simple stall or inn"

# 40 hours a week: the hours behind Indonesia's hourly minimum wage
_HOURS_PER_MONTH = 173.0


class Travel(Section):
    """Travel between villages and service points."""

    reading: Literal["one-way", "return"] = uncertainty(
        "one-way",
        "reading",
        sample=("one-way", "return"),
        source="seed:000 (4-5 hours; the text does not say one-way or return)",
        english=(
            "Reading of the 4-5 hours",
            "Whether the travel time of the source means one way or there and back.",
        ),
        indonesian=(
            "Arti 4-5 jam",
            "Waktu tempuh dalam sumber berarti sekali jalan (one-way) atau pulang pergi (return).",
        ),
    )
    hours_to_town: float = uncertainty(
        4.5,
        "hours",
        (0.5, 12),
        sample=(4, 5),
        source="seed:000 (4-5 hours in normal conditions)",
        english=("Hours to town", "Travel time between the sub-district seats and the town."),
        indonesian=("Waktu tempuh ke kota", "Waktu tempuh dari pusat kecamatan ke kota kabupaten."),
    )
    fare: float = uncertainty(
        700,
        "rupiah per km",
        (0, 10_000),
        sample=(300, 1500),
        source="assumption: no local fare found; other Kalimantan routes cost Rp 500-1,200 per km "
        "(news 2018-2024)",
        english=("Fare", "Price of travel per person and kilometre on a main road."),
        indonesian=("Ongkos jalan", "Ongkos per orang per kilometer di jalan utama."),
    )
    rough_fare_factor: float = uncertainty(
        2.0,
        "times",
        (1, 5),
        sample=(1.5, 2.5),
        source="assumption: motorbike taxi or boat for part of the way",
        english=("Fare on rough roads", "Fare on rough roads as a multiple of the main-road fare."),
        indonesian=(
            "Ongkos di jalan rusak",
            "Ongkos di jalan rusak sebagai kelipatan ongkos di jalan utama.",
        ),
    )
    rough_speed_factor: float = uncertainty(
        0.5,
        "times",
        (0.05, 1),
        sample=(0.3, 0.9),
        source="assumption: half; forest paths for motorbikes (blog of TPP Siding 2025)",
        english=("Speed on rough roads", "Speed on rough roads as a share of main-road speed."),
        indonesian=(
            "Kecepatan di jalan rusak",
            "Kecepatan di jalan rusak sebagai bagian dari kecepatan di jalan utama.",
        ),
    )
    tortuosity: float = uncertainty(
        1.3,
        "road km per straight km",
        (1.2, 3),
        sample=(1.2, 1.6),
        source="assumption: seats lie 1.21 times the straight distance from town (seed:000 Table 1 "
        "over village centroids), village roads wind more",
        english=(
            "Winding of roads, Jagoi Babang and Seluas",
            "Road distance over straight distance between a village and its seat.",
        ),
        indonesian=(
            "Kelokan jalan, Jagoi Babang dan Seluas",
            "Jarak jalan dibagi jarak lurus antara desa dan pusat kecamatannya.",
        ),
    )
    tortuosity_rough: float = uncertainty(
        2.4,
        "road km per straight km",
        (1, 4),
        sample=(2.0, 2.9),
        source="assumption: below the 2.9 between Siding and Jagoi (seed:000 Table 1 over village "
        "centroids)",
        english=(
            "Winding of roads, Siding",
            "Road distance over straight distance between a village of Siding and its seat.",
        ),
        indonesian=(
            "Kelokan jalan, Siding",
            "Jarak jalan dibagi jarak lurus antara desa di Siding dan pusat kecamatannya.",
        ),
    )
    meals: float = uncertainty(
        25_000,
        "rupiah per trip",
        (0, 1_000_000),
        sample=(15_000, 50_000),
        source=NO_PRICE,
        english=("Meals", "Food bought on a trip that is not local."),
        indonesian=("Makan", "Pengeluaran makan dalam satu perjalanan ke luar desa."),
    )
    lodging: float = uncertainty(
        150_000,
        "rupiah per night",
        (0, 10_000_000),
        sample=(75_000, 250_000),
        source=NO_PRICE,
        english=("Lodging", "A night in town when the trip cannot be done in a day."),
        indonesian=("Penginapan", "Biaya semalam di kota bila urusan tidak selesai dalam sehari."),
    )
    day_limit: float = uncertainty(
        9,
        "hours",
        (1, 24),
        sample=(8, 11),
        source="assumption: daylight less preparation",
        english=("Longest day trip", "Hours of travel and errand beyond which a night is likely."),
        indonesian=(
            "Batas perjalanan sehari",
            "Jam perjalanan dan urusan; lebih dari itu warga cenderung menginap.",
        ),
    )
    day_limit_spread: float = uncertainty(
        0.75,
        "hours",
        (0.05, 5),
        sample=(0.25, 1.5),
        source="assumption: people differ in when they turn a day trip into a night",
        english=("Spread of the day limit", "How gradually day trips turn into nights in town."),
        indonesian=(
            "Sebaran batas sehari",
            "Seberapa bertahap perjalanan sehari berubah menjadi perjalanan menginap.",
        ),
    )
    time_value: float = uncertainty(
        0.5,
        "share of wage",
        (0, 2),
        sample=(0.25, 0.7),
        source="Whittington and Cook 2019 (half the wage as benchmark)",
        english=("Value of time", "Worth of an hour of travel as a share of the hourly wage."),
        indonesian=("Nilai waktu", "Nilai satu jam perjalanan sebagai bagian dari upah per jam."),
    )
    wage_per_hour: float = uncertainty(
        9000,
        "rupiah per hour",
        (0, 1_000_000),
        sample=(6000, 13_000),
        source="assumption: farm work pays less than the plantation day wage of Rp 100,000-150,000 "
        "(trade site 2023-25), about Rp 10,700-16,000 per hour in 2018 rupiah",
        english=("Wage per hour", "Mean wage of an hour of work."),
        indonesian=("Upah per jam", "Rata-rata upah untuk satu jam kerja."),
    )
    meal_distance: float = uncertainty(
        5,
        "km",
        (0, 50),
        sample=(2, 10),
        source="assumption: nearer trips are over before a meal",
        english=("Local trip", "Distance one way up to which no meal is bought."),
        indonesian=("Perjalanan dekat", "Jarak sekali jalan yang masih tanpa biaya makan."),
    )

    @property
    def outside_wage(self) -> float:
        """What a month of work elsewhere brings, in rupiah."""
        return float(self.wage_per_hour * _HOURS_PER_MONTH)
