"""TIMEX3 values: days, months, weeks, years and the arithmetic between them.

Values are strings of ISO 8601 / TIMEX3 in the Gregorian calendar. Months and years of other calendars become the
Gregorian month or year that holds most of their days. No text is looked at here.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

from naql.calendars import gregorian, in_calendar, month_length

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
UNITS = {"D": "P{}D", "W": "P{}W", "M": "P{}M", "Y": "P{}Y", "H": "PT{}H", "MIN": "PT{}M", "S": "PT{}S"}
UNIT_NAMES = {"D": "day", "W": "week", "M": "month", "Y": "year", "Q": "quarter", "WE": "weekend"}
UNIT_NAMES |= {"DECADE": "decade", "CENTURY": "century", "MILLENNIUM": "millennium"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
YEARS_OF = {"DECADE": 10, "CENTURY": 100, "MILLENNIUM": 1000}


@dataclass(slots=True)
class Value:
    """A resolved value. precision: day, month, ...; against: the day it was counted from, if not publication's."""

    type: str
    value: str
    precision: str
    calendar: str = "gregorian"
    relative: bool = False
    reason: str = ""
    open: bool = False
    notes: list[str] = field(default_factory=list)
    against: date | None = None


def day_value(day: date, calendar: str = "gregorian", relative: bool = False, reason: str = "") -> Value:
    """A day."""
    return Value("DATE", day.isoformat(), "day", calendar, relative, reason)


def month_value(year: int, month: int, calendar: str = "gregorian", relative: bool = False, reason: str = "") -> Value:
    """A month, in its own calendar's numbers."""
    y, m = most_of_month(calendar, year, month)
    return Value("DATE", f"{y:04d}-{m:02d}", "month", calendar, relative, reason)


def year_value(year: int, calendar: str = "gregorian", relative: bool = False, reason: str = "") -> Value:
    """A year, in its own calendar's number."""
    return Value("DATE", f"{most_of_year(calendar, year):04d}", "year", calendar, relative, reason)


def reference(offset: int, reason: str = "the day of publication is not known") -> Value:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""
    name = "PAST_REF" if offset < 0 else "FUTURE_REF" if offset > 0 else "PRESENT_REF"
    return Value("DATE", name, "reference", relative=True, reason=reason)


def most_of_month(calendar: str, year: int, month: int) -> tuple[int, int]:
    """The Gregorian (year, month) that holds most days of a month."""
    if calendar == "gregorian":
        return year, month
    middle = gregorian(calendar, year, month, 15) or date(year, 1, 1)
    counts: dict[tuple[int, int], int] = {}
    for n in range(month_length(calendar, year, month)):
        day = middle + timedelta(days=n - 14)
        counts[day.year, day.month] = counts.get((day.year, day.month), 0) + 1
    return max(counts, key=lambda k: (counts[k], k)) if counts else (middle.year, middle.month)


def most_of_year(calendar: str, year: int) -> int:
    """The Gregorian year that holds most days of a year."""
    if calendar == "gregorian":
        return year
    first, after = gregorian(calendar, year, 1, 1), gregorian(calendar, year + 1, 1, 1)
    if first is None or after is None:
        return year + 621 if calendar == "jalali" else year
    turn = date(first.year + 1, 1, 1)
    return first.year if (turn - first) >= (after - turn) else first.year + 1


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """A month so many months later."""
    n = year * 12 + month - 1 + by
    return n // 12, n % 12 + 1


def shift_day(day: date, unit: str, by: int) -> Value | None:
    """The day, ISO week, month or year so many units from `day`, in the unit's precision."""
    try:
        if unit == "D":
            return day_value(day + timedelta(days=by))
        if unit == "W":
            return Value("DATE", iso_week(day + timedelta(weeks=by)), "week")
        if unit == "M":
            return month_value(*shift_month(day.year, day.month, by))
        if unit == "Y":
            return year_value(day.year + by)
        if unit in YEARS_OF:
            return year_value(day.year + by * YEARS_OF[unit])
    except (OverflowError, ValueError):
        return None
    return None


def in_words(unit: str, by: int) -> str:
    """So many units back or on, for a reason: "2 weeks back", "the year itself"."""
    name = UNIT_NAMES.get(unit, unit)
    if by == 0:
        return f"the {name} itself"
    many = name.removesuffix("y") + "ies" if name == "century" else name + "s"
    return f"{abs(by)} {name if abs(by) == 1 else many} {'back' if by < 0 else 'on'}"


