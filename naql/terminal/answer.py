"""Answers and entities as a terminal shows them: sides, chains, origins, dates, exact words and where they stand."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import msgspec
from rich.console import Console
from rich.text import Text

from naql.ledger.views import Answer, Entity, Excerpt, PageRef, Proposition, Side, Step, Voice
from naql.terminal.bidi import isolated, lines_of, plain
from naql.terminal.screen import screen

SHOWN = 25  # voices of one side before the rest is counted
VERBS = {"asserts": "Asserted", "denies": "Denied", "doubts": "Doubted", "asks": "Asked"}
COLOURS = {"asserts": "green", "denies": "red", "doubts": "yellow", "asks": "cyan"}
FROM = " ← "


def print_answer(answer: Answer, as_json: bool = False, console: Console | None = None) -> None:
    """Print an answer, or write it as one line of JSON."""
    if as_json:
        return _json(answer)
    console = console or screen(soft_wrap=False)
    console.print(Text(f"Looking for: {plain(answer.understood)}", style="dim"))
    if not answer.propositions:
        console.print(Text(plain(answer.message)))
    for number, proposition in enumerate(answer.propositions, 1):
        console.print()
        _print_proposition(console, number, proposition)
    return None


def print_entity(entity: Entity, as_json: bool = False, console: Console | None = None) -> None:
    """Print an entity, or write it as one line of JSON."""
    if as_json:
        return _json(entity)
    console = console or screen(soft_wrap=False)
    states = f" ({', '.join(entity.countries)})" if entity.countries else ""
    console.print(Text.assemble((plain(entity.name), "bold"), f"  {entity.kind}{states}"))
    for lang, names in entity.names.items():
        _wrapped(console, Text(f"{lang}: " + ", ".join(isolated(n, lang) for n in names)), 2)
    if entity.roles:
        _wrapped(console, Text("roles: " + ", ".join(isolated(r) for r in entity.roles)), 2)
    told = f"  {_many(entity.mentions, 'mention')} on {_many(len(entity.pages), 'page')}"
    console.print(Text(f"{told}, {_many(entity.statements, 'statement')} of its own"))
    for page in entity.pages[:SHOWN]:
        console.print(Text(f"    {_when(page)}  {plain(page.name)}", style="dim"))
        for shown in lines_of(page.headline, max(30, console.width - 8), page.lang):
            console.print(Text(f"      {shown}", style="dim"))
    for saying in entity.said:
        console.print()
        line = Text.assemble((_chain(saying.chain, saying.page), "bold"), f"  {saying.act}, {_when(saying.page)}")
        _wrapped(console, line, 2)
        _words(console, saying.words, saying.page)
    for reason in entity.reasons[:5]:
        _wrapped(console, Text(f"one because {plain(reason)}", style="dim"), 2)
    return None


def _json(view: Any) -> None:
    sys.stdout.write(msgspec.json.encode(view).decode() + "\n")


def _print_proposition(console: Console, number: int, p: Proposition) -> None:
    lines = list(lines_of(p.label, max(30, console.width - 6), p.lang))
    console.print(Text(f"{number}. {lines[0] if lines else ''}", style="bold"))
    for line in lines[1:]:
        console.print(Text(f"   {line}", style="bold"))
    dates = " to ".join(dict.fromkeys(d[:10] for d in (p.first_at, p.last_at) if d)) or "undated"
    about = f"{plain(p.form)} · " if p.form else ""
    _wrapped(console, Text(f"{about}{_many(p.pages, 'page')} ({', '.join(p.langs)}) · {dates}", style="dim"), 3)
    for side in p.sides:
        _print_side(console, side)


def _print_side(console: Console, side: Side) -> None:
    _wrapped(console, Text(_summary(side), style=f"bold {COLOURS[side.stance]}"), 3)
    for voice in side.voices[:SHOWN]:
        _wrapped(console, _voice_line(voice), 5)
        _words(console, voice.words, voice.page)
    if len(side.voices) > SHOWN:
        console.print(Text(f"     and {_many(len(side.voices) - SHOWN, 'more statement')}", style="dim"))


def _summary(side: Side) -> str:
    """Who stands behind a side, in one line."""
    parts = []
    if side.origins:
        names = ", ".join(
            isolated(o.name) + (f" (through {', '.join(isolated(t) for t in o.through)})" if o.through else "")
            for o in side.origins
        )
        parts.append(f"by {_many(len(side.origins), 'independent origin')}: {names}")
    if side.unknown:
        parts.append(f"{_many(side.unknown, 'statement')} with no known origin: {', '.join(_nameless(side))}")
    if not parts:
        parts.append("only by retelling")
    return f"{VERBS[side.stance]} {'; '.join(parts)}"


def _nameless(side: Side) -> list[str]:
    """How the sources without a name are described, each once."""
    own = {"headline": "a headline", "page": "the page itself"}
    voices = [v for v in side.voices if not v.known and not v.retells and not v.copied_from]
    return list(dict.fromkeys(isolated(v.origin or own.get(v.voice, "nobody named")) for v in voices))


def _voice_line(voice: Voice) -> Text:
    what = voice.act or {"page": "in its own voice", "headline": "in its headline"}.get(voice.voice, "")
    line = Text.assemble((_chain(voice.chain, voice.page), "bold"), f"  {what}, {_when(voice.page)}")
    if voice.copied_from:
        line.append(f"  [a copy of {plain(voice.copied_from)}]", "dim")
    if voice.retells:
        line.append(f"  [hands on {plain(voice.retells)}]", "dim")
    return line


def _chain(steps: Iterable[Step], page: PageRef) -> str:
    """The tellers from the page on; a page whose outlet is not known goes by its own name."""
    return FROM.join(isolated(s.name or ("?" if s.statement_id else page.name)) for s in steps)


def _when(page: PageRef) -> str:
    if not page.published_at:
        return "undated"
    return page.published_at[:10] + (" (inferred)" if page.inferred else "")


def _words(console: Console, words: tuple[Excerpt, ...], page: PageRef) -> None:
    """The exact words, line by line in their own direction, and the page and offsets where they stand."""
    for excerpt in words:
        for line in lines_of(excerpt.text, max(30, console.width - 8), page.lang):
            console.print(Text(f"       {line}"))
    ranges = ", ".join(f"{w.start}-{w.end}" for w in words)
    _wrapped(console, Text(f"{plain(page.name)} {ranges}  {plain(page.url or '')}".rstrip(), style="dim"), 7)


def _wrapped(console: Console, text: Text, indent: int) -> None:
    """Print text cut at blanks, each line indented."""
    for line in text.wrap(console, max(30, console.width - indent)):
        line.rstrip()
        console.print(Text(" " * indent).append_text(line))


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
