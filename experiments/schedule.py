"""The schedule of a month and the texts of its submodels, read from the model's sources."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_MODEL = Path(__file__).resolve().parent.parent / "model"
_SUBMODELS = _MODEL / "submodels"
_SCHEDULE = _MODEL / "model.py"


class Submodel(NamedTuple):
    """One submodel: its name, the title and text of its docstring, the equations it states."""

    name: str
    title: str
    text: str
    equations: tuple[int, ...]


def schedule() -> tuple[str, ...]:
    """Return the names of the submodels in the order in which ``BorderModel.step`` calls them.

    A submodel is called by the name of its file, in the step or in a method that the step calls.
    """
    built = {path.stem for path in _SUBMODELS.glob("*.py")}
    module = ast.parse(_SCHEDULE.read_text(encoding="utf-8"))
    methods = {
        node.name: node
        for statement in module.body
        if isinstance(statement, ast.ClassDef) and statement.name == "BorderModel"
        for node in statement.body
        if isinstance(node, ast.FunctionDef)
    }
    return tuple(name for name in _called(methods["step"], methods) if name in built)


def _called(method: ast.FunctionDef, methods: dict[str, ast.FunctionDef]) -> Iterator[str]:
    calls = [node for node in ast.walk(method) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        match call.func:
            case ast.Name(id=name):
                yield name
            case ast.Attribute(value=ast.Name(id="self"), attr=name) if name in methods:
                yield from _called(methods[name], methods)


def submodels() -> tuple[Submodel, ...]:
    """Return the submodels in the order of the schedule."""
    return tuple(_submodel(name) for name in schedule())


def _submodel(name: str) -> Submodel:
    source = (_SUBMODELS / f"{name}.py").read_text(encoding="utf-8")
    headline, _, text = (ast.get_docstring(ast.parse(source)) or "").partition("\n\n")
    title, _, subtitle = headline.replace("\n", " ").partition(": ")
    subtitle = subtitle[:1].upper() + subtitle[1:]
    named = re.findall(r"\(equations?\s+([^)]*)\)", text)
    equations = {
        int(digits) for part in named for digits in re.findall(r"\d+", part.split("loop")[0])
    }
    return Submodel(name, title, f"{subtitle}\n\n{text}", tuple(sorted(equations)))
