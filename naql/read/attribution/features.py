"""What the learned choices see of a page: strings per word, and the features of a cue as a whole.

Strings are built once per page and shared, because building them is most of the cost. The features of source and
content borders are in `borders`.
"""

from __future__ import annotations

from naql.languages.groups import word_groups
from naql.read.attribution.frames import Frame, frame_of
from naql.read.attribution.page import PageWords

RARE = 30  # corpus count under which a word is known only by its ending
Shared = tuple[str, int, str] | None  # the key of features that several cues share
UNGROUPED = ("?", "?")
STRONG = 0.7  # fit of cues that count as cues when others are judged


def bucket(n: int) -> str:
    """A small number as itself, a larger one by its order."""
    return str(n) if n <= 2 else "4" if n <= 4 else "8" if n <= 8 else "16" if n <= 16 else "32" if n <= 32 else "+"


class WordFeatures:
    """Strings that describe the words of one page.

    norm: folded word (rare words by their last letters). cls: word class. name: mention tag. shape: the shape of the
    cue that begins (B:) or goes on (I:) here. quote: place in a short (s) or long (l) quotation.
    shared: features of borders that do not depend on the cue; sums: their summed weights by decision.
    """

    def __init__(self, page: PageWords) -> None:
        self.page = page
        words = page.words
        size = len(words)
        counts = page.pack.frequencies
        self.norm = [
            words.form[i]
            if words.kind[i] == "mark"
            else n
            if counts.get(n, 0) >= RARE or page.cue[i] >= 0
            else "~" + n[-2:]
            for i, n in enumerate(words.norm)
        ]
        self.cls = [
            page.cls[i]
            or (
                "time"
                if page.time[i]
                else "num"
                if words.kind[i] == "number"
                else words.form[i]
                if words.kind[i] == "mark"
                else "-"
            )
            for i in range(size)
        ]
        self.name = [n or "-" for n in page.name]
        groups = word_groups(page.pack.lang)
        known = [groups.get(c, UNGROUPED) for c in page.core]
        self.coarse = [g[0] for g in known]
        self.fine = [g[1] for g in known]
        self.start = [n[:2] for n in page.core]  # articles, prefixes of verbs
        self.shape = ["-"] * size
        self.frames: list[Frame] = [frame_of(page, n) for n in range(len(page.cues))]
        self.shared: dict[tuple[str, int, str], list[str]] = {}
        self.sums: dict[tuple[str, tuple[str, int, str]], float] = {}
        self.quote = self._quote_states()
        self.seen = self._next_openers()

    def accept(self, cues: list[bool]) -> None:
        """Mark the words of every match with its shape, and + where it is taken for a cue; borders look at these."""
        for match, accepted in zip(self.page.cues, cues, strict=True):
            strong = "+" if accepted else ""
            for k in range(match.start, match.end):
                self.shape[k] = ("B:" if k == match.start else "I:") + match.rule.shape + strong

    def _quote_states(self) -> list[str]:
        page = self.page
        states = ["-"] * len(page.quote)
        for quote in page.quotes:
            size = "s" if quote.end - quote.start <= 5 else "l"
            for k in range(quote.start, quote.end):
                states[k] = size + ("B" if k == quote.start else "E" if k == quote.end - 1 else "I")
        return states

    def _next_openers(self) -> list[str]:
        """For each word, which complementiser, colon or long quotation follows first in its sentence, and how far."""
        page = self.page
        out = ["-"] * len(page.cls)
        for a, b in page.words.sentences:
            what, at = "-", 0
            for k in range(b - 1, a - 1, -1):
                if what != "-":
                    out[k] = what + bucket(at - k)
                if page.cls[k] == "that":
                    what, at = "that", k
                elif page.words.form[k] == ":":
                    what, at = "colon", k
                elif self.quote[k] == "lB":
                    what, at = "quote", k
        return out

    def around(self, values: list[str], i: int) -> str:
        """The value at `i`, or an edge mark outside the page."""
        return values[i] if 0 <= i < len(values) else "<>"

    def of_cue(self, n: int) -> list[str]:
        """The features of the `n`th cue of the lexicon: is it one here?"""
        page, frame = self.page, self.frames[n]
        cue, rule = frame.cue, frame.cue.rule
        a, b = cue.start, cue.end
        norm, cls, name, at = self.norm, self.cls, self.name, self.around
        word = " ".join(page.words.norm[a:b])
        left, right = at(norm, a - 1), at(norm, b)
        kl, kr, el, er = at(cls, a - 1), at(cls, b), at(name, a - 1), at(name, b)
        seen = self.seen[b - 1]
        id_, shape = rule.id, rule.shape
        features = [
            "b",
            "w=" + word,
            "i=" + id_,
            "h=" + shape,
            "fit=" + str(rule.fits),
            "core=" + page.core[a],
            "w|r=" + word + right,
            "w|l=" + word + left,
            "i|r=" + id_ + right,
            "i|l=" + id_ + left,
            "i|kr=" + id_ + kr,
            "i|kl=" + id_ + kl,
            "h|kr=" + shape + kr,
            "h|kl=" + shape + kl,
            "h|er=" + shape + er,
            "h|el=" + shape + el,
            "i|er=" + id_ + er,
            "i|el=" + id_ + el,
            "r=" + right,
            "l=" + left,
            "r2=" + at(norm, b + 1),
            "l2=" + at(norm, a - 2),
            "kr2=" + kr + at(cls, b + 1),
            "kl2=" + kl + at(cls, a - 2),
            "gl=" + at(self.coarse, a - 1),
            "gr=" + at(self.coarse, b),
            "Gl=" + at(self.fine, a - 1),
            "Gr=" + at(self.fine, b),
            "h|gr=" + shape + at(self.coarse, b),
            "h|gl=" + shape + at(self.coarse, a - 1),
            "i|gr=" + id_ + at(self.coarse, b),
            "i|gl=" + id_ + at(self.coarse, a - 1),
            "g=" + self.fine[b - 1],
            "g|gr=" + self.fine[b - 1] + at(self.coarse, b),
            "gr2=" + at(self.coarse, b) + at(self.coarse, b + 1),
        ]
        return features + self._of_place(n, word, seen) + self._of_frame(frame)

    def _of_place(self, n: int, word: str, seen: str) -> list[str]:
        """Where the cue stands in its sentence and page, and what is written onto it."""
        page, frame = self.page, self.frames[n]
        cue, id_, shape = frame.cue, frame.cue.rule.id, frame.cue.rule.shape
        a, b = cue.start, cue.end
        start, end = page.sentence(a)
        place = "H" if page.headline[0] <= a < page.headline[1] else "b"
        first, last = "f" if a == start else "m", "z" if b >= end - 1 else "m"
        joined = page.taken[a] or "0"
        strong = sum(c.rule.fits >= STRONG for c in page.cues[max(0, n - 2) : n] if c.start >= start)
        near = [f for f in self.frames[max(0, n - 2) : n + 3] if f is not frame]
        inside = any(f.source and f.source[0] <= a < f.source[1] for f in near)
        return [
            "s=" + seen,
            "i|s=" + id_ + seen,
            "h|s=" + shape + seen,
            "w|s=" + word + seen,
            "p=" + place + first + last,
            "h|p=" + shape + place + first + last,
            "i|p=" + id_ + first + last,
            "u=" + self.quote[a] + shape,
            "j=" + joined + shape,
            "i|j=" + id_ + joined,
            "prev=" + bucket(strong) + shape,
            "in=" + str(inside) + shape,
            "w|p=" + word + first + last,
            "form=" + word[:2] + word[-2:],
        ]

    def _of_frame(self, frame: Frame) -> list[str]:
        """What the frame of a cue found: it tells cues apart that training has never shown."""
        rule, source = frame.cue.rule, frame.source
        who = source_kind(self, source) if source else "none"
        size = sum(b - a for a, b in frame.content)
        found = frame.how if size else "empty"
        fits = str(rule.fits)
        gap = "-"
        if source:
            gap = (
                bucket(frame.cue.start - source[1])
                if source[1] <= frame.cue.start
                else ">" + bucket(source[0] - frame.cue.end)
            )
        return [
            "ff=" + rule.shape + found,
            "fs=" + rule.shape + who,
            "fsf=" + who + found,
            "fz=" + bucket(size) + rule.shape,
            "fitf=" + fits + found,
            "fits=" + fits + who,
            "act=" + rule.act + found,
            "i|ff=" + rule.id + found,
            "i|fs=" + rule.id + who,
            "gap=" + gap + rule.shape,
            "gapw=" + gap + who,
        ]


def source_kind(features: WordFeatures, source: tuple[int, int]) -> str:
    """The kind of a source phrase: the class of its first classed word, and + where it holds a name."""
    page = features.page
    who = next(
        (page.cls[k] for k in range(*source) if page.cls[k] not in ("", "stop", "opener", "join", "told")), "plain"
    )
    return who + ("+" if any(page.name[k] for k in range(*source)) else "")
