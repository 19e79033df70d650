"""Security of the border: how it is watched, who evades that, and what goes wrong."""

from model.parameter import uncertainty
from model.sections.enforcement import Enforcement


class Security(Enforcement):
    """Security at the post and on the paths; its levers hold from the opening month on."""

    fine_factor: float = uncertainty(
        0.5,
        "share of goods' value",
        (0, 10),
        sample=(0, 2),
        source="assumption: from warning and loss of the goods only to a heavy fine",
        english=("Fine", "Fine when caught, beside the loss of the goods."),
        indonesian=("Denda", "Denda bila tertangkap, di luar barang yang disita."),
    )
    bribe: float = uncertainty(
        50_000,
        "rupiah per trip",
        (0, 10_000_000),
        sample=(0, 200_000),
        source="assumption: no amount found; range includes none",
        english=("Bribe on paths", "What an informal trip pays to those who look away."),
        indonesian=("Uang pelicin", "Pungutan untuk satu perjalanan informal agar dibiarkan."),
    )
    skill_learning: float = uncertainty(
        0.1,
        "per unit of detection",
        (0, 1),
        sample=(0, 0.3),
        source="assumption: seed:004 gives the direction (offenders improve); range from none",
        english=(
            "Learning to evade",
            "How fast those who use the paths learn to evade patrols.",
        ),
        indonesian=(
            "Belajar menghindar",
            "Seberapa cepat pengguna jalan tikus belajar menghindari patroli.",
        ),
    )
    skill_decay: float = uncertainty(
        0.05,
        "per month",
        (0, 1),
        sample=(0, 0.2),
        source="assumption: tricks wear out within two years",
        english=("Decay of evasion", "Share of the skill to evade lost each month."),
        indonesian=(
            "Pudarnya kelihaian",
            "Bagian kelihaian menghindari patroli yang hilang tiap bulan.",
        ),
    )
    skill_effect: float = uncertainty(
        1,
        "per unit of skill",
        (0, 5),
        sample=(0, 2),
        source="assumption: range includes no effect",
        english=("Effect of evasion", "How much the skill to evade lowers detection on paths."),
        indonesian=(
            "Pengaruh kelihaian",
            "Seberapa besar kelihaian menghindar menurunkan peluang tertangkap.",
        ),
    )
    patrol_shift: float = uncertainty(
        0.2,
        "share of patrols",
        (0, 1),
        sample=(0, 0.6),
        source="assumption: patrols follow last month's cases; range includes fixed rounds",
        english=(
            "Patrols that follow",
            "Share of patrols moved to the paths with last month's seizures.",
        ),
        indonesian=(
            "Patroli yang berpindah",
            "Bagian patroli yang dialihkan ke jalan tikus dengan sitaan bulan lalu.",
        ),
    )
    incident_response: float = uncertainty(
        0.2,
        "share per incident",
        (0, 1),
        sample=(0, 0.5),
        source="assumption: direction from seed:002 (security first after incidents)",
        english=(
            "Answer to incidents",
            "Share of the staff time left for service that each incident moves to security.",
        ),
        indonesian=(
            "Tanggapan atas insiden",
            "Bagian waktu pelayanan yang dialihkan ke keamanan oleh setiap insiden.",
        ),
    )
    incident_rate: float = uncertainty(
        0.02,
        "incidents per month",
        (0, 5),
        sample=(0, 0.1),
        source="assumption: one in four years; seed:000 (conflict grows with interaction)",
        english=(
            "Incidents at the start",
            "Border incidents a month at the start; they grow with informal crossings.",
        ),
        indonesian=(
            "Insiden pada awal",
            "Insiden perbatasan per bulan pada awal; bertambah bersama perlintasan informal.",
        ),
    )
    dispute_rate: float = uncertainty(
        0.005,
        "disputes per month",
        (0, 1),
        sample=(0, 0.02),
        source="assumption: one in some 17 years; seed:000 (moved boundary markers)",
        english=("Boundary disputes", "Disputes over the boundary line a month."),
        indonesian=("Sengketa batas", "Sengketa garis batas negara per bulan."),
    )
    infrastructure_effect: float = uncertainty(
        0.2,
        "share of the gain in speed",
        (0, 1),
        sample=(0, 0.5),
        source="assumption: seed:002 gives the direction (roads ease security); range from none",
        english=(
            "Roads help patrols",
            "Part of the gain in speed on better roads by which patrols reach more.",
        ),
        indonesian=(
            "Jalan membantu patroli",
            "Bagian kenaikan kecepatan di jalan yang membaik yang memperluas jangkauan patroli.",
        ),
    )
