"""Claims about lists of latent needs inside their table."""

import numpy as np
import pytest

from model.accounts import Head
from model.lists import in_order, with_room
from model.model import BorderModel
from model.tables import Needs
from tests.model.worlds import advanced


def lists(model: BorderModel, latent: Needs) -> list[list[tuple[int, bool, int]]]:
    """Each household's needs, in the order of its list: service, waiting, month of arising."""
    found = []
    for head in model.households.first_need.tolist():
        row, mine = head, []
        while row >= 0:
            mine.append(
                (int(latent.service[row]), bool(latent.waiting[row]), int(latent.arose[row]))
            )
            row = int(latent.next[row])
        found.append(mine)
    return found


def free_rows(latent: Needs, head: int) -> set[int]:
    rows = []
    while head >= 0:
        rows.append(head)
        head = int(latent.next[head])
    assert len(rows) == len(set(rows))
    return set(rows)


@pytest.fixture(scope="module")
def scattered() -> BorderModel:
    """A world some months after its lists were last put in order."""
    return advanced(20)


def test_putting_needs_in_order_leaves_every_list_as_it_was(scattered: BorderModel) -> None:
    before = lists(scattered, scattered.latent)
    scattered.latent = in_order(scattered.households, scattered.latent, scattered.heads)
    assert lists(scattered, scattered.latent) == before
    assert sum(map(len, before)) == scattered.heads[Head.LATENT] > 1000


def test_in_order_a_household_has_its_needs_side_by_side_and_the_rest_is_free(
    scattered: BorderModel,
) -> None:
    latent = in_order(scattered.households, scattered.latent, scattered.heads)
    used, rows = int(scattered.heads[Head.LATENT]), len(latent.next)
    heads = scattered.households.first_need[scattered.households.first_need >= 0]
    assert (np.diff(heads) > 0).all()
    assert set(np.diff(np.flatnonzero(latent.next[:used] < 0)).tolist()) <= set(range(1, 100))
    inside = latent.next[:used] >= 0
    assert (latent.next[:used][inside] == np.flatnonzero(inside) + 1).all()
    assert free_rows(latent, int(scattered.heads[Head.FREE_NEED])) == set(range(used, rows))
    scattered.latent = latent


def test_a_full_table_stays_full_and_can_grow(scattered: BorderModel) -> None:
    used = int(scattered.heads[Head.LATENT])
    full = Needs(*(column[:used].copy() for column in scattered.latent))
    heads = scattered.heads.copy()
    latent = in_order(scattered.households, full, heads)
    assert heads[Head.FREE_NEED] == -1
    latent = with_room(latent, heads, 5)
    assert len(free_rows(latent, int(heads[Head.FREE_NEED]))) == len(latent.next) - used >= 5
