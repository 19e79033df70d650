from typing import cast

import numpy as np
import pytest

from model.core_papers import core_papers, lacks_paper
from model.tables import Array
from model.villages import VILLAGE_INDICATORS, WEIGHTS, measure_villages
from tests.model.worlds import TENTH, bengkayang, finished, small


def of_sub_district(values: Array, weights: Array, name: str) -> float:
    mine = [village.sub_district == name for village in bengkayang().villages]
    return float(np.average(values[mine], weights=weights[mine]))


def test_an_outcome_has_a_number_for_each_village_and_indicator() -> None:
    villages = finished(TENTH).outcome().villages
    assert set(villages) == {*WEIGHTS, *(item.indicator.name for item in VILLAGE_INDICATORS)}
    assert all(values.shape == (len(bengkayang().villages),) for values in villages.values())
    assert all(np.isfinite(values).all() for values in villages.values())


@pytest.mark.parametrize("policy", ["status_quo", "unit_jagoi_full"])
def test_villages_add_up_to_their_sub_districts(policy: str) -> None:
    outcome = finished(TENTH, policy).outcome()
    for indicator, weight in VILLAGE_INDICATORS:
        if indicator.name == "core_papers":
            continue  # by village only
        for sub in bengkayang().sub_districts:
            together = of_sub_district(
                outcome.villages[indicator.name], outcome.villages[weight], sub.name
            )
            known = outcome.summary[f"{indicator.name}@{sub.name}"]
            assert together == pytest.approx(known, rel=1e-12)


def test_villages_of_a_run_that_ends_within_a_year_add_up_too() -> None:
    outcome = finished({**TENTH, "run.months": 17}).outcome()
    for name, weight in (("travel_cost", "households"), ("poverty_headcount", "people")):
        together = of_sub_district(outcome.villages[name], outcome.villages[weight], "siding")
        assert together == pytest.approx(outcome.summary[f"{name}@siding"], rel=1e-12)


def test_core_papers_are_complete_where_none_is_lacking() -> None:
    model = finished(TENTH)
    households = model.households
    lacking = np.sum(
        [lacks_paper(households, model.services, row) for row in core_papers(model.region)], axis=0
    )
    complete = [
        100 * np.mean(lacking[households.village == village] == 0)
        for village in range(len(model.region.villages))
    ]
    np.testing.assert_allclose(model.outcome().villages["core_papers"], complete, rtol=1e-12)


def test_a_village_without_households_has_no_values() -> None:
    model = small()
    keep = ~np.isin(model.households.village, [0, 5, len(bengkayang().villages) - 1])
    some = cast("type", type(model.households))(*(column[keep] for column in model.households))
    homes, people, *values = measure_villages(some, model.services, bengkayang(), 12)
    empty = [0, 5, len(bengkayang().villages) - 1]
    assert (homes[empty] == 0).all()
    assert (people[empty] == 0).all()
    assert np.isnan([value[empty] for value in values]).all()
    assert homes.sum() == len(some.village)


def test_a_region_without_core_papers_has_no_share_of_them() -> None:
    model = small()
    others = tuple(
        service.model_copy(update={"name": f"other_{row}", "effect": "none"})
        for row, service in enumerate(bengkayang().services)
    )
    region = bengkayang().model_copy(update={"services": others})
    assert core_papers(region) == []
    measures = measure_villages(model.households, model.services, region, 12)
    assert np.isnan(measures[WEIGHTS.index("people") + 1]).all()
