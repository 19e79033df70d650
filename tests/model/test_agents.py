"""Claims about the Mesa agents: views of rows, made only when asked for."""

import numpy as np

from model.agents import (
    Agency,
    BorderAgency,
    Broker,
    CooperationForum,
    Government,
    Household,
    Post,
    ServicePoint,
    Trader,
)
from model.border_tables import Channel, PostStatus, Side
from model.model import BorderModel
from model.tables import Option, bytes_per_row, frame
from tests.model.worlds import advanced, bengkayang, finished, scenario, small


def test_households_can_be_selected_aggregated_and_grouped_like_any_mesa_agents() -> None:
    model = small()
    households = model.agents_by_type[Household]
    poor = households.select(lambda household: household.poor)
    assert 0 < len(poor) < len(households) == 829
    assert households.agg("children", sum) == int(model.households.children.sum())
    groups = households.groupby("sub_district")
    sizes = {key: len(group) for key, group in groups.groups.items()}
    assert sizes == dict(enumerate(np.bincount(model.households.sub_district).tolist()))
    assert sum(households.get("adults")) == int(model.households.adults.sum())


def test_every_kind_of_agent_is_there_once() -> None:
    model = small()
    by_type = {kind: len(model.agents_by_type[kind]) for kind in model.agent_types}
    assert by_type == {
        Household: 829,
        Agency: len(bengkayang().agencies),
        ServicePoint: len(model.points.option),
        Broker: len(model.broker_table.alive),
        Trader: len(model.border.traders.alive),
        BorderAgency: len(bengkayang().border_agencies),
        Post: 1,
        CooperationForum: 1,
        Government: 2,
    }
    assert len(model.agents) == sum(by_type.values())


def test_a_run_makes_no_agent_unless_somebody_asks(monkeypatch) -> None:
    made = []
    monkeypatch.setattr(Household, "__init__", lambda *arguments: made.append(arguments))
    model = small()
    model.run()
    assert made == []


def test_an_agents_attributes_are_plain_numbers_and_write_to_the_table() -> None:
    model = small()
    household = next(iter(model.agents_by_type[Household]))
    assert type(household.adults) is int
    assert type(household.firm) is bool
    assert type(household.farm) is float
    household.farm = 123.0
    household.trust[Option.OFFICE] = 0.25
    assert model.households.farm[household.row] == 123.0
    assert model.households.trust[household.row, Option.OFFICE] == 0.25
    model.households.farm[household.row] = 77.0
    assert household.farm == 77.0


def test_an_agent_is_never_stale() -> None:
    model = advanced(1)
    households = list(model.agents_by_type[Household])
    for _ in range(30):
        model.step()
    assert [one.income for one in households] == model.households.income.tolist()
    assert sum(len(one.papers) > 0 for one in households) > 700


def test_asking_for_agents_does_not_change_a_run() -> None:
    asked, silent = small(), small()
    assert len(asked.agents) > 0
    for model in (asked, silent):
        for _ in range(30):
            model.step()
    assert asked.ledger.tolist() == silent.ledger.tolist()


def test_agents_can_be_dropped_and_made_anew() -> None:
    model = small()
    first = len(model.agents)
    model.remove_all_agents()
    assert not model._agents_made
    assert len(model.agents) == first
    assert len(model.agents_by_type[Household]) == 829


def test_agents_know_their_names() -> None:
    model = small()
    assert [agency.name for agency in model.agents_by_type[Agency]] == [
        agency.name for agency in bengkayang().agencies
    ]
    kinds = [point.kind for point in model.agents_by_type[ServicePoint]]
    assert kinds.count(Option.DESK) == 3
    assert kinds.count(Option.UNIT) == kinds.count(Option.MOBILE) == 1
    assert [agency.name for agency in model.agents_by_type[BorderAgency]] == [
        agency.name for agency in bengkayang().border_agencies
    ]
    assert [one.side for one in model.agents_by_type[Government]] == [Side.HOME, Side.ABROAD]
    assert [one.state for one in model.agents_by_type[Post]] == [PostStatus.PASS]
    places = {household.place for household in model.agents_by_type[Household]}
    assert places == {village.name for village in bengkayang().villages}


def test_traders_can_be_selected_by_what_they_do_and_belong_to_households() -> None:
    model = advanced(6)
    traders = model.agents_by_type[Trader].select(lambda trader: trader.alive)
    assert len(traders) == np.count_nonzero(model.border.traders.alive)
    informal = traders.select(lambda trader: trader.way == Channel.INFORMAL)
    assert 0 < len(informal) <= len(traders)
    # newcomers set out next month
    assert all((trader.path >= 0) == (trader.trips > 0) for trader in informal)
    assert all((trader.household >= 0) == trader.local for trader in traders)


def test_a_table_shows_in_pandas_what_it_holds() -> None:
    model = small()
    shown = frame(model.households)
    assert len(shown) == 829
    assert shown["income"].tolist() == model.households.income.tolist()
    assert shown["trust.2"].tolist() == model.households.trust[:, 2].tolist()


def test_a_household_takes_at_most_200_bytes_from_the_first_to_the_last_month() -> None:
    fresh = BorderModel(bengkayang(), scenario())
    for model in (fresh, finished({}), finished({}, "unit_jagoi_full")):
        tables = (model.households, model.latent, model.cases, model.expiries)
        size = sum(array.nbytes for table in tables for array in table)
        assert size / len(model.households.village) <= 200
    assert bytes_per_row(fresh.households) < 200
