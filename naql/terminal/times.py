"""What `naql when` prints: the time expressions of a text with value, calendar, rule and why.

For people who write rules, and for those who doubt a date. It finds nothing itself.
"""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from naql.clean.identify import identify
from naql.errors import NaqlError
from naql.languages import load_pack
from naql.read.moments import moments_in
from naql.records import Moment
from naql.terminal.bidi import isolated
from naql.terminal.screen import screen


class UnknownLanguage(NaqlError):
    """A text whose language is not recognised; naming it helps."""


def print_times(text: str, lang: str | None, published: str | None, console: Console | None = None) -> None:
    """Print one line for each time expression; raises UnknownLanguage where the language cannot be told."""
    lang = lang or identify(text)
    if lang is None:
        raise UnknownLanguage("which language is this? say it with --lang")
    console = console or screen(markup=False)
    found = moments_in(text, load_pack(lang), published)
    if not found:
        console.print("no time expression found" + _hint(text, lang))
        return
    table = Table(box=None, pad_edge=False)
    for name in ("expression", "type", "value", "calendar", "rule", "why"):
        table.add_column(name, overflow="fold", no_wrap=name in ("type", "value"))
    for moment in found:
        table.add_row(*row_of(moment, text, lang))
    console.print(table)


def _hint(text: str, lang: str) -> str:
    """What may have gone wrong where nothing is found: no text, or one in another language than was said."""
    if not text.strip():
        return ": there is no text"
    looks = identify(text)
    return f": read as {lang}, but it looks like {looks} (--lang {looks})" if looks and looks != lang else ""


def row_of(moment: Moment, text: str, lang: str) -> tuple[str, ...]:
    """The cells of one expression."""
    against = f", counted from {moment.relative_to}" if moment.relative_to else ""
    why = f"{moment.reason or ''}{against}"
    words = isolated(moment.span.of(text), lang)
    return words, moment.type, moment.value, moment.calendar or "", " + ".join(moment.by), why
