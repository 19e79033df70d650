"""Rows of factors: names at the left, estimates with their intervals, numbers at the right."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.figures.lettering import POINTS, localise, wrapped
from experiments.figures.style import FAINT, GRID, INK, SMALL, STATUS_QUO
from experiments.figures.subject import Subject, half_interval

NAMES: Final = 2.5
NUMBERS: Final = 1.05
STRONG: Final = "#0072B2"
WEAK: Final = STATUS_QUO

_NAME: Final = 0.38
_ROOM: Final = 2.15


def row_height(names: Sequence[str]) -> float:
    """Return the inches of a row that holds the longest name."""
    lines = max(1 + wrapped(name, _ROOM, SMALL).count("\n") for name in names)
    return max(0.27, lines * SMALL * 1.25 / POINTS + 0.1)


def prepare_rows(axes: Axes, count: int) -> None:
    """Make room for rows from the top down."""
    axes.set_ylim(count - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)


def name_rows(axes: Axes, names: Sequence[str]) -> None:
    """Write the rank and the name of each row left of the axes."""
    inches = axes.get_window_extent().width / axes.figure.dpi
    for place, name in enumerate(names):
        columns = ((str(place + 1), 0.12, FAINT), (wrapped(name, _ROOM, SMALL), _NAME, INK))
        for text, left, colour in columns:
            axes.text(
                -left / inches,
                place,
                text,
                transform=axes.get_yaxis_transform(),
                horizontalalignment="right",
                verticalalignment="center",
                linespacing=1.05,
                color=colour,
            )


def number_rows(axes: Axes, subject: Subject, rows: pd.DataFrame, size: float, left: float) -> None:
    """Write each estimate ± half of its interval, ``left`` inches right of the axes."""
    inches = axes.get_window_extent().width / axes.figure.dpi
    for place, (_, row) in enumerate(rows.iterrows()):
        text, half = subject.number(row["value"], size), half_interval(row)
        axes.text(
            1 + left / inches,
            place,
            f"{text} ± {subject.number(half, size)}" if np.isfinite(half) else text,
            transform=axes.get_yaxis_transform(),
            verticalalignment="center",
            color=INK,
        )


def finish_across(axes: Axes, subject: Subject, label: str, most: float) -> None:
    """Give the axis of estimates its limits, lines and numbers."""
    low = min([0.0, *axes.dataLim.intervalx]) if np.isfinite(axes.dataLim.intervalx).all() else 0.0
    axes.set_xlim(low - (0.02 * most if low < 0 else 0), 1.04 * most)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=GRID)
    axes.axvline(0, color=STATUS_QUO, linewidth=1.2, zorder=1)
    localise(axes.xaxis, subject.language)
    axes.set_xlabel(label)
