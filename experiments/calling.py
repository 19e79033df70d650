"""How Tapal is called here, and how it gets the packages of an extra.

In the source tree it is ``uv run run.py``, installed (``uv tool install``) it is ``tapal``.
"""

import json
import re
import shlex
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

PROJECT: Final = "tapal"
IN_THE_TREE: Final = ("uv", "run", "run.py")
INSTALLED: Final = ("tapal",)
_REQUIREMENT: Final = re.compile(r"""([\w.-]+).*;.*\bextra\s*==\s*['"]([\w.-]+)['"]""")


def program() -> tuple[str, ...]:
    """Return the words that a command line of Tapal begins with."""
    return IN_THE_TREE if _installed() is None else INSTALLED


def with_extra(extra: str, command: str) -> str:
    """Return how to get an extra for a command: the end of a sentence, without its full stop.

    An installed Tapal keeps the extras that it has.
    """
    found = _installed()
    if found is None:
        return f"call Tapal with its extra, as in 'uv run --extra {extra} run.py {command}'"
    extras = ",".join(sorted({extra, *_complete(found)}))
    wanted = shlex.quote(f"{PROJECT}[{extras}]{_origin(found)}")
    # uv leaves its receipt in the environment of a tool.
    tool = (Path(sys.prefix) / "uv-receipt.toml").exists()
    install = "uv tool install" if tool else "python -m pip install"
    return f"install Tapal with its extra, as in: {install} {wanted}"


def browse_command() -> str:
    """Return the command line that opens the pages, with the extra that they need."""
    return "uv run --extra browser run.py browse" if _installed() is None else "tapal browse"


def _installed() -> Distribution | None:
    try:
        found = distribution(PROJECT)
    except PackageNotFoundError:
        return None
    # uv links the source tree into its own environment: that is the tree, and no installation.
    return None if _direct_url(found).get("dir_info", {}).get("editable") else found


def _origin(found: Distribution) -> str:
    """Return where a distribution was installed from, as a requirement says it."""
    origin = _direct_url(found)
    if "url" not in origin:
        return ""
    system = origin.get("vcs_info", {}).get("vcs")
    return f" @ {f'{system}+' if system else ''}{origin['url']}"


def _direct_url(found: Distribution) -> dict[str, Any]:
    """Return what is recorded of where a distribution came from; nothing if it is an index.

    Source: Python Packaging User Guide, "Recording the Direct URL Origin of installed
    distributions" (direct_url.json).
    """
    return dict(json.loads(found.read_text("direct_url.json") or "{}"))


def _complete(found: Distribution) -> Iterator[str]:
    """Yield the extras of a distribution whose packages are all installed."""
    packages: dict[str, list[str]] = {}
    for requirement in found.requires or ():
        if match := _REQUIREMENT.match(requirement):
            packages.setdefault(match[2], []).append(match[1])
    for extra, names in packages.items():
        if all(map(_is_there, names)):
            yield extra


def _is_there(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
