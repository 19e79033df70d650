import re
import socket
import threading
import urllib.request

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from experiments.browser import serving
from model.errors import InputError


def test_a_taken_port_is_told_with_one_that_is_free() -> None:
    with serving.bound("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError) as told:
            serving.bound("127.0.0.1", port)
        (sentence,) = told.value.problems
        assert f"--port: {port} is taken" in sentence
        found = re.search(r"--port (\d+)\.$", sentence)
        assert found is not None
        with serving.bound("127.0.0.1", int(found[1])):
            pass


@pytest.mark.parametrize("port", [-1, 65536, 10**9])
def test_a_port_that_is_none_is_told_in_a_sentence(port: int) -> None:
    with pytest.raises(InputError, match="--port"):
        serving.bound("127.0.0.1", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "no address", "a" * 300, ""])
def test_a_host_that_is_not_ours_is_told_in_a_sentence(host: str) -> None:
    with pytest.raises(InputError, match="--host"):
        serving.bound(host, 0)


def test_the_address_is_one_that_a_browser_can_open() -> None:
    with serving.bound("127.0.0.1", 0) as local, serving.bound("0.0.0.0", 0) as everywhere:
        port = local.getsockname()[1]
        assert serving.address(local) == f"http://127.0.0.1:{port}/"
        assert serving.address(local, "id") == f"http://127.0.0.1:{port}/?lang=id"
        assert serving.address(everywhere).startswith("http://127.0.0.1:")
        assert serving.is_loopback(local)
        assert not serving.is_loopback(everywhere)


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_an_address_of_ipv6_is_in_brackets() -> None:
    try:
        listening = serving.bound("::1", 0)
    except InputError:
        pytest.skip("this machine has no IPv6 loopback")
    with listening:
        assert serving.address(listening).startswith("http://[::1]:")
        assert serving.is_loopback(listening)


def test_the_server_says_that_it_is_ready_when_it_answers() -> None:
    app = Starlette(routes=[Route("/", lambda _: PlainTextResponse("hello"))])
    answered: list[str] = []
    with serving.bound("127.0.0.1", 0) as listening:
        ready = threading.Event()
        server = serving.server(app, ready.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        assert ready.wait(20)
        with urllib.request.urlopen(serving.address(listening), timeout=20) as response:
            answered.append(response.read().decode())
            assert "server" not in response.headers
        server.should_exit = True
        thread.join(20)
    assert answered == ["hello"]
    assert not thread.is_alive()
