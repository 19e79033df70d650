"""What one visitor may ask of the server, and how much the server keeps."""

import os
from dataclasses import dataclass
from typing import Final

from model.errors import InputError

_PER_CORE: Final = 4


@dataclass(frozen=True)
class Limits:
    """Bounds on questions, waiting visitors, memory and disk.

    They protect a small machine that a class shares; each is a choice of ours and not a finding.

    ``months``, ``replications``: the most that one question may ask.
    ``running``: computations at once; one uses all worker processes, so that each ends soonest.
    ``waiting``: computations, and stories, that may wait behind them.
    ``share``: of the computations that wait, those first asked from one address: whoever asks and
    asks leaves room for others.
    ``unfinished``: jobs of all visitors that have not ended; several can share a computation.
    ``body_bytes``: size of a posted question.
    ``silent_seconds``: a visitor who has not asked about a job for so long is taken as gone.
    ``kept_seconds``: for so long the server knows how a job ended.
    ``kept_jobs``: jobs that have ended and are still known, at most.
    ``memory_bytes``: kept in memory at most, of answers, of parts and of stories each.
    ``disk_bytes``: answers kept on disk.
    """

    months: int = 240
    replications: int = 20
    running: int = 1
    waiting: int = 60
    share: int = 30
    unfinished: int = 500
    body_bytes: int = 64 * 1024
    silent_seconds: float = 60.0
    kept_seconds: float = 300.0
    kept_jobs: int = 2000
    memory_bytes: int = 128 * 1024**2
    disk_bytes: int = 200 * 1024**2


def processes(jobs: int | None) -> int:
    """Return how many worker processes ``--jobs`` asks for; one per core where it says nothing.

    Raises InputError for less than one, and for more than four per core, which is generous: each
    has the model in its memory, and those beyond the cores gain nothing.
    """
    cores = os.cpu_count() or 1
    if jobs is not None and not 1 <= jobs <= _PER_CORE * cores:
        raise InputError(
            f"--jobs: {jobs} is not allowed; give a whole number from 1 to {_PER_CORE * cores}, "
            f"{_PER_CORE} for each core."
        )
    return jobs or cores
