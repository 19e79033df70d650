"""From a number as a region file states it to a ``Quantity``, with a sentence for every fault."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite, nan
from typing import Any

from model.errors import nearest
from model.quantity import (
    UNITS,
    ExchangeRates,
    Measure,
    PriceIndex,
    Quantity,
    Source,
    is_domestic_money,
    is_foreign_money,
)

SPREADS = ("half_width", "factor")
NUMBERS = ("value", "low", "high", *SPREADS)
KEYS = (*NUMBERS, "unit", "source", "price_year", "note")


@dataclass(frozen=True)
class Column:
    """What a file says once for a whole column; ``faulty`` when that was reported as wrong."""

    defaults: Mapping[str, Any] = field(default_factory=dict)
    faulty: bool = False


@dataclass
class QuantityReader:
    """Reads numbers one by one and gathers the faults in ``problems``.

    ``unreadable`` holds the keys of sources whose own fault has been reported. Money can be
    converted once ``prices`` and ``exchange`` are set.
    """

    problems: list[str]
    sources: Mapping[str, Source]
    unreadable: frozenset[str]
    base_year: int | None = None
    prices: PriceIndex | None = None
    exchange: ExchangeRates | None = None

    def column(self, path: str, raw: object, measure: Measure) -> Column:
        """Check the defaults of a column, so that a fault is reported once, not for every row."""
        if not isinstance(raw, dict):
            self.problems.append(f"{path}: must be a table with unit and source.")
            return Column(faulty=True)
        before = len(self.problems)
        self.problems += unknown_keys(path, raw, KEYS)
        if "unit" in raw:
            self._check_unit(path, raw["unit"], measure)
        if "source" in raw:
            self._check_source(path, raw["source"])
        return Column(raw, faulty=len(self.problems) > before)

    def read(self, raw: object, measure: Measure, path: str, column: Column) -> Quantity | None:
        """Read one number; None when it is at fault, which is then among ``problems``.

        A bare number takes everything else from its column; a table takes only the unit.
        """
        if isinstance(raw, dict):
            unit = measure.unit if column.faulty else column.defaults.get("unit")
            stated = raw if unit is None else {"unit": unit, **raw}
        elif not _is_number(raw):
            self.problems.append(
                f"{path}: {raw!r} is neither a number nor a table with value, unit and source."
            )
            return None
        elif column.faulty:
            return None
        else:
            stated = {**column.defaults, "value": raw}
        before = len(self.problems)
        self._check_form(stated, measure, path)
        if len(self.problems) > before:
            return None
        low, high = self._range(stated, measure, path)
        self._check_bounds(stated, low, high, measure, path)
        scale, unit = self._conversion(stated["unit"], stated.get("price_year"), path)
        if len(self.problems) > before:
            return None
        return _quantity(stated, low, high, scale, unit)

    def _check_form(self, stated: Mapping[str, Any], measure: Measure, path: str) -> None:
        self.problems += unknown_keys(path, stated, KEYS)
        for key in NUMBERS:
            where = path if key == "value" else f"{path}.{key}"
            if key in stated and not _is_number(stated[key]):
                self.problems.append(f"{where}: {stated[key]!r} is not a number.")
            elif key in stated and not isfinite(stated[key]):
                self.problems.append(f"{where}: {stated[key]} is not a finite number.")
        if "value" not in stated:
            self.problems.append(f"{path}: gives no value.")
        if "unit" in stated:
            self._check_unit(path, stated["unit"], measure)
        else:
            self.problems.append(f"{path}: gives no unit; it must be {_allowed(measure)}.")
        if "source" in stated:
            self._check_source(path, stated["source"])
        else:
            self.problems.append(f"{path}: names no source; give a key of [sources].")
        year = stated.get("price_year", 0)
        if not isinstance(year, int) or isinstance(year, bool):
            self.problems.append(f"{path}.price_year: {year!r} is not a year.")
        if not isinstance(stated.get("note", ""), str):
            self.problems.append(f"{path}.note: {stated['note']!r} is not text.")

    def _check_unit(self, path: str, unit: object, measure: Measure) -> None:
        if measure.unit is None and unit not in UNITS:
            hint = nearest(str(unit), UNITS)
            self.problems.append(f"{path}: the unit {unit!r} is unknown; {hint}")
        elif measure.unit is not None and unit not in _units(measure.unit):
            self.problems.append(
                f"{path}: the unit is {unit!r}, but it must be {_allowed(measure)}."
            )

    def _check_source(self, path: str, name: object) -> None:
        if name not in self.sources and name not in self.unreadable:
            hint = nearest(str(name), self.sources)
            self.problems.append(f"{path}: the source {name!r} is not in [sources]; {hint}")

    def _range(
        self, stated: Mapping[str, Any], measure: Measure, path: str
    ) -> tuple[float | None, float | None]:
        """Return low and high, however stated; a spread is cut off at the field's bounds."""
        ways = [key for key in SPREADS if key in stated]
        ways += ["low and high"] if "low" in stated or "high" in stated else []
        if len(ways) > 1:
            self.problems.append(
                f"{path}: gives its range in two ways ({', '.join(ways)}); keep one."
            )
        value: float = stated["value"]
        if "half_width" in stated:
            if stated["half_width"] < 0:
                self.problems.append(
                    f"{path}.half_width: {stated['half_width']:g} is negative; it must not be."
                )
            low, high = value - stated["half_width"], value + stated["half_width"]
        elif "factor" in stated:
            if stated["factor"] < 1:
                self.problems.append(
                    f"{path}.factor: {stated['factor']:g} is too small; it must be at least 1."
                )
                return None, None
            low, high = sorted((value / stated["factor"], value * stated["factor"]))
        else:
            return stated.get("low"), stated.get("high")
        return max(low, measure.lower), min(high, measure.upper)

    def _check_bounds(
        self,
        stated: Mapping[str, Any],
        low: float | None,
        high: float | None,
        measure: Measure,
        path: str,
    ) -> None:
        value: float = stated["value"]
        outside = [
            f"{where}: {number:g} is outside what is allowed, {_bounds(measure)}."
            for where, number in ((path, value), (f"{path}.low", low), (f"{path}.high", high))
            if number is not None and not measure.lower <= number <= measure.upper
        ]
        self.problems += outside
        source = self.sources.get(stated["source"])
        if source and source.kind == "assumption" and (low is None or high is None):
            self.problems.append(
                f"{path}: its source '{stated['source']}' is an assumption, so it needs a range: "
                "low and high, half_width, or factor."
            )
        below = low is not None and value < low
        above = high is not None and value > high
        if (below or above) and not outside:
            start = "-∞" if low is None else f"{low:g}"
            end = "∞" if high is None else f"{high:g}"
            self.problems.append(f"{path}: {value:g} lies outside its own range, {start} to {end}.")

    def _conversion(self, unit: str, price_year: int | None, path: str) -> tuple[float, str]:
        """Return the factor to rupiah of the base year, and the unit after the conversion."""
        foreign = is_foreign_money(unit)
        if not foreign and not is_domestic_money(unit):
            if price_year is not None and not unit.startswith("US dollar"):
                self.problems.append(f"{path}.price_year: '{unit}' is no money; leave it out.")
            return 1.0, unit
        if price_year is None:
            self.problems.append(f"{path}: is an amount of money, so it needs a price_year.")
        elif self.prices is not None and self.exchange is not None and self.base_year is not None:
            years, dated = self.prices.years, self.exchange.rates
            if price_year not in years:
                self.problems.append(
                    f"{path}.price_year: {price_year} is outside the inflation table, {years[0]} "
                    f"to {years[-1]}; restate the amount in prices of one of these years."
                )
            elif foreign and price_year not in dated:
                self.problems.append(
                    f"{path}.price_year: {price_year} has no exchange rate; years with one: "
                    f"{', '.join(map(str, dated)) or 'none'}."
                )
            else:
                scale = self.prices.factor(price_year, self.base_year)
                scale *= self.exchange.rate(price_year) if foreign else 1.0
                return scale, unit.replace("ringgit", "rupiah", 1)
        return nan, unit


