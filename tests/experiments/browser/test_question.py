import json
import math
import shlex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.browser.levers import side_of
from experiments.browser.limits import Limits
from experiments.browser.question import Question, read_question, served_region
from experiments.cli import cli
from experiments.plan import Plan
from experiments.settling import settle
from model.errors import InputError
from model.parameter import parameters
from model.policy import policies
from model.scenario import Scenario

LIMITS = Limits()
UNIT = {"unit.opening_month": 25, "unit.delegation": 0.8}
KNOWN = {info.path: info for info in parameters(Scenario)}


def read(**asked):
    return read_question(asked, LIMITS)


def refused(**asked):
    with pytest.raises(InputError) as refusal:
        read(**asked)
    return refusal.value.problems


def again(question):
    """The question read from what its answer says of it."""
    described = {name: getattr(question, name) for name in Question.__dataclass_fields__}
    return read_question(json.loads(json.dumps(described)), LIMITS)


def test_a_preset_named_is_that_preset_and_its_levers():
    question = read(policy="mobile_only")
    assert question.policy == "mobile_only"
    assert question.levers == {"mobile.opening_month": 25}
    assert question.policy_file() is None


def test_a_preset_with_another_lever_is_a_policy_of_ones_own():
    question = read(policy="unit_jagoi_full", levers={"unit.delegation": 0.25})
    assert question.policy is None
    assert question.levers["unit.delegation"] == 0.25
    assert question.levers["unit.vertical_delegation"] == 1.0


def test_moving_the_levers_of_a_preset_by_hand_is_asking_for_the_preset():
    named = read(policy="unit_jagoi_full")
    assert read(levers=named.levers) == named


def test_a_lever_at_its_default_changes_nothing():
    plain = read(levers=UNIT)
    assert read(levers=UNIT | {"mobile.opening_month": 0, "unit.closing_month": 0}) == plain


def test_the_order_in_which_policies_are_joined_does_not_matter():
    one = read(policy="unit_jagoi_full+plbn_full")
    assert read(policy="plbn_full + unit_jagoi_full+plbn_full") == one
    assert one.policy == "unit_jagoi_full+plbn_full"


@pytest.mark.parametrize("asked", [{}, {"policy": "status_quo"}, {"levers": {"unit.counters": 2}}])
def test_a_policy_that_changes_nothing_is_refused(asked):
    if asked.get("levers"):
        default = KNOWN["unit.counters"].default
        asked = {"levers": {"unit.counters": default}}
    (sentence,) = refused(**asked)
    assert sentence == "Nothing differs from the status quo; move a lever or choose a policy."


def test_all_problems_are_told_at_once():
    problems = refused(
        polcy="x",
        policy="unit_jagoi_ful",
        levers={"unit.delegatoin": 1, "unit.delegation": 2, "agencies.ego": 0.5, "run.scale": 2},
        world={"mobile.trips_per_month": 3, "needs.household_size": 4.0},
        months=0,
        replications=21,
        seed=-1,
    )
    assert set(problems) >= {
        "polcy: there is no such key in a question; did you mean 'policy'?",
        "policy 'unit_jagoi_ful': there is no such policy; did you mean 'unit_jagoi_full'?",
        "months: 0 is not allowed; give a whole number from 1 to 240.",
        "replications: 21 is not allowed; give a whole number from 1 to 20.",
        "seed: -1 is not allowed; give a whole number from 0 to 2**62.",
        "unit.delegatoin: there is no such parameter; did you mean 'unit.delegation'?",
        "unit.delegation: 2 is not allowed; give a number from 0 to 1 (share).",
        "agencies.ego: is an uncertainty, no lever; it belongs to the world, which both sides "
        "share.",
        "run.scale: is a setting of the run; give 'months', or leave it out.",
        "mobile.trips_per_month: is a lever; it changes the policy's side only, and not the world "
        "that both sides share.",
        "needs.household_size: cannot be set here, as the maps show a fixed set of households.",
    }


def test_a_place_that_the_region_lacks_is_refused():
    (sentence,) = refused(levers=UNIT | {"unit.location": "Selaus"})
    assert "'Selaus' is no seat of a sub-district" in sentence
    assert "did you mean 'Seluas'?" in sentence


def test_a_preset_that_holds_events_of_the_world_is_compared_as_it_is():
    (sentence,) = refused(policy="history", levers={"unit.opening_month": 25})
    assert "not changed" in sentence
    for name in ("history", "history+unit_jagoi_full"):
        (sentence,) = refused(
            policy=name,
            world={"shocks.desk_outage_start": 5, "shocks.desk_outage_months": 7},
        )
        assert "holds shocks.desk_outage_start, shocks.desk_outage_months itself" in sentence


@pytest.mark.parametrize("world", [{}, {"agencies.ego": 0.25, "loops.brokers": False}])
@pytest.mark.parametrize(
    "name",
    [
        *(policy.name for policy in policies() if policy.name != "status_quo"),
        "unit_jagoi_full+history",
    ],
)
def test_every_preset_keeps_its_name_and_is_read_back_in_any_world(name, world):
    question = read(policy=name, world=world)
    assert set(question.policy.split("+")) == set(name.split("+"))
    assert not set(question.levers) & set(question.world)
    assert again(question) == question
    assert again(question).key == question.key


