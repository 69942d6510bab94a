"""A text -> its `Moment`s: units, matches, values, joins.

The day a page was published is taken as given, or inferred where it is not known. Nothing here knows a language.
"""

from __future__ import annotations

from datetime import date, timedelta

from naql.languages import Pack
from naql.read.moments.anchors import Anchor, anchor_of
from naql.read.moments.grammar import Grammar, grammar
from naql.read.moments.joins import Found, joined
from naql.read.moments.match import Match, find_matches
from naql.read.moments.resolve import Situation, resolve
from naql.read.moments.tense import looks_ahead
from naql.read.moments.units import Row, units_of
from naql.read.tokens import Words
from naql.records import Article, Moment, Span

COUNTED = {"relday"}  # what a speaker counts from the day of speaking
LATELY = timedelta(days=7)
NEAR = 3  # paragraphs within which a quotation follows the day on which it was spoken
NEEDS_TENSE = {
    "weekday",
    "weekdays",
    "day",
    "month",
    "season",
    "holiday",
    "ahead",
    "nthweekday",
    "nthweek",
    "nthday",
    "dayonly",
    "quarter",
    "sameday",
}


def find_moments(words: Words, pack: Pack, article: Article) -> tuple[Moment, ...]:
    """The time expressions of the text in order, resolved against `article.published_at`; spans count into the copy.

    Without a publication day one is inferred where the text allows it; else relative expressions become PAST_REF,
    PRESENT_REF or FUTURE_REF.
    """
    rules = grammar(pack.lang)
    row = units_of(words, rules)
    matches = find_matches(row, words, rules)
    anchor = anchor_of(words, pack, article, matches, row)
    found = joined(resolved(matches, row, words, rules, anchor.day), row)
    return tuple(_moment(f, anchor) for f in found)


def resolved(matches: list[Match], row: Row, words: Words, rules: Grammar, published: date | None) -> list[Found]:
    """The matches that have a value, in order."""
    found: list[Found] = []
    spoken: date | None = None
    year: tuple[int, int] | None = None  # and the sentence it stands in
    here = told = -1  # the sentence and the paragraph of `spoken`
    quotes = quoted_words(words, rules.pack) if any(m.rule.make in COUNTED for m in matches) else []
    for match in matches:
        ahead = 0
        if match.rule.make in NEEDS_TENSE:
            first, last = row.units[match.first], row.units[match.last]
            assert first is not None and last is not None
            ahead = looks_ahead(words, first.word, last.last, rules)
        unit = row.units[match.first]
        assert unit is not None
        quoted = match.rule.make in COUNTED and any(a <= unit.word < b for a, b in quotes)
        near = words.paragraph[unit.word] - told <= NEAR
        against = spoken if quoted and near and _told_lately(spoken, published) else published
        sentence = words.sentence[unit.word]
        situation = Situation(
            against,
            rules.file.conventions,
            ahead,
            spoken,
            spoken_year=year[0] if year and year[1] == sentence else None,
            spoken_here=spoken if here == sentence else None,
            year_before=year[0] if year else None,
        )
        value = resolve(match.rule.make, match.slots, situation)
        if value is None:
            continue
        found.append(Found(match, value, (match.rule.id,)))
        dated = value.precision == "day" and len(value.value) == 10 and value.value[:4].isdigit()
        if dated and not quoted:
            spoken, here, told = date.fromisoformat(value.value), sentence, words.paragraph[unit.word]
        if value.type == "DATE" and value.value[:4].isdigit() and not value.relative:
            year = int(value.value[:4]), sentence
    return found


def _told_lately(spoken: date | None, published: date | None) -> bool:
    """Whether a quotation was spoken on a day named before, a few days before publication."""
    return spoken is not None and published is not None and timedelta(0) < published - spoken <= LATELY


def quoted_words(words: Words, pack: Pack) -> list[tuple[int, int]]:
    """Quotations as ranges of words; one that is not closed in its paragraph ends there."""
    closing, found = pack.closing, []
    open_at, mark = -1, ""
    for i, kind in enumerate(words.kind):
        if open_at >= 0 and words.paragraph[i] != words.paragraph[open_at]:
            open_at = -1
        if kind != "mark":
            continue
        form = words.form[i]
        if open_at >= 0 and form == mark:
            found.append((open_at, i))
            open_at = -1
        elif open_at < 0 and form in closing:
            open_at, mark = i, closing[form]
    return found


def _moment(found: Found, anchor: Anchor) -> Moment:
    value, match = found.value, found.match
    against = f"{anchor.kind} {anchor.day}" if value.relative and anchor.day else None
    if value.against is not None:
        against = f"the text's {value.against}"
    return Moment(
        span=Span(match.start, match.end),
        type=value.type,
        value=value.value,
        precision=value.precision,
        calendar=value.calendar,
        relative_to=against,
        reason=value.reason or "as written",
        confidence=match.rule.confidence,
        by=found.by,
    )
