"""Where a case was lodged, in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from model.region import Region
from model.tables import Option, Points

_PLACES: Final[Mapping[Option, tuple[str, str]]] = MappingProxyType(
    {
        Option.OFFICE: ("{agency}, {place}", "{agency}, {place}"),
        Option.DESK: ("sub-district desk, {place}", "loket kecamatan, {place}"),
        Option.UNIT: ("service unit, {place}", "unit pelayanan, {place}"),
        Option.MOBILE: ("mobile team", "layanan keliling"),
        Option.COUNTER: ("passport counter, {place}", "loket paspor, {place}"),
        Option.BROKER: ("a broker", "calo"),
    }
)


def case_place(region: Region, points: Points, option: int, point: int) -> dict[str, str]:
    """Return what households call the place of a case, a text per language.

    ``option`` is the Option chosen, ``point`` the row of points where the file lies now: a case
    sent on to the office in town is at that office.
    """
    chosen = Option(option)
    if chosen != Option.BROKER:
        chosen = Option(int(points.option[point]))
    agency = int(points.agency[point])
    place = int(points.place[point])
    label = region.places[place].label if place >= 0 else ""
    english, indonesian = _PLACES[chosen]
    names = region.agencies[agency].label if agency >= 0 else None
    return {
        "en": english.format(agency=names.en if names else "", place=label),
        "id": indonesian.format(agency=names.id if names else "", place=label),
    }
