"""A proposition as a view: who asserts, denies, doubts, asks it, through which chains, how many origins stand behind.

The origin of a voice is the end of its chain. Chains that end alike are one, however many outlets repeat them; a medium
that only hands on what another origin of the same side said is no origin itself; a copy whose credit was taken off
counts for the page it copies. What has no known origin is counted apart. Nothing is stored here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from naql.errors import BadLedger
from naql.ledger.shelf import Shelf
from naql.ledger.views import STANCES, Origin, PageRef, Proposition, PropositionRef, Side, Step, Voice
from naql.link.claims import Claim
from naql.link.concepts import meaning, predicates
from naql.link.descriptions import is_name, is_written
from naql.link.newsrooms import same_newsroom

LABEL = (25, 160)  # a label has so many letters where there is a choice


def proposition_view(shelf: Shelf, proposition_id: str, lang: str | None = None) -> Proposition:
    """A proposition with all its voices. `lang` is the language its label is wanted in, where there is a choice."""
    claims = shelf.claims(shelf.members("proposition", proposition_id))
    if not claims:
        raise BadLedger(f"no proposition {proposition_id} in this ledger")
    voices = _folded([voice_of(shelf, c) for c in claims], shelf)
    sides = tuple(s for s in (_side(stance, voices) for stance in STANCES) if s.voices)
    label, label_lang = _label(claims, voices, lang)
    days = sorted(v.page.published_at for v in voices if v.page.published_at)
    stories = Counter(v.page.story_id for v in voices if v.page.story_id)
    return Proposition(
        proposition_id=shelf.group("proposition", claims[0].claim_id) or proposition_id,
        label=label,
        lang=label_lang,
        form=form_of(shelf, claims),
        sides=sides,
        pages=len({v.page.article_id for v in voices}),
        langs=tuple(sorted({v.page.lang for v in voices})),
        first_at=days[0] if days else None,
        last_at=days[-1] if days else None,
        story_id=min(stories, key=lambda s: (-stories[s], s)) if stories else None,
    )


def proposition_ref(view: Proposition) -> PropositionRef:
    """A proposition in short."""
    return PropositionRef(
        proposition_id=view.proposition_id,
        label=view.label,
        lang=view.lang,
        form=view.form,
        voices={s.stance: len(s.voices) for s in view.sides},
        origins={s.stance: len(s.origins) for s in view.sides},
        pages=view.pages,
        first_at=view.first_at,
        story_id=view.story_id,
    )


def voice_of(shelf: Shelf, claim: Claim) -> Voice:
    """One claim as a voice, before the voices of a proposition are held against each other."""
    leaf = shelf.leaf(claim.article_id)
    statement = leaf.statements.get(claim.statement_id or "")
    headline_asks = claim.voice == "headline" and claim.stance == "asks"
    steps = leaf.steps(None)[:1] if headline_asks else leaf.steps(statement)
    original = original_of(shelf, claim.article_id)
    copied = None
    if original and original.outlet and original.article_id != claim.article_id and statement is None:
        copied = original.name
    if original and original.outlet and original.article_id != claim.article_id:
        name = shelf.leaf(original.article_id).outlet
        if not any(same_newsroom(name, s.name) for s in steps):
            copied = original.name
            steps = (steps[0], Step(name=name, act="report"), *steps[1:])
    last = steps[-1] if len(steps) > 1 and steps[-1].statement_id else None
    name = last.name if last else None
    named = bool(name) and is_name(name or "")
    return Voice(
        claim_id=claim.claim_id,
        stance=claim.stance,
        voice=claim.voice,
        page=leaf.ref,
        statement_id=claim.statement_id,
        act=statement.act if statement else None,
        kind=statement.kind if statement else None,
        chain=steps,
        origin=name,
        known=named or is_written(name or ""),
        described=not named,
        words=leaf.excerpts(claim.spans),
        cue=leaf.excerpt(statement.cue) if statement else None,
        said_at=claim.day,
        confidence=round(claim.confidence * (statement.confidence if statement else 1.0), 4),
        copied_from=copied,
        claim=claim.trigger.of(leaf.article.page_text),
    )


def original_of(shelf: Shelf, article_id: str) -> PageRef | None:
    """The page that a copy repeats: of its group of copies the earliest that no link says is a copy."""
    if article_id not in shelf.originals:
        shelf.originals[article_id] = _original(shelf, article_id)
    return shelf.originals[article_id]


def _original(shelf: Shelf, article_id: str) -> PageRef | None:
    group = shelf.group("copy", article_id)
    members = shelf.members("copy", group) if group else []
    if len(members) < 2:
        return None
    marks = ",".join("?" * len(members))
    rows = shelf.db.execute(
        f'SELECT "right" FROM links WHERE kind = \'copy\' AND withdrawn_at IS NULL AND "left" IN ({marks})', members
    )
    copies = {r[0] for r in rows}
    pages = [shelf.page(m) for m in members]
    return min(pages, key=lambda p: (p.article_id in copies, p.published_at or "9999", p.article_id))


def origin_key(voice: Voice) -> tuple[str, str] | None:
    """What voices share that have one origin; None where it is not known."""
    if not voice.known or not voice.origin:
        return None
    if voice.described:
        return "documents", voice.chain[-2].name or voice.page.name
    return "name", voice.origin


def _folded(voices: list[Voice], shelf: Shelf) -> list[Voice]:
    """The voices with those marked that only hand on what another voice of the same side says."""
    out = []
    for stance in STANCES:
        side = [v for v in voices if v.stance == stance]
        behind: dict[str, Counter[str]] = defaultdict(Counter)  # who hands on -> whose words
        attributed: dict[str, Counter[str]] = defaultdict(Counter)  # page -> whose words it hands on
        for v in side:
            if v.known and v.origin:
                attributed[v.page.article_id][v.origin] += 1
                for step in v.chain[:-1]:
                    if step.name and step.name != v.origin:
                        behind[step.name][v.origin] += 1
        source = _sources(behind)
        for v in side:
            retells = source.get(v.origin or "") if v.known else None
            if not v.known and v.voice != "statement" and stance != "asks":
                others = attributed.get(v.page.article_id)
                usual = min(others, key=lambda o: (-others[o], o)) if others else None
                retells = source.get(usual or "", usual)
            out.append(replace(v, retells=retells))
    return sorted(out, key=lambda v: (v.page.published_at or "9999", v.page.name, v.words[0].start, v.claim_id))


def _sources(behind: dict[str, Counter[str]]) -> dict[str, str]:
    """Who only hands on -> whose words in the end; of two who hand on each other, the one who does so more often."""
    first: dict[str, str] = {}
    for name, origins in behind.items():
        plain = {o: n for o, n in origins.items() if (n, name) > (behind.get(o, Counter())[name], o)}
        if plain:
            first[name] = min(plain, key=lambda o: (-plain[o], o))
    found = {}
    for name in first:
        at, seen = name, {name}
        while at in first and first[at] not in seen:
            at = first[at]
            seen.add(at)
        if at != name:
            found[name] = at
    return found


def _side(stance: str, voices: Iterable[Voice]) -> Side:
    mine = tuple(v for v in voices if v.stance == stance)
    origins: dict[tuple[str, str], list[Voice]] = {}
    unknown = 0
    for v in mine:
        key = origin_key(v)
        if v.retells:
            continue
        if key:
            origins.setdefault(key, []).append(v)
        elif not v.copied_from:
            unknown += 1
    found = [_origin(key, held) for key, held in origins.items()]
    return Side(
        stance=stance,
        origins=tuple(sorted(found, key=lambda o: (-len(o.pages), -o.voices, o.name))),
        unknown=unknown,
        voices=mine,
    )


def _origin(key: tuple[str, str], voices: list[Voice]) -> Origin:
    names = Counter(v.origin or "" for v in voices)
    through = Counter(s.name for v in voices for s in v.chain[1:-1] if s.name)
    if key[0] == "documents":
        through[key[1]] += 1
    return Origin(
        name=min(names, key=lambda n: (-names[n], n)),
        through=tuple(sorted((n for n in through if n), key=lambda n: (-through[n], n))),
        voices=len(voices),
        pages=tuple(dict.fromkeys(v.page.name for v in voices)),
        entity_id=next((v.chain[-1].entity_id for v in voices if v.chain[-1].entity_id), None),
    )


def form_of(shelf: Shelf, claims: list[Claim]) -> str:
    """The structure of a proposition in one line: sides, PLOVER type and mode, contexts; "" for plain words."""
    first = claims[0]
    if first.kind == "words":
        return ""
    left, right = shelf.side_name(first.left), shelf.side_name(first.right)
    if first.type in predicates():
        return f"{meaning(first.type)}: {' and '.join(s for s in (left, right) if s != '?')}"
    modes = Counter(c.mode for c in claims if c.mode)
    mode = "." + min(modes, key=lambda m: (-modes[m], m)) if modes else ""
    contexts = Counter(x for c in claims for x in c.contexts)
    usual = [x for x in sorted(contexts, key=lambda x: (-contexts[x], x)) if contexts[x] * 3 >= len(claims)][:3]
    about = f" ({', '.join(usual)})" if usual else ""
    arrow = "with" if all(c.mutual for c in claims) else "->"
    return f"{left} {first.type}{mode} {arrow} {right}{about}"


def _label(claims: list[Claim], voices: list[Voice], lang: str | None) -> tuple[str, str]:
    """The words that say the proposition best: asserted rather than denied, a headline or a short whole content."""
    by_id = {c.claim_id: c for c in claims}

    def rank(v: Voice) -> tuple:
        words = " ".join(w.text for w in v.words)
        claim = by_id[v.claim_id]
        return (
            v.stance not in ("asserts", "asks"),
            v.page.lang != lang if lang else False,
            v.stance != "asserts",
            not LABEL[0] <= len(words) <= LABEL[1],
            v.voice != "headline",
            -claim.confidence,
            len(words),
            v.claim_id,
        )

    best = min(voices, key=rank)
    return " ".join(" ".join(w.text.split()) for w in best.words), best.page.lang
