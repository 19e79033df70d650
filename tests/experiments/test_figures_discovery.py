import numpy as np
import pandas as pd
import pytest
from scipy.stats import qmc

from experiments.boxes import Limit, rows
from experiments.discovery import failing, prim, reproducibility
from experiments.figures.discovery import draw_discovery
from experiments.figures.discovery_scatter import draw_scatter
from experiments.figures.discovery_tree import draw_tree
from experiments.figures.robustness import draw_regrets
from experiments.figures.robustness_map import draw_map
from experiments.figures.style import house_style
from experiments.figures.terms import Terms
from experiments.robustness import Threshold, cells, regret, satisfied
from experiments.trees import cart
from model.parameter import parameters
from model.scenario import Scenario
from tests.experiments.drawn import LONG, no_text_is_cut_or_overlaps, said

PATHS = (
    "brokers.price",
    "agencies.forwarding_days",
    "agencies.same_trip_success",
    "agencies.max_visits",
    "costs.plbn_setup",
    "travel.reading",
    "needs.coverage_shift",
    "security.path_detection",
)
COUNT = 300
CRITERION = "needs met rise by less than 2 percentage points over the status quo"


def points():
    known = {info.path: info for info in parameters(Scenario)}
    unit = qmc.LatinHypercube(len(PATHS), rng=1).random(COUNT)
    columns = {}
    for place, path in enumerate(PATHS):
        info = known[path]
        if info.type == "str":
            names = np.array(info.sample)
            columns[path] = names[(unit[:, place] * len(names)).astype(int)]
        elif info.type == "int":
            low, high = info.sample
            columns[path] = (low + unit[:, place] * (high - low + 1)).astype(int)
        else:
            low, high = info.sample
            columns[path] = low + unit[:, place] * (high - low)
    return pd.DataFrame(columns), unit


INPUTS, UNIT = points()
CHANCE = np.random.default_rng(1)
OUTCOMES = pd.DataFrame(
    {
        "status_quo": 0.0,
        "unit": 5 - 4 * ((UNIT[:, 0] < 0.5) & (UNIT[:, 1] > 0.4)) + CHANCE.normal(0, 1, COUNT),
        "mobile": 3 * UNIT[:, 1] + CHANCE.normal(0, 0.5, COUNT),
        "post": 1 + UNIT[:, 7] + CHANCE.normal(0, 0.3, COUNT),
    }
)
FAILS = failing(OUTCOMES["unit"], 2.0)
MANY = (
    (INPUTS["brokers.price"] < 400_000)
    & (INPUTS["travel.reading"] == "return")
    & (INPUTS["agencies.max_visits"] < 10)
    & (INPUTS["costs.plbn_setup"] > 1.95e11)
)
ALL_FAIL_ALIKE = pd.Series(CHANCE.random(COUNT) < 0.4)
CASES = {"few": FAILS, "many": MANY, "chance": ALL_FAIL_ALIKE}


def terms(language="en", label=""):
    known = {info.path: info for info in parameters(Scenario)}
    labels = {path: known[path].label(language) for path in PATHS}
    policies = {name: f"{label or 'Policy'} {name}" for name in OUTCOMES}
    return Terms(
        language=language,
        labels={**labels, **policies},
        units={path: known[path].unit for path in PATHS},
        source="Source: Tapal, a study made up for a test; 300 points; model 12345678.",
    )


@pytest.fixture(scope="module")
def found():
    return {name: prim(INPUTS, fails) for name, fails in CASES.items()}


@pytest.fixture(scope="module")
def again(found):
    return reproducibility(INPUTS, FAILS, found["few"].box, resamples=2)


def marks(sheet, gid):
    return [
        one for axes in sheet.figure.axes for one in axes.get_children() if one.get_gid() == gid
    ]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("label", ["", LONG])
def test_no_text_of_a_box_is_cut_or_overlaps(found, again, language, label):
    names = terms(language, label)
    with house_style():
        for name, fails in CASES.items():
            repeated = again if name == "few" else None
            sheet = draw_discovery(found[name], "unit", CRITERION, names, repeated)
            no_text_is_cut_or_overlaps(sheet)
            limited = [len(limit.levels) or 1 for limit in rows(found[name].box.limits)]
            assert len(marks(sheet, "limit")) == sum(limited)
            scatter = draw_scatter(found[name], INPUTS, fails, "unit", CRITERION, names)
            if scatter is not None:
                no_text_is_cut_or_overlaps(scatter)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("label", ["", LONG])
