"""The stages of reading as plain functions in their order; the way from an `Article` to a `Reading`.

Each stage takes what the earlier ones found and adds its own. `pipeline.py` makes spaCy components of them; this way
needs no spaCy, which costs more to load than a page to read. No stage logic lives here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from naql.languages import Pack, load_pack
from naql.read.attribution import find_statements, go_on
from naql.read.convert import in_page
from naql.read.coreference import resolve
from naql.read.events import find_events
from naql.read.mentions import find_mentions
from naql.read.moments import dated, find_moments
from naql.read.tokens import Words, split_words
from naql.records import Article, Event, Mention, Moment, Piece, Reading, Statement, content_id


@dataclass(slots=True)
class Draft:
    """What has been found on an article so far; spans count into the copy."""

    words: Words
    article: Article
    moments: tuple[Moment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()


def _moments(draft: Draft, pack: Pack) -> None:
    draft.moments = find_moments(draft.words, pack, draft.article)
    draft.article = dated(draft.words, pack, draft.article, draft.moments)


def _mentions(draft: Draft, pack: Pack) -> None:
    draft.mentions = find_mentions(draft.words, pack, draft.article, draft.moments)


def _attribution(draft: Draft, pack: Pack) -> None:
    draft.statements = find_statements(draft.words, pack, draft.article, draft.moments, draft.mentions)


def _coreference(draft: Draft, pack: Pack) -> None:
    draft.mentions, draft.statements = named(draft, pack, draft.statements)


def named(
    draft: Draft, pack: Pack, statements: tuple[Statement, ...]
) -> tuple[tuple[Mention, ...], tuple[Statement, ...]]:
    """The draft's mentions and the statements with names, and with the chains that names settle."""
    mentions, told = resolve(draft.words, pack, draft.article, draft.mentions, statements)
    return mentions, go_on(told)


def _events(draft: Draft, pack: Pack) -> None:
    given = (draft.words, pack, draft.article, draft.moments, draft.mentions, draft.statements)
    draft.events = find_events(*given)


STAGES: dict[str, Callable[[Draft, Pack], None]] = {
    "moments": _moments,
    "mentions": _mentions,
    "attribution": _attribution,
    "coreference": _coreference,
    "events": _events,
}


def draft_of(article: Article, until: str = "events") -> Draft:
    """What the stages find on the article, up to and with the one of that name."""
    pack = load_pack(article.lang)
    draft = Draft(split_words(article.text, pack), article)
    for name, stage in STAGES.items():
        stage(draft, pack)
        if name == until:
            break
    return draft


def read(article: Article) -> Reading:
    """What the article says, with every span counting into `article.page_text`."""
    draft = draft_of(article)
    return in_page(draft.article, draft.moments, draft.mentions, draft.statements, draft.events)


def bare_article(text: str, lang: str, **known: Any) -> Article:
    """An article around a text that came without a page: the text is its own copy."""
    pieces = (Piece(0, len(text), 0, len(text), True),) if text else ()
    page_id = content_id(None, text)
    return Article(
        article_id=content_id("article", page_id),
        page_id=page_id,
        name=known.pop("name", page_id),
        lang=lang,
        page_text=text,
        text=text,
        pieces=pieces,
        **known,
    )
