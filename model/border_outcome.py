"""Border outcome: the monthly series of the border, made of a run's records."""

import numpy as np

from model.border_indicators import REPORTED_GOODS
from model.border_records import BorderMeasure as B
from model.border_records import GoodMeasure as G
from model.indicators import DECILES, Records
from model.region import Region
from model.series import YEAR, share, trailing
from model.tables import Array

_PLAIN = {
    "crossings.pass": (B.CROSSED_PASS, 1.0),
    "crossings.passport": (B.CROSSED_PASSPORT, 1.0),
    "crossings.traders": (B.CROSSED_TRADERS, 1.0),
    "crossings.informal": (B.CROSSED_INFORMAL, 1.0),
    "crossing_time": (B.CROSSING_HOURS, 60.0),
    "detection.post": (B.POST_DETECTION, 100.0),
    "detection.paths": (B.PATH_DETECTION, 100.0),
    "displacement": (B.DISPLACEMENT, 100.0),
    "seizures": (B.SEIZED, 1.0),
    "case_days": (B.CASE_DAYS, 1.0),
    "trade.shopping": (B.SHOPPED, 1.0),
    "trade.imports": (B.IMPORTS, 1.0),
    "trade.exports": (B.EXPORTS, 1.0),
    "traders": (B.TRADERS, 1.0),
    "traders_local": (B.LOCAL_TRADERS, 1.0),
    "cost_of_living": (B.COST_OF_LIVING, 1.0),
    "farm_price": (B.FARM_PRICE, 1.0),
    "gate_open": (B.GATE_OPEN, 100.0),
    "opening_hazard": (B.HAZARD, 100.0),
    "decision_lag": (B.LAG, 1.0),
    "incidents": (B.INCIDENTS, 1.0),
    "bargaining": (B.BARGAINING, 100.0),
    "surplus_share": (B.SURPLUS, 100.0),
    "cooperation.economic": (B.ECONOMIC, 1.0),
    "cooperation.political": (B.POLITICAL, 1.0),
    "cooperation.cultural": (B.CULTURAL, 1.0),
    "cooperation.competition": (B.COMPETITION, 1.0),
}
_OF_GOODS = {
    "price_home": G.HOME,
    "price_abroad": G.ABROAD,
    "price_home_lower": G.HOME_LOWER,
    "price_home_upper": G.HOME_UPPER,
    "price_abroad_lower": G.ABROAD_LOWER,
    "price_abroad_upper": G.ABROAD_UPPER,
    "allowance": G.ALLOWANCE,
    "formal": G.FORMAL,
    "informal": G.INFORMAL,
    "shopped": G.SHOPPED,
}


def border_series(records: Records, region: Region) -> dict[str, Array]:
    """Return the border's series over all months, burn-in included, by name of indicator."""
    border, goods = records.border, records.goods
    series = {name: factor * border[:, row] for name, (row, factor) in _PLAIN.items()}
    for name, row in (("allowance", G.ALLOWANCE), ("formal", G.FORMAL), ("informal", G.INFORMAL)):
        series[f"trade.{name}"] = goods[:, :, row].sum(axis=1)
    bought = sum(series[f"trade.{name}"] for name in ("allowance", "formal", "informal"))
    series["informal_share"] = 100 * share(
        trailing(series["trade.informal"]), trailing(np.asarray(bought))
    )
    series["trader_profit"] = share(trailing(border[:, B.PROFIT]), trailing(border[:, B.TRADERS]))
    series["local_profit"] = trailing(border[:, B.LOCAL_PROFIT]) / YEAR
    home = region.constants["income_home"].value
    ratio = home / region.constants["income_abroad"].value
    series["income_ratio"] = ratio * _relative_income(records)
    for decile in range(DECILES):
        series[f"equivalent_income.decile_{decile + 1}"] = records.deciles[:, decile]
    names = [good.name for good in region.goods]
    for name, _, _ in REPORTED_GOODS:
        if name in names:
            values = goods[:, names.index(name)]
            series.update({f"{prefix}.{name}": values[:, at] for prefix, at in _OF_GOODS.items()})
    return series


def _relative_income(records: Records) -> Array:
    """Return equivalent income over that of the last year of burn-in."""
    income = records.welfare[:, 0, 0]
    known = income[~np.isnan(income)]
    return income / known[0] if len(known) else income
