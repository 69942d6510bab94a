"""Sources as a user names them -> pages: paths, addresses, standard input; repeated pages are taken once."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from naql.errors import BadSource
from naql.ingest.feeds import address_pages, feed_pages
from naql.ingest.files import BROKEN, FEED, WARC, Make, files_in, json_lines, maker, opened, stem_of, whole_file
from naql.ingest.limits import MOST_BYTES, Seen, TooLarge, read_most
from naql.ingest.warc import warc_pages
from naql.records import Page, Skipped

JSON_LINES = (".jsonl", ".ndjson", ".jl")
FEEDS = (".xml", ".rss", ".atom", ".rdf")
STDIN = "-"


def pages(
    sources: Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    lang: str | None = None,
    state: Path | None = None,
) -> Iterator[Page | Skipped]:
    """The pages of all sources, in order; what cannot be read comes out as `Skipped`.

    A source is a file or folder (HTML, text, JSON Lines, feed, WARC, each also as .gz or .zst), an http(s) address of
    a page or feed, or "-" for standard input. published, outlet, lang: known of all pages that do not say otherwise.
    state: file in which fetching remembers what it has seen. Raises BadSource for a source that does not exist.
    """
    wanted = [str(s) for s in sources]
    for source in wanted:
        if not _is_address(source) and source != STDIN and not Path(source).exists():
            raise BadSource(f"no such file or folder: {source}")
    return _once(_all(wanted, published, outlet, lang, state))


def _all(
    sources: list[str], published: str | None, outlet: str | None, lang: str | None, state: Path | None
) -> Iterator[Page | Skipped]:
    fetcher = None
    try:
        for source in sources:
            make = maker(source, published, outlet, lang)
            if source == STDIN:
                yield from _stream(io.BufferedReader(sys.stdin.buffer), "stdin", make)  # type: ignore[arg-type]
            elif _is_address(source):
                from naql.ingest.fetch import Fetcher  # here, because HTTP is needed for addresses alone

                fetcher = fetcher or Fetcher(state)
                yield from address_pages(source, make, fetcher)
            else:
                for file in files_in(Path(source)):
                    yield from _file(file, maker(str(file), published, outlet, lang))
    finally:
        if fetcher:
            fetcher.close()


def _once(found: Iterator[Page | Skipped]) -> Iterator[Page | Skipped]:
    seen = Seen()
    for page in found:
        if isinstance(page, Page) and seen.again(page.page_id):
            yield Skipped(id=page.name, stage="ingest", reason="the same page came before")
        else:
            yield page


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _file(path: Path, make: Make) -> Iterator[Page | Skipped]:
    name, kind = stem_of(path)
    try:
        if kind in WARC:
            yield from warc_pages(path, make)
            return
        if path.suffix == kind and kind not in JSON_LINES and path.stat().st_size > MOST_BYTES:
            yield Skipped(id=name, stage="ingest", reason=f"larger than {MOST_BYTES // 2**20} MB")
            return
        with opened(path) as stream:
            if kind in JSON_LINES:
                yield from json_lines(stream, name, make)
            elif kind in FEEDS:
                yield from _feed_or_page(stream, name, make)
            else:
                yield from whole_file(stream, name, make)
    except BROKEN as error:
        yield Skipped(id=name, stage="ingest", reason=f"cannot be read: {error}")


def _feed_or_page(stream: BinaryIO, name: str, make: Make) -> Iterator[Page | Skipped]:
    try:
        body = read_most(stream)
    except TooLarge as error:
        yield Skipped(id=name, stage="ingest", reason=str(error))
        return
    if FEED.match(body[:4096].decode("latin-1").removeprefix("ï»¿")):
        yield from feed_pages(body, name, make)
    else:
        yield from whole_file(io.BytesIO(body), name, make)


def _stream(stream: io.BufferedReader, name: str, make: Make) -> Iterator[Page | Skipped]:
    """Standard input: JSON Lines where it begins with an object, otherwise one page."""
    head = stream.peek(64).lstrip()
    if head.startswith((b"{", b"\xef\xbb\xbf{")):
        yield from json_lines(stream, name, make)
    else:
        yield from whole_file(stream, name, make)
