"""The benchmark counts what it says it counts."""

import pytest

from experiments.benchmark import INPUTS, against_peer, sizes_in_turn, throughput
from experiments.cli import WRONG_INPUT, main
from model.parameter import parameters
from model.region import load_region
from model.scenario import Scenario


@pytest.mark.slow
def test_the_benchmark_counts_households_and_months() -> None:
    (row,) = sizes_in_turn(load_region("bengkayang"), sizes=(8_293,), months=12)
    assert row.households == 8_293
    assert row.months == 36
    assert row.repeats >= 3
    assert row.fastest <= row.seconds
    assert row.household_months_per_second == pytest.approx(row.households * 36 / row.seconds)
    assert row.bytes_per_household <= 200


@pytest.mark.slow
def test_a_peer_is_compared_per_household_and_month_of_the_same_submodels() -> None:
    def twin(seed: int, months: int) -> tuple[int, float, float]:
        return 100, months, months * 2.0

    peer = against_peer(load_region("bengkayang"), twin, months=3, turns=1)
    assert peer.twin_speed == 50
    assert peer.factor == pytest.approx(peer.model_speed / 50)


@pytest.mark.slow
def test_throughput_counts_the_runs_of_a_sobol_design() -> None:
    (row,) = throughput([(2, 1)], turns=1, months=12, scale=0.01)
    assert row.runs == 2 * (2 * len(INPUTS) + 2)
    assert row.runs_per_second == pytest.approx(row.runs / row.seconds)


def test_the_inputs_of_the_sobol_design_are_uncertainties_of_the_registry() -> None:
    roles = {info.path: info.role for info in parameters(Scenario)}
    assert [roles.get(path) for path in INPUTS] == ["uncertainty"] * 12


def test_a_size_that_sobol_cannot_use_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "--samples", "1000"]) == WRONG_INPUT
    assert "--samples: 1000 is not allowed; give a power of two" in capsys.readouterr().err
