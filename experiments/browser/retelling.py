"""Stories of single households: each is one more run, kept as long as memory allows."""

import asyncio
from typing import Final

from experiments.browser.cache import Answers, Memory
from experiments.browser.jobs import FullError
from experiments.browser.limits import Limits
from experiments.browser.pool import Pool
from experiments.browser.service import Asked, Service, packed_story, unpacked

# A click should be answered before the rest of a comparison of many runs.
_FIRST: Final = 0


class Stories:
    """The stories of one server; a story is computed once for all who ask at the same time."""

    def __init__(self, service: Service, pool: Pool, answers: Answers, limits: Limits) -> None:
        self._service = service
        self._pool = pool
        self._answers = answers
        self._limits = limits
        self._kept = Memory(limits.memory_bytes)
        self._under_way: dict[str, asyncio.Task[bytes | None]] = {}
        # One at a time, so that clicks leave other workers to the comparisons.
        self._turn = asyncio.Semaphore(1)

    async def story(self, key: str, side: int, household: int) -> bytes | None:
        """Return a packed story of an answer, or None where there is no such answer.

        It is told to the end even if all who asked for it are gone. Raises InputError for a side or
        a household that is not there, FullError where too many wait.
        """
        self._service.demand_household(side, household)
        name = f"{key}/{side}/{household}"
        kept = self._kept.get(name)
        if kept is not None:
            return kept
        if name not in self._under_way:
            if len(self._under_way) >= self._limits.waiting:
                raise FullError("Too many stories are being told; try again in a minute.")
            # Known before anything is waited for, so that whoever asks next finds it.
            task = asyncio.create_task(self._told(name, key, side, household))
            self._under_way[name] = task
            task.add_done_callback(lambda _: self._under_way.pop(name, None))
        return await asyncio.shield(self._under_way[name])

    async def close(self) -> None:
        """Drop the stories that are under way."""
        work = tuple(self._under_way.values())
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)

    def _question(self, key: str) -> Asked | None:
        content = self._answers.get(key)
        if content is None:
            return None
        return self._service.read(unpacked(content)["question"], self._limits)

    async def _told(self, name: str, key: str, side: int, household: int) -> bytes | None:
        service = self._service
        question = await asyncio.to_thread(self._question, key)
        if question is None:
            return None
        async with self._turn:
            story = await self._pool.do(
                packed_story,
                service.story,
                question,
                service.region,
                side,
                household,
                rank=lambda: _FIRST,
            )
        self._kept.put(name, story)
        return story
