"""The road graph: how far it is from each village to each place a household may have to go."""

import math
from typing import NamedTuple

import networkx as nx
import numpy as np

from model.region import Place, Region, Road
from model.scenario import Scenario
from model.tables import Array

_EARTH_RADIUS = 6371.0088  # mean radius in kilometres (IUGG)


class Geography(NamedTuple):
    """Road kilometres on the shortest way, float64[villages, places], split by surface."""

    main: Array
    rough: Array


def straight_distance(start: Place, end: Place) -> float:
    """Return the great-circle distance in kilometres between two places with coordinates."""
    if not (start.latitude and start.longitude and end.latitude and end.longitude):
        raise ValueError(f"'{start.name}' or '{end.name}' has no coordinates.")
    latitudes = math.radians(start.latitude.value), math.radians(end.latitude.value)
    half_width = math.radians(end.longitude.value - start.longitude.value) / 2
    half_height = (latitudes[1] - latitudes[0]) / 2
    chord = (
        math.sin(half_height) ** 2
        + math.cos(latitudes[0]) * math.cos(latitudes[1]) * math.sin(half_width) ** 2
    )
    return 2 * _EARTH_RADIUS * math.asin(math.sqrt(chord))


def road_length(road: Road, region: Region, scenario: Scenario) -> float:
    """Return the kilometres of a road: as sourced, or straight distance × tortuosity.

    A road to the seat takes the tortuosity of its surface from the scenario; one that leads to the
    capital takes that of the main road from the seat (its sourced length over straight distance).
    """
    if road.length is not None:
        return road.length.value
    start, end = region.place(road.start), region.place(road.end)
    straight = straight_distance(start, end)
    if road.tortuosity == "town":
        village = start if start.kind == "village" else end
        sub_district = region.sub_district(str(village.sub_district))
        seat, capital = region.place(sub_district.seat), region.place(region.capital)
        return straight * sub_district.distance_to_capital.value / straight_distance(seat, capital)
    rough = road.surface == "rough"
    return straight * (scenario.travel.tortuosity_rough if rough else scenario.travel.tortuosity)


def road_graph(region: Region, scenario: Scenario) -> nx.Graph:
    """Return the roads as a graph; edges carry ``length`` in kilometres and ``rough``."""
    graph = nx.Graph()
    graph.add_nodes_from(place.name for place in region.places if place.kind != "external")
    for road in region.roads:
        graph.add_edge(
            road.start,
            road.end,
            length=road_length(road, region, scenario),
            rough=road.surface == "rough",
        )
    return graph


def build_geography(region: Region, scenario: Scenario) -> Geography:
    """Return the distances of every village to every place on the road graph (infinite if none)."""
    graph = road_graph(region, scenario)
    villages = region.villages
    shape = len(villages), len(region.places)
    main, rough = np.full(shape, np.inf), np.zeros(shape)
    for row, village in enumerate(villages):
        ways = nx.single_source_dijkstra_path(graph, village.name, weight="length")
        lengths = {village.name: (0.0, 0.0)}
        for name, way in ways.items():  # nearest first: the place before is known
            if name != village.name:
                road, before = graph[way[-2]][name], lengths[way[-2]]
                step = (0.0, road["length"]) if road["rough"] else (road["length"], 0.0)
                lengths[name] = before[0] + step[0], before[1] + step[1]
        for column, place in enumerate(region.places):
            if place.name in lengths:
                main[row, column], rough[row, column] = lengths[place.name]
    return Geography(main, rough)


def main_road_length(region: Region, scenario: Scenario) -> float:
    """Return the kilometres of main road inside the district: what a road programme upgrades.

    Roads to an office outside the district (no coordinates, as Singkawang) are left out.
    """
    inside = {place.name for place in region.places if place.latitude is not None}
    return sum(
        road_length(road, region, scenario)
        for road in region.roads
        if road.surface == "main" and road.start in inside and road.end in inside
    )


def normal_speed(region: Region, scenario: Scenario) -> float:
    """Return the speed on main roads in km/h that the seeds' "4-5 hours to town" implies.

    Population-weighted mean distance of the seats over the hours; the text does not say whether
    the hours are for one way or for the return, which is a structural uncertainty.
    """
    people = np.array([sub.population.value for sub in region.sub_districts])
    distance = np.array([sub.distance_to_capital.value for sub in region.sub_districts])
    ways = 1.0 if scenario.travel.reading == "one-way" else 2.0
    return float(ways * np.average(distance, weights=people) / scenario.travel.hours_to_town)
