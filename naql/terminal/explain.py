"""Why each statement of a page was found, and why a sentence with a cue yielded none: `naql read --explain`."""

from __future__ import annotations

from rich.markup import escape

from naql.languages import load_pack
from naql.read.attribution.explaining import explain
from naql.read.stages import draft_of, named
from naql.records import Reading, Skipped
from naql.terminal.bidi import isolated, plain
from naql.terminal.screen import screen

SHOWN = 60  # letters of a sentence that are shown


def print_explanation(outcome: Reading | Skipped) -> None:
    """Print the explanations of one page, in the order of its text."""
    console = screen(soft_wrap=True)
    if isinstance(outcome, Skipped):
        console.print(escape(plain(f"{outcome.id}: skipped in {outcome.stage}: {outcome.reason}")))
        return
    article = outcome.article
    draft = draft_of(article, until="mentions")
    console.print(f"[bold]{escape(isolated(article.name))}[/] {article.lang} {escape(isolated(article.outlet or ''))}")
    pack = load_pack(article.lang)
    given = (draft.words, pack, draft.article, draft.moments, draft.mentions)
    for found in explain(*given, settled=lambda statements: named(draft, pack, statements)[1]):
        s = found.statement
        spans = [found.span] if s is None else [x for x in (s.source, s.cue, *s.content) if x]
        shown = " | ".join(_short(x.of(article.text), article.lang) for x in spans)
        console.print(f"  {f'[green]{s.act}[/]' if s else '[yellow]no statement[/]'} {escape(shown)}")
        for reason in found.reasons:
            console.print(f"      {escape(isolated(reason))}")


def _short(words: str, lang: str) -> str:
    line = " ".join(words.split())
    return isolated(line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…", lang)
