"""Write the baseline anew: ``python -m tests.baseline.update``.

Run it after a change that is meant to change results, and say so in CHANGELOG.md under "Results".
"""

import json
import math
from pathlib import Path

from model.indicators import INDICATORS
from model.model import simulate
from model.policy import load_policy
from model.region import load_region
from model.scenario import Scenario

FILE = Path(__file__).parent / "baseline.json"
POLICIES = ("status_quo", "unit_jagoi_full")
SCALE = 0.1
SEED = 1

type Baseline = dict[str, dict[str, float | None]]


def headlines() -> Baseline:
    """The headline indicators of each policy; None where there is no number."""
    region = load_region("bengkayang")
    found: Baseline = {}
    for name in POLICIES:
        levers = load_policy(name).levers
        scenario = Scenario().replaced({**levers, "run.scale": SCALE})
        summary = simulate(region, scenario, SEED).summary
        found[name] = {
            indicator.name: None
            if math.isnan(summary[indicator.name])
            else float(f"{summary[indicator.name]:.12g}")
            for indicator in INDICATORS
            if indicator.headline
        }
    return found


def main() -> None:
    """Run the model and overwrite the baseline file."""
    FILE.write_text(json.dumps(headlines(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
