"""Sources that stay unnamed, in a language whose own words are the description («a diplomat at the Council»): the noun
phrase as it stands, without an article that points back and without what is only told about the source behind it."""

from __future__ import annotations

from naql.read.coreference.page import Named, PageView
from naql.read.coreference.speakers import Speaking

LONGEST = 14


def head_at(view: PageView, start: int, end: int) -> int:
    """The word that is the head of the noun phrase [start, end): the last before a preposition, a clause or a comma."""
    words, speakers = view.words, view.speakers
    head = start
    for i in range(start, end):
        inside = any(a < i < b for a, b, _ in view.inside(start, end))
        if words.kind[i] == "mark" and words.form[i] in ",;:(" and not inside:
            break
        if i > start and words.norm[i] in speakers.heads_end and not inside:
            break
        if words.kind[i] == "word" and not _possessive(words.form[i]):
            head = i
    return head


def _possessive(form: str) -> bool:
    return form in ("'s", "’s", "'", "’")


def as_written(view: PageView, start: int, end: int, speaking: Speaking | None = None) -> Named:
    """The phrase as a description; `speaking` is its noun where it is a known one."""
    words, speakers = view.words, view.speakers
    countries = [m.country for *_, m in view.inside(start, end) if m.country]
    last = start
    while last < end and not (last > start and words.norm[last] in speakers.tails) and words.form[last] not in ",(":
        last += 1
    last = min(last, start + LONGEST)
    paper = speaking is not None and speaking.noun.kind == "paper"
    first = start
    while first < last - 1 and (words.norm[first] in speakers.demonstratives or (paper and _article(view, first))):
        first += 1
    text = words.text[words.start[first] : words.end[last - 1]]
    known = first in view.spots
    if text[:1].isupper() and not known and not words.form[first][1:2].isupper():
        text = text[0].lower() + text[1:]
    noun = speakers.plain(words.core[speaking.at]) if speaking else ""
    bare = speaking is not None and last - first == 1 and speaking.noun.bare
    return Named(bare or text, countries[0] if countries else None, "people", "as written", noun)


def _article(view: PageView, i: int) -> bool:
    return view.words.norm[i] in view.speakers.some and len(view.words.norm[i]) < 3
