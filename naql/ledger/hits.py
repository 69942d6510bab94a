"""What a search finds, as hits with the exact words of the page around it. The index itself is `search`'s."""

from __future__ import annotations

from naql.languages import load_pack
from naql.ledger.entities import entities_named, entity_refs
from naql.ledger.questions import language_of
from naql.ledger.search import folded, matching, names_like, search_words
from naql.ledger.shelf import Leaf, Shelf
from naql.ledger.views import Hit
from naql.link.concepts import lexicon
from naql.read.tokens import split_words
from naql.records import Span

AROUND = 90  # letters of context on either side


def found(shelf: Shelf, text: str, limit: int) -> tuple[Hit, ...]:
    """Entities of that name first, then statements and pages that hold every word, then those that hold some."""
    if not text.strip():
        return ()
    names = names_like(shelf.db, text)
    hits = [*_entities(shelf, names)]
    lang = language_of(text)
    words = split_words(text, load_pack(lang))
    lex = lexicon(lang)
    terms = [folded(lex.forms(words, i)[-1]) for i, kind in enumerate(words.kind) if kind != "mark"]
    marks = {*search_words(words, lang), *terms}
    seen = set()
    rows = []
    for every in (True, False):
        rows += matching(shelf.db, terms, ("statement", "page"), limit, every)
        for name in names:
            rows += matching(shelf.db, folded(name).split(), ("statement", "page"), limit, every=True)
        if rows:
            break
    for row in rows:
        if (row["what"], row["node"]) not in seen:
            seen.add((row["what"], row["node"]))
            hits.append(_hit(shelf, row["what"], row["node"], row["article_id"], -row["score"], marks, names))
    return tuple(hits[:limit])


def _entities(shelf: Shelf, names: list[str]) -> list[Hit]:
    groups = entities_named(shelf, names)[:10]
    refs = entity_refs(shelf, only=groups) if groups else ()
    return [
        Hit(what="entity", id=r.entity_id, page=None, snippet=r.name, lang="en", score=float(r.mentions)) for r in refs
    ]


def _hit(shelf: Shelf, what: str, node: str, article_id: str, score: float, marks: set[str], names: list[str]) -> Hit:
    leaf = shelf.leaf(article_id)
    spans = leaf.statements[node].content if what == "statement" else (Span(0, len(leaf.article.page_text)),)
    snippet, marked = _snippet(leaf, spans, marks, names)
    return Hit(
        what=what,
        id=node,
        page=leaf.ref,
        snippet=snippet,
        lang=leaf.article.lang,
        score=round(score, 4),
        marked=marked,
    )


def _snippet(
    leaf: Leaf, spans: tuple[Span, ...], marks: set[str], names: list[str]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Exact words around the first place found, and the ranges in them that were looked for."""
    text, lang = leaf.article.page_text, leaf.article.lang
    words, lex = split_words(text, load_pack(lang)), lexicon(lang)
    places = [
        Span(words.start[i], words.end[i])
        for span in spans
        for i in range(words.at(span.start), min(words.at(span.end), len(words)))
        if words.kind[i] != "mark" and any(folded(f) in marks for f in lex.forms(words, i))
    ]
    places += [m.span for m in leaf.reading.mentions if m.name in names and any(_in(m.span, s) for s in spans)]
    places.sort()
    at = places[0].start if places else spans[0].start
    inside = next((s for s in spans if s.start <= at < s.end), spans[0])
    start, end = max(inside.start, at - AROUND), min(inside.end, at + AROUND)
    while start > inside.start and not text[start - 1].isspace():
        start -= 1
    while end < inside.end and not text[end].isspace():
        end += 1
    held = sorted({(p.start - start, p.end - start) for p in places if start <= p.start and p.end <= end})
    return text[start:end], tuple(held)


def _in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
