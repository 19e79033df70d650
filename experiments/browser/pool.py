"""Worker processes for one server: one task each at a time, the most urgent first.

Each worker is an executor of its own with a single process. A process that dies then takes only
its own task with it, and only it is replaced.
"""

import asyncio
import logging
import os
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures.process import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any, Final

from experiments.errors import WorkersLostError
from experiments.executors import ONE_THREAD, leave_interrupts_to_the_driver

_LOST: Final = (
    "A worker process died twice on the same run, most often for want of memory; start the server "
    "with fewer --jobs, or ask for fewer months."
)

_TRIES: Final = 2

_LOG: Final = logging.getLogger(__name__)

type Rank = Callable[[], int]


def process() -> Executor:
    """Return an executor of one process of one thread, started at its first task."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=settle)


def settle() -> None:
    """Make this process a worker: one thread, no interrupts, gone when its parent is."""
    leave_interrupts_to_the_driver()
    # Read by NumPy and Numba when a task imports them, which is later than this.
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@dataclass(eq=False)
class _Worker:
    executor: Executor
    children: frozenset[BaseProcess] = frozenset()

    def submit[*Ts, T](self, function: Callable[[*Ts], T], *arguments: *Ts) -> Future[T]:
        before = active_children()
        future = self.executor.submit(function, *arguments)
        # The process is started by the first task; nothing public names it but this.
        self.children |= frozenset(active_children()).difference(before)
        return future

    def end(self) -> None:
        """End the process at once, whatever it does."""
        self.executor.shutdown(wait=False, cancel_futures=True)
        for child in self.children:
            child.terminate()
        for child in self.children:
            child.join()


@dataclass(eq=False)
class _Waiting:
    rank: Rank
    turn: asyncio.Future[_Worker]


@dataclass(eq=False)
class Pool:
    """``number`` workers that call ``warm`` before anything else.

    ``one_first``: whether one worker warms before the others, so that what the first compiles is
    not compiled by each. ``start`` gives the executor of a worker.
    """

    number: int
    warm: Callable[[], object]
    one_first: bool = False
    start: Callable[[], Executor] = process
    ready: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _workers: set[_Worker] = field(default_factory=set, init=False)
    _free: list[_Worker] = field(default_factory=list, init=False)
    _waiting: list[_Waiting] = field(default_factory=list, init=False)
    _starting: set[asyncio.Task[None]] = field(default_factory=set, init=False)
    _closed: bool = field(default=False, init=False)

    def open(self) -> None:
        """Start the workers, in the background; to be called in a running event loop."""
        self._in_background(self._start_all())

    async def close(self) -> None:
        """End all workers at once; what they are doing is lost."""
        self._closed = True
        for task in tuple(self._starting):
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(asyncio.to_thread(worker.end) for worker in self._workers))

    async def do[*Ts, T](
        self, function: Callable[[*Ts], T], *arguments: *Ts, rank: Rank = lambda: 0
    ) -> T:
        """Call a function in a worker and return what it returns, or raise what it raises.

        Where several wait, the one of lowest ``rank`` is next, and of those the first that came;
        ``rank`` is asked anew at each turn. A task that is cancelled while it waits is never begun.
        If the worker dies, the task is tried once more on a new one; raises WorkersLostError if
        that dies too. A worker that died before, with nothing to do, is replaced and is no try.
        """
        tries = 0
        while tries < _TRIES:
            worker = await self._take(rank)
            try:
                future = worker.submit(function, *arguments)
            except BrokenExecutor:
                self._replace(worker)
                continue
            self._watch(worker, future)
            tries += 1
            with suppress(BrokenExecutor):
                return await asyncio.wrap_future(future)
        raise WorkersLostError(_LOST)

    async def _take(self, rank: Rank) -> _Worker:
        waiting = _Waiting(rank, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._deal()
        try:
            return await waiting.turn
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            if waiting.turn.done() and not waiting.turn.cancelled():
                self._give_back(waiting.turn.result())
            raise

    def _deal(self) -> None:
        while self._free and self._waiting:
            following = min(self._waiting, key=lambda one: one.rank())
            self._waiting.remove(following)
            if not following.turn.done():
                following.turn.set_result(self._free.pop())

    def _give_back(self, worker: _Worker) -> None:
        self._free.append(worker)
        self._deal()

    def _watch(self, worker: _Worker, future: Future[Any]) -> None:
        # The worker is free when its task has ended, and not when whoever asked has given up.
        loop = asyncio.get_running_loop()

        def ended(done: Future[Any]) -> None:
            if self._closed or loop.is_closed():
                return
            broken = not done.cancelled() and isinstance(done.exception(), BrokenExecutor)
            loop.call_soon_threadsafe(self._replace if broken else self._give_back, worker)

        future.add_done_callback(ended)

    def _replace(self, worker: _Worker) -> None:
        self._workers.discard(worker)
        worker.executor.shutdown(wait=False)
        if not self._closed:
            self._in_background(self._start())

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _start_all(self) -> None:
        if self.one_first:
            await self._start()
        await asyncio.gather(*(self._start() for _ in range(self.number - self.one_first)))
        self.ready.set()

    async def _start(self) -> None:
        worker = self._started()
        try:
            await asyncio.wrap_future(worker.submit(self.warm))
        except BrokenExecutor:
            # The first task finds out whether that was chance.
            self._workers.discard(worker)
            worker = self._started()
        except Exception:
            _LOG.exception("A worker could not warm up.")
        self._give_back(worker)

    def _started(self) -> _Worker:
        worker = _Worker(self.start())
        self._workers.add(worker)
        return worker
