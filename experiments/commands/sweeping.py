"""What ``sweep`` makes of its study: a table of all points, and curves over single factors."""

import math
from collections.abc import Hashable, Mapping
from itertools import batched
from pathlib import Path
from typing import Any, Final

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from experiments.commands.study import Request
from experiments.commands.telling import close, print_json, report_failures
from experiments.compare import BASELINE
from experiments.files import write_text
from experiments.names import output_label, output_unit
from experiments.outputs import asked_outputs
from experiments.screen import console
from experiments.store import Study
from experiments.sweeping import at_points
from experiments.words import Language, decimals_for, number, words

_ROWS_SHOWN: Final = 24
_FACTORS_SHOWN: Final = 4
_OUTPUTS_ABREAST: Final = 3
# A factor that stays as the policy has it, while another one changes.
_AS_IT_IS: Final = "·"


def conclude_sweep(study: Study, request: Request) -> int:
    """Write the table and the figures of a sweep, and print its first points.

    Returns the exit code: 0, or 1 if a run failed.
    """
    names = [] if study.outcomes().empty else list(asked_outputs(study))
    frame = at_points(study, names)
    figures: list[Path] = []
    if names:
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
    elif names:
        _show(study, frame, names, request.language)
        close(
            request,
            words("sweep_written", request.language, folder=study.folder),
            [*request.program, "status", str(study.folder)],
        )
    return report_failures(request, study)


def _show(study: Study, frame: pd.DataFrame, names: list[str], language: Language) -> None:
    screen = console()
    paths = study.points().paths[:_FACTORS_SHOWN]
    several = len(study.policies) > 1
    rows = frame.to_dict("records")
    # Rows of one point stand together, one per indicator.
    blocks = [rows[start : start + len(names)] for start in range(0, len(rows), len(names))]
    for some in batched(range(len(names)), _OUTPUTS_ABREAST):
        table = Table(box=SIMPLE_HEAD, padding=(0, 1), show_edge=False)
        for header in (*([words("policy", language)] if several else []), *paths):
            table.add_column(header, overflow="fold", vertical="bottom")
        for place in some:
            header = output_label(names[place], study, language)
            unit = Text(f"\n{output_unit(names[place], language)}", style="dim")
            table.add_column(Text(header).append(unit), justify="right", vertical="bottom")
        for block in blocks[:_ROWS_SHOWN]:
            first = block[0]
            known = [first["policy"]] if several else []
            known += [_plain(first[path]) for path in paths]
            table.add_row(*known, *(_mean(block[place], language) for place in some))
        screen.print(table)
        screen.print()
    seeds = len(study.manifest["seeds"])
    sentence = words(
        "points" if seeds > 1 else "points_under_one_seed",
        language,
        shown=min(len(blocks), _ROWS_SHOWN),
        rows=len(blocks),
        points=len(study.points()),
        n=seeds,
    )
    screen.print(sentence, style="dim")
    fewer = frame[_fewer(study, frame)]
    if len(fewer):
        labels = dict.fromkeys(
            output_label(name, study, language) for name in fewer["indicator"].unique()
        )
        sentence = words(
            "fewer_seeds",
            language,
            labels="; ".join(labels),
            number=fewer["point"].nunique(),
            points=len(study.points()),
        )
        screen.print(sentence, style="dim")


def _fewer(study: Study, frame: pd.DataFrame) -> pd.Series:
    """Tell which rows rest on fewer seeds, or fewer pairs, than planned."""
    planned = len(study.manifest["seeds"])
    paired = frame["policy"].ne(BASELINE) & (BASELINE in {one["name"] for one in study.policies})
    return (frame["n"] < planned) | (paired & (frame["pairs"] < planned))


def _plain(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return _AS_IT_IS
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _mean(row: Mapping[Hashable, Any], language: Language) -> str:
    mean, low, high = (float(row[name]) for name in ("mean", "low", "high"))
    decimals = decimals_for(mean)
    text = number(mean, language, decimals)
    if math.isfinite(low):
        text += f" ± {number((high - low) / 2, language, decimals)}"
    return text
