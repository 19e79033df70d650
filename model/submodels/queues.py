"""Queues: points work off their backlog, files come back or are completed, papers are issued.

*Purpose.* Follow every open case from visit to visit until its document is issued or its owner
gives up, and every point's backlog (equations 2 and 6).

*Backlog.* Q' = max(0, Q + A − K), with A the files of the month from the border and from the rest
of the regency, and K = files per month while the system works, 0 in a month when it is down. The
system is up or down by a two-state Markov chain with mean uptime u and outages of L months on
average, or 1 / u where that is longer (at L = 1 months are independent): down with the chance
(1 − u) / (u D) after a month up, and up with 1 / D after one down, D = max(L, 1 / u); all are up at
first. If the backlog before the month exceeds a month's work, files per month are
1 + ``agencies.stretch`` · ω times as many in that month, also in the delay posted at its end.
Posted delay in days: 30 · Q' / (K u) with K of a month when the system is up.

*A case* is handled when its posted delay is over. The papers are complete, and all agencies settle
it, with the chances of the submodel *agencies*; then it is processed and the document issued. If
not, its owner gives up with probability δ, at the latest after ``agencies.max_visits`` visits, or
comes back after ``agencies.return_days``: one more journey, one more file in the queue and the
delay posted now once more. An applicant whose papers were complete but whom an undelegated agency
has held up may be sent on to the office in town, for this and all later visits. Any case due while
its point's system is down, a broker's too, is looked at again 30 days later, without a visit.

*Giving up* returns the need to the household's latent needs. The case of a member who has died or
left is withdrawn when its turn comes, and its need lapses.

*Money.* Each visit pays fare, meal and lodging; a complete file pays the fee and, with probability
``brokers.informal_share`` · (1 − ω), an informal payment; a broker is paid when hired.

*The mobile team* sees an applicant again when it has gone round all villages.

*Brokers* file at the office and are served first there, without the statutory days and without
adding to its load; they succeed with ``brokers.success``, and the fee is paid then. A failure is
one like any other: it may make the owner give up (δ, N); if not it counts as a visit, costs the
household nothing more, and the broker tries again after ``brokers.days``. Their pay counts as an
informal payment in satisfaction, and they have no orientation.

*Capacity of the offices* is set once, after the last year of burn-in, so that its mean monthly load
(border and rest of the regency, at the same rates per head) uses ``agencies.utilisation`` of it
while their systems are up: K = load / (utilisation · u). An office in one of the villages (that of
border passes) serves the border alone instead, with ``agencies.desk_files_per_day`` per counter,
whatever its load. Until then nobody waits at an office, and its system never fails.

*Assumptions.* Fluid queues; months of 30 days; a point that closes sends its files to the office.
"""

import math

import numpy as np

from model.accounts import Head
from model.casework import (
    Conditions,
    abandon,
    issue,
    move_case,
    pay_fee,
    pay_informally,
    record_experience,
    withdraw,
)
from model.draws import Stream, draw_number, uniform
from model.journeys import Scene, pay_visit
from model.kernels import Whole, kernel, part
from model.lists import Books, Experiences
from model.sections.agencies import Agencies
from model.tables import Array, Cases, CaseState, Expiries, Households, Needs, Option, Points
from model.tally import Tally

_COMPLETE, _AGREE = Stream.PAPERS_COMPLETE.value, Stream.AGENCIES_AGREE.value
_REFERRAL, _ABANDON = Stream.REFERRAL.value, Stream.ABANDON.value
_BROKER_DRAW, _UPTIME = Stream.BROKER.value, Stream.UPTIME.value
_OFFICE, _MOBILE, _BROKER = Option.OFFICE.value, Option.MOBILE.value, Option.BROKER.value
_IN_PROCESS, _WITHDRAWN = CaseState.IN_PROCESS.value, CaseState.WITHDRAWN.value
_CASES = Head.CASES.value
_T_REFERRED = Tally.REFERRED.value
_YEAR = 12


def set_office_capacity(
    points: Points,
    offices: int,
    year: Array,
    ratio: float,
    numbers: Agencies,
    at_border: Array,
    scale: float,
) -> None:
    """Set the capacity of the agencies' offices from the load of a year.

    ``year``: files of the border per office, float64[offices]; ``ratio``: people in the rest of
    the regency per person here. An office without any file gets the capacity for one a month. An
    office ``at_border`` (bool[offices]) serves the border alone, with counters as quick as a
    sub-district desk's.
    """
    border = np.maximum(year / _YEAR, 1.0 / _YEAR)
    points.outside[:offices] = np.where(at_border, 0.0, border * ratio)
    load = border + points.outside[:offices]
    regular = load / (numbers.utilisation * np.maximum(points.uptime[:offices], 1e-9))
    quick = points.counters[:offices] * numbers.desk_files_per_day * numbers.days_per_month * scale
    points.files[:offices] = np.where(at_border, quick, regular)


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


@part
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
    """Handle every open case to the end of the month, note how those closed went, and work off."""
    end = 30.0 * (month + 1)
    experiences.size[0] = 0
    kept = 0
    for c in range(books.heads[_CASES]):
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
        else:
            # in their order, which is nearly that of households: neighbours in memory
            move_case(cases, c, kept)
            kept += 1
    books.heads[_CASES] = kept
    work_off(scene.points, rules)


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
