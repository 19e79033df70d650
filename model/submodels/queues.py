"""Queues: points work off their backlog, files come back or are completed, papers are issued.

*Purpose.* Follow every open case from visit to visit until its document is issued or its owner
gives up, and every point's backlog (equations 2 and 6).

*Backlog.* Q' = max(0, Q + A − K), with A the files of the month from the border and from the rest
of the regency, and K = files per month while the system works, 0 in a month when it is down. The
system is up or down by a two-state Markov chain with mean uptime u and outages of L months on
average, or 1 / u where that is longer (at L = 1 months are independent). A
customer-oriented point works up to ``agencies.stretch`` · ω longer when the backlog exceeds a
month's work. Posted delay in days: 30 · Q / (K u).

*A case* is handled when its posted delay is over. The papers are complete, and all agencies settle
it, with the chances of the submodel *agencies*; then it is processed and the document issued. If
not, its owner gives up with probability δ, at the latest after ``agencies.max_visits`` visits, or
comes back after ``agencies.return_days``: one more journey, one more file in the queue. An
applicant whom an undelegated agency has held up may be sent on to the office in town.

*Giving up* returns the need to the household's latent needs. The case of a member who has died or
left is withdrawn when its turn comes, and its need lapses.

*Money.* Each visit pays fare, meal and lodging; a complete file pays the fee and, with probability
``brokers.informal_share`` · (1 − ω), an informal payment; a broker is paid when hired.

*The mobile team* sees an applicant again when it has gone round all villages.

*Brokers* file at the office and are served first there, without the statutory days and without
adding to its load; they succeed with ``brokers.success`` and
try again at their own expense. Their pay counts as an informal payment in satisfaction, and they
have no orientation.

*Capacity of the offices* is set once, after the last year of burn-in, so that its mean monthly load
(border and rest of the regency, at the same rates per head) uses ``agencies.utilisation`` of it;
until then nobody waits.

*Assumptions.* Fluid queues; months of 30 days; a point that closes sends its files to the office.
"""

import math
from typing import NamedTuple

import numpy as np

from model.accounts import Flow, Head
from model.draws import Stream, draw_number, uniform
from model.journeys import Scene, pay_visit
from model.kernels import Whole, kernel, part
from model.lists import Books, Experiences, push_expiry, push_latent
from model.scenario import Scenario
from model.tables import (
    Alert,
    Array,
    Cases,
    CaseState,
    Expiries,
    Households,
    Needs,
    Option,
    Points,
    Services,
)
from model.tally import Tally

_COMPLETE, _AGREE = Stream.PAPERS_COMPLETE.value, Stream.AGENCIES_AGREE.value
_REFERRAL, _ABANDON = Stream.REFERRAL.value, Stream.ABANDON.value
_INFORMAL_DRAW, _BROKER_DRAW = Stream.INFORMAL_PAYMENT.value, Stream.BROKER.value
_UPTIME = Stream.UPTIME.value
_OFFICE, _MOBILE, _BROKER = Option.OFFICE.value, Option.MOBILE.value, Option.BROKER.value
_IN_PROCESS, _WITHDRAWN = CaseState.IN_PROCESS.value, CaseState.WITHDRAWN.value
_CASES = Head.CASES.value
_FEES, _INFORMAL = Flow.FEES.value, Flow.INFORMAL.value
_COMPLETED, _ABANDONED = Flow.CASES_COMPLETED.value, Flow.CASES_ABANDONED.value
_ISSUED, _LAPSED = Flow.DOCUMENTS_ISSUED.value, Flow.NEEDS_LAPSED.value
_T_COMPLETED, _T_VISITS = Tally.COMPLETED.value, Tally.COMPLETED_VISITS.value
_T_DAYS, _T_MINUTES = (
    Tally.COMPLETED_HUNDREDTHS_OF_DAYS.value, Tally.COMPLETED_MINUTES.value
)  # fmt: skip
_T_RUPIAH, _T_ABANDONED = Tally.COMPLETED_RUPIAH.value, Tally.ABANDONED.value
_T_REFERRED = Tally.REFERRED.value
_ONE = np.uint64(1)
_PAPER_ISSUED = Alert.PAPER_ISSUED.value
_YEAR = 12


