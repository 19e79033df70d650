import pickle
from collections.abc import Callable
from hashlib import sha256
from math import log
from pathlib import Path
from typing import Any

import matplotlib.path
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from model.errors import InputError
from model.quantity import UNITS
from model.region import REGIONS, Quantity, load_region
from model.region_draft import row_name
from model.region_reading import TABLES, measured_fields, read_tables
from tests.model.region_documents import (
    BENGKAYANG,
    Change,
    document,
    drop,
    original,
    problems_of,
    put,
    quantities,
    region,
    repeat,
    row,
)

# --- The facts of the source papers ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "population", "to_capital", "to_gate"),
    [
        ("jagoi_babang", 9019, 89.96, 0),
        ("siding", 6312, 103.68, 27),
        ("seluas", 19000, 76.08, 21),
    ],
)
def test_sub_districts_have_the_figures_of_table_1(
    name: str, population: float, to_capital: float, to_gate: float
) -> None:
    sub_district = region().sub_district(name)
    assert sub_district.population.value == population
    assert sub_district.distance_to_capital.value == to_capital
    assert sub_district.distance_to_gate.value == to_gate
    assert region().sources[sub_district.population.source].kind == "seed"


def weighted_mean(distance: Callable[[str], float]) -> float:
    people = {area.seat: area.population.value for area in region().sub_districts}
    return sum(people[seat] * distance(seat) for seat in people) / sum(people.values())


def seat_roads() -> nx.Graph:
    graph = nx.Graph()
    for road in region().roads:
        if road.length is not None:
            graph.add_edge(road.start, road.end, length=road.length.value)
    return graph


@pytest.mark.parametrize(
    ("place", "mean"), [("Bengkayang", 84.80), ("Jagoi", 16.59), ("Seluas", 14.34)]
)
def test_roads_reproduce_the_mean_distance_of_the_people_from(place: str, mean: float) -> None:
    lengths = nx.single_source_dijkstra_path_length(seat_roads(), place, weight="length")
    assert weighted_mean(lambda seat: lengths[seat]) == pytest.approx(mean, abs=0.005)


def test_roads_join_siding_and_seluas_through_jagoi_in_48_kilometres() -> None:
    graph = seat_roads()
    assert nx.shortest_path(graph, "Siding", "Seluas", weight="length")[1] == "Jagoi"
    assert nx.shortest_path_length(graph, "Siding", "Seluas", weight="length") == 48


def test_roads_give_every_seat_the_distances_stated_for_its_sub_district() -> None:
    graph = seat_roads()
    for area in region().sub_districts:
        for end, stated in (
            (region().capital, area.distance_to_capital),
            (region().gate, area.distance_to_gate),
        ):
            length = nx.shortest_path_length(graph, area.seat, end, weight="length")
            assert length == stated.value, (area.name, end)


def test_villages_share_out_each_sub_district_and_jagoi_has_its_counted_share() -> None:
    for area in region().sub_districts:
        shares = [
            village.population_share.value
            for village in region().villages
            if village.sub_district == area.name and village.population_share
        ]
        assert sum(shares) == pytest.approx(1, abs=1e-9)
    jagoi = region().place("Jagoi").population_share
    assert jagoi is not None
    assert jagoi.value == pytest.approx(2495 / 6948, abs=1e-12)


def test_a_seat_weighs_2_8_times_another_village_where_no_count_exists() -> None:
    for seat, other in (("Siding", "Tawang"), ("Seluas", "Kalon")):
        shares = [region().place(name).population_share for name in (seat, other)]
        assert shares[0] is not None
        assert shares[1] is not None
        assert shares[0].value / shares[1].value == pytest.approx(2.8)


