"""Runs: asked for, followed, cancelled, and those of others."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.experiments.browser import looking
from tests.experiments.browser.conftest import watch

pytestmark = pytest.mark.browser

SMALL = "policy=clinics&months=30&replications=2"
# Longer than any test waits; such a run is always cancelled and so never kept.
LONG = {"months": 240, "replications": 20}


def set_number(page: Page, name: str, value: int) -> None:
    page.locator(f"#run-{name}").fill(str(value))
    page.locator(f"#run-{name}").press("Enter")


def start_long_run(page: Page) -> str:
    """Ask for a long run; return its job."""
    page.locator("details[data-fold=run] > summary").press("Enter")
    for name, value in LONG.items():
        set_number(page, name, value)
    with page.expect_response(re.compile("/api/answers$")) as asked:
        page.locator(".run-start").press("Enter")
    return asked.value.json()["job"]


def test_a_lever_moved_by_keyboard_is_marked_run_and_set_back(page, faults, address):
    looking.open_page(page, address, SMALL)
    before = page.locator(".headline-statement").inner_text()
    lever = page.locator("#main-mobile\\.opening_month")
    box = page.locator(".lever[data-path='mobile.opening_month']")
    expect(box).not_to_have_class(re.compile("changed"))
    for _ in range(3):
        lever.press("ArrowRight")
    expect(box).to_have_class(re.compile("changed"))
    expect(box.locator("output")).to_contain_text("Mar 2016")
    expect(page.locator(".headline-stale")).to_be_visible()
    page.locator(".run-start").press("Enter")
    expect(page.locator("#headline-title")).to_contain_text("My policy", timeout=looking.PATIENCE)
    expect(page.locator(".headline-stale")).to_be_hidden()
    assert page.locator(".headline-statement").inner_text() != before
    box.get_by_role("button", name="Back to").press("Enter")
    expect(box).not_to_have_class(re.compile("changed"))
    expect(page.locator(".preset[data-preset=clinics]")).to_have_attribute("aria-pressed", "true")


def test_cancel_ends_the_run_here_and_on_the_server(page, faults, address):
    looking.open_page(page, address, SMALL)
    before = page.locator(".headline-statement").inner_text()
    job = start_long_run(page)
    runs = 2 * LONG["replications"]
    expect(page.locator(".run-bar")).to_be_visible()
    expect(page.locator(".run-line")).to_have_text(
        re.compile(rf"^Runs done: \d+ of {runs}$"), timeout=looking.PATIENCE
    )
    page.locator(".run-stop").press("Enter")
    expect(page.locator(".run-line")).to_contain_text("Cancelled")
    expect(page.locator(".run-bar")).to_be_hidden()
    expect(page.locator(".run-start")).to_be_enabled()
    assert page.locator(".headline-statement").inner_text() == before
    assert page.request.get(f"{address}/api/jobs/{job}").json()["state"] == "cancelled"


def test_what_cannot_be_run_is_told_beside_the_result_before(page, address):
    looking.open_page(page, address, SMALL)
    before = page.locator(".headline-statement").inner_text()
    page.locator(".levers-head button").click()
    page.locator(".run-start").click()
    expect(page.locator(".problems")).to_contain_text("Nothing differs from the status quo")
    assert page.locator(".headline-statement").inner_text() == before
    page.locator(".presets-groups button").first.click()
    page.locator(".preset[data-preset=mobile_only]").click()
    expect(page.locator("#headline-title")).to_contain_text("Mobile", timeout=looking.PATIENCE)
    expect(page.locator(".problems")).to_be_hidden()


def test_two_visitors_see_their_own_runs_and_no_others(new_context, address):
    found: list[str] = []
    jobs: list[set[str]] = [set(), set()]
    first, second = (visitor(new_context(), found, known) for known in jobs)
    looking.open_page(first, address, "policy=clinics&months=12&replications=1")
    looking.open_page(second, address, "policy=roads_first&months=12&replications=1")
    job = start_long_run(first)
    # a question that nobody asked before: the seed is not the usual one
    second.locator("details[data-fold=run] > summary").press("Enter")
    set_number(second, "seed", 4321)
    second.locator(".run-start").press("Enter")
    expect(first.locator(".run-line")).to_contain_text("of 40", timeout=looking.PATIENCE)
    first.locator(".run-stop").press("Enter")
    expect(first.locator(".run-line")).to_contain_text("Cancelled")
    command = second.locator(".download-command")
    expect(command).to_contain_text("--seed 4321", timeout=looking.PATIENCE)
    expect(first.locator("#headline-title")).to_contain_text("clinic", ignore_case=True)
    expect(second.locator("#headline-title")).to_contain_text("roads", ignore_case=True)
    assert "--seed 4321" not in first.locator(".download-command").inner_text()
    assert job in jobs[0]
    assert not jobs[0] & jobs[1]
    assert found == []


def visitor(context: BrowserContext, found: list[str], jobs: set[str]) -> Page:
    page = context.new_page()
    watch(page, found)
    page.on(
        "request",
        lambda request: jobs.update(re.findall(r"/api/jobs/([^/?]+)", request.url)),
    )
    return page


def test_the_live_page_is_served_beside_this_one(page, faults, address):
    page.goto(f"{address}/live/?months=24&scale=0.1")
    canvas = page.locator("canvas[data-month='0']")
    expect(canvas).to_be_visible(timeout=looking.PATIENCE)
    page.get_by_role("button", name="Step").click()
    expect(page.locator("canvas[data-month='1']")).to_be_visible(timeout=looking.PATIENCE)
