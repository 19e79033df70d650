"""Answers packed for a file that opens without a server.

All answers of a file share the status quo, and under common random numbers most households fare
the same on both sides: a policy's maps are kept as their difference from it. Where a file would
grow too large, maps are kept for every third or sixth month and held in between; series never.
"""

import base64
import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from model.tables import Array

# In how many months there is one map, from the finest.
SPACINGS: Final = (1, 3, 6)


def embedded(facts: Mapping[str, Any], answers: Sequence[Mapping[str, Any]], every: int) -> bytes:
    """Return facts and answers as packed JSON with maps of every ``every``-th month.

    The answers must share world, months and seeds, and so their status quo, which is not checked.
    ``source-embedded.js`` reads what this writes.
    """
    quo = answers[0]["sides"][0]
    months = answers[0]["question"]["months"]
    frames = {name: _spaced(text, months, every) for name, text in quo["frames"].items()}
    text = json.dumps(
        {
            "facts": facts,
            "every": every,
            "quo": _side(quo, {name: _text(frame) for name, frame in frames.items()}, every),
            "answers": [_with_one_side(answer, frames, every) for answer in answers],
        },
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    )
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def _with_one_side(
    answer: Mapping[str, Any], quo: Mapping[str, Array], every: int
) -> dict[str, Any]:
    side, months = answer["sides"][1], answer["question"]["months"]
    frames = {
        name: _text(_spaced(text, months, every) ^ quo[name])
        for name, text in side["frames"].items()
    }
    return {**answer, "sides": [None, _side(side, frames, every)]}


def _side(side: Mapping[str, Any], frames: Mapping[str, str], every: int) -> dict[str, Any]:
    return {
        **side,
        "frames": frames,
        "villages": {name: table[::every] for name, table in side["villages"].items()},
        "points": {name: table[::every] for name, table in side["points"].items()},
    }


def _spaced(text: str, months: int, every: int) -> Array:
    """Return uint8[kept months, bytes]: each kept month's difference from the one kept before."""
    changes = np.frombuffer(base64.b64decode(text), np.uint8).reshape(months, -1)
    kept = np.bitwise_xor.accumulate(changes, axis=0)[::every]
    before = np.zeros_like(kept)
    before[1:] = kept[:-1]
    return kept ^ before


def _text(changes: Array) -> str:
    return base64.b64encode(changes.tobytes()).decode()
