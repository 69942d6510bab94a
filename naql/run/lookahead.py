"""Pages with what their outlets' pages repeat: a look at a block of pages before the first of them is read.

Every page of a block is cleaned once, quickly, and its lines are counted; then the block's pages are handed on with
what was counted of theirs: in the ledger when the run began, in the blocks before and in the block itself. So a
reading depends on the pages and their order, and on what the ledger held at the start, never on how many processes
read or how fast they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from naql.clean import clean
from naql.clean.habits import Counts, Habits, Trace, habits_of, trace_of
from naql.records import Page, Skipped

BLOCK, BLOCK_LETTERS = 64, 8_000_000
"""How many pages, and how many letters of them, are looked at together: what is held in memory."""


class Past(Protocol):
    """What is known of outlets' habits from earlier runs; `naql.ledger` has it."""

    def knows(self, page_id: str) -> bool:
        """Whether the page was counted then."""

    def has_copy(self, trace: Trace) -> bool:
        """Whether a page that was counted then is the same article."""

    def counted(self, trace: Trace) -> dict[int, int]:
        """Line -> on how many pages it is, of the trace's lines and its `page`."""


def with_habits(
    pages: Iterable[Page | Skipped], past: Past | None, traces_of: Callable[[list[Page]], list[Trace | None]]
) -> Iterator[tuple[Page | Skipped, Habits | None]]:
    """The pages in their order, each with what its outlet's pages repeat of it (None where no outlet is known).

    traces_of: the traces of pages, in their order; see `trace_of_page`.
    """
    counts = Counts()
    for block in _blocks(pages):
        looked_at = [page for page in block if isinstance(page, Page)]
        traces = dict(zip(map(id, looked_at), traces_of(looked_at), strict=True))
        for page in looked_at:
            trace = traces[id(page)]
            if trace and not (past and (past.knows(page.page_id) or past.has_copy(trace))):
                counts.add(trace)
        for entry in block:
            trace = traces.get(id(entry))
            earlier = past.counted(trace) if past and trace else {}
            yield entry, habits_of(trace, counts.counted(trace), earlier) if trace else None


def trace_of_page(page: Page) -> Trace | None:
    """The trace of a page; None for one whose outlet is not known and for one that cannot be cleaned."""
    try:
        return trace_of(clean(page, repair=False))
    except Exception:  # whatever it is, reading the page will meet it again and say so
        return None


def _blocks(pages: Iterable[Page | Skipped]) -> Iterator[list[Page | Skipped]]:
    block: list[Page | Skipped] = []
    letters = 0
    for page in pages:
        block.append(page)
        letters += len(page.body) if isinstance(page, Page) else 0
        if len(block) >= BLOCK or letters >= BLOCK_LETTERS:
            yield block
            block, letters = [], 0
    if block:
        yield block
