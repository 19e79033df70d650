"""A region: the fixed facts of a place, read from one TOML file and checked as a whole."""

import pathlib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Protocol

from model.errors import InputError, nearest
from model.quantity import (
    ExchangeRates,
    Measure,
    PriceIndex,
    Quantity,
    Source,
)
from model.region_border_rows import (
    Arrangement,
    BorderAgency,
    Destination,
    Forum,
    Good,
    Path,
    PostEvent,
)
from model.region_reading import parse, read_tables
from model.region_rows import (
    Agency,
    Header,
    Label,
    Line,
    Occupation,
    Place,
    Road,
    Service,
    SubDistrict,
    Target,
    TargetPoint,
)

__all__ = [
    "Agency",
    "Arrangement",
    "BorderAgency",
    "Destination",
    "ExchangeRates",
    "Forum",
    "Good",
    "Label",
    "Line",
    "Measure",
    "Occupation",
    "Path",
    "Place",
    "PostEvent",
    "PriceIndex",
    "Quantity",
    "Region",
    "Road",
    "Service",
    "Source",
    "SubDistrict",
    "Target",
    "TargetPoint",
    "load_region",
]

REGIONS = pathlib.Path(__file__).parent / "regions"


class _Named(Protocol):
    @property
    def name(self) -> str: ...


def _index(rows: Sequence[_Named], name: str, kind: str) -> int:
    for index, row in enumerate(rows):
        if row.name == name:
            return index
    raise InputError(
        f"There is no {kind} named '{name}' in the region: "
        f"{nearest(name, (row.name for row in rows))}"
    )


class Region(Header):
    """The fixed facts of a place: settlements, roads, agencies, services, the border, prices.

    Rows keep the order of the file; an index into a tuple is the number that tables store.
    ``content_hash`` is the SHA-256 of the file.
    """

    sub_districts: tuple[SubDistrict, ...]
    places: tuple[Place, ...]
    roads: tuple[Road, ...]
    agencies: tuple[Agency, ...]
    services: tuple[Service, ...]
    occupations: tuple[Occupation, ...]
    targets: tuple[Target, ...]
    lines: tuple[Line, ...]
    goods: tuple[Good, ...]
    arrangements: tuple[Arrangement, ...]
    destinations: tuple[Destination, ...]
    post_events: tuple[PostEvent, ...]
    paths: tuple[Path, ...]
    border_agencies: tuple[BorderAgency, ...]
    forums: tuple[Forum, ...]
    constants: Mapping[str, Quantity]
    inflation: PriceIndex
    exchange_rates: ExchangeRates
    sources: Mapping[str, Source]
    content_hash: str

    @property
    def villages(self) -> tuple[Place, ...]:
        """The villages, in the order of the file."""
        return tuple(place for place in self.places if place.kind == "village")

    @property
    def allowance(self) -> Quantity:
        """What a person may bring in each month free of duty, in rupiah."""
        allowance = self.arrangement.allowance
        assert allowance is not None  # the arrangement is found by it
        return allowance

    @property
    def arrangement(self) -> Arrangement:
        """The arrangement in force that gives an allowance; a region has exactly one."""
        return next(rule for rule in self.arrangements if rule.in_force and rule.allowance)

    def sub_district_index(self, name: str) -> int:
        """Return the row of a sub-district; ``InputError`` with the nearest name if unknown."""
        return _index(self.sub_districts, name, "sub-district")

    def sub_district(self, name: str) -> SubDistrict:
        """Return a sub-district; ``InputError`` with the nearest name if unknown."""
        return self.sub_districts[self.sub_district_index(name)]

    def place_index(self, name: str) -> int:
        """Return the row of a place; ``InputError`` with the nearest name if unknown."""
        return _index(self.places, name, "place")

    def place(self, name: str) -> Place:
        """Return a place; ``InputError`` with the nearest name if unknown."""
        return self.places[self.place_index(name)]

    def agency_index(self, name: str) -> int:
        """Return the row of an agency; ``InputError`` with the nearest name if unknown."""
        return _index(self.agencies, name, "agency")

    def agency(self, name: str) -> Agency:
        """Return an agency; ``InputError`` with the nearest name if unknown."""
        return self.agencies[self.agency_index(name)]

    def service_index(self, name: str) -> int:
        """Return the row of a service; ``InputError`` with the nearest name if unknown."""
        return _index(self.services, name, "service")

    def service(self, name: str) -> Service:
        """Return a service; ``InputError`` with the nearest name if unknown."""
        return self.services[self.service_index(name)]

    def good_index(self, name: str) -> int:
        """Return the row of a good; ``InputError`` with the nearest name if unknown."""
        return _index(self.goods, name, "good")


def load_region(name_or_path: str | pathlib.Path) -> Region:
    """Read a region by its name or from a TOML file.

    A name stands for ``model/regions/NAME.toml``; anything with a suffix or a folder is a path.
    Raises ``InputError`` with every fault of the file, one sentence each.
    """
    path = region_path(name_or_path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"There is no region file {path}.") from None
    except OSError as error:
        raise InputError(f"The region file {path} cannot be read: {error.strerror}.") from None
    fields = read_tables(parse(content, str(path)), str(path))
    return Region(**fields, content_hash=sha256(content).hexdigest())


def region_path(name_or_path: str | pathlib.Path) -> pathlib.Path:
    """Return the file of a region; ``InputError`` with the nearest name if there is none."""
    path = pathlib.Path(name_or_path)
    if path.suffix or path.parent != pathlib.Path():
        return path
    available = sorted(file.stem for file in REGIONS.glob("*.toml"))
    if str(name_or_path) not in available:
        raise InputError(
            f"There is no region '{name_or_path}': {nearest(str(name_or_path), available)}"
        )
    return REGIONS / f"{name_or_path}.toml"
