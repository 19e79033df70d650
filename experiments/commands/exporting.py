"""The command ``export``: the comparison page as one file that opens without a server."""

import os
from collections.abc import Sequence
from pathlib import Path

from experiments.browser import answering, export
from experiments.browser.extra import demand_extra
from experiments.browser.limits import Limits
from experiments.browser.question import is_world
from experiments.executors import local_executor
from experiments.files import write_text
from experiments.progress import reporter
from experiments.words import Language, number, words
from model.compilation import is_compiled, mark_compiled
from model.errors import InputError
from model.policy import policies
from model.scenario import parse_assignments


def write_export(
    names: Sequence[str],
    path: Path,
    assignments: Sequence[str],
    numbers: dict[str, int],
    language: Language,
    jobs: int | None,
    *,
    quiet: bool,
) -> int:
    """Write the page with the answers of some policies to a file; return the exit code.

    ``names``: policies, one or several to a text with commas between; all where there are none.
    ``assignments``: what is set in the world that all share, as ``path=value``. ``numbers``:
    months, replications and seed. Raises InputError with everything that is wrong, before
    anything is run or written.
    """
    demand_extra("export")
    problems = (
        [] if jobs is None or jobs >= 1 else [f"--jobs: {jobs} is not allowed; give 1 or more."]
    )
    if path.suffix != ".html":
        problems.append(f"--out: '{path}' is no page; give a file whose name ends in .html.")
    world = parse_assignments(assignments)
    problems += [
        f"{one}: is a lever of policies; --set takes shocks and uncertainties, which all share."
        for one in world
        if not is_world(one)
    ]
    if problems:
        raise InputError(problems)
    wanted = [one.strip() for name in names for one in name.split(",") if one.strip()]
    asked = export.questions(
        wanted or [policy.name for policy in policies() if policy.kind == "policy"],
        {"world": world, **numbers},
        Limits(),
    )
    with reporter(quiet=quiet) as shown:
        if not is_compiled():
            shown.say("Compiling the model once (about a minute); later starts are quick.")
            answering.warm()
            mark_compiled()
        with local_executor(jobs or os.cpu_count() or 1) as executor:
            found = export.answers(
                asked, executor, lambda done, total: shown.advance(done, total, 0)
            )
    text, every = export.page(found, language)
    write_text(path, text)
    size = number(len(text.encode()) / 1e6, language, 2)
    held = ", ".join(str(answer["label"][language]) for answer in found)
    told = [words("exported", language, path=path, policies=held, size=size)]
    if every > 1:
        told.append(words("exported_sparsely", language, every=every))
    print(*told)  # noqa: T201
    return 0
