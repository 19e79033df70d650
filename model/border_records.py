"""What a month at the border leaves in the records."""

from enum import IntEnum

import numpy as np

from model.border import Border
from model.border_tables import Channel, Dimension, Direction, Forum, Governments, PostStatus, Side
from model.kernels import kernel
from model.regime import Regime
from model.tables import Array

_IMPORT, _FULL = Direction.IMPORT.value, PostStatus.FULL.value
_DIMENSIONS = len(Dimension)
_HOME = Side.HOME.value


class BorderMeasure(IntEnum):
    """Numbers of one month at the border; money in rupiah, traders are those who set out."""

    TRADERS = 0
    LOCAL_TRADERS = 1
    PROFIT = 2
    LOCAL_PROFIT = 3
    CROSSED_PASS = 4
    CROSSED_PASSPORT = 5
    CROSSED_TRADERS = 6
    CROSSED_INFORMAL = 7
    CROSSING_HOURS = 8
    POST_DETECTION = 9
    PATH_DETECTION = 10
    SEIZED = 11
    CASE_DAYS = 12
    DISPLACEMENT = 13
    GATE_OPEN = 14
    HAZARD = 15
    LAG = 16
    INCIDENTS = 17
    BARGAINING = 18
    SURPLUS = 19
    COST_OF_LIVING = 20
    FARM_PRICE = 21
    SHOPPED = 22
    IMPORTS = 23
    EXPORTS = 24
    OVERUSED = 25
    ECONOMIC = 26
    POLITICAL = 27
    CULTURAL = 28
    COMPETITION = 29


class GoodMeasure(IntEnum):
    """Numbers of one month and good: prices in rupiah per unit, values in rupiah at the border."""

    HOME = 0
    ABROAD = 1
    HOME_LOWER = 2
    HOME_UPPER = 3
    ABROAD_LOWER = 4
    ABROAD_UPPER = 5
    ALLOWANCE = 6
    FORMAL = 7
    INFORMAL = 8
    SHOPPED = 9


_TRADERS, _LOCAL_TRADERS = BorderMeasure.TRADERS.value, BorderMeasure.LOCAL_TRADERS.value
_PROFIT, _LOCAL_PROFIT = BorderMeasure.PROFIT.value, BorderMeasure.LOCAL_PROFIT.value
_CROSSED_PASS = BorderMeasure.CROSSED_PASS.value
_CROSSED_PASSPORT = BorderMeasure.CROSSED_PASSPORT.value
_CROSSED_TRADERS = BorderMeasure.CROSSED_TRADERS.value
_CROSSED_INFORMAL = BorderMeasure.CROSSED_INFORMAL.value
_CROSSING_HOURS = BorderMeasure.CROSSING_HOURS.value
_POST_DETECTION = BorderMeasure.POST_DETECTION.value
_PATH_DETECTION = BorderMeasure.PATH_DETECTION.value
_SEIZED, _CASE_DAYS = BorderMeasure.SEIZED.value, BorderMeasure.CASE_DAYS.value
_DISPLACEMENT, _GATE_OPEN = BorderMeasure.DISPLACEMENT.value, BorderMeasure.GATE_OPEN.value
_HAZARD, _LAG = BorderMeasure.HAZARD.value, BorderMeasure.LAG.value
_INCIDENTS, _BARGAINING = BorderMeasure.INCIDENTS.value, BorderMeasure.BARGAINING.value
_SURPLUS = BorderMeasure.SURPLUS.value
_COST_OF_LIVING, _FARM_PRICE = BorderMeasure.COST_OF_LIVING.value, BorderMeasure.FARM_PRICE.value
_SHOPPED, _IMPORTS = BorderMeasure.SHOPPED.value, BorderMeasure.IMPORTS.value
_EXPORTS, _OVERUSED = BorderMeasure.EXPORTS.value, BorderMeasure.OVERUSED.value
_ECONOMIC = BorderMeasure.ECONOMIC.value
_FIRST_CHANNEL = GoodMeasure.ALLOWANCE.value - Channel.ALLOWANCE.value
_GOOD_SHOPPED = GoodMeasure.SHOPPED.value
_GOOD_HOME, _GOOD_ABROAD = GoodMeasure.HOME.value, GoodMeasure.ABROAD.value
_GOOD_HOME_LOWER = GoodMeasure.HOME_LOWER.value
_GOOD_HOME_UPPER = GoodMeasure.HOME_UPPER.value
_GOOD_ABROAD_LOWER = GoodMeasure.ABROAD_LOWER.value
_GOOD_ABROAD_UPPER = GoodMeasure.ABROAD_UPPER.value


