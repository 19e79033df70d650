"""How the tests are run: modules compiled once for all processes, the longest files first."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
# Files that one process runs: one server and one Chromium for the pages, and the finished runs of
# the whole district only once.
TOGETHER = {
    "the pages": (
        "tests/experiments/browser/live/test_in_browser.py",
        "tests/experiments/browser/test_page_looks.py",
        "tests/experiments/browser/test_page_use.py",
        "tests/experiments/browser/test_page_sharing.py",
        "tests/experiments/browser/test_page_runs.py",
        "tests/experiments/browser/test_page_export.py",
    ),
    "finished runs": ("tests/model/test_patterns.py", "tests/model/test_loops.py"),
}
# Files of ten seconds and more, the longest first: what is begun last should be short.
LONGEST = (
    *TOGETHER["the pages"],
    *TOGETHER["finished runs"],
    "tests/docking/test_docking.py",
    "tests/experiments/test_patterns.py",
    "tests/test_examples.py",
    "tests/test_docs.py",
    "tests/test_notebooks.py",
    "tests/test_package.py",
    "tests/experiments/test_figures_border.py",
    "tests/model/test_model.py",
    "tests/model/test_compilation.py",
    "tests/experiments/commands/test_browsing.py",
    "tests/experiments/test_executors.py",
)


def pytest_configure(config: pytest.Config) -> None:
    # Scores of processes import the model: where Python may not leave bytecode beside the sources,
    # each of them would compile all of it anew.
    if sys.dont_write_bytecode and config.pluginmanager.hasplugin("cacheprovider"):
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        sys.pycache_prefix = str(config.cache.mkdir("bytecode"))
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
        sys.dont_write_bytecode = False
    # Otherwise files with many tests go first, and those with one long test last.
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(file_of(item.nodeid), len(places)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object | None:
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling  # noqa: PLC0415

    groups = {file: name for name, files in TOGETHER.items() for file in files}

    class Together(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = file_of(nodeid)
            return groups.get(file, file)

    return Together(config, log)


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]
