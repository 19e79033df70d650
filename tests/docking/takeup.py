"""At which point, with a broker, or not at all (ODD 7.5)."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.docking.queues import MONTH, Case, ServicePoint

if TYPE_CHECKING:
    from tests.docking.facts import Service
    from tests.docking.household import Household, Need
    from tests.docking.twin import Twin


@dataclass(frozen=True)
class Choice:
    """An option for a service as seen from a village; minutes are valued by each household."""

    point: ServicePoint | None
    utility: float
    """Attractiveness and trust less delay: what does not depend on the household."""
    cash: float
    """Rupiah once: fee, informal payment, and the office's cost times the chance to end there."""
    minutes: float
    round_cash: float
    """Rupiah of one round of visits, made for the paper and for each missing prerequisite."""
    round_minutes: float


def choices(model: "Twin", village: int, service: "Service") -> list[Choice]:
    """Return the options that are open for a service in a village this month."""
    office = model.offices[service.agencies[0]]
    found = [_public(model, village, service, office)]
    if "desk" in service.channels:
        found.append(_public(model, village, service, model.desks[model.sub_district[village]]))
    if "unit" in service.channels and model.unit.is_open:
        found.append(_public(model, village, service, model.unit))
    if "broker" in service.channels:
        found.append(_broker(model, village, service))
    return found


def _utility(model: "Twin", service: "Service", days: float) -> float:
    parameters = model.parameters
    trust = float(parameters["behaviour.initial_trust"])
    return (
        service.attractiveness
        + float(parameters["behaviour.trust_weight"]) * trust
        - float(parameters["behaviour.delay_weight"]) * days / MONTH
    )


def _public(model: "Twin", village: int, service: "Service", point: ServicePoint) -> Choice:
    parameters = model.parameters
    prospect = point.prospect(service)
    trip = model.journeys.trip(village, point)
    visits = model.beliefs.expected(point, service)
    cash, minutes = service.fee + _informal(model, point), 0.0
    if prospect.sent_on:
        office = model.offices[service.agencies[0]]
        way = model.journeys.trip(village, office)
        rounds = model.beliefs.expected(office, service)
        cash += prospect.sent_on * (rounds * way.cash)
        minutes += prospect.sent_on * rounds * way.minutes
    days = (
        visits * point.delay
        + (visits - 1) * float(parameters["agencies.return_days"])
        + prospect.processing
    )
    return Choice(
        point,
        _utility(model, service, days),
        cash,
        minutes,
        visits * trip.cash,
        visits * trip.minutes,
    )


def _informal(model: "Twin", point: ServicePoint) -> float:
    share = float(model.parameters["brokers.informal_share"]) * (1 - point.orientation)
    return share * float(model.parameters["brokers.informal_payment"])


def _broker(model: "Twin", village: int, service: "Service") -> Choice:
    market = model.markets[model.sub_district[village]]
    days = float(model.parameters["brokers.days"]) + market.delay
    return Choice(
        None,
        _utility(model, service, days),
        service.fee,
        0.0,
        market.price,
        model.journeys.hand_over(),
    )


def decide(household: "Household") -> None:
    """Decide on the needs of the agenda, and go on with those that a paper was missing for."""
    resumed, household.resumed = household.resumed, []
    for need in resumed:
        if need in household.latent:
            apply(household, need)
    agenda, household.agenda = household.agenda, []
    for need in agenda:
        if need.case is None and need in household.latent:
            consider(household, need)


def consider(household: "Household", need: "Need") -> None:
    """Choose between applying and forgoing: a nested logit with the options in one nest."""
    service = household.model.services[need.service]
    nest = float(household.model.parameters["behaviour.nest"])
    values = [value for _, value in valued(household, service)]
    top = max(values)
    inclusive = top + nest * math.log(sum(math.exp((v - top) / nest) for v in values))
    if household.random.random() < 1 / (1 + math.exp(-inclusive)):
        apply(household, need)
    else:
        household.model.record.count["forgone"] += 1


def valued(household: "Household", service: "Service") -> list[tuple[Choice, float]]:
    """Return the options of a service with their values to the household."""
    model, parameters = household.model, household.model.parameters
    income = household.income * household.members / household.adults
    if not parameters["loops.poverty_trap"]:
        income = model.mean_income
    relative = income / model.mean_income
    minute = (
        float(parameters["travel.time_value"])
        * float(parameters["travel.wage_per_hour"])
        * relative
        / 60
    )
    scaling = float(parameters["behaviour.income_scaling"])
    price = float(parameters["behaviour.cost_sensitivity"]) / (
        model.mean_income * relative**scaling
    )
    rounds = 1 + len(household.lacks(service))
    helped = service.name == "birth_certificate" and household.held[model.marriage_certificate]
    help_of = float(parameters["behaviour.marriage_certificate_help"]) if helped else 0.0
    return [
        (
            choice,
            choice.utility
            + help_of
            - price
            * (
                choice.cash
                + rounds * choice.round_cash
                + minute * (choice.minutes + rounds * choice.round_minutes)
            ),
        )
        for choice in model.choices(household.village, service)
    ]


def apply(household: "Household", need: "Need") -> None:
    """Apply for a paper, or first for one that it requires."""
    model = household.model
    service = model.services[need.service]
    missing = household.lacks(service)
    if missing:
        need.waiting = True
        apply_first(household, model.services[missing[0]])
        return
    options = valued(household, service)
    nest = float(model.parameters["behaviour.nest"])
    top = max(value for _, value in options)
    (choice,) = household.random.choices(
        [choice for choice, _ in options],
        weights=[math.exp((value - top) / nest) for _, value in options],
    )
    day = model.first_day + MONTH * household.random.random()
    case = Case(household, need, service, choice.point, day)
    household.lodge(need, case)
    model.record.lodged(choice.point)
    if choice.point is None:
        market = model.markets[household.sub_district]
        case.hire(market, model.journeys.hand_over())
    else:
        case.visit(day)


def apply_first(household: "Household", paper: "Service") -> None:
    """Apply for a prerequisite, unless that was done this month or nobody else needs it."""
    this_month = household.model.first_day
    if any(c.service is paper and c.lodged >= this_month for c in household.open_cases):
        return
    latent = (n for n in household.latent if n.service == paper.index and not n.waiting)
    need = next(latent, None)
    if need is None and not household.needed[paper.index]:
        need = household.require(paper)
    if need is not None:
        apply(household, need)
