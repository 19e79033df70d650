import json

import numpy as np
import pytest

from experiments.browser.limits import Limits
from experiments.browser.question import read_question, served_region
from experiments.browser.stories import story, story_of
from experiments.browser.watching import WatchedModel
from model.accounts import Flow
from model.model import BorderModel
from model.policy import load_policy
from model.scenario import Scenario
from model.tally import Tally

MONTHS = 30


@pytest.fixture(scope="module")
def watched():
    """A run in which every household of a small district is watched."""
    settings = {**load_policy("combined").levers, "run.months": MONTHS, "run.scale": 0.06}
    scenario = Scenario().replaced(settings)
    model = WatchedModel(
        served_region(), scenario, 1, lambda model: range(len(model.households.village))
    )
    opened = None
    while model.running:
        model.step()
        if model.reported_month == 0:
            opened = model.ledger.copy()
    return model, opened


def events(model, kind):
    return [event for notes in model.notes for event in notes.events if event.kind == kind]


def test_all_households_together_tell_what_the_ledger_counts(watched):
    model, before = watched
    flows = model.ledger - before
    assert len(events(model, "applies")) == flows[Flow.CASES_OPENED]
    assert len(events(model, "receives")) == flows[Flow.CASES_COMPLETED]
    ended = len(events(model, "abandons")) + len(events(model, "withdraws"))
    assert ended == flows[Flow.CASES_ABANDONED]


def test_each_month_tells_as_many_papers_received_and_given_up_as_the_tally(watched):
    model, _ = watched
    tally = model.records.tally[model.scenario.run.burn_in :].sum(axis=1)
    for kind, column in (("receives", Tally.COMPLETED), ("abandons", Tally.ABANDONED)):
        months = np.bincount([event.month for event in events(model, kind)], minlength=MONTHS + 1)
        np.testing.assert_array_equal(months[1:], tally[:, column])


def test_what_households_spend_is_what_the_tally_says(watched):
    model, _ = watched
    spent = np.array([notes.spending for notes in model.notes]).sum(axis=0)
    tally = model.records.tally[model.scenario.run.burn_in :, :, Tally.SPENDING].sum(axis=1)
    np.testing.assert_array_equal(spent, tally)
    assert sum(event.rupiah for event in events(model, "spends")) == tally.sum()


def test_visits_told_are_those_of_the_tally(watched):
    model, _ = watched
    tally = model.records.tally[model.scenario.run.burn_in :, :, Tally.COMPLETED_VISITS].sum()
    assert sum(event.visits for event in events(model, "receives")) == tally


def test_money_told_of_a_paper_never_exceeds_what_the_tally_says(watched):
    model, _ = watched
    tally = model.records.tally[model.scenario.run.burn_in :, :, Tally.COMPLETED_RUPIAH].sum()
    told = [event.rupiah for event in events(model, "receives")]
    assert None in told  # several papers in one month
    assert 0 < sum(rupiah for rupiah in told if rupiah is not None) < tally
    assert min(rupiah for rupiah in told if rupiah is not None) >= 0


def test_work_told_is_how_households_ended(watched):
    model, _ = watched
    ways = {"comes_home": 0, "works_irregularly": 1, "works_legally": 2}
    moved = 0
    for notes in model.notes:
        told = [ways[event.kind] for event in notes.events if event.kind in ways]
        moved += bool(told)
        if told:
            assert model.households.work[notes.row] == told[-1]
    assert moved


def test_a_story_is_ready_for_json_and_has_a_value_a_month(watched):
    model, _ = watched
    for notes in model.notes[:50]:
        told = story_of(model, notes)
        assert json.loads(json.dumps(told, allow_nan=False)) == told
        assert len(told["income"]) == len(told["spending"]) == len(told["papers"]) == MONTHS
        months = [entry["month"] for entry in told["months"]]
        assert months == sorted(set(months))
        assert set(months) <= set(range(1, MONTHS + 1))


def test_watching_does_not_change_the_run(watched):
    model, _ = watched
    plain = BorderModel(served_region(), model.scenario, 1)
    outcome = plain.run()
    for name, values in model.outcome().series.items():
        np.testing.assert_array_equal(outcome.series[name], values, err_msg=name)


def test_the_papers_of_a_household_are_those_it_had_and_what_came_and_went(watched):
    model, _ = watched
    held = np.bitwise_count(model.households.documents) + model.households.holders.sum(axis=1)
    assert [notes.papers[-1] for notes in model.notes] == held.tolist()


def test_both_sides_tell_of_the_same_household():
    question = read_question({"policy": "unit_jagoi_full", "months": 27}, Limits())
    quo, policy = (story(question, served_region(), side, 5000) for side in (0, 1))
    for key in ("household", "village", "members", "occupation", "decile", "first_papers"):
        assert quo[key] == policy[key]
    assert quo["income"][:24] == policy["income"][:24]  # the unit opens in month 25
