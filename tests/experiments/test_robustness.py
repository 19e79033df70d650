import math

import numpy as np
import pandas as pd
import pytest

from experiments.robustness import (
    LEAST_POINTS,
    Threshold,
    cells,
    regret,
    robustness_table,
    satisficing,
    satisfied,
)
from model.errors import InputError

OUTCOMES = pd.DataFrame(
    {"unit": [3.0, 5.0, 1.0, np.nan], "post": [4.0, 2.0, 1.0, 9.0]}, index=[10, 11, 12, 13]
)


def test_regret_is_what_the_best_policy_does_better():
    lost = regret(OUTCOMES, 1)
    assert lost["unit"].tolist()[:3] == [1, 0, 0]
    assert lost["post"].tolist()[:3] == [0, 3, 0]
    less = regret(OUTCOMES, -1)
    assert less["unit"].tolist()[:3] == [0, 3, 0]
    assert less["post"].tolist()[:3] == [1, 0, 0]


def test_no_regret_is_known_where_a_policy_has_no_value():
    assert regret(OUTCOMES, 1).loc[13].isna().all()


def test_there_is_no_regret_where_neither_more_nor_less_is_better():
    with pytest.raises(InputError, match="more is better, or less"):
        regret(OUTCOMES, 0)


def test_the_table_of_robustness_by_hand():
    met = satisfied({"needs": OUTCOMES}, [Threshold("needs", 2.0)])
    table = robustness_table(OUTCOMES, 1, met).set_index("policy")
    assert table.loc["unit", "mean"] == 3
    # The 5th percentile of 1, 3, 5 lies a tenth of the way from 1 to 3.
    assert table.loc["unit", "poor"] == pytest.approx(1.2)
    assert table.loc["post", ["regret_mean", "regret_max"]].tolist() == [1, 3]
    # The 90th percentile of 0, 0, 3 lies eight tenths of the way from 0 to 3.
    assert table.loc["post", "regret_90"] == pytest.approx(2.4)
    assert table["best"].tolist() == [pytest.approx(2 / 3)] * 2
    assert table["satisficing"].tolist() == [pytest.approx(2 / 3), pytest.approx(3 / 4)]
    assert table["points"].tolist() == [3, 4]
    assert robustness_table(OUTCOMES, 1)["satisficing"].isna().all()


def test_where_less_is_better_the_poor_outcome_is_a_high_one():
    assert robustness_table(OUTCOMES, -1).set_index("policy").loc["unit", "poor"] == (
        pytest.approx(4.8)
    )


def wilson(hits, points, z=1.959963984540054):
    share = hits / points
    middle = (share + z**2 / (2 * points)) / (1 + z**2 / points)
    half = (
        z / (1 + z**2 / points) * math.sqrt(share * (1 - share) / points + z**2 / (4 * points**2))
    )
    return middle - half, middle + half


def test_a_policy_satisfices_where_it_meets_every_threshold():
    cost = pd.DataFrame({"unit": [1.0, 1.0, 3.0, 1.0], "post": [1.0] * 4}, index=OUTCOMES.index)
    thresholds = [Threshold("needs", 2.0), Threshold("cost", 2.0, at_least=False)]
    table = satisficing({"needs": OUTCOMES, "cost": cost}, thresholds)
    row = table.set_index(["policy", "indicator"])
    assert row.loc[("unit", "needs"), ["share", "points"]].tolist() == [pytest.approx(2 / 3), 3]
    assert row.loc[("unit", "cost"), ["share", "points"]].tolist() == [3 / 4, 4]
    assert row.loc[("unit", "all"), ["share", "points"]].tolist() == [pytest.approx(2 / 3), 3]
    assert row.loc[("post", "all"), "share"] == 3 / 4
    assert row.loc[("post", "needs"), ["low", "high"]].tolist() == pytest.approx(wilson(3, 4))


def test_two_thresholds_on_one_indicator_both_count():
    # Of 4, 2, 1 and 9 two lie from 2 to 5.
    between = [Threshold("needs", 2.0), Threshold("needs", 5.0, at_least=False)]
    assert satisfied({"needs": OUTCOMES}, between)["post"].tolist() == [1, 1, 0, 0]
    table = satisficing({"needs": OUTCOMES}, between)
    post = table[table["policy"] == "post"].fillna({"at_least": 0, "at_most": 0})
    columns = ["indicator", "at_least", "at_most", "share"]
    assert post[columns].to_numpy().tolist() == [
        ["all", 0, 0, 2 / 4],
        ["needs", 2, 0, 3 / 4],
        ["needs", 0, 5, 3 / 4],
    ]
    stricter = [Threshold("needs", 1.0), Threshold("needs", 4.0)]
    for thresholds in (stricter, stricter[::-1]):
        assert satisfied({"needs": OUTCOMES}, thresholds)["post"].tolist() == [1, 0, 0, 1]


