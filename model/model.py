"""The border district as a Mesa model: builds the world, and runs the months."""

from collections.abc import Callable
from typing import Any

import mesa
import numpy as np

from model.access import basket, basket_weights
from model.accounts import Flow, Head, check_balances
from model.agents import Agency, Broker, Household, ServicePoint, rows
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
from model.indicators import WELFARE, Outcome, Records, outcome
from model.journeys import Journeys, Reach, Travel, plan_journeys
from model.lists import allocate_agenda, with_case_room, with_expiry_room, with_room
from model.population import draw_holdings, draw_households, take_transfers_out
from model.region import Region, load_region
from model.scenario import Scenario
from model.submodels.agencies import agencies, allocate_handling, conduct
from model.submodels.entry import broker_rules, build_brokers, entry, markets_open
from model.submodels.events import Clock, events
from model.submodels.livelihoods import all_entitled, economy, livelihoods
from model.submodels.needs import Occasions, needs
from model.submodels.queues import (
    allocate_experiences,
    conditions,
    draw_uptime,
    queues,
    set_office_capacity,
    work_off,
)
from model.submodels.reputation import allocate_rumours, learning, reputation
from model.submodels.spending import count_people, price_index, spending
from model.submodels.takeup import choice, count_decisions, takeup
from model.tables import Array, Cases, Option, allocate
from model.tally import Tally
from model.welfare import atkinson, foster_greer_thorbecke, gini, mean_of_bottom

_YEAR = 12
_INEQUALITY_AVERSION = 1.0  # Atkinson's ε = 1: the ratio of geometric to arithmetic mean
_BOTTOM = 0.4  # the World Bank's bottom 40 per cent