def test_all_problems_are_told_of_an_unknown_policy_too():
    problems = refused(policy="nothing", levers=UNIT | {"unit.location": "Selaus"}, months=0)
    assert [problem.partition(":")[0] for problem in problems] == [
        "months", "policy 'nothing'", "policy 'my_policy'"
    ]  # fmt: skip
    assert "did you mean 'Seluas'?" in problems[-1]


@pytest.mark.parametrize(
    "name",
    ["../policies/combined", "/etc/passwd", "pyproject.toml", "model/policies/combined.toml"],
)
def test_a_policy_is_never_a_file(name):
    (sentence,) = refused(policy=name)
    assert "there is no such policy" in sentence


def test_the_world_is_on_both_sides_and_levers_are_on_one():
    question = read(levers=UNIT, world={"agencies.ego": 0.25, "loops.brokers": False}, months=60)
    quo, policy = question.alternatives(served_region())
    assert quo.scenario.flat().items() ^ policy.scenario.flat().items() == {
        *UNIT.items(),
        *((path, KNOWN[path].default) for path in UNIT),
    }
    assert quo.scenario.agencies.ego == policy.scenario.agencies.ego == 0.25
    assert quo.scenario.run.months == 60


def test_questions_have_one_key_if_they_are_equal_and_others_if_not():
    asked = [
        {"levers": UNIT},
        {"levers": UNIT, "world": {"agencies.ego": 0.25}},
        {"levers": UNIT, "months": 60},
        {"levers": UNIT, "replications": 2},
        {"levers": UNIT, "seed": 2},
        {"policy": "combined"},
    ]
    assert len({read(**one).key for one in asked}) == len(asked)
    assert read(**asked[0]).key == read(**asked[0]).key


def plan_of(command):
    """The plan that the command line makes of a command."""
    words = shlex.split(command)
    assert words[:4] == ["uv", "run", "run.py", "compare"]
    context = cli.commands["compare"].make_context("compare", words[4:])
    names = {field for field in Plan.__dataclass_fields__ if field in context.params}
    return Plan(command="compare", **{name: context.params[name] for name in names})


@pytest.mark.parametrize(
    "asked",
    [
        {"policy": "combined"},
        {"policy": "unit_jagoi_full+plbn_full", "months": 36, "replications": 2, "seed": 9},
        {
            "levers": UNIT | {"unit.location": "Seluas", "cbc.share_burdens": True},
            "world": {
                "agencies.ego": 0.25,
                "loops.brokers": False,
                "shocks.slump_start": 30,
                "shocks.slump_months": 6,
            },
        },
        {"levers": {"unit.opening_month": 25, "roads.speed_factor": 1.5, "post.status": "full"}},
    ],
)
def test_the_command_makes_the_same_runs(asked, tmp_path, monkeypatch):
    question = read(**asked)
    monkeypatch.chdir(tmp_path)
    if question.policy_file() is not None:
        (tmp_path / "my_policy.toml").write_text(question.policy_file(), encoding="utf-8")
    design = settle(plan_of(question.command()))
    mine = question.alternatives(served_region())
    assert [one.scenario.content_hash for one in design.alternatives] == [
        one.scenario.content_hash for one in mine
    ]
    assert design.seeds == question.seeds
    assert design.region.content_hash == served_region().content_hash


def values(info):
    if info.type == "bool":
        return st.booleans()
    if info.type == "str":
        return st.sampled_from(info.choices)
    if info.type == "int":
        return st.integers(int(info.low), int(info.high))
    return st.floats(info.low, info.high, allow_nan=False)


def of_side(world):
    side = "world" if world else "policy"
    paths = [path for path, info in KNOWN.items() if side_of(info) == side]
    return st.lists(st.sampled_from(paths), max_size=5, unique=True).flatmap(
        lambda some: st.fixed_dictionaries({path: values(KNOWN[path]) for path in some})
    )


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([None, *(policy.name for policy in policies())]),
    of_side(False),
    of_side(True),
    st.integers(1, 240),
    st.integers(1, 20),
    st.integers(0, 2**62),
)
def test_what_an_answer_says_of_its_question_is_the_question(
    policy, levers, world, months, replications, seed
):
    asked = {"policy": policy, "levers": levers, "world": world, "months": months}
    try:
        question = read(**asked, replications=replications, seed=seed)
    except InputError:
        return
    assert again(question) == question


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(10**200, 10**201),
    st.floats(),
    st.sampled_from([math.nan, math.inf, -0.0, 1e308]),
    st.text(max_size=30),
    st.sampled_from(["x" * 10**6, "\ud800", "combined", "+", "a+b"]),
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)
paths = st.sampled_from(sorted(KNOWN)) | st.text(max_size=20)
tables = st.dictionaries(paths, anything, max_size=6) | anything


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.text(max_size=10), anything, max_size=2),
    st.fixed_dictionaries(
        {},
        optional={
            "policy": anything,
            "levers": tables,
            "world": tables,
            "months": anything,
            "replications": anything,
            "seed": anything,
        },
    ),
)
def test_whatever_is_posted_is_a_question_or_is_refused_in_short_sentences(other, asked):
    problems = []
    try:
        assert isinstance(read_question(other | asked, LIMITS), Question)
    except InputError as refusal:
        problems += refusal.problems
    for sentence in problems:
        assert len(sentence) < 800
        sentence.encode()


def test_a_hundred_unknown_names_are_not_all_told():
    problems = refused(levers={f"unit.wrong{number}": 1 for number in range(100)})
    assert len(problems) <= 12
    assert "levers: 90 more names are no parameters." in problems
