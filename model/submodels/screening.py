"""Screening: queues and checks at the post, patrols on the paths, and what traders learn.

*Purpose.* Delay those who cross with papers, find some of what should not cross, settle the
traders' month, and let beliefs follow experience (equations 12 and 13).

*At the post* a crossing is checked in t = t0 (1 + ψ · inspection) / (u_p (1 + χ κ̄)) minutes: u_p
is the speed of the system, κ̄ the coordination of the agencies, who each check alone where they do
not cooperate. Lanes = 2 (1 − φ) · lanes, where φ is the share of staff time given to security; the
wait is that of a queue M/M/c over the open hours, at most a day of them. Detection 1 − exp(−a_post
· inspection · φ · (1 + χ κ̄) · u_p / flow), with flow relative to the start.

*On the paths* of cluster k a trip is detected with (1 − exp(−a_path · patrols · φ / φ0 · s_k / s_k0
· (1 + χ κ̄))) · exp(−e_s · skill_k), where the share s_k of all patrols watch the cluster and s_k0
is its share of the traffic at the start. a_post and a_path are solved so that detection at the
start, before skill, is as the scenario says.

*Settlement.* Detected trips lose their goods and a fine. What arrives, less spoilage, is sold at
this month's prices. A case takes T = T0 / (1 + χ κ̄) days.

*Beliefs.* p̂ ← p̂ + α_own (hit − p̂) of a trader on the cluster it took, and for everybody
p̂ ← p̂ + α_peers (hits of all there − p̂); both only where someone crossed. The belief of what the
official way costs moves to 1, the truth, in the same way, and that of the selling price to what was
paid.

*Loop.* Each incident of the month moves the share ``security.incident_response`` of the staff time
left for service to security; people reckon with the delay (trade). With ``loops.security`` off
neither happens.

*Assumptions.* The post serves both ways alike; goods of a household's own are not searched for.
"""

import math

import numpy as np

from model.border import Border
from model.border_tables import Channel, Direction, Paths, PostStatus
from model.draws import Stream, uniform
from model.kernels import Whole, kernel, part
from model.post_queue import crossing_hours
from model.quantiles import binomial
from model.regime import Regime
from model.tables import Array
from model.trade_rules import TradeRules
from model.traders import clear

_DETECTION = Stream.DETECTION.value
_ALLOWANCE = Channel.ALLOWANCE.value
_FORMAL, _INFORMAL = Channel.FORMAL.value, Channel.INFORMAL.value
_IMPORT, _FULL = Direction.IMPORT.value, PostStatus.FULL.value
_SMALL = 1e-9  # instead of no flow at all, which cannot divide


@kernel
def screening(
    border: Border,
    regime: Regime,
    rules: TradeRules,
    settled: bool,
    flows: Array,
    key: np.uint64,
    month: Whole,
) -> None:
    """Set delay and detection, settle the traders' month, and let them learn.

    ``settled``: burn-in is over; ``flows`` (int64[4]) receives rupiah: paid for goods, arrived,
    seized and spoiled.
    """
    check_at_post(border, regime, rules, settled)
    patrol(border.paths, regime, rules)
    goods, traders, paths = border.goods, border.traders, border.paths
    goods.traded[:] = 0.0
    goods.bought[:] = 0.0
    goods.arrived[:] = 0
    paths.caught[:] = 0.0
    paths.seized[:] = 0
    border.post.seized[0] = 0
    for t in range(len(traders.alive)):
        clear(traders, t)
        if not traders.alive[t]:
            continue
        settle(border, regime, rules, t, flows, key, month)
    learn(border, rules)


@part
def post_detection(regime: Regime, rules: TradeRules, relative_flow: float) -> float:
    """Return the chance that contraband is found at the post."""
    gained = 1.0 + rules.coordination_gain * regime.coordination
    work = regime.inspection * regime.security_weight * gained * regime.speed * regime.staff
    return 1.0 - math.exp(-rules.post_effort * work / max(relative_flow, _SMALL))


@part
def check_at_post(border: Border, regime: Regime, rules: TradeRules, settled: bool) -> None:
    """Set hours per crossing, detection at the post and the time a case takes."""
    post = border.post
    flow = post.with_pass[0] + post.with_passport[0] + post.traders[0]
    post.hours[0] = crossing_hours(regime, rules, flow)
    known = settled and post.normal_flow[0] > 0.0
    relative = flow / post.normal_flow[0] if known else 1.0
    post.detection[0] = post_detection(regime, rules, relative)
    gained = 1.0 + rules.coordination_gain * regime.coordination
    post.case_days[0] = rules.case_days / gained


