from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.errors import InputError
from model.region import Good
from tests.model.region_documents import (
    Change,
    document,
    drop,
    problems_of,
    put,
    region,
    repeat,
    row,
)


def good(name: str) -> Good:
    return region().goods[region().good_index(name)]


# --- The facts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "direction", "kind", "home", "abroad", "year"),
    [
        ("sugar", "import", "daily", (15_000, "rupiah"), (9_000, "rupiah"), 2016),
        ("lpg", "import", "daily", (190_000, "rupiah"), (160_000, "rupiah"), 2018),
        ("pepper", "export", "agriculture", (167_500, "rupiah"), (70, "ringgit"), 2015),
        ("vegetables", "export", "agriculture", (4_000, "rupiah"), (12_000, "rupiah"), 2023),
    ],
)
def test_goods_have_the_prices_that_were_reported_on_both_sides(
    name: str,
    direction: str,
    kind: str,
    home: tuple[float, str],
    abroad: tuple[float, str],
    year: int,
) -> None:
    here, there = good(name).price_home, good(name).price_abroad
    assert (good(name).direction, good(name).kind) == (direction, kind)
    assert (here.nominal, here.nominal_unit, here.price_year) == (*home, year)
    assert (there.nominal, there.nominal_unit, there.price_year) == (*abroad, year)


def test_every_good_is_worth_carrying_in_its_direction() -> None:
    for row_of_good in region().goods:
        gain = row_of_good.price_home.value - row_of_good.price_abroad.value
        assert gain > 0 if row_of_good.direction == "import" else gain < 0, row_of_good.name


def test_staples_are_a_basket_of_10_000_rupiah_and_15_to_50_percent_cheaper_abroad() -> None:
    home, abroad = good("staples").price_home, good("staples").price_abroad
    assert home.value == 10_000
    assert (abroad.low, abroad.high) == (5_000, 8_500)
    assert 0.25 <= 1 - abroad.value / home.value <= 0.30


def test_pepper_fetches_28_to_40_percent_more_across_the_border() -> None:
    home, abroad = good("pepper").price_home, good("pepper").price_abroad
    assert abroad.value == pytest.approx(224_000 * 1.0302 * 1.0361 * 1.0313)
    assert home.low is not None
    assert home.high is not None
    assert abroad.value / home.high - 1 == pytest.approx(0.28)
    assert abroad.value / home.low - 1 == pytest.approx(0.40)


def test_minerals_and_oil_may_not_cross_and_every_traded_good_may() -> None:
    in_force = [arrangement for arrangement in region().arrangements if arrangement.in_force]
    coming_in = {kind for arrangement in in_force for kind in arrangement.kinds_in}
    going_out = {kind for arrangement in in_force for kind in arrangement.kinds_out}
    assert coming_in == {"daily", "tools"}
    assert not {"mineral", "oil"} & (coming_in | going_out)
    for row_of_good in region().goods:
        kinds = coming_in if row_of_good.direction == "import" else going_out
        assert row_of_good.kind in kinds


def test_the_allowance_is_600_ringgit_under_the_agreement_of_1970() -> None:
    assert region().allowance.value == pytest.approx(600 * 3000 * 1.0313)
    signed = {arrangement.name: arrangement.signed for arrangement in region().arrangements}
    assert signed == {
        "trade_relations_1967": "1967-05",
        "border_crossing_1967": "1967-05",
        "border_trade_1970": "1970-08",
        "border_trade_2023": "2023-06",
    }
    assert not region().arrangements[-1].in_force


def test_only_residents_with_a_passport_or_a_border_pass_may_carry_goods() -> None:
    for arrangement in region().arrangements:
        if arrangement.kinds_in:
            assert arrangement.residents_only
            assert set(arrangement.papers) == {"passport", "plb"}


def test_the_border_pass_is_free_valid_for_two_years_and_rests_on_identity_and_family_card() -> (
    None
):
    service = region().service("plb")
    assert service.fee.value == 0
    assert service.validity.value == 24
    assert service.prerequisites == ("ktp", "kk")
    assert service.agencies == ("pos_imigrasi",)
    assert region().agency("pos_imigrasi").seat == region().gate
    assert service.coverage.value == pytest.approx(132 * 24 / 21_000, abs=0.005)


