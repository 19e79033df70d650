"""When a policy fails: a classification tree, from the first question to its leaves."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from experiments.boxes import Discovery, Limit, rows
from experiments.figures.discovery import FAILS, box_title
from experiments.figures.lettering import wrapped
from experiments.figures.style import FAINT, GRID, INK, SMALL, STATUS_QUO, Sheet
from experiments.figures.terms import Terms

_TEXT: Final = 1.45
_BRANCH: Final = 1.15
_COLUMN: Final = _TEXT + _BRANCH
_BAR: Final = 1.6
_NOTES: Final = 1.75
_ROW: Final = 0.62
_GAP: Final = 0.08
_LEAST_WIDTH: Final = 7.5


class _Node(NamedTuple):
    """A node on the page: what it says, inches from the left, and its row (0 is the first leaf)."""

    said: pd.Series
    left: float
    row: float


def draw_tree(found: Discovery, policy: str, criterion: str, terms: Terms) -> Sheet:
    """Draw the tree of ``cart``, with a bar for each leaf: how often the policy fails there.

    ``policy`` is its name; ``criterion`` says when it fails ("needs met rise by less than 2
    percentage points").
    """
    whole = {limit.factor: limit for limit in rows(found.ranges)}
    nodes = _placed(found.trajectory)
    bars = max((node.left for node in nodes.values()), default=0.0) + 0.1
    height = len(found.boxes) * _ROW
    sheet = Sheet(
        box_title(found, policy, terms),
        terms.phrase(
            "tree_subtitle",
            criterion=criterion,
            of_interest=found.of_interest,
            cases=found.cases,
        ),
        terms.source,
        max(bars + _BAR + _NOTES + 0.7, _LEAST_WIDTH),
        height + 0.25,
    )
    axes = sheet.axes(0, 0, bars + _BAR + _NOTES, height)
    axes.set(
        xlim=(0, bars + _BAR + _NOTES), ylim=(len(found.boxes) - 0.5, -0.5), xticks=[], yticks=[]
    )
    axes.grid(visible=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    base = found.of_interest / found.cases
    axes.plot([bars + _BAR * base] * 2, axes.get_ylim(), color=STATUS_QUO, linewidth=1, zorder=3)
    for node in nodes.values():
        if node.said["box"] < 0:
            _question(axes, node, whole, terms)
        else:
            _leaf(axes, node, bars, terms)
        if node.said["parent"] >= 0:
            end = node.left if node.said["box"] < 0 else bars
            _branch(axes, nodes[node.said["parent"]], node, end - _GAP, whole, terms)
    return sheet


def _placed(trajectory: pd.DataFrame) -> dict[int, _Node]:
    """Return where each node stands: a leaf in its own row, a question amid its two parts."""
    said = {int(row["node"]): row for _, row in trajectory.iterrows()}
    depths: dict[int, int] = {}
    for number, row in said.items():
        depths[number] = depths[row["parent"]] + 1 if row["parent"] >= 0 else 0
    heights = {number: float(row["box"]) for number, row in said.items() if row["box"] >= 0}
    # Parents come first in the table, so the parts of a question are placed before it in reverse.
    for number in reversed(said):
        if number not in heights:
            parts = [heights[child] for child, row in said.items() if row["parent"] == number]
            heights[number] = sum(parts) / len(parts)
    return {
        number: _Node(row, depths[number] * _COLUMN, heights[number])
        for number, row in said.items()
    }


def _question(axes: Axes, node: _Node, whole: Mapping[str, Limit], terms: Terms) -> None:
    factor = node.said["factor"]
    label = wrapped(terms.label(factor), _TEXT, SMALL)
    unit = "" if whole[factor].levels else terms.scale(whole[factor]).unit
    below = f"\n{wrapped(unit, _TEXT, SMALL)}" if unit else ""
    axes.text(
        node.left, node.row, label + below, verticalalignment="center", linespacing=1.15, color=INK
    )


def _leaf(axes: Axes, node: _Node, bars: float, terms: Terms) -> None:
    density = node.said["density"]
    axes.barh(node.row, _BAR, left=bars, height=0.36, color=GRID)
    axes.barh(node.row, _BAR * density, left=bars, height=0.36, color=FAILS, gid="leaf")
    text = terms.phrase(
        "leaf",
        density=terms.percent(density),
        mass=terms.percent(node.said["mass"]),
        coverage=terms.percent(node.said["coverage"]),
    )
    strong, rest = text.split("\n")
    for words, side, weight, colour in (
        (strong, "bottom", "bold", INK),
        (rest, "top", "normal", FAINT),
    ):
        axes.annotate(
            words, (bars + _BAR + 0.1, node.row), xytext=(0, 1 if side == "bottom" else -1),
            textcoords="offset points", verticalalignment=side, fontweight=weight, color=colour,
            fontsize=SMALL if weight == "bold" else 7,
        )  # fmt: skip


def _branch(
    axes: Axes, parent: _Node, node: _Node, end: float, whole: Mapping[str, Limit], terms: Terms
) -> None:
    """Draw the line from a question to one of its answers, which ends so far from the left."""
    start, bend = parent.left + _TEXT + _GAP, parent.left + _TEXT + 2 * _GAP
    axes.plot(
        [start, bend, bend, end], [parent.row, parent.row, node.row, node.row],
        color=STATUS_QUO, linewidth=0.9, zorder=1,
    )  # fmt: skip
    axes.annotate(
        _answer(parent.said, whole[parent.said["factor"]], terms, holds=bool(node.said["holds"])),
        (bend + 0.06, node.row), xytext=(0, 2), textcoords="offset points",
        verticalalignment="bottom", color=INK, fontsize=7.5,
    )  # fmt: skip


def _answer(said: pd.Series, whole: Limit, terms: Terms, *, holds: bool) -> str:
    """Return an answer to a question as its branch says it: "≤ 310", "> 310", "not Siding"."""
    if whole.levels:
        level = terms.level(said["level"])
        if holds:
            return level
        others = [terms.level(other) for other in whole.levels if other != said["level"]]
        return others[0] if len(others) == 1 else terms.phrase("other", level=level)
    value = terms.value(said["threshold"], terms.scale(whole))
    return f"≤ {value}" if holds else f"> {value}"
