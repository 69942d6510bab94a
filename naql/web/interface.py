"""The words of the interface in each of its languages (`words/*.toml`), and dates and numbers as they write them.

The texts of pages and names are not translated: they come from the ledger as they are.
"""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from naql.languages import languages, load_pack

FOLDER = Path(__file__).with_name("words")
STRONG = {"rtl": ("R", "AL"), "ltr": ("L",)}
FIRST = "en"  # where a browser asks for none of them

Words = dict[str, str | dict[str, str]]


@cache
def interfaces() -> tuple[str, ...]:
    """Languages in which the interface speaks, by code."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.toml")))


@cache
def words_of(lang: str) -> Words:
    """The words of one language: key to text, or key to texts by plural category."""
    return tomllib.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8"))


@cache
def direction_of(lang: str | None) -> str:
    """`rtl` or `ltr` as the language's pack has it; `auto` for a language without a pack."""
    return load_pack(lang).info.direction if lang in languages() else "auto"


def direction_for(text: str, lang: str | None) -> str:
    """The direction to set a text in: its language's where a letter of it runs that way, else by its first letter.

    A headline may begin with a foreign name and still run as its language does; a file name under it does not.
    """
    own = direction_of(lang)
    strong = STRONG.get(own, ())
    return own if any(unicodedata.bidirectional(c) in strong for c in text) else "auto"


class Interface:
    """One language of the interface, for templates."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.locale = Locale.parse(lang)
        self.direction = direction_of(lang)
        self._words = words_of(lang)
        self._digits = str.maketrans("0123456789", load_pack(lang).info.digits)

    def say(self, key: str, **given: object) -> str:
        """The text of a key; a key without one (an act, a kind that came later) speaks for itself."""
        text = self._words.get(key)
        return text.format(**given) if isinstance(text, str) else key.split(".")[-1]

    def count(self, key: str, number: int) -> str:
        """A number of things in the plural form that the language asks for."""
        forms = self._words[key]
        assert isinstance(forms, dict), f"{key} has no plural forms"
        form = forms.get(self.locale.plural_form(number), forms["other"])
        return form.format(n=self.number(number))

    def number(self, number: int) -> str:
        """A number in the digits of the language."""
        return format_decimal(number, locale=self.locale, numbering_system="latn").translate(self._digits)

    def day(self, value: str | None) -> str:
        """An ISO date, or the month or year that is known of it, in words; other values as they are."""
        if not value:
            return self.say("undated")
        for length, fill, form in ((10, "", "d MMMM y"), (7, "-01", "MMMM y")):
            if len(value) == length or (length == 10 and value[10:11] == "T"):
                try:
                    day = date.fromisoformat(value[:length] + fill)
                    return format_date(day, form, locale=self.locale).translate(self._digits)
                except ValueError:
                    break
        return value.translate(self._digits) if value.isdigit() else value

    def days(self, first: str | None, last: str | None) -> str:
        """A stretch of days, or the one day that it is."""
        both = list(dict.fromkeys(self.day(v) for v in (first, last) if v))
        return " – ".join(both) or self.day(None)

    def language(self, code: str) -> str:
        """The name of a language."""
        return self.locale.languages.get(code, code)

    def others(self) -> list[tuple[str, str]]:
        """The interface's other languages, each with its own name for itself."""
        return [(code, Locale.parse(code).languages.get(code, code)) for code in interfaces() if code != self.lang]


@cache
def interface(lang: str) -> Interface:
    """The interface in one language."""
    return Interface(lang)


def wanted_language(asked: str | None, kept: str | None, accepted: str) -> str:
    """The language to speak: the one asked for, else the one kept, else the first the browser accepts."""
    for code in (asked, kept):
        if code in interfaces():
            return str(code)
    ranked = []
    for place, part in enumerate(accepted.split(",")[:20]):
        code, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            weight = 0.0
        ranked.append((-weight, place, code.split("-")[0].lower()))
    return next((code for weight, _, code in sorted(ranked) if weight < 0 and code in interfaces()), FIRST)
