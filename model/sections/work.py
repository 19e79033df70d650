"""Work in Sarawak: who goes, with papers or without, and what comes home."""

from model.parameter import Section, uncertainty


class Work(Section):
    """Work in Sarawak: the choice to stay, to go without papers, or to go legally."""

    share_at_start: float = uncertainty(
        0.17,
        "share of households",
        (0, 1),
        sample=(0.10, 0.25),
        source="assumption: 10-25 % of border households; no count found",
        english=(
            "Households with work in Sarawak",
            "Share of households with a member at work in Sarawak at the start.",
        ),
        indonesian=(
            "Rumah tangga dengan pekerja di Sarawak",
            "Bagian rumah tangga yang anggotanya bekerja di Sarawak pada awal simulasi.",
        ),
    )
    irregular_share: float = uncertainty(
        0.9,
        "share",
        (0, 1),
        sample=(0.5, 0.95),
        source="assumption: BP3TKI 2019 (30 registered departures from the regency: nearly all "
        "without); news 2011 (about half in all of Sarawak)",
        english=("Work without papers", "Share of those at work in Sarawak without papers."),
        indonesian=(
            "Bekerja tanpa dokumen",
            "Bagian pekerja di Sarawak yang bekerja tanpa dokumen.",
        ),
    )
    remitted_share: float = uncertainty(
        0.5,
        "share of wage",
        (0, 1),
        sample=(0.3, 0.7),
        source="assumption: the rest is spent there; no survey found",
        english=("Sent home", "Share of the wage in Sarawak that is sent home."),
        indonesian=("Kiriman ke rumah", "Bagian upah di Sarawak yang dikirim ke rumah."),
    )
    legal_ratio: float = uncertainty(
        1.15,
        "times",
        (0.5, 5),
        sample=(1, 1.5),
        source="assumption: ILO and IOM 2017 give the direction (exploitation without papers)",
        english=("Wage with papers", "Wage of legal work as a multiple of work without papers."),
        indonesian=(
            "Upah dengan dokumen",
            "Upah pekerja berdokumen sebagai kelipatan upah tanpa dokumen.",
        ),
    )
    wage_weight: float = uncertainty(
        1.5,
        "utility per log wage",
        (0, 20),
        sample=(0.5, 3),
        source="assumption: no local estimate; from weak to strong pull",
        english=("Pull of the wage", "How strongly a higher wage draws people to Sarawak."),
        indonesian=("Daya tarik upah", "Seberapa kuat upah lebih tinggi menarik ke Sarawak."),
    )
    reconsideration: float = uncertainty(
        1,
        "per year",
        (0, 12),
        sample=(0.5, 2),
        source="assumption: once a year, at the end of a contract or a harvest",
        english=("Rethinking work", "How often a household thinks over work in Sarawak."),
        indonesian=(
            "Menimbang ulang pekerjaan",
            "Seberapa sering rumah tangga menimbang ulang bekerja di Sarawak.",
        ),
    )
    detection: float = uncertainty(
        0.01,
        "probability per month",
        (0, 1),
        sample=(0, 0.03),
        source="assumption: about one in nine a year; no local record of raids and returns",
        english=("Caught at work", "Chance per month that work without papers is found out."),
        indonesian=(
            "Tertangkap saat bekerja",
            "Peluang per bulan pekerja tanpa dokumen tertangkap.",
        ),
    )
    penalty_months: float = uncertainty(
        3,
        "months of wages",
        (0, 60),
        sample=(1, 6),
        source="assumption: detention, return and the search for new work",
        english=("Loss when caught", "Wages lost by whoever is caught without papers."),
        indonesian=(
            "Kerugian bila tertangkap",
            "Upah yang hilang bila tertangkap bekerja tanpa dokumen.",
        ),
    )
    legal_cost: float = uncertainty(
        100_000,
        "rupiah per month",
        (0, 50_000_000),
        sample=(0, 300_000),
        source="assumption: permits and agents, spread over the contract",
        english=("Cost of legal work", "Monthly cost of permits and agents of legal work."),
        indonesian=(
            "Biaya bekerja resmi",
            "Biaya izin dan agen per bulan untuk bekerja secara resmi.",
        ),
    )
    home_loss: float = uncertainty(
        0.5,
        "share of an adult's earnings",
        (0, 2),
        sample=(0.2, 1),
        source="assumption: others in the household do part of the work left behind",
        english=("Earnings lost at home", "Earnings lost at home when an adult leaves."),
        indonesian=(
            "Pendapatan hilang di rumah",
            "Pendapatan yang hilang di rumah saat satu orang dewasa pergi.",
        ),
    )
