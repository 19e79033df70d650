"""Advice: which recommendations follow from the numbers, by stated rules.

In this order, and at most three:

1. *introduce* the leading policy, where it has a clear gain in needs met and no clear loss for the
   poor;
2. *not alone*: of the policies that are not joint ones, that with the largest clear loss for the
   poor, and that with the largest clear loss in needs met of those without a clear gain for the
   poor;
3. *together*: the joint policy with the largest gain of those that do clearly more than the sum of
   their parts in at least one aim and clearly less in none, with a clear gain in needs met and no
   clear loss for the poor;
4. *measure*: the unknown that moves the gain of the leading policy most, where a study of what is
   not known was given and tells one (``unknowns.influence``);
5. *cheaper papers*: the cheapest policy (then that with the larger fall) that lowers the cost of a
   paper clearly more than the leading one, with a clear gain in needs met and no clear loss for the
   poor.

Nothing follows from one pair of runs, which has no intervals.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from experiments.brief.facts import FARE
from experiments.brief.rules import FOR_THE_POOR, Leading, Option
from experiments.subject_changes import Change
from experiments.subjects import ACCESS, INCOME
from model.policy import JOIN

type Kind = Literal["introduce", "not_alone", "together", "measure", "cheaper_papers"]

MOST: Final = 3


class Advice(NamedTuple):
    """One recommendation: its rule, and the policies that it is about."""

    kind: Kind
    policies: tuple[str, ...]


def advised(
    options: Sequence[Option],
    leading: Leading,
    beyond_the_sum: Mapping[str, Sequence[Change]],
    *,
    measurable: bool,
) -> tuple[Advice, ...]:
    """Return what follows by the rules above.

    ``beyond_the_sum``: as in ``Facts``; ``measurable``: whether rule 4 has its unknown.
    """
    if leading.standing == "one_pair":
        return ()
    found: list[Advice] = []
    by_name = {one.name: one for one in options}
    first = by_name[leading.name]
    leads = leading.standing == "gain"
    if leads:
        found.append(Advice("introduce", (first.name,)))
    harmful = _harmful(options)
    if harmful:
        found.append(Advice("not_alone", harmful))
    more = [
        by_name[name]
        for name in _synergies(beyond_the_sum)
        if name in by_name and name != first.name and _good(by_name[name])
    ]
    if more:
        found.append(Advice("together", (max(more, key=lambda one: one.gain).name,)))
    if measurable:
        found.append(Advice("measure", (first.name,)))
    cheaper = [one for one in options if _good(one) and _cheaper_papers(one, first)]
    if leads and cheaper:
        best = min(cheaper, key=lambda one: (one.cost, one.changes[FARE].difference))
        found.append(Advice("cheaper_papers", (best.name,)))
    return tuple(found[:MOST])


def _good(one: Option) -> bool:
    return one.better(ACCESS) > 0 and not one.hurts_the_poor and not one.happened


def _harmful(options: Iterable[Option]) -> tuple[str, ...]:
    alone = [one for one in options if JOIN not in one.name and not one.happened]
    poorer = [one for one in alone if one.hurts_the_poor]
    fewer = [one for one in alone if one.better(ACCESS) < 0 and one.better(INCOME) <= 0]
    worst = [max(poorer, key=_loss_of_the_poor)] if poorer else []
    worst += [min(fewer, key=lambda one: one.gain)] if fewer else []
    return tuple(dict.fromkeys(one.name for one in worst))


def _loss_of_the_poor(one: Option) -> tuple[float, float]:
    """Return by how much the poor lose: of income first, then of the share who are poor."""
    income, poverty = (
        -one.better(name) * abs(one.changes[name].difference) if name in one.changes else 0.0
        for name in FOR_THE_POOR
    )
    return income, poverty


def _cheaper_papers(one: Option, first: Option) -> bool:
    if FARE not in one.changes or FARE not in first.changes or one.name == first.name:
        return False
    return one.changes[FARE].high < min(0.0, first.changes[FARE].low)


def _synergies(beyond_the_sum: Mapping[str, Sequence[Change]]) -> list[str]:
    """Return the joint policies that do clearly more than their parts, and in no aim less."""
    return [
        name
        for name, changes in beyond_the_sum.items()
        if any(change.better > 0 for change in changes)
        and not any(change.better < 0 for change in changes)
    ]
