"""The columns behind the agents.

A table is a ``NamedTuple`` of equally long NumPy arrays, one row per agent; dtype, unit and meaning
of each column stand here once. Numba takes a table as one argument, Mesa agents are views of rows,
and :func:`frame` shows a table in pandas.
"""

from enum import IntEnum
from functools import cache
from typing import Annotated, Any, NamedTuple, get_type_hints

import numpy as np
import pandas as pd
from numpy.typing import NDArray

type Array = NDArray[Any]


class Column(NamedTuple):
    """What a column holds; ``width`` names the second axis of a column with several values."""

    dtype: str
    unit: str
    meaning: str
    width: str = ""


class Option(IntEnum):
    """Where a household can lodge a case; its beliefs are kept per option."""

    OFFICE = 0  # the lead agency's own office: in the capital, or Immigration in Singkawang
    DESK = 1
    UNIT = 2
    MOBILE = 3
    COUNTER = 4
    BROKER = 5


class Alert(IntEnum):
    """Why a household decides on latent needs: bits."""

    TAKES_STOCK = 1  # of all of them
    PAPER_ISSUED = 2  # those that waited for a paper can go on
    POST_OPENED = 4  # those for papers of the border post, which has opened again
    NEED_AROSE = 8  # those that are new


class CaseState(IntEnum):
    """What a case waits for."""

    FILED = 0
    IN_PROCESS = 1
    WITHDRAWN = 2  # the applicant has died or left


class Holder(IntEnum):
    """Who holds a paper."""

    CHILD = 0
    ADULT = 1
    HOUSEHOLD = 2
    FIRM = 3


class Services(NamedTuple):
    """Services of the region, with the scenario's shifts already in."""

    holder: Annotated[Array, Column("int8", "Holder", "who holds the paper")]
    person: Annotated[Array, Column("int8", "column of holders or -1", "papers of persons")]
    lapsing: Annotated[Array, Column("int8", "column of gone or -1", "papers that lapse")]
    event: Annotated[Array, Column("bool", "yes or no", "each case is separate, nothing is held")]
    renewal: Annotated[Array, Column("bool", "yes or no", "a need makes the old paper invalid")]
    licence: Annotated[Array, Column("bool", "yes or no", "raises business income")]
    title: Annotated[Array, Column("bool", "yes or no", "raises farm income")]
    validity: Annotated[Array, Column("int16", "months", "0: does not lapse")]
    prerequisites: Annotated[Array, Column("uint64", "bits by service", "papers asked for")]
    asked: Annotated[Array, Column("int8", "row of services or -1", "papers asked for", "asked")]
    office: Annotated[Array, Column("int16", "row of points", "the lead agency's office")]
    fee: Annotated[Array, Column("int64", "rupiah", "official fee")]
    statutory: Annotated[Array, Column("float64", "days", "from a complete file to the paper")]
    attractiveness: Annotated[Array, Column("float64", "logit", "base attractiveness B")]
    at_post: Annotated[Array, Column("bool", "yes or no", "issued at the border post")]
    involved: Annotated[Array, Column("bool", "yes or no", "agencies that must act", "agency")]
    offered: Annotated[Array, Column("bool", "yes or no", "options that take it in", "option")]


