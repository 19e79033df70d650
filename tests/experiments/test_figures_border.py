import math

import numpy as np
import pytest
from matplotlib.collections import PolyCollection

from experiments.designs import Alternative, Design
from experiments.figures import FIGURES, draw_comparison, saving
from experiments.figures.courses import levels
from experiments.figures.findings import paired
from experiments.figures.flows import draw_crossings, draw_trade
from experiments.figures.goods import draw_goods
from experiments.figures.incidence import draw_incidence
from experiments.figures.inspection import draw_inspection
from experiments.figures.prices import draw_prices
from experiments.figures.sources import draw_sources
from experiments.figures.style import house_style
from experiments.figures.together import draw_together
from experiments.figures.tradeoff import normal_flow, post_at_end, trade_off
from model.region import load_region
from model.scenario import Scenario
from tests.experiments import fake
from tests.experiments.drawn import (
    LONG,
    MONTHS,
    OPENS,
    grouped,
    material_of,
    no_text_is_cut_or_overlaps,
    said,
    simulate,
    study_of,
)

AT_THE_BORDER = {"trade_by_channel", "trade_by_good", "prices", "crossings", "inspection"}
DRAWINGS = (draw_trade, draw_goods, draw_prices, draw_crossings, draw_sources, draw_incidence)
PARTS = ("post", "talks")


def joint_study(folder, beyond, seeds=3):
    """Two policies of 2 and 3 more needs met, and both together with ``beyond`` the sum."""

    def joint(region, scenario, seed):
        outcome = simulate(region, scenario, seed)
        effect = 2.0 * (scenario.unit.opening_month > 0) + 3.0 * (scenario.mobile.opening_month > 0)
        both = scenario.unit.opening_month > 0 and scenario.mobile.opening_month > 0
        summary = dict.fromkeys(outcome.summary, 100.0 * seed)
        summary["needs_met"] += effect + beyond(seed) * both
        return fake.Outcome(summary, outcome.series)

    post, talks = {"unit.opening_month": OPENS}, {"mobile.opening_month": OPENS}
    levers = {"status_quo": {}, "post": post, "talks": talks, "post+talks": post | talks}
    alternatives = tuple(
        Alternative(fake.policy(name, **some), Scenario().replaced({"run.months": MONTHS} | some))
        for name, some in levers.items()
    )
    design = Design("compare", fake.Region(), alternatives, tuple(range(1, seeds + 1)))
    study = grouped(fake.conduct(folder, design, joint), "border", {*PARTS})
    return grouped(study, "together", {"post+talks"})


@pytest.fixture(autouse=True)
def _coarse(monkeypatch):
    monkeypatch.setattr(saving, "DOTS_PER_INCH", 60)


def drawn(study, draw, language="en"):
    with house_style():
        return draw(material_of(study, language))


def names_of(paths):
    return {path.name.partition(".")[0] for path in paths}


def post(**levers):
    region = load_region("bengkayang")
    return post_at_end(region, {"run.months": MONTHS} | levers, seed=1, flow=1000.0)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return grouped(study_of(tmp_path_factory.mktemp("border")), "border")


def test_figures_of_the_border_are_left_out_of_a_study_of_services(tmp_path):
    study = study_of(tmp_path, policies=1, seeds=2)
    assert names_of(draw_comparison(study, "en")) == {
        "aims_over_time",
        "cost_and_hours",
        "where_lodged",
        "income_by_source",
        "incidence",
    }


def test_a_study_of_the_border_has_all_figures_but_joint_policies_and_maps_of_villages(tmp_path):
    region = load_region("bengkayang")
    study = grouped(study_of(tmp_path, 1, 2, at_the_post), "border", region=region)
    absent = {"alone_and_together"} | {name for name in FIGURES if name.startswith("map_")}
    assert names_of(draw_comparison(study, "en")) == set(FIGURES) - absent


