"""Claims about prices: bounds of arbitrage, autarky, and what traders do to both markets."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.border_tables import Direction, PostStatus
from model.model import BorderModel
from model.regime import Regime
from model.submodels.prices import prices
from tests.model.borders import PLAIN, Place, row
from tests.model.worlds import bengkayang, scenario

CLOSED = PLAIN._replace(status=PostStatus.NONE, leak=0.0)


def market(regime: Regime = PLAIN, **rules: float) -> Place:
    """Markets to which nothing has come this month."""
    place = Place(regime, **rules)
    goods = place.border.goods
    for name in ("traded", "bought", "shopped"):
        getattr(goods, name)[:] = 0.0
    # in a small world some goods have no trader of their own
    goods.abroad_volume[goods.direction == Direction.EXPORT] = 1000.0
    goods.home_volume[row("bidai")] = 1000.0
    return place


def move(place: Place, settled: bool = True) -> None:
    prices(place.border, place.regime, place.rules, settled)


def test_one_step_of_an_import_price_is_its_closed_form() -> None:
    place = market(price_adjustment=0.3, demand_elasticity=0.5, supply_elasticity=2.0)
    goods, g = place.border.goods, row("sugar")
    upper, volume = goods.home_normal[g], goods.home_volume[g]
    goods.home[g] = 0.9 * upper
    goods.traded[g], goods.shopped[g] = 0.1 * volume, 0.02 * volume
    move(place)
    excess = 0.9**-0.5 - 0.9**2 - 0.12
    assert goods.home[g] == pytest.approx(0.9 * upper * math.exp(0.3 * excess))


def test_one_step_of_an_export_price_at_home_is_its_closed_form() -> None:
    place = market(price_adjustment=0.3, demand_elasticity=0.5, supply_elasticity=2.0)
    goods, g = place.border.goods, row("vegetables")
    lower, volume = goods.home_normal[g], goods.home_volume[g]
    goods.home[g] = 1.1 * lower
    goods.bought[g] = 0.4 * volume
    move(place)
    excess = 1.1**-0.5 + 0.4 - 1.1**2
    assert goods.home[g] == pytest.approx(1.1 * lower * math.exp(0.3 * excess))


def test_one_step_of_a_price_abroad_is_its_closed_form() -> None:
    regime = PLAIN._replace(demand=1.2, price_abroad=0.9)
    place = market(regime, price_adjustment=0.3, foreign_elasticity=2.0)
    goods, g = place.border.goods, row("vegetables")
    normal = 0.9 * goods.abroad_normal[g]
    goods.abroad[g] = 1.05 * normal
    goods.traded[g] = 0.8 * goods.abroad_volume[g]
    move(place)
    excess = 1.2 * (1 - 2 * math.log(1.05)) - 0.8
    assert goods.abroad[g] == pytest.approx(1.05 * normal * math.exp(0.3 * excess))


@pytest.mark.parametrize("name", ["staples", "sugar", "lpg"])
def test_closed_the_price_of_an_import_becomes_that_of_the_capital(name: str) -> None:
    place = market(CLOSED)
    goods, g = place.border.goods, row(name)
    goods.home[g] = goods.abroad[g]
    seen = []
    for _ in range(200):
        move(place)
        seen.append(float(goods.home[g]))
    assert np.diff(seen).min() >= 0
    assert seen[-1] == pytest.approx(goods.home_upper[g], rel=1e-12)
    assert goods.home_upper[g] == goods.home_normal[g]


@pytest.mark.parametrize("name", ["pepper", "vegetables", "bidai"])
def test_closed_the_price_of_a_crop_becomes_what_it_fetches_without_exports(name: str) -> None:
    place = market(CLOSED)
    goods, g = place.border.goods, row(name)
    goods.home[g] = 1.5 * goods.home_normal[g]
    for _ in range(200):
        move(place)
    assert goods.home[g] == pytest.approx(goods.home_normal[g], rel=1e-12)


def test_open_with_endless_arrivals_an_import_costs_what_it_costs_abroad_with_the_way() -> None:
    place = market()
    goods, g = place.border.goods, row("sugar")
    goods.traded[g] = 100.0 * goods.home_volume[g]
    for _ in range(100):
        move(place)
    way = place.rules.passage / place.rules.load * goods.weight[g]
    assert goods.home[g] == pytest.approx(goods.abroad[g] + way)
    assert goods.abroad[g] < goods.home[g] < goods.home_upper[g]


def test_more_arrivals_mean_a_lower_price_that_stays_between_the_bounds() -> None:
    found = []
    for share in (0.0, 0.05, 0.2, 0.4):
        place = market()
        goods, g = place.border.goods, row("sugar")
        goods.traded[g] = share * goods.home_volume[g]
        for _ in range(200):
            move(place)
        found.append(float(goods.home[g]))
        relative = goods.home[g] / goods.home_normal[g]
        rules = place.rules
        cleared = relative**-rules.demand_elasticity - relative**rules.supply_elasticity
        assert cleared == pytest.approx(share, abs=1e-9) or goods.home[g] == goods.home_lower[g]
    assert np.diff(found).max() < 0


def test_where_nothing_arrives_abroad_buyers_pay_up_to_their_choke_price() -> None:
    place = market(foreign_elasticity=2.0)
    goods, g = place.border.goods, row("vegetables")
    for _ in range(300):
        move(place)
    choke = goods.abroad_normal[g] * math.exp(0.5)
    assert goods.abroad_upper[g] == pytest.approx(choke)
    assert 0.99 * choke < goods.abroad[g] <= choke
    slump = market(PLAIN._replace(price_abroad=0.6), foreign_elasticity=2.0)
    for _ in range(300):
        move(slump)
    assert slump.border.goods.abroad[g] == pytest.approx(0.6 * goods.abroad[g], rel=1e-3)


def test_a_good_that_is_not_made_here_keeps_its_price_at_home() -> None:
    place = market()
    goods, g = place.border.goods, row("merchandise")
    goods.bought[g] = 1e9
    move(place)
    assert goods.home[g] == goods.home_normal[g] == goods.home_upper[g]


@settings(max_examples=60, deadline=None)
@given(
    amounts=st.lists(st.floats(0.0, 50.0), min_size=7, max_size=7),
    first=st.lists(st.floats(0.5, 2.0), min_size=7, max_size=7),
    status=st.sampled_from(list(PostStatus)),
    speed=st.floats(0.0, 1.0),
    foreign=st.floats(0.2, 20.0),
    slump=st.floats(0.2, 1.0),
    passage=st.floats(0.0, 1e6),
)
def test_prices_never_leave_their_bounds(
    amounts: list[float], first: list[float], status: PostStatus, speed: float, foreign: float,
    slump: float, passage: float,
) -> None:  # fmt: skip
    place = market(
        PLAIN._replace(status=status, price_abroad=slump), price_adjustment=speed,
        foreign_elasticity=foreign, passage=passage,
    )  # fmt: skip
    goods = place.border.goods
    goods.traded[:] = np.array(amounts) * np.maximum(goods.home_volume, goods.abroad_volume)
    goods.bought[:] = np.array(amounts) * goods.home_volume
    goods.home[goods.produced] *= np.array(first)[goods.produced]
    for _ in range(5):
        move(place)
        for side in ("home", "abroad"):
            price, lower, upper = (
                getattr(goods, name) for name in (side, f"{side}_lower", f"{side}_upper")
            )
            assert (lower <= upper).all()
            assert (lower * (1 - 1e-12) <= price).all()
            assert (price <= upper * (1 + 1e-12)).all()
            assert np.isfinite(price).all()
            assert (price > 0).all()


@pytest.mark.parametrize("scale", [0.01, 0.1, 1.0])
def test_every_export_has_a_market_abroad_however_few_trade_it(scale: float) -> None:
    goods = BorderModel(bengkayang(), scenario({"run.scale": scale})).border.goods
    exports = goods.direction == Direction.EXPORT
    assert (goods.abroad_volume[exports] > 0).all()
    assert (goods.home_volume[goods.produced] > 0).all()


def test_with_the_market_loop_off_prices_stay_after_burn_in_and_not_before() -> None:
    place = market(market=False)
    goods = place.border.goods
    goods.traded[:] = goods.home_volume
    before = goods.home.copy()
    move(place, settled=True)
    assert np.array_equal(goods.home, before)
    move(place, settled=False)
    assert not np.array_equal(goods.home, before)


# --- Villages -------------------------------------------------------------------------------------


def test_in_a_village_goods_cost_the_least_of_border_and_town_with_freight() -> None:
    place = market()
    goods, villages, rules = place.border.goods, place.border.villages, place.rules
    villages.legal_trips[:] = villages.informal_trips[:] = 0.0
    goods.home[:3] = 0.95 * goods.home_normal[:3]
    place.rules = rules._replace(price_adjustment=0.0)
    move(place)
    imports = goods.spending_share > 0
    freight = rules.freight * goods.weight[imports]
    town = goods.home_normal[imports] - goods.town_freight[imports]
    for v in range(len(villages.spending)):
        here = np.minimum(
            goods.home[imports] + freight * villages.gate_distance[v],
            town + freight * villages.town_distance[v],
        )
        logs = goods.spending_share[imports] * np.log(here / goods.home_normal[imports])
        assert villages.cost_of_living[v] == pytest.approx(math.exp(logs.sum()))
        ratio = (goods.spending_share[imports] * goods.abroad[imports] / here).sum()
        assert villages.price_ratio[v] == pytest.approx(ratio)


def test_shopping_across_makes_living_cheaper_by_what_is_saved_less_fares() -> None:
    place = market(price_adjustment=0.0)
    villages, rules = place.border.villages, place.rules
    villages.legal_trips[:] = villages.informal_trips[:] = 0.0
    move(place)
    level = villages.cost_of_living.copy()
    villages.legal_trips[:, 1] = 0.4
    villages.spent[:, 1] = 0.4 * rules.shopping_value
    move(place)
    ratio, spending = villages.price_ratio, villages.spending
    there = 0.4 * rules.shopping_value  # rupiah spent abroad per month
    saved = there / ratio - there
    expected = level[:, 1] * (1 - saved / spending) + 0.4 * villages.trip_cost / spending
    assert villages.cost_of_living[:, 1] == pytest.approx(expected)
    assert villages.cost_of_living[:, 0] == pytest.approx(level[:, 0])


def test_crops_fetch_the_better_of_the_border_less_the_way_and_town() -> None:
    place = market(price_adjustment=0.0, freight=30.0)
    goods, villages = place.border.goods, place.border.villages
    goods.home[goods.produced] *= 1.2
    move(place)
    expected = np.ones(len(villages.spending))
    for g in np.flatnonzero(goods.farm_share):
        net = goods.home[g] - 30.0 * goods.weight[g] * villages.gate_distance
        better = np.maximum(net / goods.home_normal[g], 1.0)
        expected += goods.farm_share[g] * (better - 1.0)
    assert villages.farm_price == pytest.approx(expected)
    assert villages.farm_price.max() > villages.farm_price.min() >= 1.0
