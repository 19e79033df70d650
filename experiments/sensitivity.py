"""Sensitivity: tables of indices for all outputs, guarded against what estimators do not notice.

Estimators return zeros for an output that never varies, and nonsense for one that is missing
somewhere. Here a constant output has no indices, and a trajectory, base sample or point with a
missing value is left out; each such case is a note that the caller can put into words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.indices import Estimate, estimate, index_names, is_constant, nothing
from experiments.sampling import LEAST, Array, Sampling, blocks

type Kind = Literal["constant", "dropped", "too_few", "incomplete", "not_defined", "no_interval"]

COLUMNS: Final = ("output", "method", "index", "factor", "other", "value", "low", "high")

# A part of a design with fewer blocks has an interval that says nothing.
_FEWEST: Final = 4


class Note(NamedTuple):
    """What happened to an output, and a number of what is named below.

    ``constant``: it does not vary, so that no index is defined (points). ``dropped``: blocks left
    out for a missing value. ``too_few``: blocks left, from which no index was computed.
    ``incomplete``: FAST needs all its points (points missing). ``not_defined``: factors or groups
    without one of the indices: Morris' groups have mu* but no mu and sigma; delta needs a density,
    which an output that is constant over a part of a factor's axis does not have; FAST has nothing
    to say where the output is constant along a factor's curve. ``no_interval``: FAST has none
    (factors).
    """

    output: str
    kind: Kind
    number: int


class Indices(NamedTuple):
    """A row of ``table`` per output, index and factor; ``notes`` say what was guarded.

    Columns: ``output``, ``method``, ``index`` (``mu_star``, ``ST`` …), ``factor`` (or group),
    ``other`` (the second factor of an S2, else empty), ``value``, and its interval ``low`` and
    ``high``.
    """

    table: pd.DataFrame
    notes: tuple[Note, ...]


def analyse(
    sampling: Sampling,
    names: Sequence[str],
    groups: Sequence[str] | None,
    unit: Array,
    outputs: Mapping[str, Array],
    *,
    places: Array | None = None,
    resamples: int = 200,
    level: float = 0.95,
) -> Indices:
    """Return the sensitivity indices of each output, with bootstrap intervals at ``level``.

    ``unit``: the points that ``sample`` drew, float64[points, factors]; ``outputs``:
    float64[points] each, NaN where missing; ``places``: where the values of the factors lie in
    shares of their ranges (``Factor.places``), float64[points, factors], ``unit`` if all are
    floats. The same arguments give the same numbers. Raises ValueError for designs without indices
    and for arrays that do not fit the sampling.
    """
    places = unit if places is None else places
    rows: list[tuple[str | float, ...]] = []
    notes: list[Note] = []
    labels = _labels(names, groups)
    for name, output in outputs.items():
        found, said = _guarded(
            sampling, names, groups, unit, places, name, output, resamples, level
        )
        notes += said
        rows += [
            (name, sampling.method, index, *row)
            for index, one in found.items()
            for row in _rows(labels, one)
        ]
    return Indices(pd.DataFrame(rows, columns=list(COLUMNS)), tuple(notes))


def converging(
    sampling: Sampling,
    names: Sequence[str],
    groups: Sequence[str] | None,
    unit: Array,
    output: Array,
    *,
    places: Array | None = None,
    steps: int = 6,
    resamples: int = 200,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the ranking index of each factor from growing leading parts of the design.

    Columns ``samples`` (trajectories, base samples or points), ``factor``, ``value``, ``low``,
    ``high``; ``places`` as for ``analyse``. The index is the first of ``index_names``. Base samples
    double from part to part, since a Sobol' sequence is even only over powers of two; others grow
    evenly. A part of a FAST curve is no curve: there the design as a whole is the only part.
    """
    places = unit if places is None else places
    index = index_names(sampling)[0]
    labels = _labels(names, groups)
    number = blocks(sampling, names, groups)
    rows = []
    for size in _sizes(sampling, steps):
        leading = number < size if sampling.method != "fast" else np.full(len(number), True)
        found, _ = _guarded(
            replace(sampling, samples=size),
            names, groups, unit[leading], places[leading], "", output[leading], resamples, level,
        )  # fmt: skip
        rows += [(size, factor, *row) for factor, _, *row in _rows(labels, found[index])]
    return pd.DataFrame(rows, columns=["samples", "factor", "value", "low", "high"])


def _guarded(
    sampling: Sampling,
    names: Sequence[str],
    groups: Sequence[str] | None,
    unit: Array,
    places: Array,
    name: str,
    output: Array,
    resamples: int,
    level: float,
) -> tuple[dict[str, Estimate], list[Note]]:
    """Return the indices of one output, without values where there is nothing to compute from."""
    labels = _labels(names, groups)
    none = nothing(sampling, len(labels))
    number = blocks(sampling, names, groups)
    if not len(number) == len(unit) == len(places) == len(output):
        raise ValueError(
            f"{len(unit)} points and {len(output)} outputs for a design of {len(number)} points"
        )
    missing = ~np.isfinite(output)
    lost = np.unique(number[missing])
    if lost.size and sampling.method == "fast":
        return none, [Note(name, "incomplete", int(missing.sum()))]
    notes = [Note(name, "dropped", lost.size)] if lost.size else []
    whole = ~np.isin(number, lost)
    left = len(np.unique(number[whole]))
    # Missing values may cost half of what a design needs to begin with.
    if left < max(2, LEAST.get(sampling.method, 2) // 2):
        return none, [*notes, Note(name, "too_few", left)]
    if _never_varies(sampling, number[whole], output[whole]):
        return none, [*notes, Note(name, "constant", int(whole.sum()))]
    found = estimate(
        sampling, names, groups, unit[whole], places[whole], output[whole], resamples, level
    )
    undefined = np.isnan([one.value for index, one in found.items() if index != "S2"]).any(axis=0)
    if undefined.any():
        notes.append(Note(name, "not_defined", int(undefined.sum())))
    if sampling.method == "fast":
        notes.append(Note(name, "no_interval", len(labels)))
    return found, notes


def _never_varies(sampling: Sampling, number: npt.NDArray[np.int64], output: Array) -> bool:
    if sampling.method == "sobol":
        # Its variance is that of the first and the last point of each base sample.
        new = np.diff(number, prepend=-1, append=-1) != 0
        output = output[new[:-1] | new[1:]]
    return is_constant(output)


def _labels(names: Sequence[str], groups: Sequence[str] | None) -> list[str]:
    return list(dict.fromkeys(groups or names))


def _rows(labels: Sequence[str], one: Estimate) -> Iterator[tuple[str | float, ...]]:
    """Yield factor, other factor, value, low and high."""
    if one.value.ndim == 1:
        for label, value, low, high in zip(labels, *one, strict=True):
            yield label, "", float(value), float(low), float(high)
        return
    for first, second in combinations(range(len(labels)), 2):
        yield labels[first], labels[second], *(float(part[first, second]) for part in one)


def _sizes(sampling: Sampling, steps: int) -> list[int]:
    """Return how many blocks the parts of a design have, the whole design last."""
    most = sampling.samples
    if sampling.method == "fast":
        return [most]
    least = min(max(_FEWEST, LEAST[sampling.method]), most)
    if sampling.method == "sobol":
        halves = [most >> place for place in reversed(range(steps))]
        return [size for size in halves if size >= least]
    return [
        int(size)
        for size in np.unique(np.rint(np.linspace(most / steps, most, steps)))
        if size >= least
    ]
