"""Trade by good and month: small panels, one for each good."""

from typing import Final

from matplotlib.axes import Axes

from experiments.compare import BASELINE
from experiments.figures.claims import clear_moves
from experiments.figures.courses import levels
from experiments.figures.findings import Change, paired
from experiments.figures.lettering import POINTS, wrapped
from experiments.figures.material import Material
from experiments.figures.months import draw_levels, finish_months
from experiments.figures.style import SMALL, Sheet, head_height, panel_head
from experiments.words import unit_in
from model.border_indicators import REPORTED_GOODS

FLOWS: Final = ("allowance", "formal", "informal", "shopped")

_COLUMNS: Final = 4
_PLOT: Final = 2.2
_HEIGHT: Final = 1.7
_LEFT: Final = 0.55
_BELOW: Final = 0.6
_BILLION: Final = 1e9


def draw_goods(material: Material) -> Sheet | None:
    """Draw what is traded of each good, in billions of rupiah; nothing without such values."""
    present = set(material.findings.series.columns)
    goods = [good for good, *_ in REPORTED_GOODS if present.issuperset(_flows(good))]
    if not goods:
        return None
    names = (BASELINE, *material.alternatives)
    labels = {good: material.short_label(f"allowance.{good}") for good in goods}
    sums = {labels[good]: _flows(good) for good in goods}
    sums[material.phrase("all_goods")] = [flow for flows in sums.values() for flow in flows]
    above = head_height(sums, _PLOT, 1, kicker=False)
    cell = above + _HEIGHT + _BELOW
    panels = -(-len(sums) // _COLUMNS) * cell
    key = {name: wrapped(material.labels[name], _PLOT, SMALL) for name in names}
    lines = 1 + max(text.count("\n") for text in key.values())
    key_height = -(-len(key) // _COLUMNS) * (lines + 0.5) * SMALL * 1.2 / POINTS
    sheet = Sheet(
        _title(material, labels),
        material.phrase("goods_subtitle"),
        material.source,
        _COLUMNS * (_LEFT + _PLOT) + 0.7,
        panels + key_height,
        material.kicker,
    )
    for place, (label, flows) in enumerate(sums.items()):
        row, column = divmod(place, _COLUMNS)
        left = _LEFT + column * (_LEFT + _PLOT)
        axes = sheet.axes(left, row * cell + above, _PLOT, _HEIGHT)
        shown = levels(material.findings, names, flows, _BILLION, yearly=True)
        draw_levels(axes, material, shown)
        finish_months(axes, material, signed=False)
        panel_head(axes, label, _unit(material), _PLOT)
    _key(sheet.axes(_LEFT, panels, _COLUMNS * (_LEFT + _PLOT), key_height), material, key)
    return sheet


def _flows(good: str) -> list[str]:
    return [f"{flow}.{good}" for flow in FLOWS]


def _unit(material: Material) -> str:
    return material.phrase("billions", unit=unit_in("rupiah per month", material.language))


def _title(material: Material, labels: dict[str, str]) -> str:
    changes: dict[tuple[str, str], Change] = {}
    for good in labels:
        columns = [material.findings.column(flow) for flow in _flows(good)]
        total = sum(columns[1:], columns[0])
        for name in material.alternatives:
            changes[name, good] = paired(total, name)
    if not any(change.known for change in changes.values()):
        return material.phrase("goods_plain")
    moves = clear_moves(changes)
    if not moves:
        return material.phrase("goods_none")
    policy, good = max(moves, key=lambda key: abs(moves[key]))
    move = 100 * moves[policy, good]
    return material.phrase(
        "goods_title",
        policy=material.quoted(policy),
        good=material.good(good),
        change=material.number(move, 100.0, signed=True),
    )


def _key(axes: Axes, material: Material, texts: dict[str, str]) -> None:
    axes.set_axis_off()
    axes.set(xticks=[], yticks=[], xlim=(0, _COLUMNS), ylim=(-(-len(texts) // _COLUMNS), 0))
    for place, (name, text) in enumerate(texts.items()):
        row, column = divmod(place, _COLUMNS)
        look = material.styles[name]
        axes.plot(
            [column, column + 0.06, column + 0.12],
            [row + 0.15] * 3,
            color=look.colour,
            linestyle=look.line,
            linewidth=3.0 if name == BASELINE else 1.5,
            marker=look.marker,
            markersize=4.5,
            markevery=[1],
            clip_on=False,
        )
        axes.text(column + 0.16, row, text, verticalalignment="top", linespacing=1.1)
