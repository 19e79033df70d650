"""The commands that hold the model against facts: calibrate and patterns."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from experiments import calibration
from experiments import patterns as observed
from experiments.history import Fact, history_rows
from experiments.observed import Row
from experiments.screen import console
from model.errors import InputError
from model.region import Region, load_region

_LARGE = 1e4
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
    """Print every pattern as simulated, and the facts beside the history run; returns 0."""
    region: Region = load_region(region_name)
    seeds = _seeds(replications)
    _say(f"Running the model under {replications} seeds for each of some twenty checks.")
    rows, facts = observed.pattern_rows(region, seeds), history_rows(region, seeds)
    if as_json:
        _print_json(
            {
                "patterns": [row._asdict() for row in rows],
                "history": [fact._asdict() for fact in facts],
            }
        )
        return 0
    screen = console()
    screen.print("[bold]Observed patterns[/]")
    screen.print(_table(rows))
    screen.print()
    screen.print("[bold]Facts beside the history run[/]")
    for part in _facts(facts, region.base_price_year):
        screen.print(part)
    return 0


def _seeds(replications: int) -> range:
    if replications < 1:
        raise InputError(f"--replications is {replications}: allowed are whole numbers from 1.")
    return range(_FIRST_SEED, _FIRST_SEED + replications)


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False)
    table.add_column("pattern", no_wrap=True)
    table.add_column("quantity and its use", ratio=1)
    table.add_column("unit")
    for heading in ("target", "simulated", "tolerance"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        target, tolerance = (
            "" if value is None else _plain(value) for value in (row.target, row.tolerance)
        )
        quantity = Text(row.quantity).append(f"\n{row.use}", style="dim")
        table.add_row(row.pattern, quantity, row.unit, target, _plain(row.simulated), tolerance)
    return table


def _facts(facts: Sequence[Fact], base_year: int) -> Iterator[Table | Text]:
    """Yield the table of facts, then the sources that it numbers."""
    numbers = {source: place for place, source in enumerate({f.source: 0 for f in facts}, start=1)}
    table = Table(box=SIMPLE_HEAD, show_edge=False)
    table.add_column("fact", ratio=1)
    table.add_column("unit")
    for heading in ("reported", "simulated", "source"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in facts:
        unit = f"{row.unit}, {base_year}" if row.unit.startswith("rupiah") else row.unit
        fact = Text(row.fact).append(f" ({row.use})", style="dim")
        table.add_row(
            fact, unit, _plain(row.value), _plain(row.simulated), str(numbers[row.source])
        )
    yield table
    for source, place in numbers.items():
        yield Text(f"{place}  {source}", style="dim")


def _plain(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= _LARGE else f"{value:,.4g}"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201


def _print_json(content: Any) -> None:
    print(json.dumps(content, indent=2, ensure_ascii=False))  # noqa: T201
