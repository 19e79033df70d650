"""What the documents say is true: commands run, Python runs, links and names lead somewhere.

Each command is run small on the real model, once whatever its language. Those that would take
minutes are settled or parsed, each with the reason (``PARSED``, ``SETTLED``). One figure is drawn.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import click
import pytest

import experiments.figures
from experiments import __version__
from experiments.cli import DONE, cli, main
from experiments.commands import asking, briefing
from experiments.designs import Design
from experiments.figures import FIGURES, failures
from experiments.plan import read_plan
from experiments.settling import settle
from model.indicators import INDICATORS
from model.parameter import parameters
from model.policy import policies
from model.scenario import Scenario
from tests.experiments.fake import Outcome

ROOT: Final = Path(__file__).parents[1]
README: Final = ROOT / "README.md"
PAGES: Final = [README, ROOT / "README.id.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINKED: Final = [*PAGES, ROOT / "CHANGELOG.md"]

MAIN_JOB: Final = "the main job"
SETTLED: Final = {
    MAIN_JOB: "hundreds of runs; .ci/run does some of them",
    "sweep": "hundreds of runs",
    "sensitivity": "thousands of runs",
}
PARSED: Final = {
    "benchmark": "measures for minutes",
    "browse": "serves until it is stopped; tests/experiments/browser starts it",
    "calibrate": "fits for minutes",
    "completion": "speaks only where tapal is installed; tests/test_package.py does it",
    "discover": "its libraries load for seconds; tests/experiments/test_studies.py does it",
    "export": "runs at full size; tests/experiments/browser makes files",
    "odd": "writes docs/ODD.md itself; tests/experiments/test_odd.py holds the page against it",
    "patterns": "runs a full decade several times; tests/experiments/test_patterns.py does it",
    "study": "thousands of runs; every plan among the examples is settled below",
}
# Lines of shell that are no command of Tapal, by how they begin, and why nothing runs them here.
ELSEWHERE: Final = {
    "python -m pip install uv && uv run run.py": "a fresh machine; .ci/run begins so",
    "uv run --all-extras pytest": "runs this test",
    "uv sync ": "a fresh machine; .ci/run begins so",
    "uv tool install ": "tests/test_package.py installs the wheel",
    "uv run --extra cluster --with dask-jobqueue python -m docs.examples.": "needs SLURM",
    "podman ": "needs a container engine",
    "mpiexec -n 65 python -m mpi4py.futures -m docs.examples.": "needs MPI",
}


class Page(NamedTuple):
    """A document taken apart: blocks of code by their language, and the text around them."""

    blocks: tuple[tuple[str, str], ...]
    text: str


FENCE: Final = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
SPAN: Final = re.compile(r"`([^`]+)`")
CALL: Final = re.compile(r"(?:uv run (?:--(?:extra \w+|all-extras) )*)?run\.py|tapal(?= |$)")
PLACEHOLDER: Final = re.compile(r"…|\b[A-Z]{3,}\b|^\.\.\.")


@cache
def read(path: Path) -> Page:
    source = path.read_text(encoding="utf-8")
    blocks = tuple((match[2], match[3]) for match in FENCE.finditer(source))
    return Page(blocks, FENCE.sub("", source))


def lines_of_shell(path: Path) -> Iterator[str]:
    for language, block in read(path).blocks:
        if language in {"sh", "bash", "console"}:
            for line in block.replace("\\\n", " ").splitlines():
                command = re.sub(r"(^|\s)#.*", "", line).removeprefix("$ ")
                if command.strip():
                    yield " ".join(command.split())


def calls(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the arguments of each call of Tapal, in blocks and in the text."""
    spans = [" ".join(span.split()) for span in SPAN.findall(read(path).text)]
    for line in [*lines_of_shell(path), *spans]:
        match = CALL.match(line)
        if match and not PLACEHOLDER.search(line):
            yield tuple(shlex.split(line[match.end() :]))


def without(arguments: tuple[str, ...], *options: str) -> tuple[str, ...]:
    kept = list(arguments)
    for option in options:
        while option in kept:
            place = kept.index(option)
            del kept[place : place + 2]
    return tuple(kept)


