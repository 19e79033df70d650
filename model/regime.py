"""The regime of the border: what levers, dated facts, talks and shocks make hold this month."""

from typing import NamedTuple

import numpy as np

from model.border_tables import (
    BorderAgencies,
    Dimension,
    Duty,
    Forum,
    Governments,
    PostStatus,
    Side,
)
from model.calendar import in_force, month_number, within
from model.region import Region
from model.scenario import Scenario
from model.submodels.diplomacy import Talks

STATUS = {"none": PostStatus.NONE, "plb": PostStatus.PASS, "full": PostStatus.FULL}


_ITEMS = 8 + 3  # of a cooperation's format and of its institutions (S2-23, S2-24)


class Regime(NamedTuple):
    """What holds at the border this month; shares and factors are 1 when nothing special does."""

    status: int  # PostStatus
    leak: float  # share of informal ways that a closure leaves
    allowance: float  # rupiah per card and month
    borrowing: float  # share of lent cards that controls leave
    demand: float  # demand abroad, times normal
    price_abroad: float  # prices of exports abroad, times normal
    official_cost: float  # cost of the official way, times normal
    crossing_cost: float  # cost of a household's trip, times normal
    lanes: float
    staff: float  # of the post, times that at the start
    speed: float  # of checks: system up, or by hand
    inspection: float  # 0-1
    security_weight: float  # share of the post's staff time
    coordination: float  # κ̄ of all agencies
    patrol: float  # patrols, times those at the start


class Gate(NamedTuple):
    """What Indonesia does about the post, and what is known of the other side."""

    status: PostStatus  # as built at home; FULL still needs the other side
    home_ready: bool
    abroad_forced: bool


def gate(region: Region, scenario: Scenario, reported: int) -> Gate:
    """Return what stands at home in a reported month, by levers or by the region's dated facts."""
    post = scenario.post
    if post.dated:
        due = [
            event
            for event in region.post_events
            if month_number(region.first_month, str(event.month)) <= max(reported, 1)
        ]
        last = due[-1]
        return Gate(STATUS[last.status], last.home_ready, last.abroad_ready)
    status = STATUS[post.status] if reported >= max(post.status_month, 1) else PostStatus.PASS
    forced = 0 < post.abroad_month <= reported
    return Gate(status, status == PostStatus.FULL, forced)


def passable(built: Gate, scenario: Scenario, reported: int) -> bool:
    """Tell whether there is a post and it is not closed in a reported month."""
    shocks = scenario.shocks
    closed = within(shocks.closure_start, shocks.closure_months, reported)
    return built.status != PostStatus.NONE and not closed


def talks(region: Region, scenario: Scenario, built: Gate, reported: int) -> Talks:
    """Return what the levers say about the talks with the other side this month."""
    cbc = scenario.cbc
    agreed = in_force(cbc.opening_month, 0, reported)
    layers = next((forum.layers.value for forum in region.forums if forum.active), 0.0)
    return Talks(
        activity=(
            float(cbc.economic),
            float(cbc.political),
            float(cbc.cultural),
            float(cbc.competition),
        ),
        quality=(cbc.format_items + cbc.institution_items) / _ITEMS,
        layers=max(layers - (cbc.layers_cut if agreed else 0), 0.0),
        share_experience=bool(cbc.share_experience),
        share_benefits=bool(cbc.share_benefits),
        share_burdens=bool(cbc.share_burdens),
        in_force=agreed,
        home_ready=built.home_ready,
        abroad_forced=built.abroad_forced,
        dated=bool(scenario.post.dated),
        incident=scenario.shocks.incident_month == reported > 0,
    )


def coordinate(agencies: BorderAgencies, scenario: Scenario, secured: bool) -> float:
    """Set κ of each agency, as at the start or ``secured`` by policy; return κ̄ of all."""
    security = scenario.security
    agencies.coordination[:] = agencies.coordination_start
    if secured:
        agencies.coordination[:] = security.coordination
        if security.joint_team:
            np.maximum(
                agencies.coordination, security.joint_team_coordination, out=agencies.coordination
            )
    return mean_coordination(agencies, security.ministry_cost)


def mean_coordination(agencies: BorderAgencies, ministry_cost: float) -> float:
    """Return κ̄: the mean product of κ over pairs of agencies, less the cost of many ministries."""
    present = agencies.duty != Duty.SEA
    kappa, number = agencies.coordination[present], int(present.sum())
    if number < 2:
        return 0.0
    pairs = (kappa.sum() ** 2 - (kappa**2).sum()) / (number * (number - 1))
    ministries = len(set(agencies.ministry[present].tolist()))
    return float(pairs * (1.0 - ministry_cost * (ministries - 1) / number))


def regime(
    region: Region,
    scenario: Scenario,
    built: Gate,
    forum: Forum,
    governments: Governments,
    coordination: float,
    roads_built: float,
    reported: int,
) -> Regime:
    """Return the regime of a reported month.

    ``coordination``: κ̄ of the agencies; ``roads_built`` (0-1) helps patrols too.
    """
    post, security, trade = scenario.post, scenario.security, scenario.trade
    cbc, shocks = scenario.cbc, scenario.shocks
    status = built.status
    if status == PostStatus.FULL and not (
        governments.ready[Side.HOME] and governments.ready[Side.ABROAD]
    ):
        status = PostStatus.PASS
    if not passable(built, scenario, reported):
        status = PostStatus.NONE
    secured = in_force(security.opening_month, 0, reported)
    eased = in_force(trade.opening_month, 0, reported)
    slump = within(shocks.slump_start, shocks.slump_months, reported)
    outage = within(shocks.post_outage_start, shocks.post_outage_months, reported)
    stock = forum.stock[0]
    staff = float(security.staff_factor if secured else 1.0)
    service = 1.0 - float(security.weight if secured else security.base_weight)
    if scenario.loops.security:
        service *= (1.0 - security.incident_response) ** float(forum.incidents[0])
    uptime = post.plbn_ict_uptime if built.home_ready else post.ict_uptime
    if outage:
        uptime = 0.0
    return Regime(
        status=int(status),
        leak=float(shocks.closure_leak) if status == PostStatus.NONE else 1.0,
        allowance=region.allowance.value
        * trade.exchange_factor
        * (trade.allowance_factor if eased else 1.0),
        borrowing=1.0 - (trade.card_control if eased else 0.0),
        demand=1.0 + (trade.market_gain if status == PostStatus.FULL else 0.0),
        price_abroad=1.0 - (shocks.slump_size if slump else 0.0),
        official_cost=1.0 - cbc.trade_cost_effect * float(stock[Dimension.ECONOMIC]),
        crossing_cost=1.0 - cbc.crossing_effect * float(stock[Dimension.CULTURAL]),
        lanes=float(post.plbn_lanes if built.home_ready else post.lanes) * staff,
        staff=staff,
        # with the system down officers write by hand
        speed=speed_of_checks(uptime, post.manual_speed),
        inspection=float(security.inspection if secured else security.base_inspection),
        security_weight=1.0 - service,
        coordination=coordination,
        patrol=(security.patrol_factor if secured else 1.0)
        * (1.0 + security.infrastructure_effect * roads_built),
    )


def speed_of_checks(uptime: float, manual_speed: float) -> float:
    """Return how fast checks go: at full speed while the system is up, else by hand."""
    return uptime + (1.0 - uptime) * manual_speed
