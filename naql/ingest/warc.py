"""WARC files, as crawls and Common Crawl's News crawl have them: response and conversion records as pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from naql.ingest.files import BROKEN, Make, page_of
from naql.ingest.limits import MOST_BYTES, TooLarge, read_most
from naql.records import Page, Skipped

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
TYPES = ("text/html", "application/xhtml", "text/plain")


def warc_pages(path: Path, make: Make) -> Iterator[Page | Skipped]:
    """The pages of a WARC, compressed or not; a record that cannot be read is skipped and the reading goes on."""
    wanted = WarcRecordType.response | WarcRecordType.conversion
    number = 0
    try:
        for record in ArchiveIterator(str(path), record_types=wanted, parse_http=False, fsspec_args=False):
            number += 1
            yield from _record(record, f"{path.name}#{number}", make)
    except (*BROKEN, ValueError, RuntimeError) as error:
        yield Skipped(id=path.name, stage="ingest", reason=f"broken off after {number} records: {error}")


def _record(record: Any, name: str, make: Make) -> Iterator[Page | Skipped]:
    url = record.headers.get("WARC-Target-URI")
    name = url or name
    try:
        if record.content_length > 2 * MOST_BYTES:
            raise TooLarge(f"larger than {MOST_BYTES // 2**20} MB")
        declared, kind = None, "text/plain"
        if record.record_type == WarcRecordType.response:
            record.parse_http(auto_decode="all", quirks_mode=True)
            if record.http_headers is None:
                yield Skipped(id=name, stage="ingest", reason="a response without HTTP headers")
                return
            if (status := record.http_headers.status_code) and status != 200:
                yield Skipped(id=name, stage="ingest", reason=f"HTTP status {status}")
                return
            kind = record.http_content_type or "text/html"
            found = CHARSET.search(record.http_headers.get("Content-Type") or "")
            declared = record.http_charset or (found.group(1) if found else None)
        if not kind.startswith(TYPES):
            yield Skipped(id=name, stage="ingest", reason=f"not a page: {kind}")
            return
        yield page_of(read_most(record.reader), name, make, declared, url=url, fetched_at=_time(record))
    except TooLarge as error:
        yield Skipped(id=name, stage="ingest", reason=str(error))
    except (*BROKEN, ValueError, RuntimeError, UnicodeError) as error:
        yield Skipped(id=name, stage="ingest", reason=f"unreadable record: {error}")


def _time(record: Any) -> str | None:
    try:
        return record.record_date.isoformat() if record.record_date else None
    except (ValueError, AttributeError):
        return None
