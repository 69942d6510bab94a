"""Decades and centuries: slots -> values. A decade of another calendar is the Gregorian one that holds its middle."""

from __future__ import annotations

from datetime import date
from typing import Any

from naql.read.moments import days, values
from naql.read.moments.days import STEP
from naql.read.moments.values import Value

Slots = dict[str, str]


def _decades(s: Slots, at: Any) -> Value | None:
    """dec to dec2: an interval of decades."""
    ends = [_decade({**{k: v for k, v in s.items() if k != "dec2"}, "dec": s[d]}, at) for d in ("dec", "dec2")]
    if ends[0] is None or ends[1] is None or ends[0].value >= ends[1].value:
        return ends[0]
    return Value("DATE", f"{ends[0].value}/{ends[1].value}", "decade", ends[0].calendar, reason="decades")


def _decade(s: Slots, at: Any) -> Value | None:
    """dec (two digits or four), era, cent: which century, mod."""
    number = (int(s["dec_n"]) - 1) * 10 if "dec_n" in s else int(s["dec"])
    if not 0 <= number < 3000 or number % 10:
        return None
    if "dec_cent" in s and number < 100:
        first, calendar = (int(s["dec_cent"]) - 1) * 100 + number, "gregorian"
    elif number < 100:
        calendar = days.calendar_of_era(s.get("era")) or at.conventions.decades
        if "cent" in s:
            calendar = "gregorian"
        if calendar == "gregorian":
            year = at.published.year if at.published else 2020
            century = year // 100 * 100 + (STEP[s["cent"]] * 100 if "cent" in s else 0)
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


def _century(s: Slots, at: Any) -> Value | None:
    """cent: the number of the century."""
    number = int(s["cent_n"])
    if not 1 <= number <= 30:
        return None
    if s.get("era") == "bc":
        return Value("DATE", f"BC{number:02d}", "century")
    return Value("DATE", f"{number - 1:02d}", "century")


MAKERS = {"decade": _decade, "decades": _decades, "century": _century}
