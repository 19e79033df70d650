"""Claims about the named policies and about reading a policy from a file."""

from itertools import groupby
from pathlib import Path

import pytest

from model.errors import InputError
from model.parameter import parameters
from model.policy import Policy, load_policy, policies
from model.scenario import Scenario

POLICIES = policies()
UNITS = {info.path: info.unit for info in parameters(Scenario)}
ROLES = {info.path: info.role for info in parameters(Scenario)}

VALID = """
[label]
en = "More counters"
id = "Loket ditambah"
[description]
en = "A unit with five counters."
id = "Unit dengan lima loket."
[levers.unit]
opening_month = 30
counters = 5
files_per_day = 10
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return file


def problems_of(name_or_path: str | Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        load_policy(name_or_path)
    return list(caught.value.problems)


def test_the_policies_come_in_a_fixed_order_with_the_status_quo_first() -> None:
    assert [policy.name for policy in POLICIES] == [
        "status_quo",
        "unit_jagoi_low",
        "unit_jagoi_full",
        "unit_seluas",
        "mobile_only",
        "roads_first",
        "facilitators_counter",
        "plbn_full",
        "plbn_coordinated",
        "security_first",
        "higher_allowance",
        "cbc_high",
        "passport_counter",
        "clinics",
        "combined",
        "history",
    ]


def test_policies_of_one_group_stand_together_services_first() -> None:
    groups = [policy.group for policy in POLICIES if policy.kind == "policy"]
    assert [group for group, _ in groupby(groups)] == ["service", "border", "together"]


def test_there_is_one_baseline_without_levers_and_one_history() -> None:
    assert [p.name for p in POLICIES if p.kind == "baseline"] == ["status_quo"]
    assert [p.name for p in POLICIES if p.kind == "history"] == ["history"]
    assert dict(load_policy("status_quo").levers) == {}


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_every_policy_changes_levers_only_and_speaks_both_languages(policy: Policy) -> None:
    assert {ROLES[path] for path in policy.levers} <= {"lever"}
    for texts in (policy.label, policy.description):
        assert set(texts) == {"en", "id"}
        assert all(text and text == text.strip() for text in texts.values())
        assert texts["en"] != texts["id"]


@pytest.mark.parametrize(
    "policy", [p for p in POLICIES if p.kind == "policy"], ids=lambda policy: policy.name
)
def test_named_policies_differ_from_the_status_quo_and_begin_in_month_25(policy: Policy) -> None:
    starts = {value for path, value in policy.levers.items() if UNITS[path] == "month"}
    assert starts == {25}
    assert Scenario().replaced(policy.levers) != Scenario()


@pytest.mark.parametrize(
    "policy", [p for p in POLICIES if p.kind == "policy"], ids=lambda policy: policy.name
)
def test_a_named_policy_sets_no_lever_that_acts_before_its_month(policy: Policy) -> None:
    sections = {path.split(".")[0] for path in policy.levers}
    post = {path for path in policy.levers if path.startswith("post.")}
    opened = {path.split(".")[0] for path in policy.levers if path.endswith(".opening_month")}
    assert sections - opened <= {"post"}
    if post & {"post.status", "post.plbn_lanes", "post.plbn_ict_uptime"}:
        assert policy.levers["post.status_month"] == 25
    full_or_counter = ("post.status", "post.plbn_", "post.passport_counter_", "post.abroad_month")
    assert all(path.startswith(full_or_counter) for path in post)


def test_history_dates_the_outage_from_september_2017_to_december_2018() -> None:
    shocks = Scenario().replaced(load_policy("history").levers).shocks
    first = shocks.desk_outage_start
    last = first + shocks.desk_outage_months - 1
    assert [(2016 + (m - 1) // 12, (m - 1) % 12 + 1) for m in (first, last)] == [
        (2017, 9),
        (2018, 12),
    ]


def test_history_roads_cut_the_trip_to_between_2_and_2_and_a_half_hours_after_2018() -> None:
    scenario = Scenario().replaced(load_policy("history").levers)
    assert scenario.roads.opening_month == 3 * 12 + 1
    assert 2 <= scenario.travel.hours_to_town / scenario.roads.speed_factor <= 2.5


def test_the_two_full_units_differ_in_their_place_only() -> None:
    jagoi, seluas = load_policy("unit_jagoi_full").levers, load_policy("unit_seluas").levers
    assert {path for path in jagoi if jagoi[path] != seluas[path]} == {"unit.location"}
    assert jagoi.keys() == seluas.keys()


def test_history_follows_the_dated_facts_of_the_gate() -> None:
    assert Scenario().replaced(load_policy("history").levers).post.dated


def test_the_coordinated_post_is_the_full_post_and_more() -> None:
    full, coordinated = load_policy("plbn_full").levers, load_policy("plbn_coordinated").levers
    assert full.items() < coordinated.items()


def test_the_combined_policy_is_the_unit_the_post_the_cooperation_and_the_counter() -> None:
    joined = load_policy("unit_jagoi_full+plbn_coordinated+cbc_high+passport_counter")
    combined = load_policy("combined")
    assert combined.levers == joined.levers
    assert (combined.group, combined.order) == (joined.group, joined.order)


def test_joined_policies_hold_the_levers_and_texts_of_each() -> None:
    unit, post = load_policy("unit_jagoi_full"), load_policy("plbn_full")
    joined = load_policy("unit_jagoi_full+plbn_full")
    assert joined.levers == {**unit.levers, **post.levers}
    assert (joined.name, joined.kind) == ("unit_jagoi_full+plbn_full", "policy")
    for language in ("en", "id"):
        assert joined.label[language] == f"{unit.label[language]} + {post.label[language]}"
        assert joined.description[language].startswith(unit.description[language])
        assert joined.description[language].endswith(post.description[language])


def test_the_order_in_which_policies_are_joined_changes_no_lever() -> None:
    one, other = load_policy("cbc_high+plbn_full"), load_policy("plbn_full+cbc_high")
    assert list(one.levers.items()) == list(other.levers.items())


def test_a_policy_of_ones_own_can_be_joined_with_a_named_one(tmp_path: Path) -> None:
    mine = written(tmp_path, VALID)
    joined = load_policy(f"{mine}+plbn_full")
    assert joined.name == "mine+plbn_full"
    assert joined.levers == {**load_policy(mine).levers, **load_policy("plbn_full").levers}


def test_a_file_with_a_plus_in_its_name_is_one_policy(tmp_path: Path) -> None:
    file = tmp_path / "unit+post.toml"
    file.write_text(VALID, encoding="utf-8")
    assert load_policy(str(file)) == load_policy(file)
    assert load_policy(str(file)).name == "unit+post"


def test_policies_that_set_one_lever_differently_cannot_be_joined() -> None:
    assert problems_of("unit_jagoi_full+unit_seluas") == [
        "policy 'unit_jagoi_full+unit_seluas': unit.location is 'Jagoi' in 'unit_jagoi_full' but "
        "'Seluas' in 'unit_seluas'; join policies that agree."
    ]


def test_policies_that_contradict_one_another_cannot_be_joined() -> None:
    (problem,) = problems_of("history+plbn_full")
    assert problem.startswith("policy 'history+plbn_full': post.dated: ")


def test_the_problems_of_all_joined_policies_are_reported_together() -> None:
    problems = problems_of("unit_jagoi_ful+plbn_ful+unit_jagoi_low+unit_seluas")
    assert [problem.split(":")[0] for problem in problems[:2]] == [
        "policy 'unit_jagoi_ful'",
        "policy 'plbn_ful'",
    ]
    assert all("did you mean" in problem for problem in problems[:2])
    assert {problem.split(": ")[1].split(" is ")[0] for problem in problems[2:]} == {
        "unit.location",
        "unit.delegation",
        "unit.vertical_delegation",
    }


def test_a_policy_is_read_from_any_file_and_named_after_it(tmp_path: Path) -> None:
    policy = load_policy(written(tmp_path, VALID))
    assert (policy.name, policy.kind, policy.group) == ("mine", "policy", "service")
    assert dict(policy.levers) == {
        "unit.opening_month": 30,
        "unit.counters": 5,
        "unit.files_per_day": 10.0,
    }
    assert load_policy(str(tmp_path / "mine.toml")) == policy


def test_a_misspelt_policy_name_is_answered_with_the_nearest() -> None:
    (problem,) = problems_of("unit_jagoi_ful")
    assert problem.endswith("did you mean 'unit_jagoi_full'?")


def test_all_problems_of_a_policy_file_are_reported_together(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """
        kind = "plan"
        group = "borders"
        order = true
        colour = "red"
        [label]
        en = "Wrong"
        fr = "Faux"
        [levers]
        unti = {}
        mobile = 3
        [levers.unit]
        opening_month = 30
        closing_month = 20
        delegatoin = 0.8
        [levers.roads]
        speed_factor = 9
        [levers.behaviour]
        nest = 0.5
        [levers.run]
        months = 12
        """,
    )
    problems = problems_of(file)
    assert all(problem.startswith(f"{file}: ") for problem in problems)
    paths = [problem.removeprefix(f"{file}: ").split(":")[0] for problem in problems]
    assert sorted(paths) == [
        "colour",
        "description",
        "group",
        "kind",
        "label.fr",
        "label.id",
        "levers.behaviour.nest",
        "levers.mobile",
        "levers.roads.speed_factor",
        "levers.run.months",
        "levers.unit.closing_month",
        "levers.unit.delegatoin",
        "levers.unti",
        "order",
    ]


def test_a_parameter_that_is_no_lever_is_refused_by_its_role(tmp_path: Path) -> None:
    text = VALID + "[levers.travel]\nfare = 500\n[levers.loops]\nbrokers = false\n"
    uncertain, switch = problems_of(written(tmp_path, text))
    assert uncertain.endswith(
        "travel.fare: is an uncertainty, no lever; a policy may change levers only."
    )
    assert switch.endswith(
        "loops.brokers: is a setting, no lever; a policy may change levers only."
    )


@pytest.mark.parametrize("levers", ["levers = 3", 'levers = "unit"', "levers = []"])
def test_levers_that_are_no_tables_are_refused(tmp_path: Path, levers: str) -> None:
    (problem,) = problems_of(written(tmp_path, levers + VALID.partition("[levers.unit]")[0]))
    assert "give tables such as [levers.unit]" in problem


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    missing, folder, binary = tmp_path / "none.toml", tmp_path / "folder.toml", tmp_path / "b.toml"
    folder.mkdir()
    binary.write_bytes(b"\xff\xfe")
    assert problems_of(missing) == [f"{missing}: there is no such file."]
    assert problems_of(str(missing)) == [f"{missing}: there is no such file."]
    assert "cannot be read" in problems_of(folder)[0]
    assert "not text in UTF-8" in problems_of(binary)[0]
    assert "line 2" in problems_of(written(tmp_path, "[label]\nen = \n"))[0]
