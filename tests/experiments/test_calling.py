import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from experiments import boxes, calling
from experiments.executors import workers
from model.errors import InputError

ROOT = Path(__file__).parents[2]
REQUIRES = (
    "numpy<3,>=2.1",
    "starlette<1,>=0.40; extra == 'browser'",
    "solara-assets<2,>=1.58; extra == 'browser'",
    "distributed<2027,>=2025.1; extra == 'cluster'",
    'weasyprint<71,>=66; python_version >= "3.12" and extra == "pdf"',
)


class Installed:
    """What importlib.metadata tells of an installed Tapal."""

    requires = REQUIRES

    def __init__(self, origin: Mapping[str, object] | None) -> None:
        self.origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return None if self.origin is None else json.dumps(self.origin)


def install(
    monkeypatch: pytest.MonkeyPatch, origin: Mapping[str, object] | None, *others: str
) -> None:
    """Let Tapal be installed from an origin, and beside it these packages only."""

    def distribution(name: str) -> object:
        if name == "tapal":
            return Installed(origin)
        if name in others:
            return object()
        raise calling.PackageNotFoundError

    monkeypatch.setattr(calling, "distribution", distribution)


def test_in_the_tree_uv_runs_the_script() -> None:
    assert calling.program() == ("uv", "run", "run.py")
    assert calling.browse_command() == "uv run --extra browser run.py browse"
    assert calling.with_extra("pdf", "brief x") == (
        "call Tapal with its extra, as in 'uv run --extra pdf run.py brief x'"
    )


def test_a_tree_that_is_linked_into_its_environment_is_still_the_tree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch, {"url": "file:///there", "dir_info": {"editable": True}})
    assert calling.program() == ("uv", "run", "run.py")


def test_installed_it_is_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, None)
    assert calling.program() == ("tapal",)
    assert calling.browse_command() == "tapal browse"
    assert calling.with_extra("pdf", "brief x").endswith("install 'tapal[pdf]'")


@pytest.mark.parametrize(
    ("origin", "place"),
    [
        ({"url": "file:///home/a/tapal", "dir_info": {}}, " @ file:///home/a/tapal"),
        (
            {"url": "https://example.org/tapal", "vcs_info": {"vcs": "git", "commit_id": "1"}},
            " @ git+https://example.org/tapal",
        ),
    ],
)
def test_an_extra_comes_from_where_the_command_came_from(
    monkeypatch: pytest.MonkeyPatch, origin: Mapping[str, object], place: str
) -> None:
    install(monkeypatch, origin)
    assert f"'tapal[cluster]{place}'" in calling.with_extra("cluster", "compare")


def test_an_extra_does_not_drive_out_those_that_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, None, "weasyprint", "starlette")
    assert "'tapal[cluster,pdf]'" in calling.with_extra("cluster", "compare")


def test_a_tool_of_uv_is_told_apart_from_other_environments(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(monkeypatch, None)
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    assert "python -m pip install" in calling.with_extra("pdf", "brief")
    (tmp_path / "uv-receipt.toml").touch()
    assert "uv tool install" in calling.with_extra("pdf", "brief")


def test_every_missing_extra_is_told_in_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, None)
    assert "'tapal[discovery]'" in boxes.missing("PRIM", "ema_workbench")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"'tapal\[cluster\]'"), workers(1, "local"):
        pass


def test_no_other_source_spells_out_how_tapal_is_called() -> None:
    spelled = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "experiments").rglob("*")
        if path.suffix in {".py", ".toml", ".js"}
        and re.search(r"uv run (?!run\.py``)|--extra", path.read_text(encoding="utf-8"))
    }
    assert spelled == {"experiments/calling.py"}
