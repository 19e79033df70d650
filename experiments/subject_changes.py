"""Changes of subjects as they are written: rounded levels, intervals, and one sentence each."""

import math
from dataclasses import replace
from typing import Final, NamedTuple

import pandas as pd

from experiments.compare import WHOLE_REGION
from experiments.subjects import INTERVALS, SUBJECTS, Subject
from experiments.words import Language, number, numeral

_MOST_DECIMALS: Final = 2  # more than a subject's own, where a small change needs them
_EXACT: Final = 6  # decimals of a last digit below which a number is that digit


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

    def written(self, decimals: int) -> "Change":
        """Return the change that a reader sees who has only the numbers written."""
        shown = self._rounded(decimals)
        subject = replace(self.subject, divide=1.0, decimals=decimals)
        return Change(subject, *shown[:5])

    def _rounded(self, decimals: int) -> Shown:
        size, unit = self.subject.divide, 10.0**decimals
        before = round(self.before / size, decimals)
        after = round(self.after / size, decimals)
        low, high = (round(end / size * unit, _EXACT) for end in (self.low, self.high))
        low = math.floor(low) / unit if math.isfinite(low) else math.nan
        high = math.ceil(high) / unit if math.isfinite(high) else math.nan
        return Shown(before, after, round(after - before, decimals), low, high, decimals)


def subject_changes(changes: pd.DataFrame) -> list[Change]:
    """Return the changes of the subjects in the whole region, access first."""
    whole = changes[changes["sub_district"] == WHOLE_REGION].set_index("indicator")
    columns = ["status_quo", "value", "difference", "low", "high"]
    numbers = whole[columns].astype(float).T.to_dict("list")
    return [Change(subject, *numbers[subject.indicator]) for subject in SUBJECTS]


def sentence(change: Change, language: Language) -> str:
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
        interval = INTERVALS["interval"][language]
    else:
        key, interval = "unclear", INTERVALS["interval_unclear"][language]
    low, high = (-shown.high, -shown.low) if key == "down" else (shown.low, shown.high)
    if key == "unclear":
        bounds = {
            "low": numeral(shown.low, language, shown.decimals, signed=True),
            "high": numeral(shown.high, language, shown.decimals, signed=True),
        }
    else:
        bounds = {"low": say(low), "high": say(high)}
    size = say(abs(shown.difference))
    return phrases[key][language].format(
        **blanks, size=size, interval=interval.format(**bounds) if interval else ""
    )
