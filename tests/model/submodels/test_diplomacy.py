"""Claims about diplomacy: cooperation builds trust, trust brings forward what needs two sides."""

import math
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.border_tables import Dimension, Forum, Governments, Side
from model.draws import seed_key
from model.submodels.diplomacy import (
    DiplomacyRules,
    Talks,
    bargaining_power,
    build_diplomacy,
    decision_lag,
    diplomacy,
    diplomacy_rules,
    stock_at_rest,
)
from tests.model.worlds import bengkayang, interval, scenario

HOME, ABROAD = Side.HOME, Side.ABROAD
POLITICAL = Dimension.POLITICAL
DECADE = 120
QUIET = {"incident_rate": 0.0, "dispute_rate": 0.0}
AT_ONCE = {"lag_base": 0.0, "lag_per_layer": 0.0, "lag_per_actor": 0.0}
SURE = {"opening_hazard": 1000.0}
NUMBERS = {
    "growth": 0.1, "decay": 0.03, "base_activity": 0.1, "base_quality": 0.35,
    "base_stock": 0.0035 / 0.0335, "experience_gain": 0.3, "incident_loss": 0.1,
    "lag_base": 3.0, "lag_per_layer": 2.0, "lag_per_actor": 0.3, "trust_effect": 0.5,
    "layers": 4.0, "actors": 10.0, "incident_rate": 0.02, "dispute_rate": 0.005,
    "incident_effect": 0.5, "opening_hazard": 0.012, "weights": (1.0, 1.0, 1.0, 1.0),
    "weight_incidents": 0.5, "weight_bargaining": 1.0, "weight_gain": 0.5, "exponent": 0.5,
    "income_home": 700.0, "income_abroad": 4000.0, "trust": True, "bargaining": True,
}  # fmt: skip
NO_TALKS = Talks(
    activity=(0.0, 0.0, 0.0, 0.0),
    quality=0.0,
    layers=4.0,
    share_experience=False,
    share_benefits=False,
    share_burdens=False,
    in_force=False,
    home_ready=False,
    abroad_forced=False,
    dated=False,
    incident=False,
)
WAITING = NO_TALKS._replace(home_ready=True)
BUSY = WAITING._replace(activity=(0.8, 0.8, 0.8, 0.8), quality=1.0, in_force=True)


class World(NamedTuple):
    """A forum and two governments, under rules of their own."""

    forum: Forum
    governments: Governments
    rules: DiplomacyRules

    def month(
        self,
        talks: Talks,
        month: int = 0,
        seed: int = 1,
        income: float = 700.0,
        informal: float = 1.0,
    ) -> None:
        diplomacy(
            self.forum, self.governments, talks, self.rules, income, informal, seed_key(seed), month
        )


def start(**replaced: float | bool | tuple[float, ...]) -> World:
    """A world at rest under the numbers of this file, some of them replaced."""
    rules = diplomacy_rules(scenario(), bengkayang())._replace(**{**NUMBERS, **replaced})  # type: ignore[arg-type]
    forum, governments = build_diplomacy(bengkayang(), scenario())
    forum.stock[:] = rules.base_stock
    return World(forum, governments, rules)


def stock(world: World, dimension: int = 0) -> float:
    return float(world.forum.stock[0, dimension])


def opened(talks: Talks, seed: int, **replaced: float | bool | tuple[float, ...]) -> int:
    """The month in which Malaysia's side is ready, or the end of the decade."""
    world = start(**replaced)
    for month in range(DECADE):
        world.month(talks, month, seed)
        if world.governments.ready[ABROAD]:
            return month
    return DECADE


# bargaining


@pytest.mark.parametrize(("exponent", "power"), [(0.25, 0.3928), (0.5, 0.2949), (1.0, 0.1489)])
def test_power_from_700_to_4000_dollars_is_that_of_the_fourth_oracle(
    exponent: float, power: float
) -> None:
    assert bargaining_power(700.0, 4000.0, exponent) == pytest.approx(power, abs=5e-5)


def test_incomes_give_no_power_when_the_exponent_is_zero() -> None:
    assert bargaining_power(700.0, 4000.0, 0.0) == 0.5


