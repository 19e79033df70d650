"""Claims about feedback loops: nothing before they act, and a visible effect once they do.

Each loop's test that it is active is that of the table of loops: an interval over paired seeds
excludes zero.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from model.model import BorderModel
from model.region import Region
from model.submodels.livelihoods import all_entitled
from model.tables import Array
from tests.model.worlds import (
    TENTH,
    altered,
    bengkayang,
    finished,
    interval,
    same_bits,
    scenario,
    small,
    state,
)

SEEDS = range(1, 9)
QUARTER: dict[str, Any] = {"run.scale": 0.25}


def effect(
    quantity: Callable[[BorderModel], float],
    one: dict[str, Any],
    other: dict[str, Any],
    policy: str = "status_quo",
) -> tuple[float, float]:
    """The interval of a quantity's change from one set of parameters to another."""
    return interval(
        quantity(finished({**QUARTER, **other}, policy, seed))
        - quantity(finished({**QUARTER, **one}, policy, seed))
        for seed in SEEDS
    )


def lodged(model: BorderModel) -> Array:
    """Cases lodged per month since the start of burn-in."""
    return np.asarray(model.records.tally[:, :, :7].sum(axis=(1, 2)))


def share_applied(model: BorderModel) -> float:
    """Share of decisions after the first two years that are for an application."""
    tally = model.records.tally[24:, :, :8].sum(axis=(0, 1))
    return float(tally[:7].sum() / tally.sum())


def off(loop: str) -> dict[str, Any]:
    return {f"loops.{loop}": False}


@pytest.mark.parametrize("loop", ["congestion", "reputation", "brokers", "backlog"])
def test_a_loop_changes_nothing_before_it_acts_and_something_after(loop: str) -> None:
    with_loop, without = (small(changes, "unit_jagoi_full") for changes in ({}, off(loop)))
    for name in with_loop.households._fields:
        assert same_bits(getattr(with_loop.households, name), getattr(without.households, name))
    for model in (with_loop, without):
        model.run()
    # experience, prices, queues and news of the first month can act in the second at the earliest
    left, right = with_loop.records, without.records
    for name in ("tally", "arose", "holders"):
        assert same_bits(getattr(left, name)[0], getattr(right, name)[0]), name
    assert not same_bits(left.tally, right.tally)


@pytest.mark.parametrize(
    "loop", ["market", "enforcement", "security", "trust", "bargaining", "orientation"]
)
def test_nothing_at_the_start_depends_on_a_loop_of_the_border(loop: str) -> None:
    with_loop, without = (small(changes) for changes in ({}, off(loop)))
    left, right = state(with_loop), state(without)
    # those who evade have learnt before the start, if they can
    learnt = ("border.paths.skill", "border.paths.detection") if loop == "enforcement" else ()
    for name in left:
        if name not in learnt:
            assert same_bits(left[name], right[name]), name


@pytest.mark.parametrize("loop", ["cascade", "poverty_trap"])
def test_papers_and_life_at_the_start_do_not_depend_on_a_loop(loop: str) -> None:
    with_loop, without = (small(changes) for changes in ({}, off(loop)))
    for name in ("documents", "holders", "needing", "pending", "adults", "kin", "income"):
        assert same_bits(getattr(with_loop.households, name), getattr(without.households, name))
    for model in (with_loop, without):
        model.run()
    assert not same_bits(with_loop.records.tally, without.records.tally)
    for name in ("adults", "children"):
        assert same_bits(getattr(with_loop.households, name), getattr(without.households, name))


def test_without_openings_and_hearsay_the_backlog_loop_has_nothing_to_do() -> None:
    quiet = {**TENTH, "loops.reputation": False}
    one, other = (finished({**quiet, **changes}).records for changes in ({}, off("backlog")))
    assert same_bits(one.tally, other.tally)


# --- FB1 congestion -------------------------------------------------------------------------------

BUSY, IDLE = {"agencies.utilisation": 0.95}, {"agencies.utilisation": 0.475}
FEW, MANY = (
    {"unit.files_per_day": files, "loops.brokers": False, "brokers.per_thousand_households": 0.0}
    for files in (0.5, 25.0)
)


