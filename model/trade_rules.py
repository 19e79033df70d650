"""The scenario's numbers of trade, its control and its prices."""

import math
from typing import NamedTuple

import numpy as np

from model.border_tables import BorderAgencies
from model.regime import mean_coordination, speed_of_checks
from model.region import Region
from model.scenario import Scenario

_DAYS = 365.0 / 12.0  # the post is open every day of the month


class TradeRules(NamedTuple):
    """The scenario's numbers of trade, screening, prices and enforcement; money in rupiah."""

    load: float  # kilogram per trip
    trips: int  # a month, to the weekly market
    import_trips: int  # a month, of who brings goods home
    passage: float  # a load's way over the border and back
    duty: float
    certificate: float  # per trip with exports
    licence: float  # per month, without a licence of its own
    detour: float  # per formal trip while the gate is not full
    choice_scale: float
    stickiness: float
    reconsideration: float  # monthly chance
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
    base_weight: float  # security's share of staff time at the start
    case_days: float
    pass_column: int  # of holders, or -1
    passport_column: int
    licences: np.uint64  # bits of the papers that make a licensed trader
    market: bool  # loop FB7
    enforcement: bool  # loop FB8
    security: bool  # loop FB9


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
        trips=int(trade.trips_per_month),
        import_trips=int(trade.import_trips),
        passage=2.0 * constants["market_fare"].value,
        duty=float(trade.duty),
        certificate=float(trade.certificate_cost),
        licence=float(trade.licence_cost),
        detour=float(trade.detour_cost),
        choice_scale=float(trade.choice_scale),
        stickiness=float(trade.stickiness),
        reconsideration=float(trade.reconsideration),
        lent_cards=int(trade.lent_cards),
        learning_own=float(trade.learning_own),
        learning_peers=float(trade.learning_peers),
        price_adjustment=float(trade.price_adjustment),
        demand_elasticity=float(trade.demand_elasticity),
        supply_elasticity=float(trade.supply_elasticity),
        foreign_elasticity=float(trade.foreign_elasticity),
        freight=float(trade.freight),
        hourly=float(scenario.travel.time_value * scenario.travel.wage_per_hour),
        outside_wage=scenario.travel.outside_wage,
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
        hours=float(scenario.post.hours_per_day * _DAYS),
        day_hours=float(scenario.post.hours_per_day),
        scale=float(scenario.run.scale),
        coordination_gain=float(security.coordination_gain),
        post_effort=-math.log1p(-security.post_detection) / max(post_work, 1e-9),
        patrol_effort=-math.log1p(-security.path_detection) / gained,
        skill_learning=float(security.skill_learning),
        skill_decay=float(security.skill_decay),
        skill_effect=float(security.skill_effect),
        patrol_shift=float(security.patrol_shift),
        base_weight=float(security.base_weight),
        case_days=float(security.case_days),
        pass_column=paper_column(region, "plb"),
        passport_column=paper_column(region, "passport"),
        licences=licences,
        market=bool(scenario.loops.market),
        enforcement=bool(scenario.loops.enforcement),
        security=bool(scenario.loops.security),
    )
