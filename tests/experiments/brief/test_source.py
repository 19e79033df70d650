from experiments.brief.reading import brief_of
from experiments.brief.source import date, source
from tests.experiments.brief.made import facts, named


def rows(found, language="en"):
    return dict(source(found, None, language))


def test_the_source_names_study_seeds_model_software_and_command():
    assert rows(facts({"a": {}})) == {
        "Study": "made, Made-up border, 120 months, 100 % of the real households",
        "Pairs of runs": "5 per policy, seeds 1 to 5",
        "Model": "Tapal 0.1.0, commit 420b37e2, sources 01234567",
        "Software": "Python 3.13.0",
        "Command": "`uv run run.py compare`",
    }


def test_the_date_is_that_of_the_last_session():
    found = facts({"a": {}})
    assert date(found.study, "en") == "22 November 2026"
    found.study.manifest["sessions"].append(
        {**found.study.manifest["sessions"][0], "created": "2027-08-01T23:00:00+00:00"}
    )
    assert date(found.study, "id") == "1 Agustus 2027"
    assert brief_of(found, "en").date == "1 August 2027"


def test_failed_runs_are_named():
    failed = {("a", 2), ("a", 4)}
    policies = [named("a", "Unit"), named("b")]
    said = rows(facts({"a": {}, "b": {}}, failed=failed, policies=policies))["Pairs of runs"]
    assert said == ("3 to 5 of 5 per policy, seeds 1 to 5; failed or missing: “Unit”, seeds 2, 4")


def test_many_policies_with_failed_runs_are_counted():
    names = [f"p{place}" for place in range(6)]
    failed = {(name, 1) for name in names}
    said = rows(facts({name: {} for name in names}, failed=failed))["Pairs of runs"]
    assert said.endswith("“p2”, seeds 1; 3 more policies")


def test_one_pair_and_a_small_scale_are_told():
    said = rows(facts({"a": {}}, seeds=1, scale=0.025), "id")
    assert said["Pasangan simulasi"] == "1 per kebijakan, benih acak 1"
    assert "2,5 % dari rumah tangga" in said["Studi"]


def test_a_study_without_git_names_no_commit():
    found = facts({"a": {}})
    found.study.manifest["sessions"][0]["git"] = {"commit": None, "dirty": None}
    assert rows(found)["Model"] == "Tapal 0.1.0, sources 01234567"
