"""The server's process: an address of its own, quiet logs, and an end that leaves nothing."""

import errno
import ipaddress
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from experiments.browser.headers import LOOPBACK
from experiments.files import reason
from model.errors import InputError

_QUEUE: Final = 128
_SECONDS_TO_END: Final = 3
_TRIED: Final = 20
# Longer than a visitor looks at a result, so that no request meets a connection as it is closed.
_SECONDS_KEPT: Final = 75


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address; ``port`` 0 takes a free one.

    Raises InputError, with a port that is free, if the port is taken, and if the host is none of
    this machine.
    """
    if not host:
        raise InputError("--host: is empty; give an address, as in 127.0.0.1.")
    try:
        return _bound(host, port)
    except OverflowError:
        raise InputError(f"--port: {port} is not allowed; give a number from 0 to 65535.") from None
    except socket.gaierror as error:
        raise InputError(f"--host: '{host}' is no address ({reason(error)}).") from None
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            taken = "is taken" if error.errno == errno.EADDRINUSE else "is not allowed to you"
            free = _another(host, port)
            raise InputError(f"--port: {port} {taken}; {free} is free: --port {free}.") from None
        raise InputError(
            f"--host: '{host}' is no address of this machine ({reason(error)})."
        ) from None


def address(listening: socket.socket, language: str = "en") -> str:
    """Return the address that a visitor on this machine opens, in one of the page's languages."""
    host, port = listening.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        host = LOOPBACK[0]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/" + ("" if language == "en" else f"?lang={language}")


def is_loopback(listening: socket.socket) -> bool:
    """Tell whether only this machine can reach a socket."""
    return ipaddress.ip_address(listening.getsockname()[0]).is_loopback


def server(app: ASGIApp, ready: Callable[[], None], proxies: Sequence[str] = ()) -> uvicorn.Server:
    """Return the server of an application; ``ready`` is called when it answers.

    ``proxies``: addresses and networks whose X-Forwarded-For says where a visitor comes from. Its
    ``run`` serves until the process is told to stop, and raises KeyboardInterrupt after Ctrl-C,
    when the application and its workers have ended.
    """
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        lifespan="on",
        # Else uvicorn believes whoever asks from this machine.
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        server_header=False,
        timeout_keep_alive=_SECONDS_KEPT,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
    return _Server(config, ready)


def open_page(url: str) -> None:
    """Open a page in the visitor's browser, if there is a screen, without waiting for it."""
    screen = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if screen:
        threading.Thread(target=webbrowser.open, args=[url], daemon=True).start()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            # A port that was closed a moment ago is free; on Windows this would share one in use.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_QUEUE)
    except BaseException:
        listening.close()
        raise
    return listening


def _another(host: str, port: int) -> int:
    for other in range(max(port, 1024) + 1, min(max(port, 1024) + _TRIED, 65535) + 1):
        with suppress(OSError), _bound(host, other):
            return other
    with _bound(host, 0) as free:
        return int(free.getsockname()[1])
