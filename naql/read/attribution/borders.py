"""The features of the places where a cue's source and content may begin.

For each: the candidates, and what is known of each; -1 is a candidate too, for a source that is not expressed and a
content that is not there. Where they end is `endings`' business, choosing is `reader`'s.
"""

from __future__ import annotations

from naql.read.attribution.features import Shared, WordFeatures, bucket, source_kind
from naql.read.attribution.frames import Frame
from naql.read.attribution.page import Range
from naql.read.attribution.phrases import NOMINAL

BACK, AHEAD = 55, 40  # words around a cue where a source or content may begin; covers 99 % of train
Candidates = tuple[list[int], list[list[str]], list[Shared]]


class CueView:
    """A page as one cue sees it: what lies between the cue and each word."""

    def __init__(self, words: WordFeatures, n: int) -> None:
        self.words, self.page = words, words.page
        self.frame: Frame = words.frames[n]
        self.n = n
        cue = self.frame.cue
        self.start, self.end = cue.start, cue.end
        self.id, self.shape = cue.rule.id, cue.rule.shape
        self.how = self.frame.how if self.frame.content else "empty"
        self.marks = self.page.lexicon.marks[cue.rule.id]
        self.low, self.high = self._window()
        self.between = self._between()

    def _window(self) -> Range:
        page = self.page
        start, end = page.sentence(self.start)
        if page.quote[start] >= 0 and page.quote[start] != page.quote[self.start]:
            start = page.quotes[page.quote[start]].start
        elif start > 1 and self.start - start < 6 and page.quote[start - 2] >= 0 and page.quote[start - 1] < 0:
            start = page.quotes[page.quote[start - 2]].start
        return max(start, self.start - BACK), min(len(page.cls), end)

    def _between(self) -> dict[int, str]:
        """For each word of the window: the first opener and the number of strong cues between it and the cue."""
        page, out = self.page, {}
        state, others = "n", 0
        for k in range(self.end, self.high):
            out[k] = f">{state}{min(others, 2)}"
            if self.words.shape[k].startswith("B:") and self.words.shape[k].endswith("+"):
                others += 1
            if state == "n":
                if page.cls[k] == "that":
                    state = "t"
                elif page.words.form[k] == ":":
                    state = ":"
                elif k + 1 < len(page.cls) and self.words.quote[k + 1] == "lB" and page.words.kind[k] == "mark":
                    state = "q"
                elif page.words.form[k] in page.lexicon.order.credit_close:
                    state = ","
        state, others = "n", 0
        for k in range(self.start - 1, self.low - 1, -1):
            out[k] = f"<{state}{min(others, 2)}"
            if self.words.shape[k].startswith("B:") and self.words.shape[k].endswith("+"):
                others += 1
            if page.words.norm[k] in self.marks:
                state = "m"
            elif state == "n":
                if page.words.norm[k] in page.lexicon.order.object_mark:
                    state = "o"
                elif page.cls[k] == "that":
                    state = "t"
                elif page.words.form[k] in page.lexicon.order.credit_close:
                    state = ","
        return out

    def distance(self, i: int) -> str:
        """Side and distance of word `i` from the cue."""
        return "<" + bucket(self.start - i) if i < self.start else ">" + bucket(i - self.end)

    def _left(self, i: int) -> tuple[str, str]:
        """What stands on the left of word `i`: the word, and its class or "S" for the start of a sentence."""
        page = self.page
        if i == page.sentence(i)[0]:
            return "S", "S"
        if i == self.end:
            return "Q", "Q"
        return self.words.norm[i - 1], self.words.cls[i - 1]

    def _opens(self, i: int) -> bool:
        """Whether a phrase or clause may begin at word `i`; covers 99 % of the beginnings in train."""
        page, left = self.page, i - 1
        if i in (self.end, page.sentence(i)[0]) or page.words.kind[left] != "word":
            return True
        return bool(page.cls[left] or page.time[left] or page.cue[left] >= 0 or page.name[left])

    def _beginning(self, i: int, meets: str) -> tuple[list[str], Shared]:
        """Features that the beginnings of sources and contents share, and the key of those that all cues share.

        meets: how `i` stands to what the frame proposes.
        """
        w, shape = self.words, self.shape
        left, kleft = self._left(i)
        place = self.between.get(i, "--")
        side = place[0]
        gap = self.distance(i)
        row = [
            "f=" + meets,
            "f|h=" + meets + shape,
            "f|i=" + meets + self.id,
            "f|w=" + meets + self.how + shape,
            "f|l=" + meets + kleft,
            "o=" + place,
            "o|h=" + place + shape,
            "o|i=" + place + self.id,
            "d=" + gap,
            "d|h=" + gap + shape,
            "d|i=" + gap + self.id,
            "kl|h=" + kleft + shape + side,
            "l|i=" + left + self.id + side,
            "u=" + w.quote[i] + place,
            "u|h=" + w.quote[i] + shape + side,
            "kl|o=" + kleft + place,
            "kl|o|h=" + kleft + place + shape,
            "k|o=" + w.cls[i] + place,
            "e|o=" + w.name[i] + place + kleft,
        ]
        key = ("begin", i, side)
        if left == "Q":
            return row + shared_beginning(w, i, side, left, kleft), None
        if key not in w.shared:
            w.shared[key] = shared_beginning(w, i, side, left, kleft)
        return row, key

    def source_starts(self) -> Candidates:
        """Where the source may begin; -1 for a source that is not expressed comes first."""
        page, w = self.page, self.words
        proposed = self.frame.source
        places, rows = [-1], [self._no_source()]
        keys: list[Shared] = [None]
        for i in range(self.low, min(self.high, self.end + AHEAD)):
            if self.start <= i < self.end or page.cls[i] in ("that", "join") or page.name[i].startswith("I-"):
                continue
            if page.words.kind[i] == "mark" and w.around(w.quote, i + 1) != "sB" and page.words.form[i] != "#":
                continue
            nominal = page.cls[i] in NOMINAL or page.cls[i] == "pronoun" or page.name[i].startswith("B-")
            if not nominal and not (proposed and proposed[0] == i) and not self._opens(i):
                continue
            row, key = self._beginning(i, _meets(i, proposed))
            inside = any(a <= i < b for a, b in self.frame.content)
            row.append("in=" + str(inside) + self.shape)
            places.append(i)
            rows.append(row)
            keys.append(key)
        return places, rows, keys

    def _no_source(self) -> list[str]:
        page, w = self.page, self.words
        left, kleft = self._left(self.start)
        who = source_kind(w, self.frame.source) if self.frame.source else "none"
        right = w.around(w.cls, self.end)
        joined = page.taken[self.start] or "0"
        return [
            "0",
            "0h=" + self.shape,
            "0i=" + self.id,
            "0f=" + who,
            "0f|h=" + who + self.shape,
            "0f|i=" + who + self.id,
            "0l=" + kleft,
            "0l|h=" + kleft + self.shape,
            "0r=" + right,
            "0r|h=" + right + self.shape,
            "0j=" + joined + self.shape,
            "0s=" + w.seen[self.end - 1] + self.shape,
            "0lw=" + left,
            "0rn=" + w.around(w.norm, self.end),
            "0w=" + page.words.norm[self.end - 1],
            "0er=" + w.around(w.name, self.end) + self.shape,
            "0j|r=" + joined + right + self.shape,
        ]

    def content_starts(self, source: Range | None) -> Candidates:
        """Where the content may begin, the source being known; -1 for no content comes first."""
        page = self.page
        proposed = (self.frame.content[0][0], self.frame.content[-1][1]) if self.frame.content else None
        places, rows = [-1], [self._no_content(source)]
        keys: list[Shared] = [None]
        for i in range(self.low, min(self.high, self.end + AHEAD + 10)):
            if self.start <= i < self.end or source and source[0] <= i < source[1]:
                continue
            if page.words.kind[i] == "mark" and page.words.form[i] not in '[(#«"“':
                continue
            taken = page.taken[i]
            beside = source is not None and source[1] == i or proposed is not None and proposed[0] == i
            if not taken and not beside and not self._opens(i):
                continue
            row, key = self._beginning(i, _meets(i, proposed))
            after = "s" if source and i == source[1] else "S" if source and i > source[1] else "b" if source else "n"
            left = page.words.norm[i - 1] if i else ""
            marked = left in self.marks or f"{page.words.norm[i - 2] if i > 1 else ''} {left}" in self.marks
            mark = "m" if marked else "p" if taken and taken in self.marks else "-"
            row += [
                "a=" + after + self.shape,
                "a|o=" + after + self.between.get(i, "--"),
                "a|i=" + after + self.id,
                "m=" + mark + self.between.get(i, "--"),
                "m|h=" + mark + self.shape,
                "m|i=" + mark + self.id,
                "a|kl=" + after + self._left(i)[1] + self.shape,
            ]
            places.append(i)
            rows.append(row)
            keys.append(key)
        return places, rows, keys

    def _no_content(self, source: Range | None) -> list[str]:
        page, w = self.page, self.words
        early = bucket(page.words.sentence[self.start] - page.words.sentence[min(page.headline[1], len(page.cls) - 1)])
        who = source_kind(w, source) if source else "none"
        own = self.page.sentence(self.start)[0] == self.start
        return [
            "0",
            "0h=" + self.shape,
            "0i=" + self.id,
            "0f=" + self.how,
            "0f|h=" + self.how + self.shape,
            "0e=" + early + self.shape,
            "0e|i=" + early + self.id + str(own),
            "0w=" + who + self.id,
            "0w|e=" + who + early + self.shape,
            "0i|o=" + self.id + str(own),
        ]


def _meets(i: int, proposed: Range | None) -> str:
    """How word `i` stands to a range: n for none, = its beginning, i inside, o outside."""
    if not proposed:
        return "n"
    return "=" if i == proposed[0] else "i" if proposed[0] < i < proposed[1] else "o"


def shared_beginning(w: WordFeatures, i: int, side: str, left: str, kleft: str) -> list[str]:
    """The features of a beginning at word `i` that do not depend on the cue but for its side."""
    k, e = w.cls[i], w.name[i]
    return [
        "l=" + left + side,
        "kl=" + kleft + side,
        "n=" + w.norm[i] + side,
        "k=" + k + side,
        "e=" + e + side,
        "q=" + w.shape[i] + side,
        "k2=" + kleft + k,
        "k|e=" + k + e,
        "kr=" + w.around(w.cls, i + 1) + side,
        "er=" + w.around(w.name, i + 1) + side,
        "g=" + w.coarse[i] + side,
        "G=" + w.fine[i] + side,
        "gl=" + w.around(w.coarse, i - 1) + side,
        "g2=" + w.around(w.coarse, i - 1) + w.coarse[i],
        "Gl=" + w.around(w.fine, i - 1) + side,
        "g|kl=" + w.coarse[i] + kleft,
    ]
