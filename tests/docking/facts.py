"""The region's facts as the twin uses them: papers, roads and people, read with ``tomllib``."""

import itertools
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx

type Value = bool | int | float | str
type Parameters = Mapping[str, Value]

EARTH_RADIUS = 6371.0
RENEWED = ("kk", "marriage_certificate")
"""Papers of which a new need makes the old one invalid (ODD 7.4)."""


def number(entry: Any) -> float:
    """Return the value of a TOML number, bare or in a table."""
    return float(entry["value"] if isinstance(entry, dict) else entry)


@dataclass(frozen=True)
class Service:
    """A paper: who holds it, how the need arises, who must act, and what it is worth."""

    index: int
    name: str
    holder: str
    origin: str
    event: bool
    latent: bool
    renewed: bool
    effect: str
    validity: int
    prerequisites: tuple[int, ...]
    agencies: tuple[str, ...]
    channels: frozenset[str]
    fee: int
    statutory_days: float
    attractiveness: float
    yearly_rate: float
    coverage: float
    distance_gradient: float
    decile_gradient: float


@dataclass(frozen=True)
class Road:
    """Kilometres on main and on rough roads along the shortest way."""

    main: float
    rough: float

    @property
    def length(self) -> float:
        """Kilometres in all."""
        return self.main + self.rough


class Facts:
    """What is fixed for a run: the region of the file, corrected by the parameters."""

    def __init__(self, region_path: Path, parameters: Parameters) -> None:
        self.raw: dict[str, Any] = tomllib.loads(region_path.read_text(encoding="utf-8"))
        self.parameters = parameters
        self.constants = {name: number(entry) for name, entry in self.raw["constants"].items()}
        self.sub_districts: list[dict[str, Any]] = self.raw["sub_districts"]
        self.villages = [place for place in self.raw["places"] if place["kind"] == "village"]
        self.agencies = {agency["name"]: agency for agency in self.raw["agencies"]}
        self.occupations: list[dict[str, Any]] = self.raw["occupations"]
        self.graph = self._road_graph()
        self.services = self._services()
        self.by_name = {service.name: service for service in self.services}

    def _services(self) -> list[Service]:
        columns = self.raw["columns"]["services"]
        names = [row["name"] for row in self.raw["services"]]

        def value(row: dict[str, Any], field: str) -> float:
            return number(row.get(field, columns[field]))

        return [
            Service(
                index=index,
                name=row["name"],
                holder=row["holder"],
                origin=row["origin"],
                event=row.get("event", False),
                latent=row.get("latent", False),
                renewed=row["name"] in RENEWED,
                effect=row.get("effect", "none"),
                validity=int(value(row, "validity")),
                prerequisites=tuple(names.index(name) for name in row["prerequisites"]),
                agencies=tuple(row["agencies"]),
                channels=frozenset(row["channels"]),
                fee=round(self._constant_rupiah(row.get("fee", columns["fee"]))),
                statutory_days=value(row, "statutory_days"),
                attractiveness=value(row, "attractiveness")
                + float(self.parameters[f"attractiveness.{row['attractiveness_class']}"]),
                yearly_rate=value(row, "yearly_rate") * float(self.parameters["needs.rate_factor"]),
                coverage=value(row, "coverage"),
                distance_gradient=value(row, "distance_gradient"),
                decile_gradient=value(row, "decile_gradient"),
            )
            for index, row in enumerate(self.raw["services"])
        ]

    def _constant_rupiah(self, entry: Any) -> float:
        """Carry an amount of its own year into the base year by consumer prices (data.md)."""
        year = entry["price_year"] if isinstance(entry, dict) and "price_year" in entry else None
        base = self.raw["base_price_year"]
        factor = 1.0
        for later in range((year or base) + 1, base + 1):
            factor *= 1 + number(self.raw["inflation"][str(later)]) / 100
        return number(entry) * factor

    def _road_graph(self) -> nx.Graph:
        places = {place["name"]: place for place in self.raw["places"]}
        districts = {district["name"]: district for district in self.sub_districts}
        capital = self.raw["capital"]
        graph = nx.Graph()
        for road in self.raw["roads"]:
            start, end, rough = road["start"], road["end"], road["surface"] == "rough"
            if "length" in road:
                length = number(road["length"])
            elif road["tortuosity"] == "town":
                district = districts[places[start]["sub_district"]]
                seat = _straight(places[district["seat"]], places[capital])
                ratio = number(district["distance_to_capital"]) / seat
                length = _straight(places[start], places[end]) * ratio
            else:
                path = "travel.tortuosity_rough" if rough else "travel.tortuosity"
                length = _straight(places[start], places[end]) * float(self.parameters[path])
            graph.add_edge(start, end, length=length, rough=rough)
        return graph

    def road(self, start: str, end: str) -> Road:
        """Return the kilometres from one place to another on the shortest way."""
        way = nx.shortest_path(self.graph, start, end, weight="length")
        kilometres = {False: 0.0, True: 0.0}
        for a, b in itertools.pairwise(way):
            edge = self.graph.edges[a, b]
            kilometres[edge["rough"]] += edge["length"]
        return Road(kilometres[False], kilometres[True])

    def speed(self) -> float:
        """Return kilometres per hour on main roads: the seats' mean distance over the time."""
        people = [number(district["population"]) for district in self.sub_districts]
        distances = [number(district["distance_to_capital"]) for district in self.sub_districts]
        mean = sum(p * d for p, d in zip(people, distances, strict=True)) / sum(people)
        hours = float(self.parameters["travel.hours_to_town"])
        one_way = hours if self.parameters["travel.reading"] == "one-way" else hours / 2
        return mean / one_way


def _straight(a: dict[str, Any], b: dict[str, Any]) -> float:
    """Return the great-circle distance of two places in kilometres."""
    lat_a, lon_a, lat_b, lon_b = (
        math.radians(place[field]) for place in (a, b) for field in ("latitude", "longitude")
    )
    chord = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(chord))
