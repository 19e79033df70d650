"""The ledgers: what must balance every month, to the last rupiah and the last paper."""

from enum import IntEnum
from typing import NamedTuple

import numpy as np

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
    DOCUMENTS_ISSUED = 12  # and one entry per service from here on


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


def balances(ledger: Array, heads: Array, household_spending: int) -> tuple[Balance, ...]:
    """Return the identities that hold at the end of every month.

    ``ledger``: int64[12 + services]; ``heads``: int64[Head]; ``household_spending``: rupiah that
    households have spent on papers since the start, added up on the households' side.
    """
    opened, completed = int(ledger[Flow.CASES_OPENED]), int(ledger[Flow.CASES_COMPLETED])
    abandoned, still_open = int(ledger[Flow.CASES_ABANDONED]), int(heads[Head.CASES])
    return (
        Balance("cases opened = completed + abandoned + open",
                opened, completed + abandoned + still_open),
        Balance("documents issued = completed cases",
                int(ledger[Flow.DOCUMENTS_ISSUED :].sum()), completed),
        Balance("needs at the start + arisen = completed + lapsed + open + latent",
                int(ledger[Flow.NEEDS_AT_START] + ledger[Flow.NEEDS_AROSE]),
                completed + int(ledger[Flow.NEEDS_LAPSED]) + still_open + int(heads[Head.LATENT])),
        Balance("household spending on papers = receipts",
                household_spending, int(np.sum(ledger[list(RECEIPTS)]))),
    )  # fmt: skip


def check_balances(ledger: Array, heads: Array, household_spending: int, month: int) -> None:
    """Raise ``LedgerError`` naming each identity that does not hold at the end of ``month``."""
    wrong = [b for b in balances(ledger, heads, household_spending) if b.left != b.right]
    if wrong:
        lines = "; ".join(f"{b.name}: {b.left:,} against {b.right:,}" for b in wrong)
        raise LedgerError(f"Month {month}: the ledger does not balance: {lines}.")
