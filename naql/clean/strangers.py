"""Paragraphs at the end of a page that are leads of other stories (teasers), by what they share with this one."""

from __future__ import annotations

from naql.clean.lines import Line
from naql.languages import Pack


def find_strangers(lines: list[Line], headline: Line | None, pack: Pack) -> None:
    """Mark trailing paragraphs that tell other stories."""
