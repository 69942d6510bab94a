"""Offices, who held them when, and the organs (ministries and the like) that every state has.

A date may be a year, a month or a day; a missing start or end is open. Nothing here reads a text.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from msgspec import Struct

from naql.gazetteer.entries import LANGUAGES
from naql.gazetteer.tables import table

# offices that many hold at a time: they describe somebody and name nobody
MANY = frozenset(
    {
        *("adviser", "activist", "ambassador", "analyst", "artist", "assistant_minister", "athlete", "business_leader"),
        *("charge_d_affaires", "cleric", "coach", "consul", "deputy_foreign_minister", "deputy_prime_minister"),
        *("european_commissioner", "friday_prayer_leader", "governor", "journalist", "lawmaker", "mayor"),
        *("militia_leader", "military_commander", "minister", "patriarch", "supreme_court_judge", "union_leader"),
        *("un_human_rights_rapporteur", "writer"),
    }
)


class Office(Struct, frozen=True, kw_only=True):
    """Somebody's time in an office of a state or a body."""

    person: str
    role: str
    country: str | None
    body: str | None
    start: str
    end: str
    line: int = 0

    def covers(self, day: str | None) -> bool:
        """Whether the office was held on the day (ISO 8601, also a month or a year); without one, whether it still is.

        Where only a year or a month is known of a start or an end, all of it counts as covered.
        """
        if not day:
            return not self.end
        after = not self.start or day[: len(self.start)] >= self.start[: len(day)]
        before = not self.end or day[: len(self.end)] <= self.end[: len(day)]
        return after and before


class Portfolio(Struct, frozen=True, kw_only=True):
    """An organ that many states have: `title` makes its canonical name with `{country}`; `names` by language."""

    key: str
    title: str
    names: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]]
    line: int = 0
    file: str = ""


@cache
def offices() -> tuple[Office, ...]:
    """Every office of `roles.tsv`."""
    return tuple(
        Office(
            person=row["person"],
            role=row["role"],
            country=row["country"] or None,
            body=row["body"] or None,
            start=row["from"],
            end=row["to"],
            line=row.line,
        )
        for row in table("roles")
    )


@cache
def _by_person() -> dict[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for office in offices():
        found[office.person].append(office)
    return {person: tuple(held) for person, held in found.items()}


def offices_of(person: str | None) -> tuple[Office, ...]:
    """The offices of a person, as the table orders them."""
    return _by_person().get(person or "", ())


@cache
def _by_role() -> dict[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for office in offices():
        found[office.role].append(office)
    return {role: tuple(held) for role, held in found.items()}


def holders_of(role: str, country: str | None, body: str | None, day: str | None) -> tuple[str, ...]:
    """Everyone who held the office of that state or body on the day, the latest to come into it first."""
    found = [
        o
        for o in _by_role().get(role, ())
        if o.covers(day) and (o.body == body if body else (o.country == country and not o.body))
    ]
    found.sort(key=lambda o: o.start, reverse=True)
    return tuple(dict.fromkeys(o.person for o in found))


def holder_of(role: str, country: str | None, body: str | None, day: str | None) -> str | None:
    """Who held the office of that state or body on the day; None where nobody is known, or several held it for long.

    Two in a time of change (one of them came in within the last two months) leave the newcomer.
    """
    if role in MANY:
        return None
    found = holders_of(role, country, body, day)
    if len(found) < 2:
        return found[0] if found else None
    settled = [o for o in _by_role().get(role, ()) if o.person in found and o.covers(day) and not _new(o, day)]
    return found[0] if len({o.person for o in settled}) < 2 else None


def _new(office: Office, day: str | None) -> bool:
    """Whether the office was taken up within about two months before the day."""
    if not day or len(day) < 7 or len(office.start) < 7:
        return False
    months = (int(day[:4]) - int(office.start[:4])) * 12 + int(day[5:7]) - int(office.start[5:7])
    return months <= 2


@cache
def portfolios() -> tuple[Portfolio, ...]:
    """The organs that every state has: ministries first, then the others."""
    return tuple(
        Portfolio(
            key=row["portfolio"] or row["organ"],
            title=row["title"],
            names={lang: row.many(lang) for lang in LANGUAGES},
            short={lang: row.many(f"{lang}_short") for lang in LANGUAGES},
            line=row.line,
            file=row.file,
        )
        for name in ("ministries", "organs")
        for row in table(name)
    )


@cache
def exceptions() -> dict[tuple[str, str], str]:
    """(country, portfolio) to the canonical name, where a state names the organ otherwise."""
    named = [row for name in ("ministries_exceptions", "organs_exceptions") for row in table(name)]
    return {(row["country"], row["portfolio"] or row["organ"]): row["name"] for row in named}
