"""What each channel of border trade costs, and how traders come to prefer one."""

from model.parameter import Section, lever, uncertainty
from model.sections.opened import MONTHS


class TradeChannels(Section):
    """Allowance, formal and informal channels: rules, costs, and how traders choose."""

    opening_month: int = lever(
        0,
        "month",
        MONTHS,
        source="assumption: not changed in the status quo",
        english=(
            "Trade policy begins",
            "Month from which the levers of this section hold (0 = never).",
        ),
        indonesian=(
            "Kebijakan perdagangan mulai",
            "Bulan mulai berlakunya tuas perdagangan di bagian ini (0 = tidak pernah).",
        ),
    )
    allowance_factor: float = lever(
        1,
        "times",
        (0, 10),
        sample=(1, 2.5),
        source="PMK 188/2010 (RM600 a month); news 2017 (RM1,500 proposed, 2.5 times as much)",
        english=(
            "Border allowance",
            "Duty-free allowance per person and month as a multiple of the one in force.",
        ),
        indonesian=(
            "Batas belanja perbatasan",
            "Batas bebas bea per orang dan bulan sebagai kelipatan batas yang berlaku.",
        ),
    )
    card_control: float = lever(
        0.0,
        "share",
        (0, 1),
        sample=(0, 1),
        source="Antara Kalbar 342314 (over half of the cards at Entikong were no longer valid); "
        "assumption: scale from none to all",
        english=("Control of cards", "Share of lent cards that controls stop."),
        indonesian=("Pengawasan kartu", "Bagian kartu pinjaman yang dicegah oleh pengawasan."),
    )
    misuse: float = uncertainty(
        0.3,
        "share of traders",
        (0, 1),
        sample=(0.05, 0.6),
        source="assumption: weak proxy only (Antara Kalbar 342314: over half of the cards at "
        "Entikong were no longer valid)",
        english=("Misuse of cards", "Share of traders who carry goods on lent cards."),
        indonesian=(
            "Penyalahgunaan kartu",
            "Bagian pedagang yang membawa barang dengan kartu pinjaman.",
        ),
    )
    lent_cards: int = uncertainty(
        2,
        "cards",
        (0, 20),
        sample=(1, 4),
        source="assumption: those of a couple of kin or neighbours",
        english=("Lent cards", "Cards lent to each trader who misuses them."),
        indonesian=("Kartu pinjaman", "Kartu yang dipinjam tiap pedagang yang menyalahgunakan."),
    )
    duty: float = uncertainty(
        0.25,
        "share of value",
        (0, 2),
        sample=(0.05, 0.5),
        source="news 2016 (Nunukan: duty of about 20 %, with taxes on top); assumption: lower on "
        "goods of ASEAN origin",
        english=("Duty and taxes", "Duty and taxes on imports beyond the allowance."),
        indonesian=("Bea dan pajak", "Bea masuk dan pajak atas impor di luar batas belanja."),
    )
    certificate_cost: float = uncertainty(
        50_000,
        "rupiah per trip",
        (0, 10_000_000),
        sample=(0, 200_000),
        source="assumption: no price found; seed:000 (a certificate of value is required)",
        english=(
            "Certificate of value",
            "Cost of the certificate for goods carried into Malaysia, in money and time.",
        ),
        indonesian=(
            "Keterangan nilai barang",
            "Biaya uang dan waktu untuk surat keterangan nilai barang ke Malaysia.",
        ),
    )
    licence_cost: float = uncertainty(
        150_000,
        "rupiah per month",
        (0, 50_000_000),
        sample=(50_000, 500_000),
        source="assumption: licences and a customs agent, spread over the months",
        english=("Cost of trading formally", "Monthly cost of licences in the formal channel."),
        indonesian=(
            "Biaya dagang resmi",
            "Biaya izin per bulan untuk berdagang lewat jalur resmi.",
        ),
    )
    detour_cost: float = uncertainty(
        300_000,
        "rupiah per trip",
        (0, 10_000_000),
        sample=(150_000, 600_000),
        source="assumption: fuel and a day by Aruk and Biawak (news 2025: 2.5 h to Kuching)",
        english=(
            "Cost of the detour",
            "Cost of a formal trip by Aruk and Biawak while the gate is not fully open.",
        ),
        indonesian=(
            "Biaya memutar",
            "Biaya satu perjalanan resmi lewat Aruk-Biawak selama gerbang belum dibuka penuh.",
        ),
    )
    choice_scale: float = uncertainty(
        500_000,
        "rupiah per month",
        (1000, 50_000_000),
        sample=(200_000, 1_000_000),
        source="assumption: profits that differ by less are hardly told apart",
        english=(
            "Spread of traders' choice",
            "Difference in monthly profit at which traders clearly prefer the better channel.",
        ),
        indonesian=(
            "Sebaran pilihan pedagang",
            "Selisih laba per bulan yang membuat pedagang jelas memilih jalur yang lebih baik.",
        ),
    )
    reconsideration: float = uncertainty(
        0.2,
        "share of traders per month",
        (0.01, 1),
        sample=(0.05, 0.5),
        source="assumption: habits of months; direction: traders stick to routes (UNU-WIDER)",
        english=(
            "Traders who think again",
            "Share of traders who choose their channel anew in a month; who must, always does.",
        ),
        indonesian=(
            "Pedagang menimbang ulang",
            "Bagian pedagang yang memilih ulang jalur dalam sebulan; yang terhalang selalu.",
        ),
    )
    stickiness: float = uncertainty(
        1,
        "utility",
        (0, 10),
        sample=(0, 2),
        source="UNU-WIDER, What traders know (routes are sticky); assumption: size",
        english=("Stickiness of the channel", "How strongly traders stay with last month's way."),
        indonesian=(
            "Kelekatan jalur dagang",
            "Seberapa kuat pedagang bertahan pada jalur bulan lalu.",
        ),
    )
    learning_own: float = uncertainty(
        0.3,
        "share",
        (0, 1),
        sample=(0.05, 0.6),
        source="assumption: as households; no measurement found",
        english=(
            "Traders learn from trips",
            "Share of a trader's belief replaced by what happened on the own trips.",
        ),
        indonesian=(
            "Pedagang belajar sendiri",
            "Bagian keyakinan pedagang yang diganti oleh pengalaman perjalanannya sendiri.",
        ),
    )
    learning_peers: float = uncertainty(
        0.1,
        "share",
        (0, 1),
        sample=(0, 0.3),
        source="assumption: weaker than one's own trips; range includes none",
        english=(
            "Traders learn from others",
            "Share of a trader's belief replaced by what other traders report.",
        ),
        indonesian=(
            "Pedagang belajar dari rekan",
            "Bagian keyakinan pedagang yang diganti oleh kabar pedagang lain.",
        ),
    )
    official_bias: float = uncertainty(
        1.5,
        "times",
        (0.1, 10),
        sample=(1, 3),
        source="UNU-WIDER, What traders know (official routes are overrated in risk); "
        "assumption: size",
        english=(
            "First belief on the official way",
            "What the official way is believed to cost at first, as a multiple of its true cost.",
        ),
        indonesian=(
            "Keyakinan awal jalur resmi",
            "Biaya jalur resmi menurut dugaan awal, sebagai kelipatan biaya sebenarnya.",
        ),
    )
    risk_bias: float = uncertainty(
        0.7,
        "times",
        (0, 10),
        sample=(0.3, 1),
        source="assumption: below the truth, since those caught are heard of less",
        english=(
            "First belief on paths",
            "Believed detection on paths at first, as a multiple of the true one.",
        ),
        indonesian=(
            "Keyakinan awal jalan tikus",
            "Dugaan awal peluang tertangkap di jalan tikus, sebagai kelipatan yang sebenarnya.",
        ),
    )
