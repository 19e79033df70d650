"""Courses over time: the paired difference of each month, with its interval."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from experiments.compare import BASELINE, mean_interval
from experiments.figures.material import Measure

_MARKED_EVERY = 24


class Course(NamedTuple):
    """A policy's mean paired difference from the status quo by month; float64[months] each.

    ``low`` and ``high`` bound the 95 % interval of the mean. Months before the policy acts, when
    its runs are those of the status quo, are left out. Units are those of the measure.
    """

    month: np.ndarray
    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray


def courses(series: pd.DataFrame, policies: tuple[str, ...], measure: Measure) -> dict[str, Course]:
    """Return the course of each policy that has any value; ``series`` is that of a study."""
    name = measure.indicator.name
    if name not in series:
        return {}
    tables = {
        policy: rows.pivot_table(
            index="month", columns="seed", values=name, aggfunc="first", dropna=False
        )
        for policy, rows in series.groupby("policy")
    }
    found = {}
    for policy in policies:
        difference = (tables[policy] - tables[BASELINE]) / measure.divisor
        course = _course(difference)
        if np.isfinite(course.estimate).any():
            found[policy] = course
    return found


def marked(course: Course, place: int, count: int) -> list[int]:
    """Return where a line carries its marker: rarely, and each of ``count`` at other months."""
    offset = _MARKED_EVERY // 2 + _MARKED_EVERY * place // count
    return [
        index
        for index, month in enumerate(course.month[:-2])
        if index > 1 and (month + offset) % _MARKED_EVERY == 0
    ]


def _course(difference: pd.DataFrame) -> Course:
    values = difference.to_numpy(float)
    rows = [mean_interval(row[np.isfinite(row)]) for row in values]
    bounds = np.array(rows).reshape(-1, 3)
    acts = np.flatnonzero(np.nan_to_num(bounds[:, 0]) != 0)
    start = max(int(acts[0]) - 1, 0) if len(acts) else 0
    estimate, low, high = bounds[start:].T
    return Course(difference.index.to_numpy()[start:], estimate, low, high)
