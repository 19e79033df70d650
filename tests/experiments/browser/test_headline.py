import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.browser import headline as module
from experiments.browser.headline import caution, chosen
from experiments.subject_changes import Change, subject_changes
from experiments.subjects import LOSSES, SUBJECTS

LABEL = {"en": "Unit", "id": "Unit"}
LEVELS = {
    "needs_met": 45.84,
    "days_to_document": 60.0,
    "travel_cost": 547_000.0,
    "equivalent_income_bottom40": 512_000.0,
    "poverty_headcount": 8.2,
    "trade.exports": 1_792_000_000.0,
    "informal_share": 30.0,
}


def table(half=0.5, **differences):
    """Changes with the given differences, all others zero; intervals of this relative width."""
    rows = []
    for name, level in LEVELS.items():
        difference = differences.get(name, 0.0)
        spread = half * abs(difference) if difference else 0.01 * level
        bounds = (difference - spread, difference + spread)
        if math.isnan(half):
            bounds = (math.nan, math.nan)
        rows.append((name, "all", level, level + difference, difference, *bounds, 5))
    columns = ["indicator", "sub_district", "status_quo", "value", "difference", "low", "high", "n"]
    return pd.DataFrame(rows, columns=columns)


def headline(changes, label=LABEL, begins=25, months=120):
    return module.headline(changes, label, begins, months)


def told(changes):
    return [change.subject.indicator for change in chosen(subject_changes(changes))]


def test_access_comes_first_where_it_clearly_changes():
    changes = table(needs_met=6.8, travel_cost=-200_000.0)
    assert told(changes) == ["needs_met", "travel_cost"]
    assert headline(changes)["en"] == (
        "Under “Unit”, the share of needs for papers that are met within a year is **6.8** "
        "percentage points higher: **52.6 %** instead of 45.8 % (95 % interval: 3.4 to 10.2). A "
        "paper costs **200** thousand rupiah less by the cheapest public way: **347** thousand "
        "instead of 547 thousand (95 % interval: 100 to 300)."
    )


def test_indonesian_numbers_have_commas():
    text = headline(table(needs_met=6.8))["id"]
    assert "**6,8** poin persentase" in text
    assert "(selang 95 %: 3,4 sampai 10,2)" in text


def test_another_subject_comes_first_where_access_does_not_clearly_change():
    assert told(table(informal_share=-4.0)) == ["informal_share", "needs_met"]


def test_the_second_sentence_is_about_the_clearest_change():
    changes = table(needs_met=5.0, days_to_document=-10.0, informal_share=-4.0)
    row = changes["indicator"] == "informal_share"
    changes.loc[row, ["low", "high"]] = [-4.1, -3.9]
    assert told(changes) == ["needs_met", "informal_share"]


def test_a_clear_change_too_small_to_be_seen_is_not_told():
    assert told(table(needs_met=5.0, travel_cost=-20.0)) == ["needs_met"]


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("access", [6.8, 0.0, -6.8])
def test_a_clear_loss_is_told_whatever_else_changes_more(name, access):
    worse = 1 if name == "poverty_headcount" else -1
    changes = table(
        half=0.9, needs_met=access, informal_share=-20.0, **{name: worse * LEVELS[name] / 5}
    )
    changes.loc[changes["indicator"] == "informal_share", ["low", "high"]] = [-20.1, -19.9]
    assert name in told(changes)
    assert "informal_share" in told(changes)
    assert len(told(changes)) == 3


def test_a_loss_after_a_gain_is_told_with_but():
    changes = table(needs_met=6.8, equivalent_income_bottom40=-50_000.0)
    text = headline(changes)
    assert "But the poorest 40 % have **50** thousand rupiah less" in text["en"]
    assert "Tetapi pendapatan 40 % penduduk termiskin **50** ribu rupiah lebih rendah" in text["id"]


def test_poverty_is_not_told_beside_the_same_loss_of_income():
    changes = table(
        needs_met=6.8,
        equivalent_income_bottom40=-50_000.0,
        poverty_headcount=3.0,
        **{"trade.exports": -4e8},
    )
    assert set(told(changes)) == {"needs_met", "equivalent_income_bottom40", "trade.exports"}


