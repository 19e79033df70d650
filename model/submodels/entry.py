"""Entry: brokers come and go, and their price follows the market.

*Purpose.* Let the supply of brokers' help respond to demand (equation 4, loop FB5).

*Market.* One per sub-district. S = brokers in business · ``brokers.cases_per_month``; D = cases
lodged with them this month. p' = p · (1 + ξ · clip((D − S) / max(S, 1), −1, 1)), not below what a
case costs them when they are fully busy. When D exceeds S, new cases wait: 30 · (D / S − 1) days.

*Profit* of a broker: (1 − insider share) · p · D / brokers − trips to the capital, each with fare,
meal and lodging. Whoever earns less than the outside wage (173 hours at ``travel.wage_per_hour``)
leaves with the monthly chance ``brokers.entry_rate``; when a broker earns more (or would in an
empty market if fully busy) newcomers enter, on average ``brokers.entry_rate`` per broker.

*Loop.* With ``loops.brokers`` off, price and numbers stay as they began (waits still follow
demand). Brokers who pay insiders
will later weaken the agencies' will to cooperate; this half of FB5 comes with the offices' game.

*Assumptions.* Brokers of a sub-district share its demand equally. A market starts with a whole
number of brokers (half to even). In a district scaled down so far that a market has less than one
broker, one agent stands for that fraction of a broker.
"""

from typing import NamedTuple

import numpy as np

from model.draws import Stream, uniform
from model.kernels import Whole, kernel
from model.scenario import Scenario
from model.tables import Array, BrokerMarkets, Brokers, allocate

_ENTRY = Stream.BROKER_ENTRY.value


class BrokerRules(NamedTuple):
    """The scenario's numbers of the brokers' markets."""

    adjustment: float
    capacity: float
    insider_share: float
    entry_rate: float
    trips: float
    outside_wage: float
    active: bool
    congestion: bool


class BrokerWorld(NamedTuple):
    """The brokers' slots, their markets, and how many real brokers one agent stands for."""

    brokers: Brokers
    markets: BrokerMarkets
    weight: Array  # float64[sub-districts]


def broker_rules(scenario: Scenario) -> BrokerRules:
    """Return the numbers of a scenario that govern brokers."""
    brokers = scenario.brokers
    return BrokerRules(
        adjustment=float(brokers.price_adjustment),
        capacity=float(brokers.cases_per_month),
        insider_share=float(brokers.insider_share),
        entry_rate=float(brokers.entry_rate),
        trips=float(brokers.trips_per_month),
        outside_wage=scenario.travel.outside_wage,
        active=bool(scenario.loops.brokers),
        congestion=bool(scenario.loops.congestion),
    )


def build_brokers(scenario: Scenario, households: Array) -> BrokerWorld:
    """Return brokers and markets; ``households`` (int64[sub-districts]) sets their first number.

    There are six times as many slots as brokers at the start, and at least four per sub-district.
    """
    markets = allocate(BrokerMarkets, len(households))
    markets.price[:] = round(scenario.brokers.price)
    exact = households * scenario.brokers.per_thousand_households / 1000
    first = np.where(exact > 0, np.maximum(np.round(exact), 1), 0).astype(np.int64)
    weight = np.where(exact > 0, np.minimum(exact, 1.0), 1.0)
    slots = np.maximum(6 * first, 4)
    brokers = allocate(Brokers, int(slots.sum()))
    brokers.sub_district[:] = np.repeat(np.arange(len(households)), slots)
    for market, count in enumerate(first):
        brokers.alive[np.flatnonzero(brokers.sub_district == market)[:count]] = True
    markets.open[:] = first > 0
    return BrokerWorld(brokers, markets, weight)


@kernel
def entry(
    brokers: Brokers,
    markets: BrokerMarkets,
    weight: Array,
    trip_cost: Array,
    rules: BrokerRules,
    key: np.uint64,
    month: Whole,
) -> None:
    """Settle the month: profits, price, delay, exit and entry.

    ``trip_cost`` (float64[sub-districts]): rupiah of one trip to the capital from the seat.
    """
    for market in range(len(markets.price)):
        number = 0
        for b in range(len(brokers.alive)):
            if brokers.sub_district[b] == market and brokers.alive[b]:
                number += 1
        demand = markets.demand[market]
        capacity = rules.capacity * weight[market]
        supply = number * capacity
        price = np.float64(markets.price[market])
        trips = rules.trips * trip_cost[market] * weight[market]
        wage = rules.outside_wage * weight[market]
        margin = (1.0 - rules.insider_share) * price
        expected = demand / number if number > 0 else capacity
        profit = margin * expected - trips
        slots = 0
        for b in range(len(brokers.alive)):
            if brokers.sub_district[b] != market:
                continue
            slots += 1
            if not brokers.alive[b]:
                brokers.cases[b] = 0.0
                brokers.profit[b] = 0.0
                continue
            brokers.cases[b] = expected
            brokers.profit[b] = profit
            leaves = uniform(key, _ENTRY, b, month, 0) < rules.entry_rate
            if rules.active and profit < wage and leaves:
                brokers.alive[b] = False
        if rules.active and profit > wage and number < slots:
            chance = rules.entry_rate * max(number, 1) / (slots - number)
            for b in range(len(brokers.alive)):
                empty = brokers.sub_district[b] == market and not brokers.alive[b]
                if empty and uniform(key, _ENTRY, b, month, 1) < chance:
                    brokers.alive[b] = True
        markets.open[market] = False
        for b in range(len(brokers.alive)):
            if brokers.sub_district[b] == market and brokers.alive[b]:
                markets.open[market] = True
        over = max(demand / supply - 1.0, 0.0) if supply > 0.0 and rules.congestion else 0.0
        markets.delay[market] = 30.0 * over
        if rules.active and number > 0:
            gap = (demand - supply) / max(supply, 1.0)
            gap = min(max(gap, -1.0), 1.0)
            floor = (trips + wage) / capacity / max(1.0 - rules.insider_share, 1e-9)
            asked = max(price * (1.0 + rules.adjustment * gap), min(floor, price))
            markets.price[market] = round(asked)
        markets.demand[market] = 0.0