@pytest.mark.parametrize(
    ("group", "licensing", "agencies", "names"),
    [
        (
            "land",
            True,
            {"bpn", "bappeda", "pu"},
            {"location_permit", "building_permit", "land_use_permit"},
        ),
        (
            "business",
            True,
            {"koperindag"},
            {
                "industry_licence",
                "trade_licence",
                "recreation_licence",
                "restaurant_licence",
                "salon_licence",
                "hotel_licence",
                "lodge_licence",
                "industry_registration",
                "company_registration",
                "principle_permit",
                "huller_licence",
                "travel_agency_licence",
            },
        ),
        ("tax", True, {"dispenda"}, {"regional_tax_registration", "advertising_permit"}),
        ("environment", True, {"klh"}, {"nuisance_permit"}),
        ("labour", False, {"disnaker"}, {"job_seeker_card"}),
        (
            "population",
            False,
            {"disdukcapil", "imigrasi"},
            {
                "birth_certificate",
                "death_certificate",
                "adoption_certificate",
                "child_acknowledgement",
                "marriage_certificate",
                "divorce_certificate",
                "passport",
                "ktp",
                "kk",
                "kia",
            },
        ),
        ("land", False, {"bpn", "bappeda", "pu"}, {"land_certificate"}),
        ("vehicle", False, {"polres"}, {"sim", "bpkb"}),
    ],
)
def test_services_and_their_agencies_are_those_of_the_source_papers(
    group: str, licensing: bool, agencies: set[str], names: set[str]
) -> None:
    services = [
        service
        for service in region().services
        if service.group == group and service.licensing == licensing
    ]
    assert {service.name for service in services} == names
    assert {agency for service in services for agency in service.agencies} == agencies


def test_papers_rest_on_one_another_as_the_law_says() -> None:
    assert region().service("ktp").prerequisites == ("kk",)
    assert region().service("kk").prerequisites == ()
    assert {"ktp", "kk"} <= set(region().service("passport").prerequisites)
    assert set(region().service("kia").prerequisites) == {"kk", "birth_certificate"}


def test_civil_registration_is_free_by_law() -> None:
    for service in region().services:
        if service.agencies == ("disdukcapil",):
            assert service.fee.value == 0
            assert region().sources[service.fee.source].kind == "law"


def test_the_wealth_gradient_is_an_odds_ratio_of_five_over_eight_deciles() -> None:
    gradient = region().service("birth_certificate").decile_gradient.value
    assert gradient == pytest.approx(log(5) / 8, abs=1e-4)


def test_every_need_can_arise() -> None:
    for service in region().services:
        assert (service.yearly_rate.value > 0) == (service.origin == "rate"), service.name


def test_every_number_has_a_known_unit_and_source_and_every_assumption_a_range() -> None:
    found = list(quantities(region()))
    assert len(found) > 300
    for quantity in found:
        assert quantity.unit in UNITS
        source = region().sources[quantity.source]
        if source.kind == "assumption":
            assert quantity.low is not None, quantity
            assert quantity.high is not None, quantity
            assert quantity.low <= quantity.value <= quantity.high


def test_every_source_is_used() -> None:
    named = {quantity.source for quantity in quantities(region())}
    assert set(region().sources) == named | {event.source for event in region().post_events}


# --- Money ----------------------------------------------------------------------------------------


def fee_in(price_year: int, unit: str = "rupiah", value: float = 100_000) -> Quantity:
    changed = document()
    row(changed, "services", "passport")["fee"] = {
        "value": value,
        "unit": unit,
        "price_year": price_year,
        "source": "pp_45_2014",
    }
    services = {service.name: service for service in read_tables(changed, "")["services"]}
    fee: Quantity = services["passport"].fee
    return fee


def test_the_passport_fee_of_2017_rises_by_the_inflation_of_2018() -> None:
    fee = region().service("passport").fee
    assert fee.value == pytest.approx(355_000 * 1.0313)
    assert (fee.nominal, fee.nominal_unit, fee.price_year) == (355_000, "rupiah", 2017)


