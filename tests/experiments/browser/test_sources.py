from importlib.metadata import version
from pathlib import Path

import pytest

from experiments.browser import sources
from experiments.browser.answering import tasks
from experiments.browser.limits import Limits
from experiments.browser.question import read_question, served_region
from experiments.browser.sources import answering_hash


@pytest.fixture(autouse=True)
def fresh():
    answering_hash.cache_clear()
    yield
    answering_hash.cache_clear()


def hashed(root: Path) -> str:
    answering_hash.cache_clear()
    return answering_hash(root)


def test_the_hash_follows_sources_regions_policies_and_texts(tmp_path: Path) -> None:
    paths = [
        tmp_path / "model" / "model.py",
        tmp_path / "model" / "policies" / "unit.toml",
        tmp_path / "model" / "regions" / "bengkayang.toml",
        tmp_path / "experiments" / "browser" / "answering.py",
        tmp_path / "experiments" / "browser" / "texts.toml",
    ]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one")
    found = [hashed(tmp_path)]
    for path in paths:
        path.write_text("two")
        found.append(hashed(tmp_path))
    assert len(set(found)) == len(paths) + 1
    assert hashed(tmp_path) == found[-1]


@pytest.mark.parametrize("name", ["python", "numpy", "numba"])
def test_answers_of_other_versions_have_other_names(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = read_question({"policy": "mobile_only"}, Limits())
    before = question.key, tasks(question, served_region())[0].key
    known = sources.versions()
    assert known["numba"] == version("numba")
    monkeypatch.setattr(sources, "versions", lambda: {**known, name: "0.0"})
    answering_hash.cache_clear()
    after = question.key, tasks(question, served_region())[0].key
    assert before[0] != after[0]
    assert before[1] != after[1]
