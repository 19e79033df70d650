"""What a careful person would look for on a page of the browser, asked of the page itself."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

# Milliseconds to wait on a machine that is busy with other tests.
PATIENCE: float = 30_000.0

_SERIOUS = ("serious", "critical")
_SCRIPT = Path(__file__).with_name("looking.js").read_text("utf-8").partition("\n")[2].rstrip()
_CALL = f"([name, ...rest]) => {_SCRIPT}[name](...rest)"


def open_page(page: Page, address: str, query: str = "") -> None:
    """Open the comparison page and wait for its answer and its maps."""
    page.goto(f"{address}/?{query}")
    wait_for_answer(page)


def wait_for_answer(page: Page) -> None:
    expect(page.locator("body.has-answer")).to_be_attached(timeout=PATIENCE)
    expect(page.locator("body.is-busy")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator(".map-figure").first).not_to_be_empty(timeout=PATIENCE)


def open_all(page: Page) -> None:
    """Unfold everything that can be unfolded."""
    page.wait_for_function(_CALL, arg=["unfold"], timeout=PATIENCE)


def blank(page: Page, least: int = 20) -> list[str]:
    """The maps and charts with less than ``least`` colours."""
    return page.evaluate(_CALL, ["blank", least, 10_000])


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    return page.evaluate(_CALL, ["tooWide"])


def cut(page: Page) -> list[str]:
    """The elements whose words are cut."""
    return page.evaluate(_CALL, ["cut"])


def saying(page: Page, pattern: str) -> list[str]:
    """What the page says that matches a pattern; code and foreign words are left out."""
    return [text for text in page.evaluate(_CALL, ["words"]) if re.search(pattern, text)]


def tab_stops(page: Page, most: int = 400) -> Iterator[Mapping[str, Any]]:
    """Press Tab from the top of the page to its end."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(_CALL, ["stop"])
        if stop is None:
            return
        yield stop
    raise AssertionError(f"The Tab key goes on and on: {stop}")


def missed(page: Page) -> list[str]:
    """What can be used and was reached by none of the :func:`tab_stops`."""
    return page.evaluate(_CALL, ["missed"])


def out_of_order(page: Page) -> list[str]:
    """The :func:`tab_stops` that stand before the one they follow."""
    return page.evaluate(_CALL, ["outOfOrder"])


def click_map(page: Page, side: int, pattern: str) -> None:
    """Click the first place of a map whose tooltip's heading matches a pattern."""
    canvas = page.locator(".map-canvas").nth(side)
    canvas.scroll_into_view_if_needed()
    spot = page.evaluate(_CALL, ["spot", side, pattern])
    assert spot, f"nothing on the map is called {pattern}"
    canvas.click(position=spot)


def contrasts(page: Page, pairs: list[tuple[str, str]]) -> dict[str, float]:
    """The contrast of colours, by the names of their variables."""
    return page.evaluate(_CALL, ["contrasts", [list(pair) for pair in pairs]])


def serious(page: Page) -> list[str]:
    """What axe finds serious or critical."""
    return [
        f"{fault['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in _SERIOUS
        for node in fault["nodes"]
    ]
