"""Canonical source names: which are names, which describe somebody who is not named, which describe something written.

Canonical names are English whatever the language of the page, so this needs no language's pack; its words are data
(`descriptions.toml`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from naql.languages.pack import decode_toml


class Descriptions(Struct, forbid_unknown_fields=True, frozen=True):
    """`descriptions.toml`: see its head."""

    written: frozenset[str]
    vague: frozenset[str]
    media: frozenset[str]


@cache
def descriptions() -> Descriptions:
    """The words of descriptions."""
    return decode_toml(Path(__file__).with_name("descriptions.toml"), Descriptions)


def is_name(name: str) -> bool:
    """Whether a source is somebody, not a description ("unnamed sources", "a US official").

    A name begins and ends with a word that has a capital or a digit.
    """
    words = name.split("(")[0].split()
    if not words:
        return False
    capital = all(any(c.isupper() or c.isdigit() for c in w) for w in (words[0], words[-1]))
    return capital and (len(words[0]) > 1 or len(words) == 1)


def is_written(name: str) -> bool:
    """Whether a description is of documents, a poll, a film: one source where it is known who handed it on."""
    words, known = name.lower().split(), descriptions()
    return any(w in known.written for w in words) and not any(w in known.vague for w in words)
