"""Claims about the regime: levers hold from their months, dated facts follow the region."""

from typing import Any

import numpy as np
import pytest

from model.border_tables import BorderAgencies, Dimension, Duty, PostStatus, Side
from model.calendar import month_number
from model.regime import Regime, coordinate, gate, mean_coordination, passable, regime
from model.scenario import Scenario
from model.tables import allocate
from tests.model.worlds import bengkayang, scenario, small

ALL = {
    "post.status": "full", "post.status_month": 10, "post.abroad_month": 14,
    "post.plbn_lanes": 8, "post.plbn_ict_uptime": 1.0,
    "security.opening_month": 12, "security.weight": 0.8, "security.inspection": 0.9,
    "security.patrol_factor": 3.0, "security.staff_factor": 1.5,
    "trade.opening_month": 13, "trade.allowance_factor": 2.5, "trade.card_control": 0.25,
    "trade.market_gain": 0.23,
}  # fmt: skip


def holds(
    changes: dict[str, Any], month: int, *, ready: bool = True, stock: float = 0.0,
    coordination: float = 0.2, roads: float = 0.0,
) -> Regime:  # fmt: skip
    """The regime of a reported month when the other side is ready or not."""
    settings = scenario(changes)
    model = small()
    model.forum.stock[:] = stock
    built = gate(bengkayang(), settings, month)
    model.governments.ready[Side.HOME] = built.home_ready
    model.governments.ready[Side.ABROAD] = ready
    return regime(
        bengkayang(), settings, built, model.forum, model.governments, coordination, roads, month
    )


@pytest.mark.parametrize("month", [-10, 0, 1, 500])
def test_without_levers_nothing_special_holds_in_any_month(month: int) -> None:
    now, settings = holds({}, month), scenario()
    assert now.status == PostStatus.PASS
    assert (now.leak, now.borrowing, now.demand, now.price_abroad) == (1.0, 1.0, 1.0, 1.0)
    assert (now.official_cost, now.crossing_cost, now.patrol) == (1.0, 1.0, 1.0)
    assert now.allowance == bengkayang().allowance.value
    assert now.lanes == settings.post.lanes
    assert now.inspection == settings.security.base_inspection
    assert now.security_weight == settings.security.base_weight
    uptime, manual = settings.post.ict_uptime, settings.post.manual_speed
    assert now.speed == pytest.approx(uptime + (1 - uptime) * manual)


def test_each_lever_holds_from_its_month_on() -> None:
    month = {m: holds(ALL, m) for m in (9, 10, 11, 12, 13, 200)}
    assert [month[m].status == PostStatus.FULL for m in month] == [False] + 5 * [True]
    assert [month[m].lanes for m in month] == [2.0, 8.0, 8.0] + 3 * [12.0]
    assert month[9].speed < month[10].speed == 1.0
    assert [month[m].demand for m in (9, 10)] == [1.0, 1.23]
    for name, old, new in [
        ("inspection", 0.3, 0.9), ("security_weight", 0.5, 0.8), ("staff", 1.0, 1.5),
    ]:  # fmt: skip
        assert [getattr(month[m], name) for m in month] == 3 * [old] + 3 * [new], name
    allowance = bengkayang().allowance.value
    assert [month[m].allowance for m in month] == 4 * [allowance] + 2 * [2.5 * allowance]
    assert [month[m].borrowing for m in month] == 4 * [1.0] + 2 * [0.75]


def test_a_full_gate_needs_both_sides() -> None:
    assert holds(ALL, 50, ready=False).status == PostStatus.PASS
    assert holds(ALL, 50, ready=True).status == PostStatus.FULL
    assert holds(ALL, 50, ready=False).lanes == 12.0
    assert holds({"post.status": "none", "post.status_month": 3}, 3).status == PostStatus.NONE
    assert holds({"post.status": "none", "post.status_month": 3}, 2).status == PostStatus.PASS


@pytest.mark.parametrize("status", ["none", "plb"])
def test_a_month_for_malaysia_opens_nothing_without_a_full_post_at_home(status: str) -> None:
    changes = {"post.status": status, "post.status_month": 5, "post.abroad_month": 5}
    for month in (4, 5, 60):
        assert holds(changes, month).status != PostStatus.FULL


