"""Figures of a study of sensitivity: which factors move each output, and how sure that is."""

from collections.abc import Iterator
from pathlib import Path

from experiments.figures.convergence import draw_convergence
from experiments.figures.design_source import design_source
from experiments.figures.indices import draw_indices
from experiments.figures.interactions import draw_interactions
from experiments.figures.screening import draw_screening
from experiments.figures.style import Sheet, house_style
from experiments.figures.subject import Subject
from experiments.indices import index_names
from experiments.names import difference_unit, output_label, output_unit, parameter_label
from experiments.sensitivity_study import Analysed, of_differences
from experiments.store import Study
from experiments.words import Language


def draw_sensitivity(study: Study, found: Analysed, language: Language) -> list[Path]:
    """Draw the indices of each output and their convergence; return the files: PNG, SVG and PDF.

    Files are named after the figure, the output and the language. A figure is left out where its
    indices have no values. Raises InputError if the folder cannot be written.
    """
    return list(drawn_sensitivity(study, found, language))


def drawn_sensitivity(study: Study, found: Analysed, language: Language) -> Iterator[Path]:
    """Do as ``draw_sensitivity``, and give each file as soon as it is there."""
    with house_style():
        for output in found.outputs:
            subject = _subject(study, found, output, language)
            table = found.indices.table[found.indices.table["output"] == output]
            samples = found.sampling.samples
            sheets: dict[str, Sheet | None] = {
                "screening": draw_screening(table, subject, samples)
                if found.sampling.method == "morris"
                else None,
                "indices": draw_indices(table, subject)
                if found.sampling.method != "morris"
                else None,
                "interactions": draw_interactions(table, subject)
                if found.sampling.second_order
                else None,
                "convergence": draw_convergence(
                    found.convergence[output], subject, index_names(found.sampling)[0]
                ),
            }
            for name, sheet in sheets.items():
                if sheet is not None:
                    stem = f"{name}.{output.replace('@', '-')}.{language}"
                    yield from sheet.save(study.figures, stem)


def _subject(study: Study, found: Analysed, output: str, language: Language) -> Subject:
    names = dict.fromkeys(found.groups or found.points.paths)
    effect = bool(study.manifest["plan"].get("effect"))
    studied = study.policies[-1]["label"][language]
    return Subject(
        language=language,
        method=found.sampling.method,
        output=output_label(output, study, language),
        unit=(difference_unit if of_differences(study) else output_unit)(output, language),
        factors={name: parameter_label(name, language) for name in names},
        source=design_source(study, language),
        kicker=_KICKERS[effect][language == "id"].format(policy=studied),
    )


_KICKERS = (
    ("Sensitivity under {policy}", "Kepekaan di bawah {policy}"),
    ("Sensitivity of the effect of {policy}", "Kepekaan dampak {policy}"),
)
