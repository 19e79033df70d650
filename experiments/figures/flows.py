"""Flows over the border by month: trade by channel, and crossings by paper."""

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from experiments.compare import BASELINE
from experiments.figures.claims import flow_claim, most_clear
from experiments.figures.courses import Course, levels
from experiments.figures.endings import LEADER, amount, label_room, name_lines, size_of
from experiments.figures.findings import Change, paired
from experiments.figures.material import Material, Measure
from experiments.figures.months import draw_levels, finish_months, mark_openings
from experiments.figures.style import FAINT, MARGIN, WHITE, Sheet, head_height, panel_head

CHANNELS: Final = ("allowance", "formal", "informal", "shopping")
PAPERS: Final = ("pass", "passport", "traders", "informal")

_PLOT: Final = 3.1
_LOW: Final = 2.5
_LEFT: Final = 0.65
_BELOW: Final = 0.65


def draw_trade(material: Material) -> Sheet | None:
    """Draw what is traded by each channel, in billions of rupiah; nothing without such values."""
    measures = _measures(material, "trade", CHANNELS, "billions")
    if not measures:
        return None
    share = material.measure("informal_share")
    changes = {name: material.change(name, share) for name in material.alternatives}
    return _draw(material, measures, _title(material, changes, "trade", -1))


def draw_crossings(material: Material) -> Sheet | None:
    """Draw who crosses with which paper; nothing without such values."""
    measures = _measures(material, "crossings", PAPERS, "thousands")
    if not measures:
        return None
    share = _documented(material)
    changes = {name: paired(share, name) for name in material.alternatives}
    return _draw(material, measures, _title(material, changes, "crossings", 1))


def _measures(
    material: Material,
    subject: str,
    names: Sequence[str],
    money: Literal["thousands", "billions"],
) -> list[Measure]:
    measures = [material.measure(f"{subject}.{name}", money) for name in names]
    present = {str(name) for name in material.findings.series.columns}
    return measures if present.issuperset(one.indicator.name for one in measures) else []


def _documented(material: Material) -> pd.Series:
    """Return the share (%) of crossings with papers, by policy and seed."""
    *official, informal = (material.findings.column(f"crossings.{name}") for name in PAPERS)
    documented: pd.Series = sum(official[1:], official[0])
    return 100 * documented / (documented + informal)


def _title(
    material: Material, changes: dict[str, Change], subject: str, direction: Literal[-1, 1]
) -> str:
    if not any(change.known for change in changes.values()):
        return material.phrase(f"{subject}_plain")
    policy = most_clear(changes, direction)
    if policy is None:
        return material.phrase(f"{subject}_none")
    change = changes[policy]
    return material.phrase(
        f"{subject}_title",
        policy=material.quoted(policy),
        before=material.number(change.status_quo, change.status_quo),
        after=material.number(change.value, change.status_quo),
    )


def _draw(material: Material, measures: Sequence[Measure], title: str) -> Sheet:
    names = (BASELINE, *material.alternatives)
    labels, height = label_room(material, names, _LOW)
    room = _PLOT + LEADER + labels
    claims = [flow_claim(material, measure) for measure in measures]
    above = head_height(claims, room, 1, kicker=False)
    cell = above + height + _BELOW
    sheet = Sheet(
        title,
        material.phrase("levels_subtitle"),
        material.source,
        2 * (_LEFT + room + MARGIN),
        2 * cell,
        material.kicker,
    )
    for place, (measure, claim) in enumerate(zip(measures, claims, strict=True)):
        row, column = divmod(place, 2)
        left = _LEFT + column * (_LEFT + room)
        axes = sheet.axes(left, row * cell + above, _PLOT, height)
        shown = levels(
            material.findings, names, [measure.indicator.name], measure.divisor, yearly=True
        )
        if _nothing(shown):
            axes.set_ylim(0, 1)
            axes.text(
                0.02,
                0.1,
                material.phrase("none"),
                transform=axes.transAxes,
                color=FAINT,
                bbox=WHITE,
            )
        draw_levels(axes, material, shown)
        finish_months(axes, material, signed=False)
        mark_openings(axes, material)
        panel_head(axes, claim, _unit(material, measure), room)
        name_lines(axes, material, shown, _amounts(material, measure, shown), labels)
    return sheet


def _unit(material: Material, measure: Measure) -> str:
    return f"{measure.unit}, {material.phrase('of_twelve_months')}"


def _nothing(shown: dict[str, Course]) -> bool:
    return all((course.estimate == 0).all() for course in shown.values())


def _amounts(material: Material, measure: Measure, shown: dict[str, Course]) -> dict[str, str]:
    changes = {name: material.change(name, measure) for name in shown if name != BASELINE}
    size = size_of(changes.values())
    level = next((change.status_quo for change in changes.values()), 0.0)
    texts = {BASELINE: material.number(level, size or level)}
    for name, change in changes.items():
        texts[name] = material.phrase(
            "level_and_change",
            level=material.number(change.value, size or level),
            change=amount(material, change, size),
        )
    return texts