def test_shares_of_points_that_are_no_sample_have_no_interval():
    asked = [Threshold("needs", 2.0)]
    table = satisficing({"needs": OUTCOMES}, asked, sampled=False)
    assert table[["low", "high"]].isna().all(axis=None)
    drawn = satisficing({"needs": OUTCOMES}, asked)
    columns = ["share", "points"]
    pd.testing.assert_frame_equal(table[columns], drawn[columns])


def test_a_threshold_itself_is_enough():
    assert Threshold("needs", 2.0).met(OUTCOMES).loc[11, "post"] == 1
    assert Threshold("needs", 2.0, at_least=False).met(OUTCOMES).loc[11, "post"] == 1


def test_thresholds_without_outcomes_are_named_all_at_once():
    with pytest.raises(InputError) as error:
        satisfied(
            {"needs_met": OUTCOMES},
            [Threshold("needs_mett", 1), Threshold("xyz", 1), Threshold("xyz", 2)],
        )
    assert len(error.value.problems) == 2
    assert "did you mean 'needs_met'?" in error.value.problems[0]
    with pytest.raises(InputError, match="at least one"):
        satisfied({"needs_met": OUTCOMES}, [])


def grid(side=10, of_each=LEAST_POINTS):
    """``of_each`` points in the middle of each of ``side`` × ``side`` cells of the unit square."""
    middles = (np.arange(side) + 0.5) / side
    a, b = (axis.ravel() for axis in np.meshgrid(middles, middles, indexing="ij"))
    return pd.DataFrame({"a": np.repeat(a, of_each), "b": np.repeat(b, of_each)})


def test_a_map_holds_the_mean_and_the_count_of_each_cell():
    points = grid(side=12)
    table = cells(points, 10 * points["a"] + points["b"], "a", "b", bins=2)
    assert len(table) == 4
    assert table["count"].tolist() == [36 * LEAST_POINTS] * 4
    # Each half of 12 middles has its own middle at 1/4 and 3/4.
    expected = [10 * a + b for a in (0.25, 0.75) for b in (0.25, 0.75)]
    assert table["mean"].tolist() == pytest.approx(expected)
    assert table["x_low"].min() == points["a"].min()
    assert table["x_high"].max() == points["a"].max()


def test_a_cell_with_too_few_points_has_a_count_and_no_mean():
    points = grid(side=4, of_each=LEAST_POINTS)
    values = pd.Series(1.0, points.index)
    values.iloc[0] = np.nan
    table = cells(points, values, "a", "b", bins=4).sort_values(["x_low", "y_low"])
    assert table["count"].tolist() == [LEAST_POINTS - 1] + [LEAST_POINTS] * 15
    assert table["mean"].isna().tolist() == [True] + [False] * 15
    half = points[points["a"] + points["b"] > 0.3]
    empty = cells(half, values.loc[half.index], "a", "b", bins=4)
    assert len(empty) == 16
    assert (empty["count"] == 0).sum() == 1


def test_names_switches_and_few_values_have_a_cell_each():
    points = grid(side=6).assign(place=lambda frame: np.where(frame["a"] < 0.5, "Siding", "Jagoi"))
    points["switch"] = points["b"] > 0.5
    table = cells(points, points["a"], "place", "switch", bins=3)
    assert table["x"].tolist() == ["Jagoi", "Jagoi", "Siding", "Siding"]
    assert table["y"].tolist() == [False, True, False, True]
    assert table["mean"].tolist() == pytest.approx([0.75, 0.75, 0.25, 0.25])
    assert set(cells(points, points["a"], "a", "b", bins=6)["x"]) == set(points["a"])


@pytest.mark.parametrize(
    ("x", "y", "bins", "sentence"),
    [
        ("aa", "b", 3, "no factor 'aa'"),
        ("a", "a", 3, "named twice"),
        ("a", "b", 1, "at least 2 bins"),
        ("a", "still", 3, "'still' does not vary"),
    ],
)
def test_a_map_that_cannot_be_drawn_is_refused_in_a_sentence(x, y, bins, sentence):
    points = grid().assign(still=1.0)
    with pytest.raises(InputError, match=sentence):
        cells(points, points["a"], x, y, bins=bins)
