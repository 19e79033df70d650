"""What a study over unknown parameters says of the policies of a brief.

Such a study varies parameters over points spread evenly over their ranges, each point a *world*,
with the status quo and policies at every point (``sweep --method latin_hypercube``); or it
measures which of them matter (``sensitivity``).
"""

from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from experiments.compare import BASELINE, CONFIDENCE, Interval, mean_interval
from experiments.gains import gain, inputs, outcomes_by_policy, sampled
from experiments.outputs import asked_outputs
from experiments.robustness import Threshold, satisficing
from experiments.store import Study
from experiments.subjects import ACCESS
from model.errors import InputError

_FIFTH: Final = 0.2
_MOST_NAMED: Final = 3
_FEWEST_WORLDS: Final = 25  # assumption: five in a fifth


class Influence(NamedTuple):
    """The factor that moves a gain most, and the mean gain in its lowest and highest fifth."""

    factor: str
    lowest: Interval
    highest: Interval


class Worlds(NamedTuple):
    """How the leading policy does over the worlds: shares from 0 to 1, gains in points."""

    study: str
    points: int
    factors: int
    share: Interval
    rank: int
    policies: int
    influence: Influence | None


class Ranking(NamedTuple):
    """Which of the factors of a sensitivity study matter most to the needs met."""

    study: str
    factors: int
    names: tuple[str, ...]


def read_unknowns(uncertainty: Study, study: Study, leading: str) -> Worlds | Ranking:
    """Return what a study over unknown parameters says of the leading policy of another study.

    Raises InputError if it is of another region, varies nothing, lacks the policy or the status
    quo, or did not ask for the needs met.
    """
    if uncertainty.manifest["region"]["hash"] != study.manifest["region"]["hash"]:
        raise InputError(
            f"--uncertainty: '{uncertainty.folder}' is of another region than '{study.folder}', or "
            "of another version of it."
        )
    if not uncertainty.manifest["factors"]:
        raise InputError(
            f"--uncertainty: '{uncertainty.folder}' varies no parameter; give a study made by "
            "'sweep --method latin_hypercube' or by 'sensitivity'."
        )
    names = {policy["name"] for policy in uncertainty.policies}
    compares = sampled(uncertainty) and {BASELINE, leading} <= names
    if uncertainty.command == "sensitivity" and not compares:
        return _ranking(uncertainty)
    return _worlds(uncertainty, study, leading)


def influence(given: pd.DataFrame, gained: pd.Series) -> Influence | None:
    """Return the factor whose ranks go most with those of a gain, by its lowest and highest fifth.

    ``given``: a row per point, a column per factor; ``gained`` by point, NaN left out. Names have
    no order and are not asked. None with fewer than 25 points, and where Spearman's rank
    correlation may be chance: of many factors the largest is large by chance alone, so its p-value
    is held against 0.05 divided by their number (Bonferroni), and the mean gains of the two fifths
    must lie apart.
    """
    known = gained.dropna()
    varying = given.loc[known.index]
    numeric = varying.select_dtypes(["number"])
    numeric = numeric.loc[:, numeric.nunique() > 2].astype(float)
    if len(known) < _FEWEST_WORLDS or numeric.empty or known.nunique() < 2:
        return None
    chances = {str(name): stats.spearmanr(column, known).pvalue for name, column in numeric.items()}
    factor = min(chances, key=lambda name: chances[name])
    column = numeric[factor]
    low, high = column.quantile(_FIFTH), column.quantile(1 - _FIFTH)
    lowest = mean_interval(known[column <= low].to_numpy())
    highest = mean_interval(known[column >= high].to_numpy())
    apart = lowest.high < highest.low or highest.high < lowest.low
    if not apart or chances[factor] * len(chances) >= 1 - CONFIDENCE:
        return None
    return Influence(factor, lowest, highest)


def _worlds(uncertainty: Study, study: Study, leading: str) -> Worlds:
    given, gained = inputs(uncertainty), gain(uncertainty, leading, ACCESS)
    known = gained.dropna()
    if known.empty:
        raise InputError(
            f"--uncertainty: no point of '{uncertainty.folder}' has values of the needs met; "
            f"'resume {uncertainty.folder}' does the runs that are missing or failed."
        )
    above_zero = Threshold(ACCESS, float(np.nextafter(0.0, 1.0)))
    row = satisficing({ACCESS: gained.to_frame(leading)}, [above_zero]).iloc[0]
    outcomes = outcomes_by_policy(uncertainty, ACCESS).drop(columns=BASELINE)
    compared = [policy["name"] for policy in study.policies]
    means = outcomes[[name for name in outcomes.columns if name in compared]].dropna().mean()
    return Worlds(
        study=str(uncertainty.manifest["study"]),
        points=len(known),
        factors=given.shape[1],
        share=Interval(float(row["share"]), float(row["low"]), float(row["high"])),
        rank=1 + int((means > means[leading]).sum()),
        policies=len(means),
        influence=influence(given, gained),
    )


def _ranking(uncertainty: Study) -> Ranking:
    if ACCESS not in asked_outputs(uncertainty):
        raise InputError(
            f"--uncertainty: '{uncertainty.folder}' did not ask for '{ACCESS}'; run 'sensitivity' "
            f"with --output {ACCESS}."
        )
    # The library of the indices is slow to load, and few briefs need it.
    from experiments.indices import index_names  # noqa: PLC0415
    from experiments.sensitivity_study import analysed  # noqa: PLC0415

    found = analysed(uncertainty)
    table = found.indices.table
    first = index_names(found.sampling)[0]
    rows = table[(table["output"] == ACCESS) & (table["index"] == first)].dropna(subset="value")
    if rows.empty:
        raise InputError(
            f"--uncertainty: '{uncertainty.folder}' has no indices of '{ACCESS}'; "
            f"'status {uncertainty.folder}' tells which runs are missing."
        )
    return Ranking(str(uncertainty.manifest["study"]), len(rows), _largest(rows))


def _largest(rows: pd.DataFrame) -> tuple[str, ...]:
    ordered = rows.sort_values("value", ascending=False, kind="stable")["factor"]
    return tuple(str(name) for name in ordered[:_MOST_NAMED])
