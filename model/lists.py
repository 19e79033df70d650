"""Linked lists inside tables: latent needs, and papers that will lapse."""

from typing import NamedTuple

import numpy as np

from model.accounts import Head
from model.kernels import Whole, kernel, part
from model.tables import Array, Cases, Expiries, Households, Needs, grown

_FREE_NEED, _LATENT = Head.FREE_NEED.value, Head.LATENT.value
_FREE_EXPIRY, _EXPIRIES = Head.FREE_EXPIRY.value, Head.EXPIRIES.value


class Books(NamedTuple):
    """Where a rule writes what happens, besides the households themselves.

    ``heads``: int64[Head]; ``ledger``: int64[Flow … services]; ``arose``: int64[sub-districts],
    needs of this month; ``met``: int64[months, sub-districts], needs met within 12 months by month
    of arising; ``tally``: int64[sub-districts, Tally], counts of this month.
    """

    heads: Array
    ledger: Array
    arose: Array
    met: Array
    tally: Array


class Experiences(NamedTuple):
    """Cases closed this month: int32[n], int8[n], int8[n], float64[n], and how many int64[1]."""

    household: Array
    option: Array
    visits: Array
    satisfaction: Array
    size: Array


def allocate_experiences(rows: int) -> Experiences:
    """Return room for the experiences of a month with ``rows`` open cases."""
    return Experiences(
        np.zeros(rows, np.int32),
        np.zeros(rows, np.int8),
        np.zeros(rows, np.int8),
        np.zeros(rows),
        np.zeros(1, np.int64),
    )


def _more(rows: int, used: int, room: int) -> int:
    """Return a larger size: what is asked for, and at least a sixteenth more than before."""
    return max(used + room, rows + rows // 16)


def with_room(latent: Needs, heads: Array, room: int) -> Needs:
    """Return the table of latent needs with at least ``room`` free rows."""
    return _with_free_rows(latent, heads, Head.FREE_NEED, Head.LATENT, room)


def with_expiry_room(expiries: Expiries, heads: Array, room: int) -> Expiries:
    """Return the table of papers that will lapse with at least ``room`` free rows."""
    return _with_free_rows(expiries, heads, Head.FREE_EXPIRY, Head.EXPIRIES, room)


def _with_free_rows[Table: (Needs, Expiries)](
    table: Table, heads: Array, first_free: Head, size: Head, room: int
) -> Table:
    rows, used = len(table.next), int(heads[size])
    if rows - used >= room:
        return table
    larger = grown(table, _more(rows, used, room))
    larger.next[rows:] = np.arange(rows + 1, len(larger.next) + 1)
    larger.next[-1] = heads[first_free]
    heads[first_free] = rows
    return larger


def in_order(households: Households, latent: Needs, heads: Array) -> Needs:
    """Return the table of latent needs with each household's rows side by side.

    Lists get scattered as rows are freed and used again; walking them is then one cache miss after
    another, which in a large district costs more than the decisions.
    """
    ordered = Needs(*(np.zeros_like(column) for column in latent))
    used = _copy_lists(households, latent, ordered)
    rows = len(ordered.next)
    heads[_FREE_NEED] = used if used < rows else -1
    if used < rows:
        ordered.next[used:] = np.arange(used + 1, rows + 1)
        ordered.next[-1] = -1
    return ordered


@kernel
def _copy_lists(households: Households, latent: Needs, ordered: Needs) -> int:
    used = 0
    for i in range(len(households.first_need)):
        row = households.first_need[i]
        if row >= 0:
            households.first_need[i] = used
        while row >= 0:
            following = latent.next[row]
            ordered.next[used] = used + 1 if following >= 0 else -1
            ordered.service[used] = latent.service[row]
            ordered.waiting[used] = latent.waiting[row]
            ordered.arose[used] = latent.arose[row]
            used += 1
            row = following
    return used


def fitted(cases: Cases, heads: Array) -> Cases:
    """Return the table of open cases without the room that a passed rush has left behind."""
    rows = int(heads[Head.CASES]) * 2 + 64
    if len(cases.household) <= 2 * rows:
        return cases
    return Cases(*(column[:rows].copy() for column in cases))


def with_case_room(cases: Cases, heads: Array, room: int) -> Cases:
    """Return the table of open cases with at least ``room`` free rows."""
    rows = len(cases.household)
    if rows - int(heads[Head.CASES]) >= room:
        return cases
    return grown(cases, _more(rows, int(heads[Head.CASES]), room))


@part
def push_latent(
    households: Households, latent: Needs, heads: Array, i: Whole, service: Whole, arose: Whole
) -> None:
    """Add a latent need to the list of household ``i``, which is ordered by arising and service.

    The order must not depend on the order in which cases are abandoned.
    """
    row = heads[_FREE_NEED]
    heads[_FREE_NEED] = latent.next[row]
    latent.service[row] = service
    latent.waiting[row] = False
    latent.arose[row] = arose
    before, following = -1, households.first_need[i]
    while following >= 0 and (
        latent.arose[following] < arose
        or (latent.arose[following] == arose and latent.service[following] < service)
    ):
        before, following = following, latent.next[following]
    latent.next[row] = following
    if before < 0:
        households.first_need[i] = row
    else:
        latent.next[before] = row
    heads[_LATENT] += 1


@part
def remove_latent(
    households: Households, latent: Needs, heads: Array, i: Whole, row: Whole, before: Whole
) -> None:
    """Take ``row`` out of the list of household ``i``; ``before`` is the row before it or −1."""
    if before < 0:
        households.first_need[i] = latent.next[row]
    else:
        latent.next[before] = latent.next[row]
    latent.next[row] = heads[_FREE_NEED]
    heads[_FREE_NEED] = row
    heads[_LATENT] -= 1


@part
def push_expiry(
    expiries: Expiries, first_expiry: Array, heads: Array, i: Whole, service: Whole, month: Whole
) -> None:
    """Let a paper of household ``i`` lapse in ``month``."""
    row = heads[_FREE_EXPIRY]
    heads[_FREE_EXPIRY] = expiries.next[row]
    expiries.household[row] = i
    expiries.service[row] = service
    expiries.next[row] = first_expiry[month]
    first_expiry[month] = row
    heads[_EXPIRIES] += 1
