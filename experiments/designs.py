"""Designs: which scenarios are run under which seeds, settled before anything starts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Final

from experiments.points import Points
from experiments.provenance import digest, run_identity
from model.compilation import source_hash
from model.errors import InputError, nearest
from model.parameter import Value, parameters
from model.policy import Policy
from model.region import Region
from model.scenario import Scenario

# What a plan says, beside points, policies and seeds, that makes of the same runs another study.
QUESTION: Final = ("method", "group", "second_order", "effect", "series")
_POINTS_SHOWN = 3


@dataclass(frozen=True)
class Run:
    """One scenario under one seed; ``identity`` names its result.

    ``policy`` and ``point`` tell which alternative and which design point the scenario is of.
    """

    identity: str
    policy: str
    point: int
    replication: int
    seed: int
    scenario: Scenario

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells the row of this run from all others of its study."""
        return self.identity, self.policy, self.point


@dataclass(frozen=True)
class Alternative:
    """A policy and the full scenario that it makes of the world as it is."""

    policy: Policy
    scenario: Scenario


@dataclass(frozen=True)
class Design:
    """The whole of a study: alternatives × points × the seeds that all of them share.

    ``replicated`` are points that are run under ``more_seeds`` besides. ``plan`` is what was asked,
    as the manifest holds it; ``region_text`` the content of the region's file, if it has one.
    """

    command: str
    region: Region
    alternatives: tuple[Alternative, ...]
    seeds: tuple[int, ...]
    points: Points = field(default_factory=Points)
    replicated: tuple[int, ...] = ()
    more_seeds: tuple[int, ...] = ()
    plan: Mapping[str, Any] = field(default_factory=dict)
    region_text: bytes | None = None

    @cached_property
    def sources(self) -> str:
        """The hash of the model's source files, part of each run's identity."""
        return source_hash()

    @cached_property
    def identity(self) -> str:
        """The hash of everything that the answer depends on."""
        return digest(
            (
                self.command,
                *(f"{name}={self.plan.get(name)}" for name in QUESTION),
                self.region.content_hash,
                *((one.policy.name, one.scenario.content_hash) for one in self.alternatives),
                self.points.digest,
                self.seeds,
                self.replicated,
                self.more_seeds,
                self.sources,
            )
        )

    @property
    def name(self) -> str:
        """A folder name that is the same for the same study and differs for any other."""
        return f"{self.command}-{self.region.name}-{self.identity[:8]}"

    @cached_property
    def varied(self) -> tuple[str, ...]:
        """The paths of the parameters that differ between alternatives or between points."""
        flats = [alternative.scenario.flat() for alternative in self.alternatives]
        between = [path for path in flats[0] if len({flat[path] for flat in flats}) > 1]
        return tuple(dict.fromkeys((*between, *self.points.paths)))

    @property
    def size(self) -> int:
        """The number of runs."""
        runs = len(self.points) * len(self.seeds) + len(self.replicated) * len(self.more_seeds)
        return len(self.alternatives) * runs

    @cached_property
    def keys(self) -> frozenset[tuple[str, str, int]]:
        """The keys of all runs."""
        return frozenset(run.key for run in self.runs())

    def missing(self, finished: frozenset[tuple[str, str, int]]) -> int:
        """Return how many runs are not among the finished ones."""
        return len(self.keys - finished) if finished else self.size

    def runs(self) -> Iterator[Run]:
        """Yield every run, so ordered that a study cut short still holds whole pairs.

        Runs are made as they are asked for: a design of any size takes the room of its points.
        Levers that vary are no part of the status quo where it stands beside other policies.
        """
        region_hash = self.region.content_hash
        replicated = frozenset(self.replicated)
        for point, changes in enumerate(self.points.changes()):
            scenarios = [self.scenario_at(one, changes) for one in self.alternatives]
            hashes = [scenario.content_hash for scenario in scenarios]
            seeds = (*self.seeds, *(self.more_seeds if point in replicated else ()))
            for replication, seed in enumerate(seeds):
                for one, scenario, scenario_hash in zip(
                    self.alternatives, scenarios, hashes, strict=True
                ):
                    yield Run(
                        identity=run_identity(region_hash, scenario_hash, seed, self.sources),
                        policy=one.policy.name,
                        point=point,
                        replication=replication,
                        seed=seed,
                        scenario=scenario,
                    )

    def scenario_at(self, one: Alternative, changes: Mapping[str, Value]) -> Scenario:
        """Return the scenario of an alternative at a point."""
        kind, policies = one.policy.kind, len(self.alternatives)
        changes = {path: changes[path] for path in changes if not keeps(kind, policies, path)}
        return one.scenario.replaced(changes) if changes else one.scenario


