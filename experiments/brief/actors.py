"""Who acts and who pays, by the levers of a policy; ``actors.toml`` holds the table and sources."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from experiments.brief.texts import joined, text
from experiments.words import Language

type Payer = Literal["district", "central", "open"]

PAYERS: Final[tuple[Payer, ...]] = ("district", "central", "open")
_FILE: Final = Path(__file__).parent / "actors.toml"


class Actor(NamedTuple):
    """What some levers set up, who acts, whose budget bears it, and the source of both.

    ``abroad``: whether Malaysia must act too.
    """

    path: str
    what: Mapping[str, str]
    actor: Mapping[str, str]
    payer: Payer
    source: str
    abroad: bool = False


@cache
def actors() -> tuple[Actor, ...]:
    """Return the table in its order; `path` is the beginning of the levers' paths."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(Actor(path, **fields) for path, fields in table.items())


def actors_of(levers: Iterable[str]) -> tuple[Actor, ...]:
    """Return who acts on some levers, each once, in the order of the table.

    A lever belongs to the longest path that begins it; one that belongs to none is an event.
    """
    found = {
        max(matching, key=lambda one: len(one.path)).path
        for lever in levers
        if (matching := [one for one in actors() if lever.startswith(one.path)])
    }
    return tuple(one for one in actors() if one.path in found)


def acting(levers: Iterable[str], language: Language) -> str:
    """Return the names of those who act, with Malaysia where its side must act too."""
    found = actors_of(levers)
    names = list(dict.fromkeys(one.actor[language] for one in found))
    if not names:
        return text("actor.nobody", language)
    abroad = text("actor.abroad", language) if any(one.abroad for one in found) else ""
    return "; ".join(names) + abroad


def payers_sentence(levers: Iterable[str], language: Language) -> str:
    """Return who would pay for what, as a clause."""
    parts = payers(levers, language)
    return "; ".join(parts) if parts else text("payer.nobody", language)


def payers(levers: Iterable[str], language: Language) -> list[str]:
    """Return a clause per kind of payer: what each would bear, and what no source says."""
    found = actors_of(levers)
    return [
        text(f"payer.{payer}", language, what=joined(borne, language))
        for payer in PAYERS
        if (borne := [one.what[language] for one in found if one.payer == payer])
    ]
