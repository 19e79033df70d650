import re
from pathlib import Path

import pytest
from PIL import Image

from experiments.figures import FIGURES

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "gallery.md").read_text(encoding="utf-8")
PICTURES = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE)
# Figures of designs: drawn by experiments.figures.{sensitivity,sweep,failures}.
OF_DESIGNS = {
    *("screening", "indices", "interactions", "convergence", "curves"),
    *("failure_box", "failure_scatter", "failure_tree"),
    *("regret", "regret_map", "satisficing_map"),
}


def test_the_gallery_shows_every_figure():
    shown = set(re.findall(r"^### (\w+)$", PAGE, re.MULTILINE))
    assert shown == {*FIGURES, *OF_DESIGNS}
    assert {Path(picture).stem for picture in PICTURES} == shown


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_of_the_gallery_is_there_and_no_wider_than_a_page(picture):
    with Image.open(DOCS / picture) as opened:
        assert opened.width <= 1000


def test_the_pictures_of_the_gallery_are_small():
    assert sum((DOCS / picture).stat().st_size for picture in PICTURES) < 2_500_000
