"""Claims about whole runs: reproducible to the bit, common random numbers, sane at extremes."""

import hashlib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest

from model.accounts import Flow, Head
from model.errors import InputError
from model.indicators import INDICATORS, Outcome
from model.model import BorderModel, simulate
from model.policy import Policy, policies
from model.scenario import Scenario
from model.tables import Option
from tests.model.test_compilation import python
from tests.model.worlds import (
    TENTH,
    bengkayang,
    finished,
    interval,
    same_bits,
    scenario,
    small,
    state,
)


def fingerprint(outcome: Outcome) -> str:
    """A hash of all bits of an outcome."""
    digest = hashlib.sha256()
    for name in sorted(outcome.series):
        digest.update(name.encode() + np.ascontiguousarray(outcome.series[name]).tobytes())
    for name in sorted(outcome.summary):
        digest.update(name.encode() + np.float64(outcome.summary[name]).tobytes())
    return digest.hexdigest()


def short(seed: int = 3) -> str:
    """The fingerprint of a short run with everything open."""
    return fingerprint(simulate(bengkayang(), SHORT, seed))


SHORT = scenario(
    {"run.scale": 0.05, "run.months": 8, "mobile.opening_month": 2, "unit.opening_month": 3,
     "facilitators.opening_month": 4, "post.passport_counter_month": 5}
)  # fmt: skip


# --- Reproducibility ------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_bits_and_another_seed_others() -> None:
    assert short() == short()
    assert short() != short(4)


@pytest.mark.slow
def test_results_do_not_depend_on_the_hashing_of_texts_or_on_the_process() -> None:
    code = "from tests.model.test_model import short; print(short())"
    with ThreadPoolExecutor(2) as pool:
        results = set(pool.map(lambda seed: python("-c", code, PYTHONHASHSEED=seed), ("0", "4242")))
    assert results == {short()}


@pytest.mark.slow
def test_results_do_not_depend_on_the_number_of_processes() -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        many = list(pool.map(short, range(1, 5)))
    assert many == [short(seed) for seed in range(1, 5)]


class Shuffled(BorderModel):
    """A model whose open cases are in another order each month."""

    shuffles = 0

    def _queues(self) -> None:
        count = int(self.heads[Head.CASES])
        order = np.random.default_rng(self.month).permutation(count)
        for column in self.cases:
            column[:count] = column[:count][order]
        self.shuffles += count > 1
        super()._queues()


@pytest.mark.parametrize("policy", ["status_quo", "unit_jagoi_full", "mobile_only"])
def test_the_order_of_agents_does_not_matter(policy: str) -> None:
    settings = scenario(TENTH, policy)
    straight = BorderModel(bengkayang(), settings, 5)
    shuffled = Shuffled(bengkayang(), settings, 5)
    assert fingerprint(straight.run()) == fingerprint(shuffled.run())
    assert shuffled.shuffles > 100
    left, right = state(straight), state(shuffled)
    for name in left:
        assert same_bits(left[name], right[name]), name


def opening(policy: Policy) -> int:
    """The first reported month in which a policy differs from the status quo."""
    months = [
        int(value)
        for path, value in policy.levers.items()
        if path.endswith(("opening_month", "counter_month", "status_month", "outage_start"))
        and value
    ]
    return min(months)


@pytest.mark.parametrize(
    "policy", [one for one in policies() if one.kind != "baseline"], ids=lambda one: one.name
)
def test_before_it_starts_a_policy_is_the_status_quo_bit_for_bit(policy: Policy) -> None:
    status_quo, changed = (
        finished(TENTH, name).outcome().series for name in ("status_quo", policy.name)
    )
    start = opening(policy)
    if policy.kind == "policy":
        assert start == 25
    assert status_quo.keys() == changed.keys()
    for name in status_quo:
        assert same_bits(status_quo[name][: start - 1], changed[name][: start - 1]), name
    assert any(
        not same_bits(status_quo[name][start - 1 :], changed[name][start - 1 :])
        for name in status_quo
        if name != "public_cost"
    )


