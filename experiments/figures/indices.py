"""Sensitivity indices by factor: bars with intervals and numbers."""

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.factor_rows import (
    NAMES,
    NUMBERS,
    STRONG,
    finish_across,
    name_rows,
    number_rows,
    prepare_rows,
    row_height,
)
from experiments.figures.lettering import wrapped
from experiments.figures.style import INK, SMALL, Sheet, head_height
from experiments.figures.subject import MOST, Subject, ranked, reach, rows_of

_PLOT: Final = 4.0
_BELOW: Final = 0.6
_COLUMN: Final = NUMBERS + 0.3
# Far apart in grey, too.
_ALONE: Final = STRONG
_TOGETHER: Final = "#9CC9E8"
_BAR: Final = 0.34
_SWATCH: Final = 14.0
_KINDS: Final = {"sobol": "variance", "fast": "variance", "rbd_fast": "alone"}
_INDICES: Final = {
    "sobol": ("ST", "S1"),
    "fast": ("ST", "S1"),
    "rbd_fast": ("S1",),
    "pawn": ("pawn_median",),
    "delta": ("delta",),
}


def draw_indices(table: pd.DataFrame, subject: Subject) -> Sheet | None:
    """Draw the indices of Sobol', FAST, RBD-FAST, PAWN or delta; nothing if none has a value.

    ``table``: the rows of one output as ``analyse`` returns them. Factors are ordered by ST where a
    method has S1 and ST, else by its only index.
    """
    indices = _INDICES[subject.method]
    every = ranked(table, indices[0])
    if every.empty:
        return None
    shown = every.head(MOST)
    names = [subject.factors[factor] for factor in shown["factor"]]
    parts = {index: rows_of(table, index).reindex(shown.index) for index in indices}
    above = head_height([""], _PLOT, 1, kicker=False)
    height = len(shown) * max(row_height(names), 0.34)
    sheet = Sheet(
        _title(table, subject, every),
        _subtitle(subject, every) + subject.hidden(len(every)),
        subject.source,
        NAMES + _PLOT + len(indices) * _COLUMN + 0.85,
        above + height + _BELOW,
        subject.kicker,
    )
    axes = sheet.axes(NAMES, above, _PLOT, height)
    prepare_rows(axes, len(shown))
    for place, (index, part) in enumerate(parts.items()):
        _bars(axes, part, place - (len(parts) - 1) / 2, _colour(index))
    ends = [end for part in parts.values() for end in (*part["high"], *part["value"])]
    shares = subject.method in _KINDS
    finish_across(
        axes, subject, subject.phrase("share_of_variance" if shares else "distance"), reach(ends)
    )
    name_rows(axes, names)
    for place, (index, part) in enumerate(parts.items()):
        left = 0.2 + place * _COLUMN
        number_rows(axes, subject, part, 1.0, left)
        _head_numbers(axes, subject, index, left, marked=len(parts) > 1)
    return sheet


def _colour(index: str) -> str:
    return _TOGETHER if index == "ST" else _ALONE


def _bars(axes: Axes, part: pd.DataFrame, side: float, colour: str) -> None:
    """Draw the bars of one index with their intervals, ``side`` bars below the middle of a row."""
    rows = np.arange(len(part)) + side * _BAR
    axes.barh(rows, part["value"], height=_BAR, color=colour, linewidth=0, zorder=2)
    axes.hlines(rows, part["low"], part["high"], color=INK, linewidth=1.1, zorder=3)


def _head_numbers(axes: Axes, subject: Subject, index: str, left: float, *, marked: bool) -> None:
    """Write above a column of numbers which index it is, ``marked`` by a patch of its colour."""
    inches = axes.get_window_extent().width / axes.figure.dpi
    axes.annotate(
        wrapped(subject.phrase(f"index.{index}"), _COLUMN - 0.25, SMALL, bold=True),
        (1 + left / inches, 1),
        xycoords="axes fraction",
        xytext=(0, 9),
        textcoords="offset points",
        fontweight="bold",
        linespacing=1.2,
        verticalalignment="bottom",
    )
    if not marked:
        return
    axes.annotate(
        "",
        (1 + left / inches, 1),
        xycoords="axes fraction",
        xytext=(_SWATCH, 0),
        textcoords="offset points",
        arrowprops={"arrowstyle": "-", "color": _colour(index), "linewidth": 5, "shrinkA": 0},
    )


def _subtitle(subject: Subject, every: pd.DataFrame) -> str:
    bounded = bool(np.isfinite(every["low"]).any())
    return subject.phrase(
        f"indices_subtitle.{_KINDS.get(subject.method, subject.method)}",
        intervals=subject.phrase("with_intervals" if bounded else "without_intervals"),
    )


def _title(table: pd.DataFrame, subject: Subject, every: pd.DataFrame) -> str:
    """Say what share the strongest factor explains alone, where it is clearly the strongest."""
    alone = ranked(table, "S1")
    if alone.empty or np.isnan(alone["low"].iloc[0]):
        return subject.leading(every)
    first, others = alone.iloc[0], alone.iloc[1:]
    if first["low"] <= max(others["high"].max(), 0.0):
        return subject.leading(every)
    return subject.phrase(
        "indices_alone",
        factor=subject.factors[first["factor"]],
        share=subject.percent(first["value"]),
    )
