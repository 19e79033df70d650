import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.websockets import WebSocketDisconnect

from experiments.browser.app import application
from experiments.browser.headers import LOOPBACK
from experiments.browser.limits import Limits
from tests.experiments.browser.client import TestClient
from tests.experiments.browser.quick import (
    HOUSEHOLDS,
    INDEX,
    Doing,
    Question,
    answers,
    files,
    pool,
    run,
)

FACTS = {"texts": {"title": {"en": "Hello", "id": "Halo"}}}


@contextmanager
def visited(
    folder: Path,
    doing: Doing | None = None,
    limits: Limits | None = None,
    origins: Mapping[str, str] | None = None,
    address: str = "http://127.0.0.1:8765",
) -> Iterator[TestClient]:
    service = (doing or Doing()).service()
    app = application(
        service,
        pool(),
        answers(folder),
        FACTS,
        files(),
        limits=limits,
        hosts=LOOPBACK,
        origins=origins,
    )
    with TestClient(app, base_url=address) as client:
        yield client


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with visited(tmp_path) as client:
        yield client


def posted(client: TestClient, **asked: object) -> dict[str, Any]:
    response = client.post("/api/answers", json=asked)
    assert response.status_code == 200
    status: dict[str, Any] = response.json()
    return status


def finished(client: TestClient, **asked: object) -> dict[str, Any]:
    status = posted(client, **asked)
    while status["state"] in ("waiting", "running"):
        status = client.get(f"/api/jobs/{status['job']}").json()
    return status


def sentences(response: httpx.Response) -> list[str]:
    problems: list[str] = response.json()["problems"]
    assert problems
    assert all(isinstance(problem, str) and problem for problem in problems)
    return problems


def test_the_page_and_its_files_are_served(client: TestClient) -> None:
    page, script = client.get("/"), client.get("/static/main.js")
    assert page.content == INDEX
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert script.text == "// script"
    assert script.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "name", ["other.js", "../app.py", "..%2fapp.py", "%2e%2e/app.py", "/etc/passwd", "main.js/x"]
)
def test_no_file_outside_the_table_is_served(client: TestClient, name: str) -> None:
    response = client.get(f"/static/{name}")
    assert response.status_code == 404
    assert sentences(response)


