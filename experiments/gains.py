"""Gains: what a policy changes at each point of a design, over the status quo at that point."""

from collections.abc import Sequence

import pandas as pd

from experiments.compare import BASELINE
from experiments.outputs import by_seed, means
from experiments.store import Study
from model.errors import InputError, nearest


def inputs(study: Study) -> pd.DataFrame:
    """Return a row per point, a column per factor; InputError if the study varies nothing."""
    points = study.points()
    if not points.factors:
        raise InputError(
            f"'{study.folder}' varies no factors; give a study made by 'sweep' or 'sensitivity'."
        )
    return pd.DataFrame(
        {path: list(column) for path, column in zip(points.paths, points.columns, strict=True)}
    )


def outcomes_by_policy(study: Study, indicator: str) -> pd.DataFrame:
    """Return the mean of an indicator over seeds: a row per point, a column per policy.

    NaN where a run failed. Raises InputError for an indicator that the study does not have.
    """
    outcomes = study.outcomes()
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
