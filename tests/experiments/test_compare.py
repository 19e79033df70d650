import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.compare import comparison, mean_interval, ratio_interval
from experiments.words import unit_in
from model.indicators import INDICATORS


def outcomes(rows):
    return pd.DataFrame(rows).set_index(["policy", "seed"])


def test_paired_differences_are_those_worked_by_hand():
    # Differences 1, 2, 3: mean 2, standard deviation 1, t(0.975, 2) = 4.302653 (any t table).
    frame = comparison(
        outcomes(
            {"policy": policy, "seed": seed, "needs_met": value, "needs_met@siding": value}
            for policy, values in (("status_quo", (10, 20, 30)), ("unit", (11, 22, 33)))
            for seed, value in enumerate(values)
        )
    )
    row = frame[frame["sub_district"] == "all"].iloc[0]
    assert (row["policy"], row["indicator"]) == ("unit", "needs_met")
    assert (row["status_quo"], row["value"], row["difference"]) == (20, 22, 2)
    assert row["high"] - row["difference"] == pytest.approx(4.302653 / math.sqrt(3), rel=1e-6)
    assert row["low"] == pytest.approx(2 - 4.302653 / math.sqrt(3), rel=1e-6)
    assert (row["n"], row["missing"]) == (3, 0)
    assert (row["sd_status_quo"], row["sd_value"], row["sd_difference"]) == (10, 11, 1)
    assert frame[frame["sub_district"] == "siding"]["difference"].item() == 2


def test_pairs_without_a_value_are_counted_and_left_out():
    rows = [
        {"policy": "status_quo", "seed": 1, "days": 10.0},
        {"policy": "status_quo", "seed": 2, "days": math.nan},
        {"policy": "status_quo", "seed": 3, "days": 30.0},
        {"policy": "status_quo", "seed": 4, "days": 99.0},
        {"policy": "unit", "seed": 1, "days": 8.0},
        {"policy": "unit", "seed": 2, "days": 5.0},
        {"policy": "unit", "seed": 3, "days": 26.0},
    ]
    row = comparison(outcomes(rows)).iloc[0]
    assert (row["status_quo"], row["value"], row["difference"]) == (20, 17, -3)
    assert (row["n"], row["missing"]) == (2, 2)


def test_one_pair_gives_a_difference_without_an_interval():
    rows = [{"policy": p, "seed": 1, "days": v} for p, v in (("status_quo", 1.0), ("unit", 4.0))]
    row = comparison(outcomes(rows)).iloc[0]
    assert row["difference"] == 3
    assert math.isnan(row["low"])
    assert math.isnan(row["high"])


def test_without_a_status_quo_there_is_nothing_to_compare():
    assert comparison(outcomes([{"policy": "unit", "seed": 1, "days": 1.0}])).empty


def test_an_interval_of_no_values_is_none():
    assert all(math.isnan(number) for number in mean_interval([]))


def test_fieller_is_the_mean_interval_when_the_denominator_is_certain():
    top = np.array([2.0, 4.0, 6.0, 8.0])
    ratio = ratio_interval(top, np.full(4, 2.0))
    assert ratio == pytest.approx([value / 2 for value in mean_interval(top)])


def test_the_ends_of_fiellers_interval_satisfy_its_definition():
    # At an end r, the mean of top - r bottom is exactly t standard errors from zero.
    generator = np.random.default_rng(1)
    top, bottom = generator.normal(50, 5, 12), generator.normal(10, 1, 12)
    ratio = ratio_interval(top, bottom)
    assert ratio.estimate == pytest.approx(top.mean() / bottom.mean())
    for end in (ratio.low, ratio.high):
        rest = top - end * bottom
        error = rest.std(ddof=1) / math.sqrt(12)
        assert abs(rest.mean()) / error == pytest.approx(stats.t.ppf(0.975, 11))


@pytest.mark.parametrize("bottom", [[-1.0, 1.0, 2.0], [-5.0, -5.1, -4.9], [0.0, 0.0, 0.0]])
def test_cost_per_extra_document_is_left_out_without_surely_more_documents(bottom):
    assert all(math.isnan(number) for number in ratio_interval(np.ones(3), np.array(bottom)))


def test_cost_per_extra_document_divides_paired_differences():
    # Cost rises by 100 a seed, documents by 4: 25 each, with nothing left to chance.
    rows = [
        {
            "policy": policy,
            "seed": seed,
            "public_cost": 1000.0 * seed + extra * 100,
            "documents": 50.0 * seed + extra * 4,
        }
        for policy, extra in (("status_quo", 0), ("unit", 1))
        for seed in (1, 2, 3)
    ]
    frame = comparison(outcomes(rows)).set_index("indicator")
    row = frame.loc["cost_per_extra_document"]
    assert (row["difference"], row["low"], row["high"]) == pytest.approx((25, 25, 25))


def test_every_unit_of_an_indicator_has_an_indonesian_name() -> None:
    for indicator in INDICATORS:
        assert unit_in(indicator.unit, "id")
        assert unit_in(indicator.unit, "en") == indicator.unit
