"""Options that are checked before any work begins: each refusal is one line that says what would be right."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from naql.errors import NaqlError
from naql.languages import languages
from naql.terminal.output import FORMATS

EARLIEST = 1600  # a year before it is one of another calendar


class BadOption(NaqlError):
    """An option whose value cannot be used."""


def checked_date(value: str | None) -> str | None:
    """An ISO date or date-time, as given."""
    if value is None:
        return None
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        raise BadOption(f"--published {value!r} is no date; write it as 2025-11-04") from None
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?", value):
        raise BadOption(f"--published {value!r} is no date; write it as 2025-11-04 or 2025-11-04T15:30")
    if day.year < EARLIEST:
        raise BadOption(f"--published {value!r} lies in the year {day.year}: give the Gregorian day, as 2025-11-04")
    return value


def checked_lang(value: str | None) -> str | None:
    """The code of an installed language pack."""
    if value is not None and value not in languages():
        raise BadOption(f"--lang {value!r}: no language pack; there are {', '.join(languages())}")
    return value


def checked_format(value: str | None, ledger: Path | None, output: Path | None, explain: bool) -> str | None:
    """The format to print in: none is needed with a ledger, a table is the default without one."""
    if explain:
        if value is not None or output is not None:
            raise BadOption("--explain prints explanations to the screen: it goes without --format and --output")
        return None
    if value is not None and value not in FORMATS:
        raise BadOption(f"--format {value!r} is none of {', '.join(FORMATS)}")
    if value is None and (ledger is None or output is not None):
        return "records" if output is not None else "table"
    return value
