import asyncio
import base64
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from experiments.browser.jobs import FullError, Jobs
from experiments.browser.limits import Limits
from experiments.browser.service import unpacked
from tests.experiments.browser.quick import Doing, Question, answers, pool, run


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def served(
    folder: Path,
    doing: Doing,
    *prepared: str,
    limits: Limits | None = None,
    workers: int = 2,
    clock: Clock | None = None,
    **functions: Any,
) -> AsyncIterator[Jobs]:
    bounds = limits or Limits()
    workers_ = pool(workers)
    workers_.open()
    await workers_.ready.wait()
    service = replace(doing.service(*prepared), **functions)
    clock = clock or Clock()
    jobs = Jobs(service, workers_, answers(folder, bounds), bounds, clock=clock)
    jobs.open()
    try:
        yield jobs
    finally:
        doing.gate.set()
        await jobs.close()
        await workers_.close()


async def prepared(jobs: Jobs) -> None:
    async with asyncio.timeout(20):
        await jobs.prepared.wait()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.005)


def told(jobs: Jobs, asked: dict[str, Any]) -> dict[str, Any]:
    status = jobs.status(asked["job"])
    assert status is not None
    return status


async def ended(jobs: Jobs, asked: dict[str, Any]) -> dict[str, Any]:
    await until(lambda: told(jobs, asked)["state"] not in ("waiting", "running"))
    return told(jobs, asked)


