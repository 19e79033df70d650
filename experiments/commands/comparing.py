"""What ``compare`` and ``run`` make of their studies."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from experiments.commands.study import Request
from experiments.commands.telling import close, print_json, report_failures
from experiments.compare import COST_PER_EXTRA_DOCUMENT, WHOLE_REGION, comparison
from experiments.complementarity import Interaction, interactions
from experiments.files import write_text
from experiments.report import show_comparison, show_run
from experiments.screen import console
from experiments.store import Study
from experiments.words import words
from model.errors import InputError
from model.indicators import INDICATORS


def conclude_compare(study: Study, request: Request) -> int:
    """Write the tables and figures of a comparison of policies, and print its table.

    Returns the exit code: 0, or 1 if a run failed.
    """
    outcomes = study.outcomes()
    frame, together = comparison(outcomes), interactions(outcomes)
    figures: list[Path] = []
    briefs: list[Path] = []
    if len(frame):
        from experiments.figures import draw_comparison  # noqa: PLC0415

        write_tables(study, frame, together)
        figures = draw_comparison(study, request.language)
        briefs = _write_briefs(study, frame)
    if request.as_json:
        shown = frame if request.by_sub_district else frame[frame["sub_district"] == WHOLE_REGION]
        print_json(
            {
                "study": str(study.folder),
                "figures": [str(path) for path in figures],
                "briefs": [str(path) for path in briefs],
                "comparison": shown.to_dict("records"),
                "interactions": _interaction_table(together).to_dict("records"),
            }
        )
    elif len(frame):
        show_comparison(
            console(),
            study,
            frame,
            together,
            request.language,
            by_sub_district=request.by_sub_district,
        )
        again = [*request.call, "--by-sub-district"]
        told = request.by_sub_district or "compare" not in request.call
        command = [*request.program, "policies"] if told else again
        written = words("written", request.language, folder=study.folder)
        close(request, " ".join([written, *_told(request, study, briefs)]), command)
    return report_failures(request, study)


def conclude_run(study: Study, request: Request) -> int:
    """Print the indicators of one run; return the exit code: 0, or 1 if it failed."""
    outcomes = study.outcomes()
    if len(outcomes):
        outcome = {str(name): float(value) for name, value in outcomes.iloc[0].items()}
        if request.as_json:
            print_json({"study": str(study.folder), "indicators": outcome})
        else:
            show_run(console(), study, outcome, request.language)
            written = words("run_written", request.language, folder=study.folder)
            close(request, written, [*request.program, "compare"])
    return report_failures(request, study)


def _write_briefs(study: Study, frame: pd.DataFrame) -> list[Path]:
    """Write the brief in both languages, where a policy has a finished pair of runs."""
    if not (frame["n"] > 0).any():
        return []
    from experiments.commands.briefing import LANGUAGES, write_briefs  # noqa: PLC0415

    try:
        return write_briefs(study, LANGUAGES)
    except InputError as error:
        # What is already there, tables and figures, is to be told all the same.
        print(f"No brief: {error}", file=sys.stderr)  # noqa: T201
        return []


def _told(request: Request, study: Study, briefs: Sequence[Path]) -> list[str]:
    """Return the sentences on the brief: its files, and how to get the PDF where there is none."""
    if not briefs:
        return []
    from experiments.commands.briefing import how_to_get_pdf  # noqa: PLC0415

    files = ", ".join(path.name for path in briefs)
    told = [words("brief_written", request.language, files=files)]
    missing = how_to_get_pdf(study.folder, request.language)
    return [*told, missing] if missing else told


def write_tables(study: Study, frame: pd.DataFrame, together: Sequence[Interaction]) -> None:
    """Write the comparison, what is beyond the sum of parts, and the indicators, as CSV tables."""
    whole = frame["sub_district"] == WHOLE_REGION
    meaning = [
        (item.name, item.unit, item.label.en, item.label.id, item.formula) for item in INDICATORS
    ]
    meaning.append(
        (
            COST_PER_EXTRA_DOCUMENT,
            "rupiah per document",
            words("cost_per_extra_document", "en"),
            words("cost_per_extra_document", "id"),
            "mean difference of public_cost / mean difference of documents, paired by seed",
        )
    )
    columns = ["indicator", "unit", "label_en", "label_id", "formula"]
    tables = {
        "comparison.csv": frame[whole].drop(columns="sub_district"),
        "comparison_by_sub_district.csv": frame[~whole],
        "indicators.csv": pd.DataFrame(meaning, columns=columns),
    }
    if together:
        tables["interactions.csv"] = _interaction_table(together)
    for name, table in tables.items():
        write_text(study.tables / name, table.to_csv(index=False, lineterminator="\n"))


def _interaction_table(together: Sequence[Interaction]) -> pd.DataFrame:
    """Return a row per joint policy and indicator, with the verdict where there can be one."""
    directions = {item.name: item.direction for item in INDICATORS}
    return pd.DataFrame(
        {
            "together": one.together,
            "indicator": one.indicator,
            "sum_of_parts": one.sum_of_parts,
            "together_effect": one.together_effect,
            "difference": one.difference,
            "low": one.low,
            "high": one.high,
            "verdict": one.verdict(directions.get(one.indicator, 0)),
        }
        for one in together
    )
