"""The traders of the start: who they are, what they trade, and what they believe."""

import numpy as np

from model.border_tables import Channel, Direction, Goods, Traders
from model.draws import Stream, uniforms
from model.kernels import Whole, part
from model.region import Region
from model.scenario import Scenario
from model.tables import Households, allocate
from model.trade_rules import TradeRules

_STREAM = Stream.TRADER.value
_GOOD, _HOUSEHOLD, _BORROWS = range(3)
_SLOTS = 6  # slots per trader at the start, so that entry is hardly ever blocked


def draw_traders(
    region: Region,
    scenario: Scenario,
    households: Households,
    goods: Goods,
    rules: TradeRules,
    paths: int,
    key: np.uint64,
) -> Traders:
    """Return the traders of the start in the first slots; the rest of the slots are empty.

    Local ones are tied to households whose main occupation is trade, by preference those near the
    head of a random order; the number follows the district's scale.
    """
    number = max(round(region.constants["traders"].value * scenario.run.scale), 1)
    outside = round(number * region.constants["traders_outside"].value)
    traders = allocate(Traders, _SLOTS * number, path=paths)
    size = len(traders.alive)
    traders.household[:] = -1
    traders.path[:] = -1
    traders.alive[:number] = True
    traders.local[outside:number] = True
    draw = uniforms(key, _STREAM, size, _GOOD)
    for local, name in ((True, "traders_local"), (False, "traders_outside")):
        bounds = np.cumsum([getattr(good, name).value for good in region.goods])[:-1]
        mine = traders.local == local
        traders.good[mine] = np.searchsorted(bounds, draw[mine], side="right")
    traders.borrows[:] = uniforms(key, _STREAM, size, _BORROWS) < rules.borrowers
    order = np.argsort(uniforms(key, _STREAM, len(households.village), _HOUSEHOLD), kind="stable")
    trading = np.array([occupation.name == "trade" for occupation in region.occupations])
    preferred = np.concatenate(
        [
            order[trading[households.occupation[order]]],
            order[~trading[households.occupation[order]]],
        ]
    )
    locals_ = np.flatnonzero(traders.local)[: len(preferred)]
    traders.household[locals_] = preferred[: len(locals_)]
    traders.licence[:] = ~traders.local  # assumption: who comes from outside trades by profession
    traders.capital[:] = scenario.trade.capital
    traders.official_belief[:] = scenario.trade.official_bias
    traders.risk_belief[:] = scenario.trade.risk_bias * scenario.security.path_detection
    inward = goods.direction[traders.good] == Direction.IMPORT
    home, abroad = goods.home[traders.good], goods.abroad[traders.good]
    traders.price_belief[:] = np.where(inward, home, abroad)
    affordable = traders.capital / np.where(inward, abroad, home)
    traders.quantity[:] = np.minimum(rules.load / goods.weight[traders.good], affordable)
    traders.profit[:] = rules.outside_wage
    traders.channel[:number] = Channel.INFORMAL
    return traders


@part
def clear(traders: Traders, t: Whole) -> None:
    """Forget what trader ``t`` earned and paid last month."""
    traders.caught[t] = 0
    traders.sold[t] = 0
    traders.bought[t] = 0
    traders.seized[t] = 0
    traders.spoiled[t] = 0
    traders.costs[t] = 0
    traders.allowance_used[t] = 0
