"""Claims about the ledgers: what must balance does, and every need and paper can be found."""

import numpy as np
import pytest

from model.accounts import Balance, Flow, Head, LedgerError, balances, check_balances
from model.model import BorderModel
from model.tables import Array
from tests.model.worlds import advanced, bengkayang, finished, scenario

POLICIES = ("status_quo", "unit_jagoi_full", "mobile_only", "combined", "security_first", "history")


def sides(model: BorderModel) -> tuple[Balance, ...]:
    """The balances of a model's last month."""
    count = model._border_count()
    return balances(model.ledger, model.heads, model.household_spending, count)


def latent_by_service(model: BorderModel) -> Array:
    """Latent needs per household and service, by walking every household's list."""
    counts = np.zeros((len(model.households.village), len(model.region.services)), np.int64)
    for i, first in enumerate(model.households.first_need):
        row = int(first)
        while row >= 0:
            counts[i, model.latent.service[row]] += 1
            row = int(model.latent.next[row])
    return counts


def open_by_service(model: BorderModel) -> Array:
    """Open cases per household and service."""
    counts = np.zeros((len(model.households.village), len(model.region.services)), np.int64)
    number = model.heads[Head.CASES]
    np.add.at(counts, (model.cases.household[:number], model.cases.service[:number]), 1)
    return counts


def length_of(next_row: Array, first: int) -> int:
    length, row = 0, int(first)
    while row >= 0:
        length, row = length + 1, int(next_row[row])
    return length


@pytest.mark.parametrize("policy", POLICIES)
def test_every_ledger_balances_in_every_month(policy: str) -> None:
    model = advanced(0, policy=policy)
    while model.month + 1 < len(model.records.cost):
        model.step()
        for balance in sides(model):
            assert balance.left == balance.right, balance.name
    assert model.ledger[Flow.CASES_COMPLETED] > 1000
    assert model.ledger[Flow.GOODS_PAID] > 1_000_000_000
    assert model.ledger[Flow.GOODS_SEIZED] > 0
    assert model.ledger[Flow.GOODS_SPOILED] > 0
    assert model.ledger[Flow.WORKERS_LEFT_LEGAL] > 0
    assert model.ledger[Flow.WORKERS_CAUGHT] > 0


@pytest.mark.parametrize("months", [1, 13, 40, 90])
@pytest.mark.parametrize("policy", ["status_quo", "unit_jagoi_full"])
def test_every_latent_need_and_open_case_stands_in_exactly_one_place(
    policy: str, months: int
) -> None:
    model = advanced(months, policy=policy)
    latent, waiting = latent_by_service(model), open_by_service(model)
    assert latent.sum() == model.heads[Head.LATENT]
    free = length_of(model.latent.next, model.heads[Head.FREE_NEED])
    assert free + latent.sum() == len(model.latent.next)
    for row, service in enumerate(bengkayang().services):
        needed = latent[:, row] + waiting[:, row]
        column = model.services.person[row]
        if column >= 0:
            assert np.array_equal(model.households.needing[:, column], needed), service.name
        elif not service.event:
            bit = model.households.pending >> np.uint64(row) & np.uint64(1)
            assert np.array_equal(bit.astype(np.int64), needed), service.name


@pytest.mark.parametrize("months", [13, 60, 144])
def test_nobody_holds_or_needs_more_papers_than_there_are_members(months: int) -> None:
    model = advanced(months, policy="unit_jagoi_full")
    households = model.households
    latent = latent_by_service(model)
    for row, service in enumerate(bengkayang().services):
        column = model.services.person[row]
        if column < 0:
            continue
        members = households.children if service.holder == "child" else households.adults
        held = households.holders[:, column].astype(np.int64)
        assert (held >= 0).all()
        assert (households.needing[:, column] >= 0).all()
        # an open case may be that of a member who has left since
        assert (held + latent[:, row] <= members).all(), service.name


def test_every_paper_that_will_lapse_stands_in_one_months_list() -> None:
    model = advanced(60)
    lengths = [length_of(model.expiries.next, first) for first in model.first_expiry]
    assert sum(lengths) == model.heads[Head.EXPIRIES]
    assert sum(lengths[: model.month + 1]) == 0
    free = length_of(model.expiries.next, model.heads[Head.FREE_EXPIRY])
    assert free + sum(lengths) == len(model.expiries.next)


