"""Benchmark: what a household-month costs, beside a plain-Mesa peer and through a whole study.

Everything is measured in pairs: what is compared takes turns within one process, or one session, so
that a machine that slows down slows both. Times are without import and compilation.
"""

import os
import platform
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from experiments.designs import Design
from experiments.executors import local_executor
from experiments.plan import Plan
from experiments.progress import Silence
from experiments.runner import execute
from experiments.settling import settle
from experiments.store import Study
from model.model import BorderModel
from model.region import Region
from model.scenario import Scenario
from model.tables import bytes_per_row

SIZES = (8_293, 100_000, 1_000_000)
# Twelve inputs of a Sobol' design, from all parts of the model; which they are costs no time.
INPUTS: Final = (
    "behaviour.cost_sensitivity",
    "behaviour.trust_weight",
    "travel.fare",
    "travel.time_value",
    "agencies.ego",
    "agencies.missing_papers",
    "attractiveness.passport",
    "brokers.price_adjustment",
    "work.wage_weight",
    "trade.demand_elasticity",
    "security.skill_effect",
    "cbc.growth",
)
_TURNS = 3
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


class Peer(NamedTuple):
    """The same submodels by the plain-Mesa twin and by the model, medians of paired turns.

    Speeds are household-months per second of one core in ``submodels`` alone.
    """

    submodels: str
    turns: int
    twin_speed: float
    model_speed: float
    factor: float


class Throughput(NamedTuple):
    """Runs of a Sobol' design through a whole study (design, workers, files).

    ``seconds`` is the median of ``turns``, and gives ``runs_per_second``.
    """

    runs: int
    processes: int
    turns: int
    seconds: float
    fastest: float
    runs_per_second: float


# households, months and seconds in the four submodels, of a seed and a number of months
type Twin = Callable[[int, int], tuple[int, float, float]]


def machine() -> dict[str, str | int | None]:
    """Return what the times depend on beside the program."""
    return {
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.system(),
    }


class _Timed(BorderModel):
    """The model with a clock around needs, take-up, queues and livelihoods."""

    seconds = 0.0

    def _needs(self) -> None:
        self._clock(super()._needs)

    def _takeup(self) -> None:
        self._clock(super()._takeup)

    def _queues(self) -> None:
        self._clock(super()._queues)

    def _livelihoods(self) -> None:
        self._clock(super()._livelihoods)

    def _clock(self, submodel: Callable[[], None]) -> None:
        started = time.perf_counter()
        submodel()
        self.seconds += time.perf_counter() - started


def against_peer(region: Region, twin: Twin, months: int = 12, turns: int = _TURNS) -> Peer:
    """Run the twin and the model in turn, the same first months, and return how fast each is."""
    twins: list[float] = []
    models: list[float] = []
    for turn in range(turns + 1):
        households, done, seconds = twin(turn + 1, months)
        model = _Timed(region, Scenario(), seed=turn + 1)
        for _ in range(months):
            model.step()
        if turn == 0:
            continue  # one turn warms up
        twins.append(households * done / seconds)
        models.append(len(model.households.village) * months / model.seconds)
    factors = [fast / slow for fast, slow in zip(models, twins, strict=True)]
    return Peer(
        submodels="needs, takeup, queues, livelihoods with work",
        turns=turns,
        twin_speed=statistics.median(twins),
        model_speed=statistics.median(models),
        factor=statistics.median(factors),
    )


def throughput(
    cases: Sequence[tuple[int, int]],
    *,
    turns: int = _TURNS,
    months: int = 120,
    scale: float = 1.0,
) -> tuple[Throughput, ...]:
    """Run Sobol' designs, N (2 D + 2) runs over twelve inputs, through a study each.

    ``cases``: pairs of N and a number of processes. They take turns; workers are started and warmed
    before the clock is. One run is a decade of the whole population, or ``scale`` of it.
    """
    designs = {
        samples: settle(
            Plan(
                command="sensitivity",
                method="sobol",
                samples=samples,
                second_order=True,
                vary=INPUTS,
                noise_points=0,
                months=months,
                scale=scale,
            )
        )
        for samples, _ in cases
    }
    seconds: dict[tuple[int, int], list[float]] = {case: [] for case in cases}
    for _ in range(turns):
        for (samples, jobs), taken in seconds.items():
            taken.append(_through(designs[samples], jobs, scale))
    return tuple(
        Throughput(
            runs=designs[samples].size,
            processes=jobs,
            turns=turns,
            seconds=statistics.median(taken),
            fastest=min(taken),
            runs_per_second=designs[samples].size / statistics.median(taken),
        )
        for (samples, jobs), taken in seconds.items()
    )


def _through(design: Design, jobs: int, scale: float) -> float:
    """Return the seconds of a whole study in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder, local_executor(jobs) as executor:
        for future in [executor.submit(_warm, scale) for _ in range(2 * jobs)]:
            future.result()
        study = Study.create(Path(folder) / "study", design, "benchmark")
        started = time.perf_counter()
        execute(study, design, executor, Silence(), workers=jobs)
        return time.perf_counter() - started


def _warm(scale: float) -> None:
    BorderModel(scenario=Scenario().replaced({"run.months": 12, "run.scale": scale})).run()


def table_bytes(model: BorderModel) -> float:
    """Return the bytes per household of households, needs, cases and papers to lapse."""
    number = len(model.households.village)
    tables = (model.households, model.latent, model.cases, model.expiries)
    return sum(bytes_per_row(table) * len(table[0]) for table in tables) / max(number, 1)


def sizes_in_turn(
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
