"""Full text over a folded shadow: every word without marks, joiners and proclitics, canonical names, concepts.

One fold serves all languages: the folds of all packs one after the other, so that a name typed in one script's letters
is found in another's spelling of the same letters. Names across scripts are found through canonical names.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from naql.languages import Pack, languages, load_pack
from naql.link.concepts import concepts_in, lexicon
from naql.read.tokens import Words, split_words
from naql.records import Reading, Span

TOKEN = re.compile(r"[^\W_]+")


@cache
def _packs() -> tuple[Pack, ...]:
    return tuple(load_pack(lang) for lang in languages())


@lru_cache(200_000)
def _word(form: str) -> str:
    for pack in _packs():
        form = pack.fold(form)
    return form


def folded(text: str) -> str:
    """Text folded for every language alike: the form in which the shadow keeps it."""
    return " ".join(_word(w) for w in text.split())


def concept_word(concept: str) -> str:
    """The word under which a concept stands in the shadow; no page has it."""
    return "qq" + concept.replace("_", "") + "qq"


def search_words(words: Words, lang: str) -> list[str]:
    """The words of a text as the shadow keeps them: each form once after the other, then its concepts."""
    lex = lexicon(lang)
    forms: list[str] = []
    for i, kind in enumerate(words.kind):
        if kind != "mark":
            forms += dict.fromkeys(_word(f) for f in lex.forms(words, i))
    return forms + sorted({concept_word(f.concept) for f in concepts_in(words, lang)})


def shadow_rows(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """What to index of a reading: (what, id, folded words) for the page, its headline and each of its statements."""
    a = reading.article
    pack = load_pack(a.lang)

    def row(spans: Iterable[Span], text: str) -> str:
        held = tuple(spans)
        words = search_words(split_words(" ".join(s.of(text) for s in held), pack), a.lang)
        inside = (m.name for m in reading.mentions if m.name and any(_within(m.span, s) for s in held))
        return " ".join([*words, *(folded(n) for n in sorted(set(inside)))])

    names = sorted({m.name for m in reading.mentions if m.name} | ({a.outlet} if a.outlet else set()))
    whole = search_words(split_words(a.text, pack), a.lang)
    yield "page", a.article_id, " ".join([*whole, *(folded(n) for n in names)])
    if a.headline:
        yield "headline", a.article_id, row([a.headline], a.page_text)
    for s in reading.statements:
        if s.content:
            yield "statement", s.statement_id, row(s.content, a.page_text) + " " + folded(s.source_name or "")


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def matching(
    db: sqlite3.Connection, words: Iterable[str], what: tuple[str, ...], limit: int, every: bool = False
) -> list[sqlite3.Row]:
    """Rows of the shadow that hold any (or every) of the words, best first: what, node, article_id, score."""
    quoted = [f'"{t}"' for w in dict.fromkeys(words) for t in TOKEN.findall(w)]
    if not quoted:
        return []
    marks = ",".join("?" * len(what))
    query = (
        "SELECT s.what, s.node, s.article_id, bm25(words) AS score FROM words JOIN shadow s ON s.n = words.rowid"
        " JOIN articles a ON a.article_id = s.article_id AND a.newest = 1"
        f" WHERE words MATCH ? AND s.what IN ({marks}) ORDER BY score, s.node LIMIT ?"
    )
    return db.execute(query, ((" AND " if every else " OR ").join(quoted), *what, limit)).fetchall()


def names_like(db: sqlite3.Connection, text: str) -> list[str]:
    """Canonical names of which some mention is written as `text`, in any spelling that folds alike."""
    key = folded(text)
    rows = db.execute(
        "SELECT name, count(*) AS n FROM mentions WHERE (folded = ? OR lower(name) = ?) AND name NOT NULL"
        " GROUP BY name ORDER BY n DESC, name",
        (key, " ".join(text.lower().split())),
    )
    return [r["name"] for r in rows]
