"""What a visit takes, what it is believed to cost, and who receives the money."""

import math
from typing import NamedTuple

import numpy as np

from model.accounts import Flow
from model.kernels import Whole, kernel, part
from model.tables import Array, BrokerMarkets, Households, Needs, Option, Points, Services

_FARES, _MEALS, _LODGING = Flow.FARES.value, Flow.MEALS.value, Flow.LODGING.value
_OFFICE, _DESK, _UNIT = Option.OFFICE.value, Option.DESK.value, Option.UNIT.value
_MOBILE, _COUNTER = Option.MOBILE.value, Option.COUNTER.value


class Journeys(NamedTuple):
    """What a visit takes from each village to each point, [villages, points].

    Rows of ``points`` are those of the table of points; ``cash`` and ``hours`` are the sum of the
    money and the minutes once more, as households weigh them thousands of times a month.
    """

    fare: Array  # int64, rupiah
    meal: Array  # int64, rupiah
    lodging: Array  # int64, rupiah
    minutes: Array  # int64
    cash: Array  # float64, rupiah
    hours: Array  # float64


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
    reach: Reach


def allocate_journeys(villages: int, points: int) -> Journeys:
    """Return empty journeys."""
    fare, meal, lodging, minutes = np.zeros((4, villages, points), np.int64)
    cash, hours = np.zeros((2, villages, points))
    return Journeys(fare, meal, lodging, minutes, cash, hours)


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
            cash = journeys.fare[v, p] + journeys.meal[v, p] + journeys.lodging[v, p]
            journeys.cash[v, p] = cash
            journeys.hours[v, p] = journeys.minutes[v, p] / 60.0


@part
def journey_cost(journeys: Journeys, village: Whole, p: Whole, hourly: float) -> float:
    """Return cash and valued time of one visit in rupiah."""
    return journeys.cash[village, p] + hourly * journeys.hours[village, p]


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
    row = households.first_need[i]
    if row < 0:
        return 0.0
    village, reach = households.village[i], scene.reach
    # only the office differs between services
    desk = believed_cost(households, scene, hourly, i, _DESK, reach.point[village, _DESK])
    unit = believed_cost(households, scene, hourly, i, _UNIT, reach.point[village, _UNIT])
    mobile = believed_cost(households, scene, hourly, i, _MOBILE, reach.point[village, _MOBILE])
    counter = believed_cost(households, scene, hourly, i, _COUNTER, reach.point[village, _COUNTER])
    total = 0.0
    while row >= 0:
        service = latent.service[row]
        offered = scene.services.offered[service]
        office = scene.services.office[service]
        least = believed_cost(households, scene, hourly, i, _OFFICE, office)
        least = min(least, desk if offered[_DESK] else math.inf)
        least = min(least, unit if offered[_UNIT] else math.inf)
        least = min(least, mobile if offered[_MOBILE] else math.inf)
        least = min(least, counter if offered[_COUNTER] else math.inf)
        total += least
        row = latent.next[row]
    return total


@part
def believed_cost(
    households: Households, scene: Scene, hourly: float, i: Whole, option: Whole, p: Whole
) -> float:
    """Return the believed rupiah of a document at point ``p``; infinite where it is closed."""
    if p < 0 or not scene.points.open[p]:
        return math.inf
    visits = np.float64(households.visits[i, option])
    return visits * journey_cost(scene.journeys, households.village[i], p, hourly)
