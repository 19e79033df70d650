"""Running a design: on any PEP 3148 executor, resumable, where a failed run is a row.

Workers only return results; the driver writes them. Tasks are batches of about a second, so that
passing them around costs little and an interruption loses little.
"""

import time
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Protocol

import numpy as np

from experiments.designs import Design, Run
from experiments.errors import WorkersLostError
from experiments.progress import Reporter
from experiments.rows import RunResult
from experiments.store import Study
from model.compilation import source_hash
from model.region import Region
from model.scenario import Scenario

_BATCH_SECONDS = 1.0
_LARGEST_BATCH = 256
# A share of the time so far, so that a long study has few shards and a short one loses little.
_WRITE_SHARE = 0.02
_SHORTEST_WRITE, _LONGEST_WRITE = 5.0, 60.0
# Numbers that wait to be written at most: 64 MB, whatever the number of runs.
_MOST_NUMBERS = 8_000_000
# Seconds without an answer after which the executor is asked whether it is alive.
_PATIENCE = 10.0
_WORKERS_LOST = (
    "The workers are gone: a process ended without an answer, most often for want of memory, or "
    "the cluster does not answer. The runs finished so far are kept. Give the same command again, "
    "with fewer --jobs."
)


class Outcome(Protocol):
    """What a simulation gives back: final indicators, those by month, and those by village."""

    @property
    def summary(self) -> Mapping[str, float]:
        """Final value by indicator."""
        ...

    @property
    def series(self) -> Mapping[str, np.ndarray]:
        """Values of the reported months by indicator, shape (months,)."""
        ...

    @property
    def villages(self) -> Mapping[str, np.ndarray]:
        """Final values of the villages by indicator, shape (villages,)."""
        ...


type Simulate = Callable[[Region, Scenario, int], Outcome]


def run_model(region: Region, scenario: Scenario, seed: int) -> Outcome:
    """Run the model; imported here, so that only the process that runs it pays for loading it."""
    from model.model import simulate  # noqa: PLC0415

    return simulate(region, scenario, seed)


@dataclass(frozen=True)
class Batch:
    """Runs that one worker does in a row."""

    region: Region
    runs: tuple[Run, ...]
    simulate: Simulate
    series: bool
    sources: str


def run_batch(batch: Batch) -> list[RunResult]:
    """Do the runs of a batch; a run that raises becomes a result with its error.

    Raises WorkersLostError where the model is of another version than the study's.
    """
    if _own_sources() != batch.sources:
        raise WorkersLostError(
            f"A worker has another version of the model ({_own_sources()[:8]} and not "
            f"{batch.sources[:8]}), whose runs cannot be mixed with those of this study; give all "
            "machines the same version. The runs finished so far are kept."
        )
    return [_run(batch, run) for run in batch.runs]


@cache
def _own_sources() -> str:
    return source_hash()


def _run(batch: Batch, run: Run) -> RunResult:
    start = time.perf_counter()
    try:
        outcome = batch.simulate(batch.region, run.scenario, run.seed)
        summary = {name: float(value) for name, value in outcome.summary.items()}
        series = {name: np.asarray(value, np.float64) for name, value in outcome.series.items()}
        villages = {name: np.asarray(value, np.float64) for name, value in outcome.villages.items()}
        _require_a_value_per("month", series, run.scenario.run.months)
        _require_a_value_per("village", villages, len(batch.region.villages))
        if not batch.series:
            series, villages = {}, {}
    except Exception as error:
        return RunResult(
            run,
            summary={},
            series={},
            villages={},
            seconds=time.perf_counter() - start,
            error=_one_line(error),
            traceback=traceback.format_exc(),
        )
    return RunResult(run, summary, series, villages, time.perf_counter() - start)


def _require_a_value_per(what: str, arrays: Mapping[str, np.ndarray], number: int) -> None:
    wrong = [name for name, values in arrays.items() if values.shape != (number,)]
    if wrong:
        raise ValueError(f"indicators without one value for each of {number} {what}s: {wrong}")


