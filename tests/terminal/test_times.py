"""What `naql when` prints."""

import pytest
from rich.console import Console

from naql.terminal.options import BadOption, checked_date
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


def test_what_may_have_gone_wrong_is_said() -> None:
    assert "looks like en" in printed("He said yesterday", "fa", None)
    assert "there is no text" in printed("  ", "fa", None)


def test_a_day_of_the_text_is_named() -> None:
    shown = printed("He came on 12 March 2020 and left two days later", "en", "2020-05-02")
    assert "2020-03-14" in shown and "counted from the text's 2020-03-12" in shown


def test_a_publication_day_of_another_calendar_is_refused() -> None:
    with pytest.raises(BadOption, match="Gregorian"):
        checked_date("1404-08-14")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        print_times("12345", None, None)
