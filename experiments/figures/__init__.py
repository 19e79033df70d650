"""Figures of a comparison: the four aims over time, what papers cost, and where people apply."""

from pathlib import Path

from experiments.figures.access import draw_access
from experiments.figures.aims import draw_aims
from experiments.figures.channels import draw_channels
from experiments.figures.material import Material
from experiments.figures.style import house_style
from experiments.store import Study
from experiments.words import Language

__all__ = ["draw_comparison"]


def draw_comparison(study: Study, language: Language) -> list[Path]:
    """Draw what the policies of a study change, and return the files, PNG and SVG of each figure.

    The files are named after the figure and the language and lie in the study's ``figures``
    folder. Runs that failed are left out. Without a finished pair of runs nothing is drawn.
    Raises InputError if the folder cannot be written.
    """
    material = Material(study, language)
    if not material.alternatives:
        return []
    drawings = {
        "aims_over_time": draw_aims,
        "cost_and_hours": draw_access,
        "where_lodged": draw_channels,
    }
    paths: list[Path] = []
    with house_style():
        for name, draw in drawings.items():
            paths += draw(material).save(study.figures, f"{name}.{language}")
    return paths
