"""Every record that crosses a stage: frozen, plain, and importing nothing of ours.

Offsets are code points, half-open. Inside `read` a span counts into `Article.text` (repaired, furniture taken out);
`naql.read.convert` maps every span back, so that a `Reading` outside `read` counts into `Article.page_text`,
the page's text exactly as it was read. Dates are ISO 8601 strings; country codes ISO 3166-1 alpha-3.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import PurePath
from typing import Any

from msgspec import Struct

ACTS = ("say", "report", "ask", "deny", "confirm", "announce", "urge", "warn", "condemn", "praise", "decline")


def content_id(*parts: object) -> str:
    """A stable id (16 hex digits) from the content of a record; equal parts give equal ids on every machine."""
    joined = "\x1f".join("" if p is None else str(p) for p in parts)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Span(Struct, frozen=True, order=True):
    """A half-open range of code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span in `text`."""
        return text[self.start : self.end]


class Page(Struct, frozen=True, kw_only=True):
    """What was fetched: `body` is decoded text, HTML source or plain text as `media_type` says."""

    page_id: str
    name: str
    body: str
    media_type: str = "text/plain"
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    fetched_at: str | None = None
    lang: str | None = None
    source: str | None = None

    @property
    def place(self) -> str:
        """What the page is called where it is skipped: its name, or the path of its file if it is named after that."""
        file = PurePath(self.source or "").name
        named_after = bool(self.name) and (file == self.name or file.startswith(self.name + "."))
        return self.source if named_after and self.source else self.name


class Skipped(Struct, frozen=True, kw_only=True):
    """A page that did not make it, and where and why."""

    id: str
    stage: str
    reason: str


class Piece(Struct, frozen=True, order=True, array_like=True):
    """One stretch of an alignment: `page` range as read, `text` range in the repaired copy.

    `same` pieces have equal length and map letter by letter; others map as a block.
    """

    page_start: int
    page_end: int
    text_start: int
    text_end: int
    same: bool


class Article(Struct, frozen=True, kw_only=True):
    """The article on a page. `furniture` and `headline` count into `page_text`; `pieces` align it with `text`."""

    article_id: str
    page_id: str
    name: str
    lang: str
    page_text: str
    text: str
    pieces: tuple[Piece, ...]
    url: str | None = None
    source: str | None = None
    furniture: tuple[Span, ...] = ()
    headline: Span | None = None
    byline: str | None = None
    dateline: Span | None = None
    outlet: str | None = None
    outlet_by: str | None = None
    published_at: str | None = None
    published_from: str | None = None
    published_by: str | None = None
    fetched_at: str | None = None
    extractor: str | None = None


class Mention(Struct, frozen=True, kw_only=True):
    """Somebody or something named. `name` is the canonical English name, `role` the title beside it, if any."""

    span: Span
    kind: str
    name: str | None = None
    country: str | None = None
    head: str | None = None
    role: str | None = None
    confidence: float = 1.0
    by: tuple[str, ...] = ()


class Moment(Struct, frozen=True, kw_only=True):
    """A time expression: TIMEX3 `type` and `value`, always Gregorian; `relative_to` is what it was resolved against."""

    span: Span
    type: str
    value: str
    precision: str | None = None
    calendar: str | None = None
    relative_to: str | None = None
    reason: str | None = None
    confidence: float = 1.0
    by: tuple[str, ...] = ()


class Actor(Struct, frozen=True):
    """One side of an event: canonical name and the state it is or acts for."""

    name: str
    country: str | None = None


class Event(Struct, frozen=True, kw_only=True):
    """Who did what to whom, in PLOVER codes; `statement` is the innermost statement whose content holds it."""

    event_id: str
    trigger: Span
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    polarity: str = "affirmed"
    status: str = "actual"
    date: str | None = None
    statement: str | None = None
    confidence: float = 1.0
    by: tuple[str, ...] = ()


class Statement(Struct, frozen=True, kw_only=True):
    """One attributed assertion: the ledger's row. `via` is the statement through which it reached the page."""

    statement_id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...] = ()
    source_name: str | None = None
    source_country: str | None = None
    kind: str = "indirect"
    act: str = "say"
    via: str | None = None
    scope: str = "span"
    confidence: float = 1.0
    by: tuple[str, ...] = ()


class Reading(Struct, frozen=True, kw_only=True):
    """What one article says."""

    article: Article
    moments: tuple[Moment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()


class Link(Struct, frozen=True, kw_only=True):
    """Two records are the same, different, or it is unsure: as entity, proposition, story or copy."""

    link_id: str
    left: str
    right: str
    kind: str
    verdict: str
    score: float
    reason: str
    by: str
    made_at: str
    withdrawn_at: str | None = None


class Problem(Struct, frozen=True, kw_only=True):
    """What `naql check` found wrong in data: the file, the entry (rule id, row), and the reason."""

    file: str
    entry: str
    reason: str


def as_dict(record: Any) -> dict[str, Any]:
    """A record as plain dicts and lists (for JSON)."""
    import msgspec

    return msgspec.to_builtins(record)
