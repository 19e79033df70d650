"""What the pages say: texts, meanings and the lesson, each in English and Indonesian."""

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from experiments.words import Language
from model.region import Label

type Text = dict[Language, str]

LANGUAGES: Final[tuple[Language, ...]] = ("en", "id")
_FOLDER: Final = Path(__file__).parent


@cache
def texts() -> Mapping[str, Text]:
    """Return the texts of the page by their keys."""
    return _read("texts.toml")


@cache
def lesson() -> tuple[Mapping[str, Any], ...]:
    """Return the steps of the guided lesson, as the page takes them."""
    steps = _read("lesson.toml")["steps"]
    return tuple({**step, "show": _shown(step.get("show", {}))} for step in steps)


@cache
def meanings() -> Mapping[str, Any]:
    """Return what indicators, sections of parameters and layers of the map mean."""
    return _read("meanings.toml")


def indicator_help(name: str) -> Text:
    """Return what an indicator is, in a sentence or two for people who have not read the ODD.

    Raises KeyError for an indicator without such a text; the tests demand one for each shown.
    """
    known = meanings()["indicators"]
    family, _, last = name.rpartition(".")
    if name not in known:
        stem = "decile_" if last.startswith("decile_") else ""
        name, last = f"{family}.{stem}*", last.removeprefix(stem)
    return {language: known[name][language].format(name=last) for language in LANGUAGES}


def both(label: Label) -> Text:
    """Return a label of the model as a text."""
    return {"en": label.en, "id": label.id}


def filled(text: Mapping[Language, str], **values: Mapping[Language, str]) -> Text:
    """Return a text with its blanks filled, each with what stands for it in the language."""
    return {
        language: text[language].format(**{name: value[language] for name, value in values.items()})
        for language in LANGUAGES
    }


def blanks(text: str) -> set[str]:
    """Return the names of a text's blanks."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def _shown(show: Mapping[str, Any]) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "policy": None,
        "levers": {},
        "world": {},
        "layer": "papers",
        "month": 1,
        "focus": "map",
    }
    return {**usual, **show}
