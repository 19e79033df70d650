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
    """What was told this month, one row per household concerned; both lived and heard.

    ``row`` (int32[households]) is a household's row or -1. The sums are int32[rows, 2 · options]:
    first what was heard by option, then what was lived.
    """

    row: Array
    household: Array
    stories: Array
    visits: Array
    satisfaction: Array


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
    reached = min((_TIES + 1) * int(experiences.size[0]), len(rumours.row))
    if len(rumours.household) >= reached:
        return rumours
    return allocate_rumours(len(rumours.row), int(experiences.size[0]))


def allocate_rumours(households: int, cases: int) -> Rumours:
    """Return empty rumours with room for ``cases`` closed cases."""
    rows = min((_TIES + 1) * cases, households)
    sums = [np.zeros((rows, 2 * _OPTIONS), np.int32) for _ in range(3)]
    return Rumours(np.full(households, -1, np.int32), np.zeros(rows, np.int32), *sums)


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
def tell(rumours: Rumours, told: int, j: Whole, column: Whole, visits: Whole, steps: Whole) -> int:
    """Add one story to the row of household ``j``; return how many rows are in use."""
    row = rumours.row[j]
    if row < 0:
        row = told
        told += 1
        rumours.row[j] = row
        rumours.household[row] = j
    rumours.stories[row, column] += 1
    rumours.visits[row, column] += visits
    rumours.satisfaction[row, column] += steps
    return told


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
    for e in range(experiences.size[0]):
        i, o = experiences.household[e], np.int64(experiences.option[e])
        visits = np.int64(experiences.visits[e])
        steps = round(_STEPS * experiences.satisfaction[e])
        told = tell(rumours, told, i, _OPTIONS + o, visits, steps)
        for number in range(_TIES):
            j = tie(households, i, number)
            if j != i:
                told = tell(rumours, told, j, o, visits, steps)
    for row in range(told):
        j = rumours.household[row]
        better = False
        for column in range(2 * _OPTIONS):
            count = rumours.stories[row, column]
            if count == 0:
                continue
            weight = rules.hearsay if column < _OPTIONS else rules.own
            option = column % _OPTIONS
            trust = np.float64(households.trust[j, option])
            satisfaction = rumours.satisfaction[row, column] / (count * _STEPS)
            households.trust[j, option] = trust + weight * (satisfaction - trust)
            believed = np.float64(households.visits[j, option])
            visits_told = rumours.visits[row, column] / count
            if visits_told < believed:
                better = True
            households.visits[j, option] = believed + weight * (visits_told - believed)
            rumours.stories[row, column] = 0
            rumours.visits[row, column] = 0
            rumours.satisfaction[row, column] = 0
        rumours.row[j] = -1
        if rules.news and better and households.first_need[j] >= 0:
            cost = cost_of_needs(households, latent, scene, rules.hourly_value, j)
            weighed = np.float64(households.considered_cost[j])
            if cost < (1.0 - rules.clearly_cheaper) * weighed < np.inf:
                households.alert[j] |= _TAKES_STOCK