def test_with_many_policies_each_group_has_a_page_that_says_so(tmp_path):
    study = study_of(tmp_path, policies=8, seeds=2)
    study = grouped(study, "border", {f"Policy {place}" for place in range(4, 9)})
    material = material_of(study)
    service, border = material.pages()
    assert service.alternatives == ("Policy 1", "Policy 2", "Policy 3")
    assert border.alternatives == tuple(f"Policy {place}" for place in range(4, 9))
    with house_style():
        page = FIGURES["aims_over_time"].draw(border)
    assert "POLICIES AT THE BORDER" in said(page)
    assert [one.alternatives for one in material.pages(["border"])] == [border.alternatives]


def test_what_is_not_simulated_is_not_drawn(tmp_path):
    study = grouped(fake.conduct(tmp_path, fake.design(seeds=2)), "border")
    for draw in (*DRAWINGS, draw_inspection, draw_together):
        assert drawn(study, draw) is None


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    ("policies", "seeds", "label"), [(1, 1, "A"), (7, 3, "Post"), (9, 2, LONG)]
)
def test_no_text_is_cut_or_overlaps_another(tmp_path, language, policies, seeds, label):
    study = grouped(study_of(tmp_path, policies, seeds, label=label), "border")
    for draw in DRAWINGS:
        no_text_is_cut_or_overlaps(drawn(study, draw, language))


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_text_is_cut_or_overlaps_beside_the_trade_off(tmp_path, language):
    region = load_region("bengkayang")
    study = grouped(study_of(tmp_path, 3, 2, at_the_post, LONG), "border", region=region)
    no_text_is_cut_or_overlaps(drawn(study, draw_inspection, language))


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_text_is_cut_or_overlaps_beside_joint_policies(tmp_path, language):
    study = joint_study(tmp_path, lambda seed: 0.1 * seed)
    no_text_is_cut_or_overlaps(drawn(study, draw_together, language))


def at_the_post(region, scenario, seed):
    outcome = simulate(region, scenario, seed)
    values = {"detection.post": 20.0 + seed, "crossing_time": 8.0 + seed}
    return fake.Outcome({**outcome.summary, **values}, outcome.series)


def test_flows_are_means_of_twelve_months(study):
    # 100 × seed before month 25, with the third policy 10 + seed more from then on: in month 30
    # half of twelve months have it. Seeds 1 to 3: 200 + 12 / 2.
    course = levels(
        material_of(study).findings, ["Policy 3"], ["trade.formal"], divisor=1.0, yearly=True
    )["Policy 3"]
    assert course.estimate[OPENS - 2] == pytest.approx(200.0)
    assert course.estimate[OPENS + 4] == pytest.approx(206.0)


def test_a_course_of_a_good_adds_up_the_channels_and_the_shopping(study):
    names = [f"{flow}.sugar" for flow in ("allowance", "formal", "informal", "shopped")]
    course = levels(material_of(study).findings, ["status_quo"], names, divisor=1.0)["status_quo"]
    assert course.estimate == pytest.approx(np.full(MONTHS, 4 * 200.0))


def test_titles_of_flows_name_the_policy_that_moves_most(study):
    # Of 200 on average the third policy adds 12: what is informal rises, so nobody is named.
    assert drawn(study, draw_trade).title == "No policy clearly lowers the informal share of trade"
    # Each flow rises alike, so that three in four crossings have papers as before.
    crossings = drawn(study, draw_crossings)
    assert crossings.title == "No policy clearly raises the share of crossings with papers"
    assert "Border pass: up under 3 of 3" in said(crossings)
    assert "Policy 3" in drawn(study, draw_goods).title


def test_prices_are_drawn_in_a_band_between_their_bounds(tmp_path):
    def bounded(region, scenario, seed):
        outcome = simulate(region, scenario, seed)
        months = np.ones(MONTHS)
        prices = {
            f"price_{side}{bound}.{good}": value * months
            for side in ("home", "abroad")
            for good in ("sugar", "pepper")
            for bound, value in (("_lower", 9e3), ("", 1e4), ("_upper", 12e3))
        }
        return fake.Outcome(outcome.summary, outcome.series | prices)

    study = grouped(study_of(tmp_path, 1, 2, bounded), "border")
    sugar = next(
        axes
        for axes in drawn(study, draw_prices).figure.axes
        if axes.get_title(loc="left") == "Sugar, at home"
    )
    bands = [one for one in sugar.collections if isinstance(one, PolyCollection)]
    heights = {tuple(sorted(set(band.get_paths()[0].vertices[:, 1]))) for band in bands}
    assert (9.0, 12.0) in heights


