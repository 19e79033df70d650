"""Livelihoods: income of the month, and what papers add to it.

*Purpose.* Give every household its income per person (equation 7).

*Income* per person and month, in constant rupiah, is (farm · crops · shock · (1 + g_T · progress) +
wage + business · cooperation · (1 + g_L ζ)) · (1 − home loss) + remittances + trade + transfer.
Crops is what farm-gate prices in the village are worth against the start; cooperation is 1 + g_C ·
(2 β_s x_c − its start) with x_c the competition dimension of cross-border cooperation and β_s the
home side's share of its gains; home loss (``work.home_loss`` of an adult's share) and remittances
come with a member who works in Sarawak; trade is what a trader of the household earns beyond the
outside wage, and never takes more than there is. The harvest shock is drawn for each household and
month by itself; it has mean 1, a triangular distribution and the standard deviation
``economy.income_volatility`` (cut at zero, which lifts the mean a little when the parameter exceeds
0.41).

*Effects of papers* are level factors while the paper is valid, never compounding. A business
licence adds g_L ζ, with ζ lognormal of mean 1: few gain much. A land title adds g_T as its
progress 1 − exp(−age / title delay) grows; a household loses the progress with the title. The
transfer of ``economy.transfer`` per household goes to listed households with a valid family card
and at least one identity card.

*Poverty trap.* With ``loops.poverty_trap`` off, listed households receive the transfer without
papers, and costs are weighed against mean instead of own income: both halves of the loop are cut.

*Assumptions.* Income per person does not depend on the household's composition.
"""

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from model.border_tables import Traders, Work
from model.draws import Stream, fill_pairs
from model.indicators import SOURCES
from model.kernels import Whole, end_of_village, kernel, part
from model.scenario import Scenario
from model.tables import Array, Households

_HARVEST = Stream.HARVEST.value
_FARM, _WAGE, _BUSINESS = (SOURCES.index(name) for name in ("farm", "wage", "business"))
_ABROAD, _TRANSFER = SOURCES.index("abroad"), SOURCES.index("transfer")
_AT_HOME, _IRREGULAR, _LEGAL = Work.HOME.value, Work.IRREGULAR.value, Work.LEGAL.value
_ONE, _NO_BITS = np.uint64(1), np.uint64(0)


class Economy(NamedTuple):
    """The scenario's numbers of incomes, and which papers matter."""

    volatility: float
    transfer: float
    transfer_needs_papers: bool
    home_loss: float  # share of an adult's earnings, while one works in Sarawak
    title_gain: float
    title_step: float  # share of the remaining effect that a month with a title adds
    family_card: int  # row of the service, or -1
    identity_card: int  # column of holders, or -1
    licences: np.uint64
    titles: np.uint64


def economy(
    scenario: Scenario, family_card: int, identity_card: int, licences: np.uint64, titles: np.uint64
) -> Economy:
    """Return the numbers of a scenario that govern incomes."""
    return Economy(
        volatility=float(scenario.economy.income_volatility),
        transfer=float(scenario.economy.transfer),
        transfer_needs_papers=bool(scenario.loops.poverty_trap),
        home_loss=float(scenario.work.home_loss),
        title_gain=float(scenario.economy.title_gain),
        title_step=1.0 - math.exp(-1.0 / scenario.economy.title_delay),
        family_card=family_card,
        identity_card=identity_card,
        licences=licences,
        titles=titles,
    )


@part
def entitled(households: Households, rules: Economy, i: Whole) -> bool:
    """Tell whether household ``i`` receives the transfer."""
    # no "and" and "or", which are branches
    bit = (households.documents[i] >> np.uint64(max(rules.family_card, 0))) & _ONE
    card = (rules.family_card < 0) | (bit != _NO_BITS)
    holders = households.holders[i, max(rules.identity_card, 0)]
    identity = (rules.identity_card < 0) | (holders > 0)
    return households.listed[i] & ((card & identity) | (not rules.transfer_needs_papers))


@njit(cache=True, nogil=True)
def all_entitled(households: Households, rules: Economy) -> Array:
    """Return for every household whether it receives the transfer (bool[n])."""
    result = np.zeros(len(households.village), np.bool_)
    for i in range(len(result)):
        result[i] = entitled(households, rules, i)
    return result


@kernel
def livelihoods(
    households: Households,
    rules: Economy,
    traders: Traders,
    outside_wage: float,
    remittances: Array,
    crops: Array,
    cooperation: float,
    pairs: tuple[Array, Array],
    key: np.uint64,
    month: Whole,
) -> None:
    """Set the month's income per person.

    ``outside_wage``: rupiah a month; ``remittances`` (float64[villages, Work]): rupiah that a
    worker in Sarawak sends; ``crops`` (float64[villages]): farm-gate prices, 1 as at the start;
    ``cooperation``: factor of business income; ``pairs`` is room for draws (float32[n] twice).
    """
    fill_pairs(key, _HARVEST, month, *pairs)
    earn(households, rules, remittances, crops, cooperation, *pairs)
    add_trade(households, traders, outside_wage)


