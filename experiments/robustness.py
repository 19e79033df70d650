"""Robustness: how policies do over all that is not known, by regret and by satisficing.

The *regret* of a policy at a point is what the best policy there does better (Savage 1951, "The
theory of statistical decision", Journal of the American Statistical Association 46; Lempert et al.
2006, "A general, analytic method for generating robust strategies and narrative scenarios",
Management Science 52). A policy *satisfices* at a point where it meets all thresholds (Herman et
al. 2015, "How should robustness be defined for water systems planning under change?", Journal of
Water Resources Planning and Management 141). Outcomes are means over seeds, a row per point, a
column per policy; intervals take points to be drawn at random, or by a Latin hypercube, from what
is not known.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from experiments.compare import CONFIDENCE
from model.errors import InputError, nearest

ALL: Final = "all"
# Assumption: a mean over fewer points says more about them than about their cell.
LEAST_POINTS: Final = 5
_POOR: Final = 0.05
_HIGH_REGRET: Final = 0.9


class Threshold(NamedTuple):
    """What an indicator must reach, in its unit: at least ``value``, or at most it."""

    indicator: str
    value: float
    at_least: bool = True

    def met(self, outcomes: pd.DataFrame) -> pd.DataFrame:
        """Tell where outcomes meet the threshold (float64): 1, 0, or NaN where not known."""
        met = outcomes >= self.value if self.at_least else outcomes <= self.value
        return met.astype(float).mask(outcomes.isna())


def regret(outcomes: pd.DataFrame, direction: int) -> pd.DataFrame:
    """Return what the best policy at each point does better than each, 0 for the best itself.

    ``outcomes``: float64, a row per point, a column per policy, with the status quo if it is one of
    the choices; ``direction``: 1 where more is better, -1 where less is. In the outcome's unit. NaN
    at points where a policy has no value: the best is then not known. Raises InputError for an
    outcome of which neither more nor less is better.
    """
    if direction not in (-1, 1):
        raise InputError(
            "Regret needs an indicator of which more is better, or less; of this one neither is."
        )
    better = direction * outcomes
    return better.rsub(better.max(axis=1, skipna=False), axis=0)


def satisfied(
    outcomes: Mapping[str, pd.DataFrame], thresholds: Sequence[Threshold]
) -> pd.DataFrame:
    """Tell at which points each policy meets all thresholds (float64): 1, 0, or NaN if not known.

    ``outcomes``: by indicator, a row per point, a column per policy; an indicator may have several
    thresholds. Raises InputError for a threshold on one that is not there, or for none at all.
    """
    if not thresholds:
        raise InputError("Satisficing needs a threshold for at least one indicator.")
    problems = [
        f"There is no outcome '{name}' to set a threshold for; {nearest(name, outcomes)}"
        for name in dict.fromkeys(one.indicator for one in thresholds)
        if name not in outcomes
    ]
    if problems:
        raise InputError(problems)
    met = [one.met(outcomes[one.indicator]) for one in thresholds]
    together = met[0]
    for one in met[1:]:
        together = together * one
    return together


def satisficing(
    outcomes: Mapping[str, pd.DataFrame], thresholds: Sequence[Threshold], *, sampled: bool = True
) -> pd.DataFrame:
    """Return the share of points at which each policy meets each threshold, and all of them.

    Columns: ``policy``, ``indicator`` (``all``: every threshold at once), the threshold in
    ``at_least`` or ``at_most`` (the other is NaN), ``share`` (0 to 1) with the ends ``low`` and
    ``high`` of its 95 % interval (Wilson 1927, "Probable inference, the law of succession, and
    statistical inference", Journal of the American Statistical Association 22), and the number of
    ``points`` with a value. The ends are NaN unless the points are ``sampled``: all combinations
    of values have no chance in them. Raises InputError as ``satisfied`` does.
    """
    together = satisfied(outcomes, thresholds)
    tables = [((ALL, np.nan, np.nan), together)]
    for one in thresholds:
        bounds = (one.value, np.nan) if one.at_least else (np.nan, one.value)
        tables.append(((one.indicator, *bounds), one.met(outcomes[one.indicator])))
    rows = [
        (str(policy), *asked, *_share(column, sampled=sampled))
        for asked, table in tables
        for policy, column in table.items()
    ]
    columns = ["policy", "indicator", "at_least", "at_most", "share", "low", "high", "points"]
    return pd.DataFrame(rows, columns=columns)


def robustness_table(
    outcomes: pd.DataFrame, direction: int, satisfied: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return a row per policy: how it does on average, at worst, and beside the others.

    ``outcomes`` and ``direction`` as for ``regret``; ``satisfied`` as from the function of that
    name. Columns: ``policy``; ``mean``; ``poor``, the outcome that 95 % of the points surpass
    (the 5th percentile; the 95th where less is better); ``regret_mean``, ``regret_90`` (the 90th
    percentile) and ``regret_max``, over the points where every policy has a value; ``best``, the
    share of those where the policy has no regret (policies that tie share the place);
    ``satisficing``, the share of points where it meets all thresholds, NaN without any; ``points``,
    those with a value of its own.
    """
    lost = regret(outcomes, direction)
    poor = outcomes.quantile(_POOR if direction > 0 else 1 - _POOR)
    complete = lost.dropna()
    met = satisfied.mean() if satisfied is not None else pd.Series(np.nan, outcomes.columns)
    table = pd.DataFrame(
        {
            "mean": outcomes.mean(),
            "poor": poor,
            "regret_mean": complete.mean(),
            "regret_90": complete.quantile(_HIGH_REGRET),
            "regret_max": complete.max(),
            "best": (complete == 0).mean() if len(complete) else np.nan,
            "satisficing": met,
            "points": outcomes.notna().sum(),
        }
    )
    return table.rename_axis("policy").reset_index()


def cells(
    points: pd.DataFrame, values: pd.Series, x: str, y: str, *, bins: int = 8
) -> pd.DataFrame:
    """Return a map of values over two factors: the mean in each cell, with the count of points.

    ``points``: a row per point, a column per factor; ``values``: with its index, NaN left out.
    Numbers are cut into ``bins`` equal parts of their range, unless they have no more values than
    that; these, switches and names have a cell per value. Columns: ``x`` and ``y``, the middle of
    the cell or the value; ``x_low``, ``x_high``, ``y_low`` and ``y_high``, its ends (for a value,
    its place ± one half); ``mean`` (NaN for fewer than five points), ``count``. Every cell of the
    grid has a row. Raises InputError for factors that are not there, or do not vary.
    """
    problems = [
        f"The points have no factor '{name}'; {nearest(name, map(str, points.columns))}"
        for name in dict.fromkeys((x, y))
        if name not in points
    ]
    if x == y:
        problems.append(f"A map needs two factors; '{x}' was named twice.")
    if bins < 2:
        problems.append(f"A map needs at least 2 bins a side, not {bins}.")
    if problems:
        raise InputError(problems)
    known = values.reindex(points.index)
    axes = {name: _axis(points[name], bins) for name in (x, y)}
    place = pd.DataFrame({name: axis.places for name, axis in axes.items()}, index=points.index)
    grouped = known.groupby([place[x], place[y]])
    grid = pd.MultiIndex.from_product([range(len(axis.labels)) for axis in axes.values()])
    means, counts = grouped.mean().reindex(grid), grouped.count().reindex(grid, fill_value=0)
    across, up = (grid.get_level_values(level) for level in (0, 1))
    return pd.DataFrame(
        {
            "x": axes[x].labels[across],
            "y": axes[y].labels[up],
            "x_low": axes[x].low[across],
            "x_high": axes[x].high[across],
            "y_low": axes[y].low[up],
            "y_high": axes[y].high[up],
            "mean": means.where(counts >= LEAST_POINTS).to_numpy(),
            "count": counts.to_numpy(),
        }
    )


class _Axis(NamedTuple):
    """A factor cut into parts: the part of each point, and label and ends of each part."""

    places: np.ndarray
    labels: np.ndarray
    low: np.ndarray
    high: np.ndarray


def _axis(column: pd.Series, bins: int) -> _Axis:
    values = sorted(column.unique().tolist())
    if len(values) < 2:
        raise InputError(f"The factor '{column.name}' does not vary, so there is nothing to map.")
    numeric = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    if not numeric or len(values) <= bins:
        labels = np.asarray(values, dtype=object)
        middle = np.arange(len(values), dtype=float)
        places = column.map({value: place for place, value in enumerate(values)}).to_numpy(int)
        return _Axis(places, labels, middle - 0.5, middle + 0.5)
    ends = np.linspace(values[0], values[-1], bins + 1)
    places = np.clip(np.searchsorted(ends, column.to_numpy(float), side="right") - 1, 0, bins - 1)
    return _Axis(places, (ends[:-1] + ends[1:]) / 2, ends[:-1], ends[1:])


def _share(met: pd.Series, *, sampled: bool) -> tuple[float, float, float, int]:
    """Return the share of points that meet a threshold, with its Wilson interval, and how many."""
    known = met.dropna()
    if known.empty:
        return (np.nan, np.nan, np.nan, 0)
    hits, points = int(known.sum()), len(known)
    if not sampled:
        return (hits / points, np.nan, np.nan, points)
    interval = stats.binomtest(hits, points).proportion_ci(CONFIDENCE, method="wilson")
    return (hits / points, float(interval.low), float(interval.high), points)
