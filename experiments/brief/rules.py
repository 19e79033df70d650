"""Rules: which policy the brief is about, and which policies it shows.

Access to papers is the first aim, so policies are ranked by the share of needs met:

1. Only policies with a clear gain in needs met can lead, and of these those without a clear loss
   for the poor (the income of the poorest 40 %, poverty) go before those with one. What happened
   is no choice: a policy of kind ``history`` leads only where there is nothing else.
2. Of them the one with the largest gain is the *best*. As good as the best are those whose
   interval overlaps that of the best, and those that reach most of its gain
   (``NEARLY_AS_GOOD``) for at most a part of its public cost (``MUCH_CHEAPER``).
3. Of those as good as the best the cheapest leads; of equally cheap ones that with fewer levers,
   then that with the larger gain, then the first of the study.

Where no policy has a clear gain, the brief says so, and is about the policy with the largest
change of needs met; with one pair of runs, which gives no interval, rule 2 counts the largest gain
alone as the best.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from experiments.compare import COST
from experiments.subject_changes import Change
from experiments.subjects import ACCESS, INCOME, POVERTY

type Standing = Literal["gain", "gain_with_loss", "unclear", "one_pair"]

# Assumptions, both: four fifths of a gain are most of it, and half the cost is much cheaper.
NEARLY_AS_GOOD: Final = 0.8
MUCH_CHEAPER: Final = 0.5
MOST_SHOWN: Final = 10
FOR_THE_POOR: Final = (INCOME, POVERTY)


class Option(NamedTuple):
    """What the rules ask of a policy: its changes as written, its levers, and its kind."""

    name: str
    changes: Mapping[str, Change]
    levers: int = 0
    happened: bool = False

    @property
    def gain(self) -> float:
        """The difference of the needs met; minus infinity where it has no value."""
        change = self.changes.get(ACCESS)
        return change.difference if change is not None and change.known else float("-inf")

    @property
    def cost(self) -> float:
        """The public cost; zero where it has no value."""
        change = self.changes.get(COST)
        return change.difference if change is not None and change.known else 0.0

    def better(self, indicator: str) -> int:
        """Tell whether an indicator clearly gets better (1), worse (-1) or neither (0)."""
        change = self.changes.get(indicator)
        return change.better if change is not None else 0

    @property
    def hurts_the_poor(self) -> bool:
        """Whether there is a clear loss for the poor."""
        return any(self.better(name) < 0 for name in FOR_THE_POOR)


class Leading(NamedTuple):
    """The policy that leads, and in what standing."""

    name: str
    standing: Standing


def leading(options: Sequence[Option]) -> Leading:
    """Return which policy leads, by the rules above; ``options`` are in the order of the study."""
    chosen = [one for one in options if not one.happened] or list(options)
    gaining = [one for one in chosen if one.better(ACCESS) > 0]
    harmless = [one for one in gaining if not one.hurts_the_poor]
    if harmless:
        return Leading(_cheapest(as_good(harmless)).name, "gain")
    if gaining:
        return Leading(_cheapest(as_good(gaining)).name, "gain_with_loss")
    best = max(chosen, key=lambda one: one.gain)
    settled = any(one.changes[ACCESS].settled for one in chosen if ACCESS in one.changes)
    return Leading(best.name, "unclear" if settled else "one_pair")


def as_good(options: Sequence[Option]) -> list[Option]:
    """Return the option with the largest clear gain, and those as good by rule 2."""
    best = max(options, key=lambda one: one.gain)
    return [
        one
        for one in options
        if one.changes[ACCESS].high >= best.changes[ACCESS].low
        or (one.gain >= NEARLY_AS_GOOD * best.gain and one.cost <= MUCH_CHEAPER * best.cost)
    ]


def shown(options: Sequence[Option], named: Iterable[str]) -> tuple[str, ...]:
    """Return the policies of the table, by falling gain in needs met.

    At most ``MOST_SHOWN``: those ``named`` elsewhere in the brief, then those with the largest
    gain.
    """
    ranked = sorted(options, key=lambda one: -one.gain)
    must = set(named)
    kept = [one.name for one in ranked if one.name in must]
    kept += [one.name for one in ranked if one.name not in must][: max(0, MOST_SHOWN - len(kept))]
    return tuple(one.name for one in ranked if one.name in set(kept))


def _cheapest(options: Sequence[Option]) -> Option:
    return min(options, key=lambda one: (one.cost, one.levers, -one.gain))
