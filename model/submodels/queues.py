"""Queues: points work off their backlog, files come back or are completed, papers are issued.

*Purpose.* Follow every open case from visit to visit until its document is issued or its owner
gives up, and every point's backlog (equations 2 and 6).

*Backlog.* Q' = max(0, Q + A − K), with A the files of the month from the border and from the rest
of the regency, and K = files per month while the system works, 0 in a month when it is down. The
system is up or down by a two-state Markov chain with mean uptime u and mean outage length L. A
customer-oriented point works up to ``agencies.stretch`` · ω longer when the backlog exceeds a
month's work. Posted delay in days: 30 · Q / (K u).

*A case* is handled when its posted delay is over. The papers are complete, and all agencies settle
it, with the chances of the submodel *agencies*; then it is processed and the document issued. If
not, its owner gives up with probability δ, at the latest after ``agencies.max_visits`` visits, or
comes back after ``agencies.return_days``: one more journey, one more file in the queue. An
applicant whom an undelegated agency has held up may be sent on to the office in town.

*Giving up* returns the need to the household's latent needs.

*Money.* Each visit pays fare, meal and lodging; a complete file pays the fee and, with probability
``brokers.informal_share`` · (1 − ω), an informal payment; a broker is paid when hired.

*Brokers* file at the office and are served first there; they succeed with ``brokers.success`` and
try again at their own expense. Their pay counts as an informal payment in satisfaction, and they
have no orientation.

*Capacity of the offices* is set once, after the first year of burn-in, so that the mean monthly
load (border and rest of the regency, at the same rates per head) uses ``agencies.utilisation`` of
it; until then nobody waits.

*Assumptions.* Fluid queues; months of 30 days; a point that closes sends its files to the office.
"""

import math
from typing import NamedTuple

import numpy as np

from model.accounts import Flow, Head
from model.draws import Stream, draw_number, uniform
from model.journeys import pay_visit
from model.kernels import kernel, part
from model.lists import push_expiry, push_latent
from model.scenario import Scenario
from model.tables import Array, CaseState, Option, Points
from model.tally import Tally

_COMPLETE, _AGREE = Stream.PAPERS_COMPLETE.value, Stream.AGENCIES_AGREE.value
_REFERRAL, _ABANDON = Stream.REFERRAL.value, Stream.ABANDON.value
_INFORMAL_DRAW, _BROKER_DRAW = Stream.INFORMAL_PAYMENT.value, Stream.BROKER.value
_UPTIME = Stream.UPTIME.value
_OFFICE, _MOBILE, _BROKER = Option.OFFICE.value, Option.MOBILE.value, Option.BROKER.value
_FILED, _IN_PROCESS = CaseState.FILED.value, CaseState.IN_PROCESS.value
_CASES = Head.CASES.value
_FEES, _INFORMAL = Flow.FEES.value, Flow.INFORMAL.value
_COMPLETED, _ABANDONED = Flow.CASES_COMPLETED.value, Flow.CASES_ABANDONED.value
_ISSUED = Flow.DOCUMENTS_ISSUED.value
_T_COMPLETED, _T_VISITS = Tally.COMPLETED.value, Tally.COMPLETED_VISITS.value
_T_DAYS, _T_MINUTES = (
    Tally.COMPLETED_HUNDREDTHS_OF_DAYS.value, Tally.COMPLETED_MINUTES.value
)  # fmt: skip
_T_RUPIAH, _T_ABANDONED = Tally.COMPLETED_RUPIAH.value, Tally.ABANDONED.value
_T_REFERRED = Tally.REFERRED.value
_ONE = np.uint64(1)
_YEAR = 12


class Experiences(NamedTuple):
    """Cases closed this month, for *reputation*: int32, int8, int8, float64 and int64[1]."""

    household: Array
    option: Array
    visits: Array
    satisfaction: Array
    count: Array


class Conditions(NamedTuple):
    """The scenario's numbers of queues and cases."""

    abandonment: float
    most_visits: int
    return_days: float
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


