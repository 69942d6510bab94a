"""Pages in files: JSON (one object a line, one, or a list) and whole files of HTML or text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

import msgspec

from naql.ingest.decode import decoded, is_binary
from naql.ingest.limits import TooLarge, lines_of, read_most
from naql.ingest.streams import BROKEN
from naql.records import Page, Skipped, content_id

HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|meta|div|article|p|table)\b",
    re.I | re.S,
)
TEXTS, MARKUPS = ("text", "body_text", "content"), ("html", "body", "raw_html")
NAMES, ADDRESSES, DATES = ("id", "name", "_id"), ("url", "link", "URL"), ("published", "date", "published_at")
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?")
Make = Callable[..., Page]


def json_lines(stream: BinaryIO, name: str, place: str, make: Make) -> Iterator[Page | Skipped]:
    """The pages of a stream of JSON Lines; a line that is none becomes `Skipped`. place: where the stream is from."""
    some = False
    try:
        for number, line in enumerate(lines_of(stream), 1):
            if line is None:
                some = True
                yield Skipped(id=f"{place}:{number}", stage="ingest", reason="a line larger than a page may be")
            elif line.strip():
                some = True
                yield _from_json(line, f"{name}:{number}", f"{place}:{number}", make)
    except BROKEN as error:
        yield Skipped(id=place, stage="ingest", reason=f"broken off: {error or type(error).__name__}")
        return
    if not some:
        yield Skipped(id=place, stage="ingest", reason="empty")


def json_file(stream: BinaryIO, name: str, place: str, make: Make) -> Iterator[Page | Skipped]:
    """The pages of a file of JSON: one record, or a list of them."""
    try:
        found = msgspec.json.decode(read_most(stream).removeprefix(b"\xef\xbb\xbf"))
    except TooLarge as error:
        yield Skipped(id=place, stage="ingest", reason=f"{error}; JSON Lines can be of any size")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield Skipped(id=place, stage="ingest", reason=f"no JSON: {error}")
    except BROKEN as error:
        yield Skipped(id=place, stage="ingest", reason=f"broken off: {error or type(error).__name__}")
    else:
        if not isinstance(found, list):
            yield _record(found, name, place, make)
            return
        if not found:
            yield Skipped(id=place, stage="ingest", reason="empty")
        for number, record in enumerate(found, 1):
            yield _record(record, f"{name}:{number}", f"{place}:{number}", make)


def _from_json(line: bytes, name: str, place: str, make: Make) -> Page | Skipped:
    try:
        return _record(msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf")), name, place, make)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Skipped(id=place, stage="ingest", reason=f"no JSON: {error}")


def _record(record: Any, name: str, place: str, make: Make) -> Page | Skipped:
    if not isinstance(record, dict):
        return Skipped(id=place, stage="ingest", reason="a JSON line that is no object")
    own = _first(record, NAMES)
    named = isinstance(own, str | int)
    text, markup = (_first(record, keys) for keys in (TEXTS, MARKUPS))
    body = text if isinstance(text, str) and text.strip() else markup
    if not isinstance(body, str) or not body.strip():
        reason = "neither text nor html in the record"
        return Skipped(id=str(own) if named else place, stage="ingest", reason=reason)
    media_type = "text/html" if HTML.match(body) or (body is markup and "<" in body) else "text/plain"
    known = {"url": _first(record, ADDRESSES), "published": iso_date(_first(record, DATES))}
    known |= {key: record.get(key) for key in ("outlet", "lang", "fetched_at")}
    if isinstance(outlet := known["outlet"], dict):
        known["outlet"] = outlet.get("name")
    given = {k: v for k, v in known.items() if isinstance(v, str) and v}
    return make(str(own) if named else name, body, media_type, **given)


def _first(record: dict[str, Any], keys: Iterable[str]) -> Any:
    return next((record[k] for k in keys if record.get(k) or record.get(k) == 0), None)


def iso_date(value: Any) -> str | None:
    """A date as records have it, in ISO 8601; None for one that is in no form that machines write."""
    if isinstance(value, int | float) and 0 < value < 1e11:
        return datetime.fromtimestamp(value, UTC).isoformat(timespec="minutes")
    if not isinstance(value, str):
        return None
    value = value.strip()
    try:
        if ISO_DATE.fullmatch(value):
            date.fromisoformat(value[:10])
            return value.replace(" ", "T", 1)
        return parsedate_to_datetime(value).isoformat(timespec="minutes")
    except (ValueError, TypeError, OverflowError):
        return None


def whole_file(stream: BinaryIO, name: str, place: str, make: Make) -> Iterator[Page | Skipped]:
    """A file that is one page of HTML or text."""
    body = whole(stream, place)
    yield body if isinstance(body, Skipped) else page_of(body, name, place, make)


def whole(stream: BinaryIO, place: str) -> bytes | Skipped:
    """All bytes of a stream, or why not."""
    try:
        return read_most(stream)
    except TooLarge as error:
        return Skipped(id=place, stage="ingest", reason=str(error))
    except BROKEN as error:
        return Skipped(id=place, stage="ingest", reason=f"broken off: {error or type(error).__name__}")


def page_of(
    body: bytes, name: str, place: str, make: Make, declared: str | None = None, **known: Any
) -> Page | Skipped:
    """A page from bytes, if they are text. declared: the charset that came with them; place: where they are from."""
    if not body.strip():
        return Skipped(id=place, stage="ingest", reason="empty")
    if is_binary(body):
        return Skipped(id=place, stage="ingest", reason="binary")
    text = decoded(body, declared)
    if not text.strip():
        return Skipped(id=place, stage="ingest", reason="empty")
    return make(name, text, "text/html" if HTML.match(text) else "text/plain", **known)


def maker(source: str, published: str | None, outlet: str | None, lang: str | None) -> Make:
    """A function that makes pages of one source, with what was handed in for all of them."""

    def make(name: str, body: str, media_type: str, **known: Any) -> Page:
        url = known.pop("url", None)
        return Page(
            page_id=content_id(url, body),
            name=name,
            body=body,
            media_type=media_type,
            url=url,
            outlet=known.pop("outlet", None) or outlet,
            published=known.pop("published", None) or published,
            lang=known.pop("lang", None) or lang,
            source=source,
            **known,
        )

    return make
