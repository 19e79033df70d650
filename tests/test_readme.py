"""The README's claims: its Python runs, and its commands exist with the options it names.

So do those of docs/experiments.md, and the studies that both ask for can be settled.
"""

import re
import shlex
from pathlib import Path

import pytest

from experiments.cli import DONE, cli, main
from experiments.commands import asking
from experiments.designs import Design
from experiments.plan import read_plan
from experiments.settling import settle
from model.policy import policies

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXPERIMENTS = (ROOT / "docs" / "experiments.md").read_text(encoding="utf-8").replace("\\\n", "")
CALL = re.compile(r"uv run (?:--extra \w+ )?run\.py( [^`\n#…]*)?")
COMMANDS = sorted(set(CALL.findall(README + EXPERIMENTS)))


def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    code = "\n".join(re.findall(r"```python\n(.*?)```", README, re.DOTALL))
    exec(compile(code, "README.md", "exec"), {})
    met, coverage, poor, _ = capsys.readouterr().out.split("\n", 3)
    assert 0 < float(met) < 100
    assert coverage.startswith("[")
    assert int(poor) > 0


@pytest.mark.parametrize("call", [call.strip() for call in COMMANDS if call.strip()])
def test_a_command_of_the_readme_exists(call: str) -> None:
    name, *arguments = shlex.split(call)
    command = cli.commands[name]
    known = {option for parameter in command.params for option in parameter.opts}
    asked = {argument for argument in arguments if argument.startswith("--")}
    assert asked <= known


STUDIES = [
    call.strip() for call in COMMANDS if call.strip().partition(" ")[0] in {"run", "compare"}
]


@pytest.mark.slow
@pytest.mark.parametrize("call", STUDIES)
def test_a_study_of_the_readme_runs(call: str, tmp_path: Path) -> None:
    small = ["--scale", "0.02", "--months", "12", "--out", str(tmp_path / "study"), "--quiet"]
    if call.startswith("compare"):
        small += ["--replications", "2", "--jobs", "1"]
    assert main([*shlex.split(call), *small]) == DONE


VARYING = [
    call.strip()
    for call in COMMANDS
    if call.strip().partition(" ")[0] in {"sweep", "sensitivity", "study"}
]


@pytest.mark.parametrize("call", VARYING)
def test_a_study_that_varies_factors_can_be_settled(
    call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    designs: list[Design] = []
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(asking, "conduct", lambda design, _: designs.append(design))
    monkeypatch.setattr(asking, "conclude", lambda *_: DONE)
    assert main(shlex.split(call)) == DONE
    assert designs[0].size > 1


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "examples").glob("*.toml")), ids=str)
def test_a_plan_among_the_examples_can_be_settled(path: Path) -> None:
    assert settle(read_plan(path)).size > 1


def test_every_policy_of_the_border_is_in_the_readme() -> None:
    border = {policy.name for policy in policies() if policy.group != "service"}
    assert {name for name in border if f"`{name}`" not in README} == set()


def test_the_first_commands_are_the_main_job_and_the_tests() -> None:
    block = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)[0]
    lines = [line.partition("#")[0].strip() for line in block.splitlines()]
    assert lines == [
        "python -m pip install uv && uv run run.py",
        "uv run --all-extras pytest",
    ]
