import base64

import numpy as np
import pytest

from experiments.browser.featured import PER_SUB_DISTRICT, featured
from experiments.browser.layers import LAYERS, packed
from experiments.browser.question import served_region
from experiments.browser.recording import POINT_SERIES, VILLAGE_SERIES, film
from model.accounts import Head
from model.border_tables import Work
from model.core_papers import core_papers, lacks_paper
from model.model import BorderModel, simulate
from model.policy import load_policy, policies
from model.scenario import Scenario

MONTHS = 36


def scenario(policy="combined", **settings):
    levers = load_policy(policy).levers
    return Scenario().replaced({**levers, "run.months": MONTHS, **settings})


@pytest.fixture(scope="module")
def filmed():
    return film(served_region(), scenario(), 3)


def unpacked(text, households):
    """Read frames as the page does: four households a byte, each month XORed with the last."""
    data = np.frombuffer(base64.b64decode(text), np.uint8)
    rows = data.reshape(-1, -(-households // 4))
    classes = np.stack([rows >> shift & 3 for shift in (0, 2, 4, 6)], axis=-1)
    return np.bitwise_xor.accumulate(classes.reshape(len(rows), -1), axis=0)[:, :households]


def test_filming_a_run_does_not_change_it(filmed):
    outcome, _ = filmed
    plain = simulate(served_region(), scenario(), 3)
    assert outcome.summary.keys() == plain.summary.keys()
    for name, values in plain.series.items():
        np.testing.assert_array_equal(outcome.series[name], values, err_msg=name)
    np.testing.assert_array_equal([*outcome.summary.values()], [*plain.summary.values()])


@pytest.mark.parametrize("households", [1, 3, 4, 5, 8293])
def test_frames_are_read_back_as_they_were(households):
    classes = np.random.default_rng(1).integers(0, 4, (7, households)).astype(np.uint8)
    np.testing.assert_array_equal(unpacked(packed(classes), households), classes)


def test_a_film_has_each_month_of_each_village_point_and_household(filmed):
    region = served_region()
    _, shown = filmed
    model = BorderModel(region, scenario(), 3)
    assert shown.frames.keys() == LAYERS.keys()
    for name in VILLAGE_SERIES:
        assert shown.villages[name].shape == (MONTHS, len(region.villages))
        assert np.isfinite(shown.villages[name]).all()
    for name in POINT_SERIES:
        assert shown.points[name].shape == (MONTHS, len(model.points.option))
    for text in shown.frames.values():
        assert unpacked(text, len(model.households.village)).shape[0] == MONTHS


def test_the_last_frame_is_what_the_tables_say_at_the_end(filmed):
    _, shown = filmed
    model = BorderModel(served_region(), scenario(), 3)
    model.run()
    households = model.households
    frames = {
        name: unpacked(text, len(households.village))[-1] for name, text in shown.frames.items()
    }
    line = served_region().constants["poverty_line"].value
    np.testing.assert_array_equal(frames["welfare"] <= 1, model.last_income < np.float32(line))
    np.testing.assert_array_equal(frames["border"] == 2, households.work == Work.LEGAL)
    np.testing.assert_array_equal(frames["border"] == 3, households.work == Work.IRREGULAR)
    lacking = sum(
        lacks_paper(model.households, model.services, row).astype(int)
        for row in core_papers(model.region)
    )
    np.testing.assert_array_equal(frames["papers"] == 3, lacking == 0)
    assert (lacking[frames["papers"] == 0] >= 2).all()
    assert (lacking[frames["papers"] == 1] == 1).all()
    applicants = model.cases.household[: model.heads[Head.CASES]]
    assert np.isin(np.flatnonzero(frames["papers"] == 2), applicants).all()
    assert shown.villages["cases"][-1].sum() == model.heads[Head.CASES]
    np.testing.assert_array_equal(shown.points["open"][-1], model.points.open)
    np.testing.assert_allclose(shown.points["delay"][-1], model.points.delay, rtol=1e-6)


@pytest.mark.parametrize("layer", LAYERS)
def test_every_class_of_a_layer_has_households(filmed, layer):
    _, shown = filmed
    number = len(BorderModel(served_region(), scenario(), 3).households.village)
    counts = np.bincount(unpacked(shown.frames[layer], number)[-1], minlength=4)
    assert (counts > 0).all()


def test_welfare_changes_once_a_year(filmed):
    number = len(BorderModel(served_region(), scenario(), 3).households.village)
    welfare = unpacked(filmed[1].frames["welfare"], number)
    changes = np.flatnonzero((welfare[1:] != welfare[:-1]).any(axis=1)) + 2  # reported months
    assert set(changes) <= {12, 24, 36}
    assert len(changes)


def test_costs_of_villages_average_to_the_indicators_of_the_region(filmed):
    outcome, shown = filmed
    model = BorderModel(served_region(), scenario(), 3)
    weights = np.bincount(model.households.village, minlength=len(served_region().villages))
    for name, indicator in (("visit_cost", "travel_cost"), ("visit_hours", "travel_hours")):
        mean = shown.villages[name] @ weights / weights.sum()
        # single precision, of numbers that differ little among villages
        np.testing.assert_allclose(mean, outcome.series[indicator], rtol=1e-5)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_featured_households_are_the_same_under_every_policy(seed):
    region = served_region()
    chosen = {
        tuple(featured(BorderModel(region, Scenario().replaced(policy.levers), seed)))
        for policy in policies()
    }
    assert len(chosen) == 1
    rows = list(chosen.pop())
    assert len(set(rows)) == PER_SUB_DISTRICT * len(region.sub_districts)
    areas = BorderModel(region, Scenario(), seed).households.sub_district[rows]
    assert np.bincount(areas).tolist() == [PER_SUB_DISTRICT] * len(region.sub_districts)
