"""Facts: everything that a brief says of a study, as numbers.

Numbers are those that are written: levels and intervals are rounded first, intervals outward, and
differences are those of the rounded levels. A change is clear where its interval *as written*
excludes zero, so that a reader can check every rule of the brief on its page.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pandas as pd

from experiments.compare import (
    BASELINE,
    COST,
    COST_PER_EXTRA_DOCUMENT,
    DOCUMENTS,
    WHOLE_REGION,
    Interval,
    comparison,
)
from experiments.complementarity import interactions
from experiments.store import Study
from experiments.subject_changes import Change
from experiments.subjects import ACCESS, INCOME, POVERTY, SUBJECTS, Subject
from model.errors import InputError
from model.indicators import DECILES

FARE: Final = "travel_cost"
DAYS: Final = "days_to_document"
AIMS: Final = (ACCESS, FARE, DAYS, INCOME)
# What the brief compares, beside public cost: the four aims, and poverty.
COMPARED: Final = (*AIMS, POVERTY)
PUBLIC_COST: Final = Subject(
    COST,
    -1,
    2,
    1e9 / 12,
    {"en": "the public cost", "id": "biaya publik"},
    {"en": "billion rupiah a year", "id": "miliar rupiah per tahun"},
    {},
)
_BY_NAME: Final[Mapping[str, Subject]] = {
    **{subject.indicator: subject for subject in SUBJECTS},
    COST: PUBLIC_COST,
}
_TENTHS: Final = tuple(f"equivalent_income.decile_{place}" for place in range(1, DECILES + 1))
_RELATIVE: Final = Subject("relative", 1, 1, 1.0, {}, {}, {})
_EXTRA_DECIMALS: Final = 1  # more than a subject's own, where a clear change needs it
_DECIMALS_OF_TENTHS: Final = 1


@dataclass(frozen=True)
class Facts:
    """What a finished comparison found; ``outcomes`` as ``Study.outcomes`` returns them."""

    study: Study
    outcomes: pd.DataFrame

    @cached_property
    def policies(self) -> dict[str, Mapping[str, Any]]:
        """The policies with a finished pair of runs, in the order of the study."""
        return {
            policy["name"]: policy
            for policy in self.study.policies
            if policy["name"] != BASELINE and self.pairs.get(policy["name"], 0)
        }

    @cached_property
    def pairs(self) -> dict[str, int]:
        """How many seeds each policy shares with the status quo."""
        seeds: dict[str, set[int]] = {}
        for policy, seed in self.outcomes.index:
            seeds.setdefault(policy, set()).add(seed)
        before = seeds.get(BASELINE, set())
        return {name: len(before & some) for name, some in seeds.items() if name != BASELINE}

    @cached_property
    def changes(self) -> dict[str, dict[str, Change]]:
        """The changes in the whole region, as written, by policy and indicator."""
        return _written(self._exact(WHOLE_REGION), self.decimals)

    @cached_property
    def decimals(self) -> dict[str, int]:
        """With how many decimals each indicator is written, everywhere in the brief.

        Its subject's own, and one more where a clear change would not be seen to be clear.
        """
        return _decimals(self._exact(WHOLE_REGION))

    @cached_property
    def cost_per_document(self) -> dict[str, Interval]:
        """Rupiah of public cost per extra document, by policy; only where it is defined."""
        rows = self._frame[self._frame["indicator"] == COST_PER_EXTRA_DOCUMENT]
        found = {
            str(row["policy"]): Interval(row["difference"], row["low"], row["high"])
            for _, row in rows.iterrows()
        }
        return {name: ratio for name, ratio in found.items() if math.isfinite(ratio.estimate)}

    @cached_property
    def beyond_the_sum(self) -> dict[str, list[Change]]:
        """What joint policies do in the aims beyond the sum of their parts, by joint policy.

        Changes as written, from the sum to what they do together; only of those whose parts were
        run alone too.
        """
        found: dict[str, list[Change]] = {}
        for one in interactions(self.outcomes, AIMS):
            subject = _BY_NAME[one.indicator]
            change = Change(
                subject, one.sum_of_parts, one.together_effect, one.difference, one.low, one.high
            )
            decimals = self.decimals.get(one.indicator, subject.decimals)
            found.setdefault(one.together, []).append(change.written(decimals))
        return found

    def by_place(self, policy: str) -> dict[str, dict[str, Change]]:
        """Return the changes under a policy as written, by sub-district and indicator."""
        return {
            place: _written(self._exact(place), self.decimals)[policy]
            for place in self.study.sub_districts
            if self._exact(place).get(policy)
        }

    def by_tenth(self, policy: str) -> list[tuple[Change, Change]]:
        """Return the change of each tenth's income, in thousand rupiah and in per cent of it.

        Tenths are of incomes at the start, the poorest first; empty without these indicators.
        """
        if not set(_TENTHS) <= set(self.outcomes.columns):
            return []
        kept = self.outcomes[list(_TENTHS)]
        kept = kept[kept.index.get_level_values("policy").isin([BASELINE, policy])]
        if policy not in kept.index.get_level_values("policy"):
            return []
        base = kept.xs(BASELINE, level="policy")
        seeds = kept.index.get_level_values("seed")
        share = pd.DataFrame(
            100 * kept.to_numpy(float) / base.reindex(seeds).to_numpy(float),
            kept.index,
            kept.columns,
        )
        money = _rows(comparison(kept), dict.fromkeys(_TENTHS, _BY_NAME[INCOME]))[policy]
        part = _rows(comparison(share), dict.fromkeys(_TENTHS, _RELATIVE))[policy]
        return [
            (money[name].written(_DECIMALS_OF_TENTHS), part[name].written(_RELATIVE.decimals))
            for name in _TENTHS
        ]

    def public_cost(self, policy: str) -> float:
        """Return the public cost of a policy, billion rupiah a year, not rounded."""
        return self._exact(WHOLE_REGION)[policy][COST].difference / PUBLIC_COST.divide

    def label(self, policy: str, language: str) -> str:
        """Return what a policy is called."""
        return str(self.policies[policy]["label"][language])

    @cached_property
    def _frame(self) -> pd.DataFrame:
        columns = [
            name
            for name in map(str, self.outcomes.columns)
            if name.partition("@")[0] in {*COMPARED, COST, DOCUMENTS}
        ]
        outcomes = self.outcomes[columns].copy()
        # A scaled district bears scaled costs and issues scaled numbers of documents.
        for name in (COST, DOCUMENTS):
            if name in outcomes:
                outcomes[name] /= self.study.manifest["scale"]
        return comparison(outcomes)

    def _exact(self, place: str) -> dict[str, dict[str, Change]]:
        frame = self._frame[self._frame["sub_district"] == place]
        found = _rows(frame, {name: _BY_NAME[name] for name in (*COMPARED, COST)})
        return {name: found[name] for name in self.policies if name in found}


def facts_of(study: Study) -> Facts:
    """Read the facts of a study.

    Raises InputError for a study that is no comparison with the status quo, that has no finished
    pair of runs, or whose runs are too short for the share of needs met.
    """
    again = "run 'compare' for one that can be told in a brief"
    names = [policy["name"] for policy in study.policies]
    if study.manifest["factors"] or BASELINE not in names or len(names) < 2:
        raise InputError(
            f"'{study.folder}' is no comparison of policies with the status quo (it was made by "
            f"'{study.command}'); {again}."
        )
    facts = Facts(study, study.outcomes())
    if not facts.policies:
        raise InputError(
            f"No policy of '{study.folder}' has a finished pair of runs with the status quo; "
            f"'resume {study.folder}' does those that are missing or failed."
        )
    if not any(_known(changes.get(ACCESS)) for changes in facts.changes.values()):
        raise InputError(
            f"The runs of '{study.folder}' are too short for the share of needs met "
            f"({study.manifest['months']} months); run 'compare --months 36' or longer."
        )
    return facts


def _known(change: Change | None) -> bool:
    return change is not None and change.known


def _rows(frame: pd.DataFrame, subjects: Mapping[str, Subject]) -> dict[str, dict[str, Change]]:
    """Return exact changes by policy and indicator."""
    found: dict[str, dict[str, Change]] = {}
    columns = ["status_quo", "value", "difference", "low", "high"]
    for _, row in frame[frame["indicator"].isin(list(subjects))].iterrows():
        numbers = (float(row[name]) for name in columns)
        change = Change(subjects[row["indicator"]], *numbers)
        found.setdefault(str(row["policy"]), {})[str(row["indicator"])] = change
    return found


def _decimals(changes: Mapping[str, Mapping[str, Change]]) -> dict[str, int]:
    """Return decimals by indicator: enough to see that a clear change is clear, or one more."""
    found: dict[str, int] = {}
    for row in changes.values():
        for name, change in row.items():
            own = change.subject.decimals
            needed = min(change.shown.decimals, own + _EXTRA_DECIMALS) if change.clear else own
            found[name] = max(found.get(name, own), needed)
    return found


def _written(
    changes: Mapping[str, Mapping[str, Change]], decimals: Mapping[str, int]
) -> dict[str, dict[str, Change]]:
    return {
        policy: {name: change.written(decimals[name]) for name, change in row.items()}
        for policy, row in changes.items()
    }
