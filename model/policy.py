"""Policies: named, documented differences from the status quo, one TOML file each."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from model.errors import InputError, nearest, shown
from model.parameter import Value, parameters
from model.scenario import Scenario

type Kind = Literal["baseline", "policy", "history"]
type Group = Literal["service", "border", "together"]

KINDS: tuple[str, ...] = get_args(Kind.__value__)
GROUPS: tuple[str, ...] = get_args(Group.__value__)
LANGUAGES = ("en", "id")
TEXTS = ("label", "description")
KEYS = ("kind", "group", "order", *TEXTS, "levers")
FOLDER = Path(__file__).parent / "policies"
JOIN = "+"
COMBINED_ORDER = 80


@dataclass(frozen=True, kw_only=True)
class Policy:
    """A named difference from the status quo: only the levers it changes.

    ``label`` and ``description`` hold a text per language (``en``, ``id``); ``levers`` maps
    dotted paths to values; ``kind`` is ``baseline`` for the status quo, ``history`` for what
    really happened, and ``policy`` for an alternative; ``group`` tells whether it acts on the
    services, on the border, or on both together; ``order`` is its place in lists.
    """

    name: str
    kind: Kind
    group: Group = "service"
    order: int
    label: Mapping[str, str]
    description: Mapping[str, str]
    levers: Mapping[str, Value]


def policies() -> tuple[Policy, ...]:
    """Return the policies that come with the model, in the order in which they are shown."""
    found = (load_policy(file) for file in FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda policy: (policy.order, policy.name)))


def load_policy(name_or_path: str | Path) -> Policy:
    """Read a policy by its name (``unit_seluas``), from a TOML file, or from several joined by +.

    ``unit_jagoi_full+plbn_full`` holds the levers of both. Raises InputError with every problem
    at once: a file that cannot be read, a missing text, an unknown key or lever, a parameter that
    is no lever, a value out of range, and joined policies that contradict one another.
    """
    if isinstance(name_or_path, str) and JOIN in name_or_path and not Path(name_or_path).exists():
        return _joined(name_or_path)
    path = _path(name_or_path)
    data = _read(path)
    problems = [
        f"{key}: there is no such key in a policy; {nearest(key, KEYS)}"
        for key in data
        if key not in KEYS
    ]
    kind, order = data.get("kind", "policy"), data.get("order", 100)
    group = data.get("group", Policy.group)
    if kind not in KINDS:
        problems.append(f"kind: {shown(kind)} is not allowed; give one of {', '.join(KINDS)}.")
    if group not in GROUPS:
        problems.append(f"group: {shown(group)} is not allowed; give one of {', '.join(GROUPS)}.")
    if not isinstance(order, int) or isinstance(order, bool):
        problems.append(f"order: {shown(order)} is not allowed; give a whole number.")
    for text in TEXTS:
        problems += _text_problems(text, data.get(text))
    levers, lever_problems = _levers(data.get("levers", {}))
    problems += lever_problems
    if problems:
        raise InputError([f"{path}: {problem}" for problem in problems])
    return Policy(
        name=path.stem,
        kind=kind,
        group=group,
        order=order,
        label=data["label"],
        description=data["description"],
        levers=levers,
    )


def _joined(names: str) -> Policy:
    """Return one policy with the levers of all those joined; they must not contradict."""
    parts: list[Policy] = []
    problems: list[str] = []
    for name in names.split(JOIN):
        try:
            parts.append(load_policy(name.strip()))
        except InputError as error:
            problems += error.problems
    owners: dict[str, Policy] = {}
    for part in parts:
        for path, value in part.levers.items():
            owner = owners.setdefault(path, part)
            if owner.levers[path] != value:
                problems.append(
                    f"policy '{names}': {path} is {shown(owner.levers[path])} in '{owner.name}' "
                    f"but {shown(value)} in '{part.name}'; join policies that agree."
                )
    if problems:
        raise InputError(problems)
    levers = {path: owner.levers[path] for path, owner in owners.items()}
    try:
        values = Scenario().replaced(levers).flat()
    except InputError as error:
        raise InputError([f"policy '{names}': {problem}" for problem in error.problems]) from None
    return Policy(
        name=JOIN.join(part.name for part in parts),
        kind="policy",
        group="together",
        order=COMBINED_ORDER,
        label={key: f" {JOIN} ".join(part.label[key] for part in parts) for key in LANGUAGES},
        description={key: " ".join(part.description[key] for part in parts) for key in LANGUAGES},
        levers={path: value for path, value in values.items() if path in levers},
    )


def _path(name_or_path: str | Path) -> Path:
    path = Path(name_or_path)
    if isinstance(name_or_path, Path) or path.suffix == ".toml" or len(path.parts) > 1:
        return path
    names = sorted(file.stem for file in FOLDER.glob("*.toml"))
    if name_or_path not in names:
        raise InputError(
            f"policy '{name_or_path}': there is no such policy; {nearest(name_or_path, names)}"
        )
    return FOLDER / f"{name_or_path}.toml"


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file.") from None
    except OSError as error:
        raise InputError(f"{path}: the file cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: the file is not text in UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: the file is not valid TOML: {error}.") from None


def _text_problems(key: str, texts: object) -> Iterator[str]:
    if not isinstance(texts, dict):
        yield f"{key}: missing; give a table [{key}] with en and id."
        return
    for language in LANGUAGES:
        text = texts.get(language)
        if not isinstance(text, str) or not text.strip():
            yield f"{key}.{language}: missing; give a text."
    for language in texts:
        if language not in LANGUAGES:
            yield f"{key}.{language}: there is no such language; {nearest(language, LANGUAGES)}"


def _levers(tables: object) -> tuple[dict[str, Value], list[str]]:
    """Return the levers with values as the scenario reads them, and what is wrong with them."""
    if not isinstance(tables, dict):
        return {}, [f"levers: {shown(tables)} is not allowed; give tables such as [levers.unit]."]
    roles = {info.path: info.role for info in parameters(Scenario)}
    changes: dict[str, Any] = {}
    problems: list[str] = []
    for section, table in tables.items():
        if not isinstance(table, dict):
            problems.append(
                f"{section}: {shown(table)} is not a table; give levers as in [levers.unit]."
            )
        elif not table and section not in Scenario.model_fields:
            hint = nearest(section, Scenario.model_fields)
            problems.append(f"{section}: there is no such section; {hint}")
        else:
            changes |= {f"{section}.{name}": value for name, value in table.items()}
    for path in [path for path in changes if roles.get(path, "lever") != "lever"]:
        del changes[path]
        problems.append(
            f"{path}: is a{'n' if roles[path] == 'uncertainty' else ''} {roles[path]}, no lever; "
            "a policy may change levers only."
        )
    try:
        values = Scenario().replaced(changes).flat()
    except InputError as error:
        problems += error.problems
        values = {}
    return (
        {path: value for path, value in values.items() if path in changes},
        [f"levers.{problem}" for problem in problems],
    )
