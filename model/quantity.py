"""Numbers that carry their unit, their source and their range, and money made comparable."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, prod
from typing import Literal

from pydantic import BaseModel, ConfigDict

SourceKind = Literal["seed", "statistics", "law", "news", "study", "derived", "assumption"]


UNITS = (
    "person",
    "person per household",
    "person per year",
    "person per month",
    "actor",
    "layer",
    "session per year",
    "path",
    "kilogram",
    "kilometre",
    "square kilometre",
    "degree",
    "share",
    "ratio",
    "relative change",
    "per year",
    "hour",
    "day",
    "month",
    "counter",
    "logit",
    "logit per 100 kilometres",
    "logit per decile",
    "percent per year",
    "rupiah per ringgit",
    "rupiah",
    "rupiah per person and month",
    "rupiah per month",
    "ringgit",
    "ringgit per person and month",
    "ringgit per month",
    "US dollar per person and year",
)


class Record(BaseModel):
    """A frozen row of data: no unknown keys, no silent conversion of types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Source(Record):
    """Where a number comes from; for an assumption, the reason for it."""

    text: str
    kind: SourceKind


class Quantity(Record):
    """A number with unit, source and, where it is uncertain, its range.

    Money is in constant rupiah of the region's base price year: ``value``, ``low`` and ``high``
    are converted; ``nominal`` is the figure as printed in the source, in ``nominal_unit`` of
    ``price_year``. ``source`` is a key of the region's sources.
    """

    value: float
    unit: str
    source: str
    low: float | None = None
    high: float | None = None
    nominal: float | None = None
    nominal_unit: str | None = None
    price_year: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class Measure:
    """What a field of a region must hold: its unit (None: any of ``UNITS``) and its bounds."""

    unit: str | None
    lower: float = -inf
    upper: float = inf


def is_domestic_money(unit: str) -> bool:
    """Tell whether a unit is an amount of rupiah (an exchange rate is not)."""
    return unit.startswith("rupiah") and unit != "rupiah per ringgit"


def is_foreign_money(unit: str) -> bool:
    """Tell whether a unit is an amount of ringgit."""
    return unit.startswith("ringgit")


class PriceIndex(Record):
    """Consumer-price inflation, December on December, and what it makes of an old amount.

    ``rates`` maps a year to its inflation in percent; years are consecutive.
    """

    rates: Mapping[int, Quantity]

    @property
    def years(self) -> range:
        """Price years that can be converted: the base of the first rate up to the last year."""
        return range(min(self.rates) - 1, max(self.rates) + 1)

    def factor(self, start: int, end: int) -> float:
        """Return how many rupiah of the end of year ``end`` one of the end of ``start`` is worth.

        The product of the yearly rates after ``start`` up to ``end``, or its inverse when ``end``
        lies before ``start``. Raises ``KeyError`` for a year outside ``years``.
        """
        if end < start:
            return 1.0 / self.factor(end, start)
        return prod(1.0 + self.rates[year].value / 100.0 for year in range(start + 1, end + 1))


class ExchangeRates(Record):
    """Rupiah paid for one ringgit, by year."""

    rates: Mapping[int, Quantity]

    def rate(self, year: int) -> float:
        """Return the rupiah per ringgit of a year; ``KeyError`` when the year has no rate."""
        return self.rates[year].value
