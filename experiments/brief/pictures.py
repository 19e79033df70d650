"""A figure of a brief as an SVG element that can stand in a page and in its PDF."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.markers import MarkerStyle

from experiments.figures.lettering import wrapped
from experiments.figures.style import PolicyStyle, house_style

TYPE: Final = 7.0  # points on paper
LINE: Final = TYPE * 1.16
LEAST: Final = 45.0  # millimetres: a figure of few rows has the course beside it
MARK: Final = 5.0
INCH: Final = 25.4  # millimetres
_CAPITAL: Final = 0.72 * TYPE  # the height of a capital letter

_HEAD: Final = re.compile(r"^.*?(?=<svg)|<metadata>.*?</metadata>", re.DOTALL)
_NAMES: Final = re.compile(r'(\bid="|href="#|url\(#)')


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A figure: an SVG element, its title, what it measures, and in words what it shows.

    ``height`` is that of the drawing on paper, in millimetres.
    """

    title: str
    subtitle: str
    alternative: str
    svg: str
    height: float


@contextmanager
def brief_style() -> Iterator[None]:
    """Draw in the style of the house, with type that suits a figure inside a text."""
    with house_style(), mpl.rc_context():
        mpl.rcParams["svg.fonttype"] = "none"
        for name in ("font.size", "axes.labelsize", "xtick.labelsize", "ytick.labelsize"):
            mpl.rcParams[name] = TYPE
        yield


def blank(width: float, height: float) -> Figure:
    """Return an empty figure of a size in millimetres."""
    figure = Figure(figsize=(width / INCH, height / INCH), facecolor="none")
    FigureCanvasSVG(figure)
    return figure


def shortened(text: str, width: float, lines: int, *, bold: bool = False) -> str:
    """Return a name in at most so many lines of a width in inches; the table has it in full."""
    found = wrapped(text, width, TYPE, bold=bold).split("\n")
    return "\n".join(found[:lines]) + ("…" if len(found) > lines else "")


def stacked(text: str) -> list[tuple[str, float]]:
    """Return the lines of a text and how many points each baseline is above the text's middle.

    Matplotlib sets lines the closer the fewer letters reach above or below; these are even.
    """
    lines = text.split("\n")
    top = (len(lines) - 1) / 2 * LINE - _CAPITAL / 2
    return [(line, top - place * LINE) for place, line in enumerate(lines)]


def element(figure: Figure, name: str, alternative: str) -> str:
    """Return a figure as an SVG element with its alternative text, the same bytes each time.

    ``name`` sets the names inside it apart from those of other figures in the same page. Texts stay
    texts, which a reader can search and a printer set sharply.
    """
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None})
    svg = _NAMES.sub(rf"\g<1>{name}-", _HEAD.sub("", text.getvalue()))
    begun = f'<svg role="img" aria-labelledby="{name}-title" '
    titled = f'<title id="{name}-title">{escape(alternative)}</title>'
    return re.sub(r"<svg ([^>]*>)", lambda found: begun + found[1] + titled, svg, count=1).strip()


def mark(look: PolicyStyle) -> str:
    """Return the mark of a policy as a small SVG image."""
    marker = MarkerStyle(look.marker)
    path = marker.get_path().transformed(marker.get_transform())
    parts = []
    for points, code in path.iter_segments(simplify=False):
        letter = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}[int(code)]
        numbers = () if letter == "Z" else (f"{value:.3f}" for value in points)
        parts.append(letter + " ".join(numbers))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-0.6 -0.6 1.2 1.2">'
        f'<path transform="scale(1 -1)" fill="{look.colour}" d="{"".join(parts)}"/></svg>'
    )
