"""Claims about a visit: how many it takes, how long one waits, how orientation grows."""

from typing import Any

import numpy as np
import pytest

from model.journeys import Handling, allocate_handling
from model.submodels.agencies import (
    Conduct,
    agencies,
    conduct,
    erlang_c,
    expected_visits,
    queueing_hours,
)
from model.tables import Agencies, Option, Points, Services, allocate
from tests.model.worlds import finished, scenario

# The conditions of the table of oracle 2: no orientation, no referral, roles clear (MODEL, Visits)
ORACLE = {
    "agencies.missing_papers": 0.15,
    "agencies.same_trip_success": 0.35,
    "agencies.role_clarity": 1.0,
    "agencies.orientation": 0.0,
    "agencies.referral": 0.0,
    "agencies.abandonment": 0.0,
    "agencies.counter_hours": 0.5,
}


def law(changes: dict[str, Any] | None = None, **replaced: Any) -> Conduct:
    return conduct(scenario({**ORACLE, **(changes or {})}))._replace(**replaced)


def handled(
    rules: Conduct,
    number: int,
    ego: float,
    delegation: float,
    option: Option = Option.UNIT,
    orientation: float = 0.0,
    months: int = 1,
) -> tuple[Handling, Points]:
    """Let one point handle one service of ``number`` agencies for some months."""
    offices = allocate(Agencies, 3)
    offices.ego[:] = ego
    offices.cooperation[:] = 1.0 - ego
    services = allocate(Services, 1, agency=3, option=len(Option), asked=0)
    services.involved[0, :number] = True
    services.statutory[0] = 14.0
    points = allocate(Points, 1)
    points.option[0] = option
    points.open[0] = True
    points.counters[0] = 3.0
    points.files[0] = np.inf
    points.orientation[0] = orientation
    points.delegation[0] = points.vertical_delegation[0] = delegation
    handling = allocate_handling(1, 1)
    for _ in range(months):
        agencies(offices, points, services, handling, rules, 0)
    return handling, points


@pytest.mark.parametrize(
    ("number", "ego", "delegation", "visits"),
    [
        (1, 0.7, 0.0, 2.16),
        (2, 0.7, 0.0, 3.96),
        (3, 0.7, 0.0, 7.27),
        (3, 0.3, 0.0, 2.26),
        (1, 0.7, 1.0, 1.18),
        (2, 0.3, 1.0, 1.18),
        (3, 0.9, 1.0, 1.18),
    ],
)
def test_expected_visits_are_those_of_the_published_table(number, ego, delegation, visits) -> None:
    rules = law(most_visits=100_000)
    handling, _ = handled(rules, number, ego, delegation)
    assert round(float(handling.visits[0, 0]), 2) == visits
    office, _ = handled(rules, number, ego, delegation, Option.OFFICE)
    assert office.visits[0, 0] == pytest.approx(handling.visits[0, 0])


def test_full_delegation_leaves_only_missing_papers() -> None:
    handling, _ = handled(law(most_visits=100_000), 3, 0.99, 1.0)
    assert handling.agree[0, 0] == 1.0
    assert handling.papers[0] == pytest.approx(0.85)
    assert handling.visits[0, 0] == pytest.approx(1 / 0.85)


@pytest.mark.parametrize(("success", "most"), [(0.3, 1), (0.3, 6), (0.9, 3), (0.01, 50), (1.0, 6)])
def test_a_limit_on_visits_cuts_the_geometric_mean(success: float, most: int) -> None:
    chances = [(1 - success) ** (visit - 1) * success for visit in range(1, most)]
    by_hand = sum(visit * chance for visit, chance in enumerate(chances, 1))
    by_hand += most * (1 - success) ** (most - 1)
    assert expected_visits(success, most) == pytest.approx(by_hand)


def test_nobody_succeeds_without_a_chance_but_everybody_stops() -> None:
    assert expected_visits(0.0, 6) == 6.0


def test_visits_rise_with_ego_and_agencies_and_fall_with_delegation() -> None:
    rules = law()

    def visits(number: int, ego: float, delegation: float) -> float:
        return float(handled(rules, number, ego, delegation)[0].visits[0, 0])

    assert visits(2, 0.2, 0.2) < visits(2, 0.5, 0.2) < visits(2, 0.8, 0.2)
    assert visits(1, 0.5, 0.2) < visits(2, 0.5, 0.2) < visits(3, 0.5, 0.2)
    assert visits(3, 0.5, 0.0) > visits(3, 0.5, 0.5) > visits(3, 0.5, 1.0)


def test_orientation_makes_files_complete() -> None:
    rules = law({"agencies.orientation_effect": 1.5})
    handling, _ = handled(rules, 1, 0.0, 1.0, Option.OFFICE, orientation=0.6)
    # at an agency's own office nobody trains, so only the decay to the start acts
    omega = 0.6 - rules.decay * 0.6
    assert handling.papers[0] == pytest.approx(1 - 0.15 * np.exp(-1.5 * omega))


