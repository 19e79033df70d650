"""The typeface of figures and briefs, shipped so that they look the same on every machine."""

from pathlib import Path
from typing import Final, Literal, NamedTuple

from matplotlib.font_manager import fontManager

FAMILY: Final = "Tapal Inter"

_FOLDER: Final = Path(__file__).parent / "fonts"


class Face(NamedTuple):
    """A file of the typeface; ``weight`` is that of CSS and matplotlib, 400 or 700."""

    path: Path
    weight: int
    style: Literal["normal", "italic"]


FACES: Final[tuple[Face, ...]] = (
    Face(_FOLDER / "TapalInter-Regular.ttf", 400, "normal"),
    Face(_FOLDER / "TapalInter-Italic.ttf", 400, "italic"),
    Face(_FOLDER / "TapalInter-Bold.ttf", 700, "normal"),
)


def register() -> None:
    """Let matplotlib know the faces by the name of the family; once is enough, twice no harm."""
    known = {entry.fname for entry in fontManager.ttflist}
    for face in FACES:
        if str(face.path) not in known:
            fontManager.addfont(face.path)
