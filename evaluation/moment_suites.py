"""The cases that time expressions are held against: our own blind set and others' suites.

Each suite becomes `Case`s: a text, the day to resolve against, the spans expected and a test of each value. What the
records keep otherwise than a suite, and what can be compared all the same, is compared here (`counted`, `covers`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from naql.read.moments.values import days_of
from naql.records import Moment

ROOT = Path(__file__).resolve().parent
SUITES = ROOT.parents[1] / "shared" / "data" / "dates"
SEASONS = ("SP", "SU", "FA", "WI")
AHEAD = "سيحدث "
DUCKLING_DAY = "2013-02-12"


@dataclass(frozen=True)
class Case:
    """One case of a suite: a text and the expressions expected in it, each a span and a test of the value."""

    number: int
    lang: str
    text: str
    published: str | None
    expected: list[tuple[int, int, Callable[[Moment], bool], str]]


def own_cases(lang: str, part: str = "") -> Iterator[Case]:
    """The sentences of the blind set, or of its later part ("fresh")."""
    for number, line in enumerate((ROOT / "moments" / part / f"{lang}.jsonl").read_text("utf-8").splitlines(), start=1):
        record = json.loads(line)
        expected = []
        for time in record["times"]:
            at = -1
            for _ in range(time.get("nth", 1)):
                at = record["text"].index(time["text"], at + 1)
            test = _equal(time["type"], time["value"])
            expected.append((at, at + len(time["text"]), test, time["value"]))
        yield Case(number, lang, record["text"], record["published"], expected)


def _equal(kind: str, value: str) -> Callable[[Moment], bool]:
    return lambda m: m.type == kind and m.value == value


def recognizers(name: str) -> Iterator[Case]:
    """A parser suite of Recognizers-Text: past and future resolutions are both right."""
    for number, case in enumerate(json.loads((SUITES / "ar_recognizers" / f"{name}.json").read_text("utf-8"))):
        text = case["Input"]
        day = case.get("Context", {}).get("ReferenceDateTime", "2016-11-07")[:10]
        expected = []
        for result in case["Results"]:
            at = text.find(result["Text"])
            value = result["Value"]
            shown = f"{value['Timex']} {value.get('FutureResolution')}"
            expected.append((at, at + len(result["Text"]), _resolution(value), shown))
        yield Case(number, "ar", text, day, expected)


def _resolution(value: dict[str, Any]) -> Callable[[Moment], bool]:
    wanted = [value.get("FutureResolution") or {}, value.get("PastResolution") or {}]

    def right(m: Moment) -> bool:
        if m.value in (value["Timex"], value["Timex"].strip("()").split(",")[-1]):
            return True
        if "-".join(("XXXX", value["Timex"])) == m.value:
            return True
        if m.value.endswith(f"-{value['Timex']}") and value["Timex"] in SEASONS:
            return True
        for w in wanted:
            if "date" in w and counted(m, w["date"]):
                return True
            if "duration" in w and seconds(m.value) == float(w["duration"]):
                return True
            if "date" in w and m.value == w["date"]:
                return True
            if "startDate" in w and covers(m.value, w["startDate"], w["endDate"]):
                return True
        return value["Timex"] == m.value[5:]

    return right


def counted(moment: Moment, day: str) -> bool:
    """Whether an expression counted in weeks, months or years (two weeks ago) gives the unit that holds `day`.

    The records keep the unit's precision, the suites give a day.
    """
    days = days_of(moment.value)
    in_units = re.fullmatch(r"\d+ (week|month|year)s? (back|on)", moment.reason)
    return bool(in_units and days and days[0].isoformat() <= day <= days[1].isoformat())


def covers(value: str, start: str, end: str) -> bool:
    """Whether a value is the days from `start` up to `end`.

    `end` may belong to them (joined days), be the day after, or the first day of an interval's last unit: for the
    suites 2014 to 2018 ends when 2018 begins, in TIMEX3 the year 2018 belongs to it.
    """
    days = _wide(value)
    if not days or days[0].isoformat() != start:
        return False
    last = date.fromisoformat(end)
    unit = _wide(value.partition("/")[2])
    return days[1] in (last, last - timedelta(days=1)) or bool(unit and unit[0] == last)


def _wide(value: str) -> tuple[date, date] | None:
    if re.fullmatch(r"\d{4}-Q[1-4]", value):
        first = date(int(value[:4]), int(value[6]) * 3 - 2, 1)
        return first, _last(first.year, first.month + 2)
    if re.fullmatch(r"\d{3}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    if value.endswith("-WE"):
        week = days_of(value[:-3])
        return (week[1] - timedelta(days=1), week[1]) if week else None
    return days_of(value)


def _last(year: int, month: int) -> date:
    return (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)


def seconds(value: str) -> float | None:
    """The length of a duration with months of 30 and years of 365 days."""
    match = re.fullmatch(
        r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?",
        value,
    )
    if not match or not any(match.groups()):
        return None
    sizes = (31536000, 2592000, 604800, 86400, 3600, 60, 1)
    total = sum(float(n) * size for n, size in zip(match.groups(), sizes, strict=True) if n)
    return 15768000 if value == "P6M" else total


DATETIME = r"\((\d+), *(\d+), *(\d+), *(\d+), *(\d+), *(\d+)\)"


def duckling() -> Iterator[list[Case]]:
    """The phrases of Duckling's Arabic corpus, each in two readings: alone and behind a verb of the future."""
    source = (SUITES / "ar_duckling_corpus.hs.txt").read_text("utf-8").split("allExamples =", 1)[1]
    number = 0
    for block in re.split(r"examples \(", source)[1:]:
        head = block.split("[", 1)[0]
        moments = [tuple(map(int, m)) for m in re.findall(DATETIME, head)]
        grain = next(
            (g for g in ("Second", "Minute", "Hour", "Day", "Week", "Month", "Year") if f" {g}" in head), "Day"
        )
        for phrase in re.findall(r'"((?:[^"\\]|\\.)*)"', block.split("[", 1)[1]):
            test, shown = _instant(moments, grain), f"{moments} {grain}"
            yield [
                Case(number, "ar", lead + phrase, DUCKLING_DAY, [(len(lead), len(lead + phrase), test, shown)])
                for lead in ("", AHEAD)
            ]
            number += 1


