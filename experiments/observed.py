"""What the checks against observed facts share: targets, runs that are watched, and their rows."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from model.calendar import month_number
from model.indicators import Outcome
from model.model import BorderModel, simulate
from model.parameter import Value
from model.policy import load_policy
from model.region import Region, Target
from model.scenario import Scenario

PERSON_PAPERS = ("passport", "plb")


class Row(NamedTuple):
    """One line of the table of patterns; ``tolerance`` is empty where only a sign is claimed."""

    pattern: str
    quantity: str
    unit: str
    target: float | None
    simulated: float
    tolerance: float | None
    use: str


class Watched(NamedTuple):
    """A run and the papers of persons issued in it: by service, one number per reported month."""

    outcome: Outcome
    issued: Mapping[str, np.ndarray]


def target(region: Region, name: str) -> Target:
    """Return a target of the region by its name."""
    return next(target for target in region.targets if target.name == name)


def month_of(region: Region, date: str) -> int:
    """Return the reported month (1 = the region's first) of a date ``YYYY-MM``."""
    return month_number(region.first_month, date)


def history() -> Scenario:
    """Return the scenario with the dated facts of the policy ``history``."""
    return changed("history")


def changed(*policies: str, levers: Mapping[str, Value] | None = None) -> Scenario:
    """Return the status quo with the levers of some policies, and then some more."""
    changes: dict[str, Value] = {}
    for name in policies:
        changes |= load_policy(name).levers
    return Scenario().replaced({**changes, **(levers or {})})


def outcomes(region: Region, scenario: Scenario, seeds: Sequence[int]) -> list[Outcome]:
    """Run a scenario once under each seed."""
    return [simulate(region, scenario, seed) for seed in seeds]


def watched(region: Region, scenario: Scenario, seeds: Sequence[int]) -> list[Watched]:
    """Run a scenario once under each seed and count passports and border passes by month."""
    return [_watched(region, scenario, seed) for seed in seeds]


def _watched(region: Region, scenario: Scenario, seed: int) -> Watched:
    model = BorderModel(region, scenario, seed)
    counted: dict[str, list[int]] = {paper: [0] for paper in PERSON_PAPERS}

    def count(_: int) -> None:
        for paper, numbers in counted.items():
            numbers.append(model.documents_issued(paper))

    outcome = model.run(count)
    issued = {
        paper: np.array([after - before for before, after in pairwise(numbers)], float)
        for paper, numbers in counted.items()
    }
    return Watched(outcome, {paper: v[scenario.run.burn_in :] for paper, v in issued.items()})


def mean(values: Iterable[float]) -> float:
    """Return the mean of some numbers."""
    return float(np.mean(list(values)))


def span(values: np.ndarray, first: int, last: int) -> np.ndarray:
    """Return a series between two reported months, both included; months count from 1."""
    return values[first - 1 : last]
