"""Claims about queues: backlogs, visits, and what happens when nothing is handled."""

import numpy as np
import pytest

from model.accounts import Flow, Head
from model.casework import Conditions, conditions
from model.model import BorderModel
from model.submodels.queues import draw_uptime, set_office_capacity, work_off
from model.tables import Array, Option, Points, allocate
from tests.model.worlds import advanced, altered, bengkayang, scenario, with_services


def rules(**replaced: float | bool) -> Conditions:
    return conditions(scenario(), 20)._replace(**replaced)  # type: ignore[arg-type]


def point(files: float, **columns: float) -> Points:
    points = allocate(Points, 1)
    values = {"open": True, "working": True, "uptime": 1.0, "files": files, **columns}
    for name, value in values.items():
        getattr(points, name)[0] = value
    return points


def test_a_backlog_grows_by_what_comes_and_shrinks_by_what_is_done() -> None:
    points = point(100.0, uptime=0.5)
    settings = rules(stretch=0.0)
    backlogs, delays = [], []
    for border, outside, working in [
        (80, 50, True), (70, 50, True), (10, 20, False), (0, 0, True), (0, 0, True), (40, 30, True),
    ]:  # fmt: skip
        points.arrivals[0], points.outside[0], points.working[0] = border, outside, working
        work_off(points, settings)
        backlogs.append(float(points.backlog[0]))
        delays.append(float(points.delay[0]))
    assert backlogs == [30, 50, 80, 0, 0, 0]
    # posted: 30 Q / (K u) with K = 100 and u = 0.5
    assert delays == pytest.approx([18, 30, 48, 0, 0, 0])


def test_a_customer_oriented_point_stretches_when_more_than_a_month_of_work_waits() -> None:
    settings = rules(stretch=0.5)
    patient = point(100.0, backlog=100.0, orientation=0.8)
    work_off(patient, settings)
    assert patient.backlog[0] == 0
    stretched = point(100.0, backlog=300.0, orientation=0.8)
    work_off(stretched, settings)
    assert stretched.backlog[0] == pytest.approx(300 - 140)
    indifferent = point(100.0, backlog=300.0, orientation=0.0)
    work_off(indifferent, settings)
    assert indifferent.backlog[0] == pytest.approx(200)


def test_without_the_congestion_loop_nobody_waits_unless_nothing_works() -> None:
    settings = rules(congestion=False)
    points = point(10.0, backlog=1e6)
    work_off(points, settings)
    assert points.delay[0] == 0
    nothing = point(0.0, backlog=10.0)
    work_off(nothing, settings)
    assert nothing.delay[0] == np.inf


def test_a_closed_point_leaves_nobody_waiting_at_its_door() -> None:
    points = point(10.0, backlog=50.0, open=False)
    work_off(points, rules())
    assert points.backlog[0] == points.delay[0] == 0


@pytest.mark.parametrize("utilisation", [0.6, 0.85, 0.95])
def test_capacity_lets_the_first_years_load_use_the_stated_share_of_it(utilisation: float) -> None:
    points = allocate(Points, 3)
    points.uptime[:] = (1.0, 0.5, 0.8)
    numbers = scenario({"agencies.utilisation": utilisation}).agencies
    nowhere = np.zeros(3, np.bool_)
    set_office_capacity(points, 3, np.array([120.0, 24.0, 0.0]), 7.0, numbers, nowhere, 1.0)
    load = np.array([10.0, 2.0, 1 / 12]) * 8.0
    assert points.files * points.uptime * utilisation == pytest.approx(load)
    assert points.outside == pytest.approx(load * 7 / 8)


@pytest.mark.parametrize("scale", [1.0, 0.1])
def test_an_office_at_the_border_serves_nobody_else_and_is_as_quick_as_a_desk(scale: float) -> None:
    points = allocate(Points, 2)
    points.uptime[:], points.counters[:] = 1.0, 2
    numbers = scenario({"agencies.desk_files_per_day": 8.0, "agencies.days_per_month": 20}).agencies
    year = np.array([120.0, 120.0])
    set_office_capacity(points, 2, year, 7.0, numbers, np.array([True, False]), scale)
    assert points.outside.tolist() == [0.0, 70.0]
    assert points.files[0] == pytest.approx(2 * 8 * 20 * scale)


@pytest.mark.parametrize(
    ("uptime", "length"), [(0.85, 1.0), (0.5, 3.0), (0.9, 2.0), (0.06, 1.0), (0.5, 1.0)]
)
def test_systems_are_up_their_share_of_months_and_down_for_their_mean_length(
    uptime: float, length: float
) -> None:
    points = allocate(Points, 20)
    points.uptime[:], points.files[:], points.working[:] = uptime, 10.0, True
    months = []
    shut, settings = np.zeros(20, np.bool_), rules(outage_length=length)
    for month in range(3000):
        draw_uptime(points, shut, settings, np.uint64(7), month)
        months.append(points.working.copy())
    working = np.array(months)
    failures = np.count_nonzero(working[:-1] & ~working[1:])
    down = np.count_nonzero(~working[1:])
    assert working.mean() == pytest.approx(uptime, abs=0.02)
    # independent months are the least persistent: outages then last 1 / uptime months
    assert down / failures == pytest.approx(max(length, 1 / uptime), rel=0.06)


def test_a_point_that_is_shut_or_never_up_does_not_work() -> None:
    points = allocate(Points, 2)
    points.uptime[:], points.files[:] = (1.0, 0.0), 5.0
    for month in range(20):
        draw_uptime(points, np.array([True, False]), rules(), np.uint64(1), month)
        assert points.working.tolist() == [False, False]
    draw_uptime(points, np.zeros(2, np.bool_), rules(), np.uint64(1), 20)
    assert points.working.tolist() == [True, False]


