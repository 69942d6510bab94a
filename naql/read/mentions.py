"""Names of people, bodies and places -> `Mention`s."""

from __future__ import annotations

from naql.languages import Pack
from naql.read.tokens import Words
from naql.records import Article, Mention, Moment


def find_mentions(words: Words, pack: Pack, article: Article, moments: tuple[Moment, ...]) -> tuple[Mention, ...]:
    """The mentions of the text in order, not overlapping; `name` and `country` where they are known."""
    return ()