@kernel
def record_border(
    border: Border,
    regime: Regime,
    forum: Forum,
    governments: Governments,
    month: Array,
    goods_month: Array,
) -> None:
    """Fill the month's numbers: ``month`` float64[BorderMeasure], ``goods_month`` [goods, …].

    Values of trade are what goods cost when bought; exports in the sense of goods of home origin.
    """
    goods, traders, paths = border.goods, border.traders, border.paths
    post, villages = border.post, border.villages
    month[:] = 0.0
    goods_month[:] = 0.0
    for t in range(len(traders.alive)):
        if not traders.alive[t] or traders.trips[t] == 0:
            continue
        month[_TRADERS] += 1.0
        earned = np.float64(traders.sold[t] - traders.bought[t] - traders.costs[t])
        month[_PROFIT] += earned
        if traders.local[t]:
            month[_LOCAL_TRADERS] += 1.0
            month[_LOCAL_PROFIT] += earned
        channel = np.int64(traders.channel[t])
        value = np.float64(traders.bought[t])
        goods_month[traders.good[t], _FIRST_CHANNEL + channel] += value
        inward = goods.direction[traders.good[t]] == _IMPORT
        month[_IMPORTS if inward else _EXPORTS] += value
        limit = np.float64(traders.cards[t]) * regime.allowance
        # whole rupiah per trip: rounding may exceed the limit by half a rupiah each
        if np.float64(traders.allowance_used[t]) > limit + traders.trips[t]:
            month[_OVERUSED] += 1.0
    for g in range(len(goods.direction)):
        goods_month[g, _GOOD_HOME] = goods.home[g]
        goods_month[g, _GOOD_ABROAD] = goods.abroad[g]
        goods_month[g, _GOOD_HOME_LOWER] = goods.home_lower[g]
        goods_month[g, _GOOD_HOME_UPPER] = goods.home_upper[g]
        goods_month[g, _GOOD_ABROAD_LOWER] = goods.abroad_lower[g]
        goods_month[g, _GOOD_ABROAD_UPPER] = goods.abroad_upper[g]
        goods_month[g, _GOOD_SHOPPED] = goods.shopped[g] * goods.abroad[g]
        month[_SHOPPED] += goods.shopped[g] * goods.abroad[g]
    month[_IMPORTS] += month[_SHOPPED]
    month[_CROSSED_PASS] = post.with_pass[0]
    month[_CROSSED_PASSPORT] = post.with_passport[0]
    month[_CROSSED_TRADERS] = post.traders[0]
    month[_CROSSING_HOURS] = post.hours[0]
    month[_POST_DETECTION] = post.detection[0]
    month[_CASE_DAYS] = post.case_days[0]
    month[_SEIZED] = np.float64(post.seized[0])
    trips = 0.0
    for k in range(len(paths.traffic)):
        month[_CROSSED_INFORMAL] += paths.traffic[k]
        month[_SEIZED] += np.float64(paths.seized[k])
        trips += paths.trader_trips[k]
    for k in range(len(paths.traffic)):
        if trips > 0.0:
            share = paths.trader_trips[k] / trips
            month[_PATH_DETECTION] += share * paths.detection[k]
            month[_DISPLACEMENT] += abs(share - paths.traffic_start[k]) / 2.0
    month[_GATE_OPEN] = 1.0 if regime.status == _FULL else 0.0
    month[_HAZARD] = forum.hazard[0]
    month[_LAG] = forum.lag[0]
    month[_INCIDENTS] = forum.incidents[0]
    for d in range(_DIMENSIONS):
        month[_ECONOMIC + d] = forum.stock[0, d]
    month[_BARGAINING] = governments.bargaining[_HOME]
    month[_SURPLUS] = governments.surplus[_HOME]
    number = 0.0
    for v in range(len(villages.spending)):
        here = 0.0
        cost = 0.0
        for c in range(villages.households.shape[1]):
            here += villages.households[v, c]
            cost += villages.households[v, c] * villages.cost_of_living[v, c]
        number += here
        month[_COST_OF_LIVING] += cost / villages.cost_at_start[v]
        month[_FARM_PRICE] += here * villages.farm_price[v] / villages.farm_at_start[v]
    if number > 0.0:
        month[_COST_OF_LIVING] /= number
        month[_FARM_PRICE] /= number
