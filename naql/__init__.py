"""Naql: a ledger of attributed statements from Persian, Arabic and English news pages.

`naql.read` here is a function; the package of the same name is reached by `from naql.read import ...`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from naql.read import load  # isort: skip  (before the function of that name is defined)
from naql.ledger import Ledger
from naql.records import Article, Link, Page, Reading, Skipped, Statement

__all__ = ["Article", "Ledger", "Link", "Page", "Reading", "Statement", "load", "read"]


def read(pages: Iterable[Page | Skipped | str | Path] | str | Path, jobs: int = 1) -> Iterator[Reading | Skipped]:
    """The readings of pages, one after the other and in their order; a page that cannot be read comes as `Skipped`.

    `pages` are `Page` records, or names of files and folders (HTML, text, JSON Lines, feeds, WARC); `jobs` is how many
    processes read. Raises BadSource for a file or folder that does not exist.
    """
    from naql.ingest import pages as pages_of
    from naql.run import readings

    given = [pages] if isinstance(pages, (str, Path)) else pages

    def incoming() -> Iterator[Page | Skipped]:
        for page in given:
            if isinstance(page, (str, Path)):
                yield from pages_of([page])
            else:
                yield page

    return readings(incoming(), jobs)
