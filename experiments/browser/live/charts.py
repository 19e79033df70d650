"""The line charts of the live page, as options of ECharts with axes that do not jump."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from experiments.browser.live.simulation import Snapshot
from experiments.browser.live.texts import text
from experiments.words import Language, number
from model.parameter import Value
from model.scenario import Scenario


class Chart(NamedTuple):
    """One chart: its name, the indicators drawn, what they are divided by, and its axis.

    The axis goes from 0 to ``top``, which doubles when it is passed; ``of_size`` tells that the
    numbers grow with the share of the district that is simulated.
    """

    name: str
    series: tuple[str, ...]
    divide: float
    top: float
    of_size: bool = False


class Ink(NamedTuple):
    """Colours of text, grid and lines on one background; all text has a contrast above 4.5."""

    text: str
    quiet: str
    grid: str
    lines: tuple[str, ...]


CHARTS: Final = (
    Chart("needs", ("needs_met",), 1.0, 100.0),
    Chart("days", ("days_to_document",), 1.0, 80.0),
    Chart("poverty", ("poverty_headcount",), 1.0, 20.0),
    Chart("traders", ("traders", "traders_local"), 1.0, 400.0, of_size=True),
    Chart("trade", ("trade.informal", "trade.formal", "trade.allowance"), 1e9, 2.4, of_size=True),
)
INK: Final[Mapping[bool, Ink]] = {
    False: Ink("#1f2a2e", "#5a666b", "#dfe4e6", ("#00646c", "#8a3b8f", "#b0460b")),
    True: Ink("#eef2f3", "#b3bfc4", "#3b464b", ("#5fd0d8", "#d89be0", "#ffb074")),
}
_DASHES: Final = ("solid", "dashed", "dotted")
_PLOT: Final = 130.0  # height of the plot in pixels, see .tapal-lines and the grid below
_LETTERS: Final = 14.0  # height of a label


def option(
    chart: Chart, shown: Snapshot, begins: int, language: Language, *, dark: bool
) -> dict[str, Any]:
    """Return the chart as an option of ECharts; a value that is not known is left out."""
    ink = INK[dark]
    values = {name: [value / chart.divide for value in shown.series[name]] for name in chart.series}
    top = axis_top(
        chart.top * (shown.scale if chart.of_size else 1.0),
        [value for line in values.values() for value in line],
    )
    several = len(chart.series) > 1
    moved = label_moves([line[-1] / top if line else 0.0 for line in values.values()])
    lines = []
    for row, name in enumerate(chart.series):
        line: dict[str, Any] = {
            "type": "line",
            "name": text(name, language) if several else "",
            "data": [
                [month, value if math.isfinite(value) else None]
                for month, value in enumerate(values[name], start=1)
            ],
            "showSymbol": False,
            "silent": True,
            "color": ink.lines[row],
            "lineStyle": {"width": 2, "type": _DASHES[row]},
        }
        if several:
            line["endLabel"] = {
                "show": True,
                "formatter": "{a}",
                "color": ink.lines[row],
                "fontSize": 12,
                "distance": 4,
                "offset": [0, moved[row]],
            }
        if row == 0 and begins:
            line["markLine"] = {
                "symbol": "none",
                "silent": True,
                "animation": False,
                "lineStyle": {"color": ink.quiet, "type": "dotted", "width": 1},
                "label": {
                    "formatter": text("begins", language),
                    "position": "end",
                    "distance": 2,
                    "color": ink.quiet,
                    "fontSize": 11,
                },
                "data": [{"xAxis": begins}],
            }
        lines.append(line)
    common = {"axisLabel": {"color": ink.quiet, "fontSize": 12}, "axisTick": {"show": False}}
    return {
        "animation": False,
        "grid": {"left": 46, "right": 70 if several else 16, "top": 20, "bottom": 40},
        "xAxis": {
            **common,
            "type": "value",
            "min": 0,
            "max": shown.months,
            "interval": 12 * math.ceil(shown.months / 72),
            "name": text("month", language).lower(),
            "nameLocation": "middle",
            "nameGap": 24,
            "nameTextStyle": {"color": ink.quiet, "fontSize": 12},
            "splitLine": {"show": False},
            "axisLine": {"lineStyle": {"color": ink.quiet}},
        },
        "yAxis": {
            **common,
            "type": "value",
            "min": 0,
            "max": top,
            "interval": top / 4,
            "splitLine": {"lineStyle": {"color": ink.grid}},
        },
        "series": lines,
    }


def axis_top(first: float, values: Sequence[float]) -> float:
    """Return the highest value of an axis: ``first``, doubled until all values are on it."""
    highest = max((value for value in values if math.isfinite(value)), default=0.0)
    return first * 2.0 ** max(math.ceil(math.log2(max(highest / first, 1.0))), 0)


def label_moves(heights: Sequence[float]) -> list[float]:
    """Return by how many pixels, down, labels move that would cover one another.

    ``heights`` are where the lines end, as shares of the axis.
    """
    places = [(1.0 - height) * _PLOT if math.isfinite(height) else _PLOT for height in heights]
    moves = [0.0] * len(places)
    below = _PLOT + _LETTERS
    for row in sorted(range(len(places)), key=lambda row: -places[row]):
        below = min(below - _LETTERS, places[row])
        moves[row] = below - places[row]
    return moves


def beginning(scenario: Scenario) -> int:
    """Return the first month in which a lever that differs from the status quo begins, or 0."""
    usual = Scenario().flat()
    months: list[Value] = [
        value
        for path, value in scenario.flat().items()
        if path.endswith(("opening_month", "status_month", "counter_month", "abroad_month"))
        and value != usual[path]
    ]
    return min((int(month) for month in months if month), default=0)


def last_values(chart: Chart, shown: Snapshot, language: Language) -> str:
    """Return the values of the last month in words, for those who cannot see the chart."""
    if not shown.month:
        return "–"
    decimals = 0 if chart.top > 10 else 1
    return ", ".join(
        f"{text(name, language) if len(chart.series) > 1 else ''} "
        f"{number(shown.series[name][-1] / chart.divide, language, decimals)}".strip()
        for name in chart.series
    )
