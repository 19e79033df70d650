"""A brief as one HTML page that needs nothing beside itself, on a screen and on paper."""

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final, Literal
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from experiments.brief.content import Brief, Recommendation, Tone
from experiments.brief.picture_course import course_picture
from experiments.brief.picture_options import options_picture
from experiments.brief.pictures import LEAST, Picture, mark
from experiments.compare import BASELINE
from experiments.figures.findings import Findings
from experiments.figures.material import Material
from experiments.typeface import FACES, FAMILY

_FOLDER: Final = Path(__file__).parent
_ASIDE: Final = re.compile(r"(.+ )(\([^()]*\)\.?)")
_BOLD: Final = re.compile(r"( ?)\*\*(.+?)\*\*")
_COMMAND: Final = re.compile(r"`(.+?)`")
_PER_CENT: Final = re.compile(r"(?<=\d) %")
# Millimetres of the figures' widths, as in brief.css.
_OPTIONS: Final = 104.0
_COURSE: Final = 71.0
# Of the mean width of the columns of the recommendations.
_NARROWEST: Final = 0.8
_WIDEST: Final = 1.4
_SLACK: Final = 0.3  # points of type
_ENDS: Final = 60  # letters that have room where the lines of its three texts end

_TONES: Final[Mapping[Tone, tuple[str, str]]] = {
    "better": ("clearly better than the status quo", "jelas lebih baik dari keadaan sekarang"),
    "worse": ("clearly worse", "jelas lebih buruk"),
    "unclear": ("no sign: no clear difference.", "tanpa tanda: perbedaan tidak jelas."),
}


@dataclass(frozen=True, kw_only=True)
class Fit:
    """How a brief is set on paper.

    ``first``: what the second page begins with; ``size``: points of the type; ``gap``:
    millimetres between the parts of the page; ``second_size`` and ``second_gap``: those of the
    second page; ``row``: millimetres above and below a row of a table; ``taller``: those that the
    figures are higher than they need. The values given here, which are measured for no brief, let
    one of ten options take two pages when a browser prints it.
    """

    first: Literal["pictures", "gains"] = "pictures"
    size: float = 8.4
    second_size: float = 8.2
    gap: float = 3.0
    second_gap: float = 3.0
    row: float = 0.45
    taller: float = 0.0

    def for_browsers(self) -> "Fit":
        """Return the fit in smaller type: a browser breaks lines elsewhere than the PDF has them.

        With it, a brief that fills two pages as PDF has two pages too when a browser prints it.
        """
        size, second = (round(one - _SLACK, 2) for one in (self.size, self.second_size))
        return replace(self, size=size, second_size=second)


@dataclass(frozen=True)
class Rendering:
    """A brief with the findings that its figures are drawn from."""

    brief: Brief
    findings: Findings
    _drawn: dict[float, tuple[Picture | None, Picture | None]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def html(self, fit: Fit) -> str:
        """Return the page."""
        options, course = self._pictures(fit.taller)
        page = _template().render(
            brief=self.brief,
            fit=fit,
            baseline=BASELINE,
            options=options,
            course=course,
            marks=self._marks(),
            tones=self._tones(),
            columns=_columns(self.brief.recommendations),
            style=_style(),
        )
        return _PER_CENT.sub("\N{NO-BREAK SPACE}%", page)

    def _pictures(self, taller: float) -> tuple[Picture | None, Picture | None]:
        if taller not in self._drawn:
            options = options_picture(self.brief, self.findings, _OPTIONS, taller)
            height = max(options.height, LEAST + taller) if options else _COURSE
            course = course_picture(self.brief, self.findings, _COURSE, height)
            self._drawn[taller] = options, course
        return self._drawn[taller]

    def _marks(self) -> dict[str, str]:
        styles = Material(self.findings, self.brief.language).styles
        names = [row.name for row in self.brief.options.rows if row.name in styles]
        return {name: f"data:image/svg+xml,{quote(mark(styles[name]))}" for name in names}

    def _tones(self) -> dict[Tone, str]:
        """Return what the signs of the table mean, if it has any."""
        used = {cell.tone for row in self.brief.options.rows for cell in row.cells}
        if not used & {"better", "worse"}:
            return {}
        return {tone: texts[self.brief.language == "id"] for tone, texts in _TONES.items()}


def _columns(recommendations: Sequence[Recommendation]) -> str:
    """Return the widths of columns in which texts of unlike lengths are about equally high."""
    sizes = [
        len(one.action) + len(one.actor) + len(one.evidence) + _ENDS for one in recommendations
    ]
    mean = sum(sizes) / max(len(sizes), 1)
    shares = [min(max(size / mean, _NARROWEST), _WIDEST) for size in sizes]
    return " ".join(f"minmax(0, {share:.2f}fr)" for share in shares)


def bold(text: str) -> Markup:
    """Return a text as HTML: what stands between ``**`` is bold, between backticks a command.

    The words of a command are set apart, so that none is broken at its hyphens.
    """
    # With the space inside, WeasyPrint does not break a line at it that has room for more.
    marked = _BOLD.sub(r"<b>\1\2</b>", str(escape(text)))
    return Markup(
        _COMMAND.sub(
            lambda found: " ".join(f"<code>{word}</code>" for word in found[1].split()), marked
        )
    )


def headline(text: str) -> Markup:
    """Return a headline as HTML, with the interval that it ends with set apart."""
    whole = _ASIDE.fullmatch(text)
    if whole is None:
        return bold(text)
    return bold(whole[1]) + Markup('<span class="aside">') + bold(whole[2]) + Markup("</span>")


def plain(text: str) -> str:
    """Return a text without its marks of bold and of commands."""
    return _COMMAND.sub(r"\1", _BOLD.sub(r"\1\2", text))


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"bold": bold, "headline": headline, "plain": plain}
    return environment.get_template("brief.html.j2")


@cache
def _style() -> str:
    text = (_FOLDER / "brief.css").read_text(encoding="utf-8").replace("{{ family }}", FAMILY)
    faces = [
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {face.weight}; '
        f"font-style: {face.style}; "
        f"src: url(data:font/ttf;base64,{base64.b64encode(face.path.read_bytes()).decode()}) "
        'format("truetype"); }'
        for face in FACES
    ]
    return "\n".join([*faces, text])
