"""Trader entry: who begins to trade across the border, and who gives up.

*Purpose.* Let the number of traders follow what trading earns (equation 9, loop FB7).

*Exit.* Who earns less than the outside wage, by a mean over the last months, gives up with the
monthly chance ``trade.entry_rate`` · min(shortfall / outside wage, 1); who stayed at home this
month, with ``trade.entry_rate``. Time not spent on trade earns the outside wage.

*Entry.* For every good: when those who set out earn more on average than the outside wage,
newcomers start, on average ``trade.entry_rate`` · min(surplus / outside wage, 1) for each of them;
where nobody trades it, they start at the full rate of one trader if a month of trips over a path
would pay at present prices. Newcomers are local with chance
``trade.local_entrants``, know the prices and what most others believe of the risks, and begin with
the capital ``trade.capital``; a local one belongs to a household drawn at random.

*Loop.* With ``loops.market`` off nobody enters or leaves after burn-in.

*Assumptions.* A trader keeps to one good. In a district scaled down, one agent stands for one
trader of the scaled number.
"""

import numpy as np

from model.border import Border
from model.border_tables import Channel, Direction
from model.draws import Stream, uniform
from model.kernels import Whole, kernel, part
from model.quantiles import poisson
from model.tables import Households
from model.trade_rules import TradeRules
from model.traders import clear

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
    """Let traders leave and enter; ``capital``: of a newcomer; ``settled``: after burn-in."""
    if settled and not rules.market:
        return
    traders = border.traders
    size = len(traders.alive)
    for t in range(size):
        if not traders.alive[t]:
            continue
        chance = rules.entry_rate
        if traders.trips[t] > 0:
            chance *= -appeal(traders.profit[t], rules.outside_wage)
        if chance > 0.0 and uniform(key, _ENTRY, t, month, _LEAVES) < chance:
            traders.alive[t] = False
            traders.trips[t] = 0
            traders.household[t] = -1
    share_beliefs(border)
    for g in range(len(border.goods.direction)):
        number, earned = 0, 0.0
        for t in range(size):
            if traders.alive[t] and traders.good[t] == g and traders.trips[t] > 0:
                number += 1
                earned += traders.profit[t]
        if number > 0:
            newcomers = number * appeal(earned / number, rules.outside_wage)
        else:
            newcomers = 1.0 if first_trip_pays(border, rules, capital, g) else 0.0
        if newcomers > 0.0:
            welcome(households, border, rules, capital, g, newcomers, key, month)


@part
def appeal(profit: float, wage: float) -> float:
    """Return by what share profit exceeds the outside wage, between -1 and 1."""
    if wage <= 0.0:
        return 1.0 if profit > 0.0 else 0.0
    return min(max(profit / wage - 1.0, -1.0), 1.0)


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
    expected: float,
    key: np.uint64,
    month: Whole,
) -> None:
    """Let newcomers in good ``g`` fill empty slots: the entry rate times ``expected``."""
    traders, goods = border.traders, border.goods
    draw = uniform(key, _ENTRY, g, month, _STARTS)
    newcomers = poisson(rules.entry_rate * expected, draw)
    for t in range(len(traders.alive)):
        if newcomers == 0:
            return
        if traders.alive[t]:
            continue
        newcomers -= 1
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
        clear(traders, t)  # the slot may have been left this very month
        traders.profit[t] = rules.outside_wage
        traders.price_belief[t] = (
            goods.home[g] if goods.direction[g] == _IMPORT else goods.abroad[g]
        )
        traders.official_belief[t] = border.post.official_belief[0]
        for k in range(len(border.paths.belief)):
            traders.risk_belief[t, k] = border.paths.belief[k]


@part
def share_beliefs(border: Border) -> None:
    """Set the mean beliefs of those in business; without any, those of before stay.

    Newcomers start with the mean, so that it need not be taken anew after each of them.
    """
    traders, paths, post = border.traders, border.paths, border.post
    number, official = 0, 0.0
    for t in range(len(traders.alive)):
        if traders.alive[t]:
            number += 1
            official += traders.official_belief[t]
    if number == 0:
        return
    post.official_belief[0] = official / number
    for k in range(len(paths.belief)):
        risk = 0.0
        for t in range(len(traders.alive)):
            if traders.alive[t]:
                risk += traders.risk_belief[t, k]
        paths.belief[k] = risk / number
