"""Diplomacy: the forum's cooperation, bargaining, and whether Malaysia opens its side of the gate.

*Purpose.* Let cross-border cooperation build trust, and trust bring forward the decisions that need
both governments (equation 14, loops FB10 and FB11).

*Forum.* Sosek Malindo, or whichever forum the region lists first among those that are active.

*Decision lag* in months: (``cbc.lag_base`` + ``cbc.lag_per_layer`` · layers + ``cbc.lag_per_actor``
· actors) · (1 − ``cbc.trust_effect`` · x̄), x̄ the mean of the four stocks a month ago. Once the
levers of ``cbc`` are in force, an agreement on them makes 1 / lag of its way a month; activity,
quality and the three rules of sharing change when it is there, and with a lag of n months exactly n
months later. Until then the forum goes on with ``cbc.base_activity`` and ``cbc.base_quality``.
Levers no longer in force end the agreement at once.

*Cooperation* in each dimension d: x_d' = x_d + g_x · A_d · q · (1 − x_d) − δ_x · x_d, kept between
0 and 1, with activity A_d and quality q; sharing of experience raises g_x by
``cbc.experience_gain``, and each incident takes ``cbc.incident_loss`` from the political stock.
Stocks start where base activity keeps them when nothing happens:
g_x A_d q / (g_x A_d q + δ_x).

*Incidents* of a month are Poisson: ``security.incident_rate`` · informal crossings (1 = as at the
start) · (1 − ``cbc.incident_effect`` · political stock) + ``security.dispute_rate``; a dated
boundary incident comes on top.

*Bargaining.* Power of home β_h = Y_h^e_b / (Y_h^e_b + Y_m^e_b) with income per person Y_h at home
and Y_m abroad. Our reading of S2-20 and S2-21: home's share of the gains β_s is β_h, and its share
of the costs 1 − β_h, so that the weaker side bears more; with sharing of benefits each side gains
half, with sharing of burdens each pays in proportion to its income.

*Malaysia's decision.* While Indonesia's side stands, Malaysia decides in a month with probability 1
− exp(−h_M), h_M = ``cbc.opening_hazard`` · exp(Σ a_d · (x_d − its start) − a_s · incidents − a_b ·
((1 − 2β_h)⁺ − its start) + a_g · Δ), Δ the change of Malaysia's own gain since the start, between
−1 and 1. Stocks and power count as differences from their start, because the baseline hazard was
seen under the cooperation and the incomes of its time: counting these once more would lower or
raise it twice. Power (1 − 2β_h)⁺ is that of the incomes, also where benefits or burdens are shared:
these rules change who gains, not who can wait.

*Opening.* What is decided takes the decision lag to be there, and never longer than a new decision
would take now; then Malaysia's side stays ready. A dated opening makes it ready at once. Where the
gate follows the region's dated facts, only these count and nothing is drawn.

*Loops.* With ``loops.trust`` off the stocks move, but lag and hazard see them as they began. With
``loops.bargaining`` off home's income stays as it began.

*Assumptions.* One draw a month for the decision and one for incidents, whatever has happened
before: under one seed a higher hazard never opens the gate later. Income abroad stays as it began.
"""

import math
from typing import NamedTuple

import numpy as np

from model.border_tables import Dimension, Forum, Governments, Side
from model.draws import Stream, uniform
from model.kernels import Whole, kernel, part
from model.quantiles import poisson
from model.region import Region
from model.scenario import Scenario
from model.tables import allocate

_DIPLOMACY, _INCIDENT = Stream.DIPLOMACY.value, Stream.INCIDENT.value
_POLITICAL = Dimension.POLITICAL.value
_DIMENSIONS = len(Dimension)
_HOME, _ABROAD = Side.HOME.value, Side.ABROAD.value
_ROUNDING = 1e-9  # n steps of 1 / n need not add up to 1

# by Dimension: economic, political, cultural-historical, cooperation and competition
type ByDimension = tuple[float, float, float, float]


class DiplomacyRules(NamedTuple):
    """The scenario's numbers of cooperation and bargaining, and the forum of the region."""

    growth: float
    decay: float
    base_activity: float
    base_quality: float
    base_stock: float
    experience_gain: float
    incident_loss: float
    lag_base: float
    lag_per_layer: float
    lag_per_actor: float
    trust_effect: float
    layers: float
    actors: float
    incident_rate: float
    dispute_rate: float
    incident_effect: float
    opening_hazard: float
    weights: ByDimension
    weight_incidents: float
    weight_bargaining: float
    weight_gain: float
    exponent: float
    income_home: float
    income_abroad: float
    trust: bool
    bargaining: bool


