"""Claims about the registry of parameters and about changing a scenario."""

import math
import pickle
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from model.errors import InputError, closest, nearest, shown
from model.parameter import ParameterInfo, parameters
from model.scenario import Scenario, parse_assignment, parse_assignments

REGISTRY = {info.path: info for info in parameters(Scenario)}
STATUS_QUO = Scenario()


def problems_of(changes: Mapping[str, object]) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        STATUS_QUO.replaced(changes)
    return caught.value.problems


@pytest.mark.parametrize("info", REGISTRY.values(), ids=REGISTRY)
def test_every_parameter_says_what_it_means_in_both_languages(info: ParameterInfo) -> None:
    texts = (info.unit, info.source, info.label_en, info.label_id, info.help_en, info.help_id)
    assert all(text and text == text.strip() for text in texts)
    assert info.help_en.endswith(".")
    assert info.help_id.endswith(".")
    assert info.role in {"lever", "uncertainty", "setting"}
    assert (info.label("en"), info.label("id")) == (info.label_en, info.label_id)
    assert (info.help("en"), info.help("id")) == (info.help_en, info.help_id)


@pytest.mark.parametrize("info", REGISTRY.values(), ids=REGISTRY)
def test_defaults_and_sampled_ranges_lie_within_the_validity_bounds(info: ParameterInfo) -> None:
    if info.type in {"int", "float"}:
        assert info.low is not None
        assert info.high is not None
        assert info.low <= float(info.default) <= info.high
        if info.sample is not None:
            low, high = (float(end) for end in info.sample)
            assert info.low <= low < high <= info.high
    if info.type == "str":
        assert info.default in info.choices


@pytest.mark.parametrize(
    "info", [info for info in REGISTRY.values() if info.role == "uncertainty"], ids=lambda i: i.path
)
def test_every_uncertainty_has_a_range_that_contains_its_default(info: ParameterInfo) -> None:
    assert info.sample is not None
    if info.type == "str":
        assert info.default in info.sample
    else:
        low, high = (float(end) for end in info.sample)
        assert low <= float(info.default) <= high


def test_labels_are_unique_in_each_language() -> None:
    for language in ("en", "id"):
        assert len({info.label(language) for info in REGISTRY.values()}) == len(REGISTRY)


def test_the_registry_lists_all_fields_in_the_order_of_the_flat_scenario() -> None:
    assert list(REGISTRY) == list(STATUS_QUO.flat())
    assert {path: info.default for path, info in REGISTRY.items()} == STATUS_QUO.flat()


def test_the_status_quo_opens_nothing_and_suffers_nothing() -> None:
    dated = [
        value
        for path, value in STATUS_QUO.flat().items()
        if path.endswith(("_month", "_start")) and REGISTRY[path].unit == "month"
    ]
    assert len(dated) == 20
    assert set(dated) == {0}


def test_the_post_of_the_status_quo_takes_border_passes_only() -> None:
    post = STATUS_QUO.post
    assert (post.status, post.dated) == ("plb", False)


def test_before_a_security_policy_its_levers_say_what_holds_without_it() -> None:
    security = STATUS_QUO.security
    assert (security.weight, security.inspection) == (
        security.base_weight,
        security.base_inspection,
    )


def test_present_agreements_have_as_many_of_the_eleven_items_as_the_levers_say() -> None:
    cbc = STATUS_QUO.cbc
    assert cbc.base_quality == pytest.approx((cbc.format_items + cbc.institution_items) / 11, 0.05)


def test_the_sampled_allowance_reaches_the_1500_ringgit_proposed_over_the_600_in_force() -> None:
    sample = REGISTRY["trade.allowance_factor"].sample
    assert sample is not None
    assert sample[1] == 1500 / 600


def test_incomes_of_700_and_4000_dollars_give_the_weaker_side_295_thousandths_of_the_power() -> (
    None
):
    exponent = STATUS_QUO.cbc.bargaining_exponent
    assert 700**exponent / (700**exponent + 4000**exponent) == pytest.approx(0.2949, abs=1e-4)


def test_the_full_post_costs_its_contract_deflated_by_the_inflation_of_2019_and_2020() -> None:
    assert pytest.approx(207.35e9 / 1.0272 / 1.0168, rel=0.001) == STATUS_QUO.costs.plbn_setup


