import pytest

from experiments.brief.facts import COMPARED
from experiments.brief.reading import options_of
from experiments.brief.rules import MOST_SHOWN, Leading, leading, shown
from tests.experiments.brief.made import YEAR, facts, named

GAIN = {"needs_met": 10.0}


def first(effects, **others):
    return leading(options_of(facts(effects, **others)))


def test_the_largest_clear_gain_leads():
    assert first({"a": {"needs_met": 5.0}, "b": GAIN}) == Leading("b", "gain")


def test_a_gain_with_a_clear_loss_for_the_poor_stands_behind_one_without():
    for loss in ({"equivalent_income_bottom40": -5_000.0}, {"poverty_headcount": 1.0}):
        assert first({"a": {"needs_met": 5.0}, "b": {**GAIN, **loss}}).name == "a"


def test_a_longer_wait_or_a_dearer_paper_does_not_keep_a_policy_from_leading():
    dear = {**GAIN, "days_to_document": 3.0, "travel_cost": 50_000.0}
    assert first({"a": {"needs_met": 5.0}, "b": dear}).name == "b"


def test_where_every_gain_has_a_loss_for_the_poor_the_standing_says_so():
    loss = {**GAIN, "equivalent_income_bottom40": -5_000.0}
    assert first({"a": loss}) == Leading("a", "gain_with_loss")


@pytest.mark.parametrize(
    ("cost_of_b", "leader"),
    [(2 * YEAR, "a"), (0.5 * YEAR, "b")],
    ids=["the dearer does not", "the cheaper leads"],
)
def test_of_overlapping_intervals_the_cheapest_leads(cost_of_b, leader):
    a = {"needs_met": (10.0, 1.0), "public_cost": YEAR}
    b = {"needs_met": (9.5, 1.0), "public_cost": cost_of_b}
    assert first({"a": a, "b": b}).name == leader


def test_of_equally_cheap_ones_that_with_fewer_levers_leads():
    both = {"needs_met": (10.0, 1.0), "public_cost": YEAR}
    less = {"needs_met": (9.5, 1.0), "public_cost": YEAR}
    policies = [
        named("a", levers={"unit.opening_month": 25, "post.status": "full"}),
        named("b", levers={"unit.opening_month": 25, "unit.location": "Seluas"}),
    ]
    assert first({"a": both, "b": less}, policies=policies).name == "b"
    assert first({"a": both, "b": less}).name == "a"


@pytest.mark.parametrize(
    ("gain", "cost", "leader"),
    [(8.5, 4.0, "b"), (7.5, 4.0, "a"), (8.5, 6.0, "a")],
    ids=["nearly as good and much cheaper", "not nearly as good", "not much cheaper"],
)
def test_a_policy_nearly_as_good_leads_if_it_is_much_cheaper(gain, cost, leader):
    a = {"needs_met": 10.0, "public_cost": 10 * YEAR}
    b = {"needs_met": gain, "public_cost": cost * YEAR}
    assert first({"a": a, "b": b}).name == leader


def test_without_a_clear_gain_the_largest_change_is_told_as_unclear():
    unclear = {"a": {"needs_met": (1.0, 20.0)}, "b": {"needs_met": (2.0, 20.0)}}
    assert first(unclear) == Leading("b", "unclear")


def test_one_pair_of_runs_clears_nothing():
    assert first({"a": {"needs_met": 5.0}, "b": GAIN}, seeds=1) == Leading("b", "one_pair")


def test_what_happened_leads_only_where_there_is_nothing_else():
    policies = [named("a"), named("past", kind="history")]
    both = {"a": {"needs_met": 1.0}, "past": GAIN}
    assert first(both, policies=policies).name == "a"
    assert first({"past": GAIN}, policies=policies[1:]).name == "past"


def test_up_to_ten_policies_are_all_shown_by_falling_gain():
    effects = {f"p{place}": {"needs_met": float(place)} for place in range(1, MOST_SHOWN + 1)}
    names = shown(options_of(facts(effects)), [])
    assert names == tuple(f"p{place}" for place in range(MOST_SHOWN, 0, -1))


def test_of_more_than_ten_those_named_and_those_with_the_largest_gain_are_shown():
    effects = {f"p{place}": {"needs_met": float(place)} for place in range(1, 16)}
    names = shown(options_of(facts(effects)), ["p1", "p2"])
    assert len(names) == MOST_SHOWN
    assert names[:-2] == tuple(f"p{place}" for place in range(15, 7, -1))
    assert names[-2:] == ("p2", "p1")


def test_the_rules_ask_only_of_what_is_compared():
    changes = facts({"a": GAIN}).changes["a"]
    assert set(changes) == {*COMPARED, "public_cost"}
