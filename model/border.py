"""The border before its first month: goods, traders, paths, agencies, the post and villages."""

import math
from typing import NamedTuple

import numpy as np

from model.border_tables import (
    BorderAgencies,
    BorderPost,
    BorderVillages,
    Channel,
    Crosser,
    Direction,
    Duty,
    Goods,
    Paths,
    PostStatus,
    Traders,
)
from model.draws import Stream, uniforms
from model.geography import Geography
from model.journeys import Travel
from model.kernels import Whole, part
from model.regime import mean_coordination, speed_of_checks
from model.region import Region
from model.scenario import Scenario
from model.tables import Households, allocate

_STREAM = Stream.TRADER.value
_GOOD, _HOUSEHOLD, _BORROWS, _PATH = range(4)
_SLOTS = 6  # slots per trader at the start, so that entry is hardly ever blocked
_NO_PAPER, _PASS = Crosser.NO_PAPER.value, Crosser.PASS.value
_PASSPORT = Crosser.PASSPORT.value
_HOURS_PER_MONTH = 173.0  # 40 hours a week: the hours behind Indonesia's hourly minimum wage

DUTIES = {
    "post": Duty.POST,
    "patrol": Duty.PATROL,
    "support": Duty.SUPPORT,
    "coordination": Duty.COORDINATION,
    "sea": Duty.SEA,
}


class TradeRules(NamedTuple):
    """The scenario's numbers of trade, screening, prices and enforcement; money in rupiah."""

    load: float  # kilogram per trip
    trips: float  # a month, to the weekly market
    import_trips: float  # a month, of who brings goods home
    passage: float  # a load's way over the border and back
    duty: float
    certificate: float  # per trip with exports
    licence: float  # per month, without a licence of its own
    detour: float  # per formal trip while the gate is not full
    choice_scale: float
    stickiness: float
    lent_cards: int
    learning_own: float
    learning_peers: float
    price_adjustment: float
    demand_elasticity: float
    supply_elasticity: float
    foreign_elasticity: float
    freight: float  # rupiah per kilogram and kilometre
    hourly: float  # value of an hour on the way
    outside_wage: float  # per month
    entry_rate: float
    local_entrants: float
    borrowers: float  # share of traders who would use lent cards
    shopping_value: float
    shopping_scale: float
    shopping_reluctance: float
    fine: float  # times the value seized
    bribe: float  # per informal trip
    service_minutes: float
    inspection_delay: float
    hours: float  # open per month
    day_hours: float  # open per day
    scale: float  # of the district: the post serves it all
    coordination_gain: float
    post_effort: float  # makes detection at the post what it is at the start
    patrol_effort: float  # the same for the paths
    skill_learning: float
    skill_decay: float
    skill_effect: float
    patrol_shift: float
    case_days: float
    pass_column: int  # of holders, or -1
    passport_column: int
    licences: np.uint64  # bits of the papers that make a licensed trader
    market: bool  # loop FB7
    enforcement: bool  # loop FB8
    security: bool  # loop FB9


class Border(NamedTuple):
    """All tables of the border."""

    goods: Goods
    traders: Traders
    paths: Paths
    agencies: BorderAgencies
    post: BorderPost
    villages: BorderVillages


def paper_column(region: Region, name: str) -> int:
    """Return the column of ``holders`` of a paper of persons, or -1 where it does not exist."""
    papers = [
        service.name
        for service in region.services
        if service.holder in ("child", "adult") and not service.event
    ]
    return papers.index(name) if name in papers else -1


