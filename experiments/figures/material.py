"""What the figures are drawn from: the study, its differences, and how its policies look."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import pandas as pd

from experiments.compare import BASELINE, Interval, comparison
from experiments.figures.phrases import numeral, phrase
from experiments.figures.style import PolicyStyle, policy_styles
from experiments.store import Study
from experiments.words import Language, decimals_for, in_language, unit_in
from model.indicators import INDICATORS, Indicator

_THOUSAND: Final = 1000.0


class Measure(NamedTuple):
    """An indicator as a figure shows it: what to divide by, unit and label in the language."""

    indicator: Indicator
    divisor: float
    unit: str
    label: str


class Change(NamedTuple):
    """The level of the status quo and the paired difference from it, as the figure shows them."""

    status_quo: float
    difference: Interval

    @property
    def known(self) -> bool:
        """Whether there is an interval."""
        return math.isfinite(self.difference.low)

    @property
    def clear(self) -> bool:
        """Whether the interval excludes zero."""
        return self.difference.low > 0 or self.difference.high < 0


@dataclass(frozen=True)
class Material:
    """A study as the figures read it, in one language."""

    study: Study
    language: Language

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """Final indicators of the finished runs, by policy and seed."""
        return self.study.outcomes()

    @cached_property
    def alternatives(self) -> tuple[str, ...]:
        """Policies other than the status quo with a finished pair of runs, in order."""
        names = [policy["name"] for policy in self.study.policies]
        return tuple(name for name in names if self._pairs.get(name, 0))

    @cached_property
    def labels(self) -> dict[str, str]:
        """What to call each policy."""
        return {policy["name"]: policy["label"][self.language] for policy in self.study.policies}

    @cached_property
    def styles(self) -> dict[str, PolicyStyle]:
        """How each policy of the study looks, whether or not its runs came to an end."""
        return policy_styles([policy["name"] for policy in self.study.policies])

    def measure(self, name: str) -> Measure:
        """Return how to show an indicator; rupiah are shown in thousands."""
        indicator, label = _indicator(name), self.indicator_label(name)
        unit = unit_in(indicator.unit, self.language)
        if not indicator.unit.startswith("rupiah"):
            return Measure(indicator, 1.0, unit, label)
        unit = phrase("thousands", self.language, unit=unit)
        return Measure(indicator, _THOUSAND, unit, label)

    def indicator_label(self, name: str) -> str:
        """Return what to call an indicator."""
        return in_language(_indicator(name).label, self.language)

    def change(self, policy: str, measure: Measure, place: str) -> Change:
        """Return what a policy changes in a place (``all``: the whole region); NaN if nothing."""
        key = (policy, measure.indicator.name, place)
        level, *difference = (
            value / measure.divisor for value in self._differences.get(key, [math.nan] * 4)
        )
        return Change(level, Interval(*difference))

    def is_better(self, change: Change, measure: Measure) -> bool:
        """Tell whether the interval lies on the better side of zero."""
        return change.clear and change.difference.estimate * measure.indicator.direction > 0

    def number(self, value: float, size: float, *, signed: bool = False) -> str:
        """Return a number with three significant digits for values of this size."""
        return numeral(value, self.language, decimals_for(size), signed=signed)

    def phrase(self, key: str, **values: object) -> str:
        """Return a phrase in the language of the figures."""
        return phrase(key, self.language, **values)

    def quoted(self, policy: str) -> str:
        """Return the label of a policy in quotation marks."""
        return self.phrase("quoted", name=self.labels[policy])

    @cached_property
    def source(self) -> str:
        """The line below each figure: study, region, seeds, pairs, scale and model."""
        manifest = self.study.manifest
        return self.phrase(
            "source",
            study=manifest["study"],
            region=manifest["region"]["label"][self.language],
            runs=self._runs(manifest["seeds"]),
            scale=self.number(100 * manifest["scale"], 100 * manifest["scale"]),
            model=manifest["model_sources"][:8],
        )

    def _runs(self, seeds: Sequence[int]) -> str:
        pairs = [self._pairs.get(name, 0) for name in self.labels if name != BASELINE]
        least, most, n = min(pairs), max(pairs), len(seeds)
        said = str(least) if least == most else self.phrase("from_to", low=least, high=most)
        key = "fewer" if least < n else "replications" if n > 1 else "one_replication"
        return self.phrase(key, pairs=said, n=n, first=seeds[0], last=seeds[-1])

    @cached_property
    def _pairs(self) -> dict[str, int]:
        seeds: dict[str, set[int]] = {}
        for policy, seed in self.outcomes.index:
            seeds.setdefault(policy, set()).add(seed)
        before = seeds.pop(BASELINE, set())
        return {policy: len(before & some) for policy, some in seeds.items()}

    @cached_property
    def _differences(self) -> dict[tuple[str, str, str], list[float]]:
        frame = comparison(self.outcomes)
        keys = zip(frame["policy"], frame["indicator"], frame["sub_district"], strict=True)
        values = frame[["status_quo", "difference", "low", "high"]].to_numpy(float).tolist()
        return dict(zip(keys, values, strict=True))


def _indicator(name: str) -> Indicator:
    return next(item for item in INDICATORS if item.name == name)
