"""What came of a run, and the rows that it leaves in a study."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from experiments.designs import Run

RUN_SCHEMA = pa.schema(
    [
        ("run", pa.string()),
        ("policy", pa.string()),
        ("point", pa.int32()),
        ("replication", pa.int32()),
        ("seed", pa.int64()),
        ("scenario", pa.string()),
        ("status", pa.string()),
        ("error", pa.string()),
        ("traceback", pa.string()),
    ]
)
SERIES_SCHEMA = pa.schema(
    [
        ("run", pa.string()),
        ("policy", pa.string()),
        ("point", pa.int32()),
        ("seed", pa.int64()),
        ("month", pa.int32()),
    ]
)
VILLAGE_SCHEMA = pa.schema(
    [
        ("run", pa.string()),
        ("policy", pa.string()),
        ("point", pa.int32()),
        ("seed", pa.int64()),
        ("village", pa.string()),
    ]
)
TIMING_SCHEMA = pa.schema(
    [
        ("run", pa.string()),
        ("policy", pa.string()),
        ("point", pa.int32()),
        ("seconds", pa.float64()),
    ]
)


@dataclass(frozen=True)
class RunResult:
    """What came of one run: its indicators, or the error that ended it.

    ``summary`` maps an indicator to its value; ``series`` maps it to one value per reported month;
    ``villages`` to one per village, in the region's order. All are empty if ``error`` (one line) is
    set. ``seconds`` is the time that the run took.
    """

    run: Run
    summary: Mapping[str, float]
    series: Mapping[str, np.ndarray]
    villages: Mapping[str, np.ndarray]
    seconds: float
    error: str | None = None
    traceback: str | None = None

    @property
    def numbers(self) -> int:
        """How many numbers the result holds."""
        parts = (*self.series.values(), *self.villages.values())
        return len(self.summary) + sum(values.size for values in parts)


def runs_table(results: Sequence[RunResult], varied: Sequence[str]) -> pa.Table:
    """Return a row per run: its key, the parameters that the design varies, and its indicators."""
    rows = [
        {
            "run": result.run.identity,
            "policy": result.run.policy,
            "point": result.run.point,
            "replication": result.run.replication,
            "seed": result.run.seed,
            "scenario": result.run.scenario.content_hash,
            "status": "done" if result.error is None else "failed",
            "error": result.error,
            "traceback": result.traceback,
        }
        for result in results
    ]
    table = pa.Table.from_pylist(rows, schema=RUN_SCHEMA)
    flats = [result.run.scenario.flat() for result in results]
    for path in varied:
        table = table.append_column(path, pa.array([flat[path] for flat in flats]))
    # A failed run has no indicators: null in its row, no column if all runs of the shard failed.
    for name in dict.fromkeys(name for result in results for name in result.summary):
        values = [result.summary.get(name) for result in results]
        table = table.append_column(name, pa.array(values, pa.float64()))
    return table


def series_table(results: Sequence[RunResult]) -> pa.Table:
    """Return a row per finished run and reported month, 1 being the first."""
    tables = [SERIES_SCHEMA.empty_table()]
    for result in results:
        months = max((len(values) for values in result.series.values()), default=0)
        tables.append(_spread(result, SERIES_SCHEMA, range(1, months + 1), result.series))
    return pa.concat_tables(tables, promote_options="default")


def villages_table(results: Sequence[RunResult], names: Sequence[str]) -> pa.Table:
    """Return a row per finished run and village; ``names``: the villages in the region's order."""
    tables = [VILLAGE_SCHEMA.empty_table()]
    for result in results:
        rows = names if result.villages else ()
        tables.append(_spread(result, VILLAGE_SCHEMA, rows, result.villages))
    return pa.concat_tables(tables, promote_options="default")


def _spread(
    result: RunResult,
    schema: pa.Schema,
    rows: Sequence[object],
    columns: Mapping[str, np.ndarray],
) -> pa.Table:
    """Return the rows of one run: its key, what tells its rows apart, and a column per array."""
    run, number = result.run, len(rows)
    key = [run.identity, run.policy, run.point, run.seed]
    table = pa.table(
        dict(zip(schema.names, [*([value] * number for value in key), list(rows)], strict=True)),
        schema=schema,
    )
    for name, values in columns.items():
        table = table.append_column(name, pa.array(values, pa.float64(), from_pandas=False))
    return table


def timings_table(results: Sequence[RunResult]) -> pa.Table:
    """Return the seconds of each run."""
    rows = [
        {
            "run": result.run.identity,
            "policy": result.run.policy,
            "point": result.run.point,
            "seconds": result.seconds,
        }
        for result in results
    ]
    return pa.Table.from_pylist(rows, schema=TIMING_SCHEMA)
