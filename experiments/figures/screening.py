"""Screening: Morris' μ* by factor, and μ* against σ."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.figures.factor_rows import (
    NAMES,
    NUMBERS,
    STRONG,
    WEAK,
    finish_across,
    name_rows,
    number_rows,
    prepare_rows,
    row_height,
)
from experiments.figures.labelling import label_points
from experiments.figures.lettering import localise, wrapped
from experiments.figures.style import FAINT, GRID, SMALL, Sheet, head_height, panel_head
from experiments.figures.subject import MOST, Subject, divided, ranked, reach, rows_of
from experiments.sampling import Array

_PLOT: Final = 2.3
_GAP: Final = 0.75
_SQUARE: Final = 3.9
_REGIONS: Final = 1.35
_BELOW: Final = 0.6
# Bounds of σ / μ* between kinds of effects, after Garcia Sanchez and others (2014), Energy and
# Buildings 68.
_RATIOS: Final = (1.0, 0.5, 0.1)


def draw_screening(table: pd.DataFrame, subject: Subject, samples: int) -> Sheet | None:
    """Draw μ* of each factor, and μ* against σ; nothing if no factor has μ*.

    ``table``: the rows of one output as ``analyse`` returns them; ``samples``: trajectories. Groups
    have no σ and are left out of the second panel.
    """
    every = ranked(table, "mu_star")
    if every.empty:
        return None
    divisor, subject = subject.scaled(reach(every["value"].tolist()))
    table = divided(table, ("value", "low", "high"), divisor)
    every = ranked(table, "mu_star")
    shown = every.head(MOST)
    names = [subject.factors[factor] for factor in shown["factor"]]
    sigma = rows_of(table, "sigma")["value"].reindex(shown["factor"])
    scattered = bool(sigma.notna().any())
    above = head_height([subject.phrase("screening_left")], _PLOT + NUMBERS, 1, kicker=False)
    height = max(len(shown) * row_height(names), _SQUARE if scattered else 0.0)
    left = NAMES + _PLOT + NUMBERS + _GAP
    sheet = Sheet(
        subject.leading(every),
        subject.phrase("screening_subtitle", samples=samples) + subject.hidden(len(every)),
        subject.source,
        (left + _SQUARE + _REGIONS if scattered else left) + 0.7,
        above + height + _BELOW,
        subject.kicker,
    )
    # Names and numbers of the weak ones would pile up at the origin.
    strong = (shown["value"] >= shown["value"].iloc[0] / 10).to_numpy()
    axes = sheet.axes(NAMES, above, _PLOT, height)
    _rows(axes, subject, shown, strong, names)
    heading = subject.phrase("mu_star", unit=subject.unit)
    panel_head(axes, subject.phrase("screening_left"), heading, _PLOT + NUMBERS)
    if scattered:
        axes = sheet.axes(left, above, _SQUARE, _SQUARE)
        _scatter(axes, subject, shown["value"].to_numpy(), sigma.to_numpy(), strong)
        heading = subject.phrase("sigma", unit=subject.unit)
        panel_head(axes, subject.phrase("screening_right"), heading, _SQUARE + _REGIONS)
    return sheet


def _rows(
    axes: Axes,
    subject: Subject,
    shown: pd.DataFrame,
    strong: npt.NDArray[np.bool_],
    names: Sequence[str],
) -> None:
    prepare_rows(axes, len(shown))
    for place, (factor, row) in enumerate(shown.iterrows()):
        colour = STRONG if strong[place] else WEAK
        axes.plot([row["low"], row["high"]], [place] * 2, color=colour, linewidth=2.2, alpha=0.5)
        axes.plot(row["value"], place, color=colour, marker="o", markersize=5.5, gid=factor)
    finish_across(axes, subject, subject.unit, reach([*shown["high"], *shown["value"]]))
    name_rows(axes, names)
    number_rows(axes, subject, shown, reach(shown["value"].tolist()), 0.12)


def _scatter(
    axes: Axes, subject: Subject, mean: Array, deviation: Array, strong: npt.NDArray[np.bool_]
) -> None:
    most = 1.08 * reach([*mean, *deviation])
    axes.set(xlim=(0, most), ylim=(0, most))
    for ratio in _RATIOS:
        axes.plot([0, most], [0, ratio * most], color=GRID, linewidth=1.2, zorder=1)
    _name_regions(axes, subject)
    for colour, chosen in ((WEAK, ~strong), (STRONG, strong)):
        axes.plot(
            mean[chosen],
            deviation[chosen],
            color=colour,
            linestyle="none",
            marker="o",
            markersize=6,
            clip_on=False,
            zorder=3,
        )
    label_points(
        axes,
        [
            (float(mean[place]), float(deviation[place]), str(place + 1))
            for place in np.flatnonzero(strong & np.isfinite(deviation))
        ],
    )
    axes.grid(visible=False)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
        localise(axis, subject.language)
    axes.set_xlabel(subject.phrase("mu_star", unit=subject.unit))


def _name_regions(axes: Axes, subject: Subject) -> None:
    """Name what lies between the lines where they leave the panel at the right."""
    for ratio, middle in zip((0.5, 0.1, 0.0), (0.75, 0.3, 0.05), strict=True):
        axes.text(
            1.03,
            middle,
            wrapped(subject.phrase(f"ratio_{ratio:g}"), _REGIONS - 0.15, SMALL),
            transform=axes.transAxes,
            verticalalignment="center",
            color=FAINT,
        )
    axes.text(
        0.02,
        0.98,
        wrapped(subject.phrase("ratio_1"), 0.6 * _SQUARE, SMALL),
        transform=axes.transAxes,
        verticalalignment="top",
        color=FAINT,
    )
    for ratio, text in zip(_RATIOS, ("σ = μ*", "σ = μ* / 2", "σ = μ* / 10"), strict=True):
        axes.annotate(
            text,
            (1.0, ratio),
            xycoords="axes fraction",
            xytext=(4, 0),
            textcoords="offset points",
            verticalalignment="center",
            fontsize=7,
            color=FAINT,
        )
