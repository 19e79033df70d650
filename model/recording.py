"""Recording: what a month leaves in the records."""

import numpy as np

from model.access import basket
from model.border_records import BorderMeasure, GoodMeasure
from model.border_tables import Traders, Work
from model.indicators import DECILES, SOURCES, WELFARE, Records
from model.kernels import kernel
from model.scenario import Scenario
from model.submodels.livelihoods import Economy, sum_sources
from model.submodels.orientation import USES, Surroundings, count_uses
from model.submodels.spending import count_people
from model.submodels.work import count_work
from model.tables import Array, Households
from model.tally import Tally
from model.villages import YEARLY
from model.welfare import atkinson, foster_greer_thorbecke, gini, mean_of_bottom
from model.world import World

_ADULTS, _CHILDREN = Tally.ADULTS.value, Tally.CHILDREN.value
_INEQUALITY_AVERSION = 1.0  # Atkinson's ε = 1: the ratio of geometric to arithmetic mean
_BOTTOM = 0.4  # the World Bank's bottom 40 per cent


def allocate_records(world: World, scenario: Scenario) -> Records:
    """Return empty records for all months of a run."""
    run = scenario.run
    months, areas = run.burn_in + run.months, len(world.region.sub_districts)
    points, villages = len(world.points.option), len(world.region.villages)
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
        border=np.zeros((months, len(BorderMeasure))),
        goods=np.zeros((months, len(world.region.goods), len(GoodMeasure))),
        work=np.zeros((months, areas, len(Work)), np.int64),
        remitted=np.zeros((months, areas)),
        uses=np.zeros((months, areas, len(USES)), np.int64),
        deciles=np.full((months, DECILES), np.nan),
        sources=np.full((months, 1 + areas, len(SOURCES)), np.nan),
        village_travel=np.zeros((months, 2, villages)),
        villages=np.full((months, len(YEARLY), villages), np.nan),
    )


def record_month(world: World, scenario: Scenario, records: Records, month: int) -> None:
    """Record the month that has just run; ``month`` counts from the start of burn-in."""
    count_households(
        world.households, world.surroundings, world.remittances, records.tally[month],
        records.holders[month], records.work[month], records.remitted[month], records.uses[month],
    )  # fmt: skip
    records.delay[month] = world.points.delay
    records.orientation[month] = world.points.orientation
    alive = world.broker_table.sub_district[world.broker_table.alive]
    records.brokers[month] = np.bincount(alive, minlength=records.brokers.shape[1])
    records.price[month] = world.markets.price
    minutes, rupiah = records.village_travel[month]
    informal = float(scenario.brokers.informal_share * scenario.brokers.informal_payment)
    basket(
        minutes, rupiah, world.weights, world.services, world.points, world.journeys,
        world.handling, world.reach, world.choice.hourly_value, informal,
    )  # fmt: skip
    records.minutes[month] = world.village_weights @ minutes
    records.rupiah[month] = world.village_weights @ rupiah


@kernel
def count_households(
    households: Households,
    surroundings: Surroundings,
    remittances: Array,
    tally: Array,
    holders: Array,
    work: Array,
    remitted: Array,
    uses: Array,
) -> None:
    """Count people and papers, work in Sarawak and uses across the border, per sub-district."""
    count_people(households, tally, holders, _ADULTS, _CHILDREN)
    count_work(households, remittances, work, remitted)
    count_uses(surroundings, uses)


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


def measure_deciles(households: Households, months: int) -> Array:
    """Return mean equivalent income by decile of income at the start, per person, float64[10]."""
    people = (households.adults + households.children).astype(np.float64)
    income = households.equivalent_income.astype(np.float64) / months
    total = np.bincount(households.decile, weights=income * people, minlength=DECILES)
    with np.errstate(invalid="ignore"):
        return np.asarray(total / np.bincount(households.decile, weights=people, minlength=DECILES))


def measure_sources(
    households: Households,
    traders: Traders,
    outside_wage: float,
    remittances: Array,
    rules: Economy,
    crops: Array,
    cooperation: float,
    areas: int,
) -> Array:
    """Return what each source adds to income per person this month, in a normal harvest.

    float64[1 + areas, SOURCES], rupiah; ``crops`` and ``cooperation`` as in livelihoods.
    """
    amounts, people = np.zeros((areas, len(SOURCES))), np.zeros(areas)
    sum_sources(households, rules, remittances, crops, cooperation, amounts, people)
    trading = np.flatnonzero((traders.household >= 0) & traders.alive & (traders.trips > 0))
    earned = traders.sold - traders.bought - traders.costs - outside_wage * traders.busy
    area_of_traders = households.sub_district[traders.household[trading]]
    np.add.at(amounts[:, SOURCES.index("trade")], area_of_traders, earned[trading])
    with np.errstate(invalid="ignore"):
        each = amounts / people[:, None]
    return np.vstack([amounts.sum(axis=0) / people.sum(), each])


def set_income_level(
    households: Households, home_loss: Array, months: int, line: float, headcount: float
) -> float:
    """Scale earned incomes so that the year now ending would have had the given headcount.

    ``home_loss`` (float64[n]): share of earnings lost while a member works in Sarawak. The year's
    equivalent incomes are corrected too; transfers and spending stay as they were. Returns the
    factor.
    """
    people = (households.adults + households.children).astype(np.float64)
    total = households.equivalent_income.astype(np.float64) / months
    columns = (households.farm, households.wage, households.business)
    earned = np.sum([column.astype(np.float64) for column in columns], axis=0)
    earned *= 1.0 - home_loss

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
    return high


def _by_income(households: Households, months: int) -> tuple[Array, Array, Array]:
    """Return mean equivalent income, members, and rows, by rising income.

    Sorting once here makes the sorting inside the measures nearly free.
    """
    income = households.equivalent_income.astype(np.float64) / months
    order = np.argsort(income)
    people = (households.adults + households.children).astype(np.float64)
    return income[order], people[order], order