class Conditions(NamedTuple):
    """The scenario's numbers of queues and cases."""

    abandonment: float
    most_visits: int
    return_days: float
    mobile_interval: float
    referral: float
    informal_share: float
    informal_payment: float
    broker_success: float
    broker_days: float
    stretch: float
    outage_length: float
    congestion: bool
    satisfaction_base: float
    satisfaction_visits: float
    satisfaction_wait: float
    satisfaction_payment: float
    satisfaction_orientation: float


def conditions(scenario: Scenario, villages: int) -> Conditions:
    """Return the numbers of a scenario that govern queues and cases.

    ``villages``: how many the mobile team goes round before it returns.
    """
    trips = scenario.mobile.trips_per_month
    agencies, brokers, behaviour = scenario.agencies, scenario.brokers, scenario.behaviour
    return Conditions(
        abandonment=float(agencies.abandonment),
        most_visits=int(agencies.max_visits),
        return_days=float(agencies.return_days),
        mobile_interval=30.0 * villages / trips if trips else 30.0,
        referral=float(agencies.referral),
        informal_share=float(brokers.informal_share),
        informal_payment=float(brokers.informal_payment),
        broker_success=float(brokers.success),
        broker_days=float(brokers.days),
        stretch=float(agencies.stretch),
        outage_length=float(agencies.outage_length),
        congestion=bool(scenario.loops.congestion),
        satisfaction_base=float(behaviour.satisfaction_base),
        satisfaction_visits=float(behaviour.satisfaction_visits),
        satisfaction_wait=float(behaviour.satisfaction_wait),
        satisfaction_payment=float(behaviour.satisfaction_payment),
        satisfaction_orientation=float(behaviour.satisfaction_orientation),
    )


def set_office_capacity(
    points: Points, offices: int, year: Array, ratio: float, utilisation: float
) -> None:
    """Set the capacity of the agencies' offices from the load of a year.

    ``year``: files of the border per office, float64[offices]; ``ratio``: people in the rest
    of the regency per person here. An office without any file gets the capacity for one a month.
    """
    border = np.maximum(year / _YEAR, 1.0 / _YEAR)
    points.outside[:offices] = border * ratio
    load = border + points.outside[:offices]
    points.files[:offices] = load / (utilisation * np.maximum(points.uptime[:offices], 1e-9))


@part
def satisfaction(
    visits: float, days: float, paid_informally: float, orientation: float, rules: Conditions
) -> float:
    """Return satisfaction with a closed case in (0, 1): logistic in visits, days, payment, ω."""
    score = (
        rules.satisfaction_base
        - rules.satisfaction_visits * (visits - 1.0)
        - rules.satisfaction_wait * days / 30.0
        - rules.satisfaction_payment * paid_informally
        + rules.satisfaction_orientation * orientation
    )
    return 1.0 / (1.0 + math.exp(-score))


@kernel
def draw_uptime(
    points: Points, shut: Array, rules: Conditions, key: np.uint64, month: Whole
) -> None:
    """Draw which systems are up this month; ``shut`` (bool[points]) are out of order."""
    for p in range(len(points.option)):
        uptime = points.uptime[p]
        draw = uniform(key, _UPTIME, p, month, 0)
        repair = min(1.0 / rules.outage_length, uptime)
        failing = repair * (1.0 - uptime) / uptime if uptime > 0.0 else 1.0
        points.working[p] = draw >= failing if points.working[p] else draw < repair
        if not math.isfinite(points.files[p]):
            points.working[p] = True  # before the capacity is known nobody waits
        if shut[p]:
            points.working[p] = False


@kernel
def work_off(points: Points, rules: Conditions) -> None:
    """Work off backlogs with the month's files, and post the delays that follow."""
    for p in range(len(points.option)):
        capacity = points.files[p]
        if not points.open[p] or not math.isfinite(capacity):
            points.backlog[p] = 0.0
            points.delay[p] = 0.0
            continue
        if points.backlog[p] > capacity:
            capacity *= 1.0 + rules.stretch * points.orientation[p]
        done = capacity if points.working[p] else 0.0
        load = points.backlog[p] + points.arrivals[p] + points.outside[p]
        points.backlog[p] = max(0.0, load - done)
        daily = capacity * points.uptime[p] / 30.0
        if daily <= 0.0:
            points.delay[p] = math.inf
        else:
            points.delay[p] = points.backlog[p] / daily if rules.congestion else 0.0


