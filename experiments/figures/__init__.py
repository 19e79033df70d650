"""Figures of a comparison: papers, aims, maps, the border, incomes, and policies together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from experiments.figures.access import draw_access
from experiments.figures.aims import draw_aims
from experiments.figures.channels import draw_channels
from experiments.figures.findings import GROUPS, Findings, Group
from experiments.figures.flows import draw_crossings, draw_trade
from experiments.figures.goods import draw_goods
from experiments.figures.incidence import draw_incidence
from experiments.figures.inspection import draw_inspection
from experiments.figures.material import Material
from experiments.figures.prices import draw_prices
from experiments.figures.sources import draw_sources
from experiments.figures.style import Sheet, house_style
from experiments.figures.together import draw_together
from experiments.figures.village_map import (
    draw_core_papers_map,
    draw_income_map,
    draw_travel_cost_map,
)
from experiments.store import Study
from experiments.words import Language

__all__ = ["FIGURES", "draw_comparison", "drawn_comparison"]

_AT_THE_BORDER: Final[tuple[Group, ...]] = ("border", "together", "history")


class Drawing(NamedTuple):
    """How a figure is drawn, and which groups of policies it concerns."""

    draw: Callable[[Material], Sheet | None]
    groups: Sequence[Group] = GROUPS


FIGURES: Final[Mapping[str, Drawing]] = {
    "aims_over_time": Drawing(draw_aims),
    "cost_and_hours": Drawing(draw_access),
    "map_travel_cost": Drawing(draw_travel_cost_map),
    "map_core_papers": Drawing(draw_core_papers_map),
    "map_income": Drawing(draw_income_map),
    "where_lodged": Drawing(draw_channels),
    "trade_by_channel": Drawing(draw_trade, _AT_THE_BORDER),
    "trade_by_good": Drawing(draw_goods, _AT_THE_BORDER),
    "prices": Drawing(draw_prices, _AT_THE_BORDER),
    "crossings": Drawing(draw_crossings, _AT_THE_BORDER),
    "inspection": Drawing(draw_inspection, _AT_THE_BORDER),
    "income_by_source": Drawing(draw_sources),
    "incidence": Drawing(draw_incidence),
    "alone_and_together": Drawing(draw_together, ("together",)),
}


def draw_comparison(study: Study, language: Language) -> list[Path]:
    """Draw what the policies of a study change, and return the files: PNG, SVG, PDF of each figure.

    The files are named after the figure and the language and lie in the study's ``figures``
    folder. With many policies a figure has a page for each group of them, named after the group
    too. A figure is left out where no policy of the study concerns it, and runs that failed are.
    Raises InputError if the folder cannot be written.
    """
    return list(drawn_comparison(study, language))


def drawn_comparison(study: Study, language: Language) -> Iterator[Path]:
    """Do as ``draw_comparison``, and give each file as soon as it is there."""
    material = Material(Findings(study), language)
    with house_style():
        for name, drawing in FIGURES.items():
            for page in material.pages(drawing.groups):
                sheet = drawing.draw(page)
                if sheet is not None:
                    stem = f"{name}.{page.group}" if page.group else name
                    yield from sheet.save(study.figures, f"{stem}.{language}")
