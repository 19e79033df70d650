"""What ``sweep`` makes of its study: a table of all points, and curves over single factors."""

from pathlib import Path
from typing import Final

import pandas as pd
from rich.table import Table

from experiments.commands.study import Request
from experiments.commands.telling import close, print_json, report_failures
from experiments.files import write_text
from experiments.names import labelled
from experiments.outputs import asked_outputs
from experiments.screen import console
from experiments.store import Study
from experiments.sweeping import at_points, with_factors
from experiments.words import Language, decimals_for, number, words

_ROWS_SHOWN: Final = 24
_FACTORS_SHOWN: Final = 4


def conclude_sweep(study: Study, request: Request) -> int:
    """Write the table and the figures of a sweep, and print its first points.

    Returns the exit code: 0, or 1 if a run failed.
    """
    outcomes = study.outcomes()
    names = [name for name in asked_outputs(study) if name in outcomes]
    frame = with_factors(at_points(outcomes, names), study)
    figures: list[Path] = []
    if len(frame):
        from experiments.figures.sweep import draw_sweep  # noqa: PLC0415

        table = frame.to_csv(index=False, lineterminator="\n")
        write_text(study.tables / "points.csv", table)
        figures = draw_sweep(study, frame, request.language)
    if request.as_json:
        print_json(
            {
                "study": str(study.folder),
                "figures": [str(path) for path in figures],
                "points": frame.to_dict("records"),
            }
        )
    elif len(frame):
        _show(study, frame, names, request.language)
        close(
            request,
            words("sweep_written", request.language, folder=study.folder),
            [*request.program, "status", str(study.folder)],
        )
    return report_failures(request, study)


def _show(study: Study, frame: pd.DataFrame, names: list[str], language: Language) -> None:
    screen = console()
    paths = study.points().paths
    table = Table(box=None, padding=(0, 1))
    table.add_column(words("policy", language))
    for path in paths[:_FACTORS_SHOWN]:
        table.add_column(path, justify="right")
    for name in names:
        table.add_column(labelled(name, language), justify="right")
    wide = frame.set_index(["policy", "point", "indicator"])
    keys = list(dict.fromkeys(zip(frame["policy"], frame["point"], strict=True)))
    for policy, point in keys[:_ROWS_SHOWN]:
        first = wide.loc[(policy, point, names[0])]
        values = [_plain(first[path]) for path in paths[:_FACTORS_SHOWN]]
        cells = [_mean(wide.loc[(policy, point, name)], language) for name in names]
        table.add_row(str(policy), *values, *cells)
    screen.print(table)
    screen.print(
        words(
            "points",
            language,
            shown=min(len(keys), _ROWS_SHOWN),
            points=len(keys),
            n=len(study.manifest["seeds"]),
        ),
        style="dim",
    )


def _plain(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _mean(row: pd.Series, language: Language) -> str:
    mean, low, high = (float(row[name]) for name in ("mean", "low", "high"))
    decimals = decimals_for(mean)
    text = number(mean, language, decimals)
    if low == low:
        text += f" ± {number((high - low) / 2, language, decimals)}"
    return text
