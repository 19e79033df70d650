"""Functions on the unit cube whose sensitivity indices are known in closed form."""

from math import pi, prod

import numpy as np

ISHIGAMI = ("first", "second", "third")
G = (0.0, 1.0, 4.5, 9.0, 99.0)


def ishigami(unit):
    """Ishigami and Homma (1990) with a = 7, b = 0.1."""
    x = pi * (2 * unit - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


ISHIGAMI_VARIANCE = 7**2 / 8 + 0.1 * pi**4 / 5 + 0.1**2 * pi**8 / 18 + 1 / 2
_FIRST = 0.5 * (1 + 0.1 * pi**4 / 5) ** 2 / ISHIGAMI_VARIANCE
_SECOND = 7**2 / 8 / ISHIGAMI_VARIANCE
_TOGETHER = 0.1**2 * pi**8 * 8 / 225 / ISHIGAMI_VARIANCE

ISHIGAMI_S1 = (_FIRST, _SECOND, 0.0)
ISHIGAMI_ST = (_FIRST + _TOGETHER, _SECOND, _TOGETHER)
ISHIGAMI_S2 = (0.0, _TOGETHER, 0.0)  # of the pairs 12, 13, 23


def sobol_g(unit, a=G):
    """Saltelli and Sobol' (1995): the product of (|4x - 2| + a) / (1 + a)."""
    return np.prod((np.abs(4 * unit - 2) + a) / (1 + np.array(a)), axis=1)


_PARTS = [1 / 3 / (1 + a) ** 2 for a in G]
_VARIANCE = prod(1 + part for part in _PARTS) - 1

G_S1 = tuple(part / _VARIANCE for part in _PARTS)
G_ST = tuple(part / (1 + part) * (_VARIANCE + 1) / _VARIANCE for part in _PARTS)


def linear(coefficients):
    return lambda unit: unit @ np.array(coefficients, float)


def linear_shares(coefficients):
    """S1 and ST of a linear function."""
    squares = np.array(coefficients, float) ** 2
    return squares / squares.sum()
