"""Prices: the markets on both sides of the border, and what they make of costs and farm incomes.

*Purpose.* Let prices follow excess demand between the bounds of arbitrage (equation 10), and turn
them into the cost of border goods and the price of crops in each village.

*Imports at home.* P_U is the price at which the capital supplies the border, with freight. Demand
is D0 (P / P_U)^−ε_d, supply from the capital D0 (P / P_U)^ε_s, so that without imports P = P_U. ln
P' = ln P + ξ_P (demand − supply − arrivals) / D0, between the price abroad with the way over the
border (not above P_U) and P_U. While the post is closed the lower bound falls away.

*Exports at home* (crops and crafts) mirror this: P_L is the price that is paid without exports,
ln P' = ln P + ξ_P (D0 (P / P_L)^−ε_d + taken by traders − D0 (P / P_L)^ε_s) / D0, between P_L and
the price abroad less the way over the border. Goods made elsewhere keep their price at home.

*Exports abroad.* Buyers on the other side take X0 · M · (1 − ε_f ln(P / P_0)) at price P, where X0
are the volumes of the start, M grows with a full gate and P_0 falls in a slump: ln P' = ln P + ξ_P
(taken − arrivals) / X0, between the price at home with the way over the border and P_0 exp(1 /
ε_f), at which they buy elsewhere. Imports keep their price abroad: the other side's market is
large.

*In a village* an import costs the least of the border's price and the capital's, each with
freight. The cost of border goods is the geometric mean over goods; households that shop across pay
the share bought there at the ratio of prices, and their fares. Farm-gate prices of crops are the
better of the border's and the capital's.

*Loop.* With ``loops.market`` off, prices stay as they were at the end of burn-in.
"""

import math

import numpy as np

from model.border import Border
from model.border_tables import (
    BorderVillages,
    Crosser,
    Direction,
    Goods,
    Governments,
    PostStatus,
)
from model.kernels import Whole, kernel, part
from model.regime import Regime
from model.trade_rules import TradeRules

_IMPORT = Direction.IMPORT.value
_CLOSED = PostStatus.NONE.value
_CROSSERS = len(Crosser)
_SMALL = 1e-3  # of a normal price: where a bound has fallen away, so that logarithms exist


@kernel
def prices(border: Border, regime: Regime, rules: TradeRules, settled: bool) -> None:
    """Move the prices of a month; ``settled``: burn-in is over."""
    goods = border.goods
    set_bounds(goods, regime, rules)
    if rules.market or not settled:
        for g in range(len(goods.direction)):
            if goods.direction[g] == _IMPORT:
                move_import(goods, rules, g)
            else:
                move_export(goods, regime, rules, g)
    value_villages(border, rules)


@kernel
def value_villages(border: Border, rules: TradeRules) -> None:
    """Set the cost of border goods and the price of crops in every village."""
    for v in range(len(border.villages.spending)):
        live(border.villages, border.goods, rules, v)


@part
def set_bounds(goods: Goods, regime: Regime, rules: TradeRules) -> None:
    """Set the bounds of arbitrage on both sides."""
    closed = regime.status == _CLOSED
    for g in range(len(goods.direction)):
        way = (rules.passage / rules.load) * goods.weight[g]
        normal, abroad = goods.home_normal[g], goods.abroad_normal[g]
        if goods.direction[g] == _IMPORT:
            goods.abroad[g] = abroad
            goods.abroad_lower[g] = goods.abroad_upper[g] = abroad
            goods.home_upper[g] = normal
            lower = _SMALL * normal if closed else abroad + way
            goods.home_lower[g] = min(lower, normal)
        else:
            choke = abroad * regime.price_abroad * math.exp(1.0 / rules.foreign_elasticity)
            goods.home_lower[g] = normal
            goods.abroad_upper[g] = choke
            upper = normal / _SMALL if closed else goods.abroad[g] - way
            goods.home_upper[g] = max(upper, normal) if goods.produced[g] else normal
            lower = _SMALL * abroad if closed else goods.home[g] + way
            goods.abroad_lower[g] = min(lower, choke)


@part
def between(value: float, lower: float, upper: float) -> float:
    """Return the value, or the bound that it has passed."""
    return min(max(value, lower), upper)


@part
def moved(price: float, speed: float, excess: float) -> float:
    """Return a price after a month of excess demand, relative to the volume of the market."""
    return price * math.exp(speed * between(excess, -1.0, 1.0))


