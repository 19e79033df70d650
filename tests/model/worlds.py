"""Small worlds that the tests share, and the statistics to judge them by."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np
from scipy import stats

from model.model import BorderModel
from model.policy import load_policy
from model.region import Region, load_region
from model.scenario import Scenario
from model.tables import Array

TENTH: Mapping[str, Any] = {"run.scale": 0.1}


@cache
def bengkayang() -> Region:
    """The default region."""
    return load_region("bengkayang")


def scenario(changes: Mapping[str, Any] | None = None, policy: str = "status_quo") -> Scenario:
    """A named policy with some more parameters changed."""
    return Scenario().replaced({**load_policy(policy).levers, **(changes or {})})


@cache
def _finished(content: Scenario, seed: int) -> BorderModel:
    model = BorderModel(bengkayang(), content, seed)
    model.run()
    return model


def finished(
    changes: Mapping[str, Any] | None = None, policy: str = "status_quo", seed: int = 1
) -> BorderModel:
    """A model of the default region after its run; shared, so not to be changed."""
    return _finished(scenario(changes, policy), seed)


def small(changes: Mapping[str, Any] | None = None, policy: str = "status_quo") -> BorderModel:
    """A new model of a tenth of the households, before its first month."""
    return BorderModel(bengkayang(), scenario({**TENTH, **(changes or {})}, policy))


def advanced(
    months: int, changes: Mapping[str, Any] | None = None, policy: str = "status_quo"
) -> BorderModel:
    """A new model of a tenth of the households after some months."""
    model = small(changes, policy)
    for _ in range(months):
        model.step()
    return model


def with_services(region: Region, *names: str) -> Region:
    """The region with some of its services only."""
    return region.model_copy(update={"services": tuple(region.service(name) for name in names)})


def altered(region: Region, service: str, **fields: Any) -> Region:
    """The region with fields of one service replaced; a number keeps its unit and source."""
    old = region.service(service)
    changes = {
        name: getattr(old, name).model_copy(update={"value": float(value)})
        if isinstance(value, int | float) and not isinstance(value, bool)
        else value
        for name, value in fields.items()
    }
    new = old.model_copy(update=changes)
    services = tuple(new if row.name == service else row for row in region.services)
    return region.model_copy(update={"services": services})


def interval(values: Iterable[float], confidence: float = 0.95) -> tuple[float, float]:
    """Student's interval of the mean."""
    sample = np.asarray(list(values), np.float64)
    half = stats.t.ppf(0.5 + confidence / 2, len(sample) - 1) * stats.sem(sample)
    return float(sample.mean() - half), float(sample.mean() + half)


def same_bits(left: Array, right: Array) -> bool:
    """Whether two arrays hold the same bits, except that all NaN are equal."""
    return left.dtype == right.dtype and np.array_equal(
        left, right, equal_nan=left.dtype.kind == "f"
    )


def state(model: BorderModel) -> dict[str, Array]:
    """Every column of every agent's table, and the ledger."""
    tables = {
        "households": model.households,
        "points": model.points,
        "brokers": model.broker_table,
        "markets": model.markets,
        "agencies": model.agency_table,
        "forum": model.forum,
        "governments": model.governments,
        **{f"border.{name}": table for name, table in model.border._asdict().items()},
    }
    columns = {
        f"{name}.{column}": getattr(table, column)
        for name, table in tables.items()
        for column in table._fields
        if column != "first_need"  # where a list begins depends on the order of agents
    }
    return columns | {"ledger": model.ledger}
