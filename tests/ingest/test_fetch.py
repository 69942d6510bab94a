"""Fetching obeys robots.txt, asks conditionally, and ends where a server misbehaves. The server is a local one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from naql.ingest import sources
from naql.ingest.fetch import Fetcher, NotFetched
from naql.ingest.limits import MOST_BYTES
from naql.ingest.visits import Visits
from naql.records import Page, Skipped

MOVED = {"/moved": "a", "/to-private": "/private/moved", "/to-file": "file:///etc/hosts"}
ARTICLE = "<html><body><h1>Dam full</h1><p>The council said that the dam is full.</p></body></html>"


class Server(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        Server.asked.append(self.path)
        if self.path == "/robots.txt":
            self._send("User-agent: *\nDisallow: /private\n", "text/plain")
        elif self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/slow":
            time.sleep(1.5)
            self._send("late")
        elif self.path in MOVED:
            self.send_response(301)
            self.send_header("Location", MOVED[self.path])
            self.end_headers()
        elif self.path == "/404":
            self.send_error(404)
        elif self.path == "/large":
            self._send("x" * (MOST_BYTES + 1))
        elif self.path == "/endless":
            self._dribble()
        elif self.path == "/lie":
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(b"no gzip")
        elif self.path == "/feed":
            links = "".join(
                f"<item><title>t</title><link>http://{self.headers['Host']}{p}</link></item>"
                for p in ("/a", "/private/b")
            )
            self._send(f"<rss version='2.0'><channel><title>L</title>{links}</channel></rss>", "application/rss+xml")
        elif self.headers.get("If-None-Match") == '"1"':
            self.send_response(304)
            self.end_headers()
        else:
            self._send(ARTICLE, tag='"1"')

    def _dribble(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            pass

    def _send(self, body: str, kind: str = "text/html; charset=utf-8", tag: str = "") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def test_an_unchanged_page_is_not_fetched_twice(host: str, tmp_path: Path) -> None:
    visits = Visits(tmp_path / "visits.json")
    with Fetcher(visits, pause=0) as fetcher:
        assert b"Dam full" in fetcher.fetch(host + "/a").body
    visits.save()
    with Fetcher(Visits(tmp_path / "visits.json"), pause=0) as fetcher, pytest.raises(NotFetched, match="unchanged"):
        fetcher.fetch(host + "/a")


def test_visits_of_a_run_that_broke_off_are_not_kept(host: str, tmp_path: Path) -> None:
    (tmp_path / "l.db").touch()
    with Fetcher(Visits.beside(tmp_path / "l.db"), pause=0) as fetcher:
        fetcher.fetch(host + "/a")
    assert not Visits.beside(tmp_path / "l.db").conditions(host + "/a")


def test_visits_do_not_outlive_their_ledger(host: str, tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    ledger.touch()
    visits = Visits.beside(ledger)
    visits.note(host + "/a", etag='"1"', modified=None)
    visits.save()
    assert Visits.beside(ledger).conditions(host + "/a") == {"If-None-Match": '"1"'}
    ledger.unlink()
    assert not Visits.beside(ledger).conditions(host + "/a")


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"a": 1}', "\x00\x01"])
def test_visits_that_cannot_be_read_are_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "visits.json").write_text(text)
    assert not Visits(tmp_path / "visits.json").conditions("a")


def test_robots_and_loops_and_delays(host: str) -> None:
    with Fetcher(pause=0, patience=0.5) as fetcher:
        for path, reason in (("/private/x", "robots"), ("/loop", "loop"), ("/slow", "timed out")):
            with pytest.raises(NotFetched, match=reason):
                fetcher.fetch(host + path)
    with Fetcher(pause=0, patience=0.5) as fetcher, pytest.raises(NotFetched, match="not"):
        fetcher.fetch("http://127.0.0.1:9/")
    assert "/private/x" not in Server.asked


def test_a_redirect_is_an_address_like_any_other(host: str) -> None:
    with Fetcher(pause=0) as fetcher:
        assert fetcher.fetch(host + "/moved").url == host + "/a"
        for path, reason in (("/to-private", "robots"), ("/to-file", "not an http address")):
            with pytest.raises(NotFetched, match=reason):
                fetcher.fetch(host + path)
    assert "/private/moved" not in Server.asked


def test_what_a_server_may_do_wrong(host: str) -> None:
    with Fetcher(pause=0, patience=0.3) as fetcher:
        for path, reason in (
            ("/endless", "timed out|larger"),
            ("/large", "larger"),
            ("/lie", "not reached"),
            ("/404", "404"),
        ):
            with pytest.raises(NotFetched, match=reason):
                fetcher.fetch(host + path)


def test_a_feed_leads_to_its_pages(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naql.ingest.fetch.Fetcher", lambda visits: Fetcher(visits, pause=0))
    found = list(sources.pages([host + "/feed"]))
    assert isinstance(found[0], Page) and found[0].url == host + "/a" and found[0].fetched_at
    assert isinstance(found[1], Skipped) and "robots" in found[1].reason
