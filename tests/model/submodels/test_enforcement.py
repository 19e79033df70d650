"""Claims about enforcement: patrols follow what is seized, and those who evade learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.submodels.enforcement import enforcement
from tests.model.borders import Place

shares = st.lists(st.floats(0.001, 1.0), min_size=4, max_size=4)
rate = st.floats(0.0, 1.0)


@settings(max_examples=60, deadline=None)
@given(
    seized=st.lists(st.integers(0, 10**9), min_size=4, max_size=4), patrol=shares, skill=shares,
    detection=shares, shift=rate, learning=rate, decay=rate,
)  # fmt: skip
def test_patrols_always_sum_to_1_and_skill_stays_between_0_and_1(
    seized: list[int], patrol: list[float], skill: list[float], detection: list[float],
    shift: float, learning: float, decay: float,
) -> None:  # fmt: skip
    place = Place(patrol_shift=shift, skill_learning=learning, skill_decay=decay, skill_effect=1.0)
    paths = place.border.paths
    paths.seized[:] = seized
    paths.patrol[:] = np.array(patrol) / sum(patrol)
    paths.skill[:] = skill
    for _ in range(20):
        # at most certain before skill
        paths.detection[:] = np.array(detection) * np.exp(-paths.skill)
        enforcement(paths, place.rules)
        assert paths.patrol.sum() == pytest.approx(1.0)
        assert (paths.patrol >= 0).all()
        assert (paths.skill >= 0).all()
        assert (paths.skill <= 1).all()


def test_patrols_move_to_where_goods_were_seized_by_their_closed_form() -> None:
    place = Place(patrol_shift=0.2)
    paths = place.border.paths
    start = paths.patrol.copy()
    paths.seized[:] = (0, 300, 100, 0)
    for _ in range(10):
        enforcement(paths, place.rules)
    target = np.array([0.0, 0.75, 0.25, 0.0])
    assert paths.patrol == pytest.approx(target + 0.8**10 * (start - target))


def test_patrols_stay_where_nothing_is_seized() -> None:
    place = Place(patrol_shift=0.2)
    paths = place.border.paths
    start = paths.patrol.copy()
    paths.seized[:] = 0
    enforcement(paths, place.rules)
    assert np.array_equal(paths.patrol, start)


def test_skill_comes_to_rest_where_learning_and_forgetting_balance() -> None:
    place = Place(skill_learning=0.1, skill_decay=0.05, skill_effect=1.0)
    paths = place.border.paths
    paths.skill[:] = 0.0
    raw = np.array([0.05, 0.2, 0.5, 0.0])
    for _ in range(500):
        paths.detection[:] = raw * np.exp(-paths.skill)
        enforcement(paths, place.rules)
    assert paths.skill == pytest.approx(0.1 * raw / (0.1 * raw + 0.05))


def test_the_skill_of_the_start_is_at_rest() -> None:
    place = Place()
    paths = place.border.paths
    before = paths.skill.copy()
    enforcement(paths, place.rules)
    assert before.min() > 0
    assert paths.skill == pytest.approx(before)


def test_with_the_loop_off_neither_patrols_nor_skill_move() -> None:
    place = Place(enforcement=False)
    paths = place.border.paths
    paths.seized[:] = (0, 300, 100, 0)
    before = paths.patrol.copy(), paths.skill.copy()
    enforcement(paths, place.rules)
    assert np.array_equal(paths.patrol, before[0])
    assert np.array_equal(paths.skill, before[1])
