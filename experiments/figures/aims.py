"""The four aims over time: what each policy changes, month by month."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.compare import WHOLE_REGION
from experiments.figures.claims import aim_claim, aims_title
from experiments.figures.courses import Course, courses, marked
from experiments.figures.lettering import POINTS, localise, spread, wrapped
from experiments.figures.material import Change, Material, Measure
from experiments.figures.style import (
    FAINT,
    MARGIN,
    SMALL,
    STATUS_QUO,
    WHITE,
    Sheet,
    head_height,
    panel_head,
)
from model.indicators import WELFARE

AIMS: Final = ("needs_met", "days_to_document", "travel_cost", "equivalent_income_bottom40")

_PLOT: Final = 3.1
_LEADER: Final = 0.22
_LABELS: Final = (1.75, 2.4, 3.1)
_LOW: Final = 2.5
_TALL: Final = 3.6
_LEFT: Final = 0.65
_LINE: Final = SMALL * 1.25
_LABEL_GAP: Final = 4.0
_BELOW: Final = 0.65
_OPENINGS: Final = ("opening_month", "counter_month")


def draw_aims(material: Material) -> Sheet:
    """Draw the difference of each policy from the status quo in the four aims, by month."""
    measures = [material.measure(name) for name in AIMS]
    # Long names get a wider column before they make the panels tall.
    labels = next((wide for wide in _LABELS if _height(material, wide) <= _TALL), _LABELS[-1])
    height = max(_LOW, _height(material, labels))
    block = _LEFT + _PLOT + _LEADER + labels
    claims = {measure: aim_claim(material, measure) for measure in measures}
    above = head_height(claims.values(), _PLOT + _LEADER + labels, 2, kicker=True)
    cell = above + height + _BELOW
    sheet = Sheet(
        aims_title(material, measures),
        material.phrase("aims_subtitle"),
        material.source,
        2 * (block + MARGIN),
        2 * cell,
    )
    series = material.study.series()
    for place, (measure, claim) in enumerate(claims.items()):
        row, column = divmod(place, 2)
        left = _LEFT + column * block
        axes = sheet.axes(left, row * cell + above, _PLOT, height)
        shown = courses(series, material.alternatives, measure)
        _panel(axes, material, measure, shown)
        kicker = material.phrase(f"{measure.indicator.name}.aim")
        panel_head(axes, claim, _measured(material, measure), _PLOT + _LEADER + labels, kicker)
        _name_lines(axes, material, measure, shown, labels)
    return sheet


def _panel(axes: Axes, material: Material, measure: Measure, shown: Mapping[str, Course]) -> None:
    yearly = measure.indicator.name in WELFARE
    step: Literal["post"] | None = "post" if yearly else None
    axes.axhline(0, color=STATUS_QUO, linewidth=1.6, zorder=1)
    for place, (name, course) in enumerate(shown.items()):
        look = material.styles[name]
        axes.fill_between(
            course.month, course.low, course.high, step=step, color=look.colour, alpha=0.12, lw=0
        )
        axes.plot(
            course.month,
            course.estimate,
            color=look.colour,
            linestyle=look.line,
            linewidth=1.5,
            marker=look.marker,
            markersize=4,
            markevery=marked(course, place, len(shown)),
            drawstyle="steps-post" if yearly else "default",
            gid=name,
        )
    _finish(axes, material)
    _mark_openings(axes, material)
    _name_status_quo(axes, material, measure)
    _name_absent(axes, material, shown)


def _finish(axes: Axes, material: Material) -> None:
    axes.set_xlim(1, max(material.study.manifest["months"], 2))
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 1.2, 2.4, 6, 10], integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 2.5, 5, 10]))
    axes.set_xlabel(material.phrase("month"))
    axes.grid(visible=False, axis="x")
    axes.spines["left"].set_visible(False)
    localise(axes.xaxis, material.language)
    localise(axes.yaxis, material.language, signed=True)


def _mark_openings(axes: Axes, material: Material) -> None:
    months = sorted(
        {
            month
            for policy in material.study.policies
            if policy["name"] in material.alternatives
            for path, month in policy["levers"].items()
            if path.endswith(_OPENINGS) and month > 0
        }
    )
    for month in months:
        axes.axvline(month, color=FAINT, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0)
    if months:
        axes.annotate(
            material.phrase("opens"),
            (months[0], 1),
            xycoords=("data", "axes fraction"),
            xytext=(-3, -1),
            textcoords="offset points",
            horizontalalignment="right",
            verticalalignment="top",
            color=FAINT,
        )


def _name_status_quo(axes: Axes, material: Material, measure: Measure) -> None:
    """Say in the empty months before policies open what the line at zero stands for."""
    changes = [material.change(name, measure, WHOLE_REGION) for name in material.alternatives]
    levels = [change.status_quo for change in changes if np.isfinite(change.status_quo)]
    if not levels:
        return
    bottom, top = axes.get_ylim()
    above = -bottom / (top - bottom) < 0.6
    level = material.number(levels[0], levels[0])
    if measure.indicator.unit == "%":
        level = f"{level} %"
    axes.annotate(
        material.phrase("status_quo_level", level=f"\n{level}"),
        (0, 0),
        xycoords=("axes fraction", "data"),
        xytext=(0, 4 if above else -4),
        textcoords="offset points",
        verticalalignment="bottom" if above else "top",
        color=FAINT,
        fontsize=7,
    )


def _name_absent(axes: Axes, material: Material, shown: Mapping[str, Course]) -> None:
    absent = [material.labels[name] for name in material.alternatives if name not in shown]
    if absent:
        key = "no_value" if shown else "no_value_at_all"
        text = wrapped(material.phrase(key, names="; ".join(absent)), _PLOT, SMALL)
        axes.text(0.01, 0.02, text, transform=axes.transAxes, color=FAINT, bbox=WHITE)
    if not shown:
        axes.set_yticks([])


def _name_lines(
    axes: Axes, material: Material, measure: Measure, shown: Mapping[str, Course], width: float
) -> None:
    """Write each policy's change and name at the end of its line, moved apart as needed."""
    room = axes.get_window_extent().height / axes.figure.dpi * POINTS
    changes = {name: material.change(name, measure, WHOLE_REGION) for name in shown}
    bottom, top = axes.get_ylim()
    size = _size(list(changes.values()))
    labels = [
        f"{_amount(material, change, size)}\n{_label(material, name, width)}"
        for name, change in changes.items()
    ]
    ends = [
        room * (float(course.estimate[np.isfinite(course.estimate)][-1]) - bottom) / (top - bottom)
        for course in shown.values()
    ]
    sizes = [(label.count("\n") + 1) * _LINE + _LABEL_GAP for label in labels]
    for name, label, end, centre in zip(
        shown, labels, ends, spread(ends, sizes, room), strict=True
    ):
        look = material.styles[name]
        axes.plot(
            [1.0, 1.025, 1.045],
            [end / room, centre / room, centre / room],
            transform=axes.transAxes,
            color=look.colour,
            linewidth=0.7,
            clip_on=False,
        )
        axes.plot(
            1.045,
            centre / room,
            transform=axes.transAxes,
            color=look.colour,
            marker=look.marker,
            markersize=5.5,
            clip_on=False,
        )
        axes.text(
            1.07,
            centre / room,
            label,
            transform=axes.transAxes,
            verticalalignment="center",
            linespacing=1.15,
        )


