"""Claims about income: what papers add to it, and for how long."""

import numpy as np
import pytest

from model.border_tables import Crosser, Work
from model.model import BorderModel
from model.submodels.livelihoods import (
    Economy,
    all_entitled,
    all_home_losses,
    economy,
    livelihoods,
)
from model.submodels.spending import price_index, spending
from model.tables import Array
from tests.model.worlds import advanced, bengkayang, scenario, small

WAGE = 1_500_000.0


def rules(model: BorderModel, **replaced: float) -> Economy:
    return model.economy._replace(volatility=0.0, **replaced)


def earn(
    model: BorderModel,
    settings: Economy,
    month: int,
    crops: Array | None = None,
    cooperation: float = 1.0,
) -> None:
    """Let all households earn for a month; nobody trades at the border unless told to."""
    prices = np.ones(len(model.region.villages)) if crops is None else crops
    livelihoods(
        model.households, settings, model.border.traders, WAGE, model.remittances, prices,
        cooperation, model.pairs, np.uint64(11), month,
    )  # fmt: skip


def bit(name: str) -> np.uint64:
    return np.uint64(1) << np.uint64(bengkayang().service_index(name))


def plain(model: BorderModel) -> Array:
    """Income per person without any effect of papers; nobody trades at the border yet."""
    households = model.households
    members = households.adults + households.children
    earned = np.add.reduce(
        [households.farm, households.wage, households.business], dtype=np.float64
    )
    sent = model.remittances[households.village, households.work]
    return kept(model) * earned + sent / members


def kept(model: BorderModel) -> Array:
    """The share of earnings that a worker in Sarawak leaves."""
    return 1.0 - all_home_losses(model.households, model.economy)


def without_papers() -> BorderModel:
    model = small()
    model.households.documents[:] = 0
    model.households.holders[:] = 0
    model.households.title_progress[:] = 0.0
    return model


def test_without_papers_income_is_what_is_earned() -> None:
    model = without_papers()
    earn(model, rules(model), 5)
    assert model.households.income == pytest.approx(plain(model), rel=1e-6)


def test_a_land_title_works_up_to_its_full_gain_and_goes_with_the_title() -> None:
    model = without_papers()
    settings = rules(model, title_gain=0.1)
    model.households.documents[:] = bit("land_certificate")
    for month in range(1, 49):
        earn(model, settings, month)
        progress = 1 - np.exp(-month / model.scenario.economy.title_delay)
        assert model.households.title_progress == pytest.approx(progress, rel=1e-5)
        expected = plain(model) + kept(model) * 0.1 * progress * model.households.farm
        assert model.households.income == pytest.approx(expected, rel=1e-6)
    model.households.documents[:] = 0
    earn(model, settings, 49)
    assert (model.households.title_progress == 0).all()
    assert model.households.income == pytest.approx(plain(model), rel=1e-6)


@pytest.mark.parametrize("months", [1, 24])
def test_a_licence_is_a_level_while_it_is_valid_and_never_compounds(months: int) -> None:
    model = without_papers()
    model.households.documents[:] = bit("trade_licence") | bit("hotel_licence")
    for month in range(months):
        earn(model, rules(model), month)
    gain = model.households.business * model.households.licence_effect
    expected = plain(model) + kept(model) * gain
    assert model.households.income == pytest.approx(expected, rel=1e-6)


