"""Running a design: on any PEP 3148 executor, resumable, where a failed run is a row.

Workers only return results; the driver writes them. Tasks are batches of about a second, so that
passing them around costs little and an interruption loses little.
"""

import os
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from concurrent.futures.process import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Protocol

import numpy as np

from experiments.designs import Design, Run
from experiments.errors import WorkersLostError
from experiments.progress import Reporter
from experiments.rows import RunResult
from experiments.store import Study
from model.region import Region
from model.scenario import Scenario

_BATCH_SECONDS = 1.0
_LARGEST_BATCH = 256
_WRITE_SECONDS = 5.0
_WORKERS_LOST = (
    "A worker process ended without an answer, most often for want of memory; the runs finished so "
    "far are kept. Give the same command again, with fewer --jobs."
)
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS")


class Outcome(Protocol):
    """What a simulation gives back: final indicators, and one value per reported month."""

    @property
    def summary(self) -> Mapping[str, float]:
        """Final value by indicator."""
        ...

    @property
    def series(self) -> Mapping[str, np.ndarray]:
        """Values of the reported months by indicator, shape (months,)."""
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


def run_batch(batch: Batch) -> list[RunResult]:
    """Do the runs of a batch; a run that raises becomes a result with its error."""
    return [_run(batch, run) for run in batch.runs]


def _run(batch: Batch, run: Run) -> RunResult:
    start = time.perf_counter()
    try:
        outcome = batch.simulate(batch.region, run.scenario, run.seed)
        summary = {name: float(value) for name, value in outcome.summary.items()}
        series = {name: np.asarray(value, np.float64) for name, value in outcome.series.items()}
        _require_a_value_per_month(series, run.scenario.run.months)
    except Exception as error:
        return RunResult(
            run,
            summary={},
            series={},
            seconds=time.perf_counter() - start,
            error=_one_line(error),
            traceback=traceback.format_exc(),
        )
    return RunResult(run, summary, series, time.perf_counter() - start)


def _require_a_value_per_month(series: Mapping[str, np.ndarray], months: int) -> None:
    wrong = [name for name, values in series.items() if values.shape != (months,)]
    if wrong:
        raise ValueError(f"series without one value for each of {months} months: {wrong}")


def _one_line(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


class InProcessExecutor(Executor):
    """An executor that does each task at once, in this process."""

    def submit[**P, T](
        self, task: Callable[P, T], /, *arguments: P.args, **keywords: P.kwargs
    ) -> Future[T]:
        """Do the task and return its finished future."""
        future: Future[T] = Future()
        try:
            future.set_result(task(*arguments, **keywords))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def local_executor(jobs: int) -> Iterator[Executor]:
    """Give an executor on this machine: ``jobs`` processes of one thread each; 1 is this process.

    Ctrl-C lets the batches under way end and drops the rest.
    """
    if jobs == 1:
        yield InProcessExecutor()
        return
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    # Spawned workers read the environment before NumPy and Numba start their threads.
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_driver
    )
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _leave_interrupts_to_the_driver() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def execute(
    study: Study,
    design: Design,
    executor: Executor,
    reporter: Reporter,
    *,
    workers: int,
    simulate: Simulate = run_model,
) -> None:
    """Do the runs of a design that the study does not hold yet, and add them to it.

    ``workers`` is how many tasks the executor does at once. A run that fails becomes a row of
    status ``failed``, which the next session tries again. On Ctrl-C (KeyboardInterrupt) and on any
    other error that ends the study, the runs finished so far are written before it goes on up.
    Raises WorkersLostError if a worker process died, InputError if the disk refuses.
    """
    finished = study.finished()
    todo = [run for run in design.runs() if (run.identity, run.policy) not in finished]
    if not todo:
        return
    session = _Session(
        study, design.region, executor, reporter, workers, simulate, deque(todo), len(todo)
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
    waiting: deque[Run]
    total: int
    done: int = 0
    failed: int = 0
    seconds: float = 0.0
    under_way: dict[Future[list[RunResult]], Batch] = field(default_factory=dict)
    unwritten: list[RunResult] = field(default_factory=list)
    written_at: float = field(default_factory=time.monotonic)

    def run(self) -> None:
        self.reporter.advance(0, self.total, 0)
        try:
            while self.waiting or self.under_way:
                self._submit()
                self._collect(wait(self.under_way, return_when=FIRST_COMPLETED).done)
                if time.monotonic() - self.written_at >= _WRITE_SECONDS:
                    self._write()
        finally:
            # Also on Ctrl-C: batches that cannot be called back end within about a second.
            for future in self.under_way:
                future.cancel()
            try:
                self._collect(wait(self.under_way).done)
            finally:
                self._write()

    def _submit(self) -> None:
        # A spare batch per worker hides the way to and fro; one process needs none.
        limit = 1 if self.workers == 1 else 2 * self.workers
        while self.waiting and len(self.under_way) < limit:
            size = min(self._batch_size(), len(self.waiting))
            runs = tuple(self.waiting.popleft() for _ in range(size))
            batch = Batch(self.region, runs, self.simulate)
            try:
                self.under_way[self.executor.submit(run_batch, batch)] = batch
            except BrokenExecutor as error:
                raise WorkersLostError(_WORKERS_LOST) from error

    def _batch_size(self) -> int:
        # One worker means nothing to pass around, and nothing finished is lost on Ctrl-C.
        if self.done == 0 or self.workers == 1:
            return 1
        by_time = int(_BATCH_SECONDS * self.done / max(self.seconds, 1e-9))
        # Smaller batches towards the end let all workers finish together.
        by_share = len(self.waiting) // (2 * self.workers)
        return max(1, min(by_time, by_share, _LARGEST_BATCH))

    def _collect(self, futures: Collection[Future[list[RunResult]]]) -> None:
        if not futures:
            return
        lost: BrokenExecutor | None = None
        for future in futures:
            batch = self.under_way.pop(future)
            if future.cancelled():
                continue
            error = future.exception()
            if isinstance(error, BrokenExecutor):
                lost = error
                continue
            results = future.result() if error is None else _all_failed(batch, error)
            self.unwritten += results
            self.done += len(results)
            self.failed += sum(result.error is not None for result in results)
            self.seconds += sum(result.seconds for result in results)
        self.reporter.advance(self.done, self.total, self.failed)
        if lost:
            raise WorkersLostError(_WORKERS_LOST) from lost

    def _write(self) -> None:
        if self.unwritten:
            self.study.write(self.unwritten)
            self.unwritten = []
        self.written_at = time.monotonic()


def _all_failed(batch: Batch, error: BaseException) -> list[RunResult]:
    # The batch itself could not be passed on, so none of its runs has a traceback of its own.
    return [RunResult(run, {}, {}, 0.0, error=_one_line(error)) for run in batch.runs]