def _one_line(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def execute(
    study: Study,
    design: Design,
    executor: Executor,
    reporter: Reporter,
    *,
    workers: int,
    simulate: Simulate = run_model,
    alive: Callable[[], bool] = lambda: True,
) -> None:
    """Do the runs of a design that the study does not hold yet, and add them to it.

    ``workers`` is how many tasks the executor does at once; ``alive`` is asked now and then
    whether it still can. A run that fails becomes a row of status ``failed``, which the next
    session tries again. On Ctrl-C (KeyboardInterrupt) and on any other error that ends the study,
    the runs finished so far are written before it goes on up.
    Raises WorkersLostError if a worker process died, the cluster is gone, or a worker has another
    version of the model; InputError if the disk refuses.
    """
    finished = study.finished()
    total = design.missing(finished)
    if not total:
        return
    waiting = (run for run in design.runs() if run.key not in finished)
    session = _Session(
        study,
        design.region,
        executor,
        reporter,
        workers,
        simulate,
        alive,
        design.sources,
        waiting,
        total,
    )
    session.run()


@dataclass
class _Session:
    """One session of a study: what waits, what is under way, what is not yet written."""

    study: Study
    region: Region
    executor: Executor
    reporter: Reporter
    workers: int
    simulate: Simulate
    alive: Callable[[], bool]
    sources: str
    waiting: Iterator[Run]
    total: int
    submitted: int = 0
    done: int = 0
    failed: int = 0
    seconds_per_run: float | None = None
    under_way: dict[Future[list[RunResult]], Batch] = field(default_factory=dict)
    unwritten: list[RunResult] = field(default_factory=list)
    started_at: float = field(default_factory=time.monotonic)
    written_at: float = field(default_factory=time.monotonic)

    def run(self) -> None:
        self.reporter.advance(0, self.total, 0)
        try:
            while self.submitted < self.total or self.under_way:
                self._submit()
                done = wait(self.under_way, _PATIENCE, FIRST_COMPLETED).done
                if not done and not self.alive():
                    raise WorkersLostError(_WORKERS_LOST)
                self._collect(done, closing=False)
                if self._due():
                    self._write()
        finally:
            # Also on Ctrl-C: batches that cannot be called back end within about a second.
            for future in self.under_way:
                future.cancel()
            try:
                patience = None if self.alive() else 0
                self._collect(wait(self.under_way, patience).done, closing=True)
            finally:
                self._write()

    def _submit(self) -> None:
        # A spare batch per worker hides the way to and fro; one process needs none.
        limit = 1 if self.workers == 1 else 2 * self.workers
        while self.submitted < self.total and len(self.under_way) < limit:
            runs = tuple(islice(self.waiting, self._batch_size()))
            self.submitted += len(runs)
            batch = Batch(self.region, runs, self.simulate, self.study.keeps_series, self.sources)
            try:
                self.under_way[self.executor.submit(run_batch, batch)] = batch
            except BrokenExecutor as error:
                raise WorkersLostError(_WORKERS_LOST) from error

    def _batch_size(self) -> int:
        # One worker means nothing to pass around, and nothing finished is lost on Ctrl-C.
        if self.seconds_per_run is None or self.workers == 1:
            return 1
        by_time = int(_BATCH_SECONDS / max(self.seconds_per_run, 1e-9))
        # Smaller batches towards the end let all workers finish together.
        by_share = (self.total - self.submitted) // (2 * self.workers)
        return max(1, min(by_time, by_share, _LARGEST_BATCH))

    def _collect(self, futures: Collection[Future[list[RunResult]]], *, closing: bool) -> None:
        if not futures:
            return
        lost: BaseException | None = None
        for future in futures:
            batch = self.under_way.pop(future)
            if future.cancelled():
                if not closing:  # then nobody but the executor has dropped it
                    lost = BrokenExecutor("a batch was dropped")
                continue
            error = future.exception()
            if isinstance(error, BrokenExecutor | WorkersLostError):
                lost = error
                continue
            results = future.result() if error is None else _all_failed(batch, error)
            self.unwritten += results
            self.done += len(results)
            self.failed += sum(result.error is not None for result in results)
            # Of the latest batch alone: the first of a worker may hold a minute of compilation.
            self.seconds_per_run = sum(result.seconds for result in results) / len(results)
        self.reporter.advance(self.done, self.total, self.failed)
        if isinstance(lost, WorkersLostError):
            raise lost
        if lost:
            raise WorkersLostError(_WORKERS_LOST) from lost

    def _due(self) -> bool:
        now = time.monotonic()
        if sum(result.numbers for result in self.unwritten) >= _MOST_NUMBERS:
            return True
        share = _WRITE_SHARE * (now - self.started_at)
        return now - self.written_at >= min(max(share, _SHORTEST_WRITE), _LONGEST_WRITE)

    def _write(self) -> None:
        if self.unwritten:
            self.study.write(self.unwritten)
            self.unwritten = []
        self.written_at = time.monotonic()


def _all_failed(batch: Batch, error: BaseException) -> list[RunResult]:
    # The batch itself could not be passed on, so none of its runs has a traceback of its own.
    return [RunResult(run, {}, {}, {}, 0.0, error=_one_line(error)) for run in batch.runs]
