"""Sources as a user names them -> pages: paths, addresses, standard input; repeated pages are taken once."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from naql.errors import BadSource
from naql.ingest.feeds import address_pages, feed_pages
from naql.ingest.files import Make, json_file, json_lines, maker, whole, whole_file
from naql.ingest.limits import Seen
from naql.ingest.streams import BROKEN, WARC, files_in, kind_of, opened, stem_of, unpacked
from naql.ingest.visits import Visits
from naql.ingest.warc import warc_file, warc_pages
from naql.records import Page, Skipped

STDIN = "-"


def pages(
    sources: Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    lang: str | None = None,
    visits: Visits | None = None,
) -> Iterator[Page | Skipped]:
    """The pages of all sources, in order; what cannot be read comes out as `Skipped`.

    A source is a file or folder (HTML, text, JSON, JSON Lines, feed, WARC, each also as .gz or .zst), an http(s)
    address of a page or feed, or "-" for standard input. published, outlet, lang: known of all pages that do not say
    otherwise. visits: what addresses said when they were last fetched; it is for the caller to save it. Raises
    BadSource for a source that does not exist.
    """
    wanted = [str(s) for s in sources]
    for source in wanted:
        if not _is_address(source) and source != STDIN and not (source and _exists(Path(source))):
            raise BadSource(f"no such file or folder: {source or repr(source)}")
    return _once(_all(wanted, published, outlet, lang, visits))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _all(
    sources: list[str], published: str | None, outlet: str | None, lang: str | None, visits: Visits | None
) -> Iterator[Page | Skipped]:
    fetcher = None
    try:
        for source in sources:
            make = maker(source, published, outlet, lang)
            if source == STDIN:
                yield from _stream(unpacked(io.BufferedReader(sys.stdin.buffer)), "stdin", make)  # type: ignore[arg-type]
            elif _is_address(source):
                from naql.ingest.fetch import Fetcher  # here, because HTTP is needed for addresses alone

                fetcher = fetcher or Fetcher(visits)
                yield from address_pages(source, make, fetcher)
            else:
                for file in files_in(Path(source)):
                    if isinstance(file, OSError):
                        yield Skipped(id=str(file.filename), stage="ingest", reason=f"cannot be read: {file.strerror}")
                    else:
                        yield from _file(file, maker(str(file), published, outlet, lang))
    finally:
        if fetcher:
            fetcher.close()


def _once(found: Iterator[Page | Skipped]) -> Iterator[Page | Skipped]:
    seen = Seen()
    for page in found:
        if isinstance(page, Page) and seen.again(page.page_id):
            yield Skipped(id=page.place, stage="ingest", reason="the same page came before")
        else:
            yield page


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _file(path: Path, make: Make) -> Iterator[Page | Skipped]:
    name, ending = stem_of(path)
    try:
        if ending in WARC:
            yield from warc_file(path, make)
            return
        with opened(path) as stream:
            yield from _pages_in(stream, kind_of(stream, ending), name, str(path), make)
    except BROKEN as error:
        reason = getattr(error, "strerror", None) or error or type(error).__name__
        yield Skipped(id=str(path), stage="ingest", reason=f"cannot be read: {reason}")


def _stream(stream: io.BufferedReader, name: str, make: Make) -> Iterator[Page | Skipped]:
    """Standard input: whatever its first bytes are those of."""
    try:
        yield from _pages_in(stream, kind_of(stream, "", told=False), name, name, make)
    except BROKEN as error:
        yield Skipped(id=name, stage="ingest", reason=f"cannot be read: {error or type(error).__name__}")


def _pages_in(stream: io.BufferedReader, kind: str, name: str, place: str, make: Make) -> Iterator[Page | Skipped]:
    if kind == "warc":
        yield from warc_pages(stream, name, make)
    elif kind == "lines":
        yield from json_lines(stream, name, place, make)
    elif kind == "json":
        yield from json_file(stream, name, place, make)
    elif kind == "feed":
        body = whole(stream, place)
        yield from [body] if isinstance(body, Skipped) else feed_pages(body, name, place, make)
    else:
        yield from whole_file(stream, name, place, make)
