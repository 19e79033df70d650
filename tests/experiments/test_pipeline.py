"""Studies of functions whose indices are known, from the plan to what is printed."""

from itertools import product
from typing import get_args

import numpy as np
import pytest
from scipy import stats

from experiments.commands.sensing import conclude_sensitivity
from experiments.commands.study import Request
from experiments.distances import slide_distances
from experiments.factor_reading import read_factors
from experiments.figures.sensitivity import draw_sensitivity
from experiments.indices import index_names
from experiments.plan import Plan
from experiments.sampling import Sampling, blocks, sample
from experiments.sensitivity import Kind, analyse
from experiments.sensitivity_study import analysed
from experiments.settling import settle
from experiments.words import words
from tests.experiments import fake
from tests.experiments.analytic import (
    G_S1,
    G_ST,
    ISHIGAMI_S1,
    ISHIGAMI_S2,
    ISHIGAMI_ST,
    ISHIGAMI_VARIANCE,
    ishigami,
    sobol_g,
)

# Each value lies within its interval with a chance of 0.999.
SURE = float(stats.norm.ppf(0.9995))
THREE = ("behaviour.cost_sensitivity", "post.hours_per_day", "travel.fare")
FIVE = (*THREE, "behaviour.trust_weight", "security.base_weight")
LUCK, SHARED = 2.0, 5.0  # of one run (standard deviation), of a seed for all points
SAMPLES = {"morris": 30, "sobol": 128, "fast": 257, "rbd_fast": 200, "pawn": 200, "delta": 300}


def noisy(function, paths, luck, failing=0.0):
    """Return a simulation: a function of factors' places in their ranges, with chance."""
    low, high = np.array([(factor.low, factor.high) for factor in read_factors(paths)]).T

    def simulate(region, scenario, seed):
        flat = scenario.flat()
        values = np.array([flat[path] for path in paths])
        generator = np.random.default_rng([seed, *values.view(np.uint32)])
        if seed == 1 and generator.random() < failing:
            raise ZeroDivisionError("no counters left")
        certain = function(((values - low) / (high - low))[None])[0]
        chance = SHARED * seed + generator.normal(0, luck)
        return fake.Outcome({"needs_met": certain + chance}, {})

    return simulate


def linear(vary):
    """Return a simulation: each factor adds ten as it goes through its range."""
    factors = read_factors(vary)

    def simulate(region, scenario, seed):
        flat = scenario.flat()
        total = 0.0
        for factor in factors:
            if factor.levels:
                total += factor.levels.index(flat[factor.path]) / (len(factor.levels) - 1)
            else:
                total += (flat[factor.path] - factor.low) / (factor.high - factor.low)
        return fake.Outcome({"needs_met": 10 * total}, {})

    return simulate


def conducted(folder, simulate, **plan):
    settled = settle(Plan(command="sensitivity", output=("needs_met",), **plan))
    return fake.conduct(folder, settled, simulate)


@pytest.fixture(scope="module")
def study_of(tmp_path_factory):
    """Return the study of Ishigami's function by a method, and what came of it; made once."""
    made = {}

    def study(method, replications):
        if (method, replications) not in made:
            whole = conducted(
                tmp_path_factory.mktemp(method) / "study",
                noisy(ishigami, THREE, LUCK, failing=0.0 if method == "fast" else 0.02),
                vary=THREE,
                method=method,
                samples=SAMPLES[method],
                second_order=method == "sobol",
                replications=replications,
                noise_points=60 if method == "rbd_fast" else 8,
            )
            made[method, replications] = whole, analysed(whole)
        return made[method, replications]

    return study


def of(found, index):
    table = found.indices.table
    return table[table["index"] == index]


def holds(found, index, truth):
    rows = of(found, index)
    half = (rows["high"] - rows["value"]) * SURE / stats.norm.ppf(0.975)
    return (np.abs(rows["value"] - np.array(truth)) < half).all()


def noise_variance(replications):
    return LUCK**2 / replications


def shared_out(first, total, noise):
    """Return S1 and ST of Ishigami's function when what is new at each point has a variance."""
    whole = ISHIGAMI_VARIANCE + noise
    scale = ISHIGAMI_VARIANCE / whole
    return scale * np.array(first), scale * np.array(total) + noise / whole


def lost_blocks(found, study):
    runs = study.runs()
    failed = runs.loc[runs["status"] == "failed", "point"].unique()
    return len(np.unique(blocks(found.sampling, found.points.paths)[failed]))


def dropped(found):
    return [note.number for note in found.indices.notes if note.kind == "dropped"]


