"""Figures of ``discover`` and ``robustness``: where a policy fails, and how robust policies are."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from experiments.boxes import Discovery
from experiments.figures.design_source import design_source
from experiments.figures.discovery import draw_discovery
from experiments.figures.discovery_scatter import draw_scatter
from experiments.figures.discovery_tree import draw_tree
from experiments.figures.robustness import draw_regrets
from experiments.figures.robustness_map import draw_map
from experiments.figures.style import Sheet, house_style
from experiments.figures.terms import Terms
from experiments.names import difference_unit, output_label, output_unit, parameter_infos
from experiments.robustness import Threshold
from experiments.store import Study
from experiments.units import parameter_unit
from experiments.words import Language, decimals_for, number

_AT_LEAST: Final = ("{output} at least {value} {unit}", "{output} sedikitnya {value} {unit}")
_AT_MOST: Final = ("{output} at most {value} {unit}", "{output} paling banyak {value} {unit}")


def draw_failures(
    study: Study,
    found: tuple[Discovery, Discovery, pd.DataFrame],
    given: pd.DataFrame,
    failed: pd.Series,
    *,
    policy: str,
    output: str,
    criterion: str,
    language: Language,
) -> list[Path]:
    """Draw box, scatter and tree of a policy's failures; return the files: PNG, SVG and PDF.

    ``found``: box by PRIM, tree by CART, and the table of ``reproducibility``; ``given`` and
    ``failed`` are what they were found from. Raises InputError if the folder cannot be written.
    """
    box, tree, again = found
    said = criterion[:1].lower() + criterion[1:]
    terms = _terms(study, language)
    with house_style():
        sheets: dict[str, Sheet | None] = {
            "failure_box": draw_discovery(box, policy, said, terms, again),
            "failure_scatter": draw_scatter(box, given, failed, policy, said, terms),
            "failure_tree": draw_tree(tree, policy, said, terms),
        }
        return list(_saved(study, sheets, f"{policy}.{output}", language))


def draw_robustness(
    study: Study,
    lost: pd.DataFrame,
    regrets: Mapping[str, pd.DataFrame],
    shares: Mapping[str, pd.DataFrame],
    *,
    pair: tuple[str, str] | None,
    output: str,
    thresholds: Sequence[Threshold],
    language: Language,
) -> list[Path]:
    """Draw regret by policy, and maps of regret and of satisficing; return the files.

    ``lost``: from ``regret``; ``regrets`` and ``shares``: from ``cells``, by policy, over the two
    factors of ``pair``; empty without a pair, ``shares`` also without thresholds. Regret is not
    drawn where no point has a value of every policy. Raises InputError if the folder cannot be
    written.
    """
    terms = _terms(study, language)
    label = output_label(output, study, language)
    unit = difference_unit(output, language)
    sheets: dict[str, Sheet | None] = {}
    with house_style():
        if len(lost.dropna()):
            sheets["regret"] = draw_regrets(lost, label, unit, terms)
        if pair and regrets and len(lost.dropna()):
            sheets["regret_map"] = draw_map(regrets, "regret", *pair, f"{label}, {unit}", terms)
        if pair and shares:
            asked = "; ".join(_threshold(study, one, language) for one in thresholds)
            sheets["satisficing_map"] = draw_map(shares, "satisficing", *pair, asked, terms)
        return list(_saved(study, sheets, output, language))


def _saved(
    study: Study, sheets: Mapping[str, Sheet | None], about: str, language: Language
) -> Iterator[Path]:
    for name, sheet in sheets.items():
        if sheet is not None:
            yield from sheet.save(study.figures, f"{name}.{about.replace('@', '-')}.{language}")


def _threshold(study: Study, one: Threshold, language: Language) -> str:
    return (_AT_LEAST if one.at_least else _AT_MOST)[language == "id"].format(
        output=output_label(one.indicator, study, language),
        value=number(one.value, language, decimals_for(one.value)),
        unit=output_unit(one.indicator, language),
    )


def _terms(study: Study, language: Language) -> Terms:
    infos, paths = parameter_infos(), study.points().paths
    labels = {path: infos[path].label(language) for path in paths}
    labels |= {policy["name"]: policy["label"][language] for policy in study.policies}
    return Terms(
        language=language,
        labels=labels,
        units={path: parameter_unit(infos[path].unit, language) for path in paths},
        source=design_source(study, language),
    )
