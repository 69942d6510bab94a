"""Expressions that stand together become one: a gloss in brackets, the two ends of a range, a clock time with its day.

Works on resolved expressions in order of the text; the words between them must be those that the pack names in its
classes `open`, `close`, `slash`, `range`, `between`, `and`, `link`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from naql.read.moments.match import Match
from naql.read.moments.units import Row, Unit
from naql.read.moments.values import Value, days_of, weekday_from


@dataclass(slots=True)
class Found:
    """A match with its value; `by` are the rules that made it."""

    match: Match
    value: Value
    by: tuple[str, ...]


def joined(found: list[Found], row: Row) -> list[Found]:
    """The expressions with glosses, ranges and clock times joined."""
    found = _pass(found, row, _gloss)
    found = _pass(found, row, _same)
    found = _pass(found, row, _clock)
    found = _pass(found, row, _gloss)
    return _pass(found, row, _range)


def _pass(found: list[Found], row: Row, join) -> list[Found]:  # type: ignore[no-untyped-def]
    out: list[Found] = []
    for item in found:
        one = join(out[-1], item, row) if out else None
        if one is not None:
            out[-1] = one
        else:
            out.append(item)
    return out


def _between(a: Found, b: Found, row: Row) -> list[Unit] | None:
    """The units between two expressions; None where other words stand there."""
    units = row.units[a.match.last + 1 : b.match.first]
    return None if any(u is None for u in units) else units  # type: ignore[return-value]


def _is(unit: Unit | None, kind: str) -> bool:
    return unit is not None and kind in unit.classes


def _unit(row: Row, n: int) -> Unit | None:
    return row.units[n] if 0 <= n < len(row.units) else None


def _merged(a: Found, b: Found, value: Value, row: Row, last: int | None = None) -> Found:
    end = last if last is not None else b.match.last
    unit = row.units[end]
    assert unit is not None
    match = Match(a.match.rule, a.match.start, unit.end, a.match.first, end, a.match.slots | b.match.slots)
    return Found(match, value, (*a.by, *b.by))


def _gloss(a: Found, b: Found, row: Row) -> Found | None:
    """`a (b)` and `a / b` that say the same: one expression; the fuller of two values."""
    units = _between(a, b, row)
    if units is None or a.value.type not in ("DATE", "TIME") or b.value.type not in ("DATE", "TIME"):
        return None
    closing = _unit(row, b.match.last + 1)
    if len(units) == 1 and _is(units[0], "open") and _is(closing, "close"):
        value = _fuller(a.value, b.value)
        return _merged(a, b, value, row, b.match.last + 1)
    zoned = all({"in", "zone", "tz", "zoneword"} & u.classes.keys() for u in units[:-1])
    if a.value.type == b.value.type == "TIME" and zoned and units and _is(units[-1], "open") and _is(closing, "close"):
        return _merged(a, b, a.value, row, b.match.last + 1)  # "local time (07:30 GMT)"
    if len(units) == 1 and _is(units[0], "slash") and a.value.precision == b.value.precision:
        return _merged(a, b, _fuller(a.value, b.value), row)
    if any(_is(u, "matching") for u in units) and len(units) <= 3 and a.value.precision == b.value.precision:
        opened = any(_is(u, "open") for u in units)
        if all({"matching", "comma", "of", "open"} & u.classes.keys() for u in units):
            end = b.match.last + 1 if opened and _is(closing, "close") else None
            return _merged(a, b, _fuller(a.value, b.value), row, end)
    return None


def _same(a: Found, b: Found, row: Row) -> Found | None:
    """One day said twice without a word between, or with a comma or dash: "today (Sunday), 20 July"."""
    if a.value.precision != "day" or a.value.value != b.value.value or a.value.type != b.value.type:
        return None
    units = _between(a, b, row)
    if units is None or len(units) > 1 or not all(_is(u, "comma") or _is(u, "dash") for u in units):
        return None
    return _merged(a, b, _fuller(a.value, b.value), row)


def _fuller(a: Value, b: Value) -> Value:
    if a.precision == "reference" or (a.open and not b.open):
        return b
    if b.precision == "day" and a.precision in ("week", "month", "year"):
        return b
    if a.precision == b.precision and a.relative and not b.relative:
        return b
    return a


def _clock(a: Found, b: Found, row: Row) -> Found | None:
    """A clock time beside its day takes the day."""
    clock, day = (a, b) if a.value.precision == "time" else (b, a)
    if clock.value.precision != "time" or day.value.type != "DATE" or "/" in day.value.value:
        return None
    units = _between(a, b, row)
    if units is None or not all("link" in u.classes or "comma" in u.classes for u in units) or len(units) > 2:
        return None
    if day.value.precision not in ("day", "reference"):
        return None
    if "T" in day.value.value or "clocked" in day.value.notes:
        return None
    times = [v.split("T")[1] for v in clock.value.value.split("/")]
    if day.match.slots.get("part") == "pm" and "ampm" not in clock.match.slots:
        times = [_afternoon(t) for t in times]
    if day.value.precision == "reference":
        value = Value("TIME", clock.value.value, "time", relative=True, reason=clock.value.reason)
    else:
        text = "/".join(f"{day.value.value}T{t}" for t in times)
        value = Value("TIME", text, "time", day.value.calendar, day.value.relative, day.value.reason)
    value.notes.append("clocked")
    return _merged(a, b, value, row)


def _afternoon(time: str) -> str:
    hour = int(time[:2])
    return f"{hour + 12:02d}{time[2:]}" if 0 < hour < 12 else time


def _range(a: Found, b: Found, row: Row) -> Found | None:
    """`a to b`, `between a and b`: an interval."""
    if a.value.type != b.value.type or a.value.type not in ("DATE", "TIME") or "/" in a.value.value + b.value.value:
        return None
    units = _between(a, b, row)
    if not units or len(units) > 2:
        return None
    between = _is(_unit(row, a.match.first - 1), "between")
    if not _is(units[0], "range") and not (between and _is(units[0], "and")):
        return None
    if len(units) == 2 and not _is(units[1], "link"):
        return None
    first, second = days_of(a.value.value), days_of(b.value.value)
    if first is None or second is None:
        return _open_range(a, b, row)
    text = b.value.value
    if second[0] < first[0]:
        if "wd" not in b.match.slots or len(text) != 10:
            return None
        text = weekday_from(date.fromisoformat(a.value.value[:10]), int(b.match.slots["wd"]), 1).isoformat()
    if a.value.value == text:
        return None
    relative = a.value.relative or b.value.relative
    value = Value(
        a.value.type, f"{a.value.value}/{text}", a.value.precision, a.value.calendar, relative, a.value.reason
    )
    return _merged(a, b, value, row)


def _open_range(a: Found, b: Found, row: Row) -> Found | None:
    if not (a.value.open and b.value.open and a.value.precision == b.value.precision):
        return None
    value = Value("DATE", f"{a.value.value}/{b.value.value}", a.value.precision, reason=a.value.reason, open=True)
    return _merged(a, b, value, row)
