"""Whom the local page answers, and what every answer carries."""

import pytest
from starlette.testclient import TestClient

from naql.web.app import create_app
from naql.web.guard import Guard, host_name

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.mark.parametrize("address", ["/", "/nothing", "/static/naql.css", "/static/nothing", "/page/x", "/ask?q=boats"])
def test_every_answer_carries_the_policy(client: TestClient, address: str) -> None:
    check(client.get(address).headers)


def check(headers) -> None:
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy == POLICY
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"


def test_a_failure_of_ours_carries_the_policy_and_says_nothing_of_its_inside(client: TestClient, monkeypatch) -> None:
    from naql.ledger import Ledger

    monkeypatch.setattr(Ledger, "pages", lambda self: 1 / 0)
    answer = client.get("/pages")
    assert answer.status_code == 500 and "ZeroDivision" not in answer.text
    check(answer.headers)


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "127.0.0.1:1", "[::1]:8765", "LOCALHOST"])
def test_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8765", "10.0.0.7", "", "localhost:x"),
        *("[::1", "[::1]x", "localhost@evil.example", "0.0.0.0"),
    ],
)
def test_foreign_names_are_not(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    check(answer.headers)


def test_a_host_that_was_asked_for_is_answered(ledger_path) -> None:
    with TestClient(create_app(ledger_path, host="192.168.7.9"), base_url="http://192.168.7.9:8765") as client:
        assert client.get("/").status_code == 200
        assert client.get("/", headers={"host": "192.168.7.10"}).status_code == 421


def test_everywhere_answers_addresses_but_no_foreign_names() -> None:
    guard = Guard(lambda *a: None, host="0.0.0.0")  # type: ignore[arg-type, return-value]
    assert guard.answers(["10.1.2.3:8765"]) and guard.answers(["[fe80::1]:80"]) and guard.answers(["localhost"])
    assert not guard.answers(["evil.example"]) and not guard.answers([]) and not guard.answers(["localhost"] * 2)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    answer = client.request(method, "/")
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD"
    check(answer.headers)


def test_host_names() -> None:
    assert host_name("Example.ORG:80") == "example.org"
    assert host_name("[::1]") == "::1"
    assert host_name("[::1]:80:80") == host_name("a:b") == host_name("[]x") == ""
