"""Answers kept on disk, and what was used last kept in memory; both bounded, the oldest go first.

An answer is bytes (packed JSON) under the key of its question, which covers all that it depends on,
so that an answer of other sources is never found; in time its file makes room for others.
"""

import gzip
import logging
import os
import threading
import zlib
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from experiments.files import write_whole
from model.errors import InputError

_LOG: Final = logging.getLogger(__name__)
_SUFFIX: Final = ".json.gz"


def cache_folder() -> Path:
    """Return the user's folder for answers."""
    chosen = os.environ.get("TAPAL_CACHE_DIR")
    return (Path(chosen) if chosen else user_cache_path("tapal", False)) / "browser"


class Memory:
    """The values used last, at most ``size`` bytes of them; safe in threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._used = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> bytes | None:
        """Return a value, or None where it is not kept (any more)."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def put(self, key: str, value: bytes) -> None:
        """Keep a value, in place of what was used longest ago."""
        with self._lock:
            self._used += len(value) - len(self._kept.pop(key, b""))
            self._kept[key] = value
            while self._used > self._size:
                self._used -= len(self._kept.popitem(last=False)[1])


class Answers:
    """Packed answers by key, on disk (at most ``disk_bytes``) and the last ones in memory.

    Those that were used longest ago make room. A key is part of the name of a file: letters,
    digits, ``-`` and ``_`` only, as the caller has checked.
    """

    def __init__(self, folder: Path, memory_bytes: int, disk_bytes: int) -> None:
        self._folder = folder
        self._memory = Memory(memory_bytes)
        self._disk_bytes = disk_bytes

    def get(self, key: str) -> bytes | None:
        """Return the packed answer, or None where there is none; a damaged file is deleted."""
        kept = self._memory.get(key)
        if kept is not None:
            return kept
        path = self._path(key)
        try:
            packed = path.read_bytes()
        except OSError:
            return None
        if not _is_whole(packed):
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)
        self._memory.put(key, packed)
        return packed

    def put(self, key: str, packed: bytes) -> None:
        """Keep a packed answer; a disk that refuses is told of in the log and does no harm."""
        self._memory.put(key, packed)
        try:
            write_whole(self._path(key), lambda temporary: temporary.write_bytes(packed))
            self._trim()
        except (InputError, OSError) as error:
            _LOG.warning("An answer is kept in memory only: %s", error)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_SUFFIX}"

    def _trim(self) -> None:
        files = [(path.stat(), path) for path in self._folder.glob(f"*{_SUFFIX}")]
        used = sum(found.st_size for found, _ in files)
        for found, path in sorted(files, key=lambda file: file[0].st_mtime_ns):
            if used <= self._disk_bytes:
                return
            path.unlink(missing_ok=True)
            used -= found.st_size


def _is_whole(packed: bytes) -> bool:
    try:
        return bool(gzip.decompress(packed))
    except (OSError, EOFError, zlib.error):
        return False
