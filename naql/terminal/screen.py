"""Where text is printed: rich's console, but one that says so when whoever read a pipe has gone.

rich itself ends the program there, with a code of its own; here the command line decides (`naql.terminal.ending`).
"""

from __future__ import annotations

from typing import Any

from rich.console import Console


class Screen(Console):
    """A console that raises BrokenPipeError where nobody reads its pipe any more."""

    def on_broken_pipe(self) -> None:
        """Called by rich inside the handling of the error, which is handed on."""
        raise BrokenPipeError


def screen(**given: Any) -> Screen:
    """A screen that adds no colours of its own to what it prints; `given` are the settings of rich's Console."""
    return Screen(**{"highlight": False, **given})