class BorderModel(mesa.Model):
    """A border district: households, agencies, service points and brokers, month by month.

    ``region``: a :class:`Region` or its name; ``scenario``: levers and uncertainties; ``seed``: a
    non-negative whole number, which with region and scenario determines every number of the run.
    Raises ``InputError`` when the scenario names a place that the region does not have.
    """

    def __init__(
        self,
        region: Region | str = "bengkayang",
        scenario: Scenario | None = None,
        seed: int = 1,
    ) -> None:
        super().__init__(rng=seed)
        self.region = load_region(region) if isinstance(region, str) else region
        self._border_scenario = scenario if scenario is not None else Scenario()
        self.seed = seed
        self.key = seed_key(seed)
        self.month = -1
        self._agents_made = False
        _check_places(self.region, self.scenario)
        self._build_world()
        self._build_rules()
        self._build_records()

    @property
    def scenario(self) -> Scenario:  # type: ignore[override]
        """Levers and uncertainties of this run."""
        return self._border_scenario

    @scenario.setter
    def scenario(self, scenario: Any) -> None:
        # Mesa's constructor sets a scenario of its own, which holds nothing but the seed
        self._scenario = scenario

    @property
    def reported_month(self) -> int:
        """The month as reported: 1 is the first after burn-in."""
        return self.month - self.scenario.run.burn_in + 1

    def _build_world(self) -> None:
        region, scenario, key = self.region, self.scenario, self.key
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
        self.cases = allocate(Cases, number // 8 + 64)
        self.heads = np.zeros(len(Head), np.int64)
        self.heads[Head.FREE_NEED] = self.heads[Head.LATENT] = holdings.first_free_need
        self.heads[Head.FREE_EXPIRY] = self.heads[Head.EXPIRIES] = holdings.first_free_expiry
        self.ledger = np.zeros(Flow.DOCUMENTS_ISSUED + len(region.services), np.int64)
        self.ledger[Flow.NEEDS_AT_START] = holdings.first_free_need
        self.household_spending = 0
        self.agenda = allocate_agenda(number)
        self.room = np.zeros(len(Option)), np.zeros(len(Option), np.bool_), np.zeros(len(Option))
        self.pairs = np.empty(number, np.float32), np.empty(number, np.float32)
        self.experiences = allocate_experiences(len(self.cases.household))
        self.rumours = allocate_rumours(number, len(self.cases.household))
        sub_districts = len(region.sub_districts)
        self.household_numbers = np.bincount(
            self.households.sub_district, minlength=sub_districts
        )
        self.village_weights = np.bincount(
            self.households.village, minlength=len(region.villages)
        )
        self.broker_table, self.markets, self.broker_weight = build_brokers(
            scenario, self.household_numbers
        )

    def _build_rules(self) -> None:
        region, scenario, households = self.region, self.scenario, self.households
        position = {service.name: row for row, service in enumerate(region.services)}
        capital = region.place_index(region.capital)
        identity = position.get("ktp", -1)
        identity_column = int(self.services.person[identity]) if identity >= 0 else -1
        self.economy = economy(
            scenario,
            position.get("kk", -1),
            identity_column,
            _bits(self.services.licence),
            _bits(self.services.title),
        )
        take_transfers_out(
            households, scenario.economy.transfer, all_entitled(households, self.economy)
        )
        members = (households.adults + households.children).astype(np.float64)
        earner_income = households.income * members / households.adults
        self.choice = choice(
            scenario,
            float(earner_income.mean()) if len(earner_income) else 1.0,
            position.get("birth_certificate", -1),
            position.get("marriage_certificate", -1),
            capital,
        )
        self.conduct, self.conditions = conduct(scenario), conditions(scenario)
        self.learning, self.broker_rules = learning(scenario), broker_rules(scenario)

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
        shape = villages, len(self.points.option)
        self.journeys = Journeys(*(np.zeros(shape, np.int64) for _ in range(4)))
        self.handling = allocate_handling(len(self.points.option), len(region.services))
        self.weights = basket_weights(households, self.life_events, self.occasions, region)
        agencies(
            self.agency_table, self.points, self.services, self.handling, self.conduct,
            self.layout.unit,
        )  # fmt: skip
        self._set_first_beliefs()
        self.load = np.zeros(self.layout.first_desk)
        self.costs = monthly_costs(region, scenario, scenario.run.months)

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

    def _believed_visits(self) -> Array:
        """Return the visits that each point, if it opened now, would be believed to need."""
        doubt = self.scenario.behaviour.scepticism
        true = np.array([self._true_visits(p) for p in range(len(self.points.option))])
        return true + doubt * (self.office_visits - true)

    def _build_records(self) -> None:
        run = self.scenario.run
        months, areas = run.burn_in + run.months, len(self.region.sub_districts)
        points = len(self.points.option)
        persons = self.households.holders.shape[1]
        self.records = Records(
            tally=np.zeros((months, areas, len(Tally)), np.int64),
            arose=np.zeros((months, areas), np.int64),
            met=np.zeros((months, areas), np.int64),
            minutes=np.zeros((months, areas)),
            rupiah=np.zeros((months, areas)),
            holders=np.zeros((months, areas, persons), np.int64),
            welfare=np.full((months, 1 + areas, len(WELFARE)), np.nan),
            cost=np.concatenate([np.zeros(run.burn_in), self.costs]),
            delay=np.zeros((months, points)),
            orientation=np.zeros((months, points)),
            brokers=np.zeros((months, areas)),
            price=np.zeros((months, areas)),
            weight=self.household_numbers,
        )

    def step(self) -> None:
        """Run one month: the schedule of the ODD, in its order."""
        self.month += 1
        if self.month == len(self.records.cost):
            raise InputError(
                f"The run is over: it has {len(self.records.cost)} months with burn-in "
                "(run.months, run.burn_in)."
            )
        if self.month == _YEAR:
            self._set_capacity()
        self._events()
        self._agencies()
        self._needs()
        self._takeup()
        self._queues()
        livelihoods(self.households, self.economy, self.pairs, self.key, self.month)
        self._spending()
        if self.scenario.loops.reputation:
            reputation(
                self.households, self.experiences, self.rumours, self.points, self.journeys,
                self.reach, self.learning,
            )  # fmt: skip
        self._entry()
        self._record()
        check_balances(self.ledger, self.heads, self.household_spending, self.month)

    def run(self, progress: Callable[[int], None] | None = None) -> Outcome:
        """Run all months and return the outcome; ``progress`` hears each month that is done."""
        while self.month + 1 < len(self.records.cost):
            self.step()
            if progress is not None:
                progress(self.month + 1)
        self.running = False
        return self.outcome()

    def outcome(self) -> Outcome:
        """Return the indicators as recorded so far."""
        return outcome(
            self.records, self.region, self.scenario.run.burn_in, self.layout.unit
        )

    def documents_issued(self, service: str) -> int:
        """Return how many documents of a service have been issued since the start of burn-in."""
        return int(self.ledger[Flow.DOCUMENTS_ISSUED + self.region.service_index(service)])

    def _set_capacity(self) -> None:
        people = sum(sub.population.value for sub in self.region.sub_districts)
        rest = self.region.constants["regency_population"].value - people
        set_office_capacity(
            self.points, self.layout.first_desk, self.load, rest / people,
            self.scenario.agencies.utilisation,
        )  # fmt: skip

    def _events(self) -> None:
        clock = Clock(self.month, self.reported_month)
        self.force = events(
            self.points, self.layout, self.reach, self.households, self._believed_visits,
            self.region, self.scenario, self.normal_speed, clock,
        )  # fmt: skip
        draw_uptime(self.points, self.force.shut, self.conditions, self.key, self.month)

    def _agencies(self) -> None:
        agencies(
            self.agency_table, self.points, self.services, self.handling, self.conduct,
            self.layout.unit,
        )  # fmt: skip
        travel = self.scenario.travel
        trip = Travel(
            fare=self.force.fare,
            rough_fare_factor=float(travel.rough_fare_factor),
            speed=self.force.speed,
            rough_speed=float(self.normal_speed * travel.rough_speed_factor),
            meals=float(travel.meals),
            meal_distance=float(travel.meal_distance),
            lodging=float(travel.lodging),
            day_limit=float(travel.day_limit),
            day_limit_spread=float(travel.day_limit_spread),
        )
        plan_journeys(
            self.journeys, self.geography.main, self.geography.rough, self.points, trip
        )

    def _needs(self) -> None:
        self.latent = needs(
            self.households, self.latent, self.expiries, self.first_expiry, self.services,
            self.life_events, self.occasions, self.agenda, self.heads, self.ledger,
            self.records.arose[self.month], float(self.scenario.behaviour.reconsideration), self.pairs,
            self.key, self.month,
        )  # fmt: skip

    def _takeup(self) -> None:
        decisions = count_decisions(self.households, self.latent, self.agenda, self.month)
        self.cases = with_case_room(self.cases, self.heads, 2 * decisions)
        if len(self.cases.household) > len(self.experiences.household):
            self.experiences = allocate_experiences(len(self.cases.household))
            self.rumours = allocate_rumours(
                len(self.households.village), len(self.cases.household)
            )
        takeup(
            self.households, self.latent, self.cases, self.services, self.points, self.journeys,
            self.handling, self.complexity, self.markets,
            markets_open(self.broker_table, self.markets), self.reach, self.choice, self.agenda,
            *self.room, self.heads, self.ledger, self.records.arose[self.month],
            self.records.tally[self.month], self.key, self.month,
        )  # fmt: skip

    def _queues(self) -> None:
        trips = self.scenario.mobile.trips_per_month
        interval = 30.0 * len(self.region.villages) / trips if trips else 30.0
        still_open = int(self.heads[Head.CASES])
        self.latent = with_room(self.latent, self.heads, still_open)
        self.expiries = with_expiry_room(self.expiries, self.heads, still_open)
        queues(
            self.households, self.latent, self.cases, self.expiries, self.first_expiry,
            self.services, self.points, self.journeys, self.handling, self.conditions, interval,
            self.experiences, self.heads, self.ledger, self.records.met,
            self.records.tally[self.month], self.key, self.month,
        )  # fmt: skip
        if self.month < _YEAR:
            self.load += self.points.arrivals[: self.layout.first_desk]
        work_off(self.points, self.conditions)

    def _spending(self) -> None:
        index = price_index(1.0, self.scenario.economy.border_goods_share)
        self.household_spending += int(
            spending(
                self.households, index, self.records.tally[self.month], Tally.SPENDING.value
            )
        )
        if self.reported_month % _YEAR == 0:
            self._close_year()

    def _entry(self) -> None:
        office = self.reach.point[0, Option.OFFICE]
        trip = (
            self.journeys.fare[:, office]
            + self.journeys.meal[:, office]
            + self.journeys.lodging[:, office]
        )[self.seat_rows].astype(np.float64)
        entry(
            self.broker_table, self.markets, self.broker_weight, trip, self.broker_rules, self.key,
            self.month,
        )  # fmt: skip

    def _close_year(self) -> None:
        """Measure welfare over the year that ends this month, and begin a new one."""
        households = self.households
        months = min(self.month + 1, _YEAR)
        income = households.equivalent_income.astype(np.float64) / months
        order = np.argsort(income, kind="stable")  # sorted once: the measures below sort again
        income = income[order]
        people = (households.adults + households.children).astype(np.float64)[order]
        sub_district = households.sub_district[order]
        line = self.region.constants["poverty_line"].value
        for area in range(-1, len(self.region.sub_districts)):
            mine = sub_district == area if area >= 0 else slice(None)
            y, w = income[mine], people[mine]
            if len(y) == 0:
                continue
            self.records.welfare[self.month, area + 1] = (
                np.average(y, weights=w),
                mean_of_bottom(y, _BOTTOM, w),
                *(100 * foster_greer_thorbecke(y, line, order, w) for order in (0, 1, 2)),
                gini(y, w),
                atkinson(y, _INEQUALITY_AVERSION, w),
            )
        if self.reported_month == 0:
            self._set_income_level(income, people)
        households.equivalent_income[:] = 0.0

    def _set_income_level(self, income: Array, people: Array) -> None:
        """Scale earned incomes so that the year before month 1 has the scenario's headcount.

        ``income`` is sorted; ``people`` are the members behind each.
        """
        share = np.cumsum(people) / people.sum()
        poorest = int(np.searchsorted(share, self.scenario.economy.headcount))
        level = income[min(poorest, len(income) - 1)]
        if level <= 0:
            return
        factor = np.float32(self.region.constants["poverty_line"].value / level)
        for name in ("farm", "wage", "business", "remittance"):
            getattr(self.households, name)[:] *= factor

    def _record(self) -> None:
        month, records = self.month, self.records
        count_people(
            self.households, records.tally[month], records.holders[month],
            Tally.ADULTS.value, Tally.CHILDREN.value,
        )  # fmt: skip
        if self.reported_month % _YEAR and month:
            records.welfare[month] = records.welfare[month - 1]
        records.delay[month] = self.points.delay
        records.orientation[month] = self.points.orientation
        alive = self.broker_table.sub_district[self.broker_table.alive]
        records.brokers[month] = np.bincount(alive, minlength=records.brokers.shape[1])
        records.price[month] = self.markets.price
        minutes, rupiah = self._basket()
        for area in range(len(self.region.sub_districts)):
            mine = self.market_of_village == area
            weights = self.village_weights[mine]
            if weights.sum() > 0:
                records.minutes[month, area] = np.average(minutes[mine], weights=weights)
                records.rupiah[month, area] = np.average(rupiah[mine], weights=weights)

    def _basket(self) -> tuple[Array, Array]:
        minutes, rupiah = (np.zeros(len(self.region.villages)) for _ in range(2))
        brokers = self.scenario.brokers
        basket(
            minutes, rupiah, self.weights, self.services, self.points, self.journeys,
            self.handling, self.reach, self.choice.hourly_value,
            float(brokers.informal_share * brokers.informal_payment),
        )  # fmt: skip
        return minutes, rupiah

    def _make_agents(self) -> None:
        """Make the Mesa agents, all types in a fixed order, on first use."""
        if self._agents_made:
            return
        self._agents_made = True
        for kind, table in (
            (Household, self.households),
            (Agency, self.agency_table),
            (ServicePoint, self.points),
            (Broker, self.broker_table),
        ):
            for row in rows(table):
                kind(self, table, row)

    @property
    def agents(self) -> Any:
        """All agents, as in any Mesa model; made on first use."""
        self._make_agents()
        return self._all_agents

    @property
    def agents_by_type(self) -> Any:
        """Agents by class, as in any Mesa model; made on first use."""
        self._make_agents()
        return self._agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """The classes of agents."""
        self._make_agents()
        return list(self._agents_by_type)

    def remove_all_agents(self) -> None:
        """Drop the agents' objects; their rows stay, and they are made anew on next use."""
        if self._agents_made:
            super().remove_all_agents()
            self._agents_by_type.clear()
            self._agents_made = False


def simulate(region: Region, scenario: Scenario, seed: int) -> Outcome:
    """Run one scenario under one seed and return its indicators."""
    return BorderModel(region, scenario, seed).run()


def _bits(flags: Array) -> np.uint64:
    return np.uint64(sum(1 << int(row) for row in np.flatnonzero(flags)))


def _check_places(region: Region, scenario: Scenario) -> None:
    seats = [sub_district.seat for sub_district in region.sub_districts]
    if scenario.unit.location not in seats:
        raise InputError(
            f"unit.location is '{scenario.unit.location}': allowed are the seats of the "
            f"sub-districts of {region.label.en}; {nearest(scenario.unit.location, seats)}"
        )
