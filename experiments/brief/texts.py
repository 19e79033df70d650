"""What the brief says in words, in English and Indonesian; all texts stand in ``texts.toml``."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from experiments.compare import Interval
from experiments.subject_changes import Change
from experiments.words import Language, decimals_for, numeral

_FILE: Final = Path(__file__).parent / "texts.toml"
_THOUSAND: Final = 1e3
_MILLION: Final = 1e6
_MANY: Final = 10 * _MILLION


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Return the texts by key and language."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def text(key: str, language: Language, **values: object) -> str:
    """Return a text in ``en`` or ``id`` with its blanks filled."""
    return catalogue()[key][language].format(**values)


def sentence_case(words: str) -> str:
    """Return words with their first letter, past any mark of emphasis, in upper case."""
    start = len(words) - len(words.lstrip("*“"))
    return words[:start] + words[start : start + 1].upper() + words[start + 1 :]


def joined(parts: Sequence[str], language: Language) -> str:
    """Return parts as a list in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    last = text("list.last_of_two" if len(parts) == 2 else "list.last", language)
    return ", ".join(parts[:-1]) + last + parts[-1]


def between(low: float, high: float, decimals: int, language: Language) -> str:
    """Return the two ends of the interval of a difference, with their signs."""
    return text(
        "between",
        language,
        low=numeral(low, language, decimals, signed=True),
        high=numeral(high, language, decimals, signed=True),
    )


def part(change: Change, language: Language, name: str = "") -> str:
    """Return a change with its name, or another one, its size, unit and interval."""
    indicator, decimals = change.subject.indicator, change.subject.decimals
    return text(
        "evidence.part",
        language,
        name=name or text(f"short.{indicator}", language),
        size=numeral(change.difference, language, decimals, signed=True),
        unit=text(f"short_unit.{indicator}", language),
        interval=between(change.low, change.high, decimals, language),
    )


def money(ratio: Interval, language: Language) -> dict[str, str]:
    """Return blanks ``size`` and ``interval``: rupiah in thousands, or in millions from ten on."""
    millions = abs(ratio.estimate) >= _MANY
    unit, divide = ("million", _MILLION) if millions else ("thousand", _THOUSAND)
    decimals = decimals_for(ratio.estimate / divide) if millions else 0
    size, low, high = (numeral(end / divide, language, decimals) for end in ratio)
    named = text(f"money.{unit}_unit", language)
    return {
        "size": text(f"money.{unit}", language, size=size),
        "interval": text("money.range", language, low=low, high=high, unit=named),
    }
