"""Claims about work in Sarawak: who goes, with which papers, and what comes home."""

import numpy as np
import pytest
from scipy import stats

from model.border_tables import PostStatus, Work
from model.model import BorderModel
from model.submodels.work import (
    WorkFlow,
    WorkRules,
    at_income_level,
    count_work,
    settle_work,
    solve_attachment,
    weigh_ways,
    work,
    work_rules,
)
from model.tables import Array, Households, Option, allocate
from tests.model.worlds import bengkayang, scenario

KEY = np.uint64(7)
TRIPS = np.array([50_000.0, 80_000.0, 120_000.0, 200_000.0])
PASSPORT = 1
RULES = WorkRules(
    hazard=0.08,
    wage_weight=1.5,
    irregular_wage=3_200_000.0,
    legal_wage=3_700_000.0,
    detour=300_000.0,
    detection=0.01,
    remitted_share=0.5,
    passport=PASSPORT,
    attachment=0.0,
    legal_preference=0.0,
)


def district(number: int = 20_000, passports: float = 0.15, seed: int = 1) -> Households:
    """Households of four villages in two sub-districts; some hold a passport."""
    generator = np.random.default_rng(seed)
    households = allocate(Households, number, person=2, lapsing=1, option=len(Option))
    households.village[:] = np.arange(number) * len(TRIPS) // number
    households.sub_district[:] = households.village // 2
    households.adults[:] = generator.integers(2, 5, number)
    households.children[:] = generator.integers(0, 4, number)
    households.farm[:] = generator.lognormal(13.5, 0.6, number)
    households.business[:] = generator.lognormal(11.0, 0.6, number)
    households.holders[:, PASSPORT] = generator.random(number) < passports
    return households


def alike(number: int, earned: float) -> Households:
    """Households of two adults, each of whom earns so much at home; all hold a passport."""
    households = allocate(Households, number, person=2, lapsing=1, option=len(Option))
    households.adults[:] = 2
    households.farm[:] = earned
    households.holders[:, PASSPORT] = 1
    return households


class District:
    """Households that think again month by month."""

    def __init__(
        self, households: Households, rules: WorkRules = RULES, key: np.uint64 = KEY
    ) -> None:
        self.households, self.rules, self.key = households, rules, key
        self.flows = np.zeros(len(WorkFlow), np.int64)
        self.remittances = np.zeros((len(TRIPS), len(Work)))
        self.pairs = tuple(np.empty((2, len(households.village)), np.float32))
        self.month = 0

    def run(self, months: int, status: PostStatus = PostStatus.PASS, leak: float = 1.0) -> None:
        for _ in range(months):
            work(
                self.households, TRIPS, self.rules, self.remittances, self.flows, self.pairs,
                status, leak, self.key, self.month,
            )  # fmt: skip
            self.month += 1

    @property
    def sent(self) -> Array:
        """What each household receives from Sarawak this month."""
        return self.remittances[self.households.village, self.households.work]

    def share(self, *ways: Work) -> float:
        return float(np.isin(self.households.work, ways).mean())

    def away(self) -> int:
        return int(np.count_nonzero(self.households.work))


def settled(
    households: Households, share: float = 0.17, irregular: float = 0.7, rules: WorkRules = RULES
) -> District:
    return District(households, settle_work(households, TRIPS, rules, share, irregular, KEY))


def chances(households: Households, rules: WorkRules) -> tuple[Array, Array]:
    """Equation 8 once more: chances of going without papers and of going legally."""
    trip = TRIPS[households.village]
    earned = households.farm.astype(float) + households.wage + households.business
    home = earned * (households.adults + households.children) / households.adults
    constants = rules.attachment, rules.attachment - rules.legal_preference
    wages = rules.irregular_wage - trip, rules.legal_wage - trip - rules.detour
    irregular, legal = (
        np.exp(rules.wage_weight * np.log(wage / home) - constant)
        for wage, constant in zip(wages, constants, strict=True)
    )
    legal = legal * (households.holders[:, PASSPORT] > 0)
    total = 1.0 + irregular + legal
    return irregular / total, legal / total


