"""Events: the levers in force this month, and dated shocks.

*Purpose.* Open and close what a policy opens, let it grow into force, and let shocks strike.

*In force* is a lever from its opening month until the month before its closing month (0: never).
Delegation to the unit grows linearly over ``unit.ramp_months``, a road programme over
``roads.ramp_months``: in the k-th month in force, the first being k = 1, it has reached the share
min(1, k / ramp), and 1 at once with a ramp of 0. Months are counted as reported: 1 is the first
after burn-in.

*Opening a point.* Households believe at first that a new point needs as many visits as
``behaviour.scepticism`` between its true number (0) and that of the offices (1), and take stock of
their latent needs (loop FB16). The true number is a mean over the services that the point takes in,
by the weights of the fixed basket, of its expected visits in the month of opening.

*The mobile team* goes round the villages in order, ``mobile.trips_per_month`` a month; its first
visit to a village counts as an opening there.

*Facilitators* bring information to the share ``facilitators.coverage`` of villages, remotest first.

*Outages* put the desks, or all offices in the capital, out of order for dated months: files wait,
and nobody lodges there. The office that issues border passes is shut while there is no post; when
it opens again, households decide anew on latent needs for them.

*The gate* is as the levers of ``post`` say from their months on, or as the region's dated facts say
with ``post.dated``. A closure (``shocks.closure_start``) shuts it, leaving the share
``shocks.closure_leak`` of informal ways; a slump lowers the prices of exports abroad; an outage of
the post's system lets officers check by hand.
"""

from typing import NamedTuple

import numpy as np

from model.calendar import in_force, within
from model.catalogue import Layout
from model.journeys import Reach
from model.regime import Gate, gate, passable
from model.region import Region
from model.scenario import Scenario
from model.tables import Alert, Array, Households, Option, Points


class Force(NamedTuple):
    """What the levers change besides the points: the trip, and shocks."""

    speed: float  # km/h on main roads
    fare: float  # rupiah per km
    shut: Array  # bool[points], out of order
    opened: tuple[tuple[Option, int], ...]  # options new this month, and their points
    roads: float  # 0-1, how far the road programme has grown
    gate: Gate  # what stands at the border


class Clock(NamedTuple):
    """Which month it is: since the start of burn-in (0 …), and as reported (1 = after burn-in)."""

    month: int
    reported: int


def ramp(opening: int, months: int, reported: int) -> float:
    """Return how far a programme has grown: linear over ``months``, full at once for 0."""
    return min(1.0, (reported - opening + 1) / months) if months else 1.0


def events(
    points: Points,
    layout: Layout,
    reach: Reach,
    households: Households,
    region: Region,
    scenario: Scenario,
    normal_speed: float,
    clock: Clock,
) -> Force:
    """Put this month's levers and shocks into force; return what holds for trips and outages.

    Changes ``points``, ``reach`` and, at openings, alerts.
    """
    reported = clock.reported
    opened = tuple(
        (option, row)
        for option, row, opening in _openings(scenario, layout)
        if reported == opening > 0
    )
    if scenario.loops.backlog and any(option != Option.MOBILE for option, _ in opened):
        households.alert[:] |= Alert.TAKES_STOCK
    _open_unit(points, layout.unit, scenario, reported)
    _send_mobile_team(points, layout.mobile, reach, households, scenario, reported)
    _open_counter(points, layout.counter, scenario, reported)
    _inform(reach, region, scenario, reported)

    shocks, roads = scenario.shocks, scenario.roads
    desks_down = within(shocks.desk_outage_start, shocks.desk_outage_months, reported)
    shut = np.zeros(len(points.option), np.bool_)
    shut[layout.first_desk : layout.unit] = desks_down
    if within(shocks.capital_outage_start, shocks.capital_outage_months, reported):
        capital = region.place_index(region.capital)
        shut[: layout.first_desk] = points.place[: layout.first_desk] == capital
    speed, fare, roads_built = normal_speed, scenario.travel.fare, 0.0
    if in_force(roads.opening_month, 0, reported):
        roads_built = ramp(roads.opening_month, roads.ramp_months, reported)
        speed *= 1.0 + roads_built * (roads.speed_factor - 1.0)
        fare *= 1.0 + roads_built * (roads.fare_factor - 1.0)
    built = gate(region, scenario, reported)
    passing = passable(built, scenario, reported)
    if "plb" in layout.offices and not passing:
        shut[layout.offices["plb"]] = True
    closed_before = not passable(gate(region, scenario, reported - 1), scenario, reported - 1)
    if scenario.loops.backlog and passing and closed_before and reported > 1:
        households.alert[:] |= Alert.POST_OPENED
    points.delay[shut] = np.inf  # known to everyone: nobody lodges there now
    return Force(float(speed), float(fare), shut, opened, roads_built, built)


