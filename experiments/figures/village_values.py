"""What a study says of its villages: levels of the status quo, and paired differences from it."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from experiments.compare import BASELINE, mean_interval
from experiments.figures.findings import Change
from experiments.figures.material import Material, Measure
from experiments.words import in_language, unit_in
from model.indicators import INDICATORS
from model.region import Region
from model.villages import VILLAGE_INDICATORS, VillageIndicator

_WHOLE: Final = "all"


@dataclass(frozen=True)
class Villages:
    """The results of a study by village, for one measure; changes are in the measure's unit."""

    material: Material
    region: Region
    frame: pd.DataFrame
    shown: VillageIndicator

    @cached_property
    def measure(self) -> Measure:
        """How to show the values; rupiah are in thousands."""
        item, language = self.shown.indicator, self.material.language
        if item in INDICATORS:
            return self.material.measure(item.name)
        return Measure(item, 1.0, unit_in(item.unit, language), in_language(item.label, language))

    @property
    def difference_unit(self) -> str:
        """The unit of a difference."""
        points = self.shown.indicator.unit == "%"
        return self.material.phrase("points") if points else self.measure.unit

    @cached_property
    def everyone(self) -> tuple[str, ...]:
        """All policies of the study with a finished pair, on whatever page: one scale for all."""
        return replace(self.material, chosen=None, group=None).alternatives

    @cached_property
    def names(self) -> list[str]:
        """The villages in the region's order."""
        return [village.name for village in self.region.villages]

    @cached_property
    def households(self) -> np.ndarray:
        """Real households by village, float64[villages]: those of the runs over their scale."""
        numbers = self._table("households").loc[BASELINE].to_numpy(float).mean(axis=0)
        return np.asarray(numbers / self.material.study.manifest["scale"])

    def by_village(self, policy: str) -> list[Change]:
        """Return what a policy changes in each village; the status quo's own level has no change.

        For the status quo ``difference`` is the interval of its level.
        """
        return self._changes(self._values, policy)

    def by_place(self, policy: str) -> list[Change]:
        """Return the same for the whole region and then for each sub-district."""
        return self._changes(self._places, policy)

    @cached_property
    def _values(self) -> pd.DataFrame:
        return self._table(self.shown.indicator.name) / self.measure.divisor

    @cached_property
    def _places(self) -> pd.DataFrame:
        weights = self._table(self.shown.weight).to_numpy(float)
        values = self._values.to_numpy(float)
        where = [str(village.sub_district) for village in self.region.villages]
        means = {_WHOLE: _mean(values, weights)}
        for sub in self.region.sub_districts:
            mine = [place == sub.name for place in where]
            means[sub.name] = _mean(values[:, mine], weights[:, mine])
        return pd.DataFrame(means, index=self._values.index)

    def _table(self, column: str) -> pd.DataFrame:
        """Return a column by (policy, seed) of the finished runs and village."""
        run = ["policy", "seed"]
        table = self.frame.pivot_table(index=run, columns="village", values=column, dropna=False)
        # with all that has no value the table has a row for runs that failed, too
        finished = table.index.isin(self.frame.set_index(run).index)
        return table[finished].reindex(columns=self.names)

    def _changes(self, table: pd.DataFrame, policy: str) -> list[Change]:
        before = table.loc[BASELINE]
        if policy == BASELINE:
            columns = before.to_numpy(float).T
            return [Change(_finite_mean(one), mean_interval(_finite(one))) for one in columns]
        after = table.loc[policy]
        seeds = before.index.intersection(after.index)
        first, second = before.loc[seeds].to_numpy(float), after.loc[seeds].to_numpy(float)
        return [
            Change(_finite_mean(level), mean_interval(_finite(step)))
            for level, step in zip(first.T, (second - first).T, strict=True)
        ]


def villages_of(material: Material, name: str, region: Region | None) -> Villages | None:
    """Return the results by village of a measure.

    None without a region of the study's own, and where the status quo has no value anywhere, as of
    core papers in a region that has none.
    """
    frame = material.study.villages()
    if region is None or name not in frame:
        return None
    if frame.loc[frame["policy"] == BASELINE, name].isna().all():
        return None
    shown = next(item for item in VILLAGE_INDICATORS if item.indicator.name == name)
    return Villages(material, region, frame, shown)


def _mean(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return means over villages; those without households, which have no value, weigh nothing."""
    known = np.isfinite(values)
    total = np.where(known, weights, 0.0).sum(axis=1)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(known, values * weights, 0.0).sum(axis=1) / total)


def _finite(values: np.ndarray) -> np.ndarray:
    return values[np.isfinite(values)]


def _finite_mean(values: np.ndarray) -> float:
    finite = _finite(values)
    return float(finite.mean()) if len(finite) else float("nan")
