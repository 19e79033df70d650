import numpy as np
import pytest

from experiments.factor_reading import read_factors, read_groups
from experiments.factors import Factor, all_levels
from model.errors import InputError
from model.parameter import parameters
from model.scenario import Scenario


def one(text):
    (factor,) = read_factors([text])
    return factor


def refusal(*texts):
    with pytest.raises(InputError) as error:
        read_factors(texts)
    return error.value.problems


def test_steps_reach_the_end_of_the_range_in_spite_of_rounding():
    assert one("unit.delegation=0:1:0.1").levels == tuple(round(n / 10, 1) for n in range(11))
    assert one("unit.delegation=0:1:0.3").levels == (0.0, 0.3, 0.6, 0.9)


def test_a_list_keeps_its_order_and_its_types():
    assert one("post.status=plb,full").levels == ("plb", "full")
    assert one("unit.counters=4,2").levels == (4, 2)
    assert one("unit.delegation=0,1").levels == (0.0, 1.0)


def test_a_path_alone_has_the_range_of_the_registry():
    infos = {info.path: info for info in parameters(Scenario)}
    sensitivity = one("behaviour.cost_sensitivity")
    assert (sensitivity.low, sensitivity.high) == infos["behaviour.cost_sensitivity"].sample
    assert one("unit.counters").levels == (1, 2, 3, 4, 5, 6)
    assert one("travel.reading").levels == ("one-way", "return")
    assert one("loops.reputation").levels == (False, True)


def test_all_uncertainties_with_a_range_are_one_word():
    wanted = [
        info.path for info in parameters(Scenario) if info.role == "uncertainty" and info.sample
    ]
    assert [factor.path for factor in read_factors(["uncertainties"])] == wanted
    work = read_factors(["work.*"])
    assert {factor.path.partition(".")[0] for factor in work} == {"work"}


@pytest.mark.parametrize("order", [1, -1])
def test_a_factor_named_by_itself_goes_before_its_group(order):
    texts = ["behaviour.*", "behaviour.nest=0.5:0.6"][::order]
    found = {factor.path: factor for factor in read_factors(texts)}
    assert (found["behaviour.nest"].low, found["behaviour.nest"].high) == (0.5, 0.6)
    assert len(found) == len(read_factors(["behaviour.*"]))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("unit.delegatoin", "did you mean 'unit.delegation'?"),
        ("unitt.*", "did you mean 'unit'?"),
        ("unit.delegation=1:0", "the range is empty"),
        ("unit.delegation=0:1:0", "the step 0 is not allowed; give one above 0 and up to 1"),
        ("unit.delegation=0:1:2", "the step 2 is not allowed"),
        ("unit.delegation=0:7", "7.0 is not allowed; give a number from 0 to 1"),
        ("unit.delegation=0.5", "give two or more different values"),
        ("unit.delegation=0.5,0.5", "give two or more different values"),
        ("unit.delegation=a:b", "give low:high, or low:high:step, in numbers"),
        ("unit.counters=1:2:0.5", "1.5 is not allowed; give a whole number"),
        ("post.status=plb,fulll", "'fulll' is not allowed"),
        ("post.status=0:1", "is no number; give one of 'none', 'plb', 'full'"),
        ("unit.opening_month", "has no range of its own; give one, as in unit.opening_month=0:"),
        ("run.months=12,24", "says how to run the model"),
    ],
)
def test_what_cannot_vary_is_one_sentence(text, sentence):
    (problem,) = refusal(text)
    assert problem.startswith("--vary ")
    assert sentence in problem


def test_all_faults_are_told_together():
    assert len(refusal("a.b", "unit.delegation=1:0", "unit.uptime", "unit.uptime=0:1")) == 3


def test_a_whole_number_and_a_name_take_equal_shares_of_their_axis():
    factor = Factor(path="unit.counters", levels=(1, 2, 3, 4))
    unit = (np.arange(400) + 0.5) / 400
    values, counts = np.unique(factor.values(unit), return_counts=True)
    assert values.tolist() == [1, 2, 3, 4]
    assert counts.tolist() == [100] * 4
    assert factor.values(np.array([0.0, 1.0])) == [1, 4]
    assert factor.values(factor.middles()) == [1, 2, 3, 4]


def test_a_range_is_drawn_evenly_between_its_ends():
    factor = Factor(path="unit.delegation", low=0.2, high=0.6)
    assert factor.values(np.array([0.0, 0.25, 1.0])) == pytest.approx([0.2, 0.3, 0.6])


def test_names_have_no_order_and_switches_do():
    assert not Factor(path="post.status", levels=("plb", "full")).ordered
    assert Factor(path="loops.reputation", levels=(False, True)).ordered


def test_a_factorial_design_holds_every_combination_once():
    factors = read_factors(["unit.delegation=0:1:0.5", "post.status=plb,full"])
    unit = all_levels(factors)
    rows = list(zip(*(f.values(unit[:, n]) for n, f in enumerate(factors)), strict=True))
    assert rows == [
        (delegation, status) for delegation in (0.0, 0.5, 1.0) for status in ("plb", "full")
    ]


def test_a_range_has_no_levels_for_a_factorial_design():
    with pytest.raises(InputError, match=r"needs values, as in unit.delegation=0:1:0.25"):
        all_levels(read_factors(["unit.delegation=0:1"]))


def test_factors_in_no_group_are_groups_of_their_own():
    factors = read_factors(["behaviour.nest", "behaviour.trust_weight", "travel.fare"])
    assert read_groups(["trust=behaviour.trust_weight,behaviour.nest"], factors) == (
        "trust",
        "trust",
        "travel.fare",
    )
    assert read_groups(["sections"], factors) == ("behaviour", "behaviour", "travel")
    assert read_groups(["b=behaviour.*"], factors) == ("b", "b", "travel.fare")
    assert read_groups([], factors) is None


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (["trust"], "give name=path,path"),
        (["trust=behaviour.nset"], "'behaviour.nset' is not varied; did you mean"),
        (["a=behaviour.nest", "b=behaviour.nest"], "behaviour.nest is in group 'a' already"),
    ],
)
def test_a_group_that_cannot_be_is_one_sentence(texts, sentence):
    with pytest.raises(InputError) as error:
        read_groups(texts, read_factors(["behaviour.nest", "travel.fare"]))
    (problem,) = error.value.problems
    assert sentence in problem
