"""What the sequence model sees of every word: its form, its neighbours, what the gazetteer and titles make of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from naql.languages import load_pack
from naql.languages.groups import word_groups
from naql.read.mentions.candidates import Candidate
from naql.read.mentions.heads import heads
from naql.read.mentions.seen import seen, seen_marks
from naql.read.tokens import Words

NONE = "-"


@cache
def name_words(lang: str) -> dict[str, tuple[str, int]]:
    """Folded word to its Latin form ("" where unknown) and how often it was seen in names (`names.tsv`)."""
    path = load_pack(lang).path("names.tsv")
    if not path.exists():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {word: (latin, int(count)) for word, latin, count in rows}


def _bucket(count: int) -> int:
    return min(9, count.bit_length() // 2 if count else 0)


@dataclass(slots=True)
class View:
    """One word: its own features, what neighbours see of it (word, title classes `head`, classes `kind` of frequency
    and of names, what raw news `seen` shows), and those features ready made for the words one and two places after and
    before it."""

    own: list[str]
    word: str
    head: str
    kind: str
    seen: str
    after: tuple[str, ...]
    after_two: tuple[str, ...]
    before: tuple[str, ...]
    before_two: tuple[str, ...]


def _view(own: list[str], word: str, head: str, kind: str, group: str, shown: str = NONE) -> View:
    return View(
        own=own,
        word=word,
        head=head,
        kind=kind,
        seen=shown,
        after=(f"-1={word}", f"u-1={group}", f"h-1={head}", f"k-1={kind}", f"s-1={shown}"),
        after_two=(f"-2={word}", f"h-2={head}"),
        before=(f"+1={word}", f"u+1={group}", f"h+1={head}", f"k+1={kind}", f"s+1={shown}"),
        before_two=(f"+2={word}",),
    )


EDGE = _view(["<>"], "<>", "<>", "<>", "<>", "<>")


@dataclass
class WordViews:
    """Features of words by themselves, kept once per distinct word of a language."""

    lang: str

    def __post_init__(self) -> None:
        self.heads = heads(self.lang)
        self.names = name_words(self.lang)
        self.groups = word_groups(self.lang)
        self.shown = seen(self.lang)[0]
        self.counts = load_pack(self.lang).frequencies
        self.seen: dict[tuple[str, str, str], View] = {}

    def of(self, form: str, norm: str, core: str) -> View:
        """The view of a word by its written form, its folded form, and that without proclitics."""
        key = (form, norm, core)
        if key not in self.seen:
            if len(self.seen) > 200_000:
                self.seen.clear()
            self.seen[key] = self._made(form, norm, core)
        return self.seen[key]

    def _made(self, form: str, norm: str, core: str) -> View:
        if norm.isdigit():
            return _view(["w=#"], "#", NONE, NONE, NONE)
        classes = self.heads.get(core) or self.heads.get(norm) or ()
        head = "+".join(classes) or NONE
        count = self.counts.get(core, 0)
        named = self.names.get(core)
        kind = f"n{_bucket(named[1])}f{_bucket(count)}" if named else f"f{_bucket(count)}"
        word = core if count > 20 or len(core) < 4 else f"~{core[-2:]}"
        made = [
            f"w={core}",
            f"h={head}",
            f"k={kind}",
            f"a={core[:2]}",
            f"b={core[:3]}",
            f"y={core[-2:]}",
            f"z={core[-3:]}",
        ]
        if named:
            made.append("name")
        if norm != core:
            made.append(f"c={norm[: len(norm) - len(core)]}")
        if form[:1].isascii() and form[:1].isalpha():
            made.append("latin" + ("U" if form.isupper() else ""))
        if core[-1:] != form[-1:]:
            made.append(f"r={form[-1:]}")
        coarse, fine = self.groups.get(core, (NONE, NONE))
        shown = self.shown.get(core, NONE)
        made += (f"u={coarse}", f"v={fine}", f"s={shown}")
        return _view(made, word, head, kind, coarse, shown)


@cache
def views(lang: str) -> WordViews:
    """The word views of a language."""
    return WordViews(lang)


def gazetteer_marks(size: int, candidates: list[Candidate]) -> list[str]:
    """For each word what the gazetteer makes of it: B or I, kind, weak, demonym or bare organ; "-" for nothing."""
    marks = [NONE] * size
    for candidate in candidates:
        kind = candidate.kind
        if candidate.weak:
            kind += "?"
        if candidate.demonym:
            kind += "d"
        if candidate.organ and candidate.country is None:
            kind += "o"
        for i in range(candidate.start, candidate.end):
            marks[i] = ("B" if i == candidate.start else "I") + kind
    return marks


def word_features(words: Words, lang: str, candidates: list[Candidate], gold_like: bool = True) -> list[list[str]]:
    """The features of each word. gold_like: whether the text is annotated (or to be read) as news pages are; corpora
    annotated otherwise leave the features out that would carry their habits over."""
    view = views(lang)
    seen = [view.of(f, n, c) for f, n, c in zip(words.form, words.norm, words.core, strict=True)]
    gaz = gazetteer_marks(len(words), candidates)
    quoted, names = _quoted(words, lang), seen_marks(words, lang)
    out = []
    for first, last in words.paragraphs:
        paragraph = [EDGE, EDGE, *seen[first:last], EDGE, EDGE]
        marks = ["<", "<", *gaz[first:last], ">"]
        for i in range(2, len(paragraph) - 2):
            two, one, here, nxt, far = paragraph[i - 2 : i + 3]
            g, gp, gn, q = marks[i], marks[i - 1], marks[i + 1], quoted[first + i - 2]
            mine = [
                *here.own,
                *one.after,
                *two.after_two,
                *nxt.before,
                *far.before_two,
                f"kk={here.kind}|{nxt.kind}",
                f"hk={one.head}|{here.kind}",
                f"hk2={two.head}|{one.kind}|{here.kind}",
                f"q={q}",
                f"wp={one.word}|{here.word}",
                f"ss={one.seen}|{here.seen}",
                f"sn={here.seen}|{nxt.seen}",
                f"p={names[first + i - 2]}",
            ]
            mine += _gazetteer_features(g, gp, gn, marks[i - 2], one.head, q, here.word, gold_like)
            out.append(mine)
    return out


@lru_cache(maxsize=100_000)
def _gazetteer_features(
    here: str, before: str, after: str, two_before: str, head: str, quoted: str, word: str, gold_like: bool
) -> tuple[str, ...]:
    """What the gazetteer's marks of a word and its neighbours say, with the title before it and the word itself."""
    common = (
        f"g={here}",
        f"gg={before}|{here}",
        f"gn={here}|{after}",
        f"gh={head}|{here}",
        f"g-2={two_before}",
        f"qg={quoted}|{here}",
    )
    if not gold_like:
        return common
    own = (f"G={here}", f"Gg={before}|{here}|{after}", f"Gh={head}|{here}", f"Gw={word}|{here}", "G")
    return (*common, *own)


def _quoted(words: Words, lang: str) -> list[str]:
    """For each word: "-" outside quotation marks, else how long the quotation is (short ones often hold a name)."""
    closing = load_pack(lang).closing
    marks = [NONE] * len(words)
    at = 0
    while at < len(words):
        end = closing.get(words.form[at])
        if end:
            stop = min(len(words), at + 7)
            close = next((j for j in range(at + 1, stop) if words.form[j] == end), None)
            if close:
                for j in range(at + 1, close):
                    marks[j] = f"{'B' if j == at + 1 else 'I'}{min(close - at - 1, 4)}"
                at = close
        at += 1
    return marks
