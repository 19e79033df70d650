from dataclasses import replace

import numpy as np
import pytest
from matplotlib.patches import Circle

from experiments.compare import BASELINE
from experiments.designs import Alternative, Design
from experiments.figures.findings import Findings
from experiments.figures.material import Material
from experiments.figures.style import house_style
from experiments.figures.village_claims import extremes
from experiments.figures.village_map import (
    draw_core_papers_map,
    draw_travel_cost_map,
    draw_village_map,
)
from experiments.figures.village_panel import difference_scale, is_shown, level_scale
from experiments.figures.village_values import villages_of
from model.region import load_region
from model.scenario import Scenario
from tests.experiments import fake

REGION = load_region("bengkayang")
NUMBER = len(REGION.villages)
HOUSEHOLDS = np.arange(1.0, NUMBER + 1) * 10
# In thousand rupiah, how much the unit saves: less and less, then nothing, then a loss.
SAVED = np.concatenate([np.arange(12.0, 0.0, -1.0), np.zeros(NUMBER - 13), [-3.0]])


def simulate(region, scenario, seed):
    """The unit saves SAVED, the same under each seed but for a wobble that sums to nothing."""
    unit = scenario.unit.opening_month > 0
    wobble = 0.1 * (-1) ** seed * np.ones(NUMBER) + seed
    cost = 1000 * (50.0 + wobble - unit * (SAVED + 0.1 * (-1) ** seed))
    papers = 60.0 + unit * np.where(HOUSEHOLDS > 100, 2.0, 1.0) + 0.01 * seed * unit
    villages = {
        "households": HOUSEHOLDS,
        "people": 4 * HOUSEHOLDS,
        "travel_cost": cost,
        "core_papers": papers * np.ones(NUMBER),
    }
    return fake.Outcome({"needs_met": 1.0}, {"needs_met": np.ones(scenario.run.months)}, villages)


def fails_without_a_unit(region, scenario, seed):
    if not scenario.unit.opening_month and seed == 2:
        raise ZeroDivisionError
    return simulate(region, scenario, seed)


def without_papers(region, scenario, seed):
    outcome = simulate(region, scenario, seed)
    nothing = np.full(NUMBER, np.nan)
    return outcome._replace(villages={**outcome.villages, "core_papers": nothing})


def fails_with_a_unit(region, scenario, seed):
    if scenario.unit.opening_month and seed == 2:
        raise ZeroDivisionError
    return simulate(region, scenario, seed)


def conducted(folder, seeds=4, policies=1, run=simulate, region=REGION):
    alternatives = [fake.policy(BASELINE)]
    alternatives += [fake.policy(f"unit {n}", unit__opening_month=1) for n in range(policies)]
    scenarios = tuple(
        Alternative(one, Scenario().replaced({"run.months": 2, **one.levers}))
        for one in alternatives
    )
    design = Design("compare", region, scenarios, tuple(range(1, seeds + 1)))
    return fake.conduct(folder, design, run)


def material(study, language="en"):
    return Material(Findings(study), language)


def discs(axes, kind):
    return [
        patch for patch in axes.patches if isinstance(patch, Circle) and patch.get_gid() == kind
    ]


def test_villages_add_up_by_their_weights(tmp_path):
    villages = villages_of(material(conducted(tmp_path)), "core_papers", REGION)
    heavy = HOUSEHOLDS > 100
    expected = np.average(np.where(heavy, 2.0, 1.0), weights=HOUSEHOLDS) + 0.025
    whole, *_ = villages.by_place("unit 0")
    assert whole.difference.estimate == pytest.approx(expected)
    assert whole.status_quo == pytest.approx(60.0)


def test_only_villages_with_a_clear_difference_are_filled(tmp_path):
    study = conducted(tmp_path)
    with house_style():
        sheet = draw_travel_cost_map(material(study))
    base, unit = sheet.figure.axes[:2]
    # the wobble of 0.1 either way leaves an interval that holds zero where nothing is saved
    assert len(discs(unit, "clear")) == np.count_nonzero(SAVED)
    assert len(discs(unit, "unclear")) == np.count_nonzero(SAVED == 0)
    assert len(discs(base, "clear")) == NUMBER
    assert len(discs(unit, "unit")) == 1
    assert not discs(base, "unit")


