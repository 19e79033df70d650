"""The commands ``discover`` and ``robustness``: what a study over points says of its policies."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd
from rich.table import Table

from experiments.boxes import Discovery
from experiments.commands.study import Request
from experiments.commands.telling import close, print_json
from experiments.discovery import failing, prim, reproducibility
from experiments.files import write_text
from experiments.gains import gain, inputs, outcomes_by_policy
from experiments.names import (
    difference_unit,
    indicator_named,
    output_label,
    output_unit,
    parameter_label,
)
from experiments.robustness import (
    Threshold,
    cells,
    regret,
    robustness_table,
    satisficing,
    satisfied,
)
from experiments.screen import console
from experiments.store import Study
from experiments.trees import cart
from experiments.words import Language, decimals_for, number, words
from model.errors import InputError, nearest
from model.indicators import INDICATORS

_MAPPED: Final = 2


def discover(
    folder: Path,
    *,
    policy: str,
    output: str,
    below: float | None,
    above: float | None,
    options: Mapping[str, Any],
) -> int:
    """Find in which part of the factors' space a policy gains less, or more, than a threshold."""
    study, request = Study.open(folder), Request(**options)
    if (below is None) == (above is None):
        raise InputError("Give --below or --above, and not both: what gain counts as a failure.")
    threshold = below if below is not None else above
    assert threshold is not None
    gained = gain(study, policy, output)
    failed = failing(gained, threshold, below=below is not None)
    given = inputs(study)
    box, tree = prim(given, failed), cart(given, failed)
    again = reproducibility(given, failed, box.box)
    _write(
        study,
        {
            f"box.{policy}.{output}.csv": box.box.limits,
            f"trajectory.{policy}.{output}.csv": box.trajectory,
            f"tree.{policy}.{output}.csv": tree.trajectory,
            f"again.{policy}.{output}.csv": again,
        },
    )
    criterion = words(
        "falls_short" if below is not None else "exceeds",
        request.language,
        output=output_label(output, study, request.language),
        threshold=number(threshold, request.language, decimals_for(threshold)),
        unit=difference_unit(output, request.language),
    )
    from experiments.figures.failures import draw_failures  # noqa: PLC0415

    figures = draw_failures(
        study,
        (box, tree, again),
        given,
        failed,
        policy=policy,
        output=output,
        criterion=criterion,
        language=request.language,
    )
    if request.as_json:
        print_json(
            {
                "study": str(folder),
                "policy": policy,
                "criterion": criterion,
                "cases": box.cases,
                "of_interest": box.of_interest,
                "box": _described(box),
                "leaves": [_described(tree, place) for place in range(len(tree.boxes))],
                "figures": [str(path) for path in figures],
            }
        )
        return 0
    _show_box(study, box, policy, criterion, request.language)
    written = words("discovered", request.language, folder=folder)
    close(request, written, [*request.program, "robustness", str(folder), "--output", output])
    return 0


