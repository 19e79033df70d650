import gzip
import os
from pathlib import Path

import pytest

from experiments.browser.cache import Answers, Memory, cache_folder


def kept(folder: Path, disk_bytes: int = 10_000) -> Answers:
    return Answers(folder, 10_000, disk_bytes)


def packed(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)


def test_an_answer_outlives_the_server(tmp_path: Path) -> None:
    kept(tmp_path).put("key", packed("answer"))
    assert kept(tmp_path).get("key") == packed("answer")
    assert kept(tmp_path).get("other") is None


@pytest.mark.parametrize(
    "damaged",
    [packed("answer" * 50)[:-9], b"", b"no gzip at all"],
    ids=["cut short", "empty", "not packed"],
)
def test_a_damaged_file_is_no_answer_and_goes(tmp_path: Path, damaged: bytes) -> None:
    kept(tmp_path).put("key", packed("answer" * 50))
    file = tmp_path / "key.json.gz"
    file.write_bytes(damaged)
    assert kept(tmp_path).get("key") is None
    assert not file.exists()


def test_what_was_used_longest_ago_leaves_the_disk_first(tmp_path: Path) -> None:
    size = len(packed("a"))
    old = kept(tmp_path, disk_bytes=10 * size)
    old.put("of_old_sources", packed("z"))
    for number, name in enumerate("abc"):
        old.put(name, packed(name))
        os.utime(tmp_path / f"{name}.json.gz", (number + 1, number + 1))
    os.utime(tmp_path / "of_old_sources.json.gz", (0, 0))
    reader = kept(tmp_path, disk_bytes=3 * size)
    assert reader.get("a") is not None
    reader.put("d", packed("d"))
    left = {path.name.partition(".")[0] for path in tmp_path.glob("*")}
    assert left == {"a", "c", "d"}


def test_a_disk_that_refuses_leaves_the_answer_in_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    answers = kept(blocked)
    answers.put("key", packed("answer"))
    assert answers.get("key") == packed("answer")
    assert "memory only" in caplog.text


def test_memory_keeps_what_was_used_last_within_its_size() -> None:
    memory = Memory(10)
    memory.put("a", b"1234")
    memory.put("b", b"1234")
    assert memory.get("a") == b"1234"
    memory.put("c", b"1234")
    assert (memory.get("a"), memory.get("b"), memory.get("c")) == (b"1234", None, b"1234")
    memory.put("a", b"12")
    memory.put("d", b"1234")
    assert memory.get("c") == b"1234"
    memory.put("large", b"12345678901")
    assert memory.get("large") is None


def test_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAPAL_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path / "browser"
