"""Observed patterns: what is known about the district, and what the model makes of it.

A pattern is used for calibration, checked, or only reported; which, stands in the region file. Each
measurement runs the model under several seeds and gives the mean over them.
"""

from collections.abc import Sequence

import numpy as np

from experiments.border_patterns import border_rows
from experiments.observed import Row, changed, history, mean, month_of, outcomes, target
from model.indicators import Outcome
from model.model import BorderModel
from model.quantity import Quantity
from model.region import Region
from model.scenario import Scenario

QUINTILE = 0.2

# How near a calibrated value must come. Coverage reports differ by some points between one another
# (the regency's registers of 2017-19 have three denominators), so two points is as near as they go;
# for the slope that is two points over the fifteen months observed.
COVERAGE_TOLERANCE = 2.0
SLOPE_TOLERANCE = 2.0 / 15.0


def coverage_slope(region: Region, series: np.ndarray | None) -> float:
    """Return the slope of KTP coverage in points per month over the dates of P-02.

    With ``series`` None the observed one; otherwise that of a run's ``coverage.ktp``.
    """
    points = target(region, "P-02").points
    months = np.array([month_of(region, str(point.month)) for point in points])
    values = (
        np.array([100 * point.value.value for point in points])
        if series is None
        else series[months - 1]
    )
    return float(np.polyfit(months, values, 1)[0])


def calibration_rows(region: Region, runs: Sequence[Outcome]) -> tuple[Row, ...]:
    """Return P-02 and P-03 as simulated by runs of the history scenario."""
    points = target(region, "P-02").points
    first = month_of(region, str(points[0].month))
    rows = [
        Row("P-02", "slope of KTP coverage", "points per month", coverage_slope(region, None),
            mean(coverage_slope(region, o.series["coverage.ktp"]) for o in runs),
            SLOPE_TOLERANCE, "calibration"),
        Row("P-02", f"KTP coverage in {points[0].month}", "%", 100 * points[0].value.value,
            mean(o.series["coverage.ktp"][first - 1] for o in runs),
            COVERAGE_TOLERANCE, "starting value"),
    ]  # fmt: skip
    for name in ("P-03-birth-certificate", "P-03-kia"):
        fact = target(region, name)
        point = fact.points[0]
        month = month_of(region, str(point.month))
        rows.append(
            Row("P-03", f"{fact.label.en} in {point.month}", "%", 100 * point.value.value,
                mean(o.series[f"coverage.{fact.service}"][month - 1] for o in runs),
                COVERAGE_TOLERANCE, "calibration")
        )  # fmt: skip
    return tuple(rows)


def pattern_rows(region: Region, seeds: Sequence[int]) -> tuple[Row, ...]:
    """Return every pattern as simulated, of the papers and then of the border, under some seeds."""
    status_quo = outcomes(region, Scenario(), seeds)
    return (
        *calibration_rows(region, outcomes(region, history(), seeds)),
        *_gradient_rows(region, seeds),
        *_distance_rows(region, status_quo, seeds),
        *_reform_rows(region, seeds),
        *_policy_rows(region, status_quo, seeds),
        *(border_rows(region, seeds) if region.goods else ()),
    )


def _gradient_rows(region: Region, seeds: Sequence[int]) -> list[Row]:
    """P-04: odds of a birth certificate, richest against poorest fifth, after a year."""
    ratios = []
    scenario = Scenario().replaced({"run.months": 12})
    column = [
        service.name
        for service in region.services
        if service.holder in ("child", "adult") and not service.event
    ].index("birth_certificate")
    for seed in seeds:
        model = BorderModel(region, scenario, seed)
        model.run()
        households = model.households
        held = households.holders[:, column].astype(float)
        children = households.children.astype(float)
        shares = [
            held[group].sum() / children[group].sum()
            for group in (households.decile >= 10 * (1 - QUINTILE), households.decile < 2)
        ]
        odds = [share / (1 - share) for share in shares]
        ratios.append(odds[0] / odds[1])
    fact = target(region, "P-04").points[0].value.value
    return [Row("P-04", "odds ratio, richest to poorest fifth", "ratio", fact, mean(ratios),
                None, "check: direction and rough size")]  # fmt: skip


