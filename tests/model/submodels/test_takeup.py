"""Claims about the choice: a nested logit of value, cost and delay."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.model import BorderModel
from model.tables import Array, Option
from model.valuation import allocate_room, money_scales, nested_logit, value_options
from tests.model.worlds import advanced, altered, bengkayang, scenario, with_services

OPTIONS = len(Option)


def sigma(value: float) -> float:
    return 1.0 / (1.0 + np.exp(-value))


def threshold(holds: Callable[[float], bool]) -> float:
    """The number in [0, 1] up to which a statement about a draw holds, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def choose(values: list[float], nest: float, apply: float, option: float, rule: Any = None) -> int:
    """The option chosen among those whose value is a number, all others not being available."""
    room = allocate_room()
    room.values[: len(values)] = values
    room.available[: len(values)] = ~np.isnan(values)
    rule = nested_logit.py_func if rule is None else rule
    return int(rule(room, nest, apply, option))


def chance_of_applying(values: list[float], nest: float) -> float:
    return threshold(lambda u: choose(values, nest, u, 0.5) >= 0)


def shares(values: list[float], nest: float) -> Array:
    """Chances of the options, given that one applies."""
    upper = [
        threshold(lambda u, o=o: choose(values, nest, 0.0, u) <= o)  # type: ignore[misc]
        for o in range(len(values))
    ]
    return np.diff(upper, prepend=0.0)


@pytest.mark.parametrize("value", [-4.0, -1.0, 0.0, 0.7, 3.0])
def test_with_one_office_the_choice_is_a_plain_logit(value: float) -> None:
    for nest in (0.05, 0.4, 1.0):
        assert chance_of_applying([value], nest) == pytest.approx(sigma(value))


@pytest.mark.parametrize("value", [-3.0, -0.5, 0.0, 2.0])
def test_a_duplicate_of_an_office_adds_nothing_as_the_nest_closes(value: float) -> None:
    alone = chance_of_applying([value], 0.4)
    extra = [
        chance_of_applying([value, value], nest) - alone for nest in (1.0, 0.4, 0.1, 0.01, 0.001)
    ]
    assert extra == sorted(extra, reverse=True)
    assert extra[0] > 0.02
    assert extra[-1] < 0.001 * np.log(2)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=OPTIONS))
def test_an_open_nest_gives_the_multinomial_logit(values: list[float]) -> None:
    weights = np.exp(values)
    assert chance_of_applying(values, 1.0) == pytest.approx(weights.sum() / (1 + weights.sum()))
    assert shares(values, 1.0) == pytest.approx(weights / weights.sum(), abs=1e-9)


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=OPTIONS), st.floats(0.05, 1.0))
def test_the_chances_are_those_of_the_nested_logit(values: list[float], nest: float) -> None:
    weights = np.exp(np.array(values) / nest)
    inclusive = nest * np.log(weights.sum())
    assert chance_of_applying(values, nest) == pytest.approx(sigma(inclusive))
    assert shares(values, nest) == pytest.approx(weights / weights.sum(), abs=1e-9)


def test_what_is_not_available_is_never_chosen() -> None:
    nothing = np.nan
    for draw in np.linspace(0, 1, 50, endpoint=False):
        assert choose([nothing, 1.0, nothing], 0.4, 0.0, draw) == 1
        assert choose([9.0, nothing, 9.0], 0.4, 0.0, draw) != 1
    assert choose([nothing] * 3, 0.4, 0.0, 0.5) == -1


@pytest.mark.parametrize("rule", [nested_logit, nested_logit.py_func], ids=["compiled", "plain"])
def test_hopeless_and_certain_values_do_not_overflow(rule: Any) -> None:
    assert choose([-800.0], 0.4, 0.001, 0.5, rule) == -1
    assert choose([-np.inf], 0.4, 0.001, 0.5, rule) == -1
    assert choose([800.0, -800.0], 0.1, 0.999, 0.999, rule) == 0
    assert choose([-np.inf, 800.0], 0.1, 0.999, 0.001, rule) == 1


# --- The value of an option, equations 1 and 3 ----------------------------------------------------


def values_of(model: BorderModel, household: int, service: str) -> tuple[Array, Array]:
    """The value of each option for a household now, and whether it can be chosen."""
    room = allocate_room()
    scales = money_scales(model.households, model.choice, household)
    row = model.region.service_index(service)
    value_options.py_func(
        room, model.households, model._scene(), model.choice, household, row, *scales
    )
    return room.values, room.available


def test_the_value_of_the_office_is_that_of_equations_1_and_3() -> None:
    model = advanced(20)
    row = model.region.service_index("sim")
    office = model.services.office[row]
    for i in (0, 100, 500, 827):
        households, journeys = model.households, model.journeys
        village = households.village[i]
        behaviour, travel = model.scenario.behaviour, model.scenario.travel
        members = int(households.adults[i]) + int(households.children[i])
        earner = float(households.income[i]) * members / households.adults[i]
        mean = model.choice.mean_income
        hourly = travel.time_value * travel.wage_per_hour * earner / mean
        visit = (
            journeys.fare[village, office]
            + journeys.meal[village, office]
            + journeys.lodging[village, office]
            + hourly * journeys.minutes[village, office] / 60
        )
        visits = 1 + (float(households.visits[i, Option.OFFICE]) - 1) * model.complexity[row]
        kk, ktp = (model.region.service_index(name) for name in ("kk", "ktp"))
        cards = households.holders[i, model.services.person[ktp]]
        licences = households.holders[i, model.services.person[row]]
        assert kk >= 0
        missing = int(cards <= licences)
        informal = model.scenario.brokers.informal_share * (1 - model.points.orientation[office])
        cost = (
            visits * (1 + missing) * visit
            + model.services.fee[row]
            + informal * model.scenario.brokers.informal_payment
        )
        days = (
            visits * model.points.delay[office]
            + (visits - 1) * model.scenario.agencies.return_days
            + model.services.statutory[row]
        )
        eta = behaviour.income_scaling
        expected = (
            model.services.attractiveness[row]
            + behaviour.trust_weight * float(households.trust[i, Option.OFFICE])
            - behaviour.cost_sensitivity * cost / (mean ** (1 - eta) * earner**eta)
            - behaviour.delay_weight * days / 30
        )
        values, available = values_of(model, i, "sim")
        assert values[Option.OFFICE] == pytest.approx(expected)
        assert available.tolist() == [True, False, False, False, False, False]


