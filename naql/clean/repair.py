"""Letters and joiners repaired: which ranges of the page's text read differently in the copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from naql.clean.align import Change
from naql.languages import Pack
from naql.records import Span


def find_repairs(text: str, pack: Pack, keep: Sequence[Span]) -> Iterator[Change]:
    """(start, end, new letters) in order, each inside one kept range."""
    yield from ()
