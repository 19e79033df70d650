"""Which households the page tells about before anyone has clicked on one."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from model.border_tables import Work
from model.core_papers import core_papers, lacks_paper
from model.model import BorderModel
from model.tables import Array

PER_SUB_DISTRICT: Final = 2


def featured(model: BorderModel) -> Sequence[int]:
    """Return two households of each sub-district, chosen from the model before its first month.

    Both have children, and lack some core paper. The first is the one nearest to the middle of
    its sub-district's incomes among those that lack most papers; the second is chosen likewise
    among those with a member at work in Sarawak, or else a firm. Ties go to the lower row. Who
    they are depends on the seed and the world, not on the policy.
    """
    households = model.households
    core = core_papers(model.region)
    lacking = np.sum([lacks_paper(households, model.services, row) for row in core], axis=0)
    eligible = (households.children > 0) & (lacking > 0)
    abroad = households.work != Work.HOME
    chosen: list[int] = []
    for area in range(len(model.region.sub_districts)):
        here = households.sub_district == area
        wishes = (
            here & eligible,
            here & eligible & abroad,
            here & eligible & households.firm,
            here,
        )
        income = households.income.astype(np.float64)
        middle = float(np.median(income[here]))
        for first in range(PER_SUB_DISTRICT):
            for wish in wishes[first:]:
                free = wish.copy()
                free[chosen] = False
                if free.any():
                    chosen.append(_nearest(free, lacking, np.abs(income - middle)))
                    break
    return chosen


def _nearest(among: Array, lacking: Array, distance: Array) -> int:
    rows = np.flatnonzero(among)
    return int(rows[np.lexsort((distance[rows], -lacking[rows]))[0]])
