import pytest

from experiments.brief.gains import gains_section, spread
from experiments.brief.reading import options_of
from experiments.brief.rules import leading
from tests.experiments.brief.made import TENTHS, facts


def said(effects, language="en", **others):
    found = facts({"a": effects}, **others)
    section = gains_section(found, leading(options_of(found)).name, language)
    return " ".join(section.paragraphs)


def test_sub_districts_are_told_apart_where_their_intervals_are_apart():
    apart = said({"needs_met": 5.0, "needs_met@siding": 1.0})
    assert "rise in every sub-district, from **+1.0** points in Siding (95 % interval" in apart
    assert "to **+5.0** in Jagoi Babang (" in apart
    close = said({"needs_met": (5.0, 2.0), "needs_met@siding": (4.5, 2.0)})
    assert "cannot be told apart by sub-district" in close


def test_a_sub_district_without_a_clear_gain_is_named():
    assert "Siding has no clear gain" in said({"needs_met": 5.0, "needs_met@siding": (0.1, 1.0)})
    assert "In no sub-district" in said({"needs_met": (0.1, 9.0)})


@pytest.mark.parametrize(
    ("poorest", "richest", "told"),
    [
        (8_000.0, 4_000.0, "the poorest tenth gains **+2.0 %**"),
        (400.0, 400_000.0, "the richest tenth gains **+10.0 %**"),
        ((8_000.0, 9_000.0), (80_000.0, 90_000.0), "do not change clearly differently"),
    ],
    ids=["poor", "rich", "same"],
)
def test_tenths_are_told_apart_by_their_relative_gains(poorest, richest, told):
    middle = dict.fromkeys(TENTHS[1:-1], 5_000.0)
    tenths = {TENTHS[0]: poorest, **middle, TENTHS[-1]: richest}
    assert told in said({"needs_met": 5.0, **tenths})


def test_tenths_that_do_not_change_are_told_as_such():
    assert "In no tenth of incomes" in said({"needs_met": 5.0})


def test_losers_are_named_and_their_absence_too():
    assert "no sub-district and no tenth of incomes clearly loses." in said({"needs_met": 5.0})
    lost = said({"needs_met": 5.0, "travel_cost@siding": 9_000.0, TENTHS[2]: -5_000.0})
    assert (
        "Clear losses: Siding, cost of a paper **+9** thousand rupiah (+8 to +10); income" in lost
    )
    assert "; income tenth 3, income **−5.0** thousand rupiah a month (" in lost


def test_a_longer_wait_of_a_sub_district_is_a_loss():
    lost = said({"needs_met": 5.0, "days_to_document@siding": 3.0})
    assert "Clear losses: Siding, time to the document **+3** days (+2 to +4)." in lost


def test_one_pair_cannot_tell_who_gains():
    assert said({"needs_met": 5.0}, seeds=1) == "One pair of runs cannot tell who gains."


def test_a_single_place_has_no_spread():
    changes = facts({"a": {"needs_met": 5.0}}).by_place("a")
    one = {"siding": changes["siding"]["needs_met"]}
    assert spread(one) is None