def test_fb1_doubling_the_demand_on_fixed_counters_lowers_applications() -> None:
    assert effect(share_applied, IDLE, BUSY)[1] < 0


def test_fb1_without_the_loop_demand_and_capacity_do_not_matter() -> None:
    one, other = (
        finished({**TENTH, **off("congestion"), **changes}).records for changes in (BUSY, IDLE)
    )
    assert same_bits(one.tally, other.tally)
    few, many = (
        finished({**TENTH, **off("congestion"), **changes}, "unit_jagoi_full").records
        for changes in (FEW, MANY)
    )
    assert same_bits(few.tally, many.tally)


def test_fb1_with_the_loop_a_unit_that_can_do_more_gets_more_cases() -> None:
    def at_the_unit(model: BorderModel) -> float:
        return model.outcome().summary["lodged.unit"]

    assert effect(at_the_unit, FEW, MANY, "unit_jagoi_full")[0] > 0


# --- FB2 reputation -------------------------------------------------------------------------------


def growth(model: BorderModel) -> float:
    """How many times as many cases the unit gets in its last three years as in its first."""
    series = model.outcome().series["lodged.unit"]
    return float(series[84:120].mean() / series[30:42].mean())


def test_fb2_word_of_mouth_makes_a_good_unit_grow() -> None:
    assert effect(growth, off("reputation"), {}, "unit_jagoi_full")[0] > 0


def test_fb2_a_unit_that_decides_nothing_gains_less_from_being_known() -> None:
    good, bad = (
        interval(
            finished(QUARTER, policy, seed).outcome().summary["lodged.unit"]
            - finished({**QUARTER, **off("reputation")}, policy, seed)
            .outcome()
            .summary["lodged.unit"]
            for seed in SEEDS
        )
        for policy in ("unit_jagoi_full", "unit_jagoi_low")
    )
    assert good[0] > bad[1]


# --- FB5 brokers ----------------------------------------------------------------------------------


def test_fb5_scarce_brokers_grow_in_number_and_price() -> None:
    def brokers(model: BorderModel) -> float:
        return model.outcome().summary["brokers"]

    def paid(model: BorderModel) -> float:
        return model.outcome().summary["cost_per_document"]

    assert effect(brokers, off("brokers"), {})[0] > 0
    assert effect(paid, off("brokers"), {})[0] > 0
    fixed = finished({**QUARTER, **off("brokers")}).outcome().series
    assert len(set(fixed["broker_price"])) == len(set(fixed["brokers"])) == 1


def test_fb5_brokers_raise_take_up_where_offices_are_hard_to_reach() -> None:
    none = {"brokers.per_thousand_households": 0.0, **off("brokers")}
    assert effect(share_applied, none, {})[0] > 0


# --- FB6 document cascade -------------------------------------------------------------------------


def issued_but_cards(region: Region, loop: bool, seed: int) -> float:
    """Documents other than family and identity cards issued in six years."""
    changes = {"run.scale": 0.25, "run.months": 72, "loops.cascade": loop}
    model = BorderModel(region, scenario(changes), seed)
    model.run()
    kept = [one.name for one in region.services if one.name not in ("kk", "ktp")]
    return float(sum(model.documents_issued(name) for name in kept))


def test_fb6_knocking_out_the_family_card_reduces_the_other_papers() -> None:
    # brokers would get a family card past any number of agencies
    region = altered(bengkayang(), "kk", coverage=0.5)
    everyone = tuple(agency.name for agency in region.agencies)
    knocked_out = altered(region, "kk", agencies=everyone, channels=())
    change = {
        loop: [
            issued_but_cards(knocked_out, loop, seed) / issued_but_cards(region, loop, seed) - 1
            for seed in SEEDS
        ]
        for loop in (True, False)
    }
    assert interval(change[True])[1] < 0
    assert interval(np.subtract(change[True], change[False]))[1] < 0


# --- FB7 market -----------------------------------------------------------------------------------


