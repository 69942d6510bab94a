"""Files and folders, plain or compressed, and JSON Lines, as pages."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import zstandard

from naql.ingest.decode import decoded, is_binary
from naql.ingest.limits import TooLarge, lines_of, read_most
from naql.records import Page, Skipped, content_id

HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|meta|div|article|p|table)\b",
    re.I | re.S,
)
FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:rdf)\b", re.I | re.S)
PACKED = (".gz", ".zst")
WARC = (".warc", ".wet", ".wat")
TEXTS, MARKUPS = ("text", "body_text", "content"), ("html", "body", "raw_html")
NAMES, ADDRESSES, DATES = ("id", "name", "_id"), ("url", "link", "URL"), ("published", "date", "published_at")
BROKEN = (OSError, EOFError, zlib.error, zstandard.ZstdError, gzip.BadGzipFile)
Make = Callable[..., Page]


def stem_of(path: Path) -> tuple[str, str]:
    """(name without its endings, its ending under any compression's), as in ("a", ".warc") for a.warc.gz."""
    names = [path.name]
    while Path(names[-1]).suffix.lower() in PACKED:
        names.append(Path(names[-1]).stem)
    inner = Path(names[-1])
    return inner.stem, inner.suffix.lower()


def opened(path: Path) -> BinaryIO:
    """The file's bytes, decompressed as its name says; a stream."""
    suffix = path.suffix.lower()
    if suffix == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value]
    raw = path.open("rb")
    if suffix == ".zst":
        return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True, closefd=True))
    return raw


def files_in(path: Path) -> Iterable[Path]:
    """The files of a folder in order, hidden ones left out; a file alone is itself."""
    if not path.is_dir():
        return [path]
    found = (p for p in path.rglob("*") if p.is_file())
    return sorted(p for p in found if not any(part.startswith(".") for part in p.relative_to(path).parts))


def json_lines(stream: BinaryIO, name: str, make: Make) -> Iterator[Page | Skipped]:
    """The pages of a stream of JSON Lines; a line that is none becomes `Skipped`."""
    try:
        for number, line in enumerate(lines_of(stream), 1):
            if line is None:
                yield Skipped(id=f"{name}:{number}", stage="ingest", reason="a line larger than a page may be")
            elif line.strip():
                yield _record(line, f"{name}:{number}", make)
    except BROKEN as error:
        yield Skipped(id=name, stage="ingest", reason=f"broken off: {error or type(error).__name__}")


def _record(line: bytes, place: str, make: Make) -> Page | Skipped:
    try:
        record = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Skipped(id=place, stage="ingest", reason=f"no JSON: {error}")
    if not isinstance(record, dict):
        return Skipped(id=place, stage="ingest", reason="a JSON line that is no object")
    name = str(_first(record, NAMES) or place)
    text, markup = (_first(record, keys) for keys in (TEXTS, MARKUPS))
    body = text if isinstance(text, str) and text.strip() else markup
    if not isinstance(body, str) or not body.strip():
        return Skipped(id=name, stage="ingest", reason="neither text nor html in the record")
    media_type = "text/html" if HTML.match(body) or (body is markup and "<" in body) else "text/plain"
    known = {"url": _first(record, ADDRESSES), "published": _first(record, DATES)}
    known |= {key: record.get(key) for key in ("outlet", "lang", "fetched_at")}
    return make(name, body, media_type, **{k: v for k, v in known.items() if isinstance(v, str) and v})


def _first(record: dict[str, Any], keys: Iterable[str]) -> Any:
    return next((record[k] for k in keys if record.get(k)), None)


def whole_file(stream: BinaryIO, name: str, make: Make) -> Iterator[Page | Skipped]:
    """A file that is one page of HTML or text."""
    try:
        body = read_most(stream)
    except TooLarge as error:
        yield Skipped(id=name, stage="ingest", reason=str(error))
        return
    except BROKEN as error:
        yield Skipped(id=name, stage="ingest", reason=f"broken off: {error or type(error).__name__}")
        return
    yield page_of(body, name, make)


def page_of(body: bytes, name: str, make: Make, declared: str | None = None, **known: Any) -> Page | Skipped:
    """A page from bytes, if they are text."""
    if not body.strip():
        return Skipped(id=name, stage="ingest", reason="empty")
    if is_binary(body):
        return Skipped(id=name, stage="ingest", reason="binary")
    text = decoded(body, declared)
    if not text.strip():
        return Skipped(id=name, stage="ingest", reason="empty")
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
