import pytest

from experiments import simulate
from model.errors import InputError
from model.region import load_region
from model.scenario import Scenario

SMALL = {"run.scale": 0.01, "run.months": 12}


def test_a_table_a_scenario_and_keywords_say_the_same():
    levers = {"unit.opening_month": 1, "unit.delegation": 0.5}
    by_table = simulate("bengkayang", {**SMALL, **levers}, seed=3)
    by_scenario = simulate(load_region("bengkayang"), Scenario().replaced(SMALL | levers), 3)
    by_keyword = simulate(scenario=SMALL, seed=3, unit__opening_month=1, unit__delegation=0.5)
    assert by_table == pytest.approx(by_scenario, nan_ok=True)
    assert by_table == pytest.approx(by_keyword, nan_ok=True)
    assert all(type(value) is float for value in by_table.values())


def test_keywords_go_before_the_scenario():
    one = simulate(scenario={**SMALL, "unit.delegation": 0.1}, unit__opening_month=1)
    other = simulate(
        scenario={**SMALL, "unit.delegation": 0.9}, unit__opening_month=1, unit__delegation=0.1
    )
    assert one == pytest.approx(other, nan_ok=True)


def test_another_seed_is_another_run():
    assert simulate(scenario=SMALL, seed=1) != simulate(scenario=SMALL, seed=2)


def test_a_typing_error_is_a_sentence_with_the_nearest_name():
    with pytest.raises(InputError, match=r"did you mean 'unit.delegation'"):
        simulate(unit__delegatoin=0.5)
