"""The people at the start: households, members, incomes and papers (ODD 5)."""

import math
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, logit, ndtri

from tests.docking.facts import Service, number
from tests.docking.household import BEFORE_THE_RUN, Household, Need
from tests.docking.livelihoods import assistance

if TYPE_CHECKING:
    from tests.docking.twin import Twin


def settle(model: "Twin") -> list[Household]:
    """Create the households with members, occupations and firms, ordered by village."""
    size = float(model.parameters["needs.household_size"])
    households: list[Household] = []
    for index, district in enumerate(model.facts.sub_districts):
        people = round(number(district["population"]) * float(model.parameters["run.scale"]))
        villages = [i for i, own in enumerate(model.sub_district) if own == index]
        shares = [number(model.facts.villages[i]["population_share"]) for i in villages]
        counts = largest_remainder([people * share / size for share in shares])
        members = _members(model, sum(counts), people)
        dwellings = [v for v, count in zip(villages, counts, strict=True) for _ in range(count)]
        for village, persons in zip(dwellings, members, strict=True):
            household = Household(model, village, index)
            _give_people(household, persons)
            households.append(household)
    return households


def largest_remainder(amounts: list[float]) -> list[int]:
    """Round amounts to whole numbers with the rounded sum, the largest fractions upwards."""
    whole = [math.floor(amount) for amount in amounts]
    left = round(sum(amounts)) - sum(whole)
    order = sorted(range(len(amounts)), key=lambda i: whole[i] - amounts[i])
    for i in order[:left]:
        whole[i] += 1
    return whole


def _members(model: "Twin", households: int, people: int) -> list[int]:
    """Return 1 + Poisson persons per household, moved by ones until the sum is right."""
    size = float(model.parameters["needs.household_size"])
    members = (1 + model.rng.poisson(size - 1, households)).tolist()
    while sum(members) != people:
        step = 1 if sum(members) < people else -1
        chosen = model.random.randrange(households)
        if members[chosen] + step >= 1:
            members[chosen] += step
    return members


def _give_people(household: Household, persons: int) -> None:
    model, random = household.model, household.random
    size = float(model.parameters["needs.household_size"])
    child = float(model.parameters["needs.child_share"]) * size / (size - 1)
    household.children = sum(random.random() < child for _ in range(persons - 1))
    household.adults = persons - household.children
    shares = [number(occupation["share"]) for occupation in model.facts.occupations]
    (occupation,) = random.choices(model.facts.occupations, weights=shares)
    household.occupation = occupation
    household.firm = random.random() < number(occupation["firm_probability"])


def give_incomes(model: "Twin", households: list[Household]) -> None:
    """Put ranks into the shifted lognormal distribution, and list the poorest for assistance."""
    parameters, rng = model.parameters, model.rng
    line = model.poverty_line
    shift, spread = (float(parameters[f"economy.income_{p}"]) for p in ("shift", "spread"))
    centre = math.log(line * (1 - shift)) - spread * ndtri(float(parameters["economy.headcount"]))
    ranks = rng.permutation(len(households))
    quantiles = (ranks + 0.5) / len(households)
    incomes = shift * line + np.exp(centre + spread * ndtri(quantiles))
    seen = np.log(incomes) + rng.normal(
        0, float(parameters["economy.targeting_error"]), len(households)
    )
    listed = round(float(parameters["economy.listed_share"]) * len(households))
    cutoff = np.partition(seen, listed)[listed]
    dispersion = float(parameters["economy.licence_gain_spread"])
    gains = rng.lognormal(-(dispersion**2) / 2, dispersion, len(households))
    for household, rank, income, noisy, gain in zip(
        households, ranks, incomes, seen, gains, strict=True
    ):
        household.decile = int(10 * rank / len(households))
        household.income = float(income)
        household.listed = bool(noisy < cutoff)
        household.licence_effect = float(parameters["economy.licence_gain"]) * float(gain)


def split_incomes(households: list[Household]) -> None:
    """Split incomes by occupation, less the transfer that the household receives."""
    for household in households:
        income = household.income - min(assistance(household), household.income / 2)
        household.farm, household.wage, household.business = (
            income * number(household.occupation[part]) for part in ("farm", "wage", "business")
        )


def give_papers(model: "Twin", households: list[Household]) -> None:
    """Draw the papers held, those to lapse, and the latent needs of who has none."""
    graph = {service.index: service.prerequisites for service in model.services}
    order = list(TopologicalSorter(graph).static_order())
    needed_before: dict[int, set[int]] = {}
    for index in order:
        before = set(graph[index])
        needed_before[index] = before.union(*(needed_before[paper] for paper in before))
    distances = [model.journeys.town_distance[household.village] for household in households]
    mean_distance = sum(distances) / len(distances)
    for household, distance in zip(households, distances, strict=True):
        remoteness = (distance - mean_distance) / 100
        given: dict[int, float] = {}
        holders: dict[int, list[bool]] = {}
        for index in order:
            service = model.services[index]
            able = _able(household, service, model.services, holders)
            reach = math.prod(
                _someone(household, service, model.services[paper], given[paper])
                for paper in needed_before[index]
            )
            given[index] = min(1.0, _coverage(household, service, remoteness) / reach)
            holders[index] = [a and model.random.random() < given[index] for a in able]
            _hold(model, household, service, holders[index])


def _coverage(household: Household, service: Service, remoteness: float) -> float:
    """Return the chance that the paper is held, whatever other papers are."""
    if service.event or not service.coverage:
        return 0.0
    return float(
        expit(
            logit(service.coverage)
            + float(household.model.parameters["needs.coverage_shift"])
            + service.distance_gradient * remoteness
            + service.decile_gradient * (household.decile - 4.5)
        )
    )


def _someone(household: Household, service: Service, paper: Service, chance: float) -> float:
    """Return the chance that a prerequisite is held: by the same person, or by anybody."""
    if paper.holder == service.holder or paper.holder in {"household", "firm"}:
        return chance
    number = household.adults if paper.holder == "adult" else household.children
    return 1 - (1 - chance) ** number if number else 1.0


def _able(
    household: Household,
    service: Service,
    services: list[Service],
    holders: dict[int, list[bool]],
) -> list[bool]:
    """Return, for each who could hold the paper, whether its prerequisites are held."""
    count = {
        "adult": household.adults,
        "child": household.children,
        "household": 1,
        "firm": int(household.firm),
    }[service.holder]
    able = [True] * count
    for paper in service.prerequisites:
        own = holders[paper]
        if services[paper].holder == service.holder:
            able = [a and o for a, o in zip(able, own, strict=True)]
        else:
            able = [a and any(own) for a in able]
    return able


def _hold(model: "Twin", household: Household, service: Service, row: list[bool]) -> None:
    household.held[service.index] = sum(row)
    if service.validity:
        for _ in range(sum(row)):
            model.schedule_expiry(household, service, 1 + model.random.randrange(service.validity))
    if service.effect == "title" and any(row):
        household.title_progress = 1.0
    if service.latent:
        for _ in range(len(row) - sum(row)):
            household.latent.append(Need(service.index, BEFORE_THE_RUN))
            household.needed[service.index] += 1
