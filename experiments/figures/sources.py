"""Income by source: what each policy adds to it or takes from it."""

from typing import Final

from experiments.figures.claims import most_moving
from experiments.figures.findings import Change
from experiments.figures.forest import NAMES, draw_changes, name_rows, row_height
from experiments.figures.lettering import wrapped
from experiments.figures.material import Material, Measure
from experiments.figures.style import SMALL, Sheet, head_height, panel_head
from model.indicators import SOURCES

_PLOT: Final = 1.45
_BETWEEN: Final = 0.25
_BELOW: Final = 0.8


def draw_sources(material: Material) -> Sheet | None:
    """Draw the change of each source of income, a column each; nothing without such values."""
    names = [f"income.{source}" for source in SOURCES]
    if not set(names) <= set(material.findings.outcomes.columns):
        return None
    measures = [material.measure(name) for name in names]
    changes = {
        measure: {name: material.change(name, measure) for name in material.alternatives}
        for measure in measures
    }
    heads = {measure: material.short_label(measure.indicator.name) for measure in measures}
    below = {measure: _level(material, rows) for measure, rows in changes.items()}
    above = head_height(heads.values(), _PLOT, 2, kicker=False)
    height = len(material.alternatives) * row_height(material, material.alternatives)
    sheet = Sheet(
        _title(material, changes),
        material.phrase("sources_subtitle"),
        material.source,
        NAMES + 0.35 + len(measures) * (_PLOT + _BETWEEN) + 0.6,
        above + height + _BELOW,
        material.kicker,
    )
    for column, (measure, rows) in enumerate(changes.items()):
        left = NAMES + 0.35 + column * (_PLOT + _BETWEEN)
        axes = sheet.axes(left, above, _PLOT, height)
        draw_changes(axes, material, measure, rows)
        axes.set_xlabel(wrapped(measure.unit, _PLOT, SMALL))
        panel_head(axes, heads[measure], below[measure], _PLOT)
        if column == 0:
            name_rows(axes, material, material.alternatives, sheet)
    return sheet


def _level(material: Material, rows: dict[str, Change]) -> str:
    level = next(iter(rows.values())).status_quo
    return material.phrase("status_quo_level", level="\n" + material.number(level, level))


def _title(material: Material, changes: dict[Measure, dict[str, Change]]) -> str:
    each = {
        (policy, measure): change
        for measure, rows in changes.items()
        for policy, change in rows.items()
    }
    if not any(change.known for change in each.values()):
        return material.phrase("sources_plain")
    key = most_moving(each)
    if key is None:
        return material.phrase("sources_none")
    policy, measure = key
    mean = each[key].difference.estimate
    label = material.indicator_label(measure.indicator.name).rpartition(": ")[2]
    return material.phrase(
        "sources_title",
        policy=material.quoted(policy),
        source=label,
        change=material.number(mean, mean, signed=True),
    )
