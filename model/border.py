"""The border before its first month: goods, traders, paths, agencies, the post and villages."""

from typing import NamedTuple

import numpy as np

from model.border_tables import (
    BorderAgencies,
    BorderPost,
    BorderVillages,
    Crosser,
    Direction,
    Duty,
    Goods,
    Paths,
    PostStatus,
    Traders,
)
from model.geography import Geography
from model.journeys import Travel
from model.region import Region
from model.scenario import Scenario
from model.tables import Array, Households, allocate
from model.trade_rules import TradeRules, trade_rules
from model.traders import draw_traders

DUTIES = {
    "post": Duty.POST,
    "patrol": Duty.PATROL,
    "support": Duty.SUPPORT,
    "coordination": Duty.COORDINATION,
    "sea": Duty.SEA,
}


class Border(NamedTuple):
    """All tables of the border."""

    goods: Goods
    traders: Traders
    paths: Paths
    agencies: BorderAgencies
    post: BorderPost
    villages: BorderVillages


def build_border(
    region: Region,
    scenario: Scenario,
    geography: Geography,
    households: Households,
    licences: np.uint64,
    key: np.uint64,
) -> tuple[Border, TradeRules]:
    """Return the tables of the border before its first month, and the rules that govern them."""
    agencies = _border_agencies(region)
    rules = trade_rules(scenario, region, agencies, licences)
    goods = _goods(region, scenario, geography)
    paths = _paths(region, scenario)
    villages = _villages(region, geography)
    post = allocate(BorderPost, 1)
    post.status[:] = PostStatus.PASS
    paths.belief[:] = scenario.trade.risk_bias * scenario.security.path_detection
    post.official_belief[:] = scenario.trade.official_bias
    traders = draw_traders(region, scenario, households, goods, rules, len(paths.number), key)
    goods.abroad_volume[:] = _normal_exports(region, scenario, goods, rules)
    return Border(goods, traders, paths, agencies, post, villages), rules


def _normal_exports(region: Region, scenario: Scenario, goods: Goods, rules: TradeRules) -> Array:
    """Return what the traders of the start take out in a month, in units, as expected."""
    constants = region.constants
    number = constants["traders"].value * scenario.run.scale
    outside = constants["traders_outside"].value
    shares = np.array(
        [
            outside * good.traders_outside.value + (1.0 - outside) * good.traders_local.value
            for good in region.goods
        ]
    )
    trip = np.minimum(rules.load / goods.weight, scenario.trade.capital / goods.home)
    volume = number * shares * trip * rules.trips * (1.0 - goods.spoilage)
    return np.where(goods.direction == Direction.EXPORT, volume, 0.0)


def _goods(region: Region, scenario: Scenario, geography: Geography) -> Goods:
    goods = allocate(Goods, len(region.goods))
    arrangement = region.arrangement
    gate = [village.name for village in region.villages].index(region.gate)
    capital = region.place_index(region.capital)
    distance = float((geography.main + geography.rough)[gate, capital])
    freight = scenario.trade.freight * distance
    for row, good in enumerate(region.goods):
        inward = good.direction == "import"
        goods.direction[row] = Direction.IMPORT if inward else Direction.EXPORT
        goods.eligible[row] = good.kind in (
            arrangement.kinds_in if inward else arrangement.kinds_out
        )
        goods.produced[row] = not inward and good.kind in ("agriculture", "craft")
        goods.weight[row] = good.weight.value
        goods.spoilage[row] = good.spoilage.value
        goods.spending_share[row] = good.spending_share.value
        goods.farm_share[row] = good.farm_share.value
        # goods from the capital cost more at the border
        goods.town_freight[row] = freight * good.weight.value if inward else 0.0
        goods.home_normal[row] = good.price_home.value + goods.town_freight[row]
        goods.abroad_normal[row] = good.price_abroad.value * scenario.trade.exchange_factor
    goods.home[:] = goods.home_normal
    goods.abroad[:] = goods.abroad_normal
    return goods


def _paths(region: Region, scenario: Scenario) -> Paths:
    names = [village.name for village in region.villages]
    paths = allocate(Paths, len(region.paths))
    for row, path in enumerate(region.paths):
        paths.village[row] = names.index(path.village)
        paths.number[row] = path.paths.value
        paths.hours[row] = path.hours.value
        paths.traffic_start[row] = path.traffic.value
    paths.patrol[:] = paths.traffic_start
    security = scenario.security
    raw = security.path_detection
    gained = security.skill_learning * raw
    rest = gained / (gained + security.skill_decay) if gained > 0.0 else 0.0
    paths.skill[:] = rest if scenario.loops.enforcement else 0.0
    paths.detection[:] = raw * np.exp(-security.skill_effect * paths.skill)
    return paths


def _border_agencies(region: Region) -> BorderAgencies:
    agencies = allocate(BorderAgencies, len(region.border_agencies))
    ministries = sorted({agency.ministry for agency in region.border_agencies})
    for row, agency in enumerate(region.border_agencies):
        agencies.ministry[row] = ministries.index(agency.ministry)
        agencies.duty[row] = DUTIES[agency.duty]
        agencies.staff[row] = agency.staff.value
        agencies.coordination_start[row] = agency.coordination.value
    agencies.coordination[:] = agencies.coordination_start
    return agencies


def _villages(region: Region, geography: Geography) -> BorderVillages:
    villages = allocate(BorderVillages, len(region.villages), crosser=len(Crosser))
    gate, capital = region.place_index(region.gate), region.place_index(region.capital)
    villages.gate_distance[:] = (geography.main + geography.rough)[:, gate]
    villages.town_distance[:] = (geography.main + geography.rough)[:, capital]
    villages.cost_of_living[:] = 1.0
    villages.cost_at_start[:] = 1.0
    villages.farm_price[:] = 1.0
    villages.farm_at_start[:] = 1.0
    return villages


def set_trips(border: Border, region: Region, geography: Geography, trip: Travel) -> None:
    """Set what a return trip to the nearest market abroad takes from each village this month."""
    gate = region.place_index(region.gate)
    main, rough = geography.main[:, gate], geography.rough[:, gate]
    market = min(region.destinations, key=lambda place: place.distance.value)
    length = main + trip.rough_fare_factor * rough + market.distance.value
    border.villages.trip_cost[:] = 2.0 * trip.fare * length
    hours = main / trip.speed + rough / trip.rough_speed + market.hours.value
    border.villages.trip_hours[:] = 2.0 * hours


def set_spending(border: Border, households: Households, share: float) -> None:
    """Set what households of each village spend on border goods, and the volume of each import.

    ``share``: of income. Called at the start and again when the income level is known.
    """
    members = (households.adults + households.children).astype(np.float64)
    spent = share * households.income.astype(np.float64) * members
    villages, goods = border.villages, border.goods
    number = np.bincount(households.village, minlength=len(villages.spending))
    total = np.bincount(households.village, weights=spent, minlength=len(villages.spending))
    villages.spending[:] = total / np.maximum(number, 1)
    farm = np.sum(households.farm.astype(np.float64) * members)
    imports = goods.direction == Direction.IMPORT
    money = np.where(imports, goods.spending_share * total.sum(), goods.farm_share * farm)
    crafts = goods.produced & (goods.farm_share == 0.0)
    # of crafts only what crosses is known: they are made for sale abroad
    goods.home_volume[:] = np.where(crafts, goods.abroad_volume, money / goods.home_normal)
