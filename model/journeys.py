"""What a visit takes, what it is believed to cost, and who receives the money."""

import math
from typing import NamedTuple

import numpy as np

from model.accounts import Flow
from model.kernels import Whole, kernel, part
from model.tables import Array, BrokerMarkets, Households, Needs, Option, Points, Services

_FARES, _MEALS, _LODGING = Flow.FARES.value, Flow.MEALS.value, Flow.LODGING.value
_OFFICE, _BROKER = Option.OFFICE.value, Option.BROKER.value


class Journeys(NamedTuple):
    """What a visit takes from each village to each point: rupiah and minutes, [villages, points].

    Rows of ``points`` are those of the table of points.
    """

    fare: Array
    meal: Array
    lodging: Array
    minutes: Array


class Handling(NamedTuple):
    """What a point makes of a case of a service; float64[points] or float64[points, services]."""

    papers: Array  # chance that the applicant's papers are complete
    agree: Array  # chance that all agencies settle the file in the same visit
    visits: Array  # expected visits
    referral: Array  # chance that a case is sent on to the office in town
    processing: Array  # days from a complete file to the paper


class Travel(NamedTuple):
    """The scenario's numbers of a trip, in force this month."""

    fare: float
    rough_fare_factor: float
    speed: float
    rough_speed: float
    meals: float
    meal_distance: float
    lodging: float
    day_limit: float
    day_limit_spread: float


class Reach(NamedTuple):
    """What differs between villages: points, information, the wait for the mobile team."""

    point: Array  # int16[villages, options], -1: none
    information: Array  # float64[villages], 0-1
    mobile_wait: Array  # float64[villages], days until the team comes
    remotest: Array  # int64[villages], villages by falling distance to the capital


class Scene(NamedTuple):
    """What a household sees when it decides: services, points, journeys, beliefs all share."""

    services: Services
    points: Points
    journeys: Journeys
    handling: Handling
    complexity: Array  # float64[services], common knowledge
    markets: BrokerMarkets
    brokers_open: Array  # bool[sub-districts]
    reach: Reach


def allocate_handling(points: int, services: int) -> Handling:
    """Return an empty handling table."""
    return Handling(np.zeros(points), *(np.zeros((points, services)) for _ in range(4)))


@kernel
def plan_journeys(
    journeys: Journeys, main: Array, rough: Array, points: Points, travel: Travel
) -> None:
    """Fill ``journeys`` for the month from road kilometres (float64[villages, places])."""
    for v in range(main.shape[0]):
        for p in range(len(points.option)):
            place = points.place[p]
            straight = main[v, place] if place >= 0 else 0.0  # the mobile team comes to the village
            bad = rough[v, place] if place >= 0 else 0.0
            hours = 2.0 * (straight / travel.speed + bad / travel.rough_speed) + points.waiting[p]
            overnight = 1.0 / (
                1.0 + math.exp(-(hours - travel.day_limit) / travel.day_limit_spread)
            )
            away = straight + bad > travel.meal_distance
            fare = 2.0 * (straight + bad * travel.rough_fare_factor) * travel.fare
            journeys.fare[v, p] = round(fare)
            journeys.meal[v, p] = round(travel.meals) if away else 0
            journeys.lodging[v, p] = round(travel.lodging * overnight) if away else 0
            journeys.minutes[v, p] = round(60.0 * hours)


@part
def journey_cost(journeys: Journeys, village: Whole, p: Whole, hourly: float) -> float:
    """Return cash and valued time of one visit in rupiah."""
    cash = journeys.fare[village, p] + journeys.meal[village, p] + journeys.lodging[village, p]
    return cash + hourly * journeys.minutes[village, p] / 60.0


@part
def pay_visit(households: Households, journeys: Journeys, ledger: Array, i: Whole, p: Whole) -> int:
    """Let household ``i`` travel to point ``p``; return the rupiah paid."""
    village = households.village[i]
    fare, meal = journeys.fare[village, p], journeys.meal[village, p]
    lodging = journeys.lodging[village, p]
    ledger[_FARES] += fare
    ledger[_MEALS] += meal
    ledger[_LODGING] += lodging
    paid = fare + meal + lodging
    households.spending[i] += paid
    return paid


@part
def cost_of_needs(
    households: Households, latent: Needs, scene: Scene, hourly: float, i: Whole
) -> float:
    """Return what household ``i`` believes its latent needs would cost at public points, in rupiah.

    For each need the least of believed visits times cash and time of one visit, over the points
    that take it in; 0 without needs.
    """
    village = households.village[i]
    total = 0.0
    row = households.first_need[i]
    while row >= 0:
        service = latent.service[row]
        least = math.inf
        for o in range(_BROKER):
            if not scene.services.offered[service, o]:
                continue
            p = scene.services.office[service] if o == _OFFICE else scene.reach.point[village, o]
            if p < 0 or not scene.points.open[p]:
                continue
            visits = np.float64(households.visits[i, o])
            least = min(least, visits * journey_cost(scene.journeys, village, p, hourly))
        total += least
        row = latent.next[row]
    return total
