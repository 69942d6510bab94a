"""Through whom each draft reached the page: story-level credits, quoted media, statements inside statements.

Sets `scope` and `via` by rule. A chain never loops: a draft goes via one that holds it, or that stands before it.
"""

from __future__ import annotations

from naql.read.attribution.going_on import GOES_ON, PASSES
from naql.read.attribution.judgement import source_class
from naql.read.attribution.page import Draft, PageWords, Range

CREDIT_SENTENCES = 7  # a story-level credit stands in the first sentences; 4 to 10 tried on train


def mark_documents(page: PageWords, drafts: list[Draft]) -> None:
    """Turn the credits at the head of the story («according to X, quoting Y») into document-wide links."""
    body = page.headline[1]
    first = page.words.sentence[body] if body < len(page.words.sentence) else 0
    last: Draft | None = next((d for d in drafts if d.scope == "document"), None)
    closed = False
    for draft in sorted(drafts, key=lambda d: d.start):
        if not draft.cue or not draft.rule or draft.rule.shape != "credit" or draft.scope == "document":
            continue
        if draft.rule.act != "report" or draft.rule.fits < 0.8 or not draft.source:
            continue
        early = page.words.sentence[draft.cue[0]] - first <= CREDIT_SENTENCES
        chained = bool(last and last.source and last.cue and 0 <= draft.cue[0] - last.source[1] <= 2)
        press = source_class(page, draft.source) in ("agency", "outlet", "ORG", "other")
        if chained or early and not closed and press and not draft.rule.inner and opens_sentence(page, draft):
            draft.scope, draft.content, draft.act = "document", [], "report"
            last, closed = draft, True
            draft.by.append("chain.story")


def opens_sentence(page: PageWords, draft: Draft) -> bool:
    """Whether the credit is the first thing of its sentence."""
    assert draft.cue
    start = page.sentence(draft.cue[0])[0]
    return sum(page.words.kind[k] != "mark" for k in range(start, draft.cue[0])) <= 2


def link_chains(page: PageWords, drafts: list[Draft]) -> None:
    """Set `via` of every draft that has none yet."""
    documents = sorted((d for d in drafts if d.scope == "document"), key=lambda d: d.start)
    for outer, inner in zip(documents, documents[1:], strict=False):
        # a page that credits itself twice (dateline and credit) is one link of the chain
        inner.via = outer.via if _same_words(page, outer, inner) else outer
    story = documents[-1] if documents else None
    spans = sorted((d for d in drafts if d.scope == "span"), key=lambda d: d.start)
    for draft in spans:
        if draft.via is None:
            draft.via = _holder(draft, spans) or None
    _share_media(page, spans)
    for medium in {id(d.via): d.via for d in spans if d.via is not None}.values():
        if medium.scope == "span" and _passes_on(medium):
            medium.by.append(PASSES)
    for draft in spans:
        if draft.via is None and not _reaches(story, draft):
            draft.via = story


def _same_words(page: PageWords, one: Draft, other: Draft) -> bool:
    """Whether two links are named by the same words."""
    a, b = ([page.core[k] for k in range(*(d.source or (0, 0))) if page.words.kind[k] == "word"] for d in (one, other))
    return bool(a) and a == b


def _size(draft: Draft) -> int:
    return sum(b - a for a, b in draft.content)


def _holds(outer: Draft, part: Range) -> bool:
    return any(a <= part[0] and part[1] <= b for a, b in outer.content)


def _holder(draft: Draft, spans: list[Draft]) -> Draft | None:
    """The smallest draft whose content holds this one's cue (or its source and content, where it has no cue)."""
    anchors = [draft.cue] if draft.cue else [*draft.content[:1], *([draft.source] if draft.source else [])]
    holders = [
        d
        for d in spans
        if d is not draft
        and not (draft.cue and d.cue == draft.cue)
        and all(_holds(d, a) for a in anchors)
        and not _reaches(d, draft)
        and (_size(d) > _size(draft) or draft.cue)
    ]
    return min(holders, key=_size) if holders else None


def _reaches(start: Draft | None, goal: Draft) -> bool:
    """Whether following `via` from `start` comes to `goal`."""
    seen: set[int] = set()
    while start is not None and id(start) not in seen:
        if start is goal:
            return True
        seen.add(id(start))
        start = start.via
    return False


def _share_media(page: PageWords, spans: list[Draft]) -> None:
    """A speaker who was quoted through a medium, and plainly goes on, stays via that medium."""
    medium: Draft | None = None
    speaker: Range | None = None
    for draft in spans:
        if draft is medium:
            continue
        through = draft.via
        if through is not None and through.scope == "span" and _passes_on(through):
            medium, speaker = through, draft.source
        elif draft.via is not None:
            continue
        elif source_class(page, draft.source) in ("agency", "outlet", "document"):
            medium = None
        elif medium is not None and _goes_on(page, speaker, draft) and not _reaches(medium, draft):
            draft.via = medium
            draft.by.append(GOES_ON)
        else:
            medium = None


def _passes_on(medium: Draft) -> bool:
    """Whether the speakers of a medium plainly go on through it: it was told, it is a credit, or it relays."""
    return medium.rule is None or medium.rule.shape == "credit" or bool(medium.rule.relay)


def _goes_on(page: PageWords, speaker: Range | None, draft: Draft) -> bool:
    """Whether the draft has the speaker of the one before: no source, a pronoun, or words of the same phrase."""
    if draft.source is None or speaker is None:
        return draft.cue is not None
    if all(page.cls[k] == "pronoun" for k in range(*draft.source)):
        return True
    before = {page.core[k] for k in range(*speaker) if page.words.kind[k] == "word"}
    now = {page.core[k] for k in range(*draft.source) if page.words.kind[k] == "word"}
    return bool(before & now)
