import dataclasses

import numpy as np
import pytest

from experiments.factors import Factor
from experiments.figures import sweep
from experiments.points import Points
from experiments.sweeping import at_points
from model.parameter import parameters
from model.scenario import Scenario
from tests.experiments import fake

DELEGATION = Factor(path="unit.delegation")
POINTS = Points.at((DELEGATION,), np.array([[0.7], [0.1], [0.4]]))


def varied(points=POINTS, **changes):
    plan = {"method": "latin_hypercube"}
    return dataclasses.replace(fake.design(seeds=2), points=points, plan=plan, **changes)


def row(frame, policy, point):
    return frame[(frame["policy"] == policy) & (frame["point"] == point)].iloc[0]


def test_seeds_of_some_points_alone_are_no_part_of_the_means(tmp_path):
    design = varied(replicated=(0, 2), more_seeds=(3, 4, 5))
    frame = at_points(fake.conduct(tmp_path, design), ["needs_met"])
    # Ten times the seed, 1 and 2; a unit adds 5 and the seed.
    assert frame.loc[frame["policy"] == "status_quo", "mean"].tolist() == [15, 15, 15]
    assert frame.loc[frame["policy"] == "unit", "effect"].tolist() == [6.5, 6.5, 6.5]
    assert set(frame["n"]) == {2}


def test_seeds_behind_a_mean_and_pairs_behind_an_effect_are_counted(tmp_path):
    def fails(region, scenario, seed):
        without_unit, delegation = scenario.unit.opening_month == 0, scenario.unit.delegation
        failing = {0.7: (2, 1), 0.4: (2, None)}.get(delegation, (None, None))
        if seed == failing[0 if without_unit else 1]:
            raise ZeroDivisionError
        return fake.simulate(region, scenario, seed)

    frame = at_points(fake.conduct(tmp_path, varied(), fails), ["needs_met", "travel_cost"])
    needs = frame[frame["indicator"] == "needs_met"]
    # Where the status quo has failed under one seed and the unit under the other, nothing pairs.
    assert row(needs, "unit", 0)[["n", "pairs"]].tolist() == [1, 0]
    assert np.isnan(row(needs, "unit", 0)["effect"])
    assert row(needs, "unit", 1)[["n", "pairs", "effect"]].tolist() == [2, 2, 6.5]
    assert row(needs, "unit", 2)[["n", "pairs", "effect"]].tolist() == [2, 1, 6]
    assert needs.loc[needs["policy"] == "status_quo", "n"].tolist() == [1, 2, 1]
    assert (needs.loc[needs["policy"] == "status_quo", "pairs"] == 0).all()
    assert (frame.loc[frame["indicator"] == "travel_cost", "n"] == 0).all()


@pytest.mark.parametrize(
    ("factor", "expected"),
    [
        (DELEGATION, [0.1, 0.4, 0.7]),
        (Factor(path="unit.counters", levels=(3, 1, 2)), [1, 2, 3]),
        (Factor(path="unit.counters", levels=(1, 2)), [1, 2]),
        (Factor(path="post.status", levels=("plb", "full")), ["plb", "full"]),
    ],
)
def test_a_curve_goes_through_each_value_once_in_order(tmp_path, monkeypatch, factor, expected):
    drawn = []

    def keep(table, *_):
        drawn.append(table)

    monkeypatch.setattr(sweep, "draw_one_at_a_time", keep)
    study = fake.conduct(tmp_path, varied(Points.at((factor,), POINTS.unit)))
    frame = at_points(study, ["needs_met"])
    assert sweep.draw_sweep(study, frame, "en") == []
    assert len(drawn) == len(study.policies)
    for table in drawn:
        assert table["value"].tolist() == expected


def test_many_factors_are_columns_behind_policy_and_point(tmp_path):
    infos = [info for info in parameters(Scenario) if info.type == "float"]
    paths = [info.path for info in infos if info.low <= 0.5 <= info.high]
    factors = tuple(Factor(path=path) for path in paths)
    assert len(factors) > 110  # above a hundred pandas warns of columns put in one by one
    study = fake.conduct(tmp_path, varied(Points.at(factors, np.full((2, len(factors)), 0.5))))
    frame = at_points(study, ["needs_met"])
    assert list(frame.columns[: 3 + len(paths)]) == ["policy", "point", *paths, "indicator"]
