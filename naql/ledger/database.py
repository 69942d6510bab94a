"""Opening, making and migrating a ledger's file. Knows versions and pragmas, nothing of what stands in the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from naql.errors import BadLedger

APPLICATION = 0x4E41514C  # "NAQL": SQLite's application_id of a ledger
SCHEMA = Path(__file__).with_name("schema.sql")
VERSION = 1
BUSY = 600_000  # milliseconds that a writer waits for another, which may be linking a large ledger

Step = Callable[[sqlite3.Connection], None]
# from which version -> what brings it to the next; VERSION grows by one with every step added here
STEPS: dict[int, tuple[str, Step]] = {}


def open_ledger(path: Path, create: bool) -> sqlite3.Connection:
    """A connection to the ledger at `path`, made first where it is missing and may be made. Raises BadLedger."""
    if not path.exists() or path.stat().st_size == 0:
        if not create:
            raise BadLedger(f"no ledger at {path}; `naql read SOURCE --ledger {path}` makes one")
        return _make(path)
    connection, version = _opened(path)
    if version != VERSION:
        connection.close()
        if version > VERSION:
            raise BadLedger(f"{path} is of ledger version {version}; this Naql knows {VERSION}: use a newer Naql")
        raise BadLedger(f"{path} is of ledger version {version}, not {VERSION}: run `naql migrate {path}`")
    return connection


def migrated(path: Path) -> str:
    """Bring an older ledger up to VERSION, in one transaction; what was done. Raises BadLedger where that cannot be."""
    if not path.exists():
        raise BadLedger(f"no ledger at {path}")
    connection, version = _opened(path)
    try:
        if version > VERSION:
            raise BadLedger(f"{path} is of ledger version {version}; this Naql knows {VERSION}: use a newer Naql")
        if version == VERSION:
            return f"{path} is of version {VERSION} already"
        missing = [v for v in range(version, VERSION) if v not in STEPS]
        if missing:
            raise BadLedger(f"{path}: there is no way from ledger version {missing[0]} to {missing[0] + 1}")
        with writing(connection):
            for at in range(version, VERSION):
                STEPS[at][1](connection)
                connection.execute(f"PRAGMA user_version = {at + 1}")
        done = "; ".join(STEPS[v][0] for v in range(version, VERSION))
        return f"{path}: version {version} is now {VERSION} ({done})"
    finally:
        connection.close()


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction: all of what is written inside, or nothing."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise BadLedger(f"the ledger cannot be written: {error}") from None
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _make(path: Path) -> sqlite3.Connection:
    if not path.parent.is_dir():
        raise BadLedger(f"no folder {path.parent} to make a ledger in")
    try:
        connection = _connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:  # another process may have made it meanwhile
            for statement in _statements(SCHEMA.read_text(encoding="utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.commit()
    except sqlite3.Error as error:
        raise BadLedger(f"{path} cannot be made a ledger: {error}") from None
    return connection


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit between them."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


def _opened(path: Path) -> tuple[sqlite3.Connection, int]:
    if path.is_dir():
        raise BadLedger(f"{path} is a folder, not a ledger")
    try:
        with path.open("rb") as file:
            if file.read(16) != b"SQLite format 3\x00":
                raise BadLedger(f"{path} is no ledger: it is not an SQLite file")
        connection = _connect(path)
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.Error, OSError) as error:
        raise BadLedger(f"{path} cannot be opened as a ledger: {error}") from None
    if application != APPLICATION:
        connection.close()
        raise BadLedger(f"{path} is no ledger: another program's SQLite file")
    return connection, version


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY / 1000, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
