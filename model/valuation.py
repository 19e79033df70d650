"""Valuation: what each way to a paper is worth to a household, and the choice among them."""

import math
from typing import NamedTuple

import numpy as np

from model.journeys import Scene, journey_cost
from model.kernels import Whole, part
from model.scenario import Scenario
from model.tables import Array, Holder, Households, Option, Services

_OFFICE, _MOBILE = Option.OFFICE.value, Option.MOBILE.value
_BROKER, _OPTIONS = Option.BROKER.value, len(Option)
_CHILD = Holder.CHILD.value
_ONE = np.uint64(1)
_LEAST_SCORE = -1e300


class Choice(NamedTuple):
    """The scenario's numbers of the choice, and what they are scaled by."""

    cost_sensitivity: float
    income_scaling: float
    nest: float
    trust_weight: float
    information_weight: float
    delay_weight: float
    marriage_help: float
    hourly_value: float  # rupiah per hour at the mean income per earner
    mean_income: float  # rupiah per earner and month, at the start
    own_income_matters: bool
    cascade: bool
    informal_share: float
    informal_payment: float
    broker_days: float
    broker_hours: float
    return_days: float
    mobile_interval: float
    birth_certificate: int  # row of the service, or -1
    marriage_certificate: int
    capital: int  # row of the place


def choice(
    scenario: Scenario,
    mean_income: float,
    mobile_interval: float,
    birth: int,
    marriage: int,
    capital: int,
) -> Choice:
    """Return the numbers of a scenario that govern the choice."""
    behaviour, travel = scenario.behaviour, scenario.travel
    return Choice(
        cost_sensitivity=float(behaviour.cost_sensitivity),
        income_scaling=float(behaviour.income_scaling),
        nest=float(behaviour.nest),
        trust_weight=float(behaviour.trust_weight),
        information_weight=float(behaviour.information_weight),
        delay_weight=float(behaviour.delay_weight),
        marriage_help=float(behaviour.marriage_certificate_help),
        hourly_value=float(travel.time_value * travel.wage_per_hour),
        mean_income=float(mean_income),
        own_income_matters=bool(scenario.loops.poverty_trap),
        cascade=bool(scenario.loops.cascade),
        informal_share=float(scenario.brokers.informal_share),
        informal_payment=float(scenario.brokers.informal_payment),
        broker_days=float(scenario.brokers.days),
        broker_hours=float(scenario.agencies.counter_hours),
        return_days=float(scenario.agencies.return_days),
        mobile_interval=mobile_interval,
        birth_certificate=birth,
        marriage_certificate=marriage,
        capital=capital,
    )


class Room(NamedTuple):
    """Room to work in, one entry per option: float64, bool and float64."""

    values: Array
    available: Array
    weights: Array


def allocate_room() -> Room:
    """Return room to work in."""
    return Room(np.zeros(_OPTIONS), np.zeros(_OPTIONS, np.bool_), np.zeros(_OPTIONS))


@part
def logistic(score: float) -> float:
    """Return 1 / (1 + exp(−score)) without overflow."""
    small = math.exp(-abs(score))
    return 1.0 / (1.0 + small) if score >= 0.0 else small / (1.0 + small)


@part
def nested_logit(room: Room, nest: float, draw_apply: float, draw_option: float) -> int:
    """Return the option chosen, or -1 for forgoing, which has the value 0; draws in [0, 1)."""
    best = _LEAST_SCORE
    for o in range(_OPTIONS):
        if room.available[o] and room.values[o] > best:
            best = room.values[o]
    if best == _LEAST_SCORE:
        return -1
    total = 0.0
    for o in range(_OPTIONS):
        weight = math.exp((room.values[o] - best) / nest) if room.available[o] else 0.0
        room.weights[o] = weight
        total += weight
    inclusive = best + nest * math.log(total)
    if draw_apply >= logistic(inclusive):
        return -1
    left = draw_option * total
    chosen = -1
    for o in range(_OPTIONS):
        if room.available[o]:
            chosen = o
            left -= room.weights[o]
            if left < 0.0:
                break
    return chosen


@part
def group_size(households: Households, services: Services, i: Whole, service: Whole) -> Whole:
    """Return how many members of household ``i`` can hold a paper of persons."""
    if services.holder[service] == _CHILD:
        return households.children[i]
    return households.adults[i]


