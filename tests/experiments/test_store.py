import json
import shutil
from dataclasses import replace

import pytest

from experiments.store import Study
from model.errors import InputError
from tests.experiments import fake
from tests.experiments.fake import conduct, same_data


def test_the_manifest_says_what_was_asked_and_of_what(tmp_path):
    design = fake.design(seeds=2, months=7)
    Study.create(tmp_path / "study", design, "uv run run.py compare --months 7")
    manifest = json.loads((tmp_path / "study" / "manifest.json").read_text())
    unit = manifest["policies"][1]
    assert unit["levers"] == {"unit.opening_month": 25}
    assert unit["scenario"]["run.months"] == 7
    assert manifest["seeds"] == [1, 2]
    assert manifest["region"]["hash"] == "region-1"
    assert manifest["varied"] == ["unit.opening_month"]
    session = manifest["sessions"][0]
    assert session["command_line"] == "uv run run.py compare --months 7"
    assert {"python", "tapal", "mesa", "numba", "numpy"} <= session["versions"].keys()
    assert {"commit", "dirty"} == session["git"].keys()


def test_going_on_is_noted_in_the_manifest(tmp_path):
    design = fake.design(seeds=1)
    Study.create(tmp_path, design, "first")
    Study.create(tmp_path, design, "second")
    sessions = Study.open(tmp_path).manifest["sessions"]
    assert [session["command_line"] for session in sessions] == ["first", "second"]


@pytest.mark.parametrize(
    ("other", "named"),
    [
        (fake.design(seeds=4), "seeds"),
        (fake.design(seeds=3, unit__delegation=0.9), "parameters"),
    ],
)
def test_another_study_is_refused_and_what_differs_is_named(tmp_path, other, named):
    Study.create(tmp_path, fake.design(seeds=3), "")
    with pytest.raises(InputError) as refusal:
        Study.create(tmp_path, other, "")
    assert len(refusal.value.problems) == 1
    assert f"it differs in: {named}" in str(refusal.value)


def test_different_studies_have_different_names_and_the_same_study_the_same():
    names = [
        fake.design(seeds=2).name,
        fake.design(seeds=3).name,
        fake.design(seeds=2, months=9).name,
    ]
    assert len(set(names)) == 3
    assert fake.design(seeds=2).name == names[0]


def test_a_folder_of_other_files_is_refused(tmp_path):
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(InputError, match=r"holds other files and no manifest\.json"):
        Study.create(tmp_path, fake.design(), "")


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=r"cannot be written .* --out"):
        Study.create(tmp_path / "file" / "study", fake.design(), "")


@pytest.mark.parametrize("text", ["{", "[]", '{"study": 1}'])
def test_a_manifest_that_is_none_is_a_sentence(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(InputError, match=r"manifest"):
        Study.open(tmp_path)


def test_a_damaged_shard_is_named_and_deleting_it_repeats_its_runs_only(tmp_path):
    design = fake.design(seeds=2)
    whole = conduct(tmp_path / "whole", design)
    study = conduct(tmp_path / "study", design)
    shard = next((tmp_path / "study" / "runs").iterdir())
    shard.write_bytes(shard.read_bytes()[:100])
    with pytest.raises(InputError, match=r"is damaged .* delete it"):
        study.runs()
    shard.unlink()
    same_data(whole, conduct(tmp_path / "study", design))


def test_series_whose_runs_were_never_written_do_not_count(tmp_path):
    study = conduct(tmp_path, fake.design(seeds=2))
    for shard in (tmp_path / "runs").iterdir():
        shard.unlink()
    assert study.series().empty
    assert study.finished() == frozenset()


@pytest.mark.parametrize("beside", ["series", "villages"])
def test_runs_without_what_belongs_beside_them_do_not_count(tmp_path, beside):
    study = conduct(tmp_path, fake.design(seeds=2))
    for shard in (tmp_path / beside).iterdir():
        shard.unlink()
    assert study.runs().empty
    assert study.finished() == frozenset()


def test_villages_have_a_row_per_finished_run_and_village_in_the_order_of_the_region(tmp_path):
    study = conduct(tmp_path, fake.design(seeds=2), fake.fails_with_a_unit_under_seed_2)
    costs = {
        run: list(zip(rows["village"], rows["travel_cost"], strict=True))
        for run, rows in study.villages().groupby(["policy", "seed"])
    }
    assert costs.keys() == {("status_quo", 1), ("status_quo", 2), ("unit", 1)}
    assert costs["unit", 1] == [("tengon", 48.0), ("jagoi", 32.0), ("gersik", 16.0)]
    assert [village for village, _ in costs["status_quo", 2]] == ["tengon", "jagoi", "gersik"]


def test_a_study_without_series_keeps_no_villages(tmp_path):
    study = conduct(tmp_path, replace(fake.design(), plan={"series": False}))
    assert len(study.runs()) == 6
    assert study.villages().empty
    assert not (tmp_path / "villages").exists()


def test_a_study_of_a_version_without_villages_still_has_its_runs(tmp_path):
    conduct(tmp_path, fake.design())
    shutil.rmtree(tmp_path / "villages")
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    del manifest["region"]["villages"]
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    study = Study.open(tmp_path)
    assert len(study.runs()) == 6
    assert study.villages().empty


def test_nothing_temporary_is_left_behind(tmp_path):
    conduct(tmp_path, fake.design())
    names = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert all(name == "manifest.json" or name.startswith("part-") for name in names)


def test_two_policies_of_one_scenario_both_keep_their_rows(tmp_path):
    # Their runs share an identity; the rows are told apart by the policy.
    design = fake.design(seeds=1, unit__opening_month=0)
    same = fake.Design(
        "compare",
        design.region,
        (
            design.alternatives[0],
            fake.Alternative(fake.policy("twin"), design.alternatives[0].scenario),
        ),
        design.seeds,
    )
    outcomes = conduct(tmp_path, same).outcomes()
    assert outcomes.index.tolist() == [("status_quo", 1), ("twin", 1)]
    assert outcomes["needs_met"].nunique() == 1


def test_runs_of_another_study_among_the_files_are_refused(tmp_path):
    conduct(tmp_path / "other", fake.design(seeds=1, months=3))
    study = conduct(tmp_path / "study", fake.design(seeds=1))
    for kind in ("runs", "series", "villages"):
        for path in (tmp_path / "other" / kind).iterdir():
            shutil.copy(path, study.folder / kind)
    with pytest.raises(InputError, match="holds runs of another study; take their files out"):
        conduct(tmp_path / "study", fake.design(seeds=1))


def test_the_outputs_asked_for_last_are_those_of_the_study(tmp_path):
    asked = [replace(fake.design(), plan={"output": [name]}) for name in ("needs_met", "documents")]
    conduct(tmp_path, asked[0])
    study = conduct(tmp_path, asked[1])
    assert Study.open(tmp_path).manifest["plan"]["output"] == ["documents"]
    assert len(study.manifest["sessions"]) == 1


@pytest.mark.parametrize("plan", [{"method": "pawn"}, {"effect": True}, {"series": False}])
def test_the_same_runs_for_another_question_are_refused(tmp_path, plan):
    conduct(tmp_path, fake.design())
    with pytest.raises(InputError, match=f"differs in: {next(iter(plan))}"):
        conduct(tmp_path, replace(fake.design(), plan=plan))
