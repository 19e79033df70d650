"""The command ``brief``: two pages for those who decide, from what a study's folder holds."""

import shlex
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, get_args

from experiments.brief.facts import facts_of
from experiments.brief.pdf import two_pages, why_not
from experiments.brief.reading import brief_of
from experiments.brief.rendering import Fit, Rendering
from experiments.calling import with_extra
from experiments.commands.study import Request
from experiments.commands.telling import print_json
from experiments.figures.findings import Findings
from experiments.files import write_text, write_whole
from experiments.store import Study
from experiments.words import Language

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language.__value__)
_PANGO: Final = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def brief(folder: Path, uncertainty: Path | None, options: Mapping[str, Any]) -> int:
    """Write the brief of a study, in one language, into its folder, and list the files.

    ``uncertainty``: the folder of a study of what is not known. Returns the exit code: 0 also
    where only the page can be written; a sentence on stderr then says how to get the PDF. Raises
    InputError, before anything is written, if the folder holds no comparison with the status quo,
    no finished pair of runs, or cannot be written.
    """
    request = Request(**options)
    study = Study.open(folder)
    unknown = None if uncertainty is None else Study.open(uncertainty)
    paths = write_briefs(study, [request.language], unknown)
    if request.as_json:
        print_json({"study": str(folder), "files": [str(path) for path in paths]})
    else:
        print(*paths, sep="\n")  # noqa: T201
    missing = how_to_get_pdf(folder, request.language)
    if missing:
        print(missing, file=sys.stderr)  # noqa: T201
    return 0


def write_briefs(
    study: Study,
    languages: Sequence[Language],
    uncertainty: Study | None = None,
    *,
    pdf: bool | None = None,
) -> list[Path]:
    """Write the brief of a study in some languages and return the files, in its folder.

    ``brief.<language>.html`` always, and ``brief.<language>.pdf`` beside it where WeasyPrint and
    Pango are there or, with ``pdf`` false, not. Raises InputError as ``facts_of`` and ``brief_of``
    do, and if the folder refuses.
    """
    facts = facts_of(study)
    briefs = [brief_of(facts, language, uncertainty) for language in languages]
    findings = Findings(study)
    printed = not why_not() if pdf is None else pdf
    paths = []
    for one in briefs:
        rendering = Rendering(one, findings)
        stem = study.folder / f"brief.{one.language}"
        fit, content = Fit(), None
        if printed:
            content, measured = two_pages(rendering.html, len(one.options.rows))
            fit = measured.for_browsers()
        paths.append(stem.with_name(f"{stem.name}.html"))
        write_text(paths[-1], rendering.html(fit))
        if content is not None:
            paths.append(stem.with_name(f"{stem.name}.pdf"))
            write_whole(paths[-1], partial(_fill, content))
    return paths


def _fill(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def how_to_get_pdf(folder: Path, language: Language) -> str:
    """Return one sentence on how to get the PDF where it cannot be written; empty where it can."""
    reason = why_not()
    if not reason:
        return ""
    command = f"brief {shlex.quote(str(folder))} --lang {language}"
    return (
        f"The brief is written as a page only, because {reason}; for the PDF, "
        f"{with_extra('pdf', command)} (on Debian, Pango is in: {_PANGO})."
    )
