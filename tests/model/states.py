"""Run a small world and save every agent's state after every submodel of every month.

Used with Numba's JIT on and off: ``python -m tests.model.states FILE``.
"""

import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from model.model import BorderModel
from model.tables import Array
from tests.model.worlds import bengkayang, scenario, state

SUBMODELS = (
    "_events", "_diplomacy", "_agencies", "_needs", "_takeup", "_queues", "_livelihoods", "_trade",
    "_spending", "_orientation", "_entry", "_record",
)  # fmt: skip

# 83 households and 3 traders; the offices' capacity is set in month 13, the unit opens in month 17,
# the gate in full in month 15; the border closes in month 19 and there is an incident in month 18
WORLD = {
    "run.scale": 0.01,
    "run.burn_in": 13,
    "run.months": 10,
    "unit.opening_month": 4,
    "needs.rate_factor": 5.0,
    "post.status": "full",
    "post.status_month": 1,
    "post.abroad_month": 2,
    "security.opening_month": 3,
    "security.patrol_factor": 5.0,
    "security.path_detection": 0.3,
    "trade.opening_month": 3,
    "trade.misuse": 1.0,
    "cbc.opening_month": 1,
    "cbc.economic": 1.0,
    "cbc.lag_base": 1.0,
    "cbc.lag_per_layer": 0.0,
    "cbc.lag_per_actor": 0.0,
    "work.reconsideration": 6.0,
    "orientation.reconsideration": 6.0,
    "shocks.incident_month": 5,
    "shocks.closure_start": 6,
    "shocks.closure_months": 3,
}


class Watched(BorderModel):
    """A model that notes every column after each submodel, by month and submodel."""

    def __init__(self, seed: int) -> None:
        self.states: dict[str, Array] = {}
        super().__init__(bengkayang(), scenario(WORLD, "unit_jagoi_full"), seed)
        for name in SUBMODELS:
            setattr(self, name, self._noting(name, getattr(self, name)))

    def _noting(self, name: str, submodel: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            submodel()
            for column, values in state(self).items():
                self.states[f"{self.month:03d} {name} {column}"] = values.copy()

        return run


def main(path: str) -> None:
    """Save the states of two seeds and whether they were compiled."""
    saved: dict[str, Array] = {"jit": np.array(not os.environ.get("NUMBA_DISABLE_JIT"))}
    for seed in (1, 2):
        model = Watched(seed)
        outcome = model.run()
        saved |= {f"{seed} {name}": values for name, values in model.states.items()}
        saved |= {f"{seed} outcome {name}": values for name, values in outcome.series.items()}
    Path(path).write_bytes(pickle.dumps(saved))


if __name__ == "__main__":
    main(sys.argv[1])
