"""How the command line ends: every refusal is one line on standard error and exit code 2, never a traceback.

A reader of the output that has gone (`| head`) is no error; nor is Ctrl-C, whose code is 130. Knows no command.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

import typer

from naql.errors import NaqlError

REFUSED, STOPPED = 2, 130
USAGE: type[Exception] = typer.BadParameter.__mro__[1]  # the error of wrong usage, under whatever name typer has it


def run(app: typer.Typer, arguments: list[str]) -> int:
    """Run the command that the arguments name; the exit code."""
    _speak_utf8()
    if not arguments:
        _run(app, ["--help"])
        return REFUSED
    return _ended(lambda: _run(app, arguments))


def _run(app: typer.Typer, arguments: list[str]) -> int:
    try:
        with typer.main.get_command(app).make_context("naql", arguments) as context:
            context.command.invoke(context)
    except typer.Exit as end:
        return int(end.exit_code)
    finally:
        sys.stdout.flush()
    return 0


def _ended(command: Callable[[], int]) -> int:
    try:
        return command()
    except USAGE as error:
        return _refused(_usage(error))
    except NaqlError as error:
        return _refused(str(error))
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("naql: stopped; what was written stays written\n")
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to be said at the end
        return 0
    except sqlite3.Error as error:
        return _refused(f"the ledger failed: {error}")
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _refused(f"{where}{error.strerror or error}")


def _usage(error: Any) -> str:
    """What was wrong with the arguments, and which help says what would be right."""
    about = error.ctx.command_path if getattr(error, "ctx", None) else "naql"
    return f"{error.format_message().rstrip('.')}; see {about} --help"


def _refused(reason: str) -> int:
    sys.stderr.write(f"naql: {' '.join(reason.split())}\n")
    return REFUSED


def _speak_utf8() -> None:
    """Output is UTF-8 wherever it goes: a terminal's or a machine's other encoding must not stop a run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