def unknown_keys(path: str, given: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return a sentence for every key that is not known, with the nearest one that is."""
    valid = list(known)
    return [
        f"{path}.{key}".lstrip(".") + f": this key is unknown; {nearest(key, valid)}"
        for key in given
        if key not in valid
    ]


def _quantity(
    stated: Mapping[str, Any], low: float | None, high: float | None, scale: float, unit: str
) -> Quantity:
    money = is_domestic_money(unit)
    return Quantity(
        value=float(stated["value"]) * scale,
        unit=unit,
        source=stated["source"],
        low=None if low is None else low * scale,
        high=None if high is None else high * scale,
        nominal=float(stated["value"]) if money else None,
        nominal_unit=stated["unit"] if money else None,
        price_year=stated.get("price_year"),
        note=stated.get("note"),
    )


def _is_number(raw: object) -> bool:
    return isinstance(raw, (int, float)) and not isinstance(raw, bool)


def _units(unit: str) -> tuple[str, ...]:
    if is_domestic_money(unit):
        return unit, unit.replace("rupiah", "ringgit", 1)
    return (unit,)


def _allowed(measure: Measure) -> str:
    return " or ".join(f"'{unit}'" for unit in (_units(measure.unit) if measure.unit else UNITS))


def _bounds(measure: Measure) -> str:
    if isfinite(measure.lower) and isfinite(measure.upper):
        return f"{measure.lower:g} to {measure.upper:g}"
    return f"{measure.lower:g} or more" if isfinite(measure.lower) else f"up to {measure.upper:g}"
