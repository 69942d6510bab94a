"""Words that stand beside names (titles, "the newspaper", "the city of"), read from a pack's `titles.toml`."""

from __future__ import annotations

from functools import cache

from msgspec import Struct, field

from naql.languages import Pack, load_pack

CLASSES = ("person", "media", "place", "body", "thing", "event")


class Example(Struct, forbid_unknown_fields=True, frozen=True):
    """A sentence. yes: (words, kind, English name or "") that must be found; no: words that must be in no mention."""

    text: str
    yes: list[tuple[str, str, str]] = field(default_factory=list)
    no: list[str] = field(default_factory=list)


class Pronoun(Struct, forbid_unknown_fields=True, frozen=True):
    """Words that stand for a name. number: one, many or self (the speaker); gender: m, f or empty; kind: PER, ORG."""

    words: list[str]
    number: str = "one"
    gender: str = ""
    kind: str = ""


class TitlesFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`titles.toml`: what may stand before the name of a person, a newsroom, a place, a body or a thing; what
    begins the name of a storm, an operation, a ship; pronouns. example: names that a title announces, and none."""

    person: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    place: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    thing: list[str] = field(default_factory=list)
    event: list[str] = field(default_factory=list)
    pronoun: list[Pronoun] = field(default_factory=list)
    example: list[Example] = field(default_factory=list)


@cache
def heads(lang: str) -> dict[str, tuple[str, ...]]:
    """Folded word to the classes it announces (see CLASSES)."""
    pack = load_pack(lang)
    titles = pack.table("titles", TitlesFile)
    found: dict[str, tuple[str, ...]] = {}
    for name in CLASSES:
        for phrase in getattr(titles, name):
            word = pack.fold(phrase).split()[-1]
            found[word] = (*found.get(word, ()), name)
    return found


@cache
def pronouns(lang: str) -> dict[str, Pronoun]:
    """Folded words (one blank between two) to the pronoun they are."""
    pack: Pack = load_pack(lang)
    titles = pack.table("titles", TitlesFile)
    return {pack.fold(word): p for p in titles.pronoun for word in p.words}
