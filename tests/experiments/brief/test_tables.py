import re

import pytest

from experiments.brief.facts import facts_of
from experiments.brief.reading import options_of
from experiments.brief.rules import MOST_SHOWN, leading, shown
from experiments.brief.tables import options_table, places_table, tenths_table
from tests.experiments import fake
from tests.experiments.brief.made import YEAR, facts, named

LONG = "Integrated unit at Jagoi Babang with mobile team, facilitators and full delegation"


def options(found, language="en"):
    asked = options_of(found)
    return options_table(found, shown(asked, [leading(asked).name]), language)


def row(table, name):
    return next(one for one in table.rows if one.name == name)


def numeral(words):
    return float(words.replace("−", "-").replace(",", ""))


def test_the_status_quo_comes_first_with_its_levels():
    table = options(facts({"unit": {"needs_met": 5.0}}))
    first = table.rows[0]
    assert first.name == "status_quo"
    assert [cell.text for cell in first.cells] == ["45.8", "547", "29", "421", "0.00"]
    assert all(cell.interval == "" and cell.tone == "none" for cell in first.cells)


def test_a_row_has_a_cell_for_each_column_but_the_first():
    found = facts({"unit": {"needs_met": 5.0}})
    tables = [options(found), places_table(found, "unit", "en"), tenths_table(found, "unit", "en")]
    for table in tables:
        assert all(len(one.cells) == table.span * (len(table.columns) - 1) for one in table.rows)


def test_cells_are_toned_by_clearness_and_direction():
    effects = {
        "needs_met": 5.0,
        "travel_cost": -90_000.0,
        "days_to_document": 3.0,
        "equivalent_income_bottom40": (1_000.0, 9_000.0),
        "public_cost": YEAR,
    }
    cells = row(options(facts({"unit": effects})), "unit").cells
    assert [cell.tone for cell in cells] == ["better", "better", "worse", "unclear", "none"]


def test_differences_are_those_of_the_levels_in_the_tables():
    found = facts({"unit": {"needs_met": 4.92, "needs_met@siding": 3.33, "travel_cost": -90_400.0}})
    table = places_table(found, "unit", "en")
    for place, changes in zip(table.rows, found.by_place("unit").values(), strict=True):
        before, change = (numeral(cell.text) for cell in place.cells[:2])
        assert round(before + change, 1) == changes["needs_met"].after
    level, change = (numeral(one.cells[1].text) for one in options(found).rows)
    assert level + change == found.changes["unit"]["travel_cost"].after


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", ("−90.5", "−91.5 to −89.5")), ("id", ("−90,5", "−91,5 sampai −89,5"))],
)
def test_numbers_have_the_form_of_the_language(language, written):
    effects = {"a": {"travel_cost": (-90_500.0, 1_000.0)}, "b": {"travel_cost": -600.0}}
    cell = row(options(facts(effects), language), "a").cells[1]
    assert cell.text == written[0]
    ends = [numeral(end.replace(",", ".")) for end in re.split(" to | sampai ", cell.interval)]
    assert ends[0] < -90.5 < ends[1]
    assert ("," in cell.interval) == (language == "id")


def test_one_pair_has_no_intervals_and_no_tones():
    table = options(facts({"unit": {"needs_met": 5.0}}, seeds=1))
    assert all(not cell.interval and cell.tone == "none" for cell in row(table, "unit").cells)
    assert "One pair of runs gives no intervals" in table.note


def test_policies_left_out_are_counted():
    effects = {f"p{place}": {"needs_met": float(place)} for place in range(1, MOST_SHOWN + 4)}
    table = options(facts(effects))
    assert len(table.rows) == 1 + MOST_SHOWN
    assert "; 3 are left out" in table.note
    assert "of which" not in table.note
    del effects["p1"], effects["p2"]
    assert "one is left out" in options(facts(effects)).note
    del effects["p3"]
    assert "left out" not in options(facts(effects)).note


def test_those_left_out_that_do_harm_are_counted():
    effects = {f"p{place}": {"needs_met": 5.0 - place} for place in range(MOST_SHOWN + 2)}
    note = options(facts(effects)).note
    assert "; 2 are left out, of which 2 with clearly fewer needs met." in note


def test_long_names_are_kept_whole():
    found = facts({"unit": {"needs_met": 5.0}}, policies=[named("unit", LONG)])
    assert row(options(found), "unit").label == LONG
    assert LONG in places_table(found, "unit", "en").title


def test_failed_runs_are_told_in_the_note():
    found = facts({"a": {"needs_met": 5.0}, "b": {}}, failed={("a", 2), ("a", 3)})
    assert "3 to 5 of 5 pairs remain per policy" in options(found).note


def test_the_first_and_last_tenth_say_who_they_are():
    labels = [one.label for one in tenths_table(facts({"unit": {}}), "unit", "id").rows]
    assert (labels[0], labels[4], labels[9]) == ("1 (termiskin)", "5", "10 (terkaya)")


def test_a_tenth_has_its_change_in_per_cent_too():
    # 4 thousand of the 400 thousand that the poorest tenth has is one per cent.
    found = facts({"unit": {"needs_met": 5.0, "equivalent_income.decile_1": 4_000.0}})
    assert tenths_table(found, "unit", "en").rows[0].cells[1].share == "+1.0 %"


def test_what_a_study_does_not_know_is_not_available(tmp_path):
    found = facts_of(fake.conduct(tmp_path / "study", fake.design()))
    assert [cell.text for cell in row(options(found), "unit").cells[1:]] == ["n/a"] * 4
    assert tenths_table(found, "unit", "en") is None


def test_the_years_of_the_mean_cost_are_told():
    assert "the 10 years" in options(facts({"unit": {}})).note
    assert "2,5 tahun" in options(facts({"unit": {}}, months=30), "id").note