def test_a_small_clear_difference_has_a_colour_unless_it_would_be_written_as_zero(tmp_path):
    def tiny(region, scenario, seed):
        outcome = simulate(region, scenario, seed)
        if scenario.unit.opening_month:
            outcome.villages["travel_cost"][-2] -= 200 + seed
        return outcome

    study = conducted(tmp_path, run=tiny)
    villages = villages_of(material(study), "travel_cost", REGION)
    assert villages.by_village("unit 0")[-2].clear
    with house_style():
        sheet = draw_travel_cost_map(material(study))
    # the largest difference, 12.0, is written with one decimal, and so is 0.2
    assert len(discs(sheet.figure.axes[1], "clear")) == np.count_nonzero(SAVED) + 1
    assert is_shown(villages.by_village("unit 0")[-2], 0.05)
    assert not is_shown(villages.by_village("unit 0")[-2], 0.5)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_title_says_where_most_is_gained_and_how_many_lose(tmp_path, language):
    study = conducted(tmp_path)
    with house_style():
        sheet = draw_travel_cost_map(material(study, language))
    assert REGION.villages[0].label in sheet.title
    assert "12" in sheet.title
    assert f"1 {'of' if language == 'en' else 'dari'} {NUMBER}" in sheet.title


def test_extremes_follow_the_direction_of_the_measure(tmp_path):
    study = material(conducted(tmp_path))
    cost = villages_of(study, "travel_cost", REGION)
    assert list(extremes(cost, "unit 0")) == [0, NUMBER - 1]


def test_a_pair_with_a_failed_run_is_left_out(tmp_path):
    study = conducted(tmp_path, seeds=3, run=fails_with_a_unit)
    villages = villages_of(material(study), "travel_cost", REGION)
    assert villages.by_village("unit 0")[0].difference.estimate == pytest.approx(-12.0 + 0.1)


def test_one_pair_of_runs_has_no_intervals_and_all_discs_filled(tmp_path):
    study = conducted(tmp_path, seeds=1)
    with house_style():
        sheet = draw_travel_cost_map(material(study))
    assert len(discs(sheet.figure.axes[1], "clear")) == NUMBER


def test_discs_do_not_grow_with_the_scale_of_the_runs(tmp_path):
    study = conducted(tmp_path)
    half = replace(study, manifest={**study.manifest, "scale": 0.5})
    numbers = [
        villages_of(material(one), "travel_cost", REGION).households for one in (study, half)
    ]
    np.testing.assert_allclose(2 * numbers[0], numbers[1])


def test_there_is_no_map_without_results_a_known_region_or_coordinates(tmp_path):
    study = conducted(tmp_path / "study")
    assert draw_village_map("equivalent_income", material(study)) is None
    region = {**study.manifest["region"], "hash": "another"}
    unknown = replace(study, manifest={**study.manifest, "region": region})
    assert draw_travel_cost_map(material(unknown)) is None
    assert draw_travel_cost_map(material(fake.conduct(tmp_path / "fake", fake.design()))) is None


def test_seven_policies_fit_on_a_page(tmp_path):
    study = conducted(tmp_path, seeds=2, policies=7)
    with house_style():
        sheet = draw_travel_cost_map(material(study))
    assert len([axes for axes in sheet.figure.axes if discs(axes, "clear")]) == 8


def test_blue_is_better_whatever_the_direction():
    for direction in (-1, 1):
        scale = difference_scale([-4.0, 4.0], direction)
        red, _, blue, _ = scale.colour(3.9 * direction)
        assert blue > red
        red, _, blue, _ = scale.colour(-3.9 * direction)
        assert red > blue
        assert scale.signs


def test_colours_get_darker_with_the_value():
    for scale in (level_scale([10.0, 97.0]), difference_scale([1.0, 97.0], 1)):
        bounds = scale.norm.boundaries
        middles = (bounds[1:] + bounds[:-1]) / 2
        light = [np.dot(scale.colour(value)[:3], (0.299, 0.587, 0.114)) for value in middles]
        assert (np.diff(light) < 0).all()
        assert not scale.signs


@pytest.mark.parametrize("values", [[0.37], [-0.37], [-8.0, 0.5], [1e-9, 3e6], []])
def test_every_value_lies_in_a_class_and_none_across_zero(values):
    scale = difference_scale(values, 1)
    bounds = scale.norm.boundaries
    assert 0.0 in bounds
    assert all(bounds[0] <= value <= bounds[-1] for value in values)


def test_a_failed_run_of_the_status_quo_leaves_the_map_as_it_is(tmp_path):
    found = []
    for name, run in (("all", simulate), ("failed", fails_without_a_unit)):
        pages = material(conducted(tmp_path / name, seeds=3, run=run))
        found.append(villages_of(pages, "travel_cost", REGION))
        with house_style():
            assert draw_travel_cost_map(pages) is not None
    np.testing.assert_array_equal(found[0].households, found[1].households)


def test_a_region_without_core_papers_has_no_map_of_them(tmp_path):
    with house_style():
        assert draw_core_papers_map(material(conducted(tmp_path, run=without_papers))) is None
