"""What a sweep comes to: at each point, the mean of each indicator over seeds, with its interval."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from experiments.compare import BASELINE, mean_interval
from experiments.store import Study

COLUMNS: Final = (
    "policy",
    "point",
    "indicator",
    "mean",
    "low",
    "high",
    "n",
    "effect",
    "effect_low",
    "effect_high",
)


def at_points(outcomes: pd.DataFrame, indicators: Sequence[str]) -> pd.DataFrame:
    """Return a row per policy, point and indicator: mean over seeds, 95 % t interval, number.

    ``outcomes``: a row per run, indexed by policy, point and seed. ``effect`` is the mean
    difference from the status quo at the same point, paired by seed, with its interval; NaN
    where the status quo was not run. Units are the indicators' own.
    """
    rows = []
    baseline = (
        outcomes.xs(BASELINE, level="policy")
        if BASELINE in outcomes.index.get_level_values("policy")
        else None
    )
    for (policy, point), runs in outcomes.groupby(level=["policy", "point"], sort=False):
        here = runs.droplevel(["policy", "point"])
        beside = None
        if baseline is not None and policy != BASELINE and point in baseline.index:
            beside = baseline.loc[[point]].droplevel("point").reindex(here.index)
        for indicator in indicators:
            values = here[indicator].dropna()
            paired = () if beside is None else (here[indicator] - beside[indicator]).dropna()
            rows.append(
                (
                    policy,
                    point,
                    indicator,
                    *mean_interval(values.to_numpy(float)),
                    len(values),
                    *mean_interval(pd.Series(paired, dtype=float).to_numpy()),
                )
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def with_factors(frame: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return the rows with the values of the factors at their points, a column per path."""
    points = study.points()
    values = pd.DataFrame(
        {path: list(column) for path, column in zip(points.paths, points.columns, strict=True)}
    )
    joined = frame.merge(values, left_on="point", right_index=True, how="left", sort=False)
    return joined[["policy", "point", *points.paths, *frame.columns[2:]]]
