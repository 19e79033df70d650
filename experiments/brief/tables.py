"""Tables of the brief: the options compared, and who gains by sub-district and by income."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from experiments.brief.content import Cell, Row, Table, Tone
from experiments.brief.facts import DAYS, FARE, PUBLIC_COST, Facts
from experiments.brief.rules import MOST_SHOWN
from experiments.brief.texts import between, text
from experiments.compare import BASELINE, COST
from experiments.subject_changes import Change
from experiments.subjects import ACCESS, INCOME
from experiments.words import NO_VALUE, Language, number, numeral

_COLUMNS: Final = (ACCESS, FARE, DAYS, INCOME)
_PLACES: Final = (ACCESS, FARE, INCOME)
_TONES: Final[dict[int, Tone]] = {1: "better", -1: "worse"}
_YEAR: Final = 12


def options_table(facts: Facts, shown: Sequence[str], language: Language) -> Table:
    """Return levels of the status quo, then what each policy changes, with intervals."""
    columns = [
        (text("column.option", language), ""),
        *(_column(name, language) for name in _COLUMNS),
        (text(f"column.{COST}", language), PUBLIC_COST.unit[language]),
    ]
    fullest = max(facts.policies, key=lambda name: facts.pairs[name])
    levels = facts.changes[fullest]
    rows = [
        Row(
            name=BASELINE,
            label=text("status_quo", language),
            cells=(
                *(level_cell(levels.get(name), language) for name in _COLUMNS),
                level_cell(levels.get(COST), language),
            ),
        )
    ]
    rows += [
        Row(
            name=name,
            label=facts.label(name, language),
            cells=(
                *(change_cell(facts.changes[name].get(one), language) for one in _COLUMNS),
                _cost_cell(facts.changes[name].get(COST), language),
            ),
        )
        for name in shown
    ]
    return Table(
        title=text("options.title", language),
        columns=tuple(columns),
        rows=tuple(rows),
        note=_note(facts, shown, language),
    )


def places_table(facts: Facts, leading: str, language: Language) -> Table:
    """Return what the leading policy changes in each sub-district: levels, then changes."""
    columns = [(text("column.place", language), "")]
    for name in _PLACES:
        label, unit = _column(name, language)
        columns.append((label, _now_and_change(name, unit, language)))
    rows = [
        Row(
            name="",
            label=facts.study.sub_districts[place][language],
            cells=tuple(
                cell
                for name in _PLACES
                for cell in (
                    level_cell(changes.get(name), language),
                    change_cell(changes.get(name), language),
                )
            ),
        )
        for place, changes in facts.by_place(leading).items()
    ]
    return Table(
        title=text("places.title", language, policy=facts.label(leading, language)),
        columns=tuple(columns),
        rows=tuple(rows),
        span=2,
    )


def tenths_table(facts: Facts, leading: str, language: Language) -> Table | None:
    """Return what the leading policy changes for each tenth of incomes; None without values."""
    tenths = facts.by_tenth(leading)
    if not any(money.known for money, _ in tenths):
        return None
    unit = _column(INCOME, language)[1]
    names = {0: "tenth.poorest", len(tenths) - 1: "tenth.richest"}
    rows = [
        Row(
            name="",
            label=text(names.get(place, "tenth"), language, place=place + 1),
            cells=(
                level_cell(money, language),
                replace(change_cell(money, language), share=_per_cent(share, language)),
            ),
        )
        for place, (money, share) in enumerate(tenths)
    ]
    columns = (
        (text("column.tenth", language), ""),
        (text("column.income", language), _now_and_change(INCOME, unit, language)),
    )
    return Table(
        title=text("tenths.title", language),
        columns=columns,
        rows=tuple(rows),
        note=text("tenths.note", language),
        span=2,
    )


def level_cell(change: Change | None, language: Language) -> Cell:
    """Return the level of the status quo as a cell."""
    if change is None or not math.isfinite(change.before):
        return Cell(text=NO_VALUE)
    return Cell(text=numeral(change.before, language, change.subject.decimals))


def change_cell(change: Change | None, language: Language) -> Cell:
    """Return a change as a cell: its size, its interval, and whether it is a clear gain or loss."""
    if change is None or not change.known:
        return Cell(text=NO_VALUE)
    decimals = change.subject.decimals
    written = numeral(change.difference, language, decimals, signed=True)
    if not change.settled:
        return Cell(text=written)
    if change.difference == change.low == change.high:
        return Cell(text=written, tone=_TONES.get(change.better, "unclear"))
    return Cell(
        text=written,
        interval=between(change.low, change.high, decimals, language),
        tone=_TONES.get(change.better, "unclear"),
    )


def _now_and_change(name: str, unit: str, language: Language) -> str:
    # The change of a share is in points, all others in the unit of the level.
    if name == ACCESS:
        return text("column.now_and_change.needs_met", language)
    return text("column.now_and_change", language, unit=unit)


def _per_cent(share: Change, language: Language) -> str:
    if not share.known:
        return ""
    return f"{numeral(share.difference, language, share.subject.decimals, signed=True)} %"


def _cost_cell(change: Change | None, language: Language) -> Cell:
    # Costs follow from the levers: there is no chance in them, and more is no loss to people.
    if change is None or not change.known:
        return Cell(text=NO_VALUE)
    return Cell(text=numeral(change.difference, language, change.subject.decimals, signed=True))


def _column(name: str, language: Language) -> tuple[str, str]:
    return text(f"column.{name}", language), text(f"unit.{name}", language)


def _note(facts: Facts, shown: Sequence[str], language: Language) -> str:
    manifest = facts.study.manifest
    years = manifest["months"] / _YEAR
    parts = [
        text("options.note" if len(manifest["seeds"]) > 1 else "options.note_one", language),
        text(
            "options.cost",
            language,
            years=number(years, language, 0 if years == int(years) else 1),
        ),
    ]
    left_out = len(facts.policies) - len(shown)
    if left_out:
        key = "options.left_out" if left_out > 1 else "options.left_out_one"
        worse = sum(
            changes[ACCESS].better < 0
            for name, changes in facts.changes.items()
            if name not in shown and ACCESS in changes
        )
        harm = text("options.left_out_worse", language, count=worse) if worse else ""
        parts.append(text(key, language, count=left_out, most=MOST_SHOWN, worse=harm))
    pairs = [facts.pairs[name] for name in shown]
    if min(pairs) < len(manifest["seeds"]):
        blanks = {"low": min(pairs), "high": max(pairs), "n": len(manifest["seeds"])}
        parts.append(text("options.fewer", language, **blanks))
    return " ".join(parts)
