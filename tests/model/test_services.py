"""Claims that a service's agencies, prerequisites and fee move its outcome: it is not only a name.

All services are changed at once, so that one pair of runs per seed tests them all; needs arise ten
times as often as in the district, so that the rarest papers are asked for often enough.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from model.model import BorderModel
from model.region import Region, Service
from tests.model.worlds import altered, bengkayang, interval, scenario

SEEDS = range(1, 13)
CHANGES = {
    "run.months": 36,
    "run.burn_in": 12,
    "needs.rate_factor": 10.0,
    "brokers.per_thousand_households": 0.0,
    "loops.brokers": False,
}


def dearer(service: Service) -> Service:
    fee = service.fee.model_copy(update={"value": service.fee.value + 1_500_000.0})
    return service.model_copy(update={"fee": fee})


def with_two_more_agencies(service: Service) -> Service:
    others = [name for name in ("bappeda", "pu", "klh") if name not in service.agencies]
    return service.model_copy(update={"agencies": (*service.agencies, *others[:2])})


def changed(change: Callable[[Service], Service] | None) -> Region:
    region = bengkayang()
    if change is None:
        return region
    return region.model_copy(update={"services": tuple(change(row) for row in region.services)})


@cache
def issued(change: Callable[[Service], Service] | None, seed: int) -> np.ndarray:
    """Documents issued per service."""
    model = BorderModel(changed(change), scenario(CHANGES), seed)
    model.run()
    return np.array([model.documents_issued(row.name) for row in model.region.services], np.float64)


def change_per_service(change: Callable[[Service], Service]) -> dict[str, tuple[float, float]]:
    """The interval of the change in documents issued, per service."""
    differences = np.array([issued(change, seed) - issued(None, seed) for seed in SEEDS])
    return {
        row.name: interval(differences[:, column])
        for column, row in enumerate(bengkayang().services)
    }


@pytest.mark.slow
def test_a_higher_fee_means_fewer_documents_of_every_service() -> None:
    unmoved = {name: span for name, span in change_per_service(dearer).items() if span[1] >= 0}
    assert unmoved == {}


@pytest.mark.slow
def test_more_agencies_mean_fewer_documents_of_every_service() -> None:
    found = change_per_service(with_two_more_agencies)
    assert {name: span for name, span in found.items() if span[1] >= 0} == {}


# --- Prerequisites --------------------------------------------------------------------------------

REQUIRED = {name for row in bengkayang().services for name in row.prerequisites}
ASKING = [row.name for row in bengkayang().services if row.prerequisites]
# a quarter of the district in one year of burn-in and one more: nobody holds anything at the start,
# so papers are missing most in the first months
BRIEF = {**CHANGES, "run.months": 12, "run.scale": 0.25}
LEAST_RATE = 0.1  # needs a year and household before the factor, so that rare papers count


def depth(name: str) -> int:
    """How many papers must be had one after the other before this one."""
    required = bengkayang().service(name).prerequisites
    return 1 + max(map(depth, required)) if required else 0


def at_depth(level: int) -> tuple[str, ...]:
    """Papers that others require, as deep as this: none of them requires another of them."""
    return tuple(name for name in ASKING if name in REQUIRED and depth(name) == level)


LEVELS = sorted({depth(name) for name in ASKING if name in REQUIRED})


def held_by_nobody(*names: str) -> Region:
    """The region where nobody holds these papers at the start, and all of them are often needed."""
    region = bengkayang()
    for name in names:
        region = altered(region, name, coverage=0.0)
        service = region.service(name)
        if service.origin == "rate":
            often = max(service.yearly_rate.value, LEAST_RATE)
            region = altered(region, name, yearly_rate=often)
    return region


def without_prerequisites(region: Region, *names: str) -> Region:
    for name in names:
        region = altered(region, name, prerequisites=())
    return region


def gains(names: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """The intervals of the documents gained when services ask for nothing any more.

    No service of ``names`` may require another one of them: one pair of runs frees all of them.
    """
    region = held_by_nobody("kk", "ktp", *names)
    free = without_prerequisites(region, *names)
    runs = []
    for seed in range(1, 11):
        asking, asking_not = (BorderModel(area, scenario(BRIEF), seed) for area in (region, free))
        asking.run()
        asking_not.run()
        runs.append([asking_not.documents_issued(n) - asking.documents_issued(n) for n in names])
    return {name: interval(column) for name, column in zip(names, np.array(runs).T, strict=True)}


@pytest.mark.slow
def test_prerequisites_keep_people_from_papers_that_no_other_paper_requires() -> None:
    found = gains(tuple(name for name in ASKING if name not in REQUIRED))
    assert len(found) > 20
    assert {name: span for name, span in found.items() if span[0] <= 0} == {}


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS, ids=lambda level: "-".join(at_depth(level)))
def test_prerequisites_keep_people_from_papers_that_others_require(level: int) -> None:
    found = gains(at_depth(level))
    assert {name: span for name, span in found.items() if span[0] <= 0} == {}
