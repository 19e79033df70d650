"""What anybody may post: the server answers in sentences and never breaks."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from experiments.browser import answering
from experiments.browser.app import application
from experiments.browser.limits import Limits
from experiments.browser.question import read_question, served_region
from experiments.browser.service import Service
from model.parameter import parameters
from model.policy import policies
from model.scenario import Scenario
from tests.experiments.browser.client import TestClient
from tests.experiments.browser.quick import HOUSEHOLDS, answers, files, nothing, pool

PATHS = [info.path for info in parameters(Scenario)]
NAMES = [policy.name for policy in policies()]
KEYS = ["policy", "levers", "world", "months", "replications", "seed"]

numbers = st.one_of(
    st.integers(),
    st.integers(-(10**400), 10**400),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0, 1, 0.5, 13, -1, 2**63, 1e308, 1e-308]),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, st.text(max_size=200))
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=5), st.dictionaries(st.text(max_size=20), inner, max_size=5)
    ),
    max_leaves=20,
)
paths = st.one_of(st.sampled_from(PATHS), st.text(max_size=40))
changes = st.dictionaries(paths, st.one_of(scalars, anything), max_size=6)
questions = st.fixed_dictionaries(
    {},
    optional={
        "policy": st.one_of(st.sampled_from(NAMES), scalars, anything),
        "levers": st.one_of(changes, anything),
        "world": st.one_of(changes, anything),
        "months": st.one_of(numbers, anything),
        "replications": st.one_of(numbers, anything),
        "seed": st.one_of(numbers, anything),
        "other": anything,
    },
)

many = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def answer(question: Any, region: Any, parts: Any) -> dict[str, object]:
    return {"key": question.key, "question": {}}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    service = Service(
        region=served_region(),
        read=read_question,
        tasks=answering.tasks,
        do=str,
        answer=answer,
        story=lambda *_: {},
        warm=nothing,
        households=HOUSEHOLDS,
    )
    folder = tmp_path_factory.mktemp("answers")
    # Questions that are allowed are many here, and end at once.
    limits = Limits(waiting=10_000, share=10_000, unfinished=10_000)
    app = application(service, pool(), answers(folder), {}, files(), limits=limits)
    with TestClient(app) as client:
        yield client


def check(client: TestClient, body: bytes) -> int:
    response = client.post("/api/answers", content=body)
    assert response.status_code in (200, 413, 422), response.text
    told = response.json()
    if response.status_code == 200:
        assert told["state"] in ("waiting", "running", "done")
    else:
        assert told["problems"]
        for sentence in told["problems"]:
            assert isinstance(sentence, str)
            assert 0 < len(sentence) < 3000
    return response.status_code


@many
@given(questions)
@example({"policy": NAMES[1]})
@example({"policy": "/etc/passwd"})
@example({"policy": "../../pyproject.toml"})
@example({"levers": {"unit.opening_month": "__import__('os').getcwd()"}})
def test_any_question_is_answered_or_refused_in_sentences(client: TestClient, asked: Any) -> None:
    check(client, json.dumps(asked).encode())


@many
@given(anything)
def test_any_json_is_answered_or_refused_in_sentences(client: TestClient, asked: Any) -> None:
    check(client, json.dumps(asked).encode())


@many
@given(st.binary(max_size=2000))
@example(b"[" * 60_000)
@example(b'{"levers":' * 6_000 + b"1" + b"}" * 6_000)
@example(b'{"months": NaN}')
@example(b'{"months": 1e999}')
@example(b'{"seed": ' + b"9" * 5000 + b"}")
@example(b'{"policy": "\\ud800"}')
@example(b'{"levers": {"\\ud800": 1}}')
@example(b"\xff" * 100)
@example(b" " * 1_000_000)
def test_any_bytes_are_answered_or_refused_in_sentences(client: TestClient, body: bytes) -> None:
    check(client, body)


pieces = st.one_of(
    st.integers(0, 10**9).map(str),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(["..", "%2e%2e", "9" * 5000, "-1", "1e3", "0x1", "\u0661", "\x00", "main.js"]),
)


@many
@given(pieces, pieces, pieces)
@example("unknown", "0", "9" * 5000)
def test_any_address_is_answered_or_refused_in_sentences(
    client: TestClient, one: str, other: str, last: str
) -> None:
    one, other, last = (quote(piece, safe="") for piece in (one, other, last))
    for address in (
        f"/api/answers/{one}",
        f"/api/answers/{one}/stories/{other}/{last}",
        f"/api/jobs/{one}",
        f"/static/{one}",
        f"/{one}/{other}",
    ):
        response = client.get(address, follow_redirects=False)
        # Starlette leads away from a slash too many.
        if response.status_code == 200 or response.has_redirect_location:
            continue
        assert response.status_code in (404, 405), address
        assert all(isinstance(told, str) and told for told in response.json()["problems"])


def test_no_file_is_read_for_a_policy(client: TestClient, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('kind = "policy"\n[levers]\nunit.opening_month = 25\n')
    assert check(client, json.dumps({"policy": str(file)}).encode()) == 422


@given(st.sampled_from(PATHS), numbers)
@many
def test_a_lever_of_any_value_is_checked_by_the_registry(
    client: TestClient, path: str, value: float
) -> None:
    check(client, json.dumps({"levers": {path: value}, "replications": 1}).encode())


def test_more_than_the_limits_is_refused_with_all_problems(client: TestClient) -> None:
    asked = {"policy": NAMES[1], "months": 241, "replications": 21, "seed": -1, "colour": "red"}
    problems = client.post("/api/answers", json=asked).json()["problems"]
    assert {problem.partition(":")[0] for problem in problems} == {
        "months", "replications", "seed", "colour"
    }  # fmt: skip
