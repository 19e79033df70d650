"""Who gains under the leading policy and who does not: sub-districts and tenths of incomes.

1. Sub-districts are told apart where the interval of the smallest gain in needs met lies below
   that of the largest; else the gain is said to be about the same everywhere.
2. The poorest and the richest tenth are told apart by their income gains in per cent in the same
   way.
3. Clear losses are named with their sizes: of sub-districts in the aims and in poverty, of tenths
   in income; where there are none, that is said.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from experiments.brief.content import Section
from experiments.brief.facts import COMPARED, Facts
from experiments.brief.texts import between, part, text
from experiments.subject_changes import Change
from experiments.subjects import ACCESS
from experiments.words import Language, numeral


class Spread(NamedTuple):
    """Where something changes least and most, and whether the two can be told apart."""

    least: str
    most: str
    apart: bool


def spread(changes: Mapping[str, Change]) -> Spread | None:
    """Return where a change is least and most; None where fewer than two are settled."""
    known = {name: change for name, change in changes.items() if change.settled}
    if len(known) < 2:
        return None
    least = min(known, key=lambda name: known[name].difference)
    most = max(known, key=lambda name: known[name].difference)
    return Spread(least, most, known[least].high < known[most].low)


def access_by_place(facts: Facts, policy: str) -> dict[str, Change]:
    """Return what a policy changes in the needs met, by sub-district."""
    return {
        place: changes[ACCESS]
        for place, changes in facts.by_place(policy).items()
        if ACCESS in changes
    }


def gains_section(facts: Facts, leading: str, language: Language) -> Section:
    """Return who gains under the leading policy and who does not, by the rules above."""
    places, tenths = facts.by_place(leading), facts.by_tenth(leading)
    access = access_by_place(facts, leading)
    sentences = [
        _by_place(facts, access, language),
        _by_tenth([share for _, share in tenths], language),
        _losers(facts, places, tenths, language),
    ]
    told = [sentence for sentence in sentences if sentence]
    paragraph = " ".join(told) if told else text("gains.nothing", language)
    return Section(title=text("gains.title", language), paragraphs=(paragraph,))


def _by_place(facts: Facts, access: Mapping[str, Change], language: Language) -> str:
    found = spread(access)
    if found is None:
        return ""
    if not any(change.clear for change in access.values()):
        return text("gains.places_unclear", language)
    sizes = {"most": access[found.most], "least": access[found.least]}
    if not found.apart:
        return text("gains.places_same", language, **_sizes(sizes, language))
    without = [name for name, change in access.items() if change.better <= 0]
    least = min(without, key=lambda name: access[name].difference) if without else found.least
    sizes["least"] = access[least]
    names = {
        "most_name": facts.study.sub_districts[found.most][language],
        "least_name": facts.study.sub_districts[least][language],
    }
    key = "gains.places_partly" if without else "gains.places"
    return text(key, language, **names, **_sizes(sizes, language))


def _by_tenth(shares: Sequence[Change], language: Language) -> str:
    settled = [change for change in shares if change.settled]
    if not settled:
        return ""
    if not any(change.clear for change in settled):
        return text("gains.tenths_unclear", language)
    poorest, richest = shares[0], shares[-1]
    if poorest.low > richest.high:
        key = "gains.tenths_poor"
    elif richest.low > poorest.high:
        key = "gains.tenths_rich"
    else:
        key = "gains.tenths_same"
    return text(key, language, **_sizes({"poorest": poorest, "richest": richest}, language))


def _losers(
    facts: Facts,
    places: Mapping[str, Mapping[str, Change]],
    tenths: Sequence[tuple[Change, Change]],
    language: Language,
) -> str:
    losses = [
        text(
            "gains.loss",
            language,
            name=facts.study.sub_districts[place][language],
            change=part(changes[name], language),
        )
        for place, changes in places.items()
        for name in COMPARED
        if name in changes and changes[name].better < 0
    ]
    losses += [
        text(
            "gains.loss",
            language,
            name=text("gains.tenth", language, place=place),
            change=part(money, language, text("gains.income", language)),
        )
        for place, (money, _) in enumerate(tenths, 1)
        if money.better < 0
    ]
    if losses:
        return text("gains.losers", language, names="; ".join(losses))
    settled = [change for changes in places.values() for change in changes.values()]
    if not any(change.settled for change in settled):
        return ""
    return text("gains.no_losers" if tenths else "gains.no_losing_places", language)


def _sizes(changes: Mapping[str, Change], language: Language) -> dict[str, str]:
    """Return blanks ``name`` and ``name_interval`` for each change."""
    found = {}
    for name, change in changes.items():
        decimals = change.subject.decimals
        found[name] = numeral(change.difference, language, decimals, signed=True)
        found[f"{name}_interval"] = between(change.low, change.high, decimals, language)
    return found
