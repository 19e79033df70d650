"""Trade: how goods cross the border this month, by which channel, and who goes shopping there.

*Purpose.* Let traders choose a channel and a quantity (equation 9), and households decide whether
to shop on the other side.

*A trip* carries what fits on a motorbike and what the trader's capital buys. Traders who bring
goods home can go ``trade.import_trips`` times a month, those who sell abroad go to the weekly
market (``trade.trips_per_month``).

*Channels*, with μ the expected margin of a trip (belief of the selling price, less spoilage, less
the purchase), G what its goods cost, r the trips of a month:

- allowance: residents with a border pass (or passport, at a full gate) carry eligible goods worth
  at most the allowance per card and month, measured at what they cost; who borrows cards carries as
  much on each, at the risk of the post. r (μ − passage − b̂ o), where o values the hours at the
  post and, for what goes out, the certificate of value, here and in the formal channel; the rest
  of the month earns its part of the outside wage.
- formal: no limit, but r (μ − duty G − passage − b̂ o) − licence; duty on what comes in; while the
  gate is not full, the detour over the next full one in place of the hours here.
- informal: over a cluster of paths, r ((1 − p̂) μ − p̂ (1 + fine) G − bribe − passage − hours).
- none: the outside wage.

b̂ is the trader's belief of how much the official way costs against what it truly costs, p̂ its
belief of detection per trip. Each month the share ``trade.reconsideration`` of traders, and all
whose channel is barred, choose anew: P(channel) ∝ exp(profit / σ_π + stickiness · 1(as last
month)). The cluster of paths is drawn each month with P ∝ traffic at the start · exp(−its cost /
σ_π).

*Shopping.* A household weighs the saving on ``trade.shopping_value`` of goods against fare, hours
and reluctance: a logit of going with a paper, going without over a path, and staying. The saving
follows the prices in its village.

*Hours at the post* that people reckon with fit the flow that they leave (bisection each month);
with ``loops.security`` off they stay those of the end of burn-in.

*Assumptions.* One shopping trip a month at most; goods for a household's own use are not seized.
When the border is closed, only the share ``shocks.closure_leak`` of informal ways remains.
"""

import math

import numpy as np

from model.border import Border
from model.border_tables import (
    BorderVillages,
    Channel,
    Crosser,
    Direction,
    Paths,
    PostStatus,
    Traders,
)
from model.draws import Stream, uniform, uniform_two
from model.kernels import Whole, end_of_village, kernel, part
from model.post_queue import crossing_hours
from model.regime import Regime
from model.tables import Households
from model.trade_rules import TradeRules

_CHANNEL, _TRADER = Stream.TRADE_CHANNEL.value, Stream.TRADER.value
_NONE, _ALLOWANCE = Channel.NONE.value, Channel.ALLOWANCE.value
_FORMAL, _INFORMAL = Channel.FORMAL.value, Channel.INFORMAL.value
_IMPORT = Direction.IMPORT.value
_CLOSED, _FULL = PostStatus.NONE.value, PostStatus.FULL.value
_NO_PAPER, _PASS = Crosser.NO_PAPER.value, Crosser.PASS.value
_PASSPORT = Crosser.PASSPORT.value
_CROSSERS = len(Crosser)
_SMALL = 1e-9
_MOST = 50.0  # of an exponent
_HALVINGS = 24  # of a day: to a hundredth of a second
_DARING = 3  # numbers the lasting draw that decides who goes on during a closure


