"""Compiled kernels are cached, and the cache can never be stale.

Numba's own cache notices neither an edited callee nor reordered columns, so the cache lives in a
user folder whose name is a hash of all sources of ``model/`` and of the versions that compile them
(Numba itself tells apart the processors that share a folder).
"""

import hashlib
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent
# The second is Numba's own, for functions of others.
_LOCATORS = "model.kernel_files.KernelFiles,UserProvidedCacheLocator"


def source_hash(package: Path = _PACKAGE) -> str:
    """Return the SHA-256 of every Python source below ``package``, names and contents."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def cache_folder(package: Path = _PACKAGE) -> Path:
    """Return the folder for kernels compiled from the present sources by the present versions."""
    root = Path(os.environ.get("TAPAL_CACHE_DIR") or platformdirs.user_cache_dir("tapal", False))
    key = "-".join(
        [
            source_hash(package),
            platform.python_implementation(),
            platform.python_version(),
            platform.machine(),
            *(version(name) for name in ("numba", "numpy", "llvmlite")),
        ]
    )
    return root / hashlib.sha256(key.encode()).hexdigest()[:20]


def use_cache() -> None:
    """Point Numba to the cache folder; to be called before Numba is imported."""
    folder = str(cache_folder())
    os.environ["NUMBA_CACHE_DIR"] = folder
    os.environ["NUMBA_CACHE_LOCATOR_CLASSES"] = _LOCATORS
    if "numba" in sys.modules:
        sys.modules["numba"].config.CACHE_DIR = folder
        sys.modules["numba"].config.CACHE_LOCATOR_CLASSES = _LOCATORS


def is_compiled() -> bool:
    """Tell whether a whole run has been compiled and cached before from these sources."""
    return (cache_folder() / "complete").exists()


def mark_compiled() -> None:
    """Record that every kernel of a run is in the cache."""
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "complete").touch()
