"""Claims about entry: the number of traders follows what trading earns."""

import numpy as np
import pytest

from model.submodels.trader_entry import trader_entry
from tests.model.borders import KEY, Place, row

WAGE = 1_000_000.0
CAPITAL = 1_900_000.0


def market(good: str, number: int, profit: float, **rules: float | bool) -> Place:
    """A border at which so many trade one good and earn so much, and nobody another."""
    place = Place(**{"outside_wage": WAGE, "entry_rate": 0.1, **rules})
    traders = place.border.traders
    traders.alive[:] = False
    traders.alive[:number] = True
    traders.good[:] = row(good)
    traders.profit[:] = profit
    traders.trips[:number] = 12
    traders.household[:] = -1
    # no other good pays
    place.border.goods.home[:] = place.border.goods.abroad
    return place


def enter(place: Place, month: int, settled: bool = True) -> None:
    """Let everybody in business set out, then let traders leave and enter."""
    traders = place.border.traders
    traders.trips[traders.alive] = 12
    trader_entry(
        place.model.households, place.border, place.rules, CAPITAL, settled, KEY, month
    )  # fmt: skip


def changes(good: str, number: int, profit: float, months: int) -> list[int]:
    """Changes of the number of traders, each from the same start."""
    place = market(good, number, profit)
    traders = place.border.traders
    start = [column.copy() for column in traders]
    found = []
    for month in range(months):
        for column, old in zip(traders, start, strict=True):
            column[...] = old
        enter(place, month)
        found.append(int(np.count_nonzero(traders.alive)) - number)
    return found


@pytest.mark.parametrize(
    ("profit", "rate"),
    [(0.0, -0.1), (0.5, -0.05), (0.9, -0.01), (1.0, 0.0), (1.3, 0.03), (2.0, 0.1), (9.0, 0.1)],
)
def test_numbers_change_by_the_entry_rate_times_the_gap_to_the_outside_wage(
    profit: float, rate: float
) -> None:
    months, number = 1500, 60
    found = changes("sugar", number, profit * WAGE, months)
    error = 4 * np.sqrt(abs(rate) * number / months)
    assert np.mean(found) == pytest.approx(rate * number, abs=error)


def test_who_earns_the_outside_wage_stays_and_nobody_comes() -> None:
    assert set(changes("sugar", 50, WAGE, 50)) == {0}


def test_only_the_poor_leave_and_their_slots_are_cleared() -> None:
    place = market("sugar", 40, 0.2 * WAGE)
    traders = place.border.traders
    traders.profit[20:40] = 1.0001 * WAGE
    traders.household[:40], traders.trips[:40] = np.arange(40), 12
    for month in range(60):
        enter(place, month)
        gone = ~traders.alive[:40]
        assert not gone[20:].any()
        assert (traders.household[:40][gone] == -1).all()
        assert (traders.trips[:40][gone] == 0).all()
    assert gone[:20].sum() > 15


def test_a_newcomer_knows_prices_and_what_others_believe() -> None:
    place = market("sugar", 30, 5 * WAGE)
    traders = place.border.traders
    traders.risk_belief[:30] = np.linspace(0.0, 0.58, 30)[:, None]
    traders.official_belief[:30] = np.linspace(1.0, 2.0, 30)
    month = 0
    while np.count_nonzero(traders.alive) == 30:
        enter(place, month)
        month += 1
    new = 30  # the first empty slot
    assert traders.alive[new]
    assert traders.good[new] == row("sugar")
    assert traders.profit[new] == WAGE
    assert traders.capital[new] == CAPITAL
    assert traders.price_belief[new] == pytest.approx(place.border.goods.home[row("sugar")])
    assert traders.risk_belief[new] == pytest.approx(0.29, rel=1e-5)
    assert traders.official_belief[new] == pytest.approx(1.5, rel=1e-5)
    assert (traders.household[new] >= 0) == traders.local[new]
    assert traders.licence[new] == (not traders.local[new])


def test_newcomers_are_local_as_often_as_the_scenario_says() -> None:
    place = market("sugar", 50, 5 * WAGE, local_entrants=0.3, entry_rate=1.0)
    traders = place.border.traders
    local = []
    for month in range(400):
        traders.alive[50:] = False
        enter(place, month)
        local += traders.local[50:][traders.alive[50:]].tolist()
    assert np.mean(local) == pytest.approx(0.3, abs=4 * np.sqrt(0.21 / len(local)))


@pytest.mark.parametrize(("gap", "refills"), [(1.5, True), (1.01, False)])
def test_an_empty_market_fills_again_where_a_month_of_trips_pays(gap: float, refills: bool) -> None:
    place = market("sugar", 0, 0.0)
    goods, g = place.border.goods, row("sugar")
    goods.home[g] = gap * goods.abroad[g] + place.rules.passage / 90
    for month in range(100):
        enter(place, month)
    traders = place.border.traders
    assert traders.alive.any() == refills
    assert set(traders.good[traders.alive].tolist()) <= {g}


def test_no_more_enter_than_there_are_slots() -> None:
    place = market("sugar", 30, 100 * WAGE, entry_rate=1.0)
    for month in range(50):
        enter(place, month)
    assert place.border.traders.alive.all()


def test_with_the_market_loop_off_nobody_comes_or_leaves_after_burn_in() -> None:
    for profit in (0.0, 5 * WAGE):
        place = market("sugar", 30, profit, market=False)
        before = place.border.traders.alive.copy()
        for month in range(30):
            enter(place, month, settled=True)
        assert np.array_equal(place.border.traders.alive, before)
        for month in range(30):
            enter(place, month, settled=False)
        assert not np.array_equal(place.border.traders.alive, before)