@pytest.mark.parametrize(
    ("price_year", "factor"),
    [
        (2015, 1.0302 * 1.0361 * 1.0313),
        (2016, 1.0361 * 1.0313),
        (2018, 1.0),
        (2020, 1 / (1.0272 * 1.0168)),
        (2024, 1 / (1.0272 * 1.0168 * 1.0187 * 1.0551 * 1.0261 * 1.0157)),
    ],
)
def test_money_moves_by_the_product_of_yearly_inflation(price_year: int, factor: float) -> None:
    assert fee_in(price_year).value == pytest.approx(100_000 * factor, rel=1e-12)


def test_ringgit_convert_at_the_rate_of_their_year_and_then_by_inflation() -> None:
    fee = fee_in(2017, "ringgit", 600)
    assert fee.value == pytest.approx(600 * 3000 * 1.0313)
    assert (fee.unit, fee.nominal, fee.nominal_unit) == ("rupiah", 600, "ringgit")


def test_the_range_of_an_amount_is_converted_with_it() -> None:
    fee = region().service("nuisance_permit").fee
    assert fee.low == pytest.approx(25_000 * 1.0313)
    assert fee.high == pytest.approx(300_000 * 1.0313)


# --- Faults ---------------------------------------------------------------------------------------


def remove_roads_of(place: str) -> Change:
    def change(changed: dict[str, Any]) -> None:
        changed["roads"] = [
            road for road in changed["roads"] if place not in (road["start"], road["end"])
        ]

    return change