def test_no_text_of_a_tree_is_cut_or_overlaps_and_each_leaf_has_a_bar(language, label):
    with house_style():
        for fails in (FAILS, MANY, ALL_FAIL_ALIKE):
            tree = cart(INPUTS, fails)
            sheet = draw_tree(tree, "unit", CRITERION, terms(language, label))
            no_text_is_cut_or_overlaps(sheet)
            widths = [bar.get_width() for bar in marks(sheet, "leaf")]
            densities = [box.density for box in tree.boxes]
            assert widths == pytest.approx(np.array(densities) * max(widths) / max(densities))


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("label", ["", LONG])
def test_no_text_of_maps_and_regrets_is_cut_or_overlaps(language, label):
    lost = regret(OUTCOMES, 1)
    met = satisfied({"needs": OUTCOMES}, [Threshold("needs", 2.0)])
    names = terms(language, label)
    x, y = "brokers.price", "agencies.max_visits"
    with house_style():
        no_text_is_cut_or_overlaps(draw_regrets(lost, "Needs met", "percentage points", names))
        for policies in (["unit"], ["unit", "mobile", "post", "status_quo"]):
            maps = {name: cells(INPUTS, lost[name], x, y, bins=8) for name in policies}
            no_text_is_cut_or_overlaps(draw_map(maps, "regret", x, y, "needs met, in %", names))
        maps = {name: cells(INPUTS, met[name], "travel.reading", y, bins=10) for name in policies}
        sheet = draw_map(maps, "satisficing", "travel.reading", y, "needs met rise", names)
        no_text_is_cut_or_overlaps(sheet)
        assert len(marks(sheet, "cell")) + len(marks(sheet, "few")) == sum(map(len, maps.values()))


def test_the_title_says_where_the_policy_fails_and_how_often(found):
    few = found["few"]
    with house_style():
        sheet = draw_discovery(few, "unit", CRITERION, terms())
    shares = [f"{100 * share:.0f} %" for share in (few.box.density, few.of_interest / COUNT)]
    assert sheet.title.startswith("“Policy unit” fails with ")
    assert "low “Broker's price”" in sheet.title
    assert "high “Forwarding time”" in sheet.title
    assert sheet.title.endswith(f"at {shares[0]} of such points, against {shares[1]} of all")
    assert CRITERION in said(sheet)


def test_without_limits_the_title_says_that_nothing_sets_the_failures_apart():
    with house_style():
        sheet = draw_tree(cart(INPUTS, ALL_FAIL_ALIKE), "unit", CRITERION, terms())
    assert sheet.title.startswith("No limits on the factors set apart the points")


def test_the_title_of_the_scatter_counts_the_points(found):
    box = found["few"].box
    outside = (FAILS.sum() - box.density * box.points) / (COUNT - box.points)
    with house_style():
        sheet = draw_scatter(found["few"], INPUTS, FAILS, "unit", CRITERION, terms())
    assert sheet.title == (
        f"Inside the box {100 * box.density:.0f} % of the points fail, "
        f"outside it {100 * outside:.0f} %"
    )
    points = sum(len(marks.get_offsets()) for marks in sheet.figure.axes[0].collections)
    assert points == COUNT


def test_a_box_with_one_limit_has_no_scatter():
    one = prim(INPUTS, INPUTS["agencies.max_visits"] < 7)
    assert len(one.box.limits) == 1
    with house_style():
        assert draw_scatter(one, INPUTS, FAILS, "unit", CRITERION, terms()) is None


def test_the_title_of_regrets_names_the_policy_with_the_least_worst_regret():
    lost = regret(OUTCOMES, 1)
    with house_style():
        sheet = draw_regrets(lost, "Needs met", "points", terms())
    assert f"“Policy {lost.max().idxmin()}” has the least worst regret" in sheet.title


def test_the_title_of_a_map_counts_the_cells():
    table = pd.DataFrame(
        {
            "x": [1.0, 2.0] * 2, "y": [1.0, 1.0, 2.0, 2.0],
            "x_low": [0.5, 1.5] * 2, "x_high": [1.5, 2.5] * 2,
            "y_low": [0.5, 0.5, 1.5, 1.5], "y_high": [1.5, 1.5, 2.5, 2.5],
            "mean": [0.6, 0.7, 0.5, np.nan], "count": [9, 9, 9, 2],
        }
    )  # fmt: skip
    less = table.assign(mean=table["mean"] / 2)
    with house_style():
        sheet = draw_map({"unit": table}, "satisficing", "a", "b", "more", terms())
        none = draw_map({"unit": less}, "satisficing", "a", "b", "more", terms())
        lost = draw_map({"unit": table, "post": less}, "regret", "a", "b", "needs met", terms())
    assert "in 2 of 3 parts of the map" in sheet.title
    assert none.title.startswith("Nowhere on the map")
    assert lost.title == "“Policy post” has the least regret in 3 of 3 parts of the map"


@pytest.mark.parametrize(
    ("language", "limit", "text"),
    [
        ("en", Limit("brokers.price", 75_000, 381_234), "at most 381"),
        ("id", Limit("brokers.price", 150_700, 381_234), "151 sampai 381"),
        ("en", Limit("costs.plbn_setup", 2.0, 2.0, ("return", "one-way")), "return, one-way"),
        ("id", Limit("brokers.price", 2.0, 2.0, (True,)), "ya"),
    ],
)
def test_limits_are_written_in_round_units_of_the_language(language, limit, text):
    whole = Limit("brokers.price", 75_000, 750_000)
    assert terms(language).limits(limit, whole) == text


@pytest.mark.parametrize(
    ("low", "high", "unit", "divisor"),
    [
        (75_000.0, 750_000.0, "thousand rupiah per document", 1e3),
        (5e6, 5e7, "million rupiah per document", 1e6),
        (1.9e11, 2.2e11, "billion rupiah per document", 1e9),
        (4.0, 20.0, "rupiah per document", 1.0),
    ],
)
def test_rupiah_are_shown_in_units_that_read(low, high, unit, divisor):
    scale = terms().scale(Limit("brokers.price", low, high))
    assert (scale.unit, scale.divisor) == (unit, divisor)
