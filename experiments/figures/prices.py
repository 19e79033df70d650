"""Prices on both sides of the border between the bounds of arbitrage, good by good."""

from typing import Final, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.compare import BASELINE
from experiments.figures.claims import clear_moves
from experiments.figures.courses import Course, levels
from experiments.figures.lettering import localise
from experiments.figures.material import Material
from experiments.figures.months import finish_months
from experiments.figures.style import FAINT, STATUS_QUO, Sheet, head_height, panel_head
from model.border_indicators import REPORTED_GOODS

type Side = Literal["home", "abroad"]

_PLOT: Final = 4.4
_HEIGHT: Final = 1.0
_LEFT: Final = 0.75
_NUMBERS: Final = 0.6
_BELOW: Final = 0.3
_AXIS: Final = 0.4
_THOUSAND: Final = 1e3
_FAR: Final = 0.6  # of the price: bounds further away than this would flatten all else


def draw_prices(material: Material) -> Sheet | None:
    """Draw the prices of each good under the status quo and one policy; nothing without prices.

    The policy is the one that changes the cost of border goods most.
    """
    present = set(material.findings.series.columns)
    goods = [good for good, *_ in REPORTED_GOODS if f"price_home.{good}" in present]
    if not goods:
        return None
    policy = _shown_policy(material)
    heads = {
        (good, side): f"{material.short_label(f'allowance.{good}')}, {material.phrase(where)}"
        for good in goods
        for side, where in (("home", "at_home"), ("abroad", "in_sarawak"))
    }
    above = head_height(heads.values(), _PLOT, 1, kicker=False)
    cell = above + _HEIGHT + _BELOW
    column_width = _LEFT + _PLOT + _NUMBERS
    sheet = Sheet(
        _title(material, goods, policy),
        material.phrase("prices_subtitle", policy=material.quoted(policy)),
        material.source,
        2 * column_width + 0.7,
        len(goods) * cell + _AXIS,
        material.kicker,
    )
    unit = material.measure(f"price_home.{goods[0]}").unit
    for row, good in enumerate(goods):
        sides: tuple[Side, Side] = ("home", "abroad")
        for column, side in enumerate(sides):
            left = _LEFT + column * column_width
            axes = sheet.axes(left, row * cell + above, _PLOT, _HEIGHT)
            _panel(axes, material, good, side, policy)
            panel_head(axes, heads[good, side], unit, _PLOT)
            if row < len(goods) - 1:
                axes.set_xlabel("")
                axes.tick_params(axis="x", labelbottom=False)
    return sheet


def _shown_policy(material: Material) -> str:
    cost = material.measure("cost_of_living")

    def size(policy: str) -> float:
        return float(np.nan_to_num(abs(material.change(policy, cost).difference.estimate)))

    return max(material.alternatives, key=size)


def _title(material: Material, goods: list[str], policy: str) -> str:
    changes = {
        good: material.change(policy, material.measure(f"price_home.{good}")) for good in goods
    }
    if not any(change.known for change in changes.values()):
        return material.phrase("prices_plain")
    moves = clear_moves(changes)
    if not moves:
        return material.phrase("prices_none", policy=material.quoted(policy))
    good = max(moves, key=lambda name: abs(moves[name]))
    return material.phrase(
        "prices_title",
        policy=material.quoted(policy),
        good=material.good(good),
        change=material.number(100 * moves[good], 100 * moves[good], signed=True),
    )


def _panel(axes: Axes, material: Material, good: str, side: Side, policy: str) -> None:
    def course(name: str) -> dict[str, Course]:
        column = f"price_{side}{name}.{good}"
        return levels(material.findings, (BASELINE, policy), [column], _THOUSAND)

    price, lower, upper = course(""), course("_lower"), course("_upper")
    known = np.concatenate([one.estimate[np.isfinite(one.estimate)] for one in price.values()])
    if not known.size:
        return
    bottom, top = (1 - _FAR) * known.min(), (1 + _FAR) * known.max()
    ends: list[float] = [float(known.min()), float(known.max())]
    for name, one in price.items():
        base = name == BASELINE
        colour = STATUS_QUO if base else material.styles[name].colour
        bounds = [bound[name].estimate for bound in (lower, upper) if name in bound]
        seen = np.concatenate([bound[(bound > bottom) & (bound < top)] for bound in bounds])
        ends += [float(value) for value in (seen.min(), seen.max())] if seen.size else []
        if base and len(bounds) == 2:
            axes.fill_between(one.month, bounds[0], bounds[1], color=colour, alpha=0.22, lw=0)
        for bound in () if base else bounds:
            axes.plot(one.month, bound, color=colour, linewidth=0.9, linestyle=":")
        axes.fill_between(one.month, one.low, one.high, color=colour, alpha=0.25, lw=0)
        line = "-" if base else material.styles[name].line
        axes.plot(
            one.month, one.estimate, color=colour, linewidth=2.2 if base else 1.4, linestyle=line,
            gid=name,
        )  # fmt: skip
    room = max(0.08 * (max(ends) - min(ends)), 0.01 * max(ends))
    axes.set_ylim(min(ends) - room, max(ends) + room)
    finish_months(axes, material, signed=False)
    axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
    localise(axes.yaxis, material.language)
    last = next(reversed(price.values())).estimate[-1]
    axes.annotate(
        material.number(last, last),
        (1, last),
        xycoords=("axes fraction", "data"),
        xytext=(4, 0),
        textcoords="offset points",
        verticalalignment="center",
        color=FAINT,
    )
