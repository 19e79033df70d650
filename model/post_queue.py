"""The queue at the border post: what checks and lanes make of a flow of people."""

import math

from model.kernels import kernel, part
from model.queueing import erlang_c
from model.regime import Regime
from model.trade_rules import TradeRules

_SMALL = 1e-9  # instead of no lane at all, which cannot divide: the wait is then a whole day


@part
def check_minutes(regime: Regime, rules: TradeRules) -> float:
    """Return the minutes that the checks of one crossing take."""
    gained = 1.0 + rules.coordination_gain * regime.coordination
    slower = 1.0 + rules.inspection_delay * regime.inspection
    return rules.service_minutes * slower / (regime.speed * gained)


@kernel
def crossing_hours(regime: Regime, rules: TradeRules, flow: float) -> float:
    """Return hours of queue and checks per crossing when ``flow`` people a month go each way."""
    service = check_minutes(regime, rules) / 60.0
    lanes = max(2.0 * (1.0 - regime.security_weight) * regime.lanes, _SMALL)
    servers = max(math.floor(lanes), 1)
    rate = lanes / servers / service  # crossings per hour and lane
    arrivals = 2.0 * flow / rules.scale / rules.hours
    if arrivals >= servers * rate:
        return rules.day_hours
    wait = erlang_c(servers, arrivals / rate) / (servers * rate - arrivals)
    return min(wait + 1.0 / rate, rules.day_hours)