class Households(NamedTuple):
    """Households, rows ordered by village. Money is per person and month, before spending."""

    village: Annotated[Array, Column("int16", "row of villages", "where it lives")]
    sub_district: Annotated[Array, Column("int8", "row of sub-districts", "where it lives")]
    adults: Annotated[Array, Column("int8", "persons", "members of 17 years and more")]
    children: Annotated[Array, Column("int8", "persons", "members below 17 years")]
    occupation: Annotated[Array, Column("int8", "row of occupations", "main occupation")]
    firm: Annotated[Array, Column("bool", "yes or no", "runs a firm that may need licences")]
    listed: Annotated[Array, Column("bool", "yes or no", "is on the list for social assistance")]
    decile: Annotated[Array, Column("int8", "0-9", "decile of income per person at the start")]
    farm: Annotated[Array, Column("float32", "rupiah", "farm income in a normal month")]
    wage: Annotated[Array, Column("float32", "rupiah", "wage income")]
    business: Annotated[Array, Column("float32", "rupiah", "business income without a licence")]
    work: Annotated[Array, Column("int8", "Work", "whether a member works in Sarawak")]
    uses: Annotated[Array, Column("int8", "bits of Use", "what it uses on the other side")]
    crosser: Annotated[Array, Column("int8", "Crosser", "with what its members can cross")]
    licence_effect: Annotated[Array, Column("float32", "share", "business gain from a licence")]
    title_progress: Annotated[Array, Column("float32", "share", "how far a land title has worked")]
    documents: Annotated[Array, Column("uint64", "bits by service", "valid household papers")]
    pending: Annotated[Array, Column("uint64", "bits by service", "household papers needed now")]
    holders: Annotated[Array, Column("int8", "persons", "members with each paper", "person")]
    needing: Annotated[Array, Column("int8", "persons", "members who need each paper", "person")]
    gone: Annotated[Array, Column("int8", "papers", "of members who left, to lapse", "lapsing")]
    first_need: Annotated[Array, Column("int32", "row of needs or -1", "head of its latent needs")]
    kin: Annotated[Array, Column("int32", "row of households", "a relative, often elsewhere")]
    income: Annotated[Array, Column("float32", "rupiah", "income of the month, before papers")]
    spending: Annotated[Array, Column("int32", "rupiah per household", "papers, this month")]
    equivalent_income: Annotated[Array, Column("float32", "rupiah", "sum since the year began")]
    considered_cost: Annotated[Array, Column("float32", "rupiah", "cheapest visit last weighed")]
    alert: Annotated[Array, Column("int8", "bits of Alert", "why it decides on latent needs")]
    visits: Annotated[Array, Column("float32", "visits", "believed per document", "option")]
    trust: Annotated[Array, Column("float32", "0-1", "trust in each option", "option")]


class Needs(NamedTuple):
    """Latent needs: papers a household needs and has not applied for. One list per household."""

    next: Annotated[Array, Column("int32", "row of needs or -1", "next in list or free list")]
    service: Annotated[Array, Column("int8", "row of services", "what is needed")]
    waiting: Annotated[Array, Column("bool", "yes or no", "decided for, lacks a prerequisite")]
    arose: Annotated[Array, Column("int16", "month", "negative: part of the starting stock")]


class Cases(NamedTuple):
    """Open cases, packed in the first rows."""

    household: Annotated[Array, Column("int32", "row of households", "applicant")]
    service: Annotated[Array, Column("int8", "row of services", "what is applied for")]
    option: Annotated[Array, Column("int8", "Option", "where it was lodged")]
    point: Annotated[Array, Column("int16", "row of points", "where the file lies now")]
    state: Annotated[Array, Column("int8", "CaseState", "what it waits for")]
    informal: Annotated[Array, Column("bool", "yes or no", "paid informally")]
    visits: Annotated[Array, Column("int8", "visits", "made so far")]
    arose: Annotated[Array, Column("int16", "month", "when the need arose")]
    lodged: Annotated[Array, Column("float32", "day", "of the first visit")]
    clock: Annotated[Array, Column("float32", "day", "when the next thing happens")]
    minutes: Annotated[Array, Column("int32", "minutes", "spent so far")]
    paid: Annotated[Array, Column("int32", "rupiah", "paid so far")]


class Expiries(NamedTuple):
    """Papers that will lapse, in one list per month."""

    next: Annotated[Array, Column("int32", "row of expiries or -1", "next in list or free list")]
    household: Annotated[Array, Column("int32", "row of households", "holder")]
    service: Annotated[Array, Column("int8", "row of services", "what lapses")]


