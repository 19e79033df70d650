"""A small server with the live page mounted beside another route, and Solara in this process."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from experiments.browser.live.assets import settle_environment

ROOT = Path(__file__).parents[4]
_SERVER = Path(__file__).with_name("serve.py")
_SECONDS_TO_START = 400  # the first start on a machine compiles the model


@pytest.fixture(scope="session")
def live() -> Iterator[str]:
    """The address of the live page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, str(_SERVER), str(port)], cwd=ROOT)
    until = time.monotonic() + _SECONDS_TO_START
    try:
        while True:
            assert server.poll() is None
            assert time.monotonic() < until
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/live/readyz", timeout=60).close()
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/live/"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


@pytest.fixture(scope="session")
def live_page() -> ModuleType:
    """The module of the page, imported after Solara has been told what it reads on import."""
    settle_environment()
    from experiments.browser.live import page  # noqa: PLC0415

    return page
