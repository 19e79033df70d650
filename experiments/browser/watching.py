"""Watching: what happens to a few households, noted in the month's order as the model does it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, override

import numpy as np

from experiments.browser.case_places import case_place
from experiments.browser.catalogue import Text, both
from model.accounts import Head
from model.agents import held_papers
from model.border_tables import Work
from model.model import BorderModel
from model.region import Region
from model.scenario import Scenario
from model.tables import Array, CaseState

_WORK_EVENTS: Final = {
    Work.HOME: "comes_home",
    Work.LEGAL: "works_legally",
    Work.IRREGULAR: "works_irregularly",
}


class Event(NamedTuple):
    """Something that happened to a household; None where there is nothing to tell.

    ``month``: the reported month; ``rupiah``: paid so far for the paper, or in the month;
    ``visits``: made so far for the paper.
    """

    month: int
    kind: str
    paper: Text | None = None
    where: Text | None = None
    rupiah: int | None = None
    visits: int | None = None


class OpenCase(NamedTuple):
    """An open case of a watched household, as the table of cases shows it."""

    service: int
    option: int
    point: int
    arose: int
    lodged: float
    visits: int
    paid: int
    withdrawn: bool

    @property
    def identity(self) -> tuple[int, int, int, float]:
        """What stays the same while a case is open."""
        return self.service, self.option, self.arose, self.lodged


@dataclass
class Notes:
    """What is noted of one household; lists have a value per reported month.

    ``income``: rupiah per person, before papers; ``spending``: rupiah of the household on papers;
    ``papers``: how many valid papers the household and its members hold.
    """

    row: int
    members: tuple[int, int] = (0, 0)
    first_papers: tuple[str, ...] = ()
    events: list[Event] = field(default_factory=list)
    income: list[int] = field(default_factory=list)
    spending: list[int] = field(default_factory=list)
    papers: list[int] = field(default_factory=list)


class WatchedModel(BorderModel):
    """The model, with some households watched.

    It only reads the tables between two rules of a month, as some of what happens is not to be
    seen at its end: spending is cleared, and a case can be lodged and closed. The run stays what
    it is. The rules are private to the model, as nothing but its month may call them; ``override``
    has mypy tell if one is renamed.
    """

    def __init__(
        self,
        region: Region,
        scenario: Scenario,
        seed: int,
        choose: Callable[[BorderModel], Sequence[int]],
    ) -> None:
        super().__init__(region, scenario, seed)
        self.notes = [Notes(int(row)) for row in choose(self)]
        self._work = [0] * len(self.notes)

    @override
    def step(self) -> None:
        """Run one month, and note how it ends."""
        super().step()
        for at, notes in enumerate(self.notes):
            self._note_end(at, notes)

    @override
    def _needs(self) -> None:
        if self.reported_month < 1:
            super()._needs()
            return
        households = self.households
        before = [
            (int(households.documents[n.row]), households.holders[n.row].copy()) for n in self.notes
        ]
        super()._needs()
        for notes, (documents, holders) in zip(self.notes, before, strict=True):
            self._note_needs(notes, documents, holders)

    @override
    def _takeup(self) -> None:
        known = int(self.heads[Head.CASES])
        super()._takeup()
        if self.reported_month < 1:
            return
        for notes in self.notes:
            for case in self._cases_of(notes.row, known):
                self._note(notes, "applies", case, rupiah=case.paid, visits=case.visits)

    @override
    def _queues(self) -> None:
        if self.reported_month < 1:
            super()._queues()
            return
        before = [
            (notes, cases, self._latent(notes.row), int(self.households.spending[notes.row]))
            for notes in self.notes
            if (cases := self._cases_of(notes.row))
        ]
        super()._queues()
        for notes, cases, latent, spent in before:
            self._note_closed(notes, cases, latent, spent)

    @override
    def _spending(self) -> None:
        if self.reported_month >= 1:
            for notes in self.notes:
                spent = int(self.households.spending[notes.row])
                notes.spending.append(spent)
                if spent:
                    self._note(notes, "spends", rupiah=spent)
        super()._spending()

    def _note_needs(self, notes: Notes, documents: int, holders: Array) -> None:
        """Note papers that are no longer valid, and needs that arose.

        A member's paper has lapsed where there is one fewer and it is needed anew; with a member
        who leaves, the paper goes too and is not lost.
        """
        services, row = self.services, notes.row
        new = Counter(service for service, arose in self._latent(row) if arose == self.month)
        if not new and int(self.households.documents[row]) == documents:
            return
        for service in range(len(services.holder)):
            person = services.person[service]
            if person >= 0:
                fewer = self.households.holders[row, person] < holders[person]
                lost = fewer and services.validity[service] > 0 and new[service] > 0
            else:
                lost = documents & ~int(self.households.documents[row]) & (1 << service)
            if lost:
                notes.events.append(Event(self.reported_month, "loses", self._label(service)))
            for _ in range(new[service]):
                notes.events.append(Event(self.reported_month, "needs", self._label(service)))

    def _note_closed(
        self, notes: Notes, cases: list[OpenCase], latent: Counter[tuple[int, int]], spent: int
    ) -> None:
        """Note how the cases ended that are no longer open.

        The need of a case given up is latent again, which tells it from a document issued. What
        the month's visits cost is known per household: where several cases ended, not per case.
        """
        still = self._cases_of(notes.row)
        kept, closed = Counter(case.identity for case in still), []
        for case in cases:
            if kept[case.identity]:
                kept[case.identity] -= 1
            else:
                closed.append(case)
        returned = self._latent(notes.row) - latent
        paid = int(self.households.spending[notes.row]) - spent
        paid += sum(case.paid for case in cases) - sum(case.paid for case in still)
        visits = self._visits_of_closed(notes.row)
        for case in closed:
            if case.withdrawn:
                self._note(notes, "withdraws", case)
                continue
            given_up = returned[case.service, case.arose] > 0
            returned[case.service, case.arose] -= given_up
            self._note(
                notes,
                "abandons" if given_up else "receives",
                case,
                rupiah=paid if len(closed) == 1 else None,
                visits=next(visits, None),
            )

    def _note_end(self, at: int, notes: Notes) -> None:
        households, row, work = self.households, notes.row, self._work[at]
        self._work[at] = int(households.work[row])
        if self.reported_month == 0:
            notes.members = int(households.adults[row]), int(households.children[row])
            notes.first_papers = held_papers(self, row)
        if self.reported_month < 1:
            return
        if self._work[at] != work:
            self._note(notes, _WORK_EVENTS[Work(self._work[at])])
        notes.income.append(round(float(households.income[row])))
        held = int(households.documents[row]).bit_count()
        notes.papers.append(held + int(households.holders[row].sum()))

    def _note(self, notes: Notes, kind: str, case: OpenCase | None = None, **numbers: Any) -> None:
        paper = where = None
        if case is not None:
            paper = self._label(case.service)
            where = case_place(self.region, self.points, case.option, case.point)
        notes.events.append(Event(self.reported_month, kind, paper, where, **numbers))

    def _cases_of(self, row: int, start: int = 0) -> list[OpenCase]:
        """Return the open cases of a household in their order, from row ``start`` on."""
        cases, stop = self.cases, int(self.heads[Head.CASES])
        return [
            OpenCase(
                service=int(cases.service[c]),
                option=int(cases.option[c]),
                point=int(cases.point[c]),
                arose=int(cases.arose[c]),
                lodged=float(cases.lodged[c]),
                visits=int(cases.visits[c]),
                paid=int(cases.paid[c]),
                withdrawn=bool(cases.state[c] == CaseState.WITHDRAWN),
            )
            for c in start + np.flatnonzero(cases.household[start:stop] == row)
        ]

    def _visits_of_closed(self, row: int) -> Iterator[int]:
        """Yield the visits that the household's cases closed this month took, in their order."""
        size = int(self.experiences.size[0])
        mine = self.experiences.household[:size] == row
        return iter(self.experiences.visits[:size][mine].tolist())

    def _latent(self, row: int) -> Counter[tuple[int, int]]:
        """Return the latent needs of a household by service and month of arising."""
        found: Counter[tuple[int, int]] = Counter()
        need = int(self.households.first_need[row])
        while need >= 0:
            found[int(self.latent.service[need]), int(self.latent.arose[need])] += 1
            need = int(self.latent.next[need])
        return found

    def _label(self, service: int) -> Text:
        return both(self.region.services[service].label)
