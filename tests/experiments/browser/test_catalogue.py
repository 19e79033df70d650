import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from experiments.browser import catalogue
from experiments.browser.catalogue import (
    LANGUAGES,
    blanks,
    filled,
    indicator_help,
    lesson,
    meanings,
    texts,
)
from experiments.browser.shown import CHARTS, PRICED, SHOWN
from model.parameter import parameters
from model.policy import policies
from model.scenario import Scenario
from model.tables import Option


def texts_in(value: Any, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every pair of languages in nested tables and lists."""
    if isinstance(value, dict) and value and set(value) <= set(LANGUAGES):
        yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from texts_in(part, f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for row, part in enumerate(value):
            yield from texts_in(part, f"{path}[{row}]")


ALL = [
    *texts_in(dict(texts()), "texts"),
    *texts_in(dict(meanings()), "meanings"),
    *texts_in(list(lesson()), "lesson"),
]


def test_every_text_is_in_both_languages() -> None:
    faulty = [
        path
        for path, text in ALL
        if set(text) != set(LANGUAGES)
        or any(part.strip() != part or not part for part in text.values())
    ]
    assert faulty == []


def test_both_languages_of_a_text_have_the_same_blanks() -> None:
    assert [path for path, text in ALL if blanks(text["en"]) != blanks(text["id"])] == []


def test_keys_are_dotted_words() -> None:
    pattern = re.compile(r"[a-z_0-9]+(\.[a-z_0-9]+)*")
    assert [key for key in texts() if not pattern.fullmatch(key)] == []


def test_bold_marks_come_in_pairs() -> None:
    assert [path for path, text in ALL if any(part.count("**") % 2 for part in text.values())] == []


def test_every_group_of_charts_has_a_title() -> None:
    assert {f"chart.{group}" for group in CHARTS} <= set(texts())


def test_every_priced_good_has_a_name() -> None:
    assert {f"chart.good.{good}" for good in PRICED} <= set(texts())


@pytest.mark.parametrize("name", SHOWN)
def test_every_shown_indicator_is_explained_for_students(name: str) -> None:
    explained = indicator_help(name)
    assert set(explained) == set(LANGUAGES)
    assert all("{" not in text and text.endswith(".") for text in explained.values())


def test_an_indicator_without_an_explanation_is_refused() -> None:
    with pytest.raises(KeyError):
        indicator_help("opening_hazard")


def test_the_help_of_a_family_names_its_member() -> None:
    assert "tenth 3" in indicator_help("equivalent_income.decile_3")["en"]
    assert "desil 3" in indicator_help("equivalent_income.decile_3")["id"]


def test_blanks_are_filled_in_each_language() -> None:
    text = {"en": "{n} of them", "id": "{n} di antaranya"}
    assert filled(text, n={"en": "1,000", "id": "1.000"}) == {
        "en": "1,000 of them",
        "id": "1.000 di antaranya",
    }


PAGE = Path(catalogue.__file__).parent / "page"


@pytest.mark.parametrize("script", sorted(PAGE.glob("*.js")), ids=lambda path: path.name)
def test_a_script_asks_for_texts_that_exist(script: Path) -> None:
    asked = re.findall(r"""(?<![\w.])t\(\s*"([^"]+)""", script.read_text(encoding="utf-8"))
    assert [key for key in asked if key not in texts()] == []


def keys_used(script: str, known: set[str]) -> set[str]:
    """Return the keys that a script writes whole, or as a template of words that are known."""
    used = {key for key in texts() if re.search(rf"[\"'`]{re.escape(key)}[\"'`]", script)}
    for template in re.findall(r"`([a-z_]+\.[^`]*\$\{[^`]*)`", script):
        pattern = re.sub(r"\\\$\\\{.*?\\\}", r"([a-z_0-9]+)", re.escape(template))
        for key in texts():
            filled_in = re.fullmatch(pattern, key)
            if filled_in and set(filled_in.groups()) <= known:
                used.add(key)
    return used


def test_a_key_is_found_where_it_is_written_or_put_together() -> None:
    assert keys_used('t("chart.table")', set()) == {"chart.table"}
    assert keys_used("t(`chart.good.${good}`)", {"sugar"}) == {"chart.good.sugar"}
    assert keys_used("t(`chart.good.${good}`)", set()) == set()


def test_every_text_is_used_by_a_page() -> None:
    """What fills the blank of a template is a word of its script, or a name in the data."""
    pages = [file.read_text("utf-8") for file in (*PAGE.glob("*.js"), *PAGE.glob("*.html"))]
    data = [file.read_text("utf-8") for file in PAGE.parent.glob("*.py")]
    names = {name for script in data for name in re.findall(r"\"(\w+)\"", script)}
    names |= {policy.group for policy in policies()} | set(meanings()["layers"])
    names |= {option.name.lower() for option in Option}
    names |= {info.path.partition(".")[2].removesuffix("_start") for info in parameters(Scenario)}
    used = {
        key
        for script in (*pages, *data)
        for key in keys_used(script, names | set(re.findall(r"\w+", script)))
    }
    assert sorted(set(texts()) - used) == []
