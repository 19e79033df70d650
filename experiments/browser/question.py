"""What a visitor asks: a policy in a world, and under how much chance it is compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from experiments.browser.limits import Limits
from experiments.browser.question_reading import (
    Problems,
    changes,
    holds_events,
    named_policy,
    plain_name,
    whole,
)
from experiments.browser.question_text import OWN_FILE, OWN_LABEL, command_line, policy_text
from experiments.browser.sources import answering_hash
from experiments.compare import BASELINE
from experiments.designs import Alternative, alternatives
from experiments.plan import LARGEST_SEED
from experiments.provenance import digest
from model.errors import InputError, nearest
from model.parameter import Value
from model.policy import Policy, load_policy, policies
from model.region import Region, load_region
from model.scenario import Scenario

REGION: Final = "bengkayang"
MONTHS: Final = 120
REPLICATIONS: Final = 5
SEED: Final = 1
_NUMBERS: Final = {"months": MONTHS, "replications": REPLICATIONS, "seed": SEED}
_KEYS: Final = ("policy", "levers", "world", *_NUMBERS)


@dataclass(frozen=True)
class Question:
    """One comparison of a policy with the status quo; equal questions have equal fields.

    ``policy`` is the name of a preset, or of several joined by ``+``, where the levers are just
    theirs. ``levers`` is all that the policy's side changes, ``world`` what both sides share;
    both hold only what differs from the defaults, sorted by path. ``seed`` is the first of
    ``replications`` seeds.
    """

    policy: str | None
    levers: Mapping[str, Value] = field(default_factory=dict)
    world: Mapping[str, Value] = field(default_factory=dict)
    months: int = MONTHS
    replications: int = REPLICATIONS
    seed: int = SEED

    @property
    def key(self) -> str:
        """Name of the answer: a hash of the question and of all that answers depend on."""
        return digest(
            (
                answering_hash(),
                self.policy,
                *self.levers.items(),
                "world",
                *self.world.items(),
                self.months,
                self.replications,
                self.seed,
            )
        )[:32]

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds under which both sides are run."""
        return tuple(range(self.seed, self.seed + self.replications))

    def chosen(self) -> Policy:
        """Return the policy of the second side."""
        if self.policy is not None:
            return load_policy(self.policy)
        return Policy(
            name=Path(OWN_FILE).stem,
            kind="policy",
            order=100,
            label=OWN_LABEL,
            description=OWN_LABEL,
            levers=self.levers,
        )

    def alternatives(self, region: Region) -> tuple[Alternative, Alternative]:
        """Return the status quo and the policy in the world asked for.

        Raises InputError for values that contradict one another, and for a place that the region
        does not have.
        """
        months: dict[str, Value] = {} if self.months == MONTHS else {"run.months": self.months}
        quo, policy = alternatives(
            region, [load_policy(BASELINE), self.chosen()], {**self.world, **months}
        )
        return quo, policy

    def command(self) -> str:
        """Return the command that makes the same runs; a policy of one's own is in a file."""
        return command_line(self.policy or OWN_FILE, self.world, self._numbers())

    def policy_file(self) -> str | None:
        """Return the text of the file that :meth:`command` names; None for an unmodified preset."""
        return None if self.policy is not None else policy_text(self.levers)

    def _numbers(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in _NUMBERS}


def read_question(asked: Mapping[str, object], limits: Limits) -> Question:
    """Return the question that a table of any content describes.

    Keys: ``policy`` (a name or None), ``levers`` and ``world`` (path → value), ``months``,
    ``replications``, ``seed``; what is missing has its default. Levers override those of the
    policy. Raises InputError with every problem at once: unknown keys, policies and paths, values
    that are not allowed or contradict one another, levers in the world and the reverse, numbers
    beyond ``limits``, and a policy that changes nothing.
    """
    problems = Problems()
    for name in list(asked)[:20]:
        if name not in _KEYS:
            told = plain_name(name)
            hint = nearest(told, _KEYS)
            problems.add(f"{told}: there is no such key in a question; {hint}")
    numbers = {
        "months": whole(asked, "months", MONTHS, 1, limits.months, problems),
        "replications": whole(
            asked, "replications", REPLICATIONS, 1, limits.replications, problems
        ),
        "seed": whole(asked, "seed", SEED, 0, LARGEST_SEED, problems),
    }
    preset = named_policy(asked.get("policy"), problems)
    levers = changes(asked.get("levers"), "policy", preset, problems)
    world = changes(asked.get("world"), "world", None, problems)
    merged = {**preset.levers, **levers} if preset else levers
    changed = preset is not None and any(
        preset.levers.get(path) != value for path, value in levers.items()
    )
    twice = [path for path in world if preset and path in preset.levers]
    if preset and twice:
        problems.add(
            f"policy '{preset.name}': holds {', '.join(twice)} itself; leave out the policy, or "
            "what it holds of the world."
        )
    if preset and changed and holds_events(preset):
        problems.add(
            f"policy '{preset.name}': holds events of the world; it can be compared as it is, but "
            "not changed. Leave out the policy, or the levers."
        )
    status_quo = problems.checked(lambda: Scenario().replaced(world))
    scenario = problems.checked(lambda: Scenario().replaced({**merged, **world}))
    if status_quo is None or scenario is None:
        problems.tell()
    assert scenario is not None
    values, plain = scenario.flat(), Scenario().flat()
    kept = {path: values[path] for path in sorted(merged) if values[path] != plain[path]}
    question = Question(
        policy=_name_of(kept, preset),
        levers=kept,
        world={path: values[path] for path in sorted(world) if values[path] != plain[path]},
        **numbers,
    )
    if kept:
        problems.checked(lambda: question.alternatives(served_region()))
    problems.tell()
    if not kept:
        raise InputError("Nothing differs from the status quo; move a lever or choose a policy.")
    return question


@cache
def served_region() -> Region:
    """Return the region of the pages."""
    return load_region(REGION)


def _name_of(levers: Mapping[str, Value], preset: Policy | None) -> str | None:
    """Return the name of the policy that has just these levers, the one asked for if it does."""
    plain = Scenario().flat()
    for policy in (*((preset,) if preset else ()), *policies()):
        changed = {path: value for path, value in policy.levers.items() if value != plain[path]}
        if changed == levers:
            return policy.name
    return None
