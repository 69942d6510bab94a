"""The `clean` stage as one function: a `Page` becomes an `Article`."""

from __future__ import annotations

from itertools import accumulate

from naql.clean.align import aligned_copy
from naql.clean.dom import parsed, walk
from naql.clean.extract import Extract, find_article
from naql.clean.furniture import lay_out
from naql.clean.habits import Habits
from naql.clean.identify import identify
from naql.clean.imprint import Metadata, outlet, published
from naql.clean.metadata import read_metadata
from naql.clean.repair import find_repairs
from naql.errors import Unreadable
from naql.languages import load_pack
from naql.records import Article, Page, Span, content_id


def clean(page: Page, *, repair: bool = True, habits: Habits | None = None) -> Article:
    """The article on `page`; raises Unreadable where there is none or no language pack covers it.

    repair: whether letters and joiners are repaired in the copy; without, it is the page's text less its furniture.
    habits: what the outlet's other pages have too (`naql.clean.habits`), where that was counted.
    """
    text, metadata, markup = _read_html(page.body) if page.media_type == "text/html" else (page.body, Metadata(), None)
    if not text.strip():
        raise Unreadable("clean", "the page holds no text")
    lang = page.lang or identify(_plain(text, markup))
    if not lang:
        raise Unreadable("clean", "the language is none of the packs'")
    pack = load_pack(lang)
    title = markup.headline if markup and markup.headline else metadata.title
    told = bool((page.published or metadata.published) and (page.outlet or metadata.site))
    given = markup.furniture if markup else frozenset()
    layout = lay_out(text, pack, page.url or metadata.url, title, given, habits, told)
    if not layout.lines:
        raise Unreadable("clean", "the page holds no visible letter")
    keep = kept(text, layout.furniture)
    copy, pieces = aligned_copy(text, keep, find_repairs(text, pack, keep) if repair else ())
    day, house = published(page, layout, metadata, pack), outlet(page, layout, metadata, pack)
    return Article(
        article_id=content_id("article", page.page_id),
        page_id=page.page_id,
        name=page.name,
        lang=lang,
        page_text=text,
        text=copy,
        pieces=pieces,
        url=page.url or metadata.url,
        source=page.source,
        furniture=tuple(layout.furniture),
        headline=layout.headline,
        byline=metadata.byline or (markup.byline if markup else None),
        outlet=house[0] if house else None,
        outlet_by=house[1] if house else None,
        published_at=day.at if day else None,
        published_from=day.source if day else None,
        published_by=day.by if day else None,
        fetched_at=page.fetched_at,
        extractor="dom" if markup else "text",
    )


def _read_html(source: str) -> tuple[str, Metadata, Extract | None]:
    parser = parsed(source)
    metadata = read_metadata(parser)
    tree = walk(parser)
    text = tree.text()
    return text, metadata, find_article(tree, metadata.title)


def _plain(text: str, markup: Extract | None) -> str:
    """The text whose language counts: the article's where the markup tells it."""
    if not markup:
        return text
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return "\n".join(line for line, start in zip(lines, starts, strict=False) if start not in markup.furniture) or text


def kept(text: str, furniture: list[Span]) -> list[Span]:
    """The ranges of `text` between the furniture."""
    out, at = [], 0
    for span in furniture:
        if span.start > at:
            out.append(Span(at, span.start))
        at = max(at, span.end)
    if at < len(text):
        out.append(Span(at, len(text)))
    return out
