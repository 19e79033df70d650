"""The commands on a study that exists: ``resume``, ``rerun`` and ``status``."""

import math
import shlex
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, redirect_stdout
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np

from experiments.commands.asking import conclude
from experiments.commands.study import Request, conduct
from experiments.commands.telling import print_json
from experiments.reopening import design_of
from experiments.screen import console
from experiments.store import Study
from experiments.words import Language, number, words
from model.compilation import source_hash
from model.errors import InputError


def resume(folder: Path, options: Mapping[str, Any]) -> int:
    """Do the runs that a study lacks, and make of it what its command makes.

    Returns the exit code. Raises InputError if the folder is no study, or one of another version
    of the model.
    """
    study, request = Study.open(folder), Request(**options)
    if request.out is not None:
        raise InputError(f"--out: 'resume' goes on in '{folder}' itself; leave --out away.")
    if study.manifest["model_sources"] != source_hash():
        raise InputError(
            f"'{folder}' was made by another version of the model, which its runs cannot be mixed "
            f"with; 'rerun {folder}' runs the whole study again in a new folder."
        )
    return conclude(conduct(design_of(study), request, folder), request)


def rerun(folder: Path, options: Mapping[str, Any]) -> int:
    """Run a whole study again in a new folder, and say whether the numbers are the same.

    Returns the exit code: 1 if runs of the same model under the same versions differ, or if the
    studies have no finished run in common. As JSON there is the verdict alone.
    """
    study, request = Study.open(folder), Request(**options)
    if request.out is not None and request.out.exists():
        raise InputError(
            f"--out: '{request.out}' is there already, and 'rerun' needs a new folder; name "
            "another one, or leave --out away."
        )
    design = design_of(study)
    again = conduct(design, request, request.out or _beside(folder))
    with redirect_stdout(StringIO()) if request.as_json else nullcontext():
        code = conclude(again, request)
    verdict = _compared(study, again)
    if request.as_json:
        print_json(asdict(verdict))
    else:
        sentence = _sentence(verdict, request.language)
        console().print(sentence, markup=False, highlight=False, soft_wrap=True)
    failed = not verdict.runs or (verdict.differing and verdict.same_versions)
    return max(code, int(failed))


def status(folder: Path, program: Sequence[str], *, as_json: bool) -> int:
    """Say how far a study is: runs done, failed and missing, time, and how to go on.

    ``program`` is how Tapal was called.
    """
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
        _show(report, program)
    return 0


def _show(report: Mapping[str, Any], program: Sequence[str]) -> None:
    def command(name: str) -> str:
        return shlex.join([*program, name, report["study"]])

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
        lines.append(f"The model has changed since; run it anew by: {command('rerun')}")
    elif missing:
        lines.append(f"To go on: {command('resume')}")
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


@dataclass(frozen=True)
class _Verdict:
    """What running a study again came to.

    ``runs`` are those that both studies hold, ``differing`` those with other numbers, most often in
    the indicator ``most_often``; ``same_versions``: whether model and libraries are the same.
    """

    study: str
    again: str
    runs: int
    differing: int
    most_often: str | None
    same_versions: bool


def _compared(study: Study, again: Study) -> _Verdict:
    key = ["policy", "point", "seed"]
    before, after = (
        one.runs().query("status == 'done'").set_index(key).select_dtypes("number")
        for one in (study, again)
    )
    shared = before.index.intersection(after.index)
    columns = before.columns.intersection(after.columns)
    one, other = (frame.loc[shared, columns].to_numpy(np.float64) for frame in (before, after))
    unequal = (one != other) & ~(np.isnan(one) & np.isnan(other))
    differing = int(unequal.any(axis=1).sum())
    return _Verdict(
        study=str(study.folder),
        again=str(again.folder),
        runs=len(shared),
        differing=differing,
        most_often=str(columns[unequal.sum(axis=0).argmax()]) if differing else None,
        same_versions=_made_by(study) == _made_by(again),
    )


def _made_by(study: Study) -> tuple[str, Mapping[str, str]]:
    """Return the versions of the model and, in the latest session, of its libraries."""
    return study.manifest["model_sources"], study.manifest["sessions"][-1]["versions"]


def _sentence(verdict: _Verdict, language: Language) -> str:
    if not verdict.runs:
        return words("rerun_nothing", language)
    runs = number(verdict.runs, language)
    if not verdict.differing:
        return words("rerun_same", language, runs=runs)
    indicator = verdict.most_often
    key = "rerun_differs" if verdict.same_versions else "rerun_differs_by_version"
    differing = number(verdict.differing, language)
    return words(key, language, differing=differing, runs=runs, indicator=indicator)
