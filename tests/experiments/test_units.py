import re

import numpy as np
import pytest

from experiments import units
from experiments.cli import main
from experiments.names import parameter_infos
from experiments.units import parameter_unit
from model.indicators import INDICATORS
from tests.experiments import fake

PARAMETERS = {info.unit for info in parameter_infos().values()}
# Words that Indonesian statistics writes as English does.
SAME_WORDS = {"hazard", "kg", "km", "log", "normal", "odds", "per", "rupiah", "status"}
SAME = {"km", "log odds", "rupiah", "rupiah per km", "status"}
FACTORS = ("--vary", "brokers.price=100000:300000", "--vary", "agencies.ego=0.5:0.7")
SWEEP = (
    *("sweep", *FACTORS, "--replications", "1", "--jobs", "1", "--quiet"),
    *("--policy", "status_quo", "--policy", "unit_jagoi_full", "--output", "needs_met"),
    *("--out", "study"),
)


def vocabulary(text):
    return set(re.findall(r"[a-z]+", text.lower()))


def simulate(region, scenario, seed):
    """Needs met: more where brokers are cheap and, with a unit, where offices cooperate."""
    unit = scenario.unit.opening_month > 0
    needs = 60.0 - scenario.brokers.price / 1e4 + unit * (30.0 - 50.0 * scenario.agencies.ego)
    return fake.Outcome({"needs_met": needs}, {"needs_met": np.full(scenario.run.months, needs)})


@pytest.fixture
def small_world(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("experiments.commands.study.run_model", simulate)
    monkeypatch.setattr("experiments.commands.study.is_compiled", lambda: True)
    return tmp_path


def said(folder, name):
    """Return what a figure says, in one line; SVG holds it as comments beside the outlines."""
    (file,) = (folder / "study" / "figures").glob(f"{name}.*.svg")
    comments = re.findall(r"<!-- (.*?) -->", file.read_text(encoding="utf-8"))
    return " ".join(" ".join(comments).split())


def test_every_unit_of_a_parameter_has_an_indonesian_one():
    assert all(parameter_unit(unit, "id") for unit in PARAMETERS)


def test_no_unit_is_left_over_and_none_of_an_indicator_is_said_twice():
    assert set(units._UNITS) == PARAMETERS - {item.unit for item in INDICATORS}


def test_only_these_units_are_the_same_in_both_languages():
    assert {unit for unit in PARAMETERS if parameter_unit(unit, "id") == unit} == SAME


def test_no_english_word_is_left_in_an_indonesian_unit():
    english = set().union(*map(vocabulary, PARAMETERS))
    indonesian = set().union(*(vocabulary(parameter_unit(unit, "id")) for unit in PARAMETERS))
    assert english & indonesian == SAME_WORDS


def test_numbers_in_units_are_written_as_indonesian_does():
    for unit in PARAMETERS:
        # Thousands are set off by a point.
        numbers = [number.replace(",", ".") for number in re.findall(r"\d+(?:,\d+)?", unit)]
        assert re.findall(r"\d+(?:\.\d+)?", parameter_unit(unit, "id")) == numbers


def test_units_in_english_are_those_of_the_registry():
    assert {parameter_unit(unit, "en") for unit in PARAMETERS} == PARAMETERS


def test_parameters_are_listed_with_units_of_the_language(capsys):
    assert main(("parameters", "needs.birth_rate", "--lang", "id")) == 0
    listed = " ".join(capsys.readouterr().out.split())
    assert "penduduk" in listed
    assert "people" not in listed


def test_figures_of_one_factor_at_a_time_have_units_of_the_language(small_world):
    assert main((*SWEEP, "--method", "one_at_a_time", "--lang", "id")) == 0
    text = said(small_world, "curves.status_quo")
    assert "ribu rupiah per dokumen" in text
    assert "proporsi" in text


@pytest.mark.parametrize(
    ("language", "regret", "factors", "threshold"),
    [
        ("en", "percentage points", ("thousand rupiah per document", "(share)"), "30.0 %"),
        ("id", "poin persentase", ("ribu rupiah per dokumen", "(proporsi)"), "30,0 %"),
    ],
)
def test_regret_of_a_percentage_is_in_points_and_its_threshold_in_per_cent(
    small_world, language, regret, factors, threshold
):
    assert main((*SWEEP, "--method", "latin_hypercube", "--samples", "40")) == 0
    assert main(("robustness", "study", "--at-least", "needs_met=30", "--lang", language)) == 0
    assert regret in said(small_world, "regret")
    text = said(small_world, "regret_map")
    assert regret in text
    assert all(factor in text for factor in factors)
    asked = said(small_world, "satisficing_map")
    assert threshold in asked
    assert regret not in asked
