"""Households drawn from a region's tables: who they are, what they earn, which papers they hold."""

from typing import NamedTuple

import numpy as np
from numba import njit
from scipy.special import ndtri

from model.catalogue import topological_order
from model.draws import Stream, uniform, uniforms
from model.geography import Geography
from model.region import Region
from model.scenario import Scenario
from model.tables import Array, Expiries, Holder, Households, Needs, Option, Services, allocate

_STREAM = Stream.POPULATION.value
_HOLDINGS = Stream.HOLDINGS.value
_CHILD, _ADULT, _FIRM = Holder.CHILD.value, Holder.ADULT.value, Holder.FIRM.value
_ONE = np.uint64(1)

# which draw of the POPULATION stream serves which trait
_SIZE, _CHILDREN, _OCCUPATION, _FIRM_DRAW, _INCOME, _LISTING, _LICENCE = range(7)


class Holdings(NamedTuple):
    """Papers at the start: latent needs, papers that will lapse, and the heads of their lists."""

    needs: Needs
    expiries: Expiries
    first_free_need: int
    first_expiry: Array
    first_free_expiry: int


def household_counts(region: Region, scenario: Scenario) -> Array:
    """Return the number of households per village (int64[villages]), by largest remainder."""
    people = _people(region, scenario)
    exact = people / scenario.needs.household_size
    counts = np.floor(exact).astype(np.int64)
    missing = int(np.floor(exact.sum() + 0.5)) - int(counts.sum())
    for row in np.argsort(counts - exact, kind="stable")[:missing]:
        counts[row] += 1
    return counts


def draw_households(region: Region, scenario: Scenario, key: np.uint64) -> Households:
    """Draw all households; in each sub-district members add up to its population exactly.

    Raises ``InputError`` through the scenario's bounds only; a scale so small that a sub-district
    has no household leaves it empty.
    """
    counts = household_counts(region, scenario)
    number = int(counts.sum())
    persons = sum(service.holder in ("child", "adult") and not service.event
                  for service in region.services)  # fmt: skip
    households = allocate(Households, number, person=persons, option=len(Option))
    households.village[:] = np.repeat(np.arange(len(counts)), counts)
    sub_district = [region.sub_district_index(str(v.sub_district)) for v in region.villages]
    households.sub_district[:] = np.array(sub_district, np.int8)[households.village]
    _draw_members(households, region, scenario, key)
    _draw_occupations(households, region, key)
    _draw_incomes(households, region, scenario, key)
    households.kin[:] = _kin(uniforms(key, Stream.KINSHIP.value, number, 0))
    households.first_need[:] = -1
    households.trust[:] = scenario.behaviour.initial_trust
    households.considered_cost[:] = np.inf
    return households


def _people(region: Region, scenario: Scenario) -> Array:
    people = [
        region.sub_district(str(village.sub_district)).population.value
        * village.population_share.value
        for village in region.villages
        if village.population_share is not None
    ]
    return np.array(people) * scenario.run.scale


