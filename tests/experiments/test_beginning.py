from typing import Any

import pytest

from experiments.beginning import first_month
from experiments.browser.levers import sections
from model.model import simulate
from model.parameter import Value
from model.policy import load_policy, policies
from model.region import load_region
from model.scenario import Scenario

MONTHS = 14  # the first complete year and a little
SMALL = {"run.scale": 0.05, "run.months": MONTHS}


def summary(levers: dict[str, Value]) -> dict[str, Any]:
    run = simulate(load_region("bengkayang"), Scenario().replaced({**SMALL, **levers}), 1)
    return {name: str(value) for name, value in run.summary.items()}


@pytest.fixture(scope="module")
def status_quo() -> dict[str, Any]:
    return summary({})


def moved(parameter: dict[str, Any]) -> Value:
    """Another value than the default."""
    if parameter["type"] == "bool":
        return not parameter["default"]
    if parameter["type"] == "str":
        return next(
            choice["value"]
            for choice in parameter["choices"]
            if choice["value"] != parameter["default"]
        )
    return parameter["to"] if parameter["to"] != parameter["default"] else parameter["from"]


@pytest.mark.parametrize("name", [policy.name for policy in policies() if policy.kind == "policy"])
def test_all_ready_made_policies_begin_in_their_opening_month(name: str) -> None:
    assert first_month(load_policy(name).levers) == 25


def test_what_happened_acts_from_the_start() -> None:
    assert first_month(load_policy("history").levers) == 1


def test_before_the_first_month_nothing_differs(status_quo: dict[str, Any]) -> None:
    levers = {
        path: value
        for policy in policies()
        if policy.kind == "policy"
        for path, value in policy.levers.items()
    }
    begins = first_month(levers)
    assert begins is not None
    assert begins > MONTHS
    assert summary(levers) == status_quo


def test_levers_without_a_month_never_act(status_quo: dict[str, Any]) -> None:
    levers = {
        parameter["path"]: moved(parameter)
        for section in sections()
        if section["side"] == "policy"
        for parameter in section["parameters"]
        if parameter["unit"]["en"] != "month"
        and parameter["path"] not in ("post.status", "post.dated")
    }
    assert len(levers) > 30
    assert first_month(levers) is None
    assert summary(levers) == status_quo


@pytest.mark.parametrize(
    ("levers", "begins"),
    [
        ({"post.status": "full"}, 1),
        ({"post.status": "full", "post.status_month": 40, "post.abroad_month": 30}, 40),
        ({"post.abroad_month": 30}, None),
        ({"post.passport_counter_month": 12, "unit.opening_month": 30}, 12),
        ({"unit.closing_month": 12}, None),
    ],
)
def test_the_post_begins_with_its_status_and_its_counter(
    levers: dict[str, Value], begins: int | None
) -> None:
    assert first_month(levers) == begins
