"""Names by their capitals, for languages that have them and no sequence model: runs of capitalised words, told apart by
the gazetteer, by their own head word («Center», «River»), by the title before them and by what follows."""

from __future__ import annotations

from dataclasses import dataclass

from naql.gazetteer import Index, index_of
from naql.languages import Pack
from naql.read.mentions.candidates import Candidate
from naql.read.mentions.features import name_words
from naql.read.mentions.heads import heads
from naql.read.mentions.tagged import Tagged
from naql.read.tokens import Words

SURE, LIKELY, GUESS = 0.95, 0.8, 0.6
KIND_OF_HEAD = {"body": "ORG", "place": "LOC", "thing": "OTHER", "media": "ORG"}


@dataclass
class Capitals:
    """One page seen by its capitals."""

    words: Words
    pack: Pack
    candidates: list[Candidate]

    def __post_init__(self) -> None:
        self.index: Index = index_of(self.pack.lang)
        self.heads = heads(self.pack.lang)
        self.names = name_words(self.pack.lang)
        self.small = {n for n, f in zip(self.words.norm, self.words.form, strict=True) if f.islower()}
        self.never = frozenset(self.index.bending.not_names)
        self.inner = frozenset((*self.index.bending.inner, *self.index.bending.links))
        self.starts = {a for a, _ in self.words.sentences}
        self.by_start = {c.start: c for c in self.candidates}

    def names_found(self) -> list[Tagged]:
        """The names, in order, not overlapping."""
        found: list[Tagged] = []
        for start, end in self._runs():
            found += self._within(start, end)
        return found

    def _capital(self, i: int) -> bool:
        form = self.words.form[i]
        if not form[:1].isupper() or self.words.kind[i] != "word":
            return False
        if self._opens(i):
            known = self.by_start.get(i)
            plain = self.words.norm[i] in self.never or self.words.norm[i] in self.small
            if form.isupper() and self.words.norm[i] in self.index.initials:
                return True
            return not plain or bool(known and (known.end > i + 1 or known.demonym))
        if form.isupper() and len(form) > 1 and self.words.norm[i] in self.index.initials:
            return True
        return self.words.norm[i] not in self.never or self.words.norm[i] in ("north", "south", "east", "west", "new")

    def _opens(self, i: int) -> bool:
        words = self.words
        return i in self.starts or (words.kind[i - 1] == "mark" and words.form[i - 1] in "\"“”'‘:—–-•*")

    def _runs(self) -> list[tuple[int, int]]:
        """Ranges of capitalised words in one sentence, small inner words taken in where a capital follows."""
        words, runs, i = self.words, [], 0
        while i < len(words):
            if not self._capital(i) and i not in self.by_start:
                i += 1
                continue
            stop = words.sentences[words.sentence[i]][1]
            end = max(i + 1, self.by_start[i].end if i in self.by_start else 0)
            while end < stop:
                if self._joined(end) and self._capital(end):
                    end += 1
                elif self._inner_goes_on(end, stop):
                    end += 2 if self._capital(end + 1) else 3
                else:
                    break
            runs.append((i, end))
            i = end
        return runs

    def _joined(self, i: int) -> bool:
        gap = self.words.text[self.words.end[i - 1] : self.words.start[i]]
        return gap.strip(" .'’") == "" and "\n" not in gap

    def _inner_goes_on(self, i: int, stop: int) -> bool:
        words = self.words
        if words.norm[i] not in self.inner or i + 1 >= stop or not self._joined(i):
            return False
        if self._capital(i + 1) and self._joined(i + 1):
            return words.norm[i] != "and" or self._one_body_goes_on(i)
        return words.norm[i] == "of" and words.norm[i + 1] == "the" and i + 2 < stop and self._capital(i + 2)

    def _one_body_goes_on(self, i: int) -> bool:
        """Whether the "and" at word `i` stands inside a name: one the gazetteer knows, or a body's with an "of"."""
        if any(c.start < i < c.end for c in self.candidates):
            return True
        first = max(self.words.sentences[self.words.sentence[i]][0], i - 5)
        return any(self._head_kind(k - 1) == "ORG" for k in range(first + 1, i) if self.words.norm[k] in ("of", "for"))

    def _head_kind(self, i: int) -> str | None:
        classes = self.heads.get(self.words.norm[i], ())
        return next((KIND_OF_HEAD[c] for c in classes if c in KIND_OF_HEAD), None)

    def _is_title(self, i: int) -> bool:
        return "person" in self.heads.get(self.words.norm[i], ())

    def _within(self, start: int, end: int) -> list[Tagged]:
        """The names in one run: what the gazetteer knows of it, its titles off, the rest by its signs."""
        while start < end - 1 and self._is_title(start) and not self._spans(start, end):
            start += 1
        if (titled := self._behind_title(start, end)) is not None:
            return titled
        whole = self.by_start.get(start)
        if all(self._is_title(i) for i in range(start, end)):
            return []
        if whole and whole.end == end:
            return [self._known(whole)] if self._good(whole) else []
        kind = self._by_head(start, end)
        if kind:
            return [Tagged(start, end, kind, LIKELY)]
        found: list[Tagged] = []
        at = loose = start
        while at < end:
            candidate = self.by_start.get(at)
            if (
                candidate
                and self._good(candidate)
                and candidate.end <= end
                and not self._part_of_person(candidate, end)
                and not self._surname(candidate, loose)
            ):
                found += self._loose(loose, at)
                found.append(self._known(candidate))
                at = loose = candidate.end
            else:
                at += 1
        return found + self._loose(loose, end)

    def _behind_title(self, start: int, end: int) -> list[Tagged] | None:
        """The person behind a title in the middle of a run («Defense Secretary A B»), and who is known before it."""
        last = max((k for k in range(start + 1, end - 1) if self._is_title(k)), default=None)
        if last is None or end - last > 5 or self._head_kind(end - 1) or self._is_title(end - 1):
            return None
        if any(c.start <= last < c.end and self._good(c) for c in self.candidates if start <= c.start < end):
            return None
        if any(self.words.norm[i] in self.inner for i in range(start, last)):
            return None
        known_before = [c for c in self.candidates if start <= c.start and c.end <= last and c.kind != "PER"]
        before = [c for c in known_before if self._good(c)]
        behind = self._within(last + 1, end)
        known = any(c.end - c.start > 1 for c in self.candidates if last < c.start < end and self._good(c))
        if end - last > 2 and not known and not any(self.words.norm[i] in ("of", "for") for i in range(last, end)):
            behind = [Tagged(last + 1, end, "PER", LIKELY)]
        if not behind or behind[0].kind != "PER":
            behind = [Tagged(last + 1, end, "PER", LIKELY)] if not any(t.kind == "PER" for t in behind) else behind
        return [*(self._known(c) for c in before), *behind]

    def _spans(self, start: int, end: int) -> bool:
        known = self.by_start.get(start)
        return bool(known and known.end == end and known.kind != "PER")

    def _known(self, candidate: Candidate) -> Tagged:
        start = candidate.start
        if candidate.kind == "PER":
            while start < candidate.end - 1 and self._is_title(start):
                start += 1
        return Tagged(start, candidate.end, candidate.kind, SURE)

    def _good(self, candidate: Candidate) -> bool:
        words = self.words
        if not candidate.weak:
            return True
        single = candidate.end - candidate.start == 1
        if candidate.kind == "PER":
            return candidate.start > 0 and self._is_title(candidate.start - 1)
        return not (single and self._opens(candidate.start)) and words.norm[candidate.start] not in self.never

    def _part_of_person(self, candidate: Candidate, end: int) -> bool:
        """A single weak or given name before another capitalised word belongs to a longer name."""
        single = candidate.end - candidate.start == 1
        if not single or candidate.end >= end or candidate.kind != "PER":
            return False
        after = self.by_start.get(candidate.end)
        return self.words.norm[candidate.start] in self.names or after is None or after.kind == "PER"

    def _surname(self, candidate: Candidate, loose: int) -> bool:
        """A single word that is some person's name, behind a given name that nobody knows with it."""
        single = candidate.end - candidate.start == 1 and candidate.kind == "PER"
        return single and candidate.start - loose == 1 and self.words.norm[loose] in self.names

    def _by_head(self, start: int, end: int) -> str | None:
        if end - start < 2:
            return None
        last = self._head_kind(end - 1)
        links = [i for i in range(start, end) if self.words.norm[i] in ("of", "for", "on")]
        first = self._head_kind(links[0] - 1) if links and links[0] > start else None
        if "event" in self.heads.get(self.words.norm[start], ()):
            return "OTHER"
        return first or last

    def _loose(self, start: int, end: int) -> list[Tagged]:
        """A run that nobody knows: a person, a body or a place by the words around it; nothing where nothing tells."""
        words = self.words
        while start < end and (words.norm[start] in self.inner or (self._is_title(start) and end - start > 1)):
            start += 1
        while end > start and words.norm[end - 1] in self.inner:
            end -= 1
        size = end - start
        if size <= 0 or size > 6 or self._is_title(end - 1):
            return []
        before = self.heads.get(words.norm[start - 1], ()) if start else ()
        named = [words.norm[i] in self.names for i in range(start, end)]
        if size == 1:
            return self._single(start, before)
        if "person" in before or named[0] or (size == 2 and any(named)):
            return [Tagged(start, end, "PER", LIKELY)]
        if "place" in before:
            return [Tagged(start, end, "GPE", GUESS)]
        after = words.norm[end] if end < len(words) else ""
        likely = size <= 3 and (after in ("said", "says", "told", "added") or words.form[end : end + 1] == [","])
        return [Tagged(start, end, "PER" if likely or size == 2 else "ORG", GUESS)]

    def _single(self, i: int, before: tuple[str, ...]) -> list[Tagged]:
        form = self.words.form[i]
        if self._opens(i) or len(form) < 3 or self.words.norm[i] in self.small:
            return []
        if form.isupper() and len(form) <= 6:
            number = self.words.text[self.words.end[i] : self.words.end[i] + 2]
            if number[:1] == "-" and number[1:].isdigit():
                return []
            return [Tagged(i, i + 1, "ORG", GUESS)]
        if "person" in before:
            return [Tagged(i, i + 1, "PER", LIKELY)]
        if "place" in before:
            return [Tagged(i, i + 1, "GPE", GUESS)]
        return [Tagged(i, i + 1, "PER", GUESS)] if self.words.norm[i] in self.names else []


def by_capitals(words: Words, pack: Pack, candidates: list[Candidate]) -> list[Tagged]:
    """The names that capitals, gazetteer and neighbours show, in order, not overlapping."""
    return Capitals(words, pack, candidates).names_found()
