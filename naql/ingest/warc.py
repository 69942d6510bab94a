"""WARC files, as crawls and Common Crawl's News crawl have them: response, conversion and resource records as pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from fastwarc.warc import ArchiveIterator

from naql.ingest.files import Make, page_of
from naql.ingest.limits import MOST_BYTES, TooLarge, read_most
from naql.ingest.streams import BROKEN, MAGIC, opened
from naql.ingest.warc_records import Members, Record, records_in
from naql.records import Page, Skipped

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
TYPES = ("text/html", "application/xhtml", "text/plain")
WANTED = ("response", "conversion", "resource")
FAILURES = (*BROKEN, ValueError, RuntimeError, UnicodeError, StopIteration)


def warc_file(path: Path, make: Make) -> Iterator[Page | Skipped]:
    """The pages of a WARC file, compressed or not."""
    with path.open("rb") as raw:
        if MAGIC.get(raw.read(3)) == "gzip":
            raw.seek(0)
            members = Members(raw)
            yield from warc_pages(cast(BinaryIO, members), path.name, make)
            if members.damaged:
                reason = f"its compression is damaged in {members.damaged} places; what stood there is lost"
                yield Skipped(id=str(path), stage="ingest", reason=reason)
            return
    with opened(path) as stream:
        yield from warc_pages(stream, path.name, make)


def warc_pages(stream: BinaryIO, name: str, make: Make) -> Iterator[Page | Skipped]:
    """The pages of a WARC's bytes; a record that cannot be read is skipped and the reading goes on.

    name: what the WARC is called.
    """
    number = 0
    for number, record in enumerate(records_in(stream, 2 * MOST_BYTES), 1):
        if record.headers.get("warc-type", "response").lower() in WANTED:
            yield _page(record, f"{name}#{number}", make)
    if not number:
        yield Skipped(id=name, stage="ingest", reason="no record of a WARC in it")


def _page(record: Record, place: str, make: Make) -> Page | Skipped:
    url = record.headers.get("warc-target-uri", "").strip("<>") or None
    name = url or place
    if record.wrong:
        return Skipped(id=name, stage="ingest", reason=f"unreadable record: {record.wrong}")
    if record.headers.get("warc-type", "").lower() != "response":
        kind, declared, body = record.headers.get("content-type", "text/plain"), None, record.body
    else:
        try:
            answer = _answer(record.body)
        except TooLarge as error:
            return Skipped(id=name, stage="ingest", reason=str(error))
        if isinstance(answer, str):
            return Skipped(id=name, stage="ingest", reason=answer)
        kind, declared, body = answer
    if len(body) > MOST_BYTES:
        return Skipped(id=name, stage="ingest", reason=f"larger than {MOST_BYTES // 2**20} MB")
    if not kind.lower().startswith(TYPES):
        return Skipped(id=name, stage="ingest", reason=f"not a page: {kind}")
    return page_of(body, name, name, make, declared, url=url, fetched_at=_time(record))


def _answer(body: bytes) -> tuple[str, str | None, bytes] | str:
    """(media type, declared charset, content) of an HTTP response, or why there is none. Raises TooLarge.

    Transfer and content encodings are undone; crawlers keep the headers of encodings that they undid themselves, so
    what cannot be decoded is taken as it is.
    """
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    whole = head + b"Content-Length: %d\r\n\r\n" % len(body) + body + b"\r\n\r\n"
    plain: tuple[str, str | None, bytes] | str = "a response without HTTP headers"
    for encodings in ("all", "none"):
        try:
            record = next(iter(ArchiveIterator(io.BytesIO(whole), parse_http=False, fsspec_args=False)))
            record.parse_http(auto_decode=encodings, quirks_mode=True)
            plain = _content(record)
            break
        except FAILURES as error:
            plain = f"unreadable record: {error}"
    return plain


def _content(record: Any) -> tuple[str, str | None, bytes] | str:
    if record.http_headers is None:
        return "a response without HTTP headers"
    if (status := record.http_headers.status_code) and status != 200:
        return f"HTTP status {status}"
    found = CHARSET.search(record.http_headers.get("Content-Type") or "")
    declared = record.http_charset or (found.group(1) if found else None)
    kind = record.http_content_type or "text/html"
    return kind, declared, read_most(record.reader) if kind.lower().startswith(TYPES) else b""


def _time(record: Record) -> str | None:
    """When the record was fetched, ISO 8601; None where it does not say so."""
    value = record.headers.get("warc-date", "")
    try:
        return datetime.fromisoformat(value.replace("Z", "+00:00")).isoformat(timespec="seconds")
    except ValueError:
        return None
