"""Reading -> Outline: the little of a page by which pages are compared as stories and copies, kept beside the reading.

Names weigh by kind, by how often they stand and whether the headline has them; shingles are four folded words in a row.
It holds no text and compares nothing.
"""

from __future__ import annotations

from collections import Counter
from math import log2
from zlib import crc32

from msgspec import Struct
from rensa import RMinHash

from naql.languages import load_pack
from naql.link.claims import Claim
from naql.link.concepts import concepts_in, telling_words
from naql.link.newsrooms import same_newsroom
from naql.link.page_claims import NUMBER
from naql.read.tokens import split_words
from naql.records import Reading, Span

WEIGHT = {"PER": 1.0, "ORG": 0.8, "OTHER": 0.7, "LOC": 0.5, "GPE": 0.4}
NAMES = 14
LEAD = 90  # words of headline and lead that tell what a page is about
SHINGLE = 4
PERMUTATIONS = 64


class Outline(Struct, frozen=True, kw_only=True):
    """One page in outline. `day` is its date or None; `names` are canonical with weights, `places` those of
    them that are of states and places, `states` alpha-3 codes.

    `tellers` are those through whom statements came or who are credited for the page, `origins` those at the end of its
    chains. `shingles` are 32-bit hashes in order, `digest` their MinHash.
    """

    article_id: str
    page_id: str
    lang: str
    outlet: str | None
    day: str | None
    names: dict[str, float]
    places: tuple[str, ...]
    states: tuple[str, ...]
    deeds: tuple[str, ...]
    matter: tuple[str, ...]
    lead: tuple[str, ...]
    numbers: tuple[str, ...]
    tellers: tuple[str, ...]
    origins: tuple[str, ...]
    shingles: tuple[int, ...]
    digest: tuple[int, ...]


def outline_of(reading: Reading, claims: tuple[Claim, ...]) -> Outline:
    """The outline of a reading whose claims are known."""
    article = reading.article
    pack = load_pack(article.lang)
    words = split_words(article.text, pack)
    lead = split_words(_lead(reading), pack)
    tellers, origins = _voices(reading)
    names = _names(reading, {*tellers, article.outlet})
    plain = [w for w, kind in zip(words.norm, words.kind, strict=True) if kind != "mark"]
    shingles = dict.fromkeys(" ".join(plain[i : i + SHINGLE]) for i in range(max(1, len(plain) - SHINGLE + 1)))
    hashed = RMinHash(PERMUTATIONS, 7)
    hashed.update(list(shingles) or [""])
    return Outline(
        article_id=article.article_id,
        page_id=article.page_id,
        lang=article.lang,
        outlet=article.outlet,
        day=article.published_at[:10] if article.published_at else None,
        names=names,
        places=tuple(sorted({m.name for m in reading.mentions if m.name in names and m.kind in ("GPE", "LOC")})),
        states=tuple(c for c, _ in _states(reading)[:5]),
        deeds=tuple(sorted({c.bucket for c in claims if c.kind != "words" and c.left and c.right})),
        matter=tuple(sorted({f.concept for f in concepts_in(lead, article.lang)})),
        lead=tuple(dict.fromkeys(telling_words(lead, article.lang)))[:LEAD],
        numbers=tuple(sorted({n for w in plain for n in NUMBER.findall(w) if len(n) > 1})[:60]),
        tellers=tellers,
        origins=origins,
        shingles=tuple(crc32(s.encode("utf-8", "surrogatepass")) for s in shingles),
        digest=tuple(hashed.digest()),
    )


def _lead(reading: Reading) -> str:
    article = reading.article
    headline = article.headline.of(article.page_text) if article.headline else ""
    return headline + "\n" + " ".join(article.text.split()[:LEAD])


def _states(reading: Reading) -> list[tuple[str, int]]:
    counts = Counter(m.country for m in reading.mentions if m.country)
    return sorted(counts.items(), key=lambda i: (-i[1], i[0]))


def _names(reading: Reading, media: set[str | None]) -> dict[str, float]:
    """The names that tell what the page is about, heaviest first, without those who only hand on."""
    headline = reading.article.headline or Span(0, 0)
    counts: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    heads = set()
    for m in reading.mentions:
        if m.name and m.name not in media:
            counts[m.name] += 1
            kinds.setdefault(m.name, m.kind)
            if headline.start <= m.span.start < headline.end:
                heads.add(m.name)
    weights = {
        name: round(WEIGHT.get(kinds[name], 0.5) * (1 + log2(n)) * (2 if name in heads else 1), 3)
        for name, n in counts.items()
    }
    return dict(sorted(weights.items(), key=lambda i: (-i[1], i[0]))[:NAMES])


def _voices(reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who hands on, and who is at the end of a chain."""
    relayed = {s.via for s in reading.statements if s.via}
    tellers: set[str] = set()
    origins: set[str] = set()
    for s in reading.statements:
        if s.source_name and not same_newsroom(s.source_name, reading.article.outlet):
            (tellers if s.statement_id in relayed or s.scope == "document" else origins).add(s.source_name)
    return tuple(sorted(tellers)), tuple(sorted(origins))
