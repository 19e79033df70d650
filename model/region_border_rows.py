"""The rows of a region file about the border: goods, rules, the post, paths, agencies, forums."""

from typing import Annotated, Literal

from pydantic import Field

from model.quantity import Measure, Quantity, Record
from model.region_rows import Kilometres, Label, Month, Name, Share

Hours = Annotated[Quantity, Measure("hour", 0.0)]
Price = Annotated[Quantity, Measure("rupiah", 0.0)]

GoodKind = Literal["daily", "tools", "agriculture", "craft", "manufacture", "mineral", "oil"]
Direction = Literal["import", "export"]
PostStatus = Literal["none", "plb", "full"]
Duty = Literal["post", "patrol", "support", "coordination", "sea"]

BORDER_CONSTANTS: dict[str, Measure] = {
    "traders": Measure("person", 1.0),
    "traders_outside": Measure("share", 0.0, 1.0),
    "trader_load": Measure("kilogram", 0.0),
    "market_fare": Measure("rupiah", 0.0),
    "wage_abroad": Measure("rupiah per month", 0.0),
}


class Good(Record):
    """A good that crosses the border, with its price on both sides.

    ``measure`` says what one unit is. ``price_home`` of an import is its price in the capital, that
    of an export the price where it is made or sold at home; ``price_abroad`` is that at the market
    across the border. ``weight`` is per unit. ``spending_share`` divides household spending on
    border goods over the imports; ``farm_share`` is the part of the farm income of farming
    households earned with an export. ``traders_local`` and ``traders_outside`` divide the traders
    at the start over the goods. ``spoilage`` is lost per crossing.
    """

    name: Name
    label: Label
    direction: Direction
    kind: GoodKind
    measure: Label
    price_home: Price
    price_abroad: Price
    weight: Annotated[Quantity, Measure("kilogram", 0.0)]
    spending_share: Share
    farm_share: Share
    traders_local: Share
    traders_outside: Share
    spoilage: Share
    note: str | None = None


class Arrangement(Record):
    """An agreement of both countries: which goods may cross, how much, and with which papers.

    ``kinds_in`` may be brought in and ``kinds_out`` taken out. ``allowance`` is what a person may
    bring in each month free of duty; ``papers`` are services, of which a person needs one.
    """

    name: Name
    label: Label
    signed: Month
    in_force: bool
    kinds_in: tuple[GoodKind, ...]
    kinds_out: tuple[GoodKind, ...]
    allowance: Annotated[Quantity | None, Measure("rupiah per person and month", 0.0)] = None
    residents_only: bool
    papers: tuple[str, ...]
    note: str | None = None


class Destination(Record):
    """A place abroad that people travel to, seen from the gate.

    ``hours`` is one way with a full gate, ``hours_by_detour`` over the next full gate; a border
    pass is valid there where ``pass_reaches``.
    """

    name: Name
    label: Label
    distance: Kilometres
    hours: Hours
    hours_by_detour: Annotated[Quantity | None, Measure("hour", 0.0)] = None
    pass_reaches: bool
    note: str | None = None


class PostEvent(Record):
    """What the post is from a month on, and which side is ready for a full one.

    ``status``: no crossing, a post for border passes, or a full post with customs, immigration and
    quarantine on both sides. ``source`` is a key of the region's sources.
    """

    month: Month
    status: PostStatus
    home_ready: bool
    abroad_ready: bool
    label: Label
    source: str
    note: str | None = None


class Path(Record):
    """A cluster of unofficial paths over the border near a village.

    ``traffic`` is its share of the informal crossings at the start, ``hours`` one way over it.
    """

    name: Name
    label: Label
    village: str
    paths: Annotated[Quantity, Measure("path", 0.0)]
    traffic: Share
    hours: Hours
    note: str | None = None


class BorderAgency(Record):
    """An agency that works at the border, the ministry it answers to, and its staff there.

    ``coordination`` (κ) is its coordination with the other agencies at the start.
    """

    name: Name
    label: Label
    ministry: str
    duty: Duty
    staff: Annotated[Quantity, Measure("person", 0.0)]
    coordination: Share
    note: str | None = None


class Forum(Record):
    """A standing body in which the two countries talk about the border.

    ``since`` is the year it began, where known; ``actors`` have to agree, through ``layers``.
    """

    name: Name
    label: Label
    since: Annotated[int | None, Field(ge=1900, le=2100)] = None
    active: bool
    actors: Annotated[Quantity, Measure("actor", 0.0)]
    layers: Annotated[Quantity, Measure("layer", 0.0)]
    sessions: Annotated[Quantity, Measure("session per year", 0.0)]
    note: str | None = None


BORDER_TABLES: dict[str, type[Record]] = {
    "goods": Good,
    "arrangements": Arrangement,
    "destinations": Destination,
    "post_events": PostEvent,
    "paths": Path,
    "border_agencies": BorderAgency,
    "forums": Forum,
}
