"""Where policies are robust: regret, or how often thresholds are met, over two factors."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, Normalize
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator
from seaborn import color_palette

from experiments.boxes import Limit
from experiments.figures.lettering import localise, wrapped
from experiments.figures.style import (
    FAINT,
    GRID,
    INK,
    SMALL,
    Sheet,
    head_height,
    panel_head,
)
from experiments.figures.terms import Terms
from experiments.robustness import LEAST_POINTS

type Kind = Literal["regret", "satisficing"]

_SIDE: Final = 3.0
_LEFT: Final = 1.0
_BELOW: Final = 0.75
_COLUMNS: Final = 3
_PALETTES: Final[Mapping[Kind, str]] = {"regret": "light:#D55E00", "satisficing": "light:#0072B2"}
# Below this relative luminance (WCAG 2) white letters show better than ink.
_DARK: Final = 0.213
_MANY: Final = 36
_HALF: Final = 50.0
_LEAST_WIDTH: Final = 6.5


class _Axis(NamedTuple):
    """A factor along an axis: its label with the unit, what to divide by, and named ticks."""

    label: str
    divisor: float
    ticks: tuple[str, ...] = ()


def draw_map(
    maps: Mapping[str, pd.DataFrame], kind: Kind, x: str, y: str, measure: str, terms: Terms
) -> Sheet:
    """Draw regret, or the share of points that satisfice (0 to 1), over two factors.

    ``maps``: the table of ``cells`` by policy, all over the same factors ``x`` and ``y``;
    ``measure`` says what is regretted, with its unit ("needs met, in percentage points"), or what
    the thresholds are ("needs met rise by 2 percentage points or more").
    """
    percent = 100.0 if kind == "satisficing" else 1.0
    shown = {policy: table.assign(mean=percent * table["mean"]) for policy, table in maps.items()}
    every = np.concatenate([table["mean"].to_numpy() for table in shown.values()])
    top = 100.0 if kind == "satisficing" else float(np.nanmax([0.0, *every])) or 1.0
    heads = {policy: terms.label(policy) for policy in shown}
    above = head_height(heads.values(), _SIDE, 1, kicker=False) + 0.2
    # Four maps stand two by two.
    columns = 2 if len(shown) == 4 else min(_COLUMNS, len(shown))
    counts = _counts(shown, kind)
    sheet = Sheet(
        _title(counts, kind, terms),
        terms.phrase(f"{kind}_map_subtitle", measure=measure, least=LEAST_POINTS),
        terms.source,
        max(columns * (_LEFT + _SIDE) + 0.9, _LEAST_WIDTH),
        -(-len(shown) // columns) * (above + _SIDE + _BELOW),
    )
    shades = color_palette(_PALETTES[kind], as_cmap=True)
    for place, (policy, table) in enumerate(shown.items()):
        row, column = divmod(place, columns)
        left = _LEFT + column * (_LEFT + _SIDE)
        axes = sheet.axes(left, row * (above + _SIDE + _BELOW) + above, _SIDE, _SIDE)
        sides = (_axis(table, "x", x, terms), _axis(table, "y", y, terms))
        _cells(axes, table, sides, _Look(shades, top, terms))
        _finish(axes, sides, terms, first=column == 0)
        said = terms.phrase(f"{kind}_map_claim", count=counts.of[policy], total=counts.cells)
        panel_head(axes, heads[policy], said, _SIDE)
    return sheet


class _Counts(NamedTuple):
    """In how many cells each policy does best or well enough, of those that all policies have."""

    of: dict[str, int]
    cells: int


def _counts(shown: Mapping[str, pd.DataFrame], kind: Kind) -> _Counts:
    means = pd.DataFrame({policy: table["mean"].to_numpy() for policy, table in shown.items()})
    known = means.dropna()
    good = known.eq(known.min(axis=1), axis=0) if kind == "regret" else known > _HALF
    return _Counts({policy: int(good[policy].sum()) for policy in shown}, len(known))


def _title(counts: _Counts, kind: Kind, terms: Terms) -> str:
    policy = max(counts.of, key=lambda name: counts.of[name])
    if kind == "satisficing" and not counts.of[policy]:
        return terms.phrase("satisficing_map_none")
    return terms.phrase(
        f"{kind}_map_title",
        policy=terms.quoted(policy),
        count=counts.of[policy],
        total=counts.cells,
    )


class _Look(NamedTuple):
    """How values become colours: from 0 to ``top``."""

    shades: Colormap
    top: float
    terms: Terms


def _axis(table: pd.DataFrame, side: str, factor: str, terms: Terms) -> _Axis:
    """Return how one side of a map is labelled."""
    label = terms.label(factor)
    cells = table.drop_duplicates(f"{side}_low").sort_values(f"{side}_low")
    values, low, high = cells[side].tolist(), cells[f"{side}_low"], cells[f"{side}_high"]
    middles = ((low + high) / 2).tolist()
    if any(isinstance(value, str | bool) for value in values):
        return _Axis(label, 1.0, tuple(map(terms.level, values)))
    if not np.allclose(values, middles):
        # Values in cells of their own, one apart.
        scale = terms.scale(Limit(factor, float(min(values)), float(max(values))))
        ticks = tuple(terms.value(float(value), scale) for value in values)
        return _Axis(f"{label} ({scale.unit})" if scale.unit else label, 1.0, ticks)
    scale = terms.scale(Limit(factor, float(low.min()), float(high.max())))
    return _Axis(f"{label} ({scale.unit})" if scale.unit else label, scale.divisor)


def _cells(axes: Axes, table: pd.DataFrame, sides: tuple[_Axis, _Axis], look: _Look) -> None:
    across, up = (side.divisor for side in sides)
    colours = Normalize(0, look.top)
    many = len(table) > _MANY
    ends = table[["x_low", "x_high", "y_low", "y_high", "mean", "count"]].to_numpy(float)
    for left, right, bottom, top, mean, count in ends / [across, across, up, up, 1, 1]:
        known = bool(np.isfinite(mean))
        share = float(colours(mean)) if known else 0.0
        cell = Rectangle((left, bottom), right - left, top - bottom, edgecolor="white")
        cell.set(
            facecolor=look.shades(share) if known else GRID,
            linewidth=1.5,
            gid="cell" if known else "few",
        )
        axes.add_patch(cell)
        middle = ((left + right) / 2, (bottom + top) / 2)
        ink = INK if _luminance(look.shades(share)) > _DARK else "white"
        colour = ink if known else FAINT
        if known:
            axes.annotate(
                look.terms.number(mean, look.top), middle, xytext=(0, 0.5),
                textcoords="offset points", horizontalalignment="center",
                verticalalignment="bottom", fontsize=6.5 if many else 7.5, fontweight="bold",
                color=colour,
            )  # fmt: skip
        axes.annotate(
            str(int(count)), middle, xytext=(0, -1.0 if known else 3), fontsize=6, color=colour,
            textcoords="offset points", horizontalalignment="center", verticalalignment="top",
        )  # fmt: skip
    axes.set_xlim(table["x_low"].min() / across, table["x_high"].max() / across)
    axes.set_ylim(table["y_low"].min() / up, table["y_high"].max() / up)


def _luminance(colour: Sequence[float]) -> float:
    """Return the relative luminance of a colour in sRGB, from 0 to 1."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return float(np.dot(parts, (0.2126, 0.7152, 0.0722)))


def _finish(axes: Axes, sides: tuple[_Axis, _Axis], terms: Terms, *, first: bool) -> None:
    axes.grid(visible=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for axis, side in zip((axes.xaxis, axes.yaxis), sides, strict=True):
        if side.ticks:
            axis.set_ticks(range(len(side.ticks)), side.ticks)
        else:
            axis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
            localise(axis, terms.language)
    axes.set_xlabel(wrapped(sides[0].label, _SIDE, SMALL))
    if first:
        axes.annotate(
            wrapped(sides[1].label, _SIDE, SMALL), (0, 0.5), xycoords="axes fraction",
            xytext=(-40, 0), textcoords="offset points", rotation=90, color=FAINT,
            horizontalalignment="right", verticalalignment="center",
        )  # fmt: skip
