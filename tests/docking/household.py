"""A household: its people, papers and needs, and what it does in a month."""

from collections import Counter
from typing import TYPE_CHECKING, Any

import mesa

from tests.docking import livelihoods, needs, takeup
from tests.docking.facts import Service
from tests.docking.queues import Case

if TYPE_CHECKING:
    from tests.docking.twin import Twin


BEFORE_THE_RUN = -(10**6)
"""When needs of the starting stock arose: in no month that is counted."""


class Need:
    """A paper that a household needs, latent until it is applied for."""

    def __init__(self, service: int, arose: int) -> None:
        self.service = service
        self.arose = arose
        self.waiting = False
        """Decided for, but another paper must come first."""
        self.case: Case | None = None


class Household(mesa.Agent):
    """A household of one village; money is rupiah per person and month."""

    model: "Twin"

    def __init__(self, model: "Twin", village: int, sub_district: int) -> None:
        super().__init__(model)
        self.village = village
        self.sub_district = sub_district
        self.adults = 1
        self.children = 0
        self.occupation: dict[str, Any] = {}
        self.firm = False
        self.listed = False
        self.decile = 0
        self.farm = 0.0
        self.wage = 0.0
        self.business = 0.0
        self.licence_effect = 0.0
        self.title_progress = 0.0
        self.held: Counter[int] = Counter()
        """Valid papers by service; at most one of a household's papers."""
        self.needed: Counter[int] = Counter()
        """Open needs by service, latent or applied for."""
        self.gone: Counter[int] = Counter()
        """Papers of members who left, whose lapse is still to come."""
        self.latent: list[Need] = []
        self.agenda: list[Need] = []
        self.resumed: list[Need] = []
        """Needs decided for whose prerequisite has been issued."""
        self.open_cases: list[Case] = []
        self.alert = False
        self.income = 0.0
        self.spending = 0
        self.year_earned = 0.0
        self.year_other = 0.0

    @property
    def members(self) -> int:
        """Persons in the household."""
        return self.adults + self.children

    def live(self) -> None:
        """Undergo the life events of the month (ODD 7.4)."""
        needs.live(self)

    def decide(self) -> None:
        """Decide on the needs of the agenda (ODD 7.5)."""
        takeup.decide(self)

    def earn(self) -> None:
        """Earn the income of the month (ODD 7.8)."""
        livelihoods.earn(self)

    def lacks(self, service: Service) -> list[int]:
        """Return the prerequisites of a service that the household does not hold."""
        return [paper for paper in service.prerequisites if not self.held[paper]]

    def require(self, service: Service) -> Need:
        """Let a need arise, latent until it is decided upon."""
        need = Need(service.index, self.model.month)
        self.needed[service.index] += 1
        self.latent.append(need)
        self.model.record.need(need)
        return need

    def lodge(self, need: Need, case: Case) -> None:
        """Turn a latent need into an open case."""
        self.latent.remove(need)
        need.waiting = False
        need.case = case
        self.open_cases.append(case)
        self.model.cases.append(case)

    def drop(self, need: Need) -> None:
        """Let a need lapse, with its case if there is one."""
        self.needed[need.service] -= 1
        if need.case is None:
            self.latent.remove(need)
        else:
            self.open_cases.remove(need.case)

    def give_up(self, case: Case) -> None:
        """Abandon a case; its need is latent again."""
        self.open_cases.remove(case)
        case.need.case = None
        self.latent.append(case.need)
        self.model.record.count["abandoned"] += 1

    def receive(self, case: Case) -> None:
        """Take the paper, and go back to needs that waited for it."""
        service = case.service
        self.drop(case.need)
        if not service.event:
            self.held[service.index] += 1
            if service.validity:
                self.model.schedule_expiry(self, service, service.validity)
        self.model.record.document(case)
        self.resumed += [
            need
            for need in self.latent
            if need.waiting
            and service.index in self.model.services[need.service].prerequisites
            and need not in self.resumed
        ]
