"""From words to mentions: gazetteer, sequence model or capitals, rules, names."""

from __future__ import annotations

from naql.languages import Pack
from naql.read.mentions.candidates import find_candidates
from naql.read.mentions.capitals import by_capitals
from naql.read.mentions.mending import mended
from naql.read.mentions.naming import Name, Namer
from naql.read.mentions.tagger import tag
from naql.read.mentions.visible import visible
from naql.read.tokens import Words
from naql.records import Article, Mention, Moment, Span


def find_mentions(words: Words, pack: Pack, article: Article, moments: tuple[Moment, ...]) -> tuple[Mention, ...]:
    """The mentions of the text in order, not overlapping; `name` and `country` where they are known."""
    words = visible(words, pack)
    candidates = find_candidates(words, pack)
    tagged = tag(words, pack.lang, candidates)
    if tagged is None:
        tagged = by_capitals(words, pack, candidates)
    tagged = mended(tagged, candidates, words, pack)
    return tuple(_mention(name, words, pack) for name in Namer(words, pack, article, candidates).names(tagged))


def _mention(name: Name, words: Words, pack: Pack) -> Mention:
    tagged = name.tagged
    end = words.end[tagged.end - 1]
    if len(words.form[tagged.end - 1]) == 1 and words.text[end : end + 1] == ".":
        end += 1
    span = Span(name_start(words, tagged.start, pack, name.whole), end)
    return Mention(
        span=span,
        kind=name.kind,
        name=name.name,
        country=name.country,
        confidence=round(tagged.confidence, 4),
        by=("mentions", name.by),
    )


def name_start(words: Words, start: int, pack: Pack, whole: bool = False) -> int:
    """Where the name that begins with word `start` begins: behind proclitics and what swallowed an article.

    whole: the word is the name with the letters that look like proclitics.
    """
    core, norm = words.core[start], words.norm[start]
    if whole:
        return words.start[start]
    if norm.endswith(core):
        return words.core_start[start]
    for written, _, _ in pack.clitics.rewrites:
        at = norm.find(written)
        if at >= 0:
            return words.start[start] + at + len(written)
    return words.core_start[start]
