"""Claims about where households turn for health, schooling and the telephone."""

import math
from typing import Any

import numpy as np
import pytest

from model.border_tables import PostStatus, Use
from model.geography import build_geography
from model.submodels.orientation import (
    USES,
    OrientationRules,
    Surroundings,
    count_uses,
    orientation,
    orientation_rules,
    papers_of,
    settle_orientation,
    surround,
    weigh_uses,
)
from model.tables import Array, Households, Option, allocate
from tests.model.worlds import bengkayang, interval, scenario

KEY = np.uint64(5)
STARTS = (0.5, 0.15, 0.03)
PHONE, HEALTH, SCHOOL = range(3)
BORDER_PASS, PASSPORT = 0, 1
RULES = OrientationRules(
    hazard=0.08,
    signal_gap=1.0,
    signal_range=20.0,
    quality_weight=4.0,
    time_weight=0.8,
    network=2.0,
    clinic_at_start=0.5,
    hospital=0.8,
    school_hours=0.25,
    clinic_hours=0.5,
    hospital_hours=1.25,
    hospital_hours_by_detour=2.5,
    path_hours=2.0,
    border_pass=BORDER_PASS,
    passport=PASSPORT,
    phone=0.0,
    health=0.0,
    school=0.0,
)
DISTANCES = np.array([0.0, 10.0, 20.0, 40.0])


def around() -> Surroundings:
    """Four villages at growing distances from the gate, in two sub-districts."""
    return Surroundings(
        sub_district=np.array([0, 0, 1, 1]),
        number=np.zeros(4),
        gate_distance=DISTANCES,
        gate_hours=DISTANCES / 20.0,
        clinic_hours=np.array([0.0, 0.5, 0.2, 1.0]),
        users=np.zeros((4, 3), np.int64),
        shares_at_start=np.zeros((4, 3)),
        chances=np.zeros((4, 4, 3)),
    )


class District:
    """Households of four villages that think again month by month."""

    def __init__(self, number: int = 8000, seed: int = 1, **replaced: float) -> None:
        generator = np.random.default_rng(seed)
        self.households = allocate(Households, number, person=2, lapsing=1, option=len(Option))
        self.households.village[:] = np.arange(number) * 4 // number
        self.households.sub_district[:] = self.households.village // 2
        self.households.adults[:] = 2
        self.households.children[:] = generator.integers(0, 4, number)
        self.households.holders[:, BORDER_PASS] = generator.random(number) < 0.4
        self.households.holders[:, PASSPORT] = generator.random(number) < 0.2
        self.surroundings = around()
        self.key = np.uint64(seed)
        self.rules = settle_orientation(
            self.households, self.surroundings, RULES._replace(**replaced), STARTS, self.key  # type: ignore[arg-type]
        )  # fmt: skip
        self.pairs = tuple(np.empty((2, number), np.float32))
        self.month = 0

    def run(
        self,
        months: int,
        status: PostStatus = PostStatus.PASS,
        leak: float = 1.0,
        clinic_quality: float = 0.5,
    ) -> None:
        for _ in range(months):
            orientation(
                self.households, self.surroundings, self.rules, self.pairs, status, leak,
                clinic_quality, self.key, self.month,
            )  # fmt: skip
            self.month += 1

    def users(self, use: Use) -> Array:
        return (self.households.uses & use) != 0

    def share(self, use: Use) -> float:
        return float(self.users(use).mean())


def noise(share: float, number: int) -> float:
    """Four standard deviations of a share."""
    return float(4.0 * np.sqrt(share * (1.0 - share) / number))


def logit(chance: Any) -> Any:
    return np.log(chance / (1.0 - chance))


def weighed(
    status: PostStatus, leak: float = 1.0, clinic: float = 0.5, rules: OrientationRules = RULES
) -> Array:
    """Chances by village, papers and use where nobody uses anything yet."""
    surroundings = around()
    weigh_uses(surroundings, rules, status, leak, clinic)
    return surroundings.chances


