"""One small map: outlines, border, post, and the villages as discs in the colours of a scale."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, Colormap, LinearSegmentedColormap, ListedColormap
from matplotlib.patches import Circle, Polygon
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator

from experiments.figures.findings import Change
from experiments.figures.lettering import POINTS
from experiments.figures.style import FAINT, GRID, INK
from experiments.layout import Layout
from model.region import Region

# From light to dark; blue and orange stay apart for the colour-blind.
_BETTER: Final = ("#d3e5f2", "#7fb6dc", "#1f77b4", "#08406f")
_WORSE: Final = ("#f8dfc8", "#f0a868", "#c85a00", "#7a3b00")
_LEVELS: Final = ("#dedede", "#a8a8a8", "#6a6a6a", "#2e2e2e")
_LAND: Final = "#fafafa"
BORDER_LINE: Final = (0, (5, 1.5, 1, 1.5))
_PAD: Final = 14.0  # map pixels around what is drawn
_SIGN: Final = 8.5
_DARK: Final = 0.45
_CLASSES: Final = 6
_CLEAR: Final = 4.0  # map pixels between a name and what is beside it
_STEPS: Final = (1, 2, 2.5, 5, 10)
_SLACK: Final = 1e-9  # of a class, so that rounding opens no new one
_NAME: Final = 7.0
_LEAST_RADIUS: Final = 26.0  # map pixels: room for a sign


type Colour = tuple[float, float, float, float]


class Scale(NamedTuple):
    """How values become colours, in classes; ``signs``: whether discs carry the sign."""

    colours: Colormap
    norm: BoundaryNorm
    signs: bool

    def colour(self, value: float) -> Colour:
        """Return the colour of a value."""
        red, green, blue, opaque = self.colours(self.norm(value))
        return float(red), float(green), float(blue), float(opaque)


def level_scale(values: Sequence[float]) -> Scale:
    """Return greys in some six classes from the least to the largest level."""
    bounds = MaxNLocator(_CLASSES, steps=_STEPS).tick_values(min(values), max(values))
    colours = ListedColormap(_shades(_LEVELS, len(bounds) - 1))
    return Scale(colours, BoundaryNorm(bounds, colours.N), signs=False)


def difference_scale(values: Sequence[float], direction: int) -> Scale:
    """Return classes with an end at zero; blue is better by the ``direction`` of the measure.

    A side without values has no classes. With both sides discs carry their sign, as in grey the
    sides look alike.
    """
    low, high = min([*values, 0.0]), max([*values, 0.0])
    step = max(-low, high) or 1.0
    ends = MaxNLocator(_CLASSES, steps=_STEPS).tick_values(0.0, step)
    width = float(ends[1] - ends[0])
    below = int(np.ceil(-low / width - _SLACK))
    above = int(np.ceil(high / width - _SLACK)) or int(below == 0)
    most = max(below, above)
    down, up = (_WORSE, _BETTER) if direction >= 0 else (_BETTER, _WORSE)
    shades = [*_shades(down, most)[:below][::-1], *_shades(up, most)[:above]]
    bounds = width * np.arange(-below, above + 1)
    return Scale(ListedColormap(shades), BoundaryNorm(bounds, len(shades)), signs=below > 0 < above)


def _shades(stops: Sequence[str], number: int) -> list[Colour]:
    ramp = LinearSegmentedColormap.from_list("shades", list(stops))
    return [ramp(float(place)) for place in np.linspace(0, 1, number)]


def window(layout: Layout) -> tuple[float, float, float, float]:
    """Return the part of the map that is drawn: left, right, top and bottom in map pixels."""
    discs = [layout.centres - layout.radii[:, None], layout.centres + layout.radii[:, None]]
    points = np.concatenate([*layout.outlines, layout.border, *discs, [layout.post]])
    (left, top), (right, bottom) = points.min(axis=0) - _PAD, points.max(axis=0) + _PAD
    return float(left), float(right), float(top), float(bottom)


def draw_ground(axes: Axes, layout: Layout) -> None:
    """Draw outlines, border and post; axes are in map pixels, y downward."""
    left, right, top, bottom = window(layout)
    axes.set_xlim(left, right)
    axes.set_ylim(bottom, top)
    axes.set_aspect("equal")
    axes.set_axis_off()
    for ring in layout.outlines:
        if len(ring):
            axes.add_patch(
                Polygon(ring, facecolor=_LAND, edgecolor="#9c9c9c", linewidth=0.7, zorder=1)
            )
    if len(layout.border):
        axes.plot(*layout.border.T, color=INK, linewidth=1.3, linestyle=BORDER_LINE)
        axes.plot(*layout.post, marker="s", markersize=5.5, color=INK, markeredgecolor="white",
                  markeredgewidth=0.6, zorder=5)  # fmt: skip


def is_shown(change: Change, least: float) -> bool:
    """Tell whether a difference has a colour: it is clear, or has no interval to be so.

    One below ``least`` would be written as zero, and has none.
    """
    certain = change.clear or not change.known
    return certain and abs(change.difference.estimate) >= least


def draw_discs(
    axes: Axes, layout: Layout, changes: Sequence[Change], scale: Scale, least: float
) -> None:
    """Draw the villages; hollow where a difference is not shown."""
    for centre, radius, change in zip(layout.centres, layout.radii, changes, strict=True):
        value = change.difference.estimate
        colour = scale.colour(value) if is_shown(change, least) else None
        empty = not np.isfinite(value)
        axes.add_patch(
            Circle(
                (float(centre[0]), float(centre[1])),
                float(radius),
                facecolor=colour or ("none" if empty else "white"),
                edgecolor=INK if colour else GRID if empty else FAINT,
                linewidth=0.6,
                zorder=3,
                gid="empty" if empty else "clear" if colour else "unclear",
            )
        )
        if scale.signs and colour and radius >= _LEAST_RADIUS:
            axes.annotate(
                "+" if value > 0 else "\N{MINUS SIGN}", centre, fontsize=_SIGN,
                color="white" if _luminance(colour) < _DARK else INK,
                horizontalalignment="center", verticalalignment="center_baseline", zorder=4,
            )  # fmt: skip


def draw_names(axes: Axes, layout: Layout, names: Sequence[str]) -> None:
    """Write the names of the sub-districts in free room inside their outlines, or else beside."""
    left, right, top, bottom = window(layout)
    inches = axes.get_position().width * axes.figure.get_figure(root=True).get_figwidth()
    pixels = (right - left) / inches / POINTS  # per point
    across, down = np.meshgrid(np.linspace(left, right, 70), np.linspace(top, bottom, 60))
    spots = np.stack([across.ravel(), down.ravel()], axis=1)
    outlines = [Path(ring) for ring in layout.outlines if len(ring)]
    for ring, name in zip(layout.outlines, names, strict=True):
        if not len(ring):
            continue
        half = np.array([0.29 * len(name) * _NAME + 2, 0.65 * _NAME]) * pixels
        box = half * np.array([(x, y) for x in np.linspace(-1, 1, 7) for y in (-1, 0, 1)])
        points = (spots[:, None] + box).reshape(-1, 2)
        shape = (len(spots), len(box))
        inside = Path(ring).contains_points(points).reshape(shape).all(axis=1)
        touching = np.any([path.contains_points(points) for path in outlines], axis=0)
        outside = ~touching.reshape(shape).any(axis=1)
        beyond = np.maximum(np.abs(spots[:, None] - layout.centres) - half, 0.0)
        free = (np.hypot(beyond[..., 0], beyond[..., 1]) - layout.radii).min(axis=1)
        away = _distance(spots, half, ring)
        # a name beyond the border, or nearer to another outline, would seem to be a name of theirs
        others = [line for line in (*layout.outlines, layout.border) if line is not ring]
        foreign = np.any(
            [_distance(spots, half, line) < away + 10 for line in others if len(line)], axis=0
        )
        low, high = np.array([left, top]) + half, np.array([right, bottom]) - half
        within = ((spots >= low) & (spots <= high)).all(axis=1)
        good = within & (free > _CLEAR) & (inside | (outside & ~foreign))
        if not good.any():
            continue
        cost = np.where(inside, 0.0, 5.0 + np.abs(away - _CLEAR)) - 0.01 * np.minimum(free, 40.0)
        best = spots[int(np.argmin(np.where(good, cost, np.inf)))]
        axes.annotate(
            name, (float(best[0]), float(best[1])), fontsize=_NAME, color=FAINT, zorder=6,
            fontstyle="italic", horizontalalignment="center", verticalalignment="center",
        )  # fmt: skip


def _distance(spots: np.ndarray, half: np.ndarray, line: np.ndarray) -> np.ndarray:
    """Return how far boxes about spots are from a line, float64[spots], by points along it."""
    steps = np.concatenate(
        [np.linspace(start, end, 8) for start, end in pairwise(np.concatenate([line, line[-1:]]))]
    )
    beyond = np.maximum(np.abs(spots[:, None] - steps) - half, 0.0)
    return np.asarray(np.hypot(beyond[..., 0], beyond[..., 1]).min(axis=1))


def draw_unit(axes: Axes, layout: Layout, region: Region, place: str) -> None:
    """Mark the village where a policy opens its unit."""
    x, y = layout.place(region, place)
    radius = layout.radius(region, place)
    axes.add_patch(
        Circle(
            (x, y), radius + 9, facecolor="none", edgecolor=INK, linewidth=1.4, zorder=4, gid="unit"
        )
    )


def _luminance(colour: Colour) -> float:
    """Return how light a colour looks in grey, 0 to 1."""
    red, green, blue = np.asarray(colour, float)[:3]
    return float(0.299 * red + 0.587 * green + 0.114 * blue)
