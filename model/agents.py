"""The Mesa agents: each is a view of one row of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from model.border_tables import (
    BorderAgencies,
    BorderPost,
    Channel,
    Forum,
    Governments,
    PostStatus,
    Side,
    Traders,
)
from model.tables import Agencies, Array, Brokers, Households, Option, Points, columns

if TYPE_CHECKING:
    from model.model import BorderModel


class RowAgent(mesa.Agent):
    """An agent whose state is row ``row`` of a table; attributes are named like the columns.

    Reading gives plain Python numbers (an array for a column with several values); setting writes
    through to the table.
    """

    table: Any
    row: int

    def __init__(self, model: BorderModel, table: Any, row: int) -> None:
        super().__init__(model)
        self.table = table
        self.row = row


def _column_property(name: str) -> property:
    def read(agent: RowAgent) -> Any:
        value = getattr(agent.table, name)[agent.row]
        return value if getattr(value, "ndim", 0) else value.item()

    def write(agent: RowAgent, value: Any) -> None:
        getattr(agent.table, name)[agent.row] = value

    return property(read, write)


def _views[Kind: type[RowAgent]](table: type) -> Any:
    """Give an agent class one property per column of ``table``."""

    def decorate(kind: Kind) -> Kind:
        for name, column in columns(table).items():
            attribute = _column_property(name)
            attribute.__doc__ = f"{column.meaning} ({column.unit})"
            setattr(kind, name, attribute)
        return kind

    return decorate


def held_papers(model: BorderModel, row: int) -> tuple[str, ...]:
    """Return the names of a household's valid papers, and of the papers some member holds."""
    held = int(model.households.documents[row])
    for bit, column in enumerate(model.services.person):
        if column >= 0 and model.households.holders[row, column] > 0:
            held |= 1 << bit
    return tuple(one.name for bit, one in enumerate(model.region.services) if held >> bit & 1)


@_views(Households)
class Household(RowAgent):
    """A household of the border: its members, income, papers and beliefs."""

    @property
    def place(self) -> str:
        """Name of the village it lives in."""
        return str(self.model.region.villages[self.village].name)

    @property
    def papers(self) -> tuple[str, ...]:
        """Names of the household papers that are valid, and of the papers some member holds."""
        return held_papers(self.model, self.row)

    @property
    def poor(self) -> bool:
        """Whether the month's income per person lies below the poverty line."""
        line = self.model.region.constants["poverty_line"].value
        return bool(self.income < line)


@_views(Agencies)
class Agency(RowAgent):
    """An agency (SKPD or vertical office) that must act on cases."""

    @property
    def name(self) -> str:
        """Name of the agency in the region."""
        return str(self.model.region.agencies[self.row].name)


@_views(Points)
class ServicePoint(RowAgent):
    """A point where cases are handled: office, desk, unit, mobile team or passport counter."""

    @property
    def kind(self) -> Option:
        """What households call it."""
        return Option(self.option)


@_views(Brokers)
class Broker(RowAgent):
    """A broker's slot; in business while ``alive``."""


@_views(Traders)
class Trader(RowAgent):
    """A trader's slot at the border; in business while ``alive``."""

    @property
    def way(self) -> Channel:
        """How it takes goods across this month."""
        return Channel(self.channel)


@_views(BorderAgencies)
class BorderAgency(RowAgent):
    """An agency that guards the border or checks who crosses it."""

    @property
    def name(self) -> str:
        """Name of the agency in the region."""
        return str(self.model.region.border_agencies[self.row].name)


@_views(BorderPost)
class Post(RowAgent):
    """The border post."""

    @property
    def state(self) -> PostStatus:
        """What it can do this month."""
        return PostStatus(self.status)


@_views(Forum)
class CooperationForum(RowAgent):
    """The forum in which both sides talk about the border (Sosek Malindo)."""


@_views(Governments)
class Government(RowAgent):
    """A government at the border: Indonesia's, or Malaysia's."""

    @property
    def side(self) -> Side:
        """Which of the two it is."""
        return Side(self.row)


def rows(table: tuple[Array, ...]) -> range:
    """Return the row numbers of a table."""
    return range(len(table[0]))
