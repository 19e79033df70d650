"""What the shell offers for the values of options: names of policies, parameters and studies.

All is read from names of files and from the text of sources, because a shell asks at every press of
the Tab key, and importing the model takes longer than anybody waits.
"""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem

MODEL: Final = Path(__file__).resolve().parent.parent / "model"
RESULTS: Final = Path("results")
_FILE: Final = "file"
_FOLDER: Final = "dir"


def policies(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the policies, joined ones too (``a+b``), that begin so, else files."""
    joined, plus, begun = incomplete.rpartition("+")
    names = [*_stems(MODEL / "policies"), *([] if plus else ["all"])]
    return _matching((f"{joined}{plus}{name}" for name in names), f"{joined}{plus}{begun}", _FILE)


def regions(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the regions that begin so, else files."""
    return _matching(_stems(MODEL / "regions"), incomplete, _FILE)


def parameters(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the paths of parameters that begin so."""
    return _matching(paths(), incomplete)


def varied(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return what ``--vary`` takes: paths, whole sections, and all uncertainties."""
    known = tuple(paths())
    sections = dict.fromkeys(f"{path.partition('.')[0]}.*" for path in known)
    return _matching(("uncertainties", *sections, *known), incomplete)


def studies(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the folders of studies in ``results/`` that begin so, else all folders."""
    manifests = sorted(RESULTS.glob("*/manifest.json"))
    return _matching((str(path.parent) for path in manifests), incomplete, _FOLDER)


def paths() -> Iterator[str]:
    """Yield the path of every parameter, in the order in which ``Scenario`` declares them."""
    scenario = MODEL / "scenario.py"
    known = _imported(_parsed(scenario))
    for section, kind in _fields(scenario, "Scenario").items():
        yield from (f"{section}.{name}" for name in _fields(known[kind], kind))


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imported(module: ast.Module) -> dict[str, Path]:
    """Return the file of the model that each imported name comes from."""
    return {
        name.name: MODEL.parent.joinpath(*statement.module.split(".")).with_suffix(".py")
        for statement in module.body
        if isinstance(statement, ast.ImportFrom) and (statement.module or "").startswith("model.")
        for name in statement.names
        if statement.module
    }


def _fields(path: Path, name: str) -> dict[str, str]:
    """Return the fields of a class and the names of their types, those of its bases first."""
    module = _parsed(path)
    classes = {one.name: one for one in module.body if isinstance(one, ast.ClassDef)}
    fields: dict[str, str] = {}
    for base in classes[name].bases:
        if isinstance(base, ast.Name):
            place = path if base.id in classes else _imported(module).get(base.id)
            if place is not None:
                fields |= _fields(place, base.id)
    for field in classes[name].body:
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            fields[field.target.id] = ast.unparse(field.annotation)
    return fields


def _stems(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.toml"))


def _matching(
    values: Iterable[str], incomplete: str, otherwise: str | None = None
) -> list[CompletionItem]:
    """Return the values that begin so; where there is none, let the shell offer files."""
    found = [CompletionItem(value) for value in values if value.startswith(incomplete)]
    if found or otherwise is None:
        return found
    return [CompletionItem(incomplete, type=otherwise)]
