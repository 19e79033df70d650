"""Brokers who carry files to town, and payments above the rule."""

from model.parameter import Section, uncertainty


class Brokers(Section):
    """Brokers (calo) who carry files to town for a price, and informal payments."""

    price: float = uncertainty(
        250_000,
        "rupiah per document",
        (0, 10_000_000),
        sample=(75_000, 750_000),
        source="Malang Voice, detik and Kepri Aktual 2020 (Rp 50,000 to 750,000 elsewhere); "
        "assumption: premium for a remote place",
        english=("Broker's price", "What a broker charges per document at the start."),
        indonesian=("Tarif calo", "Tarif calo per dokumen pada awal simulasi."),
    )
    informal_share: float = uncertainty(
        0.3,
        "probability",
        (0, 1),
        sample=(0.1, 0.6),
        source="assumption: between 17 % (BPS 2024) and 62 % (JPNN, Makassar) who paid",
        english=("Informal payments", "Chance that an office takes a payment above the rule."),
        indonesian=("Pungutan liar", "Peluang kantor memungut bayaran di luar ketentuan."),
    )
    informal_payment: float = uncertainty(
        50_000,
        "rupiah",
        (0, 1_000_000),
        sample=(10_000, 150_000),
        source="assumption: no local amount found; below a broker's price",
        english=("Size of an informal payment", "Amount paid above the rule when it is taken."),
        indonesian=("Besar pungutan liar", "Jumlah yang dibayar di luar ketentuan bila dipungut."),
    )
    success: float = uncertainty(
        0.9,
        "probability",
        (0, 1),
        sample=(0.7, 1),
        source="assumption: brokers know the papers and the officers",
        english=("Broker's success", "Chance that a broker delivers the document."),
        indonesian=("Keberhasilan calo", "Peluang calo benar-benar menyerahkan dokumen."),
    )
    days: float = uncertainty(
        3,
        "days",
        (0, 60),
        sample=(1, 10),
        source="Malang Voice (3 days by broker against 21)",
        english=("Broker's days", "Days until a broker delivers."),
        indonesian=("Lama lewat calo", "Jumlah hari sampai calo menyerahkan dokumen."),
    )
    price_adjustment: float = uncertainty(
        0.1,
        "per month",
        (0, 1),
        sample=(0.02, 0.3),
        source="assumption: prices drift over months, not days",
        english=(
            "Price adjustment",
            "How fast brokers' price follows the gap between demand and what they can carry.",
        ),
        indonesian=(
            "Penyesuaian tarif",
            "Seberapa cepat tarif calo mengikuti selisih permintaan dan kemampuan mereka.",
        ),
    )
    per_thousand_households: float = uncertainty(
        1.0,
        "brokers per 1,000 households",
        (0, 50),
        sample=(0.2, 3),
        source="assumption: two or three per sub-district; 7.9 % of users use one (survey 2020)",
        english=("Brokers at the start", "Number of brokers per thousand households."),
        indonesian=("Jumlah calo awal", "Jumlah calo per seribu rumah tangga."),
    )
    trips_per_month: float = uncertainty(
        4.0,
        "trips per month",
        (0, 31),
        sample=(1, 8),
        source="assumption: one round a week to the capital, whatever the number of files",
        english=("Broker's trips", "Trips to the capital that a broker makes in a month."),
        indonesian=(
            "Perjalanan calo",
            "Jumlah perjalanan calo ke ibu kota kabupaten dalam sebulan.",
        ),
    )
    cases_per_month: float = uncertainty(
        10,
        "cases per broker and month",
        (1, 200),
        sample=(3, 30),
        source="assumption: two or three trips to town with a few files each",
        english=("Broker's capacity", "Files one broker can carry in a month."),
        indonesian=("Kemampuan calo", "Berkas yang dapat diurus satu calo dalam sebulan."),
    )
    insider_share: float = uncertainty(
        0.3,
        "share of price",
        (0, 1),
        sample=(0.1, 0.5),
        source="assumption: no figure found",
        english=("Passed to officials", "Share of the broker's price passed on to officials."),
        indonesian=("Setoran ke petugas", "Bagian tarif calo yang diteruskan kepada petugas."),
    )
    entry_rate: float = uncertainty(
        0.1,
        "per month",
        (0, 1),
        sample=(0.02, 0.3),
        source="assumption: entry and exit take months",
        english=("Entry and exit", "How fast brokers enter when it pays and leave when not."),
        indonesian=(
            "Keluar masuk calo",
            "Seberapa cepat calo bertambah saat menguntungkan dan berkurang saat merugi.",
        ),
    )