def small(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is asked, without its size and with one name for each kind of study."""
    sampled = {"discover", "robustness"} & {*arguments}
    kept = without(arguments, *INDIFFERENT)
    folders = [re.sub(r"^results/.*", "sample" if sampled else "study", one) for one in kept]
    if "--uncertainty" in folders:
        folders[folders.index("--uncertainty") + 1] = "sample"
    return tuple(folders)


def command_of(arguments: tuple[str, ...]) -> str:
    """Return the name of the command, or MAIN_JOB for the comparison of all that it compares."""
    first = arguments[0] if arguments else "compare"
    name = "compare" if first.startswith("-") and first != "--version" else first
    return MAIN_JOB if name == "compare" and "--policy" not in arguments else name


# Language, place and size change nothing in what a command has to do, nor does the name of a study.
INDIFFERENT: Final = ("--lang", "--out", "--scale", "--months", "--replications", "--jobs")
ASKED: Final = {arguments for page in PAGES for arguments in calls(page)}
COMMANDS: Final = sorted({small(arguments) for arguments in ASKED} - {()})


def named(*kinds: dict[str, str]) -> list[Any]:
    wanted = {name for kind in kinds for name in kind}
    return [pytest.param(one, id=shlex.join(one)) for one in COMMANDS if command_of(one) in wanted]


RUN: Final = {name: "" for name in ("--version", *cli.commands) if name not in SETTLED | PARSED}


def worked_out(region: Any, scenario: Scenario, seed: int) -> Outcome:
    """A unit gains four points where everybody reconsiders, and none where nobody does."""
    gain = 4 * scenario.behaviour.reconsideration * (scenario.unit.opening_month > 0)
    return Outcome(
        {item.name: 1000 * (seed + gain) for item in INDICATORS} | {"needs_met": gain}, {}
    )


@pytest.fixture(scope="session")
def studies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small comparison, and a sample of what is not known that is worked out."""
    place = tmp_path_factory.mktemp("studies")
    size = ("--scale", "0.02", "--months", "36", "--jobs", "1", "--quiet")
    compared = ("--policy", "unit_jagoi_full", "--policy", "plbn_full", "--replications", "3")
    varied = ("--vary", "behaviour.*", "--method", "latin_hypercube", "--samples", "45")
    sampled = ("--policy", "status_quo", "--policy", "unit_jagoi_full", "--replications", "1")
    with pytest.MonkeyPatch.context() as patch:
        leave(patch)
        assert main(["compare", *compared, *size, "--out", str(place / "study")]) == DONE
        patch.setattr("experiments.commands.study.run_model", worked_out)
        assert main(["sweep", *sampled, *varied, *size, "--out", str(place / "sample")]) == DONE
    return place


def leave(patch: pytest.MonkeyPatch, figures: tuple[str, ...] = (), *, brief: bool = False) -> None:
    """Draw these figures alone and print nothing: how they look is not what is tested here."""
    patch.setattr(experiments.figures, "FIGURES", {name: FIGURES[name] for name in figures})
    patch.setattr(failures, "draw_robustness", lambda *_, **__: [])
    patch.setattr(briefing, "why_not", lambda: "nothing is printed here")
    if not brief:
        patch.setattr(briefing, "write_briefs", lambda *_, **__: [])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the project's documents and model in it."""
    for name in ("docs", "model"):
        (tmp_path / name).symlink_to(ROOT / name)
    own = {
        "my_policy.toml": "policies/mobile_only.toml",
        "my_region.toml": "regions/bengkayang.toml",
    }
    for name, like in own.items():
        (tmp_path / name).write_bytes((ROOT / "model" / like).read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("arguments", named(RUN))
def test_a_command_runs(
    arguments: tuple[str, ...], desk: Path, studies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = command_of(arguments)
    leave(monkeypatch, ("aims_over_time",) if name == "figures" else (), brief=name == "brief")
    for kind in ("study", "sample"):
        (desk / kind).symlink_to(studies / kind)
    size = {
        "run": ("--scale", "0.02", "--months", "12", "--quiet", "--out", "one"),
        "compare": (
            *("--scale", "0.02", "--months", "12", "--quiet", "--out", "one"),
            *("--replications", "2", "--jobs", "1"),
        ),
        "rerun": ("--quiet", "--jobs", "1", "--out", "again"),
        "resume": ("--quiet", "--jobs", "1"),
    }
    assert main([*arguments, *size.get(name, ())]) == DONE


@pytest.mark.parametrize("arguments", named(SETTLED))
def test_a_large_study_can_be_settled(
    arguments: tuple[str, ...], desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    designs: list[Design] = []
    monkeypatch.setattr(asking, "conduct", lambda design, _: designs.append(design))
    monkeypatch.setattr(asking, "conclude", lambda *_: DONE)
    fewer = ("--samples", "2") if {"--samples", "sensitivity"} & {*arguments} else ()
    assert main([*without(arguments, "--samples"), *fewer]) == DONE
    assert designs[0].size > 1


@pytest.mark.parametrize("arguments", named(PARSED))
def test_a_command_that_is_not_run_has_its_options(arguments: tuple[str, ...]) -> None:
    command = cli.commands[arguments[0]]
    with command.make_context(arguments[0], list(arguments[1:])) as context:
        assert isinstance(context, click.Context)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_line_of_shell_is_tapal_or_has_a_reason_not_to_be_run(path: Path) -> None:
    others = [line for line in lines_of_shell(path) if not CALL.match(line)]
    assert [line for line in others if not line.startswith(tuple(ELSEWHERE))] == []


def test_every_command_of_tapal_is_named_in_the_documents() -> None:
    assert {command_of(arguments) for arguments in ASKED} >= set(cli.commands)


PLANS: Final = [
    path
    for path in sorted((ROOT / "docs" / "examples").rglob("*.toml"))
    if path.read_text(encoding="utf-8").partition("command = ")[1]
]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_a_plan_among_the_examples_can_be_settled(path: Path) -> None:
    plan = read_plan(path)
    assert settle(replace(plan, samples=plan.samples and 2)).size > 1


def python_of(path: Path) -> str:
    return "\n".join(block for language, block in read(path).blocks if language == "python")


WITH_PYTHON: Final = {python_of(path): path for path in PAGES[1:] if python_of(path)}


@pytest.mark.parametrize("path", WITH_PYTHON.values(), ids=lambda path: path.name)
def test_the_python_of_a_document_runs(path: Path, desk: Path) -> None:
    exec(compile(python_of(path), path.name, "exec"), {"__name__": path.stem})


def test_the_python_of_the_readme_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(python_of(README), README.name, "exec"), {})
    met, coverage, poor, _ = capsys.readouterr().out.split("\n", 3)
    assert 0 < float(met) < 100
    assert coverage.startswith("[")
    assert int(poor) > 0


LINK: Final = re.compile(r"\]\(<?([^)\s>]+)>?\)")
HEADING: Final = re.compile(r"^#{1,6} (.+?) *#*$", re.MULTILINE)


def links(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the file and the anchor of each link that stays within the project."""
    text = re.sub(r"``[^`]+``|`[^`]+`", "", read(path).text)
    for target in LINK.findall(text):
        if not re.match(r"[a-z]+:", target):
            name, _, anchor = target.partition("#")
            yield ((path.parent / name).resolve() if name else path), anchor


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub makes of the headings."""
    plain = (
        re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(read(path).text)
    )
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("path", LINKED, ids=lambda path: path.name)
def test_links_and_pictures_lead_somewhere(path: Path) -> None:
    missing = [
        f"{target}#{anchor}"
        for target, anchor in links(path)
        if not target.exists() or (anchor and anchor not in anchors(target))
    ]
    assert missing == []


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [README]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        if page.suffix == ".md":
            waiting += {target for target, _ in links(page) if target.is_file()} - reached
    documents = {*PAGES, *(ROOT / "docs" / "notebooks").glob("*.ipynb")}
    assert documents - reached == set()


PARAMETERS: Final = {parameter.path for parameter in parameters(Scenario)}
SECTIONS: Final = {path.partition(".")[0] for path in PARAMETERS}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_parameter_that_a_document_names_exists(path: Path) -> None:
    written = {span for span in SPAN.findall(read(path).text) if re.fullmatch(r"\w+\.\w+", span)}
    assert {one for one in written if one.partition(".")[0] in SECTIONS} - PARAMETERS == set()


def test_every_policy_is_in_the_list_of_policies() -> None:
    text = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
    assert {policy.name for policy in policies() if f"`{policy.name}`" not in text} == set()


def test_the_first_commands_are_the_main_job_and_the_tests() -> None:
    for path in PAGES[:2]:
        assert [*lines_of_shell(path)][:2] == [*ELSEWHERE][:2]


def test_both_readmes_name_the_same_commands() -> None:
    english, indonesian = ({small(call) for call in calls(path)} for path in PAGES[:2])
    assert english == indonesian


def test_the_version_to_cite_is_the_version_of_the_program() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {__version__}\n" in citation
    assert f"version = {{{__version__}}}" in (ROOT / "docs" / "citing.md").read_text("utf-8")
