"""Detection against delay at the post, and where each policy stands between the two."""

from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from experiments.compare import BASELINE, Interval, mean_interval
from experiments.figures.courses import Course
from experiments.figures.endings import LEADER, label_room, name_lines
from experiments.figures.findings import of_policy
from experiments.figures.lettering import localise
from experiments.figures.material import Material
from experiments.figures.style import FAINT, STATUS_QUO, WHITE, Sheet
from experiments.figures.tradeoff import (
    STEPS,
    Post,
    TradeOff,
    normal_flow,
    post_at_end,
    region_of,
    trade_off,
)
from experiments.words import numeral
from model.errors import InputError
from model.region import Region

_PLOT: Final = 6.2
_HEIGHT: Final = 4.6
_LEFT: Final = 0.75
_ABOVE: Final = 0.35
_BELOW: Final = 0.6
_STAFF: Final = ("lanes", "speed", "security_weight", "coordination")
_CROSSINGS: Final = ("crossings.pass", "crossings.passport", "crossings.traders")
_RESULTS: Final = (*_CROSSINGS, "crossing_time", "detection.post")
_TEN: Final = 10  # numbers from here on need no decimals
_SAME: Final = 0.1  # of the flow: curves that differ by less would lie on one another
_TICKS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def draw_inspection(material: Material) -> Sheet | None:
    """Draw the trade-off; nothing without results of the post, or for a region that is unknown."""
    region = region_of(material.study)
    if region is None or not set(_RESULTS) <= set(material.findings.outcomes.columns):
        return None
    try:
        curves = _curves(material, region)
    except InputError:  # parameters of another version of the model
        return None
    if BASELINE not in curves:
        return None
    names = (BASELINE, *material.alternatives)
    labels, height = label_room(material, names, _HEIGHT)
    sheet = Sheet(
        _title(material, curves[BASELINE]),
        material.phrase("inspection_subtitle"),
        material.source,
        _LEFT + _PLOT + LEADER + labels + 1.0,
        _ABOVE + height + _BELOW,
        material.kicker,
    )
    axes = sheet.axes(_LEFT, _ABOVE, _PLOT, height)
    axes.set_xscale("log")
    for name, curve in curves.items():
        _curve(axes, material, name, curve)
    points = {name: _point(axes, material, name) for name in names}
    _finish(axes, material)
    shown = {
        name: Course(np.ones(1), *(np.array([value]) for value in found))
        for name, (_, found) in points.items()
        if np.isfinite(found.estimate)
    }
    amounts = {name: _amount(material, *points[name]) for name in shown}
    name_lines(axes, material, shown, amounts, labels)
    return sheet


def _curves(material: Material, region: Region) -> dict[str, TradeOff]:
    """Return the curve of the status quo, and of policies with another post or traffic."""
    scenarios = {policy["name"]: policy["scenario"] for policy in material.study.policies}
    seed = material.study.manifest["seeds"][0]
    usual = _post(material, region, scenarios[BASELINE], seed, BASELINE)
    normal = normal_flow(usual, _mean(material, "detection.post", BASELINE))
    if not np.isfinite(normal):
        return {}
    curves = {BASELINE: trade_off(usual, normal)}
    seen = [usual]
    for name in material.alternatives:
        post = _post(material, region, scenarios[name], seed, name)
        if post.flow > 0 and not any(_alike(post, other) for other in seen):
            seen.append(post)
            curves[name] = trade_off(post, normal)
    return curves


def _post(
    material: Material, region: Region, levers: dict[str, object], seed: int, name: str
) -> Post:
    flow = sum(_mean(material, crossings, name) for crossings in _CROSSINGS)
    return post_at_end(region, levers, seed, flow)


def _alike(one: Post, other: Post) -> bool:
    same = all(getattr(one.regime, name) == getattr(other.regime, name) for name in _STAFF)
    return same and abs(one.flow / other.flow - 1) < _SAME


def _values(material: Material, column: str, policy: str) -> np.ndarray:
    _, values = of_policy(material.findings.column(column), policy)
    return values


def _mean(material: Material, column: str, policy: str) -> float:
    return float(_values(material, column, policy).mean())


def _title(material: Material, curve: TradeOff) -> str:
    return material.phrase(
        "inspection_title",
        found=_short(material, curve.found[-1]),
        minutes=_short(material, curve.minutes[-1]),
        least=_short(material, curve.minutes[0]),
    )


def _short(material: Material, value: float) -> str:
    return material.number(value, 100 if value >= _TEN else 10)


def _curve(axes: Axes, material: Material, name: str, curve: TradeOff) -> None:
    base = name == BASELINE
    look = material.styles[name]
    axes.plot(
        curve.minutes,
        curve.found,
        color=look.colour,
        linewidth=2.2 if base else 1.1,
        linestyle=look.line,
        zorder=2 if base else 1.5,
    )
    quarters = slice(0, None, STEPS // 4)
    axes.plot(
        curve.minutes[quarters],
        curve.found[quarters],
        linestyle="none",
        marker="o",
        markersize=4,
        markerfacecolor="white",
        markeredgecolor=look.colour,
        zorder=2.5,
    )
    if base:
        for place, above in ((0, False), (-1, True)):
            axes.annotate(
                material.phrase(
                    "inspection_level", level=numeral(curve.inspection[place], material.language)
                ),
                (curve.minutes[place], curve.found[place]),
                xytext=(-4 if above else 8, 6 if above else 5),
                textcoords="offset points",
                horizontalalignment="right" if above else "left",
                color=FAINT,
                bbox=WHITE,
                zorder=3,
            )


def _point(axes: Axes, material: Material, name: str) -> tuple[Interval, Interval]:
    minutes, found = (
        mean_interval(_values(material, column, name))
        for column in ("crossing_time", "detection.post")
    )
    look = material.styles[name]
    colour = STATUS_QUO if name == BASELINE else look.colour
    if np.isfinite(minutes.low):
        axes.plot([max(minutes.low, 0.1), minutes.high], [found.estimate] * 2, color=colour)
        axes.plot([minutes.estimate] * 2, [found.low, found.high], color=colour)
    axes.plot(
        minutes.estimate,
        found.estimate,
        marker=look.marker,
        markersize=8,
        color=colour,
        markeredgecolor="white",
        gid=name,
        zorder=4,
    )
    return minutes, found


def _amount(material: Material, minutes: Interval, found: Interval) -> str:
    return material.phrase(
        "post_amount",
        found=_short(material, found.estimate),
        minutes=_short(material, minutes.estimate),
    )


def _finish(axes: Axes, material: Material) -> None:
    low, high = axes.get_xlim()
    ticks = [tick for tick in _TICKS if low <= tick <= high]
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: numeral(value, material.language))
    )
    axes.set_ylim(-3, 103)
    axes.set_xlabel(material.phrase("inspection_delay"))
    axes.set_ylabel(material.phrase("inspection_found"))
    axes.spines["left"].set_visible(False)
    localise(axes.yaxis, material.language)
