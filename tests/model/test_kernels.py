"""Claims about what kernels share."""

from typing import Any

import numpy as np
import pytest

from model.kernels import end_of_village
from tests.model.worlds import small


@pytest.mark.parametrize(
    "rule", [end_of_village, end_of_village.py_func], ids=["compiled", "plain"]
)
def test_a_village_ends_where_the_next_one_begins(rule: Any) -> None:
    village = np.repeat(np.array([0, 1, 4, 5], np.int16), [3, 1, 5, 2])
    assert [rule(village, start) for start in range(11)] == [3] * 3 + [4] + [9] * 5 + [11] * 2


def test_households_stand_in_the_order_of_villages() -> None:
    assert (np.diff(small().households.village) >= 0).all()