def test_the_odds_of_a_birth_certificate_with_marriage_papers_are_ninety_percent_higher() -> None:
    assert math.exp(STATUS_QUO.behaviour.marriage_certificate_help) == pytest.approx(1.9, abs=1e-3)


def test_fixed_households_keep_their_size_because_departures_balance_births_less_deaths() -> None:
    needs = STATUS_QUO.needs
    assert needs.departure_rate == needs.birth_rate - needs.death_rate


def test_the_unit_costs_the_assumed_2024_rupiah_deflated_by_the_inflation_of_2019_to_2024() -> None:
    inflation = (2.72, 1.68, 1.87, 5.51, 2.61, 1.57)
    deflator = 1 / math.prod(1 + rate / 100 for rate in inflation)
    assert pytest.approx(2.0e9 * deflator, rel=0.01) == STATUS_QUO.costs.unit_setup
    assert pytest.approx(0.9e9 * deflator, rel=0.01) == STATUS_QUO.costs.unit_running


def test_replacing_changes_what_is_named_and_nothing_else() -> None:
    changed = STATUS_QUO.replaced({"unit.delegation": 0.8, "loops.brokers": False})
    differing = {k: v for k, v in changed.flat().items() if v != STATUS_QUO.flat()[k]}
    assert differing == {"unit.delegation": 0.8, "loops.brokers": False}
    assert Scenario() == STATUS_QUO


def test_a_scenario_is_rebuilt_from_its_flat_values_and_survives_pickling() -> None:
    changed = STATUS_QUO.replaced({"unit.opening_month": 25, "travel.reading": "return"})
    assert STATUS_QUO.replaced(changed.flat()) == changed
    assert pickle.loads(pickle.dumps(changed)) == changed


def test_equal_scenarios_have_equal_hashes_and_different_ones_differ() -> None:
    whole = STATUS_QUO.replaced({"travel.fare": 800})
    assert whole.content_hash == STATUS_QUO.replaced({"travel.fare": 800.0}).content_hash
    assert whole.content_hash == STATUS_QUO.replaced({"travel.fare": np.float64(800)}).content_hash
    hashes = {
        STATUS_QUO.replaced({path: other_value(info)}).content_hash
        for path, info in REGISTRY.items()
        if not goes_with_another(path)
    }
    unchecked = [path for path in REGISTRY if goes_with_another(path)]
    assert len(hashes | {STATUS_QUO.content_hash}) == len(REGISTRY) - len(unchecked) + 1


def goes_with_another(path: str) -> bool:
    """Whether a change of this parameter alone is a contradiction."""
    spans = path.startswith("shocks.") and path.endswith(("_start", "_months"))
    return spans or path.endswith("closing_month") or path == "post.abroad_month"


def other_value(info: ParameterInfo) -> object:
    if info.type == "bool":
        return not info.default
    if info.type == "str":
        return next(choice for choice in info.choices if choice != info.default)
    return info.low if info.default != info.low else info.high


def test_defaults_have_the_type_and_the_hash_of_the_same_values_given() -> None:
    kinds = {path: type(value).__name__ for path, value in STATUS_QUO.flat().items()}
    assert kinds == {path: info.type for path, info in REGISTRY.items()}
    assert kinds == {path: type(info.default).__name__ for path, info in REGISTRY.items()}
    assert STATUS_QUO.replaced(STATUS_QUO.flat()).content_hash == STATUS_QUO.content_hash


def test_a_scenario_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError):
        STATUS_QUO.unit.delegation = 0.9  # type: ignore[misc]