def test_referral_is_the_competing_end_of_visits_to_a_point() -> None:
    rules = law({"agencies.referral": 0.5}, most_visits=100_000)
    handling, _ = handled(rules, 2, 0.7, 0.0)
    complete, agree = 0.85, (0.35 + 0.65 * 0.3) ** 2
    success, sent_on = complete * agree, complete * (1 - agree) * 0.5
    assert handling.visits[0, 0] == pytest.approx(1 / (success + sent_on))
    assert handling.referral[0, 0] == pytest.approx(sent_on / (success + sent_on))
    office, _ = handled(rules, 2, 0.7, 0.0, Option.OFFICE)
    assert office.referral[0, 0] == 0.0


def test_forwarding_takes_time_for_the_share_that_is_not_delegated() -> None:
    rules = law({"agencies.forwarding_days": 30.0})
    assert handled(rules, 2, 0.5, 0.25)[0].processing[0, 0] == pytest.approx(14 + 0.75 * 30)
    office = handled(rules, 2, 0.5, 0.25, Option.OFFICE)[0]
    assert office.processing[0, 0] == pytest.approx(14)


@pytest.mark.parametrize("compiled", [True, False])
def test_erlang_c_of_three_servers_at_ten_and_four_an_hour(compiled: bool) -> None:
    chance, wait = (erlang_c, queueing_hours) if compiled else (
        erlang_c.py_func, queueing_hours.py_func
    )  # fmt: skip
    assert round(chance(3.0, 2.5), 4) == 0.7022
    assert round(wait(3.0, 10.0, 4.0, 100.0), 4) == 0.3511


def test_with_one_server_waiting_is_that_of_m_m_1() -> None:
    assert erlang_c(1.0, 0.6) == pytest.approx(0.6)
    assert queueing_hours(1.0, 3.0, 5.0, 100.0) == pytest.approx(0.6 / (5.0 - 3.0))


def test_an_overrun_or_closed_counter_keeps_people_for_the_whole_day() -> None:
    assert queueing_hours(3.0, 12.0, 4.0, 6.0) == 6.0
    assert queueing_hours(3.0, 20.0, 4.0, 6.0) == 6.0
    assert queueing_hours(0.0, 1.0, 4.0, 6.0) == 6.0
    assert queueing_hours(3.0, 1.0, 0.0, 6.0) == 6.0
    assert queueing_hours(3.0, 0.0, 4.0, 6.0) == 0.0


@pytest.mark.parametrize(
    ("servers", "served"), [(3.0, 7.62280082457942), (10.0, 7.314219491610718)]
)
def test_a_counter_that_is_just_full_keeps_people_for_the_whole_day(
    servers: float, served: float
) -> None:
    arrivals = servers * served
    assert arrivals / served < servers  # by rounding, though nothing is to spare
    assert queueing_hours(servers, arrivals, served, 6.0) == 6.0


def programme(**gains: float) -> Conduct:
    none = {"training": 0.0, "feedback": 0.0, "leadership": 0.0, "decay": 0.02, "orientation": 0.3}
    return law()._replace(**{**none, **gains})


def test_orientation_without_effort_decays_to_where_offices_stay() -> None:
    _, points = handled(programme(), 1, 0.5, 0.5, orientation=0.9, months=2000)
    assert points.orientation[0] == pytest.approx(0.3)
    _, points = handled(programme(), 1, 0.5, 0.5, orientation=0.3, months=100)
    assert points.orientation[0] == pytest.approx(0.3, abs=1e-12)


def test_training_and_leadership_settle_where_they_balance_decay() -> None:
    _, points = handled(
        programme(training=0.05, leadership=0.01), 1, 0.5, 0.5, orientation=0.3, months=2000
    )
    assert points.orientation[0] == pytest.approx((0.05 + 0.01 + 0.02 * 0.3) / (0.05 + 0.02))


def test_feedback_settles_at_the_root_of_its_quadratic() -> None:
    # 0 = g ω (1 − ω) − δ (ω − ω0) with g = .05, δ = .02, ω0 = .3
    root = max(np.roots([-0.05, 0.05 - 0.02, 0.02 * 0.3]))
    _, points = handled(programme(feedback=0.05), 1, 0.5, 0.5, orientation=0.3, months=3000)
    assert points.orientation[0] == pytest.approx(root)


def test_orientation_never_exceeds_one() -> None:
    _, points = handled(
        programme(training=0.5, leadership=0.9), 1, 0.5, 0.5, orientation=0.3, months=50
    )
    assert points.orientation[0] == 1.0


def test_offices_that_nobody_trains_stay_as_they_are() -> None:
    run = finished({"run.scale": 0.1}, "unit_jagoi_full").records.orientation
    offices = len(finished({"run.scale": 0.1}, "unit_jagoi_full").region.agencies)
    assert (run[:, :offices] == 0.3).all()
    unit = run[:, finished({"run.scale": 0.1}, "unit_jagoi_full").layout.unit]
    assert unit[0] == pytest.approx(0.3)
    assert unit[-1] > 0.7