def trade_rules(
    scenario: Scenario, region: Region, agencies: BorderAgencies, licences: np.uint64
) -> TradeRules:
    """Return the numbers of a scenario that govern trade and its control.

    Efforts of post and patrols are solved so that detection at the start is
    ``security.post_detection`` and ``security.path_detection``.
    """
    trade, security, constants = scenario.trade, scenario.security, region.constants
    gained = 1.0 + security.coordination_gain * mean_coordination(agencies, security.ministry_cost)
    post_work = (
        security.base_inspection
        * security.base_weight
        * gained
        * speed_of_checks(scenario.post.ict_uptime, scenario.post.manual_speed)
    )
    return TradeRules(
        load=constants["trader_load"].value,
        trips=float(trade.trips_per_month),
        import_trips=float(trade.import_trips),
        passage=2.0 * constants["serikin_fare"].value,
        duty=float(trade.duty),
        certificate=float(trade.certificate_cost),
        licence=float(trade.licence_cost),
        detour=float(trade.detour_cost),
        choice_scale=float(trade.choice_scale),
        stickiness=float(trade.stickiness),
        lent_cards=round(trade.lent_cards),
        learning_own=float(trade.learning_own),
        learning_peers=float(trade.learning_peers),
        price_adjustment=float(trade.price_adjustment),
        demand_elasticity=float(trade.demand_elasticity),
        supply_elasticity=float(trade.supply_elasticity),
        foreign_elasticity=float(trade.foreign_elasticity),
        freight=float(trade.freight),
        hourly=float(scenario.travel.time_value * scenario.travel.wage_per_hour),
        outside_wage=float(scenario.travel.wage_per_hour * _HOURS_PER_MONTH),
        entry_rate=float(trade.entry_rate),
        local_entrants=float(trade.local_entrants),
        borrowers=float(trade.misuse),
        shopping_value=float(trade.shopping_value),
        shopping_scale=float(trade.shopping_scale),
        shopping_reluctance=float(trade.shopping_reluctance),
        fine=float(security.fine_factor),
        bribe=float(security.bribe),
        service_minutes=float(scenario.post.service_minutes),
        inspection_delay=float(security.inspection_delay),
        hours=float(scenario.post.hours_per_day * scenario.agencies.days_per_month),
        day_hours=float(scenario.post.hours_per_day),
        scale=float(scenario.run.scale),
        coordination_gain=float(security.coordination_gain),
        post_effort=-math.log1p(-security.post_detection) / max(post_work, 1e-9),
        patrol_effort=-math.log1p(-security.path_detection) / gained,
        skill_learning=float(security.skill_learning),
        skill_decay=float(security.skill_decay),
        skill_effect=float(security.skill_effect),
        patrol_shift=float(security.patrol_shift),
        case_days=float(security.case_days),
        pass_column=paper_column(region, "plb"),
        passport_column=paper_column(region, "passport"),
        licences=licences,
        market=bool(scenario.loops.market),
        enforcement=bool(scenario.loops.enforcement),
        security=bool(scenario.loops.security),
    )


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
    goods = _goods(region, scenario)
    paths = _paths(region, scenario)
    villages = _villages(region, geography)
    post = allocate(BorderPost, 1)
    post.status[:] = PostStatus.PASS
    traders = _traders(region, scenario, households, goods, rules, len(paths.number), key)
    exports = traders.alive & (goods.direction[traders.good] == Direction.EXPORT)
    arriving = traders.quantity * rules.trips * (1.0 - goods.spoilage[traders.good])
    goods.abroad_volume[:] = np.bincount(
        traders.good[exports], weights=arriving[exports], minlength=len(goods.direction)
    )
    return Border(goods, traders, paths, agencies, post, villages), rules


def _goods(region: Region, scenario: Scenario) -> Goods:
    goods = allocate(Goods, len(region.goods))
    arrangement = next(rule for rule in region.arrangements if rule.in_force and rule.allowance)
    town = region.sub_districts[0]
    seats = {sub.seat: sub.distance_to_capital.value for sub in region.sub_districts}
    freight = scenario.trade.freight * seats.get(region.gate, town.distance_to_capital.value)
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


def _traders(
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
    traders.price_belief[:] = np.where(
        goods.direction[traders.good] == Direction.IMPORT,
        goods.home[traders.good],
        goods.abroad[traders.good],
    )
    price = np.where(
        goods.direction[traders.good] == Direction.IMPORT,
        goods.abroad[traders.good],
        goods.home[traders.good],
    )
    traders.quantity[:] = np.minimum(
        rules.load / goods.weight[traders.good], traders.capital / price
    )
    traders.profit[:] = rules.outside_wage
    traders.channel[:number] = Channel.INFORMAL
    return traders


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


@part
def crosser(households: Households, pass_column: Whole, passport_column: Whole, i: Whole) -> int:
    """Return with what household ``i`` can cross: its Crosser; columns of holders, or -1."""
    if pass_column >= 0 and households.holders[i, pass_column] > 0:
        return _PASS
    if passport_column >= 0 and households.holders[i, passport_column] > 0:
        return _PASSPORT
    return _NO_PAPER
