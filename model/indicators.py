"""Indicators: what is recorded each month, and the formulas made of it.

All formulas stand in :data:`INDICATORS`; the ODD prints them. Flows are means per month, ratios are
sums over twelve months divided by sums over the same months, welfare is that of the last completed
year. The headline of a run is the mean over its last twelve months; that of documents and of public
cost, over all reported months.
"""

from typing import NamedTuple

from model.border_indicators import BORDER_INDICATORS
from model.indicator import Indicator, indicator
from model.tables import Array


class Records(NamedTuple):
    """Everything recorded in a run; first axis: months since the start of burn-in.

    ``tally`` int64[months, sub-districts, Tally]; ``arose``, ``met`` int64[months, sub-districts];
    ``minutes``, ``rupiah`` float64[months, sub-districts] (fixed basket, means over households);
    ``holders`` int64[months, sub-districts, person papers]; ``welfare`` float64[months,
    1 + sub-districts, WELFARE]; ``cost`` float64[months]; ``delay``, ``orientation``
    float64[months, points]; ``brokers``, ``price`` float64[months, sub-districts]; ``weight``
    float64[sub-districts], households; ``border`` float64[months, BorderMeasure]; ``goods``
    float64[months, goods, GoodMeasure]; ``work`` int64[months, sub-districts, Work]; ``remitted``
    float64[months, sub-districts]; ``uses`` int64[months, sub-districts, uses]; ``deciles``
    float64[months, 10], equivalent income by decile at the start; ``sources`` float64[months,
    1 + sub-districts, SOURCES], rupiah per person; ``village_travel`` float64[months, 2,
    villages], minutes and rupiah of the fixed basket; ``villages`` float64[months,
    model.villages.YEARLY, villages].
    """

    tally: Array
    arose: Array
    met: Array
    minutes: Array
    rupiah: Array
    holders: Array
    welfare: Array
    cost: Array
    delay: Array
    orientation: Array
    brokers: Array
    price: Array
    weight: Array
    border: Array
    goods: Array
    work: Array
    remitted: Array
    uses: Array
    deciles: Array
    sources: Array
    village_travel: Array
    villages: Array


# where income comes from; ``abroad`` is what workers in Sarawak send, ``trade`` what a household's
# own trader earns at the border beyond the outside wage
SOURCES = ("farm", "wage", "business", "abroad", "trade", "transfer")
DECILES = 10

WELFARE = (
    "equivalent_income",
    "equivalent_income_bottom40",
    "poverty_headcount",
    "poverty_gap",
    "poverty_severity",
    "gini",
    "atkinson",
)


class Outcome(NamedTuple):
    """What a run leaves: one value per indicator, and its monthly series (float64[months]).

    Keys are names of indicators, with ``@sub_district`` for one sub-district alone. ``villages``
    holds a few of them by village at the end of the run (float64[villages], in the region's order)
    and the villages' ``households`` and ``people``; which they are, model.villages says.
    """

    summary: dict[str, float]
    series: dict[str, Array]
    villages: dict[str, Array]


