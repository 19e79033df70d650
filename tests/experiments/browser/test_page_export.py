"""The exported file, opened from disk without a network."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from experiments.cli import DONE, main
from tests.experiments.browser import looking

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "tapal.html"
    asked = ["--policies", "unit_jagoi_full,clinics", "--months", "24", "--replications", "2"]
    assert main(["export", *asked, "--jobs", "1", "--quiet", "--out", str(path)]) == DONE
    return path


@pytest.fixture
def opened(page: Page, context: BrowserContext, exported: Path, faults) -> Callable[..., Page]:
    """Opens the file at a width and in a language, and notes what it asks for."""

    def open_it(width: int = 1440, language: str = "en", scheme: str = "light") -> Page:
        context.set_offline(True)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{exported.as_uri()}?lang={language}")
        looking.wait_for_answer(page)
        addresses = [url for url in asked if not url.startswith(("data:", "blob:"))]
        assert [url.partition("?")[0] for url in addresses] == [exported.as_uri()]
        return page

    return open_it


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_file_opens_offline_and_draws_all_of_it(opened, width, language):
    page = opened(width, language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert re.search(r"\d", page.locator(".headline-statement strong").first.inner_text())
    assert looking.too_wide(page) == []
    assert looking.cut(page) == []
    assert looking.blank(page) == []


def test_policies_are_switched_without_a_server(opened):
    page = opened()
    before = page.locator("#headline-title").inner_text()
    page.locator(".presets-groups button").last.click()
    page.locator(".preset[data-preset=clinics]").click()
    expect(page.locator("#headline-title")).not_to_have_text(before)
    expect(page.locator(".download-command")).to_contain_text("--policy clinics")
    expect(page.locator(".problems")).to_have_count(0)
    page.locator("#tools button[lang=id]").click()
    expect(page.locator("html")).to_have_attribute("lang", "id")
    assert looking.saying(page, r"(?i)\b(the|of|with|household|policy)\b") == []


def test_the_file_tells_the_stories_it_holds_and_says_which_it_does_not(opened):
    page = opened()
    page.locator(".inspect-family").first.click()
    expect(page.locator(".story")).to_have_count(2)
    expect(page.locator(".story-month").first).to_be_visible()
    families = page.locator(".inspect-family[aria-pressed=true]")
    expect(families).to_have_count(1)
    looking.click_map(page, 1, "^A household in")
    expect(page.locator("#inspect")).to_contain_text("Only featured households")


def test_axe_finds_no_serious_fault_in_the_file(opened):
    assert looking.serious(opened(language="id", scheme="dark")) == []
