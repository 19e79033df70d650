"""Needs: what happens in households' lives, and which papers that makes necessary.

*Purpose.* Turn demography and economic life into needs for papers (equation 5).

*Life events.* At most one event befalls a household in a month, with probability
1 − exp(−Λ), where Λ = Σ rate · exposure adds up births, deaths, marriages and departures (per
member), coming of age (per child, 1/17 a year), and the yearly rates of all services that arise at
a rate (per adult, household or firm). Which one is drawn in proportion to its share of Λ. The event
and its draws do not depend on papers held, so that they are the same under every policy; whether a
need follows from it does. The rate of passports enters Λ as it is with a full gate,
``trade.passport_pull`` times that of the region; without one only the share
1 / ``trade.passport_pull`` of these events counts, and no event for a border pass while there is no
post. An event that does not count leaves the month without one.

*Order in a month.* Events, and who takes stock, are drawn first; then papers lapse; then the events
drawn happen.

*Composition.* The set of households is fixed. A birth adds a child; a child who comes of age
becomes an adult. A death removes a random member, a departure an adult, but never the last adult:
such an event is void, and needs no certificate. Departing adults found households outside the fixed
set, which keeps sizes nearly stationary. Who leaves (for a child, coming of age is leaving, too)
takes his or her papers along. Each paper of that group, children or adults, is lost with the chance
held / members, drawn for each paper by itself. If it is not lost, and every member of the group
holds or needs it, the oldest latent need for it lapses or, without one, the oldest open case is
withdrawn; if some member neither holds nor needs it, no need is lost.

*Needs.* A birth needs the papers of newborns, coming of age an identity card, a death a
certificate, a marriage a certificate. Other needs arise at a yearly rate per adult, household or
firm, whether it has the paper or not; that of a person befalls a random adult, and is void
unless he or she neither holds nor needs the paper. A paper that lapses is needed anew (papers of
members who have left lapse first, without a need). A need for a paper of a household or firm that
is held, or already needed, is void; where a paper must be renewed (family card, marriage
certificate) the need makes the old one invalid, and only one already needed makes it void. Of
papers of which nothing is held ("each") none is ever void. Every new need is decided upon in the
same month.

*Reconsideration.* A household takes stock with the yearly probability r =
``behaviour.reconsideration``, drawn once a month with 1 − (1 − r)^(1/12), and whenever it is
alerted: a point has opened, or contacts report that the best way has become clearly cheaper. It
then decides on all its latent needs, on new ones not twice. A need that waits for another paper is
taken up again when the household is issued a paper (see take-up).

*Assumptions.* At most one event per household and month; ages of children evenly spread.
"""

import math
from typing import NamedTuple

import numpy as np

from model.accounts import Flow, Head
from model.catalogue import Event, Exposure, LifeEvents
from model.draws import Stream, fill_pairs, uniform
from model.kernels import Whole, kernel, part
from model.lists import Books, push_latent, remove_latent, with_room
from model.tables import (
    Alert,
    Array,
    Cases,
    CaseState,
    Expiries,
    Holder,
    Households,
    Needs,
    Services,
)

_LIFE, _KIND, _PERSON = Stream.LIFE.value, Stream.LIFE_KIND.value, Stream.PERSON.value
_BIRTH, _DEATH = Event.BIRTH.value, Event.DEATH.value
_COMING_OF_AGE, _MARRIAGE = Event.COMING_OF_AGE.value, Event.MARRIAGE.value
_DEPARTURE = Event.DEPARTURE.value
_MEMBERS, _ADULTS, _CHILDREN = (
    Exposure.MEMBERS.value, Exposure.ADULTS.value, Exposure.CHILDREN.value
)  # fmt: skip
_HOUSEHOLD, _FIRM_EXPOSURE = Exposure.HOUSEHOLD.value, Exposure.FIRM.value
_CHILD, _ADULT, _FIRM = Holder.CHILD.value, Holder.ADULT.value, Holder.FIRM.value
_FREE_EXPIRY, _EXPIRIES = Head.FREE_EXPIRY.value, Head.EXPIRIES.value
_LATENT = Head.LATENT.value
_CASES, _WITHDRAWN = Head.CASES.value, CaseState.WITHDRAWN.value
_AROSE, _LAPSED = Flow.NEEDS_AROSE.value, Flow.NEEDS_LAPSED.value
_ONE = np.uint64(1)
_TAKES_STOCK, _NEED_AROSE = Alert.TAKES_STOCK.value, Alert.NEED_AROSE.value
_MOST_CHILDREN = 40  # keeps the counts of members within their columns


