"""The server with the model behind it, in as few months as will do."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from experiments.browser import site
from tests.experiments.browser.client import TestClient

ASKED = {"policy": "unit_jagoi_full", "months": 3, "replications": 1}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("answers")
    with pytest.MonkeyPatch.context() as patch:
        # Not by TAPAL_CACHE_DIR, which holds the compiled model too.
        patch.setattr(site, "cache_folder", lambda: folder)
        app = site.site(1, hosts=None, prepare=False)
    with TestClient(app) as client:
        yield client


def answered(client: TestClient, asked: dict[str, Any]) -> dict[str, Any]:
    status = client.post("/api/answers", json=asked).json()
    while status["state"] in ("waiting", "running"):
        time.sleep(0.05)
        status = client.get(f"/api/jobs/{status['job']}").json()
    assert status["state"] == "done", status
    answer: dict[str, Any] = client.get(f"/api/answers/{status['key']}").json()
    return answer


def test_the_answer_is_to_what_was_asked(client: TestClient) -> None:
    answer = answered(client, ASKED)
    assert ASKED.items() <= answer["question"].items()
    assert [side["name"] for side in answer["sides"]] == ["status_quo", "policy"]
    assert len(answer["sides"][0]["series"]["needs_met"]["mean"]) == 3


def test_the_question_of_an_answer_asks_for_the_same_answer(client: TestClient) -> None:
    answer = answered(client, {**ASKED, "policy": None, "levers": {"unit.opening_month": 2}})
    again = client.post("/api/answers", json=answer["question"]).json()
    assert (again["key"], again["state"]) == (answer["key"], "done")


def test_a_household_has_a_story_on_both_sides(client: TestClient) -> None:
    key = answered(client, ASKED)["key"]
    for side in (0, 1):
        story = client.get(f"/api/answers/{key}/stories/{side}/77").json()
        assert story["household"] == 77
        assert len(story["papers"]) == 3
    missing = client.get(f"/api/answers/{key}/stories/0/999999")
    assert missing.status_code == 404
    assert missing.json()["problems"]


def test_wrong_levers_are_refused_with_the_sentences_of_the_registry(client: TestClient) -> None:
    response = client.post("/api/answers", json={"levers": {"unit.opening_mnth": 25}})
    assert response.status_code == 422
    assert "unit.opening_month" in response.json()["problems"][0]


def test_the_page_names_only_files_that_are_served(client: TestClient) -> None:
    page = client.get("/").text
    names = {part.partition('"')[0] for part in page.split('"/static/')[1:]}
    assert "echarts.js" in names
    assert {name: client.get(f"/static/{name}").status_code for name in names} == dict.fromkeys(
        names, 200
    )


def test_nothing_of_the_page_is_refused_by_its_own_policy(client: TestClient) -> None:
    page = client.get("/")
    assert "'sha256-" in page.headers["content-security-policy"]
    assert " style=" not in page.text
    assert "unsafe" not in page.headers["content-security-policy"]
