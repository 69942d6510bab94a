"""The language of a text."""

from __future__ import annotations


def identify(text: str) -> str | None:
    """The code of the language pack that covers the text, or None."""
    arabic = sum("\u0600" <= c <= "\u06ff" for c in text[:3000])
    latin = sum("a" <= c <= "z" for c in text[:3000].lower())
    if arabic < latin / 3:
        return "en"
    persian = sum(c in "\u067e\u0686\u0698\u06af\u06cc\u06a9" for c in text[:3000])
    return "fa" if persian > arabic * 0.02 else "ar"
