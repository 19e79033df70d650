"""EMA workbench runs policies over uncertainties; PRIM finds where the unit gains least.

From the root of the project: uv run --extra discovery -m docs.examples.ema_workbench_levers
"""

from functools import partial

import pandas as pd
from ema_workbench import Model, RealParameter, Sample, ScalarOutcome, perform_experiments

from experiments import simulate
from experiments.discovery import prim
from model.region import load_region

SMALL = {"run.scale": 0.02, "run.months": 24, "run.burn_in": 12}
PATHS = {"agencies__same_trip_success": (0.1, 0.7), "behaviour__reconsideration": (0, 1)}
POLICIES = [Sample("status_quo", unit__opening_month=0), Sample("unit", unit__opening_month=1)]


def main() -> None:
    """Run two policies at 50 points and print the box where the unit's gain is low."""
    # Names of parameters carry two underscores for the dot: they must be names in Python.
    model = Model("tapal", function=partial(simulate, load_region("bengkayang"), SMALL, 1))
    model.uncertainties = [RealParameter(path, *ends) for path, ends in PATHS.items()]
    model.outcomes = [ScalarOutcome("needs_met")]
    experiments, outcomes = perform_experiments(
        model, scenarios=50, policies=POLICIES, uncertainty_sampling_kwargs={"rng": 1}
    )
    runs = experiments.assign(needs_met=outcomes["needs_met"])
    met = runs.pivot_table("needs_met", "scenario", "policy")
    gain = met["unit"] - met["status_quo"]
    points = runs.drop_duplicates("scenario").set_index("scenario")[list(PATHS)].astype(float)
    box = prim(points, gain < gain.median()).box
    with pd.option_context("display.max_columns", None, "display.width", 100):
        print(box.limits[["factor", "low", "high"]])
    print(f"The box covers {box.coverage:.0%} of the low gains; {box.density:.0%} of it are low.")


if __name__ == "__main__":
    main()
