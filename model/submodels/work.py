"""Work: who works in Sarawak, with which papers, and what comes home.

*Purpose.* Let households send a member to work across the border (equation 8).

*Choice.* A household thinks again at the yearly rate ``work.reconsideration`` between staying,
going without papers and going legally. V of a way k is κ_w · ln(y_k / y_home) − attachment, and of
the legal one also + preference; V of staying is 0; chances are multinomial logit. y_home is what an
adult of the household earns in a normal month. Abroad y_k is the wage less a return trip a month;
without papers also less the expected loss when caught, with papers times ``work.legal_ratio`` less
``work.legal_cost``. The legal way needs a passport in the household and leads through the next full
gate (``trade.detour_cost`` a month) until this one is full.

*The start* is an equilibrium: attachment and preference are solved so that the mean chances of
having a member there equal ``work.share_at_start`` and ``work.irregular_share`` when papers,
incomes and border stay as they are. Where too few hold a passport, more are without papers.

*Being caught* befalls those without papers with ``work.detection`` a month: they are sent home. A
worker whose household holds no passport any more stays on without papers. A single adult never
leaves, and a worker who is the only adult left comes home.

*A closed border* (no post) stops legal departures and lets the share ``leak`` of the others go;
workers who are there may stay or come home.

*Money.* ``work.remitted_share`` of the wage so reckoned comes home each month (what is lost at home
meanwhile is reckoned with livelihoods).

*Assumptions.* One member per household works there; a worker who changes between the two ways
comes home and leaves anew; losses when caught are spread over all months of work without papers.
"""

import math
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from model.border_tables import PostStatus, Work
from model.draws import Stream, fill_pairs, uniform, uniforms
from model.kernels import Whole, end_of_village, kernel, part
from model.region import Region
from model.scenario import Scenario
from model.tables import Array, Households

_WORK, _KIND = Stream.WORK.value, Stream.WORK_KIND.value
_HOME, _IRREGULAR, _LEGAL = Work.HOME.value, Work.IRREGULAR.value, Work.LEGAL.value
_CLOSED, _PASS, _FULL = PostStatus.NONE.value, PostStatus.PASS.value, PostStatus.FULL.value
_LEAK_DRAW, _START_DRAW = 0, 1


class WorkFlow(IntEnum):
    """What is counted of workers on their way; departed − returned − caught = change in workers."""

    DEPARTED_IRREGULAR = 0
    DEPARTED_LEGAL = 1
    RETURNED = 2
    CAUGHT = 3


_DEPARTED_IRREGULAR = WorkFlow.DEPARTED_IRREGULAR.value
_DEPARTED_LEGAL = WorkFlow.DEPARTED_LEGAL.value
_RETURNED, _CAUGHT = WorkFlow.RETURNED.value, WorkFlow.CAUGHT.value


class WorkRules(NamedTuple):
    """The scenario's numbers of work in Sarawak; money in rupiah per month."""

    hazard: float  # monthly chance of thinking again
    wage_weight: float
    irregular_wage: float  # less the expected loss when caught, before the trip home
    legal_wage: float  # less permits, before the trip home
    detour: float  # of a legal return trip while the gate is not full
    detection: float
    remitted_share: float
    passport: int  # column of holders, or -1
    attachment: float  # utility of staying over going
    legal_preference: float  # utility of going legally over going without papers


def work_rules(scenario: Scenario, region: Region, passport: int) -> WorkRules:
    """Return the numbers of a scenario that govern work; :func:`settle_work` adds the constants.

    ``passport`` is the column of ``holders`` with passports, or -1.
    """
    work = scenario.work
    wage = region.constants["wage_abroad"].value * scenario.trade.exchange_factor
    return WorkRules(
        hazard=1.0 - math.exp(-work.reconsideration / 12.0),
        wage_weight=float(work.wage_weight),
        irregular_wage=float(wage * (1.0 - work.detection * work.penalty_months)),
        legal_wage=float(wage * work.legal_ratio - work.legal_cost),
        detour=float(scenario.trade.detour_cost),
        detection=float(work.detection),
        remitted_share=float(work.remitted_share),
        passport=passport,
        attachment=0.0,
        legal_preference=0.0,
    )


