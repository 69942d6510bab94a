"""The file: made, refused, migrated, written page by page, read while written; records come back as they went in."""

import os
import signal
import sqlite3
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ledger.boats import affair, courier, karaneh, sahil
from ledger.making import made
from ledger.test_voices import state
from naql.errors import BadLedger
from naql.ledger import Ledger, database
from naql.ledger.store import migrate
from naql.records import Moment, Skipped, Span


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.db"


def test_same_page_twice_changes_nothing(path):
    with Ledger(path) as book:
        assert book.add(courier())
        book.link()
        before = book.counts(), list(book.links())
        assert not book.add(courier())
        assert book.link() == 0
        assert (book.counts(), list(book.links())) == before
        assert book.knows(courier().article.page_id) and not book.knows(sahil().article.page_id)


def test_records_come_back_as_they_went_in(path):
    odd = made("odd", "a\ud800b \u202e\u0000 text", outlet="Odd")
    odd = replace(odd, moments=(Moment(span=Span(0, 3), type="DATE", value="2020-01-01", confidence=0.123456789),))
    with Ledger(path) as book:
        for reading in [*affair(), odd]:
            book.add(reading)
        for reading in [*affair(), odd]:
            assert book.reading(reading.article.page_id) == reading


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["fa", "ar", "en"]))
def test_any_text_is_kept(tmp_path_factory, text, lang):
    reading = made("any", text, lang=lang)
    with Ledger(tmp_path_factory.mktemp("any") / "l.db") as book:
        book.add(reading)
        book.link()
        assert book.reading("any") == reading


def test_changed_page_is_a_new_version(path):
    old, url = courier(), courier().article.url
    new = made("courier", "Uruguay never asked for boats, the paper now says.", url=url, outlet="The Lagoon Courier")
    with Ledger(path) as book:
        book.add(old)
        book.link()
        book.add(new)
        book.link()
        assert [v.article_id for v in book.versions(url)] == [new.article.article_id, old.article.article_id]
        assert [p.article_id for p in book.pages()] == [new.article.article_id]
        assert book.reading("courier") == new and book.reading(old.article.page_id) == old
        assert not book.propositions() or all(p.pages == 1 for p in book.propositions())
        assert all("REQUEST" not in p.form for p in book.propositions()), "views follow the newest version"
        assert (book.counts().pages, book.counts().versions) == (1, 2)
        book.forget(url)
        assert book.counts().versions == 0


def test_version_fetched_last_is_newest_whatever_came_in_first(path):
    url = "https://x.example/1"
    late = made("p", "Second text of the page.", url=url, fetched_at="2025-02-02T00:00:00")
    early = made("p", "First text of the page.", url=url, fetched_at="2025-02-01T00:00:00")
    with Ledger(path) as book:
        book.add(late)
        book.add(early)
        assert book.reading("p") == late


def test_old_version_leaves_what_the_new_one_does_not_have(path, tmp_path):
    new = made("courier", "Nothing to see.", url=courier().article.url)
    with Ledger(path) as book, Ledger(tmp_path / "other.db") as other:
        for reading in affair():
            book.add(reading)
        book.link()
        book.add(new)
        book.link()
        for reading in [*affair()[1:], new]:
            other.add(reading)
        other.link()
        assert state(book) == state(other)


def test_skipped_pages_are_kept_once(path):
    with Ledger(path) as book:
        skipped = Skipped(id="x", stage="clean", reason="no article")
        assert book.keep(skipped) and not book.keep(skipped)
        assert book.skipped() == (skipped,)
        book.add(made("x", "It can be read now."))
        assert book.skipped() == ()


def test_order_and_timing_of_linking_do_not_matter(tmp_path):
    pages = [courier(), affair()[1], sahil(), karaneh()]
    found = []
    for i, order in enumerate(permutations(pages)):
        with Ledger(tmp_path / f"{i}.db") as book:
            for reading in order:
                book.add(reading)
                if i % 2:
                    book.link()
            book.link()
            answer = book.ask("Uruguay Portugal boats")
            found.append((state(book), answer, book.stories(), book.propositions()))
    assert all(f == found[0] for f in found)


