"""Make the faces of this folder from those of Inter; README.md beside it names the source.

Usage: ``python experiments/fonts/make.py FOLDER``, the folder with Inter's ``.woff2`` files.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY: Final = "Tapal Inter"
# Inter's half-bold is bold enough for the titles of a page: it is the bold of this family.
FACES: Final = {"Inter-Regular": "Regular", "Inter-Italic": "Italic", "Inter-SemiBold": "Bold"}
_BOLD: Final = 700
# A line of one em and a gap of a fifth: line spacing is then a multiple of the size of the type.
_ASCENT, _DESCENT, _GAP = 0.76, -0.24, 0.2
# Latin with diacritics, Greek, and the signs of texts, formulas and keys.
RANGES: Final = ((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x391, 0x3A9), (0x3B1, 0x3C9))
SIGNS: Final = (
    "–—\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}“”„†‡•…‰″€№™←↑→↓↔∂∆∏∑√∞∫≈≠≤≥"
    "\N{MINUS SIGN}\N{PRIME}⁰⁺⁻⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉■□▲△▶▼▽◆○●✓\u0302\u0304ȳ"
)
_FAMILY, _STYLE, _UNIQUE, _WHOLE, _POSTSCRIPT, _TYPOGRAPHIC, _FACE = 1, 2, 3, 4, 6, 16, 17


def make(source: Path, target: Path, style: str) -> None:
    """Write one face: fewer letters, figures of equal width, a name of its own, as TrueType."""
    font = TTFont(source)
    plain = font.getBestCmap()
    for table in font["cmap"].tables:
        table.cmap = {**plain, **{ord(digit): f"{plain[ord(digit)]}.tf" for digit in "0123456789"}}
    options = Options(layout_features=["kern"], hinting=False)
    options.drop_tables += ["GDEF", "GSUB"]
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_letters())
    subsetter.subset(font)
    names = {
        _FAMILY: FAMILY,
        _STYLE: style,
        _UNIQUE: f"{FAMILY} {style}",
        _WHOLE: f"{FAMILY} {style}",
        _POSTSCRIPT: f"{FAMILY.replace(' ', '')}-{style}",
        _TYPOGRAPHIC: FAMILY,
        _FACE: style,
    }
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    heights, em = font["OS/2"], font["head"].unitsPerEm
    heights.sTypoAscender, heights.sTypoDescender = round(_ASCENT * em), round(_DESCENT * em)
    heights.sTypoLineGap = round(_GAP * em)
    if style == "Bold":
        font["OS/2"].usWeightClass = _BOLD
    font.flavor = None
    font.recalcTimestamp = False
    font.save(target)


def _letters() -> Iterator[int]:
    for first, last in RANGES:
        yield from range(first, last + 1)
    yield from map(ord, SIGNS)


if __name__ == "__main__":
    for name, style in FACES.items():
        make(
            Path(sys.argv[1]) / f"{name}.woff2",
            Path(__file__).parent / f"{FAMILY.replace(' ', '')}-{style}.ttf",
            style,
        )
