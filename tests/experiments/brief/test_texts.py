import re
import string
from pathlib import Path

import pytest

import experiments.brief
from experiments.brief.texts import catalogue, joined, money, sentence_case, text
from experiments.compare import Interval
from experiments.words import Language

FOLDER = Path(experiments.brief.__file__).parent
NAMED = re.compile(r'(?:text|_say)\(\s*(f?)"([^"]+)"')


def blanks(words):
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def test_every_text_is_in_both_languages_with_the_same_blanks():
    for key, words in catalogue().items():
        assert set(words) == {"en", "id"}, key
        assert all(words.values()), key
        assert blanks(words["en"]) == blanks(words["id"]), key
        assert words["en"].count("**") == words["id"].count("**"), key


def test_english_and_indonesian_differ():
    same = {key for key, words in catalogue().items() if words["en"] == words["id"]}
    written_alike = {
        "quoted", "tenth", "gains.loss", "evidence.of", "evidence.part",
        "source.model",
    }  # fmt: skip
    assert same <= written_alike


def test_every_text_that_the_code_names_is_there():
    sources = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py")]
    found = [match for source in sources for match in NAMED.findall(source)]
    assert found
    for dynamic, key in found:
        start = key.partition("{")[0] if dynamic else key
        known = [one for one in catalogue() if one.startswith(start)]
        assert known if dynamic else key in catalogue(), key


def test_every_text_is_named_somewhere_in_the_code():
    source = " ".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    stems = {key for _, key in NAMED.findall(source)}
    dynamic = tuple(stem.partition("{")[0] for stem in stems if "{" in stem)
    for key in catalogue():
        assert f'"{key}"' in source or key.startswith(dynamic), key


@pytest.mark.parametrize(
    ("language", "lists"),
    [("en", ["", "a", "a and b", "a, b and c"]), ("id", ["", "a", "a dan b", "a, b, dan c"])],
)
def test_lists_are_written_as_the_language_does(language: Language, lists):
    assert [joined(["a", "b", "c"][:size], language) for size in range(4)] == lists


def test_a_sentence_begins_with_an_upper_case_letter_past_its_emphasis():
    assert sentence_case("**a** b") == "**A** b"
    assert sentence_case("“unit” opens") == "“Unit” opens"
    assert sentence_case("") == ""


def test_rupiah_are_told_in_thousands_and_from_ten_million_on_in_millions():
    small = money(Interval(196_400.0, 193_000.0, 199_000.0), "en")
    assert small == {"size": "196 thousand", "interval": "193 to 199 thousand"}
    large = money(Interval(14_106_000.0, 13_865_000.0, 14_355_000.0), "id")
    assert large == {"size": "14,1 juta", "interval": "13,9 sampai 14,4 juta"}


def test_a_text_without_its_blank_is_an_error():
    with pytest.raises(KeyError):
        text("kicker", "en")
