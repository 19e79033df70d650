"""Cross-border cooperation: its activity, the talks with Malaysia, and what it changes."""

from model.parameter import uncertainty
from model.sections.cbc_activity import CbcActivity

PULL = "assumption: weight of this dimension unknown; range includes no effect"
COST = "assumption: no effect of the forum was ever measured; small, and the range includes none"


class Cbc(CbcActivity):
    """Cross-border cooperation (Sosek Malindo); its levers hold from the opening month on."""

    opening_hazard: float = uncertainty(
        0.012,
        "probability per month",
        (0, 1),
        sample=(0.004, 0.03),
        source="assumption: a wait of about seven years, longer than the one from Indonesia's post "
        "of 2023 to Malaysia's of 2027/28 (Sarawak Tribune 2022-25)",
        english=(
            "Malaysia's readiness",
            "Hazard per month that Malaysia decides to open, at the cooperation of the start.",
        ),
        indonesian=(
            "Kesiapan Malaysia",
            "Hazard per bulan Malaysia memutuskan membuka, pada kerja sama awal.",
        ),
    )
    weight_economic: float = uncertainty(
        1,
        "log hazard per stock",
        (0, 5),
        sample=(0, 2),
        source=PULL,
        english=("Economic ties in talks", "How much economic ties speed up Malaysia's opening."),
        indonesian=(
            "Bobot ekonomi perundingan",
            "Seberapa besar hubungan ekonomi mempercepat pembukaan oleh Malaysia.",
        ),
    )
    weight_political: float = uncertainty(
        1,
        "log hazard per stock",
        (0, 5),
        sample=(0, 2),
        source=PULL,
        english=("Political ties in talks", "How much political ties speed up Malaysia's opening."),
        indonesian=(
            "Bobot politik perundingan",
            "Seberapa besar hubungan politik mempercepat pembukaan oleh Malaysia.",
        ),
    )
    weight_cultural: float = uncertainty(
        1,
        "log hazard per stock",
        (0, 5),
        sample=(0, 2),
        source=PULL,
        english=("Cultural ties in talks", "How much cultural ties speed up Malaysia's opening."),
        indonesian=(
            "Bobot budaya perundingan",
            "Seberapa besar hubungan budaya mempercepat pembukaan oleh Malaysia.",
        ),
    )
    weight_competition: float = uncertainty(
        1,
        "log hazard per stock",
        (0, 5),
        sample=(0, 2),
        source=PULL,
        english=(
            "Business ties in talks",
            "How much cooperation and competition of firms speed up Malaysia's opening.",
        ),
        indonesian=(
            "Bobot usaha perundingan",
            "Seberapa besar kerja sama dan persaingan usaha mempercepat pembukaan oleh Malaysia.",
        ),
    )
    weight_incidents: float = uncertainty(
        0.5,
        "log hazard per incident",
        (0, 5),
        sample=(0, 1),
        source="assumption: seed:000 gives the direction (conflict); range includes no effect",
        english=("Incidents in talks", "How much incidents delay Malaysia's opening."),
        indonesian=(
            "Bobot insiden perundingan",
            "Seberapa besar insiden menunda pembukaan oleh Malaysia.",
        ),
    )
    weight_bargaining: float = uncertainty(
        1,
        "log hazard per inequality",
        (0, 5),
        sample=(0, 2),
        source="assumption: seed:000 gives the direction (Malaysia dominates); range from none",
        english=(
            "Unequal power in talks",
            "How much unequal bargaining power delays Malaysia's opening.",
        ),
        indonesian=(
            "Bobot ketimpangan tawar",
            "Seberapa besar ketimpangan daya tawar menunda pembukaan oleh Malaysia.",
        ),
    )
    weight_gain: float = uncertainty(
        0.5,
        "log hazard per gain",
        (0, 5),
        sample=(0, 1),
        source="assumption: Malaysia opens sooner if it gains; range includes no effect",
        english=(
            "Malaysia's own gain",
            "How much its growing sales to visitors speed up Malaysia's opening.",
        ),
        indonesian=(
            "Keuntungan Malaysia",
            "Seberapa besar kenaikan penjualannya mempercepat pembukaan oleh Malaysia.",
        ),
    )
    bargaining_exponent: float = uncertainty(
        0.5,
        "exponent",
        (0, 5),
        sample=(0, 1),
        source="assumption: from equal power (0) to power in proportion to income (1)",
        english=(
            "Income and bargaining",
            "How strongly the gap in incomes (700 to 4,000 dollars) turns into bargaining power.",
        ),
        indonesian=(
            "Pendapatan dan daya tawar",
            "Seberapa kuat selisih pendapatan (700 banding 4.000 dolar) menjadi daya tawar.",
        ),
    )
    trade_cost_effect: float = uncertainty(
        0.05,
        "share of cost",
        (0, 1),
        sample=(0, 0.15),
        source=COST,
        english=(
            "Cooperation and trade costs",
            "Share of the cost of formal trade that full economic cooperation saves.",
        ),
        indonesian=(
            "Kerja sama dan biaya dagang",
            "Bagian biaya dagang resmi yang dihemat oleh kerja sama ekonomi penuh.",
        ),
    )
    crossing_effect: float = uncertainty(
        0.05,
        "share of cost",
        (0, 1),
        sample=(0, 0.15),
        source=COST,
        english=(
            "Cooperation and crossings",
            "Share of a household trip's cost that full cultural cooperation saves.",
        ),
        indonesian=(
            "Kerja sama dan perlintasan",
            "Bagian biaya perjalanan yang dihemat oleh kerja sama budaya penuh.",
        ),
    )
    incident_effect: float = uncertainty(
        0.5,
        "share of incidents",
        (0, 1),
        sample=(0, 0.8),
        source="assumption: seed:002 gives the direction (a conducive climate); range from none",
        english=(
            "Cooperation and incidents",
            "Share of incidents that full political cooperation prevents.",
        ),
        indonesian=(
            "Kerja sama dan insiden",
            "Bagian insiden yang dicegah oleh kerja sama politik penuh.",
        ),
    )
    income_gain: float = uncertainty(
        0.023,
        "share of business income",
        (0, 1),
        sample=(0, 0.04),
        source="Basboga 2020 (European regions, +2.3 % for twice the cooperation); doubtful "
        "elsewhere, so the range includes none",
        english=(
            "Cooperation and business income",
            "Rise of business income at full cooperation of firms and an equal share of gains.",
        ),
        indonesian=(
            "Kerja sama dan pendapatan usaha",
            "Kenaikan pendapatan usaha saat kerja sama usaha penuh dan manfaat dibagi rata.",
        ),
    )
    incident_loss: float = uncertainty(
        0.1,
        "stock per incident",
        (0, 1),
        sample=(0, 0.3),
        source="assumption: a tenth of full cooperation; range includes none",
        english=("Trust lost by incidents", "Political cooperation lost with each incident."),
        indonesian=(
            "Kepercayaan hilang oleh insiden",
            "Kerja sama politik yang hilang setiap kali ada insiden.",
        ),
    )
    experience_gain: float = uncertainty(
        0.3,
        "share",
        (0, 2),
        sample=(0, 0.6),
        source="assumption: seed:000 gives the direction (avoid each other's mistakes)",
        english=(
            "Gain from shared experience",
            "How much faster cooperation grows when experiences are shared.",
        ),
        indonesian=(
            "Manfaat berbagi pengalaman",
            "Seberapa cepat kerja sama tumbuh bila pengalaman dibagi.",
        ),
    )
