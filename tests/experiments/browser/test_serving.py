import re
import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
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


@contextmanager
def served(app: Starlette, *proxies: str) -> Iterator[str]:
    """The address of an application, until the end of the block."""
    with serving.bound("127.0.0.1", 0) as listening:
        ready = threading.Event()
        server = serving.server(app, ready.set, proxies)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            assert ready.wait(20)
            yield serving.address(listening)
        finally:
            server.should_exit = True
            thread.join(20)
    assert not thread.is_alive()


def test_the_server_says_that_it_is_ready_when_it_answers() -> None:
    app = Starlette(routes=[Route("/", lambda _: PlainTextResponse("hello"))])
    with served(app) as url, urllib.request.urlopen(url, timeout=20) as response:
        assert response.read() == b"hello"
        assert "server" not in response.headers


def visitor(request: Request) -> PlainTextResponse:
    assert request.client is not None
    return PlainTextResponse(f"{request.url.scheme} {request.client.host}")


@pytest.mark.parametrize(
    ("proxies", "told"),
    [
        (("127.0.0.1/32",), "https 203.0.113.9"),
        (("127.0.0.0/8", "10.0.0.0/8"), "https 203.0.113.9"),
        ((), "http 127.0.0.1"),
        (("10.0.0.0/8",), "http 127.0.0.1"),
    ],
)
def test_only_a_trusted_proxy_is_believed_who_asks(proxies: tuple[str, ...], told: str) -> None:
    # The first address is what the visitor wrote itself, the last what the proxy added.
    headers = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9", "X-Forwarded-Proto": "https"}
    with served(Starlette(routes=[Route("/", visitor)]), *proxies) as url:
        asked = urllib.request.Request(url, headers=headers)
        with urllib.request.urlopen(asked, timeout=20) as response:
            assert response.read().decode() == told
