"""Courses over time: a policy's level or paired difference in each month, with its interval."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from experiments.compare import BASELINE, CONFIDENCE
from experiments.figures.findings import Findings
from experiments.figures.material import Measure

_MARKED_EVERY = 24
_YEAR = 12


class Course(NamedTuple):
    """A policy's mean by month, a level or a paired difference; float64[months] each.

    ``low`` and ``high`` bound the 95 % interval of the mean. Of differences, months before the
    policy acts, when its runs are those of the status quo, are left out. Units are those asked for.
    """

    month: np.ndarray
    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray


def courses(findings: Findings, policies: Sequence[str], measure: Measure) -> dict[str, Course]:
    """Return the difference of each policy from the status quo, of those that have any."""
    before = findings.table(BASELINE, [measure.indicator.name])
    found = {}
    for policy in policies:
        after = findings.table(policy, [measure.indicator.name])
        if before is None or after is None:
            continue
        course = _course((after - before) / measure.divisor)
        if np.isfinite(course.estimate).any():
            acts = np.flatnonzero(np.nan_to_num(course.estimate) != 0)
            start = max(int(acts[0]) - 1, 0) if len(acts) else 0
            found[policy] = Course(*(values[start:] for values in course))
    return found


def levels(
    findings: Findings,
    policies: Sequence[str],
    names: Sequence[str],
    divisor: float,
    *,
    yearly: bool = False,
) -> dict[str, Course]:
    """Return the level of each policy that has any: the sum of the indicators ``names``.

    ``yearly``: the mean of each month and the eleven before, free of seasons.
    """
    found = {}
    for policy in policies:
        table = findings.table(policy, names)
        if table is None:
            continue
        if yearly:
            table = table.rolling(_YEAR, min_periods=1).mean()
        course = _course(table / divisor)
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


def _course(table: pd.DataFrame) -> Course:
    values = table.to_numpy(float)
    known = np.isfinite(values)
    number = known.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known, values, 0.0).sum(axis=1) / number
        apart = np.where(known, values - mean[:, None], 0.0)
        deviation = np.sqrt((apart**2).sum(axis=1) / (number - 1) / number)
        half = stats.t.ppf(0.5 + CONFIDENCE / 2, number - 1) * deviation
    return Course(table.index.to_numpy(), mean, mean - half, mean + half)
