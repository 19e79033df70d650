"""The map of the pages as data: what stands where.

The pages themselves find room for the words, whose width only they know.
"""

import base64
import math
from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from experiments.browser.catalogue import Text, both
from experiments.layout import HEIGHT, WIDTH, Layout, Point, lay_out
from model.calendar import month_number
from model.catalogue import build_points
from model.region import Region
from model.scenario import Scenario
from model.tables import Array, Option

ABROAD: Final[Text] = {"en": "Sarawak, Malaysia", "id": "Sarawak, Malaysia"}
POST: Final[Text] = {"en": "Border post", "id": "Pos lintas batas"}
_POINTS: Final[dict[Option, Text]] = {
    Option.DESK: {"en": "Sub-district desk, {place}", "id": "Loket kecamatan, {place}"},
    Option.UNIT: {"en": "Service unit", "id": "Unit pelayanan terpadu"},
    Option.MOBILE: {"en": "Mobile team", "id": "Layanan keliling"},
    Option.COUNTER: {"en": "Passport counter", "id": "Loket paspor"},
}


def map_of(region: Region, households: Array) -> dict[str, Any]:
    """Return the map; geometry is in map pixels, y downward.

    ``households`` (int64[villages]) are the numbers of dots.
    """
    layout = lay_out(region, households)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "outlines": [
            {"name": sub.name, "label": both(sub.label), "points": _line(ring)}
            for sub, ring in zip(region.sub_districts, layout.outlines, strict=True)
        ],
        "border": _line(layout.border),
        "abroad": {"label": ABROAD},
        "roads": _roads(region, layout),
        "way": _line([layout.post, *layout.destinations]),
        "post": {"at": _pixels(layout.post), "label": POST, "dated": _dated(region)},
        "destinations": [
            {
                "label": both(destination.label),
                "at": _pixels(spot),
                "kilometres": destination.distance.value,
            }
            for destination, spot in zip(region.destinations, layout.destinations, strict=True)
        ],
        "town": _town(region, layout),
        "beyond": _beyond(region),
        "villages": _villages(region, layout, households),
        "dots": _packed(layout.dots),
        "points": _points(region),
    }


def _dated(region: Region) -> list[dict[str, Any]]:
    """Return what happened to the post, for the policy that follows the dated facts."""
    return [
        {
            "month": month_number(region.first_month, str(event.month)),
            "label": both(event.label),
            "closes": event.status == "none",
        }
        for event in region.post_events
    ]


def _town(region: Region, layout: Layout) -> dict[str, Any]:
    """Return the capital, with the kilometres to it from the nearest and the farthest seat."""
    capital = region.place(region.capital)
    seats = [sub.distance_to_capital.value for sub in region.sub_districts]
    return {
        "label": _plain(capital.label),
        "at": _pixels(layout.town),
        "kilometres": [round(min(seats)), round(max(seats))],
        "place": capital.name,
    }


def _beyond(region: Region) -> list[dict[str, Any]]:
    """Return the towns with an office that lie beyond the capital."""
    found = []
    for road in region.roads:
        ends = {road.start, road.end}
        if region.capital not in ends or road.length is None:
            continue
        other = region.place((ends - {region.capital}).pop())
        if other.kind == "office":
            kilometres = road.length.value
            label = _plain(other.label)
            found.append({"label": label, "kilometres": kilometres, "place": other.name})
    return found


def _villages(region: Region, layout: Layout, households: Array) -> list[dict[str, Any]]:
    first = np.cumsum(households) - households
    return [
        {
            "name": village.name,
            "label": village.label,
            "sub_district": region.sub_district_index(str(village.sub_district)),
            "at": _pixels(layout.centres[row]),
            "radius": round(float(layout.radii[row]), 1),
            "first": int(first[row]),
            "households": int(households[row]),
        }
        for row, village in enumerate(region.villages)
    ]


def _points(region: Region) -> list[dict[str, Any]]:
    """Return the service points, rows as in the model's table; the mobile team has no place."""
    table, _ = build_points(region, Scenario())
    found = []
    for row, number in enumerate(table.option):
        option = Option(int(number))
        place = region.places[int(table.place[row])] if table.place[row] >= 0 else None
        if table.agency[row] >= 0:
            label = both(region.agencies[int(table.agency[row])].label)
        else:
            name = place.label if place else ""
            label = {key: text.format(place=name) for key, text in _POINTS[option].items()}
        found.append(
            {
                "row": row,
                "kind": option.name.lower(),
                "label": label,
                "place": place.name if place else None,
            }
        )
    return found


def _roads(region: Region, layout: Layout) -> list[dict[str, Any]]:
    """Return the roads among villages, from the gate to the post, and one way to town.

    The region gives each seat its own kilometres to town; drawn as one way, from the nearest seat,
    because the maps show no road between the seats and the town but that.
    """
    named = {village.name for village in region.villages}
    capital = region.capital
    nearest = min(region.sub_districts, key=lambda sub: sub.distance_to_capital.value)
    roads = [
        {
            "points": _between_rims(region, layout, road.start, road.end),
            "surface": road.surface,
        }
        for road in region.roads
        if named >= {road.start, road.end}
        or ({road.start, road.end} == {nearest.seat, capital} and road.length is not None)
    ]
    gate, post = layout.place(region, region.gate), layout.post
    start = _to_rim(gate, post, layout.radius(region, region.gate))
    return [*roads, {"points": [_pixels(start), _pixels(post)], "surface": "main"}]


def _between_rims(region: Region, layout: Layout, start: str, end: str) -> list[list[float]]:
    """Return the piece of a straight road between two places that lies outside their discs."""
    ends = layout.place(region, start), layout.place(region, end)
    return [
        _pixels(_to_rim(ends[0], ends[1], layout.radius(region, start))),
        _pixels(_to_rim(ends[1], ends[0], layout.radius(region, end))),
    ]


def _to_rim(start: Point, end: Point, radius: float) -> Point:
    length = math.dist(start, end)
    share = min(radius / length, 0.5) if length > 0.0 else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _packed(dots: Array) -> str:
    # to half a pixel: finer is not seen and would be a third of the facts
    tenths = np.clip(np.rint(dots * 2.0) * 5.0, 0, 65535).astype("<u2")
    return base64.b64encode(tenths.tobytes()).decode("ascii")


def _plain(name: str) -> Text:
    return {"en": name, "id": name}


def _line(points: Iterable[Iterable[float]]) -> list[list[float]]:
    return [_pixels(point) for point in points]


def _pixels(point: Iterable[float]) -> list[float]:
    """Return a point to a tenth of a pixel."""
    return [round(float(part), 1) for part in point]
