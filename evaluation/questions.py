"""Read the example pages into a ledger, ask their questions in three languages, compare with what is expected.

usage: python evaluation/questions.py [--ledger FILE]     writes evaluation/figures/questions.json

Expected are, for each question, the pages that assert, deny or ask, and the origins behind each stance. The first
proposition of an answer is compared with them. The pages are short and were written for this; figures on them are a
check of the whole way, not of any stage.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from naql.errors import BadQuestion
from naql.ingest import pages
from naql.ledger import Ledger
from naql.ledger.views import Proposition
from naql.records import Reading
from naql.run import readings

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples" / "pages"
OUT = ROOT / "evaluation" / "figures" / "questions.json"
STANCES = ("asserts", "denies", "asks")
ALIKE = 80  # token-set ratio from which two spellings of an origin count as one


def ledger_of_examples(path: Path) -> Ledger:
    """A ledger of the example pages, linked."""
    book = Ledger(path)
    for outcome in readings(pages(sorted(str(p) for p in EXAMPLES.glob("*.*")))):
        book.keep(outcome)
        if not isinstance(outcome, Reading):
            print(f"skipped {outcome.id}: {outcome.reason}", file=sys.stderr)
    book.link()
    return book


def expected_pages(question: dict[str, Any]) -> set[tuple[str, str]]:
    """(stance, page) for each page that takes a side."""
    return {(stance, Path(page).stem) for stance in STANCES for origin in question[stance] for page in origin["pages"]}


def answered_pages(first: Proposition) -> set[tuple[str, str]]:
    """(stance, page) for each page of the answer."""
    return {(side.stance, v.page.name.removesuffix(".html")) for side in first.sides for v in side.voices}


def same_origin(expected: str, found: str) -> bool:
    """Whether two names of an origin are one, whatever their romanisation or how it is described."""
    return fuzz.token_set_ratio(expected.lower().replace("-", " "), found.lower().replace("-", " ")) >= ALIKE


def origins_met(question: dict[str, Any], first: Proposition) -> tuple[int, int, int]:
    """How many origins were expected (of who asserts and denies), how many of them found, how many found in all."""
    wanted = met = found = 0
    for stance in ("asserts", "denies"):
        names = [o.name for o in first.side(stance).origins]
        found += len(names)
        for origin in question[stance]:
            wanted += 1
            met += any(same_origin(origin["origin"], n) for n in names)
    return wanted, met, found


def rows_of(book: Ledger, questions: list[dict[str, Any]]) -> list[list[Any]]:
    """One row for each question in each language."""
    rows = []
    for question in questions:
        texts = {question["lang"]: question["text"], **question["same"]}
        answers = {}
        for lang, text in sorted(texts.items()):
            try:
                answers[lang] = next(iter(book.ask(text).propositions), None)
            except BadQuestion:
                answers[lang] = None
        usual = [p.proposition_id for p in answers.values() if p]
        for lang, first in answers.items():
            if first is None:
                rows.append([question["story"], lang, "no answer", 0.0, 0.0, "-", 0])
                continue
            wanted, got = expected_pages(question), answered_pages(first)
            both = len(wanted & got)
            expected, met, found = origins_met(question, first)
            same = "yes" if usual.count(first.proposition_id) == len(texts) else "no"
            scores = [round(both / max(1, len(got)), 3), round(both / len(wanted), 3)]
            rows.append([question["story"], lang, same, *scores, f"{met} of {expected}", found])
    return rows


def main() -> None:
    """Write the figures and print them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--ledger", type=Path, help="keep the ledger here")
    given = parser.parse_args().ledger
    questions = tomllib.loads((EXAMPLES.parent / "EXPECTED.toml").read_text(encoding="utf-8"))["questions"]
    with tempfile.TemporaryDirectory() as folder, ledger_of_examples(given or Path(folder) / "examples.db") as book:
        rows = rows_of(book, questions)
    columns = ["question", "asked in", "one answer", "pages: precision", "pages: recall", "origins", "origins found"]
    figures = {
        "title": "Questions on the example pages",
        "command": "python evaluation/questions.py",
        "note": "First proposition of each answer against examples/EXPECTED.toml. Pages: (stance, page) pairs. "
        "Origins: of who asserts and who denies, found of expected; then all that were counted as independent.",
        "columns": columns,
        "rows": rows,
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for row in [columns, *rows]:
        print("\t".join(map(str, row)))


if __name__ == "__main__":
    main()
