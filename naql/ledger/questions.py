"""Answers a question in any language with the propositions that it is about.

The question is read by the same pipeline as a page. Its events and predicates give keys that every language shares;
where they are not enough, names, states, concepts and words find what the question may mean. Each proposition comes
with a score and the reason for it; what is too far from the question is left out rather than shown.
"""

from __future__ import annotations

import unicodedata
from math import log2

from msgspec import Struct
from msgspec.structs import replace

from naql.errors import BadQuestion
from naql.languages import languages, load_pack
from naql.ledger.linking import is_pending
from naql.ledger.search import concept_word, folded, matching
from naql.ledger.shelf import Shelf
from naql.ledger.views import Answer, Proposition
from naql.ledger.voices import form_of, proposition_view
from naql.link.claims import Claim, asked_claims
from naql.link.concepts import Lexicon, concepts_in, deeds_of, lexicon, telling_words
from naql.link.propositions import compare, same_deed
from naql.read.stages import bare_article, read
from naql.read.tokens import Words, split_words
from naql.records import Actor, Reading, Span

LEAST = 0.4  # least score of a proposition that is shown; 0.3 to 0.5 tried on the example questions
BESIDE = 0.8  # and least part of the best one's score
CANDIDATES = 150
LONGEST = 4  # words of a name that is looked up among the ledger's names


class Wanted(Struct, frozen=True, kw_only=True):
    """What a question asks for: its claims, names and states, concepts, and words that tell in its own language."""

    lang: str
    claims: tuple[Claim, ...]
    names: frozenset[str]
    states: frozenset[str]
    concepts: frozenset[str]
    words: frozenset[str]

    def is_empty(self) -> bool:
        """Whether the question names nothing that could be looked for."""
        return not (self.claims or self.names or self.states or self.concepts or self.words)


def answer(shelf: Shelf, question: str, limit: int) -> Answer:
    """The propositions that the question is about, best first. Raises BadQuestion where it names nothing."""
    if not question.strip():
        raise BadQuestion("an empty question; ask who said, did or denied something")
    lang = language_of(question)
    wanted = wanted_of(shelf, question, lang)
    if wanted.is_empty():
        raise BadQuestion(f"the question names nothing to look for: {question.strip()!r}")
    scored = sorted(_scored(shelf, wanted), key=lambda s: (-s[0], s[2]))
    late = "" if not is_pending(shelf.db) else "; some pages are not linked yet: `naql read` links them at its end"
    kept = [s for s in scored if s[0] >= LEAST and s[0] >= BESIDE * scored[0][0]][:limit]
    return Answer(
        question=question,
        lang=lang,
        understood=_understood(shelf, wanted),
        propositions=tuple(_proposition(shelf, *s, lang) for s in kept),
        message="" if kept else f"nothing in this ledger speaks of it; looked for: {_understood(shelf, wanted)}{late}",
    )


def language_of(text: str) -> str:
    """The language of a short text: of the packs in its script the one whose everyday words it has most of."""
    letters = [unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()]
    best: tuple[float, str] = (-1.0, languages()[0])
    for lang in languages():
        pack = load_pack(lang)
        script = _script_of(pack.info.native_name)
        words = split_words(text, pack)
        counts, total = pack.frequencies, max(pack.frequencies.values(), default=1)
        own = sum(letter == script for letter in letters) / (len(letters) or 1)
        asked = sum(n in lexicon(lang).asking for n in words.norm)
        known = sum(log2(1 + counts.get(n, 0)) / log2(1 + total) for n in words.norm)
        best = max(best, (own * (1 + asked + known), lang))
    return best[1]


def _script_of(native_name: str) -> str:
    return unicodedata.name(native_name[0], "").split(" ")[0]


