"""Figures of a sweep of one factor at a time: each indicator along each factor."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from experiments.designs import keeps
from experiments.factors import Factor
from experiments.figures.design_source import design_source
from experiments.figures.one_at_a_time import draw_one_at_a_time
from experiments.figures.style import house_style
from experiments.figures.subject import Subject
from experiments.names import output_label, output_unit, parameter_infos
from experiments.points import Points
from experiments.store import Study
from experiments.units import parameter_unit
from experiments.words import Language
from model.parameter import Value


def has_curves(points: Points) -> bool:
    """Tell whether every point of a design changes one factor."""
    return all(len(changes) == 1 for changes in points.changes())


def draw_sweep(study: Study, frame: pd.DataFrame, language: Language) -> list[Path]:
    """Draw curves of each indicator under each policy; return the files: PNG, SVG and PDF.

    ``frame``: what ``at_points`` returns. Only sweeps in which every point changes one factor have
    curves. Files are named after the policy, the indicator and the language. Raises InputError if
    the folder cannot be written.
    """
    return list(drawn_sweep(study, frame, language))


def drawn_sweep(study: Study, frame: pd.DataFrame, language: Language) -> Iterator[Path]:
    """Do as ``draw_sweep``, and give each file as soon as it is there."""
    points = study.points()
    if not has_curves(points):
        return
    changed = list(points.changes())
    in_order = _in_order(points.factors, changed)
    infos = parameter_infos()
    with house_style():
        for policy in study.policies:
            own = frame[frame["policy"] == policy["name"]]
            for output in own["indicator"].unique():
                rows = own[own["indicator"] == output].set_index("point")
                table = pd.DataFrame(
                    [
                        (factor, value, *rows.loc[point, ["mean", "low", "high"]])
                        for point, factor, value in in_order
                        if not keeps(policy["kind"], len(study.policies), factor)
                    ],
                    columns=["factor", "value", "mean", "low", "high"],
                )
                sheet = draw_one_at_a_time(
                    table,
                    Subject(
                        language=language,
                        method="one_at_a_time",
                        output=output_label(output, study, language),
                        unit=output_unit(output, language),
                        factors={path: infos[path].label(language) for path in points.paths},
                        source=design_source(study, language),
                        kicker=policy["label"][language],
                    ),
                    {path: parameter_unit(infos[path].unit, language) for path in points.paths},
                    {path: policy["scenario"][path] for path in points.paths},
                )
                if sheet is not None:
                    stem = f"curves.{policy['name']}.{output.replace('@', '-')}.{language}"
                    yield from sheet.save(study.figures, stem)


def _in_order(
    factors: Sequence[Factor], changed: Sequence[Mapping[str, Value]]
) -> list[tuple[int, str, Value]]:
    """Return point, factor and value of each change: numbers as they grow, each value once."""
    first: dict[tuple[str, Value], int] = {}
    for point, changes in enumerate(changed):
        for change in changes.items():
            first.setdefault(change, point)
    found = []
    for factor in factors:
        values = [value for path, value in first if path == factor.path]
        names = factor.levels
        values.sort(key=lambda value: value if factor.ordered else names.index(value))
        found += [(first[factor.path, value], factor.path, value) for value in values]
    return found
