"""The command line: one function per command. Printing lives in `naql.terminal`, the work in the stages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from naql.errors import BadSource

HELP = """Who said what, through whom, when, and who denies it: a ledger of attributed statements from news pages.

Start with:  naql read pages/ --ledger news.db   and then   naql ask news.db "Who denies the attack?"
"""
app = typer.Typer(
    help=HELP, no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)
LedgerFile = Annotated[Path, typer.Argument(metavar="LEDGER", help="A ledger that `naql read` wrote.")]


def main() -> None:
    """Run the command line; a refusal is one line on standard error and exit code 2."""
    from naql.terminal.ending import run

    sys.exit(run(app, sys.argv[1:]))


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"naql {version('naql')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version of Naql.")
    ] = False,
) -> None: ...


@app.command(epilog="Example:  naql read pages/ feed.jsonl --ledger news.db --jobs 2")
def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...", help="Files or folders (HTML, text, JSON Lines, feed, WARC); - is standard input."
        ),
    ],
    ledger: Annotated[Path | None, typer.Option(help="Write into this ledger, made if missing.")] = None,
    form: Annotated[str | None, typer.Option("--format", help="Print as table, records or jsonl.")] = None,
    output: Annotated[Path | None, typer.Option(help="Print to this file, not to the screen.")] = None,
    skipped: Annotated[Path | None, typer.Option(help="List all that was skipped in this file (JSON Lines).")] = None,
    published: Annotated[
        str | None, typer.Option(help="Date of the pages, where they were handed in without one.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of the pages.")] = None,
    lang: Annotated[str | None, typer.Option(help="Language of the pages, instead of recognising it.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many processes read.")] = 1,
    explain: Annotated[bool, typer.Option("--explain", help="Print why each statement was found, or not.")] = False,
) -> None:
    """Read pages into statements: into a ledger, onto the screen, or both."""
    from naql.ingest import Visits, pages
    from naql.run import readings
    from naql.terminal.delivery import Delivery
    from naql.terminal.options import checked_date, checked_format, checked_lang
    from naql.terminal.progress import Counts, Watch, print_summary

    date, code = checked_date(published), checked_lang(lang)
    printed = checked_format(form, ledger, output, explain)
    visits = Visits.beside(ledger) if ledger and not printed and not explain else None
    incoming = pages(sources, published=date, outlet=outlet, lang=code, visits=visits)
    counts = Counts()
    with ExitStack() as stack:
        book = stack.enter_context(_ledger(ledger, create=True)) if ledger else None
        delivery = stack.enter_context(Delivery(book, printed, output, skipped, explain))
        past = book.habits() if book else None
        wanted = incoming if visits is None else _unread(incoming, book, counts)
        for outcome in stack.enter_context(Watch(counts)).over(readings(wanted, jobs, past)):
            delivery.take(outcome)
        if book is not None:
            book.link()
    if visits is not None:
        visits.save()
    print_summary(counts, str(ledger) if ledger else None, str(skipped) if skipped else None)
    if not counts.pages and not counts.skipped:
        raise BadSource(f"no pages in {', '.join(sources)}")


@app.command(epilog='Example:  naql ask news.db "Has Venezuela asked Russia for military help?"')
def ask(
    ledger: LedgerFile,
    question: Annotated[str, typer.Argument(help="A question, in any language Naql reads.")],
    limit: Annotated[int, typer.Option(min=1, help="How many propositions to show.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as JSON.")] = False,
) -> None:
    """Who asserts it, who denies it, through which chains, and in which words."""
    from naql.terminal.answer import print_answer

    with _ledger(ledger) as book:
        print_answer(book.ask(question, limit=limit), as_json=as_json)


@app.command(epilog='Example:  naql who news.db "Sergey Lavrov"')
def who(
    ledger: LedgerFile,
    name: Annotated[str, typer.Argument(help="A name, in any spelling or script.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """A person, body or place: names by language, roles, states, where it is mentioned, what it said."""
    from naql.terminal.answer import print_entity

    with _ledger(ledger) as book:
        print_entity(book.who(name), as_json=as_json)


@app.command(epilog="Example:  naql show news.db 000_8bf0e47529a7d51b")
def show(
    ledger: LedgerFile,
    page: Annotated[str, typer.Argument(metavar="PAGE", help="A page's name, id or URL.")],
) -> None:
    """A page's text with its sources, cues, contents, names and dates in colour."""
    from naql.terminal.page import print_page

    with _ledger(ledger) as book:
        print_page(book.reading(page))


