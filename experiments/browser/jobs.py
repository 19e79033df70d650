"""Visitors' jobs: who waits for which answer, in which order, and what becomes of it.

A *job* belongs to one visitor and has an identifier nobody can guess; a *computation* is what one
question needs. Visitors with the same question share its computation, and none can tell.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final, Literal

from experiments.browser.cache import Answers, Memory
from experiments.browser.limits import Limits
from experiments.browser.pool import Pool
from experiments.browser.service import Asked, Run, Service, pickled
from experiments.errors import WorkersLostError
from model.errors import InputError

_LOG: Final = logging.getLogger(__name__)
_SWEEP_SECONDS: Final = 2.0
_URGENT, _AHEAD = 1, 2
_AS_MANY: Final = "which is as many as this server takes; try again in a minute."

type State = Literal["waiting", "running", "done", "failed", "cancelled"]


class FullError(Exception):
    """Too many visitors wait; the sentence says so."""


@dataclass(eq=False)
class _Computation:
    """One question under way.

    ``visitor`` is the address from which it was first asked; ``ahead``: begun before anybody asked.
    """

    question: Asked
    tasks: Sequence[Run]
    visitor: str = ""
    ahead: bool = False
    state: State = "waiting"
    done: int = 0
    problems: tuple[str, ...] = ()
    jobs: set[str] = field(default_factory=set)
    work: asyncio.Task[None] | None = None

    def rank(self) -> int:
        """Return how urgent its runs are: visitors go before what is made ahead."""
        return _URGENT if self.jobs else _AHEAD


@dataclass(eq=False)
class _Job:
    computation: _Computation
    seen: float
    ended: float | None = None
    cancelled: bool = False


class Jobs:
    """The jobs of one server; all methods are called in its event loop.

    ``clock`` gives seconds that only grow; ``prepared`` is set when the workers are warm and the
    prepared questions are answered.
    """

    def __init__(
        self,
        service: Service,
        pool: Pool,
        answers: Answers,
        limits: Limits,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._pool = pool
        self._answers = answers
        self._limits = limits
        self._clock = clock
        self._parts = Memory(limits.memory_bytes)
        self._jobs: dict[str, _Job] = {}
        self._computations: dict[str, _Computation] = {}
        self._waiting: list[_Computation] = []
        self._running: set[_Computation] = set()
        self._background: list[asyncio.Task[None]] = []
        self.prepared = asyncio.Event()

    def open(self) -> None:
        """Begin to forget old jobs and to prepare answers ahead."""
        self._background = [
            asyncio.create_task(self._sweep_always()),
            asyncio.create_task(self._prepare()),
        ]

    async def close(self) -> None:
        """Drop everything that is under way."""
        self._waiting.clear()
        work = [one.work for one in self._computations.values() if one.work is not None]
        for task in (*self._background, *work):
            task.cancel()
        await asyncio.gather(*self._background, *work, return_exceptions=True)

    async def ask(self, question: Asked, visitor: str = "") -> dict[str, object]:
        """Begin a visitor's job, or find its answer; returns the status of the job.

        ``visitor`` is the address that asks, which may take only its share of the queue. Raises
        FullError where too many questions wait, InputError where there is no answer to this one.
        """
        answered = await asyncio.to_thread(self._answers.get, question.key) is not None
        tasks = () if answered else await asyncio.to_thread(self._tasks, question)
        if answered:
            computation = _Computation(question, (), state="done")
        else:
            computation = self._joined(question, tasks, visitor)
        name, now = secrets.token_urlsafe(18), self._clock()
        self._jobs[name] = _Job(computation, now, ended=now if answered else None)
        computation.jobs.add(name)
        self._begin()
        return self._told(name)

    def status(self, name: str) -> dict[str, object] | None:
        """Return the status of a job, or None for an unknown one; its visitor is still there."""
        if name not in self._jobs:
            return None
        self._jobs[name].seen = self._clock()
        return self._told(name)

    def cancel(self, name: str) -> dict[str, object] | None:
        """Cancel a job that has not ended; None for an unknown one.

        What nobody waits for any longer is dropped: runs that have begun end by themselves.
        """
        job = self._jobs.get(name)
        if job is None:
            return None
        if job.ended is None:
            job.ended, job.cancelled = self._clock(), True
            self._leave(job.computation, name)
        return self._told(name)

    def sweep(self) -> None:
        """Cancel the jobs of visitors who are gone, and forget what has ended long ago."""
        now = self._clock()
        for name, job in tuple(self._jobs.items()):
            if job.ended is None and now - job.seen > self._limits.silent_seconds:
                self.cancel(name)
        ended = [(job.ended, name) for name, job in self._jobs.items() if job.ended is not None]
        ended.sort(key=itemgetter(0))
        surplus = len(ended) - self._limits.kept_jobs
        for place, (when, name) in enumerate(ended):
            if place < surplus or now - when > self._limits.kept_seconds:
                del self._jobs[name]

    def _told(self, name: str) -> dict[str, object]:
        job = self._jobs[name]
        computation = job.computation
        waits = computation in self._waiting and not job.cancelled
        status: dict[str, object] = {
            "job": name,
            "state": "cancelled" if job.cancelled else computation.state,
            "place": self._waiting.index(computation) + 1 if waits else 0,
            "done": computation.done,
            "total": len(computation.tasks),
            "key": computation.question.key,
        }
        if computation.state == "failed" and not job.cancelled:
            status["problems"] = list(computation.problems)
        return status

    def _joined(self, question: Asked, tasks: Sequence[Run], visitor: str) -> _Computation:
        """Return the computation of a question, a new one at the end of the queue if need be."""
        unfinished = sum(job.ended is None for job in self._jobs.values())
        if unfinished >= self._limits.unfinished:
            raise FullError(f"{unfinished} other jobs are under way, {_AS_MANY}")
        known = self._computations.get(question.key)
        if known is not None:
            return known
        if len(self._waiting) >= self._limits.waiting:
            raise FullError(f"{len(self._waiting)} other questions are waiting, {_AS_MANY}")
        own = sum(one.visitor == visitor for one in self._waiting)
        if own >= self._limits.share:
            raise FullError(
                f"{own} questions from your address are waiting, which is its share of the queue; "
                "try again in a minute."
            )
        computation = _Computation(question, tasks, visitor)
        self._computations[question.key] = computation
        self._waiting.append(computation)
        return computation

    def _leave(self, computation: _Computation, name: str) -> None:
        computation.jobs.discard(name)
        if computation.jobs or computation.ahead:
            return
        self._computations.pop(computation.question.key, None)
        if computation in self._waiting:
            self._waiting.remove(computation)
        if computation.work is not None:
            computation.work.cancel()

    def _begin(self) -> None:
        while self._waiting and len(self._running) < self._limits.running:
            computation = self._waiting.pop(0)
            self._running.add(computation)
            self._start(computation)

    def _start(self, computation: _Computation) -> asyncio.Task[None]:
        computation.state = "running"
        computation.work = asyncio.create_task(self._compute(computation))
        # Not at the end of the coroutine: one that is cancelled before it begins has no end.
        computation.work.add_done_callback(lambda _: self._end(computation))
        return computation.work

    async def _compute(self, computation: _Computation) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                runs = [
                    group.create_task(self._part(task, computation)) for task in computation.tasks
                ]
            parts = [run.result() for run in runs]
            question = computation.question
            packed = await asyncio.to_thread(self._service.pack_answer, question, parts)
            await asyncio.to_thread(self._answers.put, question.key, packed)
            computation.state = "done"
        except Exception as error:
            computation.problems = _problems(error)
            computation.state = "failed"

    def _end(self, computation: _Computation) -> None:
        self._running.discard(computation)
        key = computation.question.key
        # Once cancelled, the question may have been asked again.
        if self._computations.get(key) is computation:
            del self._computations[key]
        for name in computation.jobs:
            self._jobs[name].ended = self._clock()
        self._begin()

    async def _part(self, task: Run, computation: _Computation) -> bytes:
        part = self._parts.get(task.key)
        if part is None:
            do = self._service.do
            part = await self._pool.do(pickled, do, task, rank=computation.rank)
            self._parts.put(task.key, part)
        computation.done += 1
        return part

    def _tasks(self, question: Asked) -> Sequence[Run]:
        return self._service.tasks(question, self._service.region)

    async def _sweep_always(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            self.sweep()

    async def _prepare(self) -> None:
        """Answer the prepared questions, one after the other, where nobody else needs a worker."""
        await self._pool.ready.wait()
        for place, asked in enumerate(self._service.prepared):
            try:
                await self._ahead(asked, with_parts=place == 0)
            except Exception:
                _LOG.exception("An answer could not be prepared.")
        self.prepared.set()

    async def _ahead(self, asked: Mapping[str, object], *, with_parts: bool) -> None:
        question = await asyncio.to_thread(self._service.read, asked, self._limits)
        tasks = await asyncio.to_thread(self._tasks, question)
        computation = _Computation(question, tasks, ahead=True)
        if await asyncio.to_thread(self._answers.get, question.key) is not None:
            # Every policy's question needs the status quo, so that its runs are worth having.
            if with_parts:
                await asyncio.gather(
                    *(self._part(task, computation) for task in tasks if task.side == 0)
                )
            return
        if question.key not in self._computations:
            self._computations[question.key] = computation
            await asyncio.shield(self._start(computation))


def _problems(error: Exception) -> tuple[str, ...]:
    """Return what a visitor is told of an error, a sentence each."""
    if isinstance(error, ExceptionGroup):
        return _problems(error.exceptions[0])
    if isinstance(error, InputError):
        return error.problems
    if isinstance(error, WorkersLostError):
        return (str(error),)
    _LOG.error("A question could not be answered.", exc_info=error)
    return (
        f"A run of this question failed ({type(error).__name__}: {error}); this is a bug of Tapal. "
        "Another policy, or another value, may work.",
    )
