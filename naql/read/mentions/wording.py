"""Names that no gazetteer knows, in English: given names as they are usually written, bodies and things word for word.

Read from a pack's `mentions.toml`. «Joint commission of trade» is put together from nouns, the qualities behind them
and link words; what is none of these is the caller's to spell. Nothing here looks at a page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from msgspec import Struct, field

from naql.languages import Pack, load_pack
from naql.read.mentions.heads import Example

SEATED = ("Embassy", "Consulate")  # bodies that are called by their city behind a comma


class MentionsFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`mentions.toml`: examples; English to its forms for given names and for the nouns, qualities and link words of
    which names of bodies are made."""

    example: list[Example] = field(default_factory=list)
    given: dict[str, list[str]] = field(default_factory=dict)
    noun: dict[str, list[str]] = field(default_factory=dict)
    quality: dict[str, list[str]] = field(default_factory=dict)
    link: dict[str, list[str]] = field(default_factory=dict)


Phrases = dict[tuple[str, ...], tuple[str, str]]  # folded words to what they are (a table's name) and their English


@cache
def given_names(lang: str) -> dict[tuple[str, ...], str]:
    """Folded words (one or two) to a given name in English."""
    pack = load_pack(lang)
    given = pack.table("mentions", MentionsFile).given
    return {tuple(pack.fold(form).split()): english for english, forms in given.items() for form in forms}


@cache
def glossary(lang: str) -> Phrases:
    """The words of names of bodies and things."""
    pack, found = load_pack(lang), Phrases()
    file = pack.table("mentions", MentionsFile)
    for name in ("noun", "quality", "link"):
        for english, forms in getattr(file, name).items():
            for form in forms:
                found.setdefault(tuple(pack.fold(form).split()), (name, english))
    return found


class Part(Struct):
    """A piece of a name in English: a noun, quality, link, or a name of its own."""

    kind: str
    english: str


def word_for_word(forms: list[str], pack: Pack, articles: tuple[str, ...], name_of: Callable[[int], Part]) -> str:
    """Folded words of a body's name in English; empty where none is a known noun. `name_of(i)` names word `i`."""
    table, parts, at = glossary(pack.lang), list[Part](), 0
    while at < len(forms):
        size, found = _known(forms, at, table, articles)
        if found is None:
            parts.append(name_of(at))
        else:
            if at and found[0] == "noun" and _conjoined(forms[at], table, articles):
                parts.append(Part("link", "and"))
            parts.append(Part(*found))
        at += size
    if not any(p.kind == "noun" for p in parts):
        return ""
    return _put_together(parts)


def _conjoined(form: str, table: Phrases, articles: tuple[str, ...]) -> bool:
    """Whether a one-letter link word is written onto the front of the form."""
    return (form,) not in table and table.get((form[:1],)) == ("link", "and") and bool(articles)


def _known(forms: list[str], at: int, table: Phrases, articles: tuple[str, ...]) -> tuple[int, tuple[str, str] | None]:
    for size in (3, 2, 1):
        words = forms[at : at + size]
        bare = [_bare(w, articles) for w in words]
        for tried in (words, bare, [bare[0][1:], *bare[1:]], [_bare(bare[0][1:], articles), *bare[1:]]):
            if len(words) == size and tuple(tried) in table and (tried[0] == words[0] or articles):
                return size, table[tuple(tried)]
    return 1, None


def _bare(word: str, articles: tuple[str, ...]) -> str:
    """A folded word without its article."""
    article = next((a for a in articles if word.startswith(a) and len(word) > len(a) + 2), "")
    return word[len(article) :]


def _put_together(parts: list[Part]) -> str:
    """Qualities go before the noun they stand behind, nouns follow one another with «of»."""
    groups: list[list[str]] = []
    joints: list[str] = []
    joint = ""
    for part in parts:
        if part.kind == "quality" and groups and not joint:
            groups[-1].insert(0, part.english)
        elif part.kind == "link":
            joint = part.english
        else:
            groups.append([part.english])
            joints.append(joint or "of")
            joint = ""
    out = " ".join(groups[0]) if groups else ""
    for joint, group in zip(joints[1:], groups[1:], strict=True):
        seat = joint == "in" and groups[0][-1] in SEATED
        out += f"{',' if seat else ' ' + joint} {' '.join(group)}"
    return out
