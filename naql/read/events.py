"""Who did what to whom -> `Event`s in PLOVER codes."""

from __future__ import annotations

from naql.languages import Pack
from naql.read.tokens import Words
from naql.records import Article, Event, Mention, Moment, Statement


def find_events(
    words: Words,
    pack: Pack,
    article: Article,
    moments: tuple[Moment, ...],
    mentions: tuple[Mention, ...],
    statements: tuple[Statement, ...],
) -> tuple[Event, ...]:
    """The events of the text in order of their triggers, each with the innermost statement that holds it."""
    return ()
