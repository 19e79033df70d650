"""Claims about distances: the source papers' kilometres, whatever is assumed about villages."""

import numpy as np
import pytest

from model.geography import build_geography, normal_speed, straight_distance
from model.quantity import Quantity
from model.region import Place
from tests.model.worlds import bengkayang, scenario

PEOPLE = np.array([9019, 6312, 19000])


def seat_kilometres(place: str, **travel: float) -> np.ndarray:
    """Road kilometres from the seats of Jagoi Babang, Siding and Seluas to a place."""
    region = bengkayang()
    settings = scenario({f"travel.{name}": value for name, value in travel.items()})
    geography = build_geography(region, settings)
    villages = [village.name for village in region.villages]
    seats = [villages.index(sub_district.seat) for sub_district in region.sub_districts]
    return (geography.main + geography.rough)[seats, region.place_index(place)]


@pytest.mark.parametrize("tortuosity_rough", [1.2, 1.8, 2.4, 3.5])
@pytest.mark.parametrize("tortuosity", [1.2, 1.3, 1.4, 1.5, 1.6])
def test_seats_lie_exactly_as_far_as_in_the_source_whatever_the_tortuosity(
    tortuosity: float, tortuosity_rough: float
) -> None:
    factors = {"tortuosity": tortuosity, "tortuosity_rough": tortuosity_rough}
    assert seat_kilometres("Bengkayang", **factors) == pytest.approx([89.96, 103.68, 76.08])
    assert seat_kilometres("Jagoi", **factors) == pytest.approx([0, 27, 21])


def test_people_live_84_80_km_from_town_and_16_59_km_from_jagoi_on_average() -> None:
    assert round(np.average(seat_kilometres("Bengkayang"), weights=PEOPLE), 2) == 84.80
    assert round(np.average(seat_kilometres("Jagoi"), weights=PEOPLE), 2) == 16.59


def test_p18_jagoi_minimises_the_farthest_seat_and_seluas_the_mean() -> None:
    kilometres = {seat: seat_kilometres(seat) for seat in ("Jagoi", "Siding", "Seluas")}
    farthest = {seat: ways.max() for seat, ways in kilometres.items()}
    means = {seat: float(np.average(ways, weights=PEOPLE)) for seat, ways in kilometres.items()}
    assert farthest == pytest.approx({"Jagoi": 27, "Siding": 48, "Seluas": 48})
    assert min(farthest, key=lambda seat: farthest[seat]) == "Jagoi"
    assert means == pytest.approx({"Jagoi": 16.59, "Siding": 33.66, "Seluas": 14.34}, abs=0.005)
    assert min(means, key=lambda seat: means[seat]) == "Seluas"


def test_every_village_reaches_every_office_and_the_ways_are_symmetric() -> None:
    region = bengkayang()
    geography = build_geography(region, scenario())
    kilometres = geography.main + geography.rough
    reachable = [column for column, place in enumerate(region.places) if place.kind != "external"]
    assert np.isfinite(kilometres[:, reachable]).all()
    villages = [region.place_index(village.name) for village in region.villages]
    assert kilometres[:, villages] == pytest.approx(kilometres[:, villages].T)
    assert np.diag(kilometres[:, villages]) == pytest.approx(0)


def test_villages_lie_farther_by_road_than_in_a_straight_line() -> None:
    region = bengkayang()
    geography = build_geography(region, scenario())
    town = region.place(region.capital)
    for row, village in enumerate(region.villages):
        way = geography.main[row] + geography.rough[row]
        assert way[region.place_index(town.name)] > straight_distance(village, town)


def test_a_degree_of_latitude_is_111_195_km() -> None:
    def at(latitude: float, longitude: float) -> Place:
        degrees = [
            Quantity(value=value, unit="degree", source="by_definition")
            for value in (latitude, longitude)
        ]
        return Place(name="X", label="X", kind="office", latitude=degrees[0], longitude=degrees[1])

    assert straight_distance(at(0.5, 110), at(1.5, 110)) == pytest.approx(111.195, abs=0.001)
    assert straight_distance(at(1e-9, 109), at(1e-9, 110)) == pytest.approx(111.195, abs=0.001)
    assert straight_distance(at(-89.9999999, 1), at(89.9999999, 1)) == pytest.approx(
        180 * 111.195, abs=0.2
    )


def test_the_two_readings_of_4_to_5_hours_differ_by_a_factor_of_two() -> None:
    one_way = normal_speed(bengkayang(), scenario({"travel.reading": "one-way"}))
    both_ways = normal_speed(bengkayang(), scenario({"travel.reading": "return"}))
    assert one_way == pytest.approx(84.80 / 4.5, abs=0.002)
    assert both_ways == pytest.approx(2 * one_way)