def test_the_border_pass_and_its_agency_stand_last_so_that_no_other_row_moves() -> None:
    assert region().services[-1].name == "plb"
    assert region().agencies[-1].name == "pos_imigrasi"


def test_a_border_pass_reaches_bau_but_not_kuching() -> None:
    reached = {place.name: place.pass_reaches for place in region().destinations}
    assert reached == {"serikin": True, "bau": True, "kuching": False}
    kuching = region().destinations[-1]
    assert kuching.hours_by_detour is not None
    assert kuching.hours_by_detour.value > kuching.hours.value


def test_the_post_has_the_dated_history_of_2016_to_2025() -> None:
    events = [
        (event.month, event.status, event.home_ready, event.abroad_ready)
        for event in region().post_events
    ]
    assert events == [
        ("2016-01", "plb", False, False),
        ("2020-03", "none", False, False),
        ("2023-07", "plb", True, False),
        ("2024-10", "plb", True, False),
    ]


def test_24_unofficial_paths_are_counted() -> None:
    assert sum(path.paths.value for path in region().paths) == 24


def test_the_five_agencies_of_the_post_answer_to_five_ministries() -> None:
    post = [agency for agency in region().border_agencies if agency.duty == "post"]
    assert {agency.name for agency in post} == {
        "immigration",
        "customs",
        "quarantine_agriculture",
        "quarantine_fish",
        "port_health",
    }
    assert len({agency.ministry for agency in post}) == 5


def test_only_forums_with_malaysia_are_active() -> None:
    active = {forum.name for forum in region().forums if forum.active}
    assert active == {"sosek_malindo", "gbc_malaysia", "jim"}
    sosek = region().forums[0]
    assert (sosek.name, sosek.since, sosek.sessions.value) == ("sosek_malindo", 1985, 1)
    for forum in region().forums:
        assert forum.active == (forum.sessions.value > 0)


def test_pay_abroad_is_that_of_plantations_in_rupiah_of_2018() -> None:
    later = 1.0272 * 1.0168 * 1.0187 * 1.0551 * 1.0261 * 1.0157
    assert region().constants["wage_abroad"].value == pytest.approx(1_100 * 3_550 / later)


def test_300_traders_of_whom_70_percent_from_outside_pay_40_000_to_serikin() -> None:
    constants = region().constants
    assert constants["traders"].value == 300
    assert constants["traders_outside"].value == 0.7
    assert constants["trader_load"].value == 90
    assert constants["market_fare"].value == pytest.approx(40_000 * 1.0313)


def test_traders_from_outside_bring_wares_and_local_ones_vegetables_and_mats() -> None:
    def of(who: str, *names: str) -> float:
        return sum(float(getattr(good(name), who).value) for name in names)

    assert of("traders_outside", "merchandise") > 0.5
    assert of("traders_local", "vegetables", "bidai") >= 0.5
    assert of("traders_local", "merchandise") == 0


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("P-09-sugar", [25 / 15 - 1]),
        ("P-09-traders", [1]),
        ("P-10-crossings", [1_090 * 30 / 27, 1_618 + 80]),
        ("P-10-passports", [30 / 7.5]),
        ("P-11", [0.027]),
        ("P-11-outside", [0.7]),
        ("pass-issue", [132]),
    ],
)
def test_targets_of_the_border_are_the_reported_figures(name: str, values: list[float]) -> None:
    target = next(target for target in region().targets if target.name == name)
    found = [point.value.value for point in target.points]
    assert found == pytest.approx(values, rel=5e-3)


def test_facts_that_the_model_starts_from_are_not_used_to_check_it() -> None:
    uses = {target.name: target.use for target in region().targets}
    assert uses["P-11-outside"] == uses["pass-issue"] == "report"


# --- Faults ---------------------------------------------------------------------------------------

UNRATIFIED: Change = put("arrangements", "border_trade_1970", "in_force", False)


def rename_month(month: str, other: str) -> Change:
    return put("post_events", month, "month", other)


def nothing_in_force(changed: dict[str, Any]) -> None:
    for arrangement in changed["arrangements"]:
        arrangement["kinds_in"] = [kind for kind in arrangement["kinds_in"] if kind != "daily"]


