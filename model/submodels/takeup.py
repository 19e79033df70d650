"""Take-up: at which point, with a broker, or not at all.

*Purpose.* Let each alerted household decide on its new needs, and on its latent ones when it takes
stock (equations 1, 3 and 4).

*Cost of a visit.* Fare 2 · km · f (more on rough roads), a meal beyond ``travel.meal_distance``,
and lodging in the share σ((2 km / v + W + s − H) / h) of trips that do not fit into a day; hours
2 km / v plus queue and counter, valued at θ_w times the wage, which is proportional to the
household's income per earner (``travel.wage_per_hour`` is that at the mean income per earner at the
start). Amounts are whole rupiah, hours whole minutes.

*Perceived cost of a document* GC = n̂ · (cash + value of time · hours) + fee + expected informal
payment + the office's cost (its own n̂ visits, once) times the chance of being sent there (that
of the submodel *agencies*) + one such n̂ round for each prerequisite that the paper itself asks for
and the household lacks; their fees, and what they lack in turn, are left out. n̂ = 1 +
(n̂_option − 1) · κ: a belief per option, learnt from experience and hearsay, times the common
knowledge κ of how complex the service is.

*A broker* costs his price and one hand-over per paper, prerequisites included, and the fee; it
takes ``brokers.days`` and the wait of his market. A hand-over is in the village: no trip, but
``agencies.counter_hours`` of the household's time.

*Value* V = B + b_τ τ + b_I I + b_m − β · GC / (ȳ^(1−η) y^η) − w · days / 30, where y is income per
earner, ȳ its mean at the start, I the information that facilitators bring, and b_m
(``behaviour.marriage_certificate_help``) is added for a birth certificate when the household holds
a marriage certificate. Income per earner is last month's income of all members, with transfers,
over the adults, in the first month that of the initialisation; ȳ is a mean over households. Days
are n̂ · posted delay + (n̂ − 1) · interval between visits + processing, the posted delay counting
once for each expected visit; to these the mobile team adds the days until it comes.

*Choice.* Nested logit: the options stand in one nest, forgoing alone in the other:
P(apply) = σ(λ ln Σ exp(V/λ)), P(j | apply) ∝ exp(V_j / λ). A duplicate of an office adds nothing as
λ → 0; λ = 1 is the plain logit, which must not be used.

*What is lacking.* A prerequisite of a household or firm is lacking if it is not held. One of
another group of members (an adult's for a household's paper) is lacking if the group has members
and none holds it. One of the same group (a child's birth certificate for a child's card) is lacking
unless more members hold it than hold the paper applied for. Only papers issued count, not cases:
needs decided upon together can all rest on one prerequisite. Papers of which nothing is held are
never lacking. The root of a paper is the first that it lacks, in the order of the services in
section 6, or that one's root, down to a paper that lacks nothing.

*Prerequisites.* The household goes twice through its latent needs, the oldest first. First it
decides on those that are due: new ones, all when it takes stock, those that wait when it was issued
a paper last month, whatever paper. Whoever decides for a paper that lacks something marks the need
as waiting, and its root as required. Then one need for each root required is applied for, with no
decision whether, only where: the oldest latent one, even if it was refused in this month or a case
for another member is open. If none is latent, a new need arises and is applied for at once, unless
one is in process or all who could hold the paper do. A need that waits stays decided for: when due
again it is applied for, or requires its root anew. A waiting need whose root's case is given up is
not told: it waits for its next turn. With ``loops.cascade`` off prerequisites neither cost nor
hinder.

*Forgone* counts, need by need, decisions of the first pass not to apply; also of needs of which no
point or broker takes anything in, and of those applied for in the second pass after all.

*Assumptions.* One document per trip; beliefs are per option, not per service; posted delays are
known to everyone.
"""

import numpy as np

from model.accounts import Flow, Head
from model.draws import Stream, draw_number, uniform, uniform_two
from model.journeys import Scene, cost_of_needs, pay_visit
from model.kernels import Whole, kernel, part
from model.lists import Books, remove_latent
from model.tables import Alert, Cases, CaseState, Households, Needs, Option, Services
from model.tally import Tally
from model.valuation import (
    Choice,
    Room,
    first_lacking,
    group_size,
    money_scales,
    nested_logit,
    value_options,
)

_APPLY = Stream.APPLY.value
_LODGING_DAY = Stream.LODGING_DAY.value
_OFFICE = Option.OFFICE.value
_MOBILE, _BROKER = Option.MOBILE.value, Option.BROKER.value
_FILED = CaseState.FILED.value
_CASES, _OPENED = Head.CASES.value, Flow.CASES_OPENED.value
_BROKERS, _AROSE = Flow.BROKERS.value, Flow.NEEDS_AROSE.value
_LODGED, _OTHER_OFFICE = Tally.LODGED_CAPITAL.value, Tally.LODGED_OTHER_OFFICE.value
_FORGONE = Tally.FORGONE.value
_ONE, _NONE = np.uint64(1), np.uint64(0)
_TAKES_STOCK, _PAPER_ISSUED = Alert.TAKES_STOCK.value, Alert.PAPER_ISSUED.value
_POST_OPENED = Alert.POST_OPENED.value


@part
def is_due(
    households: Households, latent: Needs, services: Services, i: Whole, row: Whole, month: Whole
) -> bool:
    """Tell whether household ``i`` decides on this latent need now."""
    alert = households.alert[i]
    released = latent.waiting[row] and alert & _PAPER_ISSUED != 0
    opened = alert & _POST_OPENED != 0 and services.at_post[latent.service[row]]
    return bool(alert & _TAKES_STOCK != 0 or latent.arose[row] == month or released or opened)


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
    books: Books,
    start: Whole,
    key: np.uint64,
    month: Whole,
) -> int:
    """Let the alerted households from row ``start`` on decide, and lodge what they apply for.

    Returns where to go on: at the number of households, or at one for which the table of cases has
    no room.
    """
    for i in range(start, len(households.village)):
        if households.alert[i] == 0:
            continue
        free = len(cases.household) - books.heads[_CASES]
        if free < count_needs(households, latent, i):
            return i
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
    return len(households.village)


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
        due = is_due(households, latent, scene.services, i, row, month)
        if (required & bit != 0) if forced else due:
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