@kernel
def queues(
    households: Households,
    latent: Needs,
    cases: Cases,
    expiries: Expiries,
    first_expiry: Array,
    scene: Scene,
    rules: Conditions,
    experiences: Experiences,
    books: Books,
    key: np.uint64,
    month: Whole,
) -> None:
    """Handle every open case up to the end of the month, and note how those closed went."""
    end = 30.0 * (month + 1)
    experiences.size[0] = 0
    c = 0
    while c < books.heads[_CASES]:
        closed = False
        while cases.clock[c] < end and not closed:
            if cases.state[c] == _WITHDRAWN:
                withdraw(books)
                closed = True
            elif cases.state[c] == _IN_PROCESS:
                issue(
                    households,
                    latent,
                    cases,
                    expiries,
                    first_expiry,
                    scene.services,
                    books,
                    c,
                    month,
                )
                closed = True
            elif handle(households, cases, scene, rules, books, c, key, month):
                abandon(households, latent, cases, books, c)
                closed = True
        if closed:
            if cases.state[c] != _WITHDRAWN:
                record_experience(cases, scene.points, rules, experiences, c)
            last = books.heads[_CASES] - 1
            books.heads[_CASES] = last
            move_case(cases, last, c)
        else:
            c += 1


@part
def withdraw(books: Books) -> None:
    """End the case of a member who has died or left: abandoned in the ledger, its need lapses."""
    books.ledger[_ABANDONED] += 1
    books.ledger[_LAPSED] += 1


@part
def handle(
    households: Households,
    cases: Cases,
    scene: Scene,
    rules: Conditions,
    books: Books,
    c: Whole,
    key: np.uint64,
    month: Whole,
) -> bool:
    """Let the point handle the visit that is due; tell whether the owner gives up."""
    services, points, handling = scene.services, scene.points, scene.handling
    i, service = cases.household[c], np.int64(cases.service[c])
    option, p, visit = cases.option[c], cases.point[c], cases.visits[c]
    if not points.open[p]:
        p = services.office[service]
        cases.point[c] = p
        points.arrivals[p] += 1.0
    if not points.working[p]:
        cases.clock[c] += 30.0
        return False
    k = draw_number(cases.arose[c], service, visit)
    held_up = False
    if option == _BROKER:
        settled = uniform(key, _BROKER_DRAW, i, month, k) < rules.broker_success
    else:
        complete = uniform(key, _COMPLETE, i, month, k) < handling.papers[p]
        agree = uniform(key, _AGREE, i, month, k) < handling.agree[p, service]
        settled = complete and agree
        held_up = complete and not agree
    if settled:
        pay_fee(households, services, cases, books.ledger, c)
        cases.state[c] = _IN_PROCESS
        if option != _BROKER:
            pay_informally(households, points, cases, books.ledger, rules, c, key, month, k)
            cases.clock[c] += handling.processing[p, service]
        return False
    if uniform(key, _ABANDON, i, month, k) < rules.abandonment or visit >= rules.most_visits:
        return True
    cases.visits[c] += 1
    if option == _BROKER:
        cases.clock[c] += rules.broker_days
        return False
    away = points.option[p] != _OFFICE
    if away and held_up and uniform(key, _REFERRAL, i, month, k) < rules.referral:
        p = services.office[service]
        cases.point[c] = p
        books.tally[households.sub_district[i], _T_REFERRED] += 1
    cases.paid[c] += pay_visit(households, scene.journeys, books.ledger, i, p)
    cases.minutes[c] += scene.journeys.minutes[households.village[i], p]
    points.arrivals[p] += 1.0
    interval = rules.return_days
    if points.option[p] == _MOBILE:
        interval = rules.mobile_interval
    delay = points.delay[p]
    cases.clock[c] += interval + (30.0 if math.isinf(delay) else delay)
    return False


@part
def move_case(cases: Cases, source: Whole, target: Whole) -> None:
    """Copy one row of the table of cases over another."""
    cases.household[target] = cases.household[source]
    cases.service[target] = cases.service[source]
    cases.option[target] = cases.option[source]
    cases.point[target] = cases.point[source]
    cases.state[target] = cases.state[source]
    cases.informal[target] = cases.informal[source]
    cases.visits[target] = cases.visits[source]
    cases.arose[target] = cases.arose[source]
    cases.lodged[target] = cases.lodged[source]
    cases.clock[target] = cases.clock[source]
    cases.minutes[target] = cases.minutes[source]
    cases.paid[target] = cases.paid[source]


