import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from experiments.brief.content import Recommendation
from experiments.brief.rendering import Fit, Rendering, bold, plain
from experiments.figures.findings import Findings
from tests.experiments import drawn
from tests.experiments.brief.sample import sample, texts

ADDRESS = re.compile(r"""(?:src\s*=|href\s*=|url\()\s*["']?([^"')\s>]*)""")
VOID = {"meta", "br", "img", "link"}


class Tree(HTMLParser):
    """Tags in the order they close, headings and the text outside styles."""

    def __init__(self):
        super().__init__()
        self.open, self.headings, self.ids, self.text = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag, attrs):
        assert tag
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return drawn.study_of(tmp_path_factory.mktemp("study") / "made", policies=3)


def page(study, language="en", **changes):
    return Rendering(sample(study, language, **changes), Findings(study)).html(Fit())


def parsed(html):
    tree = Tree()
    tree.feed(html)
    assert not tree.open
    return tree


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_page_is_whole_and_says_all_that_the_brief_says(study, language):
    html = page(study, language)
    tree = parsed(html)
    said = " ".join("".join(tree.text).split())
    assert f'<html lang="{language}">' in html
    for text in texts(sample(study, language)):
        assert " ".join(text.split()) in said
    assert tree.headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(tree.headings))
    assert len(tree.ids) == len(set(tree.ids))


def test_a_page_asks_nothing_of_the_network(study):
    html = page(study)
    addresses = ADDRESS.findall(html)
    assert addresses
    assert all(address.startswith(("data:", "#")) for address in addresses)
    assert "@import" not in html


def test_the_figures_are_whole_and_say_in_words_what_they_show(study):
    figures = re.findall(r"<svg role=.*?</svg>", page(study), flags=re.DOTALL)
    assert len(figures) == 2
    for figure in figures:
        title = ET.fromstring(figure).find("{http://www.w3.org/2000/svg}title")
        assert len(title.text) > 50


def test_the_same_brief_gives_the_same_bytes(study):
    assert page(study) == page(study)


def test_a_label_that_looks_like_html_is_text(study):
    html = page(study, kicker="<b>A & B</b>", headline="<script>1</script> **5 %**")
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in html
    assert "<script>" not in html
    assert "<b> 5\N{NO-BREAK SPACE}%</b>" in html


def test_bold_keeps_every_character_of_its_text():
    text = "rise by **6.7** points & **<8**"
    assert re.sub("</?b>", "", str(bold(text))) == "rise by 6.7 points &amp; &lt;8"
    assert plain(text) == "rise by 6.7 points & <8"


def test_a_number_and_its_per_cent_are_never_parted(study):
    html = page(study, caution="Between 5 % and **10 %**.")
    assert not re.search(r"\d %", html)
    assert "5\N{NO-BREAK SPACE}% and<b> 10\N{NO-BREAK SPACE}%</b>" in html


def test_the_words_of_a_command_are_kept_whole():
    assert str(bold("`run --a-b`")) == "<code>run</code> <code>--a-b</code>"
    assert plain("`run --a-b`") == "run --a-b"


def test_longer_recommendations_have_wider_columns(study):
    short, long = (Recommendation(action="a", actor="b", evidence="c" * size) for size in (50, 900))
    html = page(study, recommendations=(short, long))
    assert "--columns:minmax(0, 0.80fr) minmax(0, 1.40fr)" in html


def test_without_a_description_nothing_is_said_of_what_the_policy_is(study):
    assert '<p class="about">' in page(study)
    assert '<p class="about">' not in page(study, about="")


def test_without_recommendations_the_page_says_why(study):
    html = page(study, recommendations=(), no_recommendation="Nothing follows.")
    assert "Nothing follows." in html
    assert "<ol" not in html


def test_a_clear_loss_is_told_by_a_sign_and_in_words(study):
    html = page(study)
    assert html.count('<td class="worse">') == html.count('<svg class="sign worse"') - 1
    assert "<title>clearly worse</title>" in html
