import math

import numpy as np
import pytest
from matplotlib.path import Path

from experiments.layout import (
    GAP,
    HEIGHT,
    SPACING,
    WIDTH,
    Layout,
    apart,
    has_map,
    lay_out,
    nearest_point,
    sunflower,
)
from model.geography import straight_distance
from model.population import household_counts
from model.region import Place, Region, load_region
from model.scenario import Scenario
from model.tables import Array


@pytest.fixture(scope="module")
def region() -> Region:
    return load_region("bengkayang")


@pytest.fixture(scope="module")
def households(region: Region) -> Array:
    return household_counts(region, Scenario())


@pytest.fixture(scope="module")
def layout(region: Region, households: Array) -> Layout:
    return lay_out(region, households)


def distances(points: Array) -> Array:
    away = points[:, None] - points
    return np.hypot(away[..., 0], away[..., 1])


def test_discs_of_villages_do_not_overlap(layout: Layout) -> None:
    free = distances(layout.centres) - layout.radii[:, None] - layout.radii
    assert free[~np.eye(len(free), dtype=bool)].min() > 0.9 * GAP


def test_discs_lie_inside_the_frame(layout: Layout) -> None:
    assert (layout.centres - layout.radii[:, None] > 0).all()
    assert (layout.centres + layout.radii[:, None] < np.array([WIDTH, HEIGHT])).all()


def test_discs_do_not_cross_the_border(layout: Layout) -> None:
    for centre, radius in zip(layout.centres, layout.radii, strict=True):
        edge = nearest_point(centre, layout.border)
        assert np.hypot(*(centre - edge)) > radius


def test_every_disc_lies_on_the_land_of_its_sub_district(region: Region, layout: Layout) -> None:
    """Most of a disc's middle half, at least: neighbours may push its rim beyond the outline."""
    village = region.villages
    for row, (centre, radius) in enumerate(zip(layout.centres, layout.radii, strict=True)):
        ring = layout.outlines[region.sub_district_index(str(village[row].sub_district))]
        closed = np.concatenate([ring, ring[:1]])
        beyond = (
            0.0
            if Path(ring).contains_point(centre)
            else np.hypot(*(nearest_point(centre, closed) - centre))
        )
        assert beyond < radius / 4


def test_no_village_is_moved_further_than_two_discs_need_beside_one_another(
    layout: Layout,
) -> None:
    widest = np.sort(layout.radii)[-2:].sum()
    apart_from_true = [
        np.hypot(*(centre - np.array(true)))
        for centre, true in zip(layout.centres, true_centres(layout), strict=True)
    ]
    assert max(apart_from_true) < widest


def true_centres(layout: Layout) -> list[tuple[float, float]]:
    region = load_region("bengkayang")
    points = np.concatenate([np.array(line.points) for line in region.lines])
    low, high = points.min(axis=0), points.max(axis=0)
    stretch = math.cos(math.radians((low[1] + high[1]) / 2))
    degree = layout.kilometre * 111.195
    return [
        (
            (v.longitude.value - (low[0] + high[0]) / 2) * degree * stretch + WIDTH / 2,
            HEIGHT / 2 - (v.latitude.value - (low[1] + high[1]) / 2) * degree,
        )
        for v in region.villages
        if v.longitude is not None and v.latitude is not None
    ]


def test_distances_on_the_map_are_those_on_the_ground(region: Region, layout: Layout) -> None:
    """The projection is equirectangular over half a degree: true to a thousandth."""
    true = true_centres(layout)
    first, last = region.villages[0], region.villages[-1]
    drawn = math.dist(true[0], true[-1]) / layout.kilometre
    assert drawn == pytest.approx(straight_distance(first, last), rel=1e-3)


def test_every_household_has_a_dot_in_its_village(layout: Layout, households: Array) -> None:
    assert len(layout.dots) == households.sum()
    village = np.repeat(np.arange(len(households)), households)
    away = layout.dots - layout.centres[village]
    assert (np.hypot(away[:, 0], away[:, 1]) < layout.radii[village]).all()


