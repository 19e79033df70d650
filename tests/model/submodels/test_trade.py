"""Claims about trade: which channel and path traders take, how much they carry, who shops."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.border_tables import Channel, Crosser, Direction, PostStatus
from model.tables import Array
from tests.model.borders import PLAIN, Place, row

MONTHS = 4000
FULL = PLAIN._replace(status=PostStatus.FULL)
LEARNED = {"official_belief": 1.3, "risk_belief": (0.02, 0.05, 0.2, 0.1)}


# staying at home, paths and the formal way cost so much that who can use the allowance does
ALLOWANCE_PAYS = {"outside_wage": -1e12, "bribe": 1e13, "licence": 1e14}


def learned(place: Place) -> None:
    """Give the trader beliefs of its own, so that none of them can be mistaken for another."""
    traders = place.border.traders
    traders.official_belief[0] = LEARNED["official_belief"]
    traders.risk_belief[0] = LEARNED["risk_belief"]
    traders.price_belief[0] *= 1.02
    place.border.post.known_hours[0] = 0.4
    place.border.post.detection[0] = 0.2


def softmax(values: Array, scale: float) -> Array:
    weights = np.exp((values - values.max()) / scale)
    return np.asarray(weights / weights.sum())


def by_hand(place: Place, good: str, cards: int, lent: int, licence: bool) -> Array:
    """Chances of each channel, float64[Channel], from the rule as the ODD states it."""
    goods, traders, paths, rules = (
        place.border.goods, place.border.traders, place.border.paths, place.rules,
    )  # fmt: skip
    g, regime = row(good), place.regime
    inward = goods.direction[g] == Direction.IMPORT
    buy = goods.abroad[g] if inward else goods.home[g]
    trips = int(rules.import_trips if inward else rules.trips)
    units = min(rules.load / goods.weight[g], traders.capital[0] / buy)
    value = units * buy
    margin = units * ((1 - goods.spoilage[g]) * float(traders.price_belief[0]) - buy)
    believed = float(traders.official_belief[0])
    certificate = 0.0 if inward else rules.certificate
    queue = 2 * rules.hourly * place.border.post.known_hours[0]
    loss = margin + (1 + rules.fine) * value

    allowance = -math.inf
    room = cards * regime.allowance
    if cards:
        number = min(trips, math.ceil(room / value))
        part = min(1.0, room / (number * value))
        caught = lent / cards * place.border.post.detection[0]
        allowance = number * (
            part * (margin - caught * loss) - rules.passage - believed * (certificate + queue)
        )
        allowance += rules.outside_wage * (1 - number / trips)
    detour = queue if regime.status == PostStatus.FULL else rules.detour
    duty = rules.duty * value if inward else 0.0
    formal = trips * (margin - duty - rules.passage - believed * (certificate + detour))
    formal -= 0.0 if licence else rules.licence
    risks = traders.risk_belief[0].astype(np.float64)
    way = 2 * rules.hourly * paths.hours
    informal = trips * (margin - risks * loss - rules.bribe - rules.passage - way)
    cost = trips * risks * (1 + rules.fine) * value
    taken = paths.traffic_start * np.exp(-(cost - cost.min()) / rules.choice_scale)
    chances = np.zeros(len(Channel))
    for weight, profit in zip(taken / taken.sum(), informal, strict=True):
        values = np.array([rules.outside_wage, allowance, formal, profit])
        values[Channel.NONE] += rules.stickiness * rules.choice_scale  # it stayed at home before
        chances += weight * softmax(values, rules.choice_scale)
    return chances


@pytest.mark.parametrize("status", [PLAIN, FULL], ids=["pass", "full"])
@pytest.mark.parametrize(
    ("good", "card", "borrows", "licence"),
    [
        ("sugar", True, False, False), ("sugar", False, True, False),
        ("staples", True, True, True), ("vegetables", True, False, False),
        ("pepper", False, False, True), ("lpg", True, False, True),
    ],
)  # fmt: skip
def test_channels_are_chosen_with_the_chances_of_the_logit_by_hand(
    status, good: str, card: bool, borrows: bool, licence: bool
) -> None:
    place = Place(status, choice_scale=4_000_000.0, outside_wage=300_000.0, security=False)
    place.alone(good, card=card, borrows=borrows, licence=licence)
    learned(place)
    found = np.zeros(len(Channel))
    for month in range(MONTHS):
        place.border.traders.channel[0] = Channel.NONE
        place.trade(month, settled=True)
        found[place.border.traders.channel[0]] += 1
    lent = place.rules.lent_cards if borrows else 0
    chances = by_hand(place, good, lent + card, lent, licence)
    error = 4 * np.sqrt(chances * (1 - chances) / MONTHS) + 1e-9
    assert found / MONTHS == pytest.approx(chances, abs=float(error.max()))
    assert np.count_nonzero(chances > 0.01) >= 3


def test_paths_are_taken_as_traffic_at_the_start_less_believed_risk_however_long_they_are() -> None:
    place = Place(duty=9.0, outside_wage=-1e9)
    place.alone("sugar", card=False)
    learned(place)
    traders, paths, rules = place.border.traders, place.border.paths, place.rules
    found = np.zeros(len(paths.hours))
    for month in range(MONTHS):
        place.trade(month)
        assert traders.channel[0] == Channel.INFORMAL
        found[traders.path[0]] += 1
        assert paths.trader_trips[traders.path[0]] == rules.import_trips == paths.trader_trips.sum()
    goods, g = place.border.goods, row("sugar")
    value = min(rules.load / goods.weight[g], traders.capital[0] / goods.abroad[g])
    value *= goods.abroad[g]
    risks = traders.risk_belief[0].astype(np.float64)
    cost = rules.import_trips * risks * (1 + rules.fine) * value
    weights = paths.traffic_start * np.exp(-cost / rules.choice_scale)
    chances = weights / weights.sum()
    error = 4 * np.sqrt(chances * (1 - chances) / MONTHS)
    assert (np.abs(found / MONTHS - chances) <= error).all()


def test_only_the_stated_share_of_traders_thinks_again_in_a_month_unless_their_way_is_barred() -> (
    None
):
    place = Place(reconsideration=0.2, stickiness=0.0, choice_scale=1e9)
    traders = place.border.traders
    traders.alive[:] = True
    changed = 0
    for month in range(40):
        traders.channel[:] = Channel.FORMAL
        place.trade(month)
        changed += np.count_nonzero(traders.channel != Channel.FORMAL)
    # who thinks again finds three or, with a card for eligible goods, four ways alike
    number = 40 * len(traders.alive)
    assert 0.2 * 2 / 3 - 0.02 < changed / number < 0.2 * 3 / 4 + 0.02
    place.regime = PLAIN._replace(status=PostStatus.NONE)
    traders.channel[:] = Channel.FORMAL
    place.trade()
    assert set(traders.channel.tolist()) == {Channel.NONE, Channel.INFORMAL}


def test_habit_keeps_a_trader_on_the_channel_of_last_month() -> None:
    for stickiness in (0.0, 3.0):
        place = Place(stickiness=stickiness, choice_scale=1e12)  # all four ways are worth the same
        place.alone("sugar")
        same = 0
        for month in range(MONTHS):
            place.border.traders.channel[0] = Channel.INFORMAL
            place.trade(month)
            same += place.border.traders.channel[0] == Channel.INFORMAL
        chance = math.exp(stickiness) / (math.exp(stickiness) + 3)
        error = 4 * math.sqrt(chance * (1 - chance) / MONTHS)
        assert same / MONTHS == pytest.approx(chance, abs=error)


# --- The allowance --------------------------------------------------------------------------------


def test_under_a_quota_of_0_nobody_trades_or_shops_under_the_allowance() -> None:
    place = Place(PLAIN._replace(allowance=0.0), stickiness=0.0)
    place.border.traders.borrows[:] = True
    place.model.households.holders[:, place.rules.pass_column] = 1
    for month in range(50):
        place.trade(month)
        assert not (place.border.traders.channel == Channel.ALLOWANCE).any()
    assert (place.border.villages.legal_trips == 0).all()
    assert place.border.post.with_pass[0] == 0
    assert place.border.villages.informal_trips.max() > 0


@settings(max_examples=30, deadline=None)
@given(
    allowance=st.floats(1e4, 1e7),
    capital=st.floats(1e3, 1e8),
    load=st.floats(1.0, 500.0),
    trips=st.integers(1, 30),
    lent=st.integers(0, 5),
    full=st.booleans(),
)
def test_purchases_on_cards_never_exceed_the_allowance_per_card_and_month(
    allowance: float, capital: float, load: float, trips: int, lent: int, full: bool
) -> None:
    regime = (FULL if full else PLAIN)._replace(allowance=allowance)
    place = Place(
        regime, load=load, import_trips=trips, trips=trips, lent_cards=lent, **ALLOWANCE_PAYS
    )
    place.model.households.documents[:] = 0
    traders = place.border.traders
    traders.capital[:] = capital
    traders.borrows[:] = False
    place.model.households.holders[:, place.rules.pass_column] = 1
    used = 0
    for month in range(6):
        place.trade(month)
        place.screen(month)
        # whole rupiah per trip: rounding may exceed the limit by half a rupiah each
        limit = allowance + traders.trips / 2
        on_cards = traders.alive & (traders.channel == Channel.ALLOWANCE)
        assert (traders.allowance_used[on_cards] <= limit[on_cards]).all()
        assert (traders.cards[on_cards] == 1).all()
        assert traders.local[on_cards].all()
        used += np.count_nonzero(traders.allowance_used)
    assert used > 0


@pytest.mark.parametrize("allowance", [1e5, 9e5, 1.8e6, 1e9])
def test_an_allowance_is_spread_evenly_over_as_few_trips_as_carry_it(allowance: float) -> None:
    place = Place(PLAIN._replace(allowance=allowance), import_trips=12, **ALLOWANCE_PAYS)
    place.alone("sugar")
    place.trade()
    traders, goods, g = place.border.traders, place.border.goods, row("sugar")
    units = min(place.rules.load / goods.weight[g], traders.capital[0] / goods.abroad[g])
    trips = min(12, math.ceil(allowance / (units * goods.abroad[g])))
    assert traders.channel[0] == Channel.ALLOWANCE
    assert traders.trips[0] == trips
    assert traders.busy[0] == pytest.approx(trips / 12)
    each = min(units, allowance / trips / goods.abroad[g])
    assert traders.quantity[0] == pytest.approx(each)


def test_lent_cards_carry_as_much_each_and_controls_take_them_away() -> None:
    used = []
    for borrowing in (1.0, 0.0):
        place = Place(
            PLAIN._replace(borrowing=borrowing, allowance=500_000.0), post_effort=0.0,
            **ALLOWANCE_PAYS,
        )  # fmt: skip
        place.alone("sugar", borrows=True)
        place.border.post.detection[0] = 0.0
        place.trade()
        place.screen()
        used.append((int(place.border.traders.cards[0]), place.border.traders.allowance_used[0]))
    (three, much), (one, little) = used
    assert (three, one) == (3, 1)
    assert 500_000 < much <= 1_500_003
    assert little <= 500_001


def test_only_residents_with_a_paper_that_counts_use_the_allowance() -> None:
    for status, passport_counts in ((PLAIN, False), (FULL, True)):
        place = Place(status, **ALLOWANCE_PAYS)
        place.alone("sugar", card=False)
        holders = place.model.households.holders
        place.trade()
        assert not place.border.traders.card[0]
        holders[0, place.rules.passport_column] = 1
        place.trade()
        assert place.border.traders.card[0] == passport_counts
        assert (place.border.traders.channel[0] == Channel.ALLOWANCE) == passport_counts
        holders[0, place.rules.pass_column] = 1
        place.trade()
        assert place.border.traders.channel[0] == Channel.ALLOWANCE


# --- Quantities and closure -----------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(capital=st.one_of(st.just(0.0), st.floats(1.0, 1e8)), load=st.floats(0.1, 1e4))
def test_nobody_buys_more_than_capital_or_load_allow(capital: float, load: float) -> None:
    place = Place(load=load, outside_wage=-1e9)
    traders, goods = place.border.traders, place.border.goods
    traders.capital[:] = capital
    place.trade()
    going = traders.alive & (traders.trips > 0)
    good = traders.good[going]
    inward = goods.direction[good] == Direction.IMPORT
    buy = np.where(inward, goods.abroad[good], goods.home[good])
    quantity = traders.quantity[going]
    assert (quantity * buy <= capital * (1 + 1e-12)).all()
    assert (quantity * goods.weight[good] <= load * (1 + 1e-12)).all()
    assert going.any() == (capital > 0.0)


def test_with_the_border_closed_and_watched_nobody_crosses() -> None:
    place = Place(PLAIN._replace(status=PostStatus.NONE, leak=0.0))
    for month in range(5):
        place.trade(month)
        place.screen(month)
        assert (place.border.traders.channel == Channel.NONE).all()
    assert place.border.paths.traffic.sum() == place.border.post.traders[0] == 0
    assert place.border.goods.shopped.sum() == place.border.goods.traded.sum() == 0
    assert place.flows.tolist() == [0, 0, 0, 0]


def test_a_leak_lets_that_share_of_traders_go_on_and_always_the_same() -> None:
    place = Place(PLAIN._replace(status=PostStatus.NONE, leak=0.3), outside_wage=-1e9)
    traders = place.border.traders
    traders.alive[:] = True
    going = []
    for month in range(4):
        place.trade(month)
        going.append((traders.channel == Channel.INFORMAL).tolist())
    assert all(one == going[0] for one in going)
    number = len(traders.alive)
    assert np.mean(going[0]) == pytest.approx(0.3, abs=4 * math.sqrt(0.21 / number))


# --- Shopping -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [PLAIN, FULL, PLAIN._replace(status=PostStatus.NONE, leak=0.2)])
def test_households_shop_with_the_chances_of_the_logit_by_hand(status) -> None:
    place = Place(status, security=False)
    villages, post, paths, rules = (
        place.border.villages, place.border.post, place.border.paths, place.rules,
    )  # fmt: skip
    post.known_hours[0] = 0.7
    place.trade(settled=True)
    common = villages.trip_cost + rules.hourly * villages.trip_hours + rules.shopping_reluctance
    saving = (1 / villages.price_ratio - 1) * rules.shopping_value
    over_hills = 2 * rules.hourly * (paths.traffic_start @ paths.hours)
    legal = np.exp((saving - common - 2 * rules.hourly * 0.7) / rules.shopping_scale)
    informal = np.exp((saving - common - over_hills) / rules.shopping_scale) * status.leak
    for crosser in Crosser:
        may = crosser == Crosser.PASS or (
            crosser == Crosser.PASSPORT and status.status == PostStatus.FULL
        )
        weight = legal if may and status.status != PostStatus.NONE else 0.0 * legal
        total = 1 + weight + informal
        assert villages.legal_trips[:, crosser] == pytest.approx(weight / total)
        assert villages.informal_trips[:, crosser] == pytest.approx(informal / total)
    assert villages.households.sum() == len(place.model.households.village)
    documented = (villages.households * villages.legal_trips).sum(axis=0)
    assert post.with_pass[0] == pytest.approx(documented[Crosser.PASS])
    assert post.with_passport[0] == pytest.approx(documented[Crosser.PASSPORT])
    goods = place.border.goods
    trips = (villages.households * (villages.legal_trips + villages.informal_trips)).sum()
    assert (goods.shopped * goods.abroad).sum() == pytest.approx(trips * rules.shopping_value)
    over_paths = (villages.households * villages.informal_trips).sum()
    assert paths.traffic.sum() == pytest.approx(over_paths + paths.trader_trips.sum())
    assert post.informal[0] == pytest.approx(paths.traffic.sum())


def test_nobody_shops_more_when_the_wait_grows_and_some_take_the_paths() -> None:
    place = Place(security=False)
    place.model.households.holders[:, place.rules.pass_column] = 1
    place.border.traders.alive[:] = False
    seen = []
    for hours in (0.0, 4.0, 12.0):
        place.border.post.known_hours[0] = hours
        place.trade(settled=True)
        seen.append((float(place.border.post.with_pass[0]), float(place.border.post.informal[0])))
    legal, informal = zip(*seen, strict=True)
    assert legal[0] > legal[1] > legal[2] > 0
    assert informal[0] < informal[1] < informal[2]
    assert sum(seen[0]) > sum(seen[2])


# --- Hours that people reckon with ----------------------------------------------------------------


@pytest.mark.parametrize("minutes", [4.0, 15.0, 60.0])
def test_people_reckon_with_hours_that_fit_the_flow_they_leave(minutes: float) -> None:
    place = Place(service_minutes=minutes, scale=0.1)
    place.model.households.holders[:, place.rules.pass_column] = 1
    place.border.traders.alive[:] = False
    place.trade()
    post = place.border.post
    place.screen()
    assert 0.0 < post.known_hours[0] < place.rules.day_hours
    # steep where the post is full: a little more flow and the queue takes all day
    assert post.known_hours[0] == pytest.approx(post.hours[0], rel=0.01)


@pytest.mark.parametrize(
    ("security", "settled", "solved"),
    [(True, True, True), (True, False, True), (False, False, True), (False, True, False)],
)
def test_hours_reckoned_with_stay_those_of_burn_in_only_where_the_loop_is_off(
    security: bool, settled: bool, solved: bool
) -> None:
    place = Place(security=security)
    place.border.post.known_hours[0] = 7.0
    place.trade(settled=settled)
    assert (place.border.post.known_hours[0] != 7.0) == solved
