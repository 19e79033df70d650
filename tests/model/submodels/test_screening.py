"""Claims about screening: waits and finds at the post, patrols, settlement, and what is learnt."""

import math

import numpy as np
import pytest

from model.border_tables import Channel
from model.regime import Regime
from model.tables import Array
from tests.model.borders import PLAIN, Place, row


def after(regime: Regime, flow: float = 0.0, **rules: float) -> Place:
    """A border without traders after so many crossings each way."""
    place = Place(regime, **rules)
    place.border.traders.alive[:] = False
    place.border.post.with_pass[0] = flow
    place.screen()
    return place


# --- The post -------------------------------------------------------------------------------------


@pytest.mark.parametrize("load", [0.0, 0.3, 0.9, 0.99])
def test_the_wait_at_one_lane_is_that_of_a_queue_with_one_server(load: float) -> None:
    # 4 minutes at full speed without inspection; half of two lanes each way is one lane each way
    quick = PLAIN._replace(inspection=0.0, lanes=1.0)
    rate = 60 / 4  # crossings per hour
    flow = load * rate * 240 / 2
    place = after(quick, flow, service_minutes=4.0, hours=240.0, day_hours=12.0)
    assert place.border.post.hours[0] == pytest.approx(min(1 / (rate * (1 - load)), 12.0))


@pytest.mark.parametrize("load", [0.0, 0.5, 0.9])
def test_the_wait_at_two_lanes_is_that_of_a_queue_with_two_servers(load: float) -> None:
    quick = PLAIN._replace(inspection=0.0, lanes=2.0)
    rate = 15.0
    flow = load * 2 * rate * 240 / 2
    place = after(quick, flow, service_minutes=4.0, hours=240.0, day_hours=12.0)
    # M/M/2: W = 1 / (mu (1 - rho^2))
    assert place.border.post.hours[0] == pytest.approx(1 / (rate * (1 - load**2)))


def test_a_post_that_cannot_cope_makes_people_wait_all_day_and_no_longer() -> None:
    assert after(PLAIN, 1e6, day_hours=12.0).border.post.hours[0] == 12.0
    assert after(PLAIN._replace(security_weight=1.0), 1e4).border.post.hours[0] == 12.0


def test_a_district_scaled_down_waits_as_long_as_the_whole() -> None:
    whole, part = after(PLAIN, 1500.0), after(PLAIN, 150.0, scale=0.1)
    assert part.border.post.hours[0] == pytest.approx(whole.border.post.hours[0])


def test_detection_at_the_post_follows_its_formula() -> None:
    regime = PLAIN._replace(inspection=0.6, security_weight=0.7, coordination=0.5, speed=0.8)
    place = Place(regime, post_effort=2.0, coordination_gain=0.9)
    place.border.traders.alive[:] = False
    post = place.border.post
    for flow, normal, settled, relative in [
        (300.0, 200.0, True, 1.5), (300.0, 200.0, False, 1.0), (300.0, 0.0, True, 1.0),
    ]:  # fmt: skip
        post.with_pass[0], post.normal_flow[0] = flow, normal
        place.screen(settled=settled)
        work = 0.6 * 0.7 * (1 + 0.9 * 0.5) * 0.8
        assert post.detection[0] == pytest.approx(1 - math.exp(-2.0 * work / relative))


def seen(regime: Regime) -> tuple[float, float, float, float]:
    """Hours, detection at the post and on the first path, and days per case at 1,500 crossings."""
    border = after(regime, 1500.0).border
    return (
        float(border.post.hours[0]), float(border.post.detection[0]),
        float(border.paths.detection[0]), float(border.post.case_days[0]),
    )  # fmt: skip


def test_coordination_shortens_waits_and_cases_and_finds_more_everywhere() -> None:
    alone, together = seen(PLAIN), seen(PLAIN._replace(coordination=0.7))
    assert together[0] < alone[0]
    assert together[1] > alone[1]
    assert together[2] > alone[2]
    gain = Place().rules.coordination_gain
    assert alone[3] == pytest.approx(10.0)
    assert together[3] == pytest.approx(10.0 / (1 + gain * 0.7))


