"""A study on SLURM by Dask, from Tapal's folder: python -m docs.examples.slurm_study PLAN FOLDER.

It needs dask-jobqueue, as in ``uv run --extra cluster --with dask-jobqueue python -m …``. Run it on
the login node, in a screen; it asks SLURM for 20 jobs of 8 processes and gives the study to those
that start. A job that is killed is replaced, and its runs are done again.
"""

import sys
from pathlib import Path

from dask_jobqueue import SLURMCluster
from distributed import Client

from experiments.plan import read_plan
from experiments.progress import Lines
from experiments.runner import execute
from experiments.settling import settle
from experiments.store import Study

if __name__ == "__main__":
    plan, folder = map(Path, sys.argv[1:])
    design = settle(read_plan(plan))
    study = Study.create(folder, design, f"slurm_study.py {plan} {folder}")
    prologue = ["export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 NUMBA_NUM_THREADS=1"]
    with (
        SLURMCluster(
            cores=8, processes=8, memory="16GB", walltime="04:00:00", job_script_prologue=prologue
        ) as cluster,
        Client(cluster) as client,
    ):
        cluster.scale(jobs=20)
        execute(study, design, client.get_executor(), Lines(), workers=160)
