"""Casework: what happens to one open case when it is paid for, issued, abandoned or withdrawn."""

import math
from typing import NamedTuple

import numpy as np

from model.accounts import Flow
from model.draws import Stream, uniform
from model.kernels import Whole, part
from model.lists import Books, Experiences, push_expiry, push_latent
from model.scenario import Scenario
from model.tables import Alert, Array, Cases, Expiries, Households, Needs, Option, Points, Services
from model.tally import Tally

_INFORMAL_DRAW = Stream.INFORMAL_PAYMENT.value
_BROKER = Option.BROKER.value
_FEES, _INFORMAL = Flow.FEES.value, Flow.INFORMAL.value
_COMPLETED, _ABANDONED = Flow.CASES_COMPLETED.value, Flow.CASES_ABANDONED.value
_ISSUED, _LAPSED = Flow.DOCUMENTS_ISSUED.value, Flow.NEEDS_LAPSED.value
_T_COMPLETED, _T_VISITS = Tally.COMPLETED.value, Tally.COMPLETED_VISITS.value
_T_DAYS, _T_MINUTES = (
    Tally.COMPLETED_HUNDREDTHS_OF_DAYS.value, Tally.COMPLETED_MINUTES.value
)  # fmt: skip
_T_RUPIAH, _T_ABANDONED = Tally.COMPLETED_RUPIAH.value, Tally.ABANDONED.value
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


@part
def withdraw(books: Books) -> None:
    """End the case of a member who has died or left: abandoned in the ledger, its need lapses."""
    books.ledger[_ABANDONED] += 1
    books.ledger[_LAPSED] += 1


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
