"""Matches -> values: what each `make` of a rule stands for. Days and months are worked out in `days`.

A maker gets the slots of a match and the situation (publication day, whether the clause looks ahead, the day spoken of
last) and returns a `Value`, or None where the match is no time after all. Nothing here knows a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from naql.read.moments import clocks, days, decades, nth, parts, values
from naql.read.moments.grammar import Conventions
from naql.read.moments.values import Value, reference

Slots = dict[str, str]
MOD = days.STEP
SIZES = ("MILLENNIUM", "CENTURY", "DECADE", "Y", "Q", "M", "W", "D")


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
            return values.day_value(near[0], relative=True, reason="the weekday named beside it")
    return values.day_value(day, relative=True, reason=values.in_words("D", off))


def _weekday(s: Slots, at: Situation) -> Value | None:
    """wd, with mod (last, this, next) or weekmod (the week it lies in)."""
    weekday, day = int(s["wd"]), at.published
    if day is None:
        return reference(MOD.get(s.get("weekmod", s.get("mod", "")), 1 if at.ahead > 0 else -1))
    if "weekmod" in s:
        found, how = _in_week(day, weekday, MOD[s["weekmod"]], at), f"of {s['weekmod']} week"
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
    return values.day_value(found, relative=True, reason=f"{values.WEEKDAYS[weekday - 1]}, {how}")


def _in_week(day: date, weekday: int, weeks: int, at: Situation) -> date:
    return values.weekday_in_week(day, weekday, weeks, at.conventions.week_start)


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
    how = values.in_words(unit, step)
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
    return _shifted(at.published, [(unit, number), *_smaller(s)], step)


def _smaller(s: Slots) -> list[tuple[str, str]]:
    """The second and third unit of "two years and three months", with their numbers."""
    return [(s[u], s.get(n, "1")) for u, n in (("unit2", "m"), ("unit3", "k")) if u in s]


def _shifted(day: date, steps: list[tuple[str, str]], way: int) -> Value | None:
    """So many units from `day`, in the precision of the smallest; half years are counted in months."""
    steps = [("M", str(round(float(n) * 12))) if "." in n and unit == "Y" else (unit, n) for unit, n in steps]
    found: Value | None = None
    for unit, number in sorted(steps, key=lambda step: SIZES.index(step[0])):
        whole = way * int(float(number))
        found = values.shift_day(day, unit, whole)
        if found is None:
            return None
        if len(steps) > 1:
            day = values.moved(day, unit, whole)
    if found is not None:
        found.relative, found.reason = True, ", ".join(values.in_words(unit, way * int(float(n))) for unit, n in steps)
    return found


def _earlier(s: Slots, at: Situation) -> Value | None:
    """`n` units before the day spoken of in the sentence; before publication where none is."""
    if at.spoken_here is None or _number(s) == "X":
        return _ago(s, at)
    found = _shifted(at.spoken_here, [(s["unit"], _number(s)), *_smaller(s)], int(s["dir"]))
    if found is not None:
        found.against = at.spoken_here
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
        found = _earlier(s, at) if "some" not in s and s["unit"] not in ("H", "MIN", "S") else None
        if found is not None:
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
    lengths += [values.duration(unit, number) for unit, number in _smaller(s)]
    return Value("DURATION", values.added(lengths), "duration")


def _week_of(s: Slots, at: Situation) -> Value | None:
    """The ISO week that holds a day."""
    day = days.MAKERS["day"](s, at)
    if day is None or len(day.value) != 10 or not day.value[:4].isdecimal():
        return None
    week = values.iso_week(date.fromisoformat(day.value))
    return Value("DATE", week, "week", day.calendar, day.relative, day.reason or "the week of that day")


def _set(s: Slots, at: Situation) -> Value | None:
    """Every n units."""
    number = _number(s)
    return Value("SET", values.duration(s["unit"], number), "duration")


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
    value = values.day_value(found, relative=True, reason=values.in_words("D", off))
    value.against = day
    return value


MAKERS: dict[str, Callable[[Slots, Situation], Value | None]] = {
    "relday": _relative_day,
    "weekday": _weekday,
    "weekdays": _weekday_range,
    "period": _period,
    "ago": _ago,
    "ahead": _ahead,
    "earlier": _earlier,
    "weekof": _week_of,
    "sameyear": _same_day_of_year,
    "duration": _duration,
    "set": _set,
    "fixed": _fixed,
    "sameday": _same_day,
    "nthweekday": nth.weekday_of_month,
    "nthweek": nth.week_of_month,
    "nthday": nth.day_of_month,
    "dayonly": nth.day_without_month,
    "nothing": lambda s, at: None,
    **days.MAKERS,  # type: ignore[dict-item]
    "day": _day,
    **parts.MAKERS,
    **clocks.MAKERS,
    **decades.MAKERS,
}
