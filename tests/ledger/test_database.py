"""The file itself: looked at without being touched, read where nothing can be written, a full disk."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.boats import courier, sahil
from naql.errors import BadLedger
from naql.ledger import Ledger, database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Ledger(tmp_path / "news.db") as book:
        book.add(courier())
        book.link()
    return tmp_path / "news.db"


def _all(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.iterdir()}


@pytest.mark.parametrize("pragma", ["user_version = 99", "application_id = 7"])
def test_what_is_refused_is_not_touched(path: Path, pragma: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA {pragma}")
    db.close()
    before, folder = _all(path.parent), path.parent.stat().st_mtime_ns
    for create in (True, False):
        with pytest.raises(BadLedger):
            Ledger(path, create=create)
    with pytest.raises(BadLedger):
        database.migrated(path)
    assert (_all(path.parent), path.parent.stat().st_mtime_ns) == (before, folder)


READ_ONLY = """
import ctypes, os, sys
if os.geteuid() == 0:  # without these, the superuser minds what is not to be written, too
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-c", "from naql.cli import main; main()", *sys.argv[1:]])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="takes rights away as Linux does it")
def test_a_ledger_in_a_place_that_cannot_be_written_is_read(path: Path) -> None:
    left = path.parent / "left"
    left.mkdir()
    with Ledger(path) as book:
        book.add(sahil())
        for name in ("news.db", "news.db-wal"):
            shutil.copy(path.with_name(name), left / name)

    def naql(*args: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-c", READ_ONLY, *map(str, args)], capture_output=True, text=True)

    for folder in (path.parent, left):
        folder.chmod(0o555)
    try:
        assert "pilot boats" in naql("show", path, "courier").stdout
        refused = [naql("forget", path, "courier"), naql("show", left / "news.db", "courier")]
    finally:
        for folder in (path.parent, left):
            folder.chmod(0o755)
    assert [r.returncode for r in refused] == [2, 2]
    assert "cannot be written" in refused[0].stderr and "copy it elsewhere" in refused[1].stderr
    assert all(len(r.stderr.splitlines()) == 1 for r in refused)


def test_a_full_disk_is_a_refusal_and_loses_nothing(path: Path) -> None:
    with Ledger(path) as book:
        pages = book.db.execute("PRAGMA page_count").fetchone()[0]
        book.db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(BadLedger, match="cannot be written"), database.writing(book.db):
            book.db.execute("INSERT INTO outlines VALUES ('x', ?)", ("y" * 10_000_000,))
        assert book.reading("courier") == courier()


@pytest.mark.parametrize("share", [0.001, 0.3, 0.7])
def test_a_cut_file_is_refused(path: Path, share: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BadLedger):
        Ledger(path)
