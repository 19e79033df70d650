"""Files that are whole or absent, and what a disk refuses said in a sentence."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from model.errors import InputError

_FULL = {errno.ENOSPC, errno.EDQUOT}


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` fill a temporary file, then give it its name, so that no half file is seen.

    The folder is made if need be. Raises InputError if the disk is full or the folder refuses.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with in_a_sentence(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(temporary)
            with temporary.open("rb+") as handle:
                os.fsync(handle.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 text file, whole or not at all."""
    content = text.encode()
    write_whole(path, lambda temporary: temporary.write_bytes(content))


@contextmanager
def in_a_sentence(folder: Path) -> Iterator[None]:
    """Turn what the system says about a folder into an InputError."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise InputError(
                f"The disk that holds '{folder}' is full; free some space, or choose another "
                "folder with --out."
            ) from error
        raise InputError(
            f"'{folder}' cannot be written ({reason(error)}); choose another folder with --out."
        ) from error


def read_shard(path: Path, columns: list[str] | None = None) -> pa.Table:
    """Read a Parquet shard; InputError with the remedy if it is damaged."""
    try:
        return pq.read_table(path, columns=columns, partitioning=None)
    except (OSError, pa.ArrowException) as error:
        raise InputError(
            f"'{path}' is damaged ({reason(error)}); delete it and give the same command again: "
            "only the runs in it are repeated."
        ) from error


def reason(error: Exception) -> str:
    """Return what went wrong as the short end of a sentence."""
    strerror = getattr(error, "strerror", None)
    text = strerror or str(error) or type(error).__name__
    return text.splitlines()[0].rstrip(".")