class Points(NamedTuple):
    """Service points with a counter of their own: agency offices, desks, unit, mobile, counter."""

    option: Annotated[Array, Column("int8", "Option", "what a household calls it")]
    agency: Annotated[Array, Column("int8", "row of agencies or -1", "whose office it is")]
    place: Annotated[Array, Column("int16", "row of places or -1", "where it stands")]
    open: Annotated[Array, Column("bool", "yes or no", "takes in cases this month")]
    working: Annotated[Array, Column("bool", "yes or no", "its system is up this month")]
    uptime: Annotated[Array, Column("float64", "share", "of months with a working system")]
    counters: Annotated[Array, Column("float64", "counters", "staffed")]
    days: Annotated[Array, Column("float64", "days per month", "open")]
    files: Annotated[Array, Column("float64", "files per month", "capacity while working")]
    outside: Annotated[Array, Column("float64", "files per month", "from the rest of the regency")]
    arrivals: Annotated[Array, Column("float64", "files", "filed this month by the border")]
    backlog: Annotated[Array, Column("float64", "files", "not yet worked off")]
    delay: Annotated[Array, Column("float64", "days", "posted: backlog over daily capacity")]
    waiting: Annotated[Array, Column("float64", "hours", "queue and counter, per visit")]
    orientation: Annotated[Array, Column("float64", "0-1", "towards the customer")]
    delegation: Annotated[Array, Column("float64", "share", "delegated by the district")]
    vertical_delegation: Annotated[Array, Column("float64", "share", "delegated by ministries")]


class Agencies(NamedTuple):
    """Agencies (SKPD and vertical offices) that must act on cases."""

    vertical: Annotated[Array, Column("bool", "yes or no", "belongs to a ministry")]
    place: Annotated[Array, Column("int16", "row of places", "seat")]
    point: Annotated[Array, Column("int16", "row of points", "its own office")]
    ego: Annotated[Array, Column("float64", "0-1", "sectoral ego")]
    cooperation: Annotated[Array, Column("float64", "0-1", "with the other agencies")]


class Brokers(NamedTuple):
    """Brokers, in slots that may be empty; equal numbers of slots per sub-district."""

    sub_district: Annotated[Array, Column("int8", "row of sub-districts", "market served")]
    alive: Annotated[Array, Column("bool", "yes or no", "is in business")]
    cases: Annotated[Array, Column("float64", "cases", "share of this month's market")]
    profit: Annotated[Array, Column("float64", "rupiah", "this month")]


class BrokerMarkets(NamedTuple):
    """One market for brokers' help per sub-district."""

    price: Annotated[Array, Column("int64", "rupiah per document", "asked this month")]
    open: Annotated[Array, Column("bool", "yes or no", "a broker is in business")]
    demand: Annotated[Array, Column("float64", "cases", "lodged this month")]
    delay: Annotated[Array, Column("float64", "days", "posted, by last month's demand")]


@cache
def columns(table: type) -> dict[str, Column]:
    """Return the declaration of each column of a table, in order."""
    hints = get_type_hints(table, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


def allocate[Table: tuple[Any, ...]](table: type[Table], rows: int, **widths: int) -> Table:
    """Return a table of ``rows`` rows of zeros; ``widths`` gives the lengths of second axes."""
    arrays = []
    for column in columns(table).values():
        shape = (rows, widths[column.width]) if column.width else (rows,)
        arrays.append(np.zeros(shape, column.dtype))
    return table(*arrays)


def grown[Table: tuple[Any, ...]](table: Table, rows: int) -> Table:
    """Return a copy of ``table`` with ``rows`` rows, the new ones zero."""
    arrays = []
    for old in table:
        array = np.zeros((rows, *old.shape[1:]), old.dtype)
        array[: len(old)] = old
        arrays.append(array)
    return type(table)(*arrays)


def frame(table: tuple[Any, ...]) -> pd.DataFrame:
    """Show a table in pandas; a column with several values becomes ``name.0``, ``name.1``, …."""
    data: dict[str, Array] = {}
    for name in columns(type(table)):
        array = getattr(table, name)
        if array.ndim == 1:
            data[name] = array
        else:
            data.update({f"{name}.{k}": array[:, k] for k in range(array.shape[1])})
    return pd.DataFrame(data)


def bytes_per_row(table: tuple[Any, ...]) -> int:
    """Return the bytes of one row."""
    return sum(int(array[0].nbytes) for array in table)
