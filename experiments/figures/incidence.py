"""Incidence: what each tenth of incomes gains or loses, in money and in per cent."""

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.compare import BASELINE
from experiments.figures.endings import size_of
from experiments.figures.findings import Change, paired
from experiments.figures.forest import NAMES
from experiments.figures.lettering import localise, wrapped
from experiments.figures.material import Material
from experiments.figures.style import GRID, SMALL, STATUS_QUO, WHITE, Sheet
from model.indicators import DECILES

type Kind = Literal["money", "share"]

_KINDS: Final[tuple[Kind, Kind]] = ("money", "share")
_PLOT: Final = 3.6
_LEFT: Final = 0.55
_HEIGHT: Final = 0.8
_BETWEEN: Final = 0.32
_ABOVE: Final = 0.35
_BELOW: Final = 0.5
_THOUSAND: Final = 1e3


def draw_incidence(material: Material) -> Sheet | None:
    """Draw the change of equivalent income by tenth, a row per policy; nothing without values."""
    columns = [f"equivalent_income.decile_{place}" for place in range(1, DECILES + 1)]
    if not set(columns) <= set(material.findings.outcomes.columns):
        return None
    changes: dict[Kind, dict[str, list[Change]]] = {
        kind: {
            name: [_change(material, name, column, kind) for column in columns]
            for name in material.alternatives
        }
        for kind in _KINDS
    }
    pitch = _HEIGHT + _BETWEEN
    sheet = Sheet(
        _title(material, columns),
        material.phrase("incidence_subtitle"),
        material.source,
        NAMES + 0.2 + 2 * (_LEFT + _PLOT) + 0.7,
        _ABOVE + len(material.alternatives) * pitch + _BELOW,
        material.kicker,
    )
    for column, kind in enumerate(_KINDS):
        every = [change for row in changes[kind].values() for change in row]
        limits, size = _limits(every), size_of(every)
        for row, (name, tenths) in enumerate(changes[kind].items()):
            left = NAMES + 0.2 + _LEFT + column * (_LEFT + _PLOT)
            axes = sheet.axes(left, _ABOVE + row * pitch, _PLOT, _HEIGHT)
            _panel(axes, material, name, tenths, size)
            _finish(axes, material, limits, last=row == len(material.alternatives) - 1)
            if row == 0:
                axes.annotate(
                    material.phrase(f"incidence_{kind}"),
                    (0, 1),
                    xycoords="axes fraction",
                    xytext=(0, 12),
                    textcoords="offset points",
                    color=STATUS_QUO,
                    fontsize=SMALL,
                )
            if column == 0:
                _name(axes, material, name, sheet)
    return sheet


def _change(material: Material, policy: str, column: str, kind: Kind) -> Change:
    values = material.findings.column(column)
    return paired(values / _THOUSAND if kind == "money" else _relative(values), policy)


def _relative(values: pd.Series) -> pd.Series:
    """Return values by policy and seed in % of the status quo under the same seed."""
    base = values.xs(BASELINE, level="policy")
    seeds = values.index.get_level_values("seed")
    return 100 * values / base.reindex(seeds).to_numpy(float)


def _title(material: Material, columns: Sequence[str]) -> str:
    first, last = (material.findings.column(column) for column in (columns[0], columns[-1]))
    gap_by_run = _relative(first) - _relative(last)
    gaps = [paired(gap_by_run, name) for name in material.alternatives]
    if not any(gap.known for gap in gaps):
        return material.phrase("incidence_plain")
    count = sum(gap.difference.low > 0 for gap in gaps)
    if not count:
        return material.phrase("incidence_none")
    return material.counted("incidence_pro_poor", len(gaps), count=count)


def _panel(
    axes: Axes, material: Material, name: str, tenths: Sequence[Change], size: float
) -> None:
    look = material.styles[name]
    place = np.arange(1, len(tenths) + 1)
    mean, low, high = np.array([change.difference for change in tenths]).T
    axes.axhline(0, color=STATUS_QUO, linewidth=1.2, zorder=1)
    axes.vlines(place, low, high, color=look.colour, linewidth=2.2, alpha=0.6)
    axes.plot(
        place, mean, color=look.colour, marker=look.marker, markersize=4.5, linewidth=0.9, gid=name
    )
    for at, side in ((0, -1), (len(tenths) - 1, 1)):
        if not np.isfinite(mean[at]):
            continue
        axes.annotate(
            material.number(float(mean[at]), size, signed=True),
            (place[at], mean[at]),
            xytext=(6 * side, 0),
            textcoords="offset points",
            horizontalalignment="left" if side > 0 else "right",
            verticalalignment="center",
            fontsize=7,
            bbox={**WHITE, "pad": 0.3},
        )


def _limits(changes: Sequence[Change]) -> tuple[float, float]:
    ends = [end for change in changes for end in change.difference if np.isfinite(end)]
    low, high = min([*ends, 0.0]), max([*ends, 0.0])
    pad = 0.1 * (high - low) or 1.0
    return low - pad, high + pad


def _finish(axes: Axes, material: Material, limits: tuple[float, float], *, last: bool) -> None:
    axes.set_xlim(-0.3, DECILES + 1.3)
    axes.set_ylim(*limits)
    axes.set_xticks(range(1, DECILES + 1))
    axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
    axes.grid(visible=False, axis="x")
    axes.grid(visible=True, axis="y", color=GRID)
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_visible(last)
    localise(axes.yaxis, material.language, signed=True)
    axes.tick_params(axis="x", labelbottom=last, bottom=last)
    if last:
        axes.set_xlabel(material.phrase("tenth"))


def _name(axes: Axes, material: Material, name: str, sheet: Sheet) -> None:
    look = material.styles[name]
    width = axes.get_position().width * sheet.width
    axes.plot(
        -(_LEFT + 0.1) / width, 0.5, transform=axes.transAxes, marker=look.marker, markersize=6,
        color=look.colour, clip_on=False,
    )  # fmt: skip
    axes.text(
        -(_LEFT + 0.22) / width,
        0.5,
        wrapped(material.labels[name], NAMES, SMALL),
        transform=axes.transAxes,
        horizontalalignment="right",
        verticalalignment="center",
    )
