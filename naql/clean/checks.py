"""The cleaning stage's check of its own data: every example of furniture.toml must come out as it says."""

from __future__ import annotations

from naql.clean.dates import date_finder
from naql.clean.furniture_file import Part, Pattern, Vocabulary, vocabulary
from naql.clean.lines import Line, read_line
from naql.languages import Pack
from naql.records import Problem

FILE = "furniture.toml"


def check(pack: Pack) -> list[Problem]:
    """Rules without examples, examples that do not hold, ids and phrases that stand twice."""
    known = vocabulary(pack)
    out: list[Problem] = []
    ids: set[str] = set()
    rules: list[Part | Pattern] = [*known.file.parts, *known.file.patterns]
    for rule in rules:
        if rule.id in ids:
            out.append(Problem(file=FILE, entry=rule.id, reason="the id stands twice"))
        ids.add(rule.id)
        if not rule.yes or not rule.no:
            out.append(Problem(file=FILE, entry=rule.id, reason="no examples"))
        out += [_problem(rule, f"does not match {e!r}") for e in rule.yes if not _matches(rule, e, pack, known)]
        out += [_problem(rule, f"matches {e!r}") for e in rule.no if _matches(rule, e, pack, known)]
    return out


def _problem(rule: Part | Pattern, reason: str) -> Problem:
    return Problem(file=FILE, entry=rule.id, reason=reason)


def _matches(rule: Part | Pattern, text: str, pack: Pack, known: Vocabulary) -> bool:
    """Whether a line that is `text` is recognised by this rule (a part: as made of known phrases, it among them)."""
    line = Line(0, len(text), text, pack.fold(text))
    read_line(line, pack, known, date_finder(pack))
    found = set(line.hit.ids) if line.hit else set()
    return rule.id in found or any(cut[2] == rule.id for cut in line.cuts)
