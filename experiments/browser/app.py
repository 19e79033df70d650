"""The server's application: the comparison page, its small JSON API, and the live page beside it.

Problems are answered as ``{"problems": [sentence, …]}``; files are served from a fixed table, so
that no address names a path.
"""

import asyncio
import gzip
import json
import logging
import re
import threading
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from experiments.browser.cache import Answers
from experiments.browser.headers import Guard, content_policy
from experiments.browser.jobs import FullError, Jobs
from experiments.browser.limits import Limits
from experiments.browser.live.routes import LivePage, live_routes
from experiments.browser.page_files import INDEX, Content, content, inline_hashes
from experiments.browser.pool import Pool
from experiments.browser.retelling import Stories
from experiments.browser.service import Service
from experiments.errors import WorkersLostError
from model.errors import InputError

_LOG: Final = logging.getLogger(__name__)
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,128}")
_ROW: Final = re.compile(r"[0-9]{1,9}")
_JSON: Final = "application/json"
_AGAIN: Final = "no-cache"  # kept by the browser, but asked for each time
_FOR_GOOD: Final = "private, max-age=31536000, immutable"
_NEVER: Final = "no-store"
_NO_ANSWER: Final = "There is no such answer here (any more); ask the question again."
_NO_STORY: Final = "There is no such story; an address has the numbers of a side and a household."
_NO_JOB: Final = "There is no such job here (any more); ask the question again."


def application(
    service: Service,
    pool: Pool,
    answers: Answers,
    facts: Mapping[str, object],
    files: Mapping[str, Content],
    *,
    limits: Limits | None = None,
    hosts: Collection[str] | None = None,
    origins: Mapping[str, str] | None = None,
    live: LivePage | None = None,
) -> Starlette:
    """Return the application of one server; its workers start and end with it.

    ``facts``: the payload that the page starts from. ``files``: the page's files by name.
    ``hosts``: the names under which the server may be called, or None for any; ``origins``: its
    addresses behind a proxy, by Host (see :class:`~experiments.browser.headers.Guard`). ``live``:
    the live page, to be loaded as soon as there is nothing else to do; without it the first visitor
    waits.
    """
    bounds = limits or Limits()
    jobs = Jobs(service, pool, answers, bounds)
    stories = Stories(service, pool, answers, bounds)
    page = live or LivePage()
    pages = _Pages(files, content(json.dumps(facts, ensure_ascii=False).encode(), _JSON))
    api = _Api(service, bounds, jobs, stories, answers)

    @asynccontextmanager
    async def alive(_: Starlette) -> AsyncIterator[None]:
        pool.open()
        jobs.open()
        loading = asyncio.create_task(_load(live, jobs)) if live is not None else None
        try:
            yield
        finally:
            if loading is not None:
                loading.cancel()
            await jobs.close()
            await stories.close()
            await pool.close()
            page.close()

    async def readyz(_: Request) -> Response:
        warm = pool.ready.is_set()
        return PlainTextResponse("ready" if warm else "warming", 200 if warm else 503)

    return Starlette(
        routes=[
            Route("/", pages.index),
            Route("/static/{name}", pages.static),
            Route("/readyz", readyz),
            Route("/api/facts", pages.facts),
            Route("/api/answers", api.ask, methods=["POST"]),
            Route("/api/jobs/{name}", api.job, methods=["GET", "DELETE"]),
            Route("/api/answers/{key}", api.answer),
            Route("/api/answers/{key}/stories/{side}/{household}", api.story),
            *live_routes(page),
        ],
        middleware=[
            Middleware(
                Guard,
                policy=content_policy(inline_hashes(gzip.decompress(files[INDEX].packed))),
                hosts=hosts,
                origins=origins or {},
            )
        ],
        exception_handlers={HTTPException: _refused, Exception: _broken},
        lifespan=alive,
    )


async def _load(page: LivePage, jobs: Jobs) -> None:
    await jobs.prepared.wait()
    # No thread of the loop, which would keep the server from ending before Solara is imported.
    threading.Thread(target=_quietly, args=[page.load], daemon=True).start()


def _quietly(load: Callable[[], None]) -> None:
    try:
        load()
    except InputError:
        pass  # told to whoever opens the page
    except Exception:
        _LOG.exception("The live page could not be loaded ahead.")


