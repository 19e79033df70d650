"""How robust policies are: how far each falls behind the best over all points of a design."""

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.figures.lettering import localise, wrapped
from experiments.figures.style import FAINT, GRID, INK, SMALL, Sheet, policy_styles
from experiments.figures.terms import Terms

_NAMES: Final = 2.3
_STRIP: Final = 5.2
_NUMBER: Final = 0.85
_ABOVE: Final = 0.3
_PITCH: Final = 0.62
_BELOW: Final = 0.55
_SPREAD: Final = 0.26
_GOLDEN: Final = (5**0.5 - 1) / 2
_NUMBERS: Final = ("median", "worst", "best")


def draw_regrets(lost: pd.DataFrame, label: str, unit: str, terms: Terms) -> Sheet:
    """Draw the regret of each policy at each point, a row per policy, least worst regret first.

    ``lost``: from ``regret``, a row per point, a column per policy; ``label`` and ``unit`` are
    those of the indicator. Points without a value of every policy are left out.
    """
    known = lost.dropna()
    worst = known.max().sort_values(kind="stable")
    names = [str(name) for name in worst.index]
    looks = policy_styles([str(name) for name in lost.columns])
    height = len(names) * _PITCH
    first = terms.number(float(worst.iloc[0]), float(worst.max()))
    sheet = Sheet(
        terms.phrase("regrets_title", policy=terms.quoted(names[0]), worst=first, unit=unit),
        terms.phrase("regrets_subtitle", label=label, points=len(known)),
        terms.source,
        _NAMES + 0.3 + _STRIP + len(_NUMBERS) * _NUMBER + 0.9,
        _ABOVE + height + _BELOW,
    )
    axes = sheet.axes(_NAMES + 0.3, _ABOVE, _STRIP, height)
    axes.set(xlim=(-0.02 * worst.max(), 1.06 * worst.max() or 1), yticks=[])
    axes.set_ylim(len(names) - 0.5, -0.5)
    for row, name in enumerate(names):
        _strip(axes, row, known[name].to_numpy(), looks[name].colour)
        axes.plot(
            -0.12 / _STRIP, row, looks[name].marker, transform=axes.get_yaxis_transform(),
            color=looks[name].colour, markersize=5.5, clip_on=False,
        )  # fmt: skip
        axes.text(
            -0.24 / _STRIP, row, wrapped(terms.label(name), _NAMES, SMALL),
            transform=axes.get_yaxis_transform(), horizontalalignment="right",
            verticalalignment="center", linespacing=1.05,
        )  # fmt: skip
    _numbers(axes, known[names], terms)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=GRID)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    localise(axes.xaxis, terms.language)
    axes.set_xlabel(unit)
    return sheet


def _strip(axes: Axes, row: int, values: np.ndarray, colour: str) -> None:
    """Draw every point, the middle half, the median and the worst."""
    # The fractional parts of n × an irrational number fill the height of a row evenly.
    spread = _SPREAD * (2 * ((np.arange(len(values)) * _GOLDEN) % 1) - 1)
    axes.plot(
        values, row + spread, ".", color=colour, alpha=0.35, markersize=3.5, markeredgewidth=0,
        zorder=2,
    )  # fmt: skip
    lower, median, upper = np.quantile(values, (0.25, 0.5, 0.75))
    axes.barh(
        row, upper - lower, left=lower, height=0.36, facecolor="white", edgecolor=INK, alpha=0.55,
        linewidth=1.1, zorder=3,
    )  # fmt: skip
    axes.plot([median] * 2, [row - 0.18, row + 0.18], color=INK, linewidth=2.2, zorder=4)
    axes.plot(
        values.max(), row, "o", markersize=8, markerfacecolor="none", markeredgecolor=INK,
        markeredgewidth=1.2, zorder=4, gid="worst",
    )  # fmt: skip


def _numbers(axes: Axes, known: pd.DataFrame, terms: Terms) -> None:
    """Write median and worst regret, and how often a policy is the best, right of its row."""
    size = float(known.max().max())
    columns = {
        "median": [terms.number(value, size) for value in known.median()],
        "worst": [terms.number(value, size) for value in known.max()],
        "best": [f"{terms.percent(float(share))} %" for share in (known == 0).mean()],
    }
    for place, name in enumerate(_NUMBERS):
        across = 1 + (place + 0.8) * _NUMBER / _STRIP
        axes.text(
            across, 1.0, terms.phrase(f"regret_column.{name}"), transform=axes.transAxes,
            horizontalalignment="right", verticalalignment="bottom", color=FAINT,
        )  # fmt: skip
        for row, text in enumerate(columns[name]):
            axes.text(
                across, row, text, transform=axes.get_yaxis_transform(),
                horizontalalignment="right", verticalalignment="center",
            )  # fmt: skip
