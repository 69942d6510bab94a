"""Who is quoted, in which words, through whom -> `Statement`s."""

from __future__ import annotations

from naql.languages import Pack
from naql.read.tokens import Words
from naql.records import Article, Mention, Moment, Statement


def find_statements(
    words: Words, pack: Pack, article: Article, moments: tuple[Moment, ...], mentions: tuple[Mention, ...]
) -> tuple[Statement, ...]:
    """The statements in order of their first letter, document-wide ones first; `source_name` is left open."""
    return ()
