import asyncio
import os
import signal
import time
from pathlib import Path

import pytest

from experiments.browser.pool import Pool
from experiments.errors import WorkersLostError
from tests.experiments.browser.quick import nothing, run


def die_once(marks: str) -> str:
    """Die, unless a mark says that this was done before."""
    mark = Path(marks) / "died"
    if not mark.exists():
        mark.touch()
        os._exit(1)
    return "alive"


def die() -> None:
    os._exit(1)


def fail() -> None:
    raise ZeroDivisionError


def sleep_after(marks: str) -> None:
    (Path(marks) / str(os.getpid())).touch()
    time.sleep(60)


def slow_pid() -> int:
    time.sleep(0.1)
    return os.getpid()


def threads() -> list[str | None]:
    return [os.environ.get("NUMBA_NUM_THREADS"), os.environ.get("OMP_NUM_THREADS")]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_dead_worker_is_replaced_and_its_task_done_again(tmp_path: Path) -> None:
    async def work() -> tuple[str, list[str | None]]:
        pool = Pool(1, nothing)
        pool.open()
        try:
            return await pool.do(die_once, str(tmp_path)), await pool.do(threads)
        finally:
            await pool.close()

    assert run(work()) == ("alive", ["1", "1"])


def test_a_task_that_always_kills_its_worker_takes_no_other_with_it() -> None:
    async def work() -> list[object]:
        pool = Pool(2, nothing)
        pool.open()
        try:
            return await asyncio.gather(
                pool.do(die), *(pool.do(os.getpid) for _ in range(6)), return_exceptions=True
            )
        finally:
            await pool.close()

    lost, *others = run(work())
    assert isinstance(lost, WorkersLostError)
    assert all(isinstance(one, int) for one in others)


def test_workers_that_died_with_nothing_to_do_are_replaced() -> None:
    async def work() -> tuple[set[int], set[int]]:
        pool = Pool(2, nothing)
        pool.open()
        try:
            await asyncio.wait_for(pool.ready.wait(), 60)
            before = set[int]()
            async with asyncio.timeout(60):
                while len(before) < 2:
                    before |= set(await asyncio.gather(*(pool.do(slow_pid) for _ in range(2))))
            for pid in before:
                os.kill(pid, signal.SIGKILL)
            async with asyncio.timeout(60):
                while any(is_alive(pid) for pid in before):
                    await asyncio.sleep(0.02)
                return before, {await pool.do(os.getpid) for _ in range(4)}
        finally:
            await pool.close()

    before, after = run(work())
    assert not before & after


def test_an_error_of_a_task_is_raised_and_its_worker_goes_on() -> None:
    async def work() -> int:
        pool = Pool(1, nothing)
        pool.open()
        try:
            with pytest.raises(ZeroDivisionError):
                await pool.do(fail)
            return await pool.do(os.getpid)
        finally:
            await pool.close()

    assert run(work()) != os.getpid()


def test_closing_ends_workers_in_the_middle_of_a_task(tmp_path: Path) -> None:
    async def work() -> None:
        pool = Pool(2, nothing)
        pool.open()
        tasks = [asyncio.create_task(pool.do(sleep_after, str(tmp_path))) for _ in range(2)]
        async with asyncio.timeout(30):
            while len(list(tmp_path.iterdir())) < 2:
                await asyncio.sleep(0.02)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await pool.close()

    run(work())
    assert not any(is_alive(int(mark.name)) for mark in tmp_path.iterdir())


def test_a_worker_that_cannot_warm_up_still_takes_tasks(caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> list[str | None]:
        pool = Pool(1, fail)
        pool.open()
        try:
            return await pool.do(threads)
        finally:
            await pool.close()

    assert run(work()) == ["1", "1"]
    assert "could not warm up" in caplog.text
