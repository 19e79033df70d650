"""Claims about poverty, inequality and the distribution of income."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from model.population import shifted_lognormal
from model.tables import Array
from model.welfare import atkinson, foster_greer_thorbecke, gini, mean_of_bottom

INCOMES = st.lists(st.floats(0.01, 1e9), min_size=1, max_size=40).map(np.array)


def ones(income: Array) -> Array:
    return np.ones(len(income))


@pytest.mark.parametrize(
    ("incomes", "line", "expected"),
    [
        # Haughton and Khandker (2009), Handbook on Poverty and Inequality, chapter 4
        ([100, 110, 150, 160], 125, (0.5, 0.08, 0.0136)),
        ([50, 80, 100, 150], 100, (0.5, 0.175, 0.0725)),
        ([100, 200], 100, (0, 0, 0)),
        ([0, 0], 100, (1, 1, 1)),
    ],
)
def test_poverty_measures_agree_with_worked_examples(incomes, line, expected) -> None:
    income = np.array(incomes, np.float64)
    found = [foster_greer_thorbecke(income, line, order, ones(income)) for order in (0, 1, 2)]
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("incomes", "expected"),
    [([1, 1, 1], 0), ([1, 2, 3, 4, 5], 4 / 15), ([0, 0, 0, 1], 3 / 4), ([1, 3], 1 / 4)],
)
def test_gini_agrees_with_worked_examples(incomes, expected) -> None:
    income = np.array(incomes, np.float64)
    assert gini(income, ones(income)) == pytest.approx(expected)


@pytest.mark.parametrize(("aversion", "expected"), [(0.5, 0.1), (1.0, 0.2), (2.0, 0.36)])
def test_atkinson_of_1_and_4_is_one_less_the_equally_distributed_equivalent_over_the_mean(
    aversion, expected
) -> None:
    # equivalents of (1, 4): ((1 + 2) / 2)² = 2.25, √4 = 2, 2 / (1 + 1/4) = 1.6; the mean is 2.5
    income = np.array([1.0, 4.0])
    assert atkinson(income, aversion, ones(income)) == pytest.approx(expected)


def test_the_bottom_40_per_cent_may_split_a_household() -> None:
    income, people = np.array([30.0, 10.0, 20.0]), np.array([2.0, 1.0, 2.0])
    # two of five persons: the one with 10 and one of the two with 20
    assert mean_of_bottom(income, 0.4, people) == pytest.approx(15)
    assert mean_of_bottom(income, 1.0, people) == pytest.approx(22)


@given(INCOMES, st.floats(0.1, 1e9))
def test_poverty_falls_with_its_order_and_lies_between_0_and_1(income, line) -> None:
    measures = [foster_greer_thorbecke(income, line, order, ones(income)) for order in (0, 1, 2)]
    assert 1 >= measures[0] >= measures[1] >= measures[2] >= 0


@given(INCOMES, st.floats(0.001, 1000))
def test_inequality_does_not_depend_on_the_currency(income, factor) -> None:
    weights = ones(income)
    assert gini(factor * income, weights) == pytest.approx(gini(income, weights), abs=1e-9)
    for aversion in (0.5, 1.0, 2.0):
        index = atkinson(income, aversion, weights)
        assert -1e-9 <= index < 1
        assert atkinson(factor * income, aversion, weights) == pytest.approx(index, abs=1e-7)


@given(INCOMES, st.integers(1, 5))
def test_a_weight_counts_as_so_many_persons(income, persons) -> None:
    weights = np.full(len(income), float(persons))
    crowd = np.repeat(income, persons)
    assert gini(income, weights) == pytest.approx(gini(crowd, ones(crowd)), abs=1e-9)
    assert atkinson(income, 1.0, weights) == pytest.approx(atkinson(crowd, 1.0, ones(crowd)))
    assert mean_of_bottom(income, 0.4, weights) == pytest.approx(
        mean_of_bottom(crowd, 0.4, ones(crowd))
    )


@given(st.lists(st.floats(1, 100), min_size=2, max_size=20), st.floats(0.01, 0.49))
def test_a_gift_from_the_richest_to_the_poorest_never_raises_inequality(values, share) -> None:
    before = np.sort(np.array(values))
    after = before.copy()
    gift = share * (before[-1] - before[0])
    after[0] += gift
    after[-1] -= gift
    assert gini(after, ones(after)) <= gini(before, ones(before)) + 1e-9
    assert atkinson(after, 1.0, ones(after)) <= atkinson(before, 1.0, ones(before)) + 1e-9


def test_nobody_has_no_welfare() -> None:
    nobody = np.array([])
    assert np.isnan(foster_greer_thorbecke(nobody, 1.0, 0, nobody))
    assert np.isnan(gini(nobody, nobody))
    assert np.isnan(mean_of_bottom(nobody, 0.4, nobody))


def bps_shape(shift: float, spread: float) -> tuple[float, ...]:
    """P0, P1 and P2 in per cent and the Gini of a population of a million at the BPS headcount."""
    noise = ndtri((np.arange(1_000_000) + 0.5) / 1_000_000)
    line = 339_891.0
    income = shifted_lognormal(noise, line, shift, spread, 0.0717)
    poverty = (100 * foster_greer_thorbecke(income, line, k, ones(income)) for k in (0, 1, 2))
    return *poverty, gini(income, ones(income))


def test_the_shifted_lognormal_reproduces_what_bps_reports_for_bengkayang_in_2018() -> None:
    headcount, gap, severity, inequality = bps_shape(0.65, 0.80)
    assert headcount == pytest.approx(7.17, abs=0.001)
    assert gap == pytest.approx(0.69, abs=0.02)
    assert severity == pytest.approx(0.11, abs=0.02)
    assert inequality == pytest.approx(0.30, abs=0.005)


def test_a_plain_lognormal_of_the_same_inequality_would_overstate_the_poverty_gap() -> None:
    _, gap, _, inequality = bps_shape(0.0, 0.545)
    assert inequality == pytest.approx(0.30, abs=0.005)
    assert gap > 1.3