@kernel
def trade(
    households: Households,
    border: Border,
    regime: Regime,
    rules: TradeRules,
    settled: bool,
    key: np.uint64,
    month: Whole,
) -> None:
    """Let households and traders decide; fill trips, quantities and the traffic of the month.

    ``settled``: burn-in is over.
    """
    count_crossers(households, border.villages, rules)
    post, paths, villages = border.post, border.paths, border.villages
    post.status[0] = regime.status
    if rules.security or not settled:
        post.known_hours[0] = expected_hours(border, regime, rules)
    border.goods.shopped[:] = 0.0
    shop(border, regime, rules)
    post.traders[0] = 0.0
    paths.trader_trips[:] = 0.0
    for t in range(len(border.traders.alive)):
        if border.traders.alive[t]:
            set_out(households, border, regime, rules, t, key, month)
    shopping = 0.0
    for v in range(len(villages.spending)):
        for c in range(_CROSSERS):
            shopping += villages.households[v, c] * villages.informal_trips[v, c]
    post.informal[0] = 0.0
    for k in range(len(paths.traffic)):
        # households spread over the paths as all traffic did at the start
        paths.traffic[k] = paths.trader_trips[k] + shopping * paths.traffic_start[k]
        post.informal[0] += paths.traffic[k]


@part
def expected_hours(border: Border, regime: Regime, rules: TradeRules) -> float:
    """Return the hours at the post that fit the flow they leave: people reckon with them.

    The flow falls with the hours and the hours rise with the flow, so halving finds the one value
    that fits both; traders are taken to come as last month.
    """
    low, high = 0.0, rules.day_hours
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        flow = border.post.traders[0] + paper_flow(border, regime, rules, middle)
        if crossing_hours(regime, rules, flow) > middle:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


@part
def paper_flow(border: Border, regime: Regime, rules: TradeRules, hours: float) -> float:
    """Return how many households go shopping through the post if it takes ``hours``."""
    villages = border.villages
    path_hours = mean_path_hours(border)
    flow = 0.0
    for v in range(len(villages.spending)):
        legal, informal = shopping_weights(villages, regime, rules, v, hours, path_hours)
        papers = villages.households[v, _PASS]
        if regime.status == _FULL:
            papers += villages.households[v, _PASSPORT]
        flow += papers * legal / (1.0 + legal + informal)
    return flow


@part
def mean_path_hours(border: Border) -> float:
    """Return the hours one way over a path, weighted by the traffic of the start."""
    hours = 0.0
    for k in range(len(border.paths.hours)):
        hours += border.paths.traffic_start[k] * border.paths.hours[k]
    return hours


@part
def shopping_weights(
    villages: BorderVillages,
    regime: Regime,
    rules: TradeRules,
    v: Whole,
    hours: float,
    path_hours: float,
) -> tuple[float, float]:
    """Return the weights of a trip with a paper and of one over a path, against 1 for staying."""
    trip = villages.trip_cost[v] + rules.hourly * villages.trip_hours[v]
    common = regime.crossing_cost * trip + rules.shopping_reluctance
    gain = 1.0 / max(villages.price_ratio[v], _SMALL) - 1.0
    value = min(rules.shopping_value, regime.allowance)
    legal = gain * value - common - 2.0 * rules.hourly * hours
    informal = gain * rules.shopping_value - common - 2.0 * rules.hourly * path_hours
    open_post = regime.status != _CLOSED and value > 0.0
    return (
        math.exp(min(legal / rules.shopping_scale, _MOST)) if open_post else 0.0,
        regime.leak * math.exp(min(informal / rules.shopping_scale, _MOST)),
    )


@part
def count_crossers(households: Households, villages: BorderVillages, rules: TradeRules) -> None:
    """See with what each household can cross, and count them by village."""
    has_pass, has_passport = rules.pass_column >= 0, rules.passport_column >= 0
    pass_column, passport_column = max(rules.pass_column, 0), max(rules.passport_column, 0)
    for i in range(len(households.village)):
        c = _PASSPORT if has_passport & (households.holders[i, passport_column] > 0) else _NO_PAPER
        households.crosser[i] = _PASS if has_pass & (households.holders[i, pass_column] > 0) else c
    villages.households[:] = 0.0
    start = 0
    while start < len(households.village):
        stop = end_of_village(households.village, start)
        for c in range(_CROSSERS):
            number = np.int64(0)
            for i in range(np.uint64(start), np.uint64(stop)):
                number += households.crosser[i] == c
            villages.households[households.village[start], c] = number
        start = stop


