"""What attribution looks at: the words of a page with their classes, quotations, times, names and cues.

Built once per page; every later step reads it. It decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from naql.languages import Pack
from naql.outlets import load_outlets
from naql.read.attribution.lexicon import CueMatch, CueRule, Lexicon, find_cues, lexicon_of
from naql.read.attribution.quotations import Quotation, find_quotations
from naql.read.tokens import Words
from naql.records import Article, Mention, Moment, Span

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """A statement in the making; ranges are words, half-open. `via` is the draft through which it came."""

    cue: Range | None
    rule: CueRule | None = None
    source: Range | None = None
    content: list[Range] = field(default_factory=list)
    kind: str = "indirect"
    act: str = "say"
    scope: str = "span"
    via: Draft | None = None
    score: float = 0.5
    by: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The first word of any of its parts."""
        parts = [r[0] for r in (self.cue, self.source, *self.content) if r]
        return min(parts) if parts else 0


@dataclass(slots=True)
class PageWords:
    """Parallel lists over the words of an article.

    taken: what was taken off each word to get its core ("" where nothing).
    core/core_start: as in `Words`, with proclitics also taken off where only the lexicon knows the rest.
    cls: the class of each word in `sources.toml` ("" where none). quote: index of the quotation a word stands in, or
    -1. time: whether a time expression covers it. name: kind of the mention that begins here ("B-PER"), goes on here
    ("I-PER"), or "". cue: the index into `cues` of the match that covers it, or -1.
    """

    words: Words
    pack: Pack
    lexicon: Lexicon
    article: Article
    core: list[str]
    core_start: list[int]
    cls: list[str]
    quotes: list[Quotation]
    quote: list[int]
    time: list[bool]
    name: list[str]
    cues: list[CueMatch]
    cue: list[int]
    headline: Range
    mentions: tuple[Mention, ...] = ()
    taken: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.taken = [proclitic(norm, core) for norm, core in zip(self.words.norm, self.core, strict=True)]

    def sentence(self, i: int) -> Range:
        """The words of the sentence that word `i` stands in."""
        return self.words.sentences[self.words.sentence[i]]

    def text(self, part: Range) -> str:
        """The text of a range."""
        return self.words.text[self.words.start[part[0]] : self.words.end[part[1] - 1]]


def page_words(
    words: Words, pack: Pack, article: Article, moments: tuple[Moment, ...], mentions: tuple[Mention, ...]
) -> PageWords:
    """The words of an article with everything that attribution reads off them."""
    lexicon = lexicon_of(pack)
    size = len(words)
    classes = lexicon.classes
    core, core_start = lexical_cores(words, pack)
    cls = [classes.get(n) or classes.get(c) or "" for n, c in zip(words.norm, core, strict=True)]
    quotes = find_quotations(words, pack)
    quote = [-1] * size
    for n, q in enumerate(quotes):
        quote[q.start : q.end] = [n] * (q.end - q.start)
    time = [False] * size
    for moment in moments:
        a, b = word_range(words, moment.span)
        time[a:b] = [True] * (b - a)
    name = [""] * size
    for m in mentions:
        a, b = word_range(words, m.span)
        kind = "GPE" if m.kind == "LOC" else m.kind
        for k in range(a, b):
            name[k] = ("B-" if k == a else "I-") + kind
        if m.name in newsrooms() and not cls[a]:
            cls[a] = "outlet"
    # a word of a name («United States») is no cue
    cues = [c for c in find_cues(words, core, pack) if not all(name[k] for k in range(c.start, c.end))]
    cue = [-1] * size
    for n, c in enumerate(cues):
        cue[c.start : c.end] = [n] * (c.end - c.start)
    headline = headline_words(words, article)
    return PageWords(
        words, pack, lexicon, article, core, core_start, cls, quotes, quote, time, name, cues, cue, headline, mentions
    )


def proclitic(norm: str, core: str) -> str:
    """What was taken off a word to get its core; the core may write out an article that the word contracts."""
    if norm == core:
        return ""
    shared = next((k for k, (a, b) in enumerate(zip(reversed(norm), reversed(core), strict=False)) if a != b), None)
    return norm[: len(norm) - (min(len(norm), len(core)) if shared is None else shared)]


@cache
def newsrooms() -> frozenset[str]:
    """The canonical names of all outlets."""
    return frozenset(outlet.name for outlet in load_outlets())


def lexical_cores(words: Words, pack: Pack) -> tuple[list[str], list[int]]:
    """The cores of the words and where they begin, with one more proclitic taken off a word that hides a cue or class.

    Corpus counts do not split what is nearly always written joined; the lexicon does.
    """
    proclitics = pack.clitics.proclitics
    if not proclitics:
        return words.core, words.core_start
    lexicon = lexicon_of(pack)
    first, classes = lexicon.first, lexicon.classes
    core, starts = list(words.core), list(words.core_start)
    for i, word in enumerate(words.norm):
        if core[i] != word or len(word) < 3 or word[0] not in proclitics or word in first or word in classes:
            continue
        if word[1:] in first or word[1:] in classes:
            core[i], starts[i] = word[1:], words.start[i] + 1
    return core, starts


def word_range(words: Words, span: Span) -> Range:
    """The words that a span of the text touches."""
    a = words.at(span.start)
    b = a
    while b < len(words) and words.start[b] < span.end:
        b += 1
    return a, b


def headline_words(words: Words, article: Article) -> Range:
    """The words of the headline; none where the article has none."""
    if not article.headline or not len(words):
        return 0, 0
    from naql.clean.align import Alignment

    ranges = Alignment(article.pieces).to_text(article.headline.start, article.headline.end)
    return word_range(words, Span(ranges[0].start, ranges[-1].end)) if ranges else (0, 0)
