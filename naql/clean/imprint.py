"""A page's imprint: when it was published, by which outlet and by whom, and how that is known.

Order of trust for the date: handed in, the page's metadata, a dated imprint line, today's date in the text, the
address. For the outlet: handed in, the address, the metadata, brand lines, a credit in the first words that is its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from naql.clean.dates import DateFinder, date_finder
from naql.clean.furniture import Layout
from naql.clean.furniture_file import Credit, Vocabulary, squash, vocabulary
from naql.clean.lines import Line
from naql.clean.outlet_names import names_in
from naql.languages import Pack
from naql.outlets import Outlet, outlet_for_url
from naql.records import Page

SITE_PARTS = re.compile(r"\s*[|–—]\s*|\s+-\s+")
URL_DATE = re.compile(r"(?<!\d)(20[0-3]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
LEAD_LINES, LEAD_LENGTH, CREDIT_LINES = 3, 400, 14
HEAD_LINES = 6  # short lines before and between the first paragraphs, where a dateline may stand alone


@dataclass(frozen=True, slots=True)
class Published:
    """An ISO date or date-time, `given`, `page` or `inferred`, and what told it."""

    at: str
    source: str
    by: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's markup says about itself; empty for plain text."""

    title: str | None = None
    published: str | None = None
    published_by: str | None = None
    site: str | None = None
    byline: str | None = None
    url: str | None = None
    lang: str | None = None


def published(page: Page, layout: Layout, metadata: Metadata, pack: Pack) -> Published | None:
    """When the page was published, if it can be told."""
    if page.published:
        return Published(page.published, "given", "given")
    if metadata.published:
        return Published(metadata.published, "page", metadata.published_by or "metadata")
    finder = date_finder(pack)
    dated = [line for line in layout.lines if line.dated or any(c[2].startswith("date") for c in line.cuts)]
    for line in sorted(dated, key=lambda n: (n.updated, n.start > layout.lines[layout.first].start)):
        found = _of_line(line, page.fetched_at, finder, pack)
        if found:
            return found
    return _todays(layout, finder, pack) or _in_address(page.url or metadata.url)


def _of_line(line: Line, fetched_at: str | None, finder: DateFinder, pack: Pack) -> Published | None:
    by = "line:updated" if line.updated else "line"
    if line.dates:
        return Published(line.dates[0].day + (f"T{line.clock}" if line.clock else ""), "page", by)
    found = finder.age(line.folded, fetched_at) if fetched_at else None
    return Published(found.day, "page", by + ":age") if found and found.day else None


def _todays(layout: Layout, finder: DateFinder, pack: Pack) -> Published | None:
    """The date behind "today" in the first paragraphs."""
    today = [pack.fold(w) for w in finder.words.today]
    for line in [n for n in layout.lines[layout.first :] if n.prose][:LEAD_LINES]:
        folded = pack.fold(line.text[:LEAD_LENGTH])
        for found in finder.dates(folded):
            before = folded[max(0, found.start - 28) : found.start]
            if any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)[^.]*$", before) for w in today):
                return Published(found.day, "page", "text:today")
    return None


def _in_address(url: str | None) -> Published | None:
    m = URL_DATE.search(url or "")
    if not m:
        return None
    try:
        return Published(date(int(m[1]), int(m[2]), int(m[3])).isoformat(), "inferred", "url")
    except ValueError:
        return None


def outlet(page: Page, layout: Layout, metadata: Metadata, pack: Pack) -> tuple[str, str] | None:
    """(the outlet's usual name, what told it), if it can be told."""
    if page.outlet:
        return _canonical(page.outlet, vocabulary(pack), pack) or page.outlet, "given"
    for url in (page.url, metadata.url):
        found = outlet_for_url(url) if url else None
        if found:
            return found.name, "url"
    known = vocabulary(pack)
    if metadata.site:
        names = [n.strip() for n in SITE_PARTS.split(metadata.site) if n.strip()] or [metadata.site]
        found_names = [n for n in (_canonical(name, known, pack) for name in (metadata.site, *names)) if n]
        latin = [n for n in names if n.isascii()]
        return (found_names or latin or names)[0], "metadata"
    brands = [(name, "brand line") for line in layout.lines if line.furniture for name in line.outlets]
    if layout.brand:
        brands.append((layout.brand, "headline"))
    printed = ((line.brand, "brand line") for line in layout.lines if line.furniture and line.brand)
    return next(iter(brands), None) or _credited(layout, known, pack) or next(printed, None)


def _canonical(name: str, known: Vocabulary, pack: Pack) -> str | None:
    found = known.brands.get(squash(pack.fold(name))) or known.outlets.get(squash(pack.fold(name)))
    return found.name if found else None


def _credited(layout: Layout, known: Vocabulary, pack: Pack) -> tuple[str, str] | None:
    """The outlet that a credit in the first lines names as the page's own; an agency is named by others too."""
    article = [n for n in layout.lines if not n.furniture]
    candidates: list[Outlet] = []
    for line in [n for n in article if not n.prose][:HEAD_LINES] + [n for n in article if n.prose][:CREDIT_LINES]:
        folded = line.folded[:LEAD_LENGTH]
        early = line.start <= layout.lines[layout.first].start or line.prose and line in article[: 2 * LEAD_LINES]
        for start, end, named in names_in(folded, known):

            def fits(credits: tuple[Credit, ...], around: tuple[str, str] = (folded[:start], folded[end:])) -> bool:
                return any(c.before.search(around[0]) and c.after.match(around[1]) for c in credits)

            # an agency's name alone on a line is a photo's credit as often as not
            headed = early or (not line.prose and named.kind != "agency" and line in article[: 2 * HEAD_LINES])
            if (headed and fits(known.own)) or (early and named.kind != "agency" and fits(known.reports)):
                return named.name, "credit"
            if fits(known.first):
                if candidates and named.kind == "agency" and candidates[0].kind != "agency":
                    return candidates[0].name, "credit before an agency's"
                if early or candidates:
                    candidates.append(named)
    return None
