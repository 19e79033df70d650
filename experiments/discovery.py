"""Scenario discovery: the part of the factors' space in which a policy fails.

PRIM (Friedman and Fisher 1999, "Bump hunting in high-dimensional data", Statistics and Computing
9) peels off, a little at a time, the slice of a box whose loss leaves it densest in points of
interest; each step is a box, from all points to a small pure one, and the reader chooses between
coverage and density. CART is in ``experiments.trees``. Quasi p-values and the test on halves are
those of Bryant and Lempert 2010, "Thinking inside the box", Technological Forecasting and Social
Change 77.
"""

import math
import warnings
from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.boxes import MASS, Box, Cases, Discovery, missing, prepared
from model.errors import InputError

PEEL: Final = 0.05
# A factor's limits are kept if chance would do as well less often than this, over all factors.
SIGNIFICANT: Final = 0.05


def failing(gain: pd.Series, threshold: float, *, below: bool = True) -> pd.Series:
    """Tell at which points a gain falls below a threshold, or rises above it; missing if unknown.

    ``gain`` is in its own unit, with any index; the result is of pandas' type ``boolean``.
    """
    verdict = gain < threshold if below else gain > threshold
    return verdict.astype("boolean").mask(gain.isna())


def prim(
    inputs: pd.DataFrame,
    of_interest: pd.Series,
    *,
    peel_alpha: float = PEEL,
    mass_min: float = MASS,
) -> Discovery:
    """Return the boxes that PRIM peels, from all points to the densest, by ema-workbench.

    ``inputs``: a row per point, a column per factor (numbers, switches, names); ``of_interest``:
    true, false or missing. ``peel_alpha``: share of a box that a step peels off; ``mass_min``:
    share of all points that a box holds at least. The box chosen has the greatest harmonic mean of
    coverage and density; limits that chance could have set are then taken off one by one, and
    the boxes so made are added at the end: those of factors with a quasi p-value above 0.05 by the
    number of factors (Bonferroni's correction, because PRIM searches all of them). ``trajectory``
    has a row per box: ``step``, ``coverage``, ``density``, ``mass``, ``points``, the number
    ``restricted`` of factors, and ``factors``, their names. Raises InputError where there is too
    little to tell apart.
    """
    cases = prepared(inputs, of_interest)
    found = _peeled(cases, peel_alpha, mass_min)
    boxes = [_step(cases, found, place) for place in range(len(found.box_lims))]
    chosen = int(np.argmax([box.balance for box in boxes]))
    while weak := _weakest(found.p_values[chosen], SIGNIFICANT / len(cases.inputs.columns)):
        found.drop_restriction(weak, chosen)
        chosen = len(boxes)
        boxes.append(_step(cases, found, chosen))
    rows = [
        (place, *box[1:], len(box.limits), ", ".join(box.limits["factor"]))
        for place, box in enumerate(boxes)
    ]
    columns = ["step", "coverage", "density", "mass", "points", "restricted", "factors"]
    return cases.discovery(boxes, pd.DataFrame(rows, columns=columns), chosen)


def reproducibility(
    inputs: pd.DataFrame,
    of_interest: pd.Series,
    box: Box,
    *,
    resamples: int = 10,
    seed: int = 1,
    peel_alpha: float = PEEL,
    mass_min: float = MASS,
) -> pd.DataFrame:
    """Return how often PRIM limits each factor when it sees only half of the points.

    From each random half, the boxes most like ``box`` in coverage and in density are taken.
    Columns: ``factor``, ``by_coverage`` and ``by_density`` (shares of the resamples, 0 to 1), the
    most often limited factor first. A factor of the box that few halves limit is there by chance.
    """
    # The library's own test peels with its default mass, and takes a box that covers all points
    # of interest for the one without limits.
    cases = prepared(inputs, of_interest)
    random = np.random.default_rng(seed)
    counts = pd.DataFrame(0, index=cases.inputs.columns, columns=["by_coverage", "by_density"])
    for _ in range(resamples):
        rows = np.sort(random.choice(len(cases.inputs), len(cases.inputs) // 2, replace=False))
        half = cases._replace(
            inputs=cases.inputs.iloc[rows].reset_index(drop=True),
            of_interest=cases.of_interest[rows],
        )
        found = _peeled(half, peel_alpha, mass_min)
        steps = found.peeling_trajectory
        like = {
            # Of boxes that cover as much, the densest; of boxes as dense, the largest.
            "by_coverage": (steps.coverage - box.coverage).abs()[::-1].idxmin(),
            "by_density": (steps.density - box.density).abs().idxmin(),
        }
        for measure, step in like.items():
            counts.loc[list(found.p_values[step]), measure] += 1
    table = (counts / resamples).rename_axis("factor").reset_index()
    return table.sort_values(["by_density", "by_coverage"], ascending=False, ignore_index=True)


def _peeled(cases: Cases, peel_alpha: float, mass_min: float) -> Any:
    """Return PRIM's box with its trajectory, limits and quasi p-values."""
    # Names enter by their place among the levels: sets of texts have another order in each process.
    inputs = cases.inputs.astype(dict.fromkeys(cases.levels, "category"))
    method = _library()
    with warnings.catch_warnings():
        # ema-workbench 3.0 under pandas 3.1
        warnings.filterwarnings("ignore", message="The inplace keyword in DataFrame.drop")
        return method(
            inputs,
            cases.of_interest,
            peel_alpha=peel_alpha,
            paste_alpha=peel_alpha,
            mass_min=mass_min,
        ).find_box()


def _library() -> Any:
    """Return the PRIM of ema-workbench; its import takes seconds."""
    try:
        with warnings.catch_warnings():
            # What it offers beside PRIM and would need more packages for.
            warnings.filterwarnings("ignore", message="ipyparallel not installed")
            warnings.filterwarnings("ignore", message="altair based interactive inspection")
            from ema_workbench.analysis.prim import Prim  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise InputError(missing("PRIM", "ema-workbench")) from error
    return Prim


def _least(values: list[float]) -> float:
    """Return the least quasi p-value of a factor's limits; the library writes -1 for no limit."""
    return min((value for value in values if value >= 0), default=math.nan)


def _weakest(p_values: dict[str, list[float]], level: float) -> str | None:
    """Return the factor whose limits chance would most easily have set, if it may have."""
    weak = {factor: _least(values) for factor, values in p_values.items()}
    factor = max(weak, key=lambda name: weak[name], default=None)
    return factor if factor is not None and weak[factor] > level else None


def _step(cases: Cases, found: Any, place: int) -> Box:
    """Return one box of the trajectory."""
    ends = found.box_lims[place]
    limits = []
    for factor, values in found.p_values[place].items():
        p_low, p_high = (value if value >= 0 else math.nan for value in values)
        if factor in cases.levels:
            limits.append(cases.choice(factor, ends.loc[0, factor], p_low))
        else:
            low, high = ends[factor]
            limits.append(cases.limit(factor, low, high, p_low, p_high))
    row = found.peeling_trajectory.loc[place]
    return cases.box(limits, int(row.n), int(row.k))