FREE = {
    "travel.fare": 0.0,
    "travel.meals": 0.0,
    "travel.lodging": 0.0,
    "travel.time_value": 0.0,
    "brokers.informal_payment": 0.0,
    "brokers.price": 0.0,
    "behaviour.trust_weight": 0.0,
    "behaviour.delay_weight": 0.0,
}


def test_at_no_cost_the_chance_of_applying_is_sigma_of_b() -> None:
    region = altered(with_services(bengkayang(), "kk"), "kk", channels=(), attractiveness=-0.7)
    changes = {**FREE, "run.months": 12, "behaviour.reconsideration": 1.0}
    model = BorderModel(region, scenario(changes))
    model.run()
    lodged = model.records.tally[:, :, :7].sum()
    decisions = lodged + model.records.tally[:, :, 7].sum()
    chance = sigma(-0.7)
    error = np.sqrt(chance * (1 - chance) / decisions)
    assert decisions > 4_000
    assert lodged / decisions == pytest.approx(chance, abs=4 * error)


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("travel.fare", (300.0, 700.0, 1500.0)),
        ("travel.lodging", (75_000.0, 150_000.0, 250_000.0)),
        ("travel.time_value", (0.25, 0.5, 0.7)),
        ("travel.hours_to_town", (2.0, 4.5, 8.0)),
        ("behaviour.cost_sensitivity", (1.0, 2.0, 3.5)),
        ("behaviour.delay_weight", (0.0, 0.2, 0.5)),
    ],
)
def test_what_makes_a_trip_dearer_makes_every_office_less_attractive(
    path: str, values: tuple[float, ...]
) -> None:
    found = []
    for value in values:
        model = advanced(1, {path: value})
        found.append([values_of(model, i, "kk")[0][Option.OFFICE] for i in range(0, 828, 40)])
    assert (np.diff(np.array(found), axis=0) < 0).all()


def test_distance_and_delay_lower_the_value_of_an_office() -> None:
    model = advanced(1)
    office = model.services.office[model.region.service_index("kk")]
    kilometres = (model.geography.main + model.geography.rough)[:, model.points.place[office]]
    households = model.households
    alike = np.zeros(len(kilometres))
    for village in range(len(kilometres)):
        households.village[0] = village
        alike[village] = values_of(model, 0, "kk")[0][Option.OFFICE]
    # on main roads only, hours and fares rise with kilometres alone
    smooth = model.geography.rough[:, model.points.place[office]] == 0
    order = np.argsort(kilometres[smooth])
    assert np.count_nonzero(smooth) >= 10
    assert (np.diff(alike[smooth][order]) <= 0).all()
    assert alike[smooth][order][0] > alike[smooth][order][-1] + 0.01

    before = values_of(model, 0, "kk")[0][Option.OFFICE]
    model.points.delay[office] += 30.0
    visits = 1 + (float(households.visits[0, Option.OFFICE]) - 1) * model.complexity[0]
    weight = model.scenario.behaviour.delay_weight
    after = values_of(model, 0, "kk")[0][Option.OFFICE]
    assert before - after == pytest.approx(weight * visits)


def test_a_missing_paper_and_a_facilitator_pull_in_opposite_directions() -> None:
    model = advanced(1)
    row = model.region.service_index("bpkb")
    household = int(np.argmax(model.households.holders[:, model.services.person[1]] > 0))
    full = values_of(model, household, "bpkb")[0][Option.OFFICE]
    model.households.holders[household, model.services.person[1]] = 0
    lacking = values_of(model, household, "bpkb")[0][Option.OFFICE]
    assert lacking < full
    model.reach.information[:] = 1.0
    informed = values_of(model, household, "bpkb")[0][Option.OFFICE]
    assert informed - lacking == pytest.approx(model.scenario.behaviour.information_weight)
    assert model.services.prerequisites[row] == np.uint64(2)


@pytest.mark.parametrize("weight", [0.0, 0.2])
def test_nobody_applies_where_nothing_is_ever_handled(weight: float) -> None:
    changes: dict[str, Any] = {
        "unit.counters": 0,
        "behaviour.delay_weight": weight,
        "run.months": 36,
        "run.scale": 0.1,
    }
    model = BorderModel(bengkayang(), scenario(changes, "unit_jagoi_full"))
    outcome = model.run()
    # in its first month the unit's delay is not yet known
    assert outcome.series["lodged.unit"][25:].sum() == 0
    assert outcome.series["forgone"][25:].min() > 0
    assert outcome.series["documents"][25:].min() > 0
