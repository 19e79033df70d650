"""Months along the bottom: lines over time, and when policies open."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.compare import BASELINE
from experiments.figures.courses import Course, marked
from experiments.figures.lettering import localise
from experiments.figures.material import Material
from experiments.figures.style import FAINT, STATUS_QUO

_NEAR: Final = 0.6  # of the highest: lines that start above leave no room to tell them apart
_OPENINGS: Final = ("opening_month", "counter_month", "status_month")


def draw_courses(
    axes: Axes, material: Material, shown: Mapping[str, Course], *, steps: bool = False
) -> None:
    """Draw a line with its band for each policy; ``steps``: a value holds for a year."""
    step: Literal["post"] | None = "post" if steps else None
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
            drawstyle="steps-post" if steps else "default",
            gid=name,
        )


def draw_levels(axes: Axes, material: Material, shown: Mapping[str, Course]) -> None:
    """Draw levels, that of the status quo in broad grey behind them; zero is in sight if near."""
    draw_courses(axes, material, shown)
    for line in axes.lines:
        if line.get_gid() == BASELINE:
            line.set(color=STATUS_QUO, linewidth=3.0, zorder=1.9)
    known = [course.estimate[np.isfinite(course.estimate)] for course in shown.values()]
    values = np.concatenate([*known, np.zeros(0)])
    if not values.size or values.min() < _NEAR * values.max():
        axes.set_ylim(bottom=0)


def finish_months(axes: Axes, material: Material, *, signed: bool) -> None:
    """Settle both axes; ``signed``: the vertical one shows differences."""
    axes.set_xlim(1, max(material.study.manifest["months"], 2))
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 1.2, 2.4, 6, 10], integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 2.5, 5, 10]))
    axes.set_xlabel(material.phrase("month"))
    axes.grid(visible=False, axis="x")
    axes.spines["left"].set_visible(False)
    localise(axes.xaxis, material.language)
    localise(axes.yaxis, material.language, signed=signed)


def openings(material: Material, names: Collection[str]) -> list[int]:
    """Return the months of the study in which something of these policies opens, in order."""
    last = material.study.manifest["months"]
    return sorted(
        {
            int(month)
            for policy in material.study.policies
            if policy["name"] in names
            for path, month in policy["levers"].items()
            if path.endswith(_OPENINGS) and 0 < month <= last
        }
    )


def mark_months(axes: Axes, months: Iterable[int]) -> None:
    """Draw a line up from each of these months."""
    for month in months:
        axes.axvline(month, color=FAINT, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0)


def mark_openings(axes: Axes, material: Material) -> None:
    """Mark the months in which policies open."""
    months = openings(material, material.alternatives)
    mark_months(axes, months)
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
