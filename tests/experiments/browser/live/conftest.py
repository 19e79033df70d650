"""The live page on the server that all browser tests share, and Solara in this process."""

import urllib.request
from types import ModuleType

import pytest

from experiments.browser.live.assets import settle_environment

_SECONDS_TO_LOAD = 120  # Solara is imported when the page is first asked for


@pytest.fixture(scope="session")
def live(address: str) -> str:
    """The address of the live page."""
    urllib.request.urlopen(f"{address}/live/readyz", timeout=_SECONDS_TO_LOAD).close()
    return f"{address}/live/"


@pytest.fixture(scope="session")
def live_page() -> ModuleType:
    """The module of the page, imported after Solara has been told what it reads on import."""
    settle_environment()
    from experiments.browser.live import page  # noqa: PLC0415

    return page
