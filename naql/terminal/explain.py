"""Why each statement of a page was found, and why a sentence with a cue yielded none: `naql read --explain`."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from naql.languages import load_pack
from naql.read.attribution.explaining import explain
from naql.read.stages import draft_of
from naql.records import Reading, Skipped
from naql.terminal.bidi import isolated

SHOWN = 60  # letters of a sentence that are shown


def print_explanation(outcome: Reading | Skipped) -> None:
    """Print the explanations of one page, in the order of its text."""
    console = Console(highlight=False, soft_wrap=True)
    if isinstance(outcome, Skipped):
        console.print(escape(f"{outcome.id}: skipped in {outcome.stage}: {outcome.reason}"))
        return
    article = outcome.article
    draft = draft_of(article, until="mentions")
    console.print(f"[bold]{escape(article.name)}[/] {article.lang} {escape(article.outlet or '')}")
    for found in explain(draft.words, load_pack(article.lang), draft.article, draft.moments, draft.mentions):
        words = " ".join(found.span.of(article.text).split())
        shown = isolated(words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…")
        what = f"[green]{found.statement.act}[/]" if found.statement else "[yellow]no statement[/]"
        console.print(f"  {what} {escape(shown)}")
        for reason in found.reasons:
            console.print(f"      {escape(reason)}")