FAULTS: list[tuple[Change, str]] = [
    (
        put("services", "ktp", "holdr", "adult"),
        "services.ktp.holdr: this key is unknown; did you mean 'holder'?",
    ),
    (
        lambda changed: changed.update(servces=[]),
        "servces: this key is unknown; did you mean 'services'?",
    ),
    (drop("services", "kia", "holder"), "services.kia.holder: is missing."),
    (drop("services", "sim", "attractiveness"), "services.sim.attractiveness: is missing."),
    (
        put("services", "sim", "holder", "adlt"),
        "services.sim.holder: 'adlt' is not allowed; did you mean 'adult'?",
    ),
    (
        put("services", "bpkb", "channels", ["brokr"]),
        "services.bpkb.channels.0: 'brokr' is not allowed; did you mean 'broker'?",
    ),
    (
        put("services", "bpkb", "latent", "yes"),
        "services.bpkb.latent: 'yes' is neither true nor false.",
    ),
    (
        put("services", "salon_licence", "label", {"en": "Salon", "ind": "Salon"}),
        "services.salon_licence.label.ind: this key is unknown; did you mean 'id'?",
    ),
    (
        put("services", "passport", "prerequisites", ["ktpp", "kk"]),
        "services.passport.prerequisites: 'ktpp' is not in services; did you mean 'ktp'?",
    ),
    (
        put("services", "hotel_licence", "agencies", ["koperindak"]),
        "services.hotel_licence.agencies: 'koperindak' is not in agencies; "
        "did you mean 'koperindag'?",
    ),
    (
        put("agencies", "bpn", "seat", "Bengkayan"),
        "agencies.bpn.seat: 'Bengkayan' is not in places; did you mean 'Bengkayang'?",
    ),
    (
        put("places", "Kalon", "sub_district", "selua"),
        "places.Kalon.sub_district: 'selua' is not in sub_districts; did you mean 'seluas'?",
    ),
    (
        put("services", "kk", "prerequisites", ["ktp"]),
        "these papers require one another in a circle: ",
    ),
    (
        put("occupations", "trade", "share", 0.2),
        "occupations: the shares of households sum to 1.121400, but must sum to 1.",
    ),
    (
        put("occupations", "mining", "wage", 0.6),
        "occupations.mining: the income shares farm, wage, business sum to 0.850000, but must "
        "sum to 1.",
    ),
    (
        put("places", "Sekida", "population_share", {"value": 0.2, "source": "jagoi_table"}),
        "places: the population shares of the villages of 'jagoi_babang' sum to 1.0718",
    ),
    (
        put("services", "sim", "coverage", {"value": 1.2, "source": "satibi_2019"}),
        "services.sim.coverage: 1.2 is outside what is allowed, 0 to 1.",
    ),
    (
        remove_roads_of("Tangguh"),
        "places.Tangguh: no road connects this village to the capital, 'Bengkayang'.",
    ),
    (
        put("agencies", "pu", "counters", -1),
        "agencies.pu.counters: -1 is outside what is allowed, 0 or more.",
    ),
    (
        put("roads", "Siding-Jagoi", "length", -27),
        "roads.Siding-Jagoi.length: -27 is outside what is allowed, 0 or more.",
    ),
    (
        put("services", "bpkb", "fee", {"value": 225_000, "source": "pp_60_2016"}),
        "services.bpkb.fee: is an amount of money, so it needs a price_year.",
    ),
    (
        put("services", "bpkb", "fee", {"value": 1, "source": "pp_60_2016", "price_year": 2010}),
        "services.bpkb.fee.price_year: 2010 is outside the inflation table, 2015 to 2024",
    ),
    (
        put(
            "services",
            "bpkb",
            "fee",
            {"value": 9, "unit": "ringgit", "source": "pp_60_2016", "price_year": 2018},
        ),
        "services.bpkb.fee.price_year: 2018 has no exchange rate; years with one: 2015, 2017",
    ),
    (
        put("services", "sim", "coverage", {"value": 0.3}),
        "services.sim.coverage: names no source; give a key of [sources].",
    ),
    (
        put("services", "sim", "coverage", {"value": 0.3, "source": "satibi_2018"}),
        "services.sim.coverage: the source 'satibi_2018' is not in [sources]; "
        "did you mean 'satibi_2019'?",
    ),
    (
        put("services", "sim", "coverage", {"value": 0.3, "source": "assumed_coverage"}),
        "services.sim.coverage: its source 'assumed_coverage' is an assumption, so it needs a "
        "range",
    ),
    (
        put(
            "services",
            "sim",
            "coverage",
            {"value": 0.3, "source": "assumed_coverage", "low": 0.4, "high": 0.5},
        ),
        "services.sim.coverage: 0.3 lies outside its own range, 0.4 to 0.5.",
    ),
    (
        put(
            "services",
            "sim",
            "coverage",
            {"value": 0.3, "source": "assumed_coverage", "low": 0.2, "factor": 2},
        ),
        "services.sim.coverage: gives its range in two ways (factor, low and high); keep one.",
    ),
    (
        put("services", "sim", "coverage", {"value": 0.3, "unit": "month", "source": "bps_gini"}),
        "services.sim.coverage: the unit is 'month', but it must be 'share'.",
    ),
    (
        put("services", "sim", "attractiveness", float("nan")),
        "services.sim.attractiveness: nan is not a finite number.",
    ),
    (
        put("services", "sim", "attractiveness", True),
        "services.sim.attractiveness: True is neither a number nor a table",
    ),
    (repeat("places", "Sahan"), "places.Sahan: the name is given 2 times; names must differ."),
    (
        drop("roads", "Sahan-Seluas", "tortuosity"),
        "roads.Sahan-Seluas: give either length or tortuosity.",
    ),
    (
        put("services", "sim", "yearly_rate", 0),
        "services.sim.yearly_rate: is 0, but the origin 'rate' needs a rate above 0.",
    ),
    (
        lambda changed: changed["constants"].pop("poverty_line"),
        "constants.poverty_line: is missing.",
    ),
    (
        lambda changed: changed["inflation"].pop("2019"),
        "inflation: gives the years 2016, 2017, 2018, 2020, 2021, 2022, 2023, 2024, but must give "
        "consecutive years.",
    ),
    (
        lambda changed: changed["columns"]["services"]["fee"].update(unit="rupees"),
        "columns.services.fee: the unit is 'rupees', but it must be 'rupiah' or 'ringgit'.",
    ),
    (
        lambda changed: changed["columns"]["roads"].update(lenght={}),
        "columns.roads.lenght: this key is unknown; did you mean 'length'?",
    ),
    (
        lambda changed: changed.update(gate="Singkawang"),
        "gate: the place 'Singkawang' is of kind 'office', not 'village'.",
    ),
    (
        lambda changed: changed.update(first_month="2016-13"),
        "first_month: '2016-13' is not a month such as '2016-01'.",
    ),
    (
        lambda changed: changed["sources"]["pp_60_2016"].update(kind="laws"),
        "sources.pp_60_2016.kind: 'laws' is not allowed; did you mean 'law'?",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), FAULTS, ids=[text for _, text in FAULTS])
