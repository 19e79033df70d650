"""Take-up: at which point, with a broker, or not at all.

*Purpose.* Let each household on the agenda decide on its new needs, and on its latent ones when it
takes stock (equations 1, 3 and 4).

*Cost of a visit.* Fare 2 · km · f (more on rough roads), a meal beyond ``travel.meal_distance``,
and lodging in the share σ((2 km / v + W + s − H) / h) of trips that do not fit into a day; hours
2 km / v plus queue and counter, valued at θ_w times the wage, which is proportional to the
household's income per earner. Amounts are whole rupiah, hours whole minutes.

*Perceived cost of a document* GC = n̂ · (cash + value of time · hours) + fee + expected informal
payment + the office's cost times the chance of being sent there + one such n̂ round for each
missing prerequisite. n̂ = 1 + (n̂_option − 1) · κ: a belief per option, learnt from experience and
hearsay, times the common knowledge κ of how complex the service is.

*A broker* costs his price and one local hand-over per paper, prerequisites included, and the fee;
it takes ``brokers.days`` and the wait of his market.

*Value* V = B + b_τ τ + b_I I + b_m − β · GC / (ȳ^(1−η) y^η) − w · days / 30, where y is income per
earner, ȳ its mean at the start, I the information that facilitators bring, and days the posted
delay, the visits' intervals and the processing; b_m (``behaviour.marriage_certificate_help``) is
added for a birth certificate when the household holds a marriage certificate.

*Choice.* Nested logit: the options stand in one nest, forgoing alone in the other:
P(apply) = σ(λ ln Σ exp(V/λ)), P(j | apply) ∝ exp(V_j / λ). A duplicate of an office adds nothing as
λ → 0; λ = 1 is the plain logit, which must not be used.

*Prerequisites.* Whoever decides for a paper but lacks one that it requires applies for that first,
and returns to this need when it is issued.

*Assumptions.* One document per trip; beliefs are per option, not per service; posted delays are
known to everyone.
"""

import math
from typing import NamedTuple

import numpy as np

from model.accounts import Flow, Head
from model.draws import Stream, draw_number, uniform, uniform_two
from model.journeys import Scene, cost_of_needs, journey_cost, pay_visit
from model.kernels import Whole, kernel, part
from model.lists import Agenda, Books, remove_latent
from model.scenario import Scenario
from model.tables import Alert, Array, Cases, CaseState, Holder, Households, Needs, Option, Services
from model.tally import Tally

_APPLY = Stream.APPLY.value
_LODGING_DAY = Stream.LODGING_DAY.value
_OFFICE = Option.OFFICE.value
_MOBILE, _BROKER = Option.MOBILE.value, Option.BROKER.value
_OPTIONS = len(Option)
_FILED, _CHILD = CaseState.FILED.value, Holder.CHILD.value
_CASES, _OPENED = Head.CASES.value, Flow.CASES_OPENED.value
_BROKERS, _AROSE = Flow.BROKERS.value, Flow.NEEDS_AROSE.value
_LODGED, _OTHER_OFFICE = Tally.LODGED_CAPITAL.value, Tally.LODGED_OTHER_OFFICE.value
_FORGONE = Tally.FORGONE.value
_ONE, _NONE = np.uint64(1), np.uint64(0)
_LEAST_SCORE = -1e300
_TAKES_STOCK, _PAPER_ISSUED = Alert.TAKES_STOCK.value, Alert.PAPER_ISSUED.value


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
    if services.prerequisites[service] == _NONE:
        return first, count
    for other in range(len(services.holder)):
        if (services.prerequisites[service] >> np.uint64(other)) & _ONE == 0:
            continue
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
            if not (scene.brokers_open[market] and points.open[office]):
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


@part
def is_due(households: Households, latent: Needs, i: Whole, row: Whole, month: Whole) -> bool:
    """Tell whether household ``i`` decides on this latent need now."""
    alert = households.alert[i]
    released = latent.waiting[row] and alert & _PAPER_ISSUED != 0
    return bool(alert & _TAKES_STOCK != 0 or latent.arose[row] == month or released)


@part
def count_needs(households: Households, latent: Needs, i: Whole) -> Whole:
    """Return how many latent needs household ``i`` has: a bound on what it can lodge now.

    A need that lacks a paper is lodged as that paper, so no need leads to more than one case.
    """
    count = 0
    row = households.first_need[i]
    while row >= 0:
        count += 1
        row = latent.next[row]
    return count


@kernel
def takeup(
    households: Households,
    latent: Needs,
    cases: Cases,
    scene: Scene,
    rules: Choice,
    room: Room,
    agenda: Agenda,
    books: Books,
    key: np.uint64,
    month: Whole,
) -> bool:
    """Let the households on the agenda decide and lodge what they apply for; clear the agenda.

    Returns False when the table of cases has no room for the next household, which then heads the
    rest of the agenda.
    """
    while agenda.size[0] > 0:
        i = agenda.household[agenda.size[0] - 1]
        free = len(cases.household) - books.heads[_CASES]
        if free < count_needs(households, latent, i):
            return False
        agenda.size[0] -= 1
        hourly, scale = money_scales(households, rules, i)
        required = _NONE
        for forced in (False, True):
            # the second pass takes up the papers that others, decided for in the first, require
            if required != _NONE or not forced:
                required = decide(
                    households, latent, cases, scene, rules, room, books, i, hourly, scale, forced,
                    required, key, month,
                )  # fmt: skip
        if required != _NONE:
            lodge_unforeseen(
                households, cases, scene, rules, room, books, i, hourly, scale, required, key, month
            )
        households.alert[i] = 0
        households.considered_cost[i] = cost_of_needs(
            households, latent, scene, rules.hourly_value, i
        )
        agenda.waiting[i] = False
    return True


