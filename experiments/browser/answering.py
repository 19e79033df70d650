"""Answers: the runs of a question, each on its own, and what the page shows of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from experiments.beginning import first_month
from experiments.browser.changes import changes_of, compared
from experiments.browser.headline import caution, headline
from experiments.browser.question import Question, served_region
from experiments.browser.recording import Film, film
from experiments.browser.shown import SHOWN
from experiments.browser.sources import answering_hash
from experiments.compare import BASELINE
from experiments.provenance import digest, run_identity
from model.model import simulate
from model.region import Region
from model.scenario import Scenario
from model.tables import Array

_DIGITS: Final = 4  # of what is drawn: a chart has some hundred pixels
_DIGITS_OF_CHANGES: Final = 5


@dataclass(frozen=True)
class Task:
    """One run of an answer; ``filmed`` is the run whose maps are shown, the first of its side.

    ``key`` names what :func:`do` returns: two tasks of one key have equal parts.
    """

    side: int
    seed: int
    filmed: bool
    region: Region
    scenario: Scenario

    @property
    def key(self) -> str:
        """The name of the part."""
        scenario_hash = self.scenario.content_hash
        identity = run_identity(
            self.region.content_hash, scenario_hash, self.seed, answering_hash()
        )
        return digest((identity, self.filmed))[:32]


class Part(NamedTuple):
    """What the answer needs of one run.

    ``series``: float32[shown, months]; ``summary``: the final values that are compared, by name
    (``indicator`` or ``indicator@sub_district``); ``film`` is None for runs not shown on maps.
    """

    series: Array
    summary: dict[str, float]
    film: Film | None


def tasks(question: Question, region: Region) -> list[Task]:
    """Return the runs of a question; those that take longest, the filmed ones, come first.

    Raises InputError for levers that contradict one another or the region.
    """
    sides = question.alternatives(region)
    return [
        Task(side, seed, seed == question.seed, region, one.scenario)
        for seed in question.seeds
        for side, one in enumerate(sides)
    ]


def do(task: Task) -> Part:
    """Run one task; to be called in a worker process."""
    if task.filmed:
        outcome, filmed = film(task.region, task.scenario, task.seed)
    else:
        outcome, filmed = simulate(task.region, task.scenario, task.seed), None
    series = np.array([outcome.series[name] for name in SHOWN], np.float32)
    names = compared(task.region, outcome.summary)
    return Part(series, {name: outcome.summary[name] for name in names}, filmed)


def warm() -> None:
    """Import and compile what a task needs; to be called in a worker when it starts."""
    small = Scenario().replaced({"run.scale": 0.05, "run.months": 13})
    do(Task(0, 1, True, served_region(), small))


def answer(question: Question, region: Region, parts: Sequence[Part]) -> dict[str, Any]:
    """Return what the page shows, ready for JSON, of the parts of ``tasks(question, region)``.

    Numbers have four significant digits, changes five; what has no value is None.
    """
    quo, policy = question.alternatives(region)
    sides = list(parts[0::2]), list(parts[1::2])
    outcomes = pd.DataFrame(
        [part.summary for side in sides for part in side],
        index=pd.MultiIndex.from_product(
            [[BASELINE, policy.policy.name], question.seeds], names=["policy", "seed"]
        ),
    )
    changes = changes_of(outcomes)
    return {
        "key": question.key,
        "question": {
            "policy": question.policy,
            "levers": dict(question.levers),
            "world": dict(question.world),
            "months": question.months,
            "replications": question.replications,
            "seed": question.seed,
        },
        "label": dict(policy.policy.label),
        "command": question.command(),
        "policy_file": question.policy_file(),
        "headline": headline(
            changes, policy.policy.label, first_month(question.levers), question.months
        ),
        "caution": caution(question.replications),
        "sides": [
            _side(name, one.policy.label, side)
            for name, one, side in zip(("status_quo", "policy"), (quo, policy), sides, strict=True)
        ],
        "changes": [
            {
                str(name): _short(value, _DIGITS_OF_CHANGES) if isinstance(value, float) else value
                for name, value in row.items()
            }
            for row in changes.to_dict("records")
        ],
    }


def _side(name: str, label: Any, parts: Sequence[Part]) -> dict[str, Any]:
    filmed = parts[0].film
    assert filmed is not None
    series = np.array([part.series for part in parts], np.float64)
    known = np.isfinite(series)
    number = known.sum(axis=0)
    with np.errstate(invalid="ignore"):
        mean = np.where(known, series, 0.0).sum(axis=0) / number
    low = np.where(known, series, np.inf).min(axis=0)
    high = np.where(known, series, -np.inf).max(axis=0)
    return {
        "name": name,
        "label": dict(label),
        "series": {
            indicator: {
                "mean": _numbers(mean[row]),
                "low": _numbers(low[row]),
                "high": _numbers(high[row]),
            }
            for row, indicator in enumerate(SHOWN)
        },
        "frames": filmed.frames,
        "villages": {key: _table(values) for key, values in filmed.villages.items()},
        "points": {key: _table(values) for key, values in filmed.points.items()},
        "stories": list(filmed.stories),
    }


def _table(values: Array) -> list[list[float | int | None]]:
    return [_numbers(row) for row in values]


def _numbers(values: Array) -> list[float | int | None]:
    return [_short(value) for value in values.tolist()]


def _short(value: float, digits: int = _DIGITS) -> float | int | None:
    """Return a number with few significant digits, whole if it is; None for no number."""
    if not math.isfinite(value):
        return None
    short = float(f"{value:.{digits}g}")
    return int(short) if short.is_integer() else short
