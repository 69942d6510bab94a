"""Tries the examples that stand beside the rules of a pack's calendar.toml.

A rule must find its own `yes` examples with the value beside them, and nothing in its `no` examples.
"""

from __future__ import annotations

from naql.calendars import check_months
from naql.languages import Pack
from naql.read.moments.find import find_moments
from naql.read.moments.grammar import Rule, grammar
from naql.read.tokens import split_words
from naql.records import Article, Moment, Problem, content_id

FILE = "calendar.toml"
EXAMPLE_DAY = "2025-11-05"  # a Wednesday


def moments_in(text: str, pack: Pack, published: str | None) -> tuple[Moment, ...]:
    """The time expressions of a bare text."""
    name = content_id(text)
    article = Article(
        article_id=name,
        page_id=name,
        name=name,
        lang=pack.lang,
        page_text=text,
        text=text,
        pieces=(),
        published_at=published,
    )
    return find_moments(split_words(text, pack), pack, article)


def check(pack: Pack) -> list[Problem]:
    """Months under two names, rules without examples, and examples that do not hold."""
    found = list(check_months(pack))
    seen: set[str] = set()
    for rule in grammar(pack.lang).file.rules:
        if rule.id in seen:
            found.append(Problem(file=FILE, entry=rule.id, reason="two rules have this id"))
        seen.add(rule.id)
        if not (rule.no if rule.make == "nothing" else rule.yes):
            found.append(Problem(file=FILE, entry=rule.id, reason="no example"))
        found += _wrong(rule, pack)
    return found


def _wrong(rule: Rule, pack: Pack) -> list[Problem]:
    found = []
    for example in rule.yes:
        text, value, published = (*example, EXAMPLE_DAY)[:3]
        moments = moments_in(text, pack, published or None)
        mine = [m.value for m in moments if rule.id in m.by]
        if value not in mine:
            others = "; ".join(f"{m.span.of(text)} = {m.value} ({' '.join(m.by)})" for m in moments) or "nothing"
            found.append(Problem(file=FILE, entry=rule.id, reason=f"{text!r} should give {value}, gives {others}"))
    for text in rule.no:
        if any(rule.id in m.by for m in moments_in(text, pack, EXAMPLE_DAY)):
            found.append(Problem(file=FILE, entry=rule.id, reason=f"{text!r} should give nothing"))
    return found