@given(st.floats(1.0, 1e6), st.floats(1.0, 1e6), st.floats(0.0, 1.0))
@settings(deadline=None)
def test_the_powers_of_both_sides_add_up_to_one(home: float, abroad: float, e: float) -> None:
    both = bargaining_power(home, abroad, e) + bargaining_power(abroad, home, e)
    assert both == pytest.approx(1.0)


def test_without_rules_of_sharing_home_gains_its_power_and_bears_the_rest() -> None:
    world = start()
    world.month(NO_TALKS)
    power = math.sqrt(700) / (math.sqrt(700) + math.sqrt(4000))
    assert world.governments.bargaining == pytest.approx([power, 1 - power])
    assert world.governments.surplus == pytest.approx([power, 1 - power])
    assert world.governments.burden == pytest.approx([1 - power, power])


def test_shared_benefits_are_halved_and_shared_burdens_follow_income_once_agreed() -> None:
    world = start(**AT_ONCE)
    world.month(BUSY._replace(share_benefits=True, share_burdens=True))
    assert world.governments.surplus == pytest.approx([0.5, 0.5])
    assert world.governments.burden == pytest.approx([700 / 4700, 4000 / 4700])
    pending = start()
    pending.month(BUSY._replace(share_benefits=True, share_burdens=True))
    assert pending.governments.surplus[HOME] == pending.governments.bargaining[HOME] < 0.5
    assert pending.governments.burden[HOME] > 0.5


def test_a_richer_home_gains_power_a_better_share_and_an_earlier_gate_with_the_loop_only() -> None:
    on, off = start(), start(bargaining=False)
    before = float(on.governments.surplus[HOME])
    for world in (on, off):
        world.month(WAITING, income=1400.0)
    assert on.governments.bargaining[HOME] == pytest.approx(bargaining_power(1400, 4000, 0.5))
    assert on.governments.surplus[HOME] > before
    assert on.governments.burden[HOME] < 1 - before
    assert on.forum.hazard[0] > off.forum.hazard[0]
    assert off.governments.income[HOME] == 700.0
    assert off.governments.surplus[HOME] == pytest.approx(before)


# cooperation


def test_stocks_start_at_rest_and_stay_there_while_nothing_happens() -> None:
    at_rest = 0.1 * 0.1 * 0.35 / (0.1 * 0.1 * 0.35 + 0.03)
    forum, _ = build_diplomacy(
        bengkayang(),
        scenario(
            {
                "cbc.growth": 0.1,
                "cbc.base_activity": 0.1,
                "cbc.base_quality": 0.35,
                "cbc.decay": 0.03,
            }
        ),
    )
    assert forum.stock == pytest.approx(at_rest)
    world = start(**QUIET)
    for month in range(DECADE):
        world.month(NO_TALKS, month)
    assert world.forum.stock == pytest.approx(at_rest, rel=1e-12)


def test_each_stock_approaches_what_its_own_activity_sustains() -> None:
    world = start(**QUIET, **AT_ONCE)
    talks = BUSY._replace(activity=(0.2, 0.4, 0.6, 1.0), quality=0.5)
    for month in range(1000):
        world.month(talks, month)
    for dimension, activity in enumerate(talks.activity):
        assert stock(world, dimension) == pytest.approx(stock_at_rest(0.1 * activity * 0.5, 0.03))


def test_nothing_done_leaves_no_stock() -> None:
    assert stock_at_rest(0.0, 0.0) == stock_at_rest(0.0, 0.1) == 0.0


def test_shared_experience_speeds_up_growth_by_its_gain_only() -> None:
    alone, shared = start(**QUIET, **AT_ONCE), start(**QUIET, **AT_ONCE)
    old = stock(alone)
    alone.month(BUSY)
    shared.month(BUSY._replace(share_experience=True))
    assert stock(alone) == pytest.approx(old + 0.1 * 0.8 * (1 - old) - 0.03 * old)
    assert stock(shared) - stock(alone) == pytest.approx(0.3 * 0.1 * 0.8 * (1 - old))


@given(
    activity=st.floats(0.0, 1.0),
    quality=st.floats(0.0, 1.0),
    growth=st.floats(0.0, 1.0),
    decay=st.floats(0.0, 1.0),
    loss=st.floats(0.0, 1.0),
    rate=st.floats(0.0, 5.0),
    seed=st.integers(0, 100),
)
@settings(deadline=None, max_examples=50)
def test_stocks_stay_between_nothing_and_everything(
    activity: float,
    quality: float,
    growth: float,
    decay: float,
    loss: float,
    rate: float,
    seed: int,
) -> None:
    world = start(growth=growth, decay=decay, incident_loss=loss, incident_rate=rate, **AT_ONCE)
    talks = BUSY._replace(activity=(activity,) * 4, quality=quality, share_experience=True)
    for month in range(20):
        world.month(talks, month, seed)
        assert np.all((world.forum.stock >= 0.0) & (world.forum.stock <= 1.0))


