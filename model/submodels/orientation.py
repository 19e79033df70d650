"""Orientation: whose clinics, schools and telephone operators households use.

*Purpose.* Let households turn to Sarawak or to their own country for health, schooling and the
telephone (equation 20).

*Choice.* At the yearly rate ``orientation.reconsideration`` a household decides anew on each of the
three, with the chance σ(V) of using what lies across the border:

- telephone: V = gap · exp(−distance to the gate / range) + network + constant;
- health: V = weight · (quality there − quality of the clinic here) − time weight · (hours there −
  hours to the clinic) + network + constant;
- school: V = −time weight · (hours there − hours to the sub-district's seat) + network + constant,
  for households with children; the gap in quality is part of the constant.

The network term is ``orientation.network`` · (share of the village that uses the same − that share
in the long run at the start): who turned away draws others after them, and who came back too.

*Where one can go.* A border pass, and a passport while the gate is full, opens the way through the
post; others take a path and its hours as well. A school is at the nearest place abroad. For health
the better of two counts: a clinic at the farthest place a border pass reaches, as good as those at
home were at the start, and for holders of a passport the nearest hospital beyond, of
``orientation.quality_abroad``, through the full gate or by the detour. A closed border leaves the
paths only, and the share ``leak`` of the chances of health and school; it acts on those who think
again meanwhile, as use stands for the provider one turns to, not for trips.

*The start* is an equilibrium: the constants make the mean chances equal ``phone_start``,
``health_start`` and ``school_start`` of all households.

*Loop.* With ``loops.orientation`` off there is no network term (loop FB14).

*Assumptions.* Trips for health and school cost no money and change no income; roads to the gate and
to the clinic are those of the start; a clinic stands at the seat of each sub-district.
"""

import math
from typing import NamedTuple

import numpy as np

from model.border_tables import PostStatus, Use
from model.draws import Stream, fill_pairs, uniform_two, uniforms
from model.geography import Geography
from model.kernels import Whole, kernel, part
from model.region import Region
from model.scenario import Scenario
from model.tables import Array, Households

_STREAM = Stream.ORIENTATION.value
_CLOSED, _PASS, _FULL = PostStatus.NONE.value, PostStatus.PASS.value, PostStatus.FULL.value
# columns of what is kept by use, and the bits of households
USES = (Use.PHONE, Use.HEALTH, Use.SCHOOL)
_PHONE, _HEALTH, _SCHOOL = range(len(USES))
_PHONE_BIT, _HEALTH_BIT, _SCHOOL_BIT = (use.value for use in USES)
# bits of what a household can show at the border
_HAS_PASS, _HAS_PASSPORT = 1, 2
_PAPERS = 4
# numbers of the draws besides the pairs, which have number 0: one per use at the start, then one
_START_DRAW, _MONTH_DRAW = 1, 1 + len(USES)


class Surroundings(NamedTuple):
    """What differs between villages."""

    sub_district: Array  # int64[villages]
    number: Array  # float64[villages], households
    gate_distance: Array  # float64[villages], kilometres
    gate_hours: Array  # float64[villages], one way
    clinic_hours: Array  # float64[villages], one way, to the seat of the sub-district
    users: Array  # int64[villages, uses], households
    shares_at_start: Array  # float64[villages, uses], expected share of households
    chances: Array  # float64[villages, papers, uses], of a household that thinks again


class OrientationRules(NamedTuple):
    """The scenario's numbers of orientation; hours one way, seen from the gate."""

    hazard: float  # monthly chance of thinking again
    signal_gap: float
    signal_range: float  # kilometres
    quality_weight: float
    time_weight: float  # per hour
    network: float
    clinic_at_start: float  # quality
    hospital: float  # quality
    school_hours: float
    clinic_hours: float
    hospital_hours: float
    hospital_hours_by_detour: float
    path_hours: float
    border_pass: int  # column of holders, or -1
    passport: int  # column of holders, or -1
    phone: float  # constants, solved at the start
    health: float
    school: float


def orientation_rules(
    scenario: Scenario, region: Region, border_pass: int, passport: int
) -> OrientationRules:
    """Return the numbers of a scenario; :func:`settle_orientation` adds the constants.

    ``border_pass`` and ``passport`` are columns of ``holders``, or -1.
    """
    numbers = scenario.orientation
    near = [place.hours.value for place in region.destinations if place.pass_reaches]
    far = [place for place in region.destinations if not place.pass_reaches]
    detours = [place.hours_by_detour.value for place in far if place.hours_by_detour]
    traffic = [path.traffic.value for path in region.paths]
    path_hours = np.average([path.hours.value for path in region.paths], weights=traffic)
    return OrientationRules(
        hazard=1.0 - math.exp(-numbers.reconsideration / 12.0),
        signal_gap=float(numbers.signal_gap),
        signal_range=float(numbers.signal_range),
        quality_weight=float(numbers.quality_weight),
        time_weight=float(numbers.time_weight),
        network=float(numbers.network) if scenario.loops.orientation else 0.0,
        clinic_at_start=float(numbers.base_clinic_quality),
        hospital=float(numbers.quality_abroad),
        school_hours=min(near),
        clinic_hours=max(near),
        hospital_hours=min((place.hours.value for place in far), default=math.inf),
        hospital_hours_by_detour=min(detours, default=math.inf),
        path_hours=float(path_hours),
        border_pass=border_pass,
        passport=passport,
        phone=0.0,
        health=0.0,
        school=0.0,
    )


