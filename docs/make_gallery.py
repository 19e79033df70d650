"""Shrink figures of studies to the pictures of docs/gallery.md.

Usage: ``python docs/make_gallery.py FOLDER…``, the folders of studies whose figures are drawn. Of
each kind of figure it takes one, the last by name, in English.
"""

import sys
from pathlib import Path
from typing import Final

from PIL import Image

GALLERY: Final = Path(__file__).parent / "pictures" / "gallery"
WIDTH: Final = 1000
COLOURS: Final = 256


def shrink(source: Path, target: Path) -> None:
    """Write a figure again, as wide as a page of a browser, in few colours."""
    with Image.open(source) as whole:
        height = round(whole.height * WIDTH / whole.width)
        small = whole.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
    few = small.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(target, optimize=True)


def main(folders: list[str]) -> None:
    """Make the pictures of the figures in these studies."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    for folder in map(Path, folders):
        last = {
            path.name.partition(".")[0]: path for path in sorted(folder.glob("figures/*.en.png"))
        }
        for name, path in last.items():
            shrink(path, GALLERY / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1:])
