"""Spending: what is left of income after papers, at this month's prices.

*Purpose.* Add up money welfare: equivalent income per person (equation 11).

*Equivalent income* is (income − out-of-pocket spending on papers / members) / Π, where
Π = (E / E0)^w_b: E is the cost of border goods in the village, lower for those who may and do shop
across, E0 its mean over the village's households in the year before month 1, and w_b
``economy.border_goods_share``. Until then Π = 1. Spending on papers is
fares, fees, meals, lodging, brokers and informal payments; hours are reported apart and never
subtracted. Poverty, inequality and means use sums over twelve months.

*Assumptions.* Prices of all other goods are fixed; a household's members share alike.
"""

import numpy as np

from model.border_tables import BorderVillages
from model.kernels import Whole, end_of_village, kernel
from model.tables import Array, Households


@kernel
def price_index(relative_price: float, share: float) -> float:
    """Return Π = (P / P0)^share; both prices in the same unit."""
    return relative_price**share


@kernel
def price_indices(villages: BorderVillages, share: float, indices: Array) -> None:
    """Fill Π of each village and Crosser (float64[villages, crossers])."""
    for v in range(indices.shape[0]):
        for c in range(indices.shape[1]):
            relative = villages.cost_of_living[v, c] / villages.cost_at_start[v]
            indices[v, c] = price_index(relative, share)


@kernel
def spending(
    households: Households,
    indices: Array,
    tally: Array,
    at: Whole,
) -> Whole:
    """Add the month's equivalent income, count and clear spending; return its sum in rupiah.

    ``indices`` (float64[villages, crossers]): Π; ``tally`` (int64[sub-districts, counts]) receives
    the spending per sub-district in column ``at``.
    """
    total = np.int64(0)
    for i in range(len(households.village)):
        spent = np.int64(households.spending[i])
        members = households.adults[i] + households.children[i]
        index = indices[households.village[i], households.crosser[i]]
        left = (np.float64(households.income[i]) - spent / members) / index
        households.equivalent_income[i] = np.float64(households.equivalent_income[i]) + left
        households.spending[i] = 0
        if spent != 0:
            tally[households.sub_district[i], at] += spent
            total += spent
    return total


@kernel
def count_people(
    households: Households, tally: Array, holders: Array, adults_at: int, children_at: int
) -> None:
    """Count adults, children and holders of papers per sub-district."""
    start = 0
    while start < len(households.village):
        area = households.sub_district[start]
        stop = end_of_village(households.village, start)
        adults, children = np.int64(0), np.int64(0)
        for i in range(np.uint64(start), np.uint64(stop)):
            adults += households.adults[i]
            children += households.children[i]
        tally[area, adults_at] += adults
        tally[area, children_at] += children
        for column in range(holders.shape[1]):
            number = np.int64(0)
            for i in range(np.uint64(start), np.uint64(stop)):
                number += households.holders[i, column]
            holders[area, column] += number
        start = stop
