"""The command ``export``: the comparison page as one file that opens without a server."""

from collections.abc import Sequence
from pathlib import Path

from experiments.browser import answering, export
from experiments.browser.extra import demand_extra
from experiments.browser.limits import Limits, processes
from experiments.browser.question_reading import Problems
from experiments.executors import local_executor
from experiments.files import write_text
from experiments.progress import reporter
from experiments.words import Language, number, words
from model.compilation import is_compiled, mark_compiled
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
    problems = Problems()
    number_of_workers = problems.checked(lambda: processes(jobs))
    if path.suffix != ".html":
        problems.add(f"--out: '{path}' is no page; give a file whose name ends in .html.")
    wanted = [one.strip() for name in names for one in name.split(",") if one.strip()]
    if names and not wanted:
        problems.add("--policies: names no policy; leave it out for all.")
    world = problems.checked(lambda: parse_assignments(assignments))
    asked = problems.checked(
        lambda: export.questions(
            wanted or [policy.name for policy in policies() if policy.kind == "policy"],
            {"world": world, **numbers},
            Limits(),
        )
    )
    problems.tell()
    assert number_of_workers is not None
    assert asked is not None
    with reporter(quiet=quiet) as shown:
        if not is_compiled():
            shown.say("Compiling the model once (about a minute); later starts are quick.")
            answering.warm()
            mark_compiled()
        with local_executor(number_of_workers) as executor:
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
