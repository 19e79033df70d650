"""Agencies: cooperation, delegation, orientation, and what they make of a visit.

*Purpose.* State how likely a visit completes a file at each service point, how long a complete file
takes, and how service orientation evolves (equations 2 and 16).

*Cooperation* is static for now: C_a = (1 − ego_a) · role clarity. An agency that has not delegated
settles a file within the same visit with probability s_a = s0 + (1 − s0) · C_a.

*One visit* completes the file with probability
p1 = (1 − m · exp(−θ ω)) · Π_a [D_a + (1 − D_a) · s_a], the product over the agencies of the
service; m is the chance of missing papers, ω the point's orientation, D_a the share delegated to
it (none at an agency's own office). Vertical agencies delegate by their ministry's decision.

*Expected visits*, when one visit ends the matter with q and at most N are made:
(1 − (1 − q)^N) / q; without a limit 1 / q. Giving up is left out. At an office q = p1; elsewhere
q = p1 + r, r being the chance that a visit ends by being sent on.

*Referral.* Where an agency that has not delegated is why a visit failed, the applicant must with
probability ``agencies.referral`` follow up at the lead agency's office in town. Without this a
unit that decides nothing would save people as many trips as one that decides everything (pattern
P-16). At 0 equation 2 holds to the letter. With P the first factor of p1 and Π its second,
r = P · (1 − Π) · ``agencies.referral``, and the chance that a case is sent on, as households and
the fixed basket reckon, is r / q: without the limit N.

*Processing.* A complete file takes the statutory days, and ``agencies.forwarding_days`` for the
share of agencies that have not delegated to the point.

*Orientation.* ω' = ω + g_tr · training · (1 − ω) + g_fb · complaints · ω (1 − ω) + g_lead ·
leadership − δ_ω · (ω − ω0), for the unit; ω0 is where all other points stay. Decay to ω0 instead of
to zero keeps the status quo constant.

*Within-day wait* is that of a queue M/M/c (Erlang C) under the last month's files, spread over the
point's days, at most the office hours; a counter serves at least one applicant per
``agencies.counter_hours``, and faster where the office's capacity says so. With H the open hours of
a month (days · ``agencies.office_hours``), c counters and s = ``agencies.counter_hours``, files
arrive at (A + outside) / H and each counter serves max(1 / s, files per month / (c H)); a visit
takes this wait and s. A and files per month are those of the district scaled by ``run.scale``,
counters and s are not: where 1 / s is the larger, waits of a small district are shorter than those
of the whole one, where the other is, longer. Offices without a capacity yet have no wait.
"""

import math
from typing import NamedTuple

from model.journeys import Handling
from model.kernels import kernel
from model.queueing import erlang_c
from model.scenario import Scenario
from model.tables import Agencies, Option, Points, Services

_OFFICE = Option.OFFICE.value


class Conduct(NamedTuple):
    """How agencies work: the scenario's numbers that a month of agencies needs."""

    same_trip_success: float
    missing_papers: float
    orientation_effect: float
    orientation: float
    training: float
    feedback: float
    leadership: float
    decay: float
    referral: float
    forwarding_days: float
    most_visits: int
    counter_hours: float
    office_hours: float
    congestion: bool


def conduct(scenario: Scenario) -> Conduct:
    """Return the numbers of a scenario that govern the agencies."""
    agencies, unit = scenario.agencies, scenario.unit
    return Conduct(
        same_trip_success=float(agencies.same_trip_success),
        missing_papers=float(agencies.missing_papers),
        orientation_effect=float(agencies.orientation_effect),
        orientation=float(agencies.orientation),
        training=float(agencies.training_gain * unit.training),
        feedback=float(agencies.feedback_gain * unit.complaint_handling),
        leadership=float(agencies.leadership_gain * unit.leadership),
        decay=float(agencies.orientation_decay),
        referral=float(agencies.referral),
        forwarding_days=float(agencies.forwarding_days),
        most_visits=int(agencies.max_visits),
        counter_hours=float(agencies.counter_hours),
        office_hours=float(agencies.office_hours),
        congestion=bool(scenario.loops.congestion),
    )


@kernel
def expected_visits(success: float, most: int) -> float:
    """Return the mean number of visits at ``success`` per visit, of which at most ``most``."""
    if success <= 0.0:
        return float(most)
    return (1.0 - (1.0 - success) ** most) / success


@kernel
def queueing_hours(
    servers: float, arrivals_per_hour: float, served_per_hour: float, longest: float
) -> float:
    """Return the mean wait in M/M/c in hours, at most ``longest`` (also when overloaded).

    ``served_per_hour`` is the rate of one server; 0 servers wait ``longest``.
    """
    if servers < 1.0 or served_per_hour <= 0.0:
        return longest
    offered = arrivals_per_hour / served_per_hour
    spare = servers * served_per_hour - arrivals_per_hour
    # Rounding may make one of them say full and the other not quite.
    if offered >= servers or spare <= 0.0:
        return longest
    return min(erlang_c(servers, offered) / spare, longest)


@kernel
def agencies(
    offices: Agencies,
    points: Points,
    services: Services,
    handling: Handling,
    law: Conduct,
    unit: int,
) -> None:
    """Update orientation, waits and :class:`Handling` for the month.

    ``offices``: Agencies; ``law``: Conduct; the point in row ``unit`` is trained while open.
    """
    for p in range(len(points.option)):
        if p == unit and points.open[p]:
            omega = points.orientation[p]
            omega += (
                law.training * (1.0 - omega)
                + law.feedback * omega * (1.0 - omega)
                + law.leadership
                - law.decay * (omega - law.orientation)
            )
            points.orientation[p] = min(max(omega, 0.0), 1.0)
        complete = 1.0 - law.missing_papers * math.exp(
            -law.orientation_effect * points.orientation[p]
        )
        handling.papers[p] = complete
        for k in range(len(services.holder)):
            agree = 1.0
            undelegated = 0.0
            involved = 0
            for a in range(len(offices.ego)):
                if not services.involved[k, a]:
                    continue
                settles = (
                    law.same_trip_success + (1.0 - law.same_trip_success) * offices.cooperation[a]
                )
                vertical = offices.vertical[a]
                share = points.vertical_delegation[p] if vertical else points.delegation[p]
                agree *= share + (1.0 - share) * settles
                undelegated += 1.0 - share
                involved += 1
            success = complete * agree
            handling.agree[p, k] = agree
            away = points.option[p] != _OFFICE
            sent_on = complete * (1.0 - agree) * law.referral if away else 0.0
            # visits to a point end by success or by being sent on, whichever comes first
            handling.visits[p, k] = expected_visits(success + sent_on, law.most_visits)
            handling.referral[p, k] = sent_on / max(success + sent_on, 1e-12)
            forwarding = law.forwarding_days * undelegated / involved if away else 0.0
            handling.processing[p, k] = services.statutory[k] + forwarding
        points.waiting[p] = law.counter_hours
        if law.congestion and math.isfinite(points.files[p]):
            hours = max(points.days[p], 1.0) * law.office_hours
            by_capacity = points.files[p] / max(points.counters[p], 1.0) / hours
            points.waiting[p] += queueing_hours(
                points.counters[p],
                (points.arrivals[p] + points.outside[p]) / hours,
                max(by_capacity, 1.0 / max(law.counter_hours, 1e-9)),
                law.office_hours,
            )
        points.arrivals[p] = 0.0