def test_papers_that_are_never_lost_are_held_as_often_as_issued() -> None:
    model = advanced(0, policy="unit_jagoi_full")
    never_lost = [
        row
        for row, service in enumerate(bengkayang().services)
        if model.services.person[row] < 0
        and not service.event
        and service.validity.value == 0
        and not model.services.renewal[row]
    ]
    bits = np.array(never_lost, np.uint64)
    before = (model.households.documents[:, None] >> bits & np.uint64(1)).sum(axis=0)
    model.run()
    after = (model.households.documents[:, None] >> bits & np.uint64(1)).sum(axis=0)
    issued = [model.documents_issued(bengkayang().services[row].name) for row in never_lost]
    assert (after - before).tolist() == issued
    assert np.count_nonzero(issued) > 10


def test_documents_per_service_add_up_to_the_monthly_counts() -> None:
    model = finished({"run.scale": 0.1})
    issued = sum(model.documents_issued(service.name) for service in bengkayang().services)
    assert issued == model.records.tally[:, :, 8].sum() == model.ledger[Flow.CASES_COMPLETED]
    # withdrawn cases of the dead and departed are abandoned in the ledger only
    withdrawn = model.ledger[Flow.CASES_ABANDONED] - model.records.tally[:, :, 13].sum()
    assert 0 <= withdrawn <= model.ledger[Flow.NEEDS_LAPSED]
    assert model.records.tally[:, :, :7].sum() == model.ledger[Flow.CASES_OPENED]
    assert model.records.arose.sum() == model.ledger[Flow.NEEDS_AROSE]
    assert (model.records.met <= model.records.arose).all()


def test_people_change_only_by_births_deaths_and_departures() -> None:
    none = {"needs.birth_rate": 0.0, "needs.death_rate": 0.0, "needs.departure_rate": 0.0}
    model = advanced(0, none)
    households = model.households
    people = households.adults.astype(np.int64) + households.children
    children = int(households.children.sum())
    for _ in range(60):
        model.step()
    assert np.array_equal(households.adults.astype(np.int64) + households.children, people)
    # some come of age: a seventeenth a year
    assert children * 0.6 < households.children.sum() < children * 0.85


@pytest.mark.parametrize(
    "corrupt",
    [
        lambda model: model.ledger.__setitem__(Flow.CASES_OPENED, 1),
        lambda model: model.ledger.__setitem__(Flow.FEES, model.ledger[Flow.FEES] + 1),
        lambda model: model.ledger.__setitem__(Flow.DOCUMENTS_ISSUED, 0),
        lambda model: model.heads.__setitem__(Head.LATENT, model.heads[Head.LATENT] + 1),
        lambda model: setattr(model, "household_spending", model.household_spending - 1),
        lambda model: setattr(model, "arrived", model.arrived + 1),
        lambda model: setattr(model, "seized", model.seized - 1),
        lambda model: model.goods_flows.__setitem__(3, model.goods_flows[3] + 1),
        lambda model: model.worker_flows.__setitem__(2, model.worker_flows[2] + 1),
    ],
    ids=[
        "opened",
        "fees",
        "documents",
        "latent",
        "spending",
        "arrived",
        "seized",
        "spoiled",
        "returned",
    ],
)
def test_a_ledger_that_is_one_off_stops_the_run(corrupt) -> None:
    model = advanced(14)
    corrupt(model)
    with pytest.raises(LedgerError, match=r"Month 14: the ledger does not balance: .*against"):
        model.step()


def test_an_error_names_each_identity_that_fails_and_no_other() -> None:
    model = advanced(14)
    count = model._border_count()
    check_balances(model.ledger, model.heads, model.household_spending, count, 14)
    with pytest.raises(LedgerError) as caught:
        check_balances(model.ledger, model.heads, model.household_spending + 5, count, 14)
    assert "household spending on papers = receipts" in str(caught.value)
    assert "cases opened" not in str(caught.value)


def test_many_children_without_papers_fit_into_the_table_of_needs() -> None:
    crowded = {"needs.child_share": 0.9, "needs.household_size": 12.0, "needs.coverage_shift": -5.0}
    model = advanced(0, crowded)
    children = int(model.households.children.sum())
    assert model.heads[Head.LATENT] > 2 * 0.9 * children  # a certificate and a card for each child
    for _ in range(14):
        model.step()  # checks the balances


def test_a_birth_may_make_any_number_of_papers_needed() -> None:
    region = bengkayang()
    card = region.service("kia")
    more = tuple(card.model_copy(update={"name": f"card_{number}"}) for number in range(6))
    region = region.model_copy(update={"services": (*region.services, *more)})
    model = BorderModel(region, scenario({"run.scale": 0.1, "needs.birth_rate": 200.0}))
    for _ in range(30):
        model.step()  # checks the balances
    listed = 0
    for first in model.households.first_need:
        row = int(first)
        while row >= 0:
            listed += 1
            row = int(model.latent.next[row])
    assert listed == model.heads[Head.LATENT]