# --- The start ------------------------------------------------------------------------------------


def test_the_start_meets_the_stated_shares() -> None:
    district = District()
    expected = district.surroundings.shares_at_start.mean(axis=0)
    assert expected == pytest.approx(STARTS, abs=1e-9)
    for use, share in zip(USES, STARTS, strict=True):
        assert district.share(use) == pytest.approx(share, abs=noise(share, 8000))


def test_in_a_constant_world_without_the_loop_the_shares_stay_as_they_began() -> None:
    district = District(network=0.0)
    for _ in range(3):
        district.run(24)
        for use, share in zip(USES, STARTS, strict=True):
            assert district.share(use) == pytest.approx(share, abs=noise(share, 8000))


def test_in_a_constant_world_the_loop_widens_the_noise_but_moves_no_share() -> None:
    for row, use in enumerate(USES):
        gaps = []
        for seed in range(1, 9):
            district = District(seed=seed)
            district.run(36)
            gaps.append(district.share(use) - STARTS[row])
        low, high = interval(gaps, 0.999)
        assert low < 0.0 < high, use


def test_a_share_of_nobody_or_everybody_is_met_as_far_as_children_go() -> None:
    district = District()
    for shares, expected in (((0.0, 0.0, 0.0), 0.0), ((1.0, 1.0, 1.0), 1.0)):
        settle_orientation(district.households, district.surroundings, RULES, shares, KEY)
        assert district.share(Use.PHONE) == expected
        assert district.share(Use.HEALTH) == expected
        with_children = district.households.children > 0
        assert district.users(Use.SCHOOL)[with_children].mean() == expected
        assert not district.users(Use.SCHOOL)[~with_children].any()


# --- The choice -----------------------------------------------------------------------------------


def test_the_pull_of_the_signal_fades_with_distance() -> None:
    chances = weighed(PostStatus.PASS)[:, 0, PHONE]
    assert logit(chances) == pytest.approx(np.exp(-DISTANCES / 20.0))


@pytest.mark.parametrize(
    ("papers", "status", "value"),
    [
        # at the gate's own village, clinic at hand: the clinic abroad, over path or post
        (0, PostStatus.PASS, -0.8 * 2.5),
        (1, PostStatus.PASS, -0.8 * 0.5),
        (0, PostStatus.FULL, -0.8 * 2.5),
        (1, PostStatus.FULL, -0.8 * 0.5),
        # with a passport the hospital, by the detour or through the full gate
        (2, PostStatus.PASS, 4.0 * 0.3 - 0.8 * 2.5),
        (3, PostStatus.PASS, -0.8 * 0.5),
        (2, PostStatus.FULL, 4.0 * 0.3 - 0.8 * 1.25),
        (3, PostStatus.FULL, 4.0 * 0.3 - 0.8 * 1.25),
        # closed: over the path, whatever one holds
        (0, PostStatus.NONE, -0.8 * 2.5),
        (3, PostStatus.NONE, -0.8 * 2.5),
    ],
)
def test_health_is_sought_where_quality_less_time_is_best(
    papers: int, status: PostStatus, value: float
) -> None:
    assert logit(weighed(status)[0, papers, HEALTH]) == pytest.approx(value)


def test_distance_to_the_gate_deters_and_distance_to_the_clinic_sends_people_across() -> None:
    chances = logit(weighed(PostStatus.PASS)[:, 1, HEALTH])
    assert chances == pytest.approx(-0.8 * (DISTANCES / 20 + 0.5 - around().clinic_hours))


def test_school_is_chosen_by_hours_alone_whatever_the_clinics_are() -> None:
    poor, good = (weighed(PostStatus.PASS, clinic=quality) for quality in (0.2, 0.9))
    assert np.array_equal(poor[:, :, SCHOOL], good[:, :, SCHOOL])
    assert logit(poor[0, :, SCHOOL]) == pytest.approx(-0.8 * np.array([2.25, 0.25, 2.25, 0.25]))


