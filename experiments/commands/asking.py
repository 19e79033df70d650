"""From the command line to a study and what it comes to."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from experiments.commands.study import Request, conduct
from experiments.plan import Plan, read_plan
from experiments.settling import settle
from experiments.store import Study


def ask(command: str, options: Mapping[str, Any]) -> int:
    """Do what a command asks with these options; return its exit code.

    Options named as a field of the plan belong to the plan, all others to the request. Raises
    InputError with everything that is wrong, before anything is written.
    """
    names = {field.name for field in fields(Plan)}
    plan = Plan(
        command=command,  # type: ignore[arg-type]
        **{name: value for name, value in options.items() if name in names},
    )
    return _do(plan, _request(options, names))


def ask_file(path: Path, options: Mapping[str, Any]) -> int:
    """Do what a file asks; return the exit code. Raises InputError as ``ask`` does."""
    return _do(read_plan(path), Request(**options))


def _do(plan: Plan, request: Request) -> int:
    return conclude(conduct(settle(plan, request.problems), request), request)


def _request(options: Mapping[str, Any], plan: set[str]) -> Request:
    return Request(**{name: value for name, value in options.items() if name not in plan})


def conclude(study: Study, request: Request) -> int:
    """Make of a finished study what its command makes; return the exit code."""
    return _CONCLUSIONS[study.command](study, request)


def _compare(study: Study, request: Request) -> int:
    from experiments.commands.comparing import conclude_compare  # noqa: PLC0415

    return conclude_compare(study, request)


def _run(study: Study, request: Request) -> int:
    from experiments.commands.comparing import conclude_run  # noqa: PLC0415

    return conclude_run(study, request)


def _sweep(study: Study, request: Request) -> int:
    from experiments.commands.sweeping import conclude_sweep  # noqa: PLC0415

    return conclude_sweep(study, request)


def _sensitivity(study: Study, request: Request) -> int:
    from experiments.commands.sensing import conclude_sensitivity  # noqa: PLC0415

    return conclude_sensitivity(study, request)


_CONCLUSIONS: Final[Mapping[str, Callable[[Study, Request], int]]] = {
    "compare": _compare,
    "run": _run,
    "sweep": _sweep,
    "sensitivity": _sensitivity,
}
