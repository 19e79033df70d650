"""The headline: what a policy changes, in at most three sentences made of rounded numbers.

A change is clear where its 95 % interval excludes zero, and told where it is large enough to be
seen in rounded numbers. The sentences are, in this order:

1. access, the needs met, whether it clearly changes or not; where it does not, it comes last, if
   a sentence is left;
2. of the other subjects the clear change that stands out most from chance (poverty, which follows
   from incomes, only where it is the only one);
3. clear losses, which are told whatever else is gained: of the income of the poorest 40 %, else
   that more people are poor; then of exports, where a sentence is left.

Where nothing clearly changes, the second sentence tells of the largest change of a mean that
chance may have made, or that there is none. A policy that never begins has only one sentence.
"""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from experiments.browser.headline_phrases import PHRASES
from experiments.subject_changes import Change, sentence, subject_changes
from experiments.subjects import ACCESS, INCOME, INTERVALS, LOSSES, POVERTY
from experiments.words import Language, number, numeral, words

LANGUAGES: Final[tuple[Language, Language]] = ("en", "id")
# Of the status quo: a smaller change of a mean that is not clear is not worth a sentence.
_LARGE: Final = 0.05
_MOST_SENTENCES: Final = 3


def headline(
    changes: pd.DataFrame, label: Mapping[str, str], begins: int | None, months: int
) -> dict[str, str]:
    """Return the headline per language; the main numbers stand between ``**``.

    ``changes``: as :func:`experiments.browser.changes.changes_of` returns them; ``label``: the
    policy's, per language; ``begins``: the month in which the policy begins to act, None for
    never; ``months``: how long the run is.
    """
    if begins is None or begins > months:
        key = "never" if begins is None else "late"
        return {
            language: PHRASES[key][language].format(policy=label[language], month=begins)
            for language in LANGUAGES
        }
    found = subject_changes(changes)
    told = chosen(found)
    unsure = largest_unclear(found)
    nothing = bool(told) and all(change.settled and not change.clear for change in found)
    texts: dict[str, str] = {}
    for language in LANGUAGES:
        sentences = [sentence(change, language) for change in told]
        for row, change in enumerate(told[1:], 1):
            if change.better < 0 and told[row - 1].better > 0:
                sentences[row] = PHRASES["but"][language].format(sentence=sentences[row])
        if nothing:
            last = _unsure(unsure, language) if unsure else PHRASES["no_other"][language]
            sentences.append(last)
        texts[language] = _joined(sentences, label[language], language)
    return texts


def caution(replications: int) -> dict[str, str]:
    """Return over what the numbers are means, and what they leave out, per language."""
    return {
        language: " ".join(
            (
                PHRASES["period"][language],
                words("not_knowledge", language)
                if replications > 1
                else PHRASES["one_replication"][language],
            )
        )
        for language in LANGUAGES
    }


def chosen(changes: list[Change]) -> list[Change]:
    """Return the changes that the headline tells, in their order."""
    known = {change.subject.indicator: change for change in changes if change.known}
    access = known.pop(ACCESS, None)
    clear = {name: change for name, change in known.items() if change.clear and change.visible}
    leading = [change for name, change in clear.items() if name != POVERTY] or [*clear.values()]
    told = [max(leading, key=lambda change: change.clearness)] if leading else []
    losses = [clear[name] for name in LOSSES if name in clear and clear[name].better < 0]
    if len(losses) > 1 and losses[0].subject.indicator == INCOME:
        losses = [loss for loss in losses if loss.subject.indicator != POVERTY]
    told += [loss for loss in losses if loss not in told]
    if access is None:
        unsettled = [change for change in known.values() if not change.settled]
        return told[:_MOST_SENTENCES] or unsettled[:1]
    ordered = [access, *told] if access.clear or not told else [*told, access]
    return ordered[:_MOST_SENTENCES]


def largest_unclear(changes: list[Change]) -> Change | None:
    """Return which mean beside access changes most, in shares of the status quo, if any does."""
    sizes = [
        (abs(change.difference / change.before), change)
        for change in changes
        if change.subject.indicator != ACCESS and change.before and not change.clear
    ]
    size, change = max(sizes, key=lambda pair: pair[0], default=(0.0, None))
    return change if size >= _LARGE else None


def _joined(texts: list[str], label: str, language: Language) -> str:
    if not texts:
        return PHRASES["nothing"][language].format(policy=label)
    first = PHRASES["first"][language].format(policy=label, sentence=texts[0])
    return " ".join([first, *(text[0].upper() + text[1:] for text in texts[1:])])


def _unsure(change: Change, language: Language) -> str:
    """Return the sentence about a large change that may be chance."""
    shown, subject = change.shown, change.subject
    return PHRASES["unsure"][language].format(
        name=subject.name[language],
        unit=subject.unit[language],
        before=number(shown.before, language, shown.decimals),
        after=number(shown.after, language, shown.decimals),
        interval=INTERVALS["interval_unclear"][language].format(
            low=numeral(shown.low, language, shown.decimals, signed=True),
            high=numeral(shown.high, language, shown.decimals, signed=True),
        ),
    )
