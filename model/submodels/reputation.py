"""Reputation: experience, word of mouth, and the news that a better way exists.

*Purpose.* Update what households believe about each option (equation 17).

*Satisfaction* with a closed case is sat = 1 / (1 + exp(−(s_0 − s_n (n − 1) − s_w days / 30 −
s_p · paid informally + s_ω ω))), with the ``behaviour.satisfaction_*`` parameters, visits n and the
point's orientation ω. A broker has no orientation, and his pay counts as informal.

*Own experience* of a closed case: τ += α (sat − τ), n̂ += α (n − n̂).

*Word of mouth.* Contacts are the two neighbours on either side in the village and one relative,
often elsewhere: lines of neighbours with random long ties. Who had an experience tells all
contacts; who hears takes τ += α_n (mean sat − τ) and n̂ += α_n (mean n − n̂) over what was heard in
the month. Means are formed from whole numbers, so that the order of telling cannot matter.

*News.* When what was heard or lived makes the believed cost of its latent needs, each by the
cheapest public way, fall below 1 − ``behaviour.clearly_cheaper`` of that last weighed, the
household takes stock of its latent needs next month (loop FB16).

*Loop.* With ``loops.reputation`` off none of this happens: no learning from own experience, no word
of mouth and no news. With ``loops.backlog`` off there is no news alone.

*Assumptions.* Beliefs are about options, not services or persons; ties do not change.
"""

from typing import NamedTuple

import numpy as np

from model.journeys import Scene, cost_of_needs
from model.kernels import Whole, kernel, part
from model.lists import Experiences
from model.scenario import Scenario
from model.tables import Alert, Array, Households, Needs, Option

_OPTIONS = len(Option)
_TAKES_STOCK = Alert.TAKES_STOCK.value
_STEPS = 65536.0  # satisfaction is told in whole steps, so that sums are exact
_TIES = 5


class Learning(NamedTuple):
    """The scenario's numbers of learning."""

    own: float
    hearsay: float
    clearly_cheaper: float
    hourly_value: float
    news: bool


class Rumours(NamedTuple):
    """What was told this month: one row per household and kind of story, in a list per household.

    A kind is an option, heard of (0 … options − 1) or lived (options …). Few households hear of
    more than one, so lists are short and all rows stay in the processor's cache.
    """

    first: Array  # int32[households], head of a household's list or -1
    household: Array  # int32[rows]
    next: Array  # int32[rows], next in list or -1
    kind: Array  # int8[rows]
    stories: Array  # int32[rows]
    visits: Array  # int32[rows], sum
    satisfaction: Array  # int32[rows], sum of steps


def learning(scenario: Scenario) -> Learning:
    """Return the numbers of a scenario that govern learning."""
    behaviour = scenario.behaviour
    return Learning(
        own=float(behaviour.own_learning),
        hearsay=float(behaviour.word_of_mouth),
        clearly_cheaper=float(behaviour.clearly_cheaper),
        hourly_value=float(scenario.travel.time_value * scenario.travel.wage_per_hour),
        news=bool(scenario.loops.backlog),
    )


def with_rumour_room(rumours: Rumours, experiences: Experiences) -> Rumours:
    """Return (empty) rumours with room for all whom the month's experiences can reach."""
    closed = int(experiences.size[0])
    if len(rumours.household) >= (_TIES + 1) * closed:
        return rumours
    return allocate_rumours(len(rumours.first), closed)


def allocate_rumours(households: int, cases: int) -> Rumours:
    """Return empty rumours with room for ``cases`` closed cases."""
    rows = (_TIES + 1) * cases
    household, following, stories, visits, satisfaction = np.zeros((5, rows), np.int32)
    first, kind = np.full(households, -1, np.int32), np.zeros(rows, np.int8)
    return Rumours(first, household, following, kind, stories, visits, satisfaction)


@part
def tie(households: Households, i: Whole, number: Whole) -> Whole:
    """Return contact ``number`` (0-4) of household ``i``: neighbours in the village, or kin."""
    last = len(households.village) - 1
    if number == 4:
        return households.kin[i]
    offset = -2 + number if number < 2 else number - 1
    other = i + offset
    if other < 0 or other > last or households.village[other] != households.village[i]:
        return i
    return other


@part
def tell(rumours: Rumours, told: int, j: Whole, kind: Whole, visits: Whole, steps: Whole) -> int:
    """Add one story to the list of household ``j``; return how many rows are in use."""
    row = rumours.first[j]
    while row >= 0 and rumours.kind[row] != kind:
        row = rumours.next[row]
    if row >= 0:
        rumours.stories[row] += 1
        rumours.visits[row] += visits
        rumours.satisfaction[row] += steps
        return told
    rumours.household[told] = j
    rumours.kind[told] = kind
    rumours.stories[told] = 1
    rumours.visits[told] = visits
    rumours.satisfaction[told] = steps
    rumours.next[told] = rumours.first[j]
    rumours.first[j] = told
    return told + 1


@kernel
def reputation(
    households: Households,
    latent: Needs,
    experiences: Experiences,
    rumours: Rumours,
    scene: Scene,
    rules: Learning,
) -> None:
    """Let the month's experiences change beliefs, and spread."""
    told = 0
    # what was lived first, so that in each list it comes after what was heard
    for lived in (True, False):
        for e in range(experiences.size[0]):
            i, o = experiences.household[e], np.int64(experiences.option[e])
            visits = np.int64(experiences.visits[e])
            steps = np.int64(round(_STEPS * experiences.satisfaction[e]))
            if lived:
                told = tell(rumours, told, i, _OPTIONS + o, visits, steps)
                continue
            for number in range(_TIES):
                j = tie(households, i, number)
                if j != i:
                    told = tell(rumours, told, j, o, visits, steps)
    for row in range(told):
        j = rumours.household[row]
        if rumours.first[j] < 0:
            continue  # done with its list
        better = believe(households, rumours, rules, j)
        rumours.first[j] = -1
        limit = (1.0 - rules.clearly_cheaper) * np.float64(households.considered_cost[j])
        if rules.news and better and households.first_need[j] >= 0 and limit < np.inf:
            cost = cost_of_needs(households, latent, scene, rules.hourly_value, j)
            if cost < limit:
                households.alert[j] |= _TAKES_STOCK


@part
def believe(households: Households, rumours: Rumours, rules: Learning, j: Whole) -> bool:
    """Let household ``j`` learn from its list; tell whether an option took fewer visits."""
    better = False
    row = rumours.first[j]
    while row >= 0:
        kind, count = np.int64(rumours.kind[row]), rumours.stories[row]
        weight = rules.hearsay if kind < _OPTIONS else rules.own
        option = kind % _OPTIONS
        trust = np.float64(households.trust[j, option])
        satisfaction = rumours.satisfaction[row] / (count * _STEPS)
        households.trust[j, option] = trust + weight * (satisfaction - trust)
        believed = np.float64(households.visits[j, option])
        visits = rumours.visits[row] / count
        if visits < believed:
            better = True
        households.visits[j, option] = believed + weight * (visits - believed)
        row = rumours.next[row]
    return better
