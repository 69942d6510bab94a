"""Templates to answers: what comes from a ledger is escaped, addresses are links only where they are the web's."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from naql.ledger.views import Excerpt, Hit, Turn, Voice
from naql.web.interface import Interface, direction_for, direction_of, interface, wanted_language
from naql.web.marking import excerpt_of

FOLDER = Path(__file__).parent
COOKIE = "naql_ui"
YEAR = 365 * 24 * 3600

_templates = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Page(HTMLResponse):
    """HTML as UTF-8; a lone surrogate, which a broken page may hold, becomes a replacement mark."""

    def render(self, content: Any) -> bytes:
        """The bytes of the answer."""
        return str(content).encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode("utf-8")


def web_address(url: str | None) -> str | None:
    """The address, where a browser may follow it: http or https with a host; never a script, a file or data."""
    if not url or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def page_path(page_id: str, **query: Any) -> str:
    """The path of a page's view: `statement` shows one, `at` shows ranges of code points; it leads to the evidence."""
    given = {k: v for k, v in query.items() if v}
    anchor = "#evidence" if given else ""
    tail = f"?{urlencode(given, doseq=True)}" if given else ""
    return f"/page/{quote(page_id, safe='')}{tail}{anchor}"


def ranges_of(excerpts: tuple[Excerpt, ...]) -> list[str]:
    """Excerpts as the ranges that `at` takes."""
    return [f"{e.start}-{e.end}" for e in excerpts]


def voice_path(voice: Voice) -> str:
    """Where a voice is to be seen on its page."""
    if voice.statement_id:
        return page_path(voice.page.article_id, statement=voice.statement_id)
    return page_path(voice.page.article_id, at=ranges_of(voice.words))


def context_path(voice: Voice) -> str:
    """What shows a voice's words with some of the page around them, to be put in place."""
    return f"/context/{quote(voice.page.article_id, safe='')}?{urlencode({'at': ranges_of(voice.words)}, doseq=True)}"


def with_query(request: Request, **changed: Any) -> str:
    """The path of this request with some of its query changed."""
    query = {k: v for k, v in request.query_params.multi_items() if k not in changed and k != "ui"}
    query.update({k: v for k, v in changed.items() if v})
    return f"{quote(request.url.path)}{'?' + urlencode(query) if query else ''}"


def marked(hit: Hit) -> list[tuple[str, bool]]:
    """A hit's snippet in pieces, each with whether it was looked for."""
    pieces, at = [], 0
    for start, end in hit.marked:
        pieces += [(hit.snippet[at:start], False), (hit.snippet[start:end], True)]
        at = end
    return [(text, found) for text, found in [*pieces, (hit.snippet[at:], False)] if text]


def by_day(turns: Iterable[Turn]) -> list[tuple[str | None, list[Turn]]]:
    """Turns of a timeline under the days on which they fell, in their order."""
    return [(day, list(held)) for day, held in groupby(turns, key=lambda t: t.at[:10] if t.at else None)]


_templates.filters.update(brief=excerpt_of, web_address=web_address, groupby_day=by_day)
_templates.globals.update(
    direction_of=direction_of,
    direction_for=direction_for,
    marked=marked,
    page_path=page_path,
    voice_path=voice_path,
    context_path=context_path,
    with_query=with_query,
)


def interface_for(request: Request) -> Interface:
    """The interface in the language of this request."""
    accepted = request.headers.get("accept-language", "")
    return interface(wanted_language(request.query_params.get("ui"), request.cookies.get(COOKIE), accepted))


def rendered(request: Request, template: str, status: int = 200, **given: Any) -> Page:
    """A template as an answer, in the language of the request; one asked for by `ui` is kept for the next request."""
    ui = interface_for(request)
    html = _templates.get_template(template).render(request=request, ui=ui, say=ui.say, count=ui.count, **given)
    headers = {"cache-control": "no-store", "content-language": ui.lang, "vary": "Accept-Language, Cookie"}
    answer = Page(html, status, headers)
    asked = request.query_params.get("ui")
    if asked == ui.lang:
        answer.set_cookie(COOKIE, ui.lang, max_age=YEAR, path="/", httponly=True, samesite="strict")
    return answer
