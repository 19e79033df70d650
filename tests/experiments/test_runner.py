import os
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from experiments.errors import WorkersLostError
from experiments.executors import InProcessExecutor, local_executor
from experiments.factors import Factor
from experiments.points import Points
from experiments.progress import Silence
from experiments.runner import execute
from experiments.store import Study
from model.errors import InputError
from tests.experiments import fake
from tests.experiments.fake import Interrupting, conduct, same_data


class Counting:
    def __init__(self):
        self.runs = 0

    def __call__(self, region, scenario, seed):
        self.runs += 1
        return fake.simulate(region, scenario, seed)


def test_a_study_holds_a_row_per_run_and_a_row_per_month(tmp_path):
    study = conduct(tmp_path / "study", fake.design(seeds=3, months=2))
    runs, series = study.runs(), study.series()
    assert len(runs) == 6
    assert set(runs["status"]) == {"done"}
    unit = runs[(runs["policy"] == "unit") & (runs["seed"] == 3)].iloc[0]
    assert unit["needs_met"] == 10 * 3 + 5 + 3
    assert unit["unit.opening_month"] == 25
    assert len(series) == 6 * 2
    last = series[(series["policy"] == "status_quo") & (series["seed"] == 2)].iloc[-1]
    assert (last["month"], last["needs_met"]) == (2, 20 + 2)


def test_ctrl_c_keeps_the_finished_runs_and_the_resumed_study_has_the_same_data(tmp_path):
    design = fake.design(seeds=4)
    whole = conduct(tmp_path / "whole", design)
    with pytest.raises(KeyboardInterrupt):
        conduct(tmp_path / "stopped", design, Interrupting(after=5))
    assert len(Study.open(tmp_path / "stopped").runs()) == 5
    counting = Counting()
    resumed = conduct(tmp_path / "stopped", design, counting)
    assert counting.runs == 8 - 5
    same_data(whole, resumed)


def test_a_finished_study_runs_nothing_again(tmp_path):
    design = fake.design()
    conduct(tmp_path, design)
    counting = Counting()
    conduct(tmp_path, design, counting)
    assert counting.runs == 0


@pytest.mark.slow
def test_one_process_and_two_give_the_same_data(tmp_path):
    design = fake.design(seeds=4)
    same_data(
        conduct(tmp_path / "one", design),
        conduct(tmp_path / "two", design, jobs=2),
    )


def test_a_failing_run_is_a_row_and_is_tried_again(tmp_path):
    design = fake.design(seeds=3)
    study = conduct(tmp_path / "study", design, fake.fails_with_a_unit_under_seed_2)
    runs = study.runs()
    failed = runs[runs["status"] == "failed"]
    assert len(runs) == 6
    assert failed[["policy", "seed"]].to_numpy().tolist() == [["unit", 2]]
    assert failed["error"].item() == "ZeroDivisionError: no counters left"
    assert "fails_with_a_unit" in failed["traceback"].item()
    assert failed["needs_met"].isna().all()
    resumed = conduct(tmp_path / "study", design)
    same_data(resumed, conduct(tmp_path / "whole", design))


def test_a_series_of_the_wrong_length_fails_its_run_only(tmp_path):
    def short(region, scenario, seed):
        outcome = fake.simulate(region, scenario, seed)
        return fake.Outcome(outcome.summary, {"needs_met": outcome.series["needs_met"][seed - 1 :]})

    runs = conduct(tmp_path, fake.design(seeds=2), short).runs()
    assert runs.set_index("seed").groupby("seed")["status"].first().to_dict() == {
        1: "done",
        2: "failed",
    }


def test_a_number_short_of_the_villages_fails_its_run_only(tmp_path):
    def short(region, scenario, seed):
        outcome = fake.simulate(region, scenario, seed)
        return outcome._replace(villages={"travel_cost": np.zeros(seed + 1)})

    runs = conduct(tmp_path, fake.design(seeds=2), short).runs()
    failed = runs[runs["status"] == "failed"]
    assert set(failed["seed"]) == {1}
    assert "each of 3 villages: ['travel_cost']" in failed["error"].iloc[0]


def test_a_study_in_which_all_runs_fail_can_be_read_and_mended(tmp_path):
    def broken(region, scenario, seed):
        raise RuntimeError("out of order")

    design = fake.design(seeds=1)
    study = conduct(tmp_path, design, broken)
    assert study.runs()["status"].tolist() == ["failed", "failed"]
    assert study.outcomes().empty
    assert conduct(tmp_path, design).runs()["status"].tolist() == ["done", "done"]


