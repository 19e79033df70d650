"""Text that fits: lines broken by their true width, labels moved apart, numbers in a language."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from matplotlib.axis import Axis
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath
from matplotlib.ticker import FixedLocator, FuncFormatter
from scipy.optimize import isotonic_regression

from experiments.typeface import FAMILY, register
from experiments.words import Language, numeral

POINTS: Final = 72.0
FONT: Final = FAMILY


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return text broken into lines that fit a width in inches at a size in points."""
    register()
    font = FontProperties(family=[FONT], size=size, weight="bold" if bold else "normal")
    ruler = TextToPath()
    # On a grid of pixels letters come out up to a thirtieth wider.
    room = 0.96 * width * POINTS
    lines: list[str] = []
    # A sign of percent stays with its number.
    for word in text.replace(" %", "\N{NO-BREAK SPACE}%").split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and ruler.get_text_width_height_descent(longer, font, False)[0] <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def spread(targets: Sequence[float], sizes: Sequence[float], room: float) -> list[float]:
    """Return centres near the targets such that labels of these sizes do not overlap.

    Centres move as little as possible (least squares) and stay between 0 and ``room``, as long as
    all labels fit there. Any one unit of length; results are in the order of the targets.
    """
    if not targets:
        return []
    order = np.argsort(targets, kind="stable")
    half = np.asarray(sizes, float)[order] / 2
    # Centres keep the distance of two halves: what is left after taking it off must only rise.
    offsets = np.cumsum(np.concatenate([[half[0]], half[:-1] + half[1:]]))
    free = isotonic_regression(np.asarray(targets, float)[order] - offsets).x
    centres = np.clip(free, 0, max(room - 2 * float(half.sum()), 0)) + offsets
    result = np.empty(len(targets))
    result[order] = centres
    return [float(centre) for centre in result]


def localise(axis: Axis, language: Language, *, signed: bool = False) -> None:
    """Write the ticks of an axis as the language writes numbers, with equal decimals."""
    low, high = sorted(axis.get_view_interval())
    ticks = [float(tick) for tick in axis.get_majorticklocs() if low <= tick <= high]
    decimals = next(
        (
            places
            for places in range(5)
            if all(math.isclose(t, round(t, places), abs_tol=1e-9) for t in ticks)
        ),
        5,
    )
    axis.set_major_locator(FixedLocator(ticks))
    axis.set_major_formatter(
        FuncFormatter(lambda value, _: numeral(value, language, decimals, signed=signed))
    )
