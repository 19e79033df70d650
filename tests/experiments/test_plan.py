import dataclasses
import json

import pytest

from experiments.plan import COMMANDS, METHODS, SWEEPS, Plan, plan_from, read_plan
from experiments.settling import settle
from model.errors import InputError

PLAN = """
command = "sweep"
policy = ["unit_jagoi_full"]
vary = ["unit.delegation=0:1:0.5", "post.status=plb,full"]
set = ["agencies.ego=0.4"]
replications = 2
months = 12
scale = 0.01
"""


def written(tmp_path, text):
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plan_in_a_file_is_the_plan_of_the_options(tmp_path):
    assert read_plan(written(tmp_path, PLAN)) == Plan(
        command="sweep",
        policy=("unit_jagoi_full",),
        vary=("unit.delegation=0:1:0.5", "post.status=plb,full"),
        set=("agencies.ego=0.4",),
        replications=2,
        months=12,
        scale=0.01,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_plan_survives_the_manifest(command):
    vary = ("work.*",) if command in ("sweep", "sensitivity") else ()
    plan = Plan(command=command, vary=vary, set=("unit.uptime=0.5",), scale=0.5).completed()
    assert plan_from(json.loads(json.dumps(plan.described()))) == plan


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("varry = []", "varry: there is no such key in a plan; did you mean 'vary'?"),
        ('seed = "1"', "seed: '1' is not allowed; give a whole number."),
        ("seed = true", "seed: true is not allowed; give a whole number."),
        ("seed = -1", "seed: -1 is not allowed; give a whole number from 0 to 2**62."),
        ('output = "needs_met"', "output: 'needs_met' is not allowed; give a list of texts."),
        ("noise_points = -1", "noise_points: -1 is not allowed; give 0 or more."),
        ('method = "sobl"', "method: 'sobl' is not allowed; give one of"),
        ("effect = true", "effect: 'sweep' cannot use it; it belongs to 'sensitivity'."),
        ("noise_points = 3", "noise_points: 'sweep' cannot use it"),
        ('group = ["a=b"]', "group: 'sweep' cannot use it"),
        ("samples = 3", "samples: a factorial design runs all values"),
        ('method = "sobol"', "'sobol' belongs to 'sensitivity'; 'sweep' takes factorial"),
    ],
)
def test_a_wrong_line_of_a_plan_is_a_sentence_with_the_name_of_the_file(tmp_path, line, sentence):
    path = written(tmp_path, PLAN + line)
    with pytest.raises(InputError) as error:
        read_plan(path)
    assert f"{path}: " in error.value.problems[0]
    assert sentence in str(error.value)


@pytest.mark.parametrize("text", ["command = ", "= 3", "\xff"])
def test_a_file_that_is_no_toml_is_a_sentence(tmp_path, text):
    with pytest.raises(InputError, match="not valid TOML"):
        read_plan(written(tmp_path, text))


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        read_plan(tmp_path / "plan.toml")


def test_a_plan_settles_into_every_policy_at_every_point_under_every_seed(tmp_path):
    design = settle(read_plan(written(tmp_path, PLAN)))
    runs = list(design.runs())
    assert len(runs) == design.size == 3 * 2 * 2
    assert {run.scenario.unit.opening_month for run in runs} == {
        design.alternatives[0].policy.levers["unit.opening_month"]
    }
    assert {(run.scenario.unit.delegation, run.scenario.post.status) for run in runs} == {
        (delegation, status) for delegation in (0.0, 0.5, 1.0) for status in ("plb", "full")
    }
    assert {run.scenario.agencies.ego for run in runs} == {0.4}
    assert len({run.key for run in runs}) == len(runs)


def sensitivity(**changes):
    plan = {"command": "sensitivity", "vary": ("behaviour.*",), "samples": 4, "scale": 0.01}
    return Plan(**{**plan, **changes})


def test_an_effect_runs_the_status_quo_at_every_point():
    design = settle(sensitivity(policy=("unit_seluas",), effect=True, noise_points=0))
    assert [one.policy.name for one in design.alternatives] == ["status_quo", "unit_seluas"]
    assert design.size == 2 * len(design.points)