class Talks(NamedTuple):
    """What the levers and dated facts say to the two governments this month."""

    activity: ByDimension  # 0-1, once agreed
    quality: float  # 0-1, share of the items of an agreement that it contains, once agreed
    layers: float  # decision layers, less those skipped
    share_experience: bool
    share_benefits: bool
    share_burdens: bool
    in_force: bool  # the levers of cooperation
    home_ready: bool  # Indonesia's side of a full post stands
    abroad_forced: bool  # Malaysia's side opens without a decision of the talks
    dated: bool  # the gate follows dated facts
    incident: bool  # a dated boundary incident


def diplomacy_rules(scenario: Scenario, region: Region) -> DiplomacyRules:
    """Return the numbers that govern the forum; without an active one it has no layers or actors.

    The forum is the first active one of the region's file.
    """
    cbc, security, loops = scenario.cbc, scenario.security, scenario.loops
    forum = next((forum for forum in region.forums if forum.active), None)
    return DiplomacyRules(
        growth=float(cbc.growth),
        decay=float(cbc.decay),
        base_activity=float(cbc.base_activity),
        base_quality=float(cbc.base_quality),
        base_stock=stock_at_rest(cbc.growth * cbc.base_activity * cbc.base_quality, cbc.decay),
        experience_gain=float(cbc.experience_gain),
        incident_loss=float(cbc.incident_loss),
        lag_base=float(cbc.lag_base),
        lag_per_layer=float(cbc.lag_per_layer),
        lag_per_actor=float(cbc.lag_per_actor),
        trust_effect=float(cbc.trust_effect),
        layers=float(forum.layers.value) if forum else 0.0,
        actors=float(forum.actors.value) if forum else 0.0,
        incident_rate=float(security.incident_rate),
        dispute_rate=float(security.dispute_rate),
        incident_effect=float(cbc.incident_effect),
        opening_hazard=float(cbc.opening_hazard),
        weights=(
            float(cbc.weight_economic),
            float(cbc.weight_political),
            float(cbc.weight_cultural),
            float(cbc.weight_competition),
        ),
        weight_incidents=float(cbc.weight_incidents),
        weight_bargaining=float(cbc.weight_bargaining),
        weight_gain=float(cbc.weight_gain),
        exponent=float(cbc.bargaining_exponent),
        income_home=float(region.constants["income_home"].value),
        income_abroad=float(region.constants["income_abroad"].value),
        trust=bool(loops.trust),
        bargaining=bool(loops.bargaining),
    )


def stock_at_rest(gained: float, decay: float) -> float:
    """Return the stock of cooperation that stays as it is: gained / (gained + decay).

    ``gained``: growth · activity · quality a month; ``decay``: share lost a month. 0 for no gain.
    """
    return float(gained / (gained + decay)) if gained > 0.0 else 0.0


def build_diplomacy(region: Region, scenario: Scenario) -> tuple[Forum, Governments]:
    """Return the forum at rest and two governments of which neither is ready to open."""
    rules = diplomacy_rules(scenario, region)
    forum = allocate(Forum, 1, dimension=_DIMENSIONS)
    forum.stock[:] = rules.base_stock
    forum.activity[:] = rules.base_activity
    forum.quality[:] = rules.base_quality
    forum.lag[:] = decision_lag(rules, rules.layers, rules.base_stock)
    governments = allocate(Governments, len(Side))
    governments.income[:] = rules.income_home, rules.income_abroad
    _share(governments, rules, False, False)
    return forum, governments


@part
def bargaining_power(home: float, abroad: float, exponent: float) -> float:
    """Return the bargaining power of home, 0-1, from incomes above 0 (asymmetric Nash)."""
    own = home**exponent
    return own / (own + abroad**exponent)


@part
def decision_lag(rules: DiplomacyRules, layers: float, trust: float) -> float:
    """Return the months from a proposal to its decision; ``trust``: mean stock, 0-1."""
    lag = rules.lag_base + rules.lag_per_layer * layers + rules.lag_per_actor * rules.actors
    return lag * (1.0 - rules.trust_effect * trust)