def test_refused_files(tmp_path, path):
    with pytest.raises(BadLedger, match="no ledger at"):
        Ledger(path, create=False)
    with pytest.raises(BadLedger, match="folder"):
        Ledger(tmp_path)
    text = tmp_path / "text.db"
    text.write_text("this is no database at all")
    with pytest.raises(BadLedger, match="not an SQLite file"):
        Ledger(text)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE t (x)")
    with pytest.raises(BadLedger, match="another program"):
        Ledger(other)
    with pytest.raises(BadLedger, match="no folder"):
        Ledger(tmp_path / "nowhere" / "x.db")


def _set_version(path: Path, version: int) -> None:
    Ledger(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {version}")


def test_newer_and_older_versions_are_refused_in_one_line(path):
    _set_version(path, database.VERSION + 1)
    with pytest.raises(BadLedger, match="newer Naql") as newer:
        Ledger(path)
    with pytest.raises(BadLedger, match="newer Naql"):
        migrate(path)
    assert "\n" not in str(newer.value)


def test_older_version_names_the_command_and_is_migrated(path, monkeypatch):
    with Ledger(path) as book:
        book.add(courier())
        book.link()
    with pytest.raises(BadLedger, match="no ledger at"):
        migrate(path.with_name("none.db"))
    assert "already" in migrate(path)
    now = database.VERSION

    def step(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE articles ADD COLUMN seen INTEGER")

    monkeypatch.setattr(database, "VERSION", now + 1)
    with pytest.raises(BadLedger, match="no way up from it; read its pages into a new one"):
        Ledger(path)
    with pytest.raises(BadLedger, match="no way"):
        migrate(path)
    monkeypatch.setitem(database.STEPS, now, ("a column for what was seen", step))
    with pytest.raises(BadLedger, match=rf"naql migrate {path}"):
        Ledger(path)
    assert "a column for what was seen" in migrate(path)
    with Ledger(path) as book:
        assert book.reading("courier") == courier()
        assert book.db.execute("SELECT seen FROM articles").fetchone()[0] is None


def test_failed_migration_changes_nothing(path, monkeypatch):
    Ledger(path).close()
    now = database.VERSION

    def step(db: sqlite3.Connection) -> None:
        db.execute("DROP TABLE skipped")
        raise RuntimeError("half way")

    monkeypatch.setattr(database, "VERSION", now + 1)
    monkeypatch.setitem(database.STEPS, now, ("fails", step))
    with pytest.raises(RuntimeError):
        migrate(path)
    monkeypatch.setattr(database, "VERSION", now)
    with Ledger(path) as book:
        assert book.skipped() == ()


KILLED = """
import os, signal, sys
sys.path.insert(0, {tests!r})
from ledger.boats import courier, sahil
from naql.ledger import Ledger
book = Ledger({path!r})
book.add(courier())
book.add(sahil())
book.db.execute("BEGIN IMMEDIATE")
book.db.execute("DELETE FROM articles")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_written_survives_a_kill(path):
    script = KILLED.format(tests=str(Path(__file__).parents[1]), path=str(path))
    done = subprocess.run([sys.executable, "-c", script], env={**os.environ}, check=False)
    assert done.returncode == -signal.SIGKILL
    with Ledger(path, create=False) as book:
        assert not book.is_linked()
        book.link()
        assert {p.name for p in book.pages()} == {"courier", "sahil"}
        assert book.is_linked() and len(book.stories()) == 1


def test_readers_read_while_a_writer_writes(path):
    with Ledger(path) as writer, Ledger(path) as reader:
        writer.add(courier())
        with database.writing(writer.db):
            writer.db.execute("UPDATE articles SET name = 'changed'")
            assert reader.reading("courier") == courier()
        assert [p.name for p in reader.pages()] == ["changed"]
