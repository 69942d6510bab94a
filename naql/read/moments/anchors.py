"""The day that relative expressions count from: publication's, or one inferred from the text.

Inference is only what the text itself allows; its reason is kept. No page is dated by guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from naql.languages import Pack
from naql.read.moments.match import Match
from naql.read.tokens import Words
from naql.records import Article, Moment


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day counted from, None where nothing fixes it; kind: "published" or "inferred"."""

    day: date | None
    kind: str = "published"
    reason: str = ""


def anchor_of(words: Words, pack: Pack, article: Article, matches: list[Match]) -> Anchor:
    """The anchor of an article."""
    if article.published_at:
        try:
            return Anchor(date.fromisoformat(article.published_at[:10]))
        except ValueError:
            pass
    return Anchor(None)


def infer_published(words: Words, pack: Pack, article: Article, moments: tuple[Moment, ...]) -> tuple[str, str] | None:
    """(day, reason) of a page without a date, where the text fixes it."""
    return None
