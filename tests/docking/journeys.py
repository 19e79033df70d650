"""Trips from the villages to the points: rupiah and minutes (ODD 7.5)."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.docking.facts import Facts, Road

if TYPE_CHECKING:
    from tests.docking.queues import ServicePoint


@dataclass(frozen=True)
class Trip:
    """A return trip with its errand, in whole rupiah and minutes."""

    cash: int
    minutes: int


class Journeys:
    """The roads of every village, and what a trip costs this month."""

    def __init__(self, facts: Facts) -> None:
        self.parameters = facts.parameters
        capital = facts.raw["capital"]
        names = [district["name"] for district in facts.sub_districts]
        self.sub_district = [names.index(village["sub_district"]) for village in facts.villages]
        places = {capital, str(facts.parameters["unit.location"])}
        places |= {agency["seat"] for agency in facts.agencies.values()}
        places |= {district["seat"] for district in facts.sub_districts}
        self.roads: list[dict[str, Road]] = [
            {place: facts.road(village["name"], place) for place in places}
            for village in facts.villages
        ]
        self.town_distance = [roads[capital].length for roads in self.roads]
        self.speed = facts.speed()
        self._trips: dict[tuple[int, int], Trip] = {}

    def begin_month(self) -> None:
        """Forget the trips of last month, whose waits were others."""
        self._trips.clear()

    def trip(self, village: int, point: "ServicePoint") -> Trip:
        """Return what a trip from a village to a point costs this month."""
        key = (village, point.unique_id)
        if key not in self._trips:
            self._trips[key] = self._trip(self.roads[village][point.place], point.waiting)
        return self._trips[key]

    def hand_over(self) -> int:
        """Return the minutes of handing papers to a broker, who comes to the village."""
        return round(60 * float(self.parameters["agencies.counter_hours"]))

    def _trip(self, road: Road, waiting: float) -> Trip:
        parameters = self.parameters
        fare = 2 * float(parameters["travel.fare"])
        cash = fare * (road.main + float(parameters["travel.rough_fare_factor"]) * road.rough)
        way = 2 * (road.main + road.rough / float(parameters["travel.rough_speed_factor"]))
        hours = way / self.speed + waiting + float(parameters["agencies.counter_hours"])
        if road.length > float(parameters["travel.meal_distance"]):
            limit, spread = (
                float(parameters[f"travel.{name}"]) for name in ("day_limit", "day_limit_spread")
            )
            nights = 1 / (1 + math.exp((limit - hours) / spread))
            cash += float(parameters["travel.meals"]) + nights * float(parameters["travel.lodging"])
        return Trip(round(cash), round(60 * hours))
