"""Claims about random numbers: the published generator, uniform, and nobody else's."""

import ast
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

import model
from model.draws import (
    Stream,
    draw_number,
    fill_pairs,
    philox,
    seed_key,
    uniform,
    uniform_two,
    uniforms,
)
from model.tables import Array
from tests.model.worlds import same_bits, small, state

ONES = np.uint64(0xFFFFFFFF)


def words(*values: int) -> tuple[np.uint64, ...]:
    return tuple(np.uint64(value) for value in values)


@pytest.mark.parametrize("function", [philox, philox.py_func], ids=["compiled", "plain"])
@pytest.mark.parametrize(
    ("key", "counter", "answer"),
    [
        (0, (0, 0, 0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        (
            0xFFFFFFFFFFFFFFFF,
            (0xFFFFFFFF,) * 4,
            (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
        ),
        (
            0x299F31D0A4093822,
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_philox_gives_the_answers_published_with_random123(function, key, counter, answer) -> None:
    assert tuple(int(w) for w in function(np.uint64(key), *words(*counter))) == answer


def numbers(seed: int = 1, stream: Stream = Stream.LIFE, count: int = 1 << 17, k: int = 0) -> Array:
    return uniforms(seed_key(seed), stream.value, count, k)


def chi_square_tail(sample: Array, bins: int = 256) -> float:
    counts = np.bincount((sample * bins).astype(np.int64), minlength=bins)
    return float(stats.chisquare(counts).pvalue)


def correlation(left: Array, right: Array) -> float:
    """Correlation in units of its standard error."""
    return float(np.corrcoef(left, right)[0, 1] * np.sqrt(len(left)))


@pytest.mark.parametrize("stream", Stream)
def test_every_stream_is_uniform(stream: Stream) -> None:
    sample = numbers(stream=stream)
    assert sample.min() >= 0.0
    assert sample.max() < 1.0
    # eighteen streams: a fair generator fails this once in some hundred thousand suites
    assert 1e-6 < chi_square_tail(sample) < 1 - 1e-6


def pairs_of_all(count: int) -> Array:
    first, second = np.empty(count, np.float32), np.empty(count, np.float32)
    fill_pairs(seed_key(1), 4, 7, first, second)
    return np.array([first, second], np.float64).T


def pairs_of_each(count: int) -> Array:
    return np.array([uniform_two(seed_key(1), 4, who, 7, 0) for who in range(count)])


@pytest.mark.parametrize("draw", [pairs_of_all, pairs_of_each])
def test_both_numbers_of_a_pair_are_uniform_and_independent(draw: Callable[[int], Array]) -> None:
    pairs = draw(1 << 15)
    assert pairs.min() >= 0.0
    assert pairs.max() < 1.0
    for column in pairs.T:
        assert 1e-4 < chi_square_tail(column, 64) < 1 - 1e-4
    assert abs(correlation(*pairs.T)) < 4
    cells = np.histogram2d(*pairs.T, bins=16, range=[[0, 1], [0, 1]])[0]
    assert 1e-4 < stats.chisquare(cells.ravel()).pvalue < 1 - 1e-4


@pytest.mark.parametrize("lag", [1, 2, 3, 4, 16, 4096])
def test_neighbouring_households_draw_independently(lag: int) -> None:
    sample = numbers()
    assert abs(correlation(sample[:-lag], sample[lag:])) < 4


def test_neighbouring_months_and_draws_are_independent() -> None:
    key = seed_key(1)
    months = np.array([uniform(key, 4, 3, month, 0) for month in range(1 << 15)])
    repeats = np.array([uniform(key, 4, 3, 5, k) for k in range(1 << 15)])
    for sample in (months, repeats):
        assert abs(correlation(sample[:-1], sample[1:])) < 4
        assert 1e-4 < chi_square_tail(sample, 64) < 1 - 1e-4


def test_neighbouring_seeds_share_no_number_and_are_independent() -> None:
    samples = [numbers(seed, count=1 << 14) for seed in range(17)]
    assert len(np.unique(np.concatenate(samples))) > 0.999 * 17 * (1 << 14)
    for left in range(17):
        for right in range(left):
            # 136 pairs
            assert abs(correlation(samples[left], samples[right])) < 4.5


def test_keys_of_near_seeds_differ_in_about_half_their_bits() -> None:
    keys = [int(seed_key(seed)) for seed in range(1000)]
    assert len(set(keys)) == 1000
    flips = [(left ^ right).bit_count() for left, right in pairwise(keys)]
    assert np.mean(flips) == pytest.approx(32, abs=0.6)


def test_streams_are_independent_of_one_another() -> None:
    samples = [numbers(stream=stream, count=1 << 14) for stream in Stream]
    for left in range(len(samples)):
        for right in range(left):
            assert abs(correlation(samples[left], samples[right])) < 4.5


def test_every_draw_about_a_case_has_a_number_of_its_own() -> None:
    arose, service, visit = np.meshgrid(np.arange(-50, 150), np.arange(64), np.arange(64))
    result = draw_number.py_func(arose, service, visit)
    assert len(np.unique(result)) == result.size
    assert result.min() >= 0
    assert draw_number.py_func(np.int64(1500), 63, 63) < 1 << 32


def _uses_other_randomness(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names if "random" in name.name.split(".")]
        if isinstance(node, ast.ImportFrom) and "random" in (node.module or "").split("."):
            found.append(str(node.module))
        if isinstance(node, ast.ImportFrom):
            found += [name.name for name in node.names if name.name in {"random", "default_rng"}]
        if isinstance(node, ast.Attribute) and node.attr in {"random", "rng", "default_rng"}:
            found.append(node.attr)
    return found


def test_nothing_in_the_model_draws_from_another_generator(tmp_path: Path) -> None:
    package = Path(str(model.__file__)).parent
    for path in package.rglob("*.py"):
        assert _uses_other_randomness(path) == [], path.name
    guilty = tmp_path / "guilty.py"
    guilty.write_text("import random\nimport numpy as np\nx = np.random.rand()\n")
    assert _uses_other_randomness(guilty) == ["random", "random"]


def test_one_more_decision_by_one_household_changes_no_other() -> None:
    # without loops that pass on what one household does to others
    alone = {
        "loops.congestion": False,
        "loops.reputation": False,
        "loops.brokers": False,
        "brokers.per_thousand_households": 0.0,
        "behaviour.reconsideration": 0.0,
        "run.months": 12,
        "run.burn_in": 18,
    }
    models = [small(alone), small(alone)]
    for step in range(30):
        if step == 14:
            household = int(np.argmax(models[1].households.first_need >= 0))
            models[1].households.alert[household] = True
        for one in models:
            one.step()
    left, right = (state(one) for one in models)
    assert models[0].ledger.tolist() != models[1].ledger.tolist()
    for name in left:
        if name.startswith("households."):
            others = np.arange(len(left[name])) != household
            assert same_bits(left[name][others], right[name][others]), name