@pytest.mark.parametrize(("month", "closed"), [(9, False), (10, True), (15, True), (16, False)])
def test_a_closure_lasts_its_months_and_leaves_its_leak(month: int, closed: bool) -> None:
    changes = {
        "shocks.closure_start": 10, "shocks.closure_months": 6, "shocks.closure_leak": 0.07
    }  # fmt: skip
    now = holds(changes, month)
    assert (now.status == PostStatus.NONE) == closed
    assert now.leak == (0.07 if closed else 1.0)
    settings = scenario(changes)
    assert passable(gate(bengkayang(), settings, month), settings, month) != closed


def test_a_slump_and_an_outage_last_their_months() -> None:
    changes = {
        "shocks.slump_start": 5, "shocks.slump_months": 2, "shocks.slump_size": 0.4,
        "shocks.post_outage_start": 6, "shocks.post_outage_months": 2,
    }  # fmt: skip
    prices = [holds(changes, month).price_abroad for month in range(4, 9)]
    assert prices == pytest.approx([1.0, 0.6, 0.6, 1.0, 1.0])
    manual = scenario().post.manual_speed
    speeds = [holds(changes, month).speed == manual for month in range(4, 9)]
    assert speeds == [False, False, True, True, False]


def test_cooperation_and_roads_ease_crossing_and_patrols() -> None:
    now = holds({"security.infrastructure_effect": 0.2}, 5, stock=0.5, roads=1.0)
    cbc = scenario().cbc
    assert now.official_cost == pytest.approx(1 - 0.5 * cbc.trade_cost_effect)
    assert now.crossing_cost == pytest.approx(1 - 0.5 * cbc.crossing_effect)
    assert now.patrol == pytest.approx(1.2)
    assert len(Dimension) == 4


def test_a_dated_gate_follows_the_facts_of_the_region_month_by_month() -> None:
    settings = scenario({"post.dated": True})
    events = {
        month_number(bengkayang().first_month, str(event.month)): event
        for event in bengkayang().post_events
    }
    expected = None
    for month in range(1, 160):
        expected = events.get(month, expected)
        assert expected is not None
        built = gate(bengkayang(), settings, month)
        words = {PostStatus.NONE: "none", PostStatus.PASS: "plb", PostStatus.FULL: "full"}
        assert words[built.status] == expected.status, month
        assert (built.home_ready, built.abroad_forced) == (
            expected.home_ready, expected.abroad_ready
        )  # fmt: skip
    before = gate(bengkayang(), settings, -5)
    assert before == gate(bengkayang(), settings, 1)


# --- Coordination ---------------------------------------------------------------------------------


def offices(kappa: list[float], ministries: list[int]) -> BorderAgencies:
    agencies = allocate(BorderAgencies, len(kappa))
    agencies.coordination_start[:] = agencies.coordination[:] = kappa
    agencies.ministry[:] = ministries
    agencies.duty[:] = Duty.POST
    return agencies


def test_coordination_is_the_mean_product_over_pairs_less_the_cost_of_ministries() -> None:
    agencies = offices([0.2, 0.5, 0.8], [0, 0, 1])
    pairs = (0.2 * 0.5 + 0.2 * 0.8 + 0.5 * 0.8) / 3
    assert mean_coordination(agencies, 0.0) == pytest.approx(pairs)
    assert mean_coordination(agencies, 0.3) == pytest.approx(pairs * (1 - 0.3 / 3))
    assert mean_coordination(offices([0.9], [0]), 0.3) == 0.0
    at_sea = offices([0.2, 0.5, 0.8, 1.0], [0, 0, 1, 2])
    at_sea.duty[3] = Duty.SEA
    assert mean_coordination(at_sea, 0.3) == pytest.approx(pairs * (1 - 0.3 / 3))


def test_a_joint_team_lifts_agencies_and_never_lowers_them() -> None:
    def found(secured: bool, **changes: Any) -> list[float]:
        agencies = offices([0.2, 0.5, 0.8], [0, 0, 1])
        settings: Scenario = scenario({f"security.{name}": v for name, v in changes.items()})
        mean = coordinate(agencies, settings, secured)
        assert mean == mean_coordination(agencies, settings.security.ministry_cost)
        return np.asarray(agencies.coordination).tolist()

    assert found(False, coordination=0.9, joint_team=True) == [0.2, 0.5, 0.8]
    assert found(True, coordination=0.4) == [0.4, 0.4, 0.4]
    team = {"joint_team": True, "joint_team_coordination": 0.7}
    assert found(True, coordination=0.4, **team) == [0.7, 0.7, 0.7]
    assert found(True, coordination=0.9, **team) == [0.9, 0.9, 0.9]
