"""Interactions: Sobol' indices of second order as a triangle of cells."""

from itertools import combinations
from typing import Final, NamedTuple

import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, Normalize
from matplotlib.patches import Rectangle

from experiments.figures.factor_rows import NAMES, name_rows, prepare_rows, row_height
from experiments.figures.style import FAINT, INK, SMALL, Sheet
from experiments.figures.subject import MOST, Subject, ranked, rows_of
from experiments.words import numeral

_CELL: Final = 0.52
_HEAD: Final = 0.1
_BELOW: Final = 0.15
_DARK: Final = 0.55


class Pair(NamedTuple):
    """The interaction of two factors, as a share of the variance."""

    value: float
    low: float
    high: float
    most: float

    @property
    def clear(self) -> bool:
        """Whether the interval lies above zero, and the share is one that both factors can have.

        S2 is a part of the ST of either. Estimates from few base samples share an error that their
        intervals do not cover, and may all lie above it.
        """
        return self.low > 0 and self.value <= self.most


def draw_interactions(table: pd.DataFrame, subject: Subject) -> Sheet | None:
    """Draw S2 of each two factors; nothing if none has a value.

    ``table``: the rows of one output as ``analyse`` returns them. The strongest factors by ST are
    shown, each with a row and, by its rank, a column.
    """
    pairs = _pairs(table)
    every = ranked(table, "ST")
    if not pairs or every.empty:
        return None
    shown = list(every["factor"].head(MOST))
    names = [subject.factors[factor] for factor in shown]
    cell = max(row_height(names), 0.36)
    across = (len(shown) - 1) * _CELL
    sheet = Sheet(
        _title(subject, pairs),
        subject.phrase("interactions_subtitle") + subject.hidden(len(every)),
        subject.source,
        max(NAMES + across + 1.0, 8.0),
        _HEAD + len(shown) * cell + _BELOW,
        subject.kicker,
    )
    axes = sheet.axes(NAMES, _HEAD, across, len(shown) * cell)
    prepare_rows(axes, len(shown))
    axes.set(xlim=(-0.5, len(shown) - 1.5), xticks=[])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    most = max((pair.value for pair in pairs.values() if pair.clear), default=0.0)
    shade = Normalize(0.0, max(most, 0.01))
    for column, row in combinations(range(len(shown)), 2):
        pair = pairs.get(frozenset((shown[column], shown[row])))
        if pair is not None:
            _draw_cell(axes, subject, pair, column, row, shade)
    name_rows(axes, names)
    for column in range(len(shown) - 1):
        axes.text(column, column + 0.3, str(column + 1), ha="center", va="center", color=FAINT)
    return sheet


def _pairs(table: pd.DataFrame) -> dict[frozenset[str], Pair]:
    rows = table[(table["index"] == "S2") & table["value"].notna()]
    most = rows_of(table, "ST")["high"]
    return {
        frozenset((row["factor"], row["other"])): Pair(
            row["value"],
            row["low"],
            row["high"],
            float(most.reindex([row["factor"], row["other"]]).min(skipna=False)),
        )
        for _, row in rows.iterrows()
    }


def _draw_cell(
    axes: Axes, subject: Subject, pair: Pair, column: int, row: int, shade: Normalize
) -> None:
    colours: Colormap = colormaps["Blues"]
    depth = float(shade(max(pair.value, 0.0))) * 0.85
    axes.add_patch(
        Rectangle(
            (column - 0.47, row - 0.45),
            0.94,
            0.9,
            facecolor=colours(depth) if pair.clear else "#f4f4f4",
            edgecolor=INK if pair.clear else "none",
            linewidth=1.0,
        )
    )
    axes.text(
        column,
        row,
        numeral(100 * pair.value, subject.language),
        ha="center",
        va="center",
        fontsize=SMALL,
        fontweight="bold" if pair.clear else "normal",
        color=("white" if depth > _DARK else INK) if pair.clear else FAINT,
    )


def _title(subject: Subject, pairs: dict[frozenset[str], Pair]) -> str:
    clear = {names: pair for names, pair in pairs.items() if pair.clear}
    if not clear:
        return subject.phrase("interactions_none")
    names = max(clear, key=lambda one: clear[one].value)
    # In the order in which the factors were given.
    first, other = (subject.factors[name] for name in subject.factors if name in names)
    return subject.phrase(
        "interactions_pair", factor=first, other=other, share=subject.percent(clear[names].value)
    )