@dataclass(frozen=True)
class _Pages:
    """What is the same for every visitor."""

    files: Mapping[str, Content]
    first: Content

    async def index(self, request: Request) -> Response:
        return _sent(request, self.files[INDEX], _AGAIN)

    async def static(self, request: Request) -> Response:
        found = self.files.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return _sent(request, found, _AGAIN)

    async def facts(self, request: Request) -> Response:
        return _sent(request, self.first, _AGAIN)


@dataclass(frozen=True)
class _Api:
    """Questions, jobs and answers."""

    service: Service
    limits: Limits
    jobs: Jobs
    stories: Stories
    answers: Answers

    async def ask(self, request: Request) -> Response:
        try:
            asked = _parsed(await self._body(request))
            question = await asyncio.to_thread(self.service.read, asked, self.limits)
            visitor = request.client.host if request.client is not None else ""
            status = await self.jobs.ask(question, visitor)
        except InputError as error:
            return _problems(422, *error.problems)
        except FullError as error:
            return _problems(503, str(error))
        except ClientDisconnect:
            return _problems(400, "The question did not arrive whole.")
        return JSONResponse(status, headers={"Cache-Control": _NEVER})

    async def job(self, request: Request) -> Response:
        cancels = request.method == "DELETE"
        act = self.jobs.cancel if cancels else self.jobs.status
        status = act(request.path_params["name"])
        if status is None:
            return _problems(404, _NO_JOB)
        return JSONResponse(status, headers={"Cache-Control": _NEVER})

    async def answer(self, request: Request) -> Response:
        key = request.path_params["key"]
        packed = await asyncio.to_thread(self.answers.get, key) if _KEY.fullmatch(key) else None
        if packed is None:
            return _problems(404, _NO_ANSWER)
        return _sent(request, Content(packed, _JSON, f'"{key}"'), _FOR_GOOD)

    async def story(self, request: Request) -> Response:
        key, side, household = (request.path_params[name] for name in ("key", "side", "household"))
        if not _KEY.fullmatch(key):
            return _problems(404, _NO_ANSWER)
        if not _ROW.fullmatch(side) or not _ROW.fullmatch(household):
            return _problems(404, _NO_STORY)
        try:
            packed = await self.stories.story(key, int(side), int(household))
        except InputError as error:
            return _problems(404, *error.problems)
        except (FullError, WorkersLostError) as error:
            return _problems(503, str(error))
        if packed is None:
            return _problems(404, _NO_ANSWER)
        return _sent(request, Content(packed, _JSON, f'"{key}-{side}-{household}"'), _FOR_GOOD)

    async def _body(self, request: Request) -> bytes:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > self.limits.body_bytes:
                most = self.limits.body_bytes // 1024
                raise HTTPException(413, f"A question may be {most} kB long; yours is longer.")
        return bytes(body)


def _parsed(body: bytes) -> dict[str, Any]:
    """Return the object that a body holds as JSON; InputError if it holds none."""
    try:
        asked = json.loads(body.decode(), parse_constant=_no_number)
        # Half a surrogate pair is JSON, but no text that a sentence can repeat.
        json.dumps(asked, ensure_ascii=False).encode()
    except RecursionError:
        raise InputError("The question is nested too deeply.") from None
    except ValueError as error:
        raise InputError(f"The question is not JSON: {error}.") from None
    if not isinstance(asked, dict):
        raise InputError('The question must be a JSON object, as in {"policy": "clinics"}.')
    return asked


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is no number of JSON")


def _sent(request: Request, found: Content, keep: str) -> Response:
    """Send content as it is kept, compressed, unless the browser has it or cannot unpack it."""
    headers = {"ETag": found.tag, "Cache-Control": keep, "Vary": "Accept-Encoding"}
    tags = [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]
    if found.tag in tags:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(found.packed, media_type=found.media_type, headers=headers)
    return Response(gzip.decompress(found.packed), media_type=found.media_type, headers=headers)


def _problems(status: int, *sentences: str) -> JSONResponse:
    return JSONResponse({"problems": sentences}, status, headers={"Cache-Control": _NEVER})


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    path = request.url.path
    sentence = {
        404: f"There is no {path} here.",
        405: f"{request.method} is not done at {path}.",
    }.get(error.status_code, error.detail)
    response = _problems(error.status_code, sentence)
    response.headers.update(error.headers or {})
    return response


async def _broken(_: Request, error: Exception) -> Response:
    return _problems(500, f"The server met an error of its own, {type(error).__name__}; a bug.")
