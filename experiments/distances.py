"""Distances of distributions: how an output is distributed if one factor is nearly known.

The estimators of PAWN and delta. SALib has both, but computes a p-value for each slide of the one
that nobody reads, and a general density in the other: too slow to be resampled hundreds of times.
"""

import math
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import stats

from experiments.sampling import Array

_SLIDES: Final = 10  # SALib's, and those of Pianosi and Wagener (2018)
_GRID: Final = 100  # SALib's, points of a density


def slide_distances(unit: Array, output: Array) -> Array:
    """Return median, mean and maximum of the distances of PAWN, float64[3, factors].

    Distance of Kolmogorov and Smirnov between the distribution of the output and its distribution
    in each of ten slides of a factor's axis with equally many points (Pianosi and Wagener 2018).
    ``unit``: float64[points, factors]; ``output``: float64[points].
    """
    count = len(output)
    order = np.argsort(output, kind="stable")
    ordered = output[order]
    last_of_equals = np.append(ordered[1:] != ordered[:-1], True)
    whole = np.arange(1, count + 1)[last_of_equals, None] / count
    found = []
    for axis in unit.T:
        slide = (stats.rankdata(axis, "ordinal") - 1) * _SLIDES // count
        within = np.cumsum(slide[order, None] == np.arange(_SLIDES), axis=0)
        distances = np.abs(within[last_of_equals] / within[-1] - whole).max(axis=0)
        found.append((np.median(distances), distances.mean(), distances.max()))
    return np.array(found).T


def density_distances(unit: Array, output: Array) -> Array:
    """Return delta of each factor, not corrected for bias, float64[factors].

    Half the mean area between the density of the output and its density in classes of the factor
    (Borgonovo 2007; estimator: Plischke, Borgonovo and Smith 2013, equation 26). A class in which
    the output is constant is left out, as by SALib.
    """
    grid = np.linspace(output.min(), output.max(), _GRID)
    whole = _density(output, grid)
    found = np.zeros(unit.shape[1])
    for place, axis in enumerate(unit.T):
        for part in _classes(axis, output):
            if np.ptp(part) > 0:
                area = np.trapezoid(np.abs(whole - _density(part, grid)), grid)
                found[place] += len(part) / (2 * len(output)) * area
    return found


def flat_in_a_class(unit: Array, output: Array) -> npt.NDArray[np.bool_]:
    """Tell for each factor whether the output is constant in one of its classes."""
    return np.array([any(np.ptp(part) == 0 for part in _classes(axis, output)) for axis in unit.T])


def _classes(axis: Array, output: Array) -> list[Array]:
    """Return the output in classes of a factor with equally many points, by the rule of SALib."""
    count = len(output)
    exponent = 2 / (7 + math.tanh((1500 - count) / 500))
    edges = np.linspace(0, count, min(math.ceil(count**exponent), 48) + 1).astype(int)
    return np.split(output[np.argsort(axis, kind="stable")], edges[1:-1])


def _density(values: Array, grid: Array) -> Array:
    """Return the Gaussian kernel density with the bandwidth of Silverman (1986)."""
    width = values.std(ddof=1) * (0.75 * len(values)) ** -0.2
    scaled = (grid[:, None] - values) / width
    density: Array = np.exp(-0.5 * scaled**2).sum(axis=1)
    return density / (len(values) * width * math.sqrt(2 * math.pi))
