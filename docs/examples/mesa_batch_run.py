"""Mesa's own batch_run over the levers of the unit: a model class that takes keywords.

From the root of the project: uv run -m docs.examples.mesa_batch_run
"""

import pandas as pd
from mesa import DataCollector
from mesa.batchrunner import batch_run

from model.model import BorderModel
from model.scenario import Scenario

SMALL = {"run.scale": 0.02, "run.months": 24, "run.burn_in": 12, "unit.opening_month": 1}
SHOWN = ("needs_met", "public_cost")


class UnitModel(BorderModel):
    """A border district with a unit; it collects its indicators when the last month is done."""

    def __init__(self, delegation: float, counters: int, seed: int) -> None:
        levers = {"unit.delegation": delegation, "unit.counters": counters}
        super().__init__("bengkayang", Scenario().replaced(SMALL | levers), seed)
        reporters = {name: lambda model, name=name: model.outcome().summary[name] for name in SHOWN}
        self.datacollector = DataCollector(reporters)

    def step(self) -> None:
        """Run a month; after the last one, collect and stop."""
        super().step()
        if self.reported_month == self.scenario.run.months:
            self.datacollector.collect(self)
            self.running = False


if __name__ == "__main__":
    levers = {"delegation": [0.0, 0.5, 1.0], "counters": [1, 3]}
    runs = batch_run(UnitModel, levers, rng=[1, 2], display_progress=False)
    print(pd.DataFrame(runs).groupby(["delegation", "counters"])[list(SHOWN)].mean())