def test_losses_come_before_access_where_that_does_not_clearly_change():
    changes = table(equivalent_income_bottom40=-50_000.0, **{"trade.exports": -4e8})
    assert set(told(changes)[:2]) == {"equivalent_income_bottom40", "trade.exports"}
    assert told(changes)[2] == "needs_met"


def test_three_clear_changes_leave_no_room_for_an_unclear_one():
    changes = table(
        informal_share=-20.0, equivalent_income_bottom40=-50_000.0, **{"trade.exports": -4e8}
    )
    changes.loc[changes["indicator"] == "informal_share", ["low", "high"]] = [-20.1, -19.9]
    assert set(told(changes)) == {
        "informal_share",
        "equivalent_income_bottom40",
        "trade.exports",
    }


def test_there_are_at_most_three_sentences():
    changes = table(
        **{change: -LEVELS[change] / 5 for change in LEVELS if change != "poverty_headcount"},
        poverty_headcount=3.0,
    )
    assert len(told(changes)) == 3
    assert "equivalent_income_bottom40" in told(changes)


@pytest.mark.parametrize(("begins", "word"), [(25, "month **25**"), (None, "no month is set")])
def test_a_policy_that_does_not_begin_in_the_run_is_told_in_one_sentence(begins, word):
    text = headline(table(), begins=begins, months=24)
    assert word in text["en"]
    assert not any("{" in part or "None" in part or ". " in part for part in text.values())
    assert headline(table(), begins=begins, months=25)["en"].startswith("Under") == (begins == 25)


def test_a_clear_change_of_access_too_small_to_be_written_is_told_as_none():
    changes = table()
    row = changes["indicator"] == "needs_met"
    changes.loc[row, ["value", "difference", "low", "high"]] = [45.8404, 0.0004, 0.0003, 0.0005]
    assert "as many needs for papers" in headline(changes)["en"]
    assert "0.00" not in headline(changes)["en"]


def test_the_caution_says_over_which_months_the_numbers_are_means():
    assert "last twelve months" in caution(5)["en"]
    assert "dua belas bulan terakhir" in caution(1)["id"]


def test_where_nothing_clearly_changes_the_headline_says_so():
    text = headline(table())
    assert "there is no clear difference" in text["en"]
    assert "do not clearly differ either" in text["en"]
    assert "tidak ada perbedaan yang jelas" in text["id"]


def test_a_large_change_that_may_be_chance_is_told_as_such():
    changes = table(half=2.8, informal_share=-6.0)
    text = headline(changes)
    assert "there is no clear difference" in text["en"]
    assert (
        "On average the informal share of trade goes from 30.0 to **24.0** %, but runs differ too "
        "much to be sure (95 % interval of the difference: −22.8 to +10.8)." in text["en"]
    )
    assert "terlalu beragam" in text["id"]


def test_one_replication_gives_levels_and_no_interval():
    text = headline(table(half=math.nan, needs_met=6.8))["en"]
    assert "**52.6 %** instead of 45.8 %" in text
    assert "interval" not in text


def test_without_values_the_headline_says_that_it_cannot_tell():
    changes = table()
    changes[["status_quo", "value", "difference", "low", "high"]] = np.nan
    assert "too few to tell" in headline(changes)["en"]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", LEVELS)
@pytest.mark.parametrize("sign", [-1, 1])
def test_every_clear_change_has_its_sentence(name, sign, language):
    text = headline(table(**{name: sign * LEVELS[name] / 5}))[language]
    assert "{" not in text
    assert "None" not in text
    assert text.count(". ") <= 1
    assert text.endswith(".")


numbers = st.floats(-100, 100).map(lambda value: round(value, 5))


@settings(max_examples=200, deadline=None)
@given(st.floats(0, 100), numbers, st.floats(0, 50))
def test_the_difference_told_is_that_of_the_levels_told_and_lies_in_the_interval(
    before, difference, half
):
    change = Change(
        SUBJECTS[0], before, before + difference, difference, difference - half, difference + half
    )
    shown = change.shown
    # floating point: a difference of decimals
    assert shown.difference == pytest.approx(shown.after - shown.before, abs=1e-9)
    assert shown.low - 1e-9 <= shown.difference <= shown.high + 1e-9


def test_bold_marks_come_in_pairs():
    for text in headline(table(needs_met=6.8, travel_cost=-200_000.0)).values():
        assert len(re.findall(r"\*\*", text)) % 2 == 0
