"""Everything out and in again: JSON Lines to an equal ledger, tables with every record whole."""

import csv
import io
import json
import sqlite3

import msgspec
import pyarrow.parquet
import pytest

from ledger.boats import affair
from ledger.making import made
from ledger.test_voices import state
from naql.errors import BadSource
from naql.ledger import Ledger
from naql.ledger.export import TABLES, export, restore, restore_file
from naql.records import Skipped, Statement


@pytest.fixture
def book(tmp_path):
    with Ledger(tmp_path / "boats.db") as ledger:
        for reading in affair():
            ledger.add(reading)
        ledger.keep(Skipped(id="x", stage="clean", reason="empty"))
        ledger.link()
        ledger.withdraw(next(ledger.links("proposition")).link_id)
        yield ledger


def test_lines_make_an_equal_ledger(book, tmp_path):
    file = tmp_path / "all.jsonl"
    export(book, "jsonl", file)
    with Ledger(tmp_path / "again.db") as again:
        assert restore(again, file.read_text(encoding="utf-8").splitlines()) == len(affair())
        assert list(again.readings()) == list(book.readings())
        assert list(again.links()) == list(book.links())
        assert again.skipped() == book.skipped()
        assert state(again) == state(book)
        export(again, "jsonl", tmp_path / "twice.jsonl")
    assert (tmp_path / "twice.jsonl").read_bytes() == file.read_bytes()


def test_lines_go_to_standard_output(book, capsys):
    export(book, "jsonl", None)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(affair()) + sum(1 for _ in book.links()) + 1
    assert all({*json.loads(line)} - {"added_at"} in ({"reading"}, {"link"}, {"skipped"}) for line in lines)


def test_a_ledger_comes_back_row_by_row(tmp_path):
    """Versions in their order, dates of arrival, withdrawn links of every kind, odd letters: all but the clock."""
    with Ledger(tmp_path / "one.db") as book:
        for reading in affair():
            book.add(reading)
        for words in ("z the first", "a the second", "m the third"):
            book.add(made("v", f"Boats: {words}", url="https://lagoon.example/v"))
        book.add(made('odd\r"name,\n', "half \ud800 \0 \r letter \ufeff \u202b\u0633", headline="\r letter"))
        book.keep(Skipped(id="s\r1", stage="ingest", reason='because "x", y'))
        book.link()
        for kind in ("entity", "copy", "story", "proposition"):
            book.withdraw(next(book.links(kind)).link_id)
        book.link()
        book.db.execute("UPDATE articles SET added_at = '2020-01-01T00:00:00+00:00'")
        export(book, "jsonl", tmp_path / "all.jsonl")
    with (tmp_path / "all.jsonl").open("rb") as file:
        restore_file(file, tmp_path / "two.db")
    tables = [*(t for t in TABLES if t != "groups"), "members", "pairs", "keys", "canon", "outlines"]
    one, two = (sqlite3.connect(tmp_path / name) for name in ("one.db", "two.db"))
    for table in tables:
        rows = [sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for db in (one, two)]
        assert rows[0] == rows[1], table
    assert two.execute("SELECT count(*) FROM links WHERE withdrawn_at NOT NULL").fetchone()[0] == 4


def test_tables_hold_every_letter(tmp_path):
    odd = 'a\r"b,\nc\tد؛\u200cه'
    with Ledger(tmp_path / "l.db") as book:
        book.add(made(odd, f"Boats\n{odd}", headline=odd))
        export(book, "csv", tmp_path / "csv")
        export(book, "parquet", tmp_path / "parquet")
    with (tmp_path / "csv" / "articles.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    (same,) = pyarrow.parquet.read_table(tmp_path / "parquet" / "articles.parquet").to_pylist()
    assert row["name"] == same["name"] == odd and row["headline"] == same["headline"] == odd


def test_nothing_is_made_of_what_was_not_exported(tmp_path):
    with pytest.raises(BadSource):
        restore_file(io.BytesIO(b'{"id": "a", "text": "b"}\n'), tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_hold_every_record(book, tmp_path, form):
    export(book, form, tmp_path / "out")
    assert {p.stem for p in (tmp_path / "out").iterdir()} == set(TABLES)
    if form == "csv":
        with (tmp_path / "out" / "statements.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    else:
        rows = pyarrow.parquet.read_table(tmp_path / "out" / "statements.parquet").to_pylist()
    kept = {r["statement_id"]: msgspec.json.decode(r["record"], type=Statement) for r in rows}
    assert kept == {s.statement_id: s for reading in book.readings() for s in reading.statements}


def test_refused(book, tmp_path):
    with pytest.raises(BadSource, match="none of"):
        export(book, "xml", None)
    with pytest.raises(BadSource, match="--output"):
        export(book, "csv", None)
    with pytest.raises(BadSource, match="cannot write"):
        export(book, "jsonl", tmp_path / "no" / "where.jsonl")
    for bad in ("nonsense", "[]", '{"page": {}}', '{"reading": {"article": 1}}', '{"a": 1, "b": 2}'):
        with pytest.raises(BadSource, match="line 1"):
            restore(book, [bad])
