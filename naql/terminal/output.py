"""Readings as lines of output: a table for people, the records format, or one statement a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table

from naql.read.convert import as_record
from naql.records import Reading, Statement

FORMATS = ("table", "records", "jsonl")


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
    """Writes readings in one of FORMATS to an open text file, line by line; a table is printed at the end."""

    def __init__(self, form: str, file: TextIO) -> None:
        self.form, self.file = form, file
        self._rows: list[tuple[str, ...]] = []

    def add(self, reading: Reading) -> None:
        """Write one reading."""
        if self.form == "records":
            self._line(as_record(reading))
        elif self.form == "jsonl":
            for line in statement_lines(reading):
                self._line(line)
        else:
            self._rows.append(_row(reading))

    def close(self) -> None:
        """Print the table, if that is the format."""
        if self.form != "table":
            return
        table = Table(box=None, pad_edge=False)
        for name in ("page", "lang", "outlet", "published", "headline", "statements"):
            table.add_column(name, overflow="fold", justify="right" if name == "statements" else "left")
        for row in self._rows:
            table.add_row(*row)
        Console(file=self.file, markup=False, highlight=False).print(table)

    def _line(self, record: dict[str, Any]) -> None:
        self.file.write(json.dumps(record, ensure_ascii=False) + "\n")
        self.file.flush()


def _row(reading: Reading) -> tuple[str, ...]:
    a = reading.article
    headline = a.headline.of(a.page_text) if a.headline else ""
    published = f"{(a.published_at or '')[:10]}{' (inferred)' if a.published_from == 'inferred' else ''}"
    return a.name, a.lang, a.outlet or "", published, headline, str(len(reading.statements))
