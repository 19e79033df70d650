"""Benchmark: what a household-month costs, from the real district to a million households.

Times are of one process, without import and compilation, the world's construction included; every
size is run once to warm up and then in turn with the others, so that a machine that slows down
slows all of them.
"""

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from model.model import BorderModel
from model.region import Region
from model.scenario import Scenario
from model.tables import bytes_per_row

SIZES = (8_293, 100_000, 1_000_000)
# A size is repeated until it has had about as many household-months as this, at least thrice.
_WORK = 8_293 * 144 * 11


class Size(NamedTuple):
    """One line of the benchmark; ``seconds`` is the median of ``repeats`` runs."""

    households: int
    months: int
    repeats: int
    seconds: float
    fastest: float
    household_months_per_second: float
    bytes_per_household: float
    peak_memory_megabytes: float


def table_bytes(model: BorderModel) -> float:
    """Return the bytes per household of households, needs, cases and papers to lapse."""
    number = len(model.households.village)
    tables = (model.households, model.latent, model.cases, model.expiries)
    return sum(bytes_per_row(table) * len(table[0]) for table in tables) / max(number, 1)


def benchmark(
    region: Region,
    sizes: Sequence[int] = SIZES,
    months: int = 120,
    progress: Callable[[str], None] | None = None,
) -> tuple[Size, ...]:
    """Run the status quo at several sizes, all submodels, one seed; return one line per size.

    ``months`` are reported months; burn-in is run and counted on top.
    """
    scenarios = {}
    for size in sizes:
        people = sum(sub.population.value for sub in region.sub_districts)
        scale = size * Scenario().needs.household_size / people
        scenarios[size] = Scenario().replaced({"run.scale": scale, "run.months": months})
    repeats = {
        size: max(3, min(11, _WORK // (size * (months + Scenario().run.burn_in)))) for size in sizes
    }
    times: dict[int, list[float]] = {size: [] for size in sizes}
    facts: dict[int, tuple[int, float, float]] = {}
    for number in range(1 + max(repeats.values())):
        for size in sizes:
            if number > repeats[size] or (number == 0 and size != min(sizes)):
                continue  # one size warms the kernels for all
            started = time.perf_counter()
            model = BorderModel(region, scenarios[size], seed=1)
            model.run()
            seconds = time.perf_counter() - started
            if number == 0:
                continue
            times[size].append(seconds)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            facts.setdefault(size, (len(model.households.village), table_bytes(model), peak))
            del model
            if progress is not None:
                progress(f"{size:,} households, run {number} of {repeats[size]}: {seconds:.3f} s")
    total = months + Scenario().run.burn_in
    rows = []
    for size in sizes:
        households, width, peak = facts[size]
        seconds = statistics.median(times[size])
        speed = households * total / seconds
        fastest = min(times[size])
        repeated = len(times[size])
        rows.append(Size(households, total, repeated, seconds, fastest, speed, width, peak))
    return tuple(rows)
