"""Time expressions -> `Moment`s."""

from __future__ import annotations

from naql.languages import Pack
from naql.read.tokens import Words
from naql.records import Article, Moment


def find_moments(words: Words, pack: Pack, article: Article) -> tuple[Moment, ...]:
    """The time expressions of the text in order, resolved against `article.published_at`; spans count into the copy."""
    return ()
