"""Rupiah and hours for papers in each sub-district, before and after each policy."""

import math
from typing import Final, NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.figures.claims import access_claim, access_title
from experiments.figures.findings import Change
from experiments.figures.lettering import localise, wrapped
from experiments.figures.material import Material, Measure
from experiments.figures.style import (
    FAINT,
    GRID,
    INK,
    MARGIN,
    SMALL,
    STATUS_QUO,
    WHITE,
    Sheet,
    head_height,
    panel_head,
)

MEASURES: Final = ("travel_cost", "travel_hours")

_WIDTH: Final = 11.0
_NAMES: Final = 2.2
_BETWEEN: Final = 0.35
_BELOW: Final = 0.55


class Row(NamedTuple):
    """A policy in a sub-district, at a height in rows from the top."""

    place: str
    policy: str
    height: float


class Layout(NamedTuple):
    """Where things stand: rows, the heights of the sub-districts' names, and the whole depth."""

    rows: list[Row]
    headings: dict[str, float]
    depth: float


def draw_access(material: Material) -> Sheet:
    """Draw what the fixed basket costs each sub-district, from the status quo to each policy."""
    layout = _layout(material)
    names = [wrapped(material.labels[name], _NAMES, SMALL) for name in material.alternatives]
    lines = 1 + max(name.count("\n") for name in names)
    height = layout.depth * (0.14 + 0.115 * lines)
    claims = {
        measure: access_claim(material, measure) for measure in map(material.measure, MEASURES)
    }
    width = (_WIDTH - 2 * MARGIN - _NAMES - 0.15 - _BETWEEN) / 2
    above = head_height(claims.values(), width, 1, kicker=False)
    sheet = Sheet(
        access_title(material, material.measure("travel_cost")),
        material.phrase("access_subtitle"),
        material.source,
        _WIDTH,
        above + height + _BELOW,
        material.kicker,
    )
    for column, (measure, claim) in enumerate(claims.items()):
        left = _NAMES + 0.15 + column * (width + _BETWEEN)
        axes = sheet.axes(left, above, width, height)
        _panel(axes, material, measure, layout)
        panel_head(axes, claim, f"{measure.label}, {measure.unit}", width)
        if column == 0:
            _name_rows(axes, material, layout)
    return sheet


def _layout(material: Material) -> Layout:
    rows: list[Row] = []
    headings: dict[str, float] = {}
    depth = 0.6
    for place in material.study.sub_districts:
        headings[place] = depth
        for policy in material.alternatives:
            depth += 1
            rows.append(Row(place, policy, depth))
        depth += 1.5
    return Layout(rows, headings, depth - 0.8)


def _panel(axes: Axes, material: Material, measure: Measure, layout: Layout) -> None:
    changes = {row: material.change(row.policy, measure, row.place) for row in layout.rows}
    sizes = [abs(change.difference.estimate) for change in changes.values()]
    # A change of a hundredth of the level needs no more decimals.
    sizes += [abs(change.status_quo) / 100 for change in changes.values()]
    largest = max(filter(math.isfinite, sizes), default=math.nan)
    axes.set_ylim(layout.depth, 0)
    axes.set_yticks([])
    for row, change in changes.items():
        _dumbbell(axes, material, row, change, largest)
    _levels(axes, material, layout.headings, changes)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=GRID)
    axes.spines["left"].set_visible(False)
    axes.set_xlim(0, 1.15 * axes.get_xlim()[1] if math.isfinite(largest) else 1)
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    axes.set_xlabel(measure.unit)
    localise(axes.xaxis, material.language)
    if not math.isfinite(largest):
        text = material.phrase("no_value_at_all")
        axes.text(0.02, 0.5, text, transform=axes.transAxes, color=FAINT)


def _dumbbell(axes: Axes, material: Material, row: Row, change: Change, largest: float) -> None:
    before, (difference, low, high) = change
    if not math.isfinite(before):
        return
    after, look = before + difference, material.styles[row.policy]
    axes.plot([before, after], [row.height] * 2, color=look.colour, linewidth=1.2, alpha=0.6)
    if math.isfinite(low):
        axes.plot(
            [before + low, before + high],
            [row.height] * 2,
            color=look.colour,
            linewidth=5,
            alpha=0.35,
            solid_capstyle="butt",
        )
    axes.plot(
        before,
        row.height,
        marker="o",
        markersize=5,
        markerfacecolor="white",
        markeredgecolor=STATUS_QUO,
        markeredgewidth=1.3,
    )
    axes.plot(
        after, row.height, marker=look.marker, markersize=6, color=look.colour, gid=row.policy
    )
    axes.annotate(
        material.number(difference, largest, signed=True),
        (
            max(before, after, *(before + end for end in (low, high) if math.isfinite(end))),
            row.height,
        ),
        xytext=(7, 0),
        textcoords="offset points",
        verticalalignment="center",
    )


def _levels(
    axes: Axes, material: Material, headings: dict[str, float], changes: dict[Row, Change]
) -> None:
    for place, height in headings.items():
        levels = [
            change.status_quo
            for row, change in changes.items()
            if row.place == place and math.isfinite(change.status_quo)
        ]
        if not levels:
            continue
        level = levels[0]
        last = height + len(material.alternatives) + 0.4
        axes.plot([level] * 2, [height + 0.4, last], color=STATUS_QUO, linewidth=0.7, zorder=1)
        axes.annotate(
            material.phrase("status_quo_level", level=material.number(level, level)),
            (level, height),
            horizontalalignment="center",
            verticalalignment="center",
            color=FAINT,
            bbox=WHITE,
        )


def _name_rows(axes: Axes, material: Material, layout: Layout) -> None:
    across = axes.get_yaxis_transform()
    start = -(_NAMES + 0.05) / (axes.get_position().width * _WIDTH)
    for place, height in layout.headings.items():
        axes.text(
            start,
            height,
            material.study.sub_districts[place][material.language],
            transform=across,
            fontsize=9.5,
            fontweight="bold",
            color=INK,
            verticalalignment="center",
        )
    for row in layout.rows:
        look = material.styles[row.policy]
        axes.plot(
            -0.02,
            row.height,
            transform=across,
            marker=look.marker,
            markersize=5,
            color=look.colour,
            clip_on=False,
        )
        axes.text(
            -0.045,
            row.height,
            wrapped(material.labels[row.policy], _NAMES, SMALL),
            transform=across,
            horizontalalignment="right",
            verticalalignment="center",
            linespacing=1.05,
        )
