"""A stream of WARC -> its records' headers and bytes, found again after whatever is broken in it.

Libraries end a file at its first broken record, and trust the length that a record states. Crawls of whole countries
have such records, so here every length is held against what follows it, and after a lie or damage the next record is
looked for. What the bytes of a record mean is not known here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from naql.ingest.limits import CHUNK
from naql.ingest.streams import BROKEN

BEGIN = re.compile(rb"(?:^|(?<=\n))WARC/\d\.\d[ \t]*\r?\n(?=[\w-]+[ \t]*:)")
HEADER = re.compile(rb"WARC/\d\.\d[ \t]*\r?\n.*?\r?\n\r?\n", re.S)
LONGEST_HEADER = 2**16
AROUND = 80  # bytes in which the beginning of a record certainly shows
GZIP = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its headers by lower-case name, its bytes, and what is wrong with it ("" where nothing is)."""

    headers: dict[str, str]
    body: bytes
    wrong: str = ""


def records_in(stream: BinaryIO, most: int) -> Iterator[Record]:
    """The records of a stream that is not compressed; of one longer than `most` bytes there is no body."""
    tape = _Tape(stream)
    while True:
        header = _next_header(tape)
        if header is None:
            break
        headers = _headers(header)
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or len(length) > 15:
            yield Record(headers, b"", "a record that does not say how long it is")
        elif int(length) > most:
            tape.pass_over(int(length))
            yield Record(headers, b"", f"larger than {most // 2**20} MB")
        else:
            yield _record(tape, headers, int(length))
    if tape.failure:
        yield Record({}, b"", f"broken off: {tape.failure}")


def _record(tape: _Tape, headers: dict[str, str], length: int) -> Record:
    """The record whose bytes begin here. A wrong length is told by what comes after, and the next record looked for."""
    tape.fill(length + AROUND)
    after = tape.held[length : length + AROUND].lstrip(b"\r\n")
    if len(tape.held) >= length and (not after or BEGIN.match(after)):
        return Record(headers, tape.take(length))
    found = BEGIN.search(tape.held)
    if found:
        tape.take(found.start())
        return Record(headers, b"", "its length is not as it says")
    short = len(tape.held) < length
    tape.take(min(length, len(tape.held)))
    return Record(headers, b"", "cut off before its end" if short else "its length is not as it says")


def _next_header(tape: _Tape) -> bytes | None:
    """The next record's header; what stands before it is passed over. None at the end."""
    while tape.fill(LONGEST_HEADER):
        begin = BEGIN.search(tape.held, 0, LONGEST_HEADER)
        if begin is None:
            tape.take(max(1, min(len(tape.held), LONGEST_HEADER) - AROUND))
            continue
        tape.take(begin.start())
        tape.fill(LONGEST_HEADER)
        header = HEADER.match(tape.held, 0, LONGEST_HEADER)
        if header:
            return tape.take(header.end())
        tape.take(1)
    return None


def _headers(header: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in header.decode("utf-8", "replace").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


class _Tape:
    """A stream with some of it held in memory; damage ends it, and is kept as `failure`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.held = b""
        self.failure = ""

    def fill(self, size: int) -> bytes:
        """Hold `size` bytes, if there are so many; what is held."""
        parts, have = [self.held], len(self.held)
        while have < size and (part := self._more()):
            parts.append(part)
            have += len(part)
        if len(parts) > 1:
            self.held = b"".join(parts)
        return self.held

    def take(self, size: int) -> bytes:
        """The next bytes, which are held no more."""
        taken, self.held = self.held[:size], self.held[size:]
        return taken

    def pass_over(self, size: int) -> None:
        """Pass over so many bytes, but not over the beginning of another record: a length may be a lie."""
        while size > 0 and self.fill(CHUNK):
            begin = BEGIN.search(self.held, 0, size)
            step = begin.start() if begin else max(1, min(size, len(self.held) - AROUND))
            self.take(step)
            size = 0 if begin else size - step

    def _more(self) -> bytes:
        try:
            return self._stream.read(CHUNK)
        except BROKEN as error:
            self.failure = str(error) or type(error).__name__
            return b""


class Members:
    """The bytes of a gzip file, member by member: after a damaged one the next is looked for. Has `read(size)`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._packed = b""
        self._member = None  # type: zlib._Decompress | None
        self.damaged = 0

    def read(self, size: int = -1, /) -> bytes:
        """Some bytes, at most `size`; none at the end."""
        most = size if size > 0 else CHUNK
        while True:
            if not self._packed:
                self._packed = self._stream.read(CHUNK)
                if not self._packed:
                    return self._end()
            if self._member is None and not self._begin():
                continue
            assert self._member is not None
            try:
                out = self._member.decompress(self._packed, most)
            except zlib.error:
                self._fail()
                continue
            self._packed = self._member.unused_data or self._member.unconsumed_tail
            if self._member.eof:
                self._member = None
            if out:
                return out

    def _begin(self) -> bool:
        """Begin the next member, wherever it is; False where more has to be read first."""
        at = self._packed.find(GZIP)
        if at < 0:
            self._packed = self._packed[-2:] if len(self._packed) > 2 else self._packed
            more = self._stream.read(CHUNK)
            self._packed = self._packed + more if more else b""
            return False
        self._packed = self._packed[at:]
        self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return True

    def _fail(self) -> None:
        self.damaged += 1
        self._member = None
        self._packed = self._packed[1:]

    def _end(self) -> bytes:
        if self._member is not None:
            self.damaged += 1
            self._member = None
        return b""
