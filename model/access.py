"""Access: what a fixed basket of needs would take each village by the cheapest public way."""

import math

import numpy as np

from model.catalogue import Event, LifeEvents, hazard_exposure
from model.journeys import Handling, Journeys, Reach
from model.kernels import kernel
from model.region import Region
from model.submodels.needs import Occasions
from model.tables import Array, Households, Option, Points, Services

_OFFICE, _MOBILE, _BROKER = Option.OFFICE.value, Option.MOBILE.value, Option.BROKER.value


def basket_weights(
    households: Households,
    services: Services,
    events: LifeEvents,
    occasions: Occasions,
    region: Region,
) -> Array:
    """Return each service's share of the needs that a year of the status quo brings (float64[k]).

    Rates times those exposed at the start, and papers held over their validity; fixed for the
    whole run, so that reaching remote people cannot look like a rise in cost.
    """
    exposed = hazard_exposure(households)
    expected = np.zeros(len(region.services))
    origins = {
        Event.BIRTH: occasions.birth,
        Event.DEATH: occasions.death,
        Event.COMING_OF_AGE: occasions.coming_of_age,
        Event.MARRIAGE: occasions.marriage,
    }
    for row in range(len(events.kind)):
        amount = events.rate[row] * events.pull[row] * exposed[events.exposure[row]]
        if events.kind[row] == Event.NEED:
            expected[events.service[row]] += amount
        elif (event := Event(events.kind[row])) in origins:
            expected[origins[event]] += amount
    for row, service in enumerate(region.services):
        if service.validity.value > 0:
            expected[row] += _holders(households, services, row) / service.validity.value
    return expected / expected.sum()


def _holders(households: Households, services: Services, row: int) -> int:
    person = services.person[row]
    if person >= 0:
        return int(households.holders[:, person].sum())
    return int((households.documents >> np.uint64(row) & np.uint64(1)).sum())


@kernel
def basket(
    minutes: Array,
    rupiah: Array,
    weights: Array,
    services: Services,
    points: Points,
    journeys: Journeys,
    handling: Handling,
    reach: Reach,
    hourly: float,
    informal: float,
) -> None:
    """Fill minutes and rupiah per need of the fixed basket for each village (float64[villages]).

    For every service the public point with the least generalised cost is taken, at the mean value
    of time ``hourly``, with the true expected visits. The mobile team counts in months when it
    comes; brokers are no public way (what households really pay is reported beside).
    ``informal``: expected rupiah of an informal payment at a point with orientation 0.
    """
    for v in range(len(minutes)):
        minutes[v] = 0.0
        rupiah[v] = 0.0
        for k in range(len(weights)):
            if weights[k] == 0.0:
                continue
            office = services.office[k]
            least, least_minutes, least_rupiah = math.inf, 0.0, 0.0
            for o in range(_BROKER):
                if not services.offered[k, o]:
                    continue
                p = office if o == _OFFICE else np.int64(reach.point[v, o])
                if p < 0 or not points.open[p] or math.isinf(points.delay[p]):
                    continue
                if o == _MOBILE and reach.mobile_wait[v] > 0.0:
                    continue
                visits = handling.visits[p, k]
                sent_on = handling.referral[p, k] * handling.visits[office, k]
                spent = visits * journeys.minutes[v, p] + sent_on * journeys.minutes[v, office]
                cash = (
                    visits * journeys.cash[v, p] + sent_on * journeys.cash[v, office]
                    + informal * (1.0 - points.orientation[p])
                )  # fmt: skip
                cost = cash + hourly * spent / 60.0
                if cost < least:
                    least, least_minutes, least_rupiah = cost, spent, cash
            minutes[v] += weights[k] * least_minutes
            rupiah[v] += weights[k] * (least_rupiah + services.fee[k])
