"""What the sequence model sees of every word: its form, its neighbours, what the gazetteer and titles make of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from naql.languages import load_pack
from naql.read.mentions.candidates import Candidate
from naql.read.mentions.heads import heads
from naql.read.tokens import Words

NONE = "-"
View = tuple[list[str], str, str, str, str]


@cache
def name_words(lang: str) -> dict[str, tuple[str, int]]:
    """Folded word to its Latin form ("" where unknown) and how often it was seen in names (`names.tsv`)."""
    path = load_pack(lang).path("names.tsv")
    if not path.exists():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {word: (latin, int(count)) for word, latin, count in rows}


@cache
def word_groups(lang: str) -> dict[str, tuple[str, str]]:
    """Folded word to the groups of words (coarse, fine) that keep its company in news (`models/clusters.tsv`)."""
    path = load_pack(lang).path("models", "clusters.tsv")
    if not path.exists():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {word: (coarse, fine) for word, coarse, fine in rows}


def _bucket(count: int) -> int:
    return min(9, count.bit_length() // 2 if count else 0)


@dataclass
class WordViews:
    """Features of words by themselves, kept once per distinct word of a language."""

    lang: str

    def __post_init__(self) -> None:
        self.heads = heads(self.lang)
        self.names = name_words(self.lang)
        self.groups = word_groups(self.lang)
        self.counts = load_pack(self.lang).frequencies
        self.seen: dict[tuple[str, str, str], View] = {}

    def of(self, form: str, norm: str, core: str) -> View:
        """(features, the word for its neighbours, its title classes, its name and frequency classes, its group)."""
        key = (form, norm, core)
        if key not in self.seen:
            if len(self.seen) > 200_000:
                self.seen.clear()
            self.seen[key] = self._made(form, norm, core)
        return self.seen[key]

    def _made(self, form: str, norm: str, core: str) -> View:
        if norm.isdigit():
            return ["w=#"], "#", NONE, NONE, NONE
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
        made += (f"u={coarse}", f"v={fine}")
        return made, word, head, kind, coarse


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
    quoted = _quoted(words, lang)
    edge: View = (["<>"], "<>", "<>", "<>", "<>")
    size = len(words)
    out = []
    for i in range(size):
        first, last = words.paragraphs[words.paragraph[i]]
        one = seen[i - 1] if i > first else edge
        two = seen[i - 2] if i - 1 > first else edge
        nxt = seen[i + 1] if i + 1 < last else edge
        far = seen[i + 2] if i + 2 < last else edge
        g, gp, gn = gaz[i], gaz[i - 1] if i > first else "<", gaz[i + 1] if i + 1 < last else ">"
        mine = list(seen[i][0])
        mine += (
            f"-1={one[1]}",
            f"-2={two[1]}",
            f"+1={nxt[1]}",
            f"+2={far[1]}",
            f"u-1={one[4]}",
            f"u+1={nxt[4]}",
            f"h-1={one[2]}",
            f"h-2={two[2]}",
            f"h+1={nxt[2]}",
            f"k-1={one[3]}",
            f"k+1={nxt[3]}",
            f"kk={seen[i][3]}|{nxt[3]}",
            f"hk={one[2]}|{seen[i][3]}",
            f"hk2={two[2]}|{one[3]}|{seen[i][3]}",
            f"g={g}",
            f"gg={gp}|{g}",
            f"gn={g}|{gn}",
            f"gh={one[2]}|{g}",
            f"g-2={gaz[i - 2] if i - 1 > first else '<'}",
            f"q={quoted[i]}",
            f"qg={quoted[i]}|{g}",
            f"wp={one[1]}|{seen[i][1]}",
        )
        if gold_like:
            mine += (f"G={g}", f"Gg={gp}|{g}|{gn}", f"Gh={one[2]}|{g}", f"Gw={seen[i][1]}|{g}", "G")
        out.append(mine)
    return out


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