def test_an_incident_lowers_the_political_stock_only_and_by_its_loss() -> None:
    calm, struck = start(**QUIET, incident_loss=0.05), start(**QUIET, incident_loss=0.05)
    calm.month(NO_TALKS)
    struck.month(NO_TALKS._replace(incident=True))
    assert struck.forum.incidents[0] == 1.0
    assert stock(calm, POLITICAL) - stock(struck, POLITICAL) == pytest.approx(0.05)
    others = [d for d in Dimension if d != POLITICAL]
    assert np.array_equal(calm.forum.stock[0, others], struck.forum.stock[0, others])


def test_incidents_have_their_mean_and_follow_informal_crossings() -> None:
    rules = {"incident_rate": 0.4, "dispute_rate": 0.1, "incident_loss": 0.0}
    means = []
    for informal in (0.0, 1.0, 3.0):
        world = start(**rules)
        number = 0.0
        for month in range(2000):
            world.month(NO_TALKS, month, informal=informal)
            number += world.forum.incidents[0]
        expected = 0.4 * informal * (1 - 0.5 * 0.0035 / 0.0335) + 0.1
        assert number / 2000 == pytest.approx(expected, abs=4 * math.sqrt(expected / 2000))
        means.append(number)
    assert means == sorted(means)


def test_full_political_cooperation_prevents_its_share_of_incidents() -> None:
    distant, close = (
        start(base_stock=trust, incident_rate=1.0, dispute_rate=0.0, incident_loss=0.0,
              growth=0.0, decay=0.0)
        for trust in (0.0, 1.0)
    )  # fmt: skip
    numbers = {}
    for world in (distant, close):
        numbers[stock(world)] = []
        for month in range(2000):
            world.month(NO_TALKS, month)
            numbers[stock(world)].append(float(world.forum.incidents[0]))
    assert np.mean(numbers[0.0]) == pytest.approx(1.0, abs=4 * math.sqrt(1.0 / 2000))
    assert np.mean(numbers[1.0]) == pytest.approx(0.5, abs=4 * math.sqrt(0.5 / 2000))
    assert np.all(np.array(numbers[1.0]) <= np.array(numbers[0.0]))


# decisions


def test_the_lag_counts_layers_and_actors_and_shrinks_with_trust() -> None:
    rules = start().rules
    assert decision_lag(rules, 4.0, 0.0) == pytest.approx(3 + 2 * 4 + 0.3 * 10)
    assert decision_lag(rules, 1.0, 0.0) == pytest.approx(3 + 2 * 1 + 0.3 * 10)
    assert decision_lag(rules, 4.0, 1.0) == pytest.approx(14 * 0.5)
    assert decision_lag(rules, 4.0, 0.2) == pytest.approx(14 * 0.9)


def test_the_lag_sees_trust_with_the_loop_only() -> None:
    on, off = start(), start(trust=False)
    for world in (on, off):
        world.forum.stock[:] = (0.2, 0.4, 0.6, 0.8)
        world.month(NO_TALKS)
    assert on.forum.lag[0] == pytest.approx(14 * (1 - 0.5 * 0.5))
    assert off.forum.lag[0] == pytest.approx(14 * (1 - 0.5 * 0.0035 / 0.0335))


@pytest.mark.parametrize("lag", [0, 1, 6, 7, 12])
def test_levers_take_effect_exactly_a_lag_after_they_come_into_force(lag: int) -> None:
    world = start(**{**QUIET, **AT_ONCE, "lag_base": float(lag), "trust_effect": 0.0})
    world.month(NO_TALKS, 0)
    at_rest = stock(world)
    for month in range(lag):
        world.month(BUSY, month + 1)
        assert world.forum.activity == pytest.approx(0.1)
        assert world.forum.quality[0] == 0.35
        assert stock(world) == pytest.approx(at_rest)
    world.month(BUSY, lag + 1)
    assert world.forum.activity == pytest.approx(0.8)
    assert world.forum.quality[0] == 1.0
    assert stock(world) > at_rest


