"""Stories as views over links between pages: who told it, who copied whom, what is claimed. Nothing is stored here."""

from __future__ import annotations

from naql.errors import BadLedger
from naql.ledger.entities import entity_refs
from naql.ledger.entries import downward, earliest, proposition_refs
from naql.ledger.shelf import Shelf
from naql.ledger.views import Copy, PageRef, PropositionRef, Story, StoryRef, Turn

NAMED = 12  # entities shown for a story


def story_refs(shelf: Shelf) -> tuple[StoryRef, ...]:
    """Stories of two pages and more first, the latest first among them; then single pages."""
    groups: dict[str, list[PageRef]] = {}
    for r in shelf.db.execute("SELECT node, group_id FROM members WHERE kind = 'story'").fetchall():
        groups.setdefault(r["group_id"], []).append(shelf.page(r["node"]))
    refs = [_story_ref(group, sorted(pages, key=earliest)) for group, pages in groups.items()]
    return tuple(
        sorted(refs, key=lambda s: (s.pages == 1, s.last_at is None, downward(s.last_at), s.story_id))
    )


def _story_ref(story_id: str, pages: list[PageRef]) -> StoryRef:
    days = sorted(p.published_at for p in pages if p.published_at)
    first = next((p for p in pages if p.headline), pages[0])
    return StoryRef(
        story_id=story_id,
        label=" ".join(first.headline.split()) or first.name,
        lang=first.lang,
        langs=tuple(sorted({p.lang for p in pages})),
        pages=len(pages),
        statements=sum(p.statements for p in pages),
        first_at=days[0] if days else None,
        last_at=days[-1] if days else None,
    )


def story(shelf: Shelf, story_id: str) -> Story:
    """A story by its id, or by that of one of its pages."""
    members = shelf.members("story", story_id)
    if not members:
        raise BadLedger(f"no story {story_id} in this ledger")
    pages = sorted((shelf.page(m) for m in members), key=earliest)
    group = shelf.group("story", members[0]) or story_id
    ref = _story_ref(group, pages)
    propositions = proposition_refs(shelf, group, limit=60)
    return Story(
        story_id=group,
        label=ref.label,
        lang=ref.lang,
        pages=tuple(pages),
        copies=_copies(shelf, members),
        entities=entity_refs(shelf, members, NAMED),
        propositions=propositions,
        timeline=_timeline(shelf, pages, propositions),
        first_at=ref.first_at,
        last_at=ref.last_at,
    )


def _copies(shelf: Shelf, members: list[str]) -> tuple[Copy, ...]:
    found = []
    for node in members:
        for r in shelf.db.execute(
            "SELECT * FROM links WHERE kind = 'copy' AND verdict = 'same' AND withdrawn_at IS NULL AND \"left\" = ?",
            (node,),
        ):
            original, copy = shelf.page(r["left"]), shelf.page(r["right"])
            how = r["by"].split("/")[-1]
            found.append(Copy(original=original, page=copy, how=how, score=r["score"], reason=r["reason"]))
    return tuple(sorted(found, key=lambda c: (earliest(c.page), c.page.article_id)))


def _timeline(shelf: Shelf, pages: list[PageRef], propositions: tuple[PropositionRef, ...]) -> tuple[Turn, ...]:
    """What happened when, as the pages tell it: each page as it appeared, each dated deed where it was first told."""
    turns = [
        Turn(at=p.published_at, what="page", label=" ".join(p.headline.split()) or p.name, lang=p.lang, page=p)
        for p in pages
    ]
    inside = {p.article_id: p for p in pages}
    for ref in propositions:
        told = [c for c in shelf.claims(shelf.members("proposition", ref.proposition_id)) if c.article_id in inside]
        dated = [
            c for c in told if c.kind == "event" and c.day and c.day != (inside[c.article_id].published_at or "")[:10]
        ]
        if dated:
            first = min(dated, key=lambda c: (c.day or "", c.claim_id))
            page = inside[first.article_id]
            about = {"label": ref.label, "lang": ref.lang, "proposition_id": ref.proposition_id}
            turns.append(Turn(at=first.day, what="event", page=page, **about))
    return tuple(sorted(turns, key=lambda t: (t.at or "9999", t.what, t.page.name, t.label)))


def _day(page: PageRef) -> str:
    return (page.published_at or "")[:10]