@pytest.mark.parametrize("replications", [1, 4])
def test_morris_effects_of_ishigami_are_those_of_the_grid(study_of, replications):
    _, found = study_of("morris", replications)
    lines, step = np.linspace(0, 1, 4), 2 / 3
    grid = np.array(list(product(lines, repeat=3)))
    noise = np.sqrt(2 * noise_variance(replications)) / step
    for place, factor in enumerate(THREE):
        below = grid[grid[:, place] < 0.5]
        above = below.copy()
        above[:, place] += step
        effects = (ishigami(above) - ishigami(below)) / step
        sizes = stats.foldnorm.mean(np.abs(effects) / noise, scale=noise)
        row = {index: of(found, index).iloc[place] for index in ("mu_star", "mu", "sigma")}
        assert {one["factor"] for one in row.values()} == {factor}
        half = (row["mu_star"]["high"] - row["mu_star"]["value"]) * SURE / stats.norm.ppf(0.975)
        assert row["mu_star"]["value"] == pytest.approx(sizes.mean(), abs=half)
        # Effects of two or three sizes have a kurtosis below that of the normal distribution.
        left = SAMPLES["morris"] - dropped(found)[0]
        deviation = np.sqrt(effects.var() + noise**2)
        error = SURE * deviation / np.sqrt(left)
        assert row["mu"]["value"] == pytest.approx(effects.mean(), abs=error)
        assert row["sigma"]["value"] == pytest.approx(deviation, abs=error / np.sqrt(2))


@pytest.mark.parametrize("replications", [1, 4])
def test_sobol_indices_of_ishigami_are_those_of_the_closed_form(study_of, replications):
    _, found = study_of("sobol", replications)
    noise = noise_variance(replications)
    first, total = shared_out(ISHIGAMI_S1, ISHIGAMI_ST, noise)
    assert holds(found, "S1", first)
    assert holds(found, "ST", total)
    assert holds(found, "S2", shared_out(ISHIGAMI_S2, 0, noise)[0])


@pytest.mark.parametrize("replications", [1, 4])
def test_fast_indices_of_ishigami_are_those_of_the_closed_form(study_of, replications):
    _, found = study_of("fast", replications)
    noise = noise_variance(replications)
    share = noise / (ISHIGAMI_VARIANCE + noise)
    first, total = shared_out(ISHIGAMI_S1, ISHIGAMI_ST, noise)
    # White noise has an eighth of its power below half of the first frequency, (N - 1) / 8.
    for index, truth in (("S1", first), ("ST", total - share / 8)):
        # Waves with a part p of the power have an estimated power that noise makes deviate by
        # 2 (p share / N)**0.5, and the whole by 2 (share / N)**0.5.
        part = truth + share / 8
        deviation = 2 * np.sqrt(share / SAMPLES["fast"]) * (np.sqrt(part) + part)
        assert (np.abs(of(found, index)["value"] - truth) < SURE * deviation + left_out()).all()


def left_out():
    """Return the share of Ishigami's variance in waves that FAST does not sum up.

    With 4 harmonics; of products of waves of two factors, those up to half the first frequency.
    """
    turn = 2 * np.pi * np.arange(4096) / 4096
    x = 2 * np.arcsin(np.sin(turn))

    def power(wave, most):
        return (2 * np.abs(np.fft.rfft(wave)[1 : most + 1] / 4096) ** 2).sum()

    sine, fourth = np.sin(x), 0.1 * x**4
    summed = power(sine, 4) * (1 + fourth.mean()) ** 2 + power(7 * np.sin(x) ** 2, 4)
    summed += power(sine, 3) * power(fourth, 3)
    return 1 - summed / ISHIGAMI_VARIANCE


@pytest.mark.parametrize("replications", [1, 4])
def test_rbd_fast_indices_of_ishigami_are_those_of_the_closed_form(study_of, replications):
    _, found = study_of("rbd_fast", replications)
    assert holds(found, "S1", shared_out(ISHIGAMI_S1, 0, noise_variance(replications))[0])


def pawn(unit, output):
    return slide_distances(unit, output)


def delta(unit, output):
    sampling = Sampling(method="delta", samples=len(unit))
    table = analyse(sampling, THREE, None, unit, {"y": output}, resamples=20).table
    return table["value"].to_numpy()[None]


