"""The service points on the map of the pages: offices in town, desks and unit in the villages."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from experiments.browser.catalogue import Text, both
from experiments.browser.layout import Layout, Point
from experiments.browser.placing import MARKER, Board, around, pixels
from model.catalogue import build_points
from model.region import Region
from model.scenario import Scenario
from model.tables import Option

_KINDS: Final = {
    Option.OFFICE: "office",
    Option.DESK: "desk",
    Option.UNIT: "unit",
    Option.MOBILE: "mobile",
    Option.COUNTER: "counter",
}
_POINT_LABELS: Final[dict[str, Text]] = {
    "desk": {"en": "Sub-district desk, {place}", "id": "Loket kecamatan, {place}"},
    "unit": {"en": "Service unit", "id": "Unit pelayanan terpadu"},
    "mobile": {"en": "Mobile team", "id": "Layanan keliling"},
    "counter": {"en": "Passport counter", "id": "Loket paspor"},
}
_PER_ROW: Final = 5


def map_points(
    region: Region, layout: Layout, board: Board, beyond: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the service points, rows as in the model's table, and keep their places on the board.

    ``beyond`` are the towns drawn beside the capital. A unit says where it would stand in each
    seat, because its place is a lever; the mobile team stands nowhere.
    """
    table, _ = build_points(region, Scenario())
    rows = []
    in_town = 0
    for row, option in enumerate(table.option):
        kind = _KINDS[Option(int(option))]
        place = region.places[int(table.place[row])] if table.place[row] >= 0 else None
        agency = region.agencies[int(table.agency[row])] if table.agency[row] >= 0 else None
        at: Point | None = None
        by_place: dict[str, list[float]] | None = None
        if place is not None and place.name == region.capital:
            at = _stacked(layout.town, in_town)
            board.keep(at, MARKER, MARKER)
            in_town += 1
        elif place is not None and place.kind != "village":
            at = next((spot["at"] for spot in beyond if spot["place"] == place.name), None)
        elif kind == "unit":
            seats = [sub.seat for sub in region.sub_districts]
            by_place = {seat: pixels(_beside(region, layout, board, seat)) for seat in seats}
            at = (by_place[str(place.name)][0], by_place[str(place.name)][1]) if place else None
        elif place is not None and (agency is not None or kind == "counter"):
            # agencies in the villages and the passport counter sit in the post
            rim = around(layout.post, MARKER * 0.7, MARKER, MARKER)
            at = board.place(rim, MARKER, MARKER)
        elif place is not None:
            at = _beside(region, layout, board, place.name)
        label = (
            both(agency.label)
            if agency is not None
            else {
                language: text.format(place=place.label if place else "")
                for language, text in _POINT_LABELS[kind].items()
            }
        )
        entry = {
            "row": row,
            "kind": kind,
            "label": label,
            "place": place.name if place else None,
            "at": pixels(at) if at is not None else None,
        }
        rows.append(entry | ({"at_by_place": by_place} if by_place else {}))
    return rows


def _stacked(town: Point, number: int) -> Point:
    """Return the place of one of the offices in town: rows of five above the town's marker."""
    row, column = divmod(number, _PER_ROW)
    return town[0] + (column - _PER_ROW + 1) * 40.0 + 20.0, town[1] - 72.0 - row * 46.0


def _beside(region: Region, layout: Layout, board: Board, name: str) -> Point:
    """Return a free place at the rim of a village's disc."""
    row = [village.name for village in region.villages].index(name)
    rim = around(layout.place(region, name), layout.radius(region, name), MARKER, MARKER)
    return board.place(rim, MARKER, MARKER, row)
