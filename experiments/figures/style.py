"""One look for all figures: colours, type, page and files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

import matplotlib as mpl
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from experiments.compare import BASELINE
from experiments.figures.lettering import FONT, POINTS, wrapped
from experiments.figures.looks import looks
from experiments.figures.saving import save_figure
from experiments.typeface import register

type Line = Literal["-"] | tuple[float, tuple[float, ...]]

INK: Final = "#222222"
FAINT: Final = "#666666"
# The ground of a text that may lie on a line.
WHITE: Final[Mapping[str, object]] = MappingProxyType(
    {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
)
GRID: Final = "#e4e4e4"
STATUS_QUO: Final = "#707070"
SMALL: Final = 8.0
_TITLE: Final = 15.0
_SUBTITLE: Final = 9.0
_CLAIM: Final = 10.0
_KICKER: Final = 14.0
_GAP: Final = 6.0
MARGIN: Final = 0.35
_LEADING: Final = 1.35

# Okabe and Ito, "Color Universal Design" (2008), without yellow, which is faint on white, and with
# the wine of Paul Tol, "Colour schemes" (2021), for black, the colour of text.
_COLOURS: Final = ("#0072B2", "#E69F00", "#CC79A7", "#56B4E9", "#882255", "#D55E00", "#009E73")
# The circle is the status quo's.
_MARKERS: Final = ("^", "s", "D", "h", "v", "P", "p", "X", "<", "*", ">", "d")
_LINES: Final[tuple[Line, ...]] = ("-", (0, (5, 1.2)), (0, (6, 1.2, 1.5, 1.2)))


class PolicyStyle(NamedTuple):
    """How a policy looks in every figure; the marker tells it apart in grey, too."""

    colour: str
    marker: str
    line: Line


def policy_styles(names: Sequence[str]) -> dict[str, PolicyStyle]:
    """Return the look of each policy, the same in every study (see ``looks``), and status quo's."""
    found = looks([name for name in names if name != BASELINE])
    styles = {name: _style(*look) for name, look in found.items()}
    return {BASELINE: PolicyStyle(STATUS_QUO, "o", "-"), **styles}


def styles_by_place(names: Sequence[str]) -> dict[str, PolicyStyle]:
    """Return a look for each of some names that are no policies, by its place among them."""
    return {name: _style(place, place, place) for place, name in enumerate(names)}


