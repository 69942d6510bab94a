"""Days, months and years of three calendars: slots -> values.

Two-digit years, years of another calendar than the month's, and days without their year are settled here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from naql.calendars import gregorian, in_calendar, month_length
from naql.read.moments import values
from naql.read.moments.grammar import Conventions
from naql.read.moments.values import Value, reference

Slots = dict[str, str]
STEP = {"last": -1, "preceding": -1, "this": 0, "next": 1, "following": 1, "before_last": -2, "after_next": 2}
ORDINARY_JALALI_YEAR = 1400
SOON, LONG_AGO = timedelta(days=45), timedelta(days=300)  # a day without a year that near ahead is not last year's
TODAY = date(2026, 1, 1)  # stands in where a century has to be chosen and nothing is known of the page


def direction(ahead: int) -> str:
    """The words of a reason."""
    return "the next one, as the clause looks ahead" if ahead > 0 else "the nearest on or before"


def calendar_of_era(era: str | None) -> str | None:
    """The calendar that an era names."""
    return era if era in ("gregorian", "jalali", "hijri") else None


def calendar_of_year(year: int, era: str | None, conventions: Conventions) -> str:
    """The calendar of a year: its era's, else as the language's conventions have it."""
    named = calendar_of_era(era)
    if named:
        return named
    for first, last, calendar in conventions.years:
        if first <= year <= last:
            return calendar
    return "gregorian"


def full_year(text: str, era: str | None, calendar: str | None, at: Any) -> tuple[int, str]:
    """(year, calendar) of a year as written; two digits are taken into the century that fits publication."""
    year = int(text)
    if year >= 100:
        return year, calendar_of_year(year, era, at.conventions)
    where = calendar_of_era(era) or calendar or at.conventions.short_years
    now = values.year_in(where, at.published or TODAY)
    return max(
        (c for c in (now // 100 * 100 + year, now // 100 * 100 + year - 100) if c <= now + 10), default=year
    ), where


def _month(text: str) -> tuple[str, int]:
    """(calendar, month) of a month's value; a bare number is a Gregorian month."""
    calendar, _, number = text.rpartition("-")
    return calendar or "gregorian", int(number)


def _year_of_month(calendar: str, month: int, day: int, s: Slots, at: Any) -> int | None:
    """The year, in the month's calendar, that the text gives or names (last year's, this year's)."""
    if "y" in s:
        year, where = full_year(s["y"], s.get("era"), calendar, at)
        if where == calendar or ("era" not in s and calendar != "gregorian" and where != "gregorian"):
            return year
        if calendar == "gregorian" and where == "hijri" and "era" not in s:
            return year  # nobody writes a Gregorian month with an unmarked Hijri year
        return _year_across(calendar, month, day, year, where)
    if "ymod" in s and at.published is not None:
        return values.year_in(calendar, at.published) + STEP[s["ymod"]]
    return None


def _year_across(calendar: str, month: int, day: int, year: int, where: str) -> int | None:
    """The year in `calendar` in which that day lies in `year` of another calendar."""
    first = gregorian(where, year, 1, 1)
    if first is None:
        return None
    guess = values.year_in(calendar, first)
    for candidate in (guess, guess + 1, guess - 1):
        found = gregorian(calendar, candidate, month, day)
        if found is not None and (values.year_in(where, found) == year):
            return candidate
    return None


def _day(s: Slots, at: Any) -> Value | None:
    """d month [y | ymod | mod] [wd]; d2 gives an interval within the month."""
    calendar, month = _month(s["month"])
    number = int(s["d"])
    year = _year_of_month(calendar, month, number, s, at)
    if year is not None:
        return _exact(calendar, year, month, number, s, at)
    if "y" in s:
        return None
    if at.published is None:
        return _day_without_year(calendar, month, number, s)
    found = nearest_day(calendar, month, number, s, at)
    if found is None:
        return None
    value = _exact(calendar, values.year_in(calendar, found), month, number, s, at)
    if value is not None:
        value.relative, value.reason = True, f"no year is named: {direction(at.ahead)}"
    return value


