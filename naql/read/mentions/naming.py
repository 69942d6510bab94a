"""Canonical English names of mentions: the gazetteer's, the page's own longer form, or Latin letters for the unknown.

Every name found in the text gets one. Who an office or a pronoun means is decided in coreference, not here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from naql.gazetteer import Index, entry_named, index_of, offices_of, portfolios
from naql.gazetteer.entries import Entry
from naql.gazetteer.index import Known
from naql.languages import Pack
from naql.languages.romanise import romanised
from naql.read.mentions.candidates import Candidate, organ_name
from naql.read.mentions.features import name_words
from naql.read.mentions.heads import heads
from naql.read.mentions.tagged import Tagged
from naql.read.mentions.wording import Part, given_names, word_for_word
from naql.read.tokens import Words
from naql.records import Article

LIKE = {"LOC": "GPE"}
OFTEN = 3


@dataclass(slots=True)
class Name:
    """What is known of a tagged name. `country` is the state; `by` says where the name comes from."""

    tagged: Tagged
    forms: tuple[str, ...]
    kind: str
    name: str | None = None
    country: str | None = None
    by: str = ""
    organ: str = ""
    whole: bool = False


@dataclass
class Namer:
    """Names the mentions of one page."""

    words: Words
    pack: Pack
    article: Article
    candidates: list[Candidate]
    index: Index = field(init=False)
    home: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.index = index_of(self.pack.lang)
        outlet = entry_named(self.article.outlet)
        self.home = outlet.home if outlet else None
        self.at = {(c.start, c.end): c for c in self.candidates}

    def names(self, tagged: list[Tagged]) -> list[Name]:
        """A name for each tagged range, in order."""
        found = [self._direct(t) for t in tagged]
        self._people(found)
        self._organs(found)
        for name in found:
            if name.name is None:
                name.name, name.by = self.written(name), name.by or "romanised"
        return found

    def _direct(self, tagged: Tagged) -> Name:
        norm, core = self.words.norm, self.words.core
        rest = tuple(norm[tagged.start + 1 : tagged.end])
        name = Name(tagged, (core[tagged.start], *rest), tagged.kind)
        candidate = self.at.get((tagged.start, tagged.end))
        name.whole = bool(candidate and candidate.whole)
        if candidate and candidate.organ:
            name.kind, name.name, name.country = "ORG", candidate.name, candidate.country
            name.organ, name.by = candidate.organ.key, "organ"
            return name
        if tagged.kind == "ORG" and (short := self._short_organ(tagged)):
            name.name, name.country, name.by = *short, "organ"
            return name
        known = candidate.known if candidate else self._known(tagged)
        if candidate and candidate.name and candidate.end - candidate.start > 1 and candidate.kind == "ORG":
            name.kind, name.name, name.country, name.by = "ORG", candidate.name, candidate.country, "gazetteer"
            return name
        same = [k for k in known if k.entry and _like(k.kind) == _like(tagged.kind)]
        chosen = same or [k for k in known if k.entry and not k.weak]
        if not chosen:
            return name
        self._take(name, self._likeliest(chosen))
        return name

    def _short_organ(self, tagged: Tagged) -> tuple[str, str] | None:
        """A ministry by its short name and a state's demonym («the Swedish Foreign»): its name and the state."""
        words, at = self.words, tagged.start
        if tagged.end - at != 2 or (tagged.start, tagged.end) in self.at:
            return None
        states = [k.entry for k in self.index.get((words.norm[at + 1],)) if k.demonym and k.entry]
        organs = [p for p in portfolios() if words.core[at] in map(self.pack.fold, p.short.get(self.pack.lang, ()))]
        country = states[0].country if states else None
        name = organ_name(organs[0], country) if organs and country else None
        return (name, country) if name and country else None

    def _known(self, tagged: Tagged) -> tuple[Known, ...]:
        words = self.words
        for first in (words.core[tagged.start], words.norm[tagged.start]):
            found = self.index.get((first, *words.norm[tagged.start + 1 : tagged.end]))
            if found:
                return found
        match = self.index.longest(words.norm, words.core, tagged.start, tagged.end)
        if match and match.end == tagged.end:
            return match.known
        return ()

    def _take(self, name: Name, entry: Entry) -> None:
        name.kind = entry.kind
        name.name, name.country, name.by = entry.name, entry.country, "gazetteer"

    def _likeliest(self, known: list[Known]) -> Entry:
        """Of several bearers of a name: who held an office that day, else of the outlet's state, else the first."""
        day = (self.article.published_at or "")[:10] or None

        def rank(k: Known) -> tuple[int, int, int]:
            entry = k.entry
            assert entry is not None
            held = offices_of(entry.name)
            now = any(o.covers(day) for o in held)
            return (not now if held else 1, entry.country != self.home, int(k.weak))

        best = min(known, key=rank) if len(known) > 1 and known[0].kind == "PER" else known[0]
        assert best.entry is not None
        return best.entry

    def _people(self, found: list[Name]) -> None:
        """Short forms take the name of the longer form on the page; long ones are looked up without middle words."""
        long = [n for n in found if n.kind == "PER" and len(n.forms) > 1]
        for name in long:
            if name.name is None:
                entry = self._within(name.forms)
                if entry:
                    self._take(name, entry)
                else:
                    name.name, name.by = self.written(name), "romanised"
        for name in found:
            if name.kind == "PER" and len(name.forms) == 1:
                whole = self._longer(name, long)
                if whole:
                    name.name, name.country, name.by = whole.name, whole.country, "longer form on the page"

    def _within(self, forms: tuple[str, ...]) -> Entry | None:
        tries = [forms[1:], forms[:-1], (forms[0], forms[-1]), (forms[0], *forms[2:])]
        for words in tries:
            known = [k for k in self.index.get(words) if k.kind == "PER" and not k.weak]
            if len(words) > 1 and known:
                return self._likeliest(known)
        return None

    def _longer(self, name: Name, long: list[Name]) -> Name | None:
        short = name.forms[0]
        bare = {
            short,
            *(short[len(a) :] for a in map(self.pack.fold, self.index.bending.articles) if short.startswith(a)),
        }
        if entry_named(name.name):
            # a proclitic taken off the first word may have made a name of a noun: a known name is not given up for it
            long = [n for n in long if n.by != "romanised" or self.words.norm[n.tagged.start] == n.forms[0]]
        last = [n for n in long if n.forms[-1] in bare or n.forms[-1].endswith(short) and len(short) > 3]
        first = [n for n in long if n.forms[0] == short]
        entry = entry_named(name.name)
        if entry and not last and not any(n.name == name.name for n in first):
            return None
        chosen = last or first
        before = [n for n in chosen if n.tagged.start < name.tagged.start]
        return (before or chosen or [None])[-1 if before else 0]  # type: ignore[list-item]

    def _organs(self, found: list[Name]) -> None:
        """An organ without its state is that of the page, else of the outlet's state."""
        placed = [n for n in found if n.organ and n.country]
        for name in found:
            if not name.organ or name.name:
                continue
            same = [n for n in placed if n.organ == name.organ]
            before = [n for n in same if n.tagged.start < name.tagged.start]
            country = (before or same)[-1 if before else 0].country if same else self._nearest_state(found, name)
            name.country, name.name = country, organ_name_of(name.organ, country)
            name.by = "organ of the page"

    def _nearest_state(self, found: list[Name], name: Name) -> str | None:
        if self.home and (any(n.country == self.home for n in found) or not any(n.country for n in found)):
            return self.home
        states = [n for n in found if n.kind == "GPE" and n.country]
        before = [n for n in states if n.tagged.start < name.tagged.start]
        return (before or states)[-1 if before else 0].country if states else self.home

    def written(self, name: Name) -> str:
        """The name in English: a body or thing word for word where its words are known, else letter by letter."""
        tagged, words = name.tagged, self.words
        if self.pack.info.script == "Latn":
            return words.text[words.start[tagged.start] : words.end[tagged.end - 1]]
        kept = [i for i in range(tagged.start, tagged.end) if words.kind[i] != "mark"]
        forms = [words.core[i] if i == tagged.start else words.norm[i] for i in kept]
        if name.kind != "PER":
            articles = tuple(map(self.pack.fold, self.index.bending.articles))
            if known := self._body_in_state(tagged):
                return known
            english = word_for_word(forms, self.pack, articles, lambda i: self._part(forms[i], tagged))
            if english:
                return english
        titles = heads(self.pack.lang)
        while name.kind == "PER" and len(forms) > 2 and "person" in titles.get(forms[0], ()):
            forms = forms[1:]
        return latin_words(forms, self.pack, self.index, name.kind == "PER")

    def _body_in_state(self, tagged: Tagged) -> str | None:
        """A body that the gazetteer knows with a state behind it: its branch there."""
        words = self.words
        match = self.index.longest(words.norm, words.core, tagged.start, tagged.end)
        if match is None or match.end != tagged.end - 1 or match.start != tagged.start:
            return None
        body = next((k.entry for k in match.known if k.entry and k.kind == "ORG" and not k.weak), None)
        states = [k for form in {words.norm[match.end], words.core[match.end]} for k in self.index.get((form,))]
        place = next((k.entry for k in states if k.entry and k.kind == "GPE" and not k.demonym), None)
        return f"{body.name} in {place.name}" if body and place and body.country != place.country else None

    def _part(self, form: str, tagged: Tagged) -> Part:
        """A word inside a body's name: a state as its name, its demonym before the noun, else letters."""
        known = [k for k in self.index.get((form,)) if k.entry and not k.weak and k.kind in ("GPE", "LOC", "ORG")]
        if known and known[0].entry:
            entry = known[0].entry
            if known[0].demonym:
                return Part("quality", (entry.demonyms.get("en") or (entry.name,))[0])
            return Part("name", entry.name)
        return Part("name", latin_words([form], self.pack, self.index, False))


