"""Comparison: what each policy changes, in differences from the status quo paired by seed.

Runs of one seed share every household's luck (common random numbers), so the difference within a
seed is the policy's and its interval is narrow. Intervals are 95 % Student t intervals of the mean
difference over seeds. They say how well the replications settle the model's answer, not how well
the model knows the world.
"""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

BASELINE: Final = "status_quo"
WHOLE_REGION: Final = "all"
COST: Final = "public_cost"
DOCUMENTS: Final = "documents"
COST_PER_EXTRA_DOCUMENT: Final = "cost_per_extra_document"
CONFIDENCE: Final = 0.95

COLUMNS: Final = (
    "policy",
    "indicator",
    "sub_district",
    "status_quo",
    "value",
    "difference",
    "low",
    "high",
    "n",
    "missing",
    "sd_status_quo",
    "sd_value",
    "sd_difference",
)


class Interval(NamedTuple):
    """An estimate with its 95 % interval; NaN where there is none."""

    estimate: float
    low: float
    high: float


_NONE = Interval(math.nan, math.nan, math.nan)


def comparison(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return how each policy differs from the status quo, a row per policy, indicator and place.

    ``outcomes``: a row per run, indexed by ``policy`` and ``seed``, a column per indicator, named
    ``indicator`` for the whole region or ``indicator@sub_district``. Result columns:
    ``sub_district`` (``all`` is the whole region), the means ``status_quo`` and ``value``, their
    ``difference`` with ``low`` and ``high``, the number of pairs ``n``, the pairs ``missing``
    because a run failed or gave no value, and the standard deviations over seeds. The indicator
    ``cost_per_extra_document`` is added for the whole region: only its difference and interval
    mean something. Units are the indicators' own.
    """
    rows: list[tuple[object, ...]] = []
    policies = outcomes.index.get_level_values("policy").unique()
    if BASELINE not in policies:
        return pd.DataFrame(rows, columns=list(COLUMNS))
    baseline = outcomes.xs(BASELINE, level="policy")
    seeds = outcomes.index.get_level_values("seed").unique()
    for policy in policies.drop(BASELINE):
        alternative = outcomes.xs(policy, level="policy")
        before, after = baseline.reindex(seeds), alternative.reindex(seeds)
        for column in outcomes.columns:
            indicator, _, place = str(column).partition("@")
            pairs = _paired(before[column].to_numpy(float), after[column].to_numpy(float))
            rows.append((policy, indicator, place or WHOLE_REGION, *pairs))
        if {COST, DOCUMENTS} <= set(outcomes.columns):
            row = _cost_per_extra(
                (after[COST] - before[COST]).to_numpy(float),
                (after[DOCUMENTS] - before[DOCUMENTS]).to_numpy(float),
            )
            rows.append((policy, COST_PER_EXTRA_DOCUMENT, WHOLE_REGION, *row))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def mean_interval(differences: Sequence[float] | np.ndarray) -> Interval:
    """Return the mean and its 95 % t interval; the interval needs two values."""
    values = np.asarray(differences, float)
    if len(values) == 0:
        return _NONE
    mean = float(values.mean())
    if len(values) == 1:
        return Interval(mean, math.nan, math.nan)
    half = _quantile(len(values)) * float(values.std(ddof=1)) / math.sqrt(len(values))
    return Interval(mean, mean - half, mean + half)


def ratio_interval(numerators: np.ndarray, denominators: np.ndarray) -> Interval:
    """Return the ratio of two paired means with its 95 % interval by Fieller's theorem.

    All NaN where the interval of the denominator's mean reaches zero or lies below it, or there
    are fewer than two pairs: there is then nothing to divide by. Source: Fieller 1954, "Some
    problems in interval estimation", Journal of the Royal Statistical Society B 16.
    """
    n = len(numerators)
    if n < 2 or not mean_interval(denominators).low > 0:
        return _NONE
    top, bottom = float(numerators.mean()), float(denominators.mean())
    covariance = np.cov(numerators, denominators) * _quantile(n) ** 2 / n
    # The ratio r is in the interval where (top - r bottom)² ≤ t² Var(top - r bottom).
    square = bottom**2 - covariance[1, 1]
    middle = (top * bottom - covariance[0, 1]) / square
    spread = math.sqrt(max(middle**2 - (top**2 - covariance[0, 0]) / square, 0.0))
    return Interval(top / bottom, middle - spread, middle + spread)


def _quantile(n: int) -> float:
    return float(stats.t.ppf(0.5 + CONFIDENCE / 2, n - 1))


def _paired(before: np.ndarray, after: np.ndarray) -> tuple[float, ...]:
    valid = np.isfinite(before) & np.isfinite(after)
    before, after = before[valid], after[valid]
    difference = after - before
    return (
        mean_interval(before).estimate,
        mean_interval(after).estimate,
        *mean_interval(difference),
        int(valid.sum()),
        int((~valid).sum()),
        _deviation(before),
        _deviation(after),
        _deviation(difference),
    )


def _deviation(values: np.ndarray) -> float:
    return float(values.std(ddof=1)) if len(values) > 1 else math.nan


def _cost_per_extra(cost: np.ndarray, documents: np.ndarray) -> tuple[float, ...]:
    valid = np.isfinite(cost) & np.isfinite(documents)
    ratio = ratio_interval(cost[valid], documents[valid])
    nothing = (math.nan, math.nan, math.nan)
    return (math.nan, math.nan, *ratio, int(valid.sum()), int((~valid).sum()), *nothing)
