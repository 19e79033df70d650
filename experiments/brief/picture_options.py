"""The first figure of a brief: what each option changes, each with its interval."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from experiments.brief.content import Brief
from experiments.brief.facts import FARE, Facts
from experiments.brief.picture_phrases import has_phrase, picture_phrase
from experiments.brief.pictures import (
    INCH,
    LEAST,
    LINE,
    MARK,
    TYPE,
    Picture,
    blank,
    brief_style,
    element,
    shortened,
    stacked,
)
from experiments.figures.findings import Change, Findings
from experiments.figures.lettering import POINTS, localise, wrapped
from experiments.figures.material import Material, Measure
from experiments.figures.style import FAINT, GRID, INK, STATUS_QUO
from experiments.subject_changes import Change as Written
from experiments.subjects import ACCESS

type Changes = Mapping[Measure, Mapping[str, Change]]
type Verdict = Literal["better", "worse", "unclear"]
type Verdicts = Mapping[Measure, Mapping[str, Verdict]]

_VERDICTS: Final[Mapping[int, Verdict]] = {1: "better", -1: "worse", 0: "unclear"}
_NAMES: Final = 0.56  # of the width
_BETWEEN: Final = 3.5
_BELOW: Final = 5.0
_MOST_ROW: Final = (
    5.0  # millimetres that a row is higher than it needs, at most: few rows stay small
)
_ROOM: Final = 2.2  # points between rows, at least


def options_picture(
    brief: Brief, findings: Findings, width: float, taller: float = 0.0
) -> Picture | None:
    """Draw what each option changes in the headline's subject and in what a paper costs.

    ``width`` is in millimetres, and so is ``taller``: how much higher it is than its rows need.
    None if no option has a value.
    """
    material = Material(findings, brief.language, chosen=brief.shown)
    other = ACCESS if brief.subject == FARE else FARE
    measured = {
        measure: {name: material.change(name, measure) for name in brief.shown}
        for measure in map(material.measure, (brief.subject, other))
    }
    changes = {measure: rows for measure, rows in measured.items() if _has_values(rows)}
    if not changes:
        return None
    written = Facts(findings.study, findings.outcomes).changes
    verdicts = {
        measure: {name: _verdict(written, name, measure) for name in rows}
        for measure, rows in changes.items()
    }
    known = any(change.known for rows in changes.values() for change in rows.values())
    subtitle = "options_subtitle" if known else "options_subtitle_one"
    alternative = _alternative(brief, verdicts)
    with brief_style():
        figure = _draw(brief, material, changes, width, taller)
        svg = element(figure, "options", alternative)
    return Picture(
        title=_title(brief, verdicts) if known else picture_phrase("options_plain", brief.language),
        subtitle=picture_phrase(subtitle, brief.language),
        alternative=alternative,
        svg=svg,
        height=figure.get_figheight() * INCH,
    )


def _has_values(rows: Mapping[str, Change]) -> bool:
    return any(np.isfinite(change.difference.estimate) for change in rows.values())


def _draw(
    brief: Brief, material: Material, changes: Changes, width: float, taller: float
) -> Figure:
    names = [shortened(label, (_NAMES * width - 6) / INCH, 2) for label in _labels(brief)]
    panel = ((1 - _NAMES) * width - 1) / len(changes) - _BETWEEN
    heads = [_head(brief, material, measure, panel / INCH) for measure in changes]
    above = (max("\n".join(head).count("\n") + 1 for head in heads) * LINE + 4) / POINTS * INCH
    rows = np.array([(1 + name.count("\n")) * LINE + _ROOM for name in names]) / POINTS * INCH
    free = max(LEAST - above - _BELOW - float(rows.sum()), 0.0) + taller
    rows += min(free / len(rows), _MOST_ROW)
    edges = np.concatenate([[0.0], np.cumsum(rows)])
    whole = above + float(edges[-1]) + _BELOW
    figure = blank(width, whole)
    for column, (head, some) in enumerate(zip(heads, changes.values(), strict=True)):
        left = _NAMES * width + column * (panel + _BETWEEN)
        box = (left / width, _BELOW / whole, panel / width, float(edges[-1]) / whole)
        axes = figure.add_axes(box)
        axes.set_ylim(float(edges[-1]), 0)
        _panel(axes, material, some, (edges[:-1] + edges[1:]) / 2)
        _write(axes, head[1], 0, FAINT, "normal")
        _write(axes, head[0], 1 + head[1].count("\n"), INK, "bold")
    for name, text, top, bottom in zip(brief.shown, names, edges, edges[1:], strict=False):
        up = 1 - (above + (top + bottom) / 2) / whole
        look = material.styles[name]
        figure.add_artist(
            Line2D([2 / width], [up], marker=look.marker, markersize=MARK, color=look.colour, lw=0)
        )
        for line, points in stacked(text):
            figure.text(5 / width, up + points / POINTS * INCH / whole, line)
        edge = 1 - (above + bottom) / whole
        if bottom < edges[-1]:
            figure.add_artist(Line2D([0, 1], [edge, edge], color=GRID, linewidth=0.6))
    return figure


def _write(axes: Axes, text: str, lines: int, colour: str, weight: str) -> None:
    """Write a text above a column, so many lines up."""
    for place, line in enumerate(reversed(text.split("\n")), lines):
        axes.annotate(
            line,
            (0, 1),
            xycoords="axes fraction",
            xytext=(0, 4 + place * LINE),
            textcoords="offset points",
            color=colour,
            fontweight=weight,
        )


def _head(brief: Brief, material: Material, measure: Measure, room: float) -> tuple[str, str]:
    """Return what a column shows, and below it its unit and which way is better, in lines."""
    unit = measure.unit
    if measure.indicator.name == FARE:
        unit = picture_phrase("thousand_rupiah", brief.language)
    elif measure.indicator.unit == "%":
        unit = picture_phrase("points", brief.language)
    way = {1: "more_is_better", -1: "less_is_better"}.get(measure.indicator.direction)
    texts = [unit, *([material.phrase(way)] if way else [])]
    below = "\n".join(wrapped(text, room, TYPE) for text in texts)
    return wrapped(_label(brief, measure), room, TYPE, bold=True), below


def _panel(axes: Axes, material: Material, rows: Mapping[str, Change], middles: np.ndarray) -> None:
    axes.set(yticks=[], facecolor="none")
    axes.axvline(0, color=STATUS_QUO, linewidth=1.2, zorder=1)
    for (name, change), middle in zip(rows.items(), middles, strict=True):
        mean, low, high = change.difference
        if not np.isfinite(mean):
            axes.text(0.5, middle, "–", transform=axes.get_yaxis_transform(), color=FAINT)
            continue
        look = material.styles[name]
        if np.isfinite(low):
            axes.plot([low, high], [middle] * 2, color=look.colour, linewidth=2.0, alpha=0.6)
        axes.plot(mean, middle, color=look.colour, marker=look.marker, markersize=MARK)
    ends = [end for change in rows.values() for end in change.difference if np.isfinite(end)]
    low, high = min([*ends, 0.0]), max([*ends, 0.0])
    pad = 0.08 * (high - low) or 1.0
    axes.set_xlim(low - pad, high + pad)
    axes.xaxis.set_major_locator(MaxNLocator(2, steps=[1, 2, 2.5, 5, 10]))
    axes.tick_params(axis="x", length=0, pad=2)
    axes.grid(visible=True, axis="x", color=GRID, linewidth=0.6)
    axes.spines[["left", "bottom"]].set_visible(False)
    localise(axes.xaxis, material.language, signed=True)


def _labels(brief: Brief) -> list[str]:
    labels = {row.name: row.label for row in brief.options.rows}
    return [labels[name] for name in brief.shown]


def _title(brief: Brief, verdicts: Verdicts) -> str:
    """Return under how many options each measure is clearly better; what one option changes."""
    total = len(brief.shown)
    if total == 1:
        claims = [
            _claim(brief, measure, rows[brief.shown[0]]) for measure, rows in verdicts.items()
        ]
        return picture_phrase(
            "options_one", brief.language, policy=_labels(brief)[0], claims="; ".join(claims)
        )
    said: list[str] = []
    for measure, rows in verdicts.items():
        count = list(rows.values()).count("better")
        key = ("options_more" if count else "options_no_more") if said else "options_of"
        key = key if count or said else "options_none"
        claim = _claim(brief, measure, "better")
        said.append(picture_phrase(key, brief.language, claim=claim, count=count, total=total))
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def _verdict(
    written: Mapping[str, Mapping[str, Written]], policy: str, measure: Measure
) -> Verdict:
    """Return what the table of the brief says too, where the same change is clear or not."""
    change = written.get(policy, {}).get(measure.indicator.name)
    return _VERDICTS[change.better if change else 0]


def _claim(brief: Brief, measure: Measure, verdict: Verdict) -> str:
    own = f"{measure.indicator.name}.{verdict}"
    label = measure.label[:1].lower() + measure.label[1:]
    return picture_phrase(own if has_phrase(own) else f"any.{verdict}", brief.language, label=label)


def _alternative(brief: Brief, verdicts: Verdicts) -> str:
    labels = dict(zip(brief.shown, _labels(brief), strict=True))
    said = []
    for measure, rows in verdicts.items():
        for verdict in _VERDICTS.values():
            names = [labels[name] for name in rows if rows[name] == verdict]
            if names:
                key, label = f"{verdict}_under", _label(brief, measure)
                said.append(picture_phrase(key, brief.language, label=label, names=_listed(names)))
    return picture_phrase(
        "options_alternative",
        brief.language,
        labels=_listed([_label(brief, measure) for measure in verdicts]),
        claims=" ".join(said),
        table=brief.options.title,
    )


def _label(brief: Brief, measure: Measure) -> str:
    if measure.indicator.name == FARE:
        return picture_phrase("cost_of_a_paper", brief.language)
    return measure.label


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names)
