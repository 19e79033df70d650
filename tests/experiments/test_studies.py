"""The commands that vary parameters, on a model whose answers are known."""

import json

import numpy as np
import pandas as pd
import pytest

from experiments.cli import main
from experiments.store import Study
from tests.experiments import fake


def simulate(region, scenario, seed):
    """Needs met: 40 times the delegation and the seed; a unit adds 10 where cost matters little."""
    unit = scenario.unit.opening_month > 0
    helps = unit * (10.0 if scenario.behaviour.cost_sensitivity < 2 else -1.0)
    needs = 40.0 * scenario.unit.delegation + seed + helps
    months = np.arange(1.0, scenario.run.months + 1)
    return fake.Outcome({"needs_met": needs, "travel_cost": 7.0}, {"needs_met": needs + months})


class Interrupting:
    def __init__(self, after):
        self.left = after

    def __call__(self, region, scenario, seed):
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        return simulate(region, scenario, seed)


DISCOVER = ("discover", "study", "--policy", "unit_jagoi_full")


@pytest.fixture(scope="module")
def hypercube(tmp_path_factory):
    """A folder with a finished study over a Latin hypercube."""
    folder = tmp_path_factory.mktemp("hypercube")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr("experiments.commands.study.run_model", simulate)
        patch.setattr("experiments.commands.study.is_compiled", lambda: True)
        assert main(HYPERCUBE) == 0
    return folder


@pytest.fixture
def surveyed(hypercube, monkeypatch):
    monkeypatch.chdir(hypercube)