def noise(share: float, number: int) -> float:
    """Four standard deviations of a share."""
    return float(4.0 * np.sqrt(share * (1.0 - share) / number))


@pytest.mark.parametrize(("share", "irregular"), [(0.17, 0.7), (0.10, 0.9), (0.12, 0.5)])
def test_the_shares_at_the_start_are_an_equilibrium_of_the_choice(
    share: float, irregular: float
) -> None:
    households = district()
    attachment, preference = solve_attachment(households, TRIPS, RULES, share, irregular)
    solved = RULES._replace(attachment=attachment, legal_preference=preference)
    without, legal = chances(households, solved)
    # who goes without papers leaves that state by thinking again or by being caught
    stays = solved.hazard / (solved.hazard + solved.detection)
    assert stays * without.mean() == pytest.approx(share * irregular, rel=1e-7)
    assert legal.mean() == pytest.approx(share * (1.0 - irregular), rel=1e-7)


def test_calibrating_the_income_level_moves_nobody() -> None:
    world, scaled = settled(district()), settled(district())
    scaled.households.farm[:] *= 0.8
    scaled.households.business[:] *= 0.8
    unmoved = chances(world.households, world.rules)
    scaled.rules = at_income_level(scaled.rules, 0.8)
    for before, after in zip(unmoved, chances(scaled.households, scaled.rules), strict=True):
        assert after == pytest.approx(before, rel=1e-5)


def test_in_a_constant_world_the_shares_stay_as_they_began() -> None:
    world = settled(district())
    number = len(world.households.village)
    for _ in range(3):
        assert world.share(Work.IRREGULAR) == pytest.approx(0.119, abs=noise(0.119, number))
        assert world.share(Work.LEGAL) == pytest.approx(0.051, abs=noise(0.051, number))
        world.run(24)
    assert world.flows.min() > 0


def test_where_passports_are_few_all_who_can_serve_work_and_the_rest_go_without() -> None:
    households = district(passports=0.04)
    able = float(((households.holders[:, PASSPORT] > 0) & (households.adults > 1)).mean())
    assert able < 0.17 * 0.3  # fewer than are wanted there legally
    world = settled(households)
    number = len(households.village)
    assert world.share(Work.LEGAL) == pytest.approx(able, abs=noise(able, number))
    both = world.share(Work.LEGAL, Work.IRREGULAR)
    assert both == pytest.approx(0.17, abs=noise(0.17, number))


def test_once_the_model_is_built_the_choice_still_keeps_the_shares_of_the_start() -> None:
    model = BorderModel(bengkayang(), scenario())
    households, rules = model.households, model.work_rules
    irregular, legal = np.empty((2, len(households.village)))
    trips = model.border.villages.trip_cost
    weigh_ways(households, trips, rules, PostStatus.PASS.value, irregular, legal)
    total = 1.0 + irregular + legal
    stays = rules.hazard / (rules.hazard + rules.detection)
    start = model.scenario.work
    wanted = min(start.share_at_start * (1 - start.irregular_share), (legal > 0).mean())
    assert (legal / total).mean() == pytest.approx(wanted, abs=1e-6)
    both = stays * (irregular / total).mean() + (legal / total).mean()
    assert both == pytest.approx(start.share_at_start, abs=1e-6)


def test_without_any_passport_nobody_works_legally() -> None:
    for households, rules in (
        (district(passports=0.0), RULES),
        (district(), RULES._replace(passport=-1)),
    ):
        world = settled(households, rules=rules)
        world.run(24)
        assert world.share(Work.LEGAL) == 0.0
        assert world.share(Work.IRREGULAR) == pytest.approx(0.17, abs=0.02)


