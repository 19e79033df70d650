"""What must hold between the rows of a region: names that exist, sums, roads that connect."""

from collections import Counter
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from model.errors import nearest
from model.region_border_checks import border_faults, border_references
from model.region_draft import Draft, sum_faults
from model.region_rows import Service

MOST_SERVICES = 64
"""The papers of a household are bits of one 64-bit word."""


def faults(draft: Draft) -> Iterator[str]:
    """Yield a sentence for everything that does not hold between the rows."""
    yield from _duplicates(draft)
    yield from _unknown_names(draft)
    yield from _cycles(draft.services)
    yield from _needs(draft)
    yield from _shares(draft)
    yield from _settlements(draft)
    yield from _lengths(draft)
    yield from _unconnected(draft)
    yield from border_faults(draft)


def _duplicates(draft: Draft) -> Iterator[str]:
    for table, names in draft.names.items():
        for name, count in Counter(names).items():
            if count > 1 and name and table != "post_events":
                yield f"{table}.{name}: the name is given {count} times; names must differ."
    pairs = Counter(frozenset((road.start, road.end)) for road in draft.roads)
    for road in draft.roads:
        if pairs[frozenset((road.start, road.end))] > 1 and road.start > road.end:
            yield f"roads.{road.start}-{road.end}: this road is given in both directions."


