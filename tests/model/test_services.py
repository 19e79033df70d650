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
from tests.model.worlds import bengkayang, interval, scenario

SEEDS = range(1, 7)
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


def asking_for_nothing(service: Service) -> Service:
    return service.model_copy(update={"prerequisites": ()})


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


@pytest.mark.slow
def test_without_its_prerequisites_more_documents_of_every_service_are_issued() -> None:
    asking = {row.name for row in bengkayang().services if row.prerequisites}
    found = change_per_service(asking_for_nothing)
    assert len(asking) > 20
    assert {name: found[name] for name in sorted(asking) if found[name][0] <= 0} == {}
