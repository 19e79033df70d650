import numpy as np
import pytest

from experiments.noise import share_of_noise
from tests.experiments.analytic import ISHIGAMI_VARIANCE, ishigami

POINTS, REPLICATIONS, TABLES = 400, 4, 200
BETWEEN = ISHIGAMI_VARIANCE
LUCK, SHARED = 3.0, 2.0  # standard deviations: of one run, of a seed for all points


def tables(shared):
    generator = np.random.default_rng(5)
    for _ in range(TABLES):
        levels = ishigami(generator.random((POINTS, 3)))[:, None]
        luck = generator.normal(0, LUCK, (POINTS, REPLICATIONS))
        yield levels + luck + generator.normal(0, shared, REPLICATIONS)


@pytest.mark.parametrize("seeds", [1, REPLICATIONS])
@pytest.mark.parametrize("shared", [0.0, SHARED])
def test_shares_are_those_of_a_noisy_function_with_and_without_common_seeds(shared, seeds):
    shares = np.array([share_of_noise(table, seeds)[:3] for table in tables(shared)])
    # Chance over the rest is a ratio whose upper part is unbiased; the lower part makes it too
    # large by its relative variance, which is at most that of the last ratio.
    found = shares / (1 - shares)
    within = LUCK**2 + shared**2
    expected = np.array([within, within / seeds, LUCK**2 / seeds]) / BETWEEN
    standard_error = found.std(axis=0, ddof=1) / np.sqrt(TABLES)
    bias = expected * found[:, 2].var(ddof=1) / expected[2] ** 2
    assert (np.abs(found.mean(axis=0) - expected) < 3.29 * standard_error + bias).all()


def test_the_spread_of_the_means_is_corrected_for_the_chance_in_them():
    # Nothing but chance: uncorrected, the spread of the means would hold a share of 1 / R.
    table = np.random.default_rng(1).normal(size=(20_000, 4))
    noise = share_of_noise(table, 1)
    # Standard error of the corrected variance of means: sqrt(2 / 20,000) / 4 and a little.
    assert noise.one_run > 1 - 3.29 * 0.004
    assert noise.one_run <= 1


def test_a_table_without_chance_has_no_noise():
    table = np.repeat(np.arange(5.0)[:, None], 3, axis=1)
    assert share_of_noise(table, 1) == (0.0, 0.0, 0.0, 5, 3, 1)


def test_a_seed_that_moves_all_points_together_is_chance_but_not_among_the_points():
    table = np.arange(50.0)[:, None] + np.array([0.0, 30.0, 60.0])
    noise = share_of_noise(table, 2)
    assert noise.one_run == pytest.approx(900 / (900 + np.var(np.arange(50.0), ddof=1)))
    assert noise.among_points == pytest.approx(0, abs=1e-12)


def test_points_with_a_missing_value_and_empty_replications_are_left_out():
    table = np.random.default_rng(2).normal(size=(30, 5)) + np.arange(30.0)[:, None]
    gaps = table.copy()
    gaps[3, 1] = np.nan
    gaps[:, 4] = np.nan
    gaps[7, 0] = np.inf
    assert share_of_noise(gaps, 1) == share_of_noise(np.delete(table[:, :4], [3, 7], axis=0), 1)
    assert share_of_noise(gaps, 1)[3:] == (28, 4, 1)


@pytest.mark.parametrize(
    "table",
    [
        np.zeros((1, 5)),
        np.zeros((5, 1)),
        np.zeros((0, 3)),
        np.full((4, 4), np.nan),
        np.full((4, 4), 7e9) * (1 + 1e-15),
    ],
)
def test_a_table_that_is_too_small_or_constant_has_no_shares(table):
    assert np.isnan(share_of_noise(table, 1)[:3]).all()
