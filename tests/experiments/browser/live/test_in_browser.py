"""The live page in a browser, mounted under a path beside another route."""

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.experiments.browser.conftest import watch

pytestmark = pytest.mark.browser

SMALL = "months=24&scale=0.1"
_SECONDS = 30_000.0  # milliseconds to wait on a machine that is busy with other tests


def open_page(page: Page, live: str, query: str = SMALL) -> None:
    page.goto(f"{live}?{query}")
    expect(page.locator("canvas[data-month='0']")).to_be_visible(timeout=_SECONDS)


def month(page: Page, number: int) -> None:
    shown = page.locator(f"canvas[data-month='{number}']")
    expect(shown).to_be_visible(timeout=_SECONDS)


def wait_for_map(page: Page) -> None:
    """Wait until the map has more colours than its ground and its roads."""
    page.wait_for_function(
        """() => {
            const canvas = document.querySelector(".tapal-map canvas");
            const pen = canvas?.getContext("2d");
            const { data } = pen?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
            return new Set(data && new Uint32Array(data.buffer)).size > 20;
        }""",
        timeout=_SECONDS,
    )


@pytest.mark.parametrize(
    ("language", "title", "widths"),
    [
        ("en", "A border model, month by month", (1440, 390)),
        ("id", "Model perbatasan, bulan demi bulan", (390, 1440)),
    ],
)
def test_the_page_loads_without_fault_and_fits_its_window(
    page, faults, live, language, title, widths
):
    page.set_viewport_size({"width": widths[0], "height": 844})
    open_page(page, live, f"{SMALL}&lang={language}")
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        expect(page.locator(".tapal-lines canvas")).to_have_count(5, timeout=_SECONDS)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page).to_have_title(re.compile("^Tapal"))
        wait_for_map(page)
        # charts and map follow the window a moment later
        page.wait_for_function(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth",
            timeout=_SECONDS,
        )


def test_step_and_play_go_on_and_the_run_stops_at_its_horizon(page, faults, live):
    open_page(page, live)
    page.get_by_role("button", name="Step").click()
    month(page, 1)
    expect(page.get_by_text("Month 1 of 24")).to_be_visible()
    page.get_by_role("button", name="▶").click()
    month(page, 24)
    expect(page.get_by_text("The run has reached its last month.")).to_be_visible()
    expect(page.get_by_role("button", name="Step")).to_be_disabled()
    page.get_by_role("button", name="Reset").click()
    month(page, 0)


def test_a_changed_parameter_counts_from_the_next_reset(page, faults, live):
    open_page(page, live)
    page.get_by_role("button", name="Policy Status quo").click()
    page.get_by_role("option", name="Roads first").click()
    expect(page.get_by_text("Policy: Status quo")).to_be_visible()
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_text("Policy: Roads first")).to_be_visible(timeout=_SECONDS)
    expect(page.locator(".tapal-code pre")).to_contain_text("'roads.opening_month': 25")


def test_the_map_changes_its_layer_and_follows_a_dark_system(page, faults, live):
    page.emulate_media(color_scheme="dark")
    open_page(page, live)
    button = page.get_by_role("button", name="Income")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".tapal-legend")).to_contain_text("poverty line")
    assert page.locator(".tapal-map canvas").evaluate(
        "canvas => canvas.getContext('2d').getImageData(2, 2, 1, 1).data[0] < 60"
    )


def test_two_visitors_have_separate_models(browser, live):
    found: list[str] = []
    contexts = [browser.new_context() for _ in range(2)]
    first, second = (context.new_page() for context in contexts)
    for page in (first, second):
        watch(page, found)
        open_page(page, live)
    first.get_by_role("button", name="Step").click()
    month(first, 1)
    first.get_by_role("button", name="Step").click()
    month(first, 2)
    second.get_by_role("button", name="Step").click()
    month(second, 1)
    month(first, 2)
    for context in contexts:
        context.close()
    assert found == []


def test_the_page_lives_below_its_path_and_brings_headers_of_its_own(live):
    with urllib.request.urlopen(live.removesuffix("live/")) as answer:
        assert "unsafe-eval" not in answer.headers["content-security-policy"]
    with urllib.request.urlopen(live) as answer:
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        files = re.findall(r'<(?:link|script)[^>]+(?:href|src)="([^"]+)"', answer.read().decode())
    assert files
    assert all(file.startswith(("/live/", "data:")) for file in files)


@pytest.mark.parametrize(
    "path", ["_solara/cdn/left-pad@1.3.0/index.js", "_solara/cdn/../../../etc/passwd", "resourcez"]
)
def test_what_is_not_here_is_asked_of_nobody(live, path):
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(f"{live}{path}", timeout=10)
    assert answer.value.code == 404
    answer.value.close()
