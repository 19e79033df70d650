"""What a server answers with: the functions that turn questions into payloads, and their form."""

import gzip
import json
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from experiments.browser.limits import Limits
from model.errors import InputError
from model.region import Region


class Asked(Protocol):
    """A question that was read; ``key`` names its answer for good."""

    @property
    def key(self) -> str:
        """Letters, digits, ``-`` and ``_`` only: it is part of an address and of a file name."""
        ...


class Run(Protocol):
    """One run of a question, to be done in a worker process."""

    @property
    def key(self) -> str:
        """Names what the run gives, whichever question it belongs to."""
        ...

    @property
    def side(self) -> int:
        """0 for the status quo, 1 for the visitor's policy."""
        ...


@dataclass(frozen=True)
class Service:
    """The functions behind the addresses; those called in workers are found by their names there.

    ``read``: a question from what was posted, InputError with every problem. ``tasks``: the runs
    it needs. ``do``: one run, in a worker. ``answer``: the payload made of what its runs gave, in
    the order of ``tasks``. ``story``: one household's story on one side, in a worker. ``warm``:
    called first in each worker. ``households``: rows that can be told of. ``prepared``: questions
    whose answers are made ahead.
    """

    region: Region
    read: Callable[[Mapping[str, object], Limits], Asked]
    tasks: Callable[[Any, Region], Sequence[Run]]
    do: Callable[[Any], Any]
    answer: Callable[[Any, Region, Sequence[Any]], Mapping[str, object]]
    story: Callable[[Any, Region, int, int], Mapping[str, object]]
    warm: Callable[[], object]
    households: int
    prepared: tuple[Mapping[str, object], ...] = ()

    def demand_household(self, side: int, household: int) -> None:
        """Raise InputError for a side or a household that is not there."""
        if side not in (0, 1):
            raise InputError(f"There is no side {side}; 0 is the status quo, 1 the policy.")
        if not 0 <= household < self.households:
            raise InputError(
                f"There is no household {household}; give a whole number from 0 to "
                f"{self.households - 1}."
            )

    def pack_answer(self, question: Asked, parts: Sequence[bytes]) -> bytes:
        """Return the packed answer made of pickled parts."""
        return packed(self.answer(question, self.region, [pickle.loads(part) for part in parts]))


def pickled[T](function: Callable[[T], object], argument: T) -> bytes:
    """Call a function and pickle what it returns; for a worker, so that the server need not."""
    return pickle.dumps(function(argument), pickle.HIGHEST_PROTOCOL)


def packed_story(
    story: Callable[[Any, Region, int, int], Mapping[str, object]],
    question: Asked,
    region: Region,
    side: int,
    household: int,
) -> bytes:
    """Return a story as packed JSON; for a worker."""
    return packed(story(question, region, side, household))


def packed(payload: object) -> bytes:
    """Return JSON, compressed by gzip; raises ValueError for NaN and infinity, unknown to JSON."""
    text = json.dumps(payload, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def unpacked(content: bytes) -> Any:
    """Return what packed JSON holds."""
    return json.loads(gzip.decompress(content))
