"""A study on MPI: mpiexec -n 65 python -m mpi4py.futures -m docs.examples.mpi_study PLAN FOLDER.

The first process writes, all others simulate. Afterwards ``run.py resume FOLDER`` makes the tables
and figures, and finishes what a stopped job left.
"""

import sys
from pathlib import Path

from mpi4py.futures import MPIPoolExecutor

from experiments.plan import read_plan
from experiments.progress import Lines
from experiments.runner import execute
from experiments.settling import settle
from experiments.store import Study

if __name__ == "__main__":
    plan, folder = map(Path, sys.argv[1:])
    design = settle(read_plan(plan))
    study = Study.create(folder, design, f"mpi_study.py {plan} {folder}")
    with MPIPoolExecutor() as executor:
        execute(study, design, executor, Lines(), workers=executor.num_workers)