def test_levers_out_of_force_lose_their_effect_and_what_was_agreed() -> None:
    world = start(**{**AT_ONCE, "lag_base": 2.0, "trust_effect": 0.0})
    seen = []
    for month, force in enumerate((1, 1, 1, 0, 1, 1, 1)):
        world.month(BUSY._replace(in_force=bool(force)), month)
        seen.append(float(world.forum.activity[0, 0]))
    assert seen == pytest.approx([0.1, 0.1, 0.8, 0.1, 0.1, 0.1, 0.8])


# the gate


def test_the_hazard_at_the_start_is_the_baseline_one() -> None:
    world = start(**QUIET)
    world.month(WAITING)
    assert world.forum.hazard[0] == pytest.approx(0.012)


def test_the_baseline_hazard_is_the_share_of_months_with_a_decision() -> None:
    world, decided = start(**QUIET), 0
    for month in range(20_000):
        world.governments.decided[ABROAD] = False
        world.month(WAITING, month)
        decided += int(world.governments.decided[ABROAD])
    chance = 1 - math.exp(-0.012)
    assert decided / 20_000 == pytest.approx(chance, abs=4 * math.sqrt(chance / 20_000))


@pytest.mark.parametrize("dimension", list(Dimension))
def test_each_dimension_raises_the_hazard_by_its_weight(dimension: Dimension) -> None:
    weights = tuple(1.5 if d == dimension else 0.0 for d in Dimension)
    hazards = []
    for weight in (weights, (0.0,) * 4):
        world = start(**QUIET, growth=0.0, decay=0.0, weights=weight)
        world.forum.stock[0, dimension] += 0.4
        world.month(WAITING)
        hazards.append(float(world.forum.hazard[0]))
    assert hazards == pytest.approx([0.012 * math.exp(1.5 * 0.4), 0.012])


def test_the_hazard_sees_trust_with_the_loop_only() -> None:
    world = start(**QUIET, growth=0.0, decay=0.0, trust=False)
    world.forum.stock[:] = 0.9
    world.month(WAITING)
    assert world.forum.hazard[0] == pytest.approx(0.012)


def test_incidents_lower_the_hazard() -> None:
    world = start(**QUIET, incident_loss=0.0)
    world.month(WAITING._replace(incident=True))
    assert world.forum.hazard[0] == pytest.approx(0.012 * math.exp(-0.5))


def test_a_closed_gap_of_power_raises_the_hazard_by_the_gap_at_the_start() -> None:
    world = start(**QUIET)
    world.month(WAITING, income=8000.0)
    gap = 1 - 2 * bargaining_power(700.0, 4000.0, 0.5)
    assert world.forum.hazard[0] == pytest.approx(0.012 * math.exp(gap))


@pytest.mark.parametrize(
    ("gain", "at_start", "pull"),
    [(120.0, 100.0, 0.1), (100.0, 100.0, 0.0), (0.0, 100.0, -0.5), (900.0, 100.0, 0.5),
     (900.0, 0.0, 0.0)],
)  # fmt: skip
def test_malaysias_own_gain_moves_the_hazard_within_bounds(
    gain: float, at_start: float, pull: float
) -> None:
    world = start(**QUIET)
    world.governments.gain[ABROAD], world.governments.gain_start[ABROAD] = gain, at_start
    world.month(WAITING)
    assert world.forum.hazard[0] == pytest.approx(0.012 * math.exp(pull))


def test_nothing_is_decided_before_indonesias_side_stands() -> None:
    world = start(**SURE, **AT_ONCE)
    for month in range(5):
        world.month(NO_TALKS, month)
        assert world.forum.hazard[0] == 0.0
        assert not world.governments.ready.any()
    world.month(WAITING, 5)
    assert world.governments.ready.all()


@pytest.mark.parametrize("lag", [0, 1, 5])
def test_what_is_decided_is_there_a_lag_later_and_for_good(lag: int) -> None:
    world = start(**{**QUIET, **AT_ONCE, **SURE, "lag_base": float(lag), "trust_effect": 0.0})
    ready = []
    for month in range(lag + 3):
        world.month(WAITING if month == 0 else NO_TALKS, month)
        assert world.governments.decided[ABROAD]
        assert world.governments.waiting[ABROAD] == max(lag - month, 0)
        ready.append(bool(world.governments.ready[ABROAD]))
        assert bool(world.governments.ready[HOME]) == (month == 0)
    assert ready == [False] * lag + [True] * 3


