"""What the policies cost the public purse, in constant 2018 rupiah."""

from model.parameter import Section, uncertainty

DEFLATED = "in 2018 rupiah by BPS inflation of 2019 and 2020"
SCALED = "by 0.855 from 2024 to 2018 rupiah (BPS inflation 2019-2024)"


class Costs(Section):
    """Set-up and running costs, and how capital is spread over the years.

    A higher border allowance has no cost here: the duty forgone is a transfer to the traders and
    is not counted.
    """

    unit_setup: float = uncertainty(
        1.7e9,
        "rupiah",
        (0, 1e12),
        sample=(0.85e9, 2.6e9),
        source=f"assumption: Rp 1-3 bn in 2024 for rooms, power and satellite link, {SCALED}",
        english=("Unit, set-up", "Cost of setting up the integrated unit."),
        indonesian=("Biaya pendirian unit", "Biaya mendirikan unit pelayanan terpadu."),
    )
    unit_running: float = uncertainty(
        0.77e9,
        "rupiah per year",
        (0, 1e12),
        sample=(0.51e9, 1.03e9),
        source=f"assumption: Rp 0.6-1.2 bn a year in 2024 for eight staff and upkeep, {SCALED}",
        english=("Unit, running", "Yearly cost of running the integrated unit."),
        indonesian=("Biaya operasional unit", "Biaya menjalankan unit pelayanan per tahun."),
    )
    asset_life: float = uncertainty(
        10,
        "years",
        (1, 50),
        sample=(5, 20),
        source="assumption: between machines and buildings",
        english=("Life of assets", "Years over which set-up costs are spread."),
        indonesian=("Umur aset", "Jumlah tahun pembebanan biaya pendirian."),
    )
    discount_rate: float = uncertainty(
        0.05,
        "per year",
        (0, 0.5),
        sample=(0.03, 0.10),
        source="assumption: usual real rates for public projects",
        english=("Discount rate", "Yearly real rate at which capital is spread over its life."),
        indonesian=("Tingkat diskonto", "Tingkat riil per tahun untuk membebankan biaya modal."),
    )
    mobile_trip: float = uncertainty(
        5e6,
        "rupiah per trip",
        (0, 1e9),
        sample=(2e6, 10e6),
        source="assumption: vehicle, allowances and machines for three officers and a day",
        english=("Mobile team, per trip", "Cost of one trip of the mobile team."),
        indonesian=("Biaya per kunjungan keliling", "Biaya satu kali kunjungan tim keliling."),
    )
    facilitator_month: float = uncertainty(
        1.2e6,
        "rupiah per village and month",
        (0, 1e9),
        sample=(0.6e6, 2.4e6),
        source="assumption: part-time allowance, under half the district minimum wage "
        "(Rp 2.88 million in 2024)",
        english=("Facilitator", "Monthly cost of the facilitator of one village."),
        indonesian=("Biaya pendamping desa", "Biaya pendamping satu desa per bulan."),
    )
    counter_setup: float = uncertainty(
        0.4e9,
        "rupiah",
        (0, 1e12),
        sample=(0.2e9, 0.8e9),
        source="assumption: biometric station, link and furniture; a quarter of the unit",
        english=("Passport counter, set-up", "Cost of setting up the passport counter."),
        indonesian=("Biaya pendirian loket paspor", "Biaya mendirikan loket paspor."),
    )
    counter_running: float = uncertainty(
        0.25e9,
        "rupiah per year",
        (0, 1e12),
        sample=(0.12e9, 0.5e9),
        source="assumption: two officers and a link; a third of the unit",
        english=("Passport counter, running", "Yearly cost of the passport counter."),
        indonesian=("Biaya operasional loket paspor", "Biaya menjalankan loket paspor per tahun."),
    )
    road_per_km: float = uncertainty(
        4e9,
        "rupiah per km",
        (0, 1e12),
        sample=(2e9, 8e9),
        source="assumption: no contract for these roads found; six metres of asphalt in hills",
        english=("Road, per km", "Cost of upgrading one kilometre of road."),
        indonesian=("Biaya jalan per km", "Biaya meningkatkan satu kilometer jalan."),
    )
    road_life: float = uncertainty(
        15,
        "years",
        (1, 50),
        sample=(10, 25),
        source="assumption: asphalt under rain and heavy lorries, with upkeep",
        english=("Life of a road", "Years over which the cost of a road is spread."),
        indonesian=("Umur jalan", "Jumlah tahun pembebanan biaya jalan."),
    )
    plbn_setup: float = uncertainty(
        198.5e9,
        "rupiah",
        (0, 1e13),
        sample=(190e9, 217e9),
        source=f"PUPR 2020 (contract Rp 207.35 bn of November 2020, ceiling 226.6 bn), {DEFLATED}; "
        "assumption: range below the contract",
        english=("Full post, set-up", "Cost of building the full post."),
        indonesian=("Biaya pembangunan PLBN", "Biaya membangun PLBN lengkap."),
    )
    plbn_life: float = uncertainty(
        30,
        "years",
        (1, 100),
        sample=(20, 40),
        source="assumption: public buildings of concrete; the unit's equipment lives shorter",
        english=("Life of a full post", "Years over which the buildings of a full post last."),
        indonesian=("Umur PLBN", "Jumlah tahun gedung PLBN dapat dipakai."),
    )
    plbn_running: float = uncertainty(
        6e9,
        "rupiah per year",
        (0, 1e13),
        sample=(3e9, 12e9),
        source="assumption: staff and upkeep of some 3 % of the building a year; no budget found",
        english=(
            "Full post, running",
            "Yearly cost of the full post beyond that of the present one.",
        ),
        indonesian=(
            "Biaya operasional PLBN",
            "Biaya PLBN lengkap per tahun di atas biaya pos sekarang.",
        ),
    )
    cbc_year: float = uncertainty(
        1e9,
        "rupiah per dimension and year",
        (0, 1e12),
        sample=(0.3e9, 3e9),
        source="assumption: meetings, exchanges and joint programmes; no budget found",
        english=(
            "Cooperation",
            "Yearly cost of one dimension at full intensity, for both sides together.",
        ),
        indonesian=(
            "Biaya kerja sama lintas batas",
            "Biaya setahun satu dimensi pada intensitas penuh, untuk kedua pihak bersama.",
        ),
    )
    patrol_year: float = uncertainty(
        60e6,
        "rupiah per person and year",
        (0, 1e9),
        sample=(40e6, 90e6),
        source="assumption: pay and allowances of a soldier or officer; no local rate found",
        english=("Border staff", "Yearly cost of each extra person on patrol or at the post."),
        indonesian=("Petugas perbatasan", "Biaya setahun tiap tambahan petugas patroli atau pos."),
    )
    security_running: float = uncertainty(
        500e6,
        "rupiah per year",
        (0, 1e12),
        sample=(200e6, 1500e6),
        source="assumption: meetings, a link between systems, and operations of the joint team",
        english=(
            "Coordination of security",
            "Yearly cost of coordinating the agencies and of a joint team.",
        ),
        indonesian=(
            "Biaya koordinasi keamanan",
            "Biaya koordinasi instansi dan tim gabungan per tahun.",
        ),
    )
    clinic_year: float = uncertainty(
        1.5e9,
        "rupiah per year",
        (0, 1e12),
        sample=(0.5e9, 3e9),
        source="assumption: staff, medicine and equipment for three clinics; no budget found",
        english=("Better clinics", "Yearly cost of better clinics in the three sub-districts."),
        indonesian=(
            "Biaya puskesmas",
            "Biaya memperbaiki puskesmas di ketiga kecamatan per tahun.",
        ),
    )
