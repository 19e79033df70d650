"""Where everything stands on a map: a schematic of the region, in map pixels.

Outlines and border lie where they are (equirectangular, x to the east, y downward). A village is a
disc about the middle of its land, wide enough for a dot per household; discs that would overlap
are moved apart as little as needed. What has no coordinates is placed by rule, and what shows the
map says that it is schematic.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from model.region import Place, Region
from model.tables import Array

WIDTH: Final = 1000.0
HEIGHT: Final = 880.0
MARGIN: Final = 34.0  # room between the outlines and the frame, for labels
GAP: Final = 7.0  # between two discs
CLEAR: Final = 22.0  # between a disc and the border: room for the post
SPACING: Final = 4.5  # between two dots
KILOMETRES_PER_DEGREE: Final = 111.195  # of a meridian, on a sphere of 6,371 km

_ROUNDS: Final = 300
_EDGE: Final = 24.0  # from the frame to the markers at its edge
_REACH: Final = 0.86  # how far towards the frame the farthest destination stands

_NO_LINE: Final = np.empty((0, 2))
_LEAST_SPAN: Final = 1e-3  # degrees: a region whose places lie in one spot still has a map

type Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The map's geometry in map pixels; points are float64[n, 2], radii float64[villages].

    ``outlines`` holds one ring per sub-district in the region's order; ``border`` is one line;
    ``destinations`` stand in the region's order; ``dots`` in the order of households. A ring or a
    line that the region does not give has no points.
    """

    kilometre: float
    outlines: tuple[Array, ...]
    border: Array
    centres: Array
    radii: Array
    dots: Array
    post: Point
    destinations: tuple[Point, ...]
    town: Point

    def place(self, region: Region, name: str) -> Point:
        """Return where a place is drawn: its village's disc, or the town at the edge."""
        names = [village.name for village in region.villages]
        if name not in names:
            return self.town
        x, y = self.centres[names.index(name)]
        return float(x), float(y)

    def radius(self, region: Region, name: str) -> float:
        """Return the radius of a village's disc; 0 for any other place."""
        names = [village.name for village in region.villages]
        return float(self.radii[names.index(name)]) if name in names else 0.0


def has_map(region: Region) -> bool:
    """Tell whether every village has coordinates; without them there is nothing to lay out."""
    return all(village.longitude is not None for village in region.villages)


def lay_out(region: Region, households: Array) -> Layout:
    """Return the layout for ``households`` (int64[villages]); the same input gives the same map.

    The region's villages must have coordinates (:func:`has_map`); lines it can do without.
    """
    project = _Projection(region)
    lines = [(line, project(np.array(line.points))) for line in region.lines]
    outlines = tuple(
        next((points for line, points in lines if line.sub_district == sub.name), _NO_LINE)
        for sub in region.sub_districts
    )
    border = next((points for line, points in lines if line.kind == "border"), _NO_LINE)
    true = project(np.array([_degrees(village) for village in region.villages]))
    radii = SPACING * np.sqrt(np.maximum(households, 1) / math.pi) + SPACING / 2
    centres = apart(true, radii, border)
    gate = true[[village.name for village in region.villages].index(region.gate)]
    post = nearest_point(gate, border) if len(border) else gate
    return Layout(
        kilometre=_scale(region) / KILOMETRES_PER_DEGREE,
        outlines=outlines,
        border=border,
        centres=centres,
        radii=radii,
        dots=np.concatenate(
            [sunflower(c, r, int(n)) for c, r, n in zip(centres, radii, households, strict=True)]
        ),
        post=(float(post[0]), float(post[1])),
        destinations=_destinations(region, gate, post),
        town=_town(region, project, true),
    )


def sunflower(centre: Array, radius: float, number: int) -> Array:
    """Return ``number`` evenly spread points in a disc, float64[number, 2].

    Phyllotaxis after Vogel (1979, A better way to construct the sunflower head): point k lies at
    k times the golden angle, at a distance that grows with the root of k.
    """
    rank = np.arange(number) + 0.5
    distance = (radius - SPACING / 2) * np.sqrt(rank / max(number, 1))
    angle = rank * math.pi * (3.0 - math.sqrt(5.0))
    return np.stack([np.cos(angle), np.sin(angle)], axis=1) * distance[:, None] + centre


def apart(true: Array, radii: Array, border: Array) -> Array:
    """Return centres near the true ones whose discs do not overlap, float64[n, 2].

    Position-based relaxation: in each round every disc is drawn a little to its true place, then
    overlapping ones are pushed apart, and all are pushed off the border (float64[k, 2], a line, or
    none) and into the frame. The draw fades, so that the last rounds only push.
    """
    centres = true.copy()
    home = _side(true, border) if len(border) else 0.0
    needed = radii[:, None] + radii + GAP
    np.fill_diagonal(needed, 0.0)
    low = radii[:, None] + MARGIN / 2
    high = np.array([WIDTH, HEIGHT]) - low
    for turn in range(_ROUNDS):
        centres += (true - centres) * 0.1 * max(0.0, 1.0 - 1.5 * turn / _ROUNDS)
        away = centres[:, None] - centres
        distance = np.hypot(away[..., 0], away[..., 1])
        overlap = np.maximum(needed - distance, 0.0)
        push = away / np.maximum(distance, 1e-9)[..., None] * overlap[..., None]
        centres += push.sum(axis=1) * 0.3
        if len(border):
            centres = _off(centres, radii + CLEAR, border, home)
        centres = np.clip(centres, low, high)
    return centres


