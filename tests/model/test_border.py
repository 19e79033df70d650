"""Claims about the border as a whole: its start, its ledgers, and what cannot happen there."""

from typing import Any

import numpy as np
import pytest

from model.accounts import Flow
from model.border_records import GoodMeasure
from model.border_tables import Channel, Direction, PostStatus
from model.model import BorderModel
from model.post_queue import crossing_hours
from tests.model.worlds import TENTH, advanced, bengkayang, finished, same_bits, scenario, small

FULL: dict[str, Any] = {
    "post.status": "full", "post.status_month": 25, "post.abroad_month": 25
}  # fmt: skip


# --- The start ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("post", "paths"), [(0.3, 0.05), (0.8, 0.4)])
def test_detection_in_the_first_month_is_what_the_scenario_says(post: float, paths: float) -> None:
    changes = {
        "security.post_detection": post, "security.path_detection": paths,
        "security.incident_response": 0.0,
    }  # fmt: skip
    model = advanced(1, changes)
    border, rules = model.border, model.trade_rules
    assert border.post.detection[0] == pytest.approx(post)
    # before what evaders have learnt; patrols and skill have moved once since
    again = small(changes)
    raw = border.paths.detection * np.exp(rules.skill_effect * again.border.paths.skill)
    assert raw == pytest.approx(paths)


def test_traders_of_the_start_are_as_many_and_as_local_as_the_region_says() -> None:
    model = BorderModel(bengkayang(), scenario())
    traders, constants = model.border.traders, bengkayang().constants
    assert np.count_nonzero(traders.alive) == constants["traders"].value
    outside = np.count_nonzero(traders.alive & ~traders.local)
    assert outside == round(constants["traders"].value * constants["traders_outside"].value)
    at_home = traders.household[traders.alive & traders.local]
    assert at_home.min() >= 0
    assert len(set(at_home.tolist())) == len(at_home)
    assert (traders.household[~traders.local] == -1).all()
    for local, column in ((True, "traders_local"), (False, "traders_outside")):
        mine = traders.alive & (traders.local == local)
        found = np.bincount(traders.good[mine], minlength=len(bengkayang().goods)) / mine.sum()
        shares = [getattr(good, column).value for good in bengkayang().goods]
        assert found == pytest.approx(shares, abs=4 * 0.5 / np.sqrt(mine.sum()))


def test_volumes_sold_at_home_are_what_households_spend_and_farms_earn() -> None:
    model = BorderModel(bengkayang(), scenario())
    model.step()
    goods, households = model.border.goods, model.households
    members = households.adults + households.children
    share = model.scenario.economy.border_goods_share
    spent = share * (households.income.astype(np.float64) * members).sum()
    farm = (households.farm.astype(np.float64) * members).sum()
    worth = goods.home_volume * goods.home_normal
    imports = goods.direction == Direction.IMPORT
    assert worth[imports] == pytest.approx(goods.spending_share[imports] * spent)
    assert worth[imports].sum() == pytest.approx(spent)
    crops = goods.farm_share > 0
    assert worth[crops] == pytest.approx(goods.farm_share[crops] * farm)


# --- Conservation ---------------------------------------------------------------------------------

POLICIES = ("status_quo", "plbn_full", "security_first", "combined", "history")


@pytest.mark.parametrize("policy", POLICIES)
def test_what_traders_pay_is_recorded_by_good_and_channel(policy: str) -> None:
    model = small(policy=policy)
    paid = 0
    channels = [GoodMeasure.ALLOWANCE, GoodMeasure.FORMAL, GoodMeasure.INFORMAL]
    while model.month + 1 < len(model.records.cost):
        model.step()
        before, paid = paid, int(model.ledger[Flow.GOODS_PAID])
        recorded = model.records.goods[model.month][:, channels].sum()
        assert recorded == pytest.approx(paid - before, abs=1.0), model.month
    assert paid > 0


@pytest.mark.parametrize("policy", POLICIES)
def test_goods_that_cross_are_sold_seized_or_spoiled_and_nothing_else(policy: str) -> None:
    model = small(policy=policy)
    goods, traders = model.border.goods, model.border.traders
    for _ in range(60):
        model.step()
        arriving = goods.bought * (1 - goods.spoilage)
        assert (goods.traded <= arriving * (1 + 1e-9)).all()
        assert (traders.caught <= traders.trips)[traders.alive].all()
        assert (traders.bought == 0)[traders.alive & (traders.trips == 0)].all()
        assert model.goods_flows[0] == model.goods_flows[1:].sum()


def test_crossings_are_those_of_households_and_traders() -> None:
    model = advanced(30, {**FULL, "post.status_month": 0, "post.abroad_month": 1})
    border, outcome = model.border, model.outcome()
    traders, villages = border.traders, border.villages
    trips = np.bincount(traders.channel, weights=traders.trips * traders.alive, minlength=4)
    legal = (villages.households * villages.legal_trips).sum()
    informal = (villages.households * villages.informal_trips).sum()
    last = {name: outcome.series[f"crossings.{name}"][model.reported_month - 1]
            for name in ("pass", "passport", "traders", "informal")}  # fmt: skip
    assert last["pass"] + last["passport"] == pytest.approx(legal)
    # who gives up at the end of the month has crossed in it
    assert last["traders"] >= trips[Channel.ALLOWANCE] + trips[Channel.FORMAL] > 0
    assert last["informal"] >= trips[Channel.INFORMAL] + informal - 1e-6
    assert model.regime.status == PostStatus.FULL


def test_no_pass_means_no_documented_crossing_without_a_full_gate() -> None:
    series = finished({**TENTH}).outcome().series
    assert (series["crossings.passport"] == 0).all()
    assert (series["gate_open"] == 0).all()
    assert series["crossings.pass"].min() > 0