@part
def decide(
    households: Households,
    latent: Needs,
    cases: Cases,
    scene: Scene,
    rules: Choice,
    room: Room,
    books: Books,
    i: Whole,
    hourly: float,
    scale: float,
    forced: bool,
    required: np.uint64,
    key: np.uint64,
    month: Whole,
) -> np.uint64:
    """Go once through the latent needs of household ``i``; return which papers must come first.

    Not ``forced``, the household decides on the needs that are due. Forced, it takes up one need
    for each ``required`` paper; those that it finds no need for are returned.
    """
    before = -1
    row = households.first_need[i]
    while row >= 0:
        following = latent.next[row]
        service = np.int64(latent.service[row])
        bit = _ONE << np.uint64(service)
        option = -1
        if (required & bit != 0) if forced else is_due(households, latent, i, row, month):
            value_options(room, households, scene, rules, i, service, hourly, scale)
            k = draw_number(latent.arose[row], service, 0)
            apply, channel = uniform_two(key, _APPLY, i, month, k)
            if forced or latent.waiting[row]:
                apply = 0.0
            option = nested_logit(room, rules.nest, apply, channel)
            if option < 0 and not forced:
                books.tally[households.sub_district[i], _FORGONE] += 1
        if option >= 0 and not forced and rules.cascade:
            root = first_lacking(households, scene.services, i, service)
            latent.waiting[row] = root != service
            if root != service:
                required |= _ONE << np.uint64(root)
                option = -1
        if option >= 0:
            lodge(
                households, cases, scene, rules, books, i, service, option, latent.arose[row], key,
                month,
            )  # fmt: skip
            remove_latent(households, latent, books.heads, i, row, before)
            if forced:
                required &= ~bit
        else:
            before = row
        row = following
    return required


@kernel
def lodge_unforeseen(
    households: Households,
    cases: Cases,
    scene: Scene,
    rules: Choice,
    room: Room,
    books: Books,
    i: Whole,
    hourly: float,
    scale: float,
    required: np.uint64,
    key: np.uint64,
    month: Whole,
) -> None:
    """Lodge required papers that the household did not yet count as needed: new needs."""
    services = scene.services
    for service in range(len(services.holder)):
        bit = _ONE << np.uint64(service)
        if required & bit == 0:
            continue
        person = services.person[service]
        if person >= 0:
            held = households.holders[i, person]
            pending = households.needing[i, person] > 0 or held >= group_size(
                households, services, i, service
            )
        else:
            pending = households.pending[i] & bit != 0
        if pending:
            continue  # an open case, or a need whose points are all closed
        value_options(room, households, scene, rules, i, service, hourly, scale)
        draw = uniform_two(key, _APPLY, i, month, draw_number(month, service, 0))[1]
        option = nested_logit(room, rules.nest, 0.0, draw)
        if option < 0:
            continue
        if person >= 0:
            households.needing[i, person] += 1
        else:
            households.pending[i] |= bit
        books.ledger[_AROSE] += 1
        books.arose[households.sub_district[i]] += 1
        lodge(households, cases, scene, rules, books, i, service, option, month, key, month)


@part
def lodge(
    households: Households,
    cases: Cases,
    scene: Scene,
    rules: Choice,
    books: Books,
    i: Whole,
    service: Whole,
    option: Whole,
    arose: Whole,
    key: np.uint64,
    month: Whole,
) -> None:
    """Open a case and make the first visit, or pay a broker."""
    points, journeys, reach = scene.points, scene.journeys, scene.reach
    c = books.heads[_CASES]
    books.heads[_CASES] += 1
    books.ledger[_OPENED] += 1
    village, market = households.village[i], households.sub_district[i]
    day = 30.0 * (month + uniform(key, _LODGING_DAY, i, month, draw_number(arose, service, 0)))
    office = scene.services.office[service]
    if option == _BROKER:
        p = office
        price = scene.markets.price[market]
        books.ledger[_BROKERS] += price
        households.spending[i] += price
        scene.markets.demand[market] += 1.0
        cases.paid[c] = price
        cases.minutes[c] = round(60.0 * rules.broker_hours)
        wait = rules.broker_days + scene.markets.delay[market]
    else:
        p = office if option == _OFFICE else reach.point[village, option]
        cases.paid[c] = pay_visit(households, journeys, books.ledger, i, p)
        cases.minutes[c] = journeys.minutes[village, p]
        points.arrivals[p] += 1.0
        wait = points.delay[p] + (reach.mobile_wait[village] if option == _MOBILE else 0.0)
    at = _LODGED + option + 1
    if option == _OFFICE:
        at = _LODGED if points.place[p] == rules.capital else _OTHER_OFFICE
    books.tally[market, at] += 1
    cases.household[c] = i
    cases.service[c] = service
    cases.option[c] = option
    cases.point[c] = p
    cases.state[c] = _FILED
    cases.informal[c] = option == _BROKER
    cases.visits[c] = 1
    cases.arose[c] = arose
    cases.lodged[c] = day
    cases.clock[c] = day + wait
