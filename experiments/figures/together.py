"""Alone and together: whether policies do more in combination than one by one."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.compare import Interval
from experiments.complementarity import Interaction, interactions
from experiments.figures.aims import AIMS
from experiments.figures.endings import amount
from experiments.figures.findings import Change
from experiments.figures.forest import NAMES
from experiments.figures.lettering import localise, wrapped
from experiments.figures.material import Material, Measure
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

MEASURES: Final = (*AIMS, "poverty_headcount")

_PLOT: Final = 1.75
_BETWEEN: Final = 0.3
_ROW: Final = 0.34
_BELOW: Final = 0.8
_SIGNS: Final[Mapping[str, str]] = {"more": "▲", "less": "▼", "sum": "="}
_SUM_MARK: Final = "D"
_TOGETHER_MARK: Final = "s"


class Row(NamedTuple):
    """A line of a set: a part, the sum, both together, or what is beyond the sum."""

    joint: str
    kind: str
    policy: str
    height: float


def draw_together(material: Material) -> Sheet | None:
    """Draw each set of policies that was run in parts and whole; nothing without such a set."""
    found = [
        one
        for one in interactions(material.findings.outcomes, MEASURES)
        if one.together in material.alternatives
    ]
    if not found:
        return None
    shown = {name for name in MEASURES if name in {one.indicator for one in found}}
    measures = [material.measure(name) for name in MEASURES if name in shown]
    rows = list(_rows(found))
    depth = rows[-1].height + 0.7
    above = head_height((measure.label for measure in measures), _PLOT, 2, kicker=False)
    sheet = Sheet(
        _title(material, found),
        material.phrase("together_subtitle"),
        material.source,
        NAMES + 0.35 + len(measures) * (_PLOT + _BETWEEN) + 0.6,
        above + depth * _ROW + _BELOW,
        material.kicker,
    )
    for column, measure in enumerate(measures):
        left = NAMES + 0.35 + column * (_PLOT + _BETWEEN)
        axes = sheet.axes(left, above, _PLOT, depth * _ROW)
        axes.set_ylim(depth, 0)
        _panel(axes, material, measure, rows, found)
        better = "more_is_better" if measure.indicator.direction > 0 else "less_is_better"
        panel_head(axes, measure.label, material.phrase(better), _PLOT)
        if column == 0:
            _name_rows(axes, material, rows, sheet)
    return sheet


def _rows(found: Sequence[Interaction]) -> Iterator[Row]:
    height = 0.0
    for joint, group in groupby(found, key=lambda one: one.together):
        for part in next(group).parts:
            height += 1
            yield Row(joint, "part", part, height)
        for kind in ("sum", "together", "beyond"):
            height += 1
            yield Row(joint, kind, joint, height)
        height += 0.6


def _title(material: Material, found: Sequence[Interaction]) -> str:
    directions = {name: material.measure(name).indicator.direction for name in MEASURES}
    verdicts = [one.verdict(directions[one.indicator]) for one in found]
    if all(verdict is None for verdict in verdicts):
        return material.phrase("together_plain")
    return material.phrase(
        "together_more",
        more=verdicts.count("more"),
        less=verdicts.count("less"),
        total=len(verdicts),
    )


def _panel(
    axes: Axes,
    material: Material,
    measure: Measure,
    rows: Sequence[Row],
    found: Sequence[Interaction],
) -> None:
    by_joint = {one.together: one for one in found if one.indicator == measure.indicator.name}
    axes.axvline(0, color=STATUS_QUO, linewidth=1.4, zorder=1)
    for row in rows:
        if row.joint not in by_joint:
            continue
        one = by_joint[row.joint]
        total, whole, *beyond = (
            value / measure.divisor
            for value in (one.sum_of_parts, one.together_effect, one.difference, one.low, one.high)
        )
        match row.kind:
            case "part":
                _part(axes, material, material.change(row.policy, measure), row)
            case "sum":
                axes.plot(
                    total, row.height, marker=_SUM_MARK, markersize=5, markerfacecolor="white",
                    markeredgecolor=INK, gid=f"sum {row.joint}",
                )  # fmt: skip
            case "together":
                if np.isfinite(beyond[1]):
                    ends = [total + beyond[1], total + beyond[2]]
                    axes.plot(ends, [row.height] * 2, color=INK, linewidth=2.2, alpha=0.5)
                axes.plot(
                    whole, row.height, marker=_TOGETHER_MARK, markersize=6, color=INK,
                    gid=f"together {row.joint}",
                )  # fmt: skip
                _guide(axes, total, row.height)
            case _:
                change = Change(0.0, Interval(*beyond))
                verdict = one.verdict(measure.indicator.direction)
                mean, low, high = change.difference
                text = amount(material, change, np.nanmax([abs(mean), (high - low) / 2]))
                axes.text(
                    0.5,
                    row.height,
                    f"{text} {_SIGNS[verdict] if verdict else ''}".strip(),
                    transform=axes.get_yaxis_transform(),
                    horizontalalignment="center",
                    verticalalignment="center",
                    fontsize=7.5,
                    bbox=WHITE,
                    fontweight="bold" if verdict in ("more", "less") else "normal",
                )
    _finish(axes, material, measure)


def _part(axes: Axes, material: Material, change: Change, row: Row) -> None:
    mean, low, high = change.difference
    look = material.styles[row.policy]
    if np.isfinite(low):
        axes.plot([low, high], [row.height] * 2, color=look.colour, linewidth=2.2, alpha=0.6)
    axes.plot(
        mean, row.height, marker=look.marker, markersize=5.5, color=look.colour, gid=row.policy
    )


def _guide(axes: Axes, total: float, height: float) -> None:
    """Lead the eye from the sum down to what policies do together."""
    axes.plot([total] * 2, [height - 1, height], color=FAINT, linewidth=0.7, zorder=1)


def _finish(axes: Axes, material: Material, measure: Measure) -> None:
    axes.set_yticks([])
    axes.margins(x=0.12)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=GRID)
    axes.spines["left"].set_visible(False)
    localise(axes.xaxis, material.language, signed=True)
    unit = material.phrase("points") if measure.indicator.unit == "%" else measure.unit
    axes.set_xlabel(wrapped(unit, _PLOT, SMALL))


def _name_rows(axes: Axes, material: Material, rows: Sequence[Row], sheet: Sheet) -> None:
    across = axes.get_yaxis_transform()
    width = axes.get_position().width * sheet.width
    for row in rows:
        if row.kind == "part":
            look = material.styles[row.policy]
            mark, colour, fill = look.marker, look.colour, look.colour
            text = wrapped(material.labels[row.policy], NAMES, SMALL)
        else:
            mark = {"sum": _SUM_MARK, "together": _TOGETHER_MARK, "beyond": ""}[row.kind]
            colour, fill = INK, "white" if row.kind == "sum" else INK
            text = material.phrase(row.kind)
        axes.plot(
            -0.12 / width, row.height, transform=across, marker=mark, markersize=5,
            markerfacecolor=fill, markeredgecolor=colour, clip_on=False,
        )  # fmt: skip
        axes.text(
            -0.24 / width,
            row.height,
            text,
            transform=across,
            horizontalalignment="right",
            verticalalignment="center",
            fontweight="normal" if row.kind in ("part", "sum") else "bold",
            linespacing=1.0,
        )
