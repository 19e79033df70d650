"""A region under reading: the rows read so far, and what they are called in messages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from model.quantity import Quantity
from model.region_border_rows import (
    Arrangement,
    BorderAgency,
    Destination,
    Forum,
    Good,
    Path,
    PostEvent,
)
from model.region_rows import (
    Agency,
    Header,
    Line,
    Occupation,
    Place,
    Road,
    Service,
    SubDistrict,
    Target,
)

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Draft:
    """The rows that could be read, and the names of all rows, also of those that could not."""

    header: Header | None
    names: Mapping[str, Sequence[str]]
    sub_districts: Sequence[SubDistrict]
    places: Sequence[Place]
    roads: Sequence[Road]
    agencies: Sequence[Agency]
    services: Sequence[Service]
    occupations: Sequence[Occupation]
    targets: Sequence[Target]
    lines: Sequence[Line]
    goods: Sequence[Good]
    arrangements: Sequence[Arrangement]
    destinations: Sequence[Destination]
    post_events: Sequence[PostEvent]
    paths: Sequence[Path]
    border_agencies: Sequence[BorderAgency]
    forums: Sequence[Forum]

    def complete(self, table: str) -> bool:
        """Tell whether all rows of a table could be read."""
        return len(getattr(self, table)) == len(self.names[table])


def row_name(raw: object) -> str:
    """Return what a row is called in messages: its name, its month, or the two ends of a road."""
    if not isinstance(raw, dict):
        return ""
    if "start" in raw or "end" in raw:
        return f"{raw.get('start')}-{raw.get('end')}"
    name = raw.get("name", raw.get("month"))
    return name if isinstance(name, str) else ""


def sum_faults(what: str, shares: Sequence[Quantity | None]) -> Iterator[str]:
    """Yield a sentence when shares miss 1; nothing where one is missing, reported elsewhere."""
    values = [share.value for share in shares if share is not None and isfinite(share.value)]
    if values and len(values) == len(shares) and abs(sum(values) - 1.0) > TOLERANCE:
        yield f"{what} sum to {sum(values):.6f}, but must sum to 1."
