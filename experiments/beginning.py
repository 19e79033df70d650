"""When a policy begins to act: what its levers change before, and without a month, is nothing."""

from collections.abc import Mapping
from typing import Final

from model.parameter import Value

_NEVER: Final = 0
_FIRST: Final = 1


def first_month(levers: Mapping[str, Value]) -> int | None:
    """Return the month in which the first of the levers begins to act, None where none ever does.

    ``levers``: what a policy changes, by path. Most sections act from their ``opening_month``; of
    the post, the dated facts act from the start, a status from its own month (from the start
    without one), the passport counter from its own.
    """
    begins = [int(value) for path, value in levers.items() if path.endswith(".opening_month")]
    if levers.get("post.dated"):
        begins.append(_FIRST)
    if "post.status" in levers:
        begins.append(int(levers.get("post.status_month", _FIRST)) or _FIRST)
    begins.append(int(levers.get("post.passport_counter_month", _NEVER)))
    return min((month for month in begins if month > _NEVER), default=None)