def test_some_points_spread_over_the_design_are_run_under_more_seeds():
    design = settle(sensitivity(seed=5, noise_points=3, noise_replications=4))
    last = len(design.points) - 1
    assert design.replicated == (0, round(last / 2), last)
    assert design.more_seeds == (6, 7, 8)
    runs = list(design.runs())
    assert len(runs) == design.size == len(design.points) + 3 * 3
    assert [run.seed for run in runs if run.point == 0] == [5, 6, 7, 8]


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({"vary": ()}, ["--vary: missing"]),
        ({"output": ("needsmet",)}, ["there is no indicator 'needsmet'; did you mean 'needs_met'"]),
        ({"policy": ("a", "b")}, ["'sensitivity' takes one policy and got 2; use 'sweep'"]),
        ({"effect": True}, ["--effect: needs a policy"]),
        ({"method": "sobol", "samples": 5}, ["--samples"]),
        ({"method": "sobol", "samples": None}, ["--samples: missing"]),
        ({"method": "latin_hypercube"}, ["belongs to 'sweep'"]),
        ({"command": "compare"}, ["--vary: 'compare' cannot use it; it belongs to 'sweep' and"]),
        ({"command": "run", "replications": 3}, ["--replications: 'run' cannot use it"]),
        ({"second_order": True}, ["--second-order: 'morris' cannot use it; it belongs to 'sobol'"]),
        ({"output": ("needs_met@nowhere",)}, ["there is no sub-district 'nowhere'"]),
        ({"levels": -2}, ["--levels: -2 is not allowed"]),
        (
            {"set": ("behaviour.nest=0.5",), "region": "bengkayan", "group": ("a=x",)},
            ["behaviour.nest is given by --set and by --vary", "bengkayang", "'x' is not varied"],
        ),
    ],
)
def test_everything_that_is_wrong_with_a_plan_is_told_together(changes, sentences):
    with pytest.raises(InputError) as error:
        settle(sensitivity(**changes))
    for sentence in sentences:
        assert sentence in str(error.value)


def test_points_that_contradict_the_region_are_counted():
    places, opens = ("unit.location=Jagoi,Kuching",), ("unit.opening_month=1",)
    with pytest.raises(InputError, match=r"'Kuching' is no seat .* \(At 1 of 2 points"):
        settle(Plan(command="sweep", vary=places, set=opens, scale=0.01))


def test_every_method_that_a_plan_may_name_settles():
    for method in METHODS:
        command = "sweep" if method in SWEEPS else "sensitivity"
        samples = {"factorial": None, "one_at_a_time": None, "sobol": 4}.get(method, 128)
        vary = ("unit.delegation=0,1", "unit.counters=1,2")
        plan = Plan(command=command, method=method, samples=samples, vary=vary, scale=0.01)
        assert settle(plan).size >= 4


def test_one_at_a_time_changes_one_factor_and_leaves_the_policys_own_values():
    plan = Plan(
        command="sweep",
        method="one_at_a_time",
        vary=("unit.delegation=0:1", "unit.counters=1,2"),
        policy=("unit_jagoi_full",),
        replications=1,
        scale=0.01,
    )
    unit = settle(plan).alternatives[0].scenario.unit
    runs = [run.scenario.unit for run in settle(plan).runs()]
    assert [(one.delegation, one.counters) for one in runs] == [
        *((share, unit.counters) for share in (0, 0.25, 0.5, 0.75, 1)),
        *((unit.delegation, number) for number in (1, 2)),
    ]


def test_morris_draws_names_equally_often_or_says_what_would():
    vary = ("post.status", "unit.delegation=0:1")
    with pytest.raises(InputError, match=r"--levels: 4 lines draw .* unequally"):
        settle(sensitivity(vary=vary))
    design = settle(sensitivity(vary=vary, levels=6, samples=40, noise_points=0))
    names = design.points.columns[0]
    assert {name: names.count(name) > len(names) / 5 for name in set(names)} == dict.fromkeys(
        ("none", "plb", "full"), True
    )


def test_what_is_missing_is_told_once():
    with pytest.raises(InputError) as error:
        settle(sensitivity(method="sobol", samples=None))
    assert error.value.problems == ("--samples: missing; say how many, as in 64.",)


def test_levers_that_vary_leave_the_status_quo_beside_a_policy_alone():
    plan = Plan(
        command="sweep",
        vary=("unit.opening_month=1,12", "agencies.ego=0.1,0.9"),
        policy=("status_quo", "unit_jagoi_full"),
        replications=1,
        scale=0.01,
    )
    runs = list(settle(plan).runs())
    opened = {(run.policy, run.scenario.unit.opening_month) for run in runs}
    assert opened == {("status_quo", 0), ("unit_jagoi_full", 1), ("unit_jagoi_full", 12)}
    assert {run.scenario.agencies.ego for run in runs if run.policy == "status_quo"} == {0.1, 0.9}
    alone = settle(dataclasses.replace(plan, policy=()))
    assert {run.scenario.unit.opening_month for run in alone.runs()} == {1, 12}


def test_the_same_runs_for_another_question_are_another_study():
    plans = [
        sensitivity(method="pawn", samples=128),
        sensitivity(method="rbd_fast", samples=128),
        sensitivity(method="pawn", samples=128, series=True),
        sensitivity(method="pawn", samples=128, output=("needs_met",)),
    ]
    names = [settle(plan).name for plan in plans]
    # Another output is read from the same runs.
    assert names[0] == names[3]
    assert len(set(names)) == 3
