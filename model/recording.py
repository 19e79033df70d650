"""Recording: what a month leaves in the records."""

import numpy as np

from model.access import basket
from model.indicators import WELFARE, Records
from model.scenario import Scenario
from model.submodels.spending import count_people
from model.tables import Array, Households
from model.tally import Tally
from model.welfare import atkinson, foster_greer_thorbecke, gini, mean_of_bottom
from model.world import World

_INEQUALITY_AVERSION = 1.0  # Atkinson's ε = 1: the ratio of geometric to arithmetic mean
_BOTTOM = 0.4  # the World Bank's bottom 40 per cent


def allocate_records(world: World, scenario: Scenario) -> Records:
    """Return empty records for all months of a run."""
    run = scenario.run
    months, areas = run.burn_in + run.months, len(world.region.sub_districts)
    points = len(world.points.option)
    persons = world.households.holders.shape[1]
    return Records(
        tally=np.zeros((months, areas, len(Tally)), np.int64),
        arose=np.zeros((months, areas), np.int64),
        met=np.zeros((months, areas), np.int64),
        minutes=np.zeros((months, areas)),
        rupiah=np.zeros((months, areas)),
        holders=np.zeros((months, areas, persons), np.int64),
        welfare=np.full((months, 1 + areas, len(WELFARE)), np.nan),
        cost=np.concatenate([np.zeros(run.burn_in), world.costs]),
        delay=np.zeros((months, points)),
        orientation=np.zeros((months, points)),
        brokers=np.zeros((months, areas)),
        price=np.zeros((months, areas)),
        weight=world.household_numbers,
    )


def record_month(world: World, scenario: Scenario, records: Records, month: int) -> None:
    """Record the month that has just run; ``month`` counts from the start of burn-in."""
    count_people(
        world.households, records.tally[month], records.holders[month],
        Tally.ADULTS.value, Tally.CHILDREN.value,
    )  # fmt: skip
    records.delay[month] = world.points.delay
    records.orientation[month] = world.points.orientation
    alive = world.broker_table.sub_district[world.broker_table.alive]
    records.brokers[month] = np.bincount(alive, minlength=records.brokers.shape[1])
    records.price[month] = world.markets.price

    minutes, rupiah = (np.zeros(len(world.region.villages)) for _ in range(2))
    informal = float(scenario.brokers.informal_share * scenario.brokers.informal_payment)
    basket(
        minutes, rupiah, world.weights, world.services, world.points, world.journeys,
        world.handling, world.reach, world.choice.hourly_value, informal,
    )  # fmt: skip
    records.minutes[month] = world.village_weights @ minutes
    records.rupiah[month] = world.village_weights @ rupiah


def measure_welfare(households: Households, months: int, line: float, areas: int) -> Array:
    """Return the measures of ``WELFARE`` over the year that ends, float64[1 + areas, measures].

    ``months``: how many months ``households.equivalent_income`` adds up. Row 0 is the whole region,
    then the sub-districts; an area without people has NaN.
    """
    income, people, order = _by_income(households, months)
    sub_district = households.sub_district[order]
    measures = np.full((1 + areas, len(WELFARE)), np.nan)
    for area in range(-1, areas):
        mine = sub_district == area if area >= 0 else slice(None)
        y, w = income[mine], people[mine]
        if len(y) == 0:
            continue
        measures[area + 1] = (
            np.average(y, weights=w),
            mean_of_bottom(y, _BOTTOM, w),
            *(100 * foster_greer_thorbecke(y, line, order, w) for order in (0, 1, 2)),
            gini(y, w),
            atkinson(y, _INEQUALITY_AVERSION, w),
        )
    return measures


def set_income_level(households: Households, months: int, line: float, headcount: float) -> None:
    """Scale earned incomes so that the year now ending would have had the given headcount.

    The year's equivalent incomes are corrected too; transfers and spending stay as they were.
    """
    people = (households.adults + households.children).astype(np.float64)
    total = households.equivalent_income.astype(np.float64) / months
    columns = (households.farm, households.wage, households.business, households.remittance)
    earned = np.sum([column.astype(np.float64) for column in columns], axis=0)

    def excess(factor: float) -> float:
        poor = total + (factor - 1.0) * earned < line
        return float(people[poor].sum() / people.sum()) - headcount

    low, high = 0.1, 10.0
    for _ in range(50):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if excess(middle) > 0.0 else (low, middle)
    for column in columns:
        np.multiply(column, np.float32(high), out=column)
    households.equivalent_income[:] = months * (total + (high - 1.0) * earned)


def _by_income(households: Households, months: int) -> tuple[Array, Array, Array]:
    """Return mean equivalent income, members, and rows, by rising income.

    Sorting once here makes the sorting inside the measures nearly free.
    """
    income = households.equivalent_income.astype(np.float64) / months
    order = np.argsort(income)
    people = (households.adults + households.children).astype(np.float64)
    return income[order], people[order], order
