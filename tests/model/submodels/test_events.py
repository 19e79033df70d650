"""Claims about levers in force and about shocks."""

import numpy as np
import pytest

from model.calendar import in_force
from model.model import BorderModel
from model.submodels.events import ramp
from model.tables import Option
from tests.model.worlds import advanced, bengkayang, small


def test_a_lever_is_in_force_from_its_opening_until_before_its_closing() -> None:
    assert [in_force(3, 6, month) for month in range(1, 8)] == [
        False, False, True, True, True, False, False,
    ]  # fmt: skip
    assert all(in_force(3, 0, month) for month in range(3, 200))
    assert not any(in_force(0, 0, month) for month in range(-30, 200))


def test_a_ramp_grows_evenly_and_stops_at_full() -> None:
    assert [ramp(5, 4, month) for month in range(5, 11)] == [0.25, 0.5, 0.75, 1, 1, 1]
    assert ramp(5, 0, 5) == 1


def test_delegation_to_the_unit_ramps_up_to_the_levers_value() -> None:
    model = small(
        {"unit.opening_month": 3, "unit.ramp_months": 4, "unit.delegation": 0.8,
         "unit.vertical_delegation": 0.4}
    )  # fmt: skip
    found = []
    while model.reported_month < 9:
        model.step()
        if model.reported_month > 0:
            unit = model.layout.unit
            found.append((bool(model.points.open[unit]), float(model.points.delegation[unit])))
    assert [opened for opened, _ in found] == [False, False] + [True] * 7
    assert [share for _, share in found[2:]] == pytest.approx([0.2, 0.4, 0.6, 0.8, 0.8, 0.8, 0.8])
    assert model.points.vertical_delegation[model.layout.unit] == pytest.approx(0.4)


@pytest.mark.parametrize("doubt", [0.0, 0.5, 1.0])
def test_a_new_unit_is_believed_to_need_visits_between_its_own_and_the_offices(
    doubt: float,
) -> None:
    model = small(
        {"behaviour.scepticism": doubt, "unit.ramp_months": 0, "loops.reputation": False},
        "unit_jagoi_full",
    )
    while model.reported_month < 25:
        model.step()
    believed = np.unique(model.households.visits[:, Option.UNIT])
    offered = model.services.offered[:, Option.UNIT]
    weights = model.weights * offered
    unit = model.handling.visits[model.layout.unit]
    true = float(weights @ unit / weights.sum())
    assert len(believed) == 1
    assert believed[0] == pytest.approx(true + doubt * (model.office_visits - true), rel=0.05)
    if doubt == 1.0:
        assert believed[0] == pytest.approx(model.office_visits, rel=1e-6)


def test_the_mobile_team_visits_every_village_once_a_round() -> None:
    model = small({"mobile.opening_month": 1, "mobile.trips_per_month": 5})
    villages = len(bengkayang().villages)
    visited = np.zeros(villages, np.int64)
    while model.reported_month < 8:
        model.step()
        if model.reported_month >= 1:
            here = model.reach.mobile_wait == 0
            assert here.sum() == 5
            visited += here
            assert model.reach.mobile_wait.max() == 30 * (-(-villages // 5) - 1)
    assert visited.sum() == 40
    assert set(visited.tolist()) <= {40 // villages, -(-40 // villages)}


def test_facilitators_go_to_the_remotest_villages_first() -> None:
    model = small({"facilitators.opening_month": 1, "facilitators.coverage": 0.5})
    while model.reported_month < 1:
        model.step()
    town = bengkayang().place_index(bengkayang().capital)
    kilometres = (model.geography.main + model.geography.rough)[:, town]
    informed = model.reach.information == 1.0
    assert informed.sum() == round(len(kilometres) / 2)
    assert kilometres[informed].min() >= kilometres[~informed].max()


def works(model: BorderModel) -> tuple[bool, bool]:
    """Whether some desk works, and whether some office in the capital does."""
    desks = slice(model.layout.first_desk, model.layout.unit)
    town = bengkayang().place_index(bengkayang().capital)
    offices = model.points.place[: model.layout.first_desk] == town
    return (
        bool(model.points.working[desks].any()),
        bool(model.points.working[: model.layout.first_desk][offices].any()),
    )


def test_outages_last_their_months() -> None:
    model = small(
        {
            "shocks.desk_outage_start": 3,
            "shocks.desk_outage_months": 4,
            "shocks.capital_outage_start": 5,
            "shocks.capital_outage_months": 1,
            "agencies.uptime": 1.0,
            "agencies.desk_uptime": 1.0,
        }
    )
    desks, offices = [], []
    while model.reported_month < 9:
        model.step()
        if model.reported_month >= 1:
            opened, working = works(model)
            desks.append(opened)
            offices.append(working)
    assert desks == [True, True, False, False, False, False, True, True, True]
    assert offices == [True] * 4 + [False] + [True] * 4
    lodged = model.outcome().series["lodged.desk"]
    assert lodged[2:6].sum() == 0
    assert lodged[6:].sum() > 0


def test_a_road_programme_makes_travel_faster_and_cheaper_by_its_factors() -> None:
    changes = {"roads.opening_month": 1, "roads.ramp_months": 0, "loops.congestion": False}
    better = small({**changes, "roads.speed_factor": 2.0, "roads.fare_factor": 0.5})
    same = small({**changes, "roads.speed_factor": 1.0, "roads.fare_factor": 1.0})
    for model in (better, same):
        while model.reported_month < 1:
            model.step()
    office = model.services.office[0]
    on_main_roads = model.geography.rough[:, model.points.place[office]] == 0
    counter = 60 * model.scenario.agencies.counter_hours
    fast, slow = (one.journeys.minutes[on_main_roads, office] for one in (better, same))
    assert fast - counter == pytest.approx((slow - counter) / 2, abs=1)
    cheap, dear = (one.journeys.fare[on_main_roads, office] for one in (better, same))
    assert cheap == pytest.approx(dear / 2, abs=1)


def test_journeys_cost_what_equation_1_says() -> None:
    model = advanced(1, {"loops.congestion": False})
    travel = model.scenario.travel
    office = model.services.office[0]
    place = model.points.place[office]
    main, rough = model.geography.main[:, place], model.geography.rough[:, place]
    kilometres = main + rough
    fare = 2 * travel.fare * (main + travel.rough_fare_factor * rough)
    assert model.journeys.fare[:, office] == pytest.approx(fare, abs=1)
    assert (model.journeys.meal[:, office] == np.where(kilometres > 5, travel.meals, 0)).all()
    speed = np.array([84.80 / 4.5, 84.80 / 4.5 * travel.rough_speed_factor])
    hours = 2 * (main / speed[0] + rough / speed[1]) + travel_counter(model)
    assert model.journeys.minutes[:, office] == pytest.approx(60 * hours, abs=1.5)
    night = 1 / (1 + np.exp(-(hours - travel.day_limit) / travel.day_limit_spread))
    assert model.journeys.lodging[:, office] == pytest.approx(travel.lodging * night, abs=150)


def travel_counter(model: BorderModel) -> float:
    return float(model.scenario.agencies.counter_hours)


def test_opening_a_point_makes_households_take_stock_only_with_the_backlog_loop() -> None:
    for loop in (True, False):
        model = small({"loops.backlog": loop, "behaviour.reconsideration": 0.0}, "unit_jagoi_full")
        while model.reported_month < 26:
            model.step()
        decisions = model.records.tally[:, :, :8].sum(axis=(1, 2))
        opening = model.scenario.run.burn_in + 24
        surge = decisions[opening] / decisions[opening - 12 : opening].mean()
        assert bool(surge > 5) is loop
