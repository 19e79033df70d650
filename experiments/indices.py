"""Indices: how much each factor, or group of factors, matters to one output, with intervals.

- Morris' elementary effects: the mean of their absolute values mu* (Campolongo, Cariboni and
  Saltelli 2007), their mean mu and their standard deviation sigma (Morris 1991), in units of the
  output per whole range of the factor: a difference is divided by the share of the range that the
  factor moved, which for levels is not the step of the grid. A group of several has mu* only, for
  which its members count as moved by that step, levels or not.
- Sobol' indices: S1 and ST by Saltelli and others (2010; ST is Jansen 1999), S2 by Saltelli (2002),
  of the variance decomposition of Sobol' (2001).
- Extended FAST: S1 and ST by Saltelli, Tarantola and Chan (1999).
- RBD-FAST: S1 by Tarantola, Gatelli and Mara (2006), sorted after Plischke (2010), with the
  correction of bias by Tissot and Prieur (2012).
- PAWN: distance of Kolmogorov and Smirnov between the distribution of the output and that within
  slides of a factor (Pianosi and Wagener 2015, 2018). It is above zero for a factor without effect.
- Delta: Borgonovo (2007), estimated by densities after Plischke, Borgonovo and Smith (2013).

The first four are SALib's estimators. An interval is the estimate plus and minus the
normal quantile times the standard deviation over bootstrap samples of trajectories, base samples or
points; it is not cut off where an index ends, and does not know of bias. FAST has none: its points
lie on a curve and cannot be resampled. What the output does between runs of the same point is not
the index's concern: under common random numbers the indices are those of the mean over the seeds.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from SALib.analyze import fast as salib_fast
from SALib.analyze import morris as salib_morris
from SALib.analyze import rbd_fast as salib_rbd_fast
from SALib.analyze import sobol as salib_sobol
from scipy import stats

from experiments.distances import density_distances, flat_in_a_class, slide_distances
from experiments.sampling import HARMONICS, Array, Method, Sampling, problem

_RBD_HARMONICS: Final = 10  # SALib's


class Estimate(NamedTuple):
    """An index with its interval: float64[factors] each, or float64[factors, factors] for pairs.

    Of pairs only the upper triangle has values; NaN where an index or an interval is not defined.
    """

    value: Array
    low: Array
    high: Array


def index_names(sampling: Sampling) -> tuple[str, ...]:
    """Return the indices of a method, the one that ranks the factors first; S2 is of pairs.

    Raises ValueError for a design that belongs to no method.
    """
    names = _INDICES.get(sampling.method)
    if names is None:
        raise ValueError(f"a {sampling.method} design has no indices")
    return (*names, "S2") if sampling.second_order else names


def estimate(
    sampling: Sampling,
    names: Sequence[str],
    groups: Sequence[str] | None,
    unit: Array,
    places: Array,
    output: Array,
    resamples: int,
    level: float,
) -> dict[str, Estimate]:
    """Return the indices of ``index_names`` for one output, by groups if there are any.

    ``unit``: float64[points, factors] of whole blocks; ``places`` as for ``analyse``; ``output``:
    float64[points], finite and not constant. Bootstrap samples depend on the seed of the sampling
    alone. Raises ValueError for ``places`` that a step of a trajectory does not change.
    """
    given = _Given(sampling, names, groups, unit, places, output, resamples, level)
    return _ESTIMATORS[sampling.method](given)


def nothing(sampling: Sampling, factors: int) -> dict[str, Estimate]:
    """Return the indices of ``index_names`` without values, for factors or groups."""
    return {
        index: _unbounded(np.full((factors, factors) if index == "S2" else factors, np.nan))
        for index in index_names(sampling)
    }


def is_constant(output: Array) -> bool:
    """Tell whether an output is the same at all points, up to rounding (1e-12 of its size)."""
    return bool(np.ptp(output) <= 1e-12 * np.abs(output).max())


class _Given(NamedTuple):
    sampling: Sampling
    names: Sequence[str]
    groups: Sequence[str] | None
    unit: Array
    places: Array
    output: Array
    resamples: int
    level: float

    @property
    def problem(self) -> dict[str, Any]:
        return problem(self.names, self.groups)

    @property
    def seed(self) -> int:
        # SALib takes a seed of 0 for none.
        return self.sampling.seed + 1

    def estimate(self, value: Array, deviation: Array) -> Estimate:
        half = stats.norm.ppf(0.5 + self.level / 2) * deviation
        return Estimate(value, value - half, value + half)


def _morris(given: _Given) -> dict[str, Estimate]:
    found = salib_morris.analyze(
        given.problem,
        given.unit,
        _as_if_by_equal_steps(given),
        num_resamples=given.resamples,
        conf_level=given.level,
        num_levels=given.sampling.levels,
        seed=given.seed,
    )
    sigma = np.asarray(found["sigma"], float)
    # The members of a group move in different directions: SALib gives no sigma, but a mean.
    mean = np.where(np.isnan(sigma), np.nan, np.asarray(found["mu"], float))
    return {
        "mu_star": _salib(found, "mu_star"),
        "mu": _unbounded(mean),
        "sigma": _unbounded(sigma),
    }


def _as_if_by_equal_steps(given: _Given) -> Array:
    """Return trajectories of the output in which each factor moves by the step of the grid.

    SALib divides all differences by that step. Here they are stretched first, by the step over what
    the factor moved; so SALib's effects are per whole range, whatever the levels of the factor. A
    step is longer than half an axis: there is no factor of two levels or more that it leaves alone.
    """
    length = len(set(given.groups or given.names)) + 1
    output = given.output.reshape(-1, length)
    places = given.places.reshape(-1, length, len(given.names))
    step = given.sampling.levels / (2 * (given.sampling.levels - 1))
    moves = np.abs(np.diff(places, axis=1))
    # From name to name is a whole range, wherever they lie.
    moved = np.minimum(moves.sum(axis=2), 1.0)
    if not moved.all():
        raise ValueError("a step of a trajectory moves no factor")
    moved[np.count_nonzero(moves, axis=2) > 1] = step
    differences = np.diff(output, axis=1) * step / moved
    return np.cumsum(np.column_stack([output[:, 0], differences]), axis=1).ravel()


def _sobol(given: _Given) -> dict[str, Estimate]:
    found = salib_sobol.analyze(
        given.problem,
        given.output,
        calc_second_order=given.sampling.second_order,
        num_resamples=given.resamples,
        conf_level=given.level,
        seed=given.seed,
    )
    return {index: _salib(found, index) for index in index_names(given.sampling)}


def _fast(given: _Given) -> dict[str, Estimate]:
    size = given.sampling.samples
    frequency = math.floor((size - 1) / (2 * HARMONICS))
    orders = [
        (math.nan, math.nan)
        if is_constant(curve)
        else salib_fast.compute_orders(curve, size, HARMONICS, frequency)
        for curve in given.output.reshape(len(given.names), size)
    ]
    first, total = np.array(orders).T
    return {"ST": _unbounded(total), "S1": _unbounded(first)}


def _rbd_fast(given: _Given) -> dict[str, Estimate]:
    # SALib resamples half as many points as there are, which makes its intervals too wide.
    value = _first_orders(given.unit, given.output)
    return {"S1": given.estimate(value, _resampled(given, _first_orders).std(axis=0, ddof=1))}


def _pawn(given: _Given) -> dict[str, Estimate]:
    values = slide_distances(given.unit, given.output)
    deviations = _resampled(given, slide_distances).std(axis=0, ddof=1)
    return {
        index: given.estimate(value, deviation)
        for index, value, deviation in zip(_INDICES["pawn"], values, deviations, strict=True)
    }


def _delta(given: _Given) -> dict[str, Estimate]:
    # SALib takes the estimate itself from a bootstrap sample, which undoes the correction of bias.
    value = density_distances(given.unit, given.output)
    value[flat_in_a_class(given.unit, given.output)] = np.nan
    resampled = _resampled(given, density_distances)
    corrected = 2 * value - resampled.mean(axis=0)
    return {"delta": given.estimate(corrected, resampled.std(axis=0, ddof=1))}


def _salib(found: Mapping[str, Any], index: str) -> Estimate:
    value, half = np.asarray(found[index], float), np.asarray(found[f"{index}_conf"], float)
    return Estimate(value, value - half, value + half)


def _unbounded(value: Array) -> Estimate:
    none = np.full_like(value, np.nan)
    return Estimate(value, none, none)


def _resampled(given: _Given, statistic: Callable[[Array, Array], Array]) -> Array:
    """Return a statistic of bootstrap samples of the points, a sample in each row."""
    generator = np.random.default_rng(given.seed)
    count = len(given.output)
    drawn: list[npt.NDArray[np.int64]] = []
    while len(drawn) < given.resamples:
        rows = generator.integers(count, size=count)
        # A sample in which nothing varies has no index.
        if not is_constant(given.output[rows]):
            drawn.append(rows)
    return np.array([statistic(given.unit[rows], given.output[rows]) for rows in drawn])


def _first_orders(unit: Array, output: Array) -> Array:
    """Return S1 by RBD-FAST, float64[factors]."""
    shares = [
        salib_rbd_fast.compute_first_order(
            salib_rbd_fast.permute_outputs(axis, output), _RBD_HARMONICS
        )
        for axis in unit.T
    ]
    return np.array(
        [salib_rbd_fast.unskew_S1(share, _RBD_HARMONICS, len(output)) for share in shares]
    )


_INDICES: Final[Mapping[Method, tuple[str, ...]]] = {
    "morris": ("mu_star", "mu", "sigma"),
    "sobol": ("ST", "S1"),
    "fast": ("ST", "S1"),
    "rbd_fast": ("S1",),
    "pawn": ("pawn_median", "pawn_mean", "pawn_maximum"),
    "delta": ("delta",),
}

_ESTIMATORS: Final[Mapping[Method, Callable[[_Given], dict[str, Estimate]]]] = {
    "morris": _morris,
    "sobol": _sobol,
    "fast": _fast,
    "rbd_fast": _rbd_fast,
    "pawn": _pawn,
    "delta": _delta,
}
