"""What `naql when` prints."""

import pytest
from rich.console import Console

from naql.terminal.times import UnknownLanguage, print_times


def printed(text: str, lang: str | None, published: str | None) -> str:
    console = Console(width=200, record=True, highlight=False, markup=False)
    print_times(text, lang, published, console)
    return console.export_text()


def test_value_rule_and_reason_are_shown() -> None:
    shown = printed("He left two weeks ago", "en", "2025-11-02")
    assert "2025-W42" in shown and "ago" in shown and "counted from published 2025-11-02" in shown


def test_nothing_found_is_said() -> None:
    assert "no time expression" in printed("He left", "en", None)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        print_times("12345", None, None)