def settle_work(
    households: Households,
    trip_cost: Array,
    rules: WorkRules,
    share: float,
    irregular_share: float,
    key: np.uint64,
) -> WorkRules:
    """Draw who has a member in Sarawak at the start; return the rules that keep it so on average.

    ``trip_cost`` (float64[villages]): rupiah of a return trip to the market abroad. ``share`` of
    households have a member there, ``irregular_share`` of them without papers. Each household is
    drawn from its own chances in the long run.
    """
    attachment, legal_preference = solve_attachment(
        households, trip_cost, rules, share, irregular_share
    )
    settled = rules._replace(attachment=attachment, legal_preference=legal_preference)
    irregular, legal = np.empty((2, len(households.village)))
    weigh_ways(households, trip_cost, settled, _PASS, irregular, legal)
    draws = uniforms(key, _KIND, len(households.village), _START_DRAW) * (1.0 + irregular + legal)
    households.work[:] = Work.HOME
    households.work[draws < legal + uncaught(settled) * irregular] = Work.IRREGULAR
    households.work[draws < legal] = Work.LEGAL
    return settled


def settle_again(
    households: Households, trip_cost: Array, rules: WorkRules, share: float, irregular_share: float
) -> WorkRules:
    """Return the rules that keep the start once remittances are taken out of earnings.

    Arguments as in :func:`settle_work`; who has a member in Sarawak stays as drawn.
    """
    constants = solve_attachment(households, trip_cost, rules, share, irregular_share)
    return rules._replace(attachment=constants[0], legal_preference=constants[1])


def solve_attachment(
    households: Households, trip_cost: Array, rules: WorkRules, share: float, irregular_share: float
) -> tuple[float, float]:
    """Return attachment and legal preference that make the start an equilibrium.

    A constant that moves by ln(share wanted / share found) converges, since the map is a
    contraction for logit shares (Berry, Levinsohn and Pakes 1995, "Automobile prices in market
    equilibrium").
    """
    number = len(households.village)
    irregular, legal = np.zeros(number), np.zeros(number)
    plain = rules._replace(attachment=0.0, legal_preference=0.0)
    weigh_ways(households, trip_cost, plain, _PASS, irregular, legal)
    at_large = uncaught(rules)
    wanted_legal = min(share * (1.0 - irregular_share), (legal > 0.0).mean())
    wanted = share - wanted_legal, wanted_legal
    constants = [0.0, 0.0]
    for _ in range(1000):
        first = irregular * math.exp(constants[0])
        second = legal * math.exp(constants[1])
        total = 1.0 + first + second
        found = at_large * (first / total).mean(), (second / total).mean()
        steps = [_toward(*pair) for pair in zip(wanted, found, strict=True)]
        constants = [constant + step for constant, step in zip(constants, steps, strict=True)]
        if max(map(abs, steps)) < 1e-10 or max(map(abs, constants)) > 50.0:
            break
    return -constants[0], constants[1] - constants[0]


def at_income_level(rules: WorkRules, factor: float) -> WorkRules:
    """Return the rules that leave all choices as they were when earnings at home are multiplied.

    For the calibration of the income level, which is no change in the world.
    """
    return rules._replace(attachment=rules.attachment - rules.wage_weight * math.log(factor))


def _toward(wanted: float, found: float) -> float:
    return math.log(max(wanted, 1e-9) / found) if found > 0.0 else 0.0


@part
def uncaught(rules: WorkRules) -> float:
    """Return the share of those who choose to go without papers that is there in the long run.

    They leave with the chance ``hazard`` a month and are sent home with ``detection``.
    """
    if rules.hazard <= 0.0:
        return 1.0
    return rules.hazard / (rules.hazard + rules.detection)


@part
def wage(rules: WorkRules, way: Whole, trip_cost: float, status: Whole) -> float:
    """Return what a month's work there brings, after permits, expected losses and the trip home."""
    if way == _IRREGULAR:
        return rules.irregular_wage - trip_cost
    return rules.legal_wage - trip_cost - (0.0 if status == _FULL else rules.detour)


@part
def pull(rules: WorkRules, way: Whole, trip_cost: float, status: Whole) -> float:
    """Return the odds of a way against staying for a household that earns one rupiah at home."""
    earned = wage(rules, way, trip_cost, status)
    if earned <= 0.0:
        return 0.0
    constant = rules.legal_preference if way == _LEGAL else 0.0
    return math.exp(rules.wage_weight * math.log(earned) + constant - rules.attachment)


@part
def hold(households: Households, rules: WorkRules, i: Whole) -> float:
    """Return by what the odds of going are multiplied because of what an adult earns at home."""
    adults = np.float64(households.adults[i])
    if adults < 2.0:
        return 0.0
    earned = (
        np.float64(households.farm[i])
        + np.float64(households.wage[i])
        + np.float64(households.business[i])
    )
    per_adult = earned * (adults + households.children[i]) / adults
    # one rupiah keeps the logarithm finite for a household without earnings
    return math.exp(-rules.wage_weight * math.log(max(per_adult, 1.0)))


@part
def holds_passport(households: Households, rules: WorkRules, i: Whole) -> bool:
    """Tell whether a member of the household holds a passport."""
    return rules.passport >= 0 and households.holders[i, max(rules.passport, 0)] > 0


