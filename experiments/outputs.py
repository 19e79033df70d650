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
    """Return float64[points, seeds] of each indicator under the policy that the study is about.

    Columns and missing values as in ``by_seed``. Of a study of an effect it is the difference from
    the status quo, paired by seed.
    """
    outcomes = study.outcomes()
    studied = study.policies[-1]["name"]
    if study.manifest["plan"].get("effect"):
        return {
            name: by_seed(study, outcomes, studied, name) - by_seed(study, outcomes, BASELINE, name)
            for name in names
        }
    return {name: by_seed(study, outcomes, studied, name) for name in names}


def by_seed(study: Study, outcomes: pd.DataFrame, policy: str, name: str) -> Array:
    """Return float64[points, seeds] of an indicator, NaN where a run failed or was not asked for.

    ``outcomes`` are those of the study. The first columns are the seeds of all points, the last
    those of the points that are run under more seeds.
    """
    manifest = study.manifest
    seeds = [*manifest["seeds"], *manifest["more_seeds"]]
    points = len(study.points())
    if name not in outcomes or policy not in outcomes.index.get_level_values("policy"):
        return np.full((points, len(seeds)), np.nan)
    index = pd.MultiIndex.from_product([range(points), seeds])
    values = outcomes.xs(policy, level="policy")[name].reindex(index)
    return values.to_numpy(np.float64).reshape(points, len(seeds))


def means(table: Array, seeds: int) -> Array:
    """Return float64[points]: the mean over the first ``seeds`` columns, NaN if one is missing."""
    return table[:, :seeds].mean(axis=1)
