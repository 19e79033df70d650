import base64
import gzip
import json
import re
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from experiments.browser import export
from experiments.browser.limits import Limits
from experiments.cli import DONE, WRONG_INPUT, main
from experiments.errors import WorkersLostError
from experiments.executors import InProcessExecutor
from model.errors import InputError

NAMES = ("unit_jagoi_full", "unit_jagoi_full+plbn_full")


@pytest.fixture(scope="module")
def found() -> list[dict[str, Any]]:
    asked = export.questions(NAMES, {"months": 13, "replications": 2}, Limits())
    told: list[tuple[int, int]] = []
    answers = export.answers(asked, InProcessExecutor(), lambda *news: told.append(news))
    # two sides of two seeds, and the status quo once for both policies
    assert told[-1] == (6, 6)
    return answers


@pytest.fixture(scope="module")
def page(found: list[dict[str, Any]]) -> str:
    text, every = export.page(found, "id")
    assert every == 1
    return text


def held(page: str, name: str) -> bytes:
    packed = re.search(rf'<script type="application/gzip" id="{name}">([^<]*)</script>', page)
    assert packed is not None
    return gzip.decompress(base64.b64decode(packed[1]))


def test_the_file_holds_its_policies_and_no_others(page: str) -> None:
    data = json.loads(held(page, "held"))
    assert tuple(preset["name"] for preset in data["facts"]["presets"]) == NAMES
    assert tuple(answer["question"]["policy"] for answer in data["answers"]) == NAMES
    joined = data["facts"]["presets"][1]
    assert {"unit.opening_month", "post.status"} <= set(joined["levers"])


def test_the_file_names_no_address_that_a_browser_would_ask(page: str) -> None:
    outer = re.sub(r'<script type="application/gzip".*?</script>', "", page)
    asked = re.findall(r'(?:src|href|action)="(?!data:|#)([^"]*)"', outer)
    assert asked == []
    assert "/static/" not in re.sub(r'"data:[^"]*"', "", outer)


def test_every_module_of_the_page_stands_in_the_file(page: str) -> None:
    imports = json.loads(re.search(r'<script type="importmap">(.*?)</script>', page)[1])  # type: ignore[index]
    source = imports["imports"]["tapal/source"].partition("base64,")[2]
    assert b'sourceKind = "embedded"' in base64.b64decode(source)
    assert all(address.startswith("data:") for address in imports["imports"].values())


def test_the_charting_library_of_the_file_keeps_its_licence(page: str) -> None:
    assert b"Licensed to the Apache Software Foundation" in held(page, "library")


def test_the_file_allows_only_what_stands_in_it(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "http" not in policy[1]
    assert "unsafe" not in policy[1]


def test_the_language_asked_for_is_that_of_the_file(page: str) -> None:
    assert '<html lang="id">' in page


def test_the_same_answers_give_the_same_bytes(page: str, found: list[dict[str, Any]]) -> None:
    assert export.page(found, "id")[0] == page


def test_maps_become_sparser_and_then_the_file_is_refused(
    found: list[dict[str, Any]], page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "LARGEST", len(page.encode()) - 1)
    assert export.page(found, "id")[1] == 3
    monkeypatch.setattr(export, "LARGEST", 1000)
    with pytest.raises(InputError, match="name fewer than 2 policies"):
        export.page(found, "id")


def test_problems_of_all_policies_are_told_at_once() -> None:
    with pytest.raises(InputError) as told:
        export.questions(["unit_jago_full", "clinic"], {"months": 0}, Limits())
    assert len(told.value.problems) == 3
    assert "did you mean 'unit_jagoi_full'?" in str(told.value)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--out", "page.pdf"], "ends in .html"),
        (["--jobs", "0"], "--jobs: 0 is not allowed; give a whole number from 1 to"),
        (["--jobs", "10000"], "--jobs: 10000 is not allowed; give a whole number from 1 to"),
        (["--set", "unit.delegation=1"], "unit.delegation: is a lever; it changes the policy's"),
        (["--policies", "clinic"], "did you mean 'clinics'?"),
        (["--set", "agencies.eg=1"], "agencies.eg: there is no such parameter; did you mean"),
        (["--set", "run.months=3"], "run.months: is a setting of the run"),
        (["--set", "foo"], "foo"),
        (["--policies", "clinics,clinics"], "policy 'clinics' is named 2 times"),
        (
            ["--policies", "clinics+mobile_only,mobile_only+clinics"],
            "is named 2 times; name each policy once",
        ),
        (["--policies", ","], "--policies: names no policy"),
        (
            ["--policies", "history", "--set", "shocks.desk_outage_start=5"],
            "holds shocks.desk_outage_start itself",
        ),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_written(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == WRONG_INPUT
    assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_everything_that_is_wrong_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    call = ["export", "--jobs", "0", "--out", "x.txt", "--set", "foo", "--policies", "clinic"]
    assert main([*call, "--months", "0"]) == WRONG_INPUT
    told = capsys.readouterr().err
    for part in ("--jobs: 0", "x.txt", "foo", "did you mean 'clinics'?", "months: 0"):
        assert part in told


class Broken(Executor):
    """An executor whose processes are gone, at once or at the first answer."""

    def __init__(self, *, at_once: bool) -> None:
        self.at_once = at_once

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        if self.at_once:
            raise BrokenExecutor
        lost: Future[Any] = Future()
        lost.set_exception(BrokenExecutor())
        return lost


@pytest.mark.parametrize("at_once", [True, False])
def test_a_lost_worker_is_no_bug(*, at_once: bool) -> None:
    asked = export.questions(["clinics"], {"months": 1, "replications": 1}, Limits())
    with pytest.raises(WorkersLostError, match="fewer --jobs"):
        export.answers(asked, Broken(at_once=at_once), lambda *_: None)


def test_the_command_writes_the_file_and_says_what_it_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new" / "border.html"
    call = ["export", "--policies", "clinics", "--months", "6", "--replications", "1"]
    assert main([*call, "--jobs", "1", "--quiet", "--out", str(path)]) == DONE
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert f"{path} (" in (told := capsys.readouterr().out)
    assert "holds: Better clinics." in told