def test_a_page_allows_its_own_scripts_and_its_import_map_only(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    # printf '{"imports": {}}' | openssl dgst -sha256 -binary | base64
    assert "script-src 'self' 'sha256-CJt/FpW3RQlGvqBeO/YK74xrTm1ctS6rLMJu1bV4fMc=';" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("address", ["/", "/api/facts", "/static/main.js", "/nowhere", "/readyz"])
def test_every_answer_carries_the_strict_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "content-security-policy" in headers


def test_facts_are_compressed_and_not_sent_twice(client: TestClient) -> None:
    first = client.get("/api/facts")
    assert first.json() == FACTS
    assert first.headers["content-encoding"] == "gzip"
    again = client.get("/api/facts", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = client.get("/api/facts", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == FACTS


def test_a_question_becomes_a_job_and_an_answer_for_good(client: TestClient) -> None:
    status = finished(client, policy="unit")
    assert (status["state"], status["done"], status["total"]) == ("done", 4, 4)
    response = client.get(f"/api/answers/{status['key']}")
    assert response.json()["question"]["policy"] == "unit"
    assert "immutable" in response.headers["cache-control"]
    again = posted(client, policy="unit")
    assert again["state"] == "done"
    assert again["job"] != status["job"]


def test_a_job_can_be_cancelled(tmp_path: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    with visited(tmp_path, doing) as client:
        status = posted(client, policy="unit")
        assert client.delete(f"/api/jobs/{status['job']}").json()["state"] == "cancelled"
        assert client.get(f"/api/jobs/{status['job']}").json()["state"] == "cancelled"
        doing.gate.set()


def test_a_failed_run_is_told_in_a_sentence(tmp_path: Path) -> None:
    with visited(tmp_path, Doing(failing="unit")) as client:
        status = finished(client, policy="unit")
    assert status["state"] == "failed"
    assert "no counters left" in status["problems"][0]


def test_a_full_queue_is_told_in_a_sentence(tmp_path: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    with visited(tmp_path, doing, Limits(waiting=0)) as client:
        response = client.post("/api/answers", json={"policy": "unit"})
        doing.gate.set()
    assert response.status_code == 503
    assert sentences(response)


def test_an_address_that_asks_and_asks_is_refused_in_a_sentence(tmp_path: Path) -> None:
    doing = Doing()
    doing.gate.clear()
    with visited(tmp_path, doing, Limits(share=1)) as client:
        for policy in ("running", "waiting"):
            posted(client, policy=policy)
        response = client.post("/api/answers", json={"policy": "third"})
        doing.gate.set()
    assert response.status_code == 503
    assert "your address" in sentences(response)[0]


def test_wrong_questions_are_answered_with_every_problem(client: TestClient) -> None:
    response = client.post("/api/answers", json={"policy": 3})
    assert response.status_code == 422
    assert sentences(response) == ["policy: give a name.", "replications: give a number."]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b"null",
        b'"text"',
        b'{"policy": NaN}',
        b'{"policy": Infinity}',
        b"\xff\xfe\x00",
        b"\xef\xbb\xbf{}",
        b"[" * 30_000,
        b'{"a":' * 10_000,
        b'{"replications": ' + b"9" * 60_000 + b"}",
        b'{"policy": "\\ud800"}',
    ],
)
def test_bodies_that_are_no_question_are_answered_in_sentences(
    client: TestClient, body: bytes
) -> None:
    response = client.post("/api/answers", content=body)
    assert response.status_code == 422
    assert sentences(response)


def test_a_long_body_is_refused(client: TestClient) -> None:
    response = client.post("/api/answers", content=b" " * 1_000_000)
    assert response.status_code == 413
    assert "64 kB" in sentences(response)[0]


def test_a_long_body_in_pieces_is_refused(client: TestClient) -> None:
    response = client.post("/api/answers", content=(b" " * 10_000 for _ in range(100)))
    assert response.status_code == 413


@pytest.mark.parametrize(
    "address",
    [
        "/api/jobs/unknown",
        "/api/answers/unknown",
        "/api/answers/..%2f..%2fsecret",
        "/api/answers/%00",
        "/api/answers/" + "a" * 500,
        "/api/answers/unknown/stories/0/1",
        "/api/answers/..%2fx/stories/0/1",
        "/api/answers/unknown/stories/x/1",
        "/api/answers/unknown/stories/0/-1",
        "/api/answers/unknown/stories/0/1.5",
        "/api/answers/unknown/stories/0/" + "9" * 5000,
        "/api/answers/unknown/stories/" + "0" * 5000 + "/1",
        "/api/answers/unknown/stories/0/%D9%A1",
        "/api",
        "/nowhere",
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert sentences(response)


def test_other_methods_are_refused_in_a_sentence(client: TestClient) -> None:
    for method, address in [("GET", "/api/answers"), ("POST", "/"), ("PUT", "/api/jobs/x")]:
        response = client.request(method, address)
        assert response.status_code == 405
        assert "allow" in response.headers
        assert sentences(response)


def test_only_the_headers_are_asked_for_by_head(client: TestClient) -> None:
    response = client.head("/api/facts")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"


def test_a_story_of_a_household_is_told(client: TestClient) -> None:
    key = finished(client, policy="unit")["key"]
    response = client.get(f"/api/answers/{key}/stories/1/3")
    assert response.json() == {"policy": "unit", "side": 1, "household": 3}
    missing = client.get(f"/api/answers/{key}/stories/1/{HOUSEHOLDS}")
    assert missing.status_code == 404
    assert sentences(missing) == ["There is no household 5; give a whole number from 0 to 4."]
    other = client.get(f"/api/answers/{key}/stories/2/3")
    assert other.status_code == 404
    assert sentences(other) == ["There is no side 2; 0 is the status quo, 1 the policy."]


def test_a_story_can_be_told_after_a_restart(tmp_path: Path) -> None:
    with visited(tmp_path) as client:
        key = finished(client, policy="unit")["key"]
    with visited(tmp_path) as client:
        assert client.get(f"/api/answers/{key}/stories/0/1").json()["policy"] == "unit"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::1"])
def test_another_name_for_this_machine_is_refused(client: TestClient, host: str) -> None:
    response = client.get("/api/facts", headers={"Host": host})
    assert response.status_code == 403
    assert sentences(response)


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:8765", "LOCALHOST"])
def test_the_names_of_this_machine_are_known(client: TestClient, host: str) -> None:
    assert client.get("/api/facts", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9", "http://[::1", "x"]
)
def test_pages_of_other_sites_are_refused(client: TestClient, origin: str) -> None:
    response = client.post("/api/answers", json={"policy": "a"}, headers={"Origin": origin})
    assert response.status_code == 403
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/live/socket", headers={"Origin": origin}),
    ):
        pass


def test_our_own_page_may_ask(client: TestClient) -> None:
    origin = {"Origin": "http://127.0.0.1:8765"}
    assert client.post("/api/answers", json={"policy": "a"}, headers=origin).status_code == 200


PUBLIC = {"tapal.example.org": "https://tapal.example.org", "lab:8080": "http://lab:8080"}


@pytest.fixture
def public(tmp_path: Path) -> Iterator[TestClient]:
    # What a proxy passes on comes without TLS.
    with visited(tmp_path, origins=PUBLIC, address="http://tapal.example.org") as client:
        yield client


@pytest.mark.parametrize(
    "host", ["tapal.example.org", "TAPAL.example.org", "lab:8080", "localhost"]
)
def test_a_server_behind_a_proxy_knows_its_public_names(public: TestClient, host: str) -> None:
    assert public.get("/api/facts", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "tapal.example.org.evil.example",
        "tapal.example.org.",
        "tapal.example.org:8765",
        "example.org",
        "lab",
        "lab:80",
        "",
    ],
)
def test_a_server_behind_a_proxy_has_no_other_name(public: TestClient, host: str) -> None:
    response = public.get("/api/facts", headers={"Host": host})
    assert response.status_code == 403
    assert sentences(response)


def test_the_public_page_may_ask(public: TestClient) -> None:
    for host, origin in PUBLIC.items():
        headers = {"Host": host, "Origin": origin}
        asked = public.post("/api/answers", json={"policy": "a"}, headers=headers)
        assert asked.status_code == 200


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("tapal.example.org", "http://tapal.example.org"),
        ("tapal.example.org", "https://tapal.example.org:8443"),
        ("tapal.example.org", "https://evil.example"),
        ("tapal.example.org", "http://lab:8080"),
        ("tapal.example.org", "null"),
        ("lab:8080", "https://lab:8080"),
        ("127.0.0.1:8765", "https://tapal.example.org"),
    ],
)
def test_the_public_page_is_of_one_scheme_name_and_port(
    public: TestClient, host: str, origin: str
) -> None:
    headers = {"Host": host, "Origin": origin}
    assert public.post("/api/answers", json={"policy": "a"}, headers=headers).status_code == 403
    with (
        pytest.raises(WebSocketDisconnect),
        public.websocket_connect("/live/socket", headers=headers),
    ):
        pass


def test_the_server_says_when_its_workers_are_warm(client: TestClient) -> None:
    response = client.get("/readyz")
    while response.status_code == 503:
        assert response.text == "warming"
        response = client.get("/readyz")
    assert response.text == "ready"


def test_a_damaged_answer_is_computed_again(tmp_path: Path) -> None:
    with visited(tmp_path) as client:
        key = finished(client, policy="unit")["key"]
    file = tmp_path / f"{key}.json.gz"
    file.write_bytes(file.read_bytes()[:-4])
    with visited(tmp_path) as client:
        assert client.get(f"/api/answers/{key}").status_code == 404
        assert finished(client, policy="unit")["state"] == "done"
        assert client.get(f"/api/answers/{key}").status_code == 200


def test_twenty_visitors_at_once_each_get_their_own_answer(tmp_path: Path) -> None:
    service = Doing().service()
    app = application(service, pool(), answers(tmp_path), FACTS, files())

    async def visit(client: httpx.AsyncClient, number: int) -> tuple[str, str]:
        # Two visitors ask each question.
        asked = {"policy": f"policy {number // 2}", "replications": 3}
        status = (await client.post("/api/answers", json=asked)).json()
        while status["state"] in ("waiting", "running"):
            await asyncio.sleep(0.01)
            status = (await client.get(f"/api/jobs/{status['job']}")).json()
        answer = (await client.get(f"/api/answers/{status['key']}")).json()
        assert answer["question"].items() >= asked.items()
        own = {part[2] for part in answer["parts"] if part[0] == 1}
        assert own == {asked["policy"]}
        return status["job"], status["key"]

    async def visits() -> list[tuple[str, str]]:
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client,
        ):
            return await asyncio.gather(*(visit(client, number) for number in range(20)))

    jobs, keys = zip(*run(visits()), strict=True)
    assert len(set(jobs)) == 20
    assert len(set(keys)) == 10
    assert Question("policy 0", 3).key in keys
