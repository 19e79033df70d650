"""What a sweep comes to: the mean of each indicator at each point, with its interval."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from experiments.compare import BASELINE, mean_interval
from experiments.designs import keeps
from experiments.factors import Array
from experiments.outputs import by_seed
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
    "pairs",
)


def at_points(study: Study, indicators: Sequence[str]) -> pd.DataFrame:
    """Return a row per policy, point and indicator: mean over seeds, 95 % t interval, number.

    Then a column per factor, with its value at the point, None where the policy keeps its own
    (``designs.keeps``). ``effect`` is the mean difference from
    the status quo at the same point, paired by seed, with its interval; NaN where the status quo
    was not run. ``n`` is the number of seeds behind the mean, ``pairs`` that behind the effect.
    Seeds under which only some points were run, to measure chance, are left out. Units are the
    indicators' own.
    """
    outcomes, seeds = study.outcomes(), len(study.manifest["seeds"])
    tables: dict[tuple[str, str], Array] = {
        (policy["name"], name): by_seed(study, outcomes, policy["name"], name)[:, :seeds]
        for policy in study.policies
        for name in indicators
    }
    points = study.points()
    rows = []
    for policy in (one["name"] for one in study.policies):
        for point in range(len(points)):
            for name in indicators:
                values = tables[policy, name][point]
                baseline = tables.get((BASELINE, name))
                paired = values - (np.nan if baseline is None else baseline[point])
                known = values[np.isfinite(values)]
                differences = paired[np.isfinite(paired)] if policy != BASELINE else paired[:0]
                rows.append(
                    (
                        policy,
                        point,
                        name,
                        *mean_interval(known),
                        len(known),
                        *mean_interval(differences),
                        len(differences),
                    )
                )
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    factors = {}
    for path, column in zip(points.paths, points.columns, strict=True):
        keeping = {
            one["name"] for one in study.policies if keeps(one["kind"], len(study.policies), path)
        }
        factors[path] = [
            None if policy in keeping else column[point]
            for policy, point in zip(frame["policy"], frame["point"], strict=True)
        ]
    varied = pd.DataFrame(factors, index=frame.index)
    return pd.concat([frame.iloc[:, :2], varied, frame.iloc[:, 2:]], axis=1)
