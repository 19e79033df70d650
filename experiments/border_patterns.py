"""Observed patterns of the border: closure, gate, clinics, patrols, and what happened since 2016.

None of them is fitted. A forced gate is a full post on both sides from the month in which policies
open, so that what the talks with Malaysia would bring stays out of the check.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from experiments.observed import (
    Row,
    Watched,
    changed,
    history,
    mean,
    month_of,
    span,
    target,
    watched,
)
from model.indicators import Outcome
from model.parameter import Value
from model.region import Region
from model.scenario import Scenario

OPENS: Final = 25
CLOSES: Final = 61
YEAR: Final = 12
GATE: Final[Mapping[str, Value]] = {
    "post.status": "full",
    "post.status_month": OPENS,
    "post.abroad_month": OPENS,
}
CLOSURE: Final[Mapping[str, Value]] = {
    "shocks.closure_start": CLOSES,
    "shocks.closure_months": YEAR,
}
PATROLS: Final[Mapping[str, Value]] = {
    "security.opening_month": OPENS,
    "security.patrol_factor": 2.0,
}
DOCUMENTED: Final = ("crossings.pass", "crossings.passport", "crossings.traders")

type Pairs = Sequence[tuple[Watched, Watched]]


def border_rows(region: Region, seeds: Sequence[int]) -> tuple[Row, ...]:
    """Return the patterns of the border as simulated, under the given seeds."""
    status_quo = watched(region, Scenario(), seeds)

    def beside(*policies: str, levers: Mapping[str, Value] | None = None) -> Pairs:
        runs = watched(region, changed(*policies, levers=levers), seeds)
        return list(zip(status_quo, runs, strict=True))

    happened = watched(region, history(), seeds)
    gate = beside(levers=GATE)
    return (
        *_closure_rows(region, beside(levers=CLOSURE), happened),
        *_gate_rows(region, gate, happened),
        *_income_rows(region, gate),
        *_sign_rows(
            beside("clinics"), beside(levers=PATROLS), beside("unit_jagoi_full", levers=GATE)
        ),
        *_pass_rows(region, happened),
    )


def documented(outcome: Outcome) -> np.ndarray:
    """Return the departures with a paper in each reported month: households' and traders'."""
    return np.sum([outcome.series[name] for name in DOCUMENTED], axis=0)


def outsiders(outcome: Outcome) -> float:
    """Return the share of traders' profit in the last year that goes to those from outside."""
    summary = outcome.summary
    return 1.0 - summary["local_profit"] / (summary["trader_profit"] * summary["traders"])


def _percent(pairs: Pairs, value: Callable[[Outcome], float]) -> float:
    """Return the mean change against the status quo in percent, paired by seed."""
    return mean(100 * (value(run.outcome) / value(base.outcome) - 1) for base, run in pairs)


def _points(pairs: Pairs, value: Callable[[Outcome], float]) -> float:
    """Return the mean change against the status quo in the value's own unit, paired by seed."""
    return mean(value(run.outcome) - value(base.outcome) for base, run in pairs)


def _last_year(name: str) -> Callable[[Outcome], float]:
    return lambda outcome: outcome.summary[name]


def _closure_rows(region: Region, closure: Pairs, happened: Sequence[Watched]) -> list[Row]:
    """P-09: prices and traders in a closure of a year, and in that of 2020."""
    sugar = target(region, "P-09-sugar").points[0]
    left = target(region, "P-09-traders").points[0]
    ends, shut = CLOSES + YEAR - 1, month_of(region, str(sugar.month))

    settled = CLOSES + 3  # prices need some months to move

    def rise(price: str) -> float:
        return mean(
            100 * float(np.mean(span(run.outcome.series[price], settled, ends)
                                / span(base.outcome.series[price], settled, ends)) - 1)
            for base, run in closure
        )  # fmt: skip

    def fewer(first: int, last: int) -> float:
        return mean(
            100 * (1 - float(np.mean(span(run.outcome.series["traders"], first, last)
                                     / span(base.outcome.series["traders"], first, last))))
            for base, run in closure
        )  # fmt: skip

    def in_2020(name: str, first: int, last: int) -> float:
        return mean(
            100 * (float(span(run.outcome.series[name], shut + first, shut + last).mean())
                   / float(span(run.outcome.series[name], shut - YEAR - 1, shut - 2).mean()) - 1)
            for run in happened
        )  # fmt: skip

    bound, sign = "check: sign; the target is an upper bound", "check: sign"
    goes = "check: sign and order of magnitude"
    return [
        Row("P-09", "sugar at home, months 4 to 12 of a closure", "%",
            100 * sugar.value.value, rise("price_home.sugar"), None, bound),
        Row("P-09", "staples at home, months 4 to 12 of a closure", "%", None,
            rise("price_home.staples"), None, sign),
        Row("P-09", "traders fewer, months 4 to 12 of a closure", "%",
            100 * left.value.value, fewer(settled, ends), None, goes),
        Row("P-09", "traders fewer, six months after it", "%", None,
            fewer(ends + 6, ends + 6), None, "check: still fewer"),
        Row("P-09", f"sugar at home in {sugar.month}, history", "%", 100 * sugar.value.value,
            in_2020("price_home.sugar", 0, 0), None, bound),
        Row("P-09", "staples at home, months 4 to 12 after, history", "%", None,
            in_2020("price_home.staples", 3, YEAR - 1), None, sign),
        Row("P-09", "traders fewer, months 4 to 12 after, history", "%",
            100 * left.value.value, -in_2020("traders", 3, YEAR - 1), None, goes),
    ]  # fmt: skip