@pytest.fixture
def small_world(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("experiments.commands.study.run_model", simulate)
    monkeypatch.setattr("experiments.commands.study.is_compiled", lambda: True)
    return tmp_path


def call(capsys, *arguments):
    code = main(arguments)
    output = capsys.readouterr()
    return code, output.out, output.err


def shown(capsys, *arguments):
    code, out, err = call(capsys, *arguments, "--json")
    assert code == 0, err
    return json.loads(out)


SWEEP = ("sweep", "--vary", "unit.delegation=0:1:0.5", "--replications", "2", "--jobs", "1")
QUIET = ("--jobs", "1", "--quiet", "--output", "needs_met", "--output", "travel_cost")
SCREENING = ("sensitivity", "--vary", "unit.delegation=0:1", "--vary", "behaviour.nest", *QUIET)
FACTORS = ("--vary", "behaviour.cost_sensitivity=1:3", "--vary", "behaviour.nest")
HYPERCUBE = (
    *("sweep", "--method", "latin_hypercube", "--samples", "200", *FACTORS, "--out", "study"),
    *("--policy", "status_quo", "--policy", "unit_jagoi_full", "--replications", "1", *QUIET),
    *("--set", "unit.delegation=0.75"),
)


def test_a_sweep_has_the_mean_of_each_point_with_its_interval(small_world, capsys):
    points = pd.DataFrame(shown(capsys, *SWEEP, "--output", "needs_met")["points"])
    assert points["mean"].tolist() == [1.5, 21.5, 41.5]
    # Two seeds, one apart: the t quantile with one degree of freedom, times 1/2.
    half = (points["high"] - points["mean"]).tolist()
    assert half == pytest.approx([12.706 / 2] * 3, rel=1e-4)
    assert points["effect"].isna().all()


def test_a_sweep_with_the_status_quo_has_paired_effects(small_world, capsys):
    policies = ("--policy", "status_quo", "--policy", "unit_jagoi_full")
    points = pd.DataFrame(shown(capsys, *SWEEP, *policies, "--output", "needs_met")["points"])
    effect = points[points["policy"] == "unit_jagoi_full"]
    assert effect[["effect", "effect_low", "effect_high"]].to_numpy().tolist() == [[-1.0] * 3] * 3


def test_one_factor_at_a_time_is_drawn(small_world, capsys):
    report = shown(capsys, *SWEEP, "--method", "one_at_a_time", "--output", "needs_met")
    assert [path.rpartition("/")[2] for path in report["figures"]] == [
        "curves.status_quo.needs_met.en.png",
        "curves.status_quo.needs_met.en.svg",
    ]


def test_a_sweep_is_printed_with_units_in_both_languages(small_world, capsys):
    _, out, _ = call(capsys, *SWEEP)
    assert "unit.delegation" in out
    assert "21.5 ± 6.4" in out
    _, out, _ = call(capsys, *SWEEP, "--lang", "id")
    assert "21,5 ± 6,4" in out
    assert "3 dari 3 titik" in out


def test_screening_finds_the_coefficient_of_a_linear_factor(small_world, capsys):
    report = shown(capsys, *SCREENING, "--samples", "4")
    table = pd.DataFrame(report["indices"]).set_index(["output", "index", "factor"])["value"]
    assert table["needs_met", "mu_star", "unit.delegation"] == pytest.approx(40)
    assert table["needs_met", "mu_star", "behaviour.nest"] == pytest.approx(0)
    assert table["travel_cost"].isna().all()
    assert {"output": "travel_cost", "kind": "constant", "number": 12} in report["notes"]


def test_the_share_of_chance_is_measured_at_points_under_more_seeds(small_world, capsys):
    noise = ("--noise-points", "6", "--noise-replications", "3")
    report = shown(capsys, *SCREENING, "--samples", "4", *noise)
    found = report["noise"]["needs_met"]
    assert (found["points"], found["replications"]) == (6, 3)
    # Under common seeds nothing of the differences among points is chance.
    assert found["among_points"] == pytest.approx(0, abs=1e-9)
    assert 0 < found["one_run"] < 0.1


def test_the_effect_of_a_policy_is_studied_as_a_difference(small_world, capsys):
    effect = ("--policy", "unit_jagoi_full", "--effect", "--vary", "behaviour.cost_sensitivity=1:3")
    report = shown(capsys, *SCREENING, *effect, "--samples", "8")
    table = pd.DataFrame(report["indices"]).set_index(["output", "index", "factor"])["value"]
    assert table["needs_met", "mu_star", "behaviour.cost_sensitivity"] > 0
    assert table["needs_met", "mu_star", "unit.delegation"] == pytest.approx(0, abs=1e-9)


def test_the_strongest_factors_are_printed_with_their_meaning(small_world, capsys):
    _, out, _ = call(capsys, *SCREENING, "--samples", "4")
    assert "Delegation by district offices" in out
    assert "The output never varies: it has no indices." in out
    assert "Chance is" in out


def test_a_stopped_study_goes_on_from_its_folder_alone(small_world, capsys, monkeypatch):
    whole = shown(capsys, *SCREENING, "--samples", "4", "--out", "whole")["indices"]
    monkeypatch.setattr("experiments.commands.study.run_model", Interrupting(after=5))
    code, _, err = call(capsys, *SCREENING, "--samples", "4", "--out", "stopped")
    assert code == 130
    assert "resume stopped" in err
    report = json.loads(call(capsys, "status", "stopped", "--json")[1])
    assert (report["done"], report["failed"]) == (5, 0)
    assert report["missing"] == report["runs"] - 5
    monkeypatch.setattr("experiments.commands.study.run_model", simulate)
    assert shown(capsys, "resume", "stopped", "--jobs", "1")["indices"] == whole


def test_status_says_how_far_a_study_is_and_how_to_go_on(small_world, capsys, monkeypatch):
    monkeypatch.setattr("experiments.commands.study.run_model", Interrupting(after=5))
    call(capsys, *SWEEP, "--out", "stopped")
    code, out, _ = call(capsys, "status", "stopped")
    assert code == 0
    assert "stopped: 5 of 6 runs done." in out
    assert "To go on: resume stopped" in out


def test_a_study_run_again_gives_the_same_numbers(small_world, capsys):
    call(capsys, *SWEEP, "--out", "study")
    code, out, _ = call(capsys, "rerun", "study", "--jobs", "1")
    assert code == 0
    assert "All 6 runs that both studies hold gave the same numbers." in out
    fake.same_data(Study.open(small_world / "study"), Study.open(small_world / "study-again"))
    call(capsys, "rerun", "study", "--jobs", "1", "--quiet")
    assert (small_world / "study-again-2").exists()


def test_a_study_that_cannot_be_repeated_is_told_and_fails(small_world, capsys, monkeypatch):
    call(capsys, *SWEEP, "--out", "study")

    def other(region, scenario, seed):
        outcome = simulate(region, scenario, seed)
        return outcome._replace(summary={**outcome.summary, "needs_met": 0.0})

    monkeypatch.setattr("experiments.commands.study.run_model", other)
    code, out, _ = call(capsys, "rerun", "study", "--jobs", "1")
    assert code == 1
    assert "6 of 6 runs differ, most often in needs_met." in out


def test_a_study_of_another_model_is_not_gone_on_with(small_world, capsys, monkeypatch):
    call(capsys, *SWEEP, "--out", "study")
    monkeypatch.setattr("experiments.commands.resuming.source_hash", lambda: "other")
    code, _, err = call(capsys, "resume", "study")
    assert code == 2
    assert "made by another version of the model" in err
    assert "The model has changed since" in call(capsys, "status", "study")[1]


def test_a_plan_in_a_file_is_the_command_it_names(small_world, capsys):
    plan = 'command = "sweep"\nvary = ["unit.delegation=0:1:0.5"]\nreplications = 2\n'
    (small_world / "plan.toml").write_text(plan, encoding="utf-8")
    asked = shown(capsys, *SWEEP, "--out", "asked")
    read = shown(capsys, "study", "plan.toml", "--jobs", "1", "--out", "read")
    assert read["points"] == asked["points"]


def test_another_study_in_the_folder_is_refused(small_world, capsys):
    call(capsys, *SWEEP, "--out", "study")
    code, _, err = call(capsys, *SWEEP, "--vary", "unit.counters=1,2", "--out", "study")
    assert code == 2
    assert "'study' holds another study (it differs in: points" in err


@pytest.mark.parametrize("command", ["resume", "rerun", "status", "discover", "robustness"])
def test_a_folder_that_is_no_study_is_a_sentence(small_world, capsys, command):
    policy = ("--policy", "a", "--below", "0") if command == "discover" else ()
    code, _, err = call(capsys, command, "nowhere", *policy)
    assert code == 2
    assert "'nowhere/manifest.json' cannot be read" in err


def test_the_failures_of_a_policy_are_found_where_they_are(surveyed, capsys):
    pytest.importorskip("ema_workbench", reason="the extra 'discovery' is not installed")
    report = shown(capsys, "discover", "study", "--policy", "unit_jagoi_full", "--below", "0")
    (limit,) = report["box"]["limits"]
    assert limit["factor"] == "behaviour.cost_sensitivity"
    assert limit["low"] == pytest.approx(2, abs=0.05)
    assert report["of_interest"] == 100
    assert {path.rpartition("/")[2].partition(".")[0] for path in report["figures"]} == {
        "failure_box",
        "failure_tree",
    }


def test_robustness_is_regret_and_what_is_satisfied(surveyed, capsys):
    report = shown(capsys, "robustness", "study", "--at-least", "needs_met=30")
    policies = {row["policy"]: row for row in report["policies"]}
    # Half of the points lose ten by the status quo, the other half one by the unit.
    assert policies["status_quo"]["regret_max"] == pytest.approx(10)
    assert policies["unit_jagoi_full"]["regret_max"] == pytest.approx(1)
    assert policies["status_quo"]["best"] == pytest.approx(0.5)
    assert policies["unit_jagoi_full"]["satisficing"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("discover", "study", "--policy", "unit_jago", "--below", "0"), "'unit_jagoi_full'"),
        (DISCOVER, "Give --below or --above"),
        (
            (*DISCOVER, "--below", "0", "--output", "needsmet"),
            "did you mean 'needs_met'?",
        ),
        (("robustness", "study", "--at-least", "needs=1"), "there is no indicator 'needs'"),
        (("robustness", "study", "--at-least", "needs_met"), "give a number, as in needs_met=50"),
        (("robustness", "study", "--across", "unit.size"), "no factor 'unit.size'"),
    ],
)
def test_what_a_study_cannot_answer_is_a_sentence(surveyed, capsys, arguments, sentence):
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    assert sentence in err