def _label(material: Material, policy: str, width: float) -> str:
    return wrapped(material.labels[policy], width, SMALL)


def _height(material: Material, width: float) -> float:
    """Return the inches that the labels take, one above the other, with some room to move."""
    lines = [2 + _label(material, name, width).count("\n") for name in material.alternatives]
    return 1.1 * sum(line * _LINE + _LABEL_GAP for line in lines) / POINTS


def _size(changes: Sequence[Change]) -> float:
    """Return the size whose decimals suit the changes and show no interval as zero."""
    largest = max((abs(change.difference.estimate) for change in changes), default=0.0)
    halves = [(change.difference.high - change.difference.low) / 2 for change in changes]
    return min([largest, *(max(100 * half, largest / 100) for half in halves if half > 0)])


def _amount(material: Material, change: Change, size: float) -> str:
    mean, low, high = change.difference
    text = material.number(mean, size, signed=True)
    return f"{text} ± {material.number((high - low) / 2, size)}" if np.isfinite(low) else text


def _measured(material: Material, measure: Measure) -> str:
    better = "more_is_better" if measure.indicator.direction > 0 else "less_is_better"
    unit = material.phrase("points") if measure.indicator.unit == "%" else measure.unit
    if measure.indicator.name in WELFARE:
        unit = f"{unit}, {material.phrase('yearly')}"
    return f"{measure.label} ({material.phrase(better)})\n{unit}"
