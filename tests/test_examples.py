"""The examples run as they stand: other tools that drive the model, and a region of one's own."""

import importlib.util
import runpy
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel

from experiments import simulate
from experiments.plan import read_plan
from experiments.settling import settle
from model.policy import load_policy
from model.region import Quantity, load_region
from model.scenario import parse_assignments

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"
TOOLS = {
    "ema_workbench_levers": "ema_workbench",
    "mesa_batch_run": "mesa",
    "optuna_levers": "optuna",
}
REGION = EXAMPLES / "entikong.toml"
UNITS = {
    "entikong_unit": "Entikong",
    "entikong_unit_balai_karangan": "Balai Karangan",
}


def run(example, capsys):
    tool = TOOLS[example]
    if importlib.util.find_spec(tool) is None:
        pytest.skip(f"{tool} is not installed; it is no part of the project")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other tools warn of is no fault of ours
        runpy.run_module(f"docs.examples.{example}", run_name="__main__")
    return capsys.readouterr().out


@pytest.mark.slow
def test_mesa_runs_every_combination_of_levers(capsys):
    table = run("mesa_batch_run", capsys).strip().splitlines()
    heading = next(row for row, line in enumerate(table) if "public_cost" in line)
    assert table[heading].split() == ["needs_met", "public_cost"]
    assert len(table) - heading == 2 + 3 * 2


@pytest.mark.slow
def test_ema_workbench_runs_policies_over_uncertainties_and_finds_a_box(capsys):
    out = run("ema_workbench_levers", capsys)
    assert "agencies__same_trip_success" in out
    assert "of the low gains" in out


@pytest.mark.slow
def test_optuna_finds_the_best_of_ten(capsys):
    assert run("optuna_levers", capsys).startswith("Best of 10: {'unit.counters': ")


@pytest.mark.parametrize("example", TOOLS)
def test_an_example_is_short_and_says_how_to_run_it(example):
    text = (EXAMPLES / f"{example}.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert f"-m docs.examples.{example}" in text


@cache
def entikong():
    return load_region(REGION)


def quantities(value):
    if isinstance(value, Quantity):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from quantities(getattr(value, name))
    elif isinstance(value, Mapping | tuple):
        for entry in value.values() if isinstance(value, Mapping) else value:
            yield from quantities(entry)


def test_every_number_of_the_region_names_a_source_that_says_something():
    region = entikong()
    assert {number.source for number in quantities(region)} <= set(region.sources)
    assert min(len(source.text) for source in region.sources.values()) >= 30


def test_every_source_of_the_region_is_used():
    region = entikong()
    used = {number.source for number in quantities(region)}
    used |= {event.source for event in region.post_events} | {line.source for line in region.lines}
    assert set(region.sources) - used == set()


def test_every_assumption_of_the_region_has_a_range_and_a_reason():
    region = entikong()
    for number in quantities(region):
        source = region.sources[number.source]
        if source.kind == "assumption":
            assert number.low is not None, number
            assert number.high is not None, number
            assert number.low <= number.value <= number.high, number
    reasons = [one.text for one in region.sources.values() if one.kind == "assumption"]
    assert all(":" in text or "because" in text or "," in text for text in reasons)


def test_the_guide_counts_the_numbers_of_the_region_by_their_sources():
    region = entikong()
    kinds = [
        "taken over"
        if "taken over" in region.sources[number.source].text
        else region.sources[number.source].kind
        for number in quantities(region)
    ]
    found = sum(kinds.count(kind) for kind in ("statistics", "news", "law", "seed", "study"))
    guide = " ".join((ROOT / "docs/extending/region.md").read_text(encoding="utf-8").split())
    for number, what in (
        (len(kinds), "numbers in the file"),
        (found, "printed somewhere"),
        (kinds.count("derived"), "derived"),
        (kinds.count("assumption"), "assumed for this place"),
        (kinds.count("taken over"), "taken over from Bengkayang"),
    ):
        assert f"| {what} | {number} |" in guide


@pytest.mark.parametrize("name", UNITS)
def test_a_policy_of_the_region_opens_a_unit_at_the_seat_it_is_named_for(name):
    levers = load_policy(EXAMPLES / f"{name}.toml").levers
    assert levers["unit.location"] == UNITS[name]
    assert levers["unit.location"] in [area.seat for area in entikong().sub_districts]
    assert levers["unit.opening_month"] > 0


def test_the_study_of_the_region_compares_its_policies_with_the_status_quo():
    plan = read_plan(EXAMPLES / "entikong_study.toml")
    names = [one.policy.name for one in settle(plan).alternatives]
    assert names == ["status_quo", *UNITS, "mobile_only"]


@pytest.mark.slow
def test_the_region_runs_and_a_unit_at_either_seat_is_nearer_than_town():
    given = parse_assignments(read_plan(EXAMPLES / "entikong_study.toml").set)
    small = {**given, "run.scale": 0.02, "run.months": 36}
    before = simulate(entikong(), small)
    assert before["gate_open"] == 100.0
    for name in UNITS:
        after = simulate(entikong(), {**load_policy(EXAMPLES / f"{name}.toml").levers, **small})
        assert after["travel_hours"] < before["travel_hours"]
        assert after["lodged.unit"] > before["lodged.unit"] == 0.0