def test_life_events_are_the_same_under_every_policy() -> None:
    households = [
        finished(TENTH, name).households
        for name in ("status_quo", "unit_jagoi_full", "combined", "history")
    ]
    for name in ("adults", "children"):
        first, *others = (getattr(table, name) for table in households)
        assert all(same_bits(first, other) for other in others)


def test_scenarios_and_sources_identify_a_run() -> None:
    assert scenario().content_hash == Scenario().content_hash
    assert scenario(TENTH).content_hash != scenario().content_hash
    assert scenario({"behaviour.nest": 0.5}).content_hash != scenario().content_hash


# --- The outcome ----------------------------------------------------------------------------------


def test_an_outcome_has_a_series_and_a_summary_for_every_indicator_and_area() -> None:
    outcome = finished(TENTH).outcome()
    everywhere = {indicator.name for indicator in INDICATORS}
    areas = {name.partition("@")[2] for name in outcome.series} - {""}
    assert {name for name in outcome.series if "@" not in name} == everywhere
    assert areas == {"jagoi_babang", "siding", "seluas"}
    assert {name.partition("@")[0] for name in outcome.series} == everywhere
    assert outcome.series.keys() == outcome.summary.keys()
    assert {len(values) for values in outcome.series.values()} == {120}
    assert all(np.isfinite(values).all() for name, values in outcome.series.items()
               if "@" not in name)  # fmt: skip


def test_headlines_are_means_of_the_last_twelve_months() -> None:
    outcome = finished(TENTH).outcome()
    assert outcome.summary["documents"] == pytest.approx(outcome.series["documents"].mean())
    for name in ("needs_met", "travel_hours", "forgone", "office_delay"):
        assert outcome.summary[name] == pytest.approx(outcome.series[name][-12:].mean())


def test_needs_met_counts_the_cohorts_of_13_to_24_months_ago() -> None:
    model = finished(TENTH)
    arose, met = (table.sum(axis=1) for table in (model.records.arose, model.records.met))
    burn_in = model.scenario.run.burn_in
    series = model.outcome().series["needs_met"]
    for month in (0, 30, 119):
        now = burn_in + month
        window = slice(now - 24, now - 12)
        if window.start >= 0:
            assert series[month] == pytest.approx(100 * met[window].sum() / arose[window].sum())


def test_sub_districts_add_up() -> None:
    series = finished(TENTH, "unit_jagoi_full").outcome().series
    for name in ("documents", "forgone", "lodged.unit", "needs_arisen", "spending_on_papers"):
        parts = [values for key, values in series.items() if key.startswith(f"{name}@")]
        assert len(parts) == 3
        assert np.sum(parts, axis=0) == pytest.approx(series[name])


def test_a_finished_run_cannot_go_on_and_a_wrong_place_is_named() -> None:
    model = small({"run.months": 1, "run.burn_in": 12})
    model.run()
    with pytest.raises(InputError, match="The run is over: it has 13 months"):
        model.step()
    with pytest.raises(InputError, match=r"unit.location is 'Jagol'.*did you mean 'Jagoi'"):
        small({"unit.location": "Jagol", "unit.opening_month": 1})


def test_progress_hears_every_month_once() -> None:
    heard: list[int] = []
    model = small({"run.months": 3, "run.burn_in": 12})
    model.run(heard.append)
    assert heard == list(range(1, 16))


@pytest.mark.parametrize("scale", [0.1, 0.25])
def test_a_part_of_the_district_has_the_travel_times_of_the_whole(scale: float) -> None:
    whole, part = (
        np.mean([finished({"run.scale": size}, seed=seed).outcome().summary["travel_hours"]
                 for seed in (1, 2, 3)])
        for size in (1.0, scale)
    )  # fmt: skip
    assert part == pytest.approx(whole, rel=0.05)


# --- Extreme conditions ---------------------------------------------------------------------------

FREE: dict[str, Any] = {
    "travel.fare": 0.0,
    "travel.meals": 0.0,
    "travel.lodging": 0.0,
    "travel.time_value": 0.0,
    "brokers.informal_payment": 0.0,
    "brokers.price": 0.0,
    "brokers.per_thousand_households": 0.0,
}


