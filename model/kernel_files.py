"""Where Numba keeps a compiled kernel of the model: by its module, wherever the sources stand.

Numba's own locator names the place by the full path of the source, so that a wheel would compile
anew what the source tree has compiled. The folder around it is named after all sources
(``model.compilation``), so that the name of the module tells a kernel's file apart.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

_ROOT = Path(__file__).parent.parent


class KernelFiles:
    """The place of one kernel's files, as ``numba.core.caching`` asks for it."""

    def __init__(self, kernel: Callable[..., Any], source: Path) -> None:
        self._line = kernel.__code__.co_firstlineno
        self._module = source.relative_to(_ROOT).with_suffix("").as_posix()

    @classmethod
    def from_function(cls, py_func: Callable[..., Any], py_file: str) -> Self | None:
        """Return the place of a function of the model; None of another, or without a folder."""
        source = Path(py_file)
        if not source.is_relative_to(_ROOT / "model"):
            return None
        found = cls(py_func, source)
        try:
            found.ensure_cache_path()
        except OSError:
            return None
        return found

    def ensure_cache_path(self) -> None:
        """Make the folder; OSError where nothing can be written into it."""
        folder = self.get_cache_path()
        Path(folder).mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()

    def get_cache_path(self) -> str:
        """Return the folder of the kernel's files."""
        return str(Path(os.environ["NUMBA_CACHE_DIR"], self._module))

    def get_source_stamp(self) -> str:
        """Return what must agree for a file to be used: nothing more than the folder's name."""
        return self._module

    def get_disambiguator(self) -> str:
        """Return what tells apart kernels of one name in one module: their lines."""
        return str(self._line)
