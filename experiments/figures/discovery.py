"""When a policy fails: the boxes of PRIM, and what the one chosen asks of the factors."""

import math
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator
from seaborn import color_palette

from experiments.boxes import Discovery, Limit, rows
from experiments.figures.lettering import localise, wrapped
from experiments.figures.style import (
    FAINT,
    GRID,
    INK,
    SMALL,
    STATUS_QUO,
    WHITE,
    Sheet,
    head_height,
    panel_head,
)
from experiments.figures.terms import Terms

FAILS: Final = "#D55E00"

_SIDE: Final = 3.5
_LEFT: Final = 0.55
_NAMES: Final = 2.3
_BARS: Final = 3.2
_CHANCES: Final = 1.2
_ROW: Final = 0.62
_BELOW: Final = 0.68
_KEYS: Final = 8
_KEY: Final = 0.19
_LEFT_HALF: Final = 0.45
_NAMED: Final = 3
# Below this a quasi p-value is not written out.
_SMALLEST: Final = 0.001


def draw_discovery(
    found: Discovery, policy: str, criterion: str, terms: Terms, again: pd.DataFrame | None = None
) -> Sheet:
    """Draw the boxes of ``prim`` by coverage and density, and the limits of the one chosen.

    ``policy`` is its name; ``criterion`` says when it fails ("needs met rise by less than 2
    percentage points"); ``again``: the table of ``reproducibility``.
    """
    limits, whole = most_limited(found), {limit.factor: limit for limit in rows(found.ranges)}
    claims = [terms.phrase("trade_off"), terms.phrase("limits_claim")]
    above = head_height(claims, _BARS, 1, kicker=False)
    height = max(_SIDE, len(limits) * _ROW)
    left = _LEFT + _SIDE + 0.35 + _NAMES
    most = int(found.trajectory["restricted"].max())
    subtitle = terms.phrase(
        "box_subtitle", criterion=criterion, of_interest=found.of_interest, cases=found.cases
    )
    sheet = Sheet(
        box_title(found, policy, terms),
        subtitle + (terms.phrase("box_again") if again is not None else ""),
        terms.source,
        left + _BARS + _CHANCES + 0.7,
        above + height + _BELOW + _KEY * -(-(most + 1) // _KEYS),
    )
    axes = sheet.axes(_LEFT, above, _SIDE, _SIDE)
    _trajectory(axes, found, terms)
    panel_head(axes, claims[0], terms.phrase("density"), _SIDE)
    axes = sheet.axes(left, above, _BARS, max(len(limits), 1) * _ROW)
    _bars(axes, limits, whole, terms, again)
    panel_head(axes, claims[1], terms.phrase("limits_measured"), _BARS)
    return sheet


def box_title(found: Discovery, policy: str, terms: Terms) -> str:
    """Return where a policy fails, and how often there and overall, in one sentence."""
    whole = {limit.factor: limit for limit in rows(found.ranges)}
    limits = most_limited(found)
    base = found.of_interest / found.cases
    if not limits or found.box.density <= base:
        return terms.phrase("box_none", policy=terms.quoted(policy))
    named = [_asked(limit, whole[limit.factor], terms) for limit in limits]
    if len(named) > _NAMED:
        first = ", ".join(named[:_NAMED])
        where = terms.phrase("and_more", first=first, count=len(named) - _NAMED)
    elif len(named) > 1:
        where = terms.phrase("and", first=", ".join(named[:-1]), last=named[-1])
    else:
        where = named[0]
    return terms.phrase(
        "box_title",
        policy=terms.quoted(policy),
        where=where,
        density=terms.percent(found.box.density),
        base=terms.percent(base),
    )


def most_limited(found: Discovery) -> list[Limit]:
    """Return the limits of the box chosen, first that which leaves least of its range."""
    whole = {limit.factor: limit for limit in rows(found.ranges)}
    return sorted(rows(found.box.limits), key=lambda limit: _left(limit, whole[limit.factor]))


def _left(limit: Limit, whole: Limit) -> float:
    if limit.levels:
        return len(limit.levels) / len(whole.levels)
    return (limit.high - limit.low) / (whole.high - whole.low)


def _asked(limit: Limit, whole: Limit, terms: Terms) -> str:
    """Return what a box asks of a factor in words: "high “Broker's price”"."""
    label = terms.quoted(limit.factor)
    if limit.levels:
        return terms.phrase("factor.level", label=label, levels=terms.limits(limit, whole))
    side = "high" if limit.high >= whole.high else "low" if limit.low <= whole.low else "middle"
    return terms.phrase(f"factor.{side}", label=label)


def _trajectory(axes: Axes, found: Discovery, terms: Terms) -> None:
    steps = found.trajectory
    most = int(steps["restricted"].max())
    shades = color_palette("viridis_r", most + 1)
    for number, group in steps.groupby("restricted"):
        axes.plot(
            100 * group["coverage"], 100 * group["density"], "o", color=shades[int(str(number))],
            markersize=5.5, markeredgecolor="white", markeredgewidth=0.5, label=str(number),
        )  # fmt: skip
    base = 100 * found.of_interest / found.cases
    axes.axhline(base, color=STATUS_QUO, linewidth=1, zorder=0)
    note: dict[str, Any] = {"textcoords": "offset points", "bbox": WHITE, "fontsize": 7.5}
    axes.annotate(
        terms.phrase("all_points", base=terms.percent(base / 100)), (0, base), xytext=(4, -4),
        verticalalignment="top", color=FAINT, **note,
    )  # fmt: skip
    box = found.box
    place = (100 * box.coverage, 100 * box.density)
    axes.plot(*place, "o", markersize=12, markerfacecolor="none", markeredgecolor=FAILS, gid="box")
    said = terms.phrase(
        "marked", coverage=terms.percent(box.coverage), density=terms.percent(box.density)
    )
    # A box that covers little has its note on the right, where there is room.
    side, shift = ("left", (13, 0)) if box.coverage < _LEFT_HALF else ("right", (-12, -10))
    axes.annotate(
        wrapped(said, 1.4, 7.5), place, xytext=shift, horizontalalignment=side,
        verticalalignment="center" if side == "left" else "top", color=FAILS, linespacing=1.2,
        **note,
    )  # fmt: skip
    axes.set(xlim=(0, 104), ylim=(0, 104), xlabel=terms.phrase("coverage"))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MultipleLocator(20))
        localise(axis, terms.language)
    axes.legend(
        title=terms.phrase("factors_limited"), loc="upper left", bbox_to_anchor=(-0.02, -0.13),
        ncols=_KEYS, frameon=False, handletextpad=0.1, columnspacing=1.0,
        title_fontsize=SMALL, fontsize=SMALL, alignment="left", borderpad=0,
    )  # fmt: skip


