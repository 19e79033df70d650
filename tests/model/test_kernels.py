"""Claims about what kernels share."""

from typing import Any, NamedTuple

import numpy as np
import pytest

from model.kernels import end_of_village, kernel
from model.submodels.enforcement import enforcement
from model.tables import Array
from tests.model.worlds import small


@pytest.mark.parametrize(
    "rule", [end_of_village, end_of_village.py_func], ids=["compiled", "plain"]
)
def test_a_village_ends_where_the_next_one_begins(rule: Any) -> None:
    village = np.repeat(np.array([0, 1, 4, 5], np.int16), [3, 1, 5, 2])
    assert [rule(village, start) for start in range(11)] == [3] * 3 + [4] + [9] * 5 + [11] * 2


def test_households_stand_in_the_order_of_villages() -> None:
    assert (np.diff(small().households.village) >= 0).all()


class Pair(NamedTuple):
    """Numbers of a scenario."""

    base: float
    step: float


@kernel
def climb(numbers: Pair, steps: Array, most: float) -> float:
    total = numbers.base
    for k in range(len(steps)):
        total += numbers.step * steps[k]
    return min(total, most)


@kernel
def climb_twice(numbers: Pair, steps: Array, most: float) -> float:
    return 2 * climb(numbers, steps, most)


def calls() -> list[tuple[Pair, Array, float]]:
    """Calls that differ in the types of what a rule is given, with the sum 2.5 + 0.5 · 6 or so."""
    steps = np.array([1.0, 2.0, 3.0])
    return [
        (Pair(2.5, 0.5), steps, 100.0),
        (Pair(2, 1), steps, 100.0),
        (Pair(2.5, 0.5), steps.astype(np.float32), 100.0),
        (Pair(2.5, 0.5), steps.astype(np.int64), 100),
        (Pair(2.5, 0.5), np.repeat(steps, 2)[::2], 100.0),
        (Pair(2.5, 0.5), steps, 5),
        (Pair(2.5, 0.5), steps, 5.25),
    ]


@pytest.mark.parametrize("rule", [climb, climb_twice])
def test_a_kernel_tells_arguments_of_different_types_apart(rule: Any) -> None:
    plain = rule.py_func
    for _ in range(3):
        for arguments in calls():
            assert rule(*arguments) == pytest.approx(plain(*arguments))


def test_the_second_call_takes_the_short_way() -> None:
    numbers, steps, most = calls()[0]
    climb(numbers, steps, most)
    kinds = set(climb._entries)  # type: ignore[attr-defined]
    climb(Pair(1.5, 2.5), 2 * steps, 7.0)
    assert set(climb._entries) == kinds  # type: ignore[attr-defined]


def test_an_array_with_items_of_another_size_is_refused_even_inside_a_table() -> None:
    model = small()
    table = model.border.paths
    enforcement(table, model.trade_rules)
    wrong = table._replace(patrol=table.patrol.astype(np.float32))
    with pytest.raises(TypeError, match="array"):
        enforcement(wrong, model.trade_rules)
