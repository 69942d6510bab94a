"""Progress of long work: a live bar on a terminal, plain lines in a pipe, a summary at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from types import TracebackType

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from naql.records import Reading, Skipped
from naql.terminal.bidi import plain
from naql.terminal.screen import screen

EVERY = 10.0  # seconds between lines in a pipe
LISTED = 20  # skipped pages named in the summary before the rest is counted
REASONS = 500  # different reasons that are counted apart: some name a place or a number, and memory is bounded


class Counts:
    """What has been read so far; of the skipped the number, the first LISTED, and how often each reason came."""

    def __init__(self) -> None:
        self.pages = self.statements = self.known = self.skipped = 0
        self.langs: Counter[str] = Counter()
        self.listed: list[Skipped] = []
        self.reasons: Counter[str] = Counter()

    def add(self, outcome: Reading | Skipped) -> None:
        """Count one outcome."""
        if isinstance(outcome, Skipped):
            self.skipped += 1
            if len(self.listed) < LISTED:
                self.listed.append(outcome)
            reason = f"{outcome.stage}: {outcome.reason}"
            self.reasons[reason if reason in self.reasons or len(self.reasons) < REASONS else "other reasons"] += 1
            return
        self.pages += 1
        self.statements += len(outcome.statements)
        self.langs[outcome.article.lang] += 1

    def line(self) -> str:
        """One line that says how far it is."""
        return f"{self.pages} pages, {self.statements} statements, {self.skipped} skipped"


class Watch:
    """Shows counts while the outcomes pass through. Writes to standard error, so that output can be piped."""

    def __init__(self, counts: Counts, total: int | None = None) -> None:
        self.counts, self.total = counts, total
        self.console = screen(stderr=True)
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


def print_summary(counts: Counts, where: str | None, listed: str | None = None) -> None:
    """What was read, what was skipped and why, to standard error. listed: the file that names all that was skipped."""
    console = screen(stderr=True, soft_wrap=True, markup=False)
    langs = f" ({', '.join(f'{n} {lang}' for lang, n in sorted(counts.langs.items()))})" if counts.langs else ""
    known = f", {counts.known} of them already in the ledger" if counts.known else ""
    into = f" -> {where}" if where else ""
    console.print(f"read {counts.pages} pages{langs}{known}: {counts.statements} statements{into}")
    if not counts.skipped:
        return
    console.print(f"skipped {counts.skipped}{f', all named in {listed}' if listed else ''}:")
    for skipped in counts.listed:
        console.print("  " + plain(f"{skipped.id}: {skipped.stage}: {skipped.reason}"))
    if counts.skipped > len(counts.listed):
        console.print(f"  ... and {counts.skipped - len(counts.listed)} more; in all, by reason:")
        for reason, number in counts.reasons.most_common(LISTED):
            console.print(f"  {number} x {plain(reason)}")
        if len(counts.reasons) > LISTED:
            console.print(f"  and {len(counts.reasons) - LISTED} further reasons")
