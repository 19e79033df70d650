"""Measures of welfare: poverty, inequality, the bottom 40 %.

All take incomes (float64[n], rupiah per person and month) and weights (float64[n], persons).
Incomes that rise already are not sorted again. Sums are compiled: NumPy would go through the
households a dozen times for each measure.
"""

import math

import numpy as np

from model.kernels import kernel
from model.tables import Array


def foster_greer_thorbecke(income: Array, line: float, order: int, weights: Array) -> float:
    """Return FGT of ``order`` 0 (headcount), 1 (gap) or 2 (severity), as a share.

    Foster, Greer and Thorbecke (1984). NaN when there is nobody.
    """
    total = weights.sum()
    return float(_sum_of_gaps(income, line, order, weights) / total) if total else float("nan")


@kernel
def _sum_of_gaps(income: Array, line: float, order: int, weights: Array) -> float:
    total = 0.0
    for i in range(len(income)):
        if income[i] < line:
            total += weights[i] * (1.0 - income[i] / line) ** order
    return total


def gini(income: Array, weights: Array) -> float:
    """Return the Gini coefficient, 0 (equal) to 1; NaN when the mean is not positive."""
    area = _lorenz_area(*_rising(income, weights))
    return 1.0 - 2.0 * area


def _rising(income: Array, weights: Array) -> tuple[Array, Array]:
    if (income[1:] >= income[:-1]).all():
        return income, weights
    order = np.argsort(income, kind="stable")
    return income[order], weights[order]


@kernel
def _lorenz_area(income: Array, weights: Array) -> float:
    """Return the area under the Lorenz curve of rising incomes; NaN without money."""
    people, money, area = 0.0, 0.0, 0.0
    for i in range(len(income)):
        earned = weights[i] * income[i]
        people += weights[i]
        area += (money + 0.5 * earned) * weights[i]
        money += earned
    return area / money / people if money > 0.0 else math.nan


def atkinson(income: Array, aversion: float, weights: Array) -> float:
    """Return Atkinson's index with inequality aversion > 0; NaN if an income is not positive.

    Atkinson (1970): 1 − (mean of (y/μ)^(1−ε))^(1/(1−ε)), for ε = 1 1 − geometric mean / mean.
    """
    total = weights.sum()
    if total == 0 or income.min() <= 0:
        return float("nan")
    share = weights / total
    mean = (share * income).sum()
    if aversion == 1.0:
        return float(1.0 - np.exp((share * np.log(income)).sum()) / mean)
    power = 1.0 - aversion
    return float(1.0 - (share * (income / mean) ** power).sum() ** (1.0 / power))


def mean_of_bottom(income: Array, share: float, weights: Array) -> float:
    """Return the mean income of the poorest ``share`` of persons; NaN when there is nobody."""
    total = weights.sum()
    if total == 0:
        return float("nan")
    return _mean_of_first(*_rising(income, weights), share * total)


@kernel
def _mean_of_first(income: Array, weights: Array, people: float) -> float:
    """Return the mean income of the first ``people`` persons."""
    money, left = 0.0, people
    for i in range(len(income)):
        taken = min(weights[i], left)
        money += taken * income[i]
        left -= taken
        if left <= 0.0:
            break
    return money / (people - left)