def test_legal_work_needs_a_passport_and_ends_with_it() -> None:
    world = settled(district())
    generator = np.random.default_rng(3)
    for _ in range(24):
        held = generator.random(len(world.households.village)) < 0.2
        world.households.holders[:, PASSPORT] = held
        world.run(1)
        assert (world.households.work[~held] != Work.LEGAL).all()


def test_a_worker_whose_passport_lapses_stays_on_without_papers() -> None:
    still = RULES._replace(hazard=0.0, detection=0.0)
    households = alike(100, 1e6)
    households.work[:] = Work.LEGAL
    households.holders[:] = 0
    world = District(households, still)
    world.run(1)
    assert (households.work == Work.IRREGULAR).all()
    assert (world.flows == 0).all()


def test_more_passports_lower_the_share_of_work_without_papers() -> None:
    few, many = settled(district()), settled(district())
    many.households.holders[:, PASSPORT] = 1
    for world in (few, many):
        world.run(36)
    assert many.share(Work.IRREGULAR) < few.share(Work.IRREGULAR) - 0.02
    assert many.share(Work.LEGAL) > few.share(Work.LEGAL) + 0.02


def test_a_full_gate_draws_passport_holders_into_legal_work_and_raises_what_they_send() -> None:
    plain, full = settled(district()), settled(district())
    plain.run(36)
    full.run(36, PostStatus.FULL)
    assert full.share(Work.LEGAL) > plain.share(Work.LEGAL)
    both = (plain.households.work == Work.LEGAL) & (full.households.work == Work.LEGAL)
    gained = full.sent[both] - plain.sent[both]
    assert gained == pytest.approx(0.5 * RULES.detour, rel=1e-5)


def test_where_both_sides_pay_the_same_only_attachment_counts() -> None:
    rules = RULES._replace(
        hazard=1.0, detection=0.0, attachment=1.2, passport=-1, irregular_wage=2e6 + TRIPS[0]
    )
    world = District(alike(20_000, 2e6), rules)
    world.run(1)
    equal = world.share(Work.IRREGULAR)
    expected = np.exp(-1.2) / (1.0 + np.exp(-1.2))
    assert equal == pytest.approx(expected, abs=noise(expected, 20_000))
    better = District(alike(20_000, 1e6), rules)
    better.run(1)
    assert better.share(Work.IRREGULAR) > equal


def test_choices_come_with_the_chances_of_the_logit() -> None:
    rules = RULES._replace(hazard=1.0, detection=0.0, attachment=2.0, legal_preference=0.5)
    households = alike(20_000, 1.5e6)
    without, legal = chances(households, rules)
    world = District(households, rules)
    world.run(1)
    observed = np.bincount(households.work, minlength=len(Work))
    expected = 20_000 * np.array([1 - without[0] - legal[0], without[0], legal[0]])
    assert stats.chisquare(observed, expected).pvalue > 1e-4


def test_who_would_earn_nothing_abroad_stays() -> None:
    poor = RULES._replace(hazard=1.0, irregular_wage=40_000.0, legal_wage=340_000.0)
    world = District(alike(1000, 1e6), poor)
    world.run(3)
    assert world.away() == 0


def test_a_closed_border_lets_nobody_leave_and_all_come_home() -> None:
    world = settled(district())
    before = world.away()
    world.run(24, PostStatus.NONE, leak=0.0)
    assert world.flows[[WorkFlow.DEPARTED_IRREGULAR, WorkFlow.DEPARTED_LEGAL]].sum() == 0
    assert world.flows[WorkFlow.RETURNED] > 0
    assert world.away() < 0.4 * before


def test_a_leaky_closure_lets_its_share_of_those_without_papers_leave() -> None:
    openly, closed = (District(district(passports=0.0)) for _ in range(2))
    openly.run(1)
    closed.run(1, PostStatus.NONE, leak=0.3)
    number = int(openly.flows[WorkFlow.DEPARTED_IRREGULAR])
    left = closed.flows[WorkFlow.DEPARTED_IRREGULAR] / number
    assert left == pytest.approx(0.3, abs=noise(0.3, number))


