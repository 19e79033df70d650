import base64
import gzip
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from experiments.browser.facts import facts
from experiments.browser.levers import MAIN_LEVERS, side_of
from experiments.browser.limits import Limits
from experiments.browser.shown import SHOWN
from experiments.main_question import MAIN_QUESTION
from model.parameter import parameters
from model.policy import policies
from model.region import Region, load_region
from model.scenario import Scenario

LANGUAGES = {"en", "id"}
# Markers are drawn up to 30 map pixels wide; nearer than this they could not be told apart.


@pytest.fixture(scope="module")
def region() -> Region:
    return load_region("bengkayang")


@pytest.fixture(scope="module")
def told(region: Region) -> dict[str, Any]:
    return facts(region, Limits())


@pytest.fixture(scope="module")
def offered(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        parameter["path"]: {**parameter, "side": section["side"]}
        for section in told["sections"]
        for parameter in section["parameters"]
    }


def every_text(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict) and value and set(value) <= LANGUAGES:
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from every_text(part)
    elif isinstance(value, list):
        for part in value:
            yield from every_text(part)


def test_the_facts_are_plain_json_without_holes(told: dict[str, Any]) -> None:
    text = json.dumps(told, allow_nan=False)
    assert json.loads(text) == told


def test_the_facts_are_small(told: dict[str, Any]) -> None:
    """A class loads them over one laptop's network: twice 90 kB is a second on 1.5 Mbit/s."""
    assert len(gzip.compress(json.dumps(told, ensure_ascii=False).encode())) < 90_000


def test_every_text_is_in_both_languages(told: dict[str, Any]) -> None:
    found = list(every_text(told))
    assert len(found) > 1000
    assert all(set(text) == LANGUAGES and all(text.values()) for text in found)


def test_the_region_is_told_with_its_people(told: dict[str, Any], region: Region) -> None:
    assert told["region"]["people"] == sum(sub.population.value for sub in region.sub_districts)
    assert told["region"]["households"] == 8293


def test_every_parameter_is_offered_once_on_the_side_it_changes(
    told: dict[str, Any], offered: dict[str, dict[str, Any]]
) -> None:
    expected = {info.path: side_of(info) for info in parameters(Scenario) if side_of(info)}
    assert {path: row["side"] for path, row in offered.items()} == expected
    assert sum(len(section["parameters"]) for section in told["sections"]) == len(offered)
    assert offered["shocks.closure_start"]["side"] == "world"
    assert offered["loops.brokers"]["side"] == "world"
    assert offered["post.lanes"]["side"] == "world"
    assert offered["post.plbn_lanes"]["side"] == "policy"


def test_what_says_how_to_run_or_how_many_dots_there_are_is_not_offered(
    offered: dict[str, dict[str, Any]],
) -> None:
    assert not any(path.startswith("run.") for path in offered)
    assert "needs.household_size" not in offered


def test_a_slider_reaches_default_and_presets_by_whole_steps(
    offered: dict[str, dict[str, Any]],
) -> None:
    values: dict[str, set[Any]] = {path: {row["default"]} for path, row in offered.items()}
    for policy in policies():
        for path, value in policy.levers.items():
            values[path].add(value)
    for path, row in offered.items():
        if row["type"] not in ("int", "float"):
            continue
        low, high, step = (Decimal(repr(row[name])) for name in ("from", "to", "step"))
        assert row["low"] <= row["from"] < row["to"] <= row["high"], path
        for value in (*values[path], row["to"]):
            assert low <= Decimal(repr(value)) <= high, path
            assert (Decimal(repr(value)) - low) % step == 0, path


def test_a_slider_of_months_ends_with_the_usual_run(offered: dict[str, dict[str, Any]]) -> None:
    assert offered["unit.opening_month"]["to"] == Scenario().run.months


def test_sliders_of_months_end_with_the_run_asked_for(
    offered: dict[str, dict[str, Any]],
) -> None:
    follows = {path for path, row in offered.items() if row.get("run")}
    assert follows == {path for path, row in offered.items() if row["unit"]["en"] == "month"}
    assert {"unit.opening_month", "shocks.closure_start"} <= follows
    assert "shocks.closure_months" not in follows


def test_helps_do_not_speak_of_names_on_the_command_line(
    offered: dict[str, dict[str, Any]],
) -> None:
    for path, row in offered.items():
        names = [f"({choice['value']})" for choice in row.get("choices", ())]
        assert not any(name in text for name in names for text in row["help"].values()), path
    assert "a border-pass post, or a full post" in offered["post.status"]["help"]["en"]


def test_the_post_has_its_dated_events(told: dict[str, Any], region: Region) -> None:
    dated = told["map"]["post"]["dated"]
    assert len(dated) == len(region.post_events)
    assert [event["month"] for event in dated] == sorted(event["month"] for event in dated)
    assert any(event["closes"] for event in dated)
    assert all(set(event["label"]) == LANGUAGES for event in dated)