def _instant(moments: list[tuple[int, ...]], grain: str) -> Callable[[Moment], bool]:
    y, mo, d, h, mi, sec = moments[0]

    def right(m: Moment) -> bool:
        day = date(y, mo, d)
        if len(moments) == 2:
            end = date(*moments[1][:3])
            if grain in ("Hour", "Minute") and "T" in m.value:
                return m.value.startswith(f"{day}T{h:02d}:{mi:02d}") and "/" in m.value
            return covers(m.value, day.isoformat(), end.isoformat())
        exact = {
            "Day": day.isoformat(),
            "Month": f"{y:04d}-{mo:02d}",
            "Year": f"{y:04d}",
            "Hour": f"{day}T{h:02d}:{mi:02d}",
            "Minute": f"{day}T{h:02d}:{mi:02d}",
            "Second": f"{day}T{h:02d}:{mi:02d}:{sec:02d}",
        }
        if grain == "Week":
            found = days_of(m.value)
            return bool(found) and found[0] == day
        if grain == "Day" and counted(m, day.isoformat()):
            return True
        return m.value == exact[grain] or m.value[: len(exact[grain])] == exact[grain]

    return right


def parstdex() -> Iterator[Case]:
    """The Persian spans of Parstdex; they carry no values."""
    for number, case in enumerate(json.loads((SUITES / "fa_parstdex_spans.json").read_text("utf-8"))):
        spans = json.loads(case["expected"])
        yield Case(number, "fa", case["test_input"], "2020-01-01", [(a, b, lambda m: True, "") for a, b in spans])
