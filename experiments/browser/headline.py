"""The headline: what a policy changes, in at most two sentences made of rounded numbers.

The first aim is access: the needs met. The second sentence is about that of the other subjects
whose change stands out most from chance, of those large enough to be seen in rounded numbers; if
access does not clearly change and another subject does, that one comes first. A change is clear
where its 95 % interval excludes zero. Where nothing clearly changes, the second sentence tells of
the largest change of a mean that chance may have made, or that there is none.
"""

import math
from collections.abc import Mapping
from typing import Final, NamedTuple

import pandas as pd

from experiments.browser.headline_phrases import PHRASES, SUBJECTS, Subject
from experiments.compare import WHOLE_REGION
from experiments.words import Language, number, words

LANGUAGES: Final[tuple[Language, Language]] = ("en", "id")
# Of the status quo: a smaller change of a mean that is not clear is not worth a sentence.
_LARGE: Final = 0.05
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


def headline(changes: pd.DataFrame, label: Mapping[str, str]) -> dict[str, str]:
    """Return the headline per language; the main numbers stand between ``**``.

    ``changes``: as :func:`experiments.browser.changes.changes_of` returns them; ``label``: the
    policy's, per language.
    """
    found = subject_changes(changes)
    told = chosen(found)
    texts = {language: [_sentence(change, language) for change in told] for language in LANGUAGES}
    if told and all(change.settled and not change.clear for change in found):
        unsure = largest_unclear(found)
        for language in LANGUAGES:
            texts[language].append(
                _unsure(unsure, language) if unsure else PHRASES["no_other"][language]
            )
    return {language: _joined(texts[language], label[language], language) for language in LANGUAGES}


def caution(replications: int) -> dict[str, str]:
    """Return what the numbers leave out, per language."""
    return {
        language: (
            words("not_knowledge", language)
            if replications > 1
            else PHRASES["one_replication"][language]
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
    """Return the one or two changes that the headline tells, in their order."""
    known = [change for change in changes if change.known]
    access = [change for change in known if change.subject is SUBJECTS[0]]
    others = [change for change in known if change.subject is not SUBJECTS[0]]
    clear = [change for change in others if change.clear and change.visible]
    second = [max(clear, key=lambda change: change.clearness)] if clear else []
    if not access:
        return second or [change for change in others if not change.settled][:1]
    return [*access, *second] if access[0].clear or not second else [*second, *access]


def largest_unclear(changes: list[Change]) -> Change | None:
    """Return which mean beside access changes most, in shares of the status quo, if any does."""
    sizes = [
        (abs(change.difference / change.before), change)
        for change in changes[1:]
        if change.before and not change.clear
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
