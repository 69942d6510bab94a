"""Readings as lines of output: a table for people, the records format, or one statement a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from rich.table import Table

from naql.read.convert import as_record
from naql.records import Reading, Skipped, Statement
from naql.terminal.bidi import isolated, plain
from naql.terminal.screen import screen

FORMATS = ("table", "records", "jsonl")
LEAF = 500  # rows of a table that are held before they are printed, so that memory does not grow with the pages
SURROGATE = re.compile("[\ud800-\udfff]")


def chain_of(statement: Statement, reading: Reading) -> list[Statement]:
    """The statement and those through which it reached the page, from it outward; a loop is cut."""
    by_id = {s.statement_id: s for s in reading.statements}
    chain: list[Statement] = []
    at: Statement | None = statement
    while at is not None and at not in chain:
        chain.append(at)
        at = by_id.get(at.via or "")
    return chain


def statement_lines(reading: Reading) -> Iterator[dict[str, Any]]:
    """Each statement of a reading as one flat record with its words and its chain, from the page to the origin."""
    article, text = reading.article, reading.article.page_text
    for s in reading.statements:
        chain = chain_of(s, reading)
        yield {
            "statement_id": s.statement_id,
            "page": article.name,
            "url": article.url,
            "lang": article.lang,
            "outlet": article.outlet,
            "published": article.published_at,
            "source_name": s.source_name,
            "source": s.source.of(text) if s.source else None,
            "cue": s.cue.of(text) if s.cue else None,
            "act": s.act,
            "kind": s.kind,
            "scope": s.scope,
            "content": [c.of(text) for c in s.content],
            "ranges": [[c.start, c.end] for c in s.content],
            "chain": [c.source_name for c in reversed(chain)],
            "confidence": round(s.confidence, 4),
            "by": list(s.by),
        }


class Writer:
    """Writes outcomes in one of FORMATS to an open text file, line by line; a table goes out in leaves.

    A table lists what was skipped among the pages. The two formats for programs hold what was read and nothing else.
    """

    def __init__(self, form: str, file: TextIO) -> None:
        self.form, self.file = form, file
        self._rows: list[tuple[str, ...]] = []

    def add(self, outcome: Reading | Skipped) -> None:
        """Write one outcome."""
        if self.form == "table":
            self._rows.append(_skipped_row(outcome) if isinstance(outcome, Skipped) else _row(outcome))
            if len(self._rows) >= LEAF:
                self.close()
        elif isinstance(outcome, Reading):
            for record in [as_record(outcome)] if self.form == "records" else statement_lines(outcome):
                self._line(record)

    def close(self) -> None:
        """Print the rows of a table that are not printed yet."""
        if not self._rows:
            return
        table = Table(box=None, pad_edge=False)
        for name in ("page", "lang", "outlet", "published", "headline", "statements"):
            table.add_column(name, overflow="fold", justify="right" if name == "statements" else "left")
        for row in self._rows:
            table.add_row(*row)
        self._rows.clear()
        screen(file=self.file, markup=False).print(table)

    def _line(self, record: dict[str, Any]) -> None:
        line = json.dumps(record, ensure_ascii=False)
        if not line.isprintable() and SURROGATE.search(line):
            line = json.dumps(record)  # half a letter, as broken pages have it: only an escape can hold it
        self.file.write(line + "\n")
        self.file.flush()


def _row(reading: Reading) -> tuple[str, ...]:
    a = reading.article
    headline = a.headline.of(a.page_text) if a.headline else ""
    published = f"{(a.published_at or '')[:10]}{' (inferred)' if a.published_from == 'inferred' else ''}"
    shown = isolated(a.name), a.lang, isolated(a.outlet or ""), published, isolated(headline, a.lang)
    return (*shown, str(len(reading.statements)))


def _skipped_row(skipped: Skipped) -> tuple[str, ...]:
    return isolated(skipped.id), "", "", "", plain(f"skipped in {skipped.stage}: {skipped.reason}"), ""
