"""Matches -> values: what each `make` of a rule stands for. Days and months are worked out in `days`.

A maker gets the slots of a match and the situation (publication day, whether the clause looks ahead, the day spoken of
last) and returns a `Value`, or None where the match is no time after all. Nothing here knows a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from naql.read.moments import days, nth, parts, values
from naql.read.moments.grammar import Conventions
from naql.read.moments.values import Value, reference

Slots = dict[str, str]
MOD = days.STEP


@dataclass(slots=True)
class Situation:
    """What a value is resolved against.

    ahead: +1 the clause looks ahead, -1 it looks back, 0 it does not say. spoken: the day named last in the text,
    spoken_here and spoken_year: in this sentence; year_before: the year named last anywhere.
    """

    published: date | None
    conventions: Conventions
    ahead: int = 0
    spoken: date | None = None
    spoken_year: int | None = None
    spoken_here: date | None = None
    year_before: int | None = None


def resolve(make: str, slots: Slots, situation: Situation) -> Value | None:
    """The value of a match; None where no such day exists or the maker refuses."""
    try:
        return MAKERS[make](slots, situation)
    except (ValueError, OverflowError):
        return None


def _relative_day(s: Slots, at: Situation) -> Value | None:
    """`off` days from publication."""
    off = int(s["off"])
    if at.published is None:
        return reference(off)
    day = at.published + timedelta(days=off)
    if "wd" in s and day.isoweekday() != int(s["wd"]):
        near = sorted(
            (values.weekday_from(day, int(s["wd"]), way) for way in (-1, 1)), key=lambda d: abs((d - day).days)
        )
        if abs((near[0] - day).days) <= 1:  # the page was printed a day after or before it was written
            return values.day_value(near[0], relative=True, reason=f"{off:+d} days, and the weekday named beside it")
    return values.day_value(day, relative=True, reason=f"{off:+d} days")


def _weekday(s: Slots, at: Situation) -> Value | None:
    """wd, with mod (last, this, next) or weekmod (the week it lies in)."""
    weekday, day = int(s["wd"]), at.published
    if day is None:
        return reference(MOD.get(s.get("weekmod", s.get("mod", "")), 1 if at.ahead > 0 else -1))
    if "weekmod" in s:
        found, how = values.weekday_in_week(day, weekday, MOD[s["weekmod"]]), f"of the week, {s['weekmod']}"
        if s["weekmod"] == "this" and at.ahead < 0 and found > day:  # told as past: the week began before Monday
            found -= timedelta(weeks=1)
    elif s.get("mod") in ("last", "next"):
        found, how = values.weekday_from(day, weekday, MOD[s["mod"]], strict=True), s["mod"]
    elif s.get("mod") in ("before_last", "after_next"):
        step = MOD[s["mod"]] // 2
        found = values.weekday_from(day, weekday, step, strict=True) + timedelta(weeks=step)
        how = s["mod"]
    else:
        found, how = values.weekday_from(day, weekday, 1 if at.ahead > 0 else -1), days.direction(at.ahead)
    return values.day_value(found, relative=True, reason=f"weekday {weekday}, {how}")


def _weekday_range(s: Slots, at: Situation) -> Value | None:
    """wd to wd2: the second is the first of its name after the first."""
    first = _weekday({k: v for k, v in s.items() if k != "wd2"}, at)
    if first is None or first.precision != "day":
        return first
    second = values.weekday_from(date.fromisoformat(first.value), int(s["wd2"]), 1, strict=True)
    return Value("DATE", f"{first.value}/{second.isoformat()}", "day", relative=True, reason=first.reason)


def _period(s: Slots, at: Situation) -> Value | None:
    """The unit (D W M Y DECADE CENTURY Q H SEASON) that is `mod` from publication."""
    unit, step = s["unit"], MOD[s.get("mod", "this")]
    day = at.published
    if unit == "Y" and s.get("mod") in ("following", "preceding") and at.spoken_year is not None:
        return values.year_value(at.spoken_year + step, relative=True, reason="the year spoken of last")
    if unit in ("H", "MIN", "S"):
        return _relative_day({"off": "0"}, at)
    if day is None:
        return reference(step)
    how = f"{s.get('mod', 'this')} {unit}"
    if unit == "CENTURY":
        return Value("DATE", f"{day.year // 100 + step:02d}", "century", relative=True, reason=how)
    if unit == "DECADE":
        return Value("DATE", f"{day.year // 10 + step:03d}", "decade", relative=True, reason=how)
    if unit == "Q":
        n = day.year * 4 + (day.month - 1) // 3 + step
        return Value("DATE", f"{n // 4:04d}-Q{n % 4 + 1}", "quarter", relative=True, reason=how)
    if unit == "WE":
        saturday = values.weekday_in_week(day, 6, step)
        return Value("DATE", values.iso_week(saturday) + "-WE", "week", relative=True, reason=how)
    found = values.shift_day(day, unit, step)
    if found is not None:
        found.relative, found.reason = True, how
    return found


def _ago(s: Slots, at: Situation) -> Value | None:
    """`n` units back (dir -1) or ahead (dir 1); an unknown number is a duration."""
    unit, step = s["unit"], int(s["dir"])
    number = _number(s)
    if unit in ("H", "MIN", "S"):
        return _relative_day({"off": "0"}, at)
    if number == "X":
        return _duration({"unit": unit, "some": "X"}, at)
    if at.published is None:
        return reference(step)
    whole = int(float(number))
    if "." in number and unit == "Y":
        unit, whole = "M", round(float(number) * 12)
    found = values.shift_day(at.published, unit, step * whole)
    if found is not None:
        found.relative, found.reason = True, f"{step * whole:+d} {unit}"
    return found


def _day(s: Slots, at: Situation) -> Value | None:
    """A day of a month; "Tuesday the third of July" that is no Tuesday is the third Tuesday of July."""
    found = days.MAKERS["day"](s, at)
    if found is None or "wd" not in s or "d2" in s or int(s["d"]) > 5 or len(found.value) != 10:
        return found
    if found.open or not found.value[:4].isdecimal() or date.fromisoformat(found.value).isoweekday() == int(s["wd"]):
        return found
    return nth.weekday_of_month({**s, "nth": s["d"]}, at) or found


def _ahead(s: Slots, at: Situation) -> Value | None:
    """`n` units on from publication where the clause looks ahead; else a duration, counted from something else."""
    if at.ahead <= 0 and at.spoken_here is not None:
        found = values.shift_day(at.spoken_here, s["unit"], int(float(_number(s)))) if "some" not in s else None
        if found is not None:
            found.relative, found.reason = True, f"counted from {at.spoken_here}, spoken of before"
            return found
    return _ago(s, at) if at.ahead > 0 else _duration(s, at)


def _same_day_of_year(s: Slots, at: Situation) -> Value | None:
    """The day spoken of last, in the year y."""
    if at.spoken is None:
        return None
    return values.day_value(at.spoken.replace(year=int(s["y"])), relative=True, reason="the day spoken of last")


def _number(s: Slots) -> str:
    if "some" in s:
        return "X"
    number = s.get("n", "1")
    if "half" in s:
        number = f"{int(number) + 0.5}" if "n" in s or "plus" in s else "0.5"
    if "quarter" in s:
        number = f"{int(s.get('n', '0')) + 0.25}"
    return number


def _duration(s: Slots, at: Situation) -> Value | None:
    """`n` (or some) units; n2 gives a range; unit2 with m adds a smaller unit."""
    number = _number(s)
    if "n2" in s:
        value = f"{values.duration(s['unit'], number)}/{values.duration(s['unit'], s['n2'])}"
        return Value("DURATION", value, "duration")
    if "decimal" in s and not re.fullmatch(r"\d+\.\d+", s["decimal"]):
        return None
    if "n" in s and float(number) > 9999:
        return None
    lengths = (
        [values.duration(s["unit"], number)] if "decimal" not in s else [values.UNITS[s["unit"]].format(s["decimal"])]
    )
    lengths += [values.duration(s[u], s.get(n, "1")) for u, n in (("unit2", "m"), ("unit3", "k")) if u in s]
    return Value("DURATION", values.added(lengths), "duration")


def _set(s: Slots, at: Situation) -> Value | None:
    """Every n units."""
    number = _number(s)
    return Value("SET", values.duration(s["unit"], number), "duration")


def _decades(s: Slots, at: Situation) -> Value | None:
    """dec to dec2: an interval of decades."""
    ends = [_decade({**{k: v for k, v in s.items() if k != "dec2"}, "dec": s[d]}, at) for d in ("dec", "dec2")]
    if ends[0] is None or ends[1] is None or ends[0].value >= ends[1].value:
        return ends[0]
    return Value("DATE", f"{ends[0].value}/{ends[1].value}", "decade", ends[0].calendar, reason="decades")


def _decade(s: Slots, at: Situation) -> Value | None:
    """dec (two digits or four), era, cent: which century, mod."""
    number = int(s["dec"])
    if "dec_cent" in s and number < 100:
        first, calendar = (int(s["dec_cent"]) - 1) * 100 + number, "gregorian"
    elif number < 100:
        calendar = days.calendar_of_era(s.get("era")) or at.conventions.decades
        if "cent" in s:
            calendar = "gregorian"
        if calendar == "gregorian":
            year = at.published.year if at.published else 2020
            century = year // 100 * 100 + (MOD[s["cent"]] * 100 if "cent" in s else 0)
            first = century + number
            if "cent" not in s and first > year:
                first -= 100
        else:
            now = values.year_in(calendar, at.published or date(2020, 1, 1))
            first = now // 100 * 100 + number
            first -= 100 if first > now else 0
    else:
        first, calendar = number, days.calendar_of_year(number, s.get("era"), at.conventions)
    middle = values.most_of_year(calendar, first + 4) if calendar != "gregorian" else first
    return Value("DATE", f"{middle // 10:03d}", "decade", calendar, reason="decade")


def _century(s: Slots, at: Situation) -> Value | None:
    """cent: the number of the century."""
    number = int(s["cent_n"])
    if not 1 <= number <= 30:
        return None
    if s.get("era") == "bc":
        return Value("DATE", f"BC{number:02d}", "century")
    return Value("DATE", f"{number - 1:02d}", "century")


def _fixed(s: Slots, at: Situation) -> Value | None:
    """A value that stands in the rule."""
    return Value(s.get("type", "DATE"), s["value"], "reference", relative=True)


def _same_day(s: Slots, at: Situation) -> Value | None:
    """`off` days from the day spoken of last; without one there is nothing to say."""
    day, off = at.spoken, int(s.get("off", "0"))
    if day is None and at.published is not None and off and at.ahead > 0:
        return _relative_day({"off": str(off)}, at)
    if day is None:
        return reference(-1) if at.published is None else None
    found = day + timedelta(days=off)
    return values.day_value(found, relative=True, reason=f"the day spoken of last, {day.isoformat()}")


def _clock(s: Slots, at: Situation) -> Value | None:
    """h, m, s; ampm: am, pm; h2, m2 give a range. The day is publication's; one that stands beside is joined later."""
    first = _clock_time(s["h"], s.get("m"), s)
    if first is None:
        return None
    day = at.published.isoformat() if at.published else "XXXX-XX-XX"
    value = f"{day}T{first}"
    if "h2" in s:
        second = _clock_time(s["h2"], s.get("m2"), s)
        if second is None:
            return None
        value += f"/{day}T{second}"
    return Value("TIME", value, "time", relative=True, reason="clock time")