def conditions(scenario: Scenario) -> Conditions:
    """Return the numbers of a scenario that govern queues and cases."""
    agencies, brokers, behaviour = scenario.agencies, scenario.brokers, scenario.behaviour
    return Conditions(
        abandonment=float(agencies.abandonment),
        most_visits=int(agencies.max_visits),
        return_days=float(agencies.return_days),
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


def allocate_experiences(rows: int) -> Experiences:
    """Return room for the experiences of a month with ``rows`` open cases."""
    return Experiences(
        np.zeros(rows, np.int32), np.zeros(rows, np.int8), np.zeros(rows, np.int8),
        np.zeros(rows), np.zeros(1, np.int64),
    )  # fmt: skip


def set_office_capacity(
    points: Points, offices: int, first_year: Array, ratio: float, utilisation: float
) -> None:
    """Set the capacity of the agencies' offices from the load of the first year.

    ``first_year``: files of the border per office, float64[offices]; ``ratio``: people in the rest
    of the regency per person here. An office without any file gets the capacity for one a month.
    """
    border = np.maximum(first_year / _YEAR, 1.0 / _YEAR)
    points.outside[:offices] = border * ratio
    load = border + points.outside[:offices]
    points.files[:offices] = load / (utilisation * np.maximum(points.uptime[:offices], 1e-9))


@part
def satisfaction(visits, days, paid_informally, orientation, rules):  # type: ignore[no-untyped-def]
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
def draw_uptime(points, shut, rules, key, month):  # type: ignore[no-untyped-def]
    """Draw which systems are up this month; ``shut`` (bool[points]) are out of order."""
    for p in range(len(points.option)):
        uptime = points.uptime[p]
        draw = uniform(key, _UPTIME, p, month, 0)
        if points.working[p]:
            failing = (1.0 - uptime) / max(uptime * rules.outage_length, 1e-12)
            points.working[p] = draw >= failing
        else:
            points.working[p] = draw < 1.0 / rules.outage_length and uptime > 0.0
        if not math.isfinite(points.files[p]):
            points.working[p] = True  # before the capacity is known nobody waits
        if shut[p]:
            points.working[p] = False


@kernel
def work_off(points, rules):  # type: ignore[no-untyped-def]
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
    households, latent, cases, expiries, first_expiry, services, points, journeys, handling,
    rules, mobile_interval, experiences, heads, ledger, met, tally, key, month,
):  # type: ignore[no-untyped-def]  # fmt: skip
    """Handle every open case up to the end of the month.

    ``met`` (int64[months, sub-districts]) counts needs met within 12 months, by month of arising.
    """
    end = 30.0 * (month + 1)
    experiences.count[0] = 0
    c = 0
    while c < heads[_CASES]:
        i, service = cases.household[c], np.int64(cases.service[c])
        option = cases.option[c]
        closed = False
        while cases.clock[c] < end:
            p = cases.point[c]
            if cases.state[c] == _IN_PROCESS:
                issue(
                    households, cases, expiries, first_expiry, services, points, rules, experiences,
                    heads, ledger, met, tally, c, month,
                )  # fmt: skip
                closed = True
                break
            if not points.open[p]:
                p = services.office[service]
                cases.point[c] = p
            if not points.working[p]:
                cases.clock[c] += 30.0
                continue
            visit = cases.count[c]
            k = draw_number(cases.arose[c], service, visit)
            if option == _BROKER:
                if uniform(key, _BROKER_DRAW, i, month, k) < rules.broker_success:
                    pay_fee(households, services, cases, ledger, c, i, service)
                    cases.state[c] = _IN_PROCESS
                    continue
                held_up = False
            else:
                complete = uniform(key, _COMPLETE, i, month, k) < handling.papers[p]
                agree = uniform(key, _AGREE, i, month, k) < handling.agree[p, service]
                if complete and agree:
                    pay_fee(households, services, cases, ledger, c, i, service)
                    pay_informally(households, points, cases, ledger, rules, c, i, p, key, month, k)
                    cases.state[c] = _IN_PROCESS
                    cases.clock[c] += handling.processing[p, service]
                    continue
                held_up = complete
            gives_up = uniform(key, _ABANDON, i, month, k) < rules.abandonment
            if gives_up or visit >= rules.most_visits:
                abandon(
                    households, latent, cases, points, rules, experiences, heads, ledger, tally, c
                )
                closed = True
                break
            cases.count[c] += 1
            if option == _BROKER:
                cases.clock[c] += rules.broker_days
                continue
            away = points.option[p] != _OFFICE
            if away and held_up and uniform(key, _REFERRAL, i, month, k) < rules.referral:
                p = services.office[service]
                cases.point[c] = p
                tally[households.sub_district[i], _T_REFERRED] += 1
            village = households.village[i]
            cases.paid[c] += pay_visit(households, journeys, ledger, i, p)
            cases.minutes[c] += journeys.minutes[village, p]
            points.arrivals[p] += 1.0
            interval = mobile_interval if points.option[p] == _MOBILE else rules.return_days
            cases.clock[c] += interval + points.delay[p]
        if closed:
            last = heads[_CASES] - 1
            heads[_CASES] = last
            move_case(cases, last, c)
        else:
            c += 1


