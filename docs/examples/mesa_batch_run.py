"""Mesa's own batch_run over the levers of the unit.

From the root of the project: uv run -m docs.examples.mesa_batch_run
"""

import pandas as pd
from mesa.batchrunner import batch_run

from model.model import BorderModel
from model.scenario import Scenario

SMALL = {"run.scale": 0.02, "run.months": 24, "run.burn_in": 12, "unit.opening_month": 1}
SHOWN = ["needs_met", "public_cost"]

if __name__ == "__main__":
    scenarios = [
        Scenario().replaced(SMALL | {"unit.delegation": share, "unit.counters": counters})
        for share in (0.0, 0.5, 1.0)
        for counters in (1, 3)
    ]
    runs = batch_run(BorderModel, {"scenario": scenarios}, rng=[1, 2], data_collection_period=-1)
    table = pd.DataFrame(runs).assign(
        delegation=[run["scenario"].unit.delegation for run in runs],
        counters=[run["scenario"].unit.counters for run in runs],
    )
    print(table.groupby(["delegation", "counters"])[SHOWN].mean())
