"""The command ``figures``: all figures of a study drawn anew, from what its folder holds."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.commands import discovering
from experiments.commands.study import Request
from experiments.commands.telling import print_json
from experiments.files import reason
from experiments.outputs import asked_outputs
from experiments.robustness import Threshold
from experiments.sensitivity_study import analysed
from experiments.store import Study
from experiments.sweeping import at_points
from experiments.words import Language
from model.errors import InputError

_REGRET = "regret."
_BOX = "box."


def figures(folder: Path, options: Mapping[str, Any]) -> int:
    """Draw the figures of a study anew from its stored results, and list the files.

    Figures of ``robustness`` are drawn for each indicator that it was asked about, with its last
    thresholds; those of ``discover`` need its threshold and are drawn by it alone. Returns the
    exit code. Raises InputError if the folder is no study or holds nothing to draw.
    """
    study, request = Study.open(folder), Request(**options)
    # The libraries that draw take seconds to load.
    print(f"Drawing the figures of '{folder}'.", file=sys.stderr, flush=True)  # noqa: T201
    paths = []
    for path in _drawn(study, request.language):
        paths.append(path)
        # A file after the other is the progress.
        if not request.as_json:
            print(path, flush=True)  # noqa: T201
    if not paths:
        raise InputError(_nothing(study))
    if request.as_json:
        print_json({"study": str(folder), "figures": [str(path) for path in paths]})
    if any(study.tables.glob(f"{_BOX}*.csv")):
        print(  # noqa: T201
            f"The figures of 'discover' in '{study.figures}' are as they were: 'discover {folder}' "
            "with its threshold draws them anew.",
            file=sys.stderr,
        )
    return 0


def _drawn(study: Study, language: Language) -> Iterator[Path]:
    if study.outcomes().empty:
        raise InputError(
            f"No run of '{study.folder}' is done; 'resume {study.folder}' does those that are "
            "missing or failed."
        )
    match study.command:
        case "compare":
            from experiments.figures import drawn_comparison  # noqa: PLC0415

            yield from drawn_comparison(study, language)
        case "sweep":
            from experiments.figures.sweep import drawn_sweep, has_curves  # noqa: PLC0415

            if has_curves(study.points()):
                frame = at_points(study, list(asked_outputs(study)))
                yield from drawn_sweep(study, frame, language)
            yield from _robustness(study, language)
        case "sensitivity":
            yield from _sensitivity(study, language)
            yield from _robustness(study, language)


def _sensitivity(study: Study, language: Language) -> Iterator[Path]:
    from experiments.figures.sensitivity import drawn_sensitivity  # noqa: PLC0415

    found = analysed(study)
    if found.indices.table["value"].notna().any():
        yield from drawn_sensitivity(study, found, language)


def _robustness(study: Study, language: Language) -> Iterator[Path]:
    """Ask anew what ``robustness`` was asked, as its tables tell; it draws."""
    for table in sorted(study.tables.glob(f"{_REGRET}*.csv")):
        output = table.stem.removeprefix(_REGRET)
        yield from discovering.held_against(study, language, output, _thresholds(study)).figures


def _thresholds(study: Study) -> list[Threshold]:
    """Return the thresholds that ``robustness`` was last asked."""
    path = study.tables / discovering.SATISFICING
    if not path.exists():
        return []
    try:
        asked = pd.read_csv(path).drop_duplicates(["indicator", "at_least", "at_most"])
        return [
            Threshold(str(row["indicator"]), float(row[side]), at_least=side == "at_least")
            for side in ("at_least", "at_most")
            for _, row in asked[asked[side].notna()].iterrows()
        ]
    except (ValueError, KeyError) as error:
        raise InputError(
            f"'{path}' cannot be read ({reason(error)}); ask 'robustness' anew."
        ) from error


def _nothing(study: Study) -> str:
    if study.command == "run":
        return (
            f"'{study.folder}' is a single run, which has no figures; 'compare' draws what a "
            "policy changes."
        )
    if study.command == "sweep":
        return (
            f"'{study.folder}' has no figures to draw: a sweep has curves with --method "
            "one_at_a_time, and figures of 'robustness' or 'discover' once these were asked."
        )
    return f"'{study.folder}' has no figures to draw: none of its results has a value."