def test_a_closed_border_leaves_its_share_of_the_chances_of_the_paths() -> None:
    open_paths, leaky = weighed(PostStatus.NONE), weighed(PostStatus.NONE, leak=0.2)
    assert leaky[:, :, HEALTH:] == pytest.approx(0.2 * open_paths[:, :, HEALTH:])
    assert np.array_equal(leaky[:, :, PHONE], open_paths[:, :, PHONE])
    assert np.array_equal(open_paths[:, 3, HEALTH:], weighed(PostStatus.PASS)[:, 0, HEALTH:])


def test_where_no_hospital_can_be_reached_the_clinic_counts() -> None:
    none = RULES._replace(hospital_hours_by_detour=math.inf, time_weight=0.0)
    assert (weighed(PostStatus.PASS, rules=none)[:, :, HEALTH] == 0.5).all()


def test_neighbours_pull_by_the_network_and_only_with_the_loop() -> None:
    for network in (0.0, 3.0):
        surroundings = around()
        surroundings.number[:] = 100
        surroundings.users[:] = (20, 10, 50)
        surroundings.shares_at_start[:] = (0.4, 0.1, 0.0)
        rules = RULES._replace(network=network)
        weigh_uses(surroundings, rules, PostStatus.PASS, 1.0, 0.5)
        pulled = logit(surroundings.chances) - logit(weighed(PostStatus.PASS))
        assert pulled == pytest.approx(
            np.broadcast_to(network * np.array([-0.2, 0.0, 0.5]), (4, 4, 3))
        )


def test_households_think_again_at_the_stated_rate_and_get_the_stated_chances() -> None:
    district = District(number=40_000, network=0.0)
    district.households.uses[:] = 0
    district.surroundings.users[:] = 0
    district.run(6)
    changed = 1.0 - (1.0 - 0.08) ** 6
    for use, share in zip(USES, STARTS, strict=True):
        expected = changed * share
        assert district.share(use) == pytest.approx(expected, abs=noise(expected, 40_000))


def test_the_three_choices_of_a_household_are_independent() -> None:
    district = District(number=40_000, network=0.0, hazard=1.0, time_weight=0.0, quality_weight=0.0,
                        signal_gap=0.0)  # fmt: skip
    district.run(1)
    phone, health = district.users(Use.PHONE), district.users(Use.HEALTH)
    both = STARTS[PHONE] * STARTS[HEALTH]
    assert (phone & health).mean() == pytest.approx(both, abs=noise(both, 40_000))


def test_a_household_without_children_has_nobody_at_school_once_it_thinks_again() -> None:
    district = District(hazard=1.0)
    assert district.share(Use.SCHOOL) > 0
    district.households.children[:] = 0
    district.run(1)
    assert district.share(Use.SCHOOL) == 0


def test_users_are_counted_as_the_households_say() -> None:
    district = District()
    regimes = [(PostStatus.PASS, 1.0), (PostStatus.NONE, 0.2), (PostStatus.FULL, 1.0)]
    for status, leak in regimes:
        district.run(6, status, leak)
        for column, use in enumerate(USES):
            users = district.users(use)
            counted = np.bincount(district.households.village[users], minlength=4)
            assert np.array_equal(district.surroundings.users[:, column], counted)
    counts = np.full((2, 3), 9, np.int64)
    count_uses(district.surroundings, counts)
    for column, use in enumerate(USES):
        areas = district.households.sub_district[district.users(use)]
        assert np.array_equal(counts[:, column], np.bincount(areas, minlength=2))


def test_papers_are_counted_by_pass_and_passport() -> None:
    households = District(number=8).households
    households.holders[:] = [[0, 0], [2, 0], [0, 1], [1, 3]] * 2
    assert papers_of(households, RULES).tolist() == [0, 1, 2, 3] * 2
    assert papers_of(households, RULES._replace(passport=-1)).tolist() == [0, 1, 0, 1] * 2


