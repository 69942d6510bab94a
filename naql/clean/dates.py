"""Dates, clock times and ages ("3 hours ago") as pages print them in their imprint, found in folded text.

This is about dates that stand by themselves on a page. Time expressions in running text belong to the reading stage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from naql.calendars import gregorian, months
from naql.clean.furniture_file import FurnitureFile, ImprintWords, regex_of
from naql.languages import Pack

AGES = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "hours2": timedelta(hours=2),
    "day": timedelta(days=1),
    "days2": timedelta(days=2),
    "week": timedelta(weeks=1),
}
ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:t(\d{2}):(\d{2})(?::\d{2})?(?:\.\d+)?(?:z|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,4})\s?([./\-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?![\d/-])")
AGE_LINE = 60
"""The longest line, in letters, that is looked through for an age."""
DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W\d_]+")
CLOCK = re.compile(r"(?<![\d:])(\d{1,2})\s?[:\u066b]\s?(\d{2})(?::\d{2})?(?![\d:])")


@dataclass(frozen=True, slots=True)
class Found:
    """A date in folded text: [start, end), ISO date, `clock` (HH:MM) where one stands in the same expression."""

    start: int
    end: int
    day: str
    clock: str | None = None


class DateFinder:
    """Finds dates in folded text with one pack's month names. Build with `date_finder`, which caches."""

    def __init__(self, pack: Pack) -> None:
        self.words: ImprintWords = pack.table("furniture", FurnitureFile).imprint
        self.months = months(pack)
        names = "|".join(r"\s+".join(map(re.escape, n.split())) for n in sorted(self.months, key=len, reverse=True))
        suffix = rf"(?:\s?{re.escape(pack.fold(self.words.month_suffix))})?" if self.words.month_suffix else ""
        joint = "|".join(re.escape(pack.fold(j)) for j in sorted(self.words.joints, key=len, reverse=True)) or "$^"
        gap = rf"[\s,\u060c./\-–]*(?:(?:{joint})\b[\s,\u060c./\-]*)?"
        second = rf"(?:\s?\(?[/\u060c,\-]\s?(?:{names})\b\)?|\s\((?:{names})\))?"
        month = rf"(?P<month>{names}){suffix}(?![^\W\d_]){second}"
        year = r"(?P<year>\d{4}|\d{2}(?!\d))(?!\d)" if self.words.low_years == "jalali" else r"(?P<year>\d{4})(?!\d)"
        self.day_first = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}}){gap}{month}{gap}{year}")
        self.month_first = re.compile(rf"(?<!\w){month}\s(?P<day>\d{{1,2}}){gap}(?P<year>\d{{4}})(?!\d)")
        self.ages = [(re.compile(r"(?<!\w)" + regex_of(p, pack) + r"(?!\w)"), AGES[unit]) for p, unit in self.words.ago]
        self.any_age = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", p.pattern) for p, _ in self.ages))
        self.beginnings = frozenset(n.split()[0] for n in self.months) | frozenset(
            word for p, _ in self.words.ago if p[0] != "{" for word in WORD.findall(pack.fold(p))[:1]
        )
        self.afternoon = [pack.fold(w) for w in self.words.afternoon]

    def dates(self, folded: str) -> list[Found]:
        """The full dates in `folded`, in order."""
        if not DIGIT.search(folded):
            return []
        found = [self._iso(m) for m in ISO.finditer(folded)] if "-" in folded else []
        found += [self._named(m) for pattern in (self.day_first, self.month_first) for m in pattern.finditer(folded)]
        found += [self._numeric(m) for m in NUMERIC.finditer(folded)]
        out: list[Found] = []
        for f in sorted((f for f in found if f), key=lambda f: (f.start, -f.end)):
            if not out or f.start >= out[-1].end:
                out.append(f)
        return out

    def clocks(self, folded: str) -> list[tuple[int, int, str]]:
        """(start, end, HH:MM) of the clock times in `folded`."""
        out = []
        for m in CLOCK.finditer(folded):
            hour, minute = int(m[1]), int(m[2])
            rest = folded[m.end() : m.end() + 16].lstrip()
            if hour < 12 and any(rest.startswith(w) for w in self.afternoon):
                hour += 12
            if hour < 24 and minute < 60:
                out.append((m.start(), m.end(), f"{hour:02}:{minute:02}"))
        return out

    def age(self, folded: str, now: str | None) -> Found | None:
        """An age ("3 hours ago") in `folded`; its day is empty where `now` (ISO) is not known."""
        if len(folded) > AGE_LINE or not self.any_age.search(folded):
            return None
        for pattern, unit in self.ages:
            m = pattern.search(folded)
            if m:
                number = re.search(r"\d+", m.group())
                day = ""
                if now:
                    at = datetime.fromisoformat(now) - unit * (int(number.group()) if number else 1)
                    day = at.date().isoformat()
                return Found(m.start(), m.end(), day)
        return None

    def _iso(self, m: re.Match[str]) -> Found | None:
        day = self._day(int(m[1]), int(m[2]), int(m[3]))
        return Found(m.start(), m.end(), day, f"{m[4]}:{m[5]}" if m[4] else None) if day else None

    def _named(self, m: re.Match[str]) -> Found | None:
        month = self.months[" ".join(m["month"].split())]
        year = int(m["year"])
        if len(m["year"]) == 2:
            year += 1300 if year > 30 else 1400
        day = gregorian(month.calendar, year, month.number, int(m["day"]))
        return Found(m.start(), m.end(), day.isoformat()) if day and 1900 < day.year < 2100 else None

    def _numeric(self, m: re.Match[str]) -> Found | None:
        a, b, c = int(m[1]), int(m[3]), int(m[4])
        if len(m[1]) == 4:
            day = self._day(a, b, c)
        elif len(m[4]) == 4:
            first, second = (a, b) if self.words.day_order == "dmy" else (b, a)
            day = self._day(c, second, first) or self._day(c, first, second)
        elif self.words.low_years == "jalali" and len(m[1]) == 2 and m[2] == "/":
            day = self._day(a + (1300 if a > 30 else 1400), b, c)
        else:
            return None
        return Found(m.start(), m.end(), day) if day else None

    def _day(self, year: int, month: int, day: int) -> str | None:
        calendar = "gregorian" if year > 1700 else self.words.low_years
        if not calendar:
            return None
        found = gregorian(calendar, year, month, day)
        return found.isoformat() if found and 1900 < found.year < 2100 else None


_CACHE: dict[str, DateFinder] = {}


def date_finder(pack: Pack) -> DateFinder:
    """The pack's date finder, built once."""
    if pack.lang not in _CACHE:
        _CACHE[pack.lang] = DateFinder(pack)
    return _CACHE[pack.lang]