INDICATORS: tuple[Indicator, ...] = (
    indicator(
        "needs_met", "%", "Needs met", "Kebutuhan terpenuhi", 1,
        "needs that arose 13-24 months ago and led to a document within 12 months, over all that "
        "arose then; the starting stock is left out", headline=True,
    ),
    indicator(
        "travel_hours", "hours per need", "Travel time, fixed basket",
        "Waktu perjalanan, keranjang tetap", -1,
        "expected hours of travel, queue and counter by the cheapest public way, over a fixed "
        "basket of needs and all households", headline=True,
    ),
    indicator(
        "travel_cost", "rupiah per need", "Cost, fixed basket", "Biaya, keranjang tetap", -1,
        "expected out-of-pocket rupiah by the same way, with fees and informal payments",
        headline=True,
    ),
    indicator(
        "days_to_document", "days", "Days to the document", "Hari sampai dokumen terbit", -1,
        "days from lodging to issue, mean over documents issued in twelve months", headline=True,
    ),
    indicator(
        "visits_to_document", "visits", "Visits to the document", "Kunjungan sampai dokumen", -1,
        "visits per document issued in twelve months", headline=True,
    ),
    indicator(
        "share_completed", "%", "Cases completed", "Berkas selesai", 1,
        "documents issued over cases closed (issued or abandoned) in twelve months",
    ),
    indicator(
        "cost_per_document", "rupiah per document", "Paid per document", "Dibayar per dokumen", -1,
        "rupiah that households paid for documents issued in twelve months, per document",
    ),
    indicator(
        "hours_per_document", "hours per document", "Hours per document", "Jam per dokumen", -1,
        "hours that households spent on documents issued in twelve months, per document",
    ),
    indicator(
        "equivalent_income", "rupiah per person and month", "Equivalent income",
        "Pendapatan setara", 1,
        "income less out-of-pocket spending on papers over the price index, mean over persons and "
        "the last year", headline=True,
    ),
    indicator(
        "equivalent_income_bottom40", "rupiah per person and month",
        "Equivalent income, bottom 40 %", "Pendapatan setara, 40 % terbawah", 1,
        "the same over the poorest 40 % of persons", headline=True,
    ),
    indicator(
        "poverty_headcount", "%", "Poverty headcount (P0)", "Persentase penduduk miskin (P0)", -1,
        "FGT(0) of equivalent income, twelve-month mean per person, against the poverty line",
        headline=True,
    ),
    indicator(
        "poverty_gap", "%", "Poverty gap (P1)", "Indeks kedalaman kemiskinan (P1)", -1,
        "FGT(1) of the same", headline=True,
    ),
    indicator(
        "poverty_severity", "%", "Poverty severity (P2)", "Indeks keparahan kemiskinan (P2)", -1,
        "FGT(2) of the same",
    ),
    indicator("gini", "0-1", "Gini", "Gini", -1, "of the same, weighted by persons"),
    indicator("atkinson", "0-1", "Atkinson (ε = 1)", "Atkinson (ε = 1)", -1, "of the same"),
    indicator(
        "documents", "documents per month", "Documents issued", "Dokumen terbit", 1,
        "documents issued in the month; headline: mean over all reported months, because an "
        "opening releases a stock of needs",
    ),
    indicator(
        "public_cost", "rupiah per month", "Public cost of the policy", "Biaya publik kebijakan",
        -1, "capital annualised over its life, and running cost, of the levers in force; headline: "
        "mean over all reported months",
    ),
    indicator(
        "needs_arisen", "needs per month", "Needs arisen", "Kebutuhan baru", 0,
        "needs for papers that arose in the month",
    ),
    indicator(
        "forgone", "decisions per month", "Forgone", "Tidak diurus", -1,
        "decisions of the month not to apply",
    ),
    indicator(
        "abandoned", "cases per month", "Abandoned", "Ditinggalkan", -1,
        "cases given up after at least one visit",
    ),
    indicator(
        "referred", "cases per month", "Sent on to town", "Dirujuk ke kabupaten", -1,
        "cases that a point sent on to the office in town",
    ),
    indicator(
        "spending_on_papers", "rupiah per month", "Household spending on papers",
        "Belanja rumah tangga untuk dokumen", -1, "out-of-pocket, all households",
    ),
    *(
        indicator(
            f"lodged.{name}", "cases per month", f"Lodged: {english}", f"Diajukan: {indonesian}", 0,
            "cases lodged there in the month",
        )
        for name, english, indonesian in (
            ("capital", "offices in the capital", "kantor di ibu kota kabupaten"),
            ("immigration", "Immigration, border passes too", "imigrasi, termasuk PLB"),
            ("desk", "sub-district desk", "loket kecamatan"),
            ("unit", "service unit", "unit pelayanan"),
            ("mobile", "mobile team", "layanan keliling"),
            ("counter", "passport counter", "loket paspor"),
            ("broker", "broker", "calo"),
        )
    ),
    *(
        indicator(
            f"coverage.{name}", "%", f"Coverage: {english}", f"Cakupan: {indonesian}", 1,
            "holders over eligible persons",
        )
        for name, english, indonesian in (
            ("ktp", "identity card", "KTP"),
            ("birth_certificate", "birth certificate", "akta kelahiran"),
            ("kia", "child identity card", "KIA"),
            ("passport", "passport", "paspor"),
            ("plb", "border pass", "pas lintas batas"),
        )
    ),
    indicator(
        "office_delay", "days", "Posted delay at the population office",
        "Antrean di Disdukcapil", -1, "backlog over daily capacity of the first agency's office",
    ),
    indicator(
        "unit_delay", "days", "Posted delay at the unit", "Antrean di unit", -1,
        "backlog over daily capacity of the unit",
    ),
    indicator(
        "unit_orientation", "0-1", "Orientation of the unit", "Orientasi pelayanan unit", 1,
        "orientation towards the customer",
    ),
    indicator(
        "brokers", "brokers", "Brokers in business", "Calo yang beroperasi", 0, "alive brokers"
    ),
    indicator(
        "broker_price", "rupiah per document", "Broker's price", "Tarif calo", 0,
        "asked price, mean over sub-districts",
    ),
    *BORDER_INDICATORS,
)  # fmt: skip
