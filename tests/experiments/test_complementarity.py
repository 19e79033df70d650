"""Together against the sum of alone, worked out by hand."""

import math

import pandas as pd
import pytest

from experiments.complementarity import Interaction, interactions


def outcomes(**values: tuple[float, ...]) -> pd.DataFrame:
    """Return runs of one indicator; a policy's name has _and_ for +, its values are by seed."""
    rows = [
        {"policy": name.replace("_and_", "+"), "seed": seed, "needs_met": value}
        for name, numbers in values.items()
        for seed, value in enumerate(numbers)
    ]
    return pd.DataFrame(rows).set_index(["policy", "seed"])


def test_an_interaction_is_that_worked_by_hand() -> None:
    # Effects: a 1, 1, 1; b 2, 2, 2; together 4, 5, 6: beyond the sum 1, 2, 3, mean 2, standard
    # deviation 1, t(0.975, 2) = 4.302653 (any t table).
    (found,) = interactions(
        outcomes(status_quo=(10, 20, 30), a=(11, 21, 31), b=(12, 22, 32), a_and_b=(14, 25, 36))
    )
    assert (found.parts, found.together, found.indicator) == (("a", "b"), "a+b", "needs_met")
    assert (found.sum_of_parts, found.together_effect, found.difference) == (3, 5, 2)
    assert found.low == pytest.approx(2 - 4.302653 / math.sqrt(3), rel=1e-6)
    assert found.high == pytest.approx(2 + 4.302653 / math.sqrt(3), rel=1e-6)
    assert found.verdict(1) == "sum"


def test_three_parts_are_held_against_the_sum_of_three() -> None:
    frame = outcomes(
        status_quo=(0, 10),
        a=(1, 11),
        b=(2, 12),
        c=(3, 13),
        a_and_b_and_c=(7, 17),
        a_and_c=(4, 14),
    )
    found = {one.together: one for one in interactions(frame)}
    assert set(found) == {"a+b+c", "a+c"}
    assert found["a+b+c"].sum_of_parts == 6
    assert found["a+b+c"].difference == 1
    assert found["a+b+c"].verdict(1) == "more"
    assert found["a+c"].difference == 0


def test_more_of_a_bad_thing_is_less_good() -> None:
    def one(low: float, high: float) -> Interaction:
        return Interaction(("a", "b"), "a+b", "days", 0.0, 0.0, (low + high) / 2, low, high)

    assert one(1, 2).verdict(1) == "more"
    assert one(1, 2).verdict(-1) == "less"
    assert one(-2, -1).verdict(-1) == "more"
    assert one(-1, 2).verdict(-1) == "sum"
    assert one(1, 2).verdict(0) is None


def test_policies_that_add_up_exactly_do_not_interact_through_rounding() -> None:
    (found,) = interactions(
        outcomes(
            status_quo=(0.1, 0.3), a=(0.2, 0.4), b=(0.3, 0.5), a_and_b=(0.4, 0.6000000000000001)
        )
    )
    assert (found.difference, found.low, found.high) == (0, 0, 0)
    assert found.verdict(1) == "sum"


def test_a_seed_without_all_its_runs_is_left_out() -> None:
    nan = math.nan
    (found,) = interactions(
        outcomes(status_quo=(0, 0, 0), a=(1, nan, 1), b=(1, 1, 1), a_and_b=(5, 9, nan))
    )
    assert found.difference == 3
    assert math.isnan(found.low)
    assert found.verdict(1) is None


@pytest.mark.parametrize(
    "runs",
    [
        {"status_quo": (1,), "a": (2,), "a_and_b": (3,)},
        {"a": (2,), "b": (2,), "a_and_b": (3,)},
        {"status_quo": (1,), "a": (math.nan,), "b": (1,), "a_and_b": (1,)},
    ],
)
def test_without_the_parts_or_the_status_quo_or_a_value_there_is_no_interaction(
    runs: dict[str, tuple[float, ...]],
) -> None:
    assert interactions(outcomes(**runs)) == ()


def test_only_the_wanted_indicators_of_the_whole_region_are_asked() -> None:
    frame = outcomes(status_quo=(1, 2), a=(1, 2), b=(1, 2), a_and_b=(1, 2))
    frame["needs_met@siding"] = 1.0
    frame["days"] = 1.0
    assert [one.indicator for one in interactions(frame)] == ["needs_met", "days"]
    assert [one.indicator for one in interactions(frame, ["days", "nonsense"])] == ["days"]