@part
def move_import(goods: Goods, rules: TradeRules, g: Whole) -> None:
    """Move the price of an import at home."""
    volume = goods.home_volume[g]
    if volume <= 0.0:
        return
    relative = goods.home[g] / goods.home_normal[g]
    demand = relative**-rules.demand_elasticity
    supply = relative**rules.supply_elasticity
    arrivals = (goods.traded[g] + goods.shopped[g]) / volume
    price = moved(goods.home[g], rules.price_adjustment, demand - supply - arrivals)
    goods.home[g] = between(price, goods.home_lower[g], goods.home_upper[g])


@part
def move_export(goods: Goods, regime: Regime, rules: TradeRules, g: Whole) -> None:
    """Move the prices of an export on both sides."""
    speed = rules.price_adjustment
    if goods.produced[g] and goods.home_volume[g] > 0.0:
        relative = goods.home[g] / goods.home_normal[g]
        demand = relative**-rules.demand_elasticity
        supply = relative**rules.supply_elasticity
        taken = goods.bought[g] / goods.home_volume[g]
        price = moved(goods.home[g], speed, demand + taken - supply)
        goods.home[g] = between(price, goods.home_lower[g], goods.home_upper[g])
    if goods.abroad_volume[g] > 0.0:
        normal = goods.abroad_normal[g] * regime.price_abroad
        wanted = 1.0 - rules.foreign_elasticity * math.log(goods.abroad[g] / normal)
        arrivals = goods.traded[g] / goods.abroad_volume[g]
        price = moved(goods.abroad[g], speed, regime.demand * max(wanted, 0.0) - arrivals)
        goods.abroad[g] = between(price, goods.abroad_lower[g], goods.abroad_upper[g])


@part
def import_price(
    goods: Goods, villages: BorderVillages, rules: TradeRules, g: Whole, v: Whole
) -> float:
    """Return the price of an import in a village: from the border or from town, if cheaper."""
    transport = rules.freight * goods.weight[g]
    at_border = goods.home[g] + transport * villages.gate_distance[v]
    town = goods.home_normal[g] - goods.town_freight[g]
    return min(at_border, town + transport * villages.town_distance[v])


@part
def live(villages: BorderVillages, goods: Goods, rules: TradeRules, v: Whole) -> None:
    """Set the cost of border goods and the price of crops in village ``v``."""
    cost, ratio, crops = 0.0, 0.0, 1.0
    for g in range(len(goods.direction)):
        share = goods.spending_share[g]
        if share > 0.0:
            here = import_price(goods, villages, rules, g, v)
            cost += share * math.log(here / goods.home_normal[g])
            ratio += share * goods.abroad[g] / here
        if goods.farm_share[g] > 0.0:
            way = rules.freight * goods.weight[g] * villages.gate_distance[v]
            better = max(goods.home[g] - way, goods.home_normal[g])
            crops += goods.farm_share[g] * (better / goods.home_normal[g] - 1.0)
    villages.price_ratio[v] = ratio
    villages.farm_price[v] = crops
    level = math.exp(cost)
    spending = villages.spending[v]
    for c in range(_CROSSERS):
        trips = villages.legal_trips[v, c] + villages.informal_trips[v, c]
        villages.cost_of_living[v, c] = level
        if spending > 0.0 and trips > 0.0:
            share = min(villages.spent[v, c] / max(ratio, 1e-9) / spending, 1.0)
            fares = trips * villages.trip_cost[v] / spending
            villages.cost_of_living[v, c] = level * (1.0 - share * (1.0 - ratio)) + fares


@part
def mean_cost(villages: BorderVillages, v: Whole) -> float:
    """Return the mean cost of border goods over the households of village ``v``."""
    total, number = 0.0, 0.0
    for c in range(_CROSSERS):
        total += villages.households[v, c] * villages.cost_of_living[v, c]
        number += villages.households[v, c]
    return np.float64(total / number) if number > 0.0 else 1.0


@kernel
def note_start(border: Border, governments: Governments, months: float, first: bool) -> None:
    """Add a month of the year before month 1 to the means that later months are held against."""
    villages, post = border.villages, border.post
    if first:
        villages.cost_at_start[:] = 0.0
        villages.farm_at_start[:] = 0.0
        post.normal_flow[0] = 0.0
        post.normal_informal[0] = 0.0
        governments.gain_start[:] = 0.0
    for v in range(len(villages.spending)):
        villages.cost_at_start[v] += mean_cost(villages, v) / months
        villages.farm_at_start[v] += villages.farm_price[v] / months
    flow = post.with_pass[0] + post.with_passport[0] + post.traders[0]
    post.normal_flow[0] += flow / months
    post.normal_informal[0] += post.informal[0] / months
    for side in range(len(governments.gain)):
        governments.gain_start[side] += governments.gain[side] / months
