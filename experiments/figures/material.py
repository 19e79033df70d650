"""What a figure is drawn from: the study, its differences, and how its policies look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal, NamedTuple

from experiments.compare import BASELINE, WHOLE_REGION
from experiments.figures.findings import GROUPS, Change, Findings, Group, paired
from experiments.figures.phrases import phrase
from experiments.figures.style import PolicyStyle, policy_styles
from experiments.store import Study
from experiments.words import Language, decimals_for, in_language, numeral, unit_in
from model.indicator import Indicator
from model.indicators import INDICATORS

# Up to so many policies, each has a colour of its own and its name has room on one page.
PAGE: Final = 7

_DIVISORS: Final[Mapping[str, float]] = {"thousands": 1e3, "billions": 1e9}


class Measure(NamedTuple):
    """An indicator as a figure shows it: what to divide by, unit and label in the language."""

    indicator: Indicator
    divisor: float
    unit: str
    label: str


@dataclass(frozen=True)
class Material:
    """Results as one figure reads them, in one language; ``chosen``: its policies, if not all."""

    findings: Findings
    language: Language
    chosen: tuple[str, ...] | None = None
    group: Group | None = None

    @property
    def study(self) -> Study:
        """The study."""
        return self.findings.study

    @cached_property
    def alternatives(self) -> tuple[str, ...]:
        """Policies other than the status quo with a finished pair of runs, by group."""
        names = self.findings.groups if self.chosen is None else self.chosen
        return tuple(name for name in names if self.findings.pairs.get(name, 0))

    def pages(self, groups: Sequence[Group] = GROUPS) -> tuple["Material", ...]:
        """Return what to draw: one page with the policies of these groups, or one per group."""
        members = {
            group: tuple(name for name in self.alternatives if self.findings.groups[name] == group)
            for group in groups
        }
        every = tuple(name for names in members.values() for name in names)
        if not every:
            return ()
        if len(every) <= PAGE:
            return (replace(self, chosen=every),)
        return tuple(
            replace(self, chosen=names, group=group) for group, names in members.items() if names
        )

    @cached_property
    def labels(self) -> dict[str, str]:
        """What to call each policy."""
        return {policy["name"]: policy["label"][self.language] for policy in self.study.policies}

    @cached_property
    def styles(self) -> dict[str, PolicyStyle]:
        """How each policy of the study looks, whether or not its runs came to an end."""
        return policy_styles(list(self.findings.groups))

    def measure(self, name: str, money: Literal["thousands", "billions"] = "thousands") -> Measure:
        """Return how to show an indicator; rupiah are shown in thousands, or in billions."""
        indicator, label = _indicator(name), self.indicator_label(name)
        unit = unit_in(indicator.unit, self.language)
        if not indicator.unit.startswith("rupiah"):
            return Measure(indicator, 1.0, unit, label)
        return Measure(indicator, _DIVISORS[money], self.phrase(money, unit=unit), label)

    def indicator_label(self, name: str) -> str:
        """Return what to call an indicator."""
        return in_language(_indicator(name).label, self.language)

    def short_label(self, name: str) -> str:
        """Return what an indicator's label says after its subject: "Lodged: broker" → "Broker"."""
        label = self.indicator_label(name).rpartition(": ")[2]
        return label[:1].upper() + label[1:]

    def good(self, name: str) -> str:
        """Return what to call a good inside a sentence."""
        return self.indicator_label(f"allowance.{name}").rpartition(": ")[2]

    def change(self, policy: str, measure: Measure, place: str = WHOLE_REGION) -> Change:
        """Return what a policy changes in a place (``all``: the whole region); NaN if nothing."""
        values = self.findings.column(
            measure.indicator.name, "" if place == WHOLE_REGION else place
        )
        return paired(values / measure.divisor, policy)

    def is_better(self, change: Change, measure: Measure) -> bool:
        """Tell whether the interval lies on the better side of zero."""
        return change.clear and change.difference.estimate * measure.indicator.direction > 0

    def number(self, value: float, size: float, *, signed: bool = False) -> str:
        """Return a number with three significant digits for values of this size."""
        return numeral(value, self.language, decimals_for(size), signed=signed)

    def phrase(self, key: str, **values: object) -> str:
        """Return a phrase in the language of the figures."""
        return phrase(key, self.language, **values)

    def counted(self, key: str, total: int, **values: object) -> str:
        """Return a phrase that counts policies: of a single one it says what it does, no count."""
        return self.phrase(f"{key}.only" if total == 1 else key, total=total, **values)

    def quoted(self, policy: str) -> str:
        """Return the label of a policy in quotation marks."""
        return self.phrase("quoted", name=self.labels[policy])

    @property
    def kicker(self) -> str:
        """What stands above the title: which policies the page shows, if not all."""
        return self.phrase(f"group.{self.group}") if self.group else ""

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
        pairs = [self.findings.pairs.get(name, 0) for name in self.labels if name != BASELINE]
        least, most, n = min(pairs), max(pairs), len(seeds)
        said = str(least) if least == most else self.phrase("from_to", low=least, high=most)
        key = "fewer" if least < n else "replications" if n > 1 else "one_replication"
        return self.phrase(key, pairs=said, n=n, first=seeds[0], last=seeds[-1])


def _indicator(name: str) -> Indicator:
    return next(item for item in INDICATORS if item.name == name)
