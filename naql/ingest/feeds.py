"""RSS and Atom: a feed's entries as pages, from a file or from an address.

An entry that carries its article is a page by itself. Of the others the linked page is fetched, if the feed itself was;
a feed that was handed in as a file is never a reason to go out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any

from naql.ingest.files import Make, page_of
from naql.ingest.limits import NotFetched
from naql.ingest.streams import FEED
from naql.records import Page, Skipped

if TYPE_CHECKING:
    from naql.ingest.fetch import Fetcher

TAG = re.compile(r"<[^>]*>")
WHOLE = 400
"""Letters from which on an entry's content is taken for the article itself."""


def feed_pages(
    body: bytes, name: str, place: str, make: Make, fetcher: Fetcher | None = None
) -> Iterator[Page | Skipped]:
    """The pages of a feed; a feed without entries is skipped with its reason. place: the feed's file or address."""
    import feedparser

    feed = feedparser.parse(body, response_headers={"content-location": place} if fetcher else {})
    if not feed.entries:
        reason = f"a feed that cannot be read: {feed.get('bozo_exception', 'no entries')}"
        yield Skipped(id=place, stage="ingest", reason=reason)
        return
    outlet = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, 1):
        yield _page(entry, f"{name}#{number}", outlet, make, fetcher)


def _page(entry: Any, place: str, outlet: str | None, make: Make, fetcher: Fetcher | None) -> Page | Skipped:
    url = entry.get("link") or None
    known = {"url": url, "published": _date(entry)}
    content = max((c.get("value", "") for c in entry.get("content", [])), key=len, default="") or entry.get(
        "summary", ""
    )
    if fetcher and url and len(TAG.sub("", content)) < WHOLE:
        return fetched_page(url, make, fetcher, published=known["published"])
    if not TAG.sub("", content).strip():
        return Skipped(id=url or place, stage="ingest", reason="an entry without content")
    title = escape(entry.get("title", ""), quote=False)
    site = escape(outlet or "", quote=True)
    head = f'<head><meta property="og:site_name" content="{site}"/><title>{title}</title></head>'
    body = f"<html>{head}<body><article><h1>{title}</h1>{_paragraphs(content)}</article></body></html>"
    return make(entry.get("id") or url or place, body, "text/html", **{k: v for k, v in known.items() if v})


def _paragraphs(content: str) -> str:
    if re.search(r"<(?:p|div|br)\b", content, re.I):
        return content
    return "".join(f"<p>{line}</p>" for line in content.splitlines() if line.strip())


def fetched_page(url: str, make: Make, fetcher: Fetcher, **known: Any) -> Page | Skipped:
    """The page at an address."""
    try:
        got = fetcher.fetch(url)
    except NotFetched as reason:
        return Skipped(id=url, stage="ingest", reason=str(reason))
    given = {k: v for k, v in known.items() if v}
    return page_of(got.body, got.url, url, make, got.charset, url=got.url, fetched_at=got.fetched_at, **given)


def address_pages(url: str, make: Make, fetcher: Fetcher) -> Iterator[Page | Skipped]:
    """What an address holds: a feed's entries, or one page."""
    try:
        got = fetcher.fetch(url)
    except NotFetched as reason:
        yield Skipped(id=url, stage="ingest", reason=str(reason))
        return
    if FEED.match(got.body[:4096]):
        yield from feed_pages(got.body, url, got.url, make, fetcher)
    else:
        yield page_of(got.body, got.url, url, make, got.charset, url=got.url, fetched_at=got.fetched_at)


def _date(entry: Any) -> str | None:
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    if not parsed:
        return None
    try:
        return datetime(*parsed[:6]).replace(tzinfo=UTC).isoformat(timespec="minutes")
    except ValueError:
        return None