def at_end(name: str) -> Callable[[BorderModel], float]:
    return lambda model: model.outcome().summary[name]


def over_run(name: str) -> Callable[[BorderModel], float]:
    return lambda model: float(model.outcome().series[name].mean())


CLOSED: dict[str, Any] = {"shocks.closure_start": 13, "shocks.closure_months": 24}
WHOLE: dict[str, Any] = {"run.scale": 1.0}


def test_fb7_a_closure_makes_border_goods_dearer_only_through_the_market() -> None:
    def dearer(model: BorderModel) -> float:
        series = model.outcome().series["cost_of_living"]
        return float(series[30:36].mean() / series[6:12].mean())

    on, without = {**WHOLE, **CLOSED}, {**WHOLE, **CLOSED, **off("market")}
    assert effect(dearer, without, on)[0] > 0
    assert len(set(finished(without).outcome().series["price_home.sugar"])) == 1


def test_fb7_free_entry_brings_profit_nearer_to_the_outside_wage() -> None:
    def gap(model: BorderModel) -> float:
        traders = model.border.traders
        going = traders.alive & (traders.trips > 0)
        return abs(float(traders.profit[going].mean()) - model.trade_rules.outside_wage)

    rich = {**WHOLE, "security.path_detection": 0.0, "security.bribe": 0.0}
    assert effect(gap, {**rich, "trade.entry_rate": 0.0}, rich)[1] < 0


def test_fb7_where_the_paths_are_dangerous_fewer_stay_in_business() -> None:
    def number(model: BorderModel) -> float:
        return float(np.count_nonzero(model.border.traders.alive))

    poor = {**WHOLE, "security.path_detection": 0.3}
    assert effect(number, {**poor, "trade.entry_rate": 0.0}, poor)[1] < 0


# --- FB8 enforcement and evasion ------------------------------------------------------------------

TWICE: dict[str, Any] = {"security.opening_month": 1, "security.patrol_factor": 2.0}


def test_fb8_double_patrols_lower_the_informal_share_less_when_evaders_adapt() -> None:
    change = {
        loop: [
            finished({**TWICE, **switch}, seed=seed).outcome().summary["informal_share"]
            - finished(switch, seed=seed).outcome().summary["informal_share"]
            for seed in SEEDS
        ]
        for loop, switch in ((True, {}), (False, off("enforcement")))
    }
    assert interval(change[True])[1] < 0
    assert interval(change[False])[1] < 0
    assert interval(np.subtract(change[True], change[False]))[0] > 0


def test_fb8_double_patrols_displace_traffic_and_adversaries_learn() -> None:
    assert effect(over_run("displacement"), WHOLE, {**WHOLE, **TWICE})[0] > 0

    def skill(model: BorderModel) -> float:
        return float(model.border.paths.skill.mean())

    assert effect(skill, {}, TWICE)[0] > 0
    fixed = finished({**QUARTER, **TWICE, **off("enforcement")})
    assert (fixed.border.paths.skill == 0).all()
    assert np.array_equal(fixed.border.paths.patrol, fixed.border.paths.traffic_start)


# --- FB9 security and prosperity ------------------------------------------------------------------


@pytest.mark.slow
def test_fb9_a_balance_of_security_and_lanes_is_best_only_through_the_loop() -> None:
    weights = (0.05, 0.25, 0.5, 0.75, 0.95)

    def informal(weight: float, switch: dict[str, Any], seed: int) -> float:
        changes = {
            "post.status": "full", "post.abroad_month": 1, "security.opening_month": 1,
            "security.weight": weight, **switch,
        }  # fmt: skip
        return finished(changes, seed=seed).outcome().summary["informal_share"]

    shares = {
        loop: np.array([[informal(weight, switch, seed) for weight in weights] for seed in SEEDS])
        for loop, switch in ((True, {}), (False, off("security")))
    }
    best = int(shares[True].mean(axis=0).argmin())
    assert 0 < best < len(weights) - 1
    assert interval(shares[True][:, -1] - shares[True][:, best])[0] > 0
    assert np.diff(shares[False].mean(axis=0)).max() < 0