def moved(day: date, unit: str, by: int) -> date:
    """The day so many units later, its number within the month kept where the month has it."""
    if unit in ("D", "W"):
        return day + timedelta(days=by * (7 if unit == "W" else 1))
    year, month = shift_month(day.year, day.month, by if unit == "M" else 12 * by * YEARS_OF.get(unit, 1))
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def iso_week(day: date) -> str:
    """The ISO week of a day, as 2025-W35."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def weekday_from(day: date, weekday: int, direction: int, strict: bool = False) -> date:
    """The nearest such weekday (1 Monday .. 7 Sunday) before (-1) or after (+1) `day`, itself if not strict."""
    ahead = (weekday - day.isoweekday()) % 7
    if direction > 0:
        return day + timedelta(days=ahead or (7 if strict else 0))
    back = (day.isoweekday() - weekday) % 7
    return day - timedelta(days=back or (7 if strict else 0))


def weekday_in_week(day: date, weekday: int, weeks: int, start: int = 1) -> date:
    """That weekday of the week so many weeks from the week of `day`, whose weeks begin with weekday `start`."""
    first = day - timedelta(days=(day.isoweekday() - start) % 7)
    return first + timedelta(days=(weekday - start) % 7, weeks=weeks)


def duration(unit: str, number: str) -> str:
    """A duration: number is digits, a decimal with a point, or X."""
    if unit in YEARS_OF:
        times = YEARS_OF[unit]
        return f"P{number if number == 'X' else _plain(float(number) * times)}Y"
    if unit == "Q":
        unit, number = "M", number if number == "X" else _plain(float(number) * 3)
    if unit not in UNITS:
        raise ValueError(f"no duration in {unit}")
    if "." in number:
        return _broken(unit, float(number))
    return UNITS[unit].format(number)


def added(parts: list[str]) -> str:
    """Durations of different units as one, largest unit first."""
    order = "YMWD"
    found = sorted((p for p in parts if "T" not in p), key=lambda p: order.index(p[-1]))
    times = sorted((p for p in parts if "T" in p), key=lambda p: "HMS".index(p[-1]))
    return "P" + "".join(p[1:] for p in found) + ("T" + "".join(p[2:] for p in times) if times else "")


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


def _broken(unit: str, number: float) -> str:
    """A duration with a fraction, in whole units of the next smaller kind."""
    whole, part = int(number), number - int(number)
    smaller = {"Y": ("M", 12), "H": ("MIN", 60), "D": ("H", 24), "W": ("D", 7), "M": ("D", 30), "MIN": ("S", 60)}
    if unit not in smaller or number == whole:
        return UNITS[unit].format(_plain(number))
    name, times = smaller[unit]
    rest = round(part * times)
    if unit == "H":
        return f"PT{whole}H{rest}M" if whole else f"PT{rest}M"
    if unit == "Y":
        return f"P{whole}Y{rest}M" if whole else f"P{rest}M"
    return UNITS[unit].format(_plain(number)) if whole else UNITS[name].format(rest)


def last_of_month(year: int, month: int) -> date:
    """The last day of a Gregorian month."""
    return date(year, month, monthrange(year, month)[1])


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day of a plain value (day, month, year, ISO week, interval); None for others."""
    try:
        if "/" in value:
            first, second = (days_of(v) for v in value.split("/", 1))
            return (first[0], second[1]) if first and second else None
        value = value.split("T")[0]
        if "-W" in value:
            of_year, _, week = value.partition("-W")
            monday = date.fromisocalendar(int(of_year), int(week), 1)
            return monday, monday + timedelta(days=6)
        if len(value) == 10:
            return date.fromisoformat(value), date.fromisoformat(value)
        if len(value) == 7:
            year, month = int(value[:4]), int(value[5:])
            return date(year, month, 1), last_of_month(year, month)
        if len(value) == 4:
            return date(int(value), 1, 1), date(int(value), 12, 31)
    except ValueError:
        return None
    return None


def year_in(calendar: str, day: date) -> int:
    """The year of a day in a calendar."""
    found = in_calendar(calendar, day)
    return found[0] if found else day.year
