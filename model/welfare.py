"""Measures of welfare: poverty, inequality, the bottom 40 %.

All take incomes (float64[n], rupiah per person and month) and weights (float64[n], persons).
"""

import numpy as np

from model.tables import Array


def foster_greer_thorbecke(income: Array, line: float, order: int, weights: Array) -> float:
    """Return FGT of ``order`` 0 (headcount), 1 (gap) or 2 (severity), as a share.

    Foster, Greer and Thorbecke (1984). NaN when there is nobody.
    """
    total = weights.sum()
    if total == 0:
        return float("nan")
    gap = np.maximum(0.0, 1.0 - income / line)
    measure = (gap > 0.0).astype(np.float64) if order == 0 else gap**order
    return float((weights * measure).sum() / total)


def gini(income: Array, weights: Array) -> float:
    """Return the Gini coefficient, 0 (equal) to 1; NaN when the mean is not positive."""
    order = np.argsort(income, kind="stable")
    income, weights = income[order], weights[order]
    people = np.cumsum(weights)
    money = np.cumsum(weights * income)
    if len(income) == 0 or money[-1] <= 0:
        return float("nan")
    lorenz = np.concatenate(([0.0], money / money[-1]))
    area = ((lorenz[1:] + lorenz[:-1]) * weights).sum() / people[-1]
    return float(1.0 - area)


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
    order = np.argsort(income, kind="stable")
    income, weights = income[order], weights[order]
    total = weights.sum()
    if total == 0:
        return float("nan")
    room = np.maximum(share * total - (np.cumsum(weights) - weights), 0.0)
    taken = np.minimum(weights, room)
    return float((taken * income).sum() / taken.sum())
