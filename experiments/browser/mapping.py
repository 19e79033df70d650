"""The map of the pages as data: what stands where, with labels that hide as little as possible."""

import base64
import math
from typing import Any, Final

import numpy as np

from experiments.browser.catalogue import Text, both
from experiments.browser.layout import HEIGHT, WIDTH, Layout, Point, lay_out
from experiments.browser.map_points import map_points
from experiments.browser.placing import (
    MARKER,
    TEXT_HEIGHT,
    Board,
    around,
    over,
    pixels,
    text_width,
)
from model.calendar import month_number
from model.region import Region
from model.tables import Array

ABROAD: Final[Text] = {"en": "Sarawak, Malaysia", "id": "Sarawak, Malaysia"}
POST: Final[Text] = {"en": "Border post", "id": "Pos lintas batas"}


def map_of(region: Region, households: Array) -> dict[str, Any]:
    """Return the map: geometry in pixels, labels at the middle of their text boxes.

    ``households`` (int64[villages]) are the numbers of dots.
    """
    layout = lay_out(region, households)
    way = np.array([layout.post, *layout.destinations])
    board = Board(layout.centres, layout.radii, [layout.border, way])
    for spot in (layout.post, *layout.destinations):
        board.keep(spot, MARKER, MARKER)
    destinations = _destinations(region, layout, board)
    town = _town(region, layout, board)
    near = _beside_marker(layout.post, POST["id"])
    further = around(layout.post, 1.5 * MARKER, text_width(POST["id"]), TEXT_HEIGHT)
    post_label = board.label([*near, *further], POST["id"])
    points = map_points(region, layout, board, town["beyond"])
    villages = _villages(region, layout, board, households)
    abroad = _abroad(layout)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "kilometre": round(layout.kilometre, 3),
        "outlines": [
            {
                "name": sub.name,
                "label": both(sub.label),
                "points": _line(ring),
                "label_at": pixels(board.label(over(ring, 60.0, 30.0), sub.label.en)),
            }
            for sub, ring in zip(region.sub_districts, layout.outlines, strict=True)
        ],
        "border": _line(layout.border),
        "abroad": {
            "label": ABROAD,
            "at": pixels(board.label(over(abroad, 0.0, 20.0), ABROAD["en"])),
        },
        "roads": _roads(region, layout),
        "way": [pixels(spot) for spot in (layout.post, *layout.destinations)],
        "post": {
            "at": pixels(layout.post),
            "label_at": pixels(post_label),
            "label": POST,
            "dated": _dated(region),
        },
        "destinations": destinations,
        **town,
        "villages": villages,
        "dots": _packed(layout.dots),
        "points": points,
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


def _destinations(region: Region, layout: Layout, board: Board) -> list[dict[str, Any]]:
    rows = []
    for destination, (x, y) in zip(region.destinations, layout.destinations, strict=True):
        name = destination.label.en
        label_at = board.label([(x, y + MARKER), (x, y - MARKER)], name)
        rows.append(
            {
                "label": both(destination.label),
                "at": pixels((x, y)),
                "label_at": pixels(label_at),
                "hours": destination.hours.value,
                "kilometres": destination.distance.value,
            }
        )
    return rows


def _town(region: Region, layout: Layout, board: Board) -> dict[str, Any]:
    """Return the capital at the edge, and the towns beyond it that have no coordinates."""
    capital = region.place(region.capital)
    seats = [sub.distance_to_capital.value for sub in region.sub_districts]
    board.keep(layout.town, MARKER, MARKER)
    beyond = []
    for road in region.roads:
        ends = {road.start, road.end}
        if capital.name not in ends or road.length is None:
            continue
        other = region.place((ends - {capital.name}).pop())
        if other.kind == "office":
            at = board.place([(layout.town[0] - 110.0, layout.town[1])], MARKER, MARKER)
            name = {"en": other.label, "id": other.label}
            label_at = board.label(_beside_marker(at, other.label), other.label)
            beyond.append(
                {
                    "label": name,
                    "at": pixels(at),
                    "label_at": pixels(label_at),
                    "kilometres": road.length.value,
                    "place": other.name,
                }
            )
    label_at = board.label(_beside_marker(layout.town, capital.label), capital.label)
    return {
        "town": {
            "label": {"en": capital.label, "id": capital.label},
            "at": pixels(layout.town),
            "label_at": pixels(label_at),
            "kilometres": [round(min(seats)), round(max(seats))],
            "edge": True,
            "place": capital.name,
        },
        "beyond": beyond,
    }


def _beside_marker(at: Point, text: str) -> list[Point]:
    return around(at, MARKER / 2, text_width(text), TEXT_HEIGHT)


def _villages(
    region: Region, layout: Layout, board: Board, households: Array
) -> list[dict[str, Any]]:
    first = np.cumsum(households) - households
    labels: dict[int, Point] = {}
    # the largest first: their labels are looked for first
    for row in sorted(range(len(households)), key=lambda row: -int(households[row])):
        village = region.villages[row]
        x, y = (float(part) for part in layout.centres[row])
        radius = float(layout.radii[row])
        beside = around((x, y), radius, text_width(village.label), TEXT_HEIGHT)
        inside = [(x, y + radius - 14.0), (x, y - radius + 14.0), (x, y)]
        labels[row] = board.label([*beside, *inside], village.label, row)
    return [
        {
            "name": village.name,
            "label": village.label,
            "sub_district": region.sub_district_index(str(village.sub_district)),
            "at": pixels(layout.centres[row]),
            "radius": round(float(layout.radii[row]), 1),
            "label_at": pixels(labels[row]),
            "first": int(first[row]),
            "households": int(households[row]),
        }
        for row, village in enumerate(region.villages)
    ]


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
    return [*roads, {"points": [pixels(start), pixels(post)], "surface": "main"}]


def _between_rims(region: Region, layout: Layout, start: str, end: str) -> list[list[float]]:
    """Return the piece of a straight road between two places that lies outside their discs."""
    ends = layout.place(region, start), layout.place(region, end)
    return [
        pixels(_to_rim(ends[0], ends[1], layout.radius(region, start))),
        pixels(_to_rim(ends[1], ends[0], layout.radius(region, end))),
    ]


def _to_rim(start: Point, end: Point, radius: float) -> Point:
    length = math.dist(start, end)
    share = min(radius / length, 0.5) if length > 0.0 else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _abroad(layout: Layout) -> Array:
    """Return the corners of the land beyond the border: the frame's corner that it looks at."""
    away = np.array(layout.destinations[-1])
    corner = np.where(away > np.array([WIDTH, HEIGHT]) / 2, [WIDTH, HEIGHT], [0.0, 0.0])
    inner = (np.array(layout.post) + corner) / 2
    low, high = np.minimum(corner, inner), np.maximum(corner, inner)
    return np.array([low, [high[0], low[1]], high, [low[0], high[1]]])


def _packed(dots: Array) -> str:
    # to half a pixel: finer is not seen and would be a third of the facts
    tenths = np.clip(np.rint(dots * 2.0) * 5.0, 0, 65535).astype("<u2")
    return base64.b64encode(tenths.tobytes()).decode("ascii")


def _line(points: Array) -> list[list[float]]:
    return [pixels(point) for point in points]
