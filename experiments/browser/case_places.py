"""Where a case was lodged, in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from experiments.browser.catalogue import Text
from model.region import Region
from model.tables import Option, Points

_PLACES: Final[Mapping[Option, tuple[str, str]]] = MappingProxyType(
    {
        Option.OFFICE: ("at {agency}, {place}", "di {agency}, {place}"),
        Option.DESK: ("at the sub-district desk, {place}", "di loket kecamatan, {place}"),
        Option.UNIT: ("at the service unit, {place}", "di unit pelayanan, {place}"),
        Option.MOBILE: ("with the mobile team", "lewat layanan keliling"),
        Option.COUNTER: ("at the passport counter, {place}", "di loket paspor, {place}"),
        Option.BROKER: ("through a broker", "melalui calo"),
    }
)


def case_place(region: Region, points: Points, option: int, point: int) -> Text:
    """Return where a case was lodged, as it ends a sentence, a text per language.

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