def _clock_time(h: str, m: str | None, s: Slots) -> str | None:
    hour, minute = int(h), int(m) if m else 0
    if "half" in s:
        minute = 30
    if "quarter" in s:
        minute = 15
    if "third" in s:
        minute = 20
    if "less" in s:
        hour, minute = hour - 1, 60 - minute
    if s.get("ampm") == "pm" and hour < 12:
        hour += 12
    if s.get("ampm") == "night" and 5 < hour < 12:
        hour += 12
    if s.get("ampm") in ("am", "night") and hour == 12:
        hour = 0
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    return f"{hour % 24:02d}:{minute:02d}" + (f":{int(s['s']):02d}" if "s" in s else "")


MAKERS: dict[str, Callable[[Slots, Situation], Value | None]] = {
    "relday": _relative_day,
    "weekday": _weekday,
    "weekdays": _weekday_range,
    "period": _period,
    "ago": _ago,
    "ahead": _ahead,
    "sameyear": _same_day_of_year,
    "duration": _duration,
    "set": _set,
    "decade": _decade,
    "century": _century,
    "decades": _decades,
    "fixed": _fixed,
    "sameday": _same_day,
    "nthweekday": nth.weekday_of_month,
    "nthweek": nth.week_of_month,
    "nthday": nth.day_of_month,
    "dayonly": nth.day_without_month,
    "clock": _clock,
    "nothing": lambda s, at: None,
    **days.MAKERS,  # type: ignore[dict-item]
    "day": _day,
    **parts.MAKERS,
}
