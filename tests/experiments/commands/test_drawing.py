import dataclasses
import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import experiments.figures
from experiments.cli import DONE, WRONG_INPUT, main
from experiments.commands import discovering
from experiments.factors import Factor
from experiments.figures import Drawing, saving
from experiments.figures.style import Sheet
from experiments.points import Points
from experiments.robustness import Threshold
from tests.experiments import fake
from tests.experiments.drawn import study_of

DELEGATION = Factor(path="unit.delegation")
POINTS = Points.at((DELEGATION,), np.array([[0.7], [0.1], [0.4]]))


@pytest.fixture(autouse=True)
def _coarse(monkeypatch):
    monkeypatch.setattr(saving, "DOTS_PER_INCH", 30)
    small = Drawing(lambda material: Sheet("Title", "Subtitle", material.source, 4, 1))
    monkeypatch.setattr(experiments.figures, "FIGURES", {"cost_and_hours": small})


def sweep_of(folder, method, points=POINTS):
    plan = {"method": method, "output": ["needs_met"]}
    design = dataclasses.replace(fake.design(seeds=2), command="sweep", points=points, plan=plan)
    return fake.conduct(folder, design)


def test_the_figures_of_a_comparison_are_drawn_anew_and_listed(tmp_path, capsys):
    study = study_of(tmp_path, policies=1, seeds=2)
    for language in ("en", "id"):
        assert main(["figures", str(tmp_path), "--lang", language]) == DONE
        names = [f"cost_and_hours.{language}.{suffix}" for suffix in ("png", "svg", "pdf")]
        assert capsys.readouterr().out.splitlines() == [str(study.figures / name) for name in names]
        assert all((study.figures / name).is_file() for name in names)


def test_the_files_are_listed_for_machines(tmp_path, capsys):
    study_of(tmp_path, policies=1, seeds=2)
    assert main(["figures", str(tmp_path), "--json"]) == DONE
    report = json.loads(capsys.readouterr().out)
    assert report["study"] == str(tmp_path)
    assert [path.rpartition(".")[2] for path in report["figures"]] == ["png", "svg", "pdf"]


def test_curves_of_a_sweep_are_drawn_anew(tmp_path, capsys):
    study = sweep_of(tmp_path, "one_at_a_time")
    assert main(["figures", str(tmp_path)]) == DONE
    names = {path.rpartition("/")[2] for path in capsys.readouterr().out.splitlines()}
    assert names == {
        f"curves.{policy['name']}.needs_met.en.{suffix}"
        for policy in study.policies
        for suffix in ("png", "svg", "pdf")
    }


def test_robustness_is_asked_anew_with_its_indicator_and_thresholds(tmp_path, capsys, monkeypatch):
    two = Points.at((DELEGATION, Factor(path="unit.training")), np.array([[0.7, 0.2], [0.1, 0.9]]))
    study = sweep_of(tmp_path, "latin_hypercube", two)
    asked = []

    def held_against(one, language, output, thresholds):
        asked.append((one.folder, language, output, thresholds))
        return SimpleNamespace(figures=[study.figures / "regret.needs_met.en.png"])

    monkeypatch.setattr(discovering, "held_against", held_against)
    study.tables.mkdir()
    (study.tables / "regret.needs_met.csv").touch()
    thresholds = {
        "policy": ["a", "b", "a", "b", "a", "b"],
        "indicator": ["all", "all", "needs_met", "needs_met", "travel_cost", "travel_cost"],
        "at_least": [np.nan, np.nan, 45.5, 45.5, np.nan, np.nan],
        "at_most": [np.nan, np.nan, np.nan, np.nan, 500.0, 500.0],
    }
    pd.DataFrame(thresholds).to_csv(study.tables / "satisficing.csv", index=False)
    assert main(["figures", str(tmp_path)]) == DONE
    wanted = [Threshold("needs_met", 45.5), Threshold("travel_cost", 500.0, at_least=False)]
    assert asked == [(tmp_path, "en", "needs_met", wanted)]
    assert capsys.readouterr().out.endswith("regret.needs_met.en.png\n")


def test_it_says_which_figures_it_cannot_draw(tmp_path, capsys):
    study = study_of(tmp_path, policies=1, seeds=2)
    study.tables.mkdir(exist_ok=True)
    (study.tables / "box.unit.needs_met.csv").touch()
    assert main(["figures", str(tmp_path)]) == DONE
    assert "'discover" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "said"),
    [("run", "'compare' draws what a policy changes"), ("sweep", "one_at_a_time")],
)
def test_a_study_without_figures_is_told_in_a_sentence(tmp_path, capsys, command, said):
    two = Points.at((DELEGATION, Factor(path="unit.training")), np.array([[0.7, 0.2], [0.1, 0.9]]))
    study = sweep_of(tmp_path, "latin_hypercube", two)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "manifest.json").write_text(
        json.dumps({**manifest, "command": command}), encoding="utf-8"
    )
    assert main(["figures", str(study.folder)]) == WRONG_INPUT
    drawing, sentence = capsys.readouterr().err.splitlines()
    assert drawing.startswith("Drawing")
    assert said in sentence


def test_a_folder_that_is_no_study_is_told_in_a_sentence(tmp_path, capsys):
    assert main(["figures", str(tmp_path / "nowhere")]) == WRONG_INPUT
    error = capsys.readouterr().err
    assert "manifest.json" in error
    assert error.count("\n") == 1


def test_a_study_none_of_whose_runs_is_done_is_told_in_a_sentence(tmp_path, capsys):
    def fails(region, scenario, seed):
        raise ZeroDivisionError

    study_of(tmp_path, policies=1, seeds=1, simulate=fails)
    assert main(["figures", str(tmp_path)]) == WRONG_INPUT
    assert "'resume" in capsys.readouterr().err
