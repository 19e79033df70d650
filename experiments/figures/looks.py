"""Which look a policy has: the same in every study, and another one than its neighbours."""

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from experiments.main_question import MAIN_QUESTION
from model.policy import JOIN, load_policy, policies

COLOURS: Final = 7
MARKERS: Final = 12
LINES: Final = 3


class Look(NamedTuple):
    """The numbers, from 0, of a policy's colour, marker and line."""

    colour: int
    marker: int
    line: int


def looks(names: Sequence[str]) -> dict[str, Look]:
    """Return the look of each policy of a study, other than the status quo.

    Policies of the main question and those that come with the model always look the same, and
    those of one group, which share a page, differ in colour and marker. All others (own files,
    other joined policies) have a look that follows from the name; the order of joined parts does
    not matter. Where another policy of the study has its colour or marker, such a policy takes the
    next look whose colour, then whose marker, is used least; of several, in alphabetical order.
    """
    known = _known()
    found = {name: known[_key(name)] for name in names if _key(name) in known}
    for name in sorted(set(names) - set(found)):
        found[name] = _free(zlib.crc32(_key(name).encode()), found.values())
    return {name: found[name] for name in names}


@cache
def _known() -> Mapping[str, Look]:
    """Return the looks of the policies of the main question, and of the others of the model.

    Each takes the next colour and the next marker that none of its group has yet.
    """
    groups: dict[str, list[Look]] = {}
    found: dict[str, Look] = {}
    colour = marker = -1
    for name in dict.fromkeys([*MAIN_QUESTION, *(policy.name for policy in policies())]):
        policy = load_policy(name)
        if policy.kind == "baseline":
            continue
        group = groups.setdefault(policy.kind if policy.kind == "history" else policy.group, [])
        colour = _next(colour, COLOURS, [look.colour for look in group])
        same = [look.marker for look in found.values() if look.colour == colour]
        marker = _next(marker, MARKERS, [*same, *(look.marker for look in group)])
        look = Look(colour, marker, len(found) % LINES)
        group.append(look)
        found[_key(name)] = look
    return MappingProxyType(found)


def _next(last: int, count: int, taken: Sequence[int]) -> int:
    uses = Counter(taken)
    return min(range(count), key=lambda number: (uses[number], (number - last - 1) % count))


def _free(start: int, taken: Iterable[Look]) -> Look:
    """Return the look that others use least, the first from a place on."""
    taken = list(taken)
    colours = Counter(look.colour for look in taken)
    markers = Counter(look.marker for look in taken)
    pairs = Counter(look[:2] for look in taken)

    def cost(step: int) -> tuple[int, int, int, int]:
        one = _numbered(start + step)
        return pairs[one[:2]], colours[one.colour], markers[one.marker], step

    return _numbered(start + min(range(COLOURS * MARKERS), key=cost))


def _numbered(number: int) -> Look:
    # 7 and 12 have no common divisor: 84 numbers give all pairs.
    return Look(number % COLOURS, number % MARKERS, number % LINES)


def _key(name: str) -> str:
    return JOIN.join(sorted(name.split(JOIN)))
