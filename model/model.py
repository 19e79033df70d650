"""The border district as a Mesa model: the month's schedule, and runs of many months."""

from collections.abc import Callable
from typing import Any

import mesa
import numpy as np

from model.accounts import Flow, Head, check_balances
from model.agent_sets import LazyAgents
from model.agents import (
    Agency,
    BorderAgency,
    Broker,
    CooperationForum,
    Government,
    Household,
    Post,
    RowAgent,
    ServicePoint,
    Trader,
)
from model.border import set_spending, set_trips
from model.border_records import BorderMeasure, record_border
from model.border_tables import PostStatus, Side
from model.catalogue import set_pull
from model.errors import InputError
from model.indicators import Outcome
from model.journeys import Scene, plan_journeys
from model.lists import (
    Books,
    allocate_experiences,
    fitted,
    in_order,
    with_case_room,
    with_expiry_room,
    with_room,
)
from model.outcome import outcome
from model.recording import (
    allocate_records,
    measure_deciles,
    measure_sources,
    measure_welfare,
    record_month,
    set_income_level,
)
from model.regime import regime, talks
from model.region import Region, load_region
from model.scenario import Scenario
from model.submodels.agencies import agencies
from model.submodels.diplomacy import diplomacy
from model.submodels.enforcement import enforcement
from model.submodels.entry import entry
from model.submodels.events import Clock, events
from model.submodels.livelihoods import all_home_losses, livelihoods
from model.submodels.needs import needs
from model.submodels.orientation import orientation
from model.submodels.prices import note_start, prices
from model.submodels.queues import draw_uptime, queues, set_office_capacity
from model.submodels.reputation import reputation, with_rumour_room
from model.submodels.screening import screening
from model.submodels.spending import price_indices, spending
from model.submodels.takeup import takeup
from model.submodels.trade import trade
from model.submodels.trader_entry import trader_entry
from model.submodels.work import at_income_level, work
from model.tables import Option
from model.tally import Tally
from model.villages import measure_villages
from model.world import World

_YEAR = 12
_SPENDING = Tally.SPENDING.value