@part
def shop(border: Border, regime: Regime, rules: TradeRules) -> None:
    """Set each village's trips per household and what they bring home."""
    goods, villages, post = border.goods, border.villages, border.post
    path_hours = mean_path_hours(border)
    legal_value = min(rules.shopping_value, regime.allowance)
    post.with_pass[0] = 0.0
    post.with_passport[0] = 0.0
    for v in range(len(villages.spending)):
        legal, informal = shopping_weights(
            villages, regime, rules, v, post.known_hours[0], path_hours
        )
        for c in range(_CROSSERS):
            papers = c == _PASS or (c == _PASSPORT and regime.status == _FULL)
            weight = legal if papers else 0.0
            total = 1.0 + weight + informal
            villages.legal_trips[v, c] = weight / total
            villages.informal_trips[v, c] = informal / total
            number = villages.households[v, c]
            spent = (legal_value * weight + rules.shopping_value * informal) / total
            villages.spent[v, c] = spent
            for g in range(len(goods.direction)):
                if goods.spending_share[g] > 0.0:
                    goods.shopped[g] += number * spent * goods.spending_share[g] / goods.abroad[g]
            if c == _PASS:
                post.with_pass[0] += number * weight / total
            elif c == _PASSPORT:
                post.with_passport[0] += number * weight / total


@part
def set_out(
    households: Households,
    border: Border,
    regime: Regime,
    rules: TradeRules,
    t: Whole,
    key: np.uint64,
    month: Whole,
) -> None:
    """Let trader ``t`` choose a channel, a path and a quantity, and join the traffic."""
    goods, traders = border.goods, border.traders
    know_papers(households, traders, regime, rules, t)
    g = np.int64(traders.good[t])
    inward = goods.direction[g] == _IMPORT
    buy = goods.abroad[g] if inward else goods.home[g]
    most = rules.import_trips if inward else rules.trips
    units = min(rules.load / goods.weight[g], max(traders.capital[t], 0.0) / buy)
    kept = (1.0 - goods.spoilage[g]) * np.float64(traders.price_belief[t])
    value = units * buy
    margin = units * (kept - buy)
    believed = regime.official_cost * np.float64(traders.official_belief[t])
    certificate = 0.0 if inward else rules.certificate
    queue = 2.0 * rules.hourly * border.post.known_hours[0]
    official = believed * (certificate + queue)
    draw, way = uniform_two(key, _CHANNEL, t, month, 0)
    path = choose_path(border.paths, traders, rules, t, most, value, way)
    lent = math.floor(rules.lent_cards * regime.borrowing + 0.5) if traders.borrows[t] else 0
    cards = lent + (1 if traders.card[t] else 0)

    passable = regime.status != _CLOSED
    room = regime.allowance * cards
    allowed = 0
    allowance_units = units
    if passable and goods.eligible[g] and room > 0.0 and value > 0.0:
        allowed = min(most, math.ceil(room / value))
        allowance_units = min(units, room / (allowed * buy))
    lent_share = lent / cards if cards > 0 else 0.0
    evading = lent_share * border.post.detection[0]
    scale = allowance_units / units if units > 0.0 else 0.0
    profit_allowance = allowed * (
        scale * (margin - evading * (margin + (1.0 + rules.fine) * value))
        - rules.passage - official
    )  # fmt: skip
    profit_allowance += rules.outside_wage * (1.0 - allowed / most)
    duty = rules.duty * value if inward else 0.0
    detour = queue if regime.status == _FULL else rules.detour
    profit_formal = most * (margin - duty - rules.passage - believed * (certificate + detour))
    if not traders.licence[t]:
        profit_formal -= rules.licence
    risk = np.float64(traders.risk_belief[t, path])
    profit_informal = most * (
        margin - risk * (margin + (1.0 + rules.fine) * value)
        - rules.bribe - rules.passage - 2.0 * rules.hourly * border.paths.hours[path]
    )  # fmt: skip
    daring = regime.leak >= 1.0 or uniform(key, _TRADER, t, 0, _DARING) < regime.leak

    profit_allowance = profit_allowance if allowed > 0 else -math.inf
    profit_formal = profit_formal if passable and value > 0.0 else -math.inf
    profit_informal = profit_informal if daring and value > 0.0 else -math.inf
    chosen = int(traders.channel[t])
    barred = (
        (chosen == _ALLOWANCE and profit_allowance == -math.inf)
        or (chosen == _FORMAL and profit_formal == -math.inf)
        or (chosen == _INFORMAL and profit_informal == -math.inf)
    )
    if barred or uniform(key, _CHANNEL, t, month, 1) < rules.reconsideration:
        chosen = choose_channel(
            rules, chosen, draw, profit_allowance, profit_formal, profit_informal
        )
    traders.channel[t] = chosen
    traders.path[t] = path if chosen == _INFORMAL else -1
    traders.trips[t] = 0 if chosen == _NONE else (allowed if chosen == _ALLOWANCE else most)
    traders.busy[t] = traders.trips[t] / most
    traders.quantity[t] = allowance_units if chosen == _ALLOWANCE else units
    traders.cards[t] = cards if chosen == _ALLOWANCE else 0
    traders.evading[t] = lent_share if chosen == _ALLOWANCE else 0.0
    if chosen == _INFORMAL:
        border.paths.trader_trips[path] += traders.trips[t]
    elif chosen != _NONE and (chosen == _ALLOWANCE or regime.status == _FULL):
        border.post.traders[0] += traders.trips[t]


