import dataclasses
import re

import pytest

from experiments.brief.content import Brief
from experiments.brief.facts import facts_of
from experiments.brief.reading import brief_of
from experiments.brief.rules import MOST_SHOWN
from tests.experiments import drawn, fake
from tests.experiments.brief.made import TENTHS, YEAR, facts, named

LONG = "Integrated unit at Jagoi Babang with mobile team, facilitators and full delegation"
GOOD = {
    "needs_met": 10.0,
    "travel_cost": -90_000.0,
    "equivalent_income_bottom40": 3_000.0,
    "public_cost": YEAR,
    "documents": (90.0, 1.0),
    **dict.fromkeys(TENTHS, 4_000.0),
}
STUDIES = {
    "one policy": lambda: facts({"a": GOOD}),
    "fifteen policies": lambda: facts({f"p{place}": {"needs_met": place} for place in range(15)}),
    "long names": lambda: facts(
        {"a": GOOD, "b": {}}, policies=[named("a", LONG), named("b", LONG)]
    ),
    "failed runs": lambda: facts({"a": GOOD, "b": {}}, failed={("a", 1), ("status_quo", 3)}),
    "one pair": lambda: facts({"a": GOOD, "b": {}}, seeds=1),
    "nothing changes": lambda: facts({"a": {}}),
    "nothing clear": lambda: facts({"a": {"needs_met": (1.0, 30.0)}, "b": {}}),
    "all lose": lambda: facts({"a": {"needs_met": -5.0}, "b": {"needs_met": -6.0}}),
    "the poor lose": lambda: facts({"a": {**GOOD, "equivalent_income_bottom40": -3_000.0}}),
    "small scale": lambda: facts({"a": GOOD}, scale=0.05, months=36),
    "what happened": lambda: facts({"a": GOOD}, policies=[named("a", kind="history")]),
    "no levers": lambda: facts({"a": GOOD}, policies=[named("a", levers={})]),
}


def every_text(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from every_text(one)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from every_text(getattr(part, field.name))


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("study", STUDIES)
def test_every_kind_of_study_has_a_whole_brief(study, language):
    brief = brief_of(STUDIES[study](), language)
    assert brief.leading in brief.shown
    assert len(brief.shown) <= MOST_SHOWN
    assert [row.name for row in brief.options.rows] == ["status_quo", *brief.shown]
    assert bool(brief.recommendations) != bool(brief.no_recommendation)
    assert len(brief.certainty) == 3
    for words in every_text(brief):
        assert "{" not in words
        assert "nan" not in words.lower().split()
        assert words.count("**") % 2 == 0, words
        assert "  " not in words, words
        assert not re.search(r"\.\.|;\.|\(\)|, ;", words), words
    for words in (brief.headline, *brief.answer, brief.caution, *brief.gains.paragraphs):
        assert words.endswith("."), words


@pytest.mark.parametrize("study", STUDIES)
def test_both_languages_tell_the_same_numbers(study):
    found = STUDIES[study]()
    english, indonesian = brief_of(found, "en"), brief_of(found, "id")

    def numbers(brief):
        said = " ".join([brief.headline, *brief.answer, *brief.gains.paragraphs])
        return sorted(float(one.replace(",", ".")) for one in re.findall(r"\d+(?:[.,]\d+)?", said))

    assert english.leading == indonesian.leading
    assert numbers(english) == numbers(indonesian)
    for one, other in zip(english.options.rows, indonesian.options.rows, strict=True):
        assert [cell.tone for cell in one.cells] == [cell.tone for cell in other.cells]


def test_the_same_study_gives_the_same_brief_twice(tmp_path):
    study = drawn.study_of(tmp_path / "study")
    assert brief_of(facts_of(study), "id") == brief_of(facts_of(study), "id")


def test_a_study_on_disk_is_read(tmp_path):
    study = drawn.study_of(tmp_path / "study", policies=4, label=LONG)
    brief = brief_of(facts_of(study), "en")
    assert isinstance(brief, Brief)
    assert brief.kicker == "Policy brief · Fakeland"
    assert brief.leading == f"{LONG} 4"
    assert brief.deciles is not None


def test_a_study_that_knows_little_has_a_brief(tmp_path):
    brief = brief_of(facts_of(fake.conduct(tmp_path / "study", fake.design())), "en")
    assert brief.headline.startswith("Under “unit”, the share of needs")
    assert brief.deciles is None
    assert brief.answer[1] == "The model counts no public cost for the policy."
