"""Calendars: Jalali, Hijri and Gregorian days turned into one another, and the month names of a language pack.

Used by every stage that meets a date. It finds no date in a text and resolves no phrase: it knows how days convert and
which month a name stands for (`[months]` in the pack's calendar.toml).

Method: Jalali by jdatetime (leap years of the 2820-year table in use in Iran and Afghanistan); Hijri by hijridate
(Umm al-Qura, 1343 to 1500 AH), outside of its years by the tabular civil calendar (30-year cycle, epoch 16 July 622).
"""

from __future__ import annotations

from datetime import date, timedelta

import jdatetime
from hijridate import Gregorian, Hijri
from msgspec import Struct, field

from naql.languages import Pack
from naql.records import Problem

CALENDARS = ("gregorian", "jalali", "hijri")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HIJRI_EPOCH = date(622, 7, 19)  # 16 July 622 in the Julian calendar
_HIJRI_KNOWN = range(1343, 1501)


class Month(Struct, frozen=True, forbid_unknown_fields=True):
    """A month of one calendar with every name and spelling the language prints for it."""

    calendar: str
    number: int
    names: list[str]


class MonthsFile(Struct, frozen=True):
    """`calendar.toml`, the part that is needed here; other tables belong to the stages that declare them."""

    months: dict[str, Month] = field(default_factory=dict)
    weekdays: dict[str, list[str]] = field(default_factory=dict)


def gregorian(calendar: str, year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a day in "jalali", "hijri" or "gregorian"; None where there is no such day."""
    try:
        if calendar == "gregorian":
            return date(year, month, day)
        if calendar == "jalali":
            return jdatetime.date(year, month, day).togregorian()
        if year in _HIJRI_KNOWN:
            return date(*Hijri(year, month, day).to_gregorian().datetuple())
        return _tabular(year, month, day)
    except (ValueError, OverflowError, IndexError):
        return None


def in_calendar(calendar: str, day: date) -> tuple[int, int, int] | None:
    """(year, month, day) of a Gregorian date in the calendar; None where the calendar does not reach."""
    try:
        if calendar == "gregorian":
            return day.year, day.month, day.day
        if calendar == "jalali":
            found = jdatetime.date.fromgregorian(date=day)
            return found.year, found.month, found.day
        return Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
    except (ValueError, OverflowError):
        return None


def month_length(calendar: str, year: int, month: int) -> int:
    """Days in a month (28 to 31); 0 where the month does not exist."""
    return next((n for n in (31, 30, 29, 28) if gregorian(calendar, year, month, n)), 0)


def _tabular(year: int, month: int, day: int) -> date | None:
    leap = (11 * year + 14) % 30 < 11
    length = 30 if month % 2 or (month == 12 and leap) else 29
    if not (1 <= month <= 12 and 1 <= day <= length and year > 0):
        return None
    before = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return _HIJRI_EPOCH + timedelta(days=before + day - 1)


def months(pack: Pack) -> dict[str, Month]:
    """Folded month name -> month. Two words are joined by one blank, as they are written in calendar.toml."""
    known = pack.table("calendar", MonthsFile).months.values()
    return {pack.fold(name): month for month in known for name in month.names}


def weekdays(pack: Pack) -> dict[str, int]:
    """Folded weekday name -> ISO weekday, Monday 1 to Sunday 7."""
    known = pack.table("calendar", MonthsFile).weekdays
    return {pack.fold(name): WEEKDAYS.index(day) + 1 for day, names in known.items() for name in names}


def check_months(pack: Pack) -> list[Problem]:
    """Names under two months, and numbers or calendars that do not exist."""
    found: list[Problem] = []
    seen: dict[str, str] = {}
    for key, month in pack.table("calendar", MonthsFile).months.items():
        if month.calendar not in CALENDARS or not 1 <= month.number <= 12:
            reason = f"no month {month.number} in {month.calendar}"
            found.append(Problem(file="calendar.toml", entry=key, reason=reason))
        for name in month.names:
            other = seen.setdefault(pack.fold(name), key)
            if other != key:
                found.append(Problem(file="calendar.toml", entry=key, reason=f"{name} is also a name of {other}"))
    return found
