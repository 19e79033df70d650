import math

import pytest

from experiments.brief.facts import facts_of
from experiments.store import Study
from experiments.subject_changes import Change
from experiments.subjects import SUBJECTS
from model.errors import InputError
from tests.experiments import drawn, fake
from tests.experiments.brief.made import YEAR, facts, named


def test_a_difference_is_that_of_the_rounded_levels():
    # 45.84 → 45.8 and 45.84 + 4.92 = 50.76 → 50.8: 5.0 is written, although 4.92 would be 4.9.
    change = facts({"unit": {"needs_met": 4.92}}).changes["unit"]["needs_met"]
    assert (change.before, change.after, change.difference) == (45.8, 50.8, 5.0)
    assert change.low <= change.difference <= change.high


def test_intervals_are_rounded_outward():
    change = facts({"unit": {"needs_met": (5.0, 0.5)}}).changes["unit"]["needs_met"]
    # Differences 4.5, 4.75, 5, 5.25, 5.5: deviation .3953, t(4) = 2.776, half-width .4908.
    assert (change.low, change.high) == (4.5, 5.5)


def test_a_clear_change_that_would_not_be_seen_gets_one_more_decimal_for_all():
    small = facts({"a": {"travel_cost": -600.0}, "b": {"travel_cost": -90_000.0}})
    assert small.decimals["travel_cost"] == 1
    assert small.changes["b"]["travel_cost"].difference == -90.0
    assert small.changes["a"]["travel_cost"].better == 1
    plain = facts({"b": {"travel_cost": -90_000.0}})
    assert plain.decimals["travel_cost"] == 0


def test_a_change_too_small_for_the_decimals_written_is_not_clear():
    change = facts({"unit": {"needs_met": 0.004}}).changes["unit"]["needs_met"]
    assert change.settled
    assert not change.clear


def test_a_change_written_twice_stays_the_same():
    for low in (0.29, 0.3, 1.1, 2.675):
        change = Change(SUBJECTS[0], 1.0, 3.0, 2.0, low, 4.0).written(2)
        assert change.written(2)[1:] == change[1:]


def test_public_cost_is_told_for_the_whole_district_whatever_the_scale():
    whole = facts({"unit": {"public_cost": YEAR}})
    small = facts({"unit": {"public_cost": YEAR / 20}}, scale=0.05)
    assert whole.changes["unit"]["public_cost"].difference == 1.0
    assert small.changes["unit"]["public_cost"].difference == 1.0


def test_tenths_are_told_in_money_and_in_per_cent_of_their_income():
    found = facts({"unit": {"equivalent_income.decile_1": 8_000.0}})
    money, share = found.by_tenth("unit")[0]
    assert (money.difference, share.difference) == (8.0, 2.0)
    assert found.by_tenth("unit")[9][0].difference == 0.0


def test_a_study_without_tenths_has_none(tmp_path):
    study = fake.conduct(tmp_path / "study", fake.design())
    assert facts_of(study).by_tenth("unit") == []


def test_places_are_the_sub_districts():
    places = facts({"unit": {"needs_met": 5.0, "needs_met@siding": 1.0}}).by_place("unit")
    assert list(places) == ["siding", "jagoi_babang"]
    assert places["siding"]["needs_met"].difference == 1.0


def test_a_failed_run_leaves_fewer_pairs():
    found = facts({"a": {"needs_met": 5.0}, "b": {"needs_met": 1.0}}, failed={("a", 2)})
    assert found.pairs == {"a": 4, "b": 5}


def test_a_policy_without_a_pair_is_not_told(tmp_path):
    gone = {("a", seed) for seed in range(1, 6)}
    found = facts(
        {"a": {}, "b": {"needs_met": 5.0}}, failed=gone, policies=[named("a"), named("b")]
    )
    assert list(found.policies) == ["b"]


def test_a_study_of_one_policy_is_refused_with_the_command_that_compares(tmp_path):
    study = fake.conduct(tmp_path / "study", fake.design())
    alone = {**study.manifest, "policies": study.manifest["policies"][1:], "command": "run"}
    with pytest.raises(InputError, match=r"made by 'run'\); run 'compare'"):
        facts_of(Study(study.folder, alone))


def test_a_study_without_a_finished_pair_is_refused(tmp_path):
    def simulate(region, scenario, seed):
        raise ZeroDivisionError

    study = fake.conduct(tmp_path / "study", fake.design(), simulate)
    with pytest.raises(InputError, match="'resume "):
        facts_of(study)


def test_runs_too_short_for_the_needs_met_are_refused(tmp_path):
    def simulate(region, scenario, seed):
        return fake.Outcome({"needs_met": math.nan}, {})

    study = fake.conduct(tmp_path / "study", fake.design(), simulate)
    with pytest.raises(InputError, match=r"too short .* 'compare --months 36'"):
        facts_of(study)


def test_a_finished_study_is_read_from_its_folder(tmp_path):
    found = facts_of(drawn.study_of(tmp_path / "study", policies=2))
    assert list(found.policies) == ["Policy 1", "Policy 2"]
    # With delegation d, all is d × (10 + seed) more: on average 12 for d = 1.
    assert found.changes["Policy 2"]["needs_met"].difference == pytest.approx(12.0)
