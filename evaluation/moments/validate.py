"""Checks the evaluation set of time expressions and counts it.

It checks form, not judgement: that every expression occurs in its sentence, that expressions do not overlap,
that a value is TIMEX3 the records allow and names a day that exists, that a reference value stands only where no
publication date is given, that ids and sentences do not repeat, and that negatives keep their share. It does not
resolve anything and uses none of the rules.

    python evaluation/moments/validate.py            # exit status 1 where something is wrong
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
AT_LEAST = {"": {"fa": 400, "ar": 400, "en": 150}, "fresh": {"fa": 120, "ar": 120, "en": 60}}
NEGATIVES = (0.10, 0.15)
KEYS = {"id", "class", "text", "published", "outlet", "times"}
POINT = re.compile(
    r"\d{2,4}|\d{4}-(0[1-9]|1[0-2])|(\d{4}|XXXX)-\d\d-\d\d|\d{4}-W\d\d|\d{4}-(SP|SU|FA|WI)|\d{4}-Q[1-4]"
)
CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d")
LENGTH = re.compile(r"P((\d+|X)[YMWD])+|P((\d+|X)[YMWD])*T((\d+|X)[HMS])+")
REFERENCES = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}


def start_of(text: str, expression: str, nth: int) -> int:
    """Where the nth occurrence begins, in code points; -1 where there are fewer."""
    at = -1
    for _ in range(nth):
        at = text.find(expression, at + 1)
        if at < 0:
            return -1
    return at


def day_exists(value: str) -> bool:
    """Whether the day or ISO week that a value names is in the calendar; true for values that name neither."""
    try:
        if match := re.match(r"(\d{4}|XXXX)-(\d\d)-(\d\d)", value):
            year = 2024 if match[1] == "XXXX" else int(match[1])
            date(year, int(match[2]), int(match[3]))
        elif match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
            date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return False
    return True


def value_fits(kind: str, value: str) -> bool:
    """Whether a value is well formed for its TIMEX3 type."""
    parts = value.split("/")
    if len(parts) > 2:
        return False
    if kind in ("DURATION", "SET"):
        return all(LENGTH.fullmatch(part) for part in parts)
    if kind == "TIME":
        return all(CLOCK.fullmatch(part) and day_exists(part) for part in parts)
    if kind != "DATE":
        return False
    if value in REFERENCES:
        return True
    in_order = len(parts) == 1 or parts[0] < parts[1]
    return in_order and all(POINT.fullmatch(part) and day_exists(part) for part in parts)


def faults_of(item: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one sentence and its expressions."""
    if set(item) != KEYS:
        yield f"keys {sorted(item)}"
        return
    if item["published"] is not None:
        try:
            date.fromisoformat(item["published"])
        except ValueError:
            yield f"published {item['published']}"
    taken: list[tuple[int, int]] = []
    for time in item["times"]:
        start = start_of(item["text"], time["text"], time.get("nth", 1))
        end = start + len(time["text"])
        if start < 0 or time["text"] != time["text"].strip() or not time["text"]:
            yield f"expression {time['text']!r} not in the text"
        elif any(start < e and s < end for s, e in taken):
            yield f"expression {time['text']!r} overlaps another"
        taken.append((start, end))
        if not value_fits(time["type"], time["value"]):
            yield f"{time['type']} {time['value']!r} is not a value"
        if time["value"] in REFERENCES and item["published"] is not None:
            yield f"{time['value']} although the publication date is given"


def faults_of_file(lang: str, items: list[dict[str, Any]], at_least: int) -> Iterator[str]:
    """What is wrong with one language's file as a whole, and with each of its sentences."""
    for number, item in enumerate(items, 1):
        if item.get("id") != f"{lang}-{number:03d}":
            yield f"{lang}: id {item.get('id')} in place {number}"
        for fault in faults_of(item):
            yield f"{item.get('id')}: {fault}"
    for text, count in Counter(item["text"] for item in items).items():
        if count > 1:
            yield f"{lang}: repeated {text!r}"
    if len(items) < at_least:
        yield f"{lang}: {len(items)} sentences, fewer than {at_least}"
    share = sum(not item["times"] for item in items) / max(len(items), 1)
    if not NEGATIVES[0] <= share <= NEGATIVES[1]:
        yield f"{lang}: {share:.1%} negatives"
    for item in items:
        if (item["class"] == "negative") != (not item["times"]):
            yield f"{item['id']}: class {item['class']} with {len(item['times'])} expressions"


def main() -> int:
    """Print the counts and the faults; 1 where there are faults."""
    faults: list[str] = []
    for part, lang in ((part, lang) for part, langs in AT_LEAST.items() for lang in langs):
        lines = (HERE / part / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
        items = [json.loads(line) for line in lines]
        faults.extend(faults_of_file(lang, items, AT_LEAST[part][lang]))
        classes = Counter(item["class"] for item in items)
        expressions = sum(len(item["times"]) for item in items)
        name = f"{part} {lang}".strip()
        print(f"{name}: {len(items)} sentences, {expressions} expressions, {classes['negative']} negatives")
        print("   " + ", ".join(f"{name} {count}" for name, count in classes.items()))
    for fault in faults:
        print("FAULT", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
