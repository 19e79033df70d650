"""The docking twin: needs, take-up, queues and livelihoods once more, in plain Mesa.

Written from the ODD alone (``docs/ODD.md``), as tutorials of Mesa write models: households, service
points and brokers' markets are agents, cases are objects, and chance is the model's own. It stands
for the model in the scenarios of ``scenarios.py`` only: trade, work abroad, prices and cooperation
bring nothing there, nobody learns, and brokers' number and price stay as they began.
"""

import math
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import mesa
import numpy as np

from tests.docking import needs, population, takeup
from tests.docking.beliefs import Beliefs
from tests.docking.facts import Facts, Service, Value
from tests.docking.household import Household
from tests.docking.journeys import Journeys
from tests.docking.queues import MONTH, BrokerMarket, Case, ServicePoint
from tests.docking.record import Record


class Twin(mesa.Model):
    """The district in the docking scenario."""

    def __init__(self, region_path: Path, parameters: Mapping[str, Value], seed: int) -> None:
        super().__init__(rng=seed)
        self.parameters = parameters
        self.facts = Facts(region_path, parameters)
        self.services = self.facts.services
        self.poverty_line = self.facts.constants["poverty_line"]
        self.kk, self.ktp, self.marriage_certificate = (
            self.facts.by_name[name].index for name in ("kk", "ktp", "marriage_certificate")
        )
        self.title = next(s.index for s in self.services if s.effect == "title")
        self.licences = [s.index for s in self.services if s.effect == "licence"]
        self.papers_of_newborns = [s for s in self.services if s.origin == "birth"]
        self.life_events = needs.life_events(self)
        yearly = float(parameters["behaviour.reconsideration"])
        self.reconsiders = 1 - (1 - yearly) ** (1 / 12)
        ego, clarity = (float(parameters[f"agencies.{p}"]) for p in ("ego", "role_clarity"))
        at_once = float(parameters["agencies.same_trip_success"])
        self.same_visit = at_once + (1 - at_once) * (1 - ego) * clarity
        self.month = 1 - int(parameters["run.burn_in"])
        self.expiries: dict[int, list[tuple[Household, Service]]] = {}
        self.cases: list[Case] = []
        self.journeys = Journeys(self.facts)
        self.sub_district = self.journeys.sub_district
        self.record = Record(self)
        self._open_points()
        self._settle()
        self.beliefs = Beliefs(self)

    # --- construction -------------------------------------------------------------------------

    def _open_points(self) -> None:
        parameters = self.parameters
        days = float(parameters["agencies.days_per_month"])
        scale = float(parameters["run.scale"])
        default = self.facts.raw["columns"]["agencies"]["counters"]["value"]
        self.offices = {
            name: ServicePoint(
                self,
                "office",
                agency["seat"],
                agency.get("counters", default),
                math.inf,
                days,
                float(parameters["agencies.uptime"]),
            )
            for name, agency in self.facts.agencies.items()
        }
        desk_files = float(parameters["agencies.desk_files_per_day"]) * days * scale
        self.desks = [
            ServicePoint(
                self,
                "desk",
                district["seat"],
                1,
                desk_files,
                days,
                float(parameters["agencies.desk_uptime"]),
            )
            for district in self.facts.sub_districts
        ]
        counters, unit_days = (
            float(parameters[f"unit.{name}"]) for name in ("counters", "days_per_month")
        )
        self.unit = ServicePoint(
            self,
            "unit",
            str(parameters["unit.location"]),
            counters,
            counters * float(parameters["unit.files_per_day"]) * unit_days * scale,
            unit_days,
            float(parameters["unit.uptime"]),
            is_open=False,
        )

    def _settle(self) -> None:
        households = population.settle(self)
        population.give_incomes(self, households)
        population.give_papers(self, households)
        population.split_incomes(households)
        earners = [h.income * h.members / h.adults for h in households]
        self.mean_income = sum(earners) / len(earners)
        self.households = households
        per_thousand = float(self.parameters["brokers.per_thousand_households"])
        sizes = Counter(household.sub_district for household in households)
        self.markets = [
            BrokerMarket(self, _brokers(per_thousand * sizes[index] / 1000))
            for index in range(len(self.facts.sub_districts))
        ]

    # --- what agents ask the model --------------------------------------------------------------

    @property
    def first_day(self) -> float:
        """Day on which the month begins."""
        return self.month * MONTH

    def choices(self, village: int, service: Service) -> list[takeup.Choice]:
        """Return the options of a service in a village this month."""
        key = (village, service.index)
        if key not in self._choices:
            self._choices[key] = takeup.choices(self, village, service)
        return self._choices[key]

    def schedule_expiry(self, household: Household, service: Service, months: int) -> None:
        """Let a paper lapse in so many months."""
        self.expiries.setdefault(self.month + months, []).append((household, service))

    # --- the month ------------------------------------------------------------------------------

    def step(self) -> None:
        """Run the month's submodels in the order of the ODD (section 3)."""
        self.begin_month()
        self.meet_needs()
        self.agents_by_type[Household].shuffle_do("decide")
        self.work_queues()
        self.agents_by_type[Household].shuffle_do("earn")
        self.end_month()

    def begin_month(self) -> None:
        """Set levers, the unit's conduct, and the tables of the month."""
        self.record.begin_month()
        self.journeys.begin_month()
        self._choices: dict[tuple[int, int], list[takeup.Choice]] = {}
        opening = int(self.parameters["unit.opening_month"])
        if opening and self.month >= opening:
            self._run_unit(opening)
        for point in self.agents_by_type[ServicePoint]:
            point.switch()
        for household in self.households:
            household.spending = 0

    def _run_unit(self, opening: int) -> None:
        """Let delegation grow, and service orientation follow the unit's programmes (ODD 7.3)."""
        parameters, unit = self.parameters, self.unit
        ramp = int(parameters["unit.ramp_months"])
        grown = min(1.0, (self.month - opening + 1) / ramp) if ramp else 1.0
        omega = unit.orientation
        training, complaints, leadership = (
            float(parameters[f"unit.{name}"])
            for name in ("training", "complaint_handling", "leadership")
        )
        omega += (
            float(parameters["agencies.training_gain"]) * training * (1 - omega)
            + float(parameters["agencies.feedback_gain"]) * complaints * omega * (1 - omega)
            + float(parameters["agencies.leadership_gain"]) * leadership
            - float(parameters["agencies.orientation_decay"])
            * (omega - float(parameters["agencies.orientation"]))
        )
        unit.change_conduct(
            grown * float(parameters["unit.delegation"]),
            grown * float(parameters["unit.vertical_delegation"]),
            min(1.0, max(0.0, omega)),
        )
        if not unit.is_open:
            unit.is_open = True
            self.beliefs.learn_of(unit)
            for household in self.households:
                household.alert = True

    def meet_needs(self) -> None:
        """Let lives go on and papers lapse."""
        self.agents_by_type[Household].shuffle_do("live")
        for household, service in self.expiries.pop(self.month, []):
            needs.expire(household, service)

    def work_queues(self) -> None:
        """Follow every case to the end of the month, then let points work off their backlog."""
        end = self.first_day + MONTH
        self.cases = [case for case in self.cases if not case.advance(end)]
        self.agents_by_type[ServicePoint].shuffle_do("work_off")
        self.agents_by_type[BrokerMarket].shuffle_do("post_delay")

    def end_month(self) -> None:
        """Record the month; at the end of burn-in set capacities and the level of incomes."""
        if self.month == 0:
            self._set_capacities()
            self._set_level_of_incomes()
        if self.month > 0:
            self.record.end_month()
        if self.month % 12 == 0:
            for household in self.households:
                household.year_earned = household.year_other = 0.0
        self.month += 1

    def _set_capacities(self) -> None:
        """Give offices the capacity that their load of the year uses as far as said (ODD 7.6)."""
        people = sum(household.members for household in self.households)
        scale = float(self.parameters["run.scale"])
        others = self.facts.constants["regency_population"] * scale / people - 1
        utilisation = float(self.parameters["agencies.utilisation"])
        for office in self.offices.values():
            load = sum(office.loads[-12:]) / 12
            office.queues = True
            if office.place != self.facts.raw["gate"] and load:
                office.outside = load * others
                office.files = (load + office.outside) / (utilisation * office.uptime)

    def _set_level_of_incomes(self) -> None:
        """Scale earned incomes so that the headcount of the year past is the one asked for."""
        line = 12 * self.poverty_line
        limits = np.array([(line - h.year_other) / h.year_earned for h in self.households])
        persons = np.array([h.members for h in self.households])
        order = np.argsort(-limits)
        share = np.cumsum(persons[order]) / persons.sum()
        edge = int(np.searchsorted(share, float(self.parameters["economy.headcount"])))
        factor = float(limits[order][edge])
        for household in self.households:
            household.farm *= factor
            household.wage *= factor
            household.business *= factor


def run(region_path: Path, parameters: Mapping[str, Value], seed: int) -> Twin:
    """Return a twin that has been run through burn-in and the months reported."""
    twin = Twin(region_path, parameters, seed)
    for _ in range(int(parameters["run.burn_in"]) + int(parameters["run.months"])):
        twin.step()
    return twin


def _brokers(number: float) -> float:
    """Return how many brokers a market has: whole ones, or the fraction of one."""
    return float(round(number)) if number >= 1 else number


def timed_months(
    region_path: Path, parameters: Mapping[str, Value], seed: int, months: int
) -> tuple[int, float, float]:
    """Run the twin and return (households, months, seconds spent in the four submodels)."""
    twin = Twin(region_path, parameters, seed)
    seconds = 0.0
    for _ in range(months):
        twin.begin_month()
        start = time.perf_counter()
        twin.meet_needs()
        twin.agents_by_type[Household].shuffle_do("decide")
        twin.work_queues()
        twin.agents_by_type[Household].shuffle_do("earn")
        seconds += time.perf_counter() - start
        twin.end_month()
    return len(twin.households), float(months), seconds
