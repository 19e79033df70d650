"""Service points, brokers' markets and cases: what a visit achieves and who waits how long.

Follows ODD 7.3 and 7.6. Every point and every market is an agent; a case is an object that lies
at a point until its paper is issued or its owner gives up.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import mesa

from tests.docking.facts import Service

if TYPE_CHECKING:
    from tests.docking.household import Household, Need
    from tests.docking.twin import Twin

MONTH = 30.0


@dataclass(frozen=True)
class Prospect:
    """What a point makes of a file of one service (ODD 7.3)."""

    papers_missing: float
    settled: float
    processing: float
    """Days from the complete file to the paper."""
    visits: float
    """Expected visits at this point until it is done with the file."""
    sent_on: float
    """Chance that the file ends at the office in town."""


class ServicePoint(mesa.Agent):
    """An agency's own office, a sub-district desk or the unit."""

    model: "Twin"

    def __init__(
        self,
        model: "Twin",
        option: str,
        place: str,
        counters: float,
        files: float,
        days: float,
        uptime: float,
        *,
        is_open: bool = True,
    ) -> None:
        super().__init__(model)
        self.option = option
        self.place = place
        self.counters = counters
        self.files = files
        self.days = days
        self.uptime = uptime
        self.is_open = is_open
        self.working = self.random.random() < uptime
        self.orientation = float(model.parameters["agencies.orientation"])
        self.delegation = 0.0
        self.vertical_delegation = 0.0
        self.outside = 0.0
        self.arrivals = 0
        self.backlog = 0.0
        self.delay = 0.0
        self.waiting = 0.0
        self.queues = math.isfinite(files)
        """Whether people queue; at the offices not before capacities are set."""
        self.loads: list[int] = []
        self._prospects: dict[int, Prospect] = {}

    def change_conduct(
        self, delegation: float, vertical_delegation: float, orientation: float
    ) -> None:
        """Set what has been delegated to the point and how far it serves people."""
        self.delegation = delegation
        self.vertical_delegation = vertical_delegation
        self.orientation = orientation
        self._prospects.clear()

    def prospect(self, service: Service) -> Prospect:
        """Return what this point makes of a file of ``service``."""
        if service.index not in self._prospects:
            self._prospects[service.index] = self._prospect(service)
        return self._prospects[service.index]

    def _prospect(self, service: Service) -> Prospect:
        parameters = self.model.parameters
        missing = float(parameters["agencies.missing_papers"]) * math.exp(
            -float(parameters["agencies.orientation_effect"]) * self.orientation
        )
        settled, undelegated = 1.0, 0.0
        for agency in service.agencies:
            vertical = self.model.facts.agencies[agency]["vertical"]
            share = self.vertical_delegation if vertical else self.delegation
            settled *= share + (1 - share) * self.model.same_visit
            undelegated += (1 - share) / len(service.agencies)
        done = (1 - missing) * settled
        elsewhere = self.option != "office"
        referred = (
            float(parameters["agencies.referral"]) * (1 - missing) * (1 - settled)
            if elsewhere
            else 0.0
        )
        ends = done + referred
        tries = (1 - (1 - ends) ** int(parameters["agencies.max_visits"])) / ends
        forwarding = float(parameters["agencies.forwarding_days"]) * undelegated
        return Prospect(
            papers_missing=missing,
            settled=settled,
            processing=service.statutory_days + (forwarding if elsewhere else 0.0),
            visits=tries,
            sent_on=referred / ends,
        )

    def switch(self) -> None:
        """Let the system fail or be repaired for the coming month."""
        down = max(
            float(self.model.parameters["agencies.outage_length"]), 1 / max(self.uptime, 1e-9)
        )
        if self.working:
            fails = (1 - self.uptime) / (self.uptime * down)
            self.working = self.random.random() >= fails
        else:
            self.working = self.random.random() < 1 / down

    def work_off(self) -> None:
        """Work off the backlog and post the delay and the wait of the coming month."""
        self.loads.append(self.arrivals)
        arrived = self.arrivals + self.outside
        if math.isfinite(self.files):
            capacity = self.files
            if self.backlog > self.files:
                capacity *= 1 + float(self.model.parameters["agencies.stretch"]) * self.orientation
            done = capacity if self.working else 0.0
            self.backlog = max(0.0, self.backlog + arrived - done)
            self.delay = MONTH * self.backlog / (capacity * self.uptime)
        if self.queues:
            self.waiting = self._within_day_wait(arrived)
        self.arrivals = 0

    def _within_day_wait(self, arrived: float) -> float:
        """Return the mean hours in a queue M/M/c, at most the office hours (ODD 7.3)."""
        parameters = self.model.parameters
        hours = float(parameters["agencies.office_hours"])
        service_rate = 1 / float(parameters["agencies.counter_hours"])
        if math.isfinite(self.files):
            service_rate = max(service_rate, self.files / (self.days * hours * self.counters))
        wait = erlang_wait(arrived / (self.days * hours), service_rate, int(self.counters))
        return min(wait, hours)


