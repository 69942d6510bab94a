"""How much is read at most, so that neither one page nor their number fills the memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import BinaryIO, Protocol

MOST_BYTES = 20 * 2**20
"""The largest page, in bytes after decompression."""
REMEMBERED = 250_000
"""How many pages back a repeated page is recognised."""
CHUNK = 2**20
UNCHANGED = "unchanged since the last time"
"""The reason of an address that has nothing new."""


class Readable(Protocol):
    """Anything with a `read(size)` that gives bytes."""

    def read(self, size: int = -1, /) -> bytes: ...


class TooLarge(Exception):
    """More than MOST_BYTES."""


class NotFetched(Exception):
    """Why an address gave no page: refused, unchanged, too large, timed out."""


def read_most(stream: Readable, most: int = MOST_BYTES) -> bytes:
    """Everything in `stream`; raises TooLarge beyond `most` bytes, of which no more are read."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(min(CHUNK, most + 1 - size)):
        chunks.append(chunk)
        size += len(chunk)
        if size > most:
            raise TooLarge(f"larger than {most // 2**20} MB")
    return b"".join(chunks)


def lines_of(stream: BinaryIO, most: int = MOST_BYTES) -> Iterator[bytes | None]:
    """The lines of `stream` as bytes; None in the place of a line longer than `most` bytes, which is passed over."""
    while line := stream.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(CHUNK)
        yield None


class Seen:
    """The ids of the latest pages; the memory is bounded."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._ids: OrderedDict[str, None] = OrderedDict()
        self._most = most

    def again(self, page_id: str) -> bool:
        """Whether the page came before; it is remembered from now on."""
        known = page_id in self._ids
        self._ids[page_id] = None
        self._ids.move_to_end(page_id)
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return known
