"""Designs: which scenarios are run under which seeds, settled before anything starts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from experiments.provenance import digest, run_identity
from model.compilation import source_hash
from model.errors import InputError, nearest
from model.parameter import Value
from model.policy import Policy
from model.region import Region
from model.scenario import Scenario


@dataclass(frozen=True)
class Run:
    """One scenario under one seed; ``identity`` names its result."""

    identity: str
    policy: str
    replication: int
    seed: int
    scenario: Scenario


@dataclass(frozen=True)
class Alternative:
    """A policy and the full scenario that it makes of the world as it is."""

    policy: Policy
    scenario: Scenario


@dataclass(frozen=True)
class Design:
    """The whole of a study: its region, the alternatives, and the seeds that all of them share."""

    command: str
    region: Region
    alternatives: tuple[Alternative, ...]
    seeds: tuple[int, ...]

    @cached_property
    def sources(self) -> str:
        """The hash of the model's source files, part of each run's identity."""
        return source_hash()

    @cached_property
    def identity(self) -> str:
        """The hash of everything that the data depend on."""
        return digest(run.identity for run in self.runs())

    @property
    def name(self) -> str:
        """A folder name that is the same for the same study and differs for any other."""
        return f"{self.command}-{self.region.name}-{self.identity[:8]}"

    @cached_property
    def varied(self) -> tuple[str, ...]:
        """The paths of the parameters that differ between alternatives."""
        flats = [alternative.scenario.flat() for alternative in self.alternatives]
        return tuple(path for path in flats[0] if len({flat[path] for flat in flats}) > 1)

    def runs(self) -> Iterator[Run]:
        """Yield every run, seed by seed, so that a study cut short still holds whole pairs."""
        region_hash = self.region.content_hash
        hashes = [alternative.scenario.content_hash for alternative in self.alternatives]
        for replication, seed in enumerate(self.seeds):
            for alternative, scenario_hash in zip(self.alternatives, hashes, strict=True):
                yield Run(
                    identity=run_identity(region_hash, scenario_hash, seed, self.sources),
                    policy=alternative.policy.name,
                    replication=replication,
                    seed=seed,
                    scenario=alternative.scenario,
                )


def policy_design(
    command: str,
    region: Region,
    policies: Sequence[Policy],
    assignments: Mapping[str, Value],
    *,
    seed: int,
    replications: int,
) -> Design:
    """Return the design that runs each policy under the seeds ``seed``, ``seed + 1``, ….

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
    alternatives = []
    for policy in policies if status_quo else ():
        found: list[str] = []
        scenario = _replaced(policy.levers, assignments, found)
        if scenario and "unit.location" not in assignments:
            found += _unknown_place("unit.location", scenario.unit.location, region)
        problems += [f"policy '{policy.name}': {problem}" for problem in found]
        if scenario:
            alternatives.append(Alternative(policy, scenario))
    if problems:
        raise InputError(list(dict.fromkeys(problems)))
    return Design(command, region, tuple(alternatives), tuple(range(seed, seed + replications)))


def _replaced(
    levers: Mapping[str, Value], assignments: Mapping[str, Value], problems: list[str]
) -> Scenario | None:
    try:
        return Scenario().replaced({**levers, **assignments})
    except InputError as error:
        problems += error.problems
        return None


def _unknown_place(where: str, location: Value | None, region: Region) -> list[str]:
    seats = [sub_district.seat for sub_district in region.sub_districts]
    if location is None or location in seats:
        return []
    hint = nearest(str(location), seats)
    return [f"{where}: '{location}' is no seat of a sub-district of '{region.name}'; {hint}"]