def test_a_fault_is_said_in_one_sentence(change: Change, sentence: str) -> None:
    changed = document()
    change(changed)
    found = problems_of(changed)
    assert any(sentence in problem for problem in found), found
    assert len(found) <= 2, "one fault must not set off a cascade of messages"


def test_faults_of_one_file_are_reported_together() -> None:
    together = (
        "services.ktp.holdr",
        "services.kia.holder",
        "services.passport.prerequisites",
        "agencies.bpn.seat",
        "agencies.pu.counters",
        "occupations: ",
        "roads.Siding-Jagoi.length",
        "services.sim.coverage: 1.2",
        "constants.poverty_line",
        "columns.services.fee",
        "first_month",
    )
    chosen = [fault for fault in FAULTS if fault[1].startswith(together)]
    assert len(chosen) == len(together)
    changed = document()
    for change, _ in chosen:
        change(changed)
    found = problems_of(changed)
    for _, sentence in chosen:
        assert any(sentence in problem for problem in found), (sentence, found)
    assert all(problem.startswith("region.toml: ") for problem in found)


def stated_numbers() -> list[tuple[str, int, str]]:
    """Return table, row and field of every number of the file that stands in a row."""
    return [
        (table, number, field)
        for table, model in TABLES.items()
        for number, raw in enumerate(original()[table])
        for field in measured_fields(model)
        if field in raw
    ]


def expanded(changed: dict[str, Any], table: str, field: str, raw: object) -> dict[str, Any]:
    column = changed["columns"].get(table, {}).get(field, {})
    if not isinstance(raw, dict):
        return {**column, "value": raw}
    return {"unit": column["unit"], **raw} if column else dict(raw)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_corrupted_number_is_reported_with_its_path(data: st.DataObject) -> None:
    table, number, field = data.draw(st.sampled_from(stated_numbers()))
    changed = document()
    raw = changed[table][number]
    quantity = expanded(changed, table, field, raw[field])
    kinds = ["unit", "source", "no source", "no value", "text", "infinite"]
    if measured_fields(TABLES[table])[field].lower == 0:
        kinds.append("negative")
    match data.draw(st.sampled_from(kinds)):
        case "unit":
            quantity["unit"] = data.draw(st.text(max_size=8).map(lambda text: text + "?"))
        case "source":
            quantity["source"] = data.draw(st.text(max_size=8).map(lambda text: text + "?"))
        case "no source":
            del quantity["source"]
        case "no value":
            del quantity["value"]
        case "text":
            quantity["value"] = "many"
        case "infinite":
            quantity["value"] = float("inf")
        case "negative":
            quantity["value"] = -data.draw(st.floats(min_value=1e-6, max_value=1e12))
    raw[field] = quantity
    path = f"region.toml: {table}.{row_name(raw)}.{field}"
    assert any(problem.startswith(path) for problem in problems_of(changed))


def stated_names() -> list[tuple[str, int, str]]:
    fields = {
        "sub_districts": ("seat",),
        "places": ("sub_district",),
        "roads": ("start", "end"),
        "agencies": ("seat",),
        "services": ("prerequisites", "agencies"),
        "targets": ("service",),
        "arrangements": ("papers",),
        "post_events": ("source",),
        "paths": ("village",),
    }
    return [
        (table, number, field)
        for table, names in fields.items()
        for number, raw in enumerate(original()[table])
        for field in names
        if raw.get(field)
    ]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(stated_names()), st.text("abcdefgh", min_size=1, max_size=3))