def robustness(
    folder: Path,
    *,
    output: str,
    at_least: Sequence[str],
    at_most: Sequence[str],
    across: str | None,
    up: str | None,
    options: Mapping[str, Any],
) -> int:
    """Say how the policies of a study do over all its points: regret, and what they satisfy."""
    study, request = Study.open(folder), Request(**options)
    given = inputs(study)
    thresholds = _thresholds(at_least, at_most=False) | _thresholds(at_most, at_most=True)
    outcomes = outcomes_by_policy(study, output)
    direction = indicator_named(output).direction
    lost = regret(outcomes, direction)
    by_name = {name: outcomes_by_policy(study, name) for name in thresholds}
    met = satisfied(by_name, thresholds) if thresholds else None
    table = robustness_table(outcomes, direction, met)
    tables = {f"robustness.{output}.csv": table, f"regret.{output}.csv": lost}
    if thresholds:
        tables["satisficing.csv"] = satisficing(by_name, thresholds)
    _write(study, tables)
    pair = _strongest(given, lost, across, up)
    # About ten points in a cell, so that few are left empty.
    bins = max(2, min(8, math.isqrt(len(given) // 10)))
    from experiments.figures.failures import draw_robustness  # noqa: PLC0415

    figures = draw_robustness(
        study,
        lost,
        {name: cells(given, lost[name], *pair, bins=bins) for name in lost.columns},
        {name: cells(given, met[name], *pair, bins=bins) for name in met.columns}
        if met is not None
        else {},
        pair=pair,
        output=output,
        thresholds=thresholds,
        language=request.language,
    )
    if request.as_json:
        print_json(
            {
                "study": str(folder),
                "output": output,
                "policies": table.to_dict("records"),
                "figures": [str(path) for path in figures],
            }
        )
        return 0
    _show_table(study, table, output, request.language)
    written = words("discovered", request.language, folder=folder)
    close(request, written, [*request.program, "status", str(folder)])
    return 0


def _thresholds(texts: Sequence[str], *, at_most: bool) -> dict[str, Threshold]:
    flag = "--at-most" if at_most else "--at-least"
    known = [item.name for item in INDICATORS]
    found: dict[str, Threshold] = {}
    problems = []
    for text in texts:
        name, _, value = (part.strip() for part in text.partition("="))
        if name.partition("@")[0] not in known:
            problems.append(f"{flag}: there is no indicator '{name}'; {nearest(name, known)}")
            continue
        try:
            found[name] = Threshold(float(value), at_least=not at_most)
        except ValueError:
            problems.append(f"{flag} {text}: give a number, as in {name}=50.")
    if problems:
        raise InputError(problems)
    return found


def _strongest(
    given: pd.DataFrame, lost: pd.DataFrame, across: str | None, up: str | None
) -> tuple[str, str]:
    """Return the two factors of the maps: those named, else those that move regret most by rank."""
    numeric = given.select_dtypes(["number", "bool"]).astype(float)
    worst = lost.max(axis=1)
    # Regret that never varies has no ranks.
    varies = worst.nunique() > 1
    ranks = numeric.corrwith(worst if varies else numeric.iloc[:, 0], method="spearman").abs()
    order = [str(name) for name in ranks.sort_values(ascending=False).index]
    wanted = [name for name in (across, up) if name is not None]
    found = [*wanted, *(name for name in order if name not in wanted)][:_MAPPED]
    if len(found) < _MAPPED:
        raise InputError("Maps need two factors; the study varies fewer.")
    return found[0], found[1]


def _write(study: Study, tables: Mapping[str, pd.DataFrame]) -> None:
    for name, table in tables.items():
        write_text(study.tables / name, table.to_csv(index=False, lineterminator="\n"))


def _described(found: Discovery, place: int | None = None) -> dict[str, object]:
    box = found.box if place is None else found.boxes[place]
    return {
        "limits": box.limits.to_dict("records"),
        "coverage": box.coverage,
        "density": box.density,
        "mass": box.mass,
        "points": box.points,
    }


def _show_box(
    study: Study, found: Discovery, policy: str, criterion: str, language: Language
) -> None:
    screen = console()
    label = next(one["label"][language] for one in study.policies if one["name"] == policy)
    screen.print(f"[bold]{label}[/]: {criterion}", highlight=False)
    screen.print(
        words(
            "box",
            language,
            of_interest=found.of_interest,
            cases=found.cases,
            coverage=number(100 * found.box.coverage, language),
            density=number(100 * found.box.density, language),
        ),
        highlight=False,
    )
    if found.box.limits.empty:
        screen.print(words("no_box", language))
        return
    table = Table(box=None, padding=(0, 1))
    for key in ("parameter", "meaning", "lowest", "highest"):
        table.add_column(words(key, language))
    for row in found.box.limits.to_dict("records"):
        levels = ", ".join(map(str, row["levels"]))
        ends = [levels, ""] if levels else [f"{row[end]:.4g}" for end in ("low", "high")]
        table.add_row(row["factor"], parameter_label(row["factor"], language), *ends)
    screen.print(table)


def _show_table(study: Study, frame: pd.DataFrame, output: str, language: Language) -> None:
    screen = console()
    labels = {one["name"]: one["label"][language] for one in study.policies}
    screen.print(
        f"[bold]{output_label(output, study, language)}, {output_unit(output, language)}[/]"
    )
    table = Table(box=None, padding=(0, 1))
    table.add_column(words("policy", language))
    columns = ("mean", "poor", "regret_90", "regret_max", "best", "satisficing")
    for name in columns:
        table.add_column(words(f"robust.{name}", language), justify="right")
    for row in frame.to_dict("records"):
        cells_ = [
            number(100 * row[name], language)
            if name in ("best", "satisficing")
            else number(row[name], language, decimals_for(row["mean"]))
            for name in columns
        ]
        table.add_row(labels[row["policy"]], *cells_)
    screen.print(table)
