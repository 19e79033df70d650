"""What every answer of the server says to the browser, and which requests it refuses.

A page of another site must not read or ask anything here: neither by a name of its own that it
points to this machine (DNS rebinding, told by the Host header), nor across sites (told by the
Origin header, which browsers send with every POST, DELETE and web socket).
"""

from collections.abc import Collection, Mapping
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")

_ALWAYS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def content_policy(scripts: Collection[str]) -> str:
    """Return the Content-Security-Policy of our pages.

    ``scripts`` are the hashes (``sha256-…``) of the inline scripts allowed besides our files.
    """
    allowed = " ".join(["'self'", *(f"'{one}'" for one in scripts)])
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


class Guard:
    """Refuses requests of other sites, and adds the headers that an answer does not set itself.

    ``hosts``: the names under which the server may be called, or None for any. ``origins``: its
    addresses behind a proxy by the Host of their requests (``experiments.browser.addresses``); a
    page there has just this address, scheme and port included.
    """

    def __init__(
        self,
        app: ASGIApp,
        policy: str,
        hosts: Collection[str] | None,
        origins: Mapping[str, str],
    ) -> None:
        self._app = app
        self._origins = origins
        self._headers = {"Content-Security-Policy": policy, **_ALWAYS}
        self._hosts = None if hosts is None else {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with one sentence."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(Headers(scope=scope))
        if refusal is not None and scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        if refusal is not None:
            await JSONResponse({"problems": [refusal]}, 403)(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)

    def _refusal(self, headers: Headers) -> str | None:
        host, origin = headers.get("host", "").lower(), headers.get("origin")
        public = self._origins.get(host)
        if public is None and self._hosts is not None and _name(host) not in self._hosts:
            return f"This server is not called '{host}'; use the address it printed at its start."
        if origin is None:
            return None
        own = _address(origin) == host if public is None else origin.lower() == public
        return None if own else "This server answers its own pages only."


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _address(origin: str) -> str | None:
    try:
        return urlsplit(origin.lower()).netloc
    except ValueError:
        return None
