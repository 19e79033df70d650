"""The model against its twin: the same distributions from two programs that share no line.

Means over seeds are compared by Welch's t-test, distributions of months by that of Kolmogorov and
Smirnov. The level is Bonferroni's: 1 in 100 over all comparisons of this file together.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from model.model import simulate
from model.region import load_region
from model.scenario import Scenario
from tests.docking.facts import Value
from tests.docking.scenarios import STATUS_QUO, UNIT
from tests.docking.twin import run, timed_months

REGION = Path(__file__).parents[2] / "model" / "regions" / "bengkayang.toml"
SCENARIOS = {"status quo": STATUS_QUO, "unit": UNIT}
# Not those with which readings of the ODD were chosen.
MODEL_SEEDS = range(10_001, 10_081)
TWIN_SEEDS = range(20_001, 20_025)
OUTPUTS = [
    "needs_arisen",
    "forgone",
    "needs_met",
    "lodged.capital",
    "lodged.immigration",
    "lodged.desk",
    "lodged.broker",
    "abandoned",
    "referred",
    "documents",
    "days_to_document",
    "visits_to_document",
    "cost_per_document",
    "hours_per_document",
    "spending_on_papers",
    "office_delay",
    "coverage.ktp",
    "coverage.birth_certificate",
    "coverage.kia",
    "coverage.passport",
    "coverage.plb",
    "income.farm",
    "income.wage",
    "income.business",
    "income.transfer",
    "equivalent_income",
    "gini",
    "poverty_headcount",
    *(f"equivalent_income.decile_{tenth}" for tenth in range(1, 11)),
]
OF_THE_UNIT = ["lodged.unit", "unit_delay"]
MONTHLY = ["documents", "forgone", "lodged.broker", "needs_arisen"]
DISAGREEMENT = ("unit", "forgone")
LEVEL = 0.01 / (2 * len(OUTPUTS) + len(OF_THE_UNIT) + 2 * len(MONTHLY))

Sample = dict[str, np.ndarray]
pytestmark = pytest.mark.slow


def sample(summaries: Iterable[Mapping[str, float]]) -> Sample:
    rows = list(summaries)
    return {name: np.array([row[name] for row in rows]) for name in [*OUTPUTS, *OF_THE_UNIT]}


def months(series: Iterable[Mapping[str, object]]) -> Sample:
    # A year apart, months of one run are nearly independent.
    rows = list(series)
    return {
        name: np.concatenate([np.asarray(row[name])[11::12] for row in rows]) for name in MONTHLY
    }


class Pair:
    def __init__(self, scenario: Mapping[str, Value]) -> None:
        full = Scenario().replaced(scenario)
        region = load_region("bengkayang")
        model = [simulate(region, full, seed) for seed in MODEL_SEEDS]
        twin = [run(REGION, full.flat(), seed).record for seed in TWIN_SEEDS]
        self.model = sample(result.summary for result in model)
        self.twin = sample(record.summary() for record in twin)
        self.model_months = months(result.series for result in model)
        self.twin_months = months(record.series for record in twin)


@pytest.fixture(scope="module")
def pairs() -> dict[str, Pair]:
    return {name: Pair(scenario) for name, scenario in SCENARIOS.items()}


def differing(model: Sample, twin: Sample, names: Iterable[str]) -> dict[str, str]:
    found = {}
    for name in names:
        p = stats.ttest_ind(model[name], twin[name], equal_var=False).pvalue
        if p < LEVEL:
            found[name] = f"{model[name].mean():.6g} against {twin[name].mean():.6g}, p = {p:.1g}"
    return found


def visible(model: Sample, twin: Sample, name: str, power: float = 0.9) -> float:
    error = np.sqrt(
        model[name].var(ddof=1) / len(model[name]) + twin[name].var(ddof=1) / len(twin[name])
    )
    freedom = min(len(model[name]), len(twin[name])) - 1
    quantiles = stats.t.ppf(1 - LEVEL / 2, freedom) + stats.t.ppf(power, freedom)
    return float(quantiles * error / abs(model[name].mean()))


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_twin_and_the_model_have_the_same_means(pairs: dict[str, Pair], name: str) -> None:
    names = OUTPUTS + (OF_THE_UNIT if name == "unit" else [])
    names = [output for output in names if (name, output) != DISAGREEMENT]
    assert not differing(pairs[name].model, pairs[name].twin, names)


@pytest.mark.xfail(reason="the twin forgoes less often once the unit is open; cause not found")
def test_households_forgo_as_often_in_both(pairs: dict[str, Pair]) -> None:
    name, output = DISAGREEMENT
    assert not differing(pairs[name].model, pairs[name].twin, [output])


@pytest.mark.parametrize("name", SCENARIOS)
def test_months_have_the_same_distribution(pairs: dict[str, Pair], name: str) -> None:
    for output in MONTHLY:
        model, twin = pairs[name].model_months[output], pairs[name].twin_months[output]
        assert stats.ks_2samp(model, twin).pvalue >= LEVEL, output


def test_the_units_orientation_grows_by_the_same_formula() -> None:
    scenario = Scenario().replaced({**UNIT, "run.scale": 0.01})
    model = simulate(load_region("bengkayang"), scenario, 1).series["unit_orientation"]
    twin = run(REGION, scenario.flat(), 1).record.series["unit_orientation"]
    np.testing.assert_allclose(twin, model, rtol=1e-12)


@pytest.mark.parametrize(
    ("output", "share"),
    [("documents", 0.07), ("forgone", 0.12), ("cost_per_document", 0.15), ("coverage.ktp", 0.05)],
)
def test_a_difference_of_this_share_would_be_seen(
    pairs: dict[str, Pair], output: str, share: float
) -> None:
    pair = pairs["status quo"]
    assert visible(pair.model, pair.twin, output) < share


@pytest.mark.parametrize(
    ("path", "wrong", "seeds"),
    [
        # in some outputs the difference is so large that fewer runs than above will do
        ("behaviour.cost_sensitivity", 3.0, TWIN_SEEDS[:10]),
        ("agencies.missing_papers", 0.0, TWIN_SEEDS),
    ],
    ids=["behaviour.cost_sensitivity", "agencies.missing_papers"],
)
def test_a_twin_with_a_wrong_rule_is_told_apart(
    pairs: dict[str, Pair], path: str, wrong: float, seeds: range
) -> None:
    parameters = {**Scenario().replaced(STATUS_QUO).flat(), path: wrong}
    twin = sample(run(REGION, parameters, seed).record.summary() for seed in seeds)
    assert differing(pairs["status quo"].model, twin, OUTPUTS)


def test_a_seed_gives_the_twin_the_same_run_again() -> None:
    parameters = Scenario().replaced({**STATUS_QUO, "run.scale": 0.01, "run.months": 12}).flat()
    first, again, other = (run(REGION, parameters, seed).record.series for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_the_timer_counts_households_and_months() -> None:
    parameters = Scenario().replaced({**STATUS_QUO, "run.scale": 0.01}).flat()
    households, counted, seconds = timed_months(REGION, parameters, seed=1, months=3)
    assert households == 83
    assert counted == 3
    assert seconds > 0
