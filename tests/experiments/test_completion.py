import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments import completion
from experiments.cli import main
from model.parameter import parameters
from model.policy import policies
from model.scenario import Scenario

ROOT = Path(__file__).parents[2]


def completed(folder: Path, *words: str) -> list[tuple[str, str]]:
    """What a shell is offered for the last word: kind and value."""
    done = subprocess.run(
        [sys.executable, "-c", "from experiments.cli import installed; installed()"],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "_TAPAL_COMPLETE": "zsh_complete",
            "COMP_WORDS": " ".join(("tapal", *words)),
            "COMP_CWORD": str(len(words)),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    return list(zip(lines[0::3], lines[1::3], strict=True))


def values(folder: Path, *words: str) -> list[str]:
    return [value for _, value in completed(folder, *words)]


def test_the_paths_are_those_of_the_scenario() -> None:
    assert list(completion.paths()) == [info.path for info in parameters(Scenario)]


def test_commands_are_completed(tmp_path: Path) -> None:
    assert {"compare", "browse", "policies"} <= set(values(tmp_path, ""))
    assert values(tmp_path, "rer") == ["rerun"]


def test_policies_are_completed_joined_ones_too(tmp_path: Path) -> None:
    assert values(tmp_path, "compare", "--policy", "unit_j") == [
        "unit_jagoi_full",
        "unit_jagoi_low",
    ]
    assert values(tmp_path, "run", "--policy", "clinics+cbc") == ["clinics+cbc_high"]
    every = {"all", *(policy.name for policy in policies())}
    assert set(values(tmp_path, "compare", "--policy", "")) == every


def test_without_a_command_the_options_of_compare_are_completed(tmp_path: Path) -> None:
    assert values(tmp_path, "--policy", "roads") == ["roads_first"]
    assert values(tmp_path, "--repl") == ["--replications"]


def test_files_are_offered_where_no_name_begins_so(tmp_path: Path) -> None:
    assert completed(tmp_path, "compare", "--policy", "my_") == [("file", "my_")]
    assert completed(tmp_path, "status", "elsewhere") == [("dir", "elsewhere")]


def test_parameters_and_regions_are_completed(tmp_path: Path) -> None:
    assert values(tmp_path, "run", "--set", "unit.del") == ["unit.delegation"]
    assert values(tmp_path, "sweep", "--vary", "unc") == ["uncertainties"]
    assert values(tmp_path, "sweep", "--vary", "work.*") == ["work.*"]
    assert values(tmp_path, "run", "--region", "beng") == ["bengkayang"]


@pytest.mark.parametrize(
    "command", ["resume", "rerun", "status", "figures", "brief", "discover", "robustness"]
)
def test_folders_of_studies_are_completed(tmp_path: Path, command: str) -> None:
    for name in ("a", "b"):
        (tmp_path / "results" / name).mkdir(parents=True)
    (tmp_path / "results" / "b" / "manifest.json").touch()
    assert values(tmp_path, command, "res") == ["results/b"]


def test_a_completion_loads_nothing_heavy(tmp_path: Path) -> None:
    script = (
        "import sys\ntry:\n    from experiments.cli import installed; installed()\n"
        "except SystemExit:\n"
        "    heavy = {'numba', 'mesa', 'pandas', 'pydantic', 'numpy', 'rich', 'model'}\n"
        "    sys.exit(bool(heavy & set(sys.modules)))\n"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "_TAPAL_COMPLETE": "bash_complete",
        "COMP_WORDS": "tapal run --set unit.",
        "COMP_CWORD": "3",
    }
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"unit.delegation" in done.stdout


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_scripts_of_shells_are_printed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell], ("tapal",)) == 0
    assert f"_TAPAL_COMPLETE={shell}_complete" in capsys.readouterr().out


def test_in_the_tree_there_is_no_command_to_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == 2
    assert "'uv tool install .'" in capsys.readouterr().err
