import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from experiments import odd
from experiments.cli import main
from experiments.schedule import schedule, submodels
from model import border_tables, tables
from model import model as world
from model.indicators import INDICATORS
from model.parameter import parameters
from model.region import load_region
from model.region_border_rows import BORDER_TABLES
from model.scenario import Scenario

ROOT = Path(__file__).parents[2]
SCHEDULE = (
    "events", "diplomacy", "agencies", "needs", "takeup", "queues", "work", "livelihoods", "trade",
    "screening", "prices", "spending", "orientation", "enforcement", "reputation", "trader_entry",
    "entry",
)  # fmt: skip


@pytest.fixture(scope="module")
def text():
    return odd.render_odd()


def part(text, heading):
    """Return the text under a heading of the second level."""
    return text.split(f"\n## {heading}")[1].split("\n## ")[0]


def tables_of_the_border():
    return [
        table
        for table in vars(border_tables).values()
        if isinstance(table, type) and issubclass(table, tuple) and table is not tables.Column
    ]


def test_the_odd_on_disk_is_the_one_the_sources_make(text):
    written = odd.DOCUMENT.read_text(encoding="utf-8")
    assert written == text, "docs/ODD.md is out of date: run 'uv run run.py odd'"


def test_the_odd_does_not_depend_on_the_order_of_hashes(text):
    script = "import sys; from experiments.odd import render_odd; sys.stdout.write(render_odd())"
    finished = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )
    assert finished.stdout.decode("utf-8") == text


def test_the_schedule_is_that_of_the_design_and_leaves_no_submodel_out():
    files = {path.stem for path in (ROOT / "model" / "submodels").glob("*.py")} - {"__init__"}
    assert schedule() == SCHEDULE
    assert set(SCHEDULE) == files


@pytest.mark.slow
def test_a_month_calls_the_submodels_in_the_order_of_the_odd(monkeypatch):
    border = world.BorderModel(scenario=Scenario().replaced({"run.scale": 0.01}))
    called = []

    def recorded(name, submodel):
        def call(*arguments):
            called.append(name)
            return submodel(*arguments)

        return call

    for name in schedule():
        monkeypatch.setattr(world, name, recorded(name, getattr(world, name)))
    border.step()
    assert tuple(called) == schedule()


def test_what_is_not_built_is_said(text):
    schedule = part(text, "3 Process")
    missing = re.findall(r"^\| (\d+) \| `(\w+)` .* not built yet \|$", schedule, re.MULTILINE)
    assert [name for _, name in missing] == ["governments"]
    built = re.findall(r"^\| \d+ \| `(\w+)` .* built \|$", schedule, re.MULTILINE)
    assert tuple(built) == SCHEDULE


def test_each_submodel_has_its_section_in_the_order_of_the_schedule(text):
    sections = re.findall(r"^### 7\.(\d+) .* \(`model/submodels/(\w+)\.py`\)$", text, re.MULTILINE)
    assert sections == [(str(number), name) for number, name in enumerate(SCHEDULE, start=1)]


def test_each_symbol_has_one_meaning_and_each_parameter_one_symbol(text):
    listed = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", part(text, "Symbols"), re.MULTILINE)
    listed = [row for row in listed if row[0] not in {"symbol", "---"}]
    symbols = [symbol for cell, _ in listed for symbol in cell.split(", ")]
    assert len(symbols) == len(set(symbols))
    assert len(listed) == len({meaning for _, meaning in listed})


def test_every_parameter_column_indicator_and_row_of_the_region_is_in_the_odd(text):
    region = load_region("bengkayang")
    first_cells = set(re.findall(r"^\| `?([^|`]+?)`? \|", text, re.MULTILINE))
    expected = {info.path for info in parameters(Scenario)}
    expected |= {indicator.name for indicator in INDICATORS}
    expected |= {row.name for row in (*region.services, *region.agencies, *region.targets)}
    expected |= {village.label for village in region.villages}
    for rows in BORDER_TABLES:
        expected |= {getattr(row, "name", None) or row.month for row in getattr(region, rows)}
    for table in (tables.Households, tables.Points, *tables_of_the_border()):
        expected |= set(tables.columns(table))
    assert expected - first_cells == set()


def test_every_parameter_the_text_names_exists(text):
    sections = "|".join(Scenario.model_fields)
    named = set(re.findall(rf"`((?:{sections})\.[a-z_0-9]+)`", text))
    indicators = {indicator.name for indicator in INDICATORS}  # some begin like a section
    assert named - {info.path for info in parameters(Scenario)} - indicators == set()


def test_every_table_has_as_many_cells_in_each_row_as_in_its_head(text):
    cells = [
        len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        for line in text.splitlines()
    ]
    uneven = [
        number + 2
        for number, (one, next_) in enumerate(pairwise(cells))
        if one and next_ not in (one, 0)
    ]
    assert not uneven, f"lines {uneven} of docs/ODD.md"


def test_the_wrapping_of_a_docstring_never_makes_a_list_or_a_heading():
    for submodel in submodels():
        for paragraph in submodel.text.split("\n\n"):
            first, *others = paragraph.splitlines()
            meant = first.startswith("- ")  # a list that is meant begins with its paragraph
            marker = r"\s+[-+*]\s|[+*>#]\s|\d+[.)]\s" if meant else r"\s*([-+*>#]|\d+[.)])\s"
            for line in others if meant else (first, *others):
                assert not re.match(marker, line), f"{submodel.name}: {line}"


def test_the_odd_holds_no_path_of_a_machine_and_nothing_unfilled(text):
    assert str(ROOT) not in text
    assert str(Path.home()) not in text
    assert not re.search(r"\{[{%#]|None|Undefined|<.*object at", text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (8293, "8,293"),
        (0.85, "0.85"),
        (1.7e9, "1,700,000,000"),
        (109.9286, "109.9286"),
        (True, "true"),
    ],
)
def test_numbers_are_written_with_the_digits_they_have(value, shown):
    assert odd.number(value) == shown


def test_the_command_writes_a_stale_page_once(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "docs"
    folder.mkdir()
    page = folder / "ODD.md"
    page.write_text("old", encoding="utf-8")
    monkeypatch.setattr(odd, "DOCUMENT", page)
    assert main(["odd"]) == 0
    assert page.read_text(encoding="utf-8") == odd.render_odd()
    assert capsys.readouterr().out == "docs/ODD.md is written.\n"
    assert main(["odd"]) == 0
    assert capsys.readouterr().out == "docs/ODD.md was up to date.\n"


def test_a_page_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(odd, "DOCUMENT", tmp_path / "missing" / "ODD.md")
    assert main(["odd"]) == 2
    error = capsys.readouterr().err
    assert "ODD.md' cannot be written" in error
    assert len(error.splitlines()) == 1
