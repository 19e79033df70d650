import json

import pytest

from experiments.plan import Plan
from experiments.reopening import design_of
from experiments.settling import settle
from experiments.store import Study
from model.errors import InputError
from tests.experiments.fake import conduct, same_data

PLANS = {
    "compare": Plan(command="compare", policy=("unit_seluas",), replications=2, scale=0.01),
    "sweep": Plan(
        command="sweep",
        vary=("unit.delegation=0:1:0.5", "post.status=plb,full", "unit.counters=1,2"),
        policy=("status_quo", "unit_jagoi_full"),
        replications=1,
        months=2,
    ),
    "sensitivity": Plan(
        command="sensitivity",
        vary=("behaviour.nest", "travel.reading", "loops.reputation"),
        samples=3,
        months=2,
        noise_points=2,
        noise_replications=3,
        policy=("unit_seluas",),
        effect=True,
    ),
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_folder_gives_back_the_design_run_by_run(plan, tmp_path):
    design = settle(plan)
    Study.create(tmp_path, design, "")
    again = design_of(Study.open(tmp_path))
    assert again.identity == design.identity
    assert list(again.runs()) == list(design.runs())


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_study_from_its_folder_has_the_same_data(plan, tmp_path):
    first = conduct(tmp_path / "first", settle(plan))
    same_data(first, conduct(tmp_path / "again", design_of(first)))


def test_points_that_were_changed_are_refused(tmp_path):
    study = Study.create(tmp_path, settle(PLANS["sweep"]), "")
    manifest = {**study.manifest, "points": "others"}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(InputError, match="holds the points of another study"):
        design_of(Study.open(tmp_path))


def test_points_that_are_gone_are_a_sentence(tmp_path):
    study = Study.create(tmp_path, settle(PLANS["sweep"]), "")
    (tmp_path / "design.parquet").unlink()
    with pytest.raises(InputError, match=r"design.parquet' cannot be read .* restore it"):
        design_of(study)


def test_a_region_that_was_changed_is_refused(tmp_path):
    study = Study.create(tmp_path, settle(PLANS["compare"]), "")
    with (tmp_path / "region.toml").open("a", encoding="utf-8") as file:
        file.write("# another region\n")
    with pytest.raises(InputError, match=r"region.toml' was changed; restore it"):
        design_of(study)
