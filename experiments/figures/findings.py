"""What the figures read of a study, read once for all figures."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import pandas as pd

from experiments.compare import BASELINE, Interval, mean_interval
from experiments.store import Study

type Group = Literal["service", "border", "together", "history"]

GROUPS: Final[tuple[Group, ...]] = ("service", "border", "together", "history")


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

    @property
    def value(self) -> float:
        """The level of the policy."""
        return self.status_quo + self.difference.estimate


@dataclass(frozen=True)
class Findings:
    """The results of a study; what is read from its folder is kept."""

    study: Study

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """Final indicators of the finished runs, by policy and seed."""
        return self.study.outcomes()

    @cached_property
    def series(self) -> pd.DataFrame:
        """Monthly indicators of the finished runs."""
        return self.study.series()

    @cached_property
    def pairs(self) -> dict[str, int]:
        """How many seeds each policy shares with the status quo."""
        seeds: dict[str, set[int]] = {}
        for policy, seed in self.outcomes.index:
            seeds.setdefault(policy, set()).add(seed)
        before = seeds.pop(BASELINE, set())
        return {policy: len(before & some) for policy, some in seeds.items()}

    @cached_property
    def groups(self) -> dict[str, Group]:
        """What each policy acts on, in the order of the groups; ``history`` is what happened."""
        found = {policy["name"]: _group(policy) for policy in self.study.policies}
        return dict(sorted(found.items(), key=lambda item: GROUPS.index(item[1])))

    def table(self, policy: str, names: Sequence[str]) -> pd.DataFrame | None:
        """Return the sum of monthly indicators, a row per month and a column per seed.

        None if the policy has no finished run or one of the indicators has no values.
        """
        if policy not in self._rows or not set(names) <= set(self.series.columns):
            return None
        total = np.sum([self._monthly(name) for name in names], axis=0)
        rows = self._rows[policy]
        return pd.DataFrame(total[rows.to_numpy()], rows.index, rows.columns)

    @cached_property
    def _rows(self) -> dict[str, pd.DataFrame]:
        """Where each policy's months and seeds stand in the series; -1 where they do not."""
        keys = self.series[["policy", "month", "seed"]].assign(row=np.arange(len(self.series)))
        return {
            str(policy): rows.pivot_table(
                index="month", columns="seed", values="row", aggfunc="first", fill_value=-1
            ).astype(int)
            for policy, rows in keys.groupby("policy")
        }

    def _monthly(self, name: str) -> np.ndarray:
        """Return an indicator of all runs and months, and NaN at the end for what is missing."""
        return np.append(self.series[name].to_numpy(float), math.nan)

    def column(self, name: str, place: str = "") -> pd.Series:
        """Return the final values of an indicator by policy and seed; empty if it has none."""
        column = f"{name}@{place}" if place else name
        if column not in self.outcomes:
            return pd.Series(dtype=float, index=self.outcomes.index[:0])
        return self.outcomes[column]


def paired(values: pd.Series, policy: str) -> Change:
    """Return what a policy changes in values by policy and seed; NaN if there are no pairs."""
    seeds_before, before = of_policy(values, BASELINE)
    seeds_after, after = of_policy(values, policy)
    _, first, second = np.intersect1d(seeds_before, seeds_after, return_indices=True)
    if not len(first):
        return Change(math.nan, Interval(math.nan, math.nan, math.nan))
    difference = after[second] - before[first]
    return Change(float(before[first].mean()), mean_interval(difference))


def of_policy(values: pd.Series, policy: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the seeds under which a policy has a value, and the values."""
    every = values.to_numpy(float)
    mine = (values.index.get_level_values("policy") == policy) & np.isfinite(every)
    return values.index.get_level_values("seed").to_numpy()[mine], every[mine]


def _group(policy: dict[str, Any]) -> Group:
    if policy["kind"] == "history":
        return "history"
    group: Group = policy.get("group", "service")
    return group