@part
def pay_fee(
    households: Households, services: Services, cases: Cases, ledger: Array, c: Whole
) -> None:
    """Pay the official fee of a complete file."""
    fee = services.fee[cases.service[c]]
    ledger[_FEES] += fee
    households.spending[cases.household[c]] += fee
    cases.paid[c] += fee


@part
def pay_informally(
    households: Households,
    points: Points,
    cases: Cases,
    ledger: Array,
    rules: Conditions,
    c: Whole,
    key: np.uint64,
    month: Whole,
    k: Whole,
) -> None:
    """Pay what should not be paid, less often where the point is oriented to the customer."""
    i = cases.household[c]
    chance = rules.informal_share * (1.0 - points.orientation[cases.point[c]])
    if uniform(key, _INFORMAL_DRAW, i, month, k) < chance:
        amount = round(rules.informal_payment)
        ledger[_INFORMAL] += amount
        households.spending[i] += amount
        cases.paid[c] += amount
        cases.informal[c] = True


@part
def days_open(cases: Cases, c: Whole) -> float:
    """Return the days from lodging case ``c`` to its present clock."""
    return np.float64(cases.clock[c]) - np.float64(cases.lodged[c])


@part
def record_experience(
    cases: Cases, points: Points, rules: Conditions, experiences: Experiences, c: Whole
) -> None:
    """Note how a closed case went."""
    row = experiences.size[0]
    experiences.size[0] = row + 1
    experiences.household[row] = cases.household[c]
    experiences.option[row] = cases.option[c]
    experiences.visits[row] = cases.visits[c]
    experiences.satisfaction[row] = satisfaction(
        float(cases.visits[c]),
        days_open(cases, c),
        1.0 if cases.informal[c] else 0.0,
        0.0 if cases.option[c] == _BROKER else points.orientation[cases.point[c]],
        rules,
    )


@part
def is_waited_for(households: Households, latent: Needs, i: Whole) -> bool:
    """Tell whether a latent need of household ``i`` waits for a paper."""
    row = households.first_need[i]
    while row >= 0:
        if latent.waiting[row]:
            return True
        row = latent.next[row]
    return False


@part
def issue(
    households: Households,
    latent: Needs,
    cases: Cases,
    expiries: Expiries,
    first_expiry: Array,
    services: Services,
    books: Books,
    c: Whole,
    month: Whole,
) -> None:
    """Issue the document of case ``c``."""
    i, service = cases.household[c], np.int64(cases.service[c])
    sub_district = households.sub_district[i]
    person = services.person[service]
    if person >= 0:
        households.holders[i, person] += 1
        households.needing[i, person] -= 1
    elif not services.event[service]:
        bit = _ONE << np.uint64(service)
        households.documents[i] |= bit
        households.pending[i] &= ~bit
    validity = services.validity[service]
    if validity > 0 and month + validity < len(first_expiry):
        push_expiry(expiries, first_expiry, books.heads, i, service, month + validity)
    if is_waited_for(households, latent, i):
        households.alert[i] |= _PAPER_ISSUED
    books.ledger[_COMPLETED] += 1
    books.ledger[_ISSUED + service] += 1
    arose = cases.arose[c]
    if arose >= 0 and month - arose <= _YEAR:
        books.met[arose, sub_district] += 1
    counts = books.tally[sub_district]
    counts[_T_COMPLETED] += 1
    counts[_T_VISITS] += cases.visits[c]
    counts[_T_DAYS] += round(100.0 * days_open(cases, c))
    counts[_T_MINUTES] += cases.minutes[c]
    counts[_T_RUPIAH] += cases.paid[c]


@part
def abandon(households: Households, latent: Needs, cases: Cases, books: Books, c: Whole) -> None:
    """End case ``c`` without a document; the need is latent again."""
    i = cases.household[c]
    books.ledger[_ABANDONED] += 1
    books.tally[households.sub_district[i], _T_ABANDONED] += 1
    push_latent(households, latent, books.heads, i, cases.service[c], cases.arose[c])
