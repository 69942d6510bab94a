"""The day that relative expressions count from: publication's, or one inferred from what the text says.

Inference weighs days against the text: a day and month with their weekday, a "today" beside a date, public events and
their "yesterday", years that are named, the terms of the office holders who are named. Its reason is kept, and where
two days are near to equally good there is none: a wrong day is worse than no day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from msgspec.structs import replace

from naql.calendars import gregorian, in_calendar
from naql.gazetteer import index_of, offices_of
from naql.languages import Pack
from naql.read.moments.grammar import Grammar, grammar
from naql.read.moments.match import Match, find_matches
from naql.read.moments.public_events import Mentioned, mentioned_events
from naql.read.moments.resolve import Situation, resolve
from naql.read.moments.tense import looks_ahead
from naql.read.moments.units import Row, units_of
from naql.read.moments.values import days_of
from naql.read.tokens import Words
from naql.records import Article, Moment

EARLIEST = 2000
LEAD = 4  # sentences that say what a page is about
FRESH = 14  # days within which a page speaks of an event as news
MARGIN = 1.0
AGREES = 0.5
LAST_MONTH = "the first weekday named after"
TODAY = "the date beside a day counted from today"
MOST_PEOPLE = 6


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day counted from, None where nothing fixes it; kind: "published" or "inferred"."""

    day: date | None
    kind: str = "published"
    reason: str = ""


@dataclass(slots=True)
class Clues:
    """What a text says about the day it was written."""

    latest: date
    named: dict[date, str] = field(default_factory=dict)
    year: int | None = None
    events: list[Mentioned] = field(default_factory=list)
    terms: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    weekdays: list[tuple[int, int]] = field(default_factory=list)  # (weekday, sentence), the clause not looking ahead
    dates: list[tuple[str, int]] = field(default_factory=list)  # (month, day) without a year, told as past
    relative: list[tuple[Match, int]] = field(default_factory=list)  # and the sentence


def anchor_of(words: Words, pack: Pack, article: Article, matches: list[Match], row: Row) -> Anchor:
    """The anchor of an article: its publication day, else one inferred."""
    if article.published_at:
        try:
            published = date.fromisoformat(article.published_at[:10])
        except ValueError:
            return Anchor(None)
        return _written(published, matches, row, grammar(pack.lang))
    if not matches:
        return Anchor(None)
    return _inferred(words, pack, article, matches, row)


def _written(published: date, matches: list[Match], row: Row, rules: Grammar) -> Anchor:
    """Publication's day, or the day before it where the text's own "today (Saturday)" says that it was written then."""
    at, shifts = Situation(published, rules.file.conventions), []
    for n, match in enumerate(matches):
        if match.rule.make not in ("relday", "day") or "off" not in match.slots:
            continue
        if match.rule.make == "day":
            value = resolve("day", match.slots, at)
            days = days_of(value.value) if value else None
            shifts += [(days[0] - published).days - int(match.slots["off"])] if days else []
            continue
        beside = matches[n + 1] if n + 1 < len(matches) and matches[n + 1].first - match.last <= 2 else None
        gap = beside is None or None in row.units[match.last + 1 : beside.first]
        weekday = match.slots.get("wd") or (None if gap or beside is None else beside.slots.get("wd"))
        counted = published + timedelta(days=int(match.slots["off"]))
        if weekday is not None:
            shifts.append((int(weekday) - counted.isoweekday() + 3) % 7 - 3)
        elif not gap and beside is not None and beside.rule.make == "day":
            value = resolve("day", beside.slots, at)
            days = days_of(value.value) if value else None
            shifts += [(days[0] - counted).days] if days else []
    if shifts and set(shifts) == {-1}:
        day = published - timedelta(days=1)
        return Anchor(day, "written", f"a weekday or date beside a day counted from today is {day}'s")
    return Anchor(published)


def infer_published(words: Words, pack: Pack, article: Article, moments: tuple[Moment, ...]) -> tuple[str, str] | None:
    """(ISO day, reason) of a page without a date, None where the text does not fix it or the page has one."""
    if article.published_at or not moments:
        return None
    rules = grammar(pack.lang)
    row = units_of(words, rules)
    anchor = anchor_of(words, pack, article, find_matches(row, words, rules), row)
    return (anchor.day.isoformat(), anchor.reason) if anchor.day else None


def dated(words: Words, pack: Pack, article: Article, moments: tuple[Moment, ...]) -> Article:
    """The article with its publication day inferred where it had none and the text fixes it."""
    found = infer_published(words, pack, article, moments)
    if found is None:
        return article
    day, reason = found
    return replace(article, published_at=day, published_from="inferred", published_by=reason)