def test_dots_of_a_disc_keep_their_distance() -> None:
    radius = SPACING * math.sqrt(500 / math.pi) + SPACING / 2
    dots = sunflower(np.array([0.0, 0.0]), radius, 500)
    between = distances(dots)
    np.fill_diagonal(between, np.inf)
    # a disc of n cells of SPACING² leaves dots at least 0.8 of the spacing apart (measured: 0.88)
    assert between.min() > 0.8 * SPACING


def test_no_household_has_no_dot_and_one_sits_near_the_middle() -> None:
    assert sunflower(np.array([5.0, 5.0]), 10.0, 0).shape == (0, 2)
    assert np.hypot(*(sunflower(np.array([5.0, 5.0]), 10.0, 1)[0] - 5.0)) < 10.0


def test_the_same_region_gives_the_same_map(
    region: Region, households: Array, layout: Layout
) -> None:
    again = lay_out(region, households)
    assert np.array_equal(again.centres, layout.centres)
    assert np.array_equal(again.dots, layout.dots)
    assert again.destinations == layout.destinations


def test_the_post_stands_on_the_border_at_the_gate(region: Region, layout: Layout) -> None:
    post = np.array(layout.post)
    assert np.hypot(*(nearest_point(post, layout.border) - post)) < 1e-6
    gaps = np.hypot(*(layout.centres - post).T) - layout.radii
    assert region.villages[int(np.argmin(gaps))].name == region.gate


def test_destinations_lie_abroad_in_the_order_of_their_distance(
    region: Region, layout: Layout
) -> None:
    for spot in layout.destinations:
        assert not any(Path(ring).contains_point(spot) for ring in layout.outlines)
        assert 0 < spot[0] < WIDTH
        assert 0 < spot[1] < HEIGHT
    drawn = [math.dist(layout.post, spot) for spot in layout.destinations]
    real = [destination.distance.value for destination in region.destinations]
    assert np.argsort(drawn).tolist() == np.argsort(real).tolist()


def test_the_town_lies_at_the_edge_towards_the_south_west(layout: Layout) -> None:
    x, y = layout.town
    assert x < WIDTH / 2
    assert y > HEIGHT / 2
    assert min(x, WIDTH - x, y, HEIGHT - y) < 40


def test_two_discs_at_one_place_part() -> None:
    border = np.array([[0.0, 0.0], [1000.0, 0.0]])
    centres = apart(np.array([[500.0, 400.0], [500.001, 400.0]]), np.array([40.0, 60.0]), border)
    assert np.hypot(*(centres[0] - centres[1])) > 100.0


def test_a_region_without_lines_still_has_a_map(region: Region, households: Array) -> None:
    bare = lay_out(region.model_copy(update={"lines": ()}), households)
    free = distances(bare.centres) - bare.radii[:, None] - bare.radii
    assert free[~np.eye(len(free), dtype=bool)].min() > 0.9 * GAP
    assert (bare.centres - bare.radii[:, None] > 0).all()
    assert (bare.centres + bare.radii[:, None] < np.array([WIDTH, HEIGHT])).all()
    assert len(bare.border) == 0
    assert [len(ring) for ring in bare.outlines] == [0, 0, 0]
    assert np.isfinite([*bare.destinations, bare.town, bare.post]).all()


def test_a_region_with_the_border_alone_keeps_its_discs_off_it(
    region: Region, households: Array
) -> None:
    lines = tuple(line for line in region.lines if line.kind == "border")
    layout = lay_out(region.model_copy(update={"lines": lines}), households)
    for centre, radius in zip(layout.centres, layout.radii, strict=True):
        assert np.hypot(*(centre - nearest_point(centre, layout.border))) > radius


def test_a_region_whose_capital_has_no_coordinates_has_a_map(
    region: Region, households: Array
) -> None:
    places = tuple(
        unplaced(place) if place.name == region.capital else place for place in region.places
    )
    layout = lay_out(region.model_copy(update={"places": places}), households)
    assert np.isfinite(layout.town).all()


def test_a_region_with_a_village_without_coordinates_has_none(region: Region) -> None:
    assert has_map(region)
    village = region.villages[3].name
    places = tuple(unplaced(place) if place.name == village else place for place in region.places)
    assert not has_map(region.model_copy(update={"places": places}))


def unplaced(place: Place) -> Place:
    return place.model_copy(update={"longitude": None, "latitude": None})
