"""Everything out and in again: JSON Lines to an equal ledger, tables with every record whole."""

import csv
import json

import msgspec
import pyarrow.parquet
import pytest

from ledger.boats import affair
from ledger.test_voices import state
from naql.errors import BadSource
from naql.ledger import Ledger
from naql.ledger.export import TABLES, export, restore
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
    assert all(len(json.loads(line)) == 1 for line in lines)


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