@pytest.mark.parametrize(
    ("path", "value", "allowed"),
    [
        ("unit.delegation", 1.8, "a number from 0 to 1 (share)"),
        ("unit.delegation", "0.8", "a number from 0 to 1 (share)"),
        ("unit.delegation", True, "a number from 0 to 1 (share)"),
        ("unit.delegation", math.nan, "a number from 0 to 1 (share)"),
        ("travel.fare", math.inf, "a number from 0 to 10,000 (rupiah per km)"),
        ("unit.counters", 2.5, "a whole number from 0 to 50 (counters)"),
        ("unit.counters", True, "a whole number from 0 to 50 (counters)"),
        ("unit.counters", -1, "a whole number from 0 to 50 (counters)"),
        ("run.months", 0, "a whole number from 1 to 1,200 (months)"),
        ("loops.brokers", 1, "true or false"),
        ("loops.brokers", "true", "true or false"),
        ("travel.reading", "there", "one of 'one-way', 'return'"),
        ("travel.reading", 1, "one of 'one-way', 'return'"),
        ("post.status", "closed", "one of 'none', 'plb', 'full'"),
        ("security.weight", 1.1, "a number from 0 to 1 (share)"),
        ("cbc.format_items", 9, "a whole number from 0 to 8 (items of eight)"),
        ("cbc.share_burdens", 1, "true or false"),
        ("unit.location", "", "a name such as 'Jagoi', 'Seluas', 'Siding'"),
        ("unit.location", 3, "a name such as 'Jagoi', 'Seluas', 'Siding'"),
        ("unit.uptime", [0.5], "a number from 0 to 1 (share)"),
    ],
)
def test_a_wrong_value_is_answered_with_path_value_and_what_is_allowed(
    path: str, value: object, allowed: str
) -> None:
    assert problems_of({path: value}) == (
        f"{path}: {shown(value)} is not allowed; give {allowed}.",
    )


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("unit.delegaton", "did you mean 'unit.delegation'?"),
        ("unti.opening_month", "did you mean 'unit.opening_month'"),
        ("delegation", "did you mean 'unit.delegation' or 'mobile.delegation'?"),
        ("agencies.delegation", "did you mean 'unit.delegation' or 'mobile.delegation'?"),
        ("roads.xyz", "valid are: roads.opening_month, roads.speed_factor"),
        ("zzz", "valid are: run, unit, mobile"),
        ("", "valid are: run, unit, mobile"),
    ],
)
def test_an_unknown_path_is_answered_with_the_nearest_one(path: str, hint: str) -> None:
    (problem,) = problems_of({path: 1})
    assert problem.startswith(f"{path}: there is no such parameter; ")
    assert hint in problem


def test_a_misspelt_choice_is_answered_with_the_nearest_one() -> None:
    (problem,) = problems_of({"travel.reading": "one_way"})
    assert problem.endswith("did you mean 'one-way'?")


def test_all_problems_are_reported_together() -> None:
    problems = problems_of(
        {
            "unit.delegatoin": 0.8,
            "unit.counters": 2.5,
            "unit.closing_month": 12,
            "mobile.closing_month": 3,
            "travel.fare": -1,
            "shocks.desk_outage_start": 4,
            "shocks.capital_outage_months": 2,
        }
    )
    assert sorted(problem.split(":")[0] for problem in problems) == [
        "mobile.closing_month",
        "shocks.capital_outage_start",
        "shocks.desk_outage_start",
        "travel.fare",
        "unit.closing_month",
        "unit.counters",
        "unit.delegatoin",
    ]


def test_an_unknown_path_alone_is_refused() -> None:
    assert len(problems_of({"unit.delegatoin": 0.8, "unit.delegation": 0.8})) == 1


@pytest.mark.parametrize("section", ["unit", "mobile", "facilitators"])
def test_a_service_point_closes_only_after_it_has_opened(section: str) -> None:
    months = {f"{section}.opening_month": 25, f"{section}.closing_month": 26}
    assert STATUS_QUO.replaced(months).flat()[f"{section}.closing_month"] == 26
    assert (
        "is not after opening_month 25" in problems_of(months | {f"{section}.closing_month": 25})[0]
    )
    assert "nothing to close" in problems_of({f"{section}.closing_month": 26})[0]


def test_a_closing_month_is_not_blamed_for_a_wrong_opening_month() -> None:
    problems = problems_of({"unit.opening_month": -3, "unit.closing_month": 4})
    assert [problem.split(":")[0] for problem in problems] == ["unit.opening_month"]


@pytest.mark.parametrize(
    "shock", ["desk_outage", "capital_outage", "closure", "slump", "post_outage"]
)
def test_a_shock_has_a_start_and_a_length_or_neither(shock: str) -> None:
    start, months = f"shocks.{shock}_start", f"shocks.{shock}_months"
    assert STATUS_QUO.replaced({start: 5, months: 3}).flat()[months] == 3
    for half in ({start: 5}, {months: 3}):
        (problem,) = problems_of(half)
        assert problem.startswith(f"{start}: ")
        assert problem.endswith("give both, or 0 for both.")


def test_a_shock_of_one_month_needs_no_length() -> None:
    assert STATUS_QUO.replaced({"shocks.incident_month": 40}).shocks.incident_month == 40