def test_the_gain_from_a_licence_is_the_scenarios_on_average_and_goes_to_few() -> None:
    gain = BorderModel(bengkayang(), scenario({"economy.licence_gain": 0.08})).households
    effect = np.sort(gain.licence_effect.astype(np.float64))
    # mean of a lognormal of log-spread 1: its standard deviation is 1.31 times the mean
    assert effect.mean() == pytest.approx(0.08, abs=4 * 0.08 * 1.31 / np.sqrt(len(effect)))
    assert effect[-len(effect) // 5 :].sum() > 0.5 * effect.sum()


def test_the_transfer_needs_a_family_card_and_an_identity_card() -> None:
    model = without_papers()
    households = model.households
    identity = model.services.person[bengkayang().service_index("ktp")]
    members = households.adults + households.children
    cases = [(False, False), (True, False), (False, True), (True, True)]
    for card, identified in cases:
        households.documents[:] = bit("kk") if card else 0
        households.holders[:, identity] = int(identified)
        earn(model, rules(model), 1)
        receives = households.listed & (card and identified)
        expected = plain(model) + receives * model.economy.transfer / members
        assert households.income == pytest.approx(expected, rel=1e-6)
        assert np.array_equal(all_entitled(households, model.economy), receives)
    households.documents[:] = households.holders[:] = 0
    open_to_all = model.economy._replace(transfer_needs_papers=False)
    assert np.array_equal(all_entitled(households, open_to_all), households.listed)


def test_harvests_vary_around_a_normal_one_with_the_stated_spread() -> None:
    model = without_papers()
    settings = model.economy._replace(volatility=0.2)
    shocks = []
    earning = model.households.farm > 0
    for month in range(60):
        earn(model, settings, month)
        gap = model.households.income.astype(np.float64) - plain(model)
        shocks.append((gap / kept(model))[earning] / model.households.farm[earning])
    sample = np.concatenate(shocks)
    assert sample.mean() == pytest.approx(0.0, abs=4 * 0.2 / np.sqrt(len(sample)))
    assert sample.std() == pytest.approx(0.2, rel=0.02)
    assert sample.min() >= -1.0


def test_economy_reads_which_papers_matter_from_the_region() -> None:
    model = small()
    assert model.economy.licences == np.uint64(
        sum(int(bit(row.name)) for row in bengkayang().services if row.effect == "licence")
    )
    assert model.economy.titles == bit("land_certificate")
    built = economy(scenario({"economy.title_delay": 12}), 0, 0, np.uint64(0), np.uint64(0))
    assert built.title_step == pytest.approx(1 - np.exp(-1 / 12))


def test_crops_and_cooperation_move_farm_and_business_incomes_only() -> None:
    model = without_papers()
    households = model.households
    crops = np.linspace(0.5, 1.5, len(model.region.villages))
    earn(model, rules(model), 5, crops, 1.2)
    more = (crops[households.village] - 1.0) * households.farm + 0.2 * households.business
    assert households.income == pytest.approx(plain(model) + kept(model) * more, rel=1e-6)


def test_a_trader_adds_to_income_what_exceeds_the_outside_wage_and_never_takes_more() -> None:
    model = without_papers()
    households, traders = model.households, model.border.traders
    members = households.adults + households.children
    traders.trips[:4] = 5
    traders.alive[:4] = (True, True, True, False)
    traders.household[:4] = (0, 0, 1, 2)
    traders.busy[:4] = (1.0, 0.25, 1.0, 1.0)
    traders.sold[:4] = (9_000_000, 2_000_000, 0, 10**12)
    traders.bought[:4] = (6_000_000, 900_000, 10**12, 0)
    traders.costs[:4] = (500_000, 100_000, 0, 0)
    traders.profit[:4] = 1e12  # smoothed: what is expected, not what was earned
    earn(model, rules(model), 5)
    expected = plain(model)
    expected[0] += (2_500_000 - WAGE + 1_000_000 - 0.25 * WAGE) / members[0]
    expected[1] = 0.0
    assert households.income == pytest.approx(expected, rel=1e-6)


def test_a_worker_in_sarawak_is_missed_at_home_by_a_share_of_one_adults_earnings() -> None:
    model = without_papers()
    households = model.households
    households.work[:] = np.arange(len(households.work)) % len(Work)
    missed = 0.4 / households.adults
    expected = np.where(households.work == Work.HOME, 0.0, missed)
    assert all_home_losses(households, rules(model, home_loss=0.4)) == pytest.approx(expected)


# --- Spending -------------------------------------------------------------------------------------


def test_the_price_index_weighs_border_goods_by_their_share() -> None:
    assert price_index(1.0, 0.25) == 1.0
    assert price_index(1.5, 0.25) == pytest.approx(1.5**0.25)
    assert price_index(1.5, 0.0) == 1.0


def test_equivalent_income_is_what_papers_leave_over_the_price_index() -> None:
    model = small()
    households = model.households
    households.spending[:] = np.arange(len(households.spending)) * 1000
    households.equivalent_income[:] = 5.0
    members = households.adults + households.children
    households.crosser[:] = np.arange(len(households.crosser)) % len(Crosser)
    shape = len(bengkayang().villages), len(Crosser)
    indices = np.random.default_rng(1).uniform(0.8, 1.25, shape)
    index = indices[households.village, households.crosser]
    expected = 5.0 + (households.income - households.spending / members) / index
    total = int(households.spending.sum())
    tally = np.zeros((3, 4), np.int64)
    assert spending(households, indices, tally, 2) == total == tally[:, 2].sum()
    assert households.equivalent_income == pytest.approx(expected, rel=1e-6)
    assert (households.spending == 0).all()
    assert tally[:, [0, 1, 3]].sum() == 0


def test_what_households_pay_is_the_sum_over_sub_districts_and_months() -> None:
    model = advanced(30)
    paid = model.outcome().series["spending_on_papers"]
    recorded = model.records.tally[:, :, 17].sum()
    assert model.household_spending == recorded
    assert paid.max() > 0