def _bars(
    axes: Axes,
    limits: list[Limit],
    whole: dict[str, Limit],
    terms: Terms,
    again: pd.DataFrame | None,
) -> None:
    axes.set(xlim=(-0.02, 1.02), ylim=(max(len(limits), 1) - 0.5, -0.5), xticks=[], yticks=[])
    axes.grid(visible=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    if not limits:
        axes.text(0, 0, terms.phrase("no_limits"), color=FAINT)
    found = {} if again is None else dict(zip(again["factor"], again["by_density"], strict=True))
    for row, limit in enumerate(limits):
        _name(axes, row, limit, whole[limit.factor], terms)
        if limit.levels:
            _levels(axes, row, limit, whole[limit.factor], terms)
        else:
            _range(axes, row, limit, whole[limit.factor], terms)
        said = [_chance(limit, terms)]
        if limit.factor in found:
            said.append(terms.phrase("again", share=terms.percent(found[limit.factor])))
        axes.text(
            1.08, row, "\n".join(filter(None, said)), color=FAINT, fontsize=7.5,
            verticalalignment="center", linespacing=1.3,
        )  # fmt: skip


def _name(axes: Axes, row: int, limit: Limit, whole: Limit, terms: Terms) -> None:
    """Write a factor's label, and its unit below, left of its bar."""
    unit = "" if limit.levels else terms.scale(whole).unit
    texts = [(wrapped(terms.label(limit.factor), _NAMES - 0.2, SMALL), SMALL, INK, 1)]
    if unit:
        texts.append((wrapped(unit, _NAMES - 0.2, 7), 7.0, FAINT, -1))
    for text, size, colour, side in texts:
        axes.annotate(
            text, (0, row), xytext=(-10, 2 * side if unit else 0), textcoords="offset points",
            horizontalalignment="right", fontsize=size, color=colour, linespacing=1.1,
            verticalalignment="center" if not unit else "bottom" if side > 0 else "top",
        )  # fmt: skip


def _range(axes: Axes, row: int, limit: Limit, whole: Limit, terms: Terms) -> None:
    spread = whole.high - whole.low
    low, high = (limit.low - whole.low) / spread, (limit.high - whole.low) / spread
    axes.plot([0, 1], [row] * 2, color=GRID, linewidth=6, solid_capstyle="butt")
    axes.plot([low, high], [row] * 2, color=FAILS, linewidth=6, solid_capstyle="butt", gid="limit")
    scale = terms.scale(whole)
    for end, side in ((whole.low, "left"), (whole.high, "right")):
        axes.annotate(
            terms.value(end, scale), (0.0 if side == "left" else 1.0, row), xytext=(0, -6),
            textcoords="offset points", horizontalalignment=side, verticalalignment="top",
            fontsize=7, color=FAINT,
        )  # fmt: skip
    middle = (low + high) / 2
    side = "left" if middle < 0.3 else "right" if middle > 0.7 else "center"
    axes.annotate(
        terms.limits(limit, whole), ({"left": low, "right": high}.get(side, middle), row),
        xytext=(0, 5), textcoords="offset points", horizontalalignment=side,
        verticalalignment="bottom", fontsize=SMALL, fontweight="bold", color=INK,
    )  # fmt: skip


def _levels(axes: Axes, row: int, limit: Limit, whole: Limit, terms: Terms) -> None:
    places = [(place + 0.5) / len(whole.levels) for place in range(len(whole.levels))]
    axes.plot([0, 1], [row] * 2, color=GRID, linewidth=1.5, zorder=1)
    room = _BARS / len(whole.levels) - 0.05
    for place, level in zip(places, whole.levels, strict=True):
        asked = level in limit.levels
        axes.plot(
            place, row, "o", markersize=8, markeredgecolor=FAILS if asked else STATUS_QUO,
            markerfacecolor=FAILS if asked else "white", gid="limit" if asked else None,
        )  # fmt: skip
        axes.annotate(
            wrapped(terms.level(level), room, 7.5), (place, row), xytext=(0, -7),
            textcoords="offset points", horizontalalignment="center", verticalalignment="top",
            fontsize=7.5, fontweight="bold" if asked else "normal", color=INK if asked else FAINT,
            linespacing=1.0,
        )  # fmt: skip


def _chance(limit: Limit, terms: Terms) -> str:
    """Return the larger quasi p-value of a limit's ends."""
    known = [value for value in (limit.p_low, limit.p_high) if not math.isnan(value)]
    if not known:
        return ""
    value = max(known)
    if value < _SMALLEST:
        return terms.phrase("p_below", value=terms.number(_SMALLEST, 0.1))
    return terms.phrase("p", value=terms.number(value, 0.1))