def test_a_forced_opening_is_ready_at_once_and_stays_so() -> None:
    world = start(opening_hazard=0.0)
    world.month(WAITING, 0)
    assert not world.governments.ready[ABROAD]
    world.month(WAITING._replace(abroad_forced=True), 1)
    assert world.governments.ready[ABROAD]
    world.month(NO_TALKS, 2)
    assert world.governments.ready[ABROAD]


def test_dated_facts_alone_move_the_gate_in_dated_mode() -> None:
    world = start(**SURE, **AT_ONCE)
    dated = WAITING._replace(dated=True)
    seen = []
    for month, forced in enumerate((False, True, False)):
        world.month(dated._replace(abroad_forced=forced), month)
        assert world.forum.hazard[0] == 0.0
        seen.append(bool(world.governments.ready[ABROAD]))
    assert seen == [False, True, False]


@given(
    seed=st.integers(0, 10_000),
    activity=st.tuples(*(st.floats(0.1, 1.0),) * 4),
    quality=st.floats(0.35, 1.0),
    trust_effect=st.floats(0.0, 0.8),
    hazard=st.floats(0.004, 0.2),
)
@settings(deadline=None, max_examples=40)
def test_more_cooperation_never_opens_the_gate_later_under_the_same_seed(
    seed: int,
    activity: tuple[float, float, float, float],
    quality: float,
    trust_effect: float,
    hazard: float,
) -> None:
    talks = BUSY._replace(activity=activity, quality=quality)
    rules = {"trust_effect": trust_effect, "opening_hazard": hazard}
    assert opened(talks, seed, **rules) <= opened(WAITING, seed, **rules)


def test_early_activity_opens_the_gate_earlier_with_the_loop_of_trust() -> None:
    saved = [opened(WAITING, seed) - opened(BUSY, seed) for seed in range(60)]
    low, _ = interval(saved)
    assert low > 0.0
    assert min(saved) >= 0


def test_without_the_loop_of_trust_activity_reaches_the_gate_by_way_of_incidents_only() -> None:
    rules = {"trust": False, "weight_incidents": 0.0}
    months = [(opened(WAITING, seed, **rules), opened(BUSY, seed, **rules)) for seed in range(30)]
    assert all(idle == busy for idle, busy in months)
    assert len(set(months)) > 10


def test_a_month_draws_the_same_whatever_has_happened_before() -> None:
    fresh, old = start(), start()
    for month in range(30):
        old.month(BUSY._replace(incident=True), month)
    old.forum.stock[:] = fresh.forum.stock
    old.governments.decided[:] = False
    fresh.month(WAITING, 77)
    old.month(WAITING, 77)
    assert fresh.forum.incidents[0] == old.forum.incidents[0]
    assert fresh.governments.decided[ABROAD] == old.governments.decided[ABROAD]


# the scenario and the region


def test_the_forum_is_the_first_active_one_of_the_region() -> None:
    region = bengkayang()
    active = next(forum for forum in region.forums if forum.active)
    rules = diplomacy_rules(scenario(), region)
    assert (rules.layers, rules.actors) == (active.layers.value, active.actors.value)
    silent = region.model_copy(
        update={
            "forums": tuple(forum.model_copy(update={"active": False}) for forum in region.forums)
        }
    )
    alone = diplomacy_rules(scenario(), silent)
    assert (alone.layers, alone.actors) == (0.0, 0.0)
    assert (rules.income_home, rules.income_abroad) == (700.0, 4000.0)


def test_the_forum_starts_with_the_base_talks_and_two_unready_governments() -> None:
    forum, governments = build_diplomacy(bengkayang(), scenario())
    rules = diplomacy_rules(scenario(), bengkayang())
    assert forum.activity == pytest.approx(rules.base_activity)
    assert forum.quality[0] == rules.base_quality
    assert forum.lag[0] == decision_lag(rules, rules.layers, rules.base_stock)
    assert not governments.ready.any()
    assert governments.income == pytest.approx([700.0, 4000.0])
    assert governments.surplus.sum() == governments.burden.sum() == pytest.approx(1.0)
