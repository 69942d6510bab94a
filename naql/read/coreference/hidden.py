"""Names inside a source that the tagger left out: what is left when titles, nouns and known names are taken away."""

from __future__ import annotations

from naql.gazetteer import index_of
from naql.gazetteer.index import Known
from naql.languages import load_pack
from naql.read.coreference.page import PageView
from naql.read.mentions.features import name_words
from naql.read.mentions.heads import heads
from naql.read.mentions.naming import latin_words
from naql.read.mentions.wording import glossary

RARE = 400
LONGEST = 4


def known_whole(view: PageView, start: int, end: int) -> Known | None:
    """The gazetteer's meaning of a whole source without its marks; in a source's place weak names are good."""
    words = [view.words.norm[i] for i in range(start, end) if view.words.kind[i] != "mark"]
    cores = [view.words.core[i] for i in range(start, end) if view.words.kind[i] != "mark"]
    index = index_of(view.pack.lang)
    for form in (words, [*cores[:1], *words[1:]]):
        found = [k for k in index.get(form) if k.entry]
        if found:
            return found[0]
    return None


def left_over(view: PageView, start: int, end: int) -> list[tuple[int, int]]:
    """Runs of words of a source that no mention, office, noun, adjective, title or common word explains."""
    covered = {i for a, b, _ in view.inside(start, end) for i in range(a, b)}
    for role in view.roles:
        if start <= role.start < end:
            covered.update(range(role.start, role.end))
    runs: list[tuple[int, int]] = []
    for i in range(start, end):
        if i in covered or _explained(view, i):
            continue
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _explained(view: PageView, i: int) -> bool:
    words, speakers = view.words, view.speakers
    forms = {words.norm[i], words.core[i]}
    if words.kind[i] == "mark" or (words.kind[i] == "number"):
        return True
    if forms & (speakers.stop | speakers.some | speakers.demonstratives | speakers.place_links | speakers.aides):
        return True
    if any(f in speakers.nouns or f in speakers.adjectives or f in heads(view.pack.lang) for f in forms):
        return True
    if any(k.demonym for f in forms for k in index_of(view.pack.lang).get((f,))):
        return True
    if any((speakers.plain(f),) in glossary(view.pack.lang) or (f,) in glossary(view.pack.lang) for f in forms):
        return True
    named = name_words(view.pack.lang).get(words.core[i])
    return not named and load_pack(view.pack.lang).frequencies.get(words.core[i], 0) > RARE


def hidden_person(view: PageView, start: int, end: int) -> tuple[str, int, int] | None:
    """A person's name that nobody tagged: two to four unexplained words in a row; (Latin letters, first, past last)."""
    for a, b in left_over(view, start, end):
        if 2 <= b - a <= LONGEST and all(len(view.words.norm[i]) > 1 for i in range(a, b)):
            return in_latin(view, a, b), a, b
    return None


def in_latin(view: PageView, start: int, end: int) -> str:
    """The words in Latin letters."""
    index = index_of(view.pack.lang)
    words = view.words
    if view.pack.info.script == "Latn":
        return words.text[words.start[start] : words.end[end - 1]]
    forms = [words.core[start], *words.norm[start + 1 : end]]
    return latin_words([f for f in forms if f], view.pack, index, True)
