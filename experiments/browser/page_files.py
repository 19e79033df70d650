"""The files of the comparison page: a fixed table, read into memory when the server starts."""

import base64
import gzip
import hashlib
import json
import re
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from experiments.calling import with_extra
from model.errors import InputError

PAGE: Final = Path(__file__).parent / "page"
INDEX: Final = "index.html"
SOURCE: Final = "tapal/source"
ECHARTS: Final = "echarts.js"

_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
# Where the answers of an exported file come from; it takes the place of SOURCE there.
EMBEDDED: Final = "source-embedded.js"
_MODULES: Final = '<script type="importmap"></script>'
_INLINE: Final = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True)
class Content:
    """What is sent for one address: bytes compressed by gzip, their media type and their tag."""

    packed: bytes
    media_type: str
    tag: str


def content(body: bytes, media_type: str) -> Content:
    """Return a body ready to be sent; its tag is a hash of it."""
    packed = gzip.compress(body, compresslevel=6, mtime=0)
    return Content(packed, media_type, f'"{hashlib.sha256(body).hexdigest()[:24]}"')


def page_files(folder: Path = PAGE) -> Mapping[str, Content]:
    """Return the files of the page by name, ``echarts.js`` among them.

    Raises InputError if the charting library is not installed.
    """
    sources = {path.name: path for path in sorted(folder.iterdir()) if path.suffix in _TYPES} | {
        ECHARTS: echarts_path()
    }
    files = {
        name: content(path.read_bytes(), _TYPES[path.suffix]) for name, path in sources.items()
    }
    addresses = {name: f"/static/{file}" for name, file in modules(folder).items()}
    page = with_modules((folder / INDEX).read_text(encoding="utf-8"), addresses)
    return {**files, INDEX: content(page.encode(), _TYPES[".html"])}


def modules(folder: Path = PAGE) -> Mapping[str, str]:
    """Return the files of the page's modules by the names under which they are imported."""
    scripts = sorted(path for path in folder.glob("*.js") if path.name != EMBEDDED)
    return {f"tapal/{path.stem}": path.name for path in scripts}


def with_modules(html: str, addresses: Mapping[str, str]) -> str:
    """Return the page with the addresses of its modules filled in."""
    imports = json.dumps({"imports": addresses}, separators=(",", ":"))
    return html.replace(_MODULES, _MODULES.replace("><", f">{imports}<"))


def echarts_path() -> Path:
    """Return the charting library that comes with solara-assets; InputError if it does not."""
    root = Path(sysconfig.get_path("data")) / "share" / "solara" / "cdn"
    found = sorted(root.glob("echarts@*/dist/echarts.common.min.js"))
    if not found:
        raise InputError(
            "The charts need the package solara-assets, which is not installed; "
            f"{with_extra('browser', 'browse')}."
        )
    return found[-1]


def inline_hashes(html: bytes) -> list[str]:
    """Return the hashes of a page's inline scripts, as a Content-Security-Policy names them."""
    return [
        f"sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}"
        for script in _INLINE.findall(html)
    ]
