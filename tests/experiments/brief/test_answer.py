import re

import pytest

from experiments.brief.answer import about, answer, caution, headline
from experiments.brief.reading import options_of
from experiments.brief.rules import leading
from tests.experiments.brief.made import YEAR, facts, named

GAIN = {
    "needs_met": 5.0,
    "travel_cost": -90_000.0,
    "equivalent_income_bottom40": 12_000.0,
    "public_cost": YEAR,
    "documents": (100.0, 5.0),
}


def head(found, language="en"):
    return headline(found, leading(options_of(found)), language)


def answered(found, language="en"):
    return answer(found, leading(options_of(found)), language)


def test_the_headline_is_a_sentence_with_the_number_and_its_interval():
    assert head(facts({"a": GAIN, "b": {}})) == (
        "Under “a”, the share of needs for papers that are met within a year is **5.0** "
        "percentage points higher: **50.8 %** instead of 45.8 % (95 % interval: 4.9 to 5.1)."
    )


def test_without_a_clear_gain_the_headline_says_so():
    said = head(facts({"a": {"needs_met": (1.0, 20.0)}, "b": {}}))
    assert said.startswith("No policy compared clearly improves access to papers: under “a”, ")
    assert "95 % interval of the difference: −" in said


def test_where_all_policies_make_access_worse_the_headline_says_so():
    said = head(facts({"a": {"needs_met": -5.0}, "b": {"needs_met": -6.0}}))
    assert said.startswith("No policy compared clearly improves access to papers: under “a”, ")
    assert "**5.0** percentage points lower" in said


def test_a_gain_that_the_poor_pay_for_is_told_as_one():
    loss = {"needs_met": 5.0, "equivalent_income_bottom40": -5_000.0}
    assert head(facts({"a": loss})).startswith(
        "No policy compared clearly improves access to papers w"
    )


def test_one_policy_that_changes_nothing_is_told_plainly():
    assert head(facts({"a": {}})) == (
        "Under “a”, as many needs for papers are met within a year as in the status quo: "
        "**45.8 %**."
    )


def test_one_pair_of_runs_is_told_in_the_headline_and_on_page_one():
    found = facts({"a": GAIN}, seeds=1)
    assert head(found).startswith("One pair of runs, too few for an interval, suggests: under “a”")
    assert "95 %" not in head(found)
    assert "any difference may be chance" in caution(found, "en")


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_answer_is_three_sentences(language):
    for effects in ({"a": GAIN}, {"a": {}}, {"a": {"needs_met": (1.0, 20.0)}}):
        for seeds in (5, 1):
            sentences = answered(facts(effects, seeds=seeds), language)
            assert len(sentences) == 3
            for one in sentences:
                # A full stop, and no other but those inside numbers.
                assert re.fullmatch(r"[^.]*(?:\d\.\d[^.]*)*\.", one), one
                assert one.lstrip("*“")[0].isupper() or one.startswith("**"), one


def test_the_first_sentence_tells_clear_gains_of_people():
    first = answered(facts({"a": GAIN}))[0]
    assert first.startswith("A paper costs **90** thousand rupiah less")
    assert "the poorest 40 % have **12** thousand rupiah more" in first


def test_poverty_is_told_only_where_incomes_do_not_tell_it():
    fewer = {"needs_met": 5.0, "poverty_headcount": -1.0}
    assert "fewer people are poor" in answered(facts({"a": fewer}))[0].lower()
    both = {**fewer, "equivalent_income_bottom40": 12_000.0}
    assert "people are poor" not in answered(facts({"a": both}))[0]


def test_the_second_sentence_tells_the_cost_per_extra_document_and_who_pays():
    second = answered(facts({"a": GAIN}))[1]
    # 83.3 million a month over 100 documents a month.
    assert second.startswith(
        "The policy costs the public **1.00** billion rupiah a year, or **833 thousand** for each "
    )
    assert second.endswith("; by their tasks, the district would bear the integrated unit.")


def test_a_cost_without_more_documents_has_no_cost_per_document():
    second = answered(facts({"a": {"needs_met": 5.0, "public_cost": YEAR}}))[1]
    assert "does not clearly bring more documents" in second
    alone = answered(facts({"a": {"needs_met": 5.0, "public_cost": YEAR}}, seeds=1))[1]
    assert "documents" not in alone


def test_a_policy_without_levers_that_cost_is_said_to_be_uncounted():
    assert answered(facts({"a": {"needs_met": 5.0}}))[1] == (
        "The model counts no public cost for the policy."
    )


def test_the_third_sentence_tells_who_stays_without_and_where_least_is_gained():
    third = answered(facts({"a": {**GAIN, "needs_met@siding": 1.0}}))[2]
    assert third.startswith(
        "Even so, **49.2 %** of needs stay unmet after a year; Siding gains less than Jagoi Babang "
        "(+1.0 points, 95 % interval "
    )
    assert "there is no clear change in the wait for a document" in third
    everywhere = answered(facts({"a": GAIN}))[2]
    assert "gains less" not in everywhere


def test_a_clear_loss_is_told_before_what_does_not_change():
    third = answered(facts({"a": {**GAIN, "days_to_document": 3.0}}))[2]
    assert "a document takes longer: **32** days instead of 29" in third
    assert "no clear change" not in third


def test_every_clear_loss_is_told():
    third = answered(facts({"a": {**GAIN, "days_to_document": 3.0, "travel_cost": 9_000.0}}))[2]
    assert "a document takes longer" in third
    assert "a paper costs **9** thousand rupiah more" in third


def test_what_may_be_a_loss_is_told_with_its_size():
    third = answered(facts({"a": {**GAIN, "days_to_document": (2.0, 9.0)}}))[2]
    assert "the wait for a document may get worse (+2 days, 95 % interval −" in third
    better = answered(facts({"a": {**GAIN, "days_to_document": (-2.0, 9.0)}}))[2]
    assert "no clear change in the wait for a document (−2 days, 95 % interval −" in better


def test_what_the_policy_is_comes_from_its_description():
    assert about(facts({"a": GAIN}), "a", "en") == "**What it is.** What it is."
    silent = {**named("a"), "description": {"en": "", "id": ""}}
    assert about(facts({"a": GAIN}, policies=[silent]), "a", "id") == ""


def test_where_nothing_is_gained_nothing_is_so_even_so():
    assert answered(facts({"a": {}}))[2].startswith("**54.2 %** of needs stay unmet")


def test_a_joint_policy_names_every_payer():
    levers = {"unit.opening_month": 25, "post.status": "full", "facilitators.opening_month": 25}
    second = answered(facts({"a": GAIN}, policies=[named("a", levers=levers)]), "id")[1]
    assert "pemerintah kabupaten akan menanggung unit pelayanan terpadu" in second
    assert "pemerintah pusat akan menanggung PLBN" in second
    assert "belum ada sumber yang menyebut siapa yang membiayai pendamping desa" in second
