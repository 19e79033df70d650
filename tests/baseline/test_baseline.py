"""Results stay what they were, unless a change says that it changes them."""

import json

import pytest

from tests.baseline.update import FILE, POLICIES, headlines

REMINDER = (
    "The headline results have changed. If they were meant to, run "
    "`uv run python -m tests.baseline.update` and add a line to CHANGELOG.md under 'Results'."
)


@pytest.fixture(scope="module")
def results() -> dict[str, dict[str, float | None]]:
    return headlines()


@pytest.mark.parametrize("policy", POLICIES)
def test_headline_results_are_those_of_the_baseline(policy: str, results) -> None:
    assert FILE.exists(), REMINDER
    baseline = json.loads(FILE.read_text(encoding="utf-8"))
    assert results.keys() == baseline.keys(), REMINDER
    # other machines may round exponentials differently
    assert results[policy] == pytest.approx(baseline[policy], rel=1e-6), REMINDER


def test_the_two_policies_differ_in_every_headline(results) -> None:
    status_quo, unit = (results[policy] for policy in POLICIES)
    assert len(status_quo) >= 5
    assert [name for name in status_quo if status_quo[name] == unit[name]] == []
