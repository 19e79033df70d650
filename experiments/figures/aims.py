"""The four aims over time: what each policy changes, month by month."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from matplotlib.axes import Axes

from experiments.figures.claims import aim_claim, aims_title
from experiments.figures.courses import Course, courses
from experiments.figures.endings import LEADER, amount, label_room, name_lines, size_of
from experiments.figures.lettering import wrapped
from experiments.figures.material import Material, Measure
from experiments.figures.months import draw_courses, finish_months, mark_openings
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
_LOW: Final = 2.5
_LEFT: Final = 0.65
_BELOW: Final = 0.65


def draw_aims(material: Material) -> Sheet:
    """Draw the difference of each policy from the status quo in the four aims, by month."""
    measures = [material.measure(name) for name in AIMS]
    labels, height = label_room(material, material.alternatives, _LOW)
    block = _LEFT + _PLOT + LEADER + labels
    claims = {measure: aim_claim(material, measure) for measure in measures}
    above = head_height(claims.values(), _PLOT + LEADER + labels, 2, kicker=True)
    cell = above + height + _BELOW
    sheet = Sheet(
        aims_title(material, measures),
        material.phrase("aims_subtitle"),
        material.source,
        2 * (block + MARGIN),
        2 * cell,
        material.kicker,
    )
    for place, (measure, claim) in enumerate(claims.items()):
        row, column = divmod(place, 2)
        left = _LEFT + column * block
        axes = sheet.axes(left, row * cell + above, _PLOT, height)
        shown = courses(material.findings, material.alternatives, measure)
        _panel(axes, material, measure, shown)
        kicker = material.phrase(f"{measure.indicator.name}.aim")
        panel_head(axes, claim, _measured(material, measure), _PLOT + LEADER + labels, kicker)
        changes = {name: material.change(name, measure) for name in shown}
        size = size_of(changes.values())
        amounts = {name: amount(material, change, size) for name, change in changes.items()}
        name_lines(axes, material, shown, amounts, labels)
    return sheet


def _panel(axes: Axes, material: Material, measure: Measure, shown: Mapping[str, Course]) -> None:
    yearly = measure.indicator.name in WELFARE
    axes.axhline(0, color=STATUS_QUO, linewidth=1.6, zorder=1)
    draw_courses(axes, material, shown, steps=yearly)
    finish_months(axes, material, signed=True)
    mark_openings(axes, material)
    _name_status_quo(axes, material, measure)
    _name_absent(axes, material, shown)


def _name_status_quo(axes: Axes, material: Material, measure: Measure) -> None:
    """Say in the empty months before policies open what the line at zero stands for."""
    changes = [material.change(name, measure) for name in material.alternatives]
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


def _measured(material: Material, measure: Measure) -> str:
    better = "more_is_better" if measure.indicator.direction > 0 else "less_is_better"
    unit = material.phrase("points") if measure.indicator.unit == "%" else measure.unit
    if measure.indicator.name in WELFARE:
        unit = f"{unit}, {material.phrase('yearly')}"
    return f"{measure.label} ({material.phrase(better)})\n{unit}"
