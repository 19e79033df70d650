"""Claims about experience and word of mouth."""

import numpy as np
import pytest

from model.journeys import cost_of_needs
from model.lists import Experiences
from model.model import BorderModel
from model.submodels.reputation import Learning, allocate_rumours, reputation, tie
from model.tables import Array, Option
from tests.model.worlds import advanced, same_bits, small

UNIT = Option.UNIT.value
HOUSEHOLD = 400


def listen(model: BorderModel, stories: list[tuple[int, int, int, float]], rules: Learning) -> None:
    """Let households live stories (household, option, visits, satisfaction) and tell them."""
    columns = zip(*stories, strict=True)
    kinds = (np.int32, np.int8, np.int8, np.float64)
    arrays = [np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    experiences = Experiences(*arrays, np.array([len(stories)]))
    rumours = allocate_rumours(len(model.households.village), len(stories))
    reputation(model.households, model.latent, experiences, rumours, model._scene(), rules)


def contacts(model: BorderModel, household: int) -> set[int]:
    return {int(tie.py_func(model.households, household, k)) for k in range(5)} - {household}


def world() -> tuple[BorderModel, Learning]:
    model = small()
    model.step()
    model.households.trust[:] = 0.5
    model.households.visits[:] = 3.0
    return model, model.learning._replace(own=0.3, hearsay=0.1, news=False)


def test_own_experience_moves_trust_and_belief_by_its_learning_rate() -> None:
    model, rules = world()
    listen(model, [(HOUSEHOLD, UNIT, 1, 0.75)], rules)
    assert model.households.trust[HOUSEHOLD, UNIT] == pytest.approx(0.5 + 0.3 * 0.25, rel=1e-6)
    assert model.households.visits[HOUSEHOLD, UNIT] == pytest.approx(3 + 0.3 * (1 - 3), rel=1e-6)


def test_contacts_hear_of_it_and_nobody_else_does() -> None:
    model, rules = world()
    listen(model, [(HOUSEHOLD, UNIT, 5, 0.25)], rules)
    households = model.households
    heard = sorted(contacts(model, HOUSEHOLD))
    assert len(heard) == 5
    assert households.trust[heard, UNIT] == pytest.approx(0.5 - 0.1 * 0.25, rel=1e-6)
    assert households.visits[heard, UNIT] == pytest.approx(3 + 0.1 * 2, rel=1e-6)
    untouched = np.ones(len(households.trust), np.bool_)
    untouched[[HOUSEHOLD, *heard]] = False
    assert (households.trust[untouched] == 0.5).all()
    assert (np.delete(households.trust, UNIT, axis=1) == 0.5).all()


def test_several_stories_count_by_their_mean() -> None:
    model, rules = world()
    listener = int(model.households.kin[HOUSEHOLD])
    teller = next(iter(contacts(model, listener) - {HOUSEHOLD}))
    assert listener in contacts(model, teller) | {listener}
    listen(model, [(HOUSEHOLD, UNIT, 2, 0.9), (HOUSEHOLD, UNIT, 6, 0.3)], rules)
    assert model.households.trust[listener, UNIT] == pytest.approx(0.5 + 0.1 * 0.1, rel=1e-4)
    assert model.households.visits[listener, UNIT] == pytest.approx(3 + 0.1 * 1, rel=1e-6)


def test_the_order_of_telling_does_not_matter() -> None:
    generator = np.random.default_rng(5)
    stories = [
        (int(i), int(o), int(n), float(s))
        for i, o, n, s in zip(
            generator.integers(0, 828, 300), generator.integers(0, 6, 300),
            generator.integers(1, 7, 300), generator.random(300), strict=True,
        )
    ]  # fmt: skip
    results: list[tuple[Array, Array]] = []
    for order in (stories, stories[::-1]):
        model, rules = world()
        listen(model, order, rules)
        results.append((model.households.trust, model.households.visits))
    for left, right in zip(*results, strict=True):
        assert same_bits(left, right)


def test_ties_stay_in_the_village_or_the_family_and_are_mutual() -> None:
    households = small().households
    for i in range(len(households.village)):
        for number in range(4):
            other = tie.py_func(households, i, number)
            assert abs(other - i) <= 2
            assert households.village[other] == households.village[i]
        assert tie.py_func(households, i, 4) == households.kin[i]
    model = small()
    for i in range(0, 828, 9):
        assert all(i in contacts(model, other) for other in contacts(model, i))


def test_nobody_hears_the_same_story_twice() -> None:
    model = small()
    for i in range(len(model.households.village)):
        told = [tie.py_func(model.households, i, number) for number in range(4)]
        told = [other for other in told if other != i]
        assert len(told) == len(set(told)), i


def test_satisfied_households_come_to_trust_a_good_point_and_only_that_one() -> None:
    model, rules = world()
    for _ in range(60):
        listen(model, [(HOUSEHOLD, UNIT, 1, 0.9)], rules)
    assert model.households.trust[HOUSEHOLD, UNIT] == pytest.approx(0.9, abs=1e-4)
    assert model.households.visits[HOUSEHOLD, UNIT] == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize(("cheaper", "expected"), [(0.5, True), (0.79, True), (0.81, False)])
def test_news_of_a_clearly_cheaper_way_makes_a_household_take_stock(
    cheaper: float, expected: bool
) -> None:
    model = advanced(30)
    rules = model.learning._replace(news=True, own=1.0, clearly_cheaper=0.2)
    i = int(np.argmax(model.households.first_need >= 0))
    office = Option.OFFICE.value
    model.households.visits[i, office] = 1.0
    now = cost_of_needs(model.households, model.latent, model._scene(), rules.hourly_value, i)
    model.households.visits[i, office] = 2.0
    model.households.considered_cost[i] = now / cheaper
    model.households.alert[:] = 0
    listen(model, [(i, office, 1, 0.5)], rules)
    assert bool(model.households.alert[i]) is expected
