"""Executors: where the runs of a study are done.

Any executor after PEP 3148 will do. Here are processes of this machine, and the workers of a Dask
cluster; docs/cluster.md shows SLURM and MPI.
"""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures.process import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Final, NamedTuple

from experiments.calling import with_extra
from model.errors import InputError

LOCAL_CLUSTER: Final = "local"
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS")
_SECONDS_TO_ANSWER = 10.0


class Workers(NamedTuple):
    """An executor, how many tasks it does at once, and whether it still can."""

    executor: Executor
    number: int
    alive: Callable[[], bool] = lambda: True


@contextmanager
def workers(jobs: int, cluster: str | None = None) -> Iterator[Workers]:
    """Give the workers of a Dask cluster, or ``jobs`` processes of this machine without one.

    ``cluster`` is the address of a scheduler (``tcp://host:8786``), or ``local`` for a cluster of
    ``jobs`` processes on this machine. Raises InputError if it cannot be reached, or Dask is not
    installed.
    """
    if cluster is None:
        with local_executor(jobs) as executor:
            yield Workers(executor, jobs)
        return
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            "--cluster: needs Dask, which is not installed; "
            f"{with_extra('cluster', '… --cluster local')}."
        ) from error
    if cluster == LOCAL_CLUSTER:
        with (
            _one_thread(),
            LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None) as started,
            Client(started) as client,
        ):
            yield _dask_workers(client, jobs)
        return
    try:
        client = Client(cluster, timeout=_SECONDS_TO_ANSWER)
    except (OSError, ValueError) as error:
        raise InputError(
            f"--cluster: there is no Dask scheduler at '{cluster}' "
            f"({' '.join(str(error).split()) or type(error).__name__}); give its address, as in "
            "tcp://host:8786, or 'local'."
        ) from error
    with client:
        number = sum(client.nthreads().values())
        if not number:
            raise InputError(f"--cluster: the scheduler at '{cluster}' has no workers yet.")
        yield _dask_workers(client, number)


def _dask_workers(client: Any, number: int) -> Workers:
    return Workers(_DaskExecutor(client), number, lambda: client.status == "running")


class _DaskExecutor(Executor):
    """Dask's executor, with what it says of a lost cluster in the words of PEP 3148."""

    def __init__(self, client: Any) -> None:
        self._executor = client.get_executor()

    def submit[**P, T](
        self, task: Callable[P, T], /, *arguments: P.args, **keywords: P.kwargs
    ) -> Future[T]:
        """Submit a task; its future raises BrokenExecutor if the cluster is lost."""
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        try:
            inner = self._executor.submit(task, *arguments, **keywords)
        except Exception as error:
            raise BrokenExecutor("the cluster does not answer") from error
        inner.add_done_callback(lambda done: self._pass_on(done, future))
        return future

    @staticmethod
    def _pass_on[T](done: Future[T], future: Future[T]) -> None:
        if done.cancelled():
            future.set_exception(BrokenExecutor("the cluster dropped a task"))
            return
        error = done.exception()
        if error is None:
            future.set_result(done.result())
        elif type(error).__module__.startswith("distributed") and not _kills_workers(error):
            lost = BrokenExecutor("the cluster does not answer")
            lost.__cause__ = error
            future.set_exception(lost)
        else:
            future.set_exception(error)


def _kills_workers(error: BaseException) -> bool:
    # A task that took several workers with it is at fault itself, and not the cluster.
    return type(error).__name__ == "KilledWorker"


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
    with _one_thread():
        pool = ProcessPoolExecutor(
            jobs, mp_context=get_context("spawn"), initializer=leave_interrupts_to_the_driver
        )
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _one_thread() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    # Spawned workers read the environment before NumPy and Numba start their threads.
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def leave_interrupts_to_the_driver() -> None:
    """Let Ctrl-C, which a terminal sends to all processes, end the driver only."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
