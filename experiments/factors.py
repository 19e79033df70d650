"""Factors: the parameters that a study varies, and the values that a design draws for them.

Designs are drawn on the unit cube, one axis per factor, so that a switch, a whole number and a
choice among names are sampled as evenly as a range is. A value is the quantile of its axis: a float
lies between its bounds, a whole number or a name takes an equal share of the axis. Names have no
order: what a method makes of steps along such an axis (Morris' signs) means nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from model.errors import InputError
from model.parameter import Value

type Array = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Factor:
    """A parameter that varies: between ``low`` and ``high``, or among ``levels`` in their order.

    ``levels`` is empty for a range of floats; whole numbers, switches and names have levels.
    """

    path: str
    low: float = 0.0
    high: float = 1.0
    levels: tuple[Value, ...] = ()

    @property
    def ordered(self) -> bool:
        """Whether more means more: false for names."""
        return not any(isinstance(level, str) for level in self.levels)

    def values(self, unit: Array) -> list[Value]:
        """Return the values at places on the factor's axis (float64[points], from 0 to 1)."""
        if not self.levels:
            return [float(value) for value in self.low + (self.high - self.low) * unit]
        return [self.levels[number] for number in self._numbers(unit)]

    def places(self, unit: Array) -> Array:
        """Return where the values at places on the factor's axis lie in shares of its range.

        ``unit`` and result: float64[points]. A float lies where it was drawn; ordered levels lie
        evenly from 0 to 1; names lie a whole range apart, or further: none is between two others.
        """
        if not self.levels:
            return unit
        numbers = self._numbers(unit).astype(np.float64)
        return numbers / (len(self.levels) - 1) if self.ordered else numbers

    def middles(self) -> Array:
        """Return the place of each level on the factor's axis: the middle of its share."""
        return (np.arange(len(self.levels)) + 0.5) / len(self.levels)

    def _numbers(self, unit: Array) -> npt.NDArray[np.int64]:
        return np.minimum((unit * len(self.levels)).astype(np.int64), len(self.levels) - 1)


def all_levels(factors: Sequence[Factor]) -> Array:
    """Return every combination of the factors' levels on the unit cube, shape (points, factors).

    The last factor varies fastest. Raises InputError for factors that are ranges.
    """
    problems = [
        f"--vary {factor.path}: a factorial design needs values, as in {factor.path}="
        f"{plain(factor.low)}:{plain(factor.high)}:{plain((factor.high - factor.low) / 4)}; "
        "or choose --method latin_hypercube."
        for factor in factors
        if not factor.levels
    ]
    if problems:
        raise InputError(problems)
    grid = np.meshgrid(*(factor.middles() for factor in factors), indexing="ij")
    return np.column_stack([axis.ravel() for axis in grid])


def plain(value: float) -> str:
    """Return a number as it is typed."""
    return f"{value:.12g}"
