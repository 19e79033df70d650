"""Reading what a study varies: factors and their groups, as texts of the command line or a file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from experiments.factors import Factor, plain
from model.errors import InputError, nearest, shown
from model.parameter import ParameterInfo, Value, parameters
from model.scenario import Scenario, parse_assignment, unknown_parameter

UNCERTAINTIES: Final = "uncertainties"
SECTIONS: Final = "sections"
_MOST_LEVELS: Final = 10_000


def read_factors(texts: Sequence[str], flag: str = "--vary") -> tuple[Factor, ...]:
    """Return the factors that texts name, in their order.

    A text is ``uncertainties`` (all of the registry), ``section.*`` (those of a section), ``path``
    (the range of the registry), ``path=low:high``, ``path=low:high:step`` or ``path=a,b,c``. A
    factor named again replaces what a group of them said. Raises InputError with all problems.
    """
    known = {info.path: info for info in parameters(Scenario)}
    found: dict[str, Factor] = {}
    single: set[str] = set()
    problems: list[str] = []
    for text in texts:
        path, _, _ = (part.strip() for part in text.partition("="))
        try:
            some = list(_read(text.strip(), known))
        except InputError as error:
            problems += [f"{flag} {problem}" for problem in error.problems]
            continue
        if path in single:
            problems.append(f"{flag} {path}: is named twice; give all its values at once.")
        if len(some) == 1 and some[0].path == path:
            single.add(path)
        for factor in some:
            if path not in known and factor.path in single:
                continue
            found[factor.path] = factor
    if problems:
        raise InputError(problems)
    return tuple(found.values())


def _read(text: str, known: Mapping[str, ParameterInfo]) -> Iterator[Factor]:
    path, equals, given = (part.strip() for part in text.partition("="))
    if not equals and (path == UNCERTAINTIES or path.endswith(".*")):
        yield from _several(path, known)
        return
    if path not in known:
        raise InputError(unknown_parameter(path, known))
    info = known[path]
    if info.role == "setting" and not path.startswith("loops."):
        raise InputError(
            f"{path}: says how to run the model and is the same in all runs of a study; "
            f"give it by --set."
        )
    yield _of(info, given) if equals else _by_default(info)


def _several(name: str, known: Mapping[str, ParameterInfo]) -> Iterator[Factor]:
    section = name.removesuffix(".*")
    sections = dict.fromkeys(path.partition(".")[0] for path in known)
    if name != UNCERTAINTIES and section not in sections:
        raise InputError(f"{name}: there is no such section; {nearest(section, sections)}")
    infos = [
        info
        for info in known.values()
        if info.role == "uncertainty"
        and info.sample is not None
        and (name == UNCERTAINTIES or info.path.startswith(f"{section}."))
    ]
    if not infos:
        raise InputError(f"{name}: the section has no uncertainties; name its levers one by one.")
    yield from map(_by_default, infos)


def _by_default(info: ParameterInfo) -> Factor:
    if info.type == "bool":
        return Factor(path=info.path, levels=(False, True))
    if info.sample is None:
        raise InputError(
            f"{info.path}: has no range of its own; give one, as in {info.path}="
            f"{plain(info.low or 0)}:{plain(info.high or 1)}."
        )
    if info.type == "str":
        return Factor(path=info.path, levels=tuple(info.sample))
    low, high = (float(bound) for bound in info.sample)
    return _range(info, low, high)


def _of(info: ParameterInfo, given: str) -> Factor:
    if ":" in given:
        return _between(info, given)
    texts = [part.strip() for part in given.split(",")]
    levels = [parse_assignment(f"{info.path}={part}")[1] for part in texts if part]
    if len(levels) < len(texts) or len(levels) < 2 or len(set(map(repr, levels))) < len(levels):
        raise InputError(
            f"{info.path}={given}: give two or more different values, as in {info.path}=a,b, "
            "or low:high, or low:high:step."
        )
    return Factor(path=info.path, levels=_valid(info.path, levels))


def _between(info: ParameterInfo, given: str) -> Factor:
    if info.type in ("bool", "str"):
        raise InputError(f"{info.path}={given}: is no number; give {info.allowed}, with commas.")
    try:
        numbers = [float(part) for part in given.split(":")]
    except ValueError:
        numbers = []
    if len(numbers) not in (2, 3) or not all(map(np.isfinite, numbers)):
        raise InputError(f"{info.path}={given}: give low:high, or low:high:step, in numbers.")
    low, high, *steps = numbers
    if not low < high:
        raise InputError(
            f"{info.path}={given}: the range is empty; the first number must be below the second."
        )
    if not steps:
        _valid(info.path, [_typed(info, low), _typed(info, high)])
        return _range(info, low, high)
    step = steps[0]
    if not 0 < step <= high - low or (high - low) / step > _MOST_LEVELS:
        raise InputError(
            f"{info.path}={given}: the step {plain(step)} is not allowed; give one above 0 and "
            f"up to {plain(high - low)}, with no more than {_MOST_LEVELS:,} steps."
        )
    # A hair more than the quotient, so that 0:1:0.1 reaches 1 in spite of rounding.
    count = int(np.floor((high - low) / step * (1 + 1e-12)))
    levels = [_typed(info, round(low + place * step, 12)) for place in range(count + 1)]
    return Factor(path=info.path, levels=_valid(info.path, levels))


def _range(info: ParameterInfo, low: float, high: float) -> Factor:
    if info.type == "int":
        levels: list[Value] = list(range(int(np.ceil(low)), int(np.floor(high)) + 1))
        if len(levels) < 2:
            raise InputError(f"{info.path}: there is one whole number from {low} to {high} or none")
        return Factor(path=info.path, low=low, high=high, levels=tuple(levels))
    return Factor(path=info.path, low=low, high=high)


def _typed(info: ParameterInfo, value: float) -> Value:
    return int(value) if info.type == "int" and value == int(value) else value


def _valid(path: str, values: Sequence[Value]) -> tuple[Value, ...]:
    """Return the values as a scenario reads them; InputError with those it refuses."""
    problems: dict[str, None] = {}
    for value in values:
        try:
            Scenario().replaced({path: value})
        except InputError as error:
            # A contradiction with other parameters is judged at each point, with all its values.
            refused = f"{path}: {shown(value)}"
            problems |= dict.fromkeys(text for text in error.problems if text.startswith(refused))
    if problems:
        raise InputError(list(problems))
    kinds = {info.path: info.type for info in parameters(Scenario)}
    return tuple(float(v) if kinds[path] == "float" else v for v in values)


def read_groups(texts: Sequence[str], factors: Sequence[Factor]) -> tuple[str, ...] | None:
    """Return the group of each factor, or None without groups.

    A text is ``name=path,path``, ``name=section.*`` or ``sections`` (one group per section). A
    factor in no group is one by itself. Raises InputError with all problems.
    """
    if not texts:
        return None
    paths = [factor.path for factor in factors]
    groups: dict[str, str] = {}
    problems: list[str] = []
    for text in texts:
        if text.strip() == SECTIONS:
            groups |= {path: path.partition(".")[0] for path in paths}
            continue
        name, equals, given = (part.strip() for part in text.partition("="))
        members = [part.strip() for part in given.split(",") if part.strip()]
        if not (name and equals and members):
            problems.append(
                f"--group {text}: give name=path,path, as in roads=travel.fare,travel.time_value, "
                "or 'sections'."
            )
        for member in members:
            matched = [
                path
                for path in paths
                if path == member or (member.endswith(".*") and path.startswith(member[:-1]))
            ]
            if not matched:
                hint = nearest(member, paths, listed=[f"{len(paths)} factors of --vary"])
                problems.append(f"--group {name}: '{member}' is not varied; {hint}")
            problems += [
                f"--group {name}: {path} is in group '{groups[path]}' already."
                for path in matched
                if groups.get(path, name) != name
            ]
            groups |= dict.fromkeys(matched, name)
    if problems:
        raise InputError(problems)
    return tuple(groups.get(path, path) for path in paths)
