"""The examples of other tools that drive the model run as they stand, each in its own process."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = {
    "ema_workbench_levers": "ema_workbench",
    "mesa_batch_run": "mesa",
    "optuna_levers": "optuna",
}


def run(example):
    tool = TOOLS[example]
    if importlib.util.find_spec(tool) is None:
        pytest.skip(f"{tool} is not installed; it is no part of the project")
    done = subprocess.run(
        [sys.executable, "-m", f"docs.examples.{example}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_mesa_runs_every_combination_of_levers():
    table = run("mesa_batch_run").strip().splitlines()
    assert table[0].split() == ["needs_met", "public_cost"]
    assert len(table) == 2 + 3 * 2


@pytest.mark.slow
def test_ema_workbench_runs_policies_over_uncertainties_and_finds_a_box():
    out = run("ema_workbench_levers")
    assert "agencies__same_trip_success" in out
    assert "of the low gains" in out


@pytest.mark.slow
def test_optuna_finds_the_best_of_ten():
    assert run("optuna_levers").startswith("Best of 10: {'unit.counters': ")


@pytest.mark.parametrize("example", TOOLS)
def test_an_example_is_short_and_says_how_to_run_it(example):
    text = (ROOT / "docs" / "examples" / f"{example}.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert f"-m docs.examples.{example}" in text


@pytest.mark.slow
def test_the_cells_of_the_notebook_run_in_their_order():
    notebook = json.loads((ROOT / "docs/examples/simulate.ipynb").read_text(encoding="utf-8"))
    world = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), world)
    assert world["status_quo"].keys() == world["unit"].keys()
    assert len(world["rows"]) == 9
