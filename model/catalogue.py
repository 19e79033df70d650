"""Region and scenario as the arrays that the kernels read: services, points, life events."""

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from model.border_tables import PostStatus
from model.region import Region
from model.scenario import Scenario
from model.tables import Agencies, Array, Holder, Households, Option, Points, Services, allocate

HOLDERS = {
    "child": Holder.CHILD,
    "adult": Holder.ADULT,
    "household": Holder.HOUSEHOLD,
    "firm": Holder.FIRM,
}
CHANNELS = {
    "desk": Option.DESK,
    "unit": Option.UNIT,
    "mobile": Option.MOBILE,
    "counter": Option.COUNTER,
    "broker": Option.BROKER,
}


class Event(IntEnum):
    """What can happen in a household's life; ``NEED`` is any need that arises at a yearly rate."""

    BIRTH = 0
    DEATH = 1
    COMING_OF_AGE = 2
    MARRIAGE = 3
    DEPARTURE = 4
    NEED = 5


class Exposure(IntEnum):
    """What the rate of a life event multiplies."""

    MEMBERS = 0
    ADULTS = 1
    CHILDREN = 2
    HOUSEHOLD = 3
    FIRM = 4


class LifeEvents(NamedTuple):
    """Life events: kind (Event), service it makes needed (or −1), exposure, monthly rate.

    ``pull`` is the share of a need's events that count this month: the rate is the highest it can
    be, so that a pull that changes moves no other event's draw.
    """

    kind: Array
    service: Array
    exposure: Array
    rate: Array
    pull: Array


class Layout(NamedTuple):
    """Where the kinds of service points stand in the table of points, and each service's office."""

    first_desk: int
    unit: int
    mobile: int
    counter: int
    offices: Mapping[str, int]


def build_services(region: Region, scenario: Scenario) -> Services:
    """Return the services of the region as columns, with the scenario's shifts of B."""
    most = max((len(service.prerequisites) for service in region.services), default=0)
    services = allocate(
        Services, len(region.services), agency=len(region.agencies), option=len(Option), asked=most
    )
    services.asked[:] = -1
    shifts = scenario.attractiveness.model_dump()
    persons = lapsing = 0
    for row, service in enumerate(region.services):
        holder = HOLDERS[service.holder]
        services.holder[row] = holder
        of_person = holder in (Holder.CHILD, Holder.ADULT) and not service.event
        services.person[row] = persons if of_person else -1
        persons += of_person
        lapses = of_person and service.validity.value > 0
        services.lapsing[row] = lapsing if lapses else -1
        lapsing += lapses
        services.event[row] = service.event
        services.renewal[row] = service.latent and service.origin in ("rate", "marriage")
        services.licence[row] = service.effect == "licence"
        services.title[row] = service.effect == "title"
        services.validity[row] = int(service.validity.value)
        for name in service.prerequisites:
            services.prerequisites[row] |= np.uint64(1) << np.uint64(region.service_index(name))
        papers = sorted(region.service_index(name) for name in service.prerequisites)
        services.asked[row, : len(papers)] = papers
        services.office[row] = region.agency_index(service.agencies[0])
        services.at_post[row] = service.name == "plb"
        services.fee[row] = round(service.fee.value)
        services.statutory[row] = service.statutory_days.value
        services.attractiveness[row] = (
            service.attractiveness.value + shifts[service.attractiveness_class]
        )
        for name in service.agencies:
            services.involved[row, region.agency_index(name)] = True
        services.offered[row, Option.OFFICE] = True
        for channel in service.channels:
            services.offered[row, CHANNELS[channel]] = True
    return services


def build_agencies(region: Region, scenario: Scenario) -> Agencies:
    """Return the agencies; static cooperation C = (1 − ego) · role clarity."""
    agencies = allocate(Agencies, len(region.agencies))
    for row, agency in enumerate(region.agencies):
        agencies.vertical[row] = agency.vertical
        agencies.place[row] = region.place_index(agency.seat)
        agencies.point[row] = row
    agencies.ego[:] = scenario.agencies.ego
    agencies.cooperation[:] = (1.0 - agencies.ego) * scenario.agencies.role_clarity
    return agencies


