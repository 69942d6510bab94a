"""Clock times: slots -> values. The day is publication's; one that stands beside is joined later (`joins`).

Zones are left as they are written: a value has none.
"""

from __future__ import annotations

from typing import Any

from naql.read.moments.values import Value

Slots = dict[str, str]
DAY = 24 * 60


def _clock(s: Slots, at: Any) -> Value | None:
    """h, m, s; ampm: am, pm, noon, night; h2, m2 give a range; to, past: so many minutes before or after the hour."""
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
    if s.get("ampm") == "pm" and hour < 12:
        hour += 12
    if s.get("ampm") == "night" and 5 < hour < 12:
        hour += 12
    if hour == 12 and "less" in s:  # a quarter to twelve belongs to the hour before
        hour = 24 if s.get("ampm") in ("pm", "night") else 12
    elif s.get("ampm") in ("am", "night") and hour == 12:
        hour = 0
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    if "less" in s:
        minute = -minute
    if "to" in s or "past" in s:
        minute += -int(s["to"]) if "to" in s else int(s["past"])
    total = (hour % 24 * 60 + minute) % DAY
    return f"{total // 60:02d}:{total % 60:02d}" + (f":{int(s['s']):02d}" if "s" in s else "")


MAKERS = {"clock": _clock}
