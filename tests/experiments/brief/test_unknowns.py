import dataclasses

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.brief.certainty import certainty
from experiments.brief.facts import facts_of
from experiments.brief.reading import brief_of
from experiments.brief.unknowns import Ranking, Worlds, influence, read_unknowns
from experiments.factors import Factor
from experiments.plan import Plan
from experiments.points import Points
from experiments.settling import settle
from experiments.store import Study
from model.errors import InputError
from tests.experiments import fake
from tests.experiments.brief.made import facts

FARE, RATE = "travel.fare", "needs.rate_factor"
FACTORS = (Factor(path=FARE, low=500.0, high=900.0), Factor(path=RATE, low=0.5, high=2.0))
POINTS = 40


def simulate(region, scenario, seed):
    """A unit adds to the needs met what the fare is above 540 rupiah, in tens."""
    unit = scenario.unit.opening_month > 0
    needs = 50.0 + seed + unit * (scenario.travel.fare - 540.0) / 10.0
    return fake.Outcome({"needs_met": needs}, {"needs_met": np.ones(scenario.run.months)})


def worlds(folder, method="latin_hypercube", simulate=simulate, points=POINTS, **changes):
    """One point in ten has a fare below 540, where the unit loses."""
    even = (np.arange(points) + 0.5) / points
    places = np.column_stack([even, np.roll(even, points // 3)])
    design = dataclasses.replace(
        fake.design(seeds=1),
        **{"command": "sweep"} | changes,
        points=Points.at(FACTORS, places),
        plan={"method": method},
    )
    return fake.conduct(folder, design, simulate)


@pytest.fixture(scope="module")
def over(tmp_path_factory):
    return worlds(tmp_path_factory.mktemp("worlds"))


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    return fake.conduct(tmp_path_factory.mktemp("compared"), fake.design())


def test_the_share_of_worlds_with_a_gain_has_wilsons_interval(over, compared):
    found = read_unknowns(over, compared, "unit")
    assert isinstance(found, Worlds)
    assert (found.points, found.factors, found.rank, found.policies) == (POINTS, 2, 1, 1)
    # 36 of 40 points; Wilson's 95 % interval of .9: .769 to .960.
    assert found.share == pytest.approx((0.9, 0.769, 0.960), abs=0.001)


def test_the_factor_that_moves_the_gain_is_found_with_its_fifths(over, compared):
    found = read_unknowns(over, compared, "unit")
    assert found.influence.factor == FARE
    # The lowest fifth of fares is 505 to 575 rupiah, mean 540; the highest 825 to 895.
    assert found.influence.lowest.estimate == pytest.approx(0.0)
    assert found.influence.highest.estimate == pytest.approx(32.0)


def test_what_moves_nothing_beyond_chance_is_no_influence():
    generator = np.random.default_rng(1)
    given = pd.DataFrame(generator.uniform(size=(60, 30))).add_prefix("factor ")
    assert influence(given, pd.Series(generator.normal(size=60))) is None


def test_the_more_factors_are_asked_the_stronger_one_must_be():
    generator = np.random.default_rng(3)
    cause = np.linspace(0.0, 1.0, 40)
    gained = pd.Series(cause + 0.6 * np.sin(40 * cause))
    # A rank correlation of about a half over 40 points: a chance of about one in a thousand.
    assert 0.05 / 400 < stats.spearmanr(cause, gained).pvalue < 0.05
    alone = influence(pd.DataFrame({"cause": cause}), gained)
    assert alone is not None
    assert alone.factor == "cause"
    noise = {f"noise {place}": generator.uniform(size=40) for place in range(400)}
    assert influence(pd.DataFrame({"cause": cause, **noise}), gained) is None


def test_too_few_points_names_and_constants_have_no_influence():
    cause = np.linspace(0.0, 1.0, 40)
    assert influence(pd.DataFrame({"cause": cause[:20]}), pd.Series(cause[:20])) is None
    named = pd.DataFrame({"cause": np.where(cause > 0.5, "full", "plb")})
    assert influence(named, pd.Series(cause)) is None
    assert influence(pd.DataFrame({"cause": cause}), pd.Series(np.ones(40))) is None


def test_the_brief_tells_in_which_share_of_worlds_the_gain_remains(over, compared):
    brief = brief_of(facts_of(compared), "en", over)
    assert "Over 40 worlds that vary 2 of them, “unit” still raises" in brief.certainty[1].text
    assert "in **90 %** (77 to 96)" in brief.certainty[1].text
    last = brief.recommendations[-1]
    assert last.action == (
        "As “unit” starts, measure what its gain depends on most: fare (price of travel per "
        "person and kilometre on a main road)."
    )
    assert last.evidence.startswith("Of 2 unknowns this one moves the gain in needs met most: **0.")
    assert ("Parameters tested in", over.manifest["study"]) in brief.source


def test_without_such_a_study_the_brief_names_the_command(compared):
    for language, said in (("en", "was not tested"), ("id", "tidak diuji")):
        point = certainty(facts_of(compared), "unit", None, language)[1]
        assert said in point.text
        assert "sweep --method latin_hypercube --vary uncertainties" in point.text


def test_the_factors_of_a_sensitivity_study_are_told_by_their_labels(compared):
    ranking = Ranking("morris", 30, (FARE, RATE))
    point = certainty(facts_of(compared), "unit", ranking, "en")[1]
    assert "Of the 30 varied in “morris”, these move the needs met most: Fare and " in point.text


def test_the_points_come_in_their_order(compared):
    titles = [point.title for point in certainty(facts_of(compared), "unit", None, "en")]
    assert titles == ["What is not quantified", "Parameters", "Chance"]


def test_malaysia_is_told_only_where_a_policy_waits_for_it(compared):
    assert "Malaysia" not in certainty(facts_of(compared), "unit", None, "en")[0].text
    post = {"name": "unit", "levers": {"post.status": "full"}}
    policies = [{**one, **post} if one["name"] == "unit" else one for one in compared.policies]
    study = Study(compared.folder, {**compared.manifest, "policies": policies})
    assert "Malaysia" in certainty(facts_of(study), "unit", None, "en")[0].text


def test_small_scales_and_failed_runs_are_told_with_chance():
    found = facts({"a": {"needs_met": 5.0}}, scale=0.05, failed={("a", 2)})
    chance = certainty(found, "a", None, "en")[2].text
    assert "Only 5 % of the real households" in chance
    assert "1 of 10 runs failed or are missing" in chance
    one = certainty(facts({"a": {}}, seeds=1), "a", None, "id")[2].text
    assert one.startswith("Satu pasang simulasi (benih acak 1)")


def test_a_study_of_another_region_is_refused(over, compared):
    region = {**compared.manifest["region"], "hash": "another"}
    other = Study(compared.folder, {**compared.manifest, "region": region})
    with pytest.raises(InputError, match="of another region"):
        read_unknowns(over, other, "unit")


def test_a_study_without_the_leading_policy_is_refused(over, compared):
    with pytest.raises(InputError, match="no policy 'post'"):
        read_unknowns(over, compared, "post")


def test_a_study_that_varies_nothing_is_refused(compared):
    with pytest.raises(InputError, match="varies no parameter"):
        read_unknowns(compared, compared, "unit")


def test_points_that_are_no_sample_are_refused(tmp_path, compared):
    with pytest.raises(InputError, match="no sample of what is not known"):
        read_unknowns(worlds(tmp_path / "grid", "factorial"), compared, "unit")


def test_a_study_without_values_of_the_needs_met_is_refused(tmp_path, compared):
    def nothing(region, scenario, seed):
        return fake.Outcome({"needs_met": np.nan}, {})

    with pytest.raises(InputError, match=r"no point of .* has values of the needs met"):
        read_unknowns(worlds(tmp_path / "empty", simulate=nothing, points=4), compared, "unit")


def test_a_sensitivity_study_tells_its_most_influential_factors(tmp_path, compared):
    plan = Plan(
        command="sensitivity", method="morris", samples=4, vary=(FARE, RATE), noise_points=0,
        output=("needs_met",), months=2,
    )  # fmt: skip

    def simulate(region, scenario, seed):
        return fake.Outcome({"needs_met": 9.0 * scenario.needs.rate_factor}, {})

    study = fake.conduct(tmp_path / "morris", settle(plan), simulate)
    region = study.manifest["region"]
    found = read_unknowns(
        study, Study(compared.folder, {**compared.manifest, "region": region}), "unit"
    )
    assert found == Ranking("morris", 2, (RATE, FARE))


def test_a_sensitivity_study_of_another_output_is_refused(tmp_path, compared):
    study = worlds(tmp_path / "morris", "morris", command="sensitivity", points=4)
    plan = {**study.manifest["plan"], "output": ["travel_cost"]}
    with pytest.raises(InputError, match="did not ask for 'needs_met'"):
        read_unknowns(Study(study.folder, {**study.manifest, "plan": plan}), compared, "unit")
