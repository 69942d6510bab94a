"""Time expressions held against our own blind set and against others' suites; writes figures/moments.json.

usage: python evaluation/moments.py [--errors SUITE]

A phrase counts where an expression is found near it (a common share of 0.3 of both) with the value that the suite
gives. `moments/differences.toml` lists the cases of the suites whose convention is not a newsroom's, by number and
with the reason; both figures are shown. A phrase of Duckling's stands in no clause, so that nothing tells whether it
looks ahead: it is read with and without a verb of the future before it, and right if either reading is.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from naql.languages import load_pack
from naql.read.moments.examples import moments_in
from naql.read.moments.values import days_of
from naql.records import Moment

ROOT = Path(__file__).resolve().parent
SUITES = ROOT.parents[1] / "shared" / "data" / "dates"
NEAR = 0.3
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


def share(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two ranges."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common > 0 else 0.0


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
        for w in wanted:
            if "duration" in w and seconds(m.value) == float(w["duration"]):
                return True
            if "date" in w and m.value == w["date"]:
                return True
            if "startDate" in w and covers(m.value, w["startDate"], w["endDate"]):
                return True
        return value["Timex"] == m.value[5:]

    return right


def covers(value: str, start: str, end: str) -> bool:
    """Whether a value is the days from `start` up to, not including, `end` (or including it, for joined days)."""
    days = _wide(value)
    last = date.fromisoformat(end)
    return bool(days) and days[0].isoformat() == start and days[1] in (last, last - timedelta(days=1))  # type: ignore[index]


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


def duckling() -> Iterator[Case]:
    """The phrases of Duckling's Arabic corpus."""
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
            readings = [
                Case(number, "ar", lead + phrase, DUCKLING_DAY, [(len(lead), len(lead + phrase), test, shown)])
                for lead in ("", AHEAD)
            ]
            yield max(readings, key=lambda c: outcome(c)[1])
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
        return m.value == exact[grain] or m.value[: len(exact[grain])] == exact[grain]

    return right


def parstdex() -> Iterator[Case]:
    """The Persian spans of Parstdex; they carry no values."""
    for number, case in enumerate(json.loads((SUITES / "fa_parstdex_spans.json").read_text("utf-8"))):
        spans = json.loads(case["expected"])
        yield Case(number, "fa", case["test_input"], "2020-01-01", [(a, b, lambda m: True, "") for a, b in spans])


def outcome(case: Case) -> tuple[int, int, int, int, list[str]]:
    """(near, right, found, expected) and what went wrong."""
    found = list(moments_in(case.text, load_pack(case.lang), case.published))
    near = right = 0
    wrong: list[str] = []
    left = list(found)
    for start, end, test, shown in case.expected:
        best = max(left, key=lambda m: (share((m.span.start, m.span.end), (start, end)), test(m)), default=None)
        if best is None or share((best.span.start, best.span.end), (start, end)) < NEAR:
            wrong.append(f"missed {case.text[start:end]!r} = {shown}")
            continue
        left.remove(best)
        near += 1
        right += test(best)
        if not test(best):
            said = f"{best.span.of(case.text)!r} = {best.value} by {' '.join(best.by)}"
            wrong.append(f"{said}, expected {case.text[start:end]!r} = {shown}")
    wrong += [f"extra {m.span.of(case.text)!r} = {m.value} by {' '.join(m.by)}" for m in left]
    return near, right, len(found), len(case.expected), wrong


def differences() -> dict[str, dict[int, str]]:
    """Cases whose convention differs: suite -> number -> reason."""
    path = ROOT / "moments" / "differences.toml"
    raw = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return {suite: {n: entry["reason"] for entry in entries for n in entry["cases"]} for suite, entries in raw.items()}


SUITE_CASES: dict[str, Callable[[], Iterator[Case]]] = {
    "own, Persian": lambda: own_cases("fa"),
    "own, Arabic": lambda: own_cases("ar"),
    "own, English": lambda: own_cases("en"),
    "own fresh, Persian": lambda: own_cases("fa", "fresh"),
    "own fresh, Arabic": lambda: own_cases("ar", "fresh"),
    "own fresh, English": lambda: own_cases("en", "fresh"),
    "Recognizers dates": lambda: recognizers("DateParser"),
    "Recognizers periods": lambda: recognizers("DatePeriodParser"),
    "Recognizers durations": lambda: recognizers("DurationParser"),
    "Duckling Arabic": duckling,
    "Parstdex spans": parstdex,
}


def f1(hits: int, found: int, expected: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * hits / (found + expected) if found + expected else 1.0


def figures(suite: str, cases: list[Case], left_out: dict[int, str]) -> tuple[float, float, float]:
    """(span F1, value F1 or share of right values, the same without the cases whose convention differs)."""
    own = suite.startswith("own")

    def value(chosen: list[Case]) -> float:
        sums = [outcome(c)[:4] for c in chosen]
        near, right, found, expected = (sum(s[i] for s in sums) for i in range(4))
        if suite.startswith("Parstdex"):
            return f1(near, found, expected)
        return f1(right, found, expected) if own else right / max(expected, 1)

    sums = [outcome(c)[:4] for c in cases]
    span = f1(*(sum(s[i] for s in sums) for i in (0, 2, 3)))
    return span, value(cases), value([c for c in cases if c.number not in left_out])


GOALS = {"own": 0.97, "Recognizers": 0.95, "Duckling": 0.98, "Parstdex": 0.95}


def main() -> None:
    """Write the figures, or show what goes wrong in one suite."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--errors", help="show what goes wrong in this suite")
    args = parser.parse_args()
    known, rows = differences(), []
    for suite, cases_of in SUITE_CASES.items():
        if args.errors and not suite.startswith(args.errors):
            continue
        if not suite.startswith("own") and not SUITES.exists():
            continue
        cases = list(cases_of())
        left_out = known.get(suite, {})
        if args.errors:
            _show(cases, left_out)
        halves = {"": cases}
        if suite.startswith("own,"):
            halves = {", development half": cases[1::2], ", held-out half": cases[::2]}
        for name, part in halves.items():
            span, value, without = figures(suite, part, left_out)
            goal = next(g for prefix, g in GOALS.items() if suite.startswith(prefix))
            rows.append([suite + name, len(part), round(span, 3), round(value, 3), round(without, 3), goal])
    for row in rows:
        print(*row, sep="\t")
    if not args.errors:
        _write(rows)


def _show(cases: list[Case], left_out: dict[int, str]) -> None:
    for case in cases:
        for line in outcome(case)[4]:
            print(f"{case.number}{'*' if case.number in left_out else ''} {case.published} | {case.text} | {line}")


def _write(rows: list[list[Any]]) -> None:
    note = (
        "Value: own set F1 of span and value; Recognizers and Duckling the share of values that are right; Parstdex "
        "span F1. The last figure leaves out the cases of moments/differences.toml, whose convention is not ours."
    )
    table = {
        "title": "Time expressions: our blind set and others' suites",
        "command": "python evaluation/moments.py",
        "note": note,
        "columns": ["suite", "cases", "span F1", "value", "value, without other conventions", "goal"],
        "rows": rows,
    }
    path = ROOT / "figures" / "moments.json"
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
