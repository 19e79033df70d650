import base64
import gzip
import json
from typing import Any

import numpy as np
import pytest

from experiments.browser.embedding import SPACINGS, embedded

MONTHS, BYTES = 14, 9


def film(generator: np.random.Generator) -> np.ndarray:
    """Packed classes of each month, seldom changing."""
    changes = generator.integers(0, 256, (MONTHS, BYTES), dtype=np.uint8)
    changes[1:] *= generator.random((MONTHS - 1, BYTES)) < 0.2
    return np.bitwise_xor.accumulate(changes, axis=0)


def text(classes: np.ndarray) -> str:
    before = np.zeros_like(classes)
    before[1:] = classes[:-1]
    return base64.b64encode((classes ^ before).tobytes()).decode()


def side(classes: np.ndarray) -> dict[str, Any]:
    table = np.arange(MONTHS)[:, None].tolist()
    return {
        "frames": {"welfare": text(classes)},
        "villages": {"cases": table},
        "points": {"backlog": table},
        "series": {"needs_met": {"mean": list(range(MONTHS))}},
    }


def unpacked(changes: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(changes), np.uint8).reshape(-1, BYTES)


@pytest.mark.parametrize("every", SPACINGS)
def test_what_is_kept_gives_back_every_nth_month_of_both_sides(every: int) -> None:
    generator = np.random.default_rng(1)
    quo, policy = film(generator), film(generator)
    answer = {"question": {"months": MONTHS}, "sides": [side(quo), side(policy)]}
    packed = embedded({"version": "0"}, [answer, answer], every)
    assert packed == embedded({"version": "0"}, [answer, answer], every)
    held = json.loads(gzip.decompress(packed))
    assert held["every"] == every
    assert held["facts"] == {"version": "0"}
    changes = unpacked(held["quo"]["frames"]["welfare"])
    assert (np.bitwise_xor.accumulate(changes, axis=0) == quo[::every]).all()
    for kept in held["answers"]:
        assert kept["sides"][0] is None
        own = unpacked(kept["sides"][1]["frames"]["welfare"]) ^ changes
        assert (np.bitwise_xor.accumulate(own, axis=0) == policy[::every]).all()
        assert kept["sides"][1]["points"]["backlog"] == [[m] for m in range(0, MONTHS, every)]
        assert kept["sides"][1]["series"] == side(policy)["series"]


def test_a_policy_that_changes_nothing_takes_next_to_no_room() -> None:
    quo = film(np.random.default_rng(1))
    same = {"question": {"months": MONTHS}, "sides": [side(quo), side(quo)]}
    held = json.loads(gzip.decompress(embedded({}, [same], 1)))
    assert not unpacked(held["answers"][0]["sides"][1]["frames"]["welfare"]).any()