def wanted_of(shelf: Shelf, question: str, lang: str) -> Wanted:
    """What the question asks for."""
    text = question.strip()
    reading = read(bare_article(text, lang, headline=Span(0, len(text))))
    words = split_words(text, load_pack(lang))
    lex = lexicon(lang)
    mentions = [m for m in reading.mentions if m.name and not _is_asking(m.span, words, lex)]
    known = {m.name for m in mentions}
    wrong = {m.name for m in reading.mentions if m.name and m.name not in known}
    names = {m.name for m in mentions}
    states = {m.country for m in mentions if m.country}
    used = {i for m in mentions for i in range(words.at(m.span.start), words.at(m.span.end))}
    for size in range(LONGEST, 0, -1):
        for i in range(len(words) - size + 1):
            place = range(i, i + size)
            if used & {*place} or words.norm[i] in lex.asking:
                continue
            forms = {" ".join(lex.forms(words, k)[t if k == i else 0] for k in place) for t in (0, -1)}
            found = [r for form in sorted(forms) for r in _named(shelf, form)]
            if found:
                used |= {*place}
                names |= {name for name, _ in found}
                states |= {state for _, state in found if state}
    concepts = {f.concept for f in concepts_in(words, lang)}
    return Wanted(
        lang=lang,
        claims=asked_claims(_without(reading, wrong)),
        names=frozenset(n for n in names if n),
        states=frozenset(s for s in states if s),
        concepts=frozenset(concepts),
        words=frozenset(telling_words(words, lang)),
    )


def _is_asking(span: Span, words: Words, lex: Lexicon) -> bool:
    """Whether what was taken for a name is but a word that asks ("Who"), not written as an abbreviation ("WHO")."""
    place = range(words.at(span.start), words.at(span.end))
    return all(words.norm[i] in lex.asking and not words.form[i].isupper() for i in place)