@pytest.mark.parametrize(
    "given_facts", [{"status": "none"}, {"status_month": 4}, {"status": "full", "abroad_month": 9}]
)
def test_a_gate_that_follows_dated_facts_takes_no_status_or_month(
    given_facts: Mapping[str, object],
) -> None:
    assert STATUS_QUO.replaced({"post.dated": True}).post.dated
    changes = {f"post.{name}": value for name, value in given_facts.items()}
    assert problems_of({"post.dated": True, **changes}) == (
        "post.dated: true follows the region's dated facts and contradicts "
        f"{', '.join(given_facts)}; give false, or leave the others out.",
    )


def test_a_post_status_that_does_not_exist_is_answered_with_the_nearest_one() -> None:
    assert problems_of({"post.status": "ful"}) == (
        "post.status: 'ful' is not allowed; give one of 'none', 'plb', 'full'; "
        "did you mean 'full'?",
    )


@given(path=st.sampled_from(list(REGISTRY)), data=st.data())
def test_a_value_beyond_its_bounds_is_always_refused_with_its_path(
    path: str, data: st.DataObject
) -> None:
    info = REGISTRY[path]
    if info.low is None or info.high is None:
        wrong: object = data.draw(st.integers())
    elif info.type == "int":
        wrong = data.draw(
            st.integers(max_value=int(info.low) - 1) | st.integers(min_value=int(info.high) + 1)
        )
    else:
        wrong = data.draw(
            st.floats(max_value=info.low, exclude_max=True, allow_nan=False)
            | st.floats(min_value=info.high, exclude_min=True, allow_nan=False)
        )
    assert any(problem.startswith(f"{path}: ") for problem in problems_of({path: wrong}))


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("unit.delegation=0.8", "unit.delegation", 0.8),
        (" unit.counters = 4 ", "unit.counters", 4),
        ("loops.brokers=false", "loops.brokers", False),
        ("unit.location=Seluas", "unit.location", "Seluas"),
        ('unit.location="Siding"', "unit.location", "Siding"),
        ("unit.location=Sentangau Jaya", "unit.location", "Sentangau Jaya"),
        ("costs.unit_setup=1.5e9", "costs.unit_setup", 1.5e9),
        ("travel.reading=one-way", "travel.reading", "one-way"),
        ("loops.brokers=True", "loops.brokers", "True"),
        ("a=b=c", "a", "b=c"),
    ],
)
def test_an_assignment_is_read_as_in_a_toml_file(text: str, path: str, value: object) -> None:
    read_path, read = parse_assignment(text)
    assert (read_path, read) == (path, value)
    assert type(read) is type(value)


@pytest.mark.parametrize("text", ["unit.delegation", "=0.8", "unit.delegation=", "", "="])
def test_a_text_without_path_or_value_is_no_assignment(text: str) -> None:
    with pytest.raises(InputError, match="not of the form path=value"):
        parse_assignment(text)


@pytest.mark.parametrize("given_value", ["[1, 2]", "{a = 1}", "2016-01-01"])
def test_lists_tables_and_dates_are_no_values(given_value: str) -> None:
    with pytest.raises(InputError, match="is not a number, true, false or a text"):
        parse_assignment(f"unit.delegation={given_value}")


def test_the_problems_of_several_assignments_are_reported_together() -> None:
    with pytest.raises(InputError) as caught:
        parse_assignments(["a", "b=[1]", "unit.counters=1", "unit.counters=2"])
    assert len(caught.value.problems) == 3
    assert parse_assignments(["x=1", "y=2", "x=1"]) == {"x": 1, "y": 2}


def test_an_error_keeps_all_its_problems_across_processes() -> None:
    error = InputError(["one.", "two."])
    assert pickle.loads(pickle.dumps(error)).problems == ("one.", "two.")
    assert str(error) == "one.\ntwo."


def test_the_nearest_name_is_offered_or_else_the_valid_ones() -> None:
    assert nearest("jagoy", ["Jagoi", "jagoi"]) == "did you mean 'jagoi'?"
    assert nearest("zzz", ["a", "b"]) == "valid are: a, b."
    assert nearest("zzz", ["a", "b"], listed=["c"]) == "valid are: c."
    assert nearest("zzz", []) == "valid are: none."
    assert closest("zzz", ["a"]) is None
