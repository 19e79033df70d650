"""Claims about brokers: prices follow the market, and numbers follow profits."""

import numpy as np
import pytest

from model.submodels.entry import BrokerRules, BrokerWorld, broker_rules, build_brokers, entry
from tests.model.worlds import scenario

KEY = np.uint64(3)


def rules(**replaced: float | bool) -> BrokerRules:
    settings = {
        "adjustment": 0.1, "capacity": 10.0, "insider_share": 0.3, "entry_rate": 0.1,
        "trips": 4.0, "outside_wage": 1_557_000.0, "active": True,
    }  # fmt: skip
    return broker_rules(scenario())._replace(**{**settings, **replaced})  # type: ignore[arg-type]


def market(brokers: int, price: float = 250_000.0) -> BrokerWorld:
    """One market with so many brokers."""
    world = build_brokers(
        scenario({"brokers.price": price, "brokers.per_thousand_households": brokers}),
        np.array([1000]),
    )
    assert world.brokers.alive.sum() == brokers
    return world


def settle(
    world: BrokerWorld, settings: BrokerRules, demand: float, trip: float = 0.0, month: int = 0
) -> None:
    world.markets.demand[0] = demand
    entry(world.brokers, world.markets, world.weight, np.array([trip]), settings, KEY, month)


@pytest.mark.parametrize(
    ("demand", "factor"), [(50, 1.0), (60, 1.02), (100, 1.1), (500, 1.1), (25, 0.95), (0, 0.9)]
)
def test_the_price_follows_excess_demand_by_at_most_its_speed(demand: float, factor: float) -> None:
    world = market(5)
    settle(world, rules(outside_wage=0.0, entry_rate=0.0), demand)
    assert world.markets.price[0] == round(250_000 * factor)
    assert world.markets.demand[0] == 0


def test_the_price_does_not_fall_below_what_a_busy_brokers_case_costs() -> None:
    world = market(5)
    settings = rules(entry_rate=0.0)
    for month in range(200):
        settle(world, settings, 0.0, trip=100_000.0, month=month)
    floor = (4 * 100_000 + 1_557_000) / 10 / 0.7
    assert world.markets.price[0] == pytest.approx(min(floor, 250_000), abs=1)


def test_cases_beyond_the_brokers_capacity_wait() -> None:
    world = market(5)
    settle(world, rules(entry_rate=0.0), 75.0)
    assert world.markets.delay[0] == pytest.approx(30 * (75 / 50 - 1))
    settle(world, rules(entry_rate=0.0), 40.0)
    assert world.markets.delay[0] == 0


def test_a_brokers_profit_is_its_share_of_the_market_less_insiders_and_trips() -> None:
    world = market(5)
    settle(world, rules(entry_rate=0.0), 30.0, trip=100_000.0)
    working = world.brokers.alive
    assert world.brokers.cases[working] == pytest.approx(6.0)
    assert world.brokers.profit[working] == pytest.approx(0.7 * 250_000 * 6 - 400_000)


def test_brokers_leave_at_a_loss_and_come_at_a_gain() -> None:
    losing, winning = market(20), market(5)
    for month in range(120):
        settle(losing, rules(), 0.0, month=month)
        settle(winning, rules(), 1000.0, month=month)
    assert losing.brokers.alive.sum() == 0
    assert winning.brokers.alive.all()


def test_one_in_ten_losing_brokers_leaves_a_month() -> None:
    left = []
    for month in range(60):
        world = market(50)
        settle(world, rules(), 0.0, month=month)
        left.append(50 - world.brokers.alive.sum())
    # 3,000 decisions at one in ten
    assert sum(left) == pytest.approx(300, abs=4 * np.sqrt(3000 * 0.1 * 0.9))


def test_an_entry_on_average_adds_the_entry_rate_of_those_in_business() -> None:
    came = []
    for month in range(60):
        world = market(50)
        settle(world, rules(), 5000.0, month=month)
        came.append(world.brokers.alive.sum() - 50)
    assert sum(came) == pytest.approx(300, abs=4 * np.sqrt(3000 * 0.1))


def test_with_the_loop_off_price_and_numbers_stay_as_they_began() -> None:
    world = market(5)
    before = world.brokers.alive.copy()
    for month, demand in enumerate((0.0, 500.0, 20.0)):
        settle(world, rules(active=False), demand, month=month)
    assert world.markets.price[0] == 250_000
    assert np.array_equal(world.brokers.alive, before)


def test_a_market_of_a_scaled_district_behaves_as_the_whole_one() -> None:
    whole, tenth = (
        build_brokers(scenario({"brokers.per_thousand_households": 1.0}), np.array([people]))
        for people in (1000, 100)
    )
    assert whole.brokers.alive.sum() == tenth.brokers.alive.sum() == 1
    assert tenth.weight[0] == pytest.approx(0.1)
    settle(whole, rules(entry_rate=0.0), 13.0, trip=90_000.0)
    settle(tenth, rules(entry_rate=0.0), 1.3, trip=90_000.0)
    assert tenth.markets.delay[0] == pytest.approx(whole.markets.delay[0])
    assert tenth.brokers.profit[0] == pytest.approx(0.1 * whole.brokers.profit[0])


def test_no_brokers_stay_no_brokers_when_none_are_wanted() -> None:
    world = build_brokers(scenario({"brokers.per_thousand_households": 0.0}), np.array([1000]))
    assert world.brokers.alive.sum() == 0
    settle(world, rules(active=False), 0.0)
    assert world.markets.delay[0] == 0