def _inferred(words: Words, pack: Pack, article: Article, matches: list[Match], row: Row) -> Anchor:
    latest = date.today()
    if article.fetched_at:
        latest = min(latest, date.fromisoformat(article.fetched_at[:10]))
    clues = _clues(words, pack, matches, row, latest)
    candidates = dict(clues.named)
    for mention in clues.events:
        if _is_news(mention, clues):
            for n in range(FRESH + 1):
                candidates.setdefault(mention.event.day + timedelta(days=n), "")
    scored = sorted(((_score(d, clues, pack), d) for d in candidates if d <= clues.latest), reverse=True)
    scored = [(s, d) for s, d in scored if _is_borne_out(d, clues, pack)]
    if not scored or scored[0][0] < MARGIN:
        return Anchor(None)
    best, day = scored[0]
    rival = next((s for s, d in scored[1:] if abs((d - day).days) > 7), None)
    if rival is not None and best - rival < MARGIN:
        return Anchor(None)
    return Anchor(day, "inferred", _reason(day, clues))


def _clues(words: Words, pack: Pack, matches: list[Match], row: Row, latest: date) -> Clues:
    rules, clues = grammar(pack.lang), Clues(latest)
    nothing = Situation(None, rules.file.conventions)
    for n, match in enumerate(matches):
        unit = row.units[match.first]
        assert unit is not None
        sentence = words.sentence[unit.word]
        make = match.rule.make
        value = resolve(make, match.slots, nothing)
        ahead = looks_ahead(words, unit.word, unit.last, rules)
        if make == "weekday" and not {"mod", "weekmod"} & set(match.slots) and ahead <= 0:
            clues.weekdays.append((int(match.slots["wd"]), sentence))
        if make == "day" and ahead <= 0 and not {"y", "ymod", "mod", "wd"} & set(match.slots):
            clues.dates.append((match.slots["month"], int(match.slots["d"])))
        if make in ("relday", "ago", "period"):
            clues.relative.append((match, sentence))
        if value is not None and not value.relative and ahead <= 0:
            spanned = days_of(value.value)
            if spanned and spanned[0] <= latest:
                clues.year = max(clues.year or 0, spanned[0].year)
        before = matches[n - 1] if n and match.first - matches[n - 1].last <= 2 else None
        if ahead <= 0 or "off" in match.slots:
            _name_days(clues, match, before, rules, sentence < LEAD)
    clues.events = mentioned_events(words, pack.lang)
    clues.terms = _terms(words, pack)
    _name_by_last_month(clues, matches, rules)
    return clues


def _name_days(clues: Clues, match: Match, before: Match | None, rules: Grammar, lead: bool) -> None:
    """Days that a date names as publication's: "today" beside a date, or in the lead a weekday with day and month."""
    slots = match.slots
    if match.rule.make != "day" or "d2" in slots or "ymod" in slots:
        return
    off = slots.get("off") or (before.slots.get("off") if before and before.rule.make == "relday" else None)
    weekday = slots.get("wd") or (before.slots.get("wd") if before else None)
    calendar, _, month = slots["month"].partition("-")
    if "y" in slots:
        value = resolve("day", slots, Situation(None, rules.file.conventions))
        days = [date.fromisoformat(value.value[:10])] if value else []
    else:
        span = range(EARLIEST, clues.latest.year + 1)
        years = {found[0] for y in span for m in (1, 7) if (found := in_calendar(calendar, date(y, m, 1)))}
        days = [d for y in sorted(years) if (d := gregorian(calendar, y, int(month), int(slots["d"])))]
    if off is None and (weekday is None or "y" in slots or not lead):
        return
    for day in days:
        if weekday is not None and day.isoweekday() != int(weekday):
            continue
        how = TODAY if off is not None else "a date with its weekday"
        clues.named[day - timedelta(days=int(off or 0))] = f"{how}, {day.isoformat()}"


def _name_by_last_month(clues: Clues, matches: list[Match], rules: Grammar) -> None:
    """ "The 21st of last October" with a named year and a weekday: the first such weekday of the next month."""
    if clues.year is None or not clues.weekdays:
        return
    weekday = clues.weekdays[0][0]
    for match in matches:
        slots = match.slots
        if match.rule.make != "day" or slots.get("mod") != "last" or not slots["month"].startswith("gregorian-"):
            continue
        month = int(slots["month"].partition("-")[2])
        first = date(clues.year + month // 12, month % 12 + 1, 1)
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7)
        clues.named.setdefault(day, f"{LAST_MONTH} {clues.year}-{month:02d}, spoken of as last month")


def _terms(words: Words, pack: Pack) -> dict[str, list[tuple[str, str]]]:
    """The people named in the text with (from, to) of the offices that the gazetteer knows a term of."""
    index = index_of(pack.lang)
    found: dict[str, list[tuple[str, str]]] = {}
    at, size = 0, len(words)
    while at < size and len(found) < MOST_PEOPLE:
        match = index.longest(words.norm, words.core, at, size)
        if match is None:
            at += 1
            continue
        for known in match.known if len(match.known) == 1 else ():
            if known.kind == "PER" and known.entry is not None:
                terms = [(o.start or "", o.end or "") for o in offices_of(known.entry.name) if o.start]
                if terms:
                    found[known.entry.name] = terms
        at = max(match.end, at + 1)
    return found


