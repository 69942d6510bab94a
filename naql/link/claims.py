"""Reading -> Claims: what each statement, the page and its headline do to which proposition, language left behind.

The first of linking's three steps. A claim comes from an event (PLOVER type, its two sides as states or names), from a
predicate of `concepts`, or from the words of a statement. It does not compare pages: see `propositions`.
"""

from __future__ import annotations

from naql.link.page_claims import MUTE, Claim, PageClaims
from naql.records import Reading


def claims_of(reading: Reading) -> tuple[Claim, ...]:
    """Every claim of a reading, in the order of the page; equal ones once."""
    page = PageClaims(reading)
    found: dict[str, Claim] = {}
    eventful: set[str | None] = set()
    for event in reading.events:
        for claim in page.of_event(event):
            found.setdefault(claim.claim_id, claim)
            eventful.add(claim.statement_id)
    relayed = page.relayed()
    for statement in reading.statements:
        if statement.content and statement.statement_id not in relayed and statement.act not in MUTE:
            for claim in page.of_words(statement, alone=statement.statement_id not in eventful):
                found.setdefault(claim.claim_id, claim)
    if page.article.headline and not any(c.voice == "headline" for c in found.values()):
        for claim in page.of_headline():
            found.setdefault(claim.claim_id, claim)
    return tuple(sorted(found.values(), key=lambda c: (c.spans[0].start, c.trigger, c.claim_id)))


def asked_claims(reading: Reading) -> tuple[Claim, ...]:
    """The claims that a question asks about (a reading whose headline is its text): by events, then by predicates."""
    page = PageClaims(reading)
    found: dict[str, Claim] = {}
    for event in reading.events:
        found.update((c.claim_id, c) for c in page.of_event(event))
    return (*found.values(), *page.of_headline())


__all__ = ["Claim", "asked_claims", "claims_of"]
