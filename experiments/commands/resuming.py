"""The commands on a study that exists: ``resume``, ``rerun`` and ``status``."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.commands.asking import conclude
from experiments.commands.study import Request, conduct
from experiments.commands.telling import print_json
from experiments.provenance import versions
from experiments.reopening import design_of
from experiments.screen import console
from experiments.store import Study
from model.compilation import source_hash
from model.errors import InputError


def resume(folder: Path, options: Mapping[str, Any]) -> int:
    """Do the runs that a study lacks, and make of it what its command makes.

    Returns the exit code. Raises InputError if the folder is no study, or one of another version
    of the model.
    """
    study, request = Study.open(folder), Request(**options)
    if study.manifest["model_sources"] != source_hash():
        raise InputError(
            f"'{folder}' was made by another version of the model, which its runs cannot be mixed "
            f"with; 'rerun {folder}' runs the whole study again in a new folder."
        )
    return conclude(conduct(design_of(study), request, folder), request)


def rerun(folder: Path, options: Mapping[str, Any]) -> int:
    """Run a whole study again in a new folder, and say whether the numbers are the same.

    Returns the exit code: 1 if runs of the same model under the same versions differ.
    """
    study, request = Study.open(folder), Request(**options)
    design = design_of(study)
    again = conduct(design, request, request.out or _beside(folder))
    code = conclude(again, request)
    same = study.manifest["model_sources"] == design.sources and (
        study.manifest["sessions"][-1]["versions"] == versions()
    )
    return max(code, _compare_runs(study, again, request, same=same))


def status(folder: Path, *, as_json: bool) -> int:
    """Say how far a study is: runs done, failed and missing, time, and how to go on."""
    study = Study.open(folder)
    runs, manifest = study.runs(), study.manifest
    done, failed = (int((runs["status"] == word).sum()) for word in ("done", "failed"))
    seconds = study.timings()["seconds"]
    report = {
        "study": str(folder),
        "command": manifest["sessions"][0]["command_line"],
        "runs": manifest["runs"],
        "done": done,
        "failed": failed,
        "missing": manifest["runs"] - done - failed,
        "policies": [policy["name"] for policy in study.policies],
        "factors": [factor["path"] for factor in manifest["factors"]],
        "seeds": manifest["seeds"],
        "seconds_per_run": float(seconds.median()) if len(seconds) else math.nan,
        "sessions": len(manifest["sessions"]),
        "same_model": manifest["model_sources"] == source_hash(),
    }
    if as_json:
        print_json(report)
    else:
        _show(report)
    return 0


def _show(report: Mapping[str, Any]) -> None:
    missing = report["runs"] - report["done"]
    lines = [
        f"{report['study']}: {report['done']:,} of {report['runs']:,} runs done"
        f"{f', {report["failed"]:,} failed' if report['failed'] else ''}.",
        f"Asked by: {report['command']}",
        f"Policies: {', '.join(report['policies'])}; seeds from {report['seeds'][0]} to "
        f"{report['seeds'][-1]}; factors: {', '.join(report['factors'][:8]) or 'none'}"
        f"{f' and {len(report["factors"]) - 8} more' if len(report['factors']) > 8 else ''}.",
    ]
    if missing and math.isfinite(report["seconds_per_run"]):
        minutes = missing * report["seconds_per_run"] / 60
        lines.append(
            f"{report['seconds_per_run']:.2f} seconds per run (median): about {minutes:,.1f} "
            "minutes of one process are left."
        )
    if not report["same_model"]:
        lines.append(f"The model has changed since; run it anew by: rerun {report['study']}")
    elif missing:
        lines.append(f"To go on: resume {report['study']}")
    for line in lines:
        console().print(line, markup=False, highlight=False, soft_wrap=True)


def _beside(folder: Path) -> Path:
    """Return the first folder beside a study that is not there yet: x-again, x-again-2, ...."""
    first = folder.resolve().with_name(f"{folder.resolve().name}-again")
    number, place = 1, first
    while place.exists():
        number += 1
        place = first.with_name(f"{first.name}-{number}")
    return place


def _compare_runs(study: Study, again: Study, request: Request, *, same: bool) -> int:
    key = ["policy", "point", "seed"]
    before, after = (
        one.runs().query("status == 'done'").set_index(key).select_dtypes("number")
        for one in (study, again)
    )
    shared = before.index.intersection(after.index)
    columns = before.columns.intersection(after.columns)
    one, other = (frame.loc[shared, columns].to_numpy(np.float64) for frame in (before, after))
    equal = (one == other) | (np.isnan(one) & np.isnan(other))
    differing = int((~equal.all(axis=1)).sum())
    screen = console()
    if not differing:
        sentence = f"All {len(shared):,} runs that both studies hold gave the same numbers."
    else:
        worst = pd.Series((~equal).sum(axis=0), index=columns).idxmax()
        why = "" if same else " (the model or the versions of its libraries have changed)"
        sentence = f"{differing:,} of {len(shared):,} runs differ, most often in {worst}{why}."
    if not request.as_json:
        screen.print(sentence, markup=False, highlight=False, soft_wrap=True)
    return 1 if differing and same else 0