def _gate_rows(region: Region, gate: Pairs, happened: Sequence[Watched]) -> list[Row]:
    """P-10: departures since the reopening, and what a full gate adds to them."""
    seen, passports = target(region, "P-10-crossings"), target(region, "P-10-passports")
    rows = [
        Row("P-10", f"departures with a paper in {point.month}, history", "per month",
            point.value.value,
            mean(documented(run.outcome)[month_of(region, str(point.month)) - 1]
                 for run in happened), None, "check: order of magnitude")
        for point in seen.points
    ]  # fmt: skip
    ratio = mean(
        _first_year(run.issued["passport"]) / _first_year(base.issued["passport"])
        for base, run in gate
    )
    return [
        *rows,
        Row("P-10", "departures with a paper, full gate", "%", None,
            _percent(gate, lambda outcome: float(documented(outcome)[-YEAR:].mean())), None,
            "check: rises"),
        Row("P-10", "passports issued in the first year, full gate", "times",
            passports.points[0].value.value, ratio, None, "report: trade.passport_pull is assumed"),
        Row("P-10", "exports, full gate", "%", None,
            _percent(gate, _last_year("trade.exports")), None, "check: rises"),
    ]  # fmt: skip


def _first_year(issued: np.ndarray) -> float:
    return float(span(issued, OPENS, OPENS + YEAR - 1).sum())


def _income_rows(region: Region, gate: Pairs) -> list[Row]:
    """P-11: what a full gate adds to income, and who trades."""
    income, outside = target(region, "P-11"), target(region, "P-11-outside").points[0]
    rows = [
        Row("P-11", "equivalent income, full gate", "%", 100 * income.points[0].value.value,
            _percent(gate, _last_year("equivalent_income")), None, "report: sign, rough size"),
    ]  # fmt: skip
    for name, runs in (("status quo", [base for base, _ in gate]),
                       ("full gate", [run for _, run in gate])):  # fmt: skip
        rows += [
            Row("P-11", f"traders from outside, {name}", "%", 100 * outside.value.value,
                mean(100 * (1 - run.outcome.summary["traders_local"]
                            / run.outcome.summary["traders"]) for run in runs),
                None, "report: the start is set by it"),
            Row("P-11", f"their share of traders' profit, {name}", "%", None,
                mean(100 * outsiders(run.outcome) for run in runs), None, "report"),
        ]  # fmt: skip
    return rows


def _sign_rows(clinics: Pairs, patrols: Pairs, unit_and_gate: Pairs) -> list[Row]:
    """P-15, P-17 and P-19: signs only."""
    uses = ("abroad.phone", "abroad.health", "abroad.school")
    return [
        Row("P-15", "households treated in Sarawak, better clinics", "points", None,
            _points(clinics, _last_year("abroad.health")), None, "check: falls"),
        Row("P-17", "informal share of trade, patrols doubled", "points", None,
            _points(patrols, _last_year("informal_share")), None, "check: falls"),
        Row("P-17", "displaced traffic, patrols doubled", "points", None,
            _points(patrols, _last_year("displacement")), None, "check: rises"),
        Row("P-19", "looking to Sarawak, mean of three uses, unit and full gate", "points", None,
            mean(_points(unit_and_gate, _last_year(use)) for use in uses), None,
            "report: said to fall"),
    ]  # fmt: skip


def _pass_rows(region: Region, happened: Sequence[Watched]) -> list[Row]:
    fact = target(region, "pass-issue")
    return [
        Row(fact.name, f"border passes issued in {point.month}, history", "per month",
            point.value.value,
            mean(run.issued["plb"][month_of(region, str(point.month)) - 1] for run in happened),
            None, fact.use)
        for point in fact.points
    ]  # fmt: skip
