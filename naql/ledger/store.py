"""The ledger: one SQLite file that keeps readings and links as they are, and hands out views over them.

It opens, writes, forgets and withdraws; how pages are compared is `naql.link`'s business, how views are made stands in
`voices`, `entries` and `questions` beside it. Writing is committed page by page, so that whatever was written before a
crash stays; readers go on reading while one writer writes (WAL).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from naql.ledger.views import (
    Answer,
    Entity,
    EntityRef,
    Hit,
    PageRef,
    Proposition,
    PropositionRef,
    Saying,
    Story,
    StoryRef,
    Totals,
)
from naql.records import Link, Reading, Skipped


class Ledger:
    """A ledger file. `Ledger(path, create=True)` makes it where it is missing; use it in a `with`.

    Raises BadLedger for a missing file, one that is no ledger, or one of another schema version. Every method that
    takes an id raises BadLedger where the ledger does not hold it.
    """

    def __init__(self, path: str | Path, create: bool = True) -> None:
        raise NotImplementedError

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""

    # -- writing ------------------------------------------------------------------------------------------------

    def add(self, reading: Reading) -> bool:
        """Keep a reading; False where the same page is there already (nothing changes then)."""
        raise NotImplementedError

    def keep(self, outcome: Reading | Skipped) -> bool:
        """`add` for a reading; for a skipped page keep why it was skipped."""
        raise NotImplementedError

    def link(self) -> int:
        """Link what has changed since the last time, across all pages; the number of links that were made."""
        raise NotImplementedError

    def forget(self, page: str) -> str:
        """Take out the page of that name, id or URL (all its versions) and all that hangs on it; what was taken out."""
        raise NotImplementedError

    def withdraw(self, link_id: str) -> Link:
        """Withdraw a link: its `withdrawn_at` is set, nothing else; views no longer follow it, linking keeps it so."""
        raise NotImplementedError

    # -- reading ------------------------------------------------------------------------------------------------

    def knows(self, page_id: str) -> bool:
        """Whether a page of that content id has been read into the ledger."""
        raise NotImplementedError

    def ask(self, question: str, limit: int = 3) -> Answer:
        """The propositions that the question is about, in whatever language; BadQuestion where it names nothing."""
        raise NotImplementedError

    def who(self, name: str) -> Entity:
        """The entity of that name, in any spelling or script; BadQuestion where nobody is named so."""
        raise NotImplementedError

    def reading(self, page: str) -> Reading:
        """The reading of the page of that name, id or URL, its newest version."""
        raise NotImplementedError

    def readings(self) -> Iterator[Reading]:
        """Every reading, older versions too, in the order of their ids."""
        raise NotImplementedError

    def links(self, kind: str | None = None) -> Iterator[Link]:
        """Every link, withdrawn ones too; kind is entity, proposition, story or copy."""
        raise NotImplementedError

    def links_of(self, node: str) -> tuple[Link, ...]:
        """The links that hold a view of that id together (or touch that record)."""
        raise NotImplementedError

    def pages(self) -> tuple[PageRef, ...]:
        """Every page, newest versions only."""
        raise NotImplementedError

    def versions(self, page: str) -> tuple[PageRef, ...]:
        """All versions of a page, newest first."""
        raise NotImplementedError

    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be read."""
        raise NotImplementedError

    def stories(self) -> tuple[StoryRef, ...]:
        """Stories of two pages or more first, then single pages; newest first."""
        raise NotImplementedError

    def story(self, story_id: str) -> Story:
        """A story with its pages, copies, entities, propositions and timeline."""
        raise NotImplementedError

    def propositions(self, story_id: str | None = None) -> tuple[PropositionRef, ...]:
        """Propositions, those with most sides and origins first."""
        raise NotImplementedError

    def proposition(self, proposition_id: str) -> Proposition:
        """A proposition with its sides, voices and chains; takes the id of any claim in it too."""
        raise NotImplementedError

    def statement(self, statement_id: str) -> Saying:
        """A statement with its page, its chain and the propositions it speaks to."""
        raise NotImplementedError

    def entity(self, entity_id: str, said: int = 20) -> Entity:
        """An entity; takes the id of any mention's local entity in it too."""
        raise NotImplementedError

    def entities(self) -> tuple[EntityRef, ...]:
        """Every entity, most mentioned first."""
        raise NotImplementedError

    def search(self, text: str, limit: int = 30) -> tuple[Hit, ...]:
        """Pages, statements and entities that hold the words of `text`, in any spelling, names in any language."""
        raise NotImplementedError

    def counts(self) -> Totals:
        """How much is in the ledger."""
        raise NotImplementedError


def migrate(path: str | Path) -> str:
    """Bring a ledger of an older version up to this one, in place; says what was done. Raises BadLedger."""
    raise NotImplementedError