def erlang_wait(arrival_rate: float, service_rate: float, counters: int) -> float:
    """Return the mean wait in a queue M/M/c by Erlang's C formula; infinite when overrun."""
    offered = arrival_rate / service_rate
    if offered >= counters:
        return math.inf
    blocked = 1.0
    for busy in range(1, counters + 1):
        blocked = offered * blocked / (busy + offered * blocked)
    waits = blocked / (1 - offered / counters * (1 - blocked))
    return waits / (counters * service_rate - arrival_rate)


class BrokerMarket(mesa.Agent):
    """The market for brokers' help of one sub-district; price and number stay as they began."""

    def __init__(self, model: "Twin", brokers: float) -> None:
        super().__init__(model)
        self.supply = brokers * float(model.parameters["brokers.cases_per_month"])
        self.price = int(model.parameters["brokers.price"])
        self.demand = 0
        self.delay = 0.0

    def post_delay(self) -> None:
        """Post the wait of new cases by the demand of the month (ODD 7.17)."""
        self.delay = MONTH * max(0.0, self.demand / self.supply - 1) if self.supply > 0 else MONTH
        self.demand = 0


class Case:
    """An application on its way, at a point or (``point`` is None) with a broker."""

    def __init__(
        self,
        household: "Household",
        need: "Need",
        service: Service,
        point: ServicePoint | None,
        lodged: float,
    ) -> None:
        self.household = household
        self.need = need
        self.service = service
        self.point = point
        self.lodged = lodged
        self.visits = 0
        self.paid = 0
        self.minutes = 0
        self.complete = False
        self.withdrawn = False
        self.clock = lodged

    def visit(self, day: float) -> None:
        """Travel to the point, pay for the way and hand the file in."""
        point = self.point
        assert point is not None
        trip = self.household.model.journeys.trip(self.household.village, point)
        self.visits += 1
        self.pay(trip.cash)
        self.minutes += trip.minutes
        point.arrivals += 1
        self.clock = day + point.delay

    def hire(self, market: BrokerMarket, hand_over: int) -> None:
        """Hand the papers over to a broker, in so many minutes, and pay him."""
        self.visits = 1
        market.demand += 1
        self.pay(market.price + self.service.fee)
        self.minutes += hand_over
        days = float(self.household.model.parameters["brokers.days"])
        self.clock = self.lodged + market.delay + days

    def pay(self, amount: int) -> None:
        """Take rupiah out of the household's pocket."""
        self.paid += amount
        self.household.spending += amount

    def advance(self, end: float) -> bool:
        """Let happen what falls before day ``end``; return whether the case is closed."""
        office = self.household.model.offices[self.service.agencies[0]]
        while self.clock < end:
            if self.withdrawn:
                self.household.drop(self.need)
                return True
            if self.complete:
                self.household.receive(self)
                return True
            if not (self.point or office).working:
                self.clock += MONTH
            elif self._brought() if self.point is None else self._handled(self.point):
                self.household.give_up(self)
                return True
        return False

    def _owner_gives_up(self) -> bool:
        parameters = self.household.model.parameters
        return self.visits >= int(
            parameters["agencies.max_visits"]
        ) or self.household.random.random() < float(parameters["agencies.abandonment"])

    def _brought(self) -> bool:
        """Let a broker bring the file to the office; return whether its owner gives up."""
        parameters = self.household.model.parameters
        if self.household.random.random() < float(parameters["brokers.success"]):
            self.complete = True
            return False
        if self._owner_gives_up():
            return True
        self.visits += 1
        self.clock += float(parameters["brokers.days"])
        return False

    def _handled(self, point: ServicePoint) -> bool:
        """Let the point look at the file; return whether its owner gives up."""
        random = self.household.random
        model, parameters = point.model, point.model.parameters
        prospect = point.prospect(self.service)
        full = random.random() >= prospect.papers_missing
        if full and random.random() < prospect.settled:
            informal = float(parameters["brokers.informal_share"]) * (1 - point.orientation)
            bribe = round(float(parameters["brokers.informal_payment"]))
            self.pay(self.service.fee + (bribe if random.random() < informal else 0))
            self.complete = True
            self.clock += prospect.processing
            return False
        if self._owner_gives_up():
            return True
        held_up = full and point.option != "office"
        if held_up and random.random() < float(parameters["agencies.referral"]):
            self.point = model.offices[self.service.agencies[0]]
            model.record.count["referred"] += 1
        self.visit(self.clock + float(parameters["agencies.return_days"]))
        return False
