"""The commands ``discover`` and ``robustness``: what a study over points says of its policies."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from experiments.commands.showing import described, show_box, show_robustness
from experiments.commands.study import Request
from experiments.commands.telling import close, print_json
from experiments.discovery import failing, prim, reproducibility
from experiments.files import write_text
from experiments.gains import gain, inputs, outcomes_by_policy, sampled
from experiments.names import difference_unit, indicator_named, output_label
from experiments.robustness import (
    Threshold,
    cells,
    regret,
    robustness_table,
    satisficing,
    satisfied,
)
from experiments.store import Study
from experiments.trees import cart
from experiments.words import Language, decimals_for, number, words
from model.errors import InputError, nearest
from model.indicators import INDICATORS

SATISFICING: Final = "satisficing.csv"


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
    if not math.isfinite(threshold):
        raise InputError("--below and --above: give a number, as in --below 2.")
    given = inputs(study)
    gained = gain(study, policy, output)
    failed = failing(gained, threshold, below=below is not None)
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
                "left_out": box.left_out,
                "of_interest": box.of_interest,
                "box": described(box),
                "leaves": [described(tree, place) for place in range(len(tree.boxes))],
                "figures": [str(path) for path in figures],
            }
        )
        return 0
    show_box(study, box, policy, criterion, request.language)
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
    thresholds = _thresholds(at_least, at_most)
    found = held_against(study, request.language, output, thresholds, across, up)
    if request.as_json:
        print_json(
            {
                "study": str(folder),
                "output": output,
                "left_out": found.left_out,
                "policies": found.policies.to_dict("records"),
                "satisficing": found.satisficing.to_dict("records"),
                "factors_of_maps": list(found.mapped or ()),
                "figures": [str(path) for path in found.figures],
            }
        )
        return 0
    show_robustness(
        found.policies,
        study,
        output,
        request.language,
        left_out=found.left_out,
        mapped=found.mapped is not None,
    )
    written = words("discovered", request.language, folder=folder)
    close(request, written, [*request.program, "status", str(folder)])
    return 0


class Robustness(NamedTuple):
    """What ``robustness`` finds: its tables, and the files of its figures.

    ``left_out``: points at which a policy has no value; ``mapped``: the factors of the maps.
    """

    policies: pd.DataFrame
    satisficing: pd.DataFrame
    left_out: int
    mapped: tuple[str, str] | None
    figures: list[Path]


def held_against(
    study: Study,
    language: Language,
    output: str,
    thresholds: Sequence[Threshold],
    across: str | None = None,
    up: str | None = None,
) -> Robustness:
    """Hold the policies of a study against one another; write its tables and draw its figures.

    ``across`` and ``up``: the factors of the maps, None for those that move regret most. Raises
    InputError for a study that cannot be asked this, and if its folder refuses.
    """
    given = inputs(study, grid=True)
    outcomes = outcomes_by_policy(study, output)
    direction = indicator_named(output).direction
    lost = regret(outcomes, direction)
    by_name = {
        name: outcomes_by_policy(study, name)
        for name in dict.fromkeys(one.indicator for one in thresholds)
    }
    met = satisfied(by_name, thresholds) if thresholds else None
    table = robustness_table(outcomes, direction, met)
    tables = {f"robustness.{output}.csv": table, f"regret.{output}.csv": lost}
    shares = pd.DataFrame()
    if thresholds:
        shares = satisficing(by_name, thresholds, sampled=sampled(study))
        tables[SATISFICING] = shares
    pair = _strongest(given, lost, across, up)
    regrets, parts = _maps(given, lost, pair), _maps(given, met, pair)
    _write(study, tables)
    from experiments.figures.failures import draw_robustness  # noqa: PLC0415

    figures = draw_robustness(
        study,
        lost,
        regrets,
        parts,
        pair=pair,
        output=output,
        thresholds=thresholds,
        language=language,
    )
    return Robustness(table, shares, int(lost.isna().any(axis=1).sum()), pair, figures)


def _thresholds(at_least: Sequence[str], at_most: Sequence[str]) -> list[Threshold]:
    known = [item.name for item in INDICATORS]
    asked = [
        *(("--at-least", text) for text in at_least),
        *(("--at-most", text) for text in at_most),
    ]
    found = []
    problems = []
    for flag, text in asked:
        name, _, value = (part.strip() for part in text.partition("="))
        if name.partition("@")[0] not in known:
            hint = nearest(name, known, listed=["those of 'run --json'"])
            problems.append(f"{flag}: there is no indicator '{name}'; {hint}")
            continue
        try:
            found.append(Threshold(name, _finite(value), at_least=flag == "--at-least"))
        except ValueError:
            problems.append(f"{flag} {text}: give a number, as in {name}=50.")
    if problems:
        raise InputError(problems)
    return found


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _strongest(
    given: pd.DataFrame, lost: pd.DataFrame, across: str | None, up: str | None
) -> tuple[str, str] | None:
    """Return the two factors of the maps, None if there are fewer; InputError for unknown names.

    They are those named, and of the numbers and switches those that move regret most by rank.
    """
    problems = [
        f"{flag}: the study has no factor '{name}'; {nearest(name, map(str, given.columns))}"
        for flag, name in (("--across", across), ("--up", up))
        if name is not None and name not in given
    ]
    if problems:
        raise InputError(problems)
    varying = given.loc[:, given.nunique() >= 2]
    numeric = varying.select_dtypes(["number", "bool"]).astype(float)
    worst = lost.max(axis=1)
    order = [str(name) for name in numeric.columns]
    if worst.min() < worst.max():  # regret that never varies has no ranks
        ranks = numeric.corrwith(worst, method="spearman").abs()
        order = [str(name) for name in ranks.sort_values(ascending=False).index]
    wanted = [name for name in (across, up) if name is not None]
    found = [*wanted, *(name for name in order if name not in wanted)]
    return (found[0], found[1]) if len(found) > 1 else None


def _maps(
    given: pd.DataFrame, values: pd.DataFrame | None, pair: tuple[str, str] | None
) -> dict[str, pd.DataFrame]:
    """Return the map of each policy's values over a pair of factors; none without a pair."""
    if values is None or pair is None:
        return {}
    # About ten points in a cell, so that few are left empty.
    bins = max(2, min(8, math.isqrt(len(given) // 10)))
    return {str(name): cells(given, values[name], *pair, bins=bins) for name in values.columns}


def _write(study: Study, tables: Mapping[str, pd.DataFrame]) -> None:
    for name, table in tables.items():
        write_text(study.tables / name, table.to_csv(index=False, lineterminator="\n"))