@part
def lacks(households: Households, services: Services, i: Whole, service: Whole) -> tuple[int, int]:
    """Return the first prerequisite of ``service`` that household ``i`` lacks (-1) and how many.

    A paper of the same kind of person must be free for the member who applies: one more member
    must hold the prerequisite than already holds this paper. One held by another group of members
    must be held by one of them, if there are any.
    """
    first, count = -1, 0
    for place in range(services.asked.shape[1]):
        other = int(services.asked[service, place])
        if other < 0:
            break
        if services.event[other]:
            continue
        person = services.person[other]
        if person < 0:
            missing = (households.documents[i] >> np.uint64(other)) & _ONE == 0
        elif services.holder[other] == services.holder[service]:
            mine = services.person[service]
            taken = households.holders[i, mine] if mine >= 0 else 0
            missing = households.holders[i, person] <= taken
        else:
            missing = (
                households.holders[i, person] == 0
                and group_size(households, services, i, other) > 0
            )
        if missing:
            count += 1
            if first < 0:
                first = other
    return first, count


@part
def first_lacking(households: Households, services: Services, i: Whole, service: Whole) -> Whole:
    """Return the paper that must come first: ``service``, or a lacking prerequisite's own root."""
    root = service
    for _ in range(len(services.holder)):
        lacking = lacks(households, services, i, root)[0]
        if lacking < 0:
            break
        root = lacking
    return root


@part
def money_scales(households: Households, rules: Choice, i: Whole) -> tuple[float, float]:
    """Return household ``i``'s value of an hour and the income that costs are weighed against."""
    members = households.adults[i] + households.children[i]
    earner_income = np.float64(households.income[i]) * members / households.adults[i]
    relative = max(earner_income / rules.mean_income, 1e-6)
    scale = rules.mean_income
    if rules.own_income_matters:
        scale *= relative**rules.income_scaling
    return rules.hourly_value * relative, scale


@part
def value_options(
    room: Room,
    households: Households,
    scene: Scene,
    rules: Choice,
    i: Whole,
    service: Whole,
    hourly: float,
    scale: float,
) -> None:
    """Fill the value of each option and whether it can be chosen (equations 1 and 3)."""
    services, points, journeys, reach = scene.services, scene.points, scene.journeys, scene.reach
    village = households.village[i]
    attraction = services.attractiveness[service] + (
        rules.information_weight * reach.information[village]
    )
    if service == rules.birth_certificate and rules.marriage_certificate >= 0:
        bit = np.uint64(rules.marriage_certificate)
        if (households.documents[i] >> bit) & _ONE:
            attraction += rules.marriage_help
    rounds = 1 + (lacks(households, services, i, service)[1] if rules.cascade else 0)
    office = services.office[service]
    complexity = scene.complexity[service]
    office_visits = 1.0 + (np.float64(households.visits[i, _OFFICE]) - 1.0) * complexity
    for o in range(_OPTIONS):
        room.available[o] = False
        if not services.offered[service, o]:
            continue
        if o == _BROKER:
            market = households.sub_district[i]
            if not (scene.markets.open[market] and points.open[office]):
                continue
            handover = np.float64(scene.markets.price[market]) + hourly * rules.broker_hours
            cost = handover * rounds + services.fee[service]
            days = rules.broker_days + scene.markets.delay[market]
        else:
            p = office if o == _OFFICE else reach.point[village, o]
            if p < 0 or not points.open[p] or math.isinf(points.delay[p]):
                continue  # a point without capacity takes nothing in
            visits = 1.0 + (np.float64(households.visits[i, o]) - 1.0) * complexity
            informal = rules.informal_share * (1.0 - points.orientation[p])
            cost = (
                visits * rounds * journey_cost(journeys, village, p, hourly)
                + scene.handling.referral[p, service]
                * office_visits
                * journey_cost(journeys, village, office, hourly)
                + services.fee[service]
                + informal * rules.informal_payment
            )
            first_wait = reach.mobile_wait[village] if o == _MOBILE else 0.0
            interval = rules.mobile_interval if o == _MOBILE else rules.return_days
            days = (
                first_wait
                + visits * points.delay[p]
                + (visits - 1.0) * interval
                + scene.handling.processing[p, service]
            )
        room.available[o] = True
        room.values[o] = (
            attraction
            + rules.trust_weight * np.float64(households.trust[i, o])
            - rules.cost_sensitivity * cost / scale
            - rules.delay_weight * days / 30.0
        )