def surround(
    region: Region, geography: Geography, speed: float, rough_speed: float
) -> Surroundings:
    """Return what the villages' surroundings are; speeds in km/h on main and on rough roads."""
    hours = geography.main / speed + geography.rough / rough_speed
    gate = region.place_index(region.gate)
    seats = [
        region.place_index(region.sub_district(str(village.sub_district)).seat)
        for village in region.villages
    ]
    number = len(seats)
    return Surroundings(
        sub_district=np.array(
            [region.sub_district_index(str(village.sub_district)) for village in region.villages]
        ),
        number=np.zeros(number),
        gate_distance=(geography.main + geography.rough)[:, gate],
        gate_hours=hours[:, gate],
        clinic_hours=hours[np.arange(number), seats],
        users=np.zeros((number, len(USES)), np.int64),
        shares_at_start=np.zeros((number, len(USES))),
        chances=np.zeros((number, _PAPERS, len(USES))),
    )


def settle_orientation(
    households: Households,
    surroundings: Surroundings,
    rules: OrientationRules,
    shares: tuple[float, float, float],
    key: np.uint64,
) -> OrientationRules:
    """Draw who uses what at the start; return the rules that keep it so on average.

    ``shares`` of all households use telephone, health and school across the border.
    """
    villages = len(surroundings.gate_hours)
    papers = papers_of(households, rules)
    cell = households.village.astype(np.int64) * _PAPERS + papers
    size = villages * _PAPERS
    everyone = np.bincount(cell, minlength=size)
    parents = np.bincount(cell[households.children > 0], minlength=size)
    weights = np.stack([everyone, everyone, parents], axis=1).reshape(villages, _PAPERS, len(USES))

    low, high = np.full(len(USES), -60.0), np.full(len(USES), 60.0)
    for _ in range(60):
        middle = (low + high) / 2.0
        settled = rules._replace(
            phone=float(middle[_PHONE]),
            health=float(middle[_HEALTH]),
            school=float(middle[_SCHOOL]),
        )
        weigh_uses(surroundings, settled._replace(network=0.0), _PASS, 1.0, rules.clinic_at_start)
        users = (weights * surroundings.chances).sum(axis=1)
        above = users.sum(axis=0) > np.array(shares) * len(cell)
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    surroundings.number[:] = np.bincount(households.village, minlength=villages)
    surroundings.shares_at_start[:] = users / np.maximum(surroundings.number, 1.0)[:, None]

    households.uses[:] = 0
    for column, use in enumerate(USES):
        draws = uniforms(key, _STREAM, len(cell), _START_DRAW + column)
        uses = draws < surroundings.chances[households.village, papers, column]
        if use == Use.SCHOOL:
            uses &= households.children > 0
        households.uses[uses] |= use
        surroundings.users[:, column] = np.bincount(households.village[uses], minlength=villages)
    return settled


def papers_of(households: Households, rules: OrientationRules) -> Array:
    """Return what every household can show at the border (int64[n]): bits 1 pass, 2 passport."""
    papers = np.zeros(len(households.village), np.int64)
    for column, bit in ((rules.border_pass, _HAS_PASS), (rules.passport, _HAS_PASSPORT)):
        if column >= 0:
            papers[households.holders[:, column] > 0] += bit
    return papers


@kernel
def orientation(
    households: Households,
    surroundings: Surroundings,
    rules: OrientationRules,
    pairs: tuple[Array, Array],
    status: Whole,
    leak: float,
    clinic_quality: float,
    key: np.uint64,
    month: Whole,
) -> None:
    """Let households think again about what they use across the border.

    ``pairs`` is room for draws (float32[n] twice); ``status`` is the PostStatus, ``leak`` the share
    of informal trips that it leaves; ``clinic_quality`` (0-1) that of the clinics at home.
    """
    fill_pairs(key, _STREAM, month, *pairs)
    weigh_uses(surroundings, rules, status, leak, clinic_quality)
    reconsider_uses(households, surroundings, rules, *pairs, key, month)


@part
def likely(utility: float) -> float:
    """Return σ(V) without overflow."""
    if utility >= 0.0:
        return 1.0 / (1.0 + math.exp(-utility))
    odds = math.exp(utility)
    return odds / (1.0 + odds)


@part
def crosses_post(papers: Whole, status: Whole) -> bool:
    """Tell whether one may go through the post with these papers."""
    return (status == _FULL and papers != 0) or (status == _PASS and papers & _HAS_PASS != 0)


