import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from experiments.browser import extra, serving
from experiments.cli import STOPPED, WRONG_INPUT, main

COMPILES = "The model is compiled once (about a minute); the page waits for it."
ROOT = Path(__file__).parents[3]


@contextmanager
def browsing_process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "run.py", "browse", "--port", "0", "--no-open", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads processes from /proc")
def test_the_command_serves_the_page_until_it_is_stopped() -> None:
    with browsing_process("--jobs", "2", "--lang", "id") as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[1]
        with urllib.request.urlopen(url, timeout=60) as response:
            assert b"<!doctype html>" in response.read()
        workers = children(process.pid)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert url.startswith("http://127.0.0.1:")
    assert url.endswith("?lang=id")
    assert process.returncode == STOPPED
    assert out == ""
    assert err.splitlines()[-1] == "Stopped."
    assert "Traceback" not in err
    assert len(workers) >= 2
    # The system ends the last of them a moment after their parent.
    until = time.monotonic() + 30
    while any(map(is_running, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in workers if is_running(pid)]


def test_a_taken_port_ends_the_command_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with serving.bound("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert main(["browse", "--port", str(port), "--no-open"]) == WRONG_INPUT
    assert f"--port: {port} is taken" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["0", "-1", "10000"])
def test_no_workers_and_very_many_are_no_server(
    jobs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["browse", "--jobs", jobs, "--no-open"]) == WRONG_INPUT
    assert f"--jobs: {jobs} is not allowed; give a whole number from 1" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="the system ends processes by SIGTERM")
def test_a_server_ended_by_the_system_leaves_nothing_and_says_nothing() -> None:
    with browsing_process("--jobs", "1") as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[1]
        with urllib.request.urlopen(f"{url}api/facts", timeout=60):
            pass
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
    assert err.splitlines() in ([], [COMPILES])


@pytest.mark.parametrize("call", [["browse", "--no-open"], ["export"]])
def test_without_the_extra_one_sentence_says_how_to_call_it(
    call: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    assert main(call) == WRONG_INPUT
    assert f"uv run --extra browser run.py {call[0]}" in capsys.readouterr().err


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """With what a server is begun that ends at once."""
    found: dict[str, object] = {}

    def server(_: object, ready: Callable[[], None], proxies: Sequence[str]) -> SimpleNamespace:
        found["proxies"] = tuple(proxies)
        return SimpleNamespace(run=lambda **_: ready())

    monkeypatch.setattr(serving, "server", server)
    monkeypatch.setattr("experiments.browser.site.site", lambda _, **given: found.update(given))
    monkeypatch.setattr("experiments.commands.browsing.is_compiled", lambda: True)
    before = signal.getsignal(signal.SIGTERM)
    yield found
    signal.signal(signal.SIGTERM, before)


BROWSE = ("browse", "--port", "0", "--no-open", "--jobs", "1")
BEHIND = ("--public-address", "https://tapal.example.org")


def test_behind_a_proxy_a_server_answers_under_its_public_name(
    begun: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*BROWSE, "--host", "0.0.0.0", *BEHIND, "--trusted-proxy", "10.88.0.1"]) == 0
    assert begun["origins"] == {"tapal.example.org": "https://tapal.example.org"}
    assert begun["hosts"] == {"127.0.0.1", "localhost", "::1", "0.0.0.0"}
    assert begun["proxies"] == ("10.88.0.1/32",)
    assert capsys.readouterr().err == "Behind a proxy it is https://tapal.example.org.\n"


def test_a_proxy_that_is_not_trusted_is_told_about(
    begun: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*BROWSE, *BEHIND]) == 0
    assert begun["proxies"] == ()
    assert "--trusted-proxy" in capsys.readouterr().err


def test_without_a_public_address_no_proxy_is_trusted(begun: dict[str, object]) -> None:
    assert main([*BROWSE, "--host", "0.0.0.0"]) == 0
    assert (begun["hosts"], begun["origins"], begun["proxies"]) == (None, None, ())


def test_help_loads_no_server() -> None:
    code = (
        "import sys; from experiments.cli import main; main(['browse', '--help']); "
        "sys.exit(any(name in sys.modules for name in ('starlette', 'uvicorn', 'numpy')))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert b"--port" in done.stdout