# --- Visits of cases, in the running model --------------------------------------------------------

ONE_OFFICE = {
    "agencies.referral": 0.0,
    "agencies.uptime": 1.0,
    "agencies.return_days": 1.0,
    "agencies.missing_papers": 0.2,
    "agencies.ego": 0.6,
    "agencies.role_clarity": 1.0,
    "agencies.same_trip_success": 0.3,
    "agencies.abandonment": 0.2,
    "agencies.max_visits": 4,
    "loops.congestion": False,
    "run.months": 36,
}


def visits_of_closed_cases(agencies: tuple[str, ...]) -> tuple[BorderModel, Array]:
    region = altered(
        with_services(bengkayang(), "kk"),
        "kk",
        channels=(),
        agencies=agencies,
        attractiveness=3.0,
        yearly_rate=0.5,
    )
    model = BorderModel(region, scenario(ONE_OFFICE))
    seen = []
    while model.reported_month < 36:
        model.step()
        count = model.experiences.size[0]
        assert (model.experiences.option[:count] == Option.OFFICE).all()
        seen.append(model.experiences.visits[:count].copy())
    return model, np.concatenate(seen).astype(np.float64)


@pytest.mark.parametrize("agencies", [("disdukcapil",), ("disdukcapil", "bappeda", "pu")])
def test_cases_take_the_visits_and_fail_as_often_as_the_closed_form_says(
    agencies: tuple[str, ...],
) -> None:
    model, visits = visits_of_closed_cases(agencies)
    omega = model.scenario.agencies.orientation
    effect = model.scenario.agencies.orientation_effect
    settled = 0.3 + 0.7 * 0.4
    success = (1 - 0.2 * np.exp(-effect * omega)) * settled ** len(agencies)
    again = (1 - success) * (1 - 0.2)  # fails and does not give up
    number = np.arange(1, 5)
    reach = again ** (number - 1)  # chance to make visit n
    mean = reach.sum()
    stops = np.append(-np.diff(reach), reach[-1])
    spread = np.sqrt((stops * number**2).sum() - mean**2)
    assert len(visits) > 4_000
    assert visits.mean() == pytest.approx(mean, abs=4 * spread / np.sqrt(len(visits)))

    completed, abandoned = (
        int(model.ledger[flow]) for flow in (Flow.CASES_COMPLETED, Flow.CASES_ABANDONED)
    )
    assert completed + abandoned == len(visits)
    chance = success * reach.sum()
    error = np.sqrt(chance * (1 - chance) / len(visits))
    assert completed / len(visits) == pytest.approx(chance, abs=4 * error)
    taken = model.records.tally[:, :, 9].sum() / completed  # visits of completed cases
    assert taken == pytest.approx((number * reach).sum() / reach.sum(), rel=0.02)


def test_where_nothing_is_handled_nothing_is_issued_and_nothing_is_lost() -> None:
    # capacity binds from the first reported month on
    model = advanced(26, {"agencies.uptime": 0.0, "agencies.desk_uptime": 0.0})
    issued, paid = int(model.ledger[Flow.CASES_COMPLETED]), int(model.ledger[Flow.FEES])
    for _ in range(30):
        model.step()
    # what was in process after the first year comes out within the longest processing time
    assert int(model.ledger[Flow.FEES]) == paid
    later = int(model.ledger[Flow.CASES_COMPLETED])
    assert issued <= later < issued + 200
    for _ in range(20):
        model.step()
    assert int(model.ledger[Flow.CASES_COMPLETED]) == later
    assert int(model.ledger[Flow.CASES_ABANDONED]) + later + int(model.heads[Head.CASES]) == int(
        model.ledger[Flow.CASES_OPENED]
    )
    assert model.heads[Head.CASES] > 100


@pytest.mark.parametrize(
    "changes",
    [
        {"agencies.days_per_month": 1.0},
        {"agencies.desk_files_per_day": 0.0},
        {"unit.counters": 0},
        {"unit.days_per_month": 0.0},
        {"unit.uptime": 0.0},
        {"mobile.opening_month": 1, "mobile.files_per_day": 0.0},
        {"mobile.opening_month": 1, "mobile.trips_per_month": 0},
        {"post.passport_counter_month": 1, "post.passport_counter_counters": 0},
        {"agencies.uptime": 0.0},
        {"agencies.max_visits": 1},
        {"agencies.abandonment": 1.0},
        {"brokers.insider_share": 1.0},
        {"brokers.success": 0.0},
    ],
    ids=" ".join,
)
def test_capacities_at_their_bounds_leave_the_ledgers_balanced(changes: dict[str, float]) -> None:
    # the ledgers are checked at the end of every month
    model = advanced(40, {"unit.opening_month": 2, **changes})
    assert model.ledger[Flow.CASES_OPENED] > 0
    assert np.isfinite(model.outcome().series["travel_hours"]).all()


def test_a_unit_that_closes_sends_its_files_to_the_offices() -> None:
    model = advanced(64, {"unit.closing_month": 37, "run.months": 60}, "unit_jagoi_full")
    unit = model.layout.unit
    waiting = model.cases.point[: model.heads[Head.CASES]]
    assert not model.points.open[unit]
    state = model.cases.state[: model.heads[Head.CASES]]
    assert not ((waiting == unit) & (state == 0)).any()
    assert model.outcome().series["lodged.unit"][24:36].min() > 0
    assert model.outcome().series["lodged.unit"][36:].sum() == 0
