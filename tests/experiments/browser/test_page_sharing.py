"""What a visitor takes away from the comparison page: links, data, figures, commands."""

import csv
import io
import struct
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from experiments.browser.limits import Limits
from experiments.browser.question import read_question
from experiments.browser.shown import SHOWN
from model.policy import load_policy
from tests.experiments.browser import looking

pytestmark = pytest.mark.browser

SMALL = "policy=clinics&months=30&replications=2"
OWN = (
    "unit.opening_month=7&unit.delegation=0.7&loops.brokers=false&shocks.closure_start=4"
    "&shocks.closure_months=3&months=24&replications=2&seed=7"
)


def test_a_link_restores_all_that_it_was_copied_from(page, faults, address, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    view = "lang=id&month=6&layer=border&lesson=3"
    looking.open_page(page, address, f"{OWN}&{view}")
    for path, value in {"unit.opening_month": "7", "unit.delegation": "0.7"}.items():
        expect(page.locator(f".lever[data-path='{path}'] input").first).to_have_value(value)
    looking.open_all(page)
    expect(page.locator("#all-world-loops\\.brokers")).not_to_be_checked()
    expect(page.locator("#all-world-shocks\\.closure_start")).to_have_value("4")
    for name, number in {"months": "24", "replications": "2", "seed": "7"}.items():
        expect(page.locator(f"#run-{name}")).to_have_value(number)
    expect(page.locator("html")).to_have_attribute("lang", "id")
    expect(page.locator(".time-slider")).to_have_value("6")
    expect(page.locator("input[name=map-layer][value=border]")).to_be_checked()
    expect(page.locator(".lesson-step")).to_have_text("Langkah 3 dari 6")
    page.get_by_role("button", name="Salin tautan").click()
    expect(page.locator(".download-said")).to_have_text("Tersalin")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{address}/?")
    assert dict(parse_qsl(link.partition("?")[2])) == dict(parse_qsl(f"{OWN}&{view}"))
    # the address of the page is such a link too
    expect(page).to_have_url(link)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("policy=unit_jagoi_ful", "unit_jagoi_full"),
        ("unit.delegation=7", "unit.delegation"),
        ("unit.delegatoin=0.5", "unit.delegation"),
        ("policy=clinics&months=9999", "240"),
    ],
)
def test_a_link_with_a_mistake_tells_it_and_shows_something(page, address, query, sentence):
    looking.open_page(page, address, query)
    expect(page.locator(".problems")).to_contain_text(sentence)
    expect(page.locator(".headline-statement strong").first).to_be_visible()


def test_a_link_with_a_strange_view_shows_the_usual_one(page, faults, address):
    looking.open_page(page, address, f"{SMALL}&lang=fr&month=999&layer=nothing&lesson=77")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".time-slider")).to_have_value("30")
    expect(page.locator("input[name=map-layer][value=papers]")).to_be_checked()


def downloaded(page: Page, button: Any) -> Path:
    with page.expect_download() as saved:
        button.click()
    return Path(saved.value.path())


def test_data_and_figures_can_be_taken_away(page, faults, address):
    looking.open_page(page, address, SMALL)
    downloads = page.locator("#downloads")
    text = downloaded(page, downloads.get_by_role("button", name="series")).read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == ["side", "month", "date", "indicator", "unit", "mean", "low", "high"]
    keys = {(row["side"], int(row["month"]), row["indicator"]) for row in rows}
    assert len(keys) == len(rows) == 2 * 30 * len(SHOWN)
    assert {indicator for _, _, indicator in keys} == set(SHOWN)
    assert {row["date"] for row in rows if row["month"] == "30"} == {"2018-06"}
    text = downloaded(page, downloads.get_by_role("button", name="Differences")).read_text("utf-8")
    changes = [row for row in csv.DictReader(io.StringIO(text)) if row["value"]]
    assert {"all", "siding"} <= {row["sub_district"] for row in changes}
    for row in changes:
        # five significant digits in each of the three
        size = max(abs(float(row[name])) for name in ("value", "status_quo", "difference"))
        gap = float(row["value"]) - float(row["status_quo"]) - float(row["difference"])
        assert abs(gap) <= 3e-4 * size
    picture = downloaded(page, downloads.get_by_role("button", name="Map")).read_bytes()
    assert_png(picture)
    chart = page.locator(".chart").first
    chart.locator(".menu > summary").click()
    assert_png(downloaded(page, chart.get_by_role("button", name="PNG")).read_bytes())
    chart.locator(".menu > summary").click()
    drawn = downloaded(page, chart.get_by_role("button", name="SVG")).read_text("utf-8")
    said = " ".join(ElementTree.fromstring(drawn).itertext())
    assert chart.locator(".chart-title").inner_text() in said


def assert_png(data: bytes) -> None:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    assert min(width, height) >= 300


def test_the_command_and_the_policy_file_ask_the_same_question(page, faults, address, tmp_path):
    looking.open_page(page, address, OWN)
    asked = {
        "levers": {"unit.opening_month": 7, "unit.delegation": 0.7},
        "world": {"loops.brokers": False, "shocks.closure_start": 4, "shocks.closure_months": 3},
        "months": 24,
        "replications": 2,
        "seed": 7,
    }
    question = read_question(asked, Limits())
    command = page.locator(".download-command").inner_text()
    assert " ".join(command.split()) == question.command()
    file = tmp_path / "my_policy.toml"
    button = page.get_by_role("button", name="Policy file")
    file.write_bytes(downloaded(page, button).read_bytes())
    assert dict(load_policy(file).levers) == dict(question.levers)


def test_a_link_to_a_step_of_the_lesson_shows_what_the_step_is_about(page, faults, address):
    looking.open_page(page, address, "lesson=4&lang=en")
    expect(page.locator(".lesson-step")).to_have_text("Step 4 of 6")
    expect(page.locator(".preset[data-preset=unit_jagoi_low]")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator("#headline-title")).to_contain_text("low delegation")