@part
def know_papers(
    households: Households, traders: Traders, regime: Regime, rules: TradeRules, t: Whole
) -> None:
    """Take a local trader's papers from its household: an allowance needs one, a licence helps."""
    h = traders.household[t]
    if h < 0:
        traders.card[t] = False
        return
    c = households.crosser[h]
    traders.card[t] = c == _PASS or (c == _PASSPORT and regime.status == _FULL)
    traders.licence[t] = households.documents[h] & rules.licences != np.uint64(0)


@part
def choose_path(
    paths: Paths,
    traders: Traders,
    rules: TradeRules,
    t: Whole,
    trips: Whole,
    value: float,
    draw: float,
) -> int:
    """Return the cluster of paths that trader ``t`` would take: a logit of perceived costs."""
    total = 0.0
    for k in range(len(paths.hours)):
        loss = trips * np.float64(traders.risk_belief[t, k]) * (1.0 + rules.fine) * value
        paths.weight[k] = paths.traffic_start[k] * math.exp(-loss / rules.choice_scale)
        total += paths.weight[k]
    left = draw * total
    last = 0
    for k in range(len(paths.hours)):
        if paths.weight[k] > 0.0:
            last = k
        left -= paths.weight[k]
        if left < 0.0:
            return k
    return last


@part
def choose_channel(
    rules: TradeRules,
    last: Whole,
    draw: float,
    allowance: float,
    formal: float,
    informal: float,
) -> int:
    """Return the channel at quantile ``draw`` of a logit of monthly profits; −inf: not open."""
    top = max(rules.outside_wage, allowance, formal, informal)
    weights = (
        channel_weight(rules, rules.outside_wage, top, last == _NONE),
        channel_weight(rules, allowance, top, last == _ALLOWANCE),
        channel_weight(rules, formal, top, last == _FORMAL),
        channel_weight(rules, informal, top, last == _INFORMAL),
    )
    left = draw * (weights[0] + weights[1] + weights[2] + weights[3])
    for c in range(3):
        left -= weights[c]
        if left < 0.0:
            return c
    return _INFORMAL if weights[3] > 0.0 else _NONE


@part
def channel_weight(rules: TradeRules, profit: float, top: float, stays: bool) -> float:
    """Return exp of a profit over the scale of choice, shifted so that it cannot overflow."""
    habit = rules.stickiness if stays else 0.0
    return math.exp((profit - top) / rules.choice_scale + habit)
