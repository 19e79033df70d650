"""Maps by sub-district and village: the status quo, and what each policy changes there."""

from functools import partial
from typing import Any, Final, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from experiments.compare import BASELINE
from experiments.figures.findings import Change
from experiments.figures.lettering import POINTS
from experiments.figures.material import Material
from experiments.figures.style import FAINT, INK, Sheet, claimed
from experiments.figures.tradeoff import region_of
from experiments.figures.village_claims import (
    extremes,
    least_shown,
    size_shown,
    subtitle_of,
    title_of,
)
from experiments.figures.village_key import KEY_HEIGHT, draw_key
from experiments.figures.village_panel import (
    Scale,
    difference_scale,
    draw_discs,
    draw_ground,
    draw_names,
    draw_unit,
    is_shown,
    level_scale,
    window,
)
from experiments.figures.village_phrases import said
from experiments.figures.village_values import Villages, villages_of
from experiments.layout import Layout, has_map, lay_out
from model.calendar import in_force

_WIDTHS: Final = {2: 3.7, 3: 3.2, 4: 2.75}
_BETWEEN: Final = 0.35
_HEAD: Final = 10.0
_ROW: Final = 0.155
_NUMBERS: Final = 7.5
_MARK: Final = 0.17


class _Page(NamedTuple):
    """What all maps of a page share; differences below ``least`` would be written as zero."""

    villages: Villages
    layout: Layout
    names: tuple[str, ...]
    level: Scale
    difference: Scale
    width: float
    least: float

    @property
    def height(self) -> float:
        """The height of a map in inches."""
        left, right, top, bottom = window(self.layout)
        return self.width * (bottom - top) / (right - left)

    @property
    def columns(self) -> int:
        """How many maps stand side by side."""
        return next(key for key, width in _WIDTHS.items() if width == self.width)