def _references(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Yield path, name and table of every mention of another row."""
    if draft.header:
        yield "gate", draft.header.gate, "places"
        yield "capital", draft.header.capital, "places"
    for area in draft.sub_districts:
        yield f"sub_districts.{area.name}.seat", area.seat, "places"
    for place in draft.places:
        if place.sub_district is not None:
            yield f"places.{place.name}.sub_district", place.sub_district, "sub_districts"
    for road in draft.roads:
        yield f"roads.{road.start}-{road.end}.start", road.start, "places"
        yield f"roads.{road.start}-{road.end}.end", road.end, "places"
    for agency in draft.agencies:
        yield f"agencies.{agency.name}.seat", agency.seat, "places"
    for service in draft.services:
        for name in service.prerequisites:
            yield f"services.{service.name}.prerequisites", name, "services"
        for name in service.agencies:
            yield f"services.{service.name}.agencies", name, "agencies"
    for target in draft.targets:
        if target.service is not None:
            yield f"targets.{target.name}.service", target.service, "services"
    for line in draft.lines:
        yield f"lines.{line.name}.source", line.source, "sources"
        if line.sub_district is not None:
            yield f"lines.{line.name}.sub_district", line.sub_district, "sub_districts"
    yield from border_references(draft)


def _unknown_names(draft: Draft) -> Iterator[str]:
    for path, name, table in _references(draft):
        known = [known for known in draft.names[table] if known]
        if known and name not in known:
            yield f"{path}: '{name}' is not in {table}; {nearest(name, known)}"


def _cycles(services: Sequence[Service]) -> Iterator[str]:
    """Yield one sentence per circle of prerequisites, opening each circle to find the next."""
    required = {service.name: list(service.prerequisites) for service in services}
    while True:
        try:
            TopologicalSorter(required).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1]
            yield (
                f"services.{circle[-1]}.prerequisites: these papers require one another in a "
                f"circle: {' → '.join(circle)}."
            )
            required[circle[-1]] = [name for name in required[circle[-1]] if name != circle[-2]]
        else:
            return


def _needs(draft: Draft) -> Iterator[str]:
    if len(draft.names["services"]) > MOST_SERVICES:
        yield f"services: {len(draft.names['services'])} are given; at most {MOST_SERVICES} fit."
    for service in draft.services:
        path = f"services.{service.name}"
        rate, coverage = service.yearly_rate.value, service.coverage.value
        if service.origin == "rate" and rate == 0:
            yield f"{path}.yearly_rate: is 0, but the origin 'rate' needs a rate above 0."
        if service.origin != "rate" and rate > 0:
            yield (
                f"{path}.yearly_rate: is {rate:g}, but the need arises by '{service.origin}'; "
                "give 0, or the origin 'rate'."
            )
        if service.event and coverage > 0:
            yield f"{path}.coverage: is {coverage:g}, but of an event nothing is held; give 0."
        for field in ("prerequisites", "agencies", "channels"):
            entries = getattr(service, field)
            if len(set(entries)) < len(entries):
                yield f"{path}.{field}: names an entry twice."


def _shares(draft: Draft) -> Iterator[str]:
    complete = draft.complete("places")
    for name in draft.names["sub_districts"] if complete else ():
        villages = [
            place
            for place in draft.places
            if place.kind == "village" and place.sub_district == name
        ]
        yield from sum_faults(
            f"places: the population shares of the villages of '{name}'",
            [village.population_share for village in villages],
        )
    if draft.complete("occupations"):
        yield from sum_faults(
            "occupations: the shares of households",
            [occupation.share for occupation in draft.occupations],
        )
    for occupation in draft.occupations:
        yield from sum_faults(
            f"occupations.{occupation.name}: the income shares farm, wage, business",
            [occupation.farm, occupation.wage, occupation.business],
        )


def _settlements(draft: Draft) -> Iterator[str]:
    kinds = {place.name: place.kind for place in draft.places}
    areas = {place.name: place.sub_district for place in draft.places}
    for place in draft.places:
        path = f"places.{place.name}"
        for field in ("sub_district", "population_share", "latitude", "longitude"):
            if place.kind == "village" and getattr(place, field) is None:
                yield f"{path}.{field}: is missing; a village needs one."
        for field in ("sub_district", "population_share"):
            if place.kind != "village" and getattr(place, field) is not None:
                yield f"{path}.{field}: only a village has one, and this is '{place.kind}'."
        if (place.latitude is None) != (place.longitude is None):
            yield f"{path}: gives only one of latitude and longitude; give both or neither."
    for area in draft.sub_districts:
        if area.seat in areas and areas[area.seat] != area.name:
            yield (
                f"sub_districts.{area.name}.seat: '{area.seat}' is not a village of this "
                "sub-district."
            )
    if draft.header:
        capital, gate = draft.header.capital, draft.header.gate
        if kinds.get(capital, "capital") != "capital":
            yield f"capital: the place '{capital}' is of kind '{kinds[capital]}', not 'capital'."
        if kinds.get(gate, "village") != "village":
            yield f"gate: the place '{gate}' is of kind '{kinds[gate]}', not 'village'."


def _lengths(draft: Draft) -> Iterator[str]:
    located = {place.name for place in draft.places if place.latitude and place.longitude}
    known = {place.name for place in draft.places}
    for road in draft.roads:
        path = f"roads.{road.start}-{road.end}"
        if road.start == road.end:
            yield f"{path}: starts and ends at the same place."
        if road.length is not None and road.length.value == 0:
            yield f"{path}.length: is 0; it must be above 0."
        if (road.length is None) == (road.tortuosity is None):
            yield f"{path}: give either length or tortuosity."
        if road.length is None:
            for end in (road.start, road.end):
                if end in known and end not in located:
                    yield f"{path}.length: is missing, and '{end}' has no coordinates to tell it."


def _unconnected(draft: Draft) -> Iterator[str]:
    """Yield a sentence for every place that no road connects to the capital."""
    if draft.header is None or draft.header.capital not in draft.names["places"]:
        return
    if not draft.complete("roads"):
        return
    reached = {draft.header.capital}
    frontier = [draft.header.capital]
    while frontier:
        here = frontier.pop()
        for road in draft.roads:
            for start, end in ((road.start, road.end), (road.end, road.start)):
                if start == here and end not in reached:
                    reached.add(end)
                    frontier.append(end)
    for place in draft.places:
        if place.kind in ("village", "office") and place.name not in reached:
            yield (
                f"places.{place.name}: no road connects this {place.kind} to the capital, "
                f"'{draft.header.capital}'."
            )