def test_inspection_finds_more_and_takes_longer() -> None:
    cursory, thorough = (seen(PLAIN._replace(inspection=level)) for level in (0.1, 0.9))
    assert thorough[0] > cursory[0]
    assert thorough[1] > cursory[1]
    assert thorough[2:] == cursory[2:]


def test_staff_given_to_security_finds_more_everywhere_and_leaves_fewer_lanes() -> None:
    lanes_first, security_first = (seen(PLAIN._replace(security_weight=w)) for w in (0.25, 0.75))
    assert security_first[0] > lanes_first[0]
    assert security_first[1] > lanes_first[1]
    assert security_first[2] > lanes_first[2]


# --- The paths ------------------------------------------------------------------------------------


def test_detection_on_the_paths_follows_its_formula() -> None:
    place = Place(
        PLAIN._replace(patrol=2.0, security_weight=0.8, coordination=0.4), patrol_effort=0.1,
        coordination_gain=0.5, skill_effect=1.5,
    )  # fmt: skip
    place.border.traders.alive[:] = False
    paths = place.border.paths
    paths.patrol[:] = (0.1, 0.2, 0.3, 0.4)
    paths.skill[:] = (0.0, 0.2, 0.5, 1.0)
    place.screen()
    force = 2.0 * 0.8 / 0.5 * (1 + 0.5 * 0.4) * paths.patrol / paths.traffic_start
    expected = (1 - np.exp(-0.1 * force)) * np.exp(-1.5 * paths.skill)
    assert paths.detection == pytest.approx(expected)


def informal(place: Place, **columns: float) -> None:
    """Send one trader over the second path with sugar."""
    place.alone("sugar", card=False)
    traders = place.border.traders
    traders.channel[0], traders.path[0], traders.trips[0] = Channel.INFORMAL, 1, 12
    traders.quantity[0] = 50.0
    for name, value in columns.items():
        getattr(traders, name)[0] = value
    place.border.paths.trader_trips[:] = 0.0
    place.border.paths.trader_trips[1] = 12


def test_trips_are_detected_as_often_as_the_chance_says() -> None:
    place = Place(patrol_effort=0.2, skill_effect=0.0)
    informal(place)
    caught = []
    for month in range(2000):
        place.screen(month)
        caught.append(int(place.border.traders.caught[0]))
    chance = 1 - math.exp(-0.2)
    error = 4 * math.sqrt(chance * (1 - chance) / (12 * 2000))
    assert np.mean(caught) / 12 == pytest.approx(chance, abs=error)
    assert np.var(caught) == pytest.approx(12 * chance * (1 - chance), rel=0.2)


def test_a_months_accounts_of_an_informal_trader_add_up() -> None:
    place = Place(patrol_effort=0.7, fine=0.5, bribe=1000.0, passage=2000.0)
    informal(place)
    goods, traders, paths = place.border.goods, place.border.traders, place.border.paths
    g = row("sugar")
    goods.spoilage[g] = 0.1
    place.screen()
    caught = int(traders.caught[0])
    assert 0 < caught < 12
    trip = round(50 * goods.abroad[g])
    assert traders.bought[0] == 12 * trip
    assert traders.seized[0] == paths.seized[1] == paths.seized.sum() == caught * trip
    assert traders.spoiled[0] == round((12 - caught) * trip * 0.1)
    assert traders.sold[0] == round((12 - caught) * 50 * 0.9 * goods.home[g])
    assert traders.costs[0] == round(12 * 3000 + 0.5 * caught * trip)
    assert goods.traded[g] == pytest.approx((12 - caught) * 50 * 0.9)
    assert goods.bought[g] == 600
    assert place.flows[0] == place.flows[1:].sum() == traders.bought[0]
    assert goods.arrived.sum() == place.flows[1]
    assert paths.caught.tolist() == [0, caught, 0, 0]


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("licence", [True, False])
def test_a_formal_importer_pays_duty_licence_and_detour(full: bool, licence: bool) -> None:
    place = Place(PLAIN._replace(status=2 if full else 1), duty=0.25, passage=2000.0)
    place.alone("sugar", licence=licence)
    traders = place.border.traders
    traders.licence[0] = licence
    traders.channel[0], traders.path[0], traders.trips[0] = Channel.FORMAL, -1, 12
    traders.quantity[0] = 50.0
    place.screen()
    trip = round(50 * place.border.goods.abroad[row("sugar")])
    rules = place.rules
    costs = 12 * (2000 + 0.25 * trip) + (0 if licence else rules.licence)
    costs += 0 if full else 12 * rules.detour
    assert traders.caught[0] == 0
    assert traders.costs[0] == round(costs)


