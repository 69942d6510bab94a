"""A page on a terminal: its text with what was found on it in colour, a legend, and its statements one by one.

Letters stay in their logical order and none is added between them: the terminal orders and joins them. Each printed
line stands in an isolate of its own, so that a line that runs right to left disturbs nothing beside it. Where there is
no colour (a pipe, NO_COLOR), the list of statements under the text still says everything.
"""

from __future__ import annotations

import unicodedata

from rich.console import Console
from rich.text import Text

from naql.languages import languages, load_pack
from naql.records import Article, Reading, Span, Statement
from naql.terminal.bidi import END, FIRST, JOINERS, OPENING, isolated, plain
from naql.terminal.output import chain_of
from naql.terminal.screen import screen

# later ones are painted over earlier ones
STYLES = {
    "furniture": "dim",
    "headline": "bold",
    "content": "cyan",
    "name": "underline",
    "date": "yellow",
    "source": "bold green",
    "cue": "bold magenta",
}
LEGEND = ("source", "cue", "content", "name", "date", "headline", "furniture")
WORDS = 160  # letters of a content in the list of statements
FROM = " ← "


def print_page(reading: Reading, console: Console | None = None) -> None:
    """Print a page: what it is, its marked text, its statements with their chains and places."""
    console = console or screen(soft_wrap=False)
    article = reading.article
    _print_head(console, article)
    console.print(_legend())
    console.print()
    for line in marked_lines(reading, max(20, console.width - 1)):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    console.print()
    _print_statements(console, reading)


def _print_head(console: Console, a: Article) -> None:
    published = (a.published_at or "undated")[:10] + (" (inferred)" if a.published_from == "inferred" else "")
    console.print(Text.assemble((plain(a.name), "bold"), f"  {isolated(a.outlet or 'unknown outlet')}, {published}"))
    console.print(Text("  ".join(x for x in (f"[{a.lang}]", isolated(a.url or "")) if x), style="dim"))


def _legend() -> Text:
    legend = Text()
    for name in LEGEND:
        legend.append(name, STYLES[name]).append("  ")
    return legend


def painted(reading: Reading) -> Text:
    """The page's text in colour, letter for letter as long as it is there; control characters become blanks."""
    article = reading.article
    text = Text("".join(_shown(c) for c in article.page_text))
    for name, spans in spans_by_mark(reading).items():
        for span in spans:
            text.stylize(STYLES[name], span.start, span.end)
    return text


def spans_by_mark(reading: Reading) -> dict[str, list[Span]]:
    """What is marked on a page, by the name of the mark, in the order of STYLES."""
    a, statements = reading.article, reading.statements
    return {
        "furniture": list(a.furniture),
        "headline": [a.headline] if a.headline else [],
        "content": [span for s in statements for span in s.content],
        "name": [m.span for m in reading.mentions],
        "date": [m.span for m in reading.moments],
        "source": [s.source for s in statements if s.source],
        "cue": [s.cue for s in statements if s.cue],
    }


def marked_lines(reading: Reading, width: int) -> list[Text]:
    """The painted text cut at blanks into lines of at most `width` cells, each isolated; blank lines one at a time."""
    lang = reading.article.lang
    opening = OPENING[load_pack(lang).info.direction] if lang in languages() else FIRST
    ruler = Console(width=width)
    lines: list[Text] = []
    for paragraph in painted(reading).split("\n", allow_blank=True):
        if not paragraph.plain.strip():
            if lines and lines[-1].plain:
                lines.append(Text())
            continue
        for line in paragraph.wrap(ruler, width):
            line.rstrip()
            lines.append(_isolated_line(line, opening))
    return lines


def _isolated_line(line: Text, opening: str) -> Text:
    """The line in an isolate of its page's direction, where any of its letters runs right to left."""
    if not any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in line.plain):
        return line
    return Text(opening).append_text(line).append(END)


def _shown(char: str) -> str:
    """A letter as it may reach a terminal: no control, escape or direction characters; one letter for one letter."""
    if char == "\n" or char in JOINERS or unicodedata.category(char)[0] != "C":
        return char
    return " "


def _print_statements(console: Console, reading: Reading) -> None:
    count = len(reading.statements)
    console.print(Text(f"{count} statement{'' if count == 1 else 's'}", style="bold"))
    for number, statement in enumerate(reading.statements, 1):
        console.print(_statement_line(number, statement, reading))
        places = ", ".join(f"{c.start}-{c.end}" for c in statement.content) or "the page as a whole"
        for content in statement.content:
            words = plain(content.of(reading.article.page_text))
            cut = words if len(words) <= WORDS else words[:WORDS].rsplit(" ", 1)[0] + "…"
            console.print(Text(f"     {isolated(cut, reading.article.lang)}", style=STYLES["content"]))
        rules = f"  by {', '.join(plain(r) for r in statement.by)}" if statement.by else ""
        console.print(Text(f"     {places}{rules}", style="dim"))


def _statement_line(number: int, statement: Statement, reading: Reading) -> Text:
    """Who says it, through whom, by which words of the page."""
    a = reading.article
    names = [a.outlet or "?", *(s.source_name or "nobody named" for s in reversed(chain_of(statement, reading)))]
    told = [name for i, name in enumerate(names) if i == 0 or name != names[i - 1]]
    chain = FROM.join(isolated(name) for name in told)
    line = Text.assemble(f"{number:3}. ", (chain, "bold"), f"  {statement.act}")
    for span, style in ((statement.source, "source"), (statement.cue, "cue")):
        if span:
            line.append("  ").append(isolated(span.of(a.page_text), a.lang), STYLES[style])
    return line
