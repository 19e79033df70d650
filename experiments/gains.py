"""Gains: what a policy changes at each point of a design, over the status quo at that point."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from experiments.compare import BASELINE
from experiments.outputs import by_seed, means
from experiments.store import Study
from model.errors import InputError, nearest

# Methods whose points are spread evenly, each for itself. In the others points repeat the values of
# one another: shares of such points are no shares of the factors' space, and have no intervals.
_SAMPLES: Final = ("latin_hypercube", "rbd_fast", "pawn", "delta")
_GRID: Final = "factorial"


def sampled(study: Study) -> bool:
    """Tell whether the points of a study are a sample of the factors' space."""
    return study.manifest["plan"].get("method") in _SAMPLES


def inputs(study: Study, *, grid: bool = False) -> pd.DataFrame:
    """Return a row per point, a column per factor.

    Raises InputError if the study varies nothing, or if its points are no sample of the factors'
    space; with ``grid`` all combinations of values will do besides.
    """
    points = study.points()
    if not points.factors:
        raise InputError(
            f"'{study.folder}' varies no factors; run 'sweep --method latin_hypercube'."
        )
    method = study.manifest["plan"].get("method")
    if not (sampled(study) or (grid and method == _GRID)):
        raise InputError(
            f"The points of '{study.folder}' were made by '{method}' and are no sample of what is "
            "not known; run 'sweep --method latin_hypercube' with the same --vary, the status quo "
            "and the policies."
        )
    return pd.DataFrame(
        {path: list(column) for path, column in zip(points.paths, points.columns, strict=True)}
    )


def outcomes_by_policy(study: Study, indicator: str) -> pd.DataFrame:
    """Return the mean of an indicator over seeds: a row per point, a column per policy.

    NaN where a run failed. Raises InputError for an indicator that the study does not have, and if
    none of its runs is done.
    """
    outcomes = study.outcomes()
    if outcomes.empty:
        raise InputError(
            f"No run of '{study.folder}' is done; 'resume {study.folder}' does those that are "
            "missing or failed."
        )
    if indicator not in outcomes:
        hint = nearest(indicator, map(str, outcomes.columns), listed=["those of 'run --json'"])
        raise InputError(f"'{study.folder}' has no indicator '{indicator}'; {hint}")
    seeds = len(study.manifest["seeds"])
    names = [policy["name"] for policy in study.policies]
    return pd.DataFrame(
        {name: means(by_seed(study, outcomes, name, indicator), seeds) for name in names}
    )


def gain(study: Study, policy: str, indicator: str) -> pd.Series:
    """Return what a policy adds to an indicator at each point, paired by seed, in its unit.

    Raises InputError for a study without the policy or the status quo.
    """
    names = [one["name"] for one in study.policies]
    require(policy, [name for name in names if name != BASELINE], study)
    if BASELINE not in names:
        raise InputError(
            f"'{study.folder}' has no runs of the status quo to compare with; run it again with "
            f"--policy {BASELINE} beside the others."
        )
    table = outcomes_by_policy(study, indicator)
    return table[policy] - table[BASELINE]


def require(policy: str, names: Sequence[str], study: Study) -> None:
    """Raise InputError if a policy is none of those that a study has to offer."""
    if policy not in names:
        raise InputError(
            f"--policy: '{study.folder}' has no policy '{policy}'; {nearest(policy, names)}"
        )