def build_points(region: Region, scenario: Scenario) -> tuple[Points, Layout]:
    """Return all service points there can be, in a fixed order, and where each kind stands.

    First one office per agency (same row as the agency), then one desk per sub-district, the unit,
    the mobile team and the passport counter; those a policy has not opened are closed.
    """
    offices, desks = len(region.agencies), len(region.sub_districts)
    leading = {
        service.name: region.agency_index(service.agencies[0]) for service in region.services
    }
    layout = Layout(offices, offices + desks, offices + desks + 1, offices + desks + 2, leading)
    points = allocate(Points, offices + desks + 3)
    points.agency[:] = -1
    points.place[:] = -1
    points.working[:] = True
    points.days[:] = scenario.agencies.days_per_month
    points.orientation[:] = scenario.agencies.orientation

    for row, agency in enumerate(region.agencies):
        points.option[row] = Option.OFFICE
        points.agency[row] = row
        points.place[row] = region.place_index(agency.seat)
        points.counters[row] = agency.counters.value
    points.files[:offices] = np.inf  # until the capacity is set from the load of the first year
    points.uptime[:offices] = scenario.agencies.uptime
    points.open[:offices] = True

    for row, sub_district in enumerate(region.sub_districts, start=layout.first_desk):
        points.option[row] = Option.DESK
        points.place[row] = region.place_index(sub_district.seat)
        points.counters[row] = 1.0
        points.files[row] = scenario.agencies.desk_files_per_day * scenario.agencies.days_per_month
        points.uptime[row] = scenario.agencies.desk_uptime
        points.open[row] = True
    points.option[layout.unit :] = (Option.UNIT, Option.MOBILE, Option.COUNTER)
    points.uptime[layout.unit] = scenario.unit.uptime
    points.uptime[layout.mobile] = scenario.mobile.uptime
    points.uptime[layout.counter] = scenario.post.passport_counter_uptime
    # a unit that never opens has no place of its own, and the levers' default need not be here
    opens = scenario.unit.opening_month > 0
    seat = scenario.unit.location if opens else region.gate
    points.place[layout.unit] = region.place_index(seat)
    points.place[layout.counter] = region.place_index(region.gate)
    # A scaled district has scaled capacity, so that queues are those of the real one.
    points.files[offices:] *= scenario.run.scale
    return points, layout


def build_life_events(region: Region, scenario: Scenario) -> LifeEvents:
    """Return what happens in households' lives, with monthly rates per exposed unit.

    Children come of age at 1/17 per year, the stationary rate of evenly spread ages below 17.
    """
    needs = scenario.needs
    rows: list[tuple[Event, int, Exposure, float]] = [
        (Event.BIRTH, -1, Exposure.MEMBERS, needs.birth_rate / 1000 / 12),
        (Event.DEATH, -1, Exposure.MEMBERS, needs.death_rate / 1000 / 12),
        (Event.COMING_OF_AGE, -1, Exposure.CHILDREN, 1 / 17 / 12),
        (Event.MARRIAGE, -1, Exposure.MEMBERS, needs.marriage_rate / 1000 / 12),
        (Event.DEPARTURE, -1, Exposure.MEMBERS, needs.departure_rate / 1000 / 12),
    ]
    exposures = {
        "child": Exposure.CHILDREN,
        "adult": Exposure.ADULTS,
        "household": Exposure.HOUSEHOLD,
        "firm": Exposure.FIRM,
    }
    for index, service in enumerate(region.services):
        if service.origin == "rate":
            rate = service.yearly_rate.value * needs.rate_factor / 12
            if service.name == "passport":
                rate *= scenario.trade.passport_pull
            rows.append((Event.NEED, index, exposures[service.holder], rate))
    kind, service_row, exposure, monthly = zip(*rows, strict=True)
    return LifeEvents(
        np.array(kind, np.int8),
        np.array(service_row, np.int8),
        np.array(exposure, np.int8),
        np.array(monthly, np.float64),
        np.ones(len(rows)),
    )


def set_pull(events: LifeEvents, region: Region, scenario: Scenario, status: PostStatus) -> None:
    """Let the border draw needs: more passports with a full gate, no border pass without a post."""
    names = [service.name for service in region.services]
    for row in np.flatnonzero(events.kind == Event.NEED):
        match names[events.service[row]]:
            case "passport" if status != PostStatus.FULL:
                events.pull[row] = 1.0 / scenario.trade.passport_pull
            case "plb" if status == PostStatus.NONE:
                events.pull[row] = 0.0
            case _:
                events.pull[row] = 1.0


def services_of_origin(region: Region, origin: str) -> Array:
    """Return the rows of the services that an event of life makes needed (int64[n])."""
    return np.array(
        [row for row, service in enumerate(region.services) if service.origin == origin], np.int64
    )


def topological_order(services: Services) -> Array:
    """Return the rows of the services, prerequisites before what asks for them (int64[n])."""
    order: list[int] = []
    placed = 0
    waiting = list(range(len(services.holder)))
    while waiting:
        ready = [row for row in waiting if not int(services.prerequisites[row]) & ~placed]
        order += ready
        for row in ready:
            placed |= 1 << row
        waiting = [row for row in waiting if row not in ready]
    return np.array(order, np.int64)


def hazard_exposure(households: Households) -> Array:
    """Return how many members, adults, children, households and firms there are (float64[5])."""
    adults, children = int(households.adults.sum()), int(households.children.sum())
    return np.array(
        [adults + children, adults, children, len(households.firm), int(households.firm.sum())],
        np.float64,
    )