def _style(colour: int, marker: int, line: int) -> PolicyStyle:
    return PolicyStyle(
        _COLOURS[colour % len(_COLOURS)],
        _MARKERS[marker % len(_MARKERS)],
        _LINES[line % len(_LINES)],
    )


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the style of the house inside this context; nothing of it outlasts the context."""
    register()
    # A user's own settings must not show; the backend is the one setting a context cannot restore.
    defaults = {key: mpl.rcParamsDefault[key] for key in mpl.rcParamsDefault if key != "backend"}
    look = {
        **defaults,
        **sns.axes_style("white"),
        "font.family": "sans-serif",
        "font.sans-serif": [FONT],
        "font.size": SMALL,
        "axes.edgecolor": FAINT,
        "axes.grid": True,
        "axes.labelcolor": FAINT,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "grid.color": GRID,
        # Letters are as wide as they are measured, at any number of dots per inch.
        "text.hinting": "no_hinting",
        "text.color": INK,
        "xtick.color": FAINT,
        "ytick.color": FAINT,
        # Element names in an SVG are drawn at random unless salted.
        "svg.hashsalt": "tapal",
        # Fonts as journals ask for them: embedded as TrueType.
        "pdf.fonttype": 42,
    }
    with mpl.rc_context(look):
        yield


class Sheet:
    """A page with title and subtitle above, and the source below, a body for axes.

    ``width`` and ``body`` (its height) are inches; the page grows with the text. ``kicker`` is a
    word above the title.
    """

    def __init__(
        self,
        title: str,
        subtitle: str,
        source: str,
        width: float,
        body: float,
        kicker: str = "",
    ) -> None:
        self.title, self.source = title, source
        self.width = width
        inner = width - 2 * MARGIN
        head = [
            *([(kicker.upper(), SMALL, FAINT, "bold")] if kicker else []),
            (wrapped(title, inner, _TITLE, bold=True), _TITLE, INK, "bold"),
            (wrapped(subtitle, inner, _SUBTITLE), _SUBTITLE, FAINT, "normal"),
        ]
        foot = wrapped(source, inner, SMALL)
        self._top = MARGIN + sum(_height(text, size) + 0.06 for text, size, *_ in head) + 0.1
        self.height = self._top + body + _height(foot, SMALL) + 1.3 * MARGIN
        self.figure = Figure(figsize=(width, self.height), facecolor="white")
        FigureCanvasAgg(self.figure)
        down = MARGIN
        for text, size, colour, weight in head:
            self._write(text, down, size, colour, weight)
            down += _height(text, size) + 0.06
        self._write(foot, self._top + body + 0.3 * MARGIN, SMALL, FAINT, "normal")

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return axes at a place in inches from the body's upper left corner."""
        bottom = self.height - self._top - top - height
        box = (
            (MARGIN + left) / self.width,
            bottom / self.height,
            width / self.width,
            height / self.height,
        )
        return self.figure.add_axes(box)

    @property
    def inner(self) -> float:
        """Inches between the margins."""
        return self.width - 2 * MARGIN

    def save(self, folder: Path, name: str) -> list[Path]:
        """Write PNG, SVG and PDF, the same bytes each time; InputError if the folder refuses.

        Each holds the title, the source line (study, seeds, model) and the version of Tapal.
        """
        return save_figure(self.figure, folder, name, self.title, self.source)

    def _write(self, text: str, down: float, size: float, colour: str, weight: str) -> None:
        self.figure.text(
            MARGIN / self.width,
            1 - down / self.height,
            text,
            fontsize=size,
            color=colour,
            fontweight=weight,
            verticalalignment="top",
            linespacing=_LEADING,
        )


def head_height(claims: Iterable[str], width: float, lines: int, *, kicker: bool) -> float:
    """Return the inches above panels for claims and ``lines`` of what is measured."""
    most = max(claimed(claim, width).count("\n") + 1 for claim in claims)
    above = _pad(lines) + most * _CLAIM * _LEADING + (_KICKER if kicker else 0)
    return above / POINTS


def panel_head(axes: Axes, claim: str, measured: str, width: float, kicker: str = "") -> None:
    """Write a claim above a panel and below it, in place of a turned label, what is measured.

    ``width`` is the room for it in inches; ``kicker`` is a word above the claim.
    """
    pad = _pad(measured.count("\n") + 1)
    title = claimed(claim, width)
    axes.set_title(title, loc="left", fontsize=_CLAIM, fontweight="bold", color=INK, pad=pad)
    axes.set_ylabel(
        measured,
        rotation=0,
        fontsize=SMALL,
        horizontalalignment="left",
        verticalalignment="bottom",
        linespacing=_LEADING,
    )
    height = axes.get_window_extent().height / axes.figure.dpi * POINTS
    axes.yaxis.set_label_coords(0, 1 + _GAP / height)
    axes.annotate(
        kicker.upper(),
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, pad + (title.count("\n") + 1) * _CLAIM * 1.2 + 3),
        textcoords="offset points",
        fontsize=7,
        fontweight="bold",
        color=FAINT,
    )


def claimed(claim: str, width: float) -> str:
    """Return a panel's claim broken into lines that fit a width in inches."""
    return wrapped(claim, width, _CLAIM, bold=True)


def _pad(lines: int) -> float:
    return _GAP + 3 + lines * SMALL * _LEADING


def _height(text: str, size: float) -> float:
    return (text.count("\n") + 1) * size * _LEADING / POINTS