def _lodged(outcome: Outcome) -> float:
    return sum(
        value
        for name, value in outcome.summary.items()
        if name.startswith("lodged.") and "@" not in name
    )


def _distance_rows(
    region: Region, status_quo: Sequence[Outcome], seeds: Sequence[int]
) -> list[Row]:
    """P-05: cases lodged when every trip takes half as much again in money and hours."""
    travel = Scenario().travel
    farther = Scenario().replaced(
        {"travel.fare": 1.5 * travel.fare, "travel.hours_to_town": 1.5 * travel.hours_to_town}
    )
    change = mean(map(_lodged, outcomes(region, farther, seeds))) / mean(map(_lodged, status_quo))
    fact = target(region, "P-05").points[0].value.value
    return [Row("P-05", "cases lodged when trips are 50 % longer", "%", 100 * fact,
                100 * (change - 1), None, "report: sign and rough size")]  # fmt: skip


def _reform_rows(region: Region, seeds: Sequence[int]) -> list[Row]:
    """P-06: licences registered when only their processing shortens, and when a unit opens."""
    fast = region.model_copy(
        update={
            "services": tuple(
                service.model_copy(update={"statutory_days": _one_day(service.statutory_days)})
                if service.group == "business"
                else service
                for service in region.services
            )
        }
    )
    names = [service.name for service in region.services if service.group == "business"]

    def licences(where: Region, scenario: Scenario) -> float:
        counts = []
        for seed in seeds:
            model = BorderModel(where, scenario, seed)
            model.run()
            counts.append(sum(model.documents_issued(name) for name in names))
        return float(np.mean(counts))

    before = licences(region, Scenario())
    unit = changed("unit_jagoi_full")
    change = licences(fast, Scenario()) / before
    with_unit = licences(region, unit) / before
    fact = target(region, "P-06").points[0].value.value
    return [
        Row("P-06", "business licences when processing takes one day", "%", 100 * fact,
            100 * (change - 1), None, "report"),
        Row("P-06", "business licences with a unit, full delegation", "%", None,
            100 * (with_unit - 1), None, "report: saves a trip too; open question"),
    ]  # fmt: skip


def _one_day(days: Quantity) -> Quantity:
    return days.model_copy(update={"value": 1.0})


def _policy_rows(region: Region, status_quo: Sequence[Outcome], seeds: Sequence[int]) -> list[Row]:
    """P-01, P-08 and P-16: the status quo, and what delegation does."""
    low = outcomes(region, changed("unit_jagoi_low"), seeds)
    full = outcomes(region, changed("unit_jagoi_full"), seeds)
    # the paper speaks of the district's services; border passes are issued at Jagoi itself
    services = tuple(service for service in region.services if service.group != "border")
    without = outcomes(region.model_copy(update={"services": services}), Scenario(), seeds)
    rows = [
        Row("P-01", f"needs met but for border passes, {sub.label.en}", "%", None,
            mean(o.summary[f"needs_met@{sub.name}"] for o in without), None,
            "check: Siding ≤ Jagoi Babang < Seluas")
        for sub in region.sub_districts
    ]  # fmt: skip
    for name, runs in (("status quo", status_quo), ("low delegation", low),
                       ("full delegation", full)):  # fmt: skip
        rows += [
            Row("P-08", f"cases lodged with brokers, {name}", "%", None,
                100 * mean(o.summary["lodged.broker"] / _lodged(o) for o in runs), None,
                "check: falls with delegation"),
            Row("P-16", f"rupiah per document, {name}", "rupiah", None,
                mean(o.summary["cost_per_document"] for o in runs), None,
                "check: little at low, much at full delegation"),
            Row("P-16", f"visits per document, {name}", "visits", None,
                mean(o.summary["visits_to_document"] for o in runs), None,
                "check: little at low, much at full delegation"),
            Row("P-16", f"days to the document, {name}", "days", None,
                mean(o.summary["days_to_document"] for o in runs), None,
                "check: little at low, much at full delegation"),
        ]  # fmt: skip
    return rows
