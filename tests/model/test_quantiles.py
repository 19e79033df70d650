"""Claims about numbers of events at a quantile: they are those of the named distributions."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from model.quantiles import binomial, poisson


@given(st.floats(0.0, 50.0), st.floats(0.0, 1.0, exclude_max=True))
@settings(deadline=None)
def test_a_poisson_number_is_the_quantile_of_its_distribution(mean: float, draw: float) -> None:
    number = poisson(mean, draw)
    assert stats.poisson.cdf(number - 1, mean) <= draw + 1e-9
    assert draw < stats.poisson.cdf(number, mean) + 1e-9


@pytest.mark.parametrize(("trials", "chance"), [(12, 0.05), (5, 0.5), (30, 0.97), (1, 0.2)])
def test_the_binomial_number_at_evenly_spread_quantiles_is_binomial(
    trials: int, chance: float
) -> None:
    numbers = [binomial(trials, chance, (k + 0.5) / 20_000) for k in range(20_000)]
    found = np.bincount(numbers, minlength=trials + 1) / 20_000
    expected = [
        math.comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(trials + 1)
    ]
    assert found == pytest.approx(expected, abs=1e-4)
    assert binomial(trials, 0.0, 0.999) == 0
    assert binomial(trials, 1.0, 0.0) == trials
