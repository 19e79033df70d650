"""The wheel: all that the code reads is in it, and it works where there is no source tree.

That it also runs the model there is tried by .ci/run, which installs it as a tool.
"""

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from experiments import __version__
from experiments.odd import render_odd
from model.policy import policies

ROOT = Path(__file__).parents[1]
PACKAGES = ("experiments", "model")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the tree, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the content of the wheel, where nobody may write."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    return folder


def tapal(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Call the installed command in a folder."""
    begin = "from experiments.cli import installed; installed()"
    return subprocess.run(
        [sys.executable, "-c", begin, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def content(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def files_of_the_tree() -> set[str]:
    return {
        f"{package}/{name}"
        for package in PACKAGES
        for name in content(ROOT / package)
        if "__pycache__" not in name and not name.endswith(".pyc")
    }


def test_the_wheel_holds_every_file_of_the_packages_and_no_other(installed: Path) -> None:
    held = content(installed)
    own = {name for name in held if name.partition("/")[0] in PACKAGES}
    assert own == files_of_the_tree()
    assert {name.partition("/")[0] for name in held - own} == {f"tapal-{__version__}.dist-info"}


@pytest.mark.parametrize(
    "pattern",
    [
        "model/regions/*.toml",
        "model/policies/*.toml",
        "experiments/ODD.md.j2",
        "experiments/browser/page/*.js",
        "experiments/browser/*.toml",
        "experiments/browser/live/*.vue",
        "experiments/fonts/*.ttf",
        "experiments/brief/*.j2",
        "experiments/brief/*.css",
    ],
)
def test_what_is_read_beside_the_sources_is_in_the_wheel(installed: Path, pattern: str) -> None:
    assert list(installed.glob(pattern))


def test_the_version_stands_in_one_place_and_is_that_of_the_citation(wheel: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dynamic"] == ["version"]
    assert wheel.name == f"tapal-{__version__}-py3-none-any.whl"
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    assert f"version: {__version__}" in citation


def test_the_wheel_says_what_it_is(installed: Path) -> None:
    metadata = next(installed.glob("*.dist-info/METADATA")).read_text(encoding="utf-8")
    head, _, readme = metadata.partition("\n\n")
    assert "License-Expression: MIT" in head
    assert "Description-Content-Type: text/markdown" in head
    assert readme.startswith("# Tapal")
    assert list(installed.glob("*.dist-info/licenses/LICENSE"))
    assert "tapal = experiments.cli:installed" in next(
        installed.glob("*.dist-info/entry_points.txt")
    ).read_text(encoding="utf-8")


def test_the_installed_command_lists_the_policies(installed: Path, tmp_path: Path) -> None:
    done = tapal(installed, tmp_path, "policies")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(policy.name in done.stdout for policy in policies())
    assert content(tmp_path) == set()


def test_the_installed_command_calls_itself_tapal(installed: Path, tmp_path: Path) -> None:
    assert tapal(installed, tmp_path, "--help").stdout.startswith("Usage: tapal ")
    done = tapal(installed, tmp_path, "status", "nothing")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_the_installed_command_prints_the_script_of_a_shell(
    installed: Path, tmp_path: Path
) -> None:
    done = tapal(installed, tmp_path, "completion", "bash")
    assert (done.returncode, done.stderr) == (0, "")
    assert "_TAPAL_COMPLETE=bash_complete" in done.stdout


def test_the_installed_command_writes_the_odd_into_the_working_folder(
    installed: Path, tmp_path: Path
) -> None:
    done = tapal(installed, tmp_path, "odd")
    assert (done.stdout, done.stderr) == ("ODD.md is written.\n", "")
    assert (tmp_path / "ODD.md").read_text(encoding="utf-8") == render_odd()


@pytest.mark.parametrize("call", ["tree", "wheel"])
def test_the_versions_are_told(call: str, installed: Path, tmp_path: Path) -> None:
    if call == "wheel":
        told = tapal(installed, tmp_path, "--version").stdout
    else:
        told = subprocess.run(
            [sys.executable, ROOT / "run.py", "--version"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    python = ".".join(str(part) for part in sys.version_info[:3])
    start, model, end = told.strip().split(", ")
    assert (start, end) == (f"tapal {__version__}", f"Python {python}")
    assert len(model.removeprefix("model ")) == 12
