"""A server of the pages, and Debian's Chromium to look at them with."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
_SERVER = Path(__file__).with_name("serve.py")
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# The first start on a machine compiles the model.
_SECONDS_TO_START = 400


def chromium() -> str | None:
    """The path of a Chromium of this machine."""
    return next(
        (path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None
    )


@pytest.fixture(scope="session")
def base_url() -> None:
    """In place of pytest-playwright's own, a method, which pytest 9.2 warns of."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = chromium()
    if path is None:
        why = "there is no Chromium; install Debian's package 'chromium'"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return {**browser_type_launch_args, "executable_path": path, "args": list(_SWITCHES)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",
        "locale": "en-GB",
    }


@pytest.fixture(scope="session")
def tab(browser: Any, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    """The page that all tests of one process share: a new one compiles every script anew."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: Any, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    """A page without anything that tests before may have left."""
    yield tab
    tab.context.set_offline(False)
    tab.context.clear_permissions()
    tab.context.clear_cookies()
    tab.evaluate("() => { try { localStorage.clear() } catch { /* some pages have none */ } }")
    tab.goto("about:blank")
    tab.mouse.move(0, 0)
    tab.set_viewport_size(browser_context_args["viewport"])
    tab.emulate_media(color_scheme="light", reduced_motion=browser_context_args["reduced_motion"])


@pytest.fixture
def context(page: Any) -> Any:
    return page.context


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that the tests of one process share."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("browse")
    with (folder / "log.txt").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, str(_SERVER), str(port)],
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(server, url, folder / "log.txt")
            yield url
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


def _wait(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()[-2000:]
        try:
            urllib.request.urlopen(f"{url}/readyz", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"The server was not ready in {_SECONDS_TO_START} s: {log.read_text()[-2000:]}")


@pytest.fixture
def faults(page: Any) -> Iterator[list[str]]:
    """What a page must never do: raise, ask for what is not there, or leave the machine."""
    found: list[str] = []
    listeners = watch(page, found)
    yield found
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert found == []


def watch(page: Any, found: list[str]) -> dict[str, Callable[[Any], object]]:
    """Note every fault of a page in ``found``; return what listens, by the event's name."""
    listeners: dict[str, Callable[[Any], object]] = {
        "pageerror": lambda error: found.append(f"page error: {error}"),
        "console": lambda message: (
            message.type == "error" and found.append(f"console: {message.text}")
        ),
        "response": lambda answer: (
            answer.status >= 400 and found.append(f"{answer.status} {answer.url}")
        ),
        "request": lambda request: (
            not request.url.startswith(
                ("http://127.0.0.1", "ws://127.0.0.1", "about:", "data:", "blob:", "file:")
            )
            and found.append(f"outside: {request.url}")
        ),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    return listeners
