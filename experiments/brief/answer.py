"""The headline, the answer in three sentences, and the caution of page one."""

from collections.abc import Mapping, Sequence

from experiments.brief.actors import payers_sentence
from experiments.brief.facts import DAYS, FARE, Facts
from experiments.brief.gains import access_by_place, spread
from experiments.brief.rules import Leading
from experiments.brief.texts import between, money, sentence_case, text
from experiments.compare import COST
from experiments.subject_changes import Change, sentence
from experiments.subjects import ACCESS, INCOME, POVERTY
from experiments.words import Language, numeral

# Poverty follows from incomes: it is told only where these do not clearly change.
_PEOPLE = (FARE, INCOME, DAYS)
_MOST_TOLD = 2


def headline(facts: Facts, leading: Leading, language: Language) -> str:
    """Return the sentence about access under the leading policy, by its standing."""
    about = sentence(facts.changes[leading.name][ACCESS], language)
    key = leading.standing
    if key == "unclear" and len(facts.policies) == 1:
        key = "gain"
    return text(
        f"headline.{key}", language, policy=facts.label(leading.name, language), sentence=about
    )


def about(facts: Facts, policy: str, language: Language) -> str:
    """Return what a policy is, by its description; empty where it has none."""
    said = str(facts.policies[policy]["description"].get(language, "")).strip()
    return text("about", language, description=said) if said else ""


def answer(facts: Facts, leading: Leading, language: Language) -> tuple[str, str, str]:
    """Return what the leading policy changes for people, what it costs, and what it does not do."""
    return (
        _changes(facts, leading.name, language),
        cost_sentence(facts, leading.name, language),
        _limits(facts, leading.name, language),
    )


def caution(facts: Facts, language: Language) -> str:
    """Return the one sentence of page one about what is not known."""
    return text("caution" if len(facts.study.manifest["seeds"]) > 1 else "caution.one", language)


def clauses(changes: Sequence[Change], language: Language) -> str:
    """Return the sentences about changes as one, its parts set apart by semicolons."""
    parts = [sentence(change, language).removesuffix(".") for change in changes]
    return sentence_case("; ".join(parts)) + "."


def cost_sentence(facts: Facts, policy: str, language: Language) -> str:
    """Return what a policy costs the public, per extra document, and who pays."""
    change = facts.changes[policy].get(COST)
    if change is None or not change.known or not change.difference:
        return text("answer.no_cost", language)
    cost = numeral(change.difference, language, change.subject.decimals)
    ratio = facts.cost_per_document.get(policy)
    if ratio is None:
        settled = len(facts.study.manifest["seeds"]) > 1
        per_document = text("answer.no_ratio", language) if settled else ""
    else:
        per_document = text("answer.ratio", language, **money(ratio, language))
    payers = payers_sentence(facts.policies[policy]["levers"], language)
    return text("answer.cost", language, cost=cost, per_document=per_document, payers=payers)


def _changes(facts: Facts, policy: str, language: Language) -> str:
    changes = facts.changes[policy]
    if not any(change.settled for change in changes.values()):
        told = [changes[name] for name in _PEOPLE if _moves(changes.get(name))]
        return clauses(told[:_MOST_TOLD], language) if told else text("answer.same", language)
    told = [changes[name] for name in _PEOPLE if name in changes and changes[name].better > 0]
    if INCOME not in {change.subject.indicator for change in told} and POVERTY in changes:
        told += [changes[POVERTY]] if changes[POVERTY].better > 0 else []
    return clauses(told[:_MOST_TOLD], language) if told else text("answer.same", language)


def _moves(change: Change | None) -> bool:
    return change is not None and change.known and change.difference != 0


def _limits(facts: Facts, policy: str, language: Language) -> str:
    changes = facts.changes[policy]
    access = changes[ACCESS]
    unmet = numeral(100 - access.after, language, access.subject.decimals)
    gained = access.difference > 0 and (access.clear or not access.settled)
    key = "answer.unmet" if gained else "answer.still_unmet"
    parts = [text(key, language, unmet=unmet)]
    by_place = access_by_place(facts, policy)
    found = spread(by_place)
    if found is not None and found.apart:
        least, most = by_place[found.least], by_place[found.most]
        decimals = least.subject.decimals
        parts.append(
            text(
                "answer.less",
                language,
                place=facts.study.sub_districts[found.least][language],
                size=numeral(least.difference, language, decimals, signed=True),
                interval=between(least.low, least.high, decimals, language),
                most=facts.study.sub_districts[found.most][language],
                most_size=numeral(most.difference, language, decimals, signed=True),
            )
        )
    return sentence_case("; ".join([*parts, *_worse(changes, language)])) + "."


def _worse(changes: Mapping[str, Change], language: Language) -> list[str]:
    """Return every clear loss; without one, the first change that may be a loss or is unclear."""
    losses = [
        changes[name] for name in (INCOME, POVERTY, FARE, DAYS)
        if name in changes and changes[name].better < 0
    ]  # fmt: skip
    if losses:
        return [sentence(change, language).removesuffix(".") for change in losses]
    unclear = [
        changes[name] for name in _PEOPLE
        if name in changes and changes[name].settled and not changes[name].better
    ]  # fmt: skip
    if not unclear:
        return []
    change = next((one for one in unclear if _may_harm(one)), unclear[0])
    subject = change.subject
    if not change.difference:
        return [text("answer.unclear", language, name=subject.name[language])]
    return [
        text(
            "answer.may_be_worse" if _may_harm(change) else "answer.unclear_size",
            language,
            name=subject.name[language],
            size=numeral(change.difference, language, subject.decimals, signed=True),
            unit=subject.unit[language],
            interval=between(change.low, change.high, subject.decimals, language),
        )
    ]


def _may_harm(change: Change) -> bool:
    return change.difference * change.subject.direction < 0
