"""A service whose runs take no time, or as long as a test wants, in place of the model."""

import asyncio
import threading
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from experiments.browser.cache import Answers
from experiments.browser.limits import Limits
from experiments.browser.page_files import Content, content
from experiments.browser.pool import Pool
from experiments.browser.service import Service
from experiments.provenance import digest
from model.errors import InputError
from model.region import Region

REGION = cast("Region", "a region")
INDEX = b'<!doctype html><script type="importmap">{"imports": {}}</script><p>Hello</p>'
HOUSEHOLDS = 5


@dataclass(frozen=True)
class Question:
    policy: str
    replications: int = 2

    @property
    def key(self) -> str:
        return digest((self.policy, self.replications))[:32]


@dataclass(frozen=True)
class Task:
    side: int
    seed: int
    policy: str

    @property
    def key(self) -> str:
        return f"{self.side}-{self.seed}-{self.policy if self.side else ''}"


def read(asked: Mapping[str, object], limits: Limits) -> Question:
    policy, replications = asked.get("policy"), asked.get("replications", 2)
    if not set(asked) <= {"policy", "replications"}:
        raise InputError("there is no such key in a question.")
    if not isinstance(policy, str) or not isinstance(replications, int):
        raise InputError(["policy: give a name.", "replications: give a number."])
    return Question(policy, replications)


def tasks(question: Question, region: Region) -> list[Task]:
    return [
        Task(side, seed, question.policy)
        for seed in range(1, question.replications + 1)
        for side in (0, 1)
    ]


def answer(question: Question, region: Region, parts: Sequence[Any]) -> dict[str, object]:
    asked = {"policy": question.policy, "replications": question.replications}
    return {"key": question.key, "question": asked, "parts": list(parts)}


def story(question: Question, region: Region, side: int, household: int) -> dict[str, object]:
    return {"policy": question.policy, "side": side, "household": household}


def nothing() -> None:
    pass


@dataclass(eq=False)
class Doing:
    """Runs that can be held back, and a list of those that were begun."""

    begun: list[Task] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    failing: str = ""

    def __post_init__(self) -> None:
        self.gate.set()

    def do(self, task: Task) -> tuple[int, int, str]:
        self.begun.append(task)
        self.gate.wait(20)
        if self.failing and self.failing == task.policy:
            raise ZeroDivisionError("no counters left")
        return task.side, task.seed, task.policy

    def service(self, *prepared: str) -> Service:
        return Service(
            region=REGION,
            read=read,
            tasks=tasks,
            do=self.do,
            answer=answer,
            story=story,
            warm=nothing,
            households=HOUSEHOLDS,
            prepared=tuple({"policy": name} for name in prepared),
        )


def run[T](work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: Playwright keeps a loop running in the main one."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, work).result()


def thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1)


def pool(number: int = 2) -> Pool:
    return Pool(number, nothing, start=thread)


def answers(folder: Path, limits: Limits | None = None) -> Answers:
    bounds = limits or Limits()
    return Answers(folder, bounds.memory_bytes, bounds.disk_bytes)


def files() -> dict[str, Content]:
    return {
        "index.html": content(INDEX, "text/html; charset=utf-8"),
        "main.js": content(b"// script", "text/javascript; charset=utf-8"),
    }
