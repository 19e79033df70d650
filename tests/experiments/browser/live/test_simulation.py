from itertools import pairwise

import pytest

from experiments.browser.layers import LAYERS
from experiments.browser.live.charts import CHARTS, axis_top, beginning, label_moves, option
from experiments.browser.live.controls import (
    AS_POLICY,
    LEVERS,
    START,
    language_of,
    model_params,
    python_lines,
    scenario_of,
    start_of,
)
from experiments.browser.live.simulation import SERIES, LiveBorder
from model.model import BorderModel
from model.policy import load_policy, policies
from model.scenario import Scenario

SMALL = {"months": 24, "scale": 0.1}


@pytest.fixture(scope="module")
def model() -> LiveBorder:
    return LiveBorder(**SMALL)


def test_a_policy_is_the_scenario_of_the_policy():
    levers = load_policy("combined").levers
    expected = Scenario().replaced({**levers, "run.months": 24, "run.scale": 0.1})
    assert LiveBorder("combined", **SMALL).border.scenario.content_hash == expected.content_hash


def test_a_lever_chosen_goes_over_the_policy():
    chosen = LiveBorder("unit_jagoi_full", **SMALL, **{"unit.delegation": 0.25})
    assert chosen.border.scenario.unit.delegation == 0.25
    assert chosen.border.scenario.unit.training == 1.0
    assert not chosen.problems


def test_every_offered_value_goes_with_every_policy_but_history_with_the_post():
    for policy in policies():
        for path, values in LEVERS.items():
            if policy.kind == "history" and path.startswith("post."):
                continue
            for value in (AS_POLICY, *values):
                scenario_of({**START, "policy": policy.name, path: value})


def test_levers_that_contradict_are_told_and_set_aside():
    model = LiveBorder("history", **SMALL, **{"post.status": "full"})
    assert "post.dated" in model.problems[0]
    assert model.border.scenario.post.dated
    assert model.choice["post.status"] == AS_POLICY


def test_the_first_month_shown_is_the_first_after_burn_in(model):
    assert model.time == model.snapshot.month == 0
    assert len(model.snapshot.classes) == len(model.border.households.village)


def test_the_snapshot_is_that_of_the_border_model():
    live = LiveBorder("unit_seluas", seed=3, **SMALL)
    alone = BorderModel("bengkayang", live.border.scenario, 3)
    outcome = alone.run()
    while live.running:
        live.step()
    for name in SERIES:
        expected = outcome.series[name].tolist()
        assert live.snapshot.series[name] == pytest.approx(expected, rel=0, nan_ok=True)
    for row, layer in enumerate(LAYERS.values()):
        shown = [each >> 2 * row & 3 for each in live.snapshot.classes]
        assert shown == layer(alone).tolist()


def test_a_snapshot_does_not_change_while_the_model_goes_on():
    model = LiveBorder(**SMALL)
    model.step()
    before = model.snapshot
    kept = (before.month, before.classes, {name: tuple(v) for name, v in before.series.items()})
    model.step()
    assert (before.month, before.classes, dict(before.series)) == kept
    assert model.snapshot.month == 2


def test_the_model_stops_at_its_horizon():
    model = LiveBorder(**SMALL)
    for _ in range(26):
        model.step()
    assert not model.running
    assert model.time == model.snapshot.month == 24


def test_mesa_makes_the_model_anew_from_the_values_of_its_controls():
    start = start_of("policy=plbn_full&seed=4&months=24&scale=0.1&unit.delegation=0.5")
    params = model_params("en", start)
    values = {name: control["value"] for name, control in params.items()}
    model = type(LiveBorder(**SMALL))(**values, scenario=None)
    assert dict(model.choice) == start
    assert (model.border.seed, model.border.scenario.post.status) == (4, "full")


def test_an_address_may_only_ask_for_what_the_page_offers():
    start = start_of("policy=../../etc/passwd&seed=99&scale=1000&post.status=open&months=60")
    assert start == {**START, **dict.fromkeys(LEVERS, AS_POLICY), "months": 60}


@pytest.mark.parametrize(
    "sent",
    [
        {"policy": "/etc/passwd"},
        {"policy": ["combined"]},
        {"scale": 50.0},
        {"months": 1200},
        {"seed": 10**30},
        {"seed": None},
        {"run.scale": 50.0},
        {"run.burn_in": 1000},
        {"unit.counters": 1000},
        {"unit.delegation": "0.25"},
    ],
)
def test_a_browser_can_only_send_what_the_page_offers(sent):
    model = LiveBorder(**SMALL | sent)
    start = {**START, **dict.fromkeys(LEVERS, AS_POLICY)}
    assert model.choice == {**start, **SMALL, **{n: start[n] for n in sent if n in start}}
    assert not model.problems


def test_a_file_of_levers_is_no_policy_of_the_page(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text('kind = "policy"\n[levers.unit]\nopening_month = 13\n', encoding="utf-8")
    model = LiveBorder(policy=str(file), **SMALL)
    assert model.choice["policy"] == "status_quo"
    assert model.border.scenario.unit.opening_month == 0


def test_the_language_is_english_unless_indonesian_is_asked_for():
    assert language_of("lang=id") == "id"
    assert language_of("lang=fr") == language_of(None) == "en"


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_control_shows_its_value_as_text(language):
    for control in model_params(language, start_of(None)).values():
        assert control["label"]
        assert control["value"] in [item["value"] for item in control["values"]]
        assert all(item["text"] for item in control["values"])


def test_the_python_lines_make_the_same_model():
    choice = {**START, "policy": "roads_first", "seed": 2, "months": 3, "scale": 0.05}
    names: dict[str, object] = {}
    lines = python_lines(choice).replace("print(", "result = (")
    exec(lines, names)
    model = names["model"]
    assert isinstance(model, BorderModel)
    assert model.scenario.content_hash == scenario_of(choice).content_hash
    assert model.seed == 2


def test_an_axis_only_grows_by_doubling():
    assert axis_top(80.0, [12.0, float("nan"), 80.0]) == 80.0
    assert axis_top(80.0, [80.5]) == 160.0
    assert axis_top(80.0, [500.0]) == 640.0


def test_labels_at_the_ends_of_lines_do_not_cover_one_another():
    ends = [0.02, 0.03, 0.7]
    moves = label_moves(ends)
    places = sorted(130.0 * (1.0 - end) + move for end, move in zip(ends, moves, strict=True))
    assert all(below - above >= 14.0 for above, below in pairwise(places))
    assert moves[2] == 0.0


def test_a_chart_leaves_out_what_is_not_known_and_marks_the_beginning(model):
    drawn = option(CHARTS[0], model.snapshot, 25, "en", dark=False)
    assert drawn["series"][0]["data"] == []
    assert drawn["series"][0]["markLine"]["data"] == [{"xAxis": 25}]
    assert "markLine" not in option(CHARTS[0], model.snapshot, 0, "en", dark=True)["series"][0]


def test_a_policy_begins_with_its_first_lever():
    assert beginning(Scenario()) == 0
    assert beginning(Scenario().replaced(load_policy("combined").levers)) == 25
