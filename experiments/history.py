"""Facts beside the history run: what was reported of the district, and what the model makes of it.

The policy ``history`` replays the dated events of 2016 to 2025. A fact without a date is held
against the years that its source speaks of. Money is constant rupiah of the region's base year.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from experiments.border_patterns import YEAR, documented
from experiments.observed import Watched, history, mean, month_of, span, target, watched
from model.quantity import Quantity
from model.region import Region

_WELFARE: Final = ("poverty-headcount", "poverty-gap", "poverty-severity")


class Fact(NamedTuple):
    """A reported fact and the history run's value of the same thing, mean over seeds.

    ``use`` says whether the model was given the fact (``input``), fitted to it (``calibration``),
    or knows nothing of it (``check``).
    """

    fact: str
    value: float
    unit: str
    source: str
    simulated: float
    use: str


def history_rows(region: Region, seeds: Sequence[int]) -> tuple[Fact, ...]:
    """Return the facts beside the history run, under the given seeds.

    ``value`` and ``simulated`` are in ``unit``; ``source`` is the text of the fact's source.
    """
    book = _Book(region, watched(region, history(), seeds))
    rows = [*_coverage(book), *_welfare(book)]
    if region.goods:
        rows += [*_prices(book), *_traders(book), *_post(book)]
    return tuple(rows)


class _Book(NamedTuple):
    """The region, for its sources, and the history runs."""

    region: Region
    runs: Sequence[Watched]

    def fact(
        self, fact: str, unit: str, quantity: Quantity, simulated: float, use: str = "check"
    ) -> Fact:
        value = 100 * quantity.value if unit == "%" else quantity.value
        source = self.region.sources[quantity.source].text
        return Fact(fact, value, unit, source, simulated, use)

    def mean(self, name: str, first: int, last: int) -> float:
        """Return the mean of an indicator over months and seeds; months count from 1."""
        return mean(float(span(r.outcome.series[name], first, last).mean()) for r in self.runs)


def _coverage(book: _Book) -> Iterator[Fact]:
    for fact in book.region.targets:
        for point in fact.points:
            if fact.service is None or point.month is None or point.value.unit != "share":
                continue
            month = month_of(book.region, str(point.month))
            simulated = book.mean(f"coverage.{fact.service}", month, month)
            label = f"{fact.label.en}, {point.month}"
            yield book.fact(label, "%", point.value, simulated, "calibration")


def _welfare(book: _Book) -> Iterator[Fact]:
    for name in _WELFARE:
        fact = target(book.region, name)
        point = fact.points[0]
        date = str(point.month)
        # welfare is measured at the end of each year
        month = YEAR * math.ceil(month_of(book.region, date) / YEAR)
        simulated = book.mean(name.replace("-", "_"), month, month)
        yield book.fact(f"{fact.label.en} of the regency, {date[:4]}", "%", point.value, simulated)


def _prices(book: _Book) -> Iterator[Fact]:
    """Yield the reported prices of goods whose year lies within the run."""
    first_year = int(book.region.first_month[:4])
    for good in book.region.goods:
        for side, where in (("home", "at home"), ("abroad", "in Sarawak")):
            quantity = good.price_home if side == "home" else good.price_abroad
            year, kind = quantity.price_year, book.region.sources[quantity.source].kind
            if year is None or year < first_year or kind != "news":
                continue
            first = YEAR * (year - first_year) + 1
            simulated = book.mean(f"price_{side}.{good.name}", first, first + YEAR - 1)
            name = f"{good.label.en} {where}, {year}"
            yield book.fact(name, f"rupiah per {good.measure.en}", quantity, simulated, "input")


def _traders(book: _Book) -> Iterator[Fact]:
    left = target(book.region, "P-09-traders").points[0]
    closed = month_of(book.region, str(left.month))
    number, outside = book.region.constants["traders"], book.region.constants["traders_outside"]
    year_before = (closed - 1 - YEAR, closed - 2)
    there, local = (book.mean(name, *year_before) for name in ("traders", "traders_local"))
    yield book.fact(
        "Traders at the border, year before the closure", "traders", number, there, "input"
    )
    yield book.fact(
        "Traders from outside, the same year", "%", outside, 100 * (1 - local / there), "input"
    )
    lowest = mean(
        float(span(run.outcome.series["traders"], closed, closed + YEAR - 1).min())
        for run in book.runs
    )
    gone = 100 * (1 - lowest / there)
    yield book.fact("Traders who left in the year after the closure", "%", left.value, gone)


def _post(book: _Book) -> Iterator[Fact]:
    def in_month(values: Callable[[Watched], np.ndarray], month: int) -> float:
        return mean(float(values(run)[month - 1]) for run in book.runs)

    for name, label, unit, values in (
        ("P-10-crossings", "Departures with a paper", "person per month", _departures),
        ("pass-issue", "Border passes issued", "person per month", _passes),
    ):
        for point in target(book.region, name).points:
            simulated = in_month(values, month_of(book.region, str(point.month)))
            # the start's stock of passes was derived from the number issued
            use = "input" if name == "pass-issue" else "check"
            yield book.fact(f"{label}, {point.month}", unit, point.value, simulated, use)
    works = [event.month for event in book.region.post_events if event.home_ready]
    for place, point in enumerate(target(book.region, "P-10-exports").points if works else ()):
        month = month_of(book.region, str(works[0])) + place
        simulated = book.mean("trade.exports", month, month)
        name = f"Exports in month {place + 1} of the new post"
        yield book.fact(name, "rupiah per month", point.value, simulated)


def _departures(run: Watched) -> np.ndarray:
    return documented(run.outcome)


def _passes(run: Watched) -> np.ndarray:
    return run.issued["plb"]
