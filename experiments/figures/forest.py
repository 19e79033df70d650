"""Rows of policies, columns of measures: each change with its interval and in numbers."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.figures.endings import amount, size_of
from experiments.figures.findings import Change
from experiments.figures.lettering import POINTS, localise, wrapped
from experiments.figures.material import Material, Measure
from experiments.figures.style import FAINT, GRID, SMALL, STATUS_QUO, WHITE, Sheet

NAMES: Final = 2.2

_MARKS: Final = 5.5


def row_height(material: Material, names: Sequence[str], numbers: int = 1) -> float:
    """Return the inches of a row that holds the longest name beside ``numbers`` lines."""
    lines = [1 + wrapped(material.labels[name], NAMES, SMALL).count("\n") for name in names]
    return (max(*lines, numbers + 1) * SMALL * 1.3 + 6) / POINTS


def name_rows(axes: Axes, material: Material, names: Sequence[str], sheet: Sheet) -> None:
    """Write the name and mark of each policy left of the axes, a row for each."""
    across = axes.get_yaxis_transform()
    width = axes.get_position().width * sheet.width
    for place, name in enumerate(names):
        look = material.styles[name]
        axes.plot(
            -0.12 / width,
            place,
            transform=across,
            marker=look.marker,
            markersize=_MARKS,
            color=look.colour,
            clip_on=False,
        )
        axes.text(
            -0.24 / width,
            place,
            wrapped(material.labels[name], NAMES, SMALL),
            transform=across,
            horizontalalignment="right",
            verticalalignment="center",
            linespacing=1.05,
        )


def draw_changes(
    axes: Axes, material: Material, measure: Measure, changes: Mapping[str, Change]
) -> None:
    """Draw a row per policy: its mark, its interval as a line, and both in numbers above."""
    axes.set_ylim(len(changes) - 0.45, -0.55)
    axes.set_yticks([])
    axes.axvline(0, color=STATUS_QUO, linewidth=1.4, zorder=1)
    size = size_of(changes.values())
    for place, (name, change) in enumerate(changes.items()):
        mean, low, high = change.difference
        if not np.isfinite(mean):
            axes.text(0.5, place, "–", transform=axes.get_yaxis_transform(), color=FAINT)
            continue
        look = material.styles[name]
        if np.isfinite(low):
            axes.plot([low, high], [place] * 2, color=look.colour, linewidth=2.2, alpha=0.6)
        axes.plot(mean, place, color=look.colour, marker=look.marker, markersize=_MARKS, gid=name)
        axes.text(
            0.5,
            place - 0.12,
            amount(material, change, size),
            transform=axes.get_yaxis_transform(),
            horizontalalignment="center",
            verticalalignment="bottom",
            fontsize=7,
            bbox={**WHITE, "pad": 0.3},
            zorder=3,
        )
    ends = [end for change in changes.values() for end in change.difference if np.isfinite(end)]
    reach = max(map(abs, ends), default=0.0) or 1.0
    low, high = min([*ends, 0.0]), max([*ends, 0.0])
    pad = 0.12 * max(high - low, 0.02 * reach)
    axes.set_xlim(low - pad, high + pad)
    axes.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 2.5, 5, 10]))
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=GRID)
    axes.spines["left"].set_visible(False)
    localise(axes.xaxis, material.language, signed=True)
    axes.set_xlabel(measure.unit)
