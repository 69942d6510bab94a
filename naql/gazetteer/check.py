"""What is wrong with the gazetteer's tables: file, row and reason for each (`naql check`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from babel import Locale

from naql.gazetteer.entries import LANGUAGES, Entry, entries
from naql.gazetteer.index import index_of
from naql.gazetteer.offices import Office, exceptions, offices, portfolios
from naql.gazetteer.tables import table
from naql.languages import load_pack
from naql.records import Problem

KINDS = ("PER", "ORG", "GPE", "LOC", "OTHER")
CODE = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
NO_STATE = frozenset({"XKX", "ESH"})


def check() -> list[Problem]:
    """Unknown kinds and country codes, bad and inverted dates, names without script, persons that cannot be told
    apart, offices of nobody or of nothing."""
    found = [*_entries(entries()), *_offices(offices()), *_same_names(entries()), *_patterns()]
    return sorted(found, key=lambda p: (p.file, p.entry))


def known_countries() -> frozenset[str]:
    """The country codes that the places give to states and territories."""
    return frozenset(e.country for e in entries() if e.sort in ("state", "territory") and e.country) | NO_STATE


def _problem(file: str, line: int, reason: str) -> Problem:
    return Problem(file=f"gazetteer/{file}", entry=f"row {line}", reason=reason)


def _entries(rows: Iterable[Entry]) -> Iterator[Problem]:
    countries = known_countries()
    for entry in rows:
        file, line = entry.row
        if file == "outlets":
            continue
        if entry.kind not in KINDS:
            yield _problem(file, line, f"{entry.name}: kind {entry.kind!r} is none of {', '.join(KINDS)}")
        if entry.country and (not CODE.fullmatch(entry.country) or entry.country not in countries):
            yield _problem(file, line, f"{entry.name}: unknown country code {entry.country!r}")
        for lang in LANGUAGES:
            wrong = [n for n in entry.names.get(lang, ()) if not load_pack(lang).fold(n).strip()]
            if wrong:
                yield _problem(file, line, f"{entry.name}: an empty name in {Locale.parse(lang).english_name}")


def _offices(rows: Iterable[Office]) -> Iterator[Problem]:
    people = {e.name for e in entries() if e.kind == "PER"}
    bodies = {e.name for e in entries() if e.kind != "PER"}
    titles = {row["role"] for row in table("offices")}
    countries = known_countries()
    for office in rows:
        reasons = []
        if office.person not in people:
            reasons.append(f"{office.person} is not in people.tsv")
        if office.role not in titles:
            reasons.append(f"role {office.role!r} is not in offices.tsv")
        if office.country and office.country not in countries:
            reasons.append(f"unknown country code {office.country!r}")
        if office.body and office.body not in bodies:
            reasons.append(f"body {office.body!r} is in no table")
        reasons += [
            f"{day!r} is no day, month or year" for day in (office.start, office.end) if day and not DAY.fullmatch(day)
        ]
        size = min(len(office.start), len(office.end))
        if size and office.start[:size] > office.end[:size]:
            reasons.append(f"begins {office.start} after it ends {office.end}")
        for reason in reasons:
            yield _problem("roles.tsv", office.line, f"{office.person}, {office.role}: {reason}")


def _same_names(rows: Iterable[Entry]) -> Iterator[Problem]:
    """Two persons under one full name at the same time whom neither state nor office tells apart."""
    bearers: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in rows:
        if entry.kind == "PER":
            for lang in LANGUAGES:
                for name in _full_names(entry, lang):
                    bearers[lang, name].append(entry)
    held: dict[str, list[Office]] = defaultdict(list)
    for office in offices():
        held[office.person].append(office)
    for (lang, name), same in bearers.items():
        for one, other in zip(same, same[1:], strict=False):
            if one.name != other.name and one.country == other.country and _overlap(held[one.name], held[other.name]):
                reason = f"{name!r} ({lang}) is also {one.name} (row {one.row[1]}): same state, same office, same time"
                yield _problem(other.row[0], other.row[1], f"{other.name}: {reason}")


def _full_names(entry: Entry, lang: str) -> set[str]:
    """The folded names with a given name: more than one word, and not a patronymic or an article alone."""
    pack = load_pack(lang)
    links = {pack.fold(w) for w in index_of(lang).bending.links}
    folded = {pack.fold(n) for n in entry.names.get(lang, ())}
    family = {pack.fold(n.split()[-1]) for n in entry.names.get(lang, ())}
    return {n for n in folded if len(n.split()) > 1 and n.split()[0] not in links and n.split()[0] not in family}


def _overlap(one: list[Office], other: list[Office]) -> bool:
    """Whether the two share an office at one time, or one of them has none."""
    if not one or not other:
        return True
    return any(
        a.role == b.role and (a.start or "0") <= (b.end or "9") and (b.start or "0") <= (a.end or "9")
        for a in one
        for b in other
    )


def _patterns() -> Iterator[Problem]:
    keys = {p.key for p in portfolios()}
    for organ in portfolios():
        if "{country}" not in organ.title:
            yield _problem(organ.file, organ.line, f"{organ.key}: its title has no {{country}}")
    for (country, key), name in exceptions().items():
        if key not in keys and key != "veterans":
            yield _problem("ministries_exceptions.tsv", 0, f"{name} ({country}): no organ {key!r}")


__all__ = ["check", "known_countries"]
