"""Core papers: those that prove who one is, and who lacks one."""

import numpy as np

from model.region import Region
from model.tables import Array, Holder, Households, Services


def core_papers(region: Region) -> list[int]:
    """Return the rows of the services whose papers prove who one is.

    They are the papers with the effect ``identity`` (of a household, of every adult) and a child's
    birth certificate; the list is empty for a region that has none of them.
    """
    return [
        row
        for row, service in enumerate(region.services)
        if service.effect == "identity" or service.name == "birth_certificate"
    ]


def lacks_paper(households: Households, services: Services, row: int) -> Array:
    """Return bool[households]: the household, or a member who should have it, has no such paper."""
    person = services.person[row]
    if person < 0:
        return np.asarray(households.documents >> np.uint64(row) & np.uint64(1) == 0)
    child = services.holder[row] == Holder.CHILD
    members = households.children if child else households.adults
    return np.asarray(households.holders[:, person] < members)
