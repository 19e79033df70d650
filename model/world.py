"""The world: everything that exists in the district before its first month."""

import numpy as np

from model.access import basket_weights
from model.accounts import Flow, Head
from model.border_world import BorderWorld
from model.casework import conditions
from model.catalogue import (
    build_agencies,
    build_life_events,
    build_points,
    build_services,
    services_of_origin,
)
from model.costs import monthly_costs
from model.draws import seed_key
from model.errors import InputError, nearest
from model.geography import build_geography, normal_speed
from model.holdings import draw_holdings
from model.journeys import Reach, allocate_handling, allocate_journeys
from model.lists import allocate_experiences
from model.population import draw_households, take_out_unearned
from model.region import Region
from model.scenario import Scenario
from model.submodels.agencies import agencies, conduct
from model.submodels.entry import broker_rules, build_brokers
from model.submodels.livelihoods import all_entitled, all_home_losses, economy
from model.submodels.needs import Occasions
from model.submodels.reputation import allocate_rumours, learning
from model.submodels.work import settle_again
from model.tables import Array, Cases, Option, allocate
from model.valuation import allocate_room, choice


class World(BorderWorld):
    """A district's tables, the rules its scenario sets, and what people believe at first.

    Raises ``InputError`` when the scenario names a place that the region does not have.
    """

    def __init__(self, region: Region, scenario: Scenario, seed: int) -> None:
        _check_places(region, scenario)
        self.region = region
        self.seed = seed
        self.key = seed_key(seed)
        self._build_tables(region, scenario)
        self._build_border(region, scenario, _bits(self.services.licence))
        self._build_rules(region, scenario)
        self._build_reach(region)
        self._build_points_of_view(region, scenario)

    def _build_tables(self, region: Region, scenario: Scenario) -> None:
        key = self.key
        self.geography = build_geography(region, scenario)
        self.normal_speed = normal_speed(region, scenario)
        self.services = build_services(region, scenario)
        self.agency_table = build_agencies(region, scenario)
        self.points, self.layout = build_points(region, scenario)
        self.life_events = build_life_events(region, scenario)
        self.occasions = Occasions(
            *(
                services_of_origin(region, origin)
                for origin in ("birth", "death", "coming_of_age", "marriage")
            )
        )
        self.households = draw_households(region, scenario, key)
        holdings = draw_holdings(
            self.households, self.services, region, scenario, self.geography, key
        )
        self.latent, self.expiries = holdings.needs, holdings.expiries
        self.first_expiry = holdings.first_expiry
        number = len(self.households.village)
        self.cases = allocate(Cases, number // 16 + 64)
        self.heads = np.zeros(len(Head), np.int64)
        self.heads[Head.FREE_NEED] = self.heads[Head.LATENT] = holdings.first_free_need
        self.heads[Head.FREE_EXPIRY] = self.heads[Head.EXPIRIES] = holdings.first_free_expiry
        self.ledger = np.zeros(Flow.DOCUMENTS_ISSUED + len(region.services), np.int64)
        self.ledger[Flow.NEEDS_AT_START] = holdings.first_free_need
        self.household_spending = 0
        # equivalent income per person and month of the last completed year, rupiah per household
        self.last_income = np.full(number, np.nan, np.float32)
        self.room = allocate_room()
        self.pairs = np.empty(number, np.float32), np.empty(number, np.float32)
        self.experiences = allocate_experiences(len(self.cases.household))
        self.rumours = allocate_rumours(number, len(self.cases.household) // 4)
        sub_districts = len(region.sub_districts)
        self.household_numbers = np.bincount(self.households.sub_district, minlength=sub_districts)
        self.broker_table, self.markets, self.broker_weight = build_brokers(
            scenario, self.household_numbers
        )

    def _build_rules(self, region: Region, scenario: Scenario) -> None:
        households = self.households
        self.conduct = conduct(scenario)
        self.conditions = conditions(scenario, len(region.villages))
        position = {service.name: row for row, service in enumerate(region.services)}
        papers = {
            service.holder: row
            for row, service in enumerate(region.services)
            if service.effect == "identity"
        }
        identity = papers.get("adult", -1)
        identity_column = int(self.services.person[identity]) if identity >= 0 else -1
        self.economy = economy(
            scenario,
            papers.get("household", -1),
            identity_column,
            _bits(self.services.licence),
            _bits(self.services.title),
        )
        take_out_unearned(
            households,
            scenario.economy.transfer,
            all_entitled(households, self.economy),
            self.remittances,
            all_home_losses(households, self.economy),
        )
        members = (households.adults + households.children).astype(np.float64)
        work = scenario.work
        self.work_rules = settle_again(
            households, self.border.villages.trip_cost, self.work_rules, work.share_at_start,
            work.irregular_share,
        )  # fmt: skip
        earner_income = households.income * members / households.adults
        self.choice = choice(
            scenario,
            float(earner_income.mean()) if len(earner_income) else 1.0,
            self.conditions.mobile_interval,
            position.get("birth_certificate", -1),
            position.get("marriage_certificate", -1),
            region.place_index(region.capital),
        )
        self.learning, self.broker_rules = learning(scenario), broker_rules(scenario)

    def _build_reach(self, region: Region) -> None:
        capital = region.place_index(region.capital)
        villages = len(region.villages)
        distance = (self.geography.main + self.geography.rough)[:, capital]
        self.reach = Reach(
            point=np.full((villages, len(Option)), -1, np.int16),
            information=np.zeros(villages),
            mobile_wait=np.zeros(villages),
            remotest=np.argsort(-distance, kind="stable"),
        )
        self.market_of_village = np.array(
            [region.sub_district_index(str(v.sub_district)) for v in region.villages]
        )
        villages_of = self.market_of_village == np.arange(len(region.sub_districts))[:, None]
        households = np.bincount(self.households.village, minlength=villages) * villages_of
        total = np.maximum(households.sum(axis=1, keepdims=True), 1)
        self.village_weights = households / total  # float64[sub-districts, villages]
        in_capital = self.points.place[: self.layout.first_desk] == capital
        self.reach.point[:, Option.OFFICE] = int(np.argmax(in_capital))
        self.reach.point[:, Option.DESK] = self.layout.first_desk + self.market_of_village
        self.reach.point[:, Option.UNIT] = self.layout.unit
        self.reach.point[:, Option.MOBILE] = self.layout.mobile
        self.reach.point[:, Option.COUNTER] = self.layout.counter
        seats = [
            next(row for row, village in enumerate(region.villages) if village.name == sub.seat)
            for sub in region.sub_districts
        ]
        self.seat_rows = np.array(seats)

    def _build_points_of_view(self, region: Region, scenario: Scenario) -> None:
        self.journeys = allocate_journeys(len(region.villages), len(self.points.option))
        self.handling = allocate_handling(len(self.points.option), len(region.services))
        self.weights = basket_weights(
            self.households, self.services, self.life_events, self.occasions, region
        )
        agencies(
            self.agency_table, self.points, self.services, self.handling, self.conduct,
            self.layout.unit,
        )  # fmt: skip
        self._set_first_beliefs()
        self.load = np.zeros(self.layout.first_desk)
        self.costs = monthly_costs(region, scenario, scenario.run.months)
        self.doubt = float(scenario.behaviour.scepticism)

    def _set_first_beliefs(self) -> None:
        """Let old points be known for what they are, and services for how complex they are."""
        office = self.services.office
        visits = self.handling.visits[office, np.arange(len(office))]
        mean = float(self.weights @ visits)
        self.complexity = (visits - 1.0) / max(mean - 1.0, 1e-9)
        self.households.visits[:, Option.OFFICE] = mean
        self.households.visits[:, Option.BROKER] = 1.0
        self.households.visits[:, Option.DESK] = self._true_visits(self.layout.first_desk)
        self.office_visits = mean

    def _true_visits(self, point: int) -> float:
        """Return the visits a point needs per document, over the services it takes in."""
        offered = self.services.offered[:, self.points.option[point]]
        weights = self.weights * offered
        total = weights.sum()
        return float(weights @ self.handling.visits[point] / total) if total > 0 else 1.0

    def believed_visits(self, point: int) -> float:
        """Return the visits that a point which opens now is first believed to need."""
        true = self._true_visits(point)
        return true + self.doubt * (self.office_visits - true)


def _bits(flags: Array) -> np.uint64:
    return np.uint64(sum(1 << int(row) for row in np.flatnonzero(flags)))


def _check_places(region: Region, scenario: Scenario) -> None:
    seats = [sub_district.seat for sub_district in region.sub_districts]
    if scenario.unit.opening_month > 0 and scenario.unit.location not in seats:
        raise InputError(
            f"unit.location is '{scenario.unit.location}': allowed are the seats of the "
            f"sub-districts of {region.label.en}; {nearest(scenario.unit.location, seats)}"
        )
