"""Words of a text as parallel lists.

A word is a run of letters, marks, digits and joiners (an apostrophe or hyphen stays inside Latin words), or a number
with its separators; every other visible character is a word of its own. The readers work on these lists, not on
spaCy tokens: attribute access on tokens is what makes Python pipelines slow. Nothing here decides what a word means.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from naql.languages import Pack
from naql.languages.words import POSSESSIVE, WORD


@dataclass(slots=True)
class Words:
    """Parallel lists over the words of `text`; offsets are code points into it.

    form: as written. norm: folded (`Pack.fold`). start/end: offsets. kind: "word", "number" or "mark".
    core/core_start: the folded word without its proclitics and the offset where it begins (equal to norm/start
    where nothing was split off). sentence/paragraph: index of the one it stands in.
    sentences/paragraphs: (first word, one past the last word). A paragraph ends at a line break.
    """

    text: str
    form: list[str] = field(default_factory=list)
    norm: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    core: list[str] = field(default_factory=list)
    core_start: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.form)

    def at(self, offset: int) -> int:
        """The index of the first word that ends after `offset` (len(self) where none does)."""
        low, high = 0, len(self.end)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.end[middle] <= offset else (low, middle)
        return low


def split_words(text: str, pack: Pack) -> Words:
    """The words of `text` with their folded forms, proclitics, sentences and paragraphs."""
    words = Words(text)
    for match in WORD.finditer(text):
        form, start, end = match.group(), match.start(), match.end()
        cut = POSSESSIVE.search(form) if match.lastgroup == "word" else None
        parts = [(start, start + cut.start()), (start + cut.start(), end)] if cut and cut.start() else [(start, end)]
        for a, b in parts:
            words.form.append(text[a:b])
            words.start.append(a)
            words.end.append(b)
            words.kind.append(match.lastgroup or "mark")
    words.norm = [pack.fold(f) for f in words.form]
    _split_proclitics(words, pack)
    _split_sentences(words, pack)
    return words


def core_of(norm: str, pack: Pack) -> tuple[str, int]:
    """A folded word without its proclitics, and how many folded letters were taken off its front."""
    clitics, counts = pack.clitics, pack.frequencies
    taken = 0
    for _ in range(3):
        if norm in clitics.whole or len(norm) <= clitics.least:
            break
        rewritten = next(((cut, new) for written, cut, new in clitics.rewrites if norm.startswith(written)), None)
        if rewritten:
            cut, new = rewritten
            whole = new + norm[len(cut) + 1 :]
            if counts.get(whole, 0) > counts.get(norm, 0) * clitics.proclitics.get(cut, 1.0):
                return whole, taken + len(cut)
        rest = norm[1:]
        ratio = clitics.proclitics.get(norm[0])
        known = counts.get(rest, 0)
        if ratio is None or len(rest) < clitics.least or not known or known < ratio * counts.get(norm, 0):
            break
        norm, taken = rest, taken + 1
    return norm, taken


def _split_proclitics(words: Words, pack: Pack) -> None:
    words.core, words.core_start = list(words.norm), list(words.start)
    if not pack.clitics.proclitics:
        return
    known: dict[str, tuple[str, int]] = {}
    for i, norm in enumerate(words.norm):
        if words.kind[i] != "word":
            continue
        if norm not in known:
            known[norm] = core_of(norm, pack)
        words.core[i], taken = known[norm]
        if taken:
            words.core_start[i] = words.start[i] + _written(words.form[i], taken, pack)


def _written(form: str, folded: int, pack: Pack) -> int:
    """How many letters of the written form make up its first `folded` folded letters, trailing marks included."""
    seen = 0
    for i, letter in enumerate(form):
        if pack.fold(letter):
            seen += 1
        if seen > folded:
            return i
    return len(form)


def _split_sentences(words: Words, pack: Pack) -> None:
    text, size = words.text, len(words)
    if not size:
        return
    breaks = [0]
    lines = [0]
    for i in range(1, size):
        gap = text[words.end[i - 1] : words.start[i]]
        if "\n" in gap or "\r" in gap or "\u2029" in gap:
            lines.append(i)
            breaks.append(i)
        elif gap and _ends_sentence(words, i - 1, pack):
            breaks.append(i)
    for name, starts in (("sentence", breaks), ("paragraph", lines)):
        ranges = list(pairwise([*starts, size]))
        setattr(words, name + "s", ranges)
        setattr(words, name, [n for n, (a, b) in enumerate(ranges) for _ in range(a, b)])


def _ends_sentence(words: Words, i: int, pack: Pack) -> bool:
    """Whether a sentence ends with word `i`: an end mark, or a closing quotation mark or bracket behind one."""
    closers = {*pack.closing.values(), ")", "]"}
    while i > 0 and words.form[i] in closers and words.end[i - 1] == words.start[i]:
        i -= 1
    if words.form[i] not in pack.info.sentences.enders:
        return False
    if words.form[i] != "." or i == 0:
        return True
    before = words.text.rfind(" ", 0, words.start[i]) + 1
    abbreviated = words.text[before : words.end[i]].lstrip('"“«(').lower() in pack.info.sentences.abbreviations
    initial = len(words.form[i - 1]) == 1 and words.form[i - 1].isupper() and words.end[i - 1] == words.start[i]
    return not (abbreviated or initial)
