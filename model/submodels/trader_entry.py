"""Trader entry: who begins to trade across the border, and who gives up.

*Purpose.* Let the number of traders follow what trading earns (equation 9, loop FB7).

*Exit.* Who earns less than the outside wage, by a mean over the last months, gives up with the
monthly chance ``trade.entry_rate``. A trader who stays at home earns nothing from trade.

*Entry.* For every good: when its traders earn more on average than the outside wage, newcomers
start, on average ``trade.entry_rate`` per trader in business; where nobody trades it, one may start
if a trip over a path would pay at present prices. Newcomers are local with chance
``trade.local_entrants``, know the prices and what most others believe of the risks, and begin with
the capital ``trade.capital``; a local one belongs to a household drawn at random.

*Loop.* With ``loops.market`` off nobody enters or leaves after burn-in.

*Assumptions.* A trader keeps to one good. In a district scaled down, one agent stands for one
trader of the scaled number.
"""

import numpy as np

from model.border import Border, TradeRules
from model.border_tables import Channel, Direction
from model.draws import Stream, uniform
from model.kernels import Whole, kernel, part
from model.tables import Households

_ENTRY = Stream.TRADER_ENTRY.value
_IMPORT, _INFORMAL = Direction.IMPORT.value, Channel.INFORMAL.value
_LEAVES, _STARTS, _LOCAL, _HOUSEHOLD = range(4)


@kernel
def trader_entry(
    households: Households,
    border: Border,
    rules: TradeRules,
    capital: float,
    settled: bool,
    key: np.uint64,
    month: Whole,
) -> None:
    """Let traders leave and enter; ``capital``: rupiah of a newcomer; ``settled``: after burn-in."""
    if settled and not rules.market:
        return
    traders = border.traders
    size = len(traders.alive)
    for g in range(len(border.goods.direction)):
        number, earned = 0, 0.0
        for t in range(size):
            if traders.alive[t] and traders.good[t] == g:
                number += 1
                earned += traders.profit[t]
        if number > 0:
            worth = earned / number > rules.outside_wage
        else:
            worth = first_trip_pays(border, rules, capital, g)
        if worth:
            welcome(households, border, rules, capital, g, max(number, 1), key, month)
    for t in range(size):
        poor = traders.alive[t] and traders.profit[t] < rules.outside_wage
        if poor and uniform(key, _ENTRY, t, month, _LEAVES) < rules.entry_rate:
            traders.alive[t] = False
            traders.trips[t] = 0
            if traders.household[t] >= 0:
                households.trade_income[traders.household[t]] = 0.0
                traders.household[t] = -1


@part
def first_trip_pays(border: Border, rules: TradeRules, capital: float, g: Whole) -> bool:
    """Tell whether a month of trips over a path, at present prices, beats the outside wage."""
    goods, paths = border.goods, border.paths
    inward = goods.direction[g] == _IMPORT
    buy, sell = goods.home[g], goods.abroad[g]
    if inward:
        buy, sell = sell, buy
    units = min(rules.load / goods.weight[g], capital / buy)
    risk, hours = 0.0, 0.0
    for k in range(len(paths.hours)):
        risk += paths.traffic_start[k] * paths.detection[k]
        hours += paths.traffic_start[k] * paths.hours[k]
    margin = units * (sell * (1.0 - goods.spoilage[g]) - buy)
    loss = risk * (margin + (1.0 + rules.fine) * units * buy)
    trip = margin - loss - rules.bribe - rules.passage - 2.0 * rules.hourly * hours
    trips = rules.import_trips if inward else rules.trips
    return bool(trips * trip > rules.outside_wage)


@part
def welcome(
    households: Households,
    border: Border,
    rules: TradeRules,
    capital: float,
    g: Whole,
    number: Whole,
    key: np.uint64,
    month: Whole,
) -> None:
    """Fill empty slots with newcomers in good ``g``: on average the entry rate per trader."""
    traders, goods = border.traders, border.goods
    size = len(traders.alive)
    empty = 0
    for t in range(size):
        if not traders.alive[t]:
            empty += 1
    if empty == 0:
        return
    chance = rules.entry_rate * number / empty
    for t in range(size):
        if traders.alive[t] or uniform(key, _ENTRY, t, month, 8 * (g + 1) + _STARTS) >= chance:
            continue
        local = uniform(key, _ENTRY, t, month, _LOCAL) < rules.local_entrants
        traders.alive[t] = True
        traders.local[t] = local
        traders.household[t] = -1
        if local:
            row = uniform(key, _ENTRY, t, month, _HOUSEHOLD) * len(households.village)
            traders.household[t] = np.int64(row)
        traders.licence[t] = not local
        traders.good[t] = g
        traders.channel[t] = _INFORMAL
        traders.capital[t] = capital
        traders.profit[t] = rules.outside_wage
        traders.price_belief[t] = (
            goods.home[g] if goods.direction[g] == _IMPORT else goods.abroad[g]
        )
        hear_from_others(border, t)


@part
def hear_from_others(border: Border, t: Whole) -> None:
    """Give newcomer ``t`` the mean beliefs of those in business (its own slot's, if there is none)."""
    traders = border.traders
    number, official = 0, 0.0
    for other in range(len(traders.alive)):
        if other != t and traders.alive[other]:
            number += 1
            official += traders.official_belief[other]
    if number == 0:
        return
    traders.official_belief[t] = official / number
    for k in range(traders.risk_belief.shape[1]):
        risk = 0.0
        for other in range(len(traders.alive)):
            if other != t and traders.alive[other]:
                risk += traders.risk_belief[other, k]
        traders.risk_belief[t, k] = risk / number