@app.command(epilog="Example:  naql serve news.db --port 8000")
def serve(
    ledger: LedgerFile,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")] = 8765,
) -> None:
    """A local web page for reading the ledger; no request leaves the machine."""
    from naql.web.app import serve as run_server

    run_server(ledger, host, port)


@app.command(epilog="Example:  naql export news.db --format parquet --output news/")
def export(
    ledger: LedgerFile,
    form: Annotated[str, typer.Option("--format", help="jsonl, csv or parquet.")] = "jsonl",
    output: Annotated[
        Path | None, typer.Option(help="A folder (csv, parquet: a file per table) or file (jsonl).")
    ] = None,
) -> None:
    """Everything in the ledger, lossless."""
    from naql.ledger.export import export as write_export

    with _ledger(ledger) as book:
        write_export(book, form, output)


@app.command(epilog="Example:  naql restore news.jsonl new.db")
def restore(
    exported: Annotated[Path, typer.Argument(metavar="EXPORTED", help="A file that `naql export` wrote as jsonl.")],
    ledger: Annotated[Path, typer.Argument(metavar="LEDGER", help="Put it into this ledger, made if missing.")],
) -> None:
    """Make a ledger again from what was exported: pages, links, also withdrawn ones, and what was skipped."""
    from naql.ingest.streams import opened
    from naql.ledger.export import restore_file

    with opened(exported) as file:
        added = restore_file(file, ledger)
    typer.echo(f"{ledger}: {added} pages added")


@app.command(epilog="Example:  naql forget news.db 000_8bf0e47529a7d51b")
def forget(
    ledger: LedgerFile,
    page: Annotated[str, typer.Argument(metavar="PAGE", help="A page's name, id or URL.")],
) -> None:
    """Take a page and all that hangs on it out of the ledger."""
    with _ledger(ledger) as book:
        gone = book.forget(page)
    typer.echo(f"forgot {gone}")


@app.command(epilog="Example:  naql migrate old.db")
def migrate(ledger: LedgerFile) -> None:
    """Bring a ledger of an older version up to this one."""
    from naql.ledger.store import migrate as bring_up

    typer.echo(bring_up(ledger))


@app.command(epilog="Example:  naql check fa")
def check(
    lang: Annotated[
        str | None, typer.Argument(metavar="[LANG]", help="One language; all, and the other data, if left out.")
    ] = None,
) -> None:
    """Validate language packs, outlets and gazetteer, and run the examples beside their rules."""
    from naql.check import problems
    from naql.terminal.options import checked_lang

    checked_lang(lang)
    found = list(problems(lang))
    for problem in found:
        typer.echo(f"{problem.file}: {problem.entry}: {problem.reason}")
    typer.echo(f"{len(found)} problems" if found else "all data is sound and every example holds")
    raise typer.Exit(1 if found else 0)


@app.command(epilog='Example:  naql when "two weeks ago" --lang en --published 2025-11-02')
def when(
    text: Annotated[str, typer.Argument(help="A text with time expressions.")],
    lang: Annotated[str | None, typer.Option(help="Its language, instead of recognising it.")] = None,
    published: Annotated[str | None, typer.Option(help="The date it was published.")] = None,
) -> None:
    """The time expressions of a text: value, calendar, rule and why."""
    from naql.terminal.options import checked_date, checked_lang
    from naql.terminal.times import print_times

    print_times(text, checked_lang(lang), checked_date(published))


@contextmanager
def _ledger(path: Path, create: bool = False) -> Iterator[Any]:
    from naql.ledger import Ledger

    with Ledger(path, create=create) as book:
        yield book


def _unread(incoming: Any, book: Any, counts: Any) -> Iterator[Any]:
    """Pages that the ledger does not hold yet: reading one again would change nothing."""
    from naql.ingest import UNCHANGED
    from naql.records import Page

    for page in incoming:
        known = book.knows(page.page_id) if isinstance(page, Page) else page.reason == UNCHANGED
        if known:
            counts.pages += 1
            counts.known += 1
        else:
            yield page