# --- Extremes -------------------------------------------------------------------------------------


def test_under_a_quota_of_0_there_is_no_allowance_trade_and_no_documented_shopping() -> None:
    changes = {**TENTH, "trade.opening_month": 1, "trade.allowance_factor": 0.0}
    series = finished(changes).outcome().series
    assert (series["trade.allowance"] == 0).all()
    assert (series["crossings.pass"] == 0).all()
    assert series["trade.informal"].min() > 0


def test_a_closure_without_leak_stops_all_trade_and_prices_become_those_of_the_capital() -> None:
    changes = {
        **TENTH, "shocks.closure_start": 13, "shocks.closure_months": 60,
        "shocks.closure_leak": 0.0,
    }  # fmt: skip
    model = finished(changes)
    series = model.outcome().series
    closed = slice(12, 72)
    stopped = (
        "trade.allowance", "trade.formal", "trade.informal", "trade.shopping", "crossings.pass",
        "crossings.traders", "crossings.informal", "seizures",
    )  # fmt: skip
    for name in stopped:
        assert (series[name][closed] == 0).all(), name
    for name in ("staples", "sugar", "lpg"):
        upper = series[f"price_home_upper.{name}"][71]
        assert series[f"price_home.{name}"][71] == pytest.approx(upper, rel=1e-9)


@pytest.mark.parametrize(
    "changes",
    [
        {"trade.capital": 0.0},
        {"trade.trips_per_month": 1, "trade.import_trips": 1},
        {"trade.entry_rate": 1.0},
        {"trade.misuse": 1.0, "trade.lent_cards": 20},
        {"trade.price_adjustment": 1.0, "trade.foreign_elasticity": 20.0},
        {"trade.choice_scale": 1000.0, "trade.stickiness": 10.0},
        {"security.path_detection": 0.9, "security.fine_factor": 10.0},
        {"security.path_detection": 0.0, "security.post_detection": 0.0},
        {"security.weight": 1.0, "security.opening_month": 1, "security.inspection": 1.0},
        {"security.weight": 0.0, "security.opening_month": 1},
        {"security.base_weight": 0.05},
        {"post.service_minutes": 120.0, "post.ict_uptime": 0.05, "post.manual_speed": 0.01},
        {"work.share_at_start": 1.0},
        {"work.share_at_start": 0.0, "work.detection": 1.0},
        {"travel.wage_per_hour": 0.0},
    ],
    ids=lambda changes: " ".join(f"{path}={value}" for path, value in changes.items()),
)
def test_runs_at_the_bounds_of_the_border_end_with_balanced_ledgers(
    changes: dict[str, Any],
) -> None:
    model = BorderModel(bengkayang(), scenario({"run.scale": 0.03, **changes}, "plbn_full"), 2)
    series = model.run().series  # checks the balances every month
    for side in ("home", "abroad"):
        for name in ("staples", "pepper", "vegetables"):
            assert np.isfinite(series[f"price_{side}.{name}"]).all()
            assert series[f"price_{side}.{name}"].min() > 0
    for name in ("detection.post", "detection.paths", "displacement"):
        assert series[name].min() >= 0
        assert series[name].max() <= 100
    assert series["crossing_time"].max() <= 60 * 24


@pytest.mark.parametrize("scale", [0.25, 0.5])
def test_a_part_of_the_district_has_the_prices_and_waits_of_the_whole(scale: float) -> None:
    def mean(size: float, name: str) -> float:
        return float(
            np.mean([finished({"run.scale": size}, seed=seed).outcome().summary[name]
                     for seed in range(1, 9)])
        )  # fmt: skip

    for name, tolerance in (
        ("price_home.staples", 0.01), ("crossing_time", 0.05), ("cost_of_living", 0.01),
        ("detection.paths", 0.1),
    ):  # fmt: skip
        assert mean(scale, name) == pytest.approx(mean(1.0, name), rel=tolerance), name
    for name in ("crossings.informal", "crossings.pass", "traders", "remittances"):
        assert mean(scale, name) == pytest.approx(scale * mean(1.0, name), rel=0.15), name


# --- The wait -------------------------------------------------------------------------------------


def test_at_a_post_that_cannot_cope_the_wait_settles_down_instead_of_swinging() -> None:
    # no incidents: each would move staff, and the regime would not be constant
    changes = {
        "post.service_minutes": 6.4, "security.incident_rate": 0.0, "security.dispute_rate": 0.0,
    }  # fmt: skip
    waits = []
    for seed in range(1, 5):
        model = finished(changes, "security_first", seed)
        flow = float(model.border.post.normal_flow[0])
        # what came at the start would now wait all day, so the post is overloaded
        assert crossing_hours(model.regime, model.trade_rules, flow) == model.trade_rules.day_hours
        waits.append(model.outcome().series["crossing_time"][-25:])
    mean = np.mean(waits, axis=0)
    assert mean.min() > 60  # minutes: still crowded
    assert (np.abs(np.diff(mean)) < 0.2 * mean[:-1]).all()


# --- Common random numbers ------------------------------------------------------------------------


def test_opening_the_gate_in_full_changes_no_event_of_life_and_adds_needs_for_passports() -> None:
    plain, opened = (finished({**TENTH, **changes}) for changes in ({}, FULL))
    for name in ("adults", "children"):
        assert same_bits(getattr(plain.households, name), getattr(opened.households, name))
    before, after = plain.records.arose, opened.records.arose
    start = plain.scenario.run.burn_in + 24
    assert np.array_equal(before[:start], after[:start])
    assert after[start:].sum() > before[start:].sum()
