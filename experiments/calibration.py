"""Calibration in the open: which numbers are fitted, on which patterns, and how well.

Fitted are the base attractiveness of three papers and the share of adults who hold an identity card
at the start of burn-in, on P-02 (the slope of KTP coverage, with the dated outage of the history
scenario, from its first observed level) and P-03. P-06 and all other patterns stay out; so does the
border, where ``trade.passport_pull`` says how far passports answer to a gate: it is an assumption
with a range, and P-10 is reported beside it.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import least_squares

from experiments.observed import Row, history
from experiments.patterns import calibration_rows
from model.model import simulate
from model.region import Region

# service, field, and the bounds of the search
UNKNOWNS: tuple[tuple[str, str, float, float], ...] = (
    ("ktp", "coverage", 0.2, 0.8),
    ("ktp", "attractiveness", 1.5, 4.5),
    ("birth_certificate", "attractiveness", -3.0, 3.0),
    ("kia", "attractiveness", -3.0, 1.0),
)


class Calibration(NamedTuple):
    """The fitted numbers in the order of ``UNKNOWNS``, and the patterns with them."""

    values: tuple[float, ...]
    rows: tuple[Row, ...]
    evaluations: int


def with_values(region: Region, values: Sequence[float]) -> Region:
    """Return the region with other numbers in the places of ``UNKNOWNS``."""
    services = list(region.services)
    for (name, field, _, _), value in zip(UNKNOWNS, values, strict=True):
        row = region.service_index(name)
        quantity = getattr(services[row], field).model_copy(update={"value": float(value)})
        services[row] = services[row].model_copy(update={field: quantity})
    return region.model_copy(update={"services": tuple(services)})


def calibrate(
    region: Region, seeds: Sequence[int], progress: Callable[[int, float], None] | None = None
) -> Calibration:
    """Fit ``UNKNOWNS`` by least squares of residuals over their tolerances.

    ``seeds`` are the same in every evaluation (common random numbers), which keeps the objective
    smooth enough for differences; ``progress`` hears the number of evaluations and the present
    root mean square residual.
    """
    scenario = history().replaced({"run.months": 98})
    evaluations = 0

    def rows_of(values: Sequence[float]) -> tuple[Row, ...]:
        candidate = with_values(region, values)
        return calibration_rows(candidate, [simulate(candidate, scenario, seed) for seed in seeds])

    def residuals(values: np.ndarray) -> np.ndarray:
        nonlocal evaluations
        evaluations += 1
        misses = np.array(
            [
                (row.simulated - row.target) / row.tolerance
                for row in rows_of(values.tolist())
                if row.target is not None and row.tolerance is not None
            ]
        )
        if progress is not None:
            progress(evaluations, float(np.sqrt(np.mean(misses**2))))
        return misses

    start = [getattr(region.service(name), field).value for name, field, _, _ in UNKNOWNS]
    fit = least_squares(
        residuals,
        start,
        bounds=([low for *_, low, _ in UNKNOWNS], [high for *_, high in UNKNOWNS]),
        diff_step=[0.05] * len(UNKNOWNS),
        x_scale=[0.1, 1.0, 1.0, 1.0],
        max_nfev=12,
    )
    values = tuple(round(float(value), 2) for value in fit.x)
    return Calibration(values, rows_of(values), evaluations)