@pytest.mark.parametrize("busy", [1.0, 0.25])
def test_profit_is_smoothed_and_counts_work_elsewhere_in_the_time_that_trade_leaves(
    busy: float,
) -> None:
    place = Place(patrol_effort=0.0, learning_own=0.3, outside_wage=1_500_000.0)
    informal(place, profit=1_000_000.0, busy=busy)
    traders = place.border.traders
    place.screen()
    earned = int(traders.sold[0] - traders.bought[0] - traders.costs[0])
    profit = 1_000_000 + 0.3 * (earned + (1 - busy) * 1_500_000 - 1_000_000)
    assert traders.profit[0] == pytest.approx(profit)


def test_the_profit_of_who_stays_at_home_moves_to_the_outside_wage() -> None:
    place = Place(learning_own=0.3, outside_wage=1_500_000.0)
    informal(place, profit=500_000.0, busy=0.0, channel=Channel.NONE, trips=0)
    for month in range(5):
        place.screen(month)
    expected = 1_500_000 - 1_000_000 * 0.7**5
    assert place.border.traders.profit[0] == pytest.approx(expected)


# --- Beliefs --------------------------------------------------------------------------------------


def test_beliefs_follow_experience_and_hearsay_by_their_closed_form() -> None:
    place = Place(patrol_effort=1e9, skill_effect=0.0, learning_own=0.3, learning_peers=0.1)
    informal(place)
    traders = place.border.traders
    traders.alive[1] = True  # it stays at home and hears of the other
    traders.trips[1] = 0
    traders.risk_belief[:2] = 0.2
    for month in range(6):
        place.screen(month)
    # every trip is caught: both beliefs move to 1, faster for who was there
    assert traders.risk_belief[0, 1] == pytest.approx(1 - 0.8 * (0.7 * 0.9) ** 6, rel=1e-5)
    assert traders.risk_belief[1, 1] == pytest.approx(1 - 0.8 * 0.9**6, rel=1e-5)


def test_beliefs_do_not_move_where_nobody_crossed() -> None:
    place = Place(patrol_effort=1e9)
    informal(place)
    before: Array = place.border.traders.risk_belief.copy()
    for month in range(6):
        place.screen(month)
    moved = place.border.traders.risk_belief != before
    assert moved[0].tolist() == [False, True, False, False]
    place = Place(patrol_effort=1e9)
    place.border.traders.trips[:] = 0
    place.border.paths.trader_trips[:] = 0.0
    beliefs = ("risk_belief", "official_belief", "price_belief")
    start = [getattr(place.border.traders, name).copy() for name in beliefs]
    place.screen()
    for name, old in zip(beliefs, start, strict=True):
        assert np.array_equal(getattr(place.border.traders, name), old), name


def test_who_takes_the_official_way_learns_what_it_truly_costs() -> None:
    place = Place(learning_own=0.3, learning_peers=0.1)
    place.alone("sugar")
    traders = place.border.traders
    traders.channel[0], traders.trips[0], traders.quantity[0] = Channel.FORMAL, 12, 50.0
    traders.official_belief[0] = 1.5
    for month in range(8):
        place.screen(month)
    assert traders.official_belief[0] == pytest.approx(1 + 0.5 * (0.7 * 0.9) ** 8, rel=1e-5)


def test_expected_prices_move_to_those_that_are_paid() -> None:
    place = Place(patrol_effort=0.0, learning_own=0.3, learning_peers=0.1)
    informal(place, price_belief=20_000.0)
    paid = float(place.border.goods.home[row("sugar")])
    for month in range(8):
        place.screen(month)
    expected = paid + (20_000 - paid) * (0.7 * 0.9) ** 8
    assert place.border.traders.price_belief[0] == pytest.approx(expected, rel=1e-5)
