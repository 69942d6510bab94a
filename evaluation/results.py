"""RESULTS.md: the figures of one run as tables, with the figures of the other evaluations behind them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HEAD = """# Results

Written by `make eval` (`evaluation/evaluate.py`); do not edit. {pages} pages of `{which}.jsonl`, gold {mark}.
F1 for spans and links, share for the rest; `score.py` beside the gold says what each figure means. *Nothing* marks
nothing (the first line is the headline, all of the text is one's content); *common* takes gold's own links and gives
every one the most common act, kind and chain.
"""
LANGS = ("all", "fa", "ar", "en")
CLEANING = "python evaluation/joiners.py; evaluation/languages.py; evaluation/html_extraction.py --peer"


def value(table: dict[str, Any], lang: str, key: str) -> str:
    """One figure as it is printed."""
    v = table.get(lang, {}).get(key) or {}
    number = v.get("f1", v.get("share"))
    return "" if number is None else f"{number:.3f}"


def write_results(path: Path, figures: dict[str, Any], order: list[str], which: str, mark: str, pages: int) -> None:
    """Write the tables; figures of other evaluations are read from `evaluation/figures/*.json`."""
    lines = [HEAD.format(which=which, mark=mark, pages=pages)]
    full, bare = figures["all pages"], figures["without the seeds"]
    titles = [*(f"{lang}" for lang in LANGS), *(f"{lang}, no seeds" for lang in LANGS[:3]), "nothing", "common", "n"]
    lines.append("| figure | " + " | ".join(titles) + " |")
    lines.append("| --- |" + " ---: |" * len(titles))
    for key in order:
        row = [value(full, lang, key) for lang in LANGS] + [value(bare, lang, key) for lang in LANGS[:3]]
        row += [value(figures["doing nothing"], "all", key), value(figures["most common"], "all", key)]
        row.append(str(full["all"].get(key, {}).get("n", "")))
        lines.append(f"| {key} | " + " | ".join(row) + " |")
    for file in sorted((path.parent / "figures").glob("*.json")):
        lines += ["", *other(json.loads(file.read_text(encoding="utf-8")))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def other(part: dict[str, Any]) -> list[str]:
    """One further evaluation: {"title", "command", "note", "columns": [...], "rows": [[...]]}, or plain figures."""
    if "rows" not in part:
        rows = [[name.replace("_", " "), value] for name, value in sorted(part.items())]
        part = {"title": "Cleaning", "command": CLEANING, "columns": ["figure", "value"], "rows": rows}
    lines = [f"## {part['title']}", "", f"`{part['command']}`", ""]
    if part.get("note"):
        lines += [part["note"], ""]
    lines.append("| " + " | ".join(part["columns"]) + " |")
    lines.append("| --- |" + " ---: |" * (len(part["columns"]) - 1))
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in part["rows"]]
