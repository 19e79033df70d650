"""From what was asked on the command line to a finished study on disk."""

import os
import shlex
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from experiments.designs import Design, policy_design
from experiments.errors import StoppedError
from experiments.progress import Reporter, reporter
from experiments.runner import execute, local_executor, run_model
from experiments.store import Study
from experiments.words import Language
from model.compilation import is_compiled, mark_compiled
from model.errors import InputError
from model.parameter import Value
from model.policy import Policy, load_policy
from model.region import load_region
from model.scenario import Scenario, parse_assignments

_LARGEST_SEED = 2**62
_SMALL = 0.01


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked on the command line.

    ``program`` is how Tapal was called (``uv run run.py``), ``call`` the whole command line.
    """

    program: tuple[str, ...]
    call: tuple[str, ...]
    assignments: tuple[str, ...]
    policies: tuple[str, ...]
    region: str
    seed: int
    replications: int
    months: int | None
    scale: float | None
    jobs: int | None
    out: Path | None
    language: Language
    as_json: bool
    quiet: bool
    debug: bool

    @property
    def command_line(self) -> str:
        """The command line, to be given again."""
        return shlex.join(self.call)


def conduct(command: str, request: Request, policies: Callable[[], Sequence[Policy]]) -> Study:
    """Settle the design, run what is missing, and return the study.

    Raises InputError with everything that is wrong with the request, before anything is written.
    """
    design = _design(command, request, policies)
    study = Study.create(request.out or Path("results") / design.name, design, request.command_line)
    todo = len(list(design.runs())) - len(study.finished())
    jobs = max(1, min(request.jobs or os.cpu_count() or 1, todo))
    with reporter(quiet=request.quiet) as shown:
        try:
            if todo:
                _compile_once(design, shown)
            with local_executor(jobs) as executor:
                execute(study, design, executor, shown, workers=jobs, simulate=run_model)
        except KeyboardInterrupt:
            raise StoppedError(
                f"Stopped; {len(study.finished())} finished runs are kept in '{study.folder}'. "
                f"To go on, give the same command again: {request.command_line}"
            ) from None
    return study


def _design(command: str, request: Request, wanted: Callable[[], Sequence[Policy]]) -> Design:
    problems: list[str] = []

    def checked[T](read: Callable[[], T]) -> T | None:
        try:
            return read()
        except InputError as error:
            problems.extend(error.problems)
            return None

    problems += _number_problems(request)
    region = checked(lambda: load_region(request.region))
    assignments = checked(lambda: _assignments(request))
    policies = checked(wanted)
    if region is not None and assignments is not None and policies is not None:
        design = checked(
            lambda: policy_design(
                command,
                region,
                policies,
                assignments,
                seed=request.seed,
                replications=max(request.replications, 1),
            )
        )
    elif assignments is not None:
        checked(lambda: Scenario().replaced(assignments))
    if problems:
        raise InputError(problems)
    assert design is not None
    return design


def _number_problems(request: Request) -> list[str]:
    problems = []
    if request.replications < 1:
        problems.append(f"--replications: {request.replications} is not allowed; give 1 or more.")
    if request.jobs is not None and request.jobs < 1:
        problems.append(f"--jobs: {request.jobs} is not allowed; give 1 or more.")
    if not 0 <= request.seed <= _LARGEST_SEED:
        problems.append(
            f"--seed: {request.seed} is not allowed; give a whole number from 0 to 2**62."
        )
    return problems


def _assignments(request: Request) -> dict[str, Value]:
    assignments = parse_assignments(request.assignments)
    options: dict[str, Value | None] = {"run.months": request.months, "run.scale": request.scale}
    given = {path: value for path, value in options.items() if value is not None}
    twice = given.keys() & assignments.keys()
    if twice:
        raise InputError(
            [
                f"{path} is given by --set and by --{path.removeprefix('run.')}; give it once."
                for path in sorted(twice)
            ]
        )
    return assignments | given


def named_policies(names: Sequence[str]) -> list[Policy]:
    """Return the policies of these names or files; InputError with the problems of all."""
    problems: list[str] = []
    found = []
    for name in names:
        try:
            found.append(load_policy(name))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def _compile_once(design: Design, shown: Reporter) -> None:
    if is_compiled():
        return
    shown.say("Compiling the model once (about a minute); later starts are quick.")
    # What fails here fails again as a run, and is reported there.
    with suppress(Exception):
        for alternative in design.alternatives:
            scale = min(alternative.scenario.run.scale, _SMALL)
            small = alternative.scenario.replaced({"run.scale": scale})
            run_model(design.region, small, design.seeds[0])
        mark_compiled()
