"""Why a page was read as it was: for each statement what led to it, for each sentence with a cue and none, why not.

The same functions run as for reading; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from naql.languages import Pack
from naql.read.attribution.assembly import complete, considered, statements_of
from naql.read.attribution.choices import weights_of
from naql.read.attribution.page import PageWords, page_words
from naql.read.tokens import Words
from naql.records import Article, Mention, Moment, Span, Statement


class Explanation(Struct, frozen=True):
    """One statement, or one sentence that yields none, and the reasons; `span` counts into the article's text."""

    span: Span
    statement: Statement | None
    reasons: tuple[str, ...]


def explain(
    words: Words,
    pack: Pack,
    article: Article,
    moments: tuple[Moment, ...],
    mentions: tuple[Mention, ...],
    settled: Callable[[tuple[Statement, ...]], tuple[Statement, ...]] = lambda statements: statements,
) -> list[Explanation]:
    """The explanations in order of the text. settled: what later stages make of the statements, in their order."""
    page = page_words(words, pack, article, moments, mentions)
    weights = weights_of(pack)
    every = list(considered(page, weights))
    drafts = [draft for _, draft, _ in every if draft is not None]
    why = {(cue.start, cue.end): reason for cue, _, reason in every}
    finished = complete(page, drafts, weights)
    out = []
    for draft, statement in zip(finished, settled(statements_of(page, finished)), strict=True):
        cue = statement.cue or statement.source or statement.content[0]
        reasons = [why[draft.cue]] if draft.cue in why else []
        reasons += [f"by {', '.join(statement.by)}", f"confidence {statement.confidence:.2f}"]
        if statement.via:
            reasons.append(f"via {statement.via}")
        out.append(Explanation(cue, statement, tuple(reasons)))
    yielding = {page.words.sentence[k] for d in finished for r in (d.cue, d.source, *d.content) if r for k in range(*r)}
    silent: dict[int, list[str]] = {}
    for match, yielded, reason in every:
        n = page.words.sentence[match.start]
        if yielded is None and n not in yielding:
            silent.setdefault(n, []).append(reason)
    out += [Explanation(_sentence(page, n), None, tuple(reasons)) for n, reasons in silent.items()]
    return sorted(out, key=lambda e: (e.span.start, e.span.end))


def _sentence(page: PageWords, n: int) -> Span:
    a, b = page.words.sentences[n]
    return Span(page.words.start[a], page.words.end[b - 1])