@part
def move_case(cases, source, target):  # type: ignore[no-untyped-def]
    """Copy one row of the table of cases over another."""
    cases.household[target] = cases.household[source]
    cases.service[target] = cases.service[source]
    cases.option[target] = cases.option[source]
    cases.point[target] = cases.point[source]
    cases.state[target] = cases.state[source]
    cases.informal[target] = cases.informal[source]
    cases.count[target] = cases.count[source]
    cases.arose[target] = cases.arose[source]
    cases.lodged[target] = cases.lodged[source]
    cases.clock[target] = cases.clock[source]
    cases.minutes[target] = cases.minutes[source]
    cases.paid[target] = cases.paid[source]


@part
def pay_fee(households, services, cases, ledger, c, i, service):  # type: ignore[no-untyped-def]
    """Pay the official fee of a complete file."""
    fee = services.fee[service]
    ledger[_FEES] += fee
    households.spending[i] += fee
    cases.paid[c] += fee


@part
def pay_informally(households, points, cases, ledger, rules, c, i, p, key, month, k):  # type: ignore[no-untyped-def]
    """Pay what should not be paid, less often where the point is oriented to the customer."""
    chance = rules.informal_share * (1.0 - points.orientation[p])
    if uniform(key, _INFORMAL_DRAW, i, month, k) < chance:
        amount = int(round(rules.informal_payment))
        ledger[_INFORMAL] += amount
        households.spending[i] += amount
        cases.paid[c] += amount
        cases.informal[c] = True


@part
def record_experience(cases, points, rules, experiences, c, days):  # type: ignore[no-untyped-def]
    """Note how a closed case went."""
    row = experiences.count[0]
    experiences.count[0] = row + 1
    experiences.household[row] = cases.household[c]
    experiences.option[row] = cases.option[c]
    experiences.visits[row] = cases.count[c]
    experiences.satisfaction[row] = satisfaction(
        float(cases.count[c]), days, 1.0 if cases.informal[c] else 0.0,
        0.0 if cases.option[c] == _BROKER else points.orientation[cases.point[c]], rules,
    )  # fmt: skip


@part
def issue(
    households, cases, expiries, first_expiry, services, points, rules, experiences, heads,
    ledger, met, tally, c, month,
):  # type: ignore[no-untyped-def]  # fmt: skip
    """Issue the document of case ``c`` and close it."""
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
        push_expiry(expiries, first_expiry, heads, i, service, month + validity)
    households.unlocked[i] |= _ONE << np.uint64(service)
    days = np.float64(cases.clock[c]) - np.float64(cases.lodged[c])
    ledger[_COMPLETED] += 1
    ledger[_ISSUED + service] += 1
    arose = cases.arose[c]
    if arose >= 0 and month - arose <= _YEAR:
        met[arose, sub_district] += 1
    tally[sub_district, _T_COMPLETED] += 1
    tally[sub_district, _T_VISITS] += cases.count[c]
    tally[sub_district, _T_DAYS] += int(round(100.0 * days))
    tally[sub_district, _T_MINUTES] += cases.minutes[c]
    tally[sub_district, _T_RUPIAH] += cases.paid[c]
    record_experience(cases, points, rules, experiences, c, days)


@part
def abandon(
    households, latent, cases, points, rules, experiences, heads, ledger, tally, c
):  # type: ignore[no-untyped-def]
    """Close case ``c`` without a document; the need is latent again."""
    i, service = cases.household[c], cases.service[c]
    ledger[_ABANDONED] += 1
    tally[households.sub_district[i], _T_ABANDONED] += 1
    push_latent(households, latent, heads, i, service, cases.arose[c])
    days = np.float64(cases.clock[c]) - np.float64(cases.lodged[c])
    record_experience(cases, points, rules, experiences, c, days)
