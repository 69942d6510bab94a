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
import tomllib
from collections.abc import Callable, Iterable
from typing import Any

from moment_suites import ROOT, SUITES, Case, duckling, own_cases, parstdex, recognizers

from naql.languages import load_pack
from naql.read.moments.examples import moments_in

NEAR = 0.3
FIRST = {  # value F1 of the fresh part when it was measured first, before anything was changed for it
    "own fresh, Persian": 0.945,
    "own fresh, Arabic": 0.947,
    "own fresh, English": 0.925,
}


def share(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two ranges."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common > 0 else 0.0


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


def fused(case: Case) -> tuple[int, int, int]:
    """(near, found, expected) where spans of one side that lie within one span of the other count as one.

    Parstdex writes "from Tuesday to Friday this week" or an hour and its set as one span, and a clock time apart from
    its day; TIMEX3 keeps apart what has a value of its own and gives a clock time its day.
    """
    found = [(m.span.start, m.span.end) for m in moments_in(case.text, load_pack(case.lang), case.published)]
    expected = [(a, b) for a, b, _, _ in case.expected]
    mine, theirs = _hulls(found, expected), _hulls(expected, found)
    left, near = list(mine), 0
    for span in theirs:
        best = max(left, key=lambda m: share(m, span), default=None)
        if best is not None and share(best, span) >= NEAR:
            left.remove(best)
            near += 1
    return near, len(mine), len(theirs)


def _hulls(spans: list[tuple[int, int]], outer: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, those that lie within one span of `outer` made one."""
    out = list(spans)
    for a, b in outer:
        inside = [s for s in out if a <= s[0] and s[1] <= b]
        if len(inside) > 1:
            out = [s for s in out if s not in inside] + [(inside[0][0], inside[-1][1])]
    return out


def differences() -> dict[str, dict[int, str]]:
    """Cases whose convention differs: suite -> number -> reason."""
    path = ROOT / "moments" / "differences.toml"
    raw = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return {suite: {n: entry["reason"] for entry in entries for n in entry["cases"]} for suite, entries in raw.items()}


SUITE_CASES: dict[str, Callable[[], Iterable[Case]]] = {
    "own, Persian": lambda: own_cases("fa"),
    "own, Arabic": lambda: own_cases("ar"),
    "own, English": lambda: own_cases("en"),
    "own fresh, Persian": lambda: own_cases("fa", "fresh"),
    "own fresh, Arabic": lambda: own_cases("ar", "fresh"),
    "own fresh, English": lambda: own_cases("en", "fresh"),
    "Recognizers dates": lambda: recognizers("DateParser"),
    "Recognizers periods": lambda: recognizers("DatePeriodParser"),
    "Recognizers durations": lambda: recognizers("DurationParser"),
    "Duckling Arabic": lambda: (max(c, key=lambda c: outcome(c)[1]) for c in duckling()),
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
            return f1(*(sum(s[i] for s in map(fused, chosen)) for i in range(3)))
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
            row = [suite + name, len(part), span, value, without, goal]
            rows.append([round(v, 3) if isinstance(v, float) else v for v in row] + [FIRST.get(suite, "")])
        for number in sorted(set(left_out) & {c.number for c in cases if not outcome(c)[4]}):
            print(f"{suite}: case {number} is listed as a difference, but nothing differs")
    for row in rows:
        print(*row[:6], sep="\t")
    if not args.errors:
        _write(rows)


def _show(cases: list[Case], left_out: dict[int, str]) -> None:
    for case in cases:
        for line in outcome(case)[4]:
            print(f"{case.number}{'*' if case.number in left_out else ''} {case.published} | {case.text} | {line}")


def _write(rows: list[list[Any]]) -> None:
    note = (
        "Value: own set F1 of span and value; Recognizers and Duckling the share of values that are right; Parstdex "
        "span F1, what stands together compared as one. The figure beside it leaves out the cases of "
        "moments/differences.toml, whose convention is not ours. First measured: the fresh part, before anything was "
        "changed for it (value); the halves called held-out have been studied since."
    )
    table = {
        "title": "Time expressions: our blind set and others' suites",
        "command": "python evaluation/moments.py",
        "note": note,
        "columns": [
            "suite",
            "cases",
            "span F1",
            "value",
            "value, without other conventions",
            "goal",
            "when first measured",
        ],
        "rows": rows,
    }
    path = ROOT / "figures" / "moments.json"
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
