"""The README's claims: its Python runs, and its commands exist with the options it names."""

import re
import shlex
from pathlib import Path

import pytest

from experiments.cli import DONE, cli, main
from model.policy import policies

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"uv run run\.py( [^`\n#]*)?", README)))


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
