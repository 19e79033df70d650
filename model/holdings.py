"""Holdings: the papers that households hold at the start, and the needs of those who do not."""

from typing import NamedTuple

import numpy as np
from numba import njit

from model.catalogue import topological_order
from model.draws import Stream, uniform
from model.geography import Geography
from model.region import Region
from model.scenario import Scenario
from model.tables import Array, Expiries, Holder, Households, Needs, Services, allocate

_HOLDINGS = Stream.HOLDINGS.value
_CHILD, _ADULT, _FIRM = Holder.CHILD.value, Holder.ADULT.value, Holder.FIRM.value
_ONE = np.uint64(1)


class Holdings(NamedTuple):
    """Papers at the start: latent needs, papers that will lapse, and the heads of their lists."""

    needs: Needs
    expiries: Expiries
    first_free_need: int
    first_expiry: Array
    first_free_expiry: int


def draw_holdings(
    households: Households,
    services: Services,
    region: Region,
    scenario: Scenario,
    geography: Geography,
    key: np.uint64,
) -> Holdings:
    """Draw the papers held at the start, closed under prerequisites, and the needs of the rest.

    A paper's chance is its coverage, graded over distance to the capital and income decile; given
    that the prerequisites are held it is raised so that the coverage is met, as far as they allow:
    with few identity cards, fewer can hold what requires one.
    """
    capital = region.place_index(region.capital)
    distance = (geography.main + geography.rough)[:, capital]
    distance = (distance - distance[households.village].mean()) / 100.0
    deciles = np.arange(10) - 4.5
    # chances differ by village and decile only
    cell = households.village.astype(np.int64) * len(deciles) + households.decile
    months = scenario.run.burn_in + scenario.run.months
    number = len(households.village)
    chances = np.empty((len(region.services), number))
    for row, service in enumerate(region.services):
        coverage = min(max(service.coverage.value, 1e-9), 1 - 1e-9)
        score = np.log(coverage / (1 - coverage)) + scenario.needs.coverage_shift
        score = score + service.distance_gradient.value * distance[:, None]
        score = score + service.decile_gradient.value * deciles
        chance = 1 / (1 + np.exp(-score)) if service.coverage.value > 0 else np.zeros(score.shape)
        chances[row] = chance.ravel()[cell]
    conditional = _given_prerequisites(chances, households, services)
    latent = np.array([service.latent for service in region.services])
    needs = allocate(Needs, _most_papers(households, services, latent))
    expiries = allocate(Expiries, _most_papers(households, services, services.validity > 0))
    first_expiry = np.full(months + int(services.validity.max()) + 2, -1, np.int32)
    used_needs, used_expiries = _hold(
        households, services, needs, expiries, first_expiry,
        topological_order(services), conditional, latent, key,
    )  # fmt: skip
    needs, free_need = _trimmed(needs, used_needs, number // 4)
    expiries, free_expiry = _trimmed(expiries, used_expiries, number // 16)
    return Holdings(needs, expiries, free_need, first_expiry, free_expiry)


def _most_papers(households: Households, services: Services, chosen: Array) -> int:
    """Return how many papers of the ``chosen`` services (bool[services]) there can be at most."""
    eligible = {
        Holder.CHILD: int(households.children.sum()),
        Holder.ADULT: int(households.adults.sum()),
        Holder.HOUSEHOLD: len(households.village),
        Holder.FIRM: int(households.firm.sum()),
    }
    return sum(eligible[Holder(holder)] for holder in services.holder[chosen])


def _given_prerequisites(chances: Array, households: Households, services: Services) -> Array:
    """Return each paper's chance given its prerequisites, such that the coverage is met if it can.

    A person needs a prerequisite of his or her own; a household needs one member who holds it.
    """
    conditional = chances.copy()
    direct = _direct_prerequisites(services)
    of_members: dict[int, Array] = {}  # chance that some member holds the paper
    for row in range(len(services.holder)):
        for other in range(len(services.holder)):
            if not direct[row] >> other & 1:
                continue
            qualified = chances[other]
            of_others = services.holder[row] != services.holder[other]
            if services.person[other] >= 0 and of_others:
                if other not in of_members:
                    adult = services.holder[other] == _ADULT
                    members = households.adults if adult else households.children
                    of_members[other] = 1.0 - (1.0 - qualified) ** members
                qualified = of_members[other]
            conditional[row] /= np.maximum(qualified, 1e-9)
    return np.minimum(conditional, 1.0)


def _direct_prerequisites(services: Services) -> list[int]:
    """Return each service's prerequisites as bits, without those that another one implies."""
    everything = [0] * len(services.holder)
    for row in topological_order(services):
        for other in range(len(services.holder)):
            if int(services.prerequisites[row]) >> other & 1 and not services.event[other]:
                everything[row] |= 1 << other | everything[other]
    direct = []
    for row in range(len(services.holder)):
        implied = 0
        for other in range(len(services.holder)):
            if int(services.prerequisites[row]) >> other & 1 and not services.event[other]:
                implied |= everything[other]
        direct.append(everything[row] & ~implied)
    return direct


def _trimmed[Table: tuple[Array, ...]](table: Table, used: int, spare: int) -> tuple[Table, int]:
    """Cut a table to ``used`` rows and ``spare`` free ones, which form the free list."""
    rows = used + spare + 16
    arrays = [np.zeros((rows, *column.shape[1:]), column.dtype) for column in table]
    for array, column in zip(arrays, table, strict=True):
        array[:used] = column[:used]
    arrays[0][used:] = np.arange(used + 1, rows + 1)
    arrays[0][-1] = -1
    return type(table)(*arrays), used


@njit(cache=True, nogil=True)
def _hold(
    households: Households,
    services: Services,
    needs: Needs,
    expiries: Expiries,
    first_expiry: Array,
    order: Array,
    chances: Array,
    latent: Array,
    key: np.uint64,
) -> tuple[int, int]:
    used_needs = 0
    used_expiries = 0
    for i in range(len(households.village)):
        serial = 0
        for service in order:
            if services.event[service]:
                continue
            holder = services.holder[service]
            if holder == _FIRM and not households.firm[i]:
                continue
            person = services.person[service]
            if person >= 0:
                members = households.children[i] if holder == _CHILD else households.adults[i]
                eligible = np.int64(members)
            else:
                eligible = np.int64(1)
            able = eligible
            for other in services.asked[service]:
                if other < 0:
                    break
                column = services.person[other]
                if services.event[other]:
                    continue
                if column < 0:
                    held = (households.documents[i] >> np.uint64(other)) & _ONE
                    if not held:
                        able = np.int64(0)
                elif holder == services.holder[other]:
                    able = min(able, np.int64(households.holders[i, column]))
                elif households.holders[i, column] == 0:
                    able = np.int64(0)
            holding = 0
            for member in range(able):
                k = service * 64 + member
                if uniform(key, _HOLDINGS, i, 0, k) < chances[service, i]:
                    holding += 1
            if person >= 0:
                households.holders[i, person] = holding
            elif holding:
                households.documents[i] |= _ONE << np.uint64(service)
                if services.title[service]:
                    households.title_progress[i] = 1.0
            if services.validity[service] > 0:
                for member in range(holding):
                    k = 4096 + service * 64 + member
                    draw = uniform(key, _HOLDINGS, i, 0, k)
                    month = 1 + int(draw * services.validity[service])
                    expiries.household[used_expiries] = i
                    expiries.service[used_expiries] = service
                    expiries.next[used_expiries] = first_expiry[month]
                    first_expiry[month] = used_expiries
                    used_expiries += 1
            if latent[service]:
                for _ in range(eligible - holding):
                    serial += 1
                    needs.service[used_needs] = service
                    needs.arose[used_needs] = -serial
                    needs.next[used_needs] = households.first_need[i]
                    households.first_need[i] = used_needs
                    used_needs += 1
                    if person >= 0:
                        households.needing[i, person] += 1
                    else:
                        households.pending[i] |= _ONE << np.uint64(service)
    return used_needs, used_expiries
