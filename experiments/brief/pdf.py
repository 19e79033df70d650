"""A brief as a tagged PDF of two pages, by WeasyPrint.

WeasyPrint comes with the extra ``pdf`` and needs the system's Pango, so it is imported late.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from experiments.brief.rendering import Fit

type Page = Callable[[Fit], str]
type First = Literal["pictures", "gains"]

_ROOM: Final = 270.4  # millimetres of text on a page: A4 less the margins of brief.css, and a hair
_PIXEL: Final = 25.4 / 96  # millimetres
_MEASURED: Final = (8.6, 9.4)
_LARGEST: Final = 10.6
_SMALLEST: Final = 6.4
_STEP: Final = 0.1
_STEPS: Final = 43  # from the largest to the smallest
_SMALLER: Final = 1.1
_SECOND_ROWS: Final = 13
_MORE_ROW: Final = 0.6
_MORE_GAP: Final = 4.0
_MORE_PICTURE: Final = 32.0
# What the second page may begin with; the figures come on the first one if there is room.
_ORDERS: Final[tuple[First, First]] = ("gains", "pictures")
_TALL: Final = "@page { size: 210mm 4000mm !important } body * { break-before: auto !important }"


def why_not() -> str:
    """Return why no PDF can be written on this machine; empty if it can."""
    try:
        import weasyprint  # noqa: PLC0415, F401
    except ImportError:
        return "WeasyPrint is not installed"
    except OSError:
        return "the system's library Pango is missing"
    return ""


def two_pages(page: Page, rows: int) -> tuple[bytes, Fit]:
    """Return a brief as PDF, the same bytes each time, and the fit that it is set in.

    ``page`` gives the HTML for a fit; ``rows``: those of the table on the first page. Type, gaps
    and figures are made as large as two pages allow. What is too long for two pages even in the
    smallest type takes more of them.
    """
    fit = _grown(page, rows)
    document = _laid_out(page(fit))
    while len(document.pages) > 2 and min(fit.size, fit.second_size) > _SMALLEST:
        fit = _shrunk(fit, first_page=fit.first not in document.pages[1].anchors)
        document = _laid_out(page(fit))
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1")), fit


def _shrunk(fit: Fit, *, first_page: bool) -> Fit:
    """Return a fit with smaller type on the page that had no room for its parts."""
    size = round(fit.size - _STEP, 2) if first_page else fit.size
    second = fit.second_size if first_page else round(fit.second_size - _STEP, 2)
    return replace(fit, size=size, second_size=min(second, size))


def _laid_out(html: str, style: str = "") -> Any:
    from weasyprint import CSS, HTML  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    # Fonts and marks are in the page itself; nothing may be fetched.
    fetcher = URLFetcher(allowed_protocols=("data",))
    sheets = [CSS(string=style, url_fetcher=fetcher)] if style else []
    return HTML(string=html, url_fetcher=fetcher).render(stylesheets=sheets, pdf_variant="pdf/ua-1")


@dataclass(frozen=True)
class Heights:
    """Millimetres of what comes before the figures, of the figures, and of what comes after."""

    before: float
    pictures: float
    after: float

    def pages(self, first: First) -> tuple[float, float]:
        """Return the heights of the two pages if the second one begins with ``first``."""
        gap = Fit().gap
        if first == "gains":
            return self.before + gap + self.pictures, self.after
        return self.before, self.pictures + gap + self.after


def _measure(page: Page, size: float) -> Heights:
    fit = replace(Fit(), size=size, second_size=size)
    found: Mapping[str, Any] = _laid_out(page(fit), _TALL).pages[0].anchors
    top, pictures, gains, end = (
        found[name][1] * _PIXEL for name in ("top", "pictures", "gains", "end")
    )
    return Heights(pictures - top - fit.gap, gains - pictures - fit.gap, end - gains)


def _grown(page: Page, rows: int) -> Fit:
    """Return the largest fit: first the type, then rows, figures and gaps in what room is left."""
    small, large = (_measure(page, size) for size in _MEASURED)
    sizes = [round(_LARGEST - step * _STEP, 2) for step in range(_STEPS)]
    found = []
    for first in _ORDERS:
        pages = zip(small.pages(first), large.pages(first), strict=True)
        one, other = (_largest(sizes, low, high) for low, high in pages)
        # The second page is for those who read on: its type may be a little smaller.
        size = min(one, round(other * _SMALLER, 2))
        found.append(replace(Fit(), first=first, size=size, second_size=min(other, size)))
    best = max(found, key=lambda fit: (fit.second_size, fit.size))
    used = zip(small.pages(best.first), large.pages(best.first), strict=True)
    left = [
        max(_ROOM - _between(low, high, size), 0.0)
        for (low, high), size in zip(used, (best.size, best.second_size), strict=True)
    ]
    return _filled(best, left, rows)


def _largest(sizes: Sequence[float], low: float, high: float) -> float:
    """Return the largest size of type at which what is so high at the measured ones has room."""
    return next((size for size in sizes if _between(low, high, size) <= _ROOM), sizes[-1])


def _between(low: float, high: float, size: float) -> float:
    share = (size - _MEASURED[0]) / (_MEASURED[1] - _MEASURED[0])
    return low + share * (high - low)


def _filled(fit: Fit, left: list[float], rows: int) -> Fit:
    """Return a fit that spends the millimetres left on its two pages, most of it evenly."""
    on_second = fit.first == "pictures"
    row = min(_MORE_ROW, 0.4 * left[0] / (2 * rows), 0.4 * left[1] / (2 * _SECOND_ROWS))
    left = [left[0] - 2 * rows * row, left[1] - 2 * _SECOND_ROWS * row]
    taller = min(_MORE_PICTURE, 0.6 * left[on_second])
    left[on_second] -= taller
    gaps = (3.0, 4.0) if on_second else (4.0, 3.0)
    gap, second = (
        round(fit.gap + min(_MORE_GAP, 0.9 * room / number), 2)
        for room, number in zip(left, gaps, strict=True)
    )
    row = round(fit.row + row, 3)
    return replace(fit, row=row, taller=round(taller, 2), gap=gap, second_gap=second)
