"""Observed patterns and the calibration on them."""

from collections.abc import Sequence

import numpy as np
import pytest

from experiments.calibration import UNKNOWNS, calibrate, with_values
from experiments.patterns import (
    Row,
    calibration_rows,
    coverage_slope,
    history,
    month_number,
    pattern_rows,
)
from model.model import simulate
from model.region import Region, load_region

SEEDS = (1, 2, 3)  # not those of the calibration


@pytest.fixture(scope="module")
def region() -> Region:
    return load_region("bengkayang")


@pytest.fixture(scope="module")
def rows(region: Region) -> tuple[Row, ...]:
    return calibration_rows(region, [simulate(region, history(), seed) for seed in SEEDS])


def test_months_are_counted_from_january_2016(region: Region) -> None:
    assert month_number(region, "2016-01") == 1
    assert month_number(region, "2017-06") == 18
    assert month_number(region, "2024-02") == 98


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
        value["needs met, Siding"] <= value["needs met, Jagoi Babang"] < value["needs met, Seluas"]
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
