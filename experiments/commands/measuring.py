"""The command ``benchmark``: what a household-month and a run cost, and how that was measured."""

import importlib
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table

from experiments import benchmark as clock
from experiments.commands.telling import print_json
from experiments.schedule import schedule
from experiments.screen import console
from model.errors import InputError
from model.region import load_region, region_path
from model.scenario import Scenario

_ROOT = Path(__file__).resolve().parent.parent.parent
# Whole Sobol' designs of 52 and 208 runs tell whether the cost of a run is flat.
_SAMPLES = (2, 8)


def benchmark(region_name: str, samples: int | None, *, as_json: bool) -> int:
    """Print household-months per second by size, the distance to the twin, and runs per second.

    ``samples``: N of one more Sobol' design of N (2 D + 2) runs over twelve inputs. Returns 0.
    """
    if samples is not None and (samples < 1 or samples & (samples - 1)):
        raise InputError(f"--samples: {samples} is not allowed; give a power of two, as in 1024.")
    region = load_region(region_name)
    twin = _twin(region_name)
    sizes = clock.sizes_in_turn(region, progress=_say)
    peer = clock.against_peer(region, twin) if twin else None
    cores = os.cpu_count() or 1
    few, many = _SAMPLES
    cases = dict.fromkeys([(few, 1), (few, min(2, cores)), (few, cores), (many, cores)])
    _say("Sobol' designs through whole studies.")
    runs = [*clock.throughput(list(cases))]
    if samples is not None:
        _say(f"One of {samples} base samples.")
        runs += clock.throughput([(samples, cores)], turns=1)
    if as_json:
        print_json(
            {
                "machine": clock.machine(),
                "submodels": schedule(),
                "sizes": [row._asdict() for row in sizes],
                "peer": peer._asdict() if peer else None,
                "throughput": [row._asdict() for row in runs],
            }
        )
        return 0
    screen = console()
    for part in (_sizes(sizes), _peer(peer), _runs(runs)):
        screen.print(part)
        screen.print()
    for line in _method(peer):
        screen.print(line, soft_wrap=True, style="dim")
    return 0


def _twin(region_name: str) -> clock.Twin | None:
    """Return the plain-Mesa twin of the source tree; None where there is no source tree."""
    if not (_ROOT / "tests" / "docking" / "twin.py").exists():
        return None
    sys.path.insert(0, str(_ROOT))
    timed = importlib.import_module("tests.docking.twin").timed_months
    values, place = Scenario().flat(), region_path(region_name)
    return lambda seed, months: timed(place, values, seed, months)


def _sizes(rows: Sequence[clock.Size]) -> Table:
    headings = ("households", "months", "runs", "median s", "fastest s",
                "million household-months/s", "bytes/household", "peak memory MB")  # fmt: skip
    cells = (
        (
            f"{row.households:,}", str(row.months), str(row.repeats), f"{row.seconds:.3f}",
            f"{row.fastest:.3f}", f"{row.household_months_per_second / 1e6:.1f}",
            f"{row.bytes_per_household:.0f}", f"{row.peak_memory_megabytes:,.0f}",
        )
        for row in rows
    )  # fmt: skip
    return _table(headings, cells)


def _peer(peer: clock.Peer | None) -> Table | str:
    if peer is None:
        return "The plain-Mesa twin is in tests/docking of the source tree; not measured here."
    headings = ("submodels", "twin, household-months/s", "model, household-months/s", "factor")
    cells = (
        peer.submodels,
        f"{peer.twin_speed:,.0f}",
        f"{peer.model_speed:,.0f}",
        f"{peer.factor:,.0f}",
    )
    return _table(headings, [cells])


def _runs(rows: Sequence[clock.Throughput]) -> Table:
    headings = ("runs of a Sobol' design", "processes", "turns", "median s", "fastest s",
                "runs/s", "of one process, each")  # fmt: skip
    one = {row.runs: row.runs_per_second for row in rows if row.processes == 1}
    cells = (
        (
            f"{row.runs:,}", str(row.processes), str(row.turns), f"{row.seconds:,.1f}",
            f"{row.fastest:,.1f}", f"{row.runs_per_second:.2f}",
            f"{100 * row.runs_per_second / row.processes / one[row.runs]:.0f} %"
            if row.runs in one else "",
        )
        for row in rows
    )  # fmt: skip
    return _table(headings, cells)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False)
    for heading in headings:
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(*row)
    return table


def _method(peer: clock.Peer | None) -> Sequence[str]:
    about = ", ".join(f"{name}: {value}" for name, value in clock.machine().items())
    lines = [
        "Sizes: status quo, one seed, one process; construction included, import and compilation "
        f"not; burn-in counted; sizes take turns. Submodels: {', '.join(schedule())}.",
        "Runs: decades of the whole population, through design, workers and files; workers warm.",
        f"Machine: {about}.",
    ]
    if peer is not None:
        lines.insert(
            1,
            f"Twin: tests/docking, plain Mesa, written from the ODD alone; {peer.turns} paired "
            "turns of one core over the same months, the clock running in these submodels only.",
        )
    return lines


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201
