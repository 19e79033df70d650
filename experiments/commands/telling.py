"""What every command that runs a study says at its end."""

import json
import math
import shlex
import sys
from collections.abc import Mapping, Sequence

from experiments.commands.study import Request
from experiments.screen import console
from experiments.store import Study
from experiments.words import words


def close(request: Request, written: str, command: Sequence[str]) -> None:
    """Print where everything is, and what to ask next."""
    screen = console()
    screen.print()
    screen.print(written, markup=False, soft_wrap=True)
    following = words("next", request.language, command=shlex.join(command))
    screen.print(following, markup=False, soft_wrap=True)


def print_json(report: Mapping[str, object]) -> None:
    """Print a report as JSON, with null for what has no value."""
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


def report_failures(request: Request, study: Study) -> int:
    """Say on stderr how many runs failed or are missing; return the exit code, 0 or 1."""
    runs = study.runs(["seed", "error", "traceback"])
    failed = runs[runs["status"] == "failed"]
    missing = study.manifest["runs"] - len(runs)
    if missing:
        again = shlex.join([*request.program, "resume", str(study.folder)])
        print(  # noqa: T201
            f"{missing} of {study.manifest['runs']} runs are missing, and are left out; to do "
            f"them: {again}",
            file=sys.stderr,
        )
    if failed.empty:
        return 1 if missing else 0
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
