"""Outcome: the indicators of a run, made of its records by the formulas of indicators.py."""

import numpy as np

from model.border_outcome import border_series
from model.border_tables import Work
from model.indicators import SOURCES, WELFARE, Outcome, Records
from model.region import Region
from model.series import YEAR, lagged, share, trailing
from model.tables import Array
from model.tally import Tally
from model.villages import village_outcome


def outcome(records: Records, region: Region, burn_in: int, unit_point: int) -> Outcome:
    """Return the indicators of a run from its records."""
    whole = slice(None)
    series: dict[str, Array] = {}
    for part, suffix in [
        (whole, ""),
        *(
            (slice(row, row + 1), f"@{sub_district.name}")
            for row, sub_district in enumerate(region.sub_districts)
        ),
    ]:
        area = _by_area(records, part, region)
        welfare = records.welfare[:, 0 if part is whole else 1 + part.start]
        area.update(dict(zip(WELFARE, welfare.T, strict=True)))
        sources = records.sources[:, 0 if part is whole else 1 + part.start]
        area.update({f"income.{name}": sources[:, row] for row, name in enumerate(SOURCES)})
        series.update({name + suffix: values[burn_in:] for name, values in area.items()})
    series["public_cost"] = records.cost[burn_in:]
    series["office_delay"] = records.delay[burn_in:, 0]
    series["unit_delay"] = records.delay[burn_in:, unit_point]
    series["unit_orientation"] = records.orientation[burn_in:, unit_point]
    series.update(
        {name: values[burn_in:] for name, values in border_series(records, region).items()}
    )
    summary = {
        name: float(_at_end(name.partition("@")[0], values)) for name, values in series.items()
    }
    return Outcome(summary, series, village_outcome(records, burn_in))


_TRAILING = frozenset(
    {
        "days_to_document",
        "visits_to_document",
        "share_completed",
        "cost_per_document",
        "hours_per_document",
        "informal_share",
        "trader_profit",
        "local_profit",
    }
)


# An opening releases a stock of needs at once: documents and their cost must cover all of it.
_WHOLE_RUN = frozenset({"documents", "public_cost", "gate_open"})


def _at_end(name: str, values: Array) -> float:
    yearly = name in WELFARE or name.startswith(("income.", "equivalent_income."))
    if name in _TRAILING or yearly:
        return float(values[-1])  # already over the last twelve months
    if name in _WHOLE_RUN:
        return float(values.mean())
    return float(values[-YEAR:].mean())


def _by_area(records: Records, part: slice, region: Region) -> dict[str, Array]:
    tally = records.tally[:, part].sum(axis=1)
    arose, met = records.arose[:, part].sum(axis=1), records.met[:, part].sum(axis=1)
    weight = records.weight[part] / max(records.weight[part].sum(), 1)
    completed = trailing(tally[:, Tally.COMPLETED])
    closed = completed + trailing(tally[:, Tally.ABANDONED])
    area = {
        "needs_met": 100 * lagged(share(trailing(met), trailing(arose)), YEAR + 1),
        "travel_hours": records.minutes[:, part] @ weight / 60,
        "travel_cost": records.rupiah[:, part] @ weight,
        "days_to_document": share(
            trailing(tally[:, Tally.COMPLETED_HUNDREDTHS_OF_DAYS]) / 100, completed
        ),
        "visits_to_document": share(trailing(tally[:, Tally.COMPLETED_VISITS]), completed),
        "share_completed": 100 * share(completed, closed),
        "cost_per_document": share(trailing(tally[:, Tally.COMPLETED_RUPIAH]), completed),
        "hours_per_document": share(trailing(tally[:, Tally.COMPLETED_MINUTES]) / 60, completed),
        "documents": tally[:, Tally.COMPLETED].astype(np.float64),
        "needs_arisen": arose.astype(np.float64),
        "forgone": tally[:, Tally.FORGONE].astype(np.float64),
        "abandoned": tally[:, Tally.ABANDONED].astype(np.float64),
        "referred": tally[:, Tally.REFERRED].astype(np.float64),
        "spending_on_papers": tally[:, Tally.SPENDING].astype(np.float64),
        "brokers": records.brokers[:, part].sum(axis=1),
        "broker_price": records.price[:, part].mean(axis=1),
    }
    for offset, name in enumerate(
        ("capital", "immigration", "desk", "unit", "mobile", "counter", "broker")
    ):
        area[f"lodged.{name}"] = tally[:, Tally.LODGED_CAPITAL + offset].astype(np.float64)
    work = records.work[:, part].sum(axis=1)
    area["work.legal"] = work[:, Work.LEGAL].astype(np.float64)
    area["work.irregular"] = work[:, Work.IRREGULAR].astype(np.float64)
    area["remittances"] = records.remitted[:, part].sum(axis=1)
    uses = records.uses[:, part].sum(axis=1)
    for column, use in enumerate(("phone", "health", "school")):
        area[f"abroad.{use}"] = 100 * uses[:, column] / max(records.weight[part].sum(), 1)
    holders = records.holders[:, part].sum(axis=1)
    column = 0
    for service in region.services:
        if service.event or service.holder not in ("child", "adult"):
            continue
        eligible = Tally.CHILDREN if service.holder == "child" else Tally.ADULTS
        if service.name in ("ktp", "birth_certificate", "kia", "passport", "plb"):
            area[f"coverage.{service.name}"] = 100 * share(holders[:, column], tally[:, eligible])
        column += 1
    return area
