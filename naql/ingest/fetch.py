"""Fetching pages and feeds politely: robots.txt, a pause per host, conditional requests, bounded sizes and redirects.

Nothing is fetched unless a source is an http(s) address. Each step of a redirect is an address like any other: its
site's robots.txt is asked, and its host's pause kept.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import httpx

from naql.ingest.limits import MOST_BYTES, UNCHANGED, NotFetched
from naql.ingest.robots import Robots
from naql.ingest.visits import Visits

NAME = "naql"
AGENT = f"{NAME}/0.1 (news reader; respects robots.txt)"
PAUSE, PATIENCE, REDIRECTS = 1.0, 20.0, 5
ROBOTS_BYTES = 2**19
FAILURES = (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError)


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

    visits: what is known of addresses from earlier runs. pause: seconds between two requests to one host, at least what
    its robots.txt asks for. patience: seconds without an answer after which an address is given up.
    """

    def __init__(self, visits: Visits | None = None, pause: float = PAUSE, patience: float = PATIENCE) -> None:
        self._client = httpx.Client(
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}, timeout=httpx.Timeout(patience)
        )
        self._visits, self._pause, self._patience = visits or Visits(), pause, patience
        self._robots: dict[str, Robots] = {}
        self._last: dict[str, float] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """The address's content; raises NotFetched with the reason."""
        at = url
        for _ in range(REDIRECTS + 1):
            got = self._step(at)
            if isinstance(got, Fetched):
                return got
            at = got
        raise NotFetched("redirects in a loop")

    def _step(self, url: str) -> Fetched | str:
        """What one address gives, or where it leads."""
        try:
            if urlsplit(url).scheme not in ("http", "https"):
                raise NotFetched("not an http address")
            robots = self._rules(url)
            if not robots.allows(url):
                raise NotFetched("robots.txt asks not to")
            self._wait(url, robots.pause)
            return self._get(url)
        except httpx.TimeoutException as error:
            raise NotFetched("timed out") from error
        except FAILURES as error:
            raise NotFetched(f"not reached: {error or type(error).__name__}") from error

    def _get(self, url: str) -> Fetched | str:
        with self._client.stream("GET", url, headers=self._visits.conditions(url)) as response:
            if response.has_redirect_location:
                return urljoin(url, response.headers["location"])
            if response.status_code == 304:
                raise NotFetched(UNCHANGED)
            if response.status_code != 200:
                raise NotFetched(f"HTTP status {response.status_code}")
            body = self._body(response, MOST_BYTES)
            if len(body) > MOST_BYTES:
                raise NotFetched(f"larger than {MOST_BYTES // 2**20} MB")
            headers = response.headers
            self._visits.note(url, etag=headers.get("etag"), modified=headers.get("last-modified"))
            kind = headers.get("content-type", "").partition(";")[0].strip().lower()
            now = datetime.now(UTC).isoformat(timespec="seconds")
            return Fetched(body, response.charset_encoding, kind, url, now)

    def _body(self, response: httpx.Response, most: int) -> bytes:
        """What a response holds, a little more than `most` bytes of it at most; a server that dribbles is left."""
        started = time.monotonic()
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > most:
                break
            if time.monotonic() - started > 3 * self._patience:
                raise NotFetched("timed out")
        return bytes(body)

    def _rules(self, url: str) -> Robots:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = Robots(self._robots_text(site + "/robots.txt"), NAME)
        return self._robots[site]

    def _robots_text(self, url: str) -> str:
        """A site's robots.txt; nothing where there is none or none can be had, all forbidden where it is kept back."""
        try:
            with self._client.stream("GET", url, follow_redirects=True) as response:
                if response.status_code >= 500 or response.status_code in (401, 403):
                    return "User-agent: *\nDisallow: /"
                if response.status_code != 200:
                    return ""
                return self._body(response, ROBOTS_BYTES)[:ROBOTS_BYTES].decode("utf-8", "replace")
        except (*FAILURES, NotFetched):
            return ""

    def _wait(self, url: str, asked: float) -> None:
        host = urlsplit(url).netloc
        since = time.monotonic() - self._last.get(host, -1e9)
        pause = max(self._pause, asked)
        if since < pause:
            time.sleep(pause - since)
        self._last[host] = time.monotonic()
