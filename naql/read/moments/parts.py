"""Halves and quarters of years, seasons, holidays, and dates in figures: slots -> values.

Days, months and years themselves are in `days`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from naql.calendars import gregorian
from naql.read.moments import days, values
from naql.read.moments.days import STEP, calendar_of_era, full_year, half_of_year
from naql.read.moments.values import Value, reference

Slots = dict[str, str]
JALALI_AHEAD = 621  # from a Jalali year to the Gregorian year in which it begins


def _known_year(s: Slots, at: Any, calendar: str) -> int | None:
    if "y" in s:
        year, where = full_year(s["y"], s.get("era"), None, at)
        return year if where == calendar else values.most_of_year(where, year) if calendar == "gregorian" else None
    if at.published is None:
        return None
    return values.year_in(calendar, at.published) + STEP[s.get("jmod", s.get("ymod", s.get("mod", "this")))]


def _calendar_in(s: Slots, at: Any) -> str:
    if "y" in s:
        return full_year(s["y"], s.get("era"), None, at)[1]
    return calendar_of_era(s.get("era")) or ("jalali" if "jmod" in s else "gregorian")


def _half_year(s: Slots, at: Any) -> Value | None:
    """half (1, 2) of y, or of this, last, next year."""
    calendar = _calendar_in(s, at)
    year = _known_year(s, at, calendar)
    return reference(-1) if year is None else half_of_year(calendar, year, s["half"], "y" not in s)


def _first_months(s: Slots, at: Any) -> Value | None:
    """The first n months of y, or of this, last, next year."""
    number, calendar = int(s["n"]), _calendar_in(s, at)
    year = _known_year(s, at, calendar)
    if not 1 < number <= 12 or year is None:
        return reference(-1) if year is None else None
    if number == 3:
        return _quarter({**s, "q": "1"}, at)
    ends = [values.most_of_month(calendar, year, m) for m in (1, number)]
    text = "/".join(f"{y:04d}-{m:02d}" for y, m in ends)
    return Value("DATE", text, "month", calendar, "y" not in s, "the first months of a year")


def _quarter(s: Slots, at: Any) -> Value | None:
    """q (1 to 4, or 'last') of y, or of this, last, next year."""
    number, calendar = int(s["q"]), _calendar_in(s, at)
    if not 1 <= number <= 4:
        return None
    year = _known_year(s, at, calendar)
    if year is None:
        return reference(-1)
    _, month = middle = values.most_of_month(calendar, year, number * 3 - 1)
    return Value("DATE", f"{middle[0]:04d}-Q{(month - 1) // 3 + 1}", "quarter", calendar, "y" not in s, "quarter")


def _season(s: Slots, at: Any) -> Value | None:
    """season (SP SU FA WI) of y, of a year told by ymod (Gregorian) or jmod (Jalali), or mod, else the latest begun.

    spoken: of the year spoken of last.
    """
    season = s["season"]
    if "spoken" in s and at.year_before is not None:
        return Value(
            "DATE", f"{at.year_before:04d}-{season}", "season", relative=True, reason="the year spoken of last"
        )
    if "y" in s:
        year, calendar = full_year(s["y"], s.get("era"), None, at)
        if calendar == "jalali":
            year += JALALI_AHEAD
        return Value("DATE", f"{year:04d}-{season}", "season", calendar)
    if at.published is None:
        return Value("DATE", f"XXXX-{season}", "season", open=True, reason="no year is known")
    year, month = at.published.year, at.published.month
    first = values.SEASON_MONTHS[season][0]
    if "jmod" in s:
        year = values.year_in("jalali", at.published) + STEP[s["jmod"]] + JALALI_AHEAD
    elif "ymod" in s:
        year += STEP[s["ymod"]]
    elif "nearest" in s and at.ahead <= 0 and not s.get("mod"):
        year -= (first - month) % 12 > 6 and first > month
        year += (month - first) > 6 and at.ahead == 0
    elif s.get("mod") == "next" or (at.ahead > 0 and s.get("mod") not in ("last", "this")):
        year += first < month if s.get("mod") != "next" else first <= month
    elif s.get("mod") == "this":
        year -= season == "WI" and month < 3
    elif s.get("mod") == "last":
        year -= month <= values.SEASON_MONTHS[season][1] or season == "WI"
    else:
        year -= first > month
    return Value("DATE", f"{year:04d}-{season}", "season", relative=True, reason="year from publication")


def _holiday(s: Slots, at: Any) -> Value | None:
    """hol: calendar-month-day of the year y, ymod, or nearest."""
    if s["hol"].startswith("easter"):
        return _easter(s, at)
    calendar, month, number = s["hol"].split("-")
    return days.MAKERS["day"]({**s, "month": f"{calendar}-{month}", "d": number}, at)


def _easter(s: Slots, at: Any) -> Value | None:
    """Western Easter Sunday of the year y, or the nearest (Meeus, Jones and Butcher's rule)."""
    known = _known_year(s, at, "gregorian")
    if known is None:
        return reference(-1)
    found = [
        date(y, *_easter_day(y)) for y in ([known] if {"y", "ymod", "mod"} & set(s) else (known - 1, known, known + 1))
    ]
    if len(found) > 1:
        found.sort(key=lambda d: (d < at.published) if at.ahead > 0 else (d > at.published, at.published - d))
    return values.day_value(found[0], relative="y" not in s, reason="Easter")


def _easter_day(year: int) -> tuple[int, int]:
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return f // 31, f % 31 + 1


def _numeric(s: Slots, at: Any) -> Value | None:
    """Three numbers a, b, c, or `numeric` with points: their order told from size, language and plausibility."""
    parts = s["numeric"].split(".") if "numeric" in s else [s["a"], s["b"], s["c"]]
    if len(parts) != 3 or not all(p.isdecimal() for p in parts):
        return None
    if all(len(p) == 1 for p in parts):  # a team's 4-4-2, a section's 1/2/3
        return None
    a, b, c = parts
    orders: list[tuple[str, str, str]] = []  # (year, month, day)
    if len(a) == 4 or int(a) > 31:
        orders = [(a, b, c), (a, c, b)]
    elif len(c) == 4 or int(c) > 31:
        orders = [(c, b, a), (c, a, b)] if at.conventions.order == "dmy" else [(c, a, b), (c, b, a)]
    elif at.conventions.short_years == "jalali":
        orders = [(a, b, c), (c, b, a)]
    else:
        orders = [(c, b, a), (c, a, b)] if at.conventions.order == "dmy" else [(c, a, b), (c, b, a)]
        orders.append((a, b, c))
    found: list[tuple[date, str]] = []
    for y, m, d in orders:
        year, calendar = full_year(y, s.get("era"), None, at)
        day = gregorian(calendar, year, int(m), int(d)) if int(m) <= 12 else None
        if day is not None:
            found.append((day, calendar))
    if at.published is not None and len(found) > 1 and (found[0][0] - at.published).days > 31:
        found.sort(key=lambda f: abs((f[0] - at.published).days))
    return values.day_value(*found[0]) if found else None


MAKERS = {
    "halfyear": _half_year,
    "firstmonths": _first_months,
    "quarter": _quarter,
    "season": _season,
    "holiday": _holiday,
    "numeric": _numeric,
}
