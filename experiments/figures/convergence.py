"""Convergence: the index of each factor from growing parts of a design."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator

from experiments.figures.lettering import POINTS, localise, spread, wrapped
from experiments.figures.style import (
    FAINT,
    GRID,
    INK,
    SMALL,
    STATUS_QUO,
    Sheet,
    head_height,
    panel_head,
    styles_by_place,
)
from experiments.figures.subject import Subject, divided, reach
from experiments.words import numeral

_PLOT: Final = 5.6
_HEIGHT: Final = 3.9
_LEFT: Final = 0.65
_LABELS: Final = 2.6
_LEADER: Final = 0.25
_BELOW: Final = 0.65
_COLOURED: Final = 6
_COMPARED: Final = 3
_LINE: Final = SMALL * 1.25


def draw_convergence(table: pd.DataFrame, subject: Subject, index: str) -> Sheet | None:
    """Draw the index of each factor against the size of the part it is computed from.

    ``table``: what ``converging`` returns; ``index``: the first of ``index_names``. The strongest
    factors have a colour, a band and a name, all others are grey. Nothing is drawn from fewer than
    two parts with values.
    """
    if index == "mu_star":
        divisor, subject = subject.scaled(reach(table["value"].tolist()))
        table = divided(table, ("value", "low", "high"), divisor)
    values = table.pivot_table(index="samples", columns="factor", values="value", sort=False)
    if len(values) < 2:
        return None
    order = list(values.iloc[-1].sort_values(ascending=False, kind="stable").index)
    above = head_height([""], _PLOT, 1, kicker=False)
    sheet = Sheet(
        _title(subject, values, order),
        subject.phrase("convergence_subtitle"),
        subject.source,
        _LEFT + _PLOT + _LEADER + _LABELS + 0.7,
        above + _HEIGHT + _BELOW,
        subject.kicker,
    )
    axes = sheet.axes(_LEFT, above, _PLOT, _HEIGHT)
    _draw(axes, table.set_index("factor"), order)
    _finish(axes, subject, [int(size) for size in values.index])
    panel_head(axes, "", subject.phrase(f"converging.{index}", unit=subject.unit), _PLOT)
    _name_lines(axes, subject, values.iloc[-1][order])
    return sheet


def _draw(axes: Axes, table: pd.DataFrame, order: Sequence[str]) -> None:
    styles = styles_by_place(order[:_COLOURED])
    for factor in reversed(order):
        rows = table.loc[[factor]]
        if factor not in styles:
            axes.plot(rows["samples"], rows["value"], color=STATUS_QUO, linewidth=0.8, gid=factor)
            continue
        look = styles[factor]
        axes.fill_between(
            rows["samples"], rows["low"], rows["high"], color=look.colour, alpha=0.13, linewidth=0
        )
        axes.plot(
            rows["samples"],
            rows["value"],
            color=look.colour,
            linewidth=1.6,
            marker=look.marker,
            markersize=4.5,
            gid=factor,
        )
    axes.axhline(0, color=STATUS_QUO, linewidth=1.0, zorder=1)


def _finish(axes: Axes, subject: Subject, sizes: Sequence[int]) -> None:
    axes.margins(x=0.02)
    if subject.method == "sobol":
        axes.set_xscale("log", base=2)
    axes.xaxis.set_major_locator(FixedLocator(sizes))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xticks(sizes, [numeral(size, subject.language) for size in sizes])
    axes.set_xlabel(subject.phrase(f"samples.{subject.method}"))
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.grid(visible=False, axis="x")
    axes.grid(visible=True, axis="y", color=GRID)
    localise(axes.yaxis, subject.language)


def _name_lines(axes: Axes, subject: Subject, ends: pd.Series) -> None:
    """Write the name of each coloured line at its end, and how many others there are."""
    styles = styles_by_place(list(ends.index[:_COLOURED]))
    named = [(subject.factors[str(factor)], end) for factor, end in ends[:_COLOURED].items()]
    rest = ends[_COLOURED:]
    if len(rest):
        named.append((subject.phrase("and_others", count=len(rest)), float(rest.mean())))
    texts = [wrapped(text, _LABELS, SMALL) for text, _ in named]
    bottom, top = axes.get_ylim()
    room = _HEIGHT * POINTS
    targets = [room * (float(end) - bottom) / (top - bottom) for _, end in named]
    sizes = [(text.count("\n") + 1) * _LINE + 3 for text in texts]
    looks = [styles[str(factor)].colour for factor in ends.index[:_COLOURED]]
    colours = [*looks, *[FAINT] * (len(named) - len(looks))]
    for text, target, centre, colour in zip(
        texts, targets, spread(targets, sizes, room), colours, strict=True
    ):
        axes.plot(
            [1.0, 1.0 + 0.6 * _LEADER / _PLOT, 1.0 + 0.85 * _LEADER / _PLOT],
            [target / room, centre / room, centre / room],
            transform=axes.transAxes,
            color=colour,
            linewidth=0.8,
            clip_on=False,
        )
        axes.text(
            1.0 + _LEADER / _PLOT,
            centre / room,
            text,
            transform=axes.transAxes,
            verticalalignment="center",
            linespacing=1.1,
            color=FAINT if colour == FAINT else INK,
        )


def _title(subject: Subject, values: pd.DataFrame, order: Sequence[str]) -> str:
    """Say from which size on the order of the strongest factors is that of the whole design."""
    unit = subject.phrase(f"samples.{subject.method}")
    count = min(_COMPARED, len(order))
    orders = np.argsort(-values[list(order)].to_numpy(), axis=1, kind="stable")[:, :count]
    same = (orders == np.arange(count)).all(axis=1)
    since = len(same) - int(np.argmin(same[::-1])) if not same.all() else 0
    key = "settled" if since < len(same) - 1 else "unsettled"
    size = values.index[since] if key == "settled" else values.index[-1]
    return subject.phrase(key, count=count, samples=numeral(int(size), subject.language), unit=unit)
