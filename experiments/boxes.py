"""Boxes: parts of the factors' space that hold the points of interest, and how well they do.

A box limits some of the factors. Its *coverage* is the share of the points of interest that lie in
it, its *density* the share of its points that are of interest, its *mass* the share of all points
that lie in it. Source: Bryant and Lempert 2010, "Thinking inside the box", Technological
Forecasting and Social Change 77.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.calling import with_extra
from model.errors import InputError
from model.parameter import Value

# Assumption: a peel of 5 % takes one point of twenty; fewer points cannot carry a limit.
LEAST_CASES: Final = 20
# The share of all points that a box holds at least.
MASS: Final = 0.05


class Limit(NamedTuple):
    """What a box asks of one factor: to lie from ``low`` to ``high``, or to be one of ``levels``.

    ``levels`` is empty for numbers; ``low`` and ``high`` are NaN for names and switches. An end
    that the box does not limit is the end of the range. ``p_low`` and ``p_high`` are the quasi
    p-values of the two ends (``p_low`` that of levels), NaN where there is no limit or no value.
    """

    factor: str
    low: float
    high: float
    levels: tuple[Value, ...] = ()
    p_low: float = math.nan
    p_high: float = math.nan


class Box(NamedTuple):
    """A box: a row of ``limits`` per factor that it limits (the fields of Limit), and its worth.

    ``coverage``, ``density`` and ``mass`` are shares from 0 to 1; ``points`` is a number.
    """

    limits: pd.DataFrame
    coverage: float
    density: float
    mass: float
    points: int

    @property
    def balance(self) -> float:
        """The harmonic mean of coverage and density, from 0 to 1."""
        total = self.coverage + self.density
        return 2 * self.coverage * self.density / total if total > 0 else 0.0


class Discovery(NamedTuple):
    """What was found: the boxes, which one to show, and what they were found among.

    ``boxes``: by PRIM along its trajectory, by CART the leaves; ``chosen`` is the place of the one
    to show. ``trajectory``: see ``prim`` and ``cart``. ``cases`` points were used, ``of_interest``
    of them are of interest; ``left_out`` points had a missing value. ``ranges`` holds a row per
    factor with the limits of the points themselves; ``constant`` are factors that do not vary.
    """

    boxes: tuple[Box, ...]
    trajectory: pd.DataFrame
    cases: int
    of_interest: int
    chosen: int
    left_out: int
    ranges: pd.DataFrame
    constant: tuple[str, ...]

    @property
    def box(self) -> Box:
        """The box to show."""
        return self.boxes[self.chosen]


class Cases(NamedTuple):
    """Points ready to be told apart.

    ``inputs``: float64 per factor, names and switches as their place among ``levels``; ``whole``:
    factors that are whole numbers; ``of_interest``: int64[points], 0 or 1.
    """

    inputs: pd.DataFrame
    levels: Mapping[str, tuple[Value, ...]]
    whole: frozenset[str]
    of_interest: npt.NDArray[np.int64]
    left_out: int
    constant: tuple[str, ...]

    def limit(
        self,
        factor: str,
        low: float,
        high: float,
        p_low: float = math.nan,
        p_high: float = math.nan,
    ) -> Limit:
        """Return a limit on a factor that is a number; that of a whole number is one, too."""
        if factor in self.whole:
            low, high = math.ceil(low), math.floor(high)
        return Limit(factor, float(low), float(high), (), p_low, p_high)

    def choice(self, factor: str, places: Iterable[float], p: float = math.nan) -> Limit:
        """Return a limit on a factor that has levels, to those at the places."""
        levels = tuple(self.levels[factor][int(place)] for place in sorted(places))
        return Limit(factor, math.nan, math.nan, levels, p)

    def box(self, limits: Iterable[Limit], points: int, of_interest: int) -> Box:
        """Return a box with so many points, and so many of interest among them."""
        return Box(
            table(limits),
            of_interest / int(self.of_interest.sum()),
            of_interest / points,
            points / len(self.inputs),
            points,
        )

    def discovery(self, boxes: Iterable[Box], trajectory: pd.DataFrame, chosen: int) -> Discovery:
        """Return what was found among these points."""
        ranges = [
            self.choice(factor, column.unique())
            if factor in self.levels
            else self.limit(factor, column.min(), column.max())
            for factor, column in ((str(name), column) for name, column in self.inputs.items())
        ]
        return Discovery(
            tuple(boxes),
            trajectory,
            len(self.inputs),
            int(self.of_interest.sum()),
            chosen,
            self.left_out,
            table(ranges),
            self.constant,
        )


def table(limits: Iterable[Limit]) -> pd.DataFrame:
    """Return a row per limit."""
    return pd.DataFrame(list(limits), columns=list(Limit._fields))


def rows(limits: pd.DataFrame) -> list[Limit]:
    """Return the limits that a table holds."""
    return [Limit(*row) for row in limits.itertuples(index=False, name=None)]


def inside(limits: pd.DataFrame, inputs: pd.DataFrame) -> pd.Series:
    """Tell which points lie within all limits of a box (bool, indexed as ``inputs``)."""
    held = pd.Series(data=True, index=inputs.index)
    for limit in rows(limits):
        column = inputs[limit.factor]
        held &= column.isin(limit.levels) if limit.levels else column.between(limit.low, limit.high)
    return held


def prepared(inputs: pd.DataFrame, of_interest: pd.Series) -> Cases:
    """Return the points whose values are all known, without factors that do not vary.

    ``inputs``: a row per point, a column per factor (numbers, switches, names); ``of_interest``:
    true, false or missing, with the index of ``inputs``. Raises InputError where there is nothing
    to tell apart, or too little to tell it from chance.
    """
    verdicts = of_interest.reindex(inputs.index)
    known = verdicts.notna() & inputs.notna().all(axis=1)
    used, chosen = inputs[known], verdicts[known].astype(bool).to_numpy()
    _check(chosen, len(inputs))
    constant = tuple(str(name) for name, column in used.items() if column.nunique() < 2)
    used = used.drop(columns=list(constant))
    if used.empty:
        raise InputError("No factor varies, so nothing tells the points of interest apart.")
    levels = {
        str(name): tuple(sorted(column.unique().tolist()))
        for name, column in used.items()
        if pd.api.types.is_bool_dtype(column) or not pd.api.types.is_numeric_dtype(column)
    }
    columns = {
        str(name): column.map({level: place for place, level in enumerate(levels[str(name)])})
        if name in levels
        else column
        for name, column in used.items()
    }
    whole = frozenset(
        str(name)
        for name, column in used.items()
        if name not in levels and pd.api.types.is_integer_dtype(column)
    )
    return Cases(
        pd.DataFrame(columns).astype(float).reset_index(drop=True),
        levels,
        whole,
        chosen.astype(np.int64),
        int((~known).sum()),
        constant,
    )


def missing(method: str, package: str) -> str:
    """Return what to do where a package of the extra ``discovery`` is not installed."""
    how = with_extra("discovery", "discover …")
    return f"{method} needs {package}, which is not installed; {how}."


def _check(chosen: npt.NDArray[np.bool_], points: int) -> None:
    """Raise InputError unless there are enough points of both kinds."""
    cases, of_interest = len(chosen), int(chosen.sum())
    if not cases:
        raise InputError(f"None of the {points} points has all of its values, so none can be used.")
    advice = "choose another threshold or policy"
    if not of_interest:
        raise InputError(f"None of the {cases} points is of interest: {advice}.")
    if of_interest == cases:
        raise InputError(
            f"All {cases} points are of interest, so nothing sets them apart: {advice}."
        )
    if min(of_interest, cases - of_interest) < LEAST_CASES:
        few = of_interest if of_interest < LEAST_CASES else cases - of_interest
        verb = "is" if few == 1 else "are"
        kind = f"{verb} of interest" if few == of_interest else f"{verb} not of interest"
        raise InputError(
            f"Only {few} of the {cases} points {kind}; at least {LEAST_CASES} are needed to tell "
            f"a pattern from chance: run more points, or {advice}."
        )
