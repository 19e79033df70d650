"""Design points: the combinations of factor values at which a study runs the model."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from experiments.factors import Array, Factor
from experiments.provenance import digest
from model.parameter import Value

_UNIT = "unit/"
_EVEN = 5


@dataclass(frozen=True)
class Points:
    """The points of a design: ``unit`` (float64[points, factors]) holds their places from 0 to 1.

    ``columns`` holds the value of each factor at each point, None where a factor stays as the
    policy has it. Without factors there is one point.
    """

    factors: tuple[Factor, ...] = ()
    unit: Array = field(default_factory=lambda: np.zeros((1, 0)))
    columns: tuple[tuple[Value | None, ...], ...] = ()

    @classmethod
    def at(cls, factors: tuple[Factor, ...], unit: Array) -> "Points":
        """Return the points at places on the unit cube."""
        columns = tuple(
            tuple(factor.values(unit[:, place])) for place, factor in enumerate(factors)
        )
        return cls(factors, unit, columns)

    @classmethod
    def one_at_a_time(cls, factors: tuple[Factor, ...]) -> "Points":
        """Return a point for each value of each factor, all others staying as they are.

        Ranges have five even values. ``unit`` is NaN for the factors that stay.
        """
        axes = [
            factor.middles() if factor.levels else np.linspace(0, 1, _EVEN) for factor in factors
        ]
        total = sum(len(axis) for axis in axes)
        unit = np.full((total, len(factors)), np.nan)
        columns: list[tuple[Value | None, ...]] = []
        start = 0
        for place, (factor, axis) in enumerate(zip(factors, axes, strict=True)):
            rows = slice(start, start + len(axis))
            unit[rows, place] = axis
            column: list[Value | None] = [None] * total
            column[rows] = factor.values(axis)
            columns.append(tuple(column))
            start = rows.stop
        return cls(factors, unit, tuple(columns))

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the factors."""
        return tuple(factor.path for factor in self.factors)

    @property
    def digest(self) -> str:
        """The hash of all values of all points."""
        return digest((self.paths, self.columns))

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.unit)

    def changes(self) -> Iterator[dict[str, Value]]:
        """Yield the values of each point by path."""
        for point in range(len(self)):
            values = (column[point] for column in self.columns)
            yield {
                path: value
                for path, value in zip(self.paths, values, strict=True)
                if value is not None
            }

    def table(self) -> pa.Table:
        """Return a row per point: its number, the values of the factors, and their places."""
        table = pa.table({"point": pa.array(range(len(self)), pa.int32())})
        for path, column in zip(self.paths, self.columns, strict=True):
            table = table.append_column(path, pa.array(column))
        for place, path in enumerate(self.paths):
            table = table.append_column(_UNIT + path, pa.array(self.unit[:, place]))
        return table

    @classmethod
    def of_table(cls, factors: tuple[Factor, ...], table: pa.Table) -> "Points":
        """Return the points that a table made by ``table`` holds."""
        unit = [table.column(_UNIT + factor.path).to_numpy() for factor in factors]
        columns = tuple(tuple(table.column(factor.path).to_pylist()) for factor in factors)
        places = np.column_stack(unit) if unit else np.zeros((table.num_rows, 0))
        return cls(factors, places, columns)
