"""Sampling: the points on the unit cube that each method of sensitivity analysis asks for.

Methods and their sources: Latin hypercube (McKay, Beckman and Conover 1979); Morris' elementary
effects (Morris 1991; groups: Campolongo, Cariboni and Saltelli 2007); Sobol' indices by Saltelli's
design (Saltelli 2002; Saltelli and others 2010) on scrambled Sobol' sequences; extended FAST
(Saltelli, Tarantola and Chan 1999). RBD-FAST, PAWN and delta read any even sample: they are given a
Latin hypercube.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

type Array = npt.NDArray[np.float64]
type Method = Literal[
    "factorial",
    "one_at_a_time",
    "latin_hypercube",
    "morris",
    "sobol",
    "fast",
    "rbd_fast",
    "pawn",
    "delta",
]

GROUPED: Final[tuple[Method, ...]] = ("morris", "sobol")

# Their points are made of the levels of the factors.
_OF_LEVELS: Final[tuple[Method, ...]] = ("factorial", "one_at_a_time")

# The harmonics that FAST sums up, and so many again between two frequencies: with fewer points the
# frequencies of two factors coincide, and these factors move as one.
HARMONICS: Final = 4
_POINTS_PER_FREQUENCY: Final = (2 * HARMONICS) ** 2

# What the estimators need, from which on their own errors are no longer of the size of an index.
# Morris, Sobol': two, for a deviation. RBD-FAST: the correction of bias grows with 20 / N and at 80
# adds a third. PAWN: ten slides of ten, so that a step of a distribution is a tenth. Delta: four
# classes of 25 for a density each. The last three are assumptions.
LEAST: Final[Mapping[Method, int]] = {
    "latin_hypercube": 1,
    "morris": 2,
    "sobol": 2,
    "rbd_fast": 80,
    "pawn": 100,
    "delta": 100,
}


@dataclass(frozen=True, kw_only=True)
class Sampling:
    """How points are drawn.

    ``samples``: trajectories (Morris), base samples (Sobol'), points per factor (FAST) or points.
    ``second_order`` belongs to Sobol', ``levels`` of the grid to Morris.
    """

    method: Method
    samples: int
    second_order: bool = False
    levels: int = 4
    seed: int = 1


def sampling_problems(
    sampling: Sampling, names: Sequence[str], groups: Sequence[str] | None
) -> list[str]:
    """Return what the method cannot use, a sentence each; ``groups``: one for each name."""
    problems = _factor_problems(sampling.method, names, groups)
    problems += _samples_problems(sampling, len(names))
    if sampling.method == "morris" and (sampling.levels < 2 or sampling.levels % 2):
        nearest = max(2, sampling.levels - sampling.levels % 2)
        problems.append(
            f"--levels: {sampling.levels} is not allowed; Morris' grid has an even number of "
            f"levels, as in {nearest} or {nearest + 2}."
        )
    if sampling.second_order and sampling.method != "sobol":
        problems.append(
            f"--second-order: '{sampling.method}' has no indices of second order; choose sobol."
        )
    if sampling.seed < 0:
        problems.append(f"--seed: {sampling.seed} is not allowed; give 0 or more.")
    return problems


def sample(sampling: Sampling, names: Sequence[str], groups: Sequence[str] | None = None) -> Array:
    """Return the points, float64[points, factors] from 0 to 1, factors in the order of ``names``.

    The same sampling gives the same points. ``sampling_problems`` must be empty. Raises ValueError
    for a factorial design and for one factor at a time, which go through levels.
    """
    if sampling.method in _OF_LEVELS:
        raise ValueError(f"a {sampling.method} design is made of levels, not sampled")
    draw = _DRAWN.get(sampling.method, _latin_hypercube)
    return draw(sampling, problem(names, groups))


def blocks(
    sampling: Sampling, names: Sequence[str], groups: Sequence[str] | None = None
) -> npt.NDArray[np.int64]:
    """Return for each point the number of the block that is of use only as a whole.

    A trajectory (Morris), a base sample with all that is exchanged in it (Sobol'), the curve of a
    factor (FAST, where each is needed), or a single point.
    """
    size = _block_size(sampling, len(set(groups or names)))
    count = len(names) if sampling.method == "fast" else sampling.samples
    return np.repeat(np.arange(count, dtype=np.int64), size)


def problem(names: Sequence[str], groups: Sequence[str] | None = None) -> dict[str, Any]:
    """Return the factors on the unit cube as SALib describes them; a new one for each call."""
    described = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    return described | ({"groups": list(groups)} if groups else {})


def _block_size(sampling: Sampling, factors: int) -> int:
    match sampling.method:
        case "morris":
            return factors + 1
        case "sobol":
            return (2 * factors if sampling.second_order else factors) + 2
        case "fast":
            return sampling.samples
        case _:
            return 1


def _latin_hypercube(sampling: Sampling, described: Mapping[str, Any]) -> Array:
    # Imported late, here and below: the command line reads the names of the methods at its start.
    from scipy.stats import qmc  # noqa: PLC0415

    generator = np.random.default_rng(sampling.seed)
    return qmc.LatinHypercube(described["num_vars"], seed=generator).random(sampling.samples)


def _morris(sampling: Sampling, described: Mapping[str, Any]) -> Array:
    from SALib.sample import morris  # noqa: PLC0415

    points = morris.sample(
        described, sampling.samples, num_levels=sampling.levels, seed=sampling.seed
    )
    # Rounding must not decide on which side of a boundary between two levels a grid line lies.
    return np.rint(points * (sampling.levels - 1)) / (sampling.levels - 1)


def _sobol(sampling: Sampling, described: Mapping[str, Any]) -> Array:
    from SALib.sample import sobol  # noqa: PLC0415

    points: Array = sobol.sample(
        described,
        sampling.samples,
        calc_second_order=sampling.second_order,
        scramble=True,
        seed=sampling.seed,
    )
    return points


def _fast(sampling: Sampling, described: Mapping[str, Any]) -> Array:
    from SALib.sample import fast_sampler  # noqa: PLC0415

    points: Array = fast_sampler.sample(
        described, sampling.samples, M=HARMONICS, seed=sampling.seed
    )
    return points


_DRAWN: Final[Mapping[Method, Callable[[Sampling, Mapping[str, Any]], Array]]] = {
    "morris": _morris,
    "sobol": _sobol,
    "fast": _fast,
}


def _factor_problems(
    method: Method, names: Sequence[str], groups: Sequence[str] | None
) -> list[str]:
    problems = []
    repeated = sorted({name for name in names if list(names).count(name) > 1})
    if repeated:
        problems.append(f"--vary: {', '.join(repeated)} given more than once; give each once.")
    if groups is not None and method not in GROUPED:
        problems.append(
            f"--group: '{method}' cannot treat factors as one; leave the groups out, or choose "
            f"{' or '.join(GROUPED)}."
        )
    if groups is not None and len(groups) != len(names):
        problems.append(
            f"--group: {len(groups)} groups for {len(names)} factors; give each factor one."
        )
    compared = set(groups or names)
    if method not in (*_OF_LEVELS, "latin_hypercube") and len(compared) < 2:
        kind = "group" if groups else "factor"
        problems.append(
            f"--vary: {len(compared)} {kind} cannot be compared with another; vary two or more."
        )
    return problems


def _samples_problems(sampling: Sampling, factors: int) -> list[str]:
    samples, method = sampling.samples, sampling.method
    if method in _OF_LEVELS:
        return []
    least = LEAST.get(method, _POINTS_PER_FREQUENCY * max(factors - 1, 1) + 1)
    if samples < least:
        of = f" for {factors} factors" if method == "fast" else ""
        return [f"--samples: {samples} is not allowed; '{method}' needs {least} or more{of}."]
    if method == "sobol" and samples & (samples - 1):
        below = 1 << (samples.bit_length() - 1)
        return [
            f"--samples: {samples} is not allowed; Sobol' sequences are even only over a power of "
            f"two; the nearest are {below} and {2 * below}."
        ]
    return []
