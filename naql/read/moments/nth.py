"""The n-th weekday, week or day of a month or year, and a day of a month that is not named.

`nth` is 1 to 5, or "last"; the month is given by name, by number, or as this, last or next month.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from naql.read.moments import days, values
from naql.read.moments.values import Value, reference

Slots = dict[str, str]
LONGEST = 5
MONDAY, THURSDAY, SUNDAY = 1, 4, 7


def _whole(s: Slots, at: Any) -> tuple[date, date] | None:
    """First and last day of the month or year spoken of."""
    if "month" in s:
        value = days.MAKERS["month"]({k: v for k, v in s.items() if k not in ("nth", "d")}, at)
    elif "monthmod" in s:
        value = values.shift_day(at.published, "M", days.STEP[s["monthmod"]]) if at.published else None
    else:
        known = {k: v for k, v in s.items() if k in ("y", "era")}
        if "y" in known:
            value = days.MAKERS["year"](known, at)
        else:
            value = values.shift_day(at.published, "Y", days.STEP[s.get("ymod", "this")]) if at.published else None
    return values.days_of(value.value) if value else None


def weekday_of_month(s: Slots, at: Any) -> Value | None:
    """wd, nth: the n-th such weekday."""
    span = _whole(s, at)
    if span is None:
        return reference(-1) if at.published is None else None
    first, last = span
    if s["nth"] == "last":
        found = values.weekday_from(last, int(s["wd"]), -1)
    else:
        found = values.weekday_from(first, int(s["wd"]), 1) + timedelta(weeks=int(s["nth"]) - 1)
    return (
        values.day_value(found, relative=True, reason=f"{values.WEEKDAYS[int(s['wd']) - 1]}, number {s['nth']}")
        if first <= found <= last
        else None
    )


def week_of_month(s: Slots, at: Any) -> Value | None:
    """nth: the n-th ISO week of a year, or of a month, whose first and last are the whole weeks in it."""
    span = _whole(s, at)
    if span is None:
        return reference(-1) if at.published is None else None
    first, last = span
    of_year = last - first > timedelta(days=31)
    if s["nth"] == "last":
        day = values.weekday_from(last, THURSDAY if of_year else SUNDAY, -1)
    else:
        day = values.weekday_from(first, THURSDAY if of_year else MONDAY, 1) + timedelta(weeks=int(s["nth"]) - 1)
    if not first <= day <= last:
        return None
    return Value("DATE", values.iso_week(day), "week", relative=True, reason=f"week {s['nth']}")


def day_of_month(s: Slots, at: Any) -> Value | None:
    """nth: the n-th, or last, day."""
    span = _whole(s, at)
    if span is None:
        return reference(-1) if at.published is None else None
    found = span[1] if s["nth"] == "last" else span[0] + timedelta(days=int(s["nth"]) - 1)
    return values.day_value(found, relative=True, reason=f"day {s['nth']}") if found <= span[1] else None


def day_without_month(s: Slots, at: Any) -> Value | None:
    """d [wd]: the nearest such day of a month, on or before publication, or after it where the clause looks ahead.

    wd nth, up to the fifth: that weekday of this month.
    """
    if at.published is None:
        return reference(1 if at.ahead > 0 else -1)
    if "nth" in s and int(s["nth"]) <= LONGEST:
        return weekday_of_month({"wd": s["wd"], "nth": s["nth"], "monthmod": "this"}, at)
    s = {**s, "d": s.get("d", s.get("nth", ""))}
    found = []
    for by in range(-LONGEST, LONGEST + 1):
        year, month = values.shift_month(at.published.year, at.published.month, by)
        try:
            day = date(year, month, int(s["d"]))
        except ValueError:
            continue
        if "wd" not in s or day.isoweekday() == int(s["wd"]):
            found.append(day)
    ahead = at.ahead > 0
    found.sort(key=lambda d: ((d < at.published) if ahead else (d > at.published), abs((d - at.published).days)))
    return values.day_value(found[0], relative=True, reason="a day of a month that is not named") if found else None