def nearest_point(point: Array, line: Array) -> Array:
    """Return the point of a line (float64[k, 2]) that is nearest to a point, float64[2]."""
    return np.asarray(_nearest(point[None], line)[0][0])


def _nearest(points: Array, line: Array) -> tuple[Array, Array]:
    """Return the nearest point of a line to each point, and the line's direction there."""
    start, step = line[:-1], np.diff(line, axis=0)
    length = np.maximum((step**2).sum(axis=1), 1e-12)
    along = np.clip(((points[:, None] - start) * step).sum(axis=2) / length, 0.0, 1.0)
    candidates = start + along[..., None] * step
    nearest = ((candidates - points[:, None]) ** 2).sum(axis=2).argmin(axis=1)
    direction = step[nearest] / np.sqrt(length[nearest])[:, None]
    return candidates[np.arange(len(points)), nearest], direction


def _side(points: Array, border: Array) -> float:
    """Return on which side of the border most points lie: 1 or -1, seen along the line."""
    start, end = border[0], border[-1]
    along, to = end - start, points - start
    return float(np.sign(np.median(along[0] * to[:, 1] - along[1] * to[:, 0])))


def _off(centres: Array, needed: Array, border: Array, home: float) -> Array:
    """Return centres moved half-way to their distance from the border, on the home side."""
    edge, along = _nearest(centres, border)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1) * home
    away = centres - edge
    distance = np.hypot(away[:, 0], away[:, 1])
    at_home = (distance > 0.0) & ((away * normal).sum(axis=1) >= 0.0)
    inland = np.where(at_home[:, None], away / np.maximum(distance, 1e-9)[:, None], normal)
    short = needed - np.where(at_home, distance, -distance)
    return np.asarray(centres + inland * np.maximum(short, 0.0)[:, None] * 0.5)


def _degrees(place: Place) -> tuple[float, float]:
    assert place.longitude is not None
    assert place.latitude is not None
    return place.longitude.value, place.latitude.value


def _bounds(region: Region) -> tuple[Array, Array]:
    points = [point for line in region.lines for point in line.points]
    points += [_degrees(village) for village in region.villages]
    low, high = np.min(points, axis=0), np.max(points, axis=0)
    missing = np.maximum(_LEAST_SPAN - (high - low), 0.0) / 2
    return low - missing, high + missing


def _stretch(region: Region) -> float:
    """Return how wide a degree of longitude is against one of latitude, mid-map."""
    low, high = _bounds(region)
    return math.cos(math.radians((low[1] + high[1]) / 2))


def _scale(region: Region) -> float:
    """Return map pixels per degree of latitude."""
    low, high = _bounds(region)
    across, down = (high - low) * np.array([_stretch(region), 1.0])
    return float(min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN) / down))


class _Projection:
    """Degrees (longitude, latitude) to map pixels."""

    def __init__(self, region: Region) -> None:
        low, high = _bounds(region)
        self._middle = (low + high) / 2
        self._factor = np.array([_stretch(region), -1.0]) * _scale(region)

    def __call__(self, degrees: Array) -> Array:
        centred = (degrees - self._middle) * self._factor
        return np.asarray(centred + np.array([WIDTH, HEIGHT]) / 2)


def _destinations(region: Region, gate: Array, post: Array) -> tuple[Point, ...]:
    """Return places abroad on a ray from the gate through the post, by the root of their distance.

    They have no coordinates in the region file: order and rank are true, position is not.
    """
    ray = _direction(post - gate)
    room = _to_frame(post, ray) * _REACH
    farthest = max(destination.distance.value for destination in region.destinations)
    spots = [
        post + ray * room * math.sqrt(destination.distance.value / farthest)
        for destination in region.destinations
    ]
    return tuple((float(x), float(y)) for x, y in spots)


def _town(region: Region, project: _Projection, villages: Array) -> Point:
    """Return where the way to the capital leaves the map: in its true direction, if it has one."""
    capital, middle = region.place(region.capital), villages.mean(axis=0)
    known = capital.longitude is not None
    ray = _direction(project(np.array([_degrees(capital)]))[0] - middle if known else np.zeros(2))
    x, y = middle + ray * _to_frame(middle, ray)
    return float(x), float(y)


def _direction(step: Array) -> Array:
    """Return a step as a unit vector; one of no length goes up."""
    length = float(np.hypot(*step))
    return step / length if length > 0.0 else np.array([0.0, -1.0])


def _to_frame(start: Array, ray: Array) -> float:
    """Return the distance from a point along a ray (unit vector) to the frame less its edge."""
    low, high = np.full(2, _EDGE), np.array([WIDTH, HEIGHT]) - _EDGE
    limits = np.where(ray > 0, high - start, low - start)
    return float(min(limit / part for limit, part in zip(limits, ray, strict=True) if part != 0.0))
