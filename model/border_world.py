"""The border's part of the world: built before the first month, and read by several submodels."""

import numpy as np

from model.accounts import BorderCount, Flow
from model.border import build_border, set_spending, set_trips
from model.border_records import BorderMeasure
from model.border_tables import Dimension, PostStatus, Side, Work
from model.catalogue import LifeEvents, set_pull
from model.geography import Geography
from model.indicators import Records
from model.journeys import Travel
from model.regime import Gate, coordinate, regime
from model.region import Region
from model.scenario import Scenario
from model.submodels.diplomacy import build_diplomacy, diplomacy_rules
from model.submodels.orientation import orientation_rules, settle_orientation, surround
from model.submodels.prices import value_villages
from model.submodels.work import WorkFlow, fill_remittances, settle_work, work_rules
from model.tables import Array, Households


class BorderWorld:
    """Goods, traders, post, talks, work and orientation, and what follows from their state."""

    region: Region
    key: np.uint64
    month: int
    geography: Geography
    normal_speed: float
    households: Households
    life_events: LifeEvents
    ledger: Array
    records: Records

    def _build_border(self, region: Region, scenario: Scenario, licences: np.uint64) -> None:
        households, key = self.households, self.key
        set_pull(self.life_events, region, scenario, PostStatus.PASS)
        self.border, self.trade_rules = build_border(
            region, scenario, self.geography, households, licences, key
        )
        self.trip = self._trip(scenario)
        set_trips(self.border, region, self.geography, self.trip)
        set_spending(self.border, households, scenario.economy.border_goods_share)
        value_villages(self.border, self.trade_rules)
        self.indices = np.ones(self.border.villages.cost_of_living.shape)
        self.as_at_start = np.ones(len(region.villages))
        self.forum, self.governments = build_diplomacy(region, scenario)
        self.diplomacy_rules = diplomacy_rules(scenario, region)
        self.coordination = coordinate(self.border.agencies, scenario, secured=False)
        built = Gate(PostStatus.PASS, home_ready=False, abroad_forced=False)
        self.regime = regime(
            region, scenario, built, self.forum, self.governments, self.coordination, 0.0, 0
        )
        self.gained_at_start = 2.0 * float(
            self.governments.surplus[Side.HOME] * self.forum.stock[0, Dimension.COMPETITION]
        )
        self.arrived = self.seized = 0  # rupiah since the start, counted with goods and on paths
        pass_column, passport = self.trade_rules.pass_column, self.trade_rules.passport_column
        work, orientation = scenario.work, scenario.orientation
        self.work_rules = settle_work(
            households, self.border.villages.trip_cost, work_rules(scenario, region, passport),
            work.share_at_start, work.irregular_share, key,
        )  # fmt: skip
        self.remittances = np.zeros((len(region.villages), len(Work)))
        fill_remittances(
            self.remittances, self.border.villages.trip_cost, self.work_rules, PostStatus.PASS.value
        )
        self.worker_flows = np.zeros(len(WorkFlow), np.int64)
        self.goods_flows = np.zeros(4, np.int64)
        self.ledger[Flow.WORKERS_AT_START] = np.count_nonzero(households.work)
        rough_speed = self.normal_speed * scenario.travel.rough_speed_factor
        self.surroundings = surround(region, self.geography, self.normal_speed, rough_speed)
        self.orientation_rules = settle_orientation(
            households,
            self.surroundings,
            orientation_rules(scenario, region, pass_column, passport),
            (orientation.phone_start, orientation.health_start, orientation.school_start),
            key,
        )

    def _trip(self, scenario: Scenario, speed: float = 0.0, fare: float = 0.0) -> Travel:
        """Return the numbers of a trip; without ``speed`` and ``fare`` those of the start."""
        travel = scenario.travel
        return Travel(
            fare=float(fare or travel.fare),
            rough_fare_factor=float(travel.rough_fare_factor),
            speed=float(speed or self.normal_speed),
            rough_speed=float(self.normal_speed * travel.rough_speed_factor),
            meals=float(travel.meals),
            meal_distance=float(travel.meal_distance),
            lodging=float(travel.lodging),
            day_limit=float(travel.day_limit),
            day_limit_spread=float(travel.day_limit_spread),
        )

    def _coordination(self, scenario: Scenario, reported: int) -> float:
        """Return κ̄ of the border agencies; it changes once, when the security levers begin."""
        if reported > 0 and reported == scenario.security.opening_month:
            self.coordination = coordinate(self.border.agencies, scenario, secured=True)
        return self.coordination

    def _relative_income(self, burn_in: int) -> float:
        """Return mean equivalent income of the last completed year over that before month 1."""
        if self.month <= burn_in:
            return 1.0
        income = self.records.welfare[:, 0, 0]
        return float(income[self.month - 1] / income[burn_in - 1])

    def _prospects(self, scenario: Scenario) -> tuple[Array, float]:
        """Return what crops fetch in each village, and the factor of business incomes.

        Both are 1 in the year before month 1; cooperation with the other side raises the second.
        """
        villages, settled = self.border.villages, self.month >= scenario.run.burn_in
        crops = villages.farm_price / villages.farm_at_start if settled else self.as_at_start
        stock = float(self.forum.stock[0, Dimension.COMPETITION])
        gained = 2.0 * float(self.governments.surplus[Side.HOME]) * stock
        return crops, float(1.0 + scenario.cbc.income_gain * (gained - self.gained_at_start))

    def _border_count(self) -> BorderCount:
        """Return what was counted at the border, to hold against the ledger."""
        return BorderCount(
            workers=int(np.count_nonzero(self.households.work)),
            arrived=self.arrived,
            seized=self.seized,
            overused=int(self.records.border[self.month, BorderMeasure.OVERUSED]),
        )