def keeps(kind: str, policies: int, path: str) -> bool:
    """Tell whether a policy of this kind, one of several, keeps its own value of a factor.

    The status quo keeps its levers beside other policies: it would be no status quo otherwise.
    """
    return kind == "baseline" and policies > 1 and path in _levers()


@cache
def _levers() -> frozenset[str]:
    return frozenset(info.path for info in parameters(Scenario) if info.role == "lever")


def alternatives(
    region: Region, policies: Sequence[Policy], assignments: Mapping[str, Value]
) -> tuple[Alternative, ...]:
    """Return the scenario of each policy.

    ``assignments`` (path → value) hold in every alternative and go before a policy's own levers.
    Raises InputError with all problems: wrong assignments, policies that contradict them, a place
    that the region does not have, two policies of one name.
    """
    names = [policy.name for policy in policies]
    problems = [
        f"policy '{name}' is named {names.count(name)} times; name each policy once."
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    problems += _unknown_place("--set unit.location", assignments.get("unit.location"), region)
    status_quo = _replaced({}, assignments, problems)
    found = []
    for policy in policies if status_quo else ():
        wrong: list[str] = []
        scenario = _replaced(policy.levers, assignments, wrong)
        if scenario and "unit.location" not in assignments:
            wrong += _unknown_seat(scenario, region)
        problems += [f"policy '{policy.name}': {problem}" for problem in wrong]
        if scenario:
            found.append(Alternative(policy, scenario))
    if problems:
        raise InputError(list(dict.fromkeys(problems)))
    return tuple(found)


def check_points(design: Design) -> None:
    """Raise InputError if parameters contradict one another, or the region, at some point."""
    problems: dict[str, list[int]] = {}
    for point, changes in enumerate(design.points.changes()):
        for one in design.alternatives:
            wrong: list[str] = []
            try:
                scenario = design.scenario_at(one, changes)
                wrong += _unknown_seat(scenario, design.region)
            except InputError as error:
                wrong += error.problems
            for problem in wrong:
                problems.setdefault(problem, []).append(point)
    if problems:
        raise InputError(
            [
                f"{problem} (At {len(where)} of {len(design.points)} points of the design, the "
                f"first being {', '.join(map(str, where[:_POINTS_SHOWN]))}; vary less, or set "
                "other parameters to fit.)"
                for problem, where in problems.items()
            ]
        )


def _replaced(
    levers: Mapping[str, Value], assignments: Mapping[str, Value], problems: list[str]
) -> Scenario | None:
    try:
        return Scenario().replaced({**levers, **assignments})
    except InputError as error:
        problems += error.problems
        return None


def _unknown_seat(scenario: Scenario, region: Region) -> list[str]:
    # where no unit opens, the place is the levers' default, which another region need not have
    if scenario.unit.opening_month == 0:
        return []
    return _unknown_place("unit.location", scenario.unit.location, region)


def _unknown_place(where: str, location: Value | None, region: Region) -> list[str]:
    seats = [sub_district.seat for sub_district in region.sub_districts]
    if location is None or location in seats:
        return []
    hint = nearest(str(location), seats)
    return [f"{where}: '{location}' is no seat of a sub-district of '{region.name}'; {hint}"]
