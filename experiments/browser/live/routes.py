"""The live page as an ASGI application, to be mounted under a path of the main one."""

import threading
from collections.abc import Sequence
from typing import Final

from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from experiments.browser.live.assets import VISITORS, Assets, settle_environment
from model.errors import InputError

PATH: Final = "/live"

# Solara compiles the templates of its components in the browser, which needs eval.
POLICY: Final = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_REPLACED: Final = "/_solara/cdn"
_LEFT_OUT: Final = ("/resourcez", "/_solara/api/evict/{kernel_id}")


class LivePage:
    """Solara's server with the live page, imported at the first request or by :meth:`load`.

    The import takes seconds that the comparison page must not wait for. ``visitors`` limits the
    models that exist at the same time; further visitors wait for a place.
    """

    def __init__(self, visitors: int = VISITORS) -> None:
        self._visitors = visitors
        self._lock = threading.Lock()
        self._app: ASGIApp | None = None

    def load(self) -> None:
        """Import Solara and the page; safe to call from any thread and more than once.

        Raises ``InputError`` when a package of the live page is missing.
        """
        with self._lock:
            if self._app is None:
                settle_environment(visitors=self._visitors)
                self._app = _solara()

    def close(self) -> None:
        """End all visitors' models; to be called when the server shuts down."""
        with self._lock:
            if self._app is not None:
                from solara.server.starlette import on_shutdown  # noqa: PLC0415

                on_shutdown()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with the headers of the live page."""
        if self._app is None:
            try:
                await run_sync(self.load)
            except InputError as error:
                await PlainTextResponse(str(error), 503)(scope, receive, send)
                return
        assert self._app is not None

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        # Starlette keeps the path of the outermost application; Solara means its own.
        own = {**scope, "app_root_path": scope["root_path"]}
        await self._app(own, receive, send_with_headers)


def live_routes(page: LivePage | None = None) -> list[BaseRoute]:
    """Return the routes of the live page, to be added to the routes of a Starlette application.

    Pass a ``page`` to load it before the first visitor and to close it at the end::

        page = LivePage()
        app = Starlette(routes=[*own_routes, *live_routes(page)])
    """
    return [Mount(PATH, app=page if page is not None else LivePage())]


def _solara() -> ASGIApp:
    from solara.server import app, starlette  # noqa: PLC0415

    app.ensure_apps_initialized()
    routes: Sequence[BaseRoute] = [
        Mount(_REPLACED, app=Assets()),
        *(route for route in starlette.routes if _path(route) not in (_REPLACED, *_LEFT_OUT)),
    ]
    return Starlette(routes=routes, middleware=starlette.middleware)


def _path(route: BaseRoute) -> str:
    return route.path if isinstance(route, Route | Mount) else ""
