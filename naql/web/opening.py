"""Opening the ledger for one request, to read only; keeping costly lists until its file changes. Renders nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TypeVar

from naql.errors import BadLedger, NaqlError
from naql.ledger import Ledger

T = TypeVar("T")
MOST = 200  # lists that are kept


class Unavailable(NaqlError):
    """The ledger's file cannot be opened now: it was moved, or it is no ledger any more."""


@contextmanager
def open_book(path: Path) -> Iterator[Ledger]:
    """The ledger, on a connection of its own that SQLite itself forbids to write. Raises Unavailable."""
    try:
        book = Ledger(path, create=False)
    except BadLedger as error:
        raise Unavailable(str(error)) from None
    with book:
        book.db.execute("PRAGMA query_only = ON")
        yield book


class Kept:
    """Lists that are worked out once and hold until the ledger's file changes; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._held: dict[str, tuple[object, object]] = {}

    def get(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gave the last time under this name, if the file is still the same, else what it gives now."""
        stamp = self._stamp()
        with self._lock:
            held = self._held.get(name)
        if held is not None and held[0] == stamp:
            return held[1]  # type: ignore[return-value]
        value = make()
        with self._lock:
            if len(self._held) >= MOST:
                self._held.clear()
            self._held[name] = (stamp, value)
        return value

    def _stamp(self) -> tuple[tuple[int, int], ...]:
        """Size and time of the ledger's file and of its write-ahead log."""
        found = []
        for file in (self.path, self.path.with_name(self.path.name + "-wal")):
            try:
                state = file.stat()
            except OSError:
                found.append((0, 0))
            else:
                found.append((state.st_size, state.st_mtime_ns))
        return tuple(found)
