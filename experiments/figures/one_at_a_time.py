"""One factor at a time: the output along the range of each factor, in small panels."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.figures.lettering import localise, wrapped
from experiments.figures.style import FAINT, GRID, SMALL, Sheet, head_height, panel_head
from experiments.figures.subject import MOST, Subject, divided, reach
from model.parameter import Value

_COLUMNS: Final = 4
_PLOT: Final = 2.15
_HEIGHT: Final = 1.5
_LEFT: Final = 0.6
_BELOW: Final = 0.65
_COLOUR: Final = "#0072B2"


def draw_one_at_a_time(
    table: pd.DataFrame,
    subject: Subject,
    units: Mapping[str, str],
    elsewhere: Mapping[str, Value],
) -> Sheet | None:
    """Draw the output as each factor goes through its values while all others stay as they are.

    ``table``: columns ``factor``, ``value`` (numbers, switches or names), ``mean``, ``low`` and
    ``high`` of the output over seeds (NaN: no interval), rows in the order of the values. ``units``
    and ``elsewhere`` hold the unit of each factor and its value in all other panels. Nothing is
    drawn if no row has a mean.
    """
    divisor, subject = subject.scaled(reach(table["mean"].tolist()))
    known = divided(table[table["mean"].notna()], ("mean", "low", "high"), divisor)
    parts = {str(factor): part for factor, part in known.groupby("factor", sort=False)}
    if not parts:
        return None
    order = sorted(parts, key=lambda factor: -float(np.ptp(parts[factor]["mean"])))
    shown = order[:MOST]
    columns = min(_COLUMNS, len(shown))
    labels = {factor: subject.factors[factor] for factor in shown}
    above = head_height(labels.values(), _PLOT, 1, kicker=False)
    cell = above + _HEIGHT + _BELOW
    sheet = Sheet(
        _title(subject, parts, order),
        subject.phrase("alone_subtitle", unit=subject.unit) + subject.hidden(len(order)),
        subject.source,
        max(columns * (_LEFT + _PLOT) + 0.7, 7.0),
        -(-len(shown) // columns) * cell,
        subject.kicker,
    )
    limits = _limits([parts[factor] for factor in shown])
    for place, factor in enumerate(shown):
        row, column = divmod(place, columns)
        axes = sheet.axes(_LEFT + column * (_LEFT + _PLOT), row * cell + above, _PLOT, _HEIGHT)
        axes.set_ylim(limits)
        unit = _panel(axes, subject, parts[factor], units.get(factor, ""), elsewhere.get(factor))
        axes.set_xlabel(wrapped(unit, _PLOT + 0.4, SMALL))
        panel_head(axes, labels[factor], subject.unit, _PLOT)
    return sheet


def _limits(parts: Sequence[pd.DataFrame]) -> tuple[float, float]:
    ends = pd.concat([part[["mean", "low", "high"]] for part in parts]).to_numpy()
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    pad = 0.06 * (high - low) or 0.05 * abs(high) or 1.0
    return low - pad, high + pad


def _panel(axes: Axes, subject: Subject, part: pd.DataFrame, unit: str, usual: Value | None) -> str:
    """Draw the output along one factor and return the unit in which its values are written."""
    axes.grid(visible=False, axis="x")
    axes.grid(visible=True, axis="y", color=GRID)
    axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
    localise(axes.yaxis, subject.language)
    values = part["value"].tolist()
    if any(isinstance(value, bool | str) for value in values):
        _points(axes, subject, part, values, usual)
        return unit
    divisor, unit = subject.round_unit(unit, reach(values))
    numbers = np.array(values, float) / divisor
    axes.fill_between(numbers, part["low"], part["high"], color=_COLOUR, alpha=0.2, linewidth=0)
    axes.plot(numbers, part["mean"], color=_COLOUR, linewidth=1.6)
    if isinstance(usual, int | float):
        axes.axvline(usual / divisor, color=FAINT, linewidth=0.9, linestyle=(0, (4, 2)), zorder=1)
    axes.margins(x=0.03)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
    localise(axes.xaxis, subject.language)
    return unit


def _points(
    axes: Axes,
    subject: Subject,
    part: pd.DataFrame,
    values: Sequence[Value],
    usual: Value | None,
) -> None:
    """Draw a point for each name or switch; what lies between them means nothing."""
    places = np.arange(len(values))
    axes.vlines(places, part["low"], part["high"], color=_COLOUR, linewidth=2.2, alpha=0.5)
    axes.plot(places, part["mean"], color=_COLOUR, linestyle="none", marker="o", markersize=5.5)
    if usual in values:
        axes.axvline(
            values.index(usual), color=FAINT, linewidth=0.9, linestyle=(0, (4, 2)), zorder=1
        )
    axes.set_xlim(-0.5, len(values) - 0.5)
    room = _PLOT / len(values)
    axes.set_xticks(places, [wrapped(_said(subject, value), room, SMALL) for value in values])


def _said(subject: Subject, value: Value) -> str:
    if isinstance(value, bool):
        return subject.phrase("yes" if value else "no")
    return str(value).replace("_", " ")


def _title(subject: Subject, parts: Mapping[str, pd.DataFrame], order: Sequence[str]) -> str:
    """Name the factor with the largest range whose ends lie outside each other's intervals."""
    for factor in order:
        part = parts[factor]
        means = part["mean"].to_numpy()
        least, most = part.iloc[int(np.argmin(means))], part.iloc[int(np.argmax(means))]
        if least["high"] < most["low"]:
            size = abs(float(most["mean"]))
            return subject.phrase(
                "alone_most",
                factor=subject.factors[factor],
                low=subject.number(least["mean"], size),
                high=subject.number(most["mean"], size),
                unit=subject.unit,
            )
    return subject.phrase("alone_none")