@kernel
def weigh_ways(
    households: Households,
    trip_cost: Array,
    rules: WorkRules,
    status: Whole,
    irregular: Array,
    legal: Array,
) -> None:
    """Fill the odds of both ways against staying (float64[n] each)."""
    for i in range(len(irregular)):
        trip = trip_cost[households.village[i]]
        held = hold(households, rules, i)
        irregular[i] = pull(rules, _IRREGULAR, trip, status) * held
        legal[i] = 0.0
        if holds_passport(households, rules, i):
            legal[i] = pull(rules, _LEGAL, trip, status) * held


@kernel
def fill_remittances(remittances: Array, trip_cost: Array, rules: WorkRules, status: Whole) -> None:
    """Fill what a worker sends home this month (float64[villages, Work]; 0 for none), rupiah."""
    for v in range(len(trip_cost)):
        remittances[v, _HOME] = 0.0
        for way in (_IRREGULAR, _LEGAL):
            earned = wage(rules, way, trip_cost[v], status)
            remittances[v, way] = rules.remitted_share * max(earned, 0.0)


@kernel
def work(
    households: Households,
    trip_cost: Array,
    rules: WorkRules,
    remittances: Array,
    flows: Array,
    pairs: tuple[Array, Array],
    status: Whole,
    leak: float,
    key: np.uint64,
    month: Whole,
) -> None:
    """Let households think again about work in Sarawak, and set what a worker sends this month.

    ``remittances`` (float64[villages, Work]) receives what each sends, ``flows`` (int64[WorkFlow])
    counts since the start; ``pairs`` is room for draws (float32[n] twice); ``status`` is the
    PostStatus, ``leak`` the share of irregular departures that it leaves.
    """
    fill_remittances(remittances, trip_cost, rules, status)
    fill_pairs(key, _WORK, month, *pairs)
    reconsider_work(households, trip_cost, rules, flows, *pairs, status, leak, key, month)


@kernel
def reconsider_work(
    households: Households,
    trip_cost: Array,
    rules: WorkRules,
    flows: Array,
    first: Array,
    second: Array,
    status: Whole,
    leak: float,
    key: np.uint64,
    month: Whole,
) -> None:
    """Apply the month's draws: low ones of ``first`` mean thinking again, high ones being caught.

    ``second`` decides what is chosen (float32[n] each).
    """
    village = -1
    trip = irregular_pull = legal_pull = 0.0
    for i in range(len(first)):
        before = households.work[i]
        drawn = np.float64(first[i])
        if before == _HOME and drawn >= rules.hazard:
            continue
        # rows are ordered by village, so this is done once for each
        if households.village[i] != village:
            village = households.village[i]
            trip = trip_cost[village]
            irregular_pull = pull(rules, _IRREGULAR, trip, status)
            legal_pull = pull(rules, _LEGAL, trip, status)
        passport = holds_passport(households, rules, i)
        if before == _LEGAL and not passport:
            before = _IRREGULAR
        after = before
        caught = before == _IRREGULAR and drawn >= 1.0 - rules.detection
        if caught or households.adults[i] < 2:
            after = _HOME
        elif drawn < rules.hazard:
            held = hold(households, rules, i)
            irregular = irregular_pull * held
            legal = legal_pull * held if passport else 0.0
            chosen = np.float64(second[i]) * (1.0 + irregular + legal)
            after = _HOME
            if chosen < legal:
                after = _LEGAL
            elif chosen < legal + irregular:
                after = _IRREGULAR
            stopped = after == _LEGAL and status == _CLOSED
            if after == _IRREGULAR and leak < 1.0:
                stopped = uniform(key, _KIND, i, month, _LEAK_DRAW) >= leak
            if stopped:
                after = before
        if after != before:
            if before != _HOME:
                flows[_CAUGHT if caught else _RETURNED] += 1
            if after == _IRREGULAR:
                flows[_DEPARTED_IRREGULAR] += 1
            elif after == _LEGAL:
                flows[_DEPARTED_LEGAL] += 1
        households.work[i] = after


@kernel
def count_work(households: Households, remittances: Array, counts: Array, remitted: Array) -> None:
    """Count households by Work (int64[sub-districts, 3]) and sum rupiah sent (float64[same])."""
    counts[:] = 0
    remitted[:] = 0.0
    start = 0
    while start < len(households.village):
        village, area = households.village[start], households.sub_district[start]
        stop = end_of_village(households.village, start)
        for way in range(counts.shape[1]):
            number = np.int64(0)
            for i in range(np.uint64(start), np.uint64(stop)):
                number += households.work[i] == way
            counts[area, way] += number
            if way != _HOME:
                remitted[area] += number * remittances[village, way]
        start = stop
