"""The `clean` stage as one function: a `Page` becomes an `Article`."""

from __future__ import annotations

from naql.clean.align import aligned_copy
from naql.errors import Unreadable
from naql.records import Article, Page, Span, content_id


def clean(page: Page) -> Article:
    """The article on `page`; raises Unreadable where there is none or no language pack covers it."""
    text = page.body
    if not text.strip():
        raise Unreadable("clean", "the page holds no text")
    lang = page.lang or "fa"
    copy, pieces = aligned_copy(text, [Span(0, len(text))])
    return Article(
        article_id=content_id("article", page.page_id),
        page_id=page.page_id,
        name=page.name,
        lang=lang,
        page_text=text,
        text=copy,
        pieces=pieces,
        url=page.url,
        source=page.source,
        outlet=page.outlet,
        published_at=page.published,
        published_from="given" if page.published else None,
        fetched_at=page.fetched_at,
    )
