"""The model against patterns it was not calibrated on."""

from collections.abc import Callable

import numpy as np
import pytest

from model.model import BorderModel
from tests.model.worlds import bengkayang, finished, interval

pytestmark = pytest.mark.patterns

SEEDS = range(1, 9)


def end(model: BorderModel, name: str) -> float:
    return model.outcome().summary[name]


def difference(
    quantity: Callable[[BorderModel], float], policy: str, other: str = "status_quo"
) -> tuple[float, float]:
    return interval(
        quantity(finished({}, policy, seed)) - quantity(finished({}, other, seed)) for seed in SEEDS
    )


def gap(name: str, near: str, far: str) -> tuple[float, float]:
    return interval(
        end(finished(seed=seed), f"{name}@{near}") - end(finished(seed=seed), f"{name}@{far}")
        for seed in SEEDS
    )


def test_p01_without_a_unit_siding_and_jagoi_have_less_access_than_seluas() -> None:
    assert gap("needs_met", "seluas", "jagoi_babang")[0] > 0
    assert gap("needs_met", "seluas", "siding")[0] > 0
    assert gap("needs_met", "jagoi_babang", "siding")[1] > 0
    assert gap("travel_hours", "siding", "jagoi_babang")[0] > 0
    assert gap("travel_hours", "jagoi_babang", "seluas")[0] > 0


def test_p16_a_unit_without_authority_gives_little_one_with_authority_much() -> None:
    def needs_met(model: BorderModel) -> float:
        return end(model, "needs_met")

    low = difference(needs_met, "unit_jagoi_low")
    full = difference(needs_met, "unit_jagoi_full")
    assert full[0] > 0
    assert full[0] > max(low[1], 0.0)
    hours = [
        difference(lambda model: end(model, "travel_hours"), policy)
        for policy in ("unit_jagoi_full", "unit_jagoi_low")
    ]
    assert hours[0][1] < hours[1][0]


def test_p08_brokers_shrink_where_a_unit_decides_itself() -> None:
    for name in ("lodged.broker", "brokers"):
        assert difference(lambda model, name=name: end(model, name), "unit_jagoi_full")[1] < 0  # type: ignore[misc]
    assert (
        difference(lambda model: end(model, "lodged.broker"), "unit_jagoi_full", "unit_jagoi_low")[
            1
        ]
        < 0
    )


def test_p04_richer_households_hold_more_birth_certificates_after_a_decade_too() -> None:
    row = bengkayang().service_index("birth_certificate")

    def log_odds_ratio(model: BorderModel) -> float:
        households = model.households
        column = model.services.person[row]
        odds = []
        for part in (households.decile >= 8, households.decile <= 1):
            children = households.children[part].sum()
            held = min(households.holders[part, column].sum(), children - 0.5)
            odds.append(held / (children - held))
        return float(np.log(odds[0] / odds[1]))

    assert interval(log_odds_ratio(finished(seed=seed)) for seed in SEEDS)[0] > 0


def test_p02_and_p03_papers_that_must_be_held_are_held_more_often_than_others() -> None:
    summary = finished().outcome().summary
    assert summary["coverage.ktp"] > summary["coverage.birth_certificate"]
    assert summary["coverage.birth_certificate"] > summary["coverage.kia"]
