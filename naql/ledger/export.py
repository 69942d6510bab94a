"""Everything in a ledger as JSON Lines, CSV or Parquet, lossless; and a ledger again from JSON Lines.

Each line or row keeps its record whole (`record`, JSON); columns beside it are for those who work with tables. What is
worked out (claims, groups, full text) is made again by linking and not exported, but for a table of groups to join on.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from naql.errors import BadSource
from naql.ledger.database import reading, writing
from naql.ledger.regroup import LINK
from naql.ledger.rows import as_json, reading_of
from naql.ledger.store import Ledger
from naql.records import Link, Reading, Skipped

FORMATS = ("jsonl", "csv", "parquet")
BATCH = 2000  # rows of Parquet written at a time
# table -> its columns; text of whole pages stands in `articles.record`
TABLES = {
    "articles": "n, article_id, page_id, name, url, outlet, lang, headline, published_at, published_from, fetched_at,"
    " added_at, newest, record",
    "moments": "article_id, i, type, value, record",
    "mentions": "article_id, i, kind, name, country, form, entity_id, record",
    "statements": "article_id, i, statement_id, source_name, act, kind, scope, via, record",
    "events": "article_id, i, event_id, type, mode, polarity, status, date, statement_id, record",
    "claims": 'claim_id, article_id, statement_id, stance, voice, bucket, type, "left", "right", record',
    "links": LINK,
    "groups": "kind, node, group_id",
    "skipped": "id, stage, reason",
}
NUMBERS = {"n", "i", "newest"}


def export(book: Ledger, form: str, output: Path | None) -> None:
    """Write everything: jsonl to a file (standard output without one), csv and parquet to a folder, a file per table.

    Raises BadSource for an unknown format or a place that cannot be written.
    """
    if form not in FORMATS:
        raise BadSource(f"--format {form!r} is none of {', '.join(FORMATS)}")
    if form != "jsonl" and output is None:
        raise BadSource(f"--format {form} writes a file per table: name a folder with --output")
    try:
        with reading(book.db):
            _export(book, form, output)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BadSource(f"cannot write to {output}: {error.strerror or error}") from None


def _export(book: Ledger, form: str, output: Path | None) -> None:
    if form == "jsonl":
        with output.open("w", encoding="utf-8") if output else nullcontext(sys.stdout) as file:
            for line in lines(book):
                file.write(line + "\n")
        return
    assert output is not None
    output.mkdir(parents=True, exist_ok=True)
    for table, columns in TABLES.items():
        (_write_csv if form == "csv" else _write_parquet)(book, table, columns, output)


def lines(book: Ledger) -> Iterator[str]:
    """One JSON object a line: `{"reading": ..., "added_at": ...}`, then `{"link": ...}`, then `{"skipped": ...}`.

    Readings stand in the order in which their pages came in: it decides which version of a page is the newest.
    """
    for article_id, added_at in book.db.execute("SELECT article_id, added_at FROM articles ORDER BY n").fetchall():
        yield f'{{"reading":{as_json(reading_of(book.db, article_id))},"added_at":{json.dumps(added_at)}}}'
    for link in book.links():
        yield f'{{"link":{as_json(link)}}}'
    for skipped in book.skipped():
        yield f'{{"skipped":{as_json(skipped)}}}'


def restore_file(source: BinaryIO, ledger: Path) -> int:
    """Put exported JSON Lines from an open file into a ledger, made where it is missing; the number of pages added.

    Raises BadSource for a line that was not exported so; where that is the first one, no ledger is made.
    """
    exported = (line.decode("utf-8", "surrogatepass") for line in source)
    first = next(exported, "")
    _record(first, 1)
    with Ledger(ledger) as book:
        return restore(book, chain([first], exported))


def restore(book: Ledger, exported: Iterable[str]) -> int:
    """Put exported JSON Lines into a ledger, links and withdrawals included; the number of pages that were added.

    Raises BadSource for a line that was not exported so.
    """
    added, links = 0, []
    for number, line in enumerate(exported, 1):
        made, added_at = _record(line, number)
        if isinstance(made, Link):
            links.append(made)
        elif book.keep(made) and isinstance(made, Reading):
            added += 1
            if added_at:
                _date(book, made.article.article_id, added_at)
    with writing(book.db):
        book.db.executemany(
            f"INSERT OR REPLACE INTO links ({LINK}) VALUES (?,?,?,?,?,?,?,?,?,?)",
            [msgspec.structs.astuple(link) for link in links],
        )
    book.link()
    return added


def _record(line: str, number: int) -> tuple[Any, str | None]:
    """The record of an exported line, and when it was added, where the line says so."""
    try:
        found = json.loads(line)
        added_at = found.pop("added_at", None)
        ((what, record),) = found.items()
        return msgspec.convert(record, _KINDS[what]), added_at
    except (ValueError, KeyError, TypeError, AttributeError, msgspec.ValidationError) as error:
        raise BadSource(f"line {number} is no line of an exported ledger: {error}") from None


def _date(book: Ledger, article_id: str, added_at: str) -> None:
    with writing(book.db):
        book.db.execute("UPDATE articles SET added_at = ? WHERE article_id = ?", (added_at, article_id))


_KINDS: dict[str, Any] = {"reading": Reading, "link": Link, "skipped": Skipped}


def _rows(book: Ledger, table: str, columns: str) -> Iterator[tuple]:
    source = "members" if table == "groups" else table
    order = "kind, group_id, node" if table == "groups" else "1, 2"
    for row in book.db.execute(f"SELECT {columns} FROM {source} ORDER BY {order}"):
        yield tuple(row)


def _names(columns: str) -> list[str]:
    return [c.strip(' "') for c in columns.split(",")]


def _write_csv(book: Ledger, table: str, columns: str, folder: Path) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)  # its line ends are what quotes a field with a lone carriage return, too
        writer.writerow(_names(columns))
        writer.writerows(_rows(book, table, columns))


def _write_parquet(book: Ledger, table: str, columns: str, folder: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    names = _names(columns)
    types = {"score": pyarrow.float64(), **{n: pyarrow.int64() for n in NUMBERS}}
    schema = pyarrow.schema([(n, types.get(n, pyarrow.string())) for n in names])
    with pyarrow.parquet.ParquetWriter(folder / f"{table}.parquet", schema) as writer:
        batch: list[tuple] = []
        for row in _rows(book, table, columns):
            batch.append(row)
            if len(batch) == BATCH:
                writer.write_table(_table(batch, schema))
                batch.clear()
        writer.write_table(_table(batch, schema))


def _table(rows: list[tuple], schema: Any) -> Any:
    import pyarrow

    return pyarrow.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema=schema)