def _exact(calendar: str, year: int, month: int, number: int, s: Slots, at: Any) -> Value | None:
    first = gregorian(calendar, year, month, number)
    if first is None:
        return None
    value = values.day_value(first, calendar, "ymod" in s, "year from publication" if "ymod" in s else "")
    if "d2" in s:
        month2 = _month(s["month2"])[1] if "month2" in s else month
        second = gregorian(calendar, year + (month2 < month), month2, int(s["d2"]))
        if second is None or second <= first:
            return None
        value.value += f"/{second.isoformat()}"
    return value


def _day_without_year(calendar: str, month: int, number: int, s: Slots) -> Value | None:
    if calendar == "gregorian":
        if not 1 <= number <= 31:
            return None
        value = f"XXXX-{month:02d}-{number:02d}"
        if "d2" in s:
            value += f"/XXXX-{month:02d}-{int(s['d2']):02d}"
        return Value("DATE", value, "day", reason="no year is known", open=True)
    if calendar == "jalali":  # its days fall on one Gregorian day in three years of four
        first = gregorian(calendar, ORDINARY_JALALI_YEAR, month, number)
        if first is not None:
            return Value("DATE", f"XXXX-{first:%m-%d}", "day", calendar, reason="no year is known", open=True)
    found = reference(-1)
    found.calendar, found.open = calendar, True
    return found


def nearest_day(calendar: str, month: int, number: int, s: Slots, at: Any) -> date | None:
    """The day without a year nearest to publication: before it, or after where the clause looks ahead.

    A weekday beside it decides.
    """
    published: date = at.published
    now = values.year_in(calendar, published)
    days = [d for y in range(now - 2, now + 3) if (d := gregorian(calendar, y, month, number)) is not None]
    if not days:
        return None
    mod = s.get("mod")
    if mod in ("next", "following") or (at.ahead > 0 and mod not in ("last", "this")):
        ordered = [d for d in days if d >= published] + [d for d in reversed(days) if d < published]
    elif mod == "this":
        ordered = sorted(days, key=lambda d: abs((d - published).days))
    else:
        back, on = [d for d in reversed(days) if d <= published], [d for d in days if d > published]
        near = not mod and on and on[0] - published <= SOON
        ordered = [*on[:1], *back, *on[1:]] if near and (not back or published - back[0] > LONG_AGO) else [*back, *on]
    if "wd" in s:
        agreeing = [d for d in ordered if d.isoweekday() == int(s["wd"]) and abs((d - published).days) < 400]
        if agreeing and ordered[0] not in agreeing:
            return agreeing[0]
    return ordered[0]


def _day_of_month(s: Slots, at: Any) -> Value | None:
    """d of this, last or next month; era or cal says whose."""
    if at.published is None:
        return reference(STEP[s.get("mod", "this")])
    calendar = calendar_of_era(s.get("era")) or s.get("cal") or "gregorian"
    found = in_calendar(calendar, at.published)
    if found is None:
        return None
    year, month = values.shift_month(found[0], found[1], STEP[s.get("mod", "this")])
    value = _exact(calendar, year, month, int(s["d"]), s, at)
    if value is not None:
        value.relative, value.reason = True, f"{s.get('mod', 'this')} month"
    return value


def _whole_month(s: Slots, at: Any) -> Value | None:
    """month [y | ymod | mod]; month2 gives an interval; half (1, 2) or third (1, 2, 3) a part of it."""
    calendar, month = _month(s["month"])
    if "gloss" in s and _month(s["gloss"]) != (calendar, month):
        return None
    year = _year_of_month(calendar, month, 15, s, at)
    relative = "y" not in s
    if year is None:
        if "y" in s:
            return None
        if at.published is None:
            return _month_without_year(calendar, month)
        year = _nearest_year(calendar, month, s, at)
    if "half" in s or "third" in s:
        return _part_of_month(calendar, year, month, s, relative)
    value = values.month_value(year, month, calendar, relative, "year from publication" if relative else "")
    if "month2" in s:
        calendar2, month2 = _month(s["month2"])
        if calendar2 != calendar:
            return value
        second = values.month_value(year + (month2 < month), month2, calendar)
        if second.value != value.value:
            value.value += "/" + second.value
    return value


