import numpy as np
import pytest

from experiments.sampling import Sampling, blocks, sample, sampling_problems

NAMES = ("a", "b", "c", "d")
GROUPS = ("one", "two", "one", "two")
EACH = [
    (Sampling(method="latin_hypercube", samples=30), None, 30),
    (Sampling(method="morris", samples=6), None, 6 * 5),
    (Sampling(method="morris", samples=6, levels=6), GROUPS, 6 * 3),
    (Sampling(method="sobol", samples=16), None, 16 * 6),
    (Sampling(method="sobol", samples=16, second_order=True), None, 16 * 10),
    (Sampling(method="sobol", samples=16, second_order=True), GROUPS, 16 * 6),
    (Sampling(method="fast", samples=193), None, 193 * 4),
    (Sampling(method="rbd_fast", samples=80), None, 80),
    (Sampling(method="pawn", samples=100), None, 100),
    (Sampling(method="delta", samples=100), None, 100),
]


@pytest.fixture(autouse=True)
def no_draws_from_the_global_generator(monkeypatch):
    for name in ("seed", "randint", "choice", "random"):
        monkeypatch.delattr(np.random, name)


@pytest.mark.parametrize(("sampling", "groups", "count"), EACH)
def test_points_lie_in_the_unit_cube_and_are_the_same_twice(sampling, groups, count):
    assert sampling_problems(sampling, NAMES, groups) == []
    points = sample(sampling, NAMES, groups)
    assert points.shape == (count, len(NAMES))
    assert points.dtype == float
    assert points.min() >= 0
    assert points.max() <= 1
    assert np.array_equal(points, sample(sampling, NAMES, groups))


@pytest.mark.parametrize(("sampling", "groups", "count"), EACH)
def test_another_seed_gives_other_points(sampling, groups, count):
    other = Sampling(
        method=sampling.method,
        samples=sampling.samples,
        second_order=sampling.second_order,
        levels=sampling.levels,
        seed=2,
    )
    assert not np.array_equal(sample(sampling, NAMES, groups), sample(other, NAMES, groups))


@pytest.mark.parametrize(("sampling", "groups", "count"), EACH)
def test_each_point_has_a_block_and_blocks_are_equally_large(sampling, groups, count):
    number = blocks(sampling, NAMES, groups)
    assert len(number) == count
    assert (np.diff(number) >= 0).all()
    assert len(set(np.bincount(number))) == 1
    of_each = {"fast": len(NAMES)}.get(sampling.method, sampling.samples)
    assert number[-1] == of_each - 1


@pytest.mark.parametrize("groups", [None, GROUPS])
def test_a_trajectory_moves_each_factor_or_group_once_by_two_thirds(groups):
    sampling = Sampling(method="morris", samples=20)
    points, number = sample(sampling, NAMES, groups), blocks(sampling, NAMES, groups)
    labels = np.array(groups or NAMES)
    for trajectory in range(20):
        steps = np.diff(points[number == trajectory], axis=0)
        moved = [set(labels[np.flatnonzero(step)]) for step in steps]
        assert all(len(one) == 1 for one in moved)
        assert set().union(*moved) == set(labels)
        assert np.abs(steps).sum(axis=0) == pytest.approx([2 / 3] * len(NAMES))


@pytest.mark.parametrize("levels", [2, 4, 6, 10])
def test_a_grid_line_is_the_same_number_wherever_it_is_drawn(levels):
    points = sample(Sampling(method="morris", samples=200, levels=levels), NAMES)
    assert sorted(set(points.ravel())) == [place / (levels - 1) for place in range(levels)]


def test_a_base_sample_exchanges_each_factor_once_in_both_directions():
    sampling = Sampling(method="sobol", samples=8, second_order=True)
    points, number = sample(sampling, NAMES), blocks(sampling, NAMES)
    for base in range(8):
        first, *exchanged, last = points[number == base]
        assert (first != last).all()
        for place, row in enumerate(exchanged):
            ground, other = (first, last) if place < len(NAMES) else (last, first)
            expected = ground.copy()
            expected[place % len(NAMES)] = other[place % len(NAMES)]
            assert np.array_equal(row, expected)


