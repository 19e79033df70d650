"""Life events and the needs for papers that they bring (ODD 7.4)."""

import math
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from tests.docking.facts import Service

if TYPE_CHECKING:
    from tests.docking.household import Household
    from tests.docking.twin import Twin

ADULTHOOD = 17


class LifeEvents:
    """Yearly rates of all events for households of one make-up, and the chance of a month."""

    def __init__(self, model: "Twin", adults: int, children: int, firm: bool) -> None:
        members = adults + children
        per_thousand = {
            name: float(model.parameters[f"needs.{name}_rate"]) / 1000 * members
            for name in ("birth", "death", "marriage", "departure")
        }
        exposed = {"adult": adults, "child": children, "household": 1, "firm": int(firm)}
        rates: dict[str | Service, float] = {
            **per_thousand,
            "coming_of_age": children / ADULTHOOD,
            **{
                service: service.yearly_rate * exposed[service.holder]
                for service in model.services
                if service.origin == "rate"
            },
        }
        self.events = list(rates)
        self.cumulative = [sum(list(rates.values())[: i + 1]) for i in range(len(rates))]
        self.chance = 1 - math.exp(-self.cumulative[-1] / 12)


def life_events(model: "Twin") -> Callable[[int, int, bool], LifeEvents]:
    """Return the life events by the make-up of a household, each worked out once."""

    @cache
    def of(adults: int, children: int, firm: bool) -> LifeEvents:
        return LifeEvents(model, adults, children, firm)

    return of


def live(household: "Household") -> None:
    """Draw at most one life event, and see whether the household takes stock of its needs."""
    model, random = household.model, household.random
    events = model.life_events(household.adults, household.children, household.firm)
    if random.random() < events.chance:
        (event,) = random.choices(events.events, cum_weights=events.cumulative)
        befall(household, event)
    if household.alert or (household.latent and random.random() < model.reconsiders):
        household.agenda = list(household.latent)
        household.alert = False


def befall(household: "Household", event: str | Service) -> None:
    """Let one event happen."""
    services = household.model.facts.by_name
    match event:
        case "birth":
            household.children += 1
            for service in household.model.papers_of_newborns:
                need_now(household, service)
        case "death":
            who = household.random.randrange(household.members)
            if who >= household.adults or household.adults > 1:
                need_now(household, services["death_certificate"])
                remove_member(household, who)
        case "marriage":
            arise(household, services["marriage_certificate"])
        case "departure":
            remove_member(household, 0)
        case "coming_of_age":
            leave(household, "child", household.children)
            household.children -= 1
            household.adults += 1
            need_now(household, services["ktp"])
        case Service():
            arise(household, event)


def need_now(household: "Household", service: Service) -> None:
    """Let a need arise that is decided upon this month."""
    household.agenda.append(household.require(service))


def remove_member(household: "Household", who: int) -> None:
    """Remove a member, adults counted first, but never the last adult."""
    if who >= household.adults:
        leave(household, "child", household.children)
        household.children -= 1
    elif household.adults > 1:
        leave(household, "adult", household.adults)
        household.adults -= 1


def leave(household: "Household", holder: str, number: int) -> None:
    """Let one of ``number`` members take papers and needs along."""
    for service in household.model.services:
        if service.holder != holder:
            continue
        held = household.held[service.index]
        if household.random.random() * number < held:
            household.held[service.index] -= 1
            if service.validity:
                household.gone[service.index] += 1
        elif household.needed[service.index]:
            lapse(household, service)


def lapse(household: "Household", service: Service) -> None:
    """Let one latent need of a member who left lapse, or withdraw an open case."""
    for need in household.latent:
        if need.service == service.index:
            household.drop(need)
            if need in household.agenda:
                household.agenda.remove(need)
            return
    for case in household.open_cases:
        if case.service is service and not case.withdrawn:
            case.withdrawn = True
            return


def arise(household: "Household", service: Service) -> None:
    """Let a need arise for a random member, the household or the firm, unless it is void."""
    index = service.index
    if service.event:
        need_now(household, service)
    elif service.holder in {"household", "firm"}:
        if household.needed[index] or (household.held[index] and not service.renewed):
            return
        household.held[index] = 0
        need_now(household, service)
    else:
        number = household.adults if service.holder == "adult" else household.children
        member = household.random.randrange(number)
        if member >= household.held[index] + household.needed[index]:
            need_now(household, service)


def expire(household: "Household", service: Service) -> None:
    """Let a paper lapse; those of members who have left go first."""
    if household.gone[service.index]:
        household.gone[service.index] -= 1
    elif household.held[service.index]:
        household.held[service.index] -= 1
        need_now(household, service)
