"""From a design to a finished study on disk, with progress and a way to stop."""

import os
import shlex
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from experiments.designs import Design
from experiments.errors import StoppedError
from experiments.executors import workers
from experiments.progress import Reporter, reporter
from experiments.runner import execute, run_model
from experiments.store import Study
from experiments.words import Language
from model.compilation import is_compiled, mark_compiled
from model.errors import InputError

_SMALL = 0.01
_MANY = 1000


@dataclass(frozen=True, kw_only=True)
class Request:
    """How a study was asked for, beside its plan: where it runs, where it goes, how it is told.

    ``program`` is how Tapal was called (``uv run run.py``), ``call`` the whole command line.
    """

    program: tuple[str, ...]
    call: tuple[str, ...]
    jobs: int | None = None
    cluster: str | None = None
    out: Path | None = None
    language: Language = "en"
    as_json: bool = False
    quiet: bool = False
    debug: bool = False
    by_sub_district: bool = False

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the request, a sentence each."""
        if self.jobs is not None and self.jobs < 1:
            return (f"--jobs: {self.jobs} is not allowed; give 1 or more.",)
        return ()

    @property
    def command_line(self) -> str:
        """The command line, to be given again."""
        return shlex.join(self.call)


def conduct(design: Design, request: Request, folder: Path | None = None) -> Study:
    """Run what is missing of a design, and return its study.

    ``folder`` defaults to the one asked for, or one named after the design. Raises InputError with
    what is wrong with the request or the folder, before anything is run.
    """
    if request.problems:
        raise InputError(request.problems)
    place = folder or request.out or Path("results") / design.name
    with reporter(quiet=request.quiet) as shown:
        if design.size >= _MANY:
            shown.say(f"A design of {design.size:,} runs.")
        study = Study.create(place, design, request.command_line)
        todo = design.missing(study.finished())
        try:
            if todo:
                if request.cluster is None:
                    _compile_once(design, shown)
                jobs = max(1, min(request.jobs or os.cpu_count() or 1, todo))
                with workers(jobs, request.cluster) as (executor, number, alive):
                    execute(
                        study,
                        design,
                        executor,
                        shown,
                        workers=number,
                        simulate=run_model,
                        alive=alive,
                    )
        except KeyboardInterrupt:
            again = shlex.join([*request.program, "resume", str(study.folder)])
            raise StoppedError(
                f"Stopped; {len(study.finished())} finished runs are kept in '{study.folder}'. "
                f"To go on: {again}"
            ) from None
    return study


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
