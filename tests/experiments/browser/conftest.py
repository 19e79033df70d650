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
from collections.abc import Iterator
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
    watch(page, found)
    yield found
    assert found == []


def watch(page: Any, found: list[str]) -> None:
    """Note every fault of a page in ``found``."""
    page.on("pageerror", lambda error: found.append(f"page error: {error}"))
    page.on(
        "console",
        lambda message: message.type == "error" and found.append(f"console: {message.text}"),
    )
    page.on(
        "response",
        lambda answer: answer.status >= 400 and found.append(f"{answer.status} {answer.url}"),
    )
    page.on(
        "request",
        lambda request: (
            not request.url.startswith(
                ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "file:")
            )
            and found.append(f"outside: {request.url}")
        ),
    )
