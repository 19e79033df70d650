"""The commands that run the model: ``compare`` and ``run``."""

import json
import math
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from experiments.commands.study import Request, conduct, named_policies
from experiments.compare import BASELINE, COST_PER_EXTRA_DOCUMENT, WHOLE_REGION, comparison
from experiments.complementarity import Interaction, interactions
from experiments.files import write_text
from experiments.report import show_comparison, show_run
from experiments.screen import console
from experiments.store import Study
from experiments.words import words
from model.errors import InputError
from model.indicators import INDICATORS
from model.policy import Policy, load_policy, policies

ALL: Final = "all"
# What unit, post and cooperation do alone and together (all cells of the factorial), and what
# else is proposed beside them.
MAIN_QUESTION: Final = (
    "unit_jagoi_full",
    "unit_jagoi_low",
    "unit_seluas",
    "mobile_only",
    "facilitators_counter",
    "plbn_full",
    "cbc_high",
    "security_first",
    "unit_jagoi_full+plbn_full",
    "unit_jagoi_full+cbc_high",
    "plbn_full+cbc_high",
    "unit_jagoi_full+plbn_full+cbc_high",
    "combined",
)


def compare(request: Request, *, by_sub_district: bool) -> int:
    """Run policies against the status quo, write tables and figures, print the table.

    Returns the exit code: 0, or 1 if a run failed.
    """
    study = conduct("compare", request, lambda: _compared(request.policies))
    outcomes = study.outcomes()
    frame, together = comparison(outcomes), interactions(outcomes)
    figures: list[Path] = []
    if len(frame):
        from experiments.figures import draw_comparison  # noqa: PLC0415

        write_tables(study, frame, together)
        figures = draw_comparison(study, request.language)
    if request.as_json:
        shown = frame if by_sub_district else frame[frame["sub_district"] == WHOLE_REGION]
        _print_json(
            {
                "study": str(study.folder),
                "figures": [str(path) for path in figures],
                "comparison": shown.to_dict("records"),
                "interactions": _interaction_table(together).to_dict("records"),
            }
        )
    elif len(frame):
        show_comparison(
            console(), study, frame, together, request.language, by_sub_district=by_sub_district
        )
        again = [*request.call, "--by-sub-district"]
        command = [*request.program, "policies"] if by_sub_district else again
        _close(request, words("written", request.language, folder=study.folder), command)
    return _report_failures(request, study)


def run(request: Request) -> int:
    """Run one scenario under one seed, store it, and print its indicators.

    Returns the exit code: 0, or 1 if the run failed.
    """
    study = conduct("run", request, lambda: _single(request.policies))
    outcomes = study.outcomes()
    if len(outcomes):
        outcome = {str(name): float(value) for name, value in outcomes.iloc[0].items()}
        if request.as_json:
            _print_json({"study": str(study.folder), "indicators": outcome})
        else:
            show_run(console(), study, outcome, request.language)
            written = words("run_written", request.language, folder=study.folder)
            _close(request, written, [*request.program, "compare"])
    return _report_failures(request, study)


def write_tables(study: Study, frame: pd.DataFrame, together: Sequence[Interaction]) -> None:
    """Write the comparison, what is beyond the sum of parts, and the indicators, as CSV tables."""
    whole = frame["sub_district"] == WHOLE_REGION
    meaning = [
        (item.name, item.unit, item.label.en, item.label.id, item.formula) for item in INDICATORS
    ]
    meaning.append(
        (
            COST_PER_EXTRA_DOCUMENT,
            "rupiah per document",
            words("cost_per_extra_document", "en"),
            words("cost_per_extra_document", "id"),
            "mean difference of public_cost / mean difference of documents, paired by seed",
        )
    )
    columns = ["indicator", "unit", "label_en", "label_id", "formula"]
    tables = {
        "comparison.csv": frame[whole].drop(columns="sub_district"),
        "comparison_by_sub_district.csv": frame[~whole],
        "indicators.csv": pd.DataFrame(meaning, columns=columns),
    }
    if together:
        tables["interactions.csv"] = _interaction_table(together)
    for name, table in tables.items():
        write_text(study.tables / name, table.to_csv(index=False, lineterminator="\n"))


def _interaction_table(together: Sequence[Interaction]) -> pd.DataFrame:
    """Return a row per joint policy and indicator, with the verdict where there can be one."""
    directions = {item.name: item.direction for item in INDICATORS}
    return pd.DataFrame(
        {
            "together": one.together,
            "indicator": one.indicator,
            "sum_of_parts": one.sum_of_parts,
            "together_effect": one.together_effect,
            "difference": one.difference,
            "low": one.low,
            "high": one.high,
            "verdict": one.verdict(directions.get(one.indicator, 0)),
        }
        for one in together
    )


def _compared(names: Sequence[str]) -> list[Policy]:
    """Return the status quo and the named policies, or those of the main question if none is."""
    baseline = load_policy(BASELINE)
    found: list[Policy] = []
    if ALL in names:
        found += [policy for policy in policies() if policy.kind == "policy"]
    found += named_policies([name for name in names or MAIN_QUESTION if name != ALL])
    others = [policy for policy in found if policy.name != BASELINE]
    if not others:
        raise InputError(
            f"--policy {BASELINE}: the status quo cannot be compared with itself; name a policy "
            "(the command 'policies' lists them)."
        )
    return [baseline, *others]


def _single(names: Sequence[str]) -> list[Policy]:
    if len(names) > 1:
        raise InputError(
            f"--policy: 'run' takes one policy and got {len(names)}; use 'compare' for several."
        )
    return named_policies(names or [BASELINE])


def _close(request: Request, written: str, command: Sequence[str]) -> None:
    screen = console()
    screen.print()
    screen.print(written, markup=False, soft_wrap=True)
    following = words("next", request.language, command=shlex.join(command))
    screen.print(following, markup=False, soft_wrap=True)


def _print_json(report: Mapping[str, object]) -> None:
    print(json.dumps(_without_nan(report), indent=2, ensure_ascii=False))  # noqa: T201


def _without_nan(value: object) -> object:
    # JSON has no NaN: what has no value is null.
    if isinstance(value, Mapping):
        return {key: _without_nan(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_without_nan(entry) for entry in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _report_failures(request: Request, study: Study) -> int:
    runs = study.runs()
    failed = runs[runs["status"] == "failed"]
    if failed.empty:
        return 0
    first = failed.sort_values(["seed", "policy"]).iloc[0]
    lines = [
        f"{len(failed)} of {len(runs)} runs failed and are left out; the first was policy "
        f"'{first['policy']}', seed {first['seed']}: {first['error']}",
        f"The columns 'error' and 'traceback' of {study.folder}/runs tell of all; "
        "the same command tries them again.",
    ]
    if request.debug and isinstance(first["traceback"], str):
        lines.append(first["traceback"])
    print("\n".join(lines), file=sys.stderr)  # noqa: T201
    return 1
