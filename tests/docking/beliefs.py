"""What households know and believe of the visits that a paper takes (ODD 4.7, 5 and 7.5).

In the docking scenario nobody learns, so one belief per option stands for every household's.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tests.docking.needs import ADULTHOOD

if TYPE_CHECKING:
    from tests.docking.facts import Service
    from tests.docking.queues import ServicePoint
    from tests.docking.twin import Twin


class Beliefs:
    """Believed visits per option, and how complex each service is."""

    def __init__(self, model: "Twin") -> None:
        self.model = model
        self.basket = yearly_needs(model)
        visits = {s: model.offices[s.agencies[0]].prospect(s).visits for s in model.services}
        extra = self._mean((s, visits[s] - 1) for s in model.services)
        self.complexity = {s.index: (visits[s] - 1) / extra for s in model.services}
        self.visits = {"office": 1 + extra, "desk": self._true_visits(model.desks[0])}

    def learn_of(self, point: "ServicePoint") -> None:
        """Form the belief about a point that opens, between its truth and the offices'."""
        doubt = float(self.model.parameters["behaviour.scepticism"])
        true = self._true_visits(point)
        self.visits[point.option] = true + doubt * (self.visits["office"] - true)

    def expected(self, point: "ServicePoint", service: "Service") -> float:
        """Return the visits to a point that a household expects for a paper."""
        return 1 + (self.visits[point.option] - 1) * self.complexity[service.index]

    def _true_visits(self, point: "ServicePoint") -> float:
        taken = [s for s in self.model.services if point.option in s.channels]
        return self._mean((s, point.prospect(s).visits) for s in taken)

    def _mean(self, values: "Iterable[tuple[Service, float]]") -> float:
        weighted = [(self.basket[service], value) for service, value in values]
        return sum(w * v for w, v in weighted) / sum(w for w, _ in weighted)


def yearly_needs(model: "Twin") -> "dict[Service, float]":
    """Return the needs that a year brings at the start: rates, events and papers that lapse."""
    adults = sum(h.adults for h in model.households)
    children = sum(h.children for h in model.households)
    exposed = {
        "adult": adults,
        "child": children,
        "household": len(model.households),
        "firm": sum(h.firm for h in model.households),
    }
    held: Counter[int] = Counter()
    for household in model.households:
        held.update(household.held)
    weights = {}
    for service in model.services:
        if service.origin == "rate":
            weights[service] = service.yearly_rate * exposed[service.holder]
        elif service.origin == "coming_of_age":
            weights[service] = children / ADULTHOOD
        else:
            per_thousand = float(model.parameters[f"needs.{service.origin}_rate"])
            weights[service] = per_thousand / 1000 * (adults + children)
        if service.validity:
            weights[service] += held[service.index] * 12 / service.validity
    return weights
