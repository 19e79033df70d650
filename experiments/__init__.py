"""The questions put to the model, and ``simulate``: the model as a plain function."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.parameter import Value
    from model.region import Region
    from model.scenario import Scenario

__version__ = "0.1.0"


def simulate(
    region: "Region | str" = "bengkayang",
    scenario: "Scenario | Mapping[str, Value] | None" = None,
    seed: int = 1,
    **levers: "Value",
) -> "dict[str, float]":
    """Run the model once and return its indicators, in the units that ``INDICATORS`` gives.

    ``region``: a region or the name of one. ``scenario``: a scenario, or a table of dotted path →
    value; the rest is the status quo. ``levers`` are parameters by keyword, with two underscores
    for the dot (``unit__opening_month=25``), and go before the scenario's. Raises InputError with
    all problems: unknown paths, values that are not allowed, places that the region does not have.
    """
    # Imported here, because the command line imports this package before it knows what is asked.
    from model.model import simulate as run  # noqa: PLC0415
    from model.region import load_region  # noqa: PLC0415
    from model.scenario import Scenario  # noqa: PLC0415

    place = load_region(region) if isinstance(region, str) else region
    changes = {name.replace("__", ".", 1): value for name, value in levers.items()}
    if isinstance(scenario, Scenario):
        start = scenario.replaced(changes)
    else:
        start = Scenario().replaced({**(scenario or {}), **changes})
    outcome = run(place, start, seed)
    return {name: float(value) for name, value in outcome.summary.items()}
