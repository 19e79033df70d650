"""Filming a run: what the maps show, month by month, beside the run's indicators."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from experiments.browser.featured import featured
from experiments.browser.layers import LAYERS, packed
from experiments.browser.stories import story_of
from experiments.browser.watching import WatchedModel
from model.access import basket
from model.accounts import Head
from model.indicators import Outcome
from model.model import BorderModel
from model.region import Region
from model.scenario import Scenario
from model.tables import Array

VILLAGE_SERIES: Final = ("needs_open", "cases", "cost_of_living", "visit_cost", "visit_hours")
POINT_SERIES: Final = ("open", "backlog", "delay", "arrivals", "orientation", "effort")


class Film(NamedTuple):
    """What the maps show of one run.

    ``frames``: the packed class numbers by layer (:func:`experiments.browser.layers.packed`).
    ``villages``, ``points``: float32[months, villages] and float32[months, points] by name:
    ``needs_open``, papers that the household or its members need and do not have; ``cases``, open
    ones; ``cost_of_living``, an index of border goods, 1 at the start; ``visit_cost`` (rupiah) and
    ``visit_hours`` of the fixed basket, per need; ``open`` (1 or 0); ``backlog`` (files), ``delay``
    (days), ``arrivals`` (files filed in the month by the border), ``orientation`` (0-1) and
    ``effort`` (0-1), the cooperation of the agency whose office it is, NaN for other points.
    ``stories``: those of the featured households.
    """

    frames: dict[str, str]
    villages: dict[str, Array]
    points: dict[str, Array]
    stories: tuple[dict[str, Any], ...]


def film(region: Region, scenario: Scenario, seed: int) -> tuple[Outcome, Film]:
    """Run a scenario under a seed; return its indicators and what its maps show.

    The run is that of :func:`model.model.simulate`, to the last bit.
    """
    model = WatchedModel(region, scenario, seed, featured)
    months, households = scenario.run.months, len(model.households.village)
    classes = {name: np.zeros((months, households), np.uint8) for name in LAYERS}
    villages = np.zeros((months, len(VILLAGE_SERIES), len(region.villages)), np.float32)
    points = np.zeros((months, len(POINT_SERIES), len(model.points.option)), np.float32)
    while model.running:
        model.step()
        month = model.reported_month - 1
        if month < 0:
            continue
        for name, layer in LAYERS.items():
            classes[name][month] = layer(model)
        villages[month] = _of_villages(model)
        points[month] = _of_points(model)
    stories = tuple(story_of(model, notes) for notes in model.notes)
    return model.outcome(), Film(
        frames={name: packed(layer) for name, layer in classes.items()},
        villages={name: villages[:, row] for row, name in enumerate(VILLAGE_SERIES)},
        points={name: points[:, row] for row, name in enumerate(POINT_SERIES)},
        stories=stories,
    )


def _of_villages(model: BorderModel) -> Sequence[Array]:
    """Return the month's numbers of the villages, in the order of ``VILLAGE_SERIES``."""
    households, number = model.households, len(model.region.villages)
    # in int8, as the column: a sum along short rows would take longer than all else here
    needed = np.einsum("ij->i", households.needing) + np.bitwise_count(households.pending)
    applicants = model.cases.household[: model.heads[Head.CASES]]
    prices = model.border.villages
    people = np.maximum(prices.households.sum(axis=1), 1.0)
    living = (prices.cost_of_living * prices.households).sum(axis=1) / people
    minutes, rupiah = np.zeros((2, number))
    brokers = model.scenario.brokers
    informal = float(brokers.informal_share * brokers.informal_payment)
    basket(
        minutes, rupiah, model.weights, model.services, model.points, model.journeys,
        model.handling, model.reach, model.choice.hourly_value, informal,
    )  # fmt: skip
    return (
        np.bincount(households.village, weights=needed, minlength=number),
        np.bincount(households.village[applicants], minlength=number),
        living / prices.cost_at_start,
        rupiah,
        minutes / 60.0,
    )


def _of_points(model: BorderModel) -> Sequence[Array]:
    """Return the month's numbers of the service points, in the order of ``POINT_SERIES``."""
    points = model.points
    has_agency = points.agency >= 0
    cooperation = model.agency_table.cooperation[points.agency]
    return (
        points.open,
        points.backlog,
        points.delay,
        points.arrivals,
        points.orientation,
        np.where(has_agency, cooperation, np.nan),
    )