@pytest.mark.parametrize("method", ["morris", "sobol"])
def test_a_leading_part_of_a_design_is_the_smaller_design(method):
    large, small = (Sampling(method=method, samples=samples) for samples in (32, 16))
    part = sample(large, NAMES)[blocks(large, NAMES) < 16]
    assert np.array_equal(part, sample(small, NAMES))


@pytest.mark.parametrize("method", ["latin_hypercube", "rbd_fast", "pawn", "delta"])
def test_a_hypercube_has_one_point_in_each_stratum_of_each_factor(method):
    points = sample(Sampling(method=method, samples=100), NAMES)
    for axis in points.T:
        assert sorted((axis * 100).astype(int)) == list(range(100))


@pytest.mark.parametrize("factors", [2, 5, 14])
def test_on_a_curve_no_two_factors_move_as_one(factors):
    names = [f"factor {place}" for place in range(factors)]
    too_few = 64 * max(factors - 1, 1)
    assert sampling_problems(Sampling(method="fast", samples=too_few), names, None)
    enough = Sampling(method="fast", samples=too_few + 1)
    assert sampling_problems(enough, names, None) == []
    points, number = sample(enough, names), blocks(enough, names)
    for curve in range(factors):
        assert len(np.unique(points[number == curve].round(9), axis=1).T) == factors


@pytest.mark.parametrize("method", ["factorial", "one_at_a_time"])
def test_a_design_of_levels_is_not_sampled(method):
    with pytest.raises(ValueError, match="levels"):
        sample(Sampling(method=method, samples=1), NAMES)


@pytest.mark.parametrize(
    ("sampling", "names", "groups", "said"),
    [
        (Sampling(method="sobol", samples=1000), NAMES, None, "nearest are 512 and 1024"),
        (Sampling(method="sobol", samples=1), NAMES, None, "--samples: 1 is not allowed"),
        (Sampling(method="morris", samples=1), NAMES, None, "needs 2 or more"),
        (Sampling(method="morris", samples=4, levels=5), NAMES, None, "as in 4 or 6"),
        (Sampling(method="morris", samples=4, levels=0), NAMES, None, "as in 2 or 4"),
        (Sampling(method="fast", samples=64), ("a", "b"), None, "needs 65 or more"),
        (Sampling(method="fast", samples=65), NAMES, None, "needs 193 or more for 4 factors"),
        (Sampling(method="rbd_fast", samples=79), NAMES, None, "needs 80 or more"),
        (Sampling(method="pawn", samples=99), NAMES, None, "needs 100 or more"),
        (Sampling(method="delta", samples=0), NAMES, None, "needs 100 or more"),
        (Sampling(method="latin_hypercube", samples=0), NAMES, None, "needs 1 or more"),
        (Sampling(method="pawn", samples=100), NAMES, GROUPS, "choose morris or sobol"),
        (Sampling(method="morris", samples=4), NAMES, ("x", "y", "x"), "3 groups for 4 factors"),
        (Sampling(method="morris", samples=4), NAMES, ("x",) * 4, "1 group cannot be compared"),
        (Sampling(method="sobol", samples=4), ("a",), None, "1 factor cannot be compared"),
        (Sampling(method="sobol", samples=4), ("a", "b", "a"), None, "a given more than once"),
        (
            Sampling(method="morris", samples=4, second_order=True),
            NAMES,
            None,
            "'morris' has no indices of second order",
        ),
        (Sampling(method="sobol", samples=4, seed=-1), NAMES, None, "--seed: -1"),
    ],
)
def test_what_a_method_cannot_use_is_said_in_one_sentence(sampling, names, groups, said):
    (sentence,) = sampling_problems(sampling, names, groups)
    assert said in sentence
    assert sentence.startswith("--")
    assert sentence.endswith(".")


def test_all_problems_are_said_at_once():
    wrong = Sampling(method="fast", samples=3, second_order=True, seed=-1)
    assert len(sampling_problems(wrong, ("a", "a"), ("x", "x"))) == 6


@pytest.mark.parametrize("method", ["factorial", "one_at_a_time"])
def test_a_design_of_levels_takes_any_number_and_one_factor(method):
    assert sampling_problems(Sampling(method=method, samples=0), ("a",), None) == []
