"""Households drawn from a region's tables: who they are and what they earn."""

import numpy as np
from numba import njit
from scipy.special import ndtri

from model.draws import Stream, uniform, uniforms
from model.region import Region
from model.scenario import Scenario
from model.tables import Array, Holder, Households, Option, allocate

_STREAM = Stream.POPULATION.value
_HOLDINGS = Stream.HOLDINGS.value
_CHILD, _ADULT, _FIRM = Holder.CHILD.value, Holder.ADULT.value, Holder.FIRM.value
_ONE = np.uint64(1)

# which draw of the POPULATION stream serves which trait
_SIZE, _CHILDREN, _OCCUPATION, _FIRM_DRAW, _INCOME, _LISTING, _LICENCE = range(7)


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
    papers = [
        service
        for service in region.services
        if service.holder in ("child", "adult") and not service.event
    ]
    lapsing = sum(service.validity.value > 0 for service in papers)
    households = allocate(
        Households, number, person=len(papers), lapsing=lapsing, option=len(Option)
    )
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
    for name in ("farm", "wage", "business"):
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


def take_out_unearned(
    households: Households,
    transfer: float,
    entitled: Array,
    remittances: Array,
    home_loss: Array,
) -> None:
    """Scale earned incomes so that totals *with* transfers and remittances keep their places.

    ``entitled`` (bool[n]) marks households that receive ``transfer`` rupiah per month at the start;
    ``remittances`` (float64[villages, Work]): rupiah; ``home_loss`` (float64[n]) is the share of
    earnings lost while a member works in Sarawak. At least half of a total stays earned.
    """
    members = (households.adults + households.children).astype(np.float64)
    received = np.where(entitled, transfer, 0.0)
    received += remittances[households.village, households.work]
    share = np.minimum(received / members / households.income, 0.5)
    factor = ((1.0 - share) / (1.0 - home_loss)).astype(np.float32)
    for column in (households.farm, households.wage, households.business):
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
