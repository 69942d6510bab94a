"""Files, folders and JSON Lines as pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from naql.errors import BadSource
from naql.records import Page, Skipped, content_id


def pages(
    sources: Iterable[str | Path], *, published: str | None = None, outlet: str | None = None, lang: str | None = None
) -> Iterator[Page | Skipped]:
    """The pages of all sources, in order; what cannot be read comes out as `Skipped`.

    Raises BadSource for a source that does not exist.
    """
    for source in sources:
        path = Path(source)
        if not path.exists():
            raise BadSource(f"no such file or folder: {source}")
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if file.suffix == ".jsonl":
                for line in file.read_text(encoding="utf-8").splitlines():
                    r = msgspec.json.decode(line)
                    body = r.get("text") or r["html"]
                    yield Page(
                        page_id=content_id(r.get("url"), body),
                        name=r["id"],
                        body=body,
                        url=r.get("url"),
                        media_type="text/plain" if r.get("text") else "text/html",
                        outlet=r.get("outlet") or outlet,
                        published=r.get("published") or published,
                        lang=r.get("lang") or lang,
                        source=str(file),
                    )
            else:
                body = file.read_text(encoding="utf-8")
                yield Page(
                    page_id=content_id(None, body),
                    name=file.stem,
                    body=body,
                    outlet=outlet,
                    published=published,
                    media_type="text/html" if file.suffix == ".html" else "text/plain",
                    lang=lang,
                    source=str(file),
                )
