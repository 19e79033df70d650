"""How the border is watched: staff, inspection, coordination, patrols, and what they find."""

from model.parameter import Section, lever, uncertainty
from model.sections.opened import MONTHS

NO_COUNT = "assumption: few cases are reported a year and none for Jagoi Babang; wide range"


class Enforcement(Section):
    """Inspection at the post, patrols on the paths, and the agencies behind them."""

    opening_month: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: not changed in the status quo",
        english=(
            "Security policy begins",
            "Month from which the levers of this section hold (0 = never).",
        ),
        indonesian=(
            "Kebijakan keamanan mulai",
            "Bulan mulai berlakunya tuas kebijakan di bagian ini (0 = tidak pernah).",
        ),
    )
    weight: float = lever(
        0.5,
        "share",
        (0, 1),
        sample=(0, 1),
        source="assumption: as before; seed:002 (security belt against prosperity belt)",
        english=(
            "Weight of security",
            "Share of border staff time given to patrol and inspection rather than to lanes.",
        ),
        indonesian=(
            "Bobot keamanan",
            "Bagian waktu petugas perbatasan untuk patroli dan pemeriksaan, bukan untuk jalur.",
        ),
    )
    inspection: float = lever(
        0.3,
        "intensity",
        (0, 1),
        sample=(0, 1),
        source="assumption: as before; seed:004 (the wider the access, the more security)",
        english=(
            "Inspection",
            "How thoroughly crossers and goods are inspected at the post, from 0 to 1.",
        ),
        indonesian=(
            "Pemeriksaan",
            "Seberapa teliti pelintas dan barang diperiksa di pos, dari 0 sampai 1.",
        ),
    )
    coordination: float = lever(
        0.3,
        "share",
        (0, 1),
        sample=(0, 1),
        source="assumption: as before; seed:004 (agencies under different ministries)",
        english=(
            "Coordination of agencies",
            "How far each agency at the post works with the others, from 0 to 1.",
        ),
        indonesian=(
            "Koordinasi instansi",
            "Seberapa jauh tiap instansi di pos bekerja sama dengan yang lain, dari 0 sampai 1.",
        ),
    )
    joint_team: bool = lever(
        False,
        "yes or no",
        source="seed:004 (TIMPORA, the team that watches foreigners)",
        english=("Joint team", "Whether the agencies form a joint team (TIMPORA)."),
        indonesian=(
            "Tim gabungan",
            "Apakah instansi membentuk Tim Pengawasan Orang Asing (TIMPORA).",
        ),
    )
    staff_factor: float = lever(
        1,
        "times",
        (0, 5),
        sample=(1, 3),
        source="assumption: none added; staff of the post is short (seed:004)",
        english=(
            "Staff of the post",
            "Staff at the post from the security programme's start, as a multiple of that before.",
        ),
        indonesian=(
            "Petugas pos",
            "Petugas pos sejak program keamanan mulai, sebagai kelipatan jumlah sebelumnya.",
        ),
    )
    patrol_factor: float = lever(
        1,
        "times",
        (0, 5),
        sample=(0.5, 3),
        source="assumption: as before; seed:004 (too few staff for the area)",
        english=("Patrol staff", "Staff on patrol as a multiple of the present staff."),
        indonesian=("Personel patroli", "Personel patroli sebagai kelipatan jumlah sekarang."),
    )
    base_inspection: float = uncertainty(
        0.3,
        "intensity",
        (0, 1),
        sample=(0.1, 0.6),
        source="assumption: low, as Customs at Jagoi cannot detect much (Antara Kalbar 388048)",
        english=("Inspection now", "Intensity of inspection at the post without a policy."),
        indonesian=("Pemeriksaan saat ini", "Ketelitian pemeriksaan di pos tanpa kebijakan."),
    )
    base_weight: float = uncertainty(
        0.5,
        "share",
        (0.05, 1),
        sample=(0.3, 0.7),
        source="assumption: even between lanes and security; no rosters found",
        english=(
            "Weight of security now",
            "Share of border staff time given to security without a policy.",
        ),
        indonesian=(
            "Bobot keamanan saat ini",
            "Bagian waktu petugas perbatasan untuk keamanan tanpa kebijakan.",
        ),
    )
    path_detection: float = uncertainty(
        0.05,
        "probability per trip",
        (0, 0.9),
        sample=(0.02, 0.10),
        source=NO_COUNT,
        english=(
            "Detection on paths",
            "Chance that a trip over an informal path is caught, at the start.",
        ),
        indonesian=(
            "Peluang tertangkap di jalan tikus",
            "Peluang satu perjalanan lewat jalan tikus tertangkap, pada awal simulasi.",
        ),
    )
    post_detection: float = uncertainty(
        0.3,
        "probability",
        (0, 0.99),
        sample=(0.1, 0.6),
        source="assumption: far above the paths, since everyone passes an officer",
        english=(
            "Detection at the post",
            "Chance that contraband is found at the post, at the start.",
        ),
        indonesian=(
            "Peluang ketahuan di pos",
            "Peluang barang terlarang ditemukan di pos, pada awal simulasi.",
        ),
    )
    coordination_gain: float = uncertainty(
        0.8,
        "per unit of coordination",
        (0, 5),
        sample=(0.2, 2),
        source="assumption: seed:004 gives the direction (cooperation raises effectiveness)",
        english=(
            "Gain from coordination",
            "How much coordination of the agencies raises detection and shortens cases.",
        ),
        indonesian=(
            "Manfaat koordinasi",
            "Seberapa besar koordinasi instansi menaikkan deteksi dan mempercepat perkara.",
        ),
    )
    ministry_cost: float = uncertainty(
        0.3,
        "share",
        (0, 1),
        sample=(0, 0.6),
        source="assumption: seed:004 gives the direction (different ministries); range from none",
        english=(
            "Cost of many ministries",
            "Share of coordination lost when each agency has a ministry of its own.",
        ),
        indonesian=(
            "Beban banyak kementerian",
            "Bagian koordinasi yang hilang bila tiap instansi di bawah kementerian berbeda.",
        ),
    )
    inspection_delay: float = uncertainty(
        2,
        "times the service time",
        (0, 20),
        sample=(0, 5),
        source="assumption: full inspection takes three times as long; no timing found",
        english=(
            "Delay by inspection",
            "Extra time per crossing under full inspection, in service times.",
        ),
        indonesian=(
            "Tambahan waktu pemeriksaan",
            "Tambahan waktu per perlintasan pada pemeriksaan penuh, dalam kelipatan waktu layanan.",
        ),
    )
    joint_team_coordination: float = uncertainty(
        0.7,
        "share",
        (0, 1),
        sample=(0.5, 0.9),
        source="assumption: well above agencies on their own; seed:004 (joint operations)",
        english=("Coordination in a team", "Coordination of the members of a joint team."),
        indonesian=("Koordinasi dalam tim", "Koordinasi antaranggota dalam tim gabungan."),
    )
    case_days: float = uncertainty(
        10,
        "days",
        (1, 365),
        sample=(5, 30),
        source="assumption: no record of case times; seed:004 (shorter together than alone)",
        english=("Days per case", "Days that a case takes when agencies do not coordinate."),
        indonesian=("Lama perkara", "Hari untuk satu perkara bila instansi tidak berkoordinasi."),
    )
