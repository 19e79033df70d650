"""Incomes of households, and what transfers, licences and titles add."""

from model.parameter import Section, uncertainty


class Economy(Section):
    """Incomes of households, and what transfers, licences and titles add."""

    headcount: float = uncertainty(
        0.08,
        "share",
        (0, 0.6),
        sample=(0.06, 0.12),
        source="assumption: somewhat above the regency's 7.17 % (BPS Bengkayang 2018)",
        english=("Poverty at the start", "Share of people below the poverty line after burn-in."),
        indonesian=(
            "Kemiskinan awal",
            "Bagian penduduk di bawah garis kemiskinan setelah masa pemanasan.",
        ),
    )
    income_shift: float = uncertainty(
        0.65,
        "share of the poverty line",
        (0, 0.99),
        sample=(0.55, 0.75),
        source="fit to headcount, gap and severity of BPS Bengkayang 2018",
        english=("Lowest income", "Income below which nobody falls, in poverty lines."),
        indonesian=(
            "Pendapatan terendah",
            "Batas bawah pendapatan semua orang, sebagai bagian garis kemiskinan.",
        ),
    )
    income_spread: float = uncertainty(
        0.80,
        "standard deviation of log income",
        (0.1, 2),
        sample=(0.7, 0.9),
        source="fit to headcount, gap and severity of BPS Bengkayang 2018",
        english=("Spread of income", "Spread of the part of income above the lowest."),
        indonesian=(
            "Sebaran pendapatan",
            "Sebaran bagian pendapatan di atas pendapatan terendah.",
        ),
    )
    transfer: float = uncertainty(
        200_000,
        "rupiah per household and month",
        (0, 10_000_000),
        sample=(100_000, 600_000),
        source="assumption: below the Rp 600,000 of cash aid in 2020 (Tribunnews 2021)",
        english=("Cash transfer", "Monthly transfer to a listed poor household with valid papers."),
        indonesian=(
            "Bantuan tunai",
            "Bantuan bulanan bagi keluarga miskin terdata yang dokumennya lengkap.",
        ),
    )
    listed_share: float = uncertainty(
        0.20,
        "share of households",
        (0, 1),
        sample=(0.1, 0.35),
        source="assumption: no list by sub-district found",
        english=("Poverty list", "Share of households on the list for transfers."),
        indonesian=("Daftar penerima", "Bagian rumah tangga yang masuk daftar penerima bantuan."),
    )
    targeting_error: float = uncertainty(
        0.5,
        "standard deviation of log income",
        (0, 3),
        sample=(0, 1),
        source="assumption: from a perfect list to a very noisy one",
        english=("Error in the poverty list", "How badly the list sees a household's income."),
        indonesian=(
            "Kesalahan pendataan",
            "Seberapa meleset daftar penerima menilai pendapatan rumah tangga.",
        ),
    )
    licence_gain: float = uncertainty(
        0.05,
        "share of business income",
        (0, 1),
        sample=(0, 0.25),
        source="de Mel et al. 2013 and Bruhn 2011 (positive mean, few gain); assumption: size",
        english=("Gain from a licence", "Mean rise of business income while a licence is valid."),
        indonesian=(
            "Manfaat izin usaha",
            "Rata-rata kenaikan pendapatan usaha selama izin masih berlaku.",
        ),
    )
    licence_gain_spread: float = uncertainty(
        1.0,
        "standard deviation of log gain",
        (0, 3),
        sample=(0.5, 1.5),
        source="assumption: few firms gain most (de Mel et al. 2013 gives the direction)",
        english=("Spread of the licence gain", "How unequal the gain is among firms."),
        indonesian=("Sebaran manfaat izin", "Seberapa timpang manfaat izin di antara usaha."),
    )
    title_gain: float = uncertainty(
        0.10,
        "share of farm income",
        (0, 1),
        sample=(0, 0.4),
        source="Lawry et al. 2014 (sign, differs by region); assumption: size",
        english=("Gain from a land title", "Rise of farm income that a land title leads to."),
        indonesian=(
            "Manfaat sertifikat tanah",
            "Kenaikan pendapatan tani berkat sertifikat tanah.",
        ),
    )
    title_delay: float = uncertainty(
        24,
        "months",
        (1, 240),
        sample=(12, 48),
        source="assumption: one or two planting cycles",
        english=("Delay of the title gain", "Months until about two thirds of the gain is there."),
        indonesian=(
            "Jeda manfaat sertifikat",
            "Jumlah bulan sampai sekitar dua pertiga manfaatnya terasa.",
        ),
    )
    income_volatility: float = uncertainty(
        0.2,
        "standard deviation of the harvest, 1 = normal",
        (0, 1),
        sample=(0, 0.4),
        source="assumption: no panel of households found",
        english=("Harvest ups and downs", "How much farm income varies from month to month."),
        indonesian=(
            "Naik turun hasil tani",
            "Seberapa besar pendapatan tani berubah dari bulan ke bulan.",
        ),
    )
    border_goods_share: float = uncertainty(
        0.25,
        "share of spending",
        (0, 1),
        sample=(0.1, 0.5),
        source="assumption: no budget survey of the border found",
        english=(
            "Goods with a border price",
            "Share of spending on goods traded at the border, whose prices follow that trade.",
        ),
        indonesian=(
            "Porsi barang perbatasan",
            "Bagian belanja untuk barang perbatasan, yang harganya mengikuti perdagangan itu.",
        ),
    )
