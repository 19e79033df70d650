"""What a result needs so that it can be traced: versions, commit, and the identity of a run."""

import hashlib
import platform
import subprocess
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from experiments import __version__
from model.compilation import source_hash

_ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("mesa", "numba", "numpy", "pandas", "pyarrow", "pydantic", "scipy")
_SHORT = 12  # digits of a hash that people read


def digest(parts: Iterable[object]) -> str:
    """Return the SHA-256 of some values, told apart by their order and their text."""
    return hashlib.sha256("\0".join(str(part) for part in parts).encode()).hexdigest()


def run_identity(region_hash: str, scenario_hash: str, seed: int, sources: str) -> str:
    """Return the name under which the result of one run is known for good.

    ``scenario_hash`` covers months and scale (fields of ``run``); ``sources`` is
    ``model.compilation.source_hash()``. Two runs with one identity give the same numbers on one
    machine with one set of versions.
    """
    return digest((region_hash, scenario_hash, seed, sources))


def versions() -> dict[str, str]:
    """Return the versions of Python, Tapal and the packages that the numbers depend on."""
    return {
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "tapal": __version__,
        **{name: version(name) for name in _PACKAGES},
    }


def version_line() -> str:
    """Return the versions of Tapal, of the model's sources (the start of their hash) and Python."""
    model = source_hash()[:_SHORT]
    return f"tapal {__version__}, model {model}, Python {platform.python_version()}"


def git_state(root: Path = _ROOT) -> dict[str, str | bool | None]:
    """Return the commit of the sources and whether files differ from it (None without git)."""
    if not (root / ".git").exists():
        # Installed below a repository of somebody else, whose commit says nothing of our sources.
        return {"commit": None, "dirty": None}
    commit = _git(root, "rev-parse", "HEAD")
    changes = _git(root, "status", "--porcelain")
    return {"commit": commit or None, "dirty": None if changes is None else bool(changes)}


def _git(root: Path, *arguments: str) -> str | None:
    try:
        finished = subprocess.run(
            ["git", "-C", str(root), *arguments],
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return finished.stdout.strip()