def test_zero_as_a_month_is_told_in_words(offered: dict[str, dict[str, Any]]) -> None:
    for path, row in offered.items():
        if row["unit"]["en"] == "month":
            assert set(row["zero"]) == LANGUAGES, path
    assert offered["unit.opening_month"]["never"] is True
    assert offered["post.status_month"]["never"] is False
    assert offered["post.abroad_month"]["zero"]["en"] == "the talks decide"


def test_a_lever_names_the_month_without_which_it_does_nothing(
    offered: dict[str, dict[str, Any]],
) -> None:
    assert offered["unit.delegation"]["needs"] == "unit.opening_month"
    assert offered["unit.opening_month"]["needs"] is None
    assert offered["post.passport_counter_counters"]["needs"] == "post.passport_counter_month"
    assert offered["post.status"]["needs"] is None


def test_main_levers_are_levers_of_policies(offered: dict[str, dict[str, Any]]) -> None:
    assert all(offered[path]["side"] == "policy" for path in MAIN_LEVERS)
    assert 8 <= len(MAIN_LEVERS) <= 12


def test_choices_have_words(offered: dict[str, dict[str, Any]]) -> None:
    chosen = [row for row in offered.values() if row["type"] == "str"]
    assert {row["path"] for row in chosen} >= {"unit.location", "post.status", "travel.reading"}
    for row in chosen:
        assert row["default"] in [choice["value"] for choice in row["choices"]]


def test_presets_are_the_policies_alone_and_joined_with_levers_of_policies_only(
    told: dict[str, Any], offered: dict[str, dict[str, Any]]
) -> None:
    alone = [policy.name for policy in policies() if policy.kind == "policy"]
    joined = [name for name in MAIN_QUESTION if "+" in name]
    assert len(joined) == 4
    assert [preset["name"] for preset in told["presets"]] == alone + joined
    for preset in told["presets"]:
        assert preset["levers"]
        assert all(offered[path]["side"] == "policy" for path in preset["levers"])


def test_every_shown_indicator_has_its_facts(told: dict[str, Any]) -> None:
    assert set(told["indicators"]) == set(SHOWN)
    for names in told["charts"].values():
        assert set(names) <= set(SHOWN)


@pytest.mark.parametrize(
    ("name", "english", "indonesian", "divide"),
    [
        ("needs_met", "%", "%", 1),
        ("travel_cost", "thousand rupiah per need", "ribu rupiah per kebutuhan", 1000),
        ("public_cost", "million rupiah per month", "juta rupiah per bulan", 1_000_000),
        ("price_home.sugar", "thousand rupiah per kg", "ribu rupiah per kg", 1000),
        ("price_abroad.lpg", "thousand rupiah per cylinder", "ribu rupiah per tabung", 1000),
        (
            "equivalent_income.decile_1",
            "thousand rupiah per person and month",
            "ribu rupiah per orang per bulan",
            1000,
        ),
    ],
)
def test_the_unit_says_by_what_a_value_is_divided(
    told: dict[str, Any], name: str, english: str, indonesian: str, divide: int
) -> None:
    shown = told["indicators"][name]
    assert shown["unit"] == {"en": english, "id": indonesian}
    assert shown["divide"] == divide


def test_no_rupiah_are_shown_undivided(told: dict[str, Any]) -> None:
    for shown in told["indicators"].values():
        assert ("rupiah" in shown["unit"]["en"]) == (shown["divide"] > 1)


def test_the_layer_of_income_names_the_poverty_line(told: dict[str, Any]) -> None:
    welfare = next(layer for layer in told["layers"] if layer["name"] == "welfare")
    assert "339,891" in welfare["help"]["en"]
    assert "339.891" in welfare["help"]["id"]
    assert [len(layer["classes"]) for layer in told["layers"]] == [4, 4, 4]


def test_dots_are_packed_in_the_order_of_households(told: dict[str, Any]) -> None:
    packed = np.frombuffer(base64.b64decode(told["map"]["dots"]), "<u2").reshape(-1, 2) / 10
    assert len(packed) == told["region"]["households"]
    for village in told["map"]["villages"]:
        mine = packed[village["first"] : village["first"] + village["households"]]
        # packed to half a pixel, radius and centre to a tenth
        assert np.hypot(*(mine - village["at"]).T).max() <= village["radius"] + 0.6


def test_service_points_are_those_of_the_model_with_places(
    told: dict[str, Any], region: Region
) -> None:
    points = told["map"]["points"]
    assert [point["row"] for point in points] == list(range(len(points)))
    assert [point["kind"] for point in points][-3:] == ["unit", "mobile", "counter"]
    places = {place.name for place in region.places}
    for point in points:
        assert (point["place"] is None) == (point["kind"] == "mobile")
        assert point["place"] in {*places, None}


def test_distances_of_the_town_are_those_of_the_seats(told: dict[str, Any]) -> None:
    assert told["map"]["town"]["kilometres"] == [76, 104]


def test_the_limits_of_the_server_are_told(told: dict[str, Any]) -> None:
    assert told["limits"]["months"] == Limits().months
    assert told["limits"]["replications"] == Limits().replications
