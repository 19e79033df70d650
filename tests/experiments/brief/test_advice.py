from experiments.brief.advice import MOST, Advice, advised
from experiments.brief.reading import brief_of, options_of
from experiments.brief.rules import leading
from tests.experiments.brief.made import YEAR, facts, named

GOOD = {"needs_met": 10.0, "public_cost": YEAR}
POORER = {"equivalent_income_bottom40": -5_000.0}


def advice(effects, *, measurable=False, **others):
    found = facts(effects, **others)
    options = options_of(found)
    return advised(options, leading(options), found.beyond_the_sum, measurable=measurable)


def kinds(effects, **others):
    return [one.kind for one in advice(effects, **others)]


def test_a_clear_gain_without_a_clear_loss_for_the_poor_is_recommended():
    assert advice({"a": GOOD}) == (Advice("introduce", ("a",)),)


def test_a_gain_with_a_loss_for_the_poor_is_advised_against():
    assert advice({"a": {**GOOD, **POORER}}) == (Advice("not_alone", ("a",)),)


def test_nothing_follows_where_nothing_is_clear():
    assert advice({"a": {"needs_met": (1.0, 20.0)}}) == ()


def test_nothing_follows_from_one_pair():
    assert advice({"a": GOOD, "b": POORER}, seeds=1) == ()


def test_the_policy_that_costs_the_poor_most_is_advised_against():
    effects = {"a": GOOD, "b": POORER, "c": {"equivalent_income_bottom40": -9_000.0}}
    assert advice(effects)[1] == Advice("not_alone", ("c",))


def test_a_clear_loss_of_access_is_advised_against_unless_the_poor_gain():
    loss = {"needs_met": -3.0}
    assert advice({"a": GOOD, "b": loss})[1] == Advice("not_alone", ("b",))
    paid = {**loss, "equivalent_income_bottom40": 5_000.0}
    assert kinds({"a": GOOD, "b": paid}) == ["introduce"]


def test_joint_policies_and_what_happened_are_not_advised_against():
    effects = {"a": GOOD, "b+c": POORER, "past": POORER}
    policies = [named("a"), named("b+c"), named("past", kind="history")]
    assert kinds(effects, policies=policies) == ["introduce"]


def joint(interaction):
    return {
        "x": {"needs_met": 30.0},
        "a": {"needs_met": 5.0},
        "b": {"needs_met": 5.0},
        "a+b": {"needs_met": 10.0 + interaction},
    }


def test_policies_go_together_only_where_they_clearly_do_more_than_their_sum():
    assert advice(joint(4.0))[1] == Advice("together", ("a+b",))
    assert kinds(joint(0.0)) == ["introduce"]
    assert kinds(joint(-4.0)) == ["introduce"]


def test_what_policies_do_beyond_their_sum_is_told_in_the_units_of_the_tables():
    effects = joint(4.0)
    effects["a+b"]["equivalent_income_bottom40"] = 6_000.0
    told = brief_of(facts(effects), "en").recommendations[1]
    assert told.action == "Carry out the parts of “a+b” together, not one by one."
    assert told.evidence == (
        "Together they do more than the sum of their parts: needs met **+4.0** points (+3.9 to "
        "+4.1); income of the poorest 40 % **+6** thousand rupiah a month (+5 to +7)."
    )


def test_policies_that_do_less_in_another_aim_do_not_go_together():
    effects = joint(4.0)
    for name in ("a", "b", "a+b"):
        effects[name]["equivalent_income_bottom40"] = 5_000.0
    assert "together" not in kinds(effects)


def test_policies_that_lead_together_are_recommended_once():
    effects = joint(4.0)
    del effects["x"]
    assert advice(effects) == (Advice("introduce", ("a+b",)),)


def test_the_cheapest_policy_that_makes_papers_clearly_cheaper_is_offered():
    effects = {
        "a": {**GOOD, "travel_cost": -50_000.0},
        "b": {"needs_met": 5.0, "travel_cost": -150_000.0, "public_cost": 3 * YEAR},
        "c": {"needs_met": 5.0, "travel_cost": -140_000.0, "public_cost": 2 * YEAR},
    }
    assert advice(effects)[1] == Advice("cheaper_papers", ("c",))
    effects["c"]["travel_cost"] = effects["b"]["travel_cost"] = -50_000.0
    assert kinds(effects) == ["introduce"]


def test_cheaper_papers_without_access_or_at_the_cost_of_the_poor_are_not_offered():
    cheap = {"travel_cost": -150_000.0}
    for other in (cheap, {**cheap, "needs_met": 5.0, **POORER}):
        assert "cheaper_papers" not in kinds({"a": GOOD, "b": other})


def test_a_measurement_is_advised_only_where_there_is_something_to_measure():
    assert kinds({"a": GOOD}, measurable=True) == ["introduce", "measure"]
    assert kinds({"a": GOOD}, measurable=False) == ["introduce"]


def everything():
    effects = joint(4.0)
    effects["bad"] = POORER
    effects["cheap"] = {"needs_met": 5.0, "travel_cost": -150_000.0, "public_cost": YEAR}
    return effects


def test_there_are_at_most_three_recommendations():
    assert kinds(everything(), measurable=True) == ["introduce", "not_alone", "together"]
    assert len(advice(everything(), measurable=True)) == MOST


def test_each_recommendation_has_an_actor_and_its_numbers_with_intervals():
    for language, between in (("en", " to "), ("id", " sampai ")):
        brief = brief_of(facts(everything()), language)
        assert len(brief.recommendations) == MOST
        assert brief.no_recommendation == ""
        for one in brief.recommendations:
            assert one.action.endswith(".")
            assert "Bupati" in one.actor
            assert between in one.evidence
            assert one.evidence.count("**") >= 2


def test_who_does_as_well_at_the_same_cost_is_named():
    same = {"needs_met": (10.0, 1.0), "public_cost": YEAR}
    brief = brief_of(facts({"a": same, "b": same, "c": {**same, "public_cost": 2 * YEAR}}), "en")
    assert brief.recommendations[0].evidence.endswith(
        "“b” does as well within the intervals, at the same cost."
    )


def test_the_evidence_tells_what_a_recommended_policy_makes_worse():
    slow = {**GOOD, "days_to_document": 3.0, "travel_cost": -50_000.0}
    evidence = brief_of(facts({"a": slow}), "en").recommendations[0].evidence
    assert evidence == (
        "Needs met **+10.0** points (+9.9 to +10.1); time to the document **+3** days (+2 to +4); "
        "public cost **1.00** billion rupiah a year."
    )


def test_where_nothing_follows_the_brief_says_why():
    unclear = brief_of(facts({"a": {}}), "en")
    assert unclear.recommendations == ()
    assert unclear.no_recommendation.startswith("No recommendation follows: no policy clearly")
    one = brief_of(facts({"a": GOOD}, seeds=1), "id")
    assert one.no_recommendation.startswith("Tidak ada rekomendasi dari satu pasang simulasi")