@kernel
def earn(
    households: Households,
    rules: Economy,
    remittances: Array,
    crops: Array,
    cooperation: float,
    first: Array,
    second: Array,
) -> None:
    """Set the month's income per person from two draws per household (float32[n])."""
    width = rules.volatility * math.sqrt(6.0)
    start = 0
    while start < len(households.village):
        village = households.village[start]
        stop = end_of_village(households.village, start)
        crop = crops[village]
        irregular, legal = remittances[village, _IRREGULAR], remittances[village, _LEGAL]
        # three loops: with all their columns in one the compiler does not vectorise it
        for i in range(np.uint64(start), np.uint64(stop)):
            before = np.float64(households.title_progress[i])
            grown = before + (1.0 - before) * rules.title_step
            titled = households.documents[i] & rules.titles != _NO_BITS
            households.title_progress[i] = grown if titled else 0.0
        for i in range(np.uint64(start), np.uint64(stop)):
            draws = np.float64(first[i]) + np.float64(second[i])
            shock = max(1.0 + width * (draws - 1.0), 0.0)
            title = 1.0 + rules.title_gain * np.float64(households.title_progress[i])
            farm = np.float64(households.farm[i]) * crop * shock * title
            effect = np.float64(households.licence_effect[i])
            licensed = households.documents[i] & rules.licences != _NO_BITS
            gain = 1.0 + (effect if licensed else 0.0)
            business = np.float64(households.business[i]) * cooperation * gain
            earned = farm + np.float64(households.wage[i]) + business
            households.income[i] = earned * (1.0 - home_loss(households, rules, i))
        for i in range(np.uint64(start), np.uint64(stop)):
            sent = legal if households.work[i] == _LEGAL else irregular
            sent = 0.0 if households.work[i] == _AT_HOME else sent
            received = sent + (rules.transfer if entitled(households, rules, i) else 0.0)
            members = np.float64(households.adults[i]) + np.float64(households.children[i])
            households.income[i] = np.float64(households.income[i]) + received / members
        start = stop


@part
def home_loss(households: Households, rules: Economy, i: Whole) -> float:
    """Return the share of earnings that household ``i`` loses while a member is in Sarawak."""
    lost = min(rules.home_loss / max(np.float64(households.adults[i]), 1.0), 1.0)
    return lost if households.work[i] != _AT_HOME else 0.0


@njit(cache=True, nogil=True)
def all_home_losses(households: Households, rules: Economy) -> Array:
    """Return the share of earnings that each household loses (float64[n])."""
    result = np.zeros(len(households.village))
    for i in range(len(result)):
        result[i] = home_loss(households, rules, i)
    return result


@kernel
def sum_sources(
    households: Households,
    rules: Economy,
    remittances: Array,
    crops: Array,
    cooperation: float,
    amounts: Array,
    people: Array,
) -> None:
    """Add what each source brings in this month in a normal harvest, trade apart, per sub-district.

    ``amounts`` (float64[sub-districts, SOURCES]) in rupiah, ``people`` (float64[sub-districts]) in
    persons; the other arguments as in :func:`livelihoods`.
    """
    for i in range(len(households.village)):
        area, village = households.sub_district[i], households.village[i]
        members = np.float64(households.adults[i]) + np.float64(households.children[i])
        people[area] += members
        stays = members * (1.0 - home_loss(households, rules, i))
        licensed = households.documents[i] & rules.licences != _NO_BITS
        gain = np.float64(households.licence_effect[i]) if licensed else 0.0
        titled = 1.0 + rules.title_gain * np.float64(households.title_progress[i])
        amounts[area, _FARM] += stays * np.float64(households.farm[i]) * crops[village] * titled
        amounts[area, _WAGE] += stays * np.float64(households.wage[i])
        business = stays * np.float64(households.business[i])
        amounts[area, _BUSINESS] += business * cooperation * (1.0 + gain)
        amounts[area, _ABROAD] += remittances[village, households.work[i]]
        amounts[area, _TRANSFER] += rules.transfer if entitled(households, rules, i) else 0.0


@kernel
def add_trade(households: Households, traders: Traders, outside_wage: float) -> None:
    """Add to incomes what local traders earned last month beyond the wage of that time (rupiah)."""
    for t in range(len(traders.alive)):
        h = traders.household[t]
        if h >= 0 and traders.alive[t] and traders.trips[t] > 0:
            members = households.adults[h] + households.children[h]
            earned = np.float64(traders.sold[t] - traders.bought[t] - traders.costs[t])
            surplus = (earned - outside_wage * traders.busy[t]) / members
            households.income[h] = max(np.float64(households.income[h]) + surplus, 0.0)
