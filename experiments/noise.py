"""Noise: how much of the spread of an output is chance, and not the factors.

By the law of total variance, Var(Y) = Var(E[Y | x]) + E[Var(Y | x)] over points x and seeds. With
replications R at each point the spread of the means holds chance, too, and is corrected for it
(analysis of variance; Searle, Casella and McCulloch 1992, chapters 3 and 4). Under common random
numbers a seed moves all points together. What moves all together is no spread among the points, so
the correction is the mean square of what is left when both points and seeds are taken out; with
independent seeds it has the same expectation as the variance within points.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

type Array = npt.NDArray[np.float64]


class Noise(NamedTuple):
    """Shares of variance that are chance (0 to 1), and what they were computed from.

    ``one_run``: of a single run at a random point under a random seed. ``mean``: of the mean over
    ``seeds`` runs, each time under new seeds. ``among_points``: of the spread among such means of
    points as a study runs them; smaller than ``mean`` where seeds are common to all points, and
    what limits sensitivity indices. NaN where the table is too small or everything is constant.
    ``points`` and ``replications`` are those of the table.
    """

    one_run: float
    mean: float
    among_points: float
    points: int
    replications: int
    seeds: int


def share_of_noise(outputs: Array, seeds: int) -> Noise:
    """Return how much of the variance of an output is chance, for a mean over so many ``seeds``.

    ``outputs``: float64[points, replications], a column per seed; points without a value in each
    column are left out, after columns without any value. There may be more replications than seeds
    that the study takes its means over, so that chance is known better than by these alone. The
    three components of variance are unbiased (a negative one is taken as zero), their ratios nearly
    so.
    """
    table = np.asarray(outputs, float)
    finite = np.isfinite(table)
    table = table[:, finite.any(axis=0)]
    table = table[np.isfinite(table).all(axis=1)]
    points, replications = table.shape
    if points < 2 or replications < 2:
        return Noise(np.nan, np.nan, np.nan, points, replications, seeds)
    means = table.mean(axis=1)
    within = float(table.var(axis=1, ddof=1).mean())
    left = table - means[:, None] - table.mean(axis=0) + table.mean()
    unshared = float((left**2).sum()) / ((points - 1) * (replications - 1))
    between = max(float(means.var(ddof=1)) - unshared / replications, 0.0)
    # Rounding leaves some variance in what is constant.
    nothing = (1e-12 * float(np.abs(table).max())) ** 2
    return Noise(
        one_run=_share(within, between, nothing),
        mean=_share(within / seeds, between, nothing),
        among_points=_share(unshared / seeds, between, nothing),
        points=points,
        replications=replications,
        seeds=seeds,
    )


def _share(chance: float, rest: float, nothing: float) -> float:
    return chance / (chance + rest) if chance + rest > nothing else np.nan
