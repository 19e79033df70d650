"""Claims about what a policy costs the public."""

import pytest

from model.costs import annuity, monthly_costs
from model.geography import road_length
from model.policy import policies
from tests.model.worlds import bengkayang, scenario


@pytest.mark.parametrize(("rate", "years"), [(0.05, 10), (0.2, 3), (0.01, 40)])
def test_an_annuity_repays_the_capital_at_its_rate(rate: float, years: int) -> None:
    debt = 1000.0
    for _ in range(years):
        debt = debt * (1 + rate) - annuity(1000.0, rate, years)
    assert debt == pytest.approx(0, abs=1e-6)


def test_without_discounting_an_annuity_is_an_equal_share() -> None:
    assert annuity(1000.0, 0.0, 8.0) == 125.0
    assert annuity(1000.0, 1e-9, 8.0) == pytest.approx(125.0)


def costs(changes: dict[str, object], months: int = 36) -> list[float]:
    return monthly_costs(bengkayang(), scenario(changes), months)


def test_the_status_quo_costs_nothing_extra() -> None:
    assert costs({}) == [0.0] * 36


def test_a_unit_costs_from_its_opening_to_its_closing() -> None:
    month = (annuity(1.7e9, 0.05, 10) + 0.77e9) / 12
    fixed = {"costs.unit_setup": 1.7e9, "costs.unit_running": 0.77e9}
    fixed |= {"costs.discount_rate": 0.05, "costs.asset_life": 10}
    found = costs({**fixed, "unit.opening_month": 5, "unit.closing_month": 9})
    assert found == pytest.approx([0.0] * 4 + [month] * 4 + [0.0] * 28)


def test_trips_facilitators_and_roads_cost_by_their_number() -> None:
    trips = {"mobile.opening_month": 1, "mobile.trips_per_month": 7, "costs.mobile_trip": 1e6}
    assert costs(trips) == pytest.approx([7e6] * 36)
    half = {"facilitators.opening_month": 1, "facilitators.coverage": 0.5}
    villages = len(bengkayang().villages)
    assert costs({**half, "costs.facilitator_month": 2e6}) == pytest.approx(
        [round(villages / 2) * 2e6] * 36
    )
    roads = {"roads.opening_month": 3, "costs.road_per_km": 1e9}
    roads |= {"costs.discount_rate": 0.0, "costs.road_life": 20}
    region = bengkayang()
    kilometres = sum(
        road_length(road, region, scenario(roads))
        for road in region.roads
        if road.surface == "main" and "Singkawang" not in (road.start, road.end)
    )
    assert kilometres > 89.96 + 103.68 + 76.08 + 21
    assert costs(roads) == pytest.approx([0, 0] + [kilometres * 1e9 / 240] * 34)


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy.name)
def test_a_tenth_of_the_district_costs_a_tenth(policy) -> None:
    full = monthly_costs(bengkayang(), scenario(policy=policy.name), 60)
    tenth = monthly_costs(bengkayang(), scenario({"run.scale": 0.1}, policy.name), 60)
    assert tenth == pytest.approx([cost / 10 for cost in full])