FAULTS: list[tuple[Change, str]] = [
    (drop("goods", "sugar", "price_abroad"), "goods.sugar.price_abroad: is missing."),
    (drop("goods", "pepper", "price_home"), "goods.pepper.price_home: is missing."),
    (
        put("goods", "lpg", "price_home", {"value": 0, "price_year": 2018, "source": "lpg_prices"}),
        "goods.lpg.price_home: is 0; it must be above 0.",
    ),
    (
        put("goods", "lpg", "weight", {"value": 0, "source": "lpg_prices"}),
        "goods.lpg.weight: is 0; it must be above 0.",
    ),
    (
        put("goods", "lpg", "kind", "dayly"),
        "goods.lpg.kind: 'dayly' is not allowed; did you mean 'daily'?",
    ),
    (
        put("goods", "pepper", "kind", "mineral"),
        "goods.pepper.kind: no arrangement in force admits the export of 'mineral'; admitted: "
        "agriculture, craft, manufacture.",
    ),
    (
        put("goods", "sugar", "traders_local", 0.25),
        "goods: the shares of the local traders, traders_local, sum to 1.100000, but must sum to 1",
    ),
    (
        put("goods", "sugar", "traders_outside", 0),
        "goods: the shares of the outside traders, traders_outside, sum to 0.900000, but must sum",
    ),
    (
        put("goods", "sugar", "spending_share", {"value": 0.5, "source": "lpg_prices"}),
        "goods: the shares of household spending on imports, spending_share, sum to 1.350000",
    ),
    (
        put("goods", "pepper", "farm_share", {"value": 0.9, "source": "lpg_prices"}),
        "goods: the shares of farm income, farm_share, sum to 1.05; at most 1.",
    ),
    (
        put("goods", "sugar", "farm_share", {"value": 0.1, "source": "lpg_prices"}),
        "goods.sugar.farm_share: is 0.1; of an import it must be 0.",
    ),
    (
        put("goods", "bidai", "spending_share", {"value": 0.1, "source": "lpg_prices"}),
        "goods.bidai.spending_share: is 0.1; of an export it must be 0.",
    ),
    (repeat("forums", "jim"), "forums.jim: the name is given 2 times; names must differ."),
    (
        put("lines", "siding", "sub_district", "sidding"),
        "lines.siding.sub_district: 'sidding' is not in sub_districts; did you mean 'siding'?",
    ),
    (
        put("lines", "border", "source", "polygon"),
        "lines.border.source: 'polygon' is not in sources; did you mean 'polygons'?",
    ),
    (
        put("lines", "border", "kind", "borders"),
        "lines.border.kind: 'borders' is not allowed; did you mean 'border'?",
    ),
    (
        put("post_events", "2020-03", "status", "plbn"),
        "post_events.2020-03.status: 'plbn' is not allowed; did you mean 'plb'?",
    ),
    (
        put("post_events", "2024-10", "status", "full"),
        "post_events.2024-10.status: 'full' needs both sides ready.",
    ),
    (
        rename_month("2020-03", "2024-01"),
        "post_events.2023-07: does not come after 2024-01, the month before it in the list; give "
        "each month once and in order.",
    ),
    (
        rename_month("2023-07", "2020-03"),
        "post_events.2020-03: does not come after 2020-03, the month before it in the list",
    ),
    (
        rename_month("2020-03", "2020-3"),
        "post_events.2020-3.month: '2020-3' is not a month such as '2016-01'.",
    ),
    (
        rename_month("2016-01", "2017-01"),
        "post_events: none is in or before the first_month, 2016-01; say what the post is at",
    ),
    (
        put("post_events", "2020-03", "source", "post_histroy"),
        "post_events.2020-03.source: 'post_histroy' is not in sources; "
        "did you mean 'post_history'?",
    ),
    (
        put("paths", "semunying", "traffic", -0.15),
        "paths.semunying.traffic: -0.15 is outside what is allowed, 0 to 1.",
    ),
    (
        put("paths", "semunying", "traffic", 0.2),
        "paths: the shares of informal crossings, traffic, sum to 1.050000, but must sum to 1.",
    ),
    (
        put("paths", "semunying", "village", "Semunyin Jaya"),
        "paths.semunying.village: 'Semunyin Jaya' is not in places; did you mean 'Semunying Jaya'?",
    ),
    (
        put("paths", "semunying", "village", "Entikong"),
        "paths.semunying.village: 'Entikong' is of kind 'external', not 'village'.",
    ),
    (
        put("arrangements", "border_trade_1970", "papers", ["plbb"]),
        "arrangements.border_trade_1970.papers: 'plbb' is not in services; did you mean 'plb'?",
    ),
    (
        put("arrangements", "border_trade_1970", "kinds_in", ["tool"]),
        "arrangements.border_trade_1970.kinds_in.0: 'tool' is not allowed; did you mean 'tools'?",
    ),
    (
        put("arrangements", "border_trade_1970", "signed", "24 August 1970"),
        "arrangements.border_trade_1970.signed: '24 August 1970' is not a month such as",
    ),
    (UNRATIFIED, "arrangements: none in force gives an allowance; exactly one must."),
    (
        put(
            "arrangements",
            "border_crossing_1967",
            "allowance",
            {
                "value": 600,
                "unit": "ringgit per person and month",
                "price_year": 2017,
                "source": "border_trade_rules",
            },
        ),
        "arrangements: border_crossing_1967, border_trade_1970 are in force and give an allowance; "
        "only one may.",
    ),
    (
        put("border_agencies", "customs", "duty", "patroll"),
        "border_agencies.customs.duty: 'patroll' is not allowed; did you mean 'patrol'?",
    ),
    (
        put("border_agencies", "customs", "staff", -6),
        "border_agencies.customs.staff: -6 is outside what is allowed, 0 or more.",
    ),
    (
        put("forums", "jim", "since", "1985"),
        "forums.jim.since: '1985' is not a whole number.",
    ),
    (
        lambda changed: changed["constants"].pop("traders"),
        "constants.traders: is missing.",
    ),
    (
        lambda changed: changed.update(paths=[]),
        "paths: must be a list of at least one table, [[paths]].",
    ),
    (
        lambda changed: changed.pop("forums"),
        "forums: must be a list of at least one table, [[forums]].",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), FAULTS, ids=[text for _, text in FAULTS])
