import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from experiments.browser.jobs import FullError
from experiments.browser.limits import Limits
from experiments.browser.retelling import Stories
from experiments.browser.service import packed, unpacked
from model.errors import InputError
from tests.experiments.browser.quick import HOUSEHOLDS, Doing, Question, answers, pool, run, story


class Telling:
    """Stories of one answer, and which households were told of."""

    def __init__(self, folder: Path, limits: Limits | None = None) -> None:
        self.told: list[int] = []
        self.pool = pool()
        self.key = Question("unit").key
        kept = answers(folder)
        kept.put(self.key, packed({"question": {"policy": "unit"}}))
        service = replace(Doing().service(), story=self.story)
        self.stories = Stories(service, self.pool, kept, limits or Limits())

    def story(self, question, region, side, household):
        self.told.append(household)
        return story(question, region, side, household)

    async def __aenter__(self):
        self.pool.open()
        return self

    async def __aexit__(self, *_):
        await self.stories.close()
        await self.pool.close()

    async def ask(self, household: int, side: int = 0) -> bytes | None:
        return await self.stories.story(self.key, side, household)


def test_a_story_is_told_once_for_all_who_ask_at_the_same_time(tmp_path: Path) -> None:
    async def work() -> list[int]:
        async with Telling(tmp_path) as telling:
            found = await asyncio.gather(*(telling.ask(3) for _ in range(5)))
            assert len(set(found)) == 1
            assert unpacked(found[0])["household"] == 3
            await telling.ask(3)
            return telling.told

    assert run(work()) == [3]


@pytest.mark.parametrize(("side", "household"), [(0, HOUSEHOLDS), (0, -1), (2, 0), (-1, 0)])
def test_what_is_not_there_takes_no_worker(tmp_path: Path, side: int, household: int) -> None:
    async def work() -> list[int]:
        async with Telling(tmp_path) as telling:
            with pytest.raises(InputError, match="There is no"):
                await telling.ask(household, side)
            return telling.told

    assert run(work()) == []


def test_stories_that_wait_are_bounded(tmp_path: Path) -> None:
    async def work() -> list[object]:
        async with Telling(tmp_path, Limits(waiting=2)) as telling:
            asked = (telling.ask(household) for household in range(HOUSEHOLDS))
            return await asyncio.gather(*asked, return_exceptions=True)

    found = run(work())
    assert [isinstance(one, FullError) for one in found] == [False] * 2 + [True] * (HOUSEHOLDS - 2)


def test_one_visitor_who_goes_takes_the_story_from_nobody(tmp_path: Path) -> None:
    async def work() -> bytes | None:
        async with Telling(tmp_path) as telling:
            gone = asyncio.create_task(telling.ask(1))
            there = asyncio.create_task(telling.ask(1))
            await asyncio.sleep(0)
            gone.cancel()
            return await there

    found = run(work())
    assert found is not None
    assert unpacked(found)["household"] == 1
