"""Indicators of the border: crossings, trade, prices, cooperation, work and orientation."""

from model.indicator import Indicator, indicator

# goods whose prices and flows are reported one by one: name, English, Indonesian
REPORTED_GOODS: tuple[tuple[str, str, str], ...] = (
    ("staples", "staples", "kebutuhan pokok"),
    ("sugar", "sugar", "gula"),
    ("lpg", "cooking gas", "LPG"),
    ("pepper", "pepper", "lada"),
    ("vegetables", "vegetables", "sayur"),
    ("bidai", "bidai mats", "bidai"),
    ("merchandise", "merchandise", "barang dagangan"),
)

BORDER_INDICATORS: tuple[Indicator, ...] = (
    *(
        indicator(
            f"crossings.{name}", "crossings per month", f"Crossings: {english}",
            f"Lintasan: {indonesian}", 0, formula,
        )
        for name, english, indonesian, formula in (
            ("pass", "border pass", "pas lintas batas",
             "expected shopping trips of households through the post with a border pass, each way"),
            ("passport", "passport", "paspor",
             "the same with a passport only; 0 while the gate is not full"),
            ("traders", "traders", "pedagang",
             "trips of traders through the post, under the allowance or formally"),
            ("informal", "informal", "jalur tidak resmi",
             "trips of households and traders over the unofficial paths"),
        )
    ),
    indicator(
        "crossing_time", "minutes per crossing", "Time at the post", "Waktu di pos", -1,
        "queue and checks per crossing",
    ),
    indicator(
        "detection.post", "%", "Found at the post", "Terdeteksi di pos", 0,
        "chance that contraband is found at the post",
    ),
    indicator(
        "detection.paths", "%", "Found on the paths", "Terdeteksi di jalur tikus", 0,
        "chance per trip, mean over traders' trips",
    ),
    indicator(
        "displacement", "%", "Displaced traffic", "Lalu lintas berpindah", 0,
        "share of traders' informal trips on other paths than at the start",
    ),
    indicator(
        "seizures", "rupiah per month", "Goods seized", "Barang disita", 0,
        "at what they cost, on paths and at the post",
    ),
    indicator(
        "case_days", "days", "Days per case", "Hari per kasus", -1,
        "days that a case of smuggling takes the agencies",
    ),
    *(
        indicator(
            f"trade.{name}", "rupiah per month", f"Trade: {english}",
            f"Perdagangan: {indonesian}", 0, formula,
        )
        for name, english, indonesian, formula in (
            ("allowance", "border allowance", "jatah lintas batas",
             "purchases of traders on cards of the allowance"),
            ("formal", "formal", "resmi", "purchases of traders who pay duty"),
            ("informal", "informal", "tidak resmi", "purchases of traders on unofficial paths"),
            ("shopping", "households' shopping", "belanja rumah tangga",
             "what households buy on the other side"),
            ("imports", "imports", "impor", "goods of the other side, traders and households"),
            ("exports", "exports", "ekspor", "goods of home origin taken out by traders"),
        )
    ),
    indicator(
        "informal_share", "%", "Informal share of trade", "Porsi perdagangan tidak resmi", -1,
        "traders' informal purchases over all their purchases in twelve months",
    ),
    indicator(
        "traders", "traders", "Traders at the border", "Pedagang perbatasan", 0,
        "who set out this month",
    ),
    indicator(
        "traders_local", "traders", "Local traders", "Pedagang setempat", 1,
        "of the three sub-districts, who set out this month",
    ),
    indicator(
        "trader_profit", "rupiah per trader and month", "Profit per trader", "Laba per pedagang", 0,
        "receipts less goods and costs of twelve months, per trader who set out",
    ),
    indicator(
        "local_profit", "rupiah per month", "Profit of local traders", "Laba pedagang setempat", 1,
        "of traders of the three sub-districts, mean over twelve months",
    ),
    indicator(
        "cost_of_living", "index, 1 = at the start", "Cost of border goods",
        "Biaya barang perbatasan", -1,
        "goods with a border price, mean over households, against the year before month 1",
    ),
    indicator(
        "farm_price", "index, 1 = at the start", "Farm-gate prices", "Harga di tingkat petani", 1,
        "of crops that cross the border, mean over households, against the year before month 1",
    ),
    indicator(
        "gate_open", "%", "Full gate", "Gerbang terbuka penuh", 1,
        "share of months with a full post on both sides; headline: over all reported months",
    ),
    indicator(
        "opening_hazard", "% per month", "Chance that Malaysia opens",
        "Peluang Malaysia membuka", 1, "hazard of a decision this month, while one is pending",
    ),
    indicator(
        "decision_lag", "months", "Months to a decision", "Bulan sampai keputusan", -1,
        "from a proposal in the forum to its decision",
    ),
    indicator(
        "incidents", "incidents per month", "Incidents", "Insiden", -1, "at the border this month"
    ),
    indicator(
        "bargaining", "%", "Bargaining power of the home side", "Posisi tawar Indonesia", 1,
        "asymmetric Nash, from incomes of both sides",
    ),
    indicator(
        "surplus_share", "%", "Home share of the gains", "Bagian Indonesia dari manfaat", 1,
        "of cooperation with the other side",
    ),
    *(
        indicator(
            f"cooperation.{name}", "0-1", f"Cooperation: {english}", f"Kerja sama: {indonesian}", 1,
            "stock of this dimension of cross-border cooperation",
        )
        for name, english, indonesian in (
            ("economic", "economic", "ekonomi"),
            ("political", "political", "politik"),
            ("cultural", "cultural and historical", "budaya dan sejarah"),
            ("competition", "cooperation and competition", "kooperasi dan kompetisi"),
        )
    ),
    indicator(
        "work.legal", "households", "Work in Sarawak with papers", "Kerja resmi di Sarawak", 1,
        "households with a member who works there legally",
    ),
    indicator(
        "work.irregular", "households", "Work in Sarawak without papers",
        "Kerja tanpa dokumen di Sarawak", -1, "households with a member who works there without",
    ),
    indicator(
        "remittances", "rupiah per month", "Money sent home", "Kiriman uang", 1,
        "by members who work in Sarawak",
    ),
    *(
        indicator(
            f"abroad.{name}", "%", f"Looks to Sarawak: {english}", f"Ke Sarawak: {indonesian}", 0,
            "share of households that use what lies across the border",
        )
        for name, english, indonesian in (
            ("phone", "telephone", "telepon"),
            ("health", "health", "kesehatan"),
            ("school", "school", "sekolah"),
        )
    ),
    indicator(
        "income_ratio", "ratio", "Income against Sarawak", "Pendapatan terhadap Sarawak", 1,
        "home over other side; the home side's of 2007 moved with equivalent income",
    ),
    *(
        indicator(
            f"income.{name}", "rupiah per person and month", f"Income: {english}",
            f"Pendapatan: {indonesian}", 1, "mean over persons, last month of the year",
        )
        for name, english, indonesian in (
            ("farm", "farm", "tani"),
            ("wage", "wages", "upah"),
            ("business", "business", "usaha"),
            ("abroad", "sent from Sarawak", "kiriman dari Sarawak"),
            ("trade", "border trade", "dagang perbatasan"),
            ("transfer", "cash transfers", "bantuan tunai"),
        )
    ),
    *(
        indicator(
            f"equivalent_income.decile_{decile}", "rupiah per person and month",
            f"Equivalent income, decile {decile}", f"Pendapatan setara, desil {decile}", 1,
            "mean over persons whose household was in this tenth of incomes at the start",
        )
        for decile in range(1, 11)
    ),
    *(
        indicator(
            f"{prefix}.{name}", unit, f"{label}: {english}", f"{label_id}: {indonesian}", 0,
            formula,
        )
        for name, english, indonesian in REPORTED_GOODS
        for prefix, unit, label, label_id, formula in (
            ("price_home", "rupiah per unit", "Price at home", "Harga di Indonesia",
             "at the border, home side"),
            ("price_home_lower", "rupiah per unit", "Lower bound at home", "Batas bawah Indonesia",
             "bound of arbitrage"),
            ("price_home_upper", "rupiah per unit", "Upper bound at home", "Batas atas Indonesia",
             "bound of arbitrage"),
            ("price_abroad", "rupiah per unit", "Price in Sarawak", "Harga di Sarawak",
             "at the border, other side"),
            ("price_abroad_lower", "rupiah per unit", "Lower bound in Sarawak",
             "Batas bawah Sarawak", "bound of arbitrage"),
            ("price_abroad_upper", "rupiah per unit", "Upper bound in Sarawak",
             "Batas atas Sarawak", "bound of arbitrage"),
            ("allowance", "rupiah per month", "Allowance", "Jatah", "traders' purchases"),
            ("formal", "rupiah per month", "Formal", "Resmi", "traders' purchases"),
            ("informal", "rupiah per month", "Informal", "Tidak resmi", "traders' purchases"),
            ("shopped", "rupiah per month", "Shopped", "Belanja", "households' purchases"),
        )
    ),
)  # fmt: skip
