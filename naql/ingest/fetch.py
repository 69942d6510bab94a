"""Fetching pages and feeds politely: robots.txt, a pause per host, conditional requests, bounded sizes and redirects.

Nothing is fetched unless a source is an http(s) address. What was fetched is remembered in a small state file, so that
the next run asks only for what changed.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from naql.ingest.limits import MOST_BYTES, NotFetched

AGENT = "naql/0.1 (news reader; respects robots.txt)"
PAUSE, PATIENCE, REDIRECTS = 1.0, 20.0, 5
ROBOTS_BYTES = 2**19


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: bytes, declared charset and media type, the final address, when (ISO 8601)."""

    body: bytes
    charset: str | None
    media_type: str
    url: str
    fetched_at: str


class Fetcher:
    """Fetches addresses one after another. Close it, or use it in a `with`.

    state: file for ETags and modification dates. pause: seconds between two requests to one host, at least what its
    robots.txt asks for.
    """

    def __init__(self, state: Path | None = None, pause: float = PAUSE, patience: float = PATIENCE) -> None:
        self._client = httpx.Client(
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx.Timeout(patience),
            follow_redirects=True,
            max_redirects=REDIRECTS,
        )
        self._state, self._pause, self._patience = state, pause, patience
        self._robots: dict[str, RobotFileParser] = {}
        self._last: dict[str, float] = {}
        self._known: dict[str, dict[str, str]] = {}
        if state and state.exists():
            self._known = json.loads(state.read_text(encoding="utf-8"))

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections and write the state."""
        self._client.close()
        if self._state:
            self._state.write_text(json.dumps(self._known), encoding="utf-8")

    def fetch(self, url: str, conditional: bool = True) -> Fetched:
        """The address's content; raises NotFetched with the reason."""
        if urlsplit(url).scheme not in ("http", "https"):
            raise NotFetched("not an http address")
        robots = self._rules(url)
        if not robots.can_fetch(AGENT, url):
            raise NotFetched("robots.txt asks not to")
        self._wait(url, float(robots.crawl_delay(AGENT) or 0))
        known = self._known.get(url, {}) if conditional else {}
        headers = {
            name: known[key]
            for key, name in (("etag", "If-None-Match"), ("modified", "If-Modified-Since"))
            if key in known
        }
        try:
            return self._get(url, headers)
        except httpx.TooManyRedirects as error:
            raise NotFetched("redirects in a loop") from error
        except httpx.TimeoutException as error:
            raise NotFetched("timed out") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise NotFetched(f"not reached: {error or type(error).__name__}") from error

    def _get(self, url: str, headers: dict[str, str]) -> Fetched:
        started = time.monotonic()
        with self._client.stream("GET", url, headers=headers) as response:
            if response.status_code == 304:
                raise NotFetched("unchanged since the last time")
            if response.status_code != 200:
                raise NotFetched(f"HTTP status {response.status_code}")
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise NotFetched(f"larger than {MOST_BYTES // 2**20} MB")
                if time.monotonic() - started > 3 * self._patience:
                    raise NotFetched("timed out")
            found = {"etag": response.headers.get("etag"), "modified": response.headers.get("last-modified")}
            self._known[url] = {k: v for k, v in found.items() if v}
            kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            now = datetime.now(UTC).isoformat(timespec="seconds")
            return Fetched(bytes(body), response.charset_encoding, kind, str(response.url), now)

    def _rules(self, url: str) -> RobotFileParser:
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            self._robots[host] = self._read_rules(host)
        return self._robots[host]

    def _read_rules(self, host: str) -> RobotFileParser:
        """The host's robots.txt; without one, or where it cannot be had for the client's fault, all is allowed."""
        rules = RobotFileParser()
        try:
            response = self._client.get(host + "/robots.txt")
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError):
            rules.parse([])
            return rules
        if response.status_code >= 500 or response.status_code in (401, 403):
            rules.parse(["User-agent: *", "Disallow: /"])
        else:
            rules.parse(response.text[:ROBOTS_BYTES].splitlines() if response.status_code == 200 else [])
        return rules

    def _wait(self, url: str, asked: float) -> None:
        host = urlsplit(url).netloc
        since = time.monotonic() - self._last.get(host, -1e9)
        pause = max(self._pause, min(asked, 60.0))
        if since < pause:
            time.sleep(pause - since)
        self._last[host] = time.monotonic()
