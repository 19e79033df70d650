import pytest

from experiments.designs import Design, alternatives
from model.errors import InputError
from tests.experiments import fake


def design(*policies, seed=1, replications=2, **assignments):
    given = {path.replace("__", "."): value for path, value in assignments.items()}
    region = fake.Region()
    seeds = tuple(range(seed, seed + replications))
    return Design("compare", region, alternatives(region, policies, given), seeds)


def test_policies_share_their_seeds_and_their_assignments():
    made = design(
        fake.policy("status_quo"),
        fake.policy("unit", unit__opening_month=25),
        seed=7,
        replications=3,
        agencies__ego=0.4,
    )
    runs = list(made.runs())
    assert [run.seed for run in runs] == [7, 7, 8, 8, 9, 9]
    assert {run.scenario.agencies.ego for run in runs} == {0.4}
    assert made.varied == ("unit.opening_month",)


def test_an_assignment_goes_before_a_policys_own_lever():
    made = design(fake.policy("unit", unit__delegation=0.1), unit__delegation=0.9)
    assert made.alternatives[0].scenario.unit.delegation == 0.9


def test_a_run_is_known_by_region_scenario_seed_and_sources():
    def identity(scenario, seed, **changes):
        one = fake.Design("run", fake.Region(**changes), scenario.alternatives, (seed,))
        return next(one.runs()).identity

    plain = design(fake.policy("a"))
    names = {
        identity(plain, 1),
        identity(plain, 2),
        identity(plain, 1, content_hash="region-2"),
        identity(design(fake.policy("a"), run__months=7), 1),
        identity(design(fake.policy("a"), run__scale=0.5), 1),
        identity(design(fake.policy("a"), agencies__ego=0.4), 1),
    }
    assert len(names) == 6
    assert identity(design(fake.policy("b")), 1) == identity(plain, 1)


def test_edited_sources_of_the_model_change_the_identity_of_a_run(monkeypatch):
    before = design(fake.policy("a")).identity
    monkeypatch.setattr("experiments.designs.source_hash", lambda: "edited")
    assert design(fake.policy("a")).identity != before


def test_all_problems_of_a_design_come_together():
    with pytest.raises(InputError) as refusal:
        design(
            fake.policy("a"), fake.policy("a"), unit__delegation=3, unit__location="Jagoy", x__y=1
        )
    text = str(refusal.value)
    assert "policy 'a' is named 2 times" in text
    assert "unit.delegation: 3 is not allowed" in text
    assert "'Jagoy' is no seat of a sub-district of 'fakeland'; did you mean 'Jagoi'?" in text
    assert "x.y: there is no such parameter" in text


def test_where_no_unit_opens_its_place_need_not_be_in_the_region():
    found = design(fake.policy("none", unit__location="Kuching"))
    assert found.alternatives[-1].scenario.unit.location == "Kuching"


def test_a_policy_whose_unit_stands_in_no_seat_of_the_region_is_named():
    with pytest.raises(InputError, match=r"policy 'far': .* 'Kuching' is no seat"):
        design(fake.policy("far", unit__opening_month=25, unit__location="Kuching"))
