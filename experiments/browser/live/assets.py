"""What Solara must be told before it is imported, and the files it asks for, from this machine."""

import os
import warnings
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from experiments.browser.extra import ASSETS, demand_extra
from model.errors import InputError

APP: Final = "experiments.browser.live.page:Page"
VISITORS: Final = 40
_LANDMARK: Final = "requirejs@2.3.6/require.js"
# what the page asks for, and the smaller file with the same content
_SMALLER: Final = {"echarts@5.4.0/dist/echarts.js": "echarts@5.4.0/dist/echarts.min.js"}


def assets_folder() -> Path:
    """Return the folder in which solara-assets keeps what pages ask for.

    The package holds data only, so it is found by its list of files; this works wherever a wheel
    was unpacked. Raises ``InputError`` when a package of the live page is missing.
    """
    demand_extra("browse")
    files = distribution(ASSETS).files or []
    landmark = next((file for file in files if str(file).endswith(_LANDMARK)), None)
    if landmark is None:
        raise InputError(f"The package {ASSETS} lacks '{_LANDMARK}'; install it again.")
    return Path(str(landmark.locate())).resolve().parents[1]


def settle_environment(app: str = APP, visitors: int = VISITORS) -> None:
    """Set what Solara reads once, when it is imported: nothing leaves the machine, no banner.

    ``app`` is the page as ``module:component``; ``visitors`` limits the models at the same time.
    Must be called before Solara is imported. Raises ``InputError`` when a package is missing.
    """
    settings = {
        "SOLARA_APP": app,
        "SOLARA_MODE": "production",
        "SOLARA_HOME": str(user_cache_path("tapal") / "solara"),
        "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
        "SOLARA_TELEMETRY_SERVER_USER_ID": "none",
        "SOLARA_THEME_SHOW_BANNER": "false",
        "SOLARA_THEME_TITLE": "Tapal",
        "SOLARA_KERNEL_CULL_TIMEOUT": "5m",
        "SOLARA_KERNEL_MAX_COUNT": str(visitors),
        "SOLARA_ASSETS_FONTAWESOME_ENABLED": "false",
        "SOLARA_ASSETS_PROXY": "true",
        "SOLARA_ASSETS_PROXY_CACHE_DIR": str(assets_folder()),
    }
    os.environ.update(settings)
    # Solara warns of cookies without https on every address but localhost; this page sits in no
    # frame, so that the cookie it falls back to is the right one.
    warnings.filterwarnings("ignore", "Cookies with samesite=none require https", UserWarning)


class Assets(StaticFiles):
    """The files of solara-assets, in place of Solara's own proxy, which would fetch what it lacks.

    Read only; a name that is not there is answered with 404 and asked of nobody.
    """

    def __init__(self) -> None:
        super().__init__(directory=assets_folder())

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file at ``path``; it never changes, because its name has its version."""
        name = path.replace("\\", "/")
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(status_code=405)
        response = await super().get_response(_SMALLER.get(name, name), scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