def _without(reading: Reading, names: set[str]) -> Reading:
    """The reading with sides of these names left open."""

    def kept(side: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(a for a in side if a.name not in names)

    events = (replace(e, actors=kept(e.actors), recipients=kept(e.recipients)) for e in reading.events)
    return replace(reading, events=tuple(events)) if names else reading


def _named(shelf: Shelf, form: str) -> list[tuple[str, str | None]]:
    rows = shelf.db.execute(
        "SELECT coalesce(c.canonical, m.name) AS name, m.country, count(*) AS n FROM mentions m LEFT JOIN canon c"
        " ON c.article_id = m.article_id AND c.name = m.name WHERE m.folded = ? AND m.name NOT NULL"
        " GROUP BY 1, 2 ORDER BY n DESC LIMIT 2",
        (folded(form),),
    )
    return [(r[0], r[1]) for r in rows]


def _scored(shelf: Shelf, wanted: Wanted) -> list[tuple[float, str, str]]:
    """(score, reason, proposition id) of every candidate."""
    found = []
    stated = {q.type for q in wanted.claims if q.kind == "concept"}
    for group in _candidates(shelf, wanted):
        claims = shelf.claims(shelf.members("proposition", group)[:80])
        shaped, why = max((_fit_of(q, c, stated) for q in wanted.claims for c in claims), default=(0.0, ""))
        covered, what = max((_covered(shelf, wanted, c) for c in claims), default=(0.0, ""))
        told = min(1.0, log2(1 + len({c.article_id for c in claims})) / 4)
        if shaped >= 0.3:
            score, reason = 0.65 * shaped + 0.25 * covered + 0.1 * told, f"{why}; {what}" if what else why
        else:
            divided = 0.05 * (len({c.stance for c in claims}) > 1)
            score, reason = 0.7 * covered + 0.1 * told + divided, what
        found.append((round(score, 4), reason, group))
    return found


def _fit_of(asked: Claim, claim: Claim, stated: set[str]) -> tuple[float, str]:
    """`fit`, less where the question states a predicate of which the claim does not speak."""
    score, reason = fit(asked, claim)
    if not stated or not score:
        return score, reason
    if claim.type in stated:  # a predicate has no mode and no contexts to agree on
        return min(1.0, score + 0.15), reason
    return (0.85 if stated & {*claim.concepts} else 0.7) * score, reason


def fit(asked: Claim, claim: Claim) -> tuple[float, str]:
    """How well a claim fits what was asked, 0 to 1: time does not count, a side may be left open."""
    if claim.kind == "words" or not same_deed(asked, claim):
        return 0.0, ""
    whole = replace(asked, left=asked.left or claim.left, right=asked.right or claim.right)
    open_sides = (not asked.left) + (not asked.right)
    if open_sides and asked.left and claim.mutual and asked.left == claim.right:
        whole = replace(asked, right=claim.left)
    whole = replace(whole, article_id=claim.article_id, ahead=claim.ahead)
    score, reason = compare(whole, claim)
    return max(0.0, min(1.0, score) - 0.2 * open_sides - 0.1 * (asked.ahead != claim.ahead)), reason


def _covered(shelf: Shelf, wanted: Wanted, claim: Claim) -> tuple[float, str]:
    """How much of what the question names a claim speaks of, weighted; words count in one language only."""
    states = {claim.left, claim.right} | {_state(shelf, n) for n in claim.names}
    parts = [
        (1.5, wanted.states, states),
        (1.5, wanted.names - {*_state_names(shelf, wanted)}, {*claim.names, claim.source or ""}),
    ]
    for concept in wanted.concepts:
        named = claim.type in deeds_of(concept) or claim.type == concept
        beside = claim.kind == "event" and bool(deeds_of(concept))
        held = {concept} if named or concept in claim.concepts else set()
        parts.append((1.5 if named or not beside else 0.75, frozenset({concept}), held))
        parts.append((0.0 if named or not beside else 0.75, frozenset({concept}), set()))
    parts.append((1.0 if claim.lang == wanted.lang else 0.3, wanted.words, {*claim.words}))
    whole = sum(w * len(asked) for w, asked, _ in parts)
    if not whole:
        return 0.0, ""
    got = [(w, asked & held) for w, asked, held in parts]
    both = sorted({g for _, held in got for g in held})
    least = 0.0 if wanted.states and not got[0][1] and not got[1][1] else 1.0  # names decide what a matter is about
    return least * sum(w * len(held) for w, held in got) / whole, f"speaks of {', '.join(both[:6])}"


def _state(shelf: Shelf, name: str) -> str:
    return shelf.state_of(name) or ""


def _state_names(shelf: Shelf, wanted: Wanted) -> list[str]:
    """Names that say no more than a state that is counted as such."""
    return [n for n in wanted.names if shelf.state_of(n) in wanted.states and shelf.is_place(n)]


def _candidates(shelf: Shelf, wanted: Wanted) -> list[str]:
    """Groups of claims that may be what is asked: by key, by one side, by words."""
    claims: dict[str, None] = {}

    def take(query: str, *given: object) -> None:
        claims.update((r[0], None) for r in shelf.db.execute(query, given))

    for q in wanted.claims:
        take("SELECT claim_id FROM claims WHERE bucket = ? LIMIT 2000", q.bucket)
        for side in {q.left, q.right} - {""}:
            deed = f"{q.bucket.split('|')[0]}|%"
            take('SELECT claim_id FROM claims WHERE "left" = ? AND bucket LIKE ? LIMIT 500', side, deed)
            take('SELECT claim_id FROM claims WHERE "right" = ? AND bucket LIKE ? LIMIT 500', side, deed)
    words = [*sorted(wanted.words), *(concept_word(c) for c in sorted(wanted.concepts)), *sorted(wanted.names)]
    for row in matching(shelf.db, (folded(w) for w in words), ("statement", "headline", "page"), CANDIDATES):
        if row["what"] == "statement":
            take("SELECT claim_id FROM claims WHERE statement_id = ?", row["node"])
        else:
            take("SELECT claim_id FROM claims WHERE article_id = ? AND statement_id IS NULL", row["article_id"])
    groups = (shelf.group("proposition", c) for c in claims)
    return list(dict.fromkeys(g for g in groups if g))


def _understood(shelf: Shelf, wanted: Wanted) -> str:
    forms = [form_of(shelf, [c]) for c in wanted.claims]
    if forms:
        return "; ".join(dict.fromkeys(forms))
    said = [*sorted(wanted.names), *sorted(wanted.concepts)] or sorted(wanted.words)
    return ", ".join(said)


def _proposition(shelf: Shelf, score: float, reason: str, group: str, lang: str) -> Proposition:
    return replace(proposition_view(shelf, group, lang), score=score, reason=reason)