def _is_borne_out(day: date, clues: Clues, pack: Pack) -> bool:
    """Whether something beside the candidate's own words speaks for it."""
    near = [m for m in clues.events if 0 <= (day - m.event.day).days <= FRESH]
    if day not in clues.named:
        agreeing = [m for m in near if _agreement(day, m, clues, pack) >= AGREES]
        topics = [m.event for m in clues.events if m.sentence < LEAD]
        if any(m.event in topics for m in agreeing):
            return True
        if clues.weekdays and clues.weekdays[0][0] == day.isoweekday() and any(e.day == day for e in topics):
            return True
        lead = {wd for wd, sentence in clues.weekdays if sentence < LEAD}
        told = {day.isoweekday(), (day - timedelta(days=1)).isoweekday()}
        return bool(agreeing and clues.year and day.year - clues.year in (0, 1) and lead & told)
    if clues.named[day].startswith(TODAY):
        return True
    if clues.named[day].startswith(LAST_MONTH):
        return bool(near)
    held = sum(any(_covers(t, day) for t in terms) for terms in clues.terms.values())
    return bool(near) or held >= 2 or (clues.year is not None and day.year - clues.year in (0, 1))


def _is_news(mention: Mentioned, clues: Clues) -> bool:
    """Whether the text is about the event: its lead speaks of it, or several sentences do, and a word pins the day."""
    told = sum(m.event is mention.event for m in clues.events)
    pinned = any(s == mention.sentence for _, s in (*clues.relative, *clues.weekdays))
    pinned = pinned or (mention.sentence < LEAD and bool(clues.weekdays))
    return pinned and (mention.sentence < LEAD or told > 1 or clues.year is not None)


def _score(day: date, clues: Clues, pack: Pack) -> float:
    score = 1.5 if clues.named.get(day) else 0.0
    for terms in clues.terms.values():
        score += 0.7 if any(_covers(term, day) for term in terms) else -0.7
    if clues.year is not None:
        score += -3.0 if day.year < clues.year else -0.15 * (day.year - clues.year)
    newest = max((m.event.day for m in clues.events if m.event.day <= clues.latest), default=None)
    if newest is not None:
        gap = (day - newest).days
        score += 1.5 - 0.04 * gap if 0 <= gap <= FRESH else -2.0 if gap < 0 else -0.002 * min(gap, 1000)
    score -= 0.7 * sum(_comes_soon(month, number, day) for month, number in clues.dates)
    return score + sum(_agreement(day, m, clues, pack) for m in clues.events if (day - m.event.day).days in range(46))


def _comes_soon(month: str, number: int, day: date) -> bool:
    """Whether a date without a year, told as past, would lie in the months after `day`: the page is a later one."""
    calendar, _, name = month.partition("-")
    now = in_calendar(calendar, day)
    found = [d for y in (0, 1) if now and (d := gregorian(calendar, now[0] + y, int(name), number))]
    return any(timedelta(0) < d - day < timedelta(days=150) for d in found)


def _agreement(day: date, mention: Mentioned, clues: Clues, pack: Pack) -> float:
    """How well the expressions beside an event fit its date when they are counted from `day`."""
    at = Situation(day, grammar(pack.lang).file.conventions)
    score = 0.0
    for match, sentence in clues.relative:
        if sentence != mention.sentence:
            continue
        value = resolve(match.rule.make, match.slots, at)
        span = days_of(value.value) if value else None
        if span and span[1] - span[0] <= timedelta(days=6):
            off = max((span[0] - mention.event.day).days, (mention.event.day - span[1]).days, 0)
            score += 1.0 - 0.4 * min(off, 4)
    for weekday, sentence in clues.weekdays:
        back = day - timedelta(days=(day.isoweekday() - weekday) % 7)
        if sentence == mention.sentence:
            score += 1.0 if back == mention.event.day else -0.3
        if back < mention.event.day:
            score -= 0.5
    return score


def _covers(term: tuple[str, str], day: date) -> bool:
    text = day.isoformat()
    start, end = term
    return text[: len(start)] >= start and (not end or text[: len(end)] <= end)


def _reason(day: date, clues: Clues) -> str:
    parts = [clues.named[day]] if clues.named.get(day) else []
    parts += sorted({f"{m.event.name} ({m.event.day})" for m in clues.events if 0 <= (day - m.event.day).days <= 45})
    held = [name for name, terms in clues.terms.items() if any(_covers(t, day) for t in terms)]
    if held:
        parts.append("in office then: " + ", ".join(held[:3]))
    if clues.year:
        parts.append(f"latest year named: {clues.year}")
    return "; ".join(parts)