class Departures(NamedTuple):
    """Open cases whose applicant is gone this month, by rising household; ``size``: int64[1]."""

    household: Array  # int32[rows]
    service: Array  # int8[rows]
    case: Array  # int32[rows], row of cases or -1
    size: Array


class Occasions(NamedTuple):
    """Services that each event of life makes needed: rows of services, int64[k] each."""

    birth: Array
    death: Array
    coming_of_age: Array
    marriage: Array


def hazards(events: LifeEvents) -> Array:
    """Return the monthly hazard per member, adult, child, household and firm (float32[5])."""
    sums = np.bincount(events.exposure, weights=events.rate, minlength=len(Exposure))
    return sums.astype(np.float32)


def needs(
    households: Households,
    latent: Needs,
    cases: Cases,
    expiries: Expiries,
    first_expiry: Array,
    services: Services,
    events: LifeEvents,
    occasions: Occasions,
    books: Books,
    reconsideration: float,
    pairs: tuple[Array, Array],
    key: np.uint64,
    month: Whole,
) -> Needs:
    """Let the month's life events happen, and alert the households that must decide.

    ``pairs`` is room for draws (float32[n] twice). Returns the table of latent
    needs, a larger one if the old had no room.
    """
    monthly = 1.0 - (1.0 - reconsideration) ** (1.0 / 12.0)
    happened = np.empty(len(households.village), np.int32)
    hazard = hazards(events)
    count = befall(households, hazard, happened, monthly, pairs, key, month)
    most = max(1, *(len(services_needed) for services_needed in occasions))
    while not lapse_papers(households, latent, expiries, first_expiry, services, books, month):
        latent = with_room(latent, books.heads, len(latent.next) // 16 + 64)
    latent = with_room(latent, books.heads, most * count)
    papers = count * households.holders.shape[1]
    departures = Departures(
        np.empty(papers, np.int32), np.empty(papers, np.int8), np.empty(papers, np.int32),
        np.zeros(1, np.int64),
    )  # fmt: skip
    happen(
        households, latent, cases, departures, services, events, hazard, occasions, books,
        happened[:count], key, month,
    )  # fmt: skip
    return latent


@part
def exposed(households: Households, i: Whole, exposure: Whole) -> float:
    """Return how many members, adults, children, households or firms an event can befall."""
    if exposure == _MEMBERS:
        return float(households.adults[i] + households.children[i])
    if exposure == _ADULTS:
        return float(households.adults[i])
    if exposure == _CHILDREN:
        return float(households.children[i])
    if exposure == _FIRM_EXPOSURE:
        return 1.0 if households.firm[i] else 0.0
    return 1.0


@part
def weigh_draws(households: Households, hazard: Array, first: Array) -> None:
    """Subtract each household's hazard from its draw (float32[n]): below zero something may happen.

    A loop of its own, without branches, which the compiler turns into vector instructions.
    """
    for i in range(len(first)):
        adults = np.float32(households.adults[i])
        children = np.float32(households.children[i])
        firm = np.float32(households.firm[i])
        first[i] -= (
            hazard[_MEMBERS] * (adults + children)
            + hazard[_ADULTS] * adults
            + hazard[_CHILDREN] * children
            + hazard[_HOUSEHOLD]
            + hazard[_FIRM_EXPOSURE] * firm
        )


@kernel
def befall(
    households: Households,
    hazard: Array,
    happened: Array,
    reconsideration: float,
    pairs: tuple[Array, Array],
    key: np.uint64,
    month: Whole,
) -> int:
    """Find who has an event and who takes stock; return how many rows of ``happened`` are filled.

    The first draw less the hazard tells who may have an event: 1 − exp(−Λ) is below Λ, so only
    households below zero need the exact figure. The second decides on taking stock.
    """
    fill_pairs(key, _LIFE, month, *pairs)
    weighed, second = pairs
    weigh_draws(households, hazard, weighed)
    for i in range(len(second)):
        households.alert[i] |= _TAKES_STOCK if np.float64(second[i]) < reconsideration else 0
    possible = 0
    for i in range(len(weighed)):
        # written for all and kept for some: no branch that the processor would have to guess
        happened[possible] = i
        possible += weighed[i] < 0.0
    count = 0
    for k in range(possible):
        i = happened[k]
        if happens(households, hazard, i, np.float64(weighed[i])):
            happened[count] = i
            count += 1
    return count


@part
def happens(households: Households, hazard: Array, i: Whole, weighed: float) -> bool:
    """Tell whether the draw behind ``weighed`` lies below 1 − exp(−Λ)."""
    total = 0.0
    for exposure in range(len(hazard)):
        total += np.float64(hazard[exposure]) * exposed(households, i, exposure)
    return weighed + total < 1.0 - math.exp(-total)


@part
def arise(
    households: Households,
    latent: Needs,
    services: Services,
    books: Books,
    i: Whole,
    service: Whole,
    month: Whole,
) -> None:
    """Let household ``i`` need a paper, unless it has it or needs it already."""
    person = services.person[service]
    if person >= 0:
        child = services.holder[service] == _CHILD
        members = households.children[i] if child else households.adults[i]
        if households.holders[i, person] + households.needing[i, person] >= members:
            return
        households.needing[i, person] += 1
    elif not services.event[service]:
        bit = _ONE << np.uint64(service)
        held = households.documents[i] & bit != 0
        if households.pending[i] & bit != 0 or (held and not services.renewal[service]):
            return
        households.documents[i] &= ~bit
        households.pending[i] |= bit
    push_latent(households, latent, books.heads, i, service, month)
    households.alert[i] |= _NEED_AROSE
    books.ledger[_AROSE] += 1
    books.arose[households.sub_district[i]] += 1


@part
def lapse_need(
    households: Households, latent: Needs, books: Books, i: Whole, service: Whole
) -> bool:
    """Drop one latent need for ``service``: the member who had it is gone."""
    before = -1
    row = households.first_need[i]
    while row >= 0:
        if latent.service[row] == service:
            remove_latent(households, latent, books.heads, i, row, before)
            books.ledger[_LAPSED] += 1
            return True
        before = row
        row = latent.next[row]
    return False


@part
def depart(departures: Departures, i: Whole, service: Whole) -> None:
    """Note that a member of household ``i`` with an open case for ``service`` is gone."""
    row = departures.size[0]
    departures.size[0] = row + 1
    departures.household[row] = i
    departures.service[row] = service
    departures.case[row] = -1


@part
def withdraw_cases(cases: Cases, departures: Departures, books: Books) -> None:
    """Mark the oldest open case of each departure; all in one go through the cases."""
    number = departures.size[0]
    if number == 0:
        return
    for c in range(books.heads[_CASES]):
        low, high = 0, number
        while low < high:
            middle = (low + high) // 2
            if departures.household[middle] < cases.household[c]:
                low = middle + 1
            else:
                high = middle
        while low < number and departures.household[low] == cases.household[c]:
            oldest = departures.case[low]
            mine = departures.service[low] == cases.service[c] and cases.state[c] != _WITHDRAWN
            if mine and (oldest < 0 or cases.arose[c] < cases.arose[oldest]):
                departures.case[low] = c
            low += 1
    for row in range(number):
        if departures.case[row] >= 0:
            cases.state[departures.case[row]] = _WITHDRAWN


@kernel
def take_papers_along(
    households: Households,
    latent: Needs,
    departures: Departures,
    services: Services,
    books: Books,
    i: Whole,
    holder: Whole,
    members: Whole,
    key: np.uint64,
    month: Whole,
) -> None:
    """One of ``members`` members leaves the group ``holder``: a paper goes or a need lapses."""
    for service in range(len(services.holder)):
        person = services.person[service]
        if person < 0 or services.holder[service] != holder:
            continue
        held = households.holders[i, person]
        draw = uniform(key, _PERSON, i, month, service)
        if draw * members < held:
            households.holders[i, person] -= 1
            if services.validity[service] > 0:
                households.gone[i, services.lapsing[service]] += 1
        elif held + households.needing[i, person] >= members:
            households.needing[i, person] -= 1
            if not lapse_need(households, latent, books, i, service):
                depart(departures, i, service)


@part
def befalls_one_who_lacks_it(
    households: Households,
    services: Services,
    i: Whole,
    service: Whole,
    key: np.uint64,
    month: Whole,
) -> bool:
    """Tell whether the need befalls a member who neither holds the paper nor needs it already."""
    person = services.person[service]
    if person < 0:
        return True
    child = services.holder[service] == _CHILD
    members = households.children[i] if child else households.adults[i]
    lacking = members - households.holders[i, person] - households.needing[i, person]
    return bool(uniform(key, _KIND, i, month, 2) * members < lacking)


@kernel
def happen(
    households: Households,
    latent: Needs,
    cases: Cases,
    departures: Departures,
    services: Services,
    events: LifeEvents,
    hazard: Array,
    occasions: Occasions,
    books: Books,
    happened: Array,
    key: np.uint64,
    month: Whole,
) -> None:
    """Let the drawn event happen in each household of ``happened``."""
    for i in happened:
        adults, children = households.adults[i], households.children[i]
        total = 0.0
        for exposure in range(len(hazard)):
            total += hazard[exposure] * exposed(households, i, exposure)
        left = uniform(key, _KIND, i, month, 0) * total
        chosen = 0
        for row in range(len(events.kind)):
            left -= events.rate[row] * exposed(households, i, events.exposure[row])
            chosen = row
            if left < 0.0:
                break
        kind = events.kind[chosen]
        if kind == _BIRTH:
            if children < _MOST_CHILDREN:
                households.children[i] += 1
                for service in occasions.birth:
                    arise(households, latent, services, books,
                          i, service, month)  # fmt: skip
        elif kind in (_DEATH, _DEPARTURE):
            child = (
                kind == _DEATH and uniform(key, _KIND, i, month, 1) * (adults + children) < children
            )
            if child:
                take_papers_along(households, latent, departures, services, books,
                                  i, _CHILD, children, key, month)  # fmt: skip
                households.children[i] -= 1
            elif adults > 1:
                take_papers_along(households, latent, departures, services, books,
                                  i, _ADULT, adults, key, month)  # fmt: skip
                households.adults[i] -= 1
            if kind == _DEATH and (child or adults > 1):
                for service in occasions.death:
                    arise(households, latent, services, books,
                          i, service, month)  # fmt: skip
        elif kind == _COMING_OF_AGE:
            take_papers_along(households, latent, departures, services, books,
                              i, _CHILD, children, key, month)  # fmt: skip
            households.children[i] -= 1
            households.adults[i] += 1
            for service in occasions.coming_of_age:
                arise(households, latent, services, books,
                      i, service, month)  # fmt: skip
        elif kind == _MARRIAGE:
            for service in occasions.marriage:
                arise(households, latent, services, books,
                      i, service, month)  # fmt: skip
        else:
            service = events.service[chosen]
            drawn = uniform(key, _KIND, i, month, 3) < events.pull[chosen]
            if drawn and befalls_one_who_lacks_it(households, services, i, service, key, month):
                arise(households, latent, services, books, i, service, month)
    withdraw_cases(cases, departures, books)


@kernel
def lapse_papers(
    households: Households,
    latent: Needs,
    expiries: Expiries,
    first_expiry: Array,
    services: Services,
    books: Books,
    month: Whole,
) -> bool:
    """Let the papers whose time is over lapse; each is needed anew.

    Returns False when the table of latent needs has no room for the next, which then heads the
    month's list.
    """
    row = first_expiry[month]
    while row >= 0:
        if books.heads[_LATENT] == len(latent.next):
            first_expiry[month] = row
            return False
        i, service = expiries.household[row], expiries.service[row]
        person = services.person[service]
        if person >= 0:
            left = services.lapsing[service]
            lapsed = households.gone[i, left] == 0
            if lapsed:
                households.holders[i, person] -= 1
            else:
                households.gone[i, left] -= 1
        else:
            bit = _ONE << np.uint64(service)
            lapsed = households.documents[i] & bit != 0
            households.documents[i] &= ~bit
        if lapsed:
            arise(households, latent, services, books, i, service, month)
        following = expiries.next[row]
        expiries.next[row] = books.heads[_FREE_EXPIRY]
        books.heads[_FREE_EXPIRY] = row
        books.heads[_EXPIRIES] -= 1
        row = following
    first_expiry[month] = -1
    return True
