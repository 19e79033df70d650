"""The scenario: one full assignment of levers, uncertainties and settings."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from model.errors import InputError, closest, nearest, shown
from model.parameter import ParameterInfo, Value, parameters
from model.sections.agencies import Agencies
from model.sections.attractiveness import Attractiveness
from model.sections.behaviour import Behaviour
from model.sections.brokers import Brokers
from model.sections.cbc import Cbc
from model.sections.costs import Costs
from model.sections.economy import Economy
from model.sections.loops import Loops
from model.sections.needs import Needs
from model.sections.orientation import Orientation
from model.sections.points import Facilitators, Mobile, Roads
from model.sections.post import Post
from model.sections.run import Run
from model.sections.security import Security
from model.sections.shocks import Shocks
from model.sections.trade import Trade
from model.sections.travel import Travel
from model.sections.unit import Unit
from model.sections.work import Work


class Scenario(BaseModel):
    """One full assignment of all parameters; without arguments, the status quo.

    Months are reported months: 1 is January of the region's first year, 0 as the month of an
    event means never. Money is in constant 2018 rupiah.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    run: Run = Run()
    unit: Unit = Unit()
    mobile: Mobile = Mobile()
    facilitators: Facilitators = Facilitators()
    post: Post = Post()
    security: Security = Security()
    trade: Trade = Trade()
    cbc: Cbc = Cbc()
    roads: Roads = Roads()
    agencies: Agencies = Agencies()
    travel: Travel = Travel()
    behaviour: Behaviour = Behaviour()
    attractiveness: Attractiveness = Attractiveness()
    needs: Needs = Needs()
    brokers: Brokers = Brokers()
    economy: Economy = Economy()
    work: Work = Work()
    orientation: Orientation = Orientation()
    costs: Costs = Costs()
    shocks: Shocks = Shocks()
    loops: Loops = Loops()

    def replaced(self, changes: Mapping[str, Any]) -> Self:
        """Return this scenario with the parameters at the given dotted paths changed.

        Raises InputError with every problem at once: unknown paths, wrong types, values out of
        range, and values that contradict one another.
        """
        known = _registry(type(self))
        problems = [unknown_parameter(path, known) for path in changes if path not in known]
        tables: dict[str, dict[str, Any]] = {}
        for path, value in changes.items():
            if path in known:
                section, name = path.split(".")
                tables.setdefault(section, {})[name] = value
        sections: dict[str, BaseModel] = {}
        # Sections that keep their values need no validation: studies make scenarios by the million.
        for section, values in tables.items():
            kept: BaseModel = getattr(self, section)
            try:
                sections[section] = type(kept).model_validate({**dict(kept), **values})
            except ValidationError as error:
                problems += _sentences(section, error, known)
                problems += _hidden_contradictions(section, error, kept, values)
        if problems:
            raise InputError(problems)
        return self.model_copy(update=sections)

    def flat(self) -> dict[str, Value]:
        """Return every value by its dotted path, in the order of declaration."""
        return {
            f"{section}.{name}": value
            for section, values in self.model_dump().items()
            for name, value in values.items()
        }

    @property
    def content_hash(self) -> str:
        """Hexadecimal SHA-256 of all values; equal scenarios have equal hashes."""
        return sha256(json.dumps(self.flat(), sort_keys=True).encode()).hexdigest()


def parse_assignment(text: str) -> tuple[str, Value]:
    """Split ``path=value`` and read the value as TOML; a bare word is a text.

    Raises InputError when there is no path, no value, or a value that is a list or a table.
    """
    path, equals, given = (part.strip() for part in text.partition("="))
    if not (path and equals and given):
        raise InputError(f"'{text}' is not of the form path=value, as in unit.delegation=0.8.")
    try:
        value = tomllib.loads(f"value = {given}")["value"]
    except tomllib.TOMLDecodeError:
        return path, given
    if not isinstance(value, bool | int | float | str):
        raise InputError(f"{path}: {given} is not a number, true, false or a text.")
    return path, value


def parse_assignments(texts: Iterable[str]) -> dict[str, Value]:
    """Read several ``path=value`` texts; raises InputError with the problems of all of them."""
    values: dict[str, Value] = {}
    problems: list[str] = []
    for text in texts:
        try:
            path, value = parse_assignment(text)
        except InputError as error:
            problems += error.problems
            continue
        if path in values and values[path] != value:
            problems.append(f"{path}: given twice, as {shown(values[path])} and {shown(value)}.")
        values[path] = value
    if problems:
        raise InputError(problems)
    return values


def unknown_parameter(path: str, known: Iterable[str]) -> str:
    """Return the sentence for a path that names no parameter, with the nearest one that exists."""
    paths = list(known)
    section, _, name = path.partition(".")
    namesakes = [other for other in paths if other.partition(".")[2] == (name or section)]
    inside = [other for other in paths if other.startswith(f"{section}.")]
    if namesakes:
        hint = f"did you mean '{"' or '".join(namesakes)}'?"
    elif inside:
        hint = nearest(path, inside, cutoff=0.75)
    else:
        hint = nearest(path, paths, listed=dict.fromkeys(other.split(".")[0] for other in paths))
    return f"{path}: there is no such parameter; {hint}"


@cache
def _registry(scenario: type[BaseModel]) -> Mapping[str, ParameterInfo]:
    return MappingProxyType({info.path: info for info in parameters(scenario)})


def _sentences(
    section: str, error: ValidationError, known: Mapping[str, ParameterInfo]
) -> list[str]:
    sentences: list[str] = []
    for fault in error.errors():
        if fault["type"] == "value_error":
            sentences += _contradictions(section, fault)
            continue
        path = f"{section}.{fault['loc'][0]}"
        value, info = fault["input"], known[path]
        near = closest(value, info.choices) if info.closed and isinstance(value, str) else None
        hint = f"; did you mean '{near}'?" if near else "."
        sentences.append(f"{path}: {shown(value)} is not allowed; give {info.allowed}{hint}")
    return sentences


def _hidden_contradictions(
    section: str, error: ValidationError, kept: BaseModel, values: Mapping[str, Any]
) -> list[str]:
    """Find contradictions that were never looked for because one value of the section was wrong."""
    wrong = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
    if not wrong:
        return []
    right = {name: value for name, value in values.items() if name not in wrong}
    try:
        type(kept).model_validate({**dict(kept), **right})
    except ValidationError as second:
        return [
            sentence
            for fault in second.errors()
            for sentence in _contradictions(section, fault)
            if not any(name in sentence for name in wrong)
        ]
    return []


def _contradictions(section: str, fault: ErrorDetails) -> list[str]:
    return [f"{section}.{message}" for message in str(fault["ctx"]["error"]).splitlines()]