# --- FB10 trust across the border -----------------------------------------------------------------


def test_fb10_trust_shortens_decisions_and_opens_the_gate_earlier() -> None:
    assert effect(at_end("decision_lag"), off("trust"), {}, "cbc_high")[1] < 0
    assert effect(at_end("gate_open"), off("trust"), {}, "combined")[0] > 0


def test_fb10_without_talks_trust_stays_where_it_began() -> None:
    calm = {"security.incident_rate": 0.0, "security.dispute_rate": 0.0}
    lags = [
        finished({**QUARTER, **calm, **switch}).outcome().series["decision_lag"]
        for switch in ({}, off("trust"))
    ]
    assert lags[0] == pytest.approx(lags[1])


# --- FB11 bargaining ------------------------------------------------------------------------------

TALKS: dict[str, Any] = {"cbc.share_benefits": False, "cbc.income_gain": 0.2}


def test_fb11_a_narrower_gap_gives_a_better_share_which_narrows_the_gap() -> None:
    without = {**TALKS, **off("bargaining")}
    assert effect(at_end("surplus_share"), without, TALKS, "cbc_high")[0] > 0
    assert effect(at_end("equivalent_income"), without, TALKS, "cbc_high")[0] > 0


def test_fb11_a_rule_of_equal_benefits_leaves_the_loop_nothing_to_do() -> None:
    for name in ("surplus_share", "equivalent_income"):
        one, other = (
            finished({**QUARTER, **switch}, "cbc_high").outcome().series[name][60:]
            for switch in ({}, off("bargaining"))
        )
        assert one == pytest.approx(other, rel=0.01)


# --- FB14 orientation to Malaysia -----------------------------------------------------------------


def test_fb14_neighbours_strengthen_what_better_clinics_begin() -> None:
    change = {
        loop: [
            finished({**QUARTER, **switch}, "clinics", seed).outcome().summary["abroad.health"]
            - finished({**QUARTER, **switch}, seed=seed).outcome().summary["abroad.health"]
            for seed in SEEDS
        ]
        for loop, switch in ((True, {}), (False, off("orientation")))
    }
    assert interval(change[False])[1] < 0
    assert interval(np.subtract(change[True], change[False]))[1] < 0


# --- FB15 poverty trap ----------------------------------------------------------------------------


def wealth_gap(model: BorderModel) -> float:
    """Births registered per child of the richest less those of the poorest three tenths."""
    households = model.households
    column = model.services.person[model.region.service_index("birth_certificate")]
    rich, poor = (
        households.holders[part, column].sum() / households.children[part].sum()
        for part in (households.decile >= 7, households.decile <= 2)
    )
    return float(rich - poor)


def test_fb15_the_gap_in_papers_between_poor_and_rich_persists_through_the_loop() -> None:
    assert interval(wealth_gap(finished(QUARTER, seed=seed)) for seed in SEEDS)[0] > 0
    assert effect(wealth_gap, off("poverty_trap"), {})[0] > 0


def test_fb15_missing_papers_keep_some_listed_households_from_their_transfer() -> None:
    def receiving(model: BorderModel) -> float:
        households = model.households
        return float(all_entitled(households, model.economy)[households.listed].mean())

    assert receiving(finished({**QUARTER, **off("poverty_trap")})) == 1.0
    assert interval(receiving(finished(QUARTER, seed=seed)) for seed in SEEDS)[1] < 0.99


# --- FB16 latent needs ----------------------------------------------------------------------------


def test_fb16_an_opening_brings_a_surge_that_declines() -> None:
    def surge(model: BorderModel) -> float:
        """Cases of the first half-year of the unit over those of its fifth to seventh year."""
        cases = lodged(model)[model.scenario.run.burn_in :]
        return float(cases[24:30].mean() / cases[72:108].mean())

    assert interval(surge(finished(QUARTER, "unit_jagoi_full", seed)) for seed in SEEDS)[0] > 1
    assert effect(surge, off("backlog"), {}, "unit_jagoi_full")[0] > 0
