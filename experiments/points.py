"""Design points: the combinations of factor values at which a study runs the model."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from experiments.factors import Array, Factor
from experiments.provenance import digest
from model.parameter import Value

_UNIT = "unit/"


@dataclass(frozen=True)
class Points:
    """The points of a design: ``unit`` (float64[points, factors]) holds their places from 0 to 1.

    ``columns`` holds the value of each factor at each point. Without factors there is one point.
    """

    factors: tuple[Factor, ...] = ()
    unit: Array = field(default_factory=lambda: np.zeros((1, 0)))
    columns: tuple[tuple[Value, ...], ...] = ()

    @classmethod
    def at(cls, factors: tuple[Factor, ...], unit: Array) -> "Points":
        """Return the points at places on the unit cube."""
        columns = tuple(
            tuple(factor.values(unit[:, place])) for place, factor in enumerate(factors)
        )
        return cls(factors, unit, columns)

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
            yield {
                path: column[point] for path, column in zip(self.paths, self.columns, strict=True)
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
