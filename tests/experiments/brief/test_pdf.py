import io
import logging

import pypdfium2
import pytest

from experiments.brief import pdf
from experiments.brief.rendering import Fit, Rendering
from experiments.figures.findings import Findings
from tests.experiments import drawn
from tests.experiments.brief.sample import sample, texts

pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))


def printed(folder, policies, label="Policy", language="en"):
    study = drawn.study_of(folder / "made", policies=policies, label=label)
    brief = sample(study, language)
    html = Rendering(brief, Findings(study)).html
    return brief, pdf.two_pages(html, len(brief.options.rows))[0]


def pages(content):
    with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def letters(text):
    """A text without spaces, line breaks and the hyphens that a PDF adds at them."""
    return "".join(text.replace("\ufffe", "-").split())


@pytest.fixture(scope="module")
def one_policy(tmp_path_factory):
    return printed(tmp_path_factory.mktemp("one"), 1)


def test_a_brief_of_one_policy_has_two_pages_with_all_its_texts(one_policy):
    brief, content = one_policy
    first, second = pages(content)
    said = letters(first + second)
    missing = [text for text in texts(brief) if letters(text) not in said]
    assert not missing
    for text in (brief.caution, brief.answer[0], brief.recommendations[0].action):
        assert letters(text.replace("**", "")) in letters(first)


def test_a_brief_of_twelve_policies_with_long_names_has_two_pages(tmp_path):
    assert len(pages(printed(tmp_path, 12, label=drawn.LONG)[1])) == 2


def test_a_pdf_is_tagged_and_says_its_title_and_author(one_policy):
    _, content = one_policy
    with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
        assert pypdfium2.raw.FPDFCatalog_IsTagged(document.raw)
        about = document.get_metadata_dict()
    assert about["Title"].startswith("“Policy 1”")
    assert about["Author"] == "Tapal"
    assert not about["CreationDate"]


def test_the_same_brief_gives_the_same_pdf(tmp_path, one_policy):
    assert printed(tmp_path, 1)[1] == one_policy[1]


def test_nothing_is_fetched_from_outside(caplog):
    html = "<html lang=en><title>t</title><img alt=a src='http://127.0.0.1:9/a.png'>"
    with caplog.at_level(logging.ERROR, "weasyprint"):
        logging.getLogger("weasyprint").propagate = True
        pdf._laid_out(html)
    assert "disallowed protocol" in caplog.text


def test_the_largest_type_that_fits_is_taken():
    assert pdf._largest([10.0, 9.0, 8.0], 100.0, 101.0) == 10.0
    grows = (pdf._ROOM - 1, pdf._ROOM + 100)
    assert pdf._largest([10.0, 9.0, 8.0], *grows) == 8.0


def test_type_shrinks_on_the_page_that_is_too_long():
    fit = Fit(size=9.0, second_size=8.5)
    assert pdf._shrunk(fit, first_page=False).size == 9.0
    assert pdf._shrunk(fit, first_page=False).second_size == pytest.approx(8.4)
    assert pdf._shrunk(fit, first_page=True).size == pytest.approx(8.9)
