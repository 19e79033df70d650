import json
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from experiments.cli import main
from experiments.store import Study
from model.errors import InputError
from model.parameter import parameters
from model.policy import policies
from model.scenario import Scenario
from tests.experiments import fake
from tests.experiments.fake import Interrupting

ROOT = Path(__file__).parents[2]


@pytest.fixture
def small_world(monkeypatch, tmp_path):
    """The commands with a fake model, no figures and no briefs, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("experiments.commands.study.run_model", fake.simulate)
    monkeypatch.setattr("experiments.commands.study.is_compiled", lambda: True)
    monkeypatch.setattr(
        "experiments.figures.draw_comparison", lambda study, _: [study.figures / "aims.svg"]
    )
    monkeypatch.setattr("experiments.commands.briefing.write_briefs", lambda *_, **__: [])
    return tmp_path


def call(capsys, *arguments):
    code = main(arguments)
    output = capsys.readouterr()
    return code, output.out, output.err


JOINT = "unit_seluas+plbn_full"
COMPARE = ("compare", "--policy", "unit_jagoi_full", "--replications", "3", "--jobs", "1")


def test_help_loads_nothing_heavy():
    script = (
        "import sys; from experiments.cli import main; main(['--help']); "
        "heavy = {'numba', 'mesa', 'pandas', 'pydantic', 'numpy', 'rich'} & set(sys.modules); "
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr
    assert "compare" in finished.stdout


def test_the_program_starts_from_another_folder(tmp_path):
    finished = subprocess.run(
        [sys.executable, str(ROOT / "run.py"), "policies", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(finished.stdout)[0]["name"] == "status_quo"
    assert list(tmp_path.iterdir()) == []


def test_compare_writes_the_brief_in_both_languages_and_says_so(small_world, capsys, monkeypatch):
    asked = []

    def write_briefs(study, languages):
        asked.extend(languages)
        return [study.folder / "brief.en.html"]

    monkeypatch.setattr("experiments.commands.briefing.write_briefs", write_briefs)
    monkeypatch.setattr("experiments.commands.briefing.how_to_get_pdf", lambda *_: "No Pango here.")
    code, out, _ = call(capsys, *COMPARE)
    assert code == 0
    assert asked == ["en", "id"]
    assert "brief: brief.en.html. No Pango here." in " ".join(out.split())


def test_where_there_can_be_no_brief_the_comparison_stands(small_world, capsys, monkeypatch):
    def refuse(study, languages):
        raise InputError("The runs are too short.")

    monkeypatch.setattr("experiments.commands.briefing.write_briefs", refuse)
    code, out, err = call(capsys, *COMPARE, "--quiet")
    assert (code, err) == (0, "No brief: The runs are too short.\n")
    assert "+7.00" in out


def test_compare_prints_paired_differences_and_says_where_everything_is(small_world, capsys):
    code, out, _ = call(capsys, *COMPARE)
    assert code == 0
    # Differences 6, 7, 8: mean 7, half the interval 4.302653 / sqrt(3) = 2.48.
    assert "+7.00 ± 2.48" in out
    folder = next((small_world / "results").iterdir())
    assert str(folder.relative_to(small_world)) in out.replace("\n", "")
    assert "--by-sub-district" in out
    assert max(map(len, out.split("Everything is in")[0].splitlines())) <= 100
    names = {path.name for path in (folder / "tables").iterdir()}
    assert names == {"comparison.csv", "comparison_by_sub_district.csv", "indicators.csv"}


def test_numbers_are_written_as_the_language_writes_them(small_world, capsys):
    _, out, _ = call(capsys, *COMPARE, "--lang", "id")
    assert "+7,00 ± 2,48" in out
    assert "Kebijakan" in out


def test_json_is_all_that_goes_to_stdout_and_knows_no_nan(small_world, capsys):
    code, out, err = call(capsys, *COMPARE, "--json", "--replications", "1")
    report = json.loads(out, parse_constant=pytest.fail)
    assert code == 0
    assert "runs per second" in err
    rows = {row["indicator"]: row for row in report["comparison"]}
    assert rows["needs_met"]["difference"] == 6
    assert rows["needs_met"]["low"] is None
    assert report["figures"][0].endswith("aims.svg")


def test_quiet_says_nothing_on_stderr(small_world, capsys):
    assert call(capsys, *COMPARE, "--quiet")[2] == ""


def test_the_same_command_goes_on_and_another_gets_its_own_folder(small_world, capsys):
    call(capsys, *COMPARE)
    call(capsys, *COMPARE)
    call(capsys, *COMPARE, "--by-sub-district", "--lang", "id")
    assert len(list((small_world / "results").iterdir())) == 1
    call(capsys, *COMPARE, "--seed", "2")
    assert len(list((small_world / "results").iterdir())) == 2


def test_by_sub_district_adds_a_table_for_the_places_that_have_values(small_world, capsys):
    _, out, _ = call(capsys, *COMPARE, "--by-sub-district")
    assert "Siding" in out
    assert "+14.0 ± 5.0" in out


def test_run_prints_one_scenario_and_stores_it(small_world, capsys):
    code, out, _ = call(capsys, "run", "--policy", "unit_seluas", "--seed", "4", "--months", "3")
    assert code == 0
    assert "49.0" in out
    assert "Lodged: service unit" in out
    study = Study.open(next((small_world / "results").iterdir()))
    assert study.series()["month"].tolist() == [1, 2, 3]


def test_wrong_input_is_told_at_once_and_nothing_is_written(small_world, capsys):
    code, out, err = call(
        capsys,
        "compare",
        *("--set", "unit.delegatoin=0.8", "--set", "unit.uptime=7", "--set", "nonsense"),
        *("--policy", "unit_jago", "--region", "bengkayan"),
        *("--replications", "0", "--jobs", "0"),
    )
    assert (code, out) == (2, "")
    for sentence in (
        "--replications: 0 is not allowed",
        "--jobs: 0 is not allowed",
        "'nonsense' is not of the form path=value",
        "did you mean 'unit_jagoi_low'?",
        "did you mean 'bengkayang'?",
    ):
        assert sentence in err
    assert list(small_world.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--set", "unit.delegatoin=0.8"), "did you mean 'unit.delegation'?"),
        (("--months", "0"), "run.months: 0 is not allowed"),
        (("--scale", "-1"), "run.scale: -1.0 is not allowed"),
        (("--seed", "-1"), "--seed: -1 is not allowed"),
        (("--months", "9", "--set", "run.months=8"), "by --set and by --months"),
        (("--policy", "status_quo"), "cannot be compared with itself"),
        (("--policy", "roads_first", "--policy", "roads_first"), "is named 2 times"),
        (("--lang", "fr"), "'fr' is not one of"),
        (("--polcy", "x"), "--polcy"),
    ],
)
def test_wrong_input_exits_with_2_and_a_sentence(small_world, capsys, arguments, sentence):
    code, out, err = call(capsys, "compare", *arguments)
    assert (code, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err
    assert list(small_world.iterdir()) == []


def test_a_folder_that_cannot_be_written_exits_with_2(small_world, capsys):
    (small_world / "file").touch()
    code, _, err = call(capsys, *COMPARE, "--out", "file/study")
    assert code == 2
    assert "cannot be written" in err
    assert "Traceback" not in err


def test_a_failed_run_exits_with_1_and_leaves_the_others_compared(small_world, capsys, monkeypatch):
    failing = fake.fails_with_a_unit_under_seed_2
    monkeypatch.setattr("experiments.commands.study.run_model", failing)
    code, out, err = call(capsys, *COMPARE)
    assert code == 1
    # Seeds 1 and 3 are left: differences 6 and 8.
    assert "+7.00" in out
    assert "1 of 3 pairs" in out
    assert "1 of 6 runs failed" in err
    assert "policy 'unit_jagoi_full', seed 2: ZeroDivisionError: no counters left" in err
    assert "Traceback" not in err
    assert "Traceback" in call(capsys, *COMPARE, "--debug")[2]


def test_when_all_runs_fail_there_is_no_table_but_a_sentence(small_world, capsys, monkeypatch):
    def broken(region, scenario, seed):
        raise RuntimeError("out of order")

    monkeypatch.setattr("experiments.commands.study.run_model", broken)
    code, out, err = call(capsys, *COMPARE)
    assert (code, out) == (1, "")
    assert "6 of 6 runs failed" in err


def test_ctrl_c_exits_with_130_and_says_how_to_go_on(small_world, capsys, monkeypatch):
    monkeypatch.setattr("experiments.commands.study.run_model", Interrupting(after=4))
    code, _, err = call(capsys, *COMPARE)
    assert code == 130
    assert "4 finished runs are kept" in err
    assert re.search(r"To go on: uv run run.py resume results/compare-bengkayang-\w+", err)
    monkeypatch.setattr("experiments.commands.study.run_model", fake.simulate)
    code, out, _ = call(capsys, *COMPARE)
    assert code == 0
    assert "+7.00 ± 2.48" in out


def test_compiling_is_announced_once_and_tries_every_policy_on_a_small_population(
    small_world, capsys, monkeypatch
):
    scales = []

    def simulate(region, scenario, seed):
        scales.append(scenario.run.scale)
        return fake.simulate(region, scenario, seed)

    compiled = []
    monkeypatch.setattr("experiments.commands.study.run_model", simulate)
    monkeypatch.setattr("experiments.commands.study.is_compiled", lambda: bool(compiled))
    monkeypatch.setattr("experiments.commands.study.mark_compiled", lambda: compiled.append(1))
    _, _, err = call(capsys, *COMPARE)
    assert err.count("Compiling the model once") == 1
    assert scales[:2] == [0.01, 0.01]
    assert set(scales[2:]) == {1.0}
    assert "Compiling" not in call(capsys, *COMPARE, "--seed", "9")[2]


def test_without_a_command_unit_post_and_cooperation_are_compared_in_all_combinations(
    small_world, capsys
):
    code, out, _ = call(capsys, "--replications", "2", "--jobs", "1", "--json")
    assert code == 0
    compared = {row["policy"] for row in json.loads(out)["comparison"]}
    parts = ("unit_jagoi_full", "plbn_full", "cbc_high")
    cells = {"+".join(some) for size in (1, 2, 3) for some in combinations(parts, size)}
    assert cells < compared
    assert len(compared) == 13


def test_all_policies_are_compared_on_request_and_joint_ones_beside_them(small_world, capsys):
    joint = "roads_first+clinics"
    _, out, _ = call(
        capsys, "--policy", "all", "--policy", joint, "--replications", "1", "--jobs", "1", "--json"
    )
    compared = [row["policy"] for row in json.loads(out)["comparison"]]
    listed = [policy.name for policy in policies() if policy.kind == "policy"]
    assert list(dict.fromkeys(compared)) == [*listed, joint]


def test_joint_policies_are_held_against_the_sum_of_their_parts(small_world, capsys, monkeypatch):
    monkeypatch.setattr("experiments.commands.study.run_model", fake.simulate_synergy)
    joint = ("--policy", "unit_seluas", "--policy", "plbn_full", "--policy", JOINT)
    code, out, _ = call(capsys, *joint, "--replications", "3", "--jobs", "1")
    assert code == 0
    # Alone 1 and 2, together 3 and the seed: beyond the sum 1, 2, 3, as in test_complementarity.
    assert "A: Unit at Seluas" in out
    assert "B: Full border post" in out
    assert "Policies combined" in out
    text = " ".join(out.split())
    assert "A + B Together they do more than the sum of what each does alone: Days" in text
    assert "Days to the document (-5.00 ± 0.00 days)" in text
    assert "Together they do less than the sum: nothing" in text
    assert "No difference beyond chance: Needs met" in text
    assert "more in 1, less in 0, as much as the sum in 1 of 2 cases" in text
    folder = next((small_world / "results").iterdir())
    rows = (folder / "tables" / "interactions.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("together,indicator,sum_of_parts,together_effect,difference,low,high")
    assert rows[1].startswith(f"{JOINT},needs_met,3.0,5.0,2.0,")
    assert rows[2] == f"{JOINT},days_to_document,0.0,-5.0,-5.0,-5.0,-5.0,more"


def test_what_joint_policies_do_is_said_in_indonesian_too(small_world, capsys, monkeypatch):
    monkeypatch.setattr("experiments.commands.study.run_model", fake.simulate_synergy)
    joint = ("--policy", "unit_seluas", "--policy", "plbn_full", "--policy", JOINT)
    _, out, _ = call(capsys, *joint, "--replications", "3", "--jobs", "1", "--lang", "id")
    assert "Bersama-sama hasilnya melebihi jumlah" in " ".join(out.split())
    assert "Kebijakan gabungan" in out


def test_one_seed_says_nothing_about_joint_policies(small_world, capsys):
    joint = ("--policy", "unit_seluas", "--policy", "plbn_full", "--policy", JOINT)
    _, out, _ = call(capsys, *joint, "--replications", "1", "--jobs", "1")
    assert "more than the sum" not in out


@pytest.mark.parametrize("width", [80, 100, 120])
def test_the_comparison_fits_the_screen(small_world, capsys, monkeypatch, width):
    monkeypatch.setattr("experiments.screen._WIDTH", width)
    _, out, _ = call(capsys, "--replications", "2", "--jobs", "1", "--quiet")
    table = out.split("Everything is in")[0]
    assert max(map(len, table.splitlines())) <= width
    assert "…" not in table


def test_policies_that_contradict_one_another_cannot_be_joined(small_world, capsys):
    code, _, err = call(capsys, "--policy", "unit_jagoi_full+unit_jagoi_low")
    assert code == 2
    assert "unit.delegation is 1.0 in 'unit_jagoi_full' but 0.1 in 'unit_jagoi_low'" in err


REGION = (ROOT / "model" / "regions" / "bengkayang.toml").read_text(encoding="utf-8")


# What is changed in the region file, and the sentence that its reader says.
SPOILED = {
    "a good without a price abroad": (
        r"""(name = "lpg"(?:\n.+)*)\nprice_abroad = .+""",
        r"\1",
        "goods.lpg.price_abroad",
    ),
    "a status that no post has": (
        r'''(month = "2023-07"\nstatus = )"plb"''',
        r'''\1"half"''',
        "'half' is not allowed",
    ),
    "dates out of order": (
        r"""month = "2020-03"(\nstatus)""",
        r"""month = "2024-03"\1""",
        "in order",
    ),
    "a path with negative traffic": (
        r"""(name = "jagoi_hills"(?:\n.+)*\ntraffic = )0.45""",
        r"\1-0.05",
        "paths.jagoi_hills.traffic: -0.05 is outside what is allowed, 0 to 1",
    ),
}


def spoiled(folder, *names):
    """Return the path of a region file with these faults."""
    text = REGION
    for name in names:
        pattern, changed, _ = SPOILED[name]
        text, count = re.subn(pattern, changed, text)
        assert count == 1, name
    path = folder / "spoiled.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("fault", SPOILED)
def test_a_fault_of_the_border_in_a_region_file_is_one_sentence(small_world, capsys, fault):
    path = spoiled(small_world, fault)
    code, out, err = call(capsys, *COMPARE, "--region", path)
    assert (code, out) == (2, "")
    assert SPOILED[fault][2] in err
    assert len(err.splitlines()) == 1
    assert [file.name for file in small_world.iterdir()] == ["spoiled.toml"]


def test_all_faulty_rows_of_the_border_are_told_together(small_world, capsys):
    # The order of dates is a matter between rows, checked once each row is sound.
    names = [name for name in SPOILED if name != "dates out of order"]
    code, _, err = call(capsys, "run", "--region", spoiled(small_world, *names))
    assert code == 2
    for name in names:
        assert SPOILED[name][2] in err
    assert len(err.splitlines()) == len(names)


def test_all_parameters_are_listed_within_the_width_of_the_screen(capsys):
    _, out, _ = call(capsys, "parameters")
    assert max(map(len, out.splitlines())) <= 100
    listed = {line.split()[0] for line in out.splitlines() if "." in line.partition(" .. ")[0]}
    assert {info.path for info in parameters(Scenario)} <= listed
    assert "Source:" not in out
    assert "Source:" in call(capsys, "parameters", "unit.delegation")[1]


def test_parameters_can_be_searched_and_read_by_machines(capsys):
    code, out, _ = call(capsys, "parameters", "unit.delegation")
    assert code == 0
    assert "unit.delegation" in out
    rows = json.loads(call(capsys, "parameters", "unit.delegation", "--json")[1])
    assert [(row["path"], row["unit"]) for row in rows] == [("unit.delegation", "share")]


def test_a_search_that_finds_no_parameter_exits_with_2(capsys):
    code, _, err = call(capsys, "parameters", "xyzzy")
    assert code == 2
    assert "'xyzzy'" in err


def test_every_policy_is_listed_with_its_levers(capsys):
    _, out, _ = call(capsys, "policies", "--lang", "id")
    assert "roads.speed_factor=2" in out
    assert "Jalan lebih dahulu" in out


def test_a_bug_is_a_sentence_and_a_traceback_only_on_request(small_world, capsys, monkeypatch):
    def bug(frame):
        raise LookupError("lost")

    monkeypatch.setattr("experiments.commands.comparing.comparison", bug)
    code, _, err = call(capsys, *COMPARE)
    assert code == 1
    assert "LookupError: lost. This is a bug" in err
    assert "Traceback" not in err
    assert "Traceback" in call(capsys, *COMPARE, "--debug")[2]
