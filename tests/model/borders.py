"""Borders that the tests share: one trader alone, and what holds there."""

from typing import Any

import numpy as np

from model.border import Border
from model.border_tables import Channel, PostStatus
from model.model import BorderModel
from model.regime import Regime
from model.submodels.screening import screening
from model.submodels.trade import trade
from model.tables import Array
from model.trade_rules import TradeRules
from tests.model.worlds import bengkayang, small

KEY = np.uint64(19)

# nothing special: all factors are 1, a post for border passes, agencies that do not coordinate
PLAIN = Regime(
    status=PostStatus.PASS,
    leak=1.0,
    allowance=1_800_000.0,
    borrowing=1.0,
    demand=1.0,
    price_abroad=1.0,
    official_cost=1.0,
    crossing_cost=1.0,
    lanes=2.0,
    staff=1.0,
    speed=1.0,
    inspection=0.3,
    security_weight=0.5,
    coordination=0.0,
    patrol=1.0,
)


class Place:
    """The border of a small world, with a regime of one's own, month by month."""

    def __init__(self, regime: Regime = PLAIN, **rules: Any) -> None:
        self.model: BorderModel = small()
        self.border: Border = self.model.border
        self.rules: TradeRules = self.model.trade_rules._replace(
            **{"scale": 1.0, "reconsideration": 1.0, **rules}
        )
        self.regime = regime
        self.flows: Array = np.zeros(4, np.int64)

    def trade(self, month: int = 0, settled: bool = False) -> None:
        trade(self.model.households, self.border, self.regime, self.rules, settled, KEY, month)

    def screen(self, month: int = 0, settled: bool = False) -> None:
        screening(self.border, self.regime, self.rules, settled, self.flows, KEY, month)

    def alone(
        self, good: str, *, card: bool = True, licence: bool = False, borrows: bool = False
    ) -> None:
        """Leave one trader in this good; its household has a border pass or no paper at all."""
        traders, households = self.border.traders, self.model.households
        traders.alive[:] = False
        traders.alive[0] = True
        traders.local[0] = True
        traders.household[0] = 0
        traders.good[0] = row(good)
        traders.borrows[0] = borrows
        traders.channel[0] = Channel.NONE
        households.holders[0, [self.rules.pass_column, self.rules.passport_column]] = 0
        households.holders[0, self.rules.pass_column] = int(card)
        households.documents[0] = self.rules.licences if licence else np.uint64(0)


def row(good: str) -> int:
    """The row of a good of the default region."""
    return bengkayang().good_index(good)
