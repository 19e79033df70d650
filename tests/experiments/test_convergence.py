import numpy as np
import pytest

from experiments.indices import index_names
from experiments.sampling import Sampling, sample
from experiments.sensitivity import analyse, converging
from tests.experiments.analytic import ISHIGAMI, ISHIGAMI_ST, ishigami

SIZES = [
    (Sampling(method="morris", samples=20), [7, 10, 13, 17, 20]),
    (Sampling(method="morris", samples=3), [3]),
    (Sampling(method="sobol", samples=64), [4, 8, 16, 32, 64]),
    (Sampling(method="sobol", samples=512, second_order=True), [16, 32, 64, 128, 256, 512]),
    (Sampling(method="sobol", samples=2), [2]),
    (Sampling(method="fast", samples=129), [129]),
    (Sampling(method="rbd_fast", samples=240), [80, 120, 160, 200, 240]),
    (Sampling(method="pawn", samples=100), [100]),
    (Sampling(method="delta", samples=200), [100, 133, 167, 200]),
]


def parts(sampling, output=None):
    unit = sample(sampling, ISHIGAMI)
    output = ishigami(unit) if output is None else output
    return converging(sampling, ISHIGAMI, None, unit, output, resamples=20)


@pytest.mark.parametrize(("sampling", "sizes"), SIZES)
def test_parts_grow_to_the_whole_design_whose_indices_are_those_of_the_analysis(sampling, sizes):
    table = parts(sampling)
    assert table["samples"].unique().tolist() == sizes
    last = table[table["samples"] == sizes[-1]]
    unit = sample(sampling, ISHIGAMI)
    whole = analyse(sampling, ISHIGAMI, None, unit, {"y": ishigami(unit)}, resamples=20).table
    whole = whole[whole["index"] == index_names(sampling)[0]]
    for column in ("factor", "value", "low", "high"):
        expected = whole[column].to_numpy()
        assert np.array_equal(last[column].to_numpy(), expected) or last[column].isna().all()


def test_intervals_of_growing_parts_narrow_around_the_closed_form():
    table = parts(Sampling(method="sobol", samples=1024))
    width = (table["high"] - table["low"]).to_numpy().reshape(6, 3).mean(axis=1)
    # Sixteen times as many base samples make a quarter of the width; 200 resamples know it to 5 %.
    assert width[-1] < width[-5] / 2
    half = (table["high"] - table["value"])[-3:].to_numpy() * 3.29 / 1.96
    assert (np.abs(table["value"][-3:].to_numpy() - ISHIGAMI_ST) < half).all()


def test_a_part_with_missing_values_does_without_these_blocks():
    sampling = Sampling(method="morris", samples=12)
    unit = sample(sampling, ISHIGAMI)
    output = unit.sum(axis=1)
    output[0] = np.nan
    table = parts(sampling, output)
    assert table["value"].to_numpy() == pytest.approx(1.0)


def test_a_constant_output_converges_to_nothing():
    table = parts(Sampling(method="morris", samples=12), np.ones(48))
    assert table["value"].isna().all()
    assert len(table) == 5 * 3


def test_groups_converge_as_factors_do():
    sampling = Sampling(method="sobol", samples=16)
    groups = ("both", "alone", "both")
    unit = sample(sampling, ISHIGAMI, groups)
    table = converging(sampling, ISHIGAMI, groups, unit, ishigami(unit), steps=2)
    assert table["factor"].tolist() == ["both", "alone"] * 2
    assert table["samples"].tolist() == [8, 8, 16, 16]


def test_parts_of_a_design_with_levels_give_effects_per_range():
    sampling = Sampling(method="morris", samples=12)
    unit = sample(sampling, "ab")
    places = np.column_stack([unit[:, 0], unit[:, 1] >= 0.5]).astype(float)
    table = converging(sampling, "ab", None, unit, places.sum(axis=1), places=places)
    assert table["value"].to_numpy() == pytest.approx(1.0)
