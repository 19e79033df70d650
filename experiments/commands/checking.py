"""The commands that hold the model against facts and the clock: calibrate, patterns, benchmark."""

import json
import sys
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from experiments import benchmark as clock
from experiments import calibration
from experiments import patterns as observed
from experiments.patterns import Row
from experiments.screen import console
from model.errors import InputError
from model.region import Region, load_region

_FIRST_SEED = 1001  # seeds of calibration and of patterns are not those of studies


def calibrate(region_name: str, replications: int, *, as_json: bool) -> int:
    """Fit the calibrated numbers and print them beside the patterns; returns 0."""
    region = load_region(region_name)
    result = calibration.calibrate(
        region,
        _seeds(replications),
        lambda number, miss: _say(
            f"evaluation {number}: root mean square miss {miss:.2f} tolerances"
        ),
    )
    values = {
        f"services.{name}.{field}": value
        for (name, field, _, _), value in zip(calibration.UNKNOWNS, result.values, strict=True)
    }
    if as_json:
        _print_json({"values": values, "patterns": [row._asdict() for row in result.rows]})
        return 0
    screen = console()
    screen.print(f"Fitted in {result.evaluations} evaluations of {replications} runs each:")
    for path, value in values.items():
        present = getattr(region.service(path.split(".")[1]), path.split(".")[2]).value
        screen.print(f"  {path} = {value} (in the region file: {present:g})", markup=False)
    screen.print(_table(result.rows))
    return 0


def patterns(region_name: str, replications: int, *, as_json: bool) -> int:
    """Print every pattern of the region as simulated; returns 0."""
    region: Region = load_region(region_name)
    rows = observed.pattern_rows(region, _seeds(replications))
    if as_json:
        _print_json([row._asdict() for row in rows])
        return 0
    console().print(_table(rows))
    return 0


def benchmark(region_name: str, *, as_json: bool) -> int:
    """Print household-months per second at three sizes; returns 0."""
    rows = clock.benchmark(load_region(region_name), progress=_say)
    if as_json:
        _print_json([row._asdict() for row in rows])
        return 0
    table = Table(box=SIMPLE_HEAD, show_edge=False)
    for heading in ("households", "months", "runs", "median s", "fastest s",
                    "million household-months/s", "bytes/household", "peak memory MB"):  # fmt: skip
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(
            f"{row.households:,}", str(row.months), str(row.repeats), f"{row.seconds:.3f}",
            f"{row.fastest:.3f}", f"{row.household_months_per_second / 1e6:.1f}",
            f"{row.bytes_per_household:.0f}", f"{row.peak_memory_megabytes:,.0f}",
        )  # fmt: skip
    screen = console()
    screen.print(table)
    screen.print(
        "Status quo, all submodels, one seed and one process; construction included, import and "
        "compilation not; burn-in counted."
    )
    return 0


def _seeds(replications: int) -> range:
    if replications < 1:
        raise InputError(f"--replications is {replications}: allowed are whole numbers from 1.")
    return range(_FIRST_SEED, _FIRST_SEED + replications)


def _table(rows: tuple[Row, ...]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False)
    table.add_column("pattern")
    table.add_column("quantity", ratio=1)
    table.add_column("unit")
    table.add_column("target", justify="right")
    table.add_column("simulated", justify="right")
    table.add_column("tolerance", justify="right")
    table.add_column("use")
    for row in rows:
        target, tolerance = (
            "" if value is None else f"{value:,.4g}" for value in (row.target, row.tolerance)
        )
        simulated = f"{row.simulated:,.0f}" if abs(row.simulated) >= 1e4 else f"{row.simulated:.4g}"
        table.add_row(row.pattern, row.quantity, row.unit, target, simulated, tolerance, row.use)
    return table


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201


def _print_json(content: Any) -> None:
    print(json.dumps(content, indent=2, ensure_ascii=False))  # noqa: T201