def test_gains_of_tenths_are_paired_and_relative_to_the_status_quo(tmp_path):
    def poorest_gain(region, scenario, seed):
        outcome = simulate(region, scenario, seed)
        gain = 50.0 * seed * (scenario.unit.opening_month > 0)
        tenths = {"equivalent_income.decile_1": 1e3 * seed + gain}
        return fake.Outcome({**outcome.summary, **tenths}, outcome.series)

    sheet = drawn(study_of(tmp_path, 1, 3, poorest_gain), draw_incidence)
    # 50 of 1,000 under each seed: exactly 5 %, and 100 rupiah on average.
    money, share = (
        next(line for line in axes.lines if line.get_gid()) for axes in sheet.figure.axes
    )
    assert money.get_ydata()[0] == pytest.approx(0.1)
    assert share.get_ydata()[0] == pytest.approx(5.0)


def test_policies_that_add_up_are_said_to_do_no_more_together(tmp_path):
    sheet = drawn(joint_study(tmp_path, lambda _: 0.0), draw_together)
    assert sheet.title == "Together they do more than one by one in 0 of 5 cases, less in 0"


def test_policies_that_do_more_together_are_counted_with_what_is_beyond_the_sum(tmp_path):
    sheet = drawn(joint_study(tmp_path, lambda seed: 4.0 + seed), draw_together)
    assert sheet.title == "Together they do more than one by one in 1 of 5 cases, less in 0"
    # 5, 6 and 7 beyond the sum of 5: t(0.975, 2) / √3 = 2.484.
    assert "+6.00 ± 2.48 ▲" in said(sheet)
    needs = sheet.figure.axes[0]
    marks = {line.get_gid(): line.get_xdata()[0] for line in needs.lines if line.get_gid()}
    assert marks["sum post+talks"] == pytest.approx(5.0)
    assert marks["together post+talks"] == pytest.approx(11.0)
    assert (marks["post"], marks["talks"]) == pytest.approx((2.0, 3.0))


def test_pairs_are_runs_of_the_same_seed(study):
    values = material_of(study).findings.column("needs_met")
    change = paired(values.drop([("Policy 3", 1)]), "Policy 3")
    # Without seed 1: 12 and 13 more than 200 and 300.
    assert change.status_quo == pytest.approx(250.0)
    assert change.difference.estimate == pytest.approx(12.5)


def test_full_inspection_finds_what_the_formula_says_and_none_finds_nothing():
    scenario = Scenario()
    usual = post()
    curve = trade_off(usual, normal=usual.flow)
    assert curve.found[0] == 0
    # Detection 1 - exp(-a · inspection) is as the scenario says at the inspection of the start.
    rate = -math.log1p(-scenario.security.post_detection) / scenario.security.base_inspection
    assert curve.found[-1] == pytest.approx(100 * (1 - math.exp(-rate)))
    assert (np.diff(curve.found) > 0).all()
    assert (np.diff(curve.minutes) >= 0).all()


def test_without_a_queue_full_inspection_takes_one_and_psi_times_as_long():
    scenario = Scenario()
    curve = trade_off(post()._replace(flow=1e-6), normal=1.0)
    assert curve.minutes[-1] / curve.minutes[0] == pytest.approx(
        1 + scenario.security.inspection_delay, rel=1e-3
    )


def test_the_normal_flow_is_the_one_that_explains_what_was_found():
    usual = post()
    share = usual.regime.inspection
    assert normal_flow(usual, 100 * Scenario().security.post_detection) == pytest.approx(usual.flow)
    for found in (10.0, 40.0):
        curve = trade_off(usual, normal_flow(usual, found))
        assert np.interp(share, curve.inspection, curve.found) == pytest.approx(found, rel=0.01)
    assert math.isnan(normal_flow(usual, 0.0))


def test_the_trade_off_is_left_out_for_a_region_that_does_not_come_with_the_model(study):
    assert drawn(study, draw_inspection) is None
