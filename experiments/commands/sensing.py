"""What ``sensitivity`` makes of its study: indices, their convergence, and the share of chance."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd
from rich.table import Table

from experiments.commands.study import Request
from experiments.commands.telling import close, print_json, report_failures
from experiments.files import write_text
from experiments.indices import index_names
from experiments.names import difference_unit, output_label, output_unit, parameter_label
from experiments.screen import console
from experiments.sensitivity_study import Analysed, analysed, of_differences
from experiments.store import Study
from experiments.words import NO_VALUE, Language, number, words

_SHOWN: Final = 10


def conclude_sensitivity(study: Study, request: Request) -> int:
    """Write tables and figures of a study of sensitivity, and print the strongest factors.

    Returns the exit code: 0, or 1 if a run failed.
    """
    found = analysed(study)
    _write_tables(study, found)
    figures: list[Path] = []
    if found.indices.table["value"].notna().any():
        from experiments.figures.sensitivity import draw_sensitivity  # noqa: PLC0415

        figures = draw_sensitivity(study, found, request.language)
    if request.as_json:
        print_json(
            {
                "study": str(study.folder),
                "figures": [str(path) for path in figures],
                "indices": found.indices.table.to_dict("records"),
                "notes": [note._asdict() for note in found.indices.notes],
                "noise": {name: noise._asdict() for name, noise in found.noise.items()},
            }
        )
    else:
        _show(study, found, request.language)
        close(
            request,
            words("sensitivity_written", request.language, folder=study.folder),
            [*request.program, "status", str(study.folder)],
        )
    return report_failures(request, study)


def _write_tables(study: Study, found: Analysed) -> None:
    noise = pd.DataFrame([{"output": name, **one._asdict()} for name, one in found.noise.items()])
    convergence = pd.concat(
        [table.assign(output=name) for name, table in found.convergence.items()]
    )
    tables = {
        "indices.csv": found.indices.table,
        "notes.csv": pd.DataFrame(found.indices.notes, columns=["output", "kind", "number"]),
        "noise.csv": noise,
        "convergence.csv": convergence[["output", *convergence.columns[:-1]]],
    }
    for name, table in tables.items():
        write_text(study.tables / name, table.to_csv(index=False, lineterminator="\n"))


def _show(study: Study, found: Analysed, language: Language) -> None:
    screen = console()
    shown = [index for index in index_names(found.sampling) if index != "S2"]
    unit_of = difference_unit if of_differences(study) else output_unit
    for output in found.outputs:
        rows = found.indices.table[found.indices.table["output"] == output]
        screen.print(
            f"[bold]{output_label(output, study, language)}, {unit_of(output, language)}[/]"
        )
        screen.print(_strongest(rows, shown, language))
        for note in _notes(found, output, language):
            screen.print(note, style="dim", markup=False)
        screen.print()


def _strongest(rows: pd.DataFrame, shown: Sequence[str], language: Language) -> Table:
    """Return a table of the strongest factors, by the first of the indices."""
    first = rows[rows["index"] == shown[0]].sort_values("value", ascending=False)
    table = Table(box=None, padding=(0, 1))
    # A path cut off cannot be typed.
    table.add_column(words("parameter", language), no_wrap=True)
    table.add_column(words("meaning", language))
    for index in shown:
        table.add_column(words(f"index.{index}", language), justify="right")
    for factor in first["factor"].head(_SHOWN):
        cells = []
        for index in shown:
            row = rows[(rows["index"] == index) & (rows["factor"] == factor)].iloc[0]
            cells.append(_with_interval(row, language))
        label = parameter_label(str(factor), language)
        table.add_row(str(factor), label if label != factor else "", *cells)
    return table


def _with_interval(row: pd.Series, language: Language) -> str:
    value, low, high = (float(row[name]) for name in ("value", "low", "high"))
    if math.isnan(value):
        return NO_VALUE
    text = _significant(value, language)
    if math.isnan(low):
        return text
    return f"{text} [{_significant(low, language)}; {_significant(high, language)}]"


def _significant(value: float, language: Language) -> str:
    size = abs(value)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    return number(value, language, decimals)


def _notes(found: Analysed, output: str, language: Language) -> Sequence[str]:
    notes = [
        words(f"guarded.{note.kind}", language, number=note.number)
        for note in found.indices.notes
        if note.output == output
    ]
    noise = found.noise[output]
    if math.isfinite(noise.one_run):
        notes.append(
            words(
                "noise",
                language,
                share=number(100 * noise.one_run, language, 1),
                among=number(100 * noise.among_points, language, 1),
                points=noise.points,
                replications=noise.replications,
                seeds=noise.seeds,
            )
        )
    return notes
