"""Trade by good and month: small panels, one for each good."""

from typing import Final

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from experiments.compare import BASELINE
from experiments.figures.claims import clear_moves
from experiments.figures.courses import levels
from experiments.figures.findings import Change, paired
from experiments.figures.lettering import wrapped
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
    goods = [good for good, *_ in REPORTED_GOODS if {f"{flow}.{good}" for flow in FLOWS} <= present]
    if not goods:
        return None
    names = (BASELINE, *material.alternatives)
    labels = {good: material.short_label(f"allowance.{good}") for good in goods}
    above = head_height(labels.values(), _PLOT, 1, kicker=False)
    cell = above + _HEIGHT + _BELOW
    rows = -(-(len(goods) + 1) // _COLUMNS)
    sheet = Sheet(
        _title(material, labels),
        material.phrase("goods_subtitle"),
        material.source,
        _COLUMNS * (_LEFT + _PLOT) + 0.7,
        rows * cell,
        material.kicker,
    )
    for place, good in enumerate(goods):
        axes = _axes(sheet, place, cell, above)
        shown = levels(
            material.findings, names, [f"{flow}.{good}" for flow in FLOWS], _BILLION, yearly=True
        )
        draw_levels(axes, material, shown)
        finish_months(axes, material, signed=False)
        panel_head(axes, labels[good], _unit(material), _PLOT)
    _key(_axes(sheet, len(goods), cell, above), material, names)
    return sheet


def _unit(material: Material) -> str:
    return material.phrase("billions", unit=unit_in("rupiah per month", material.language))


def _axes(sheet: Sheet, place: int, cell: float, above: float) -> Axes:
    row, column = divmod(place, _COLUMNS)
    return sheet.axes(_LEFT + column * (_LEFT + _PLOT), row * cell + above, _PLOT, _HEIGHT)


def _title(material: Material, labels: dict[str, str]) -> str:
    changes: dict[tuple[str, str], Change] = {}
    for good in labels:
        columns = [material.findings.column(f"{flow}.{good}") for flow in FLOWS]
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


def _key(axes: Axes, material: Material, names: tuple[str, ...]) -> None:
    axes.set_axis_off()
    handles = []
    for name in names:
        look = material.styles[name]
        handle = Line2D(
            [],
            [],
            color=look.colour,
            marker=look.marker,
            markersize=4.5,
            linewidth=2.2 if name == BASELINE else 1.5,
            label=wrapped(material.labels[name], _PLOT - 0.4, SMALL),
        )
        handle.set_linestyle(look.line)
        handles.append(handle)
    axes.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(-0.1, 1.05),
        frameon=False,
        fontsize=SMALL,
        handlelength=2.6,
        labelspacing=0.45,
        borderpad=0,
    )
