"""The benchmark counts what it says it counts."""

import pytest

from experiments.benchmark import benchmark
from model.region import load_region


@pytest.mark.slow
def test_the_benchmark_counts_households_and_months() -> None:
    (row,) = benchmark(load_region("bengkayang"), sizes=(8_293,), months=12)
    assert row.households == 8_293
    assert row.months == 36
    assert row.repeats >= 3
    assert row.fastest <= row.seconds
    assert row.household_months_per_second == pytest.approx(row.households * 36 / row.seconds)
    assert row.bytes_per_household <= 200
