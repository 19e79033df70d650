"""What is recorded of a run, by the names and formulas of the model's indicators (ODD 4.13)."""

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tests.docking.household import Need
    from tests.docking.queues import Case, ServicePoint
    from tests.docking.twin import Twin

YEAR = 12
COUNTS = (
    "needs_arisen",
    "forgone",
    "abandoned",
    "referred",
    "documents",
    "lodged.capital",
    "lodged.immigration",
    "lodged.desk",
    "lodged.unit",
    "lodged.broker",
)
PERSONAL = ("ktp", "birth_certificate", "kia", "passport", "plb")
IMMIGRATION = ("imigrasi", "pos_imigrasi")


class Record:
    """Counts of the month, the series of all months reported, and the headline of the run."""

    def __init__(self, model: "Twin") -> None:
        self.model = model
        self.count: Counter[str] = Counter()
        self.income: Counter[str] = Counter()
        """Rupiah of the month by kind, summed over persons."""
        self.series: dict[str, list[float]] = {}
        self.yearly: dict[str, float] = {}
        """Indicators of the year last completed."""
        self.arisen: Counter[int] = Counter()
        self.met_within_year: Counter[int] = Counter()
        self.issued: list[tuple[int, Case]] = []

    def begin_month(self) -> None:
        """Start the counts of a month."""
        self.count.clear()
        self.income.clear()

    def need(self, need: "Need") -> None:
        """Count a new need."""
        self.count["needs_arisen"] += 1
        self.arisen[need.arose] += 1

    def lodged(self, point: "ServicePoint | None") -> None:
        """Count a case by where it was lodged; None stands for a broker."""
        kind = "broker" if point is None else point.option
        if kind == "office":
            immigration = any(self.model.offices[name] is point for name in IMMIGRATION)
            kind = "immigration" if immigration else "capital"
        self.count[f"lodged.{kind}"] += 1

    def document(self, case: "Case") -> None:
        """Count a document."""
        month = self.model.month
        self.count["documents"] += 1
        self.issued.append((month, case))
        if month - case.need.arose <= YEAR:
            self.met_within_year[case.need.arose] += 1

    def end_month(self) -> None:
        """Append the month's aggregates, and after twelve months those of the year."""
        model, households = self.model, self.model.households
        row: dict[str, float] = {name: self.count[name] for name in COUNTS}
        row["spending_on_papers"] = sum(h.spending for h in households)
        row["office_delay"] = next(iter(model.offices.values())).delay
        row["unit_delay"] = model.unit.delay
        row["unit_orientation"] = model.unit.orientation
        for name in PERSONAL:
            service = model.facts.by_name[name]
            held = sum(h.held[service.index] for h in households)
            eligible = sum(
                h.adults if service.holder == "adult" else h.children for h in households
            )
            row[f"coverage.{name}"] = 100 * held / eligible
        for name, value in row.items():
            self.series.setdefault(name, []).append(value)
        if model.month % YEAR == 0:
            persons = sum(h.members for h in households)
            self.yearly = {f"income.{kind}": sum_ / persons for kind, sum_ in self.income.items()}
            self.yearly |= self._welfare()

    def _welfare(self) -> dict[str, float]:
        """Return money welfare of the year past, over persons."""
        households, line = self.model.households, self.model.poverty_line
        welfare = np.array([(h.year_earned + h.year_other) / YEAR for h in households])
        persons = np.array([h.members for h in households], dtype=float)
        order = np.argsort(welfare)
        welfare, persons = welfare[order], persons[order]
        mean = float(np.average(welfare, weights=persons))
        rank = (np.cumsum(persons) - persons / 2) / persons.sum()
        gap = np.maximum(0.0, 1 - welfare / line)
        return {
            "equivalent_income": mean,
            "gini": 2 * float(np.average(welfare * rank, weights=persons)) / mean - 1,
            **self._by_decile(),
            "poverty_headcount": 100 * float(np.average(gap > 0, weights=persons)),
            "poverty_gap": 100 * float(np.average(gap, weights=persons)),
        }

    def _by_decile(self) -> dict[str, float]:
        """Return equivalent income by the tenth of incomes at the start."""
        total: Counter[int] = Counter()
        persons: Counter[int] = Counter()
        for h in self.model.households:
            total[h.decile] += h.members * (h.year_earned + h.year_other) / YEAR
            persons[h.decile] += h.members
        return {f"equivalent_income.decile_{d + 1}": total[d] / persons[d] for d in range(10)}

    def summary(self) -> dict[str, float]:
        """Return the headline of the run: the last twelve months, documents over all months."""
        last = self.model.month - 1
        result = {name: float(np.mean(values[-YEAR:])) for name, values in self.series.items()}
        result["documents"] = float(np.mean(self.series["documents"]))
        cases = [case for month, case in self.issued if month > last - YEAR]
        result["days_to_document"] = float(np.mean([case.clock - case.lodged for case in cases]))
        result["visits_to_document"] = float(np.mean([case.visits for case in cases]))
        result["cost_per_document"] = float(np.mean([case.paid for case in cases]))
        result["hours_per_document"] = float(np.mean([case.minutes / 60 for case in cases]))
        result["needs_met"] = float(np.mean([self._needs_met(last - back) for back in range(YEAR)]))
        return result | self.yearly

    def _needs_met(self, month: int) -> float:
        """Return the per cent of needs of 13 to 24 months ago that were met within a year."""
        cohort = range(month - 2 * YEAR, month - YEAR)
        arisen = sum(self.arisen[arose] for arose in cohort)
        return 100 * sum(self.met_within_year[arose] for arose in cohort) / arisen
