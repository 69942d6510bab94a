"""Opening, making and migrating a ledger's file. Knows versions and pragmas, nothing of what stands in the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from naql.errors import BadLedger
from naql.ledger.habits import make_tables

APPLICATION = 0x4E41514C  # "NAQL": SQLite's application_id of a ledger
SCHEMA = Path(__file__).with_name("schema.sql")
VERSION = 2
BUSY = 600_000  # milliseconds that a writer waits for another, which may be linking a large ledger

Step = Callable[[sqlite3.Connection], None]
# from which version -> what brings it to the next; VERSION grows by one with every step added here
STEPS: dict[int, tuple[str, Step]] = {1: ("tables of the lines that outlets repeat", make_tables)}


def open_ledger(path: Path, create: bool) -> sqlite3.Connection:
    """A connection to the ledger at `path`, made first where it is missing and may be made. Raises BadLedger."""
    if not path.exists() or path.stat().st_size == 0:
        if not create:
            raise BadLedger(f"no ledger at {path}; `naql read SOURCE --ledger {path}` makes one")
        return _make(path)
    connection, version = _opened(path)
    if version != VERSION:
        connection.close()
        raise BadLedger(f"{path} is of ledger version {version}, not {VERSION}: {_way_up(path, version)}")
    return connection


def _way_up(path: Path, version: int) -> str:
    """What can be done with a ledger of an older version."""
    if all(v in STEPS for v in range(version, VERSION)):
        return f"run `naql migrate {path}`"
    return "there is no way up from it; read its pages into a new one"


def migrated(path: Path) -> str:
    """Bring an older ledger up to VERSION, in one transaction; what was done. Raises BadLedger where that cannot be."""
    if not path.exists():
        raise BadLedger(f"no ledger at {path}")
    connection, version = _opened(path)
    try:
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
        connection.commit()
    except sqlite3.OperationalError as error:  # a full disk, a place that cannot be written
        connection.rollback()
        raise BadLedger(f"the ledger cannot be written: {error}") from None
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """One state of the ledger for all that is read inside, whatever others write meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


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
    """A connection and the version of the ledger's schema. Raises BadLedger for what is no ledger, or a newer one."""
    if path.is_dir():
        raise BadLedger(f"{path} is a folder, not a ledger")
    try:
        _check_head(path)
        try:
            connection = _connect(path)
            found = _identity(connection)
        except sqlite3.OperationalError:
            connection = _connect_to_read(path)
            found = _identity(connection)
    except (sqlite3.Error, OSError) as error:
        raise BadLedger(f"{path} cannot be opened as a ledger: {error}") from None
    try:
        _check_identity(path, *found)
    except BadLedger:
        connection.close()
        raise
    return connection, found[1]


def _check_head(path: Path) -> None:
    """Refuse by the file's first bytes: SQLite itself would make files beside one that is only looked at."""
    with path.open("rb") as file:
        head = file.read(72)
    if head[:16] != b"SQLite format 3\x00":
        raise BadLedger(f"{path} is no ledger: it is not an SQLite file")
    if len(head) == 72 and not _written_ahead(path):
        _check_identity(path, int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))


def _check_identity(path: Path, application: int, version: int) -> None:
    if application != APPLICATION:
        raise BadLedger(f"{path} is no ledger: another program's SQLite file")
    if version > VERSION:
        raise BadLedger(f"{path} is of ledger version {version}; this Naql knows {VERSION}: use a newer Naql")


def _identity(connection: sqlite3.Connection) -> tuple[int, int]:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return int(application), int(version)


def _written_ahead(path: Path) -> bool:
    """Whether some of what was written stands beside the file (SQLite's write-ahead log)."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY / 1000, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection to a ledger in a place that cannot be written; what is written ahead needs a place that can."""
    if _written_ahead(path):
        raise BadLedger(f"{path} was left in the middle of writing and its folder cannot be written: copy it elsewhere")
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection
