"""What the pages show: the indicators, and which chart shows which of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# The aims of experiments/figures/aims.py, without loading what draws them.
AIMS: Final = ("needs_met", "days_to_document", "travel_cost", "equivalent_income_bottom40")

# Goods whose two prices are drawn: what people buy in Sarawak, and what they sell there.
PRICED: Final = ("sugar", "staples", "lpg", "pepper", "vegetables")

CHARTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "aims": AIMS,
        "poverty": ("poverty_headcount", "poverty_gap", "equivalent_income"),
        "papers": (
            "documents",
            "public_cost",
            "visits_to_document",
            "coverage.ktp",
            "coverage.birth_certificate",
            "coverage.kia",
            "coverage.passport",
            "coverage.plb",
        ),
        "offices": (
            "lodged.capital",
            "lodged.desk",
            "lodged.unit",
            "lodged.mobile",
            "lodged.counter",
            "lodged.immigration",
            "lodged.broker",
            "office_delay",
            "unit_delay",
        ),
        "trade": (
            "trade.imports",
            "trade.exports",
            "informal_share",
            "traders",
            "trade.shopping",
            "trade.allowance",
            "trade.formal",
            "trade.informal",
        ),
        "crossings": (
            "crossings.pass",
            "crossings.passport",
            "crossings.traders",
            "crossings.informal",
            "gate_open",
            "crossing_time",
        ),
        "work": ("work.legal", "work.irregular", "remittances"),
        "prices": (
            "cost_of_living",
            "farm_price",
            *(f"{side}.{good}" for good in PRICED for side in ("price_home", "price_abroad")),
        ),
    }
)

DECILES: Final = tuple(f"equivalent_income.decile_{decile}" for decile in range(1, 11))

SHOWN: Final = (*(name for names in CHARTS.values() for name in names), *DECILES)
