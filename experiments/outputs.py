"""The outputs of a study that varies factors, laid out as the analyses want them."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from experiments.compare import BASELINE
from experiments.factors import Array
from experiments.store import Study

# The aims of the source papers: papers at a bearable cost and in time, incomes of the poor, and
# trade by the official way.
DEFAULT_OUTPUTS: Final = (
    "needs_met",
    "travel_cost",
    "days_to_document",
    "equivalent_income_bottom40",
    "poverty_headcount",
    "informal_share",
)


def asked_outputs(study: Study) -> tuple[str, ...]:
    """Return the indicators that a study asks for, or the default ones."""
    return tuple(study.manifest["plan"].get("output") or DEFAULT_OUTPUTS)


def output_tables(study: Study, names: Sequence[str]) -> Mapping[str, Array]:
    """Return float64[points, seeds] of each indicator, NaN where a run failed or was not asked for.

    The first columns are the seeds of all points, the last those of the points that are run under
    more seeds. Of a study of an effect it is the difference from the status quo, paired by seed.
    """
    manifest = study.manifest
    outcomes = study.outcomes()
    seeds = [*manifest["seeds"], *manifest["more_seeds"]]
    index = pd.MultiIndex.from_product([range(len(study.points())), seeds])

    def table(policy: str, name: str) -> Array:
        if name not in outcomes:
            return np.full((len(index) // len(seeds), len(seeds)), np.nan)
        values = outcomes.xs(policy, level="policy")[name].reindex(index)
        return values.to_numpy(np.float64).reshape(-1, len(seeds))

    policies = [policy["name"] for policy in study.policies]
    studied = policies[-1]
    if manifest["plan"].get("effect"):
        return {name: table(studied, name) - table(BASELINE, name) for name in names}
    return {name: table(studied, name) for name in names}


def means(table: Array, seeds: int) -> Array:
    """Return float64[points]: the mean over the first ``seeds`` columns, NaN if one is missing."""
    return table[:, :seeds].mean(axis=1)
