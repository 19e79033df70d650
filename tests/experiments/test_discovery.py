import math
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from scipy.stats import qmc

from experiments.boxes import inside, prepared
from experiments.discovery import SIGNIFICANT, failing, prim, reproducibility
from experiments.trees import cart
from model.errors import InputError

COUNT = 400
# A Latin hypercube has one value in each of COUNT strata: a gap is at most two strata wide.
SPACING = 2 / COUNT


def points(seed=3):
    unit = qmc.LatinHypercube(6, rng=seed).random(COUNT)
    return pd.DataFrame(
        {
            "wide": 100 * unit[:, 0],
            "small": 0.01 * unit[:, 1],
            "idle": unit[:, 2],
            "count": (unit[:, 3] * 6).astype(int),
            "place": np.array(["Jagoi", "Seluas", "Siding", "Entikong"])[
                (unit[:, 4] * 4).astype(int)
            ],
            "switch": unit[:, 5] > 0.5,
        }
    )


INPUTS = points()
CORNER = (INPUTS["wide"] > 30) & (INPUTS["small"] < 0.006)


def limit(box, factor):
    rows = box.limits[box.limits["factor"] == factor]
    assert len(rows) == 1
    return rows.iloc[0]


def limited(box):
    return set(box.limits["factor"])


@pytest.mark.parametrize("method", [prim, cart])
def test_a_known_box_is_found_with_its_limits_to_the_spacing_of_the_points(method):
    found = method(INPUTS, CORNER)
    assert limited(found.box) == {"wide", "small"}
    wide, small = limit(found.box, "wide"), limit(found.box, "small")
    if method is cart:
        assert (found.box.coverage, found.box.density) == (1, 1)
        step = SPACING
    else:
        # A peel takes a twentieth of the box away, and may take it from the inside.
        assert found.box.density >= 0.95
        assert found.box.coverage >= 0.95
        step = 0.05 + SPACING
    assert wide["low"] == pytest.approx(30, abs=100 * step)
    assert small["high"] == pytest.approx(0.006, abs=0.01 * step)
    assert wide["high"] == INPUTS["wide"].max()
    assert small["low"] == INPUTS["small"].min()


@pytest.mark.parametrize("method", [prim, cart])
def test_whole_numbers_names_and_switches_are_limited_to_their_values(method):
    failing_ones = INPUTS["count"].between(2, 4) & INPUTS["switch"]
    found = method(INPUTS, failing_ones)
    assert (found.box.coverage, found.box.density) == (1, 1)
    assert limited(found.box) == {"count", "switch"}
    assert tuple(limit(found.box, "count")[["low", "high"]]) == (2, 4)
    assert limit(found.box, "switch")["levels"] == (True,)
    named = method(INPUTS, INPUTS["place"].eq("Siding") & (INPUTS["wide"] > 20))
    assert limit(named.box, "place")["levels"] == ("Siding",)


@pytest.mark.parametrize("method", [prim, cart])
def test_the_worth_of_each_box_is_that_of_the_points_inside_it(method):
    noisy = CORNER ^ (np.random.default_rng(1).random(COUNT) < 0.1)
    found = method(INPUTS, noisy)
    assert (found.cases, found.of_interest) == (COUNT, int(noisy.sum()))
    for box in found.boxes:
        held = inside(box.limits, INPUTS)
        assert box.points == held.sum()
        assert box.mass == held.mean()
        assert box.coverage == pytest.approx(noisy[held].sum() / noisy.sum())
        assert box.density == pytest.approx(noisy[held].mean())
    assert found.box.balance == pytest.approx(2 / (1 / found.box.coverage + 1 / found.box.density))


def test_peeling_starts_at_all_points_and_gets_denser_and_no_smaller_than_the_least_mass():
    noisy = CORNER ^ (np.random.default_rng(1).random(COUNT) < 0.1)
    found = prim(INPUTS, noisy, mass_min=0.2)
    peeled = found.trajectory[found.trajectory["step"] <= found.trajectory["mass"].idxmin()]
    assert tuple(peeled.iloc[0][["coverage", "mass", "restricted"]]) == (1, 1, 0)
    assert peeled["density"].is_monotonic_increasing
    assert found.trajectory["mass"].min() >= 0.2
    assert len(found.trajectory) == len(found.boxes)
    assert found.trajectory.loc[found.chosen, "restricted"] == len(found.box.limits)


def test_the_quasi_p_value_is_the_binomial_one_with_the_limit_taken_off():
    noisy = CORNER ^ (np.random.default_rng(1).random(COUNT) < 0.2)
    box = prim(INPUTS, noisy).box
    for number in box.limits.index:
        without = inside(box.limits.drop(number), INPUTS)
        rate, hits = noisy[without].mean(), round(box.density * box.points)
        tail = sum(
            math.comb(box.points, k) * rate**k * (1 - rate) ** (box.points - k)
            for k in range(hits, box.points + 1)
        )
        low, high = box.limits.loc[number, ["p_low", "p_high"]]
        assert math.isnan(low) != math.isnan(high)
        assert np.nanmin([low, high]) == pytest.approx(tail, rel=1e-9)


def test_limits_that_chance_could_have_set_are_taken_off_the_box_chosen():
    noisy = CORNER ^ (np.random.default_rng(4).random(COUNT) < 0.25)
    box = prim(INPUTS, noisy).box
    assert {"wide", "small"} <= limited(box)
    level = SIGNIFICANT / len(INPUTS.columns)
    assert (box.limits[["p_low", "p_high"]].min(axis=1) <= level).all()