@pytest.mark.parametrize("replications", [1, 4])
@pytest.mark.parametrize("estimator", [pawn, delta])
def test_distances_of_ishigami_are_of_the_distribution_of_the_estimator(
    study_of, estimator, replications
):
    method = estimator.__name__
    _, found = study_of(method, replications)
    noise = np.random.default_rng(7)
    size, times = SAMPLES[method] - dropped(found)[0], 40
    drawn = []
    for seed in range(100, 100 + times):
        unit = sample(Sampling(method=method, samples=size, seed=seed), THREE)
        chance = noise.normal(0, np.sqrt(noise_variance(replications)), size)
        drawn.append(estimator(unit, ishigami(unit) + chance))
    # The interval of one more draw.
    reach = stats.t.ppf(0.9995, times - 1) * np.std(drawn, axis=0, ddof=1) * np.sqrt(1 + 1 / times)
    for index, mean, half in zip(
        index_names(found.sampling), np.mean(drawn, axis=0), reach, strict=True
    ):
        assert (np.abs(of(found, index)["value"].to_numpy() - mean) < half).all()


@pytest.mark.parametrize("replications", [1, 4])
@pytest.mark.parametrize("method", [one for one in SAMPLES if one != "fast"])
def test_blocks_with_a_failed_run_are_left_out(study_of, method, replications):
    study, found = study_of(method, replications)
    assert dropped(found) == [lost_blocks(found, study)]
    assert dropped(found)[0] > 0


@pytest.mark.parametrize("replications", [1, 4])
def test_chance_among_the_points_is_that_of_the_means_that_indices_are_made_of(
    study_of, replications
):
    _, found = study_of("rbd_fast", replications)
    noise = found.noise["needs_met"]
    odds = noise.among_points / (1 - noise.among_points)
    expected = noise_variance(replications) / ISHIGAMI_VARIANCE
    # Relative variances of both parts of the ratio; the kurtosis of Ishigami's function is 3.5.
    count = noise.points
    error = np.sqrt(2.5 / count + 2 / ((count - 1) * (noise.replications - 1)))
    assert np.log(odds) == pytest.approx(np.log(expected), abs=SURE * error)
    assert (noise.replications, noise.seeds) == (8, replications)


def test_sobol_indices_of_sobol_g_are_those_of_the_closed_form(tmp_path):
    simulate = noisy(sobol_g, FIVE, luck=0.0)
    study = conducted(
        tmp_path / "study", simulate, vary=FIVE, method="sobol", samples=64, noise_points=0
    )
    found = analysed(study)
    assert holds(found, "S1", G_S1)
    assert holds(found, "ST", G_ST)


@pytest.mark.parametrize("levels", [4, 8])
def test_morris_effects_of_ranges_switches_whole_numbers_and_names_are_alike(tmp_path, levels):
    # A range, a switch, four and ten whole numbers, five values, two names.
    vary = (
        *("travel.fare", "loops.market", "trade.lent_cards", "agencies.max_visits"),
        *("unit.counters=1,2,4,8,16", "travel.reading"),
    )
    study = conducted(
        tmp_path / "study",
        linear(vary),
        vary=vary,
        method="morris",
        samples=8,
        levels=levels,
        noise_points=0,
    )
    found = analysed(study)
    assert of(found, "mu_star")["value"].tolist() == pytest.approx([10] * 6)
    assert of(found, "mu")["value"].tolist() == pytest.approx([10] * 6)
    assert of(found, "sigma")["value"].tolist() == pytest.approx([0] * 6, abs=1e-9)
    convergence = found.convergence["needs_met"]
    assert convergence["value"].to_numpy() == pytest.approx(10)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("method", list(SAMPLES))
def test_each_method_is_told_in_words(study_of, capsys, monkeypatch, method, language):
    study, found = study_of(method, 1)
    monkeypatch.setattr("experiments.commands.sensing.analysed", lambda _: found)
    monkeypatch.setattr("experiments.figures.sensitivity.draw_sensitivity", lambda *_: [])
    request = Request(program=("run",), call=("run",), language=language)
    failed = method != "fast"
    assert conclude_sensitivity(study, request) == failed
    out = capsys.readouterr().out
    assert all(path in out for path in THREE)
    assert ("benih acak per titik: 1" if language == "id" else "seeds per point: 1") in out


@pytest.mark.parametrize("method", list(SAMPLES))
def test_each_method_is_drawn(study_of, method):
    study, found = study_of(method, 1)
    drawn = {path.name.partition(".")[0] for path in draw_sensitivity(study, found, "en")}
    expected = {"screening" if method == "morris" else "indices"}
    if method == "sobol":
        expected.add("interactions")
    if found.convergence["needs_met"]["samples"].nunique() > 1:
        expected.add("convergence")
    assert drawn == expected


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", get_args(Kind.__value__))
def test_each_note_has_words(kind, language):
    assert "{" not in words(f"guarded.{kind}", language, number=3)