def test_departed_less_returned_and_caught_is_the_change_in_workers() -> None:
    world = settled(district())
    start = world.away()
    generator = np.random.default_rng(5)
    regimes = [(PostStatus.PASS, 1.0), (PostStatus.NONE, 0.2), (PostStatus.FULL, 1.0)]
    for status, leak in regimes * 4:
        world.run(3, status, leak)
        world.households.holders[:, PASSPORT] = generator.random(20_000) < 0.3
        world.households.adults[:] = generator.integers(1, 5, 20_000)
        departed = world.flows[: WorkFlow.RETURNED].sum()
        assert departed - world.flows[WorkFlow.RETURNED :].sum() == world.away() - start
    assert world.flows.min() > 0


def test_when_everyone_is_caught_nobody_without_papers_stays() -> None:
    world = settled(district())
    there = world.households.work == Work.IRREGULAR
    legal = world.households.work == Work.LEGAL
    world.rules = world.rules._replace(detection=1.0, hazard=0.0)
    world.run(1)
    assert world.flows[WorkFlow.CAUGHT] == there.sum()
    assert np.array_equal(world.households.work == Work.LEGAL, legal)
    assert world.share(Work.IRREGULAR) == 0.0


def test_those_without_papers_are_caught_at_the_stated_rate() -> None:
    households = district()
    households.work[:] = Work.IRREGULAR
    world = District(households, RULES._replace(hazard=0.0, detection=0.03))
    world.run(12)
    left = 0.97**12
    number = len(households.village)
    assert world.share(Work.IRREGULAR) == pytest.approx(left, abs=noise(left, number))


def test_a_single_adult_never_leaves_and_the_last_adult_comes_home() -> None:
    households = alike(1000, 1e5)
    households.adults[:500] = 1
    households.work[:250] = Work.IRREGULAR
    world = District(households, RULES._replace(hazard=1.0, detection=0.0))
    world.run(1)
    assert world.flows[WorkFlow.RETURNED] == 250
    world.run(11)
    assert (households.work[:500] == Work.HOME).all()
    assert (households.work[500:] != Work.HOME).any()


def test_workers_send_their_share_of_the_wage() -> None:
    world = settled(district())
    world.run(6)
    households = world.households
    trip = TRIPS[households.village]
    irregular, legal = households.work == Work.IRREGULAR, households.work == Work.LEGAL
    wage = np.select([irregular, legal], [3_200_000 - trip, 3_400_000 - trip], 0.0)
    assert world.sent == pytest.approx(0.5 * wage, rel=1e-6)


def test_counts_by_sub_district_add_up_to_all_households_and_all_money() -> None:
    world = settled(district())
    world.run(6)
    counts, remitted = np.full((2, 3), 9, np.int64), np.full(2, 9.0)
    count_work(world.households, world.remittances, counts, remitted)
    for area in range(2):
        mine = world.households.sub_district == area
        expected = np.bincount(world.households.work[mine], minlength=3)
        assert np.array_equal(counts[area], expected)
        total = world.sent[mine].sum()
        assert remitted[area] == pytest.approx(total)


def test_rules_follow_the_scenario_and_the_wage_of_the_region() -> None:
    region = bengkayang()
    changes = {
        "work.reconsideration": 2.0, "work.detection": 0.02, "work.penalty_months": 4.0,
        "work.legal_ratio": 1.2, "work.legal_cost": 50_000.0, "trade.exchange_factor": 1.1,
    }  # fmt: skip
    rules = work_rules(scenario(changes), region, 3)
    wage = region.constants["wage_abroad"].value * 1.1
    assert (1.0 - rules.hazard) ** 12 == pytest.approx(np.exp(-2.0))
    assert rules.irregular_wage == pytest.approx(wage * (1.0 - 0.02 * 4.0))
    assert rules.legal_wage == pytest.approx(wage * 1.2 - 50_000)
    assert rules.passport == 3
