"""The border district as a Mesa model: the month's schedule, and runs of many months."""

from collections.abc import Callable
from typing import Any

import mesa
import numpy as np

from model.accounts import Flow, Head, check_balances
from model.agents import Agency, Broker, Household, ServicePoint, rows
from model.errors import InputError
from model.indicators import Outcome
from model.journeys import Scene, Travel, plan_journeys
from model.lists import (
    Books,
    allocate_experiences,
    fitted,
    with_case_room,
    with_expiry_room,
    with_room,
)
from model.outcome import outcome
from model.recording import allocate_records, measure_welfare, record_month, set_income_level
from model.region import Region, load_region
from model.scenario import Scenario
from model.submodels.agencies import agencies
from model.submodels.entry import entry, markets_open
from model.submodels.events import Clock, events
from model.submodels.livelihoods import livelihoods
from model.submodels.needs import needs
from model.submodels.queues import (
    draw_uptime,
    queues,
    set_office_capacity,
    work_off,
)
from model.submodels.reputation import reputation, with_rumour_room
from model.submodels.spending import price_index, spending
from model.submodels.takeup import takeup
from model.tables import Option
from model.tally import Tally
from model.world import World

_YEAR = 12


class BorderModel(World, mesa.Model):
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
        mesa.Model.__init__(self, rng=seed)
        self._border_scenario = scenario if scenario is not None else Scenario()
        self._agents_made = False
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
        self._agencies()
        self._needs()
        self._takeup()
        self._queues()
        livelihoods(self.households, self.economy, self.pairs, self.key, self.month)
        self._spending()
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
        return outcome(self.records, self.region, self.scenario.run.burn_in, self.layout.unit)

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
            self.points, self.layout, self.reach, self.households,
            self.region, self.scenario, self.normal_speed, clock,
        )  # fmt: skip
        draw_uptime(self.points, self.force.shut, self.conditions, self.key, self.month)

    def _agencies(self) -> None:
        agencies(
            self.agency_table, self.points, self.services, self.handling, self.conduct,
            self.layout.unit,
        )  # fmt: skip
        for option, point in self.force.opened:
            self.households.visits[:, option] = self.believed_visits(point)
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
        plan_journeys(self.journeys, self.geography.main, self.geography.rough, self.points, trip)
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
            self.agenda,
            self._books(),
            float(self.scenario.behaviour.reconsideration),
            self.pairs,
            self.key,
            self.month,
        )

    def _takeup(self) -> None:
        books = self._books()
        while not takeup(
            self.households,
            self.latent,
            self.cases,
            self.scene,
            self.choice,
            self.room,
            self.agenda,
            books,
            self.key,
            self.month,
        ):
            self.cases = with_case_room(self.cases, self.heads, len(self.cases.household) // 4 + 64)

    def _queues(self) -> None:
        still_open = int(self.heads[Head.CASES])
        self.latent = with_room(self.latent, self.heads, still_open)
        self.expiries = with_expiry_room(self.expiries, self.heads, still_open)
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
        work_off(self.points, self.conditions)

    def _scene(self) -> Scene:
        return Scene(
            self.services,
            self.points,
            self.journeys,
            self.handling,
            self.complexity,
            self.markets,
            markets_open(self.broker_table, self.markets),
            self.reach,
        )

    def _books(self) -> Books:
        month, records = self.month, self.records
        return Books(
            self.heads, self.ledger, records.arose[month], records.met, records.tally[month]
        )

    def _spending(self) -> None:
        index = price_index(1.0, self.scenario.economy.border_goods_share)
        self.household_spending += int(
            spending(self.households, index, self.records.tally[self.month], Tally.SPENDING.value)
        )

    def _record(self) -> None:
        record_month(self, self.scenario, self.records, self.month)
        welfare = self.records.welfare
        if self.reported_month % _YEAR:
            welfare[self.month] = welfare[self.month - 1] if self.month else np.nan
            return
        line = self.region.constants["poverty_line"].value
        months = min(self.month + 1, _YEAR)
        if self.reported_month == 0:
            headcount = self.scenario.economy.headcount
            set_income_level(self.households, months, line, headcount)
        areas = len(self.region.sub_districts)
        welfare[self.month] = measure_welfare(self.households, months, line, areas)
        self.households.equivalent_income[:] = 0.0
        self.cases = fitted(self.cases, self.heads)

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
