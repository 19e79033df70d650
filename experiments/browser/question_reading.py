"""Reading what a visitor sends, whatever it is, with one sentence per problem."""

import reprlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from experiments.browser.levers import Side, side_of
from model.errors import InputError, nearest
from model.parameter import ParameterInfo, Value, parameters
from model.policy import FOLDER, JOIN, Policy, load_policy, policies
from model.scenario import Scenario, unknown_parameter

_LONGEST: Final = 80  # characters of a name or a text; none that is valid is longer
_TOLD: Final = 10  # unknown paths with a hint; looking for the nearest name takes time
_LARGEST: Final = 2**63
_LARGEST_SHOWN: Final = 2**32  # in digits; limits beyond are powers of two
_ELSEWHERE: Final[Mapping[Side, str]] = {
    "policy": "it belongs to the world, which both sides share.",
    "world": "it changes the policy's side only, and not the world that both sides share.",
}


class Problems:
    """The problems found so far, a sentence each."""

    def __init__(self) -> None:
        self._sentences: dict[str, None] = {}

    def add(self, *sentences: str) -> None:
        """Add sentences; the same one is told once."""
        self._sentences.update(dict.fromkeys(sentences))

    def checked[T](self, read: Callable[[], T]) -> T | None:
        """Return what ``read`` returns; if it raises InputError, keep its sentences."""
        try:
            return read()
        except InputError as error:
            self.add(*error.problems)
            return None

    def tell(self) -> None:
        """Raise InputError with all problems, if there are any."""
        if self._sentences:
            raise InputError(list(self._sentences))


def whole(
    asked: Mapping[str, object], name: str, default: int, low: int, high: int, problems: Problems
) -> int:
    """Return a whole number from ``low`` to ``high``, or the default where none is asked for."""
    value = asked.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        largest = str(high) if high < _LARGEST_SHOWN else f"2**{high.bit_length() - 1}"
        problems.add(
            f"{name}: {short(value)} is not allowed; give a whole number from {low} to {largest}."
        )
        return default
    return value


def named_policy(name: object, problems: Problems) -> Policy | None:
    """Return a policy by its name, or several joined by +, never a file of the visitor's choice.

    The order in which policies are joined, and joining one twice, makes no other policy.
    """
    if name is None:
        return None
    if not isinstance(name, str) or len(name) > 20 * _LONGEST:
        problems.add(f"policy: {short(name)} is not allowed; give the name of a policy.")
        return None
    known = sorted(file.stem for file in FOLDER.glob("*.toml"))
    parts = list(dict.fromkeys(part.strip() for part in name.split(JOIN)))
    unknown = [part for part in parts if part not in known]
    if unknown:
        problems.add(
            *(
                f"policy '{part}': there is no such policy; {nearest(part, known)}"
                for part in map(plain_name, unknown[:_TOLD])
            )
        )
        return None
    if len(parts) > 1:
        parts = [policy.name for policy in policies() if policy.name in parts]
    return problems.checked(lambda: load_policy(JOIN.join(parts)))


def changes(
    table: object, side: Side, preset: Policy | None, problems: Problems
) -> dict[str, Value]:
    """Return the values by path that a table of one side holds; problems are left out.

    The policy's side may repeat what a ``preset`` holds of the world.
    """
    if table is None:
        return {}
    key = "levers" if side == "policy" else "world"
    if not isinstance(table, Mapping):
        problems.add(f"{key}: {short(table)} is not allowed; give values by their paths.")
        return {}
    known, found = _known(), dict[str, Value]()
    unknown = [path for path in table if path not in known]
    problems.add(*(unknown_parameter(plain_name(path), known) for path in unknown[:_TOLD]))
    if len(unknown) > _TOLD:
        problems.add(f"{key}: {len(unknown) - _TOLD} more names are no parameters.")
    for path, value in table.items():
        if path not in known or (preset and path in preset.levers and preset.levers[path] == value):
            continue
        info, own = known[path], side_of(known[path])
        if path.startswith("run."):
            problems.add(f"{path}: is a setting of the run; give 'months', or leave it out.")
        elif own is None:
            problems.add(f"{path}: cannot be set here, as the maps show a fixed set of households.")
        elif own != side:
            article = "an" if info.role == "uncertainty" else "a"
            lever = "" if side == "world" or info.role == "lever" else ", no lever"
            problems.add(f"{path}: is {article} {info.role}{lever}; {_ELSEWHERE[side]}")
        elif not isinstance(value, bool | int | float | str) or _is_long(value):
            problems.add(f"{path}: {short(value)} is not allowed; give {info.allowed}.")
        else:
            found[path] = value
    return found


def holds_events(policy: Policy) -> bool:
    """Tell whether a policy holds something of the world, as history does."""
    return any(side_of(_known()[path]) == "world" for path in policy.levers)


def short(value: object) -> str:
    """Write any value in a few characters, as a sentence can hold them."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "a number of very many digits"
    try:
        return reprlib.repr(value)
    except ValueError:  # a number inside has more digits than Python writes
        return "a value too long to show"


def plain_name(name: object) -> str:
    """Return the first characters of a name that is none, as a sentence can hold them."""
    return "".join(c if c.isprintable() else "?" for c in str(name)[:_LONGEST])


def _is_long(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) > _LARGEST
    return isinstance(value, str) and len(value) > _LONGEST


@cache
def _known() -> Mapping[str, ParameterInfo]:
    return {info.path: info for info in parameters(Scenario)}
