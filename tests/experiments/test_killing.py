"""A study that is killed goes on to the same data, wherever it was killed."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments import files, runner
from experiments.store import Study
from tests.experiments import fake
from tests.experiments.fake import conduct, same_data

ROOT = Path(__file__).parents[2]
SEEDS = 40

# Writes after every batch, so that a kill falls between, before and within writes.
SCRIPT = f"""
import sys, time
from pathlib import Path
from experiments import runner
from tests.experiments import fake
runner._SHORTEST_WRITE = runner._WRITE_SHARE = 0.0
def slow(region, scenario, seed):
    time.sleep(0.01)
    return fake.simulate(region, scenario, seed)
print("started", flush=True)
fake.conduct(Path(sys.argv[1]), fake.design(seeds={SEEDS}), slow)
"""


class Killed(BaseException):
    """Stands for the end of the process at one step of writing."""


def killed_at(step):
    """Replace the writing of files by one that ends before or after the file has its name."""
    steps = iter(range(10**6))
    write = files.write_whole

    def writing(path, fill):
        for do in (lambda: None, lambda: write(path, fill)):
            if next(steps) >= step:
                raise Killed
            do()

    return writing


@pytest.mark.parametrize("step", range(34))
def test_a_study_killed_at_any_step_of_writing_goes_on_to_the_same_data(
    step, tmp_path, monkeypatch
):
    design = fake.design(seeds=2)
    monkeypatch.setattr(runner, "_SHORTEST_WRITE", 0.0)
    monkeypatch.setattr(runner, "_WRITE_SHARE", 0.0)
    writing = killed_at(step)
    for module in ("experiments.store", "experiments.files"):
        monkeypatch.setattr(f"{module}.write_whole", writing)
    with pytest.raises(Killed):
        conduct(tmp_path / "killed", design)
    monkeypatch.undo()
    resumed = conduct(tmp_path / "killed", design)
    same_data(resumed, conduct(tmp_path / "whole", design))


@pytest.mark.slow
def test_a_process_killed_at_random_moments_goes_on_to_the_same_data(tmp_path):
    chance = random.Random(20261122)
    folder = tmp_path / "killed"
    held = [0]
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout.readline() == b"started\n"
        time.sleep(chance.uniform(0.02, 0.35))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        if (folder / "manifest.json").exists():
            held.append(len(Study.open(folder).finished()))
    assert held == sorted(held)
    assert 0 < held[-1] < 2 * SEEDS
    design = fake.design(seeds=SEEDS)
    same_data(conduct(folder, design), conduct(tmp_path / "whole", design))
