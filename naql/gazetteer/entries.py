"""Gazetteer entries: one per place, body, ministry or person, with its names in each language.

Ministries and other organs that every state has are patterns: they become entries of their own only where a state
names them otherwise. What a text says is looked up in `naql.gazetteer.index`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct, field

from naql.gazetteer.tables import Row, table
from naql.outlets import load_outlets

LANGUAGES = ("en", "fa", "ar")


class Entry(Struct, frozen=True, kw_only=True):
    """Somebody or something with a canonical English name.

    kind: PER, ORG, GPE, LOC, OTHER. sort: the finer class of its table (state, capital, city, agency, party ...).
    country: ISO 3166-1 alpha-3 code of the state it is or acts for. names, demonyms: by language, the usual one first.
    alone: whether every one of its one-word names means it wherever it stands. doubtful: by language, names that are
    words of the language too. home: the state that a newsroom works in. row: file and line it comes from.
    """

    name: str
    kind: str
    sort: str = ""
    country: str | None = None
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    demonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    home: str | None = None
    alone: bool = True
    doubtful: dict[str, tuple[str, ...]] = field(default_factory=dict)
    row: tuple[str, int] = ("", 0)


def _names(row: Row) -> dict[str, tuple[str, ...]]:
    return {lang: row.many(lang) for lang in LANGUAGES if row[lang]}


def _places() -> Iterator[Entry]:
    for row in table("places"):
        yield Entry(
            name=row["name"],
            kind=row["type"] or "GPE",
            sort=row["kind"],
            country=row["country"] or None,
            names={**_names(row), "en": (row["name"], *row.many("en"))},
            demonyms={lang: row.many(f"demonym_{lang}") for lang in LANGUAGES},
            row=(row.file, row.line),
        )


def _bodies() -> Iterator[Entry]:
    for row in table("bodies"):
        yield Entry(
            name=row["name"],
            kind=row["type"] or "ORG",
            sort=row["kind"],
            country=row["country"] or None,
            names={**_names(row), "en": (row["name"], *row.many("en"))},
            demonyms={lang: row.many(f"demonym_{lang}") for lang in LANGUAGES},
            alone=row["alone"] != "no",
            row=(row.file, row.line),
        )


def _ministries() -> Iterator[Entry]:
    for row in table("ministries_exceptions"):
        names = _names(row)
        yield Entry(
            name=row["name"],
            kind="ORG",
            sort=row["portfolio"],
            country=row["country"] or None,
            names={**names, "en": (row["name"], *names.get("en", ()))},
            row=(row.file, row.line),
        )


def _people() -> Iterator[Entry]:
    for row in table("people"):
        yield Entry(
            name=row["name"],
            kind="PER",
            sort="person",
            country=row["country"] or None,
            names={**_names(row), "en": (row["name"], *row.many("en"))},
            alone=row["alone"] != "no",
            row=(row.file, row.line),
        )


def _newsrooms() -> Iterator[Entry]:
    for number, outlet in enumerate(load_outlets(), start=1):
        yield Entry(
            name=outlet.name,
            kind="ORG",
            sort="newsroom",
            home=outlet.country or None,
            names={lang: tuple(names) for lang, names in outlet.names.items()},
            doubtful={lang: tuple(names) for lang, names in outlet.ambiguous.items()},
            row=("outlets", number),
        )


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry of the tables and every newsroom, places first."""
    return (*_places(), *_bodies(), *_ministries(), *_people(), *_newsrooms())


@cache
def _by_name() -> dict[str, Entry]:
    return {entry.name: entry for entry in reversed(entries())}


def entry_named(name: str | None) -> Entry | None:
    """The entry of a canonical name, if there is one (the first of its tables where two share it)."""
    return _by_name().get(name or "")


@cache
def states() -> dict[str, Entry]:
    """Country code to the entry of the state (or territory) that has it."""
    found = [e for e in entries() if e.sort in ("state", "territory") and e.country]
    return {e.country or "": e for e in reversed(found)}