@part
def value_of_health(
    rules: OrientationRules,
    to_gate: float,
    to_clinic: float,
    papers: Whole,
    status: Whole,
    clinic_quality: float,
) -> float:
    """Return V of treatment abroad before network and constant: at a clinic or a hospital."""
    path = 0.0 if crosses_post(papers, status) else rules.path_hours
    gap = rules.clinic_at_start - clinic_quality
    hours = to_gate + path + rules.clinic_hours
    value = rules.quality_weight * gap - rules.time_weight * (hours - to_clinic)
    beyond = rules.hospital_hours if status == _FULL else rules.hospital_hours_by_detour
    if papers & _HAS_PASSPORT != 0 and status != _CLOSED and math.isfinite(beyond):
        gap = rules.hospital - clinic_quality
        hours = to_gate + beyond
        value = max(value, rules.quality_weight * gap - rules.time_weight * (hours - to_clinic))
    return value


@part
def bit(uses: Whole, one: Whole) -> int:
    """Return 1 where a use is among others, else 0."""
    return 1 if uses & one != 0 else 0


@part
def network(surroundings: Surroundings, rules: OrientationRules, v: Whole, column: Whole) -> float:
    """Return what others in the village add to the utility of a use."""
    share = surroundings.users[v, column] / max(surroundings.number[v], 1.0)
    return rules.network * (share - surroundings.shares_at_start[v, column])


@kernel
def weigh_uses(
    surroundings: Surroundings,
    rules: OrientationRules,
    status: Whole,
    leak: float,
    clinic_quality: float,
) -> None:
    """Fill the chances of each use by village and papers; school for households with children."""
    passing = leak if status == _CLOSED else 1.0
    for v in range(len(surroundings.gate_hours)):
        to_gate, to_clinic = surroundings.gate_hours[v], surroundings.clinic_hours[v]
        others_treated = network(surroundings, rules, v, _HEALTH)
        others_at_school = network(surroundings, rules, v, _SCHOOL)
        signal = rules.signal_gap * math.exp(-surroundings.gate_distance[v] / rules.signal_range)
        phone = likely(signal + network(surroundings, rules, v, _PHONE) + rules.phone)
        for papers in range(_PAPERS):
            surroundings.chances[v, papers, _PHONE] = phone
            health = value_of_health(rules, to_gate, to_clinic, papers, status, clinic_quality)
            surroundings.chances[v, papers, _HEALTH] = passing * likely(
                health + others_treated + rules.health
            )
            path = 0.0 if crosses_post(papers, status) else rules.path_hours
            school = -rules.time_weight * (to_gate + path + rules.school_hours - to_clinic)
            surroundings.chances[v, papers, _SCHOOL] = passing * likely(
                school + others_at_school + rules.school
            )


@kernel
def reconsider_uses(
    households: Households,
    surroundings: Surroundings,
    rules: OrientationRules,
    first: Array,
    second: Array,
    key: np.uint64,
    month: Whole,
) -> None:
    """Apply the month's draws: ``first`` says who thinks again, ``second`` decides the telephone.

    Both are float32[n]; health and school have draws of their own. Counts of users change here,
    after the month's chances were filled from them: all households see the same shares.
    """
    chances, users = surroundings.chances, surroundings.users
    for i in range(len(first)):
        if np.float64(first[i]) >= rules.hazard:
            continue
        village = households.village[i]
        papers = 0
        if rules.border_pass >= 0 and households.holders[i, max(rules.border_pass, 0)] > 0:
            papers |= _HAS_PASS
        if rules.passport >= 0 and households.holders[i, max(rules.passport, 0)] > 0:
            papers |= _HAS_PASSPORT
        health, school = uniform_two(key, _STREAM, i, month, _MONTH_DRAW)
        uses = 0
        if np.float64(second[i]) < chances[village, papers, _PHONE]:
            uses |= _PHONE_BIT
        if health < chances[village, papers, _HEALTH]:
            uses |= _HEALTH_BIT
        if households.children[i] > 0 and school < chances[village, papers, _SCHOOL]:
            uses |= _SCHOOL_BIT
        before = households.uses[i]
        if uses != before:
            users[village, _PHONE] += bit(uses, _PHONE_BIT) - bit(before, _PHONE_BIT)
            users[village, _HEALTH] += bit(uses, _HEALTH_BIT) - bit(before, _HEALTH_BIT)
            users[village, _SCHOOL] += bit(uses, _SCHOOL_BIT) - bit(before, _SCHOOL_BIT)
            households.uses[i] = uses


@kernel
def count_uses(surroundings: Surroundings, counts: Array) -> None:
    """Count households by use (int64[sub-districts, uses])."""
    counts[:] = 0
    for v in range(len(surroundings.sub_district)):
        for column in range(counts.shape[1]):
            counts[surroundings.sub_district[v], column] += surroundings.users[v, column]
