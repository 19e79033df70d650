"""The key of the maps by village: two scales of colour, and what the marks mean."""

from itertools import pairwise
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator

from experiments.figures.lettering import localise, wrapped
from experiments.figures.style import FAINT, INK, SMALL, Sheet
from experiments.figures.village_panel import BORDER_LINE, Scale
from experiments.figures.village_phrases import said
from experiments.figures.village_values import Villages

KEY_HEIGHT: Final = 0.75
_TICKS: Final = 6
_BAR: Final = 0.13
_WIDTH: Final = 2.3
_BETWEEN: Final = 0.45
_TWO_COLUMNS: Final = 3.4


def draw_key(
    sheet: Sheet,
    top: float,
    villages: Villages,
    level: Scale,
    difference: Scale,
    *,
    border: bool,
    unit: bool,
) -> None:
    """Draw the key at ``top`` (inches below the body's upper edge)."""
    language = villages.material.language
    width = min(_WIDTH, (sheet.inner - _BETWEEN) / 2)
    bars = (
        ("level", level, villages.measure.unit),
        ("difference", difference, villages.difference_unit),
    )
    for place, (key, scale, unit_of) in enumerate(bars):
        axes = sheet.axes(place * (width + _BETWEEN), top + 0.32, width, _BAR)
        _bar(axes, scale)
        localise(axes.xaxis, language, signed=key == "difference")
        ends = axes.get_xticklabels()
        ends[0].set_horizontalalignment("left")
        ends[-1].set_horizontalalignment("right")
        title = wrapped(said(key, language, unit=unit_of), width, SMALL)
        axes.set_title(title, loc="left", fontsize=SMALL, color=FAINT, pad=4)
    left = 2 * (width + _BETWEEN)
    room = sheet.inner - left
    axes = sheet.axes(left, top, room, KEY_HEIGHT)
    axes.set_axis_off()
    marks = [
        (_mark("o", 7, 0.7, FAINT), said("unclear", language)),
        (_mark("s", 5, 0.0, INK), said("post", language)),
    ]
    if unit:
        marks.append((_mark("o", 9, 1.4, INK), said("unit", language)))
    if border:
        line = Line2D([], [], color=INK, linewidth=1.3, linestyle=BORDER_LINE)
        marks.append((line, said("border", language)))
    handles, labels = zip(*marks, strict=True)
    axes.legend(
        handles, labels, ncols=2 if room > _TWO_COLUMNS else 1, loc="upper left", frameon=False,
        fontsize=SMALL, borderaxespad=0, columnspacing=1.4, handletextpad=0.5,
    )  # fmt: skip


def _bar(axes: Axes, scale: Scale) -> None:
    """Draw the classes of a scale, equally wide as they are."""
    bounds = scale.norm.boundaries
    for place, (low, high) in enumerate(pairwise(bounds)):
        axes.axvspan(low, high, facecolor=scale.colours(place), edgecolor="white", linewidth=0.8)
    axes.set_xlim(bounds[0], bounds[-1])
    axes.set_yticks([])
    axes.grid(visible=False)
    for side in axes.spines.values():
        side.set_visible(False)
    every = 2 if len(bounds) > _TICKS else 1
    first = int(np.searchsorted(bounds, 0.0)) % every if bounds[0] < 0 else 0
    axes.xaxis.set_major_locator(FixedLocator([float(end) for end in bounds[first::every]]))


def _mark(marker: str, size: float, edge: float, colour: str) -> Line2D:
    face = INK if marker == "s" else "white"
    return Line2D(
        [], [], linestyle="none", marker=marker, markersize=size, markerfacecolor=face,
        markeredgecolor=colour, markeredgewidth=edge,
    )  # fmt: skip
