"""Where labels and markers stand on the map, so that they hide as little as possible.

A greedy search: each box takes, of the places offered, the one that covers least of the frame's
outside, of villages' discs, and of the boxes placed before it; the earlier place wins a tie.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from experiments.browser.layout import HEIGHT, WIDTH, Point
from model.tables import Array

TEXT_HEIGHT: Final = 24.0
MARKER: Final = 30.0  # side of the square that a marker takes
_LETTER: Final = 0.54  # mean width of a letter over the height of the text
# What it costs to cover a whole box, to lie on other discs or on one's own, to come so near to
# another that it could be taken for that one's label, to leave the frame, to cross a line; and how
# much a later place in the list costs.
_ON_BOX, _ON_DISC, _ON_OWN, _NEAR_DISC, _OUTSIDE, _ON_LINE = 6.0, 2.0, 0.7, 1.0, 20.0, 0.5
_LATER: Final = 0.01
_NEAR: Final = 12.0
# points of a box at which it is looked at, as parts of its width and height from its middle
_LATTICE: Final = np.stack(
    [part.ravel() for part in np.meshgrid(np.linspace(-0.5, 0.5, 9), np.linspace(-0.5, 0.5, 5))],
    axis=1,
)


class Board:
    """A map on which boxes are placed one after another; a box is its centre, width and height."""

    def __init__(self, centres: Array, radii: Array, lines: Iterable[Array]) -> None:
        self._centres, self._radii = centres, radii
        self._line_points = np.concatenate([_dense(line) for line in lines])
        self._boxes: list[tuple[float, float, float, float]] = []

    def keep(self, at: Point, width: float, height: float) -> None:
        """Take a place that is settled already."""
        self._boxes.append((*at, width, height))

    def place(
        self, offered: Sequence[Point], width: float, height: float, own: int | None = None
    ) -> Point:
        """Return the best of the places offered, and keep it; ``own`` is the disc it belongs to."""
        best = offered[int(np.argmin(self._costs(np.array(offered), width, height, own)))]
        self.keep(best, width, height)
        return best

    def label(self, offered: Sequence[Point], text: str, own: int | None = None) -> Point:
        """Return the best place for the middle of a line of text, and keep it."""
        return self.place(offered, text_width(text), TEXT_HEIGHT, own)

    def _costs(self, places: Array, width: float, height: float, own: int | None) -> Array:
        size = np.array([width, height])
        points = places[:, None] + _LATTICE * size
        outside = ((points < 0.0) | (points > np.array([WIDTH, HEIGHT]))).any(axis=2).mean(axis=1)
        away = points[:, :, None] - self._centres
        rim = np.hypot(away[..., 0], away[..., 1]) - self._radii
        on_own = np.zeros(len(places))
        if own is not None:
            on_own = (rim[:, :, own] < 0.0).mean(axis=1)
            rim[:, :, own] = np.inf
        on_disc = (rim < 0.0).any(axis=2).mean(axis=1)
        near_disc = (rim < _NEAR).any(axis=2).mean(axis=1)
        on_box = np.zeros(len(places))
        for x, y, box_width, box_height in self._boxes:
            box = np.array([box_width, box_height])
            shared = np.maximum((size + box) / 2 - np.abs(places - np.array([x, y])), 0.0)
            on_box += shared.prod(axis=1) / min(size.prod(), box.prod())
        inside = (np.abs(self._line_points - places[:, None]) < size / 2).all(axis=2)
        return np.asarray(
            _OUTSIDE * outside
            + _ON_DISC * on_disc
            + _ON_OWN * on_own
            + _NEAR_DISC * near_disc
            + _ON_BOX * on_box
            + _ON_LINE * inside.any(axis=1)
            + _LATER * np.arange(len(places))
        )


def text_width(text: str) -> float:
    """Return about how wide a line of text is, in map pixels."""
    return len(text) * TEXT_HEIGHT * _LETTER + 8.0


def around(at: Point, radius: float, width: float, height: float) -> list[Point]:
    """Return 16 places around a disc where a box just clears it; below first, then sideways."""
    x, y = at
    turns = sorted(range(16), key=lambda turn: (min(turn, 16 - turn), turn))
    places = []
    for turn in turns:
        angle = math.pi / 2 + turn * math.pi / 8
        across, down = math.cos(angle), math.sin(angle)
        distance = radius
        while _clearance(across * distance, down * distance, width, height) < radius + 2.0:
            distance += 2.0
        places.append((x + across * distance, y + down * distance))
    return places


def _clearance(x: float, y: float, width: float, height: float) -> float:
    """Return how far a box with its middle at (x, y) is from the origin."""
    return math.hypot(max(abs(x) - width / 2, 0.0), max(abs(y) - height / 2, 0.0))


def over(ring: Array, reach: float, step: float) -> list[Point]:
    """Return a lattice of places over a ring and ``reach`` pixels around it, nearest its middle."""
    low, high = ring.min(axis=0) - reach, ring.max(axis=0) + reach
    middle = ring.mean(axis=0)
    places = [
        (float(x), float(y))
        for x in np.arange(low[0], high[0], step)
        for y in np.arange(low[1], high[1], step)
    ]
    return sorted(places, key=lambda at: math.hypot(at[0] - middle[0], at[1] - middle[1]))


def _dense(line: Array) -> Array:
    """Return points along a line, no further than about eight pixels from one another."""
    pieces = []
    for start, end in pairwise(line):
        steps = max(int(np.hypot(*(end - start)) // 8), 1)
        pieces.append(start + (end - start) * (np.arange(steps) / steps)[:, None])
    return np.concatenate([*pieces, line[-1:]])


def pixels(point: Iterable[float]) -> list[float]:
    """Return a point as the page takes it: map pixels to a tenth."""
    return [round(float(part), 1) for part in point]
