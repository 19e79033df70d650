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

import math
from collections.abc import Mapping
from typing import Final, NamedTuple

import pandas as pd

from experiments.browser.headline_phrases import (
    ACCESS,
    INCOME,
    LOSSES,
    PHRASES,
    POVERTY,
    SUBJECTS,
    Subject,
)
from experiments.compare import WHOLE_REGION
from experiments.words import Language, number, words

LANGUAGES: Final[tuple[Language, Language]] = ("en", "id")
# Of the status quo: a smaller change of a mean that is not clear is not worth a sentence.
_LARGE: Final = 0.05
_MOST_SENTENCES: Final = 3
_MOST_DECIMALS: Final = 2  # more than a subject's own, where a small change needs them


class Shown(NamedTuple):
    """A change as it is written: rounded levels, their difference, and its interval as sizes.

    ``low`` and ``high`` are rounded outward, so that the difference of the rounded levels lies
    between them; all in the unit shown, with ``decimals`` decimals.
    """

    before: float
    after: float
    difference: float
    low: float
    high: float
    decimals: int


class Change(NamedTuple):
    """The change of one subject at the end, in the indicator's unit; NaN where there is none."""

    subject: Subject
    before: float
    after: float
    difference: float
    low: float
    high: float

    @property
    def known(self) -> bool:
        """Whether both levels have a value."""
        return math.isfinite(self.before) and math.isfinite(self.after)

    @property
    def clear(self) -> bool:
        """Whether the interval excludes zero."""
        return self.low > 0 or self.high < 0

    @property
    def better(self) -> int:
        """1 for a clear gain, -1 for a clear loss, 0 else."""
        return self.subject.direction * (1 if self.low > 0 else -1) if self.clear else 0

    @property
    def settled(self) -> bool:
        """Whether there is an interval."""
        return math.isfinite(self.low)

    @property
    def visible(self) -> bool:
        """Whether the levels differ as they are written."""
        return self._rounded(self.subject.decimals).difference != 0

    @property
    def clearness(self) -> float:
        """How many half-widths of its interval the difference is away from zero."""
        half = (self.high - self.low) / 2
        return abs(self.difference) / half if half > 0 else math.inf

    @property
    def shown(self) -> Shown:
        """The change as it is written, with as many decimals as a clear change needs."""
        for more in range(_MOST_DECIMALS + 1):
            rounded = self._rounded(self.subject.decimals + more)
            if not self.clear or (rounded.difference and rounded.low * rounded.high > 0):
                return rounded
        return rounded

    def _rounded(self, decimals: int) -> Shown:
        size, unit = self.subject.divide, 10.0**decimals
        before = round(self.before / size, decimals)
        after = round(self.after / size, decimals)
        low = math.floor(self.low / size * unit) / unit if math.isfinite(self.low) else math.nan
        high = math.ceil(self.high / size * unit) / unit if math.isfinite(self.high) else math.nan
        return Shown(before, after, round(after - before, decimals), low, high, decimals)


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
        sentences = [_sentence(change, language) for change in told]
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


def subject_changes(changes: pd.DataFrame) -> list[Change]:
    """Return the changes of the subjects in the whole region, access first."""
    whole = changes[changes["sub_district"] == WHOLE_REGION].set_index("indicator")
    columns = ["status_quo", "value", "difference", "low", "high"]
    numbers = whole[columns].astype(float).T.to_dict("list")
    return [Change(subject, *numbers[subject.indicator]) for subject in SUBJECTS]


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
        interval=PHRASES["interval_unclear"][language].format(
            low=_signed(shown.low, shown.decimals, language),
            high=_signed(shown.high, shown.decimals, language),
        ),
    )


def _sentence(change: Change, language: Language) -> str:
    """Return one sentence about a change, which begins in lower case."""
    shown, phrases = change.shown, change.subject.phrases

    def say(value: float) -> str:
        return number(value, language, shown.decimals)

    blanks = {"before": say(shown.before), "after": say(shown.after)}
    if not change.settled or not (shown.difference or shown.low or shown.high):
        key = "up" if shown.difference > 0 else "down" if shown.difference < 0 else "same"
        interval = ""
    elif change.clear and not shown.difference:
        key, interval = "same", ""  # clear, but too small to be written
    elif change.clear:
        key = "up" if change.difference > 0 else "down"
        interval = PHRASES["interval"][language]
    else:
        key, interval = "unclear", PHRASES["interval_unclear"][language]
    low, high = (-shown.high, -shown.low) if key == "down" else (shown.low, shown.high)
    if key == "unclear":
        bounds = {
            "low": _signed(shown.low, shown.decimals, language),
            "high": _signed(shown.high, shown.decimals, language),
        }
    else:
        bounds = {"low": say(low), "high": say(high)}
    size = say(abs(shown.difference))
    return phrases[key][language].format(
        **blanks, size=size, interval=interval.format(**bounds) if interval else ""
    )


def _signed(value: float, decimals: int, language: Language) -> str:
    return number(value, language, decimals, signed=True).replace("-", "−")