@part
def patrol(paths: Paths, regime: Regime, rules: TradeRules) -> None:
    """Set the detection per trip on each cluster of paths."""
    gained = 1.0 + rules.coordination_gain * regime.coordination
    force = regime.patrol * regime.security_weight / rules.base_weight
    for k in range(len(paths.detection)):
        share = paths.patrol[k] / max(paths.traffic_start[k], 1e-9)
        raw = 1.0 - math.exp(-rules.patrol_effort * force * share * gained)
        paths.detection[k] = raw * math.exp(-rules.skill_effect * paths.skill[k])


@part
def settle(
    border: Border,
    regime: Regime,
    rules: TradeRules,
    t: Whole,
    flows: Array,
    key: np.uint64,
    month: Whole,
) -> None:
    """Let the trips of trader ``t`` be made: seizures, sales, costs and what it learns itself."""
    goods, traders, paths = border.goods, border.traders, border.paths
    channel, trips = traders.channel[t], np.int64(traders.trips[t])
    smooth = rules.learning_own
    elsewhere = rules.outside_wage * (1.0 - traders.busy[t])
    if trips == 0:
        traders.profit[t] += smooth * (elsewhere - traders.profit[t])
        return
    g, path = np.int64(traders.good[t]), np.int64(traders.path[t])
    inward = goods.direction[g] == _IMPORT
    buy, sell = goods.home[g], goods.abroad[g]
    if inward:
        buy, sell = sell, buy
    trip = np.int64(round(traders.quantity[t] * buy))
    risk = 0.0
    if channel == _INFORMAL:
        risk = paths.detection[path]
    elif channel == _ALLOWANCE:
        risk = traders.evading[t] * border.post.detection[0]
    caught = binomial(trips, risk, uniform(key, _DETECTION, t, month, 0))
    arrived = trips - caught
    traders.caught[t] = caught
    traders.bought[t] = trips * trip
    traders.seized[t] = caught * trip
    traders.spoiled[t] = np.int64(round(arrived * trip * goods.spoilage[g]))
    units = arrived * traders.quantity[t] * (1.0 - goods.spoilage[g])
    traders.sold[t] = np.int64(round(units * sell))
    costs = trips * rules.passage + caught * rules.fine * trip
    if channel == _INFORMAL:
        costs += trips * rules.bribe
        paths.caught[path] += caught
        paths.seized[path] += caught * trip
    else:
        border.post.seized[0] += caught * trip
        if not inward:
            costs += trips * rules.certificate * regime.official_cost
    if channel == _FORMAL:
        costs += arrived * rules.duty * trip if inward else 0.0
        costs += 0.0 if traders.licence[t] else rules.licence
        costs += 0.0 if regime.status == _FULL else trips * rules.detour * regime.official_cost
    if channel == _ALLOWANCE:
        traders.allowance_used[t] = traders.bought[t]
    traders.costs[t] = np.int64(round(costs))
    goods.traded[g] += units
    goods.bought[g] += trips * traders.quantity[t]
    goods.arrived[g] += arrived * trip - traders.spoiled[t]
    flows[0] += traders.bought[t]
    flows[1] += arrived * trip - traders.spoiled[t]
    flows[2] += traders.seized[t]
    flows[3] += traders.spoiled[t]

    profit = np.float64(traders.sold[t] - traders.bought[t] - traders.costs[t])
    traders.profit[t] += smooth * (profit + elsewhere - traders.profit[t])
    own = rules.learning_own
    traders.price_belief[t] += own * (sell - traders.price_belief[t])
    if channel == _INFORMAL:
        hit = caught / trips
        belief = np.float64(traders.risk_belief[t, path])
        traders.risk_belief[t, path] = belief + own * (hit - belief)
    else:
        traders.official_belief[t] += own * (1.0 - traders.official_belief[t])


@part
def learn(border: Border, rules: TradeRules) -> None:
    """Let every trader hear of the others: hits per cluster, the official way, and prices."""
    goods, traders, paths = border.goods, border.traders, border.paths
    official = 0
    going = 0
    for t in range(len(traders.alive)):
        if traders.alive[t] and traders.trips[t] > 0:
            going += 1
            if traders.channel[t] != _INFORMAL:
                official += 1
    if going == 0:
        return
    peers = rules.learning_peers
    heard = peers * official / going
    for t in range(len(traders.alive)):
        if not traders.alive[t]:
            continue
        for k in range(len(paths.traffic)):
            if paths.trader_trips[k] > 0.0:
                belief = np.float64(traders.risk_belief[t, k])
                rate = paths.caught[k] / paths.trader_trips[k]
                traders.risk_belief[t, k] = belief + peers * (rate - belief)
        traders.official_belief[t] += heard * (1.0 - traders.official_belief[t])
        g = np.int64(traders.good[t])
        if goods.traded[g] > 0.0:
            sell = goods.home[g] if goods.direction[g] == _IMPORT else goods.abroad[g]
            traders.price_belief[t] += peers * (sell - traders.price_belief[t])
