"""Border trade: its channels, its traders and prices, and what households buy across the border."""

from model.parameter import uncertainty
from model.sections.trade_channels import TradeChannels

ELASTICITY = "assumption: no estimate for this border; goods have substitutes further away"


class Trade(TradeChannels):
    """Border trade; its levers hold from the opening month on."""

    price_adjustment: float = uncertainty(
        0.3,
        "per month",
        (0, 1),
        sample=(0.05, 0.6),
        source="assumption: most of a gap closes within a season",
        english=(
            "Adjustment of border prices",
            "How fast prices of border goods follow the gap between demand and supply.",
        ),
        indonesian=(
            "Penyesuaian harga perbatasan",
            "Seberapa cepat harga barang perbatasan mengikuti selisih permintaan dan pasokan.",
        ),
    )
    demand_elasticity: float = uncertainty(
        0.5,
        "per cent per per cent",
        (0, 5),
        sample=(0.2, 1),
        source="assumption: staples; Asplund, Friberg and Wilander 2007 (0.4 for prices abroad, "
        "near a border)",
        english=("Price elasticity of demand", "How far households buy less of a dearer good."),
        indonesian=(
            "Elastisitas permintaan",
            "Seberapa jauh rumah tangga mengurangi barang yang lebih mahal.",
        ),
    )
    supply_elasticity: float = uncertainty(
        2,
        "per cent per per cent",
        (0, 20),
        sample=(1, 4),
        source=ELASTICITY,
        english=("Elasticity of domestic supply", "How far shops bring more of a dearer good."),
        indonesian=(
            "Elastisitas pasokan dalam negeri",
            "Seberapa jauh toko mendatangkan lebih banyak barang yang harganya naik.",
        ),
    )
    foreign_elasticity: float = uncertainty(
        2,
        "per cent per per cent",
        (0, 20),
        sample=(1, 4),
        source=ELASTICITY,
        english=("Elasticity of demand abroad", "How far Malaysia buys less of a dearer export."),
        indonesian=(
            "Elastisitas permintaan Malaysia",
            "Seberapa jauh Malaysia mengurangi pembelian ekspor yang lebih mahal.",
        ),
    )
    freight: float = uncertainty(
        8,
        "rupiah per kg and km",
        (0, 1000),
        sample=(4, 20),
        source="assumption: lorry on the main road; far below the Rp 5,000-6,000 per kg of "
        "motorbike freight to Sungkung (Tribun 2017)",
        english=("Freight", "Price of carrying goods on the main road."),
        indonesian=("Ongkos angkut", "Ongkos mengangkut barang di jalan utama."),
    )
    exchange_factor: float = uncertainty(
        1,
        "times",
        (0.5, 2),
        sample=(0.9, 1.2),
        source="news and Bank Indonesia 2015-2025 (about Rp 2,700 to 3,950 per ringgit, nominal)",
        english=("Exchange rate", "Rupiah per ringgit as a multiple of the region's rate."),
        indonesian=("Nilai tukar ringgit", "Rupiah per ringgit sebagai kelipatan kurs wilayah."),
    )
    trips_per_month: int = uncertainty(
        5,
        "trips per month",
        (1, 31),
        sample=(4, 9),
        source="Sarawak news (weekend market at Serikin); assumption: some go twice a week",
        english=(
            "Traders' trips",
            "Trips that a trader who sells abroad can make in a month.",
        ),
        indonesian=(
            "Perjalanan pedagang",
            "Perjalanan yang dapat dilakukan pedagang yang menjual ke Malaysia dalam sebulan.",
        ),
    )
    import_trips: int = uncertainty(
        12,
        "trips per month",
        (1, 62),
        sample=(4, 25),
        source="assumption: three a week, as shops abroad open daily; from weekly to almost daily",
        english=(
            "Importers' trips",
            "Trips that a trader who brings goods home can make in a month.",
        ),
        indonesian=(
            "Perjalanan pembawa barang",
            "Perjalanan yang dapat dilakukan pedagang yang membawa barang pulang dalam sebulan.",
        ),
    )
    capital: float = uncertainty(
        1_900_000,
        "rupiah",
        (0, 1_000_000_000),
        sample=(950_000, 4_750_000),
        source="derived: sales of RM800 a weekend (RM400-2,000; press 2007-24) at a 30 % premium",
        english=("Traders' capital", "Money for the goods of a trip that a trader has."),
        indonesian=("Modal pedagang", "Modal barang seorang pedagang untuk satu perjalanan."),
    )
    entry_rate: float = uncertainty(
        0.1,
        "per month",
        (0, 1),
        sample=(0.02, 0.3),
        source="assumption: entry and exit take months, as for brokers",
        english=(
            "Entry and exit of traders",
            "How fast traders enter when trade pays more than other work, and leave when less.",
        ),
        indonesian=(
            "Keluar masuk pedagang",
            "Seberapa cepat pedagang bertambah saat untung dan berkurang saat merugi.",
        ),
    )
    local_entrants: float = uncertainty(
        0.3,
        "share of entrants",
        (0, 1),
        sample=(0.1, 0.5),
        source="New Sarawak Tribune 2024 (about 70 % of the traders come from elsewhere); "
        "assumption: entrants are like those there",
        english=("Local entrants", "Share of new traders who live in the three sub-districts."),
        indonesian=("Pedagang baru setempat", "Bagian pedagang baru dari ketiga kecamatan."),
    )
    market_gain: float = uncertainty(
        0.23,
        "share",
        (0, 5),
        sample=(0, 0.7),
        source="study of seven East African one-stop posts (trade 23 % higher); other countries",
        english=(
            "Gain of the market abroad",
            "Growth of demand abroad when the gate is fully open.",
        ),
        indonesian=(
            "Pertumbuhan pasar Malaysia",
            "Kenaikan permintaan di Malaysia bila gerbang dibuka penuh.",
        ),
    )
    passport_pull: float = uncertainty(
        2,
        "times",
        (1, 20),
        sample=(1, 5),
        source="Antara 2022 (Badau reopened: from 5-10 to 30 applicants a day); assumption: part "
        "of the rise is catching up",
        english=(
            "Passport needs at an open gate",
            "Needs for passports under a fully open gate as a multiple of those before.",
        ),
        indonesian=(
            "Kebutuhan paspor saat terbuka",
            "Kebutuhan paspor saat gerbang terbuka penuh, sebagai kelipatan sebelumnya.",
        ),
    )
    shopping_value: float = uncertainty(
        300_000,
        "rupiah per trip",
        (0, 10_000_000),
        sample=(150_000, 600_000),
        source="assumption: a week or two of staples; far below the allowance",
        english=("Shopping basket", "Goods that a household buys on a trip across the border."),
        indonesian=("Belanja lintas batas", "Belanja rumah tangga dalam satu perjalanan."),
    )
    shopping_scale: float = uncertainty(
        60_000,
        "rupiah per trip",
        (100, 10_000_000),
        sample=(20_000, 120_000),
        source="assumption: a fifth of the basket; no survey found",
        english=(
            "Spread of shopping trips",
            "How much households differ in what a shopping trip is worth to them.",
        ),
        indonesian=(
            "Sebaran perjalanan belanja",
            "Seberapa beragam nilai satu perjalanan belanja bagi rumah tangga.",
        ),
    )
    shopping_reluctance: float = uncertainty(
        40_000,
        "rupiah per trip",
        (0, 10_000_000),
        sample=(0, 100_000),
        source="assumption: few cross (regency 2023: about 40 registered departures a day)",
        english=(
            "Reluctance to shop abroad",
            "Saving that a shopping trip must bring beyond its costs.",
        ),
        indonesian=(
            "Keengganan belanja ke Malaysia",
            "Penghematan di atas biaya perjalanan yang diharapkan dari belanja ke Malaysia.",
        ),
    )
