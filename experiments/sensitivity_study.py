"""A study of sensitivity with all that was computed of it."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from experiments.factor_reading import read_groups
from experiments.factors import Array
from experiments.noise import Noise, share_of_noise
from experiments.outputs import asked_outputs, means, output_tables
from experiments.plan import plan_from
from experiments.points import Points
from experiments.sampling import Sampling
from experiments.sensitivity import Indices, analyse, converging
from experiments.settling import sampling_of
from experiments.store import Study


class Analysed(NamedTuple):
    """A study of sensitivity and all that was computed of it."""

    sampling: Sampling
    points: Points
    groups: tuple[str, ...] | None
    outputs: Mapping[str, Array]  # float64[points], means over the seeds
    indices: Indices
    noise: Mapping[str, Noise]
    convergence: Mapping[str, pd.DataFrame]


def analysed(study: Study) -> Analysed:
    """Return the indices of a finished study, with the share of chance and how they converge."""
    plan = plan_from(study.manifest["plan"])
    sampling, points = sampling_of(plan), study.points()
    groups = read_groups(plan.group, points.factors)
    names = asked_outputs(study)
    tables = output_tables(study, names)
    seeds = len(study.manifest["seeds"])
    outputs = {name: means(table, seeds) for name, table in tables.items()}
    replicated = list(study.manifest["replicated"]) or slice(None)
    places = np.column_stack(
        [factor.places(unit) for factor, unit in zip(points.factors, points.unit.T, strict=True)]
    )
    return Analysed(
        sampling=sampling,
        points=points,
        groups=groups,
        outputs=outputs,
        indices=analyse(sampling, points.paths, groups, points.unit, outputs, places=places),
        noise={name: share_of_noise(table[replicated], seeds) for name, table in tables.items()},
        convergence={
            name: converging(sampling, points.paths, groups, points.unit, output, places=places)
            for name, output in outputs.items()
        },
    )


def of_differences(study: Study) -> bool:
    """Tell whether the indices of a study with a unit are differences of its outputs.

    Elementary effects are, and so is everything of the effect of a policy.
    """
    plan = study.manifest["plan"]
    return bool(plan.get("effect")) or plan["method"] == "morris"
