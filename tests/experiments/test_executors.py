import os
import signal
import time

import pytest

from experiments.errors import WorkersLostError
from experiments.executors import workers
from experiments.progress import Silence
from experiments.runner import execute
from experiments.store import Study
from model.errors import InputError
from tests.experiments import fake

LocalCluster = pytest.importorskip(
    "distributed", reason="the extra 'cluster' is not installed"
).LocalCluster


def slowly(region, scenario, seed):
    time.sleep(0.05)
    return fake.simulate(region, scenario, seed)


class KillingOnce(Silence):
    """Kills the process of one worker when a part of the runs is done."""

    def __init__(self, executor):
        self.client = executor._executor._client
        self.killed = []

    def advance(self, done, total, failed):
        assert failed == 0
        if done >= total // 4 and not self.killed:
            self.killed = [*self.client.run(os.getpid).values()][:1]
            os.kill(self.killed[0], signal.SIGKILL)


@pytest.mark.cluster
@pytest.mark.slow
def test_a_dask_cluster_that_loses_a_worker_gives_the_data_of_one_process(tmp_path):
    design = fake.design(seeds=30)
    study = Study.create(tmp_path / "cluster", design, "")
    with workers(2, "local") as (executor, number, _):
        assert number == 2
        killing = KillingOnce(executor)
        execute(study, design, executor, killing, workers=number, simulate=slowly)
    assert killing.killed
    fake.same_data(study, fake.conduct(tmp_path / "whole", design))


@pytest.mark.cluster
@pytest.mark.slow
def test_a_scheduler_at_an_address_serves_a_study(tmp_path):
    design = fake.design(seeds=3)
    study = Study.create(tmp_path / "cluster", design, "")
    with (
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
        workers(1, cluster.scheduler_address) as (executor, number, _),
    ):
        execute(study, design, executor, Silence(), workers=number, simulate=fake.simulate)
    fake.same_data(study, fake.conduct(tmp_path / "whole", design))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x", "tcp://127.0.0.1"])
def test_a_cluster_that_does_not_answer_is_a_sentence(address, monkeypatch):
    monkeypatch.setattr("experiments.executors._SECONDS_TO_ANSWER", 0.5)
    with (
        pytest.raises(InputError, match=f"there is no Dask scheduler at '{address}'"),
        workers(1, address),
    ):
        pass


@pytest.mark.cluster
@pytest.mark.slow
def test_a_cluster_that_is_gone_is_a_sentence_and_the_finished_runs_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("experiments.runner._PATIENCE", 0.5)
    design = fake.design(seeds=200)
    study = Study.create(tmp_path, design, "")

    class ClosingTheCluster(Silence):
        def advance(self, done, total, failed):
            assert failed == 0
            if 20 < done < total:
                cluster.close()

    cluster = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None)
    with (
        pytest.raises(WorkersLostError, match="the cluster does not answer"),
        workers(1, cluster.scheduler_address) as (executor, number, alive),
    ):
        execute(
            study,
            design,
            executor,
            ClosingTheCluster(),
            workers=number,
            simulate=slowly,
            alive=alive,
        )
    assert 20 < len(study.runs()) < design.size
