"""Arithmetic on monthly series."""

import numpy as np

from model.tables import Array

YEAR = 12


def share(part: Array, total: Array) -> Array:
    """Return part / total, NaN where the total is 0."""
    result = np.full(len(total), np.nan)
    np.divide(part, total, out=result, where=total > 0)
    return result


def trailing(flow: Array) -> Array:
    """Return sums over the last twelve months (fewer at the start)."""
    total = np.cumsum(flow, dtype=np.float64)
    total[YEAR:] -= total[:-YEAR].copy()
    return total


def lagged(values: Array, months: int) -> Array:
    """Return the series as it was some months before, NaN at the start."""
    result = np.full(len(values), np.nan)
    result[months:] = values[:-months]
    return result
