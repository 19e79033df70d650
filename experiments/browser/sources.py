"""One name for everything that answers depend on beside the question."""

from functools import cache
from pathlib import Path
from typing import Final

from experiments.calling import program
from experiments.provenance import digest, versions

_ROOT: Final = Path(__file__).resolve().parents[2]


@cache
def answering_hash(root: Path = _ROOT) -> str:
    """Return the SHA-256 of all sources, regions, policies and texts, and of the versions.

    Answers hold a command line, which begins with the name of the program.

    The versions are those of Python, NumPy, Numba and the other packages that numbers depend on
    (:func:`experiments.provenance.versions`). Read once: the process runs what it has imported.
    """
    files = sorted(
        path
        for folder in ("model", "experiments")
        for pattern in ("*.py", "*.toml")
        for path in (root / folder).rglob(pattern)
    )
    texts = (part for path in files for part in (path.relative_to(root), path.read_bytes()))
    return digest((*program(), *versions().items(), *texts))
