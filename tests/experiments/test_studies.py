"""The commands that vary parameters, on a model whose answers are known."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.cli import main
from experiments.store import Study
from tests.experiments import fake
from tests.experiments.fake import Interrupting


def simulate(region, scenario, seed):
    """Needs met: 40 times the delegation and the seed; a unit adds 10 where cost matters little."""
    unit = scenario.unit.opening_month > 0
    helps = unit * (10.0 if scenario.behaviour.cost_sensitivity < 2 else -1.0)
    needs = 40.0 * scenario.unit.delegation + seed + helps
    months = np.arange(1.0, scenario.run.months + 1)
    return fake.Outcome({"needs_met": needs, "travel_cost": 7.0}, {"needs_met": needs + months})


def failing(region, scenario, seed):
    raise ZeroDivisionError


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
    # The status quo keeps its own delegation, 0.5; the seeds cancel.
    expected = [[value] * 3 for value in (-21.0, -1.0, 19.0)]
    assert effect[["effect", "effect_low", "effect_high"]].to_numpy().tolist() == expected
    assert effect[["n", "pairs"]].to_numpy().tolist() == [[2, 2]] * 3
    before = points[points["policy"] == "status_quo"]
    assert before["mean"].tolist() == [21.5] * 3
    assert before["unit.delegation"].isna().all()


class FailingOnce:
    """Simulates, but the first run fails."""

    def __init__(self):
        self.failed = False

    def __call__(self, region, scenario, seed):
        if not self.failed:
            self.failed = True
            raise ZeroDivisionError
        return simulate(region, scenario, seed)


def test_a_mean_over_fewer_seeds_than_planned_is_told(small_world, capsys, monkeypatch):
    assert "fewer runs" not in call(capsys, *SWEEP, "--output", "needs_met", "--out", "whole")[1]
    monkeypatch.setattr("experiments.commands.study.run_model", FailingOnce())
    code, out, _ = call(capsys, *SWEEP, "--output", "needs_met", "--out", "study")
    assert code == 1
    said = "At 1 of 3 points fewer runs gave a value than planned (Needs met)"
    assert said in " ".join(out.split())


def test_a_sweep_without_a_finished_run_prints_why_and_no_table(small_world, capsys, monkeypatch):
    monkeypatch.setattr("experiments.commands.study.run_model", failing)
    code, out, err = call(capsys, *SWEEP, "--output", "needs_met")
    assert (code, out) == (1, "")
    assert "6 of 6 runs failed" in err


def test_one_factor_at_a_time_is_drawn(small_world, capsys):
    report = shown(capsys, *SWEEP, "--method", "one_at_a_time", "--output", "needs_met")
    assert [path.rpartition("/")[2] for path in report["figures"]] == [
        "curves.status_quo.needs_met.en.png",
        "curves.status_quo.needs_met.en.svg",
        "curves.status_quo.needs_met.en.pdf",
    ]


def test_the_status_quo_has_no_curve_along_a_lever(small_world, capsys):
    factors = ("--method", "one_at_a_time", "--vary", "behaviour.cost_sensitivity=1,3")
    report = shown(capsys, *SWEEP, *factors, *POLICIES[:4], "--output", "needs_met")
    assert {path.rpartition("/")[2].split(".")[1] for path in report["figures"]} == {
        "status_quo",
        "unit_jagoi_full",
    }
    svg = Path(report["figures"][1]).read_text(encoding="utf-8")
    assert "Cost sensitivity" in svg
    assert "Delegation" not in svg


def test_a_sweep_is_printed_with_units_in_both_languages(small_world, capsys):
    _, out, _ = call(capsys, *SWEEP)
    assert "unit.delegation" in out
    assert "21.5 ± 6.4" in out
    _, out, _ = call(capsys, *SWEEP, "--lang", "id")
    assert "21,5 ± 6,4" in out
    assert "3 dari 3 baris, 3 titik" in out
    _, out, _ = call(capsys, *SWEEP[:3], "--replications", "1", "--jobs", "1")
    assert "one seed, which gives no intervals" in out


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
    # A lever is the policy's: the status quo keeps its own.
    assert table["needs_met", "mu_star", "unit.delegation"] == pytest.approx(40)


def test_the_strongest_factors_are_printed_with_their_meaning(small_world, capsys):
    _, out, _ = call(capsys, *SCREENING, "--samples", "4")
    assert "Delegation by district offices" in out
    assert "The output never varies: it has no indices." in out
    assert "Chance is" in out


def test_a_stopped_study_goes_on_from_its_folder_alone(small_world, capsys, monkeypatch):
    whole = shown(capsys, *SCREENING, "--samples", "4", "--out", "whole")["indices"]
    monkeypatch.setattr("experiments.commands.study.run_model", Interrupting(5, simulate))
    code, _, err = call(capsys, *SCREENING, "--samples", "4", "--out", "stopped")
    assert code == 130
    assert "resume stopped" in err
    report = json.loads(call(capsys, "status", "stopped", "--json")[1])
    assert (report["done"], report["failed"]) == (5, 0)
    assert report["missing"] == report["runs"] - 5
    monkeypatch.setattr("experiments.commands.study.run_model", simulate)
    assert shown(capsys, "resume", "stopped", "--jobs", "1")["indices"] == whole


def test_status_says_how_far_a_study_is_and_how_to_go_on(small_world, capsys, monkeypatch):
    monkeypatch.setattr("experiments.commands.study.run_model", Interrupting(5, simulate))
    call(capsys, *SWEEP, "--out", "stopped")
    code, out, _ = call(capsys, "status", "stopped")
    assert code == 0
    assert "stopped: 5 of 6 runs done." in out
    assert "To go on: uv run run.py resume stopped" in out


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

    verdict = json.loads(call(capsys, "rerun", "study", "--jobs", "1", "--json")[1])
    assert (verdict["runs"], verdict["differing"]) == (6, 6)
    assert (verdict["most_often"], verdict["same_versions"]) == ("needs_met", True)
    _, out, _ = call(capsys, "rerun", "study", "--jobs", "1", "--lang", "id")
    assert "6 dari 6 simulasi berbeda, paling sering pada needs_met." in out


def test_a_study_run_again_has_its_tables_and_as_json_one_verdict(small_world, capsys):
    call(capsys, *SWEEP, "--out", "study")
    verdict = shown(capsys, "rerun", "study", "--jobs", "1", "--out", "again")
    assert verdict == {
        "study": "study",
        "again": "again",
        "runs": 6,
        "differing": 0,
        "most_often": None,
        "same_versions": True,
    }
    tables = [(small_world / one / "tables/points.csv").read_text() for one in ("study", "again")]
    assert tables[0] == tables[1]


def test_a_study_is_not_held_against_itself_or_against_what_is_there(small_world, capsys):
    call(capsys, *SWEEP, "--out", "study")
    (small_world / "empty").mkdir()
    for folder in ("study", "empty"):
        code, out, err = call(capsys, "rerun", "study", "--out", folder)
        assert (code, out) == (2, "")
        assert f"--out: '{folder}' is there already" in err


def test_studies_without_a_common_run_are_not_the_same(small_world, capsys, monkeypatch):
    call(capsys, *SWEEP, "--out", "study")
    monkeypatch.setattr("experiments.commands.study.run_model", failing)
    code, out, _ = call(capsys, "rerun", "study", "--jobs", "1")
    assert code == 1
    assert "The two studies have no finished run in common" in out


def test_resume_has_no_other_folder_than_its_study(small_world, capsys):
    call(capsys, *SWEEP, "--out", "study")
    code, out, err = call(capsys, "resume", "study", "--out", "other")
    assert (code, out) == (2, "")
    assert "--out: 'resume' goes on in 'study' itself" in err
    assert not (small_world / "other").exists()


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


def test_two_thresholds_on_one_indicator_are_both_asked_for(surveyed, capsys):
    # Without the unit needs met are 31, with it 30 or 41.
    asked = ("--at-least", "needs_met=30.5", "--at-most", "needs_met=40")
    report = shown(capsys, "robustness", "study", *asked)
    policies = {row["policy"]: row["satisficing"] for row in report["policies"]}
    assert policies == {"status_quo": 1, "unit_jagoi_full": 0}
    unit = [row for row in report["satisficing"] if row["policy"] == "unit_jagoi_full"]
    assert [(row["at_least"], row["at_most"], row["share"]) for row in unit] == [
        (None, None, 0),
        (30.5, None, 0.5),
        (None, 40, 0.5),
    ]


POLICIES = (
    *("--policy", "status_quo", "--policy", "unit_jagoi_full", "--replications", "1", *QUIET),
    *("--set", "unit.delegation=0.75", "--out", "study"),
)
CAUTIOUS = ("--vary", "behaviour.cost_sensitivity=1,3")
NAMES = ("--vary", "post.status=plb,full", "--vary", "unit.location=Jagoi,Siding")


def test_all_combinations_have_shares_without_intervals_and_no_failures(small_world, capsys):
    call(capsys, "sweep", *CAUTIOUS, "--vary", "behaviour.nest=0.5,1", *POLICIES)
    report = shown(capsys, "robustness", "study", "--at-least", "needs_met=40")
    assert {row["share"] for row in report["satisficing"]} == {0, 0.5}
    assert {row["low"] for row in report["satisficing"]} == {None}
    assert report["factors_of_maps"] == ["behaviour.cost_sensitivity", "behaviour.nest"]
    _, out, _ = call(capsys, "robustness", "study")
    assert "all combinations of the values given, not a sample" in out
    code, _, err = call(capsys, *DISCOVER, "--below", "0")
    assert code == 2
    assert "made by 'factorial' and are no sample" in err


def test_points_that_are_no_sample_are_refused_with_what_to_run(small_world, capsys):
    call(capsys, *SCREENING, "--samples", "4", "--out", "study")
    code, out, err = call(capsys, "robustness", "study")
    assert (code, out) == (2, "")
    assert "made by 'morris' and are no sample of what is not known; run 'sweep --method" in err


@pytest.mark.parametrize("factors", [CAUTIOUS, NAMES])
@pytest.mark.parametrize("language", ["en", "id"])
def test_without_two_numbers_there_is_a_table_and_no_map(small_world, capsys, factors, language):
    call(capsys, "sweep", *factors, *POLICIES)
    report = shown(capsys, "robustness", "study", "--at-least", "needs_met=20")
    assert report["factors_of_maps"] == []
    assert [path.rpartition("/")[2] for path in report["figures"]] == [
        "regret.needs_met.en.png",
        "regret.needs_met.en.svg",
        "regret.needs_met.en.pdf",
    ]
    code, out, _ = call(capsys, "robustness", "study", "--lang", language)
    assert code == 0
    assert {"en": "No maps: they need two", "id": "Tanpa peta"}[language] in out


def test_names_are_mapped_where_they_are_asked_for(small_world, capsys):
    call(capsys, "sweep", *NAMES, *POLICIES)
    axes = ("--across", "post.status", "--up", "unit.location")
    report = shown(capsys, "robustness", "study", *axes)
    assert report["factors_of_maps"] == ["post.status", "unit.location"]
    assert any("regret_map" in path for path in report["figures"])


def test_a_study_of_which_all_runs_failed_says_so(small_world, capsys, monkeypatch):
    monkeypatch.setattr("experiments.commands.study.run_model", failing)
    call(capsys, *HYPERCUBE)
    for command in (("robustness", "study"), (*DISCOVER, "--below", "0")):
        code, out, err = call(capsys, *command)
        assert (code, out) == (2, "")
        assert "No run of 'study' is done" in err


def test_points_with_a_failed_run_are_left_out_and_counted(small_world, capsys, monkeypatch):
    monkeypatch.setattr("experiments.commands.study.run_model", FailingOnce())
    call(capsys, *HYPERCUBE)
    assert shown(capsys, "robustness", "study")["left_out"] == 1
    out = call(capsys, "robustness", "study")[1]
    assert "1 of 200 points are left out" in out
    pytest.importorskip("ema_workbench", reason="the extra 'discovery' is not installed")
    assert "1 of 200 points are left out" in call(capsys, *DISCOVER, "--below", "0")[1]


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
        (
            ("robustness", "study", "--at-most", "needs_met=nan"),
            "give a number, as in needs_met=50",
        ),
        (("robustness", "study", "--across", "unit.size"), "no factor 'unit.size'"),
        ((*DISCOVER, "--below", "nan"), "give a number, as in --below 2"),
    ],
)
def test_what_a_study_cannot_answer_is_a_sentence(surveyed, capsys, arguments, sentence):
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    assert sentence in err
