"""Bytes as they come: files and folders opened, compression undone, and what a stream is told from how it begins.

It reads no page; `naql.ingest.sources` decides who does.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

BROKEN = (OSError, EOFError, zlib.error, zstandard.ZstdError, gzip.BadGzipFile)
"""What broken, cut and unreadable streams raise."""
PACKED = {".gz": "gzip", ".zst": "zstd"}
MAGIC = {b"\x1f\x8b\x08": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
WARC = (".warc", ".wet", ".wat")
JSON_LINES = (".jsonl", ".ndjson", ".jl")
FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?[^>]*>|<!doctype\s+rss[^>]*>)*<(?:rss|feed|rdf:rdf)\b", re.I | re.S
)
HEAD = 4096
WRAPPED = 3  # how many compressions around one another are undone


def files_in(path: Path) -> Iterator[Path | OSError]:
    """The files of a folder in order, hidden ones left out, one at a time; a file alone is itself.

    A folder that cannot be looked into comes as the error that says so.
    """
    if not path.is_dir():
        yield path
        return
    try:
        with os.scandir(path) as found:
            names = sorted(entry.name for entry in found if not entry.name.startswith("."))
    except OSError as error:
        yield error
        return
    for name in names:
        inner = path / name
        if inner.is_dir():
            if not inner.is_symlink():
                yield from files_in(inner)
        elif inner.is_file():
            yield inner


def stem_of(path: Path) -> tuple[str, str]:
    """(name without its endings, its ending under any compression's), as in ("a", ".warc") for a.warc.gz."""
    names = [path.name]
    while Path(names[-1]).suffix.lower() in PACKED:
        names.append(Path(names[-1]).stem)
    inner = Path(names[-1])
    return inner.stem, inner.suffix.lower()


def opened(path: Path) -> io.BufferedReader:
    """The file's bytes, decompressed as its name or its first bytes say; a stream."""
    kind = PACKED.get(path.suffix.lower())
    raw = path.open("rb")
    return unpacked(_unpacked(raw, kind) if kind else raw)


def unpacked(stream: io.BufferedReader) -> io.BufferedReader:
    """The stream, decompressed where its first bytes are those of a compression."""
    for _ in range(WRAPPED):
        head = stream.peek(4)[:4]
        kind = next((kind for magic, kind in MAGIC.items() if head.startswith(magic)), None)
        if kind is None:
            break
        stream = _unpacked(stream, kind)
    return stream


def _unpacked(stream: BinaryIO, kind: str) -> io.BufferedReader:
    if kind == "gzip":
        return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=stream, mode="rb")))
    reader = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True, closefd=True)
    return io.BufferedReader(cast(io.RawIOBase, reader))


def kind_of(stream: io.BufferedReader, ending: str, told: bool = True) -> str:
    """What a stream holds: warc, lines (JSON Lines), json, feed or page, from its file's ending and its first bytes.

    told: whether the ending can be believed; standard input has none, and JSON is looked for in its bytes.
    """
    head = stream.peek(HEAD)[:HEAD]
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if ending in WARC or begin.startswith(b"WARC/"):
        return "warc"
    if ending in JSON_LINES:
        return "lines"
    if FEED.match(head):
        return "feed"
    if (ending == ".json" or not told) and begin.startswith((b"{", b"[")):
        return "json" if begin.startswith(b"[") or begin[1:].lstrip(b" \t").startswith((b"\n", b"\r")) else "lines"
    return "page"
