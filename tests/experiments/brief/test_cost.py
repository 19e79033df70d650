import pytest

from experiments.brief.actors import PAYERS, acting, actors, actors_of, payers
from experiments.brief.cost import cost_section, share_in_force, unit_costs
from experiments.names import parameter_infos
from model.policy import policies
from tests.experiments.brief.made import YEAR, facts, named


def said(effects, language="en", **others):
    found = facts(effects, **others)
    first, *_ = found.policies
    return " ".join(cost_section(found, first, list(found.policies), language).paragraphs)


def priced(needs, cost, documents):
    return {"needs_met": needs, "public_cost": cost * YEAR, "documents": (documents, 1.0)}


def test_every_section_of_levers_that_policies_use_has_actor_payer_and_source():
    sections = {path.partition(".")[0] for one in policies() for path in one.levers} - {"shocks"}
    assert {one.path.partition(".")[0] for one in actors()} >= sections
    for one in actors():
        assert one.payer in PAYERS
        assert one.source
        assert set(one.what) == set(one.actor) == {"en", "id"}


def test_every_section_of_the_table_has_levers():
    levers = [path for path, info in parameter_infos().items() if info.role == "lever"]
    for one in actors():
        assert any(path.startswith(one.path) for path in levers), one.path


def test_the_passport_counter_is_not_the_post():
    assert [one.path for one in actors_of(["post.passport_counter_month"])] == [
        "post.passport_counter"
    ]
    assert [one.path for one in actors_of(["post.status", "post.status_month"])] == ["post"]


def test_events_have_no_actor():
    assert actors_of(["shocks.closure_start"]) == ()
    assert acting(["shocks.closure_start"], "en") == "Not settled"
    assert payers(["shocks.closure_start"], "en") == []


def test_where_malaysia_must_act_it_is_said():
    assert acting(["post.status"], "en").endswith("; Malaysia must act too")
    assert "Malaysia" not in acting(["unit.opening_month"], "en")


def test_what_no_source_says_who_pays_is_said_to_be_open():
    assert payers(["facilitators.coverage"], "en") == [
        "no source says who would pay for the village facilitators"
    ]


def test_payers_are_grouped():
    levers = ["mobile.trips_per_month", "post.status", "unit.opening_month"]
    assert payers(levers, "en") == [
        "the district would bear the integrated unit and the mobile team",
        "the central government would bear the border post",
    ]


def test_the_cheapest_and_the_dearest_extra_document_are_told_of_options_with_a_gain():
    text = said(
        {"a": priced(5.0, 1.0, 100.0), "b": priced(6.0, 4.0, 100.0), "c": priced(0.0, 9.0, 100.0)}
    )
    # A billion a year is 83.3 million a month: 833 thousand for each of 100 documents.
    assert "Over the 2 options shown that clearly raise the needs met" in text
    assert "from **833 thousand** rupiah (833 to 833 thousand) under “a” to" in text
    assert "**3,333 thousand** (3,333 to 3,333 thousand) under “b”." in text


def test_one_option_with_a_gain_is_told_alone():
    assert "For each extra document “a” costs the public **833 thousand** rupiah" in said(
        {"a": priced(5.0, 1.0, 100.0)}
    )


def test_without_more_documents_no_cost_per_document_is_told():
    assert "extra document" not in said({"a": {"needs_met": 5.0, "public_cost": YEAR}})


@pytest.mark.parametrize(
    ("levers", "share"),
    [
        ({"unit.opening_month": 25}, 0.8),
        ({"unit.opening_month": 25, "post.status": "full", "post.status_month": 25}, 0.8),
        ({"unit.opening_month": 25, "mobile.opening_month": 37}, None),
        ({"unit.opening_month": 25, "unit.closing_month": 49}, None),
        ({"unit.opening_month": 200}, None),
        ({"post.status": "full"}, None),
        ({}, None),
    ],
)
def test_the_share_of_months_in_force_is_known_where_all_parts_begin_at_once(levers, share):
    assert share_in_force(levers, 120) == share


def test_a_year_in_force_costs_more_than_the_mean_over_all_years():
    text = said({"a": {"needs_met": 5.0, "public_cost": 0.8 * YEAR}})
    assert text.startswith("Once it runs, “a” costs **1.00** billion rupiah a year;")
    early = [named("a", levers={"unit.opening_month": 1})]
    assert "Once it runs" not in said(
        {"a": {"needs_met": 5.0, "public_cost": YEAR}}, policies=early
    )


def test_unit_costs_are_counted_from_the_registry():
    total, assumed = unit_costs()
    assert 0 < assumed <= total
    assert f"All {total} unit costs" in said({"a": {}}) or assumed < total