def _month_spoken(s: Slots, at: Any) -> Value | None:
    """month, of the year spoken of last."""
    calendar, month = _month(s["month"])
    if at.year_before is None:
        return _whole_month(s, at)
    year = at.year_before if calendar == "gregorian" else _year_across(calendar, month, 15, at.year_before, "gregorian")
    if year is None:
        return None
    return values.month_value(year, month, calendar, relative=True, reason="the year spoken of last")


def _year_spoken(s: Slots, at: Any) -> Value | None:
    """The year spoken of last."""
    if at.year_before is None:
        return None
    return values.year_value(at.year_before, relative=True, reason="the year spoken of last")


def _nearest_year(calendar: str, month: int, s: Slots, at: Any) -> int:
    """The year of a month without one: the latest that has begun, or the next where the clause looks ahead."""
    now = in_calendar(calendar, at.published) or (at.published.year, at.published.month, 1)
    mod = s.get("mod")
    if mod == "this":
        return now[0]
    if mod == "next" or (at.ahead > 0 and mod != "last"):
        return now[0] if month > now[1] or (month == now[1] and mod != "next") else now[0] + 1
    soon = not mod and at.ahead == 0 and month == now[1] % 12 + 1  # next month, sooner than the same month last year
    if soon:
        return now[0] + (month < now[1])
    return now[0] if month < now[1] or (month == now[1] and mod != "last") else now[0] - 1


def _month_without_year(calendar: str, month: int) -> Value:
    if calendar == "gregorian":
        return Value("DATE", f"XXXX-{month:02d}", "month", reason="no year is known", open=True)
    found = reference(-1)
    found.calendar, found.open = calendar, True
    return found


def _part_of_month(calendar: str, year: int, month: int, s: Slots, relative: bool) -> Value | None:
    length = month_length(calendar, year, month)
    if "half" in s:
        first, last = (1, 15) if s["half"] == "1" else (16, length)
    else:
        first, last = {"1": (1, 10), "2": (11, 20), "3": (21, length)}[s["third"]]
    a, b = gregorian(calendar, year, month, first), gregorian(calendar, year, month, last)
    if a is None or b is None:
        return None
    return Value("DATE", f"{a}/{b}", "day", calendar, relative, "part of a month")


def _year(s: Slots, at: Any) -> Value | None:
    """y [era]; y2 gives an interval; half (1, 2) a part of it."""
    if s.get("era") == "bc":
        return Value("DATE", f"BC{int(s['y']):04d}", "year")
    year, calendar = full_year(s["y"], s.get("era"), None, at)
    if not 1 <= year < 3000:
        return None
    if "half" in s:
        return half_of_year(calendar, year, s["half"], False)
    value = values.year_value(year, calendar)
    if "y2" in s:
        year2, where = full_year(s["y2"], s.get("era"), None, at)
        if len(s["y2"]) == 2 and year >= 1000:
            year2, where = year // 100 * 100 + int(s["y2"]), calendar
        if where != calendar or year2 <= year:
            return value if year2 == year else None
        value.value += f"/{values.most_of_year(calendar, year2):04d}"
    return value


def half_of_year(calendar: str, year: int, half: str, relative: bool) -> Value:
    """Half "1" or "2" of a year as an interval of the months that hold most of it."""
    months = (1, 6) if half == "1" else (7, 12)
    (y1, m1), (y2, m2) = (values.most_of_month(calendar, year, m) for m in months)
    return Value("DATE", f"{y1:04d}-{m1:02d}/{y2:04d}-{m2:02d}", "month", calendar, relative, "half of a year")


MAKERS = {
    "day": _day,
    "dayofmonth": _day_of_month,
    "month": _whole_month,
    "monthspoken": _month_spoken,
    "yearspoken": _year_spoken,
    "year": _year,
}
