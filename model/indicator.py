"""What an indicator is."""

from typing import Literal, NamedTuple

from model.region import Label


class Indicator(NamedTuple):
    """A number reported each month: name, unit, label, whether more is better, and its formula."""

    name: str
    unit: str
    label: Label
    direction: Literal[-1, 0, 1]
    headline: bool
    formula: str


def indicator(
    name: str,
    unit: str,
    english: str,
    indonesian: str,
    direction: Literal[-1, 0, 1],
    formula: str,
    *,
    headline: bool = False,
) -> Indicator:
    """Return an indicator; the labels are in English and Indonesian."""
    label = Label(en=english, id=indonesian)
    return Indicator(name, unit, label, direction, headline, formula)
