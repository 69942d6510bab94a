"""The statements of an article: the stage's one public way in."""

from __future__ import annotations

from naql.languages import Pack
from naql.read.attribution.assembly import complete, considered, statements_of
from naql.read.attribution.choices import weights_of
from naql.read.attribution.page import page_words
from naql.read.tokens import Words
from naql.records import Article, Mention, Moment, Statement


def find_statements(
    words: Words, pack: Pack, article: Article, moments: tuple[Moment, ...], mentions: tuple[Mention, ...]
) -> tuple[Statement, ...]:
    """The statements in order of their first letter, document-wide ones first; `source_name` is left open."""
    page = page_words(words, pack, article, moments, mentions)
    weights = weights_of(pack)
    drafts = [draft for _, draft, _ in considered(page, weights) if draft is not None]
    return statements_of(page, complete(page, drafts, weights))
