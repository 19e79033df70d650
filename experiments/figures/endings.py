"""Names at the ends of lines: what each policy changes, written where its line ends."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes

from experiments.figures.courses import Course
from experiments.figures.findings import Change
from experiments.figures.lettering import POINTS, spread, wrapped
from experiments.figures.material import Material
from experiments.figures.style import SMALL

LEADER: Final = 0.22

_WIDTHS: Final = (1.75, 2.4, 3.1)
_TALL: Final = 3.6
_LINE: Final = SMALL * 1.25
_GAP: Final = 4.0


def label_room(material: Material, names: Sequence[str], least: float) -> tuple[float, float]:
    """Return the width of the labels and the height, ``least`` or more, that they need (inches)."""
    # Long names get a wider column before they make the panels tall.
    width = next((wide for wide in _WIDTHS if _height(material, names, wide) <= _TALL), _WIDTHS[-1])
    return width, max(least, _height(material, names, width))


def name_lines(
    axes: Axes,
    material: Material,
    shown: Mapping[str, Course],
    amounts: Mapping[str, str],
    width: float,
) -> None:
    """Write each policy's amount and name at the end of its line, moved apart as needed."""
    room = axes.get_window_extent().height / axes.figure.dpi * POINTS
    bottom, top = axes.get_ylim()
    labels = [f"{amounts[name]}\n{_label(material, name, width)}" for name in shown]
    ends = [
        room * (float(course.estimate[np.isfinite(course.estimate)][-1]) - bottom) / (top - bottom)
        for course in shown.values()
    ]
    sizes = [(label.count("\n") + 1) * _LINE + _GAP for label in labels]
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


def size_of(changes: Iterable[Change]) -> float:
    """Return the size whose decimals suit the changes and show no interval as zero."""
    known = [change.difference for change in changes if np.isfinite(change.difference.estimate)]
    largest = max((abs(difference.estimate) for difference in known), default=0.0)
    halves = [(difference.high - difference.low) / 2 for difference in known]
    return min([largest, *(max(100 * half, largest / 100) for half in halves if half > 0)])


def amount(material: Material, change: Change, size: float) -> str:
    """Return a difference with half of its interval, with decimals that suit the size."""
    mean, low, high = change.difference
    if mean == low == high == 0:
        return "0"
    text = material.number(mean, size, signed=True)
    return f"{text} ± {material.number((high - low) / 2, size)}" if np.isfinite(low) else text


def _label(material: Material, policy: str, width: float) -> str:
    return wrapped(material.labels[policy], width, SMALL)


def _height(material: Material, names: Sequence[str], width: float) -> float:
    """Return the inches that the labels take, one above the other, with some room to move."""
    lines = [2 + _label(material, name, width).count("\n") for name in names]
    return 1.1 * sum(line * _LINE + _GAP for line in lines) / POINTS
