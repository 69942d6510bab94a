"""What a page's markup says about itself: JSON-LD, OpenGraph and other meta tags, <time>, <link rel=canonical>."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from naql.clean.imprint import Metadata

TELLING = 'title, meta, link[rel="canonical"], script[type="application/ld+json"]'
ARTICLE = re.compile(r"article|posting|report|webpage", re.I)
DATES = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "datepublished", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "date",
    "dc.date", "dc.date.issued", "dc.date.created", "dcterms.created", "dcterms.issued", "dcterms.date",
    "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "article.published", "published-date",
    "og:pubdate", "created_at", "nastooh.publish_date", "genre_date", "rnews:datepublished",
)  # fmt: skip
TITLES = ("og:title", "twitter:title", "dc.title", "headline", "title")
SITES = ("og:site_name", "application-name", "dc.publisher", "publisher", "copyright")
AUTHORS = ("author", "article:author", "dc.creator", "byl", "parsely-author")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?")
MOST_JSON, DEEPEST = 300_000, 6


def read_metadata(parser: LexborHTMLParser) -> Metadata:
    """The metadata of a parsed page; what is not said, or not believable, is None."""
    head = _Head(parser)
    metas, articles = head.metas, list(_linked_data(head.scripts))
    published, by = _published(metas, articles, parser)
    title = next((metas[k] for k in TITLES if metas.get(k)), None) or _text_of(articles, "headline") or head.title
    site = next((metas[k] for k in SITES[:2] if metas.get(k)), None) or _name(articles, "publisher")
    author = _name(articles, "author") or next((metas[k] for k in AUTHORS if metas.get(k)), None)
    return Metadata(
        title=title,
        published=published,
        published_by=by,
        site=site,
        byline=author if author and not author.startswith("http") else None,
        url=_address(head.canonical, metas),
        lang=_lang(parser),
    )


class _Head:
    """The elements that tell of the page, wherever on it they stand: all of them found in one go over the DOM."""

    def __init__(self, parser: LexborHTMLParser) -> None:
        self.metas: dict[str, str] = {}
        self.scripts: list[str] = []
        self.title: str | None = None
        self.canonical: str | None = None
        for node in parser.css(TELLING):
            tag = node.tag
            if tag == "meta":
                self._add(node.attributes)
            elif tag == "script":
                self.scripts.append(node.text() or "")
            elif tag == "link":
                self.canonical = self.canonical or node.attributes.get("href")
            else:
                self.title = self.title or " ".join((node.text() or "").split()) or None

    def _add(self, said: dict[str, str | None]) -> None:
        key = (said.get("property") or said.get("name") or said.get("itemprop") or "").strip().lower()
        content = (said.get("content") or "").strip()
        if key and content:
            self.metas.setdefault(key, unescape(content) if "&" in content else content)


def _linked_data(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article, the most specific first."""
    found: list[dict[str, Any]] = []
    for script in scripts:
        source = script.strip()
        if not source or len(source) > MOST_JSON:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        found += _objects(data, 0)
    kinds = [(str(o.get("@type")), o) for o in found]
    articles = [o for kind, o in kinds if ARTICLE.search(kind)]
    return iter(sorted(articles, key=lambda o: "webpage" in str(o.get("@type")).lower()))


def _objects(data: Any, depth: int) -> list[dict[str, Any]]:
    if depth > DEEPEST:
        return []
    if isinstance(data, list):
        return [o for item in data[:50] for o in _objects(item, depth + 1)]
    if isinstance(data, dict):
        return [data, *_objects(data.get("@graph"), depth + 1), *_objects(data.get("mainEntity"), depth + 1)]
    return []


def _published(
    metas: dict[str, str], articles: list[dict[str, Any]], parser: LexborHTMLParser
) -> tuple[str | None, str | None]:
    for article in articles:
        if day := iso_date(str(article.get("datePublished") or article.get("dateCreated") or "")):
            return day, "json-ld"
    for key in DATES:
        if day := iso_date(metas.get(key, "")):
            return day, f"meta:{key}"
    node = parser.css_first(
        "article time[datetime], [itemprop=datePublished], time[pubdate], header time[datetime], time[datetime]"
    )
    if node is not None:
        value = node.attributes.get("datetime") or node.attributes.get("content") or ""
        if day := iso_date(value):
            return day, "time"
    return None, None


def iso_date(value: str) -> str | None:
    """An ISO 8601 date, or date-time to the minute with its offset, from what metadata hold; None for what is none."""
    m = ISO.match(value.strip())
    try:
        if m:
            day = datetime(int(m[1]), int(m[2]), int(m[3]), int(m[4] or 0), int(m[5] or 0))
            offset = (m[6] or "").replace("Z", "+00:00")
            if not 1900 < day.year < 2100:
                return None
            return day.date().isoformat() if m[4] is None else day.isoformat(timespec="minutes") + offset
        if re.match(r"[A-Za-z]{3},? \d", value):
            return parsedate_to_datetime(value).isoformat(timespec="minutes")
    except (ValueError, TypeError, IndexError):
        pass
    return None


def _text_of(articles: list[dict[str, Any]], key: str) -> str | None:
    return next((unescape(a[key]).strip() for a in articles if isinstance(a.get(key), str) and a[key].strip()), None)


def _name(articles: list[dict[str, Any]], key: str) -> str | None:
    for article in articles:
        value = article.get(key)
        value = value[0] if isinstance(value, list) and value else value
        name = value.get("name") if isinstance(value, dict) else value
        if isinstance(name, str) and name.strip():
            return unescape(name).strip()
    return None


def _address(canonical: str | None, metas: dict[str, str]) -> str | None:
    url = canonical or metas.get("og:url") or ""
    return url if url.startswith(("http://", "https://")) else None


def _lang(parser: LexborHTMLParser) -> str | None:
    root = parser.root
    lang = (root.attributes.get("lang") or "").lower() if root is not None else ""
    return lang[:2] or None