def _openings(scenario: Scenario, layout: Layout) -> tuple[tuple[Option, int, int], ...]:
    return (
        (Option.UNIT, layout.unit, scenario.unit.opening_month),
        (Option.MOBILE, layout.mobile, scenario.mobile.opening_month),
        (Option.COUNTER, layout.counter, scenario.post.passport_counter_month),
    )


def _open_unit(points: Points, row: int, scenario: Scenario, reported: int) -> None:
    unit = scenario.unit
    points.open[row] = in_force(unit.opening_month, unit.closing_month, reported)
    if not points.open[row]:
        return
    built = ramp(unit.opening_month, unit.ramp_months, reported)
    points.counters[row] = unit.counters
    points.days[row] = unit.days_per_month
    points.files[row] = (
        unit.counters * unit.files_per_day * unit.days_per_month * scenario.run.scale
    )
    points.uptime[row] = unit.uptime
    points.delegation[row] = built * unit.delegation
    points.vertical_delegation[row] = built * unit.vertical_delegation


def _send_mobile_team(
    points: Points,
    row: int,
    reach: Reach,
    households: Households,
    scenario: Scenario,
    reported: int,
) -> None:
    mobile = scenario.mobile
    points.open[row] = (
        in_force(mobile.opening_month, mobile.closing_month, reported)
        and mobile.trips_per_month > 0
    )
    if not points.open[row]:
        return
    points.counters[row] = 1.0
    points.days[row] = mobile.trips_per_month
    points.files[row] = mobile.files_per_day * mobile.trips_per_month * scenario.run.scale
    points.delegation[row] = mobile.delegation
    villages = len(reach.mobile_wait)
    visits_before = (reported - mobile.opening_month) * mobile.trips_per_month
    ahead = (np.arange(villages) - visits_before) % villages
    reach.mobile_wait[:] = 30.0 * (ahead // mobile.trips_per_month)
    first_visit = (reach.mobile_wait == 0.0) & (visits_before + ahead < villages)
    if scenario.loops.backlog:
        households.alert[first_visit[households.village]] |= Alert.TAKES_STOCK


def _open_counter(points: Points, row: int, scenario: Scenario, reported: int) -> None:
    post = scenario.post
    points.open[row] = in_force(post.passport_counter_month, 0, reported)
    points.counters[row] = post.passport_counter_counters
    points.files[row] = (
        post.passport_counter_counters
        * post.passport_counter_files_per_day
        * scenario.agencies.days_per_month
        * scenario.run.scale
    )
    # the counter is Immigration itself: it needs nobody's delegation
    points.delegation[row] = points.vertical_delegation[row] = 1.0


def _inform(reach: Reach, region: Region, scenario: Scenario, reported: int) -> None:
    facilitators = scenario.facilitators
    reach.information[:] = 0.0
    if in_force(facilitators.opening_month, facilitators.closing_month, reported):
        number = round(facilitators.coverage * len(region.villages))
        reach.information[reach.remotest[:number]] = 1.0