def test_a_fault_of_the_border_is_said_in_one_sentence(change: Change, sentence: str) -> None:
    changed = document()
    change(changed)
    found = problems_of(changed)
    assert any(sentence in problem for problem in found), found
    assert len(found) <= 2, "one fault must not set off a cascade of messages"


def test_faults_of_the_border_are_reported_together() -> None:
    together = (
        "goods.sugar.price_abroad",
        "post_events.2020-03.status",
        "paths.semunying.traffic",
        "arrangements.border_trade_1970.papers",
        "border_agencies.customs.duty",
        "forums.jim.since",
        "constants.traders",
    )
    chosen = [fault for fault in FAULTS if fault[1].startswith(together)]
    assert len(chosen) == len(together)
    changed = document()
    for change, _ in chosen:
        change(changed)
    found = problems_of(changed)
    for _, sentence in chosen:
        assert any(sentence in problem for problem in found), (sentence, found)


def test_a_good_that_no_arrangement_admits_any_more_is_named_with_its_kind() -> None:
    changed = document()
    nothing_in_force(changed)
    found = [problem for problem in problems_of(changed) if ".kind: no arrangement" in problem]
    assert [problem.split(".kind")[0] for problem in found] == [
        "region.toml: goods.staples",
        "region.toml: goods.sugar",
        "region.toml: goods.lpg",
    ]


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(
        [("goods", "traders_local"), ("goods", "traders_outside"), ("paths", "traffic")]
    ),
    st.data(),
)
def test_any_shift_of_one_share_breaks_the_sum_and_is_reported(
    column: tuple[str, str], data: st.DataObject
) -> None:
    table, field = column
    changed = document()
    name = data.draw(st.sampled_from([raw["name"] for raw in changed[table]]))
    given_share = row(changed, table, name)[field]
    share = data.draw(st.floats(0, 1).filter(lambda value: abs(value - given_share) > 1e-5))
    row(changed, table, name)[field] = share
    assert any(field in problem and "sum to" in problem for problem in problems_of(changed))


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(4)).filter(lambda order: order != sorted(order)))
def test_any_disorder_of_the_posts_history_is_reported(order: list[int]) -> None:
    changed = document()
    changed["post_events"] = [changed["post_events"][number] for number in order]
    assert any("does not come after" in problem for problem in problems_of(changed))


def test_an_unknown_good_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r"no good named 'peper'.*did you mean 'pepper'"):
        region().good_index("peper")
