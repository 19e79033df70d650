"""The ledgers: what must balance every month, to the last rupiah and the last paper."""

from enum import IntEnum
from typing import NamedTuple

from model.tables import Array


class Flow(IntEnum):
    """Cumulative flows since the first month of burn-in; needs, cases, papers and rupiah."""

    NEEDS_AT_START = 0
    NEEDS_AROSE = 1
    NEEDS_LAPSED = 2
    CASES_OPENED = 3
    CASES_COMPLETED = 4
    CASES_ABANDONED = 5
    FARES = 6
    FEES = 7
    MEALS = 8
    LODGING = 9
    BROKERS = 10
    INFORMAL = 11
    GOODS_PAID = 12  # by traders
    GOODS_ARRIVED = 13  # at what they cost, as are those seized and spoiled
    GOODS_SEIZED = 14
    GOODS_SPOILED = 15
    WORKERS_AT_START = 16
    WORKERS_LEFT_IRREGULAR = 17
    WORKERS_LEFT_LEGAL = 18
    WORKERS_RETURNED = 19
    WORKERS_CAUGHT = 20
    DOCUMENTS_ISSUED = 21  # and one entry per service from here on


RECEIPTS = (Flow.FARES, Flow.FEES, Flow.MEALS, Flow.LODGING, Flow.BROKERS, Flow.INFORMAL)


class Head(IntEnum):
    """Where the lists begin and how long they are."""

    FREE_NEED = 0
    FREE_EXPIRY = 1
    CASES = 2
    LATENT = 3
    EXPIRIES = 4


class LedgerError(AssertionError):
    """A ledger does not balance: a fault of the program, never of the input."""


class Balance(NamedTuple):
    """Both sides of an identity."""

    name: str
    left: int
    right: int


class BorderCount(NamedTuple):
    """What is counted at the border on the other side of the ledger's flows."""

    workers: int  # households with a member in Sarawak
    arrived: int  # rupiah since the start, counted with the goods
    seized: int  # rupiah since the start, counted on the paths and at the post
    overused: int  # traders whose imports on cards exceed the allowance this month


def balances(
    ledger: Array, heads: Array, household_spending: int, border: BorderCount
) -> tuple[Balance, ...]:
    """Return the identities that hold at the end of every month.

    ``ledger``: int64[Flow, then services]; ``heads``: int64[Head]; ``household_spending``: rupiah
    that households have spent on papers since the start, added up on the households' side.
    """
    flows, sizes = ledger.tolist(), heads.tolist()  # far quicker to read one by one
    opened, completed = flows[Flow.CASES_OPENED], flows[Flow.CASES_COMPLETED]
    abandoned, still_open = flows[Flow.CASES_ABANDONED], sizes[Head.CASES]
    return (
        Balance("cases opened = completed + abandoned + open",
                opened, completed + abandoned + still_open),
        Balance("documents issued = completed cases",
                sum(flows[Flow.DOCUMENTS_ISSUED :]), completed),
        Balance("needs at the start + arisen = completed + lapsed + open + latent",
                flows[Flow.NEEDS_AT_START] + flows[Flow.NEEDS_AROSE],
                completed + flows[Flow.NEEDS_LAPSED] + still_open + sizes[Head.LATENT]),
        Balance("household spending on papers = receipts",
                household_spending, sum(flows[receipt] for receipt in RECEIPTS)),
        Balance("paid for goods = arrived + seized + spoiled, in rupiah",
                flows[Flow.GOODS_PAID],
                border.arrived + border.seized + flows[Flow.GOODS_SPOILED]),
        Balance("workers who left - returned - caught = workers abroad - those at the start",
                flows[Flow.WORKERS_LEFT_IRREGULAR] + flows[Flow.WORKERS_LEFT_LEGAL]
                - flows[Flow.WORKERS_RETURNED] - flows[Flow.WORKERS_CAUGHT],
                border.workers - flows[Flow.WORKERS_AT_START]),
        Balance("traders who import more on cards than the allowance = none", border.overused, 0),
    )  # fmt: skip


def check_balances(
    ledger: Array, heads: Array, household_spending: int, border: BorderCount, month: int
) -> None:
    """Raise ``LedgerError`` naming each identity that does not hold at the end of ``month``."""
    wrong = [b for b in balances(ledger, heads, household_spending, border) if b.left != b.right]
    if wrong:
        lines = "; ".join(f"{b.name}: {b.left:,} against {b.right:,}" for b in wrong)
        raise LedgerError(f"Month {month}: the ledger does not balance: {lines}.")
