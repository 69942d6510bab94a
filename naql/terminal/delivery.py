"""Where the outcomes of a run go as they come: a ledger, printed lines, explanations, a list of what was skipped.

It makes no outcome. When the reader of the printed lines goes away, a ledger still gets the rest.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TextIO

from naql.errors import BadSource
from naql.ledger import Ledger
from naql.records import Reading, Skipped
from naql.terminal.explain import print_explanation
from naql.terminal.output import Writer


class Delivery:
    """Hands outcomes on; use it in a `with`. Raises BadSource where a file cannot be written.

    form: one of `output.FORMATS`, printed to the file `output` or the screen; None prints nothing. skipped: a file for
    what was not read, one JSON object a line.
    """

    def __init__(
        self, book: Ledger | None, form: str | None, output: Path | None, skipped: Path | None, explain: bool
    ) -> None:
        self.book, self.explain = book, explain
        self._form, self._output, self._list = form, output, skipped
        self._writer: Writer | None = None
        self._skipped: TextIO | None = None

    def __enter__(self) -> Delivery:
        self._files = ExitStack()
        if self._form:
            self._writer = Writer(self._form, self._written(self._output) if self._output else sys.stdout)
        if self._list:
            self._skipped = self._written(self._list)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._files:
            if self._writer and not isinstance(error, BrokenPipeError):
                self._print(None)

    def take(self, outcome: Reading | Skipped) -> None:
        """Hand one outcome to everyone who wants it, the ledger first."""
        if self.book is not None:
            self.book.keep(outcome)
        if self._skipped and isinstance(outcome, Skipped):
            line = {"id": outcome.id, "stage": outcome.stage, "reason": outcome.reason}
            self._skipped.write(json.dumps(line, ensure_ascii=False) + "\n")
        if self.explain:
            print_explanation(outcome)
        elif self._writer:
            self._print(outcome)

    def _print(self, outcome: Reading | Skipped | None) -> None:
        assert self._writer is not None
        try:
            if outcome is None:
                self._writer.close()
            else:
                self._writer.add(outcome)
        except BrokenPipeError:
            if self.book is None:
                raise
            self._writer = None

    def _written(self, path: Path) -> TextIO:
        try:
            return self._files.enter_context(path.open("w", encoding="utf-8", errors="backslashreplace"))
        except OSError as error:
            raise BadSource(f"cannot write to {path}: {error.strerror or error}") from None
