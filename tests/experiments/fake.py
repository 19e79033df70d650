"""A world small enough to work out by hand, in place of the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from pandas.testing import assert_frame_equal

from experiments.designs import Alternative, Design
from experiments.executors import local_executor
from experiments.progress import Silence
from experiments.runner import execute
from experiments.store import Study
from model.policy import Policy
from model.scenario import Scenario


@dataclass(frozen=True)
class SubDistrict:
    name: str
    seat: str
    label: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Village:
    name: str


@dataclass(frozen=True)
class Region:
    name: str = "fakeland"
    content_hash: str = "region-1"
    label: tuple[tuple[str, str], ...] = (("en", "Fakeland"), ("id", "Negeri Rekaan"))
    sub_districts: tuple[SubDistrict, ...] = (
        SubDistrict("siding", "Siding", (("en", "Siding"), ("id", "Siding"))),
        SubDistrict("jagoi_babang", "Jagoi", (("en", "Jagoi Babang"), ("id", "Jagoi Babang"))),
    )
    villages: tuple[Village, ...] = (Village("tengon"), Village("jagoi"), Village("gersik"))


class Outcome(NamedTuple):
    summary: dict[str, float]
    series: dict[str, np.ndarray]
    villages: Mapping[str, np.ndarray] = MappingProxyType({})


def simulate(region: Region, scenario: Scenario, seed: int) -> Outcome:
    """Needs met: ten times the seed; with a unit, 5 and the seed more."""
    unit = scenario.unit.opening_month > 0
    needs = 10.0 * seed + unit * (5.0 + seed)
    months = np.arange(1.0, scenario.run.months + 1)
    return Outcome(
        {"needs_met": needs, "needs_met@siding": 2 * needs, "lodged.unit": float(unit)},
        {"needs_met": needs + months},
        {"travel_cost": np.arange(len(region.villages), 0.0, -1.0) * needs},
    )


def simulate_synergy(region: Region, scenario: Scenario, seed: int) -> Outcome:
    """Needs met: a unit adds 1, a full post 2, both the seed besides; both save 5 days."""
    unit, post = scenario.unit.opening_month > 0, scenario.post.status == "full"
    needs = 10.0 * seed + unit + 2.0 * post + unit * post * seed
    days = 20.0 + seed - 5.0 * (unit * post)
    months = np.arange(1.0, scenario.run.months + 1)
    return Outcome({"needs_met": needs, "days_to_document": days}, {"needs_met": needs + months})


def fails_with_a_unit_under_seed_2(region: Region, scenario: Scenario, seed: int) -> Outcome:
    if scenario.unit.opening_month and seed == 2:
        raise ZeroDivisionError("no counters\nleft")
    return simulate(region, scenario, seed)


def policy(name: str, **levers: float) -> Policy:
    return Policy(
        name=name,
        kind="policy",
        order=1,
        label=MappingProxyType({"en": name, "id": name}),
        description=MappingProxyType({"en": name, "id": name}),
        levers={path.replace("__", "."): value for path, value in levers.items()},
    )


def design(seeds: int = 3, months: int = 2, **changes: object) -> Design:
    """A status quo and a unit that opens in month 25, under seeds 1, 2, …"""
    settings = {"run.months": months} | {k.replace("__", "."): v for k, v in changes.items()}
    alternatives = tuple(
        Alternative(one, Scenario().replaced(settings | dict(one.levers)))
        for one in (policy("status_quo"), policy("unit", unit__opening_month=25))
    )
    return Design("compare", Region(), alternatives, tuple(range(1, seeds + 1)))


def conduct(folder, design, simulate=simulate, jobs=1):
    study = Study.create(folder, design, "uv run run.py")
    with local_executor(jobs) as executor:
        execute(study, design, executor, Silence(), workers=jobs, simulate=simulate)
    return study


class Interrupting:
    """Simulates, but the user presses Ctrl-C after some runs."""

    def __init__(self, after, simulate=simulate):
        self.left = after
        self.simulate = simulate

    def __call__(self, region, scenario, seed):
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        return self.simulate(region, scenario, seed)


def same_data(one, other):
    assert_frame_equal(one.runs(), other.runs(), check_like=True)
    assert_frame_equal(one.series(), other.series(), check_like=True)
    assert_frame_equal(one.villages(), other.villages(), check_like=True)
