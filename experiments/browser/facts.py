"""The facts of the pages: everything that does not depend on a visitor's question."""

from dataclasses import asdict
from typing import Any, Final

from experiments.browser.catalogue import (
    Text,
    both,
    filled,
    indicator_help,
    lesson,
    meanings,
    texts,
)
from experiments.browser.levers import FIRST, MAIN_LEVERS, offered, preset, sections
from experiments.browser.limits import Limits
from experiments.browser.mapping import map_of
from experiments.browser.shown import CHARTS, SHOWN
from experiments.calling import browse_command
from experiments.names import indicator_named
from experiments.provenance import versions
from experiments.words import number, unit_in
from model.indicator import Indicator
from model.population import household_counts
from model.region import Region
from model.scenario import Scenario

_THOUSAND: Final = 1000
_MILLION: Final = 1_000_000
_SIZES: Final[dict[int, Text]] = {
    _THOUSAND: {"en": "thousand", "id": "ribu"},
    _MILLION: {"en": "million", "id": "juta"},
}
# How an amount of rupiah is divided, by its unit, so that no axis has six zeros.
_DIVIDED: Final = {
    "rupiah per document": _THOUSAND,
    "rupiah per need": _THOUSAND,
    "rupiah per person and month": _THOUSAND,
    "rupiah per unit": _THOUSAND,
    "rupiah per month": _MILLION,
}
# Decimals of a value, after division: as many as the differences of policies call for.
_DECIMALS: Final = {
    "%": 1,
    "days": 1,
    "visits": 2,
    "minutes per crossing": 1,
    "index, 1 = at the start": 3,
    "rupiah per need": 0,
    "rupiah per person and month": 1,
    "rupiah per unit": 1,
}
_FINER: Final = {"poverty_gap": 2, "poverty_headcount": 2}


def facts(region: Region, limits: Limits) -> dict[str, Any]:
    """Return the facts as plain JSON data; texts are by language."""
    households = household_counts(region, Scenario())
    line = region.constants["poverty_line"].value
    return {
        "version": versions()["tapal"],
        "browse": browse_command(),
        "region": {
            "name": region.name,
            "label": both(region.label),
            "first_month": region.first_month,
            "people": round(sum(sub.population.value for sub in region.sub_districts)),
            "households": int(households.sum()),
        },
        "texts": dict(texts()),
        "lesson": list(lesson()),
        "sections": sections(),
        "main_levers": list(MAIN_LEVERS),
        "first": FIRST,
        "presets": [preset(policy) for policy in offered()],
        "indicators": {
            name: _indicator(region, indicator_named(name)) for name in dict.fromkeys(SHOWN)
        },
        "charts": {name: list(names) for name, names in CHARTS.items()},
        "layers": [
            {
                "name": name,
                **layer,
                "help": filled(
                    layer["help"], poverty_line={"en": number(line, "en"), "id": number(line, "id")}
                ),
            }
            for name, layer in meanings()["layers"].items()
        ],
        "map": map_of(region, households),
        "sub_districts": [
            {"name": sub.name, "label": both(sub.label)} for sub in region.sub_districts
        ],
        "limits": asdict(limits),
    }


def _indicator(region: Region, indicator: Indicator) -> dict[str, Any]:
    divide = _DIVIDED.get(indicator.unit, 1)
    return {
        "label": both(indicator.label),
        "unit": _unit(region, indicator, divide),
        "help": indicator_help(indicator.name),
        "direction": indicator.direction,
        "decimals": _FINER.get(indicator.name, _DECIMALS.get(indicator.unit, 0)),
        "divide": divide,
    }


def _unit(region: Region, indicator: Indicator, divide: int) -> Text:
    """Return the unit, with its thousands or millions, and the measure of a good."""
    if indicator.unit == "rupiah per unit":
        good = region.goods[region.good_index(indicator.name.rpartition(".")[2])]
        unit: Text = {
            "en": f"rupiah per {good.measure.en}",
            "id": f"rupiah per {good.measure.id}",
        }
    else:
        unit = {"en": indicator.unit, "id": unit_in(indicator.unit, "id")}
    if divide == 1:
        return unit
    return {language: f"{size} {unit[language]}" for language, size in _SIZES[divide].items()}
