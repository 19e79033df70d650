"""Cross-border cooperation: its activity, its agreements, and how long decisions take."""

from model.parameter import Section, lever, uncertainty
from model.sections.opened import MONTHS

SCALE = "seed:002 (four dimensions of cooperation); assumption: scale from none to full"
SHARING = "seed:000 (sharing of experiences, benefits and burdens)"


class CbcActivity(Section):
    """Joint activity by dimension, the quality of agreements, and the delay of decisions."""

    opening_month: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: not changed in the status quo",
        english=(
            "Cooperation policy begins",
            "Month from which the levers of this section hold (0 = never).",
        ),
        indonesian=(
            "Kebijakan kerja sama mulai",
            "Bulan mulai berlakunya tuas kerja sama lintas batas (0 = tidak pernah).",
        ),
    )
    economic: float = lever(
        0.5,
        "intensity",
        (0, 1),
        sample=(0, 1),
        source=SCALE,
        english=("Economic cooperation", "Intensity of joint economic activity, from 0 to 1."),
        indonesian=("Kerja sama ekonomi", "Intensitas kegiatan ekonomi bersama, dari 0 sampai 1."),
    )
    political: float = lever(
        0.5,
        "intensity",
        (0, 1),
        sample=(0, 1),
        source=SCALE,
        english=("Political cooperation", "Intensity of joint political activity, from 0 to 1."),
        indonesian=("Kerja sama politik", "Intensitas kegiatan politik bersama, dari 0 sampai 1."),
    )
    cultural: float = lever(
        0.5,
        "intensity",
        (0, 1),
        sample=(0, 1),
        source=SCALE,
        english=(
            "Cultural cooperation",
            "Intensity of joint cultural and historical activity, from 0 to 1.",
        ),
        indonesian=(
            "Kerja sama budaya",
            "Intensitas kegiatan budaya dan sejarah bersama, dari 0 sampai 1.",
        ),
    )
    competition: float = lever(
        0.5,
        "intensity",
        (0, 1),
        sample=(0, 1),
        source=SCALE,
        english=(
            "Cooperation and competition",
            "Intensity of joint support for business and public-private work, from 0 to 1.",
        ),
        indonesian=(
            "Kerja sama dan persaingan",
            "Intensitas dukungan bersama bagi usaha dan kemitraan swasta, dari 0 sampai 1.",
        ),
    )
    format_items: int = lever(
        3,
        "items of eight",
        (0, 8),
        sample=(0, 8),
        source="seed:000 (eight items of a cooperation format); assumption: few are settled",
        english=(
            "Format of the agreement",
            "How many of the eight items of the cooperation's format are settled.",
        ),
        indonesian=(
            "Format kerja sama",
            "Berapa dari delapan unsur format kerja sama yang sudah disepakati.",
        ),
    )
    institution_items: int = lever(
        1,
        "items of three",
        (0, 3),
        sample=(0, 3),
        source="seed:000 (body, forum, monitoring); assumption: the forum alone exists",
        english=(
            "Institutions of the agreement",
            "How many of body, forum, and monitoring and evaluation exist.",
        ),
        indonesian=(
            "Kelembagaan kerja sama",
            "Berapa dari badan, forum, serta pemantauan dan evaluasi yang sudah ada.",
        ),
    )
    layers_cut: int = lever(
        0,
        "layers",
        (0, 3),
        sample=(0, 3),
        source="seed:002 (layers of government delay decisions); assumption: none are skipped",
        english=("Layers skipped", "Layers of government that decisions no longer pass."),
        indonesian=("Jenjang dipangkas", "Jenjang pemerintahan yang tak lagi dilewati keputusan."),
    )
    share_experience: bool = lever(
        False,
        "yes or no",
        source=SHARING,
        english=("Sharing of experiences", "Whether both sides learn from each other."),
        indonesian=("Berbagi pengalaman", "Apakah kedua pihak saling belajar."),
    )
    share_benefits: bool = lever(
        False,
        "yes or no",
        source=SHARING,
        english=("Sharing of benefits", "Whether gains are shared fairly, not by bargaining."),
        indonesian=(
            "Berbagi manfaat",
            "Apakah manfaat dibagi adil, bukan menurut kekuatan tawar.",
        ),
    )
    share_burdens: bool = lever(
        False,
        "yes or no",
        source=SHARING,
        english=("Sharing of burdens", "Whether costs are shared in proportion to incomes."),
        indonesian=("Berbagi beban", "Apakah biaya dibagi sebanding dengan pendapatan."),
    )
    base_activity: float = uncertainty(
        0.1,
        "intensity",
        (0, 1),
        sample=(0, 0.3),
        source="assumption: low; news 2023-24 (about one session of Sosek Malindo a year)",
        english=("Cooperation now", "Intensity of activity in each dimension without a policy."),
        indonesian=("Kerja sama saat ini", "Intensitas kegiatan tiap dimensi tanpa kebijakan."),
    )
    base_quality: float = uncertainty(
        0.35,
        "share of the eleven items",
        (0, 1),
        sample=(0.1, 0.6),
        source="assumption: few of the items of seed:000 are settled (three and one of eleven)",
        english=("Quality now", "Quality of the present agreements, from 0 to 1."),
        indonesian=("Mutu perjanjian saat ini", "Mutu perjanjian yang ada, dari 0 sampai 1."),
    )
    growth: float = uncertainty(
        0.1,
        "per month",
        (0, 1),
        sample=(0.03, 0.2),
        source="assumption: full activity builds most of a stock within two years",
        english=("Growth of cooperation", "Monthly growth of a stock under full activity."),
        indonesian=("Tumbuhnya kerja sama", "Kenaikan modal kerja sama per bulan saat giat penuh."),
    )
    decay: float = uncertainty(
        0.03,
        "per month",
        (0, 1),
        sample=(0.01, 0.1),
        source="assumption: half is lost in two years without activity",
        english=("Decay of cooperation", "Share of a stock lost each month."),
        indonesian=("Pudarnya kerja sama", "Bagian modal kerja sama yang hilang tiap bulan."),
    )
    lag_base: float = uncertainty(
        3,
        "months",
        (0, 120),
        sample=(0, 6),
        source="assumption: a quarter; seed:002 says decisions are late, not by how much",
        english=("Delay of decisions", "Months a decision takes before any layer or actor."),
        indonesian=("Jeda keputusan", "Bulan yang dibutuhkan keputusan tanpa jenjang dan pihak."),
    )
    lag_per_layer: float = uncertainty(
        2,
        "months per layer",
        (0, 60),
        sample=(0, 4),
        source="assumption: seed:002 gives the direction (layers delay); range includes none",
        english=("Delay per layer", "Months that each layer of government adds."),
        indonesian=("Jeda per jenjang", "Tambahan bulan untuk setiap jenjang pemerintahan."),
    )
    lag_per_actor: float = uncertainty(
        0.3,
        "months per actor",
        (0, 12),
        sample=(0, 1),
        source="assumption: seed:002 gives the direction (many actors delay); range includes none",
        english=("Delay per actor", "Months that each actor at the table adds."),
        indonesian=("Jeda per pihak", "Tambahan bulan untuk setiap pihak yang berunding."),
    )
    trust_effect: float = uncertainty(
        0.5,
        "share",
        (0, 1),
        sample=(0, 0.8),
        source="assumption: seed:002 gives the direction (training and visits raise trust)",
        english=("Trust shortens talks", "Share of the delay that full trust saves."),
        indonesian=("Percaya mempersingkat", "Bagian jeda yang hilang bila saling percaya penuh."),
    )