class BorderModel(World, LazyAgents, mesa.Model):
    """A border district: households, agencies, service points and brokers, month by month.

    ``region``: a :class:`Region` or its name; ``scenario``: levers and uncertainties; ``seed``: a
    non-negative whole number (None is 1), which with region and scenario determines every number of
    the run. It stops running after its last month, so that Mesa's own tools can drive it. Raises
    ``InputError`` when the scenario names a place that the region does not have.
    """

    def __init__(
        self,
        region: Region | str = "bengkayang",
        scenario: Scenario | None = None,
        seed: int | None = 1,
    ) -> None:
        # Mesa's tools pass None where nobody asked for a seed
        seed = 1 if seed is None else seed
        mesa.Model.__init__(self, rng=seed)
        self._border_scenario = scenario if scenario is not None else Scenario()
        self.month = -1
        World.__init__(
            self, load_region(region) if isinstance(region, str) else region, self.scenario, seed
        )
        self.records = allocate_records(self, self.scenario)

    @property
    def scenario(self) -> Scenario:
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

    def step(self) -> None:
        """Run one month: the schedule of the ODD, in its order."""
        if self.month + 1 == len(self.records.cost):
            raise InputError(
                f"The run is over: it has {len(self.records.cost)} months with burn-in "
                "(run.months, run.burn_in)."
            )
        self.month += 1
        if self.reported_month == 1:
            self._set_capacity()
        self._events()
        self._diplomacy()
        self._agencies()
        self._needs()
        self._takeup()
        self._queues()
        self._livelihoods()
        self._trade()
        self._spending()
        self._orientation()
        enforcement(self.border.paths, self.trade_rules)
        if self.scenario.loops.reputation:
            self.rumours = with_rumour_room(self.rumours, self.experiences)
            reputation(
                self.households,
                self.latent,
                self.experiences,
                self.rumours,
                self.scene,
                self.learning,
            )
        self._entry()
        self._record()
        check_balances(
            self.ledger, self.heads, self.household_spending, self._border_count(), self.month
        )
        self.running = self.month + 1 < len(self.records.cost)

    def run(self, progress: Callable[[int], None] | None = None) -> Outcome:
        """Run all months and return the outcome; ``progress`` hears each month that is done."""
        while self.month + 1 < len(self.records.cost):
            self.step()
            if progress is not None:
                progress(self.month + 1)
        return self.outcome()

    def outcome(self) -> Outcome:
        """Return the indicators as recorded so far."""
        return outcome(self.records, self.region, self.scenario.run.burn_in, self.layout.unit)

    @property
    def datacollector(self) -> mesa.DataCollector:
        """Mesa's collector with the indicators of the run; empty until the last month is done."""
        if self.running:
            return mesa.DataCollector()
        reporters = {name: [float, [value]] for name, value in self.outcome().summary.items()}
        collector = mesa.DataCollector(reporters)
        collector.collect(self)
        return collector

    def documents_issued(self, service: str) -> int:
        """Return how many documents of a service have been issued since the start of burn-in."""
        return int(self.ledger[Flow.DOCUMENTS_ISSUED + self.region.service_index(service)])

    def _set_capacity(self) -> None:
        people = sum(sub.population.value for sub in self.region.sub_districts)
        rest = self.region.constants["regency_population"].value - people
        villages = [self.region.place_index(village.name) for village in self.region.villages]
        set_office_capacity(
            self.points, self.layout.first_desk, self.load, rest / people, self.scenario.agencies,
            np.isin(self.points.place[: self.layout.first_desk], villages), self.scenario.run.scale,
        )  # fmt: skip

    def _events(self) -> None:
        clock = Clock(self.month, self.reported_month)
        self.force = events(
            self.points, self.layout, self.reach, self.households,
            self.region, self.scenario, self.normal_speed, clock,
        )  # fmt: skip
        draw_uptime(self.points, self.force.shut, self.conditions, self.key, self.month)

    def _diplomacy(self) -> None:
        built, reported = self.force.gate, self.reported_month
        post, dollars = self.border.post, self.region.constants["income_home"].value
        normal = post.normal_informal[0]
        diplomacy(
            self.forum, self.governments, talks(self.region, self.scenario, built, reported),
            self.diplomacy_rules, dollars * self._relative_income(self.scenario.run.burn_in),
            float(post.informal[0] / normal) if reported > 1 and normal > 0.0 else 1.0,
            self.key, self.month,
        )  # fmt: skip
        before = self.regime.status
        self.regime = regime(
            self.region, self.scenario, built, self.forum, self.governments,
            self._coordination(self.scenario, reported), self.force.roads, reported,
        )  # fmt: skip
        if self.regime.status != before:
            set_pull(self.life_events, self.region, self.scenario, PostStatus(self.regime.status))

    def _agencies(self) -> None:
        agencies(
            self.agency_table, self.points, self.services, self.handling, self.conduct,
            self.layout.unit,
        )  # fmt: skip
        for option, point in self.force.opened:
            self.households.visits[:, option] = self.believed_visits(point)
        trip = self._trip(self.scenario, self.force.speed, self.force.fare)
        plan_journeys(self.journeys, self.geography.main, self.geography.rough, self.points, trip)
        if trip != self.trip:
            self.trip = trip
            set_trips(self.border, self.region, self.geography, trip)
        self.scene = self._scene()  # what everyone sees this month

    def _needs(self) -> None:
        self.latent = needs(
            self.households,
            self.latent,
            self.cases,
            self.expiries,
            self.first_expiry,
            self.services,
            self.life_events,
            self.occasions,
            self._books(),
            float(self.scenario.behaviour.reconsideration),
            self.pairs,
            self.key,
            self.month,
        )

    def _takeup(self) -> None:
        books, done = self._books(), 0
        while True:
            done = takeup(
                self.households, self.latent, self.cases, self.scene, self.choice, self.room,
                books, done, self.key, self.month,
            )  # fmt: skip
            if done == len(self.households.village):
                return
            self.cases = with_case_room(self.cases, self.heads, len(self.cases.household) // 4 + 64)

    def _queues(self) -> None:
        still_open = int(self.heads[Head.CASES])
        self.latent = with_room(self.latent, self.heads, still_open)
        lapsing = np.count_nonzero(self.services.validity[self.cases.service[:still_open]])
        self.expiries = with_expiry_room(self.expiries, self.heads, int(lapsing))
        if still_open > len(self.experiences.household):
            self.experiences = allocate_experiences(len(self.cases.household))
        queues(
            self.households,
            self.latent,
            self.cases,
            self.expiries,
            self.first_expiry,
            self.scene,
            self.conditions,
            self.experiences,
            self._books(),
            self.key,
            self.month,
        )
        if -_YEAR < self.reported_month <= 0:
            self.load += self.points.arrivals[: self.layout.first_desk]

    def _scene(self) -> Scene:
        return Scene(
            self.services,
            self.points,
            self.journeys,
            self.handling,
            self.complexity,
            self.markets,
            self.reach,
        )

    def _books(self) -> Books:
        month, records = self.month, self.records
        return Books(
            self.heads, self.ledger, records.arose[month], records.met, records.tally[month]
        )

    def _livelihoods(self) -> None:
        work(
            self.households, self.border.villages.trip_cost, self.work_rules, self.remittances,
            self.worker_flows, self.pairs, self.regime.status, self.regime.leak, self.key,
            self.month,
        )  # fmt: skip
        self.ledger[Flow.WORKERS_LEFT_IRREGULAR : Flow.WORKERS_CAUGHT + 1] = self.worker_flows
        crops, cooperation = self._prospects(self.scenario)
        livelihoods(
            self.households, self.economy, self.border.traders, self.trade_rules.outside_wage,
            self.remittances, crops, cooperation, self.pairs, self.key, self.month,
        )  # fmt: skip

    def _trade(self) -> None:
        border, settled = self.border, self.reported_month > 0
        if self.month == 0 or self.reported_month == 1:
            share = self.scenario.economy.border_goods_share
            set_spending(border, self.households, share)
        trade(self.households, border, self.regime, self.trade_rules, settled, self.key, self.month)
        screening(
            border, self.regime, self.trade_rules, settled, self.goods_flows, self.key,
            self.month,
        )  # fmt: skip
        prices(border, self.regime, self.trade_rules, settled)
        measures = self.records.border[self.month]
        record_border(
            border, self.regime, self.forum, self.governments, measures,
            self.records.goods[self.month],
        )  # fmt: skip
        self.governments.gain[Side.HOME] = measures[BorderMeasure.EXPORTS]
        self.governments.gain[Side.ABROAD] = measures[BorderMeasure.IMPORTS]
        if -_YEAR < self.reported_month <= 0:
            first = self.reported_month == 1 - _YEAR
            note_start(border, self.governments, float(_YEAR), first)
        self.ledger[Flow.GOODS_PAID : Flow.GOODS_SPOILED + 1] = self.goods_flows
        self.arrived += int(border.goods.arrived.sum())
        self.seized += int(border.paths.seized.sum() + border.post.seized[0])

    def _spending(self) -> None:
        if self.reported_month > 0:
            share = float(self.scenario.economy.border_goods_share)
            price_indices(self.border.villages, share, self.indices)
        self.household_spending += int(
            spending(self.households, self.indices, self.records.tally[self.month], _SPENDING)
        )

    def _orientation(self) -> None:
        levers = self.scenario.orientation
        better = 0 < levers.opening_month <= self.reported_month
        orientation(
            self.households, self.surroundings, self.orientation_rules, self.pairs,
            self.regime.status, self.regime.leak,
            float(levers.clinic_quality if better else levers.base_clinic_quality),
            self.key, self.month,
        )  # fmt: skip

    def _record(self) -> None:
        record_month(self, self.scenario, self.records, self.month)
        welfare, deciles, sources, villages = (
            self.records.welfare, self.records.deciles, self.records.sources, self.records.villages
        )  # fmt: skip
        if self.reported_month % _YEAR:
            for yearly in (welfare, deciles, sources, villages):
                yearly[self.month] = yearly[self.month - 1] if self.month else np.nan
            return
        line = self.region.constants["poverty_line"].value
        months = min(self.month + 1, _YEAR)
        if self.reported_month == 0:
            headcount = self.scenario.economy.headcount
            factor = set_income_level(
                self.households, all_home_losses(self.households, self.economy), months, line,
                headcount,
            )  # fmt: skip
            self.work_rules = at_income_level(self.work_rules, factor)
        areas = len(self.region.sub_districts)
        welfare[self.month] = measure_welfare(self.households, months, line, areas)
        deciles[self.month] = measure_deciles(self.households, months)
        sources[self.month] = measure_sources(
            self.households, self.border.traders, self.trade_rules.outside_wage, self.remittances,
            self.economy, *self._prospects(self.scenario), areas,
        )  # fmt: skip
        villages[self.month] = measure_villages(self.households, self.services, self.region, months)
        np.divide(self.households.equivalent_income, months, out=self.last_income)
        self.households.equivalent_income[:] = 0.0
        self.cases = fitted(self.cases, self.heads)
        self.latent = in_order(self.households, self.latent, self.heads)

    def _entry(self) -> None:
        office = self.reach.point[0, Option.OFFICE]
        trip = self.journeys.cash[self.seat_rows, office]
        trader_entry(
            self.households, self.border, self.trade_rules, float(self.scenario.trade.capital),
            self.reported_month > 0, self.key, self.month,
        )  # fmt: skip
        entry(
            self.broker_table, self.markets, self.broker_weight, trip, self.broker_rules, self.key,
            self.month,
        )  # fmt: skip

    def agent_tables(self) -> tuple[tuple[type[RowAgent], Any], ...]:
        """Return the classes of agents with their tables, in the order in which they are made."""
        return (
            (Household, self.households),
            (Agency, self.agency_table),
            (ServicePoint, self.points),
            (Broker, self.broker_table),
            (Trader, self.border.traders),
            (BorderAgency, self.border.agencies),
            (Post, self.border.post),
            (CooperationForum, self.forum),
            (Government, self.governments),
        )


def simulate(region: Region, scenario: Scenario, seed: int) -> Outcome:
    """Run one scenario under one seed and return its indicators."""
    return BorderModel(region, scenario, seed).run()
