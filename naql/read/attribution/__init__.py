"""Who is quoted, in which words, through whom -> `Statement`s.

Cues and their frames come from data (`lexicon`, `frames`, `phrases`), learned choices correct them where the language
has weights (`reader`), chains are built by rule (`links`, `chains`). Names of sources are not worked out here:
coreference does that.
"""

from __future__ import annotations

from naql.languages import Pack
from naql.read.attribution.assembly import complete, drafts_by_choice, drafts_by_rule, statements_of
from naql.read.attribution.choices import weights_of
from naql.read.attribution.page import page_words
from naql.read.tokens import Words
from naql.records import Article, Mention, Moment, Statement

__all__ = ["find_statements"]


def find_statements(
    words: Words, pack: Pack, article: Article, moments: tuple[Moment, ...], mentions: tuple[Mention, ...]
) -> tuple[Statement, ...]:
    """The statements in order of their first letter, document-wide ones first; `source_name` is left open."""
    page = page_words(words, pack, article, moments, mentions)
    weights = weights_of(pack)
    drafts = drafts_by_choice(page, weights) if weights else drafts_by_rule(page)
    return statements_of(page, complete(page, drafts, weights))
