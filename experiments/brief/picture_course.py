"""The second figure of a brief: the course of its subject over the months, with bands."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.brief.content import Brief
from experiments.brief.picture_phrases import picture_phrase
from experiments.brief.pictures import (
    INCH,
    LINE,
    MARK,
    Picture,
    blank,
    brief_style,
    element,
    shortened,
    stacked,
)
from experiments.compare import BASELINE
from experiments.figures.courses import courses
from experiments.figures.findings import Findings
from experiments.figures.lettering import POINTS, localise, spread
from experiments.figures.material import Material, Measure
from experiments.figures.months import mark_months, openings
from experiments.figures.style import FAINT, GRID

_BAND: Final = (0.05, 0.95)
_NAMES: Final = 0.3  # of the width
_LEFT: Final = 8.0
_BELOW: Final = 9.0
_ABOVE: Final = 4.5


def course_picture(brief: Brief, findings: Findings, width: float, height: float) -> Picture | None:
    """Draw the headline's subject by month under the leading policy and in the status quo.

    ``width`` and ``height`` are millimetres. None if there are no such series.
    """
    material = Material(findings, brief.language, chosen=(brief.leading,))
    measure = material.measure(brief.subject)
    found = {
        policy: findings.table(policy, [brief.subject]) for policy in (BASELINE, brief.leading)
    }
    tables = {name: table / measure.divisor for name, table in found.items() if table is not None}
    if len(tables) < 2:
        return None
    runs = min(table.shape[1] for table in tables.values())
    alternative = _alternative(brief, material, measure, tables)
    with brief_style():
        figure = _draw(brief, material, tables, width, height)
        svg = element(figure, "course", alternative)
    return Picture(
        title=_title(brief, material, measure),
        subtitle=picture_phrase(
            "course_subtitle" if runs > 1 else "course_subtitle_one",
            brief.language,
            label=measure.label,
            unit=measure.unit,
            runs=runs,
        ),
        alternative=alternative,
        svg=svg,
        height=height,
    )


def _draw(
    brief: Brief,
    material: Material,
    tables: Mapping[str, pd.DataFrame],
    width: float,
    height: float,
) -> Figure:
    figure = blank(width, height)
    axes = figure.add_axes(
        (
            _LEFT / width,
            _BELOW / height,
            1 - _NAMES - _LEFT / width,
            1 - (_BELOW + _ABOVE) / height,
        )
    )
    for name, table in tables.items():
        look = material.styles[name]
        months = table.index.to_numpy()
        quo = name == BASELINE
        if table.shape[1] > 1:
            low, high = (table.quantile(share, axis=1) for share in _BAND)
            axes.fill_between(months, low, high, color=look.colour, alpha=0.22, linewidth=0)
        axes.plot(
            months,
            table.mean(axis=1),
            color=look.colour,
            linewidth=2.6 if quo else 1.6,
            linestyle="-" if quo else look.line,
            marker=None if quo else look.marker,
            markersize=MARK,
            markevery=(11, 24),
        )
    _finish(axes, material)
    _mark_openings(axes, brief, material)
    _name_lines(axes, brief, material, tables, _NAMES * width / INCH)
    return figure


def _finish(axes: Axes, material: Material) -> None:
    axes.set(facecolor="none", xlim=(1, max(material.study.manifest["months"], 2)))
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 1.2, 2.4, 6, 10], integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    axes.set_xlabel(picture_phrase("month", material.language), labelpad=2)
    axes.tick_params(length=0, pad=3)
    axes.grid(visible=False, axis="x")
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.6)
    axes.spines["left"].set_visible(False)
    localise(axes.xaxis, material.language)
    localise(axes.yaxis, material.language)


def _mark_openings(axes: Axes, brief: Brief, material: Material) -> None:
    months = openings(material, [brief.leading])
    mark_months(axes, months)
    if months:
        axes.annotate(
            picture_phrase("opens", brief.language, month=_joined(months)),
            (months[0], 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            color=FAINT,
        )


def _name_lines(
    axes: Axes,
    brief: Brief,
    material: Material,
    tables: Mapping[str, pd.DataFrame],
    room: float,
) -> None:
    """Write the name of each line at its end, the two moved apart if need be."""
    labels = {row.name: row.label for row in brief.options.rows}
    texts = [
        shortened(labels.get(name, material.labels[name]), room - 0.14, 5, bold=True)
        for name in tables
    ]
    height = axes.get_window_extent().height / axes.figure.dpi * POINTS
    bottom, top = axes.get_ylim()
    ends = [
        height * (float(table.mean(axis=1).dropna().iloc[-1]) - bottom) / (top - bottom)
        for table in tables.values()
    ]
    sizes = [(text.count("\n") + 1) * LINE + 3 for text in texts]
    for name, text, end, centre in zip(
        tables, texts, ends, spread(ends, sizes, height), strict=True
    ):
        for line, points in stacked(text):
            axes.annotate(
                line,
                (1, end / height),
                xycoords="axes fraction",
                xytext=(7, centre - end + points),
                textcoords="offset points",
                fontweight="bold",
                color=FAINT if name == BASELINE else material.styles[name].colour,
            )


def _title(brief: Brief, material: Material, measure: Measure) -> str:
    """Return from when on the policy clearly differs to the end, by the paired differences."""
    policy = next(row.label for row in brief.options.rows if row.name == brief.leading)
    course = courses(material.findings, [brief.leading], measure).get(brief.leading)
    key, month = "course_plain", 0
    if course is not None and np.isfinite(course.low).any():
        above, below = course.low > 0, course.high < 0
        side = above if above[-1] else below
        key = "course_gone" if (above | below).any() else "course_never"
        if side[-1]:
            key = "course_above" if above[-1] else "course_below"
            unclear = np.flatnonzero(~side)
            month = int(course.month[unclear[-1] + 1 if len(unclear) else 0])
    return picture_phrase(key, brief.language, label=measure.label, policy=policy, month=month)


def _alternative(
    brief: Brief, material: Material, measure: Measure, tables: Mapping[str, pd.DataFrame]
) -> str:
    labels = {row.name: row.label for row in brief.options.rows}
    said = []
    for name, table in tables.items():
        mean = table.mean(axis=1).dropna()
        first, final = (material.number(float(mean.iloc[at]), mean.abs().max()) for at in (0, -1))
        said.append(
            picture_phrase(
                "course_of",
                brief.language,
                policy=labels.get(name, material.labels[name]),
                first=first,
                final=final,
                last=int(mean.index[-1]),
            )
        )
    months = openings(material, [brief.leading])
    opens = picture_phrase("course_opens", brief.language, months=_joined(months)) if months else ""
    return picture_phrase(
        "course_alternative",
        brief.language,
        label=measure.label,
        unit=measure.unit,
        last=material.study.manifest["months"],
        courses=" ".join(said),
        opens=opens,
    )


def _joined(months: list[int]) -> str:
    return ", ".join(map(str, months))