def trial(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[[Path], None]:
    def tried(tmp_path: Path) -> None:
        run(test(tmp_path))

    tried.__name__ = test.__name__
    return tried


@trial
async def test_a_job_ends_with_the_answer_to_its_question(folder: Path) -> None:
    async with served(folder, Doing()) as jobs:
        asked = await jobs.ask(Question("unit"))
        status = await ended(jobs, asked)
    assert (status["state"], status["done"], status["total"]) == ("done", 4, 4)
    packed = answers(folder).get(str(status["key"]))
    assert packed is not None
    assert unpacked(packed)["parts"] == [
        [0, 1, "unit"], [1, 1, "unit"], [0, 2, "unit"], [1, 2, "unit"]
    ]  # fmt: skip


@trial
async def test_the_same_question_is_computed_once_for_two_visitors(folder: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    async with served(folder, doing) as jobs:
        one, other = [await jobs.ask(Question("unit")) for _ in range(2)]
        doing.gate.set()
        statuses = [await ended(jobs, asked) for asked in (one, other)]
    assert one["job"] != other["job"]
    assert [status["state"] for status in statuses] == ["done", "done"]
    assert len(doing.begun) == 4


@trial
async def test_a_cancel_does_not_cancel_another_visitors_job(folder: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    async with served(folder, doing) as jobs:
        one, other = [await jobs.ask(Question("unit")) for _ in range(2)]
        cancelled = jobs.cancel(str(one["job"]))
        doing.gate.set()
        status = await ended(jobs, other)
        mine = told(jobs, one)
    assert cancelled is not None
    assert cancelled["state"] == mine["state"] == "cancelled"
    assert status["state"] == "done"


@trial
async def test_the_last_cancel_drops_the_runs_not_begun(folder: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    async with served(folder, doing, workers=1) as jobs:
        asked = await jobs.ask(Question("unit", replications=10))
        await until(lambda: len(doing.begun) == 1)
        jobs.cancel(str(asked["job"]))
        doing.gate.set()
        following = await ended(jobs, await jobs.ask(Question("post")))
    assert following["state"] == "done"
    assert [task.policy for task in doing.begun].count("unit") == 1


@trial
async def test_a_question_cancelled_before_it_begins_blocks_nobody(folder: Path) -> None:
    async with served(folder, Doing()) as jobs:
        asked = await jobs.ask(Question("unit"))
        jobs.cancel(str(asked["job"]))
        status = await ended(jobs, await jobs.ask(Question("unit")))
    assert status["state"] == "done"


@trial
async def test_questions_are_answered_in_the_order_in_which_they_came(folder: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    async with served(folder, doing) as jobs:
        asked = [await jobs.ask(Question(name)) for name in ("a", "b", "c", "d")]
        places = [told(jobs, one)["place"] for one in asked]
        jobs.cancel(str(asked[1]["job"]))
        later = [told(jobs, one)["place"] for one in (asked[2], asked[3])]
        doing.gate.set()
        await ended(jobs, asked[3])
    assert places == [0, 1, 2, 3]
    assert later == [1, 2]
    order = list(dict.fromkeys(task.policy for task in doing.begun))
    assert order == ["a", "c", "d"]


@trial
async def test_a_full_queue_refuses_new_questions_but_not_shared_or_answered_ones(
    folder: Path,
) -> None:
    doing = Doing()
    async with served(folder, doing, limits=Limits(waiting=1)) as jobs:
        await ended(jobs, await jobs.ask(Question("old")))
        doing.gate.clear()
        await jobs.ask(Question("a"))
        await jobs.ask(Question("b"))
        with pytest.raises(FullError, match="waiting"):
            await jobs.ask(Question("c"))
        assert (await jobs.ask(Question("b")))["state"] == "waiting"
        assert (await jobs.ask(Question("old")))["state"] == "done"


@trial
async def test_a_failed_run_fails_its_own_question_only(folder: Path) -> None:
    doing = Doing(failing="unit")
    async with served(folder, doing) as jobs:
        bad = await ended(jobs, await jobs.ask(Question("unit")))
        good = await ended(jobs, await jobs.ask(Question("post")))
    assert bad["state"] == "failed"
    assert "no counters left" in bad["problems"][0]
    assert good["state"] == "done"
    assert "problems" not in good


@trial
async def test_runs_of_the_status_quo_are_shared_between_policies(folder: Path) -> None:
    doing = Doing()
    async with served(folder, doing) as jobs:
        await ended(jobs, await jobs.ask(Question("unit")))
        status = await ended(jobs, await jobs.ask(Question("post")))
    assert status["done"] == 4
    assert [(task.side, task.policy) for task in doing.begun[4:]] == [(1, "post"), (1, "post")]


@trial
async def test_a_visitor_who_stops_asking_is_taken_as_gone(folder: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    clock, limits = Clock(), Limits(silent_seconds=10, kept_seconds=60)
    async with served(folder, doing, limits=limits, clock=clock) as jobs:
        silent, there = await jobs.ask(Question("a")), await jobs.ask(Question("b"))
        clock.now = 8
        jobs.status(str(there["job"]))
        clock.now = 12
        jobs.sweep()
        assert told(jobs, silent)["state"] == "cancelled"
        assert told(jobs, there)["state"] != "cancelled"
        clock.now = 80
        jobs.sweep()
        assert jobs.status(str(silent["job"])) is None


@trial
async def test_no_more_ended_jobs_are_known_than_allowed(folder: Path) -> None:
    async with served(folder, Doing(), limits=Limits(kept_jobs=3)) as jobs:
        first = await jobs.ask(Question("unit"))
        await ended(jobs, first)
        asked = [await jobs.ask(Question("unit")) for _ in range(3)]
        jobs.sweep()
        assert jobs.status(str(first["job"])) is None
        assert all(jobs.status(str(one["job"])) for one in asked)


@trial
async def test_prepared_answers_are_there_before_anybody_asks(folder: Path) -> None:
    doing = Doing()
    async with served(folder, doing, "unit", "post") as jobs:
        await prepared(jobs)
        assert len(doing.begun) == 6
        asked = [await jobs.ask(Question(name)) for name in ("unit", "post")]
    assert [one["state"] for one in asked] == ["done", "done"]


@trial
async def test_visitors_go_before_what_is_prepared(folder: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    async with served(folder, doing, "ahead", workers=1) as jobs:
        await until(lambda: len(doing.begun) == 1)
        asked = await jobs.ask(Question("mine"))
        await asyncio.sleep(0)
        doing.gate.set()
        await ended(jobs, asked)
        policies = [task.policy for task in doing.begun]
    assert policies[:5] == ["ahead", "mine", "mine", "mine", "mine"]


@trial
async def test_a_visitor_can_join_what_is_prepared_and_leave_it(folder: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    async with served(folder, doing, "unit") as jobs:
        await until(lambda: bool(doing.begun))
        asked = await jobs.ask(Question("unit"))
        assert asked["state"] == "running"
        jobs.cancel(str(asked["job"]))
        doing.gate.set()
        await prepared(jobs)
        assert (await jobs.ask(Question("unit")))["state"] == "done"
    assert len(doing.begun) == 4


@trial
async def test_the_runs_of_the_status_quo_are_prepared_where_the_answer_is_known(
    folder: Path,
) -> None:
    async with served(folder, Doing()) as jobs:
        await ended(jobs, await jobs.ask(Question("unit")))
    doing = Doing()
    async with served(folder, doing, "unit") as jobs:
        await prepared(jobs)
    assert [task.side for task in doing.begun] == [0, 0]


@trial
async def test_an_answer_that_json_cannot_hold_is_a_failed_job(folder: Path) -> None:
    async with served(folder, Doing(), answer=lambda *_: {"value": float("nan")}) as jobs:
        status = await ended(jobs, await jobs.ask(Question("unit")))
        assert status["state"] == "failed"
        assert answers(folder).get(Question("unit").key) is None


def test_identifiers_of_jobs_are_the_systems_random_numbers_of_144_bits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def random(number: int) -> bytes:
        drawn.append(number)
        return bytes(range(number))

    monkeypatch.setattr(secrets, "token_bytes", random)

    async def name() -> object:
        async with served(tmp_path, Doing()) as jobs:
            return (await jobs.ask(Question("unit")))["job"]

    assert base64.urlsafe_b64decode(str(run(name()))) == bytes(range(18))
    assert drawn == [18]


@trial
async def test_a_question_that_begins_at_once_is_told_as_running(folder: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    async with served(folder, doing) as jobs:
        first, second = [await jobs.ask(Question(name)) for name in ("a", "b")]
    assert (first["state"], first["place"]) == ("running", 0)
    assert (second["state"], second["place"]) == ("waiting", 1)


@trial
async def test_one_address_takes_its_share_of_the_queue_and_no_more(folder: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    async with served(folder, doing, limits=Limits(waiting=4, share=2)) as jobs:
        asked = [await jobs.ask(Question(name), "10.0.0.1") for name in ("a", "b", "c")]
        with pytest.raises(FullError, match="your address"):
            await jobs.ask(Question("d"), "10.0.0.1")
        assert (await jobs.ask(Question("b"), "10.0.0.1"))["place"] == 1
        assert (await jobs.ask(Question("d"), "10.0.0.2"))["place"] == 3
        jobs.cancel(str(asked[2]["job"]))
        assert (await jobs.ask(Question("e"), "10.0.0.1"))["place"] == 3


@trial
async def test_jobs_that_have_not_ended_are_bounded(folder: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    async with served(folder, doing, limits=Limits(unfinished=3)) as jobs:
        asked = [await jobs.ask(Question("unit")) for _ in range(3)]
        with pytest.raises(FullError, match="3 other jobs"):
            await jobs.ask(Question("unit"))
        jobs.cancel(str(asked[0]["job"]))
        assert (await jobs.ask(Question("unit")))["state"] == "running"


@trial
async def test_of_ended_jobs_those_that_ended_first_are_forgotten_first(folder: Path) -> None:
    doing, clock = Doing(), Clock()
    async with served(folder, doing, limits=Limits(kept_jobs=1), clock=clock) as jobs:
        await ended(jobs, await jobs.ask(Question("known")))
        doing.gate.clear()
        long = await jobs.ask(Question("long"))
        clock.now = 1
        short = await jobs.ask(Question("known"))
        clock.now = 2
        doing.gate.set()
        await ended(jobs, long)
        jobs.sweep()
        assert jobs.status(str(short["job"])) is None
        assert told(jobs, long)["state"] == "done"