def latin_words(forms: list[str], pack: Pack, index: Index, person: bool) -> str:
    """Folded words in Latin letters; of a person's name given names as they are usually written."""
    given = given_names(pack.lang) if person else {}
    out, at = [], 0
    while at < len(forms):
        size = 2 if tuple(forms[at : at + 2]) in given and at + 1 < len(forms) else 1
        known = given.get(tuple(forms[at : at + size]))
        out.append(known or latin_word(forms[at], pack, index))
        at += size if known else 1
    return " ".join(w for w in out if w)


def latin_word(folded: str, pack: Pack, index: Index) -> str:
    """One folded word in Latin letters, capitalised: as names usually write it, else letter by letter."""
    if folded.isascii():
        return folded.capitalize()
    known = name_words(pack.lang).get(folded)
    if known and known[0] and known[1] >= OFTEN:
        return known[0].capitalize()
    for article in map(pack.fold, index.bending.articles):
        if folded.startswith(article) and len(folded) > len(article) + 2:
            return "al-" + latin_word(folded[len(article) :], pack, index).capitalize()
    return romanised(folded, pack).capitalize()


def organ_name_of(key: str, country: str | None) -> str | None:
    """The canonical name of a state's organ by its key."""
    organ = next((p for p in portfolios() if p.key == key), None)
    return organ_name(organ, country) if organ else None


def _like(kind: str) -> str:
    return LIKE.get(kind, kind)
