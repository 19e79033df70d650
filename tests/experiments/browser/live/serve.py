"""A Starlette application with one route of its own and the live page."""

import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

sys.path.insert(0, str(Path(__file__).parents[4]))

from experiments.browser.live.routes import LivePage, live_routes

page = LivePage()
page.load()
app = Starlette(
    routes=[Route("/", lambda _: PlainTextResponse("the other page")), *live_routes(page)]
)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
