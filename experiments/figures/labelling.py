"""Short labels beside the points of a scatter, placed where they cover nothing."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes

from experiments.figures.lettering import POINTS
from experiments.figures.style import FAINT, WHITE

_SIZE: Final = 7.5
_MARK: Final = 7.0
_DISTANCES: Final = (9.0, 14.0, 20.0, 27.0, 35.0, 45.0)
_ANGLES: Final = np.deg2rad(np.arange(15, 375, 30))

type Box = tuple[float, float, float, float]


def label_points(axes: Axes, points: Sequence[tuple[float, float, str]]) -> None:
    """Write a label beside each point (x, y, label); a line leads to a label that had to move.

    Labels keep clear of points, of one another, of other texts in the axes and of its edges,
    as far as there is room.
    """
    scale = POINTS / axes.figure.dpi
    places = [axes.transData.transform((x, y)) * scale for x, y, _ in points]
    room = axes.get_window_extent()
    edges = (room.x0 * scale, room.y0 * scale, room.x1 * scale, room.y1 * scale)
    taken = [_around(x, y, _MARK, _MARK) for x, y in places]
    taken += [
        (box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale)
        for box in (text.get_window_extent() for text in axes.texts)
    ]
    for (x, y), (across, up, label) in zip(places, points, strict=True):
        width, height = 0.7 * _SIZE * len(label) + 2, 1.15 * _SIZE
        tried = [
            (
                distance,
                _around(x + distance * np.cos(angle), y + distance * np.sin(angle), width, height),
            )
            for distance in _DISTANCES
            for angle in _ANGLES
        ]
        distance, box = min(tried, key=lambda one: (_cost(one[1], taken, edges), one[0]))
        taken.append(box)
        middle = (np.array(box[:2]) + np.array(box[2:])) / 2
        if distance > _DISTANCES[0]:
            end = axes.transData.inverted().transform(middle / scale)
            axes.plot([across, end[0]], [up, end[1]], color=FAINT, linewidth=0.5, zorder=2)
        axes.annotate(
            label,
            (across, up),
            xytext=(middle[0] - x, middle[1] - y),
            textcoords="offset points",
            horizontalalignment="center",
            verticalalignment="center",
            fontsize=_SIZE,
            bbox={**WHITE, "pad": 0.3},
        )


def _around(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _cost(box: Box, taken: Sequence[Box], edges: Box) -> float:
    """Return the area that a box shares with others or has beyond the edges."""
    area = (box[2] - box[0]) * (box[3] - box[1])
    return area - _shared(box, edges) + sum(_shared(box, other) for other in taken)


def _shared(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0.0) * max(up, 0.0)