def _draw_members(
    households: Households, region: Region, scenario: Scenario, key: np.uint64
) -> None:
    """Draw household sizes 1 + Poisson and shift some by one until the census figure is met."""
    number = len(households.village)
    draws = uniforms(key, _STREAM, number, _SIZE)
    sizes = _poisson_quantile(draws, scenario.needs.household_size - 1.0) + 1
    for row, sub_district in enumerate(region.sub_districts):
        mine = np.flatnonzero(households.sub_district == row)
        if not len(mine):
            continue
        target = max(round(sub_district.population.value * scenario.run.scale), len(mine))
        mine = mine[np.argsort(draws[mine], kind="stable")]
        while (missing := target - int(sizes[mine].sum())) != 0:
            movable = mine if missing > 0 else mine[sizes[mine] > 1]
            step = max(1, len(movable) // abs(missing))
            sizes[movable[::step][: abs(missing)]] += 1 if missing > 0 else -1
    chance = scenario.needs.child_share * sizes.mean() / max(sizes.mean() - 1.0, 1e-9)
    households.children[:] = _binomials(key, sizes - 1, min(chance, 1.0))
    households.adults[:] = sizes - households.children


def _poisson_quantile(draws: Array, mean: float) -> Array:
    counts = np.zeros(len(draws), np.int64)
    term = cumulative = np.exp(-mean)
    for k in range(1, 30):
        counts += draws >= cumulative
        term *= mean / k
        cumulative += term
    return counts


@njit(cache=True, nogil=True)
def _binomials(key: np.uint64, trials: Array, chance: float) -> Array:
    successes = np.zeros(len(trials), np.int64)
    for who in range(len(trials)):
        for trial in range(trials[who]):
            k = 16 * (trial + 1) + _CHILDREN
            successes[who] += uniform(key, _STREAM, who, 0, k) < chance
    return successes


def _draw_occupations(households: Households, region: Region, key: np.uint64) -> None:
    number = len(households.village)
    shares = np.array([occupation.share.value for occupation in region.occupations])
    bounds = np.cumsum(shares)[:-1]
    households.occupation[:] = np.searchsorted(
        bounds, uniforms(key, _STREAM, number, _OCCUPATION), side="right"
    )
    chance = np.array([occupation.firm_probability.value for occupation in region.occupations])
    households.firm[:] = uniforms(key, _STREAM, number, _FIRM_DRAW) < chance[households.occupation]


def _draw_incomes(
    households: Households, region: Region, scenario: Scenario, key: np.uint64
) -> None:
    """Give each household its place in the shifted lognormal of income per person.

    Places are ranks of a draw, so that the sample has the distribution's own quantiles.
    """
    economy = scenario.economy
    number = len(households.village)
    rank = np.empty(number)
    rank[np.argsort(uniforms(key, _STREAM, number, _INCOME), kind="stable")] = np.arange(number)
    line = region.constants["poverty_line"].value
    noise = ndtri((rank + 0.5) / number)
    total = shifted_lognormal(
        noise, line, economy.income_shift, economy.income_spread, economy.headcount
    )
    households.decile[:] = rank * 10 // number
    spread = economy.targeting_error * ndtri(
        np.clip(uniforms(key, _STREAM, number, _LISTING), 1e-12, None)
    )
    observed = np.log(total) + spread
    listed = np.argsort(observed, kind="stable")[: round(economy.listed_share * number)]
    households.listed[listed] = True
    for name in ("farm", "wage", "business", "remittance"):
        share = np.array([getattr(o, name).value for o in region.occupations])
        getattr(households, name)[:] = total * share[households.occupation]
    draw = np.clip(uniforms(key, _STREAM, number, _LICENCE), 1e-12, None)
    spread_log = economy.licence_gain_spread
    households.licence_effect[:] = economy.licence_gain * np.exp(
        spread_log * ndtri(draw) - spread_log**2 / 2
    )
    households.income[:] = total


def shifted_lognormal(
    noise: Array, line: float, shift: float, spread: float, headcount: float
) -> Array:
    """Return ``shift·line + exp(N(m, spread²))`` with m such that ``headcount`` lie below ``line``.

    ``noise`` holds standard normal deviates. With a shift of 0.65 and a spread of 0.80 this shape
    reproduces the poverty gap and severity that BPS reports beside its headcount (equation 11).
    """
    centre = np.log((1.0 - shift) * line) - spread * ndtri(max(headcount, 1e-12))
    return np.asarray(shift * line + np.exp(centre + spread * noise))


def take_transfers_out(households: Households, transfer: float, entitled: Array) -> None:
    """Scale earned incomes so that totals *with* the transfers now received keep their places.

    ``entitled`` (bool[n]) marks households that receive ``transfer`` rupiah per month at the start.
    At least half of a total stays earned.
    """
    members = (households.adults + households.children).astype(np.float64)
    share = np.where(entitled, transfer / members / households.income, 0.0)
    factor = (1.0 - np.minimum(share, 0.5)).astype(np.float32)
    for column in (households.farm, households.wage, households.business, households.remittance):
        np.multiply(column, factor, out=column)


@njit(cache=True, nogil=True)
def _kin(draws: Array) -> Array:
    """Pair the households at random: each has one relative, who has it as relative."""
    order = np.argsort(draws)
    kin = np.arange(len(draws)).astype(np.int32)
    for k in range(0, len(draws) - 1, 2):
        kin[order[k]] = order[k + 1]
        kin[order[k + 1]] = order[k]
    return kin


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
    distance = (geography.main + geography.rough)[households.village, capital]
    distance = (distance - distance.mean()) / 100.0
    months = scenario.run.burn_in + scenario.run.months
    number = len(households.village)
    chances = np.empty((len(region.services), number))
    for row, service in enumerate(region.services):
        coverage = min(max(service.coverage.value, 1e-9), 1 - 1e-9)
        score = np.log(coverage / (1 - coverage)) + scenario.needs.coverage_shift
        score = score + service.distance_gradient.value * distance
        score = score + service.decile_gradient.value * (households.decile - 4.5)
        chances[row] = 1 / (1 + np.exp(-score)) if service.coverage.value > 0 else 0.0
    conditional = _given_prerequisites(chances, households, services)
    latent = np.array([service.latent for service in region.services])
    most_needs = int((households.adults + households.children + 4).sum()) + 64
    needs = allocate(Needs, most_needs)
    lapsing = services.validity > 0
    most_expiries = int(households.adults.sum()) * max(int(lapsing.sum()), 1) + 64
    expiries = allocate(Expiries, most_expiries)
    first_expiry = np.full(months + int(services.validity.max()) + 2, -1, np.int32)
    used_needs, used_expiries = _hold(
        households, services, needs, expiries, first_expiry,
        topological_order(services), conditional, latent, key,
    )  # fmt: skip
    needs, free_need = _trimmed(needs, used_needs, number // 4)
    expiries, free_expiry = _trimmed(expiries, used_expiries, number // 16)
    return Holdings(needs, expiries, free_need, first_expiry, free_expiry)


def _given_prerequisites(chances: Array, households: Households, services: Services) -> Array:
    """Return each paper's chance given its prerequisites, such that the coverage is met if it can.

    A person needs a prerequisite of his or her own; a household needs one member who holds it.
    """
    conditional = chances.copy()
    direct = _direct_prerequisites(services)
    for row in range(len(services.holder)):
        for other in range(len(services.holder)):
            if not direct[row] >> other & 1:
                continue
            qualified = chances[other]
            of_others = services.holder[row] != services.holder[other]
            if services.person[other] >= 0 and of_others:
                adult = services.holder[other] == _ADULT
                members = households.adults if adult else households.children
                qualified = 1.0 - (1.0 - qualified) ** members
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
            for other in order:
                if (services.prerequisites[service] >> np.uint64(other)) & _ONE:
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