def test_any_unknown_name_is_reported_with_its_path(
    where: tuple[str, int, str], ending: str
) -> None:
    table, number, field = where
    changed = document()
    raw = changed[table][number]
    unknown = (raw[field][0] if isinstance(raw[field], list) else raw[field]) + "zz" + ending
    raw[field] = [unknown, *raw[field][1:]] if isinstance(raw[field], list) else unknown
    path = f"region.toml: {table}.{row_name(raw)}.{field}: '{unknown}' is not in "
    assert any(problem.startswith(path) for problem in problems_of(changed))


# --- Files ----------------------------------------------------------------------------------------


def test_a_region_is_found_by_name_or_by_path(tmp_path: Path) -> None:
    copy = tmp_path / "copy.toml"
    copy.write_bytes(BENGKAYANG.read_bytes())
    assert load_region(copy) == load_region(str(copy)) == region()
    assert region().content_hash == sha256(BENGKAYANG.read_bytes()).hexdigest()


def test_a_misspelt_region_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(InputError, match="no region 'bengkayan': did you mean 'bengkayang'"):
        load_region("bengkayan")


def test_a_missing_or_unreadable_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no region file"):
        load_region(tmp_path / "none.toml")
    with pytest.raises(InputError, match="cannot be read"):
        load_region(tmp_path)
    latin = tmp_path / "latin.toml"
    latin.write_bytes('name = "Bengkayáng"'.encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        load_region(latin)


def test_wrong_syntax_is_reported_with_file_and_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text('name = "x"\ncurrency = \n', encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.toml: this is not valid TOML.*line 2"):
        load_region(broken)


def test_an_empty_file_is_told_all_that_it_lacks() -> None:
    found = "\n".join(problems_of({}))
    for part in ("name", "gate", "inflation", *(name for name in TABLES if name != "lines")):
        assert f"region.toml: {part}: " in found


def test_lines_may_be_left_out_for_they_are_for_pictures_only() -> None:
    changed = document()
    del changed["lines"]
    assert read_tables(changed, "region.toml")["lines"] == ()
    changed["lines"] = 3
    sentence = "region.toml: lines: must be a list of at least one table, [[lines]]."
    assert problems_of(changed) == (sentence,)


def test_a_region_cannot_be_changed_and_survives_the_way_to_a_worker() -> None:
    with pytest.raises(ValidationError):
        region().gate = "Seluas"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(region())) == region()


def test_an_unknown_name_in_a_look_up_is_answered_with_the_nearest() -> None:
    assert region().places[region().place_index("Sungkung II")].name == "Sungkung II"
    with pytest.raises(InputError, match=r"no service named 'pasport'.*did you mean 'passport'"):
        region().service("pasport")


def test_the_docs_list_every_inconsistency_that_the_region_notes() -> None:
    text = (REGIONS.parents[1] / "docs" / "data.md").read_text(encoding="utf-8")
    listed = text.split("## What does not fit together in the sources")[1].split("##")[0]
    bullets = [line.removeprefix("- ") for line in listed.splitlines() if line.startswith("- ")]
    assert tuple(bullets) == region().notes


def test_every_village_of_bengkayang_lies_inside_the_outline_of_its_sub_district() -> None:
    region = load_region("bengkayang")
    outlines = {
        line.sub_district: matplotlib.path.Path(line.points)
        for line in region.lines
        if line.sub_district
    }
    assert set(outlines) == {sub_district.name for sub_district in region.sub_districts}
    for village in region.villages:
        assert village.latitude is not None
        assert village.longitude is not None
        at = village.longitude.value, village.latitude.value
        # outlines are simplified, so a village at the edge may lie up to some 1 km outside
        assert outlines[village.sub_district].contains_point(at, radius=0.01), village.name
