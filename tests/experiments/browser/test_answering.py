import gzip
import json
import pickle

import numpy as np
import pytest

from experiments.browser.answering import Part, answer, do, tasks
from experiments.browser.limits import Limits
from experiments.browser.question import read_question, served_region
from experiments.browser.shown import AIMS, DECILES, SHOWN
from experiments.compare import WHOLE_REGION
from model.model import simulate

ASKED = {"policy": "unit_jagoi_full", "months": 36, "replications": 2, "seed": 5}


@pytest.fixture(scope="module")
def made():
    question = read_question(ASKED, Limits())
    todo = tasks(question, served_region())
    return question, todo, [do(task) for task in todo]


@pytest.fixture(scope="module")
def payload(made):
    question, _, parts = made
    return answer(question, served_region(), parts)


@pytest.fixture(scope="module")
def runs(made):
    """The outcomes of both sides, simulated without the browser."""
    question, _, _ = made
    return [
        [simulate(served_region(), one.scenario, seed) for seed in question.seeds]
        for one in question.alternatives(served_region())
    ]


def test_each_side_is_run_under_each_seed_and_filmed_once(made):
    question, todo, parts = made
    assert [(task.side, task.seed) for task in todo] == [(0, 5), (1, 5), (0, 6), (1, 6)]
    assert [task.filmed for task in todo] == [True, True, False, False]
    assert [part.film is not None for part in parts] == [True, True, False, False]
    assert question.seeds == (5, 6)


def test_tasks_and_parts_cross_processes(made):
    _, todo, parts = made
    for task in todo:
        again = pickle.loads(pickle.dumps(task))
        assert again.key == task.key
    part = pickle.loads(pickle.dumps(parts[2]))
    assert isinstance(part, Part)
    np.testing.assert_array_equal(part.series, parts[2].series)


def test_the_status_quo_of_two_policies_is_one_part():
    def keys(side, **asked):
        question = read_question({**ASKED, **asked}, Limits())
        return [task.key for task in tasks(question, served_region()) if task.side == side]

    assert keys(0) == keys(0, policy="mobile_only")
    assert set(keys(0)).isdisjoint(keys(0, world={"agencies.ego": 0.25}))
    assert set(keys(1)).isdisjoint(keys(1, policy="mobile_only"))
    assert set(keys(0)).isdisjoint(keys(1))
    assert keys(0, replications=3)[:2] == keys(0)
    # the run under seed 6 is filmed where it is the first
    assert keys(0, seed=6)[0] != keys(0)[1]


def test_the_bands_are_the_runs(runs, payload):
    for side, outcomes in zip(payload["sides"], runs, strict=True):
        assert tuple(side["series"]) == SHOWN
        for name, band in side["series"].items():
            values = np.array([outcome.series[name] for outcome in outcomes])
            shown = {key: np.array(numbers, float) for key, numbers in band.items()}
            known = np.isfinite(values).all(axis=0)
            assert np.isnan(shown["mean"][~np.isfinite(values).any(axis=0)]).all()
            for key, exact in (
                ("mean", values.mean(axis=0)),
                ("low", values.min(axis=0)),
                ("high", values.max(axis=0)),
            ):
                # four significant digits of a number in single precision
                np.testing.assert_allclose(
                    shown[key][known], exact[known], rtol=5.1e-4, err_msg=name
                )


def test_changes_are_those_of_the_runs(runs, payload):
    rows = {(row["indicator"], row["sub_district"]): row for row in payload["changes"]}
    for name in (*AIMS, *DECILES):
        before, after = (
            np.array([outcome.summary[name] for outcome in outcomes]) for outcomes in runs
        )
        row = rows[name, WHOLE_REGION]
        assert row["n"] == 2
        # five significant digits
        assert row["difference"] == pytest.approx((after - before).mean(), rel=5e-5)
        assert row["status_quo"] == pytest.approx(before.mean(), rel=5e-5)
        assert row["low"] <= row["difference"] <= row["high"]
    for name in AIMS:
        for sub_district in served_region().sub_districts:
            assert (name, sub_district.name) in rows


def test_the_answer_is_json_of_modest_size(payload):
    text = json.dumps(payload, allow_nan=False, separators=(",", ":"))
    assert json.loads(text) == payload
    assert len(gzip.compress(text.encode())) < 400_000


def test_both_sides_tell_of_the_same_households(payload):
    first, second = ([story["household"] for story in side["stories"]] for side in payload["sides"])
    assert first == second
    assert len(first) == 6


def test_the_answer_says_how_it_is_asked_again(payload):
    assert payload["policy_file"] is None
    assert payload["command"].endswith(
        "compare --policy unit_jagoi_full --months 36 --replications 2 --seed 5"
    )


def test_a_policy_of_ones_own_comes_with_its_file():
    asked = {"levers": {"unit.opening_month": 2}, "months": 14, "replications": 1}
    question = read_question(asked, Limits())
    region = served_region()
    payload = answer(question, region, [do(task) for task in tasks(question, region)])
    assert "--policy my_policy.toml" in payload["command"]
    assert "opening_month = 2" in payload["policy_file"]
    assert payload["label"] == {"en": "My policy", "id": "Kebijakan saya"}
    assert "One replication gives no interval" in payload["caution"]["en"]
    assert all(row["low"] is None for row in payload["changes"])
    assert "interval" not in payload["headline"]["en"]