def draw_village_map(name: str, material: Material) -> Sheet | None:
    """Draw the maps of an indicator of ``model.villages``.

    Nothing where the study has no results by village, or its region is unknown or has villages
    without coordinates.
    """
    region = region_of(material.study)
    villages = villages_of(material, name, region)
    if villages is None or region is None or not has_map(region) or not material.alternatives:
        return None
    page = _page(villages)
    heads = {one: claimed(material.labels[one], page.width - _MARK) for one in page.names}
    above = max(head.count("\n") + 1 for head in heads.values()) * _HEAD * 1.35 / POINTS + 0.1
    rows = 3 + len(region.sub_districts)
    below = 0.1 + rows * _ROW + 0.3
    pitch = above + page.height + below
    lines = -(-len(page.names) // page.columns)
    sheet = Sheet(
        title_of(villages),
        subtitle_of(villages),
        material.source,
        page.columns * page.width + (page.columns - 1) * _BETWEEN + 0.7,
        lines * pitch + KEY_HEIGHT,
        material.kicker,
    )
    for place, one in enumerate(page.names):
        row, column = divmod(place, page.columns)
        left = column * (page.width + _BETWEEN)
        axes = sheet.axes(left, row * pitch + above, page.width, page.height)
        _panel(axes, page, one)
        _head(axes, material, one, heads[one], page)
        _numbers(axes, page, one)
    units = [one for one in page.names if unit_place(material, one)]
    draw_key(
        sheet, lines * pitch, villages, page.level, page.difference,
        border=len(page.layout.border) > 0, unit=bool(units),
    )  # fmt: skip
    return sheet


draw_travel_cost_map = partial(draw_village_map, "travel_cost")
draw_core_papers_map = partial(draw_village_map, "core_papers")
draw_income_map = partial(draw_village_map, "equivalent_income")


def unit_place(material: Material, policy: str) -> str | None:
    """Return where a policy has a unit open at the end of the run; None if it has none."""
    one = next(item for item in material.study.policies if item["name"] == policy)
    scenario, months = one["scenario"], material.study.manifest["months"]
    opening, closing = scenario["unit.opening_month"], scenario["unit.closing_month"]
    return str(scenario["unit.location"]) if in_force(opening, closing, months) else None


def _page(villages: Villages) -> _Page:
    names = (BASELINE, *villages.material.alternatives)
    columns = len(names) if len(names) <= 4 else 3 if len(names) <= 6 else 4
    levels = [change.status_quo for change in villages.by_village(BASELINE)]
    # One scale for all pages, so that a colour means the same on each.
    every = [change for one in villages.everyone for change in villages.by_village(one)]
    least = least_shown(villages)
    shown = [change.difference.estimate for change in every if is_shown(change, least)]
    return _Page(
        villages,
        lay_out(villages.region, np.rint(villages.households).astype(np.int64)),
        names,
        level_scale([level for level in levels if np.isfinite(level)]),
        difference_scale(
            shown,
            villages.shown.indicator.direction,
        ),
        _WIDTHS[max(columns, 2)],
        least,
    )


def _panel(axes: Axes, page: _Page, policy: str) -> None:
    base = policy == BASELINE
    draw_ground(axes, page.layout)
    scale = page.level if base else page.difference
    changes = page.villages.by_village(policy)
    draw_discs(axes, page.layout, changes, scale, 0.0 if base else page.least)
    region, material = page.villages.region, page.villages.material
    if base:
        names = [dict(sub.label)[material.language] for sub in region.sub_districts]
        draw_names(axes, page.layout, names)
    place = None if base else unit_place(material, policy)
    if place is not None:
        draw_unit(axes, page.layout, region, place)


def _head(axes: Axes, material: Material, policy: str, head: str, page: _Page) -> None:
    look = material.styles[policy]
    up = (head.count("\n") + 0.55) * _HEAD * 1.2 + 4
    axes.annotate(
        head, (_MARK / page.width, 1), xycoords="axes fraction", xytext=(0, 4),
        textcoords="offset points", fontsize=_HEAD, fontweight="bold", color=INK,
        verticalalignment="bottom", linespacing=1.2,
    )  # fmt: skip
    axes.plot(
        [0.06 / page.width], [1 + up / POINTS / page.height], transform=axes.transAxes,
        marker=look.marker, markersize=6, color=look.colour, clip_on=False,
    )  # fmt: skip


def _numbers(axes: Axes, page: _Page, policy: str) -> None:
    """Write the numbers of the region, its sub-districts and two of its villages below a map."""
    villages, language = page.villages, page.villages.material.language
    labels = [said("region", language)]
    labels += [dict(sub.label)[language] for sub in villages.region.sub_districts]
    rows = list(zip(labels, villages.by_place(policy), strict=True))
    changes = villages.by_village(policy)
    two = extremes(villages, policy)
    if policy == BASELINE or any(is_shown(change, page.least) for change in changes):
        keys = ("highest", "lowest") if policy == BASELINE else ("most", "least")
        rows += [
            (said(key, language, village=villages.region.villages[place].label), changes[place])
            for key, place in zip(keys, two, strict=False)
        ]
    size = size_shown(villages, policy)
    for number, (label, change) in enumerate(rows):
        style: dict[str, Any] = {
            "xycoords": "axes fraction", "textcoords": "offset points", "fontsize": _NUMBERS,
            "verticalalignment": "top", "fontweight": "bold" if number == 0 else "normal",
            "color": INK if change.clear or not change.known else FAINT, "annotation_clip": False,
        }  # fmt: skip
        down = -(0.08 + number * _ROW + (0.05 if number >= len(labels) else 0.0)) * POINTS
        axes.annotate(label, (0, 0), xytext=(0, down), horizontalalignment="left", **style)
        axes.annotate(
            _written(villages.material, change, size, signed=policy != BASELINE), (1, 0),
            xytext=(0, down), horizontalalignment="right", **style,
        )  # fmt: skip


def _written(material: Material, change: Change, size: float, *, signed: bool) -> str:
    mean, low, high = change.difference
    if not np.isfinite(mean):
        return "–"
    text = material.number(mean, size, signed=signed)
    if not change.known:
        return text
    ends = {
        "low": material.number(low, size, signed=signed),
        "high": material.number(high, size, signed=signed),
    }
    return f"{text} {said('between', material.language, **ends)}"