def free_region() -> Any:
    region = bengkayang()
    services = tuple(
        service.model_copy(update={"fee": service.fee.model_copy(update={"value": 0.0})})
        for service in region.services
    )
    return region.model_copy(update={"services": services})


def test_where_nothing_costs_anything_nobody_pays_and_more_needs_are_met() -> None:
    model = BorderModel(free_region(), scenario({**TENTH, **FREE, "loops.brokers": False}))
    outcome = model.run()
    assert model.household_spending == 0
    assert (outcome.series["travel_cost"] == 0).all()
    assert outcome.series["equivalent_income"][-1] == pytest.approx(
        outcome.series["equivalent_income"].mean(), rel=0.1
    )
    assert outcome.summary["needs_met"] > finished(TENTH).outcome().summary["needs_met"]


def test_full_delegation_without_ego_leaves_only_missing_papers() -> None:
    changes = {
        **TENTH,
        "agencies.ego": 0.0,
        "agencies.role_clarity": 1.0,
        "unit.ramp_months": 0,
        "agencies.max_visits": 50,
    }
    model = finished(changes, "unit_jagoi_full")
    unit = model.layout.unit
    assert (model.handling.agree == 1.0).all()
    assert (model.handling.referral == 0.0).all()
    omega = model.points.orientation[unit]
    missing = 0.25 * np.exp(-model.scenario.agencies.orientation_effect * omega)
    assert model.handling.visits[unit] == pytest.approx(1 / (1 - missing))
    assert model.outcome().summary["referred"] == 0


def test_with_one_agency_per_service_far_more_land_certificates_are_issued() -> None:
    region = bengkayang()
    alone = region.model_copy(
        update={
            "services": tuple(
                service.model_copy(update={"agencies": service.agencies[:1]})
                for service in region.services
            )
        }
    )
    # without brokers, who need one visit for anything; land papers are those with three agencies
    settings = scenario({**TENTH, "brokers.per_thousand_households": 0.0})
    one, many = (BorderModel(area, settings) for area in (alone, region))
    for model in (one, many):
        model.run()
    assert one.documents_issued("land_certificate") > 2 * many.documents_issued("land_certificate")


def test_where_nobody_is_poor_or_listed_poverty_is_almost_nothing() -> None:
    outcome = finished({**TENTH, "economy.headcount": 0.0, "economy.listed_share": 0.0}).outcome()
    assert outcome.summary["poverty_headcount"] < 1.0
    assert outcome.summary["poverty_gap"] < 0.1


@pytest.mark.parametrize(
    "changes",
    [
        {"run.months": 1, "run.burn_in": 12, "run.scale": 0.01},
        {"run.scale": 0.001},
        {"run.scale": 0.002, "run.months": 30},
        {"needs.rate_factor": 0.0},
        {"needs.birth_rate": 200.0, "run.months": 30},
        {"needs.household_size": 1.0},
        {"needs.child_share": 0.0},
        {"economy.listed_share": 1.0},
        {"economy.headcount": 0.6},
        {"behaviour.nest": 0.01},
        {"behaviour.income_scaling": 1.0},
        {"behaviour.cost_sensitivity": 20.0},
        {"travel.fare": 10_000.0, "travel.lodging": 10_000_000.0},
        {"travel.wage_per_hour": 0.0},
        {"brokers.price": 0.0},
        {"brokers.per_thousand_households": 50.0},
    ],
    ids=lambda changes: " ".join(f"{path}={value}" for path, value in changes.items()),
)
def test_runs_at_the_bounds_of_the_registry_end_with_balanced_ledgers(
    changes: dict[str, Any],
) -> None:
    model = BorderModel(
        bengkayang(), scenario({"run.scale": 0.03, **changes}, "unit_jagoi_full"), 2
    )
    outcome = model.run()
    assert outcome.series.keys() == finished(TENTH).outcome().series.keys()
    assert outcome.series["documents"].min() >= 0
    assert np.nanmin(outcome.series["needs_met"], initial=0.0) == 0
    assert np.nanmax(outcome.series["needs_met"], initial=0.0) <= 100
    for name in ("coverage.ktp", "coverage.birth_certificate", "coverage.passport"):
        assert np.nanmax(outcome.series[name], initial=0.0) <= 100.0, name


