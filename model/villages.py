"""Villages: what a run leaves of each village at its end.

A village has a few hundred households, so chance moves its numbers more than those of a
sub-district.
"""

from typing import NamedTuple

import numpy as np

from model.core_papers import core_papers, lacks_paper
from model.indicator import Indicator, indicator
from model.indicators import INDICATORS, Records
from model.region import Region
from model.series import YEAR
from model.tables import Array, Households, Services

WEIGHTS = ("households", "people")
# what is measured when a year is over, in the order of Records.villages
YEARLY = (*WEIGHTS, "core_papers", "equivalent_income", "poverty_headcount")


class VillageIndicator(NamedTuple):
    """An indicator by village, and the numbers by which villages add up to a larger place.

    ``weight``: ``households`` or ``people``, which an outcome holds by village, too.
    """

    indicator: Indicator
    weight: str


_CORE_PAPERS = indicator(
    "core_papers", "%", "Households with all core papers",
    "Rumah tangga dengan dokumen inti lengkap", 1,
    "households that lack neither their own paper of identity nor that of any adult member nor the "
    "birth certificate of any child, over all households, at the end of the last completed year",
)  # fmt: skip

VILLAGE_INDICATORS: tuple[VillageIndicator, ...] = (
    *(
        VillageIndicator(next(item for item in INDICATORS if item.name == name), weight)
        for name, weight in (
            ("travel_hours", "households"),
            ("travel_cost", "households"),
            ("equivalent_income", "people"),
            ("poverty_headcount", "people"),
        )
    ),
    VillageIndicator(_CORE_PAPERS, "households"),
)


def measure_villages(
    households: Households, services: Services, region: Region, months: int
) -> Array:
    """Return the measures of ``YEARLY`` over the year that ends, float64[YEARLY, villages].

    ``months``: how many months ``households.equivalent_income`` adds up. A village without
    households has NaN for all but its numbers; so has everyone's ``core_papers`` in a region
    without such papers.
    """
    members = (households.adults + households.children).astype(np.float64)
    income = households.equivalent_income.astype(np.float64) / months
    poor = income < region.constants["poverty_line"].value
    complete = np.ones(len(members))
    core = core_papers(region)
    for row in core:
        complete[lacks_paper(households, services, row)] = 0.0
    sums = np.zeros((4, len(region.villages)))
    # rows are ordered by village, and only villages with households have a first row to sum from
    first = np.searchsorted(households.village, np.arange(len(region.villages) + 1))
    homes = np.diff(first)
    rows = np.stack([members, complete, income * members, poor * members])
    sums[:, homes > 0] = np.add.reduceat(rows, first[:-1][homes > 0], axis=1)
    people, with_papers, money, poor_people = sums
    with np.errstate(invalid="ignore"):
        return np.stack(
            [
                homes,
                people,
                100 * with_papers / homes if core else np.full(len(homes), np.nan),
                money / people,
                100 * poor_people / people,
            ]
        )


def village_outcome(records: Records, burn_in: int) -> dict[str, Array]:
    """Return what a run leaves of each village, float64[villages] by indicator or weight.

    As in the summary of a run, travel is the mean over the last twelve reported months, all else
    that of the last completed year.
    """
    minutes, rupiah = records.village_travel[burn_in:][-YEAR:].mean(axis=0)
    return {
        "travel_hours": minutes / 60,
        "travel_cost": rupiah,
        **dict(zip(YEARLY, records.villages[-1], strict=True)),
    }