def test_the_tree_of_a_known_box_has_two_questions_and_three_leaves():
    nodes = cart(INPUTS, CORNER).trajectory
    assert len(nodes) == 5
    asked = nodes[nodes["box"] < 0].set_index("factor")["threshold"]
    assert set(asked.index) == {"wide", "small"}
    assert asked["wide"] == pytest.approx(30, abs=100 * SPACING)
    assert asked["small"] == pytest.approx(0.006, abs=0.01 * SPACING)
    assert nodes.loc[nodes["box"] >= 0, "mass"].sum() == pytest.approx(1)
    assert nodes.loc[nodes["box"] >= 0, "coverage"].sum() == pytest.approx(1)
    assert set(nodes.loc[nodes["parent"] >= 0, "parent"]) == set(
        nodes.loc[nodes["box"] < 0, "node"]
    )


def test_a_tree_has_at_most_eight_leaves_and_none_smaller_than_asked():
    stairs = INPUTS["wide"] // 20 > INPUTS["small"] // 0.002
    found = cart(INPUTS, stairs, mass_min=0.08)
    assert 3 <= len(found.boxes) <= 8
    assert min(box.mass for box in found.boxes) >= 0.08


@pytest.mark.parametrize("method", [prim, cart])
def test_no_limits_are_found_to_what_no_factor_moves(method):
    chance = pd.Series(np.random.default_rng(2).random(COUNT) < 0.3)
    found = method(INPUTS, chance)
    assert found.box.limits.empty
    assert (found.box.coverage, found.box.mass) == (1, 1)


def test_halves_of_the_points_limit_the_true_factors_again_and_idle_ones_seldom():
    table = reproducibility(INPUTS, CORNER, prim(INPUTS, CORNER).box, resamples=6)
    again = table.set_index("factor")
    assert set(again.index) == set(INPUTS.columns)
    assert (again.loc[["wide", "small"]] == 1).all(axis=None)
    assert (again.drop(index=["wide", "small"])["by_density"] < 0.5).all()
    same = reproducibility(INPUTS, CORNER, prim(INPUTS, CORNER).box, resamples=6)
    pd.testing.assert_frame_equal(table, same)


@pytest.mark.parametrize("method", [prim, cart])
def test_points_without_all_values_are_left_out_and_counted(method):
    inputs = INPUTS.assign(still=7.0)
    inputs.loc[0, "wide"] = np.nan
    verdicts = CORNER.astype("boolean")
    verdicts.loc[1:3] = pd.NA
    found = method(inputs, verdicts)
    assert (found.left_out, found.cases) == (4, COUNT - 4)
    assert found.constant == ("still",)
    assert found.of_interest == CORNER.iloc[4:].sum()
    known = method(inputs.iloc[4:], verdicts.iloc[4:])
    pd.testing.assert_frame_equal(found.trajectory, known.trajectory)


def test_ranges_are_those_of_the_points():
    ranges = prim(INPUTS, CORNER).ranges.set_index("factor")
    assert list(ranges.index) == list(INPUTS.columns)
    assert tuple(ranges.loc["count", ["low", "high"]]) == (0, 5)
    assert ranges.loc["wide", "high"] == INPUTS["wide"].max()
    assert ranges.loc["switch", "levels"] == (False, True)
    assert ranges.loc["place", "levels"] == ("Entikong", "Jagoi", "Seluas", "Siding")


@pytest.mark.parametrize(
    ("of_interest", "sentence"),
    [
        (CORNER & False, "None of the 400 points is of interest"),
        (CORNER | True, "All 400 points are of interest"),
        (pd.Series(INPUTS.index == 5), "Only 1 of the 400 points is of interest; at least 20"),
        (pd.Series(INPUTS.index > 6), "Only 7 of the 400 points are not of interest"),
        (pd.Series(pd.NA, INPUTS.index, dtype="boolean"), "None of the 400 points has all"),
    ],
)
def test_too_little_to_tell_apart_is_said_in_one_sentence(of_interest, sentence):
    with pytest.raises(InputError, match=sentence):
        prepared(INPUTS, of_interest)


def test_factors_that_do_not_vary_tell_nothing():
    with pytest.raises(InputError, match="No factor varies"):
        prepared(pd.DataFrame({"a": 1.0, "b": "x"}, index=INPUTS.index), CORNER)


def test_failing_is_beyond_the_threshold_and_unknown_without_a_value():
    gain = pd.Series([-1.0, 2.0, 2.5, np.nan], index=[4, 5, 6, 9])
    below, above = failing(gain, 2.0), failing(gain, 2.0, below=False)
    assert below.tolist() == [True, False, False, pd.NA]
    assert above.tolist() == [False, False, True, pd.NA]
    assert below.index.equals(gain.index)


def test_the_libraries_are_only_imported_when_asked_for():
    code = (
        "import sys, experiments.discovery\n"
        "print({'sklearn', 'ema_workbench', 'statsmodels'} & set(sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("method", "module"),
    [(prim, "ema_workbench.analysis.prim"), (cart, "sklearn.tree")],
)
def test_a_missing_package_is_named_with_the_way_to_install_it(method, module, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=r"uv run --extra discovery run\.py"):
        method(INPUTS, CORNER)