# --- Monotonicity, by paired seeds ----------------------------------------------------------------

SEEDS = range(1, 7)

# a broker's price is the same in every village and for every service
ALONE: dict[str, Any] = {"brokers.per_thousand_households": 0.0, "loops.brokers": False}


def paired(
    name: str, changes: dict[str, Any], other: dict[str, Any], policy: str = "status_quo"
) -> tuple[float, float]:
    """The interval of an indicator's change from one set of parameters to another."""
    return interval(
        finished({**TENTH, **other}, policy, seed).outcome().summary[name]
        - finished({**TENTH, **changes}, policy, seed).outcome().summary[name]
        for seed in SEEDS
    )


def test_more_ego_means_more_visits_and_fewer_needs_met() -> None:
    less, more = ({**ALONE, "agencies.ego": ego} for ego in (0.3, 0.8))
    assert paired("visits_to_document", less, more)[0] > 0
    assert paired("needs_met", less, more)[1] < 0


def test_more_delegation_means_fewer_visits_and_more_needs_met() -> None:
    less, more = (
        {"unit.delegation": share, "unit.vertical_delegation": share} for share in (0.0, 1.0)
    )
    assert paired("needs_met", less, more, "unit_jagoi_full")[0] > 0
    assert paired("referred", less, more, "unit_jagoi_full")[1] < 0
    assert paired("travel_hours", less, more, "unit_jagoi_full")[1] < 0


def test_dearer_and_slower_travel_means_fewer_needs_met() -> None:
    assert paired("needs_met", {"travel.fare": 300.0}, {"travel.fare": 1500.0})[1] < 0
    assert paired("needs_met", {"travel.hours_to_town": 2.0}, {"travel.hours_to_town": 8.0})[1] < 0


def take_up(changes: dict[str, Any], villages: str) -> float:
    """The share of decisions for an application in a sub-district, over all seeds."""
    area = bengkayang().sub_district_index(villages)
    tally = np.sum(
        [finished({**TENTH, **changes}, seed=seed).records.tally[24:, area] for seed in SEEDS],
        axis=(0, 1),
    )
    return float(tally[:7].sum() / tally[:8].sum())


def test_the_farther_a_sub_district_the_fewer_apply() -> None:
    # Seluas lies 76 km from town, Jagoi Babang 90, Siding 104 with the worst roads inside
    near, middle, far = (take_up(ALONE, area) for area in ("seluas", "jagoi_babang", "siding"))
    assert near > middle + 0.005
    assert middle > far + 0.005


def test_worse_paths_keep_people_in_siding_from_applying_and_nobody_in_seluas() -> None:
    good, bad = ({**ALONE, "travel.rough_fare_factor": factor} for factor in (1.0, 5.0))
    assert paired("needs_met@siding", good, bad)[1] < 0
    assert take_up(bad, "siding") < take_up(good, "siding") - 0.01
    assert take_up(bad, "seluas") == pytest.approx(take_up(good, "seluas"), abs=0.01)


def test_a_unit_takes_cases_from_town_and_closes_the_gap_to_it() -> None:
    status_quo, unit = (finished(TENTH, name) for name in ("status_quo", "unit_jagoi_full"))
    before, after = (model.outcome().summary for model in (status_quo, unit))
    assert before["lodged.unit"] == 0
    assert after["lodged.unit"] > before["lodged.capital"] / 4
    assert after["lodged.capital"] < before["lodged.capital"]
    assert after["travel_hours"] < before["travel_hours"]
    assert unit.ledger[Flow.CASES_COMPLETED] > status_quo.ledger[Flow.CASES_COMPLETED]
    assert (unit.reach.point[:, Option.UNIT] == unit.layout.unit).all()


def test_incomes_of_the_last_year_give_the_poverty_headcount() -> None:
    model = finished(TENTH)
    members = model.households.adults + model.households.children
    poor = model.last_income < model.region.constants["poverty_line"].value
    headcount = model.outcome().series["poverty_headcount"][-1]
    assert 100 * members[poor].sum() / members.sum() == pytest.approx(headcount)
