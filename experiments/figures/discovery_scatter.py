"""Where a policy fails: the points of the design on the two factors that the box limits most."""

from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from experiments.boxes import Discovery, Limit, inside, rows
from experiments.figures.discovery import FAILS, most_limited
from experiments.figures.lettering import localise, wrapped
from experiments.figures.style import FAINT, INK, SMALL, Sheet
from experiments.figures.terms import Terms

_HOLDS: Final = "#0072B2"
_SIDE: Final = 5.2
_LEFT: Final = 1.1
_NOTES: Final = 2.3
_ABOVE: Final = 0.5
_BELOW: Final = 0.65
# How far points on a level are spread to either side, where levels are 1 apart.
_SPREAD: Final = 0.36
_GOLDEN: Final = (5**0.5 - 1) / 2


class _Axis(NamedTuple):
    """A factor along an axis: the place of each point, the box's ends, unit, and named ticks."""

    whole: Limit
    places: np.ndarray
    low: float
    high: float
    unit: str
    ticks: tuple[str, ...] = ()


def draw_scatter(
    found: Discovery,
    inputs: pd.DataFrame,
    of_interest: pd.Series,
    policy: str,
    criterion: str,
    terms: Terms,
) -> Sheet | None:
    """Draw the points on the two factors of which the box leaves least; nothing with fewer.

    ``inputs`` and ``of_interest`` are those that ``found`` was found from.
    """
    whole = {limit.factor: limit for limit in rows(found.ranges)}
    limits = most_limited(found)
    if len(limits) < 2:
        return None
    known = of_interest.reindex(inputs.index).notna() & inputs.notna().all(axis=1)
    points, fails = inputs[known], of_interest.reindex(inputs.index)[known].astype(bool)
    held = inside(found.box.limits, points)
    shown = [limit.factor for limit in limits[:2]]
    others = inside(found.box.limits[~found.box.limits["factor"].isin(shown)], points)
    sheet = Sheet(
        terms.phrase(
            "scatter_title",
            inside=terms.percent(float(fails[held].mean())),
            outside=terms.percent(float(fails[~held].mean())) if (~held).any() else "0",
        ),
        _subtitle(limits, whole, policy, criterion, terms),
        terms.source,
        _LEFT + _SIDE + 0.2 + _NOTES + 0.7,
        _ABOVE + _SIDE + _BELOW,
    )
    axes = sheet.axes(_LEFT, _ABOVE, _SIDE, _SIDE)
    across, up = (
        _axis(points[limit.factor], limit, whole[limit.factor], turn, terms)
        for turn, limit in enumerate(limits[:2])
    )
    _marks(axes, across, up, fails, others)
    frame = Rectangle(
        (across.low, up.low), across.high - across.low, up.high - up.low, facecolor="none",
        edgecolor=INK, linewidth=1.6, zorder=4, gid="box",
    )  # fmt: skip
    axes.add_patch(frame)
    _finish(axes, across, up, terms)
    _notes(axes, fails, held, terms)
    return sheet


def _subtitle(
    limits: list[Limit], whole: dict[str, Limit], policy: str, criterion: str, terms: Terms
) -> str:
    text = terms.phrase("scatter_subtitle", policy=terms.quoted(policy), criterion=criterion)
    if len(limits) > 2:
        others = "; ".join(terms.asked(limit, whole[limit.factor]) for limit in limits[2:])
        text += terms.phrase("scatter_also", others=others)
    return text


def _axis(column: pd.Series, limit: Limit, whole: Limit, turn: int, terms: Terms) -> _Axis:
    """Return where points and box lie along a factor; ``turn`` tells the two spreads apart."""
    # The fractional parts of n × an irrational number fill a gap evenly.
    spread = _SPREAD * (2 * ((np.arange(len(column)) * (_GOLDEN + turn * 0.137)) % 1) - 1)
    if whole.levels:
        order = [*limit.levels, *(level for level in whole.levels if level not in limit.levels)]
        places = column.map({level: place for place, level in enumerate(order)}).to_numpy(float)
        ticks = tuple(map(terms.level, order))
        return _Axis(whole, places + spread, -0.5, len(limit.levels) - 0.5, "", ticks)
    if pd.api.types.is_integer_dtype(column):
        values, ends = column.to_numpy(float) + spread, (limit.low - 0.5, limit.high + 0.5)
    else:
        values, ends = column.to_numpy(float), (limit.low, limit.high)
    scale = terms.scale(whole)
    low, high = (end / scale.divisor for end in ends)
    return _Axis(whole, values / scale.divisor, low, high, scale.unit)


def _marks(axes: Axes, across: _Axis, up: _Axis, fails: pd.Series, others: pd.Series) -> None:
    looks: dict[bool, dict[str, Any]] = {
        False: {"marker": "o", "facecolors": "none", "edgecolors": _HOLDS, "s": 16},
        True: {"marker": "^", "facecolors": FAILS, "edgecolors": "white", "s": 30},
    }
    for verdict, look in looks.items():
        for near in (False, True):
            chosen = ((fails == verdict) & (others == near)).to_numpy()
            axes.scatter(
                across.places[chosen], up.places[chosen], linewidths=0.8 if not verdict else 0.4,
                alpha=1.0 if near else 0.3, zorder=2 + verdict, gid="fails" if verdict else "holds",
                **look,
            )  # fmt: skip


def _finish(axes: Axes, across: _Axis, up: _Axis, terms: Terms) -> None:
    axes.grid(visible=False)
    for axis, matter, limit in (
        (axes.xaxis, across, axes.set_xlim),
        (axes.yaxis, up, axes.set_ylim),
    ):
        low, high = min(*matter.places, matter.low), max(*matter.places, matter.high)
        limit(low - 0.03 * (high - low), high + 0.03 * (high - low))
        if matter.ticks:
            axis.set_ticks(range(len(matter.ticks)), matter.ticks)
        else:
            axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
            localise(axis, terms.language)
        label = terms.label(matter.whole.factor)
        text = f"{label} ({matter.unit})" if matter.unit else label
        if axis is axes.xaxis:
            axis.set_label_text(wrapped(text, _SIDE, SMALL), color=INK)
        else:
            axes.annotate(
                wrapped(text, _SIDE, SMALL), (0, 1), xycoords="axes fraction", xytext=(-30, 8),
                textcoords="offset points", verticalalignment="bottom",
            )  # fmt: skip


def _notes(axes: Axes, fails: pd.Series, held: pd.Series, terms: Terms) -> None:
    """Write what the marks mean, and how many points lie in the box and outside it."""
    key = ((FAILS, "^", "fails", FAILS), ("none", "o", "holds", _HOLDS))
    for row, (fill, marker, text, edge) in enumerate(key):
        height = 0.97 - 0.05 * row
        axes.plot(
            1.06, height, marker, transform=axes.transAxes, markerfacecolor=fill,
            markeredgecolor=edge, markersize=6, clip_on=False,
        )  # fmt: skip
        axes.text(
            1.09, height, terms.phrase(text), transform=axes.transAxes, verticalalignment="center"
        )
    for height, name, chosen, colour in (
        (0.82, "in_box", held, INK),
        (0.69, "out_of_box", ~held, FAINT),
    ):
        text = terms.phrase(name, hits=int(fails[chosen].sum()), points=int(chosen.sum()))
        axes.text(
            1.05, height, text, transform=axes.transAxes, color=colour, linespacing=1.35,
            verticalalignment="top",
        )  # fmt: skip
