"""Progress of long work: a live bar on a terminal, plain lines in a pipe, a summary at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from types import TracebackType

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from naql.records import Reading, Skipped

EVERY = 10.0  # seconds between lines in a pipe
LISTED = 20  # skipped pages named in the summary before the rest is counted


class Counts:
    """What has been read so far."""

    def __init__(self) -> None:
        self.pages = self.statements = self.known = 0
        self.langs: Counter[str] = Counter()
        self.skipped: list[Skipped] = []

    def add(self, outcome: Reading | Skipped) -> None:
        """Count one outcome."""
        if isinstance(outcome, Skipped):
            self.skipped.append(outcome)
            return
        self.pages += 1
        self.statements += len(outcome.statements)
        self.langs[outcome.article.lang] += 1

    def line(self) -> str:
        """One line that says how far it is."""
        return f"{self.pages} pages, {self.statements} statements, {len(self.skipped)} skipped"


class Watch:
    """Shows counts while the outcomes pass through. Writes to standard error, so that output can be piped."""

    def __init__(self, counts: Counts, total: int | None = None) -> None:
        self.counts, self.total = counts, total
        self.console = Console(stderr=True)
        self._bar: Progress | None = None

    def __enter__(self) -> Watch:
        if self.console.is_terminal:
            columns = (
                SpinnerColumn(),
                TextColumn("reading"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[line]}"),
                TimeElapsedColumn(),
            )
            self._bar = Progress(*columns, console=self.console, transient=True)
            self._bar.start()
            self._task = self._bar.add_task("reading", total=self.total, line="")
        self._said = time.monotonic()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def over(self, outcomes: Iterable[Reading | Skipped]) -> Iterator[Reading | Skipped]:
        """Hand the outcomes on, counting and showing them."""
        for outcome in outcomes:
            self.counts.add(outcome)
            if self._bar:
                self._bar.update(self._task, advance=1, line=self.counts.line())
            elif time.monotonic() - self._said >= EVERY:
                self._said = time.monotonic()
                print(self.counts.line(), file=sys.stderr, flush=True)
            yield outcome


def print_summary(counts: Counts, where: str | None) -> None:
    """What was read, what was skipped and why; to standard error."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    langs = ", ".join(f"{n} {lang}" for lang, n in sorted(counts.langs.items()))
    known = f", {counts.known} of them already in the ledger" if counts.known else ""
    into = f" -> {where}" if where else ""
    console.print(
        escape(f"read {counts.pages} pages ({langs or 'none'}){known}: {counts.statements} statements{into}"),
    )
    if not counts.skipped:
        return
    reasons = Counter((s.stage, s.reason) for s in counts.skipped)
    console.print(f"skipped {len(counts.skipped)}:")
    for skipped in counts.skipped[:LISTED]:
        console.print(escape(f"  {skipped.id}: {skipped.stage}: {skipped.reason}"))
    if len(counts.skipped) > LISTED:
        console.print(f"  ... and {len(counts.skipped) - LISTED} more, by reason:")
        for (stage, reason), number in reasons.most_common(LISTED):
            console.print(escape(f"  {number} x {stage}: {reason}"))
