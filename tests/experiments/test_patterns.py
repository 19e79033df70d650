"""Observed patterns and the calibration on them."""

from collections.abc import Sequence

import numpy as np
import pytest

from experiments.border_patterns import documented, outsiders
from experiments.calibration import UNKNOWNS, calibrate, with_values
from experiments.history import history_rows
from experiments.observed import Row, changed, history, month_of, span, target, watched
from experiments.patterns import calibration_rows, coverage_slope, pattern_rows
from model.indicators import Outcome
from model.model import BorderModel, simulate
from model.region import Region, load_region

SEEDS = (1, 2, 3)  # not those of the calibration


@pytest.fixture(scope="module")
def region() -> Region:
    return load_region("bengkayang")


@pytest.fixture(scope="module")
def rows(region: Region) -> tuple[Row, ...]:
    return calibration_rows(region, [simulate(region, history(), seed) for seed in SEEDS])


def test_months_are_counted_from_january_2016(region: Region) -> None:
    assert month_of(region, "2016-01") == 1
    assert month_of(region, "2017-06") == 18
    assert month_of(region, "2024-02") == 98


def test_the_observed_slope_is_that_of_the_three_reports(region: Region) -> None:
    # by hand: months 18, 21, 33 with 72.79, 74.4, 81.5; least squares
    months, values = np.array([18.0, 21.0, 33.0]), np.array([72.79, 74.4, 81.5])
    centred = months - months.mean()
    assert coverage_slope(region, None) == pytest.approx(
        (centred @ values) / (centred @ centred), rel=1e-9
    )


def test_a_straight_line_has_its_own_slope(region: Region) -> None:
    assert coverage_slope(region, 50 + 0.4 * np.arange(120)) == pytest.approx(0.4)


@pytest.mark.patterns
@pytest.mark.parametrize("number", range(4))
def test_a_calibrated_pattern_holds_under_other_seeds(rows: Sequence[Row], number: int) -> None:
    row = rows[number]
    assert row.target is not None
    assert row.tolerance is not None
    assert abs(row.simulated - row.target) <= row.tolerance, row


@pytest.mark.patterns
@pytest.mark.slow
def test_reported_patterns_have_the_observed_sign_and_order(region: Region) -> None:
    found = {(row.pattern, row.quantity): row.simulated for row in pattern_rows(region, (1, 2))}
    value = {quantity: simulated for (_, quantity), simulated in found.items()}
    assert value["odds ratio, richest to poorest fifth"] > 1.5
    assert -50 < value["cases lodged when trips are 50 % longer"] < 0
    assert (
        value["needs met but for border passes, Siding"]
        <= value["needs met but for border passes, Jagoi Babang"]
        < value["needs met but for border passes, Seluas"]
    )
    assert (
        value["cases lodged with brokers, full delegation"]
        < value["cases lodged with brokers, low delegation"]
        < value["cases lodged with brokers, status quo"]
    )
    status_quo, low, full = (
        value[f"rupiah per document, {name}"]
        for name in ("status quo", "low delegation", "full delegation")
    )
    assert status_quo - full > 3 * (status_quo - low) > 0
    assert value["staples at home, months 4 to 12 of a closure"] > 0
    assert 0 < value["sugar at home, months 4 to 12 of a closure"] < 67
    assert 50 < value["traders fewer, months 4 to 12 of a closure"] <= 100
    assert value["departures with a paper, full gate"] > 0
    assert value["passports issued in the first year, full gate"] > 1
    assert value["exports, full gate"] > 0
    assert 0 < value["equivalent income, full gate"] < 5
    assert value["households treated in Sarawak, better clinics"] < 0
    assert value["informal share of trade, patrols doubled"] < 0
    assert value["displaced traffic, patrols doubled"] > 0


@pytest.mark.patterns
@pytest.mark.slow
def test_every_dated_fact_of_the_border_stands_beside_the_history_run(region: Region) -> None:
    facts = {row.fact: row for row in history_rows(region, (1,))}
    for name in ("P-10-crossings", "P-10-exports", "pass-issue"):
        values = {point.value.value for point in target(region, name).points}
        assert values <= {row.value for row in facts.values()}, name
    assert facts["Traders at the border, year before the closure"].value == 300
    assert facts["Sugar at home, 2016"].value > facts["Sugar in Sarawak, 2016"].value
    for row in facts.values():
        assert np.isfinite(row.simulated), row
        assert row.source, row


@pytest.mark.slow
def test_papers_watched_by_month_add_up_to_the_ledger(region: Region) -> None:
    scenario = changed(levers={"run.scale": 0.05, "run.months": 12})
    (run,) = watched(region, scenario, (1,))
    model = BorderModel(region, scenario, 1)
    before = 0
    while model.reported_month < scenario.run.months:
        model.step()
        if model.reported_month == 0:
            before = model.documents_issued("plb")
    assert len(run.issued["plb"]) == scenario.run.months
    assert run.issued["plb"].sum() == model.documents_issued("plb") - before


def test_departures_are_those_with_a_pass_a_passport_or_goods() -> None:
    months = np.arange(3.0)
    series = {
        "crossings.pass": months,
        "crossings.passport": 10 * months,
        "crossings.traders": 100 * months,
        "crossings.informal": 1000 * months,
    }
    assert documented(Outcome({}, series, {})).tolist() == [0, 111, 222]


def test_outsiders_earn_what_local_traders_do_not() -> None:
    summary = {"local_profit": 30.0, "trader_profit": 2.0, "traders": 50.0}
    assert outsiders(Outcome(summary, {}, {})) == pytest.approx(0.7)


def test_a_span_of_months_holds_both_ends() -> None:
    assert span(np.arange(1, 13), 3, 5).tolist() == [3, 4, 5]


def test_levers_given_besides_go_before_those_of_a_policy() -> None:
    scenario = changed("plbn_full", levers={"post.status_month": 30})
    assert (scenario.post.status, scenario.post.status_month) == ("full", 30)


def test_fitted_numbers_go_where_they_belong(region: Region) -> None:
    changed = with_values(region, (0.5, 2.0, 0.25, -0.75))
    for (name, field, _, _), value in zip(UNKNOWNS, (0.5, 2.0, 0.25, -0.75), strict=True):
        assert getattr(changed.service(name), field).value == value
    assert changed.service("sim") == region.service("sim")


@pytest.mark.slow
def test_calibration_recovers_numbers_it_did_not_know(region: Region) -> None:
    """A fit that starts elsewhere comes back to patterns within half a tolerance."""
    start = with_values(region, (0.35, 2.6, -0.2, -1.0))
    result = calibrate(start, (1001,))
    misses = [
        abs(row.simulated - row.target) / row.tolerance
        for row in result.rows
        if row.target is not None and row.tolerance is not None
    ]
    assert max(misses) < 1.0, result
