import dataclasses
from typing import get_args

import numpy as np
import pytest

from experiments.factors import Factor
from experiments.gains import gain, inputs, outcomes_by_policy, sampled
from experiments.points import Points
from experiments.sampling import Method
from model.errors import InputError
from tests.experiments import fake

SAMPLES = ("latin_hypercube", "rbd_fast", "pawn", "delta")
FACTORS = (Factor(path="behaviour.nest"), Factor(path="post.status", levels=("plb", "full")))
POINTS = Points.at(FACTORS, np.array([[0.1, 0.2], [0.6, 0.9]]))


def varied(folder, method, simulate=fake.simulate):
    design = dataclasses.replace(fake.design(seeds=2), points=POINTS, plan={"method": method})
    return fake.conduct(folder, design, simulate)


@pytest.mark.parametrize("method", get_args(Method.__value__))
def test_only_points_that_are_a_sample_can_be_learnt_from(tmp_path, method):
    study = varied(tmp_path, method)
    assert sampled(study) == (method in SAMPLES)
    if method in SAMPLES:
        assert inputs(study)["post.status"].tolist() == ["plb", "full"]
        assert inputs(study)["behaviour.nest"].tolist() == pytest.approx([0.1, 0.6])
        return
    with pytest.raises(InputError, match=f"made by '{method}' .* --method latin_hypercube'"):
        inputs(study)
    if method == "factorial":
        assert len(inputs(study, grid=True)) == 2
    else:
        with pytest.raises(InputError, match="no sample of what is not known"):
            inputs(study, grid=True)


def test_a_study_that_varies_nothing_has_no_inputs(tmp_path):
    with pytest.raises(InputError, match="varies no factors"):
        inputs(fake.conduct(tmp_path, fake.design(seeds=1)))


def test_the_gain_is_paired_by_seed_and_unknown_where_a_run_failed(tmp_path):
    # A unit adds 5 and the seed: 6 and 7 under the two seeds.
    assert gain(varied(tmp_path / "whole", "pawn"), "unit", "needs_met").tolist() == [6.5, 6.5]

    def fails_once(region, scenario, seed):
        if scenario.post.status == "full" and seed == 2:
            raise ZeroDivisionError
        return fake.simulate(region, scenario, seed)

    gained = gain(varied(tmp_path / "failed", "pawn", fails_once), "unit", "needs_met")
    assert gained[0] == 6.5
    assert np.isnan(gained[1])


def test_a_study_of_which_no_run_is_done_says_so(tmp_path):
    def fails(region, scenario, seed):
        raise ZeroDivisionError

    study = varied(tmp_path, "pawn", fails)
    with pytest.raises(InputError, match=r"No run of '.*' is done; 'resume .*' does those"):
        outcomes_by_policy(study, "needs_met")