# --- Policies and shocks --------------------------------------------------------------------------


def test_p15_better_clinics_lower_treatment_abroad_and_nothing_else() -> None:
    before, after = District(), District()
    before.run(36)
    after.run(36, clinic_quality=0.8)
    assert after.share(Use.HEALTH) < before.share(Use.HEALTH) - 0.03
    for use in (Use.PHONE, Use.SCHOOL):
        assert np.array_equal(before.users(use), after.users(use))


def test_a_full_gate_raises_treatment_abroad_among_passport_holders_only() -> None:
    pass_post, full = District(network=0.0), District(network=0.0)
    pass_post.run(36)
    full.run(36, PostStatus.FULL)
    holders = pass_post.households.holders[:, PASSPORT] > 0
    rise = full.users(Use.HEALTH).astype(float) - pass_post.users(Use.HEALTH)
    assert interval(rise[holders])[0] > 0
    assert (rise[~holders] == 0).all()


def test_a_closure_lowers_treatment_and_schooling_abroad_but_no_telephone_changes() -> None:
    openly, closed = District(), District()
    openly.run(24)
    closed.run(24, PostStatus.NONE, leak=0.2)
    assert closed.share(Use.HEALTH) < 0.5 * openly.share(Use.HEALTH)
    assert closed.share(Use.SCHOOL) < 0.5 * openly.share(Use.SCHOOL)
    assert np.array_equal(closed.users(Use.PHONE), openly.users(Use.PHONE))


def test_fb14_after_a_long_closure_the_network_delays_the_return() -> None:
    def missing(seed: int, network: float) -> float:
        """Share of treatments abroad that two years after a closure of two years still lack."""
        openly, closed = (District(4000, seed, network=network) for _ in range(2))
        openly.run(48)
        closed.run(24, PostStatus.NONE, leak=0.2)
        closed.run(24)
        return 1.0 - closed.share(Use.HEALTH) / openly.share(Use.HEALTH)

    longer = [missing(seed, RULES.network) - missing(seed, 0.0) for seed in range(1, 13)]
    assert interval(longer)[0] > 0


# --- Scenario and region --------------------------------------------------------------------------


def test_rules_follow_the_scenario_and_the_regions_destinations() -> None:
    region = bengkayang()
    rules = orientation_rules(scenario({"orientation.reconsideration": 2.0}), region, 0, 1)
    hours = {place.name: place for place in region.destinations}
    assert (1.0 - rules.hazard) ** 12 == pytest.approx(np.exp(-2.0))
    assert rules.school_hours == hours["serikin"].hours.value
    assert rules.clinic_hours == hours["bau"].hours.value
    assert rules.hospital_hours == hours["kuching"].hours.value
    detour = hours["kuching"].hours_by_detour
    assert detour is not None
    assert rules.hospital_hours_by_detour == detour.value
    means = [path.traffic.value * path.hours.value for path in region.paths]
    assert rules.path_hours == pytest.approx(sum(means))
    assert rules.network == 2.0
    assert orientation_rules(scenario({"loops.orientation": False}), region, 0, 1).network == 0.0


def test_villages_are_as_far_from_gate_and_clinic_as_the_roads_say() -> None:
    region = bengkayang()
    geography = build_geography(region, scenario())
    surroundings = surround(region, geography, 30.0, 15.0)
    names = [village.name for village in region.villages]
    gate = names.index(region.gate)
    assert surroundings.gate_hours[gate] == surroundings.gate_distance[gate] == 0.0
    for name in names:
        row = names.index(name)
        seat = region.sub_district(str(region.place(name).sub_district)).seat
        column = region.place_index(seat)
        hours = geography.main[row, column] / 30.0 + geography.rough[row, column] / 15.0
        assert surroundings.clinic_hours[row] == pytest.approx(hours)
        assert (surroundings.clinic_hours[row] == 0.0) == (seat == name)