def test_a_disk_that_fills_up_stops_the_study_with_a_sentence(tmp_path, monkeypatch):
    design = fake.design(seeds=2)

    def no_space(table, path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("experiments.store.pq.write_table", no_space)
    with pytest.raises(InputError, match="is full; free some space"):
        conduct(tmp_path, design)
    monkeypatch.undo()
    assert conduct(tmp_path, design).runs()["status"].tolist() == ["done"] * 4


class Dying(Executor):
    """An executor whose worker dies at the third task."""

    tasks = 0

    def submit(self, task, /, *arguments, **keywords):
        self.tasks += 1
        if self.tasks < 3:
            return InProcessExecutor().submit(task, *arguments, **keywords)
        future = Future()
        future.set_exception(BrokenExecutor("killed"))
        return future


def test_a_worker_that_dies_ends_the_study_and_keeps_the_finished_runs(tmp_path):
    design = fake.design(seeds=3)
    study = Study.create(tmp_path, design, "")
    with pytest.raises(WorkersLostError, match="The runs finished so far are kept"):
        execute(study, design, Dying(), Silence(), workers=1, simulate=fake.simulate)
    assert len(study.runs()) == 2


def test_a_task_that_cannot_be_passed_on_fails_its_runs_only(tmp_path):
    class Unpicklable(Executor):
        def submit(self, _task, /, *_arguments, **_keywords):
            future = Future()
            future.set_exception(TypeError("cannot pickle"))
            return future

    design = fake.design(seeds=1)
    study = Study.create(tmp_path, design, "")
    execute(study, design, Unpicklable(), Silence(), workers=1, simulate=fake.simulate)
    assert study.runs()["error"].tolist() == ["TypeError: cannot pickle"] * 2


def test_worker_processes_get_one_thread_each_and_the_driver_keeps_its_own(monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "7")
    monkeypatch.delenv("NUMBA_NUM_THREADS", raising=False)
    with local_executor(2):
        assert os.environ["OPENBLAS_NUM_THREADS"] == os.environ["NUMBA_NUM_THREADS"] == "1"
    assert os.environ["OPENBLAS_NUM_THREADS"] == "7"
    assert "NUMBA_NUM_THREADS" not in os.environ


def test_the_in_process_executor_keeps_an_error_for_its_future():
    future = InProcessExecutor().submit(int, "one")
    assert isinstance(future.exception(), ValueError)


def test_results_are_written_before_they_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("experiments.runner._MOST_NUMBERS", 20)
    # A run leaves three indicators, two months of one of them, and three villages of another.
    study = conduct(tmp_path, fake.design(seeds=6, months=2))
    sizes = [len(pd.read_parquet(path)) for path in (tmp_path / "runs").iterdir()]
    assert sizes == [3, 3, 3, 3]
    assert len(study.runs()) == 12


def test_runs_are_made_as_they_are_asked_for(tmp_path):
    """A design of a million points holds no scenario before a worker is free for it."""
    runs = varying(10**6).runs()
    first, second = next(runs), next(runs)
    assert (first.point, second.point) == (0, 0)


def varying(points):
    factor = Factor(path="unit.delegation")
    return replace(
        fake.design(seeds=1), points=Points.at((factor,), np.linspace(0, 1, points)[:, None])
    )


def test_a_run_belongs_to_its_point_and_has_the_values_of_the_point(tmp_path):
    design = varying(5)
    runs = conduct(tmp_path, design).runs()
    assert len(runs) == 5 * 2
    assert runs.groupby("point")["unit.delegation"].first().tolist() == [0, 0.25, 0.5, 0.75, 1]
    opened = Study.open(tmp_path).points()
    assert opened.paths == ("unit.delegation",)
    assert opened.digest == design.points.digest


def test_two_points_of_one_scenario_both_keep_their_rows(tmp_path):
    factor = Factor(path="unit.delegation", levels=(0.5,))
    points = Points.at((factor,), np.array([[0.2], [0.8]]))
    runs = conduct(tmp_path, replace(fake.design(seeds=1), points=points)).runs()
    assert runs.groupby("policy")["point"].apply(list).tolist() == [[0, 1], [0, 1]]


def test_a_study_without_series_keeps_none_and_goes_on(tmp_path):
    design = replace(fake.design(seeds=2), plan={"series": False})
    with pytest.raises(KeyboardInterrupt):
        conduct(tmp_path, design, Interrupting(after=1))
    study = conduct(tmp_path, design)
    assert study.runs()["status"].tolist() == ["done"] * 4
    assert study.series().empty
    assert not (tmp_path / "series").exists()


def test_points_under_more_seeds_have_rows_for_all_of_them(tmp_path):
    design = replace(varying(3), replicated=(0, 2), more_seeds=(2, 3))
    runs = conduct(tmp_path, design).runs()
    assert len(runs) == design.size == 2 * (3 + 2 * 2)
    unit = runs[runs["policy"] == "unit"].groupby("point")["seed"].apply(sorted)
    assert unit.tolist() == [[1, 2, 3], [1], [1, 2, 3]]


class Dropping(Executor):
    """An executor that drops every third task, as a cluster does when it closes."""

    tasks = 0

    def submit(self, task, /, *arguments, **keywords):
        self.tasks += 1
        if self.tasks % 3:
            return InProcessExecutor().submit(task, *arguments, **keywords)
        future = Future()
        future.cancel()
        future.set_running_or_notify_cancel()
        return future


def test_a_task_that_the_executor_drops_is_not_forgotten(tmp_path):
    design = fake.design(seeds=3)
    study = Study.create(tmp_path, design, "")
    with pytest.raises(WorkersLostError):
        execute(study, design, Dropping(), Silence(), workers=1, simulate=fake.simulate)
    assert len(study.runs()) == 2
    assert len(conduct(tmp_path, design).runs()) == 6


def test_an_executor_that_no_longer_answers_ends_the_study(tmp_path, monkeypatch):
    class Deaf(Executor):
        def submit(self, _task, /, *_arguments, **_keywords):
            return Future()

    monkeypatch.setattr("experiments.runner._PATIENCE", 0.01)
    design = fake.design(seeds=1)
    study = Study.create(tmp_path, design, "")
    with pytest.raises(WorkersLostError, match="cluster does not answer"):
        execute(
            study,
            design,
            Deaf(),
            Silence(),
            workers=1,
            simulate=fake.simulate,
            alive=lambda: False,
        )


def test_a_worker_of_another_version_of_the_model_is_refused(tmp_path, monkeypatch):
    design = fake.design(seeds=1)
    study = Study.create(tmp_path, design, "")
    monkeypatch.setattr("experiments.runner._own_sources", lambda: "0123456789")
    with pytest.raises(WorkersLostError, match="another version of the model"):
        execute(study, design, InProcessExecutor(), Silence(), workers=1, simulate=fake.simulate)
    assert study.runs().empty