@kernel
def diplomacy(
    forum: Forum,
    governments: Governments,
    talks: Talks,
    rules: DiplomacyRules,
    income_home: float,
    informal_crossings: float,
    key: np.uint64,
    month: Whole,
) -> None:
    """Settle the month of both tables: agreement, incidents, cooperation, power and the gate.

    ``income_home``: dollars per person and year; ``informal_crossings``: times those at the start.
    """
    trust = rules.base_stock
    if rules.trust:
        trust = 0.0
        for d in range(_DIMENSIONS):
            trust += forum.stock[0, d] / _DIMENSIONS
    lag = decision_lag(rules, talks.layers, trust)
    forum.lag[0] = lag
    if not talks.in_force:
        forum.progress[0] = 0.0
    elif lag <= 0.0:
        forum.progress[0] = 1.0
    agreed = forum.progress[0] > 1.0 - _ROUNDING
    if talks.in_force and not agreed:
        forum.progress[0] = min(forum.progress[0] + 1.0 / lag, 1.0)

    calm = 1.0 - rules.incident_effect * forum.stock[0, _POLITICAL]
    mean = rules.incident_rate * informal_crossings * calm + rules.dispute_rate
    forum.incidents[0] = poisson(mean, uniform(key, _INCIDENT, 0, month, 0)) + talks.incident

    growth = rules.growth
    if agreed and talks.share_experience:
        growth *= 1.0 + rules.experience_gain
    forum.quality[0] = talks.quality if agreed else rules.base_quality
    for d in range(_DIMENSIONS):
        forum.activity[0, d] = talks.activity[d] if agreed else rules.base_activity
        old = forum.stock[0, d]
        new = old + growth * forum.activity[0, d] * forum.quality[0] * (1.0 - old)
        new -= rules.decay * old
        if d == _POLITICAL:
            new -= rules.incident_loss * forum.incidents[0]
        forum.stock[0, d] = min(max(new, 0.0), 1.0)

    if rules.bargaining:
        governments.income[_HOME] = income_home
    _share(governments, rules, agreed and talks.share_benefits, agreed and talks.share_burdens)
    _open(forum, governments, talks, rules, uniform(key, _DIPLOMACY, 0, month, 0))


@part
def _share(governments: Governments, rules: DiplomacyRules, benefits: bool, burdens: bool) -> None:
    home, abroad = governments.income[_HOME], governments.income[_ABROAD]
    power = bargaining_power(home, abroad, rules.exponent)
    surplus = 0.5 if benefits else power
    burden = home / (home + abroad) if burdens else 1.0 - power
    governments.bargaining[_HOME], governments.bargaining[_ABROAD] = power, 1.0 - power
    governments.surplus[_HOME], governments.surplus[_ABROAD] = surplus, 1.0 - surplus
    governments.burden[_HOME], governments.burden[_ABROAD] = burden, 1.0 - burden


@part
def _hazard(forum: Forum, governments: Governments, rules: DiplomacyRules) -> float:
    at_start = bargaining_power(rules.income_home, rules.income_abroad, rules.exponent)
    gap_at_start = max(1.0 - 2.0 * at_start, 0.0)
    gap = max(1.0 - 2.0 * governments.bargaining[_HOME], 0.0)
    pull = -rules.weight_incidents * forum.incidents[0]
    pull -= rules.weight_bargaining * (gap - gap_at_start)
    if rules.trust:
        for d in range(_DIMENSIONS):
            pull += rules.weights[d] * (forum.stock[0, d] - rules.base_stock)
    if governments.gain_start[_ABROAD] > 0.0:
        gain = governments.gain[_ABROAD] / governments.gain_start[_ABROAD] - 1.0
        pull += rules.weight_gain * min(max(gain, -1.0), 1.0)
    return rules.opening_hazard * math.exp(pull)


@part
def _open(
    forum: Forum, governments: Governments, talks: Talks, rules: DiplomacyRules, draw: float
) -> None:
    forum.hazard[0] = 0.0
    governments.decided[_HOME] = governments.ready[_HOME] = talks.home_ready
    if talks.dated or talks.abroad_forced:
        governments.decided[_ABROAD] = governments.ready[_ABROAD] = talks.abroad_forced
        governments.waiting[_ABROAD] = 0.0
    elif governments.decided[_ABROAD]:
        left = min(governments.waiting[_ABROAD] - 1.0, forum.lag[0])
        governments.waiting[_ABROAD] = max(left, 0.0)
    elif talks.home_ready:
        forum.hazard[0] = _hazard(forum, governments, rules)
        if draw < 1.0 - math.exp(-forum.hazard[0]):
            governments.decided[_ABROAD] = True
            governments.waiting[_ABROAD] = forum.lag[0]
    arrived = governments.waiting[_ABROAD] <= _ROUNDING
    governments.ready[_ABROAD] = governments.decided[_ABROAD] and arrived
