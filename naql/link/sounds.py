"""How alike two Latin words sound, by the letter classes of `sounds.toml`, and keys under which they meet."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from msgspec import Struct, field

from naql.languages import load_pack

PLAIN = "en"
GIVEN = 0.9


class NameParts(Struct, forbid_unknown_fields=True, frozen=True):
    """Words inside names, as the language writes them.

    before, behind: words that make one with the next word, with the one before. articles: words that may stand between
    two such. patronymics: bind to the next word. titles: fall away in front; only_titles: those that do so before one
    word too. particles: count for nothing. optional: may be written with the next word or left out. suffixes: fall
    away at the end. glued_behind: written onto the word before. glued_before: titles written onto the word behind.
    """

    before: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    patronymics: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    only_titles: list[str] = field(default_factory=list)
    particles: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)
    suffixes: list[str] = field(default_factory=list)
    glued_behind: list[str] = field(default_factory=list)
    glued_before: list[str] = field(default_factory=list)


class ScriptFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`sounds.toml` of a language in another script: its letters in Latin letters, the words in its names."""

    letters: dict[str, str] = field(default_factory=dict)
    parts: NameParts = field(default_factory=NameParts)


class SoundsFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`sounds.toml`: see the comments there; costs are shares of one letter."""

    vowels: str
    silent: str
    groups: list[tuple[str, str]]
    classes: list[str]
    alike: float
    vowel_more: float
    vowel_other: float
    vowel_alike: float
    vowel_classes: list[str]
    slight: float
    weights: list[float]
    parts: NameParts
    given_first: list[str]
    given_second: list[str]
    short_forms: list[list[str]]
    glued_articles: list[str]


@dataclass(frozen=True)
class Sounds:
    """`sounds.toml` ready for use."""

    file: SoundsFile

    @property
    def articles(self) -> tuple[str, ...]:
        """Letters that may be written onto the front of a family name."""
        return tuple(self.file.glued_articles)

    def changes_given(self, first: str, second: str) -> bool:
        """Whether two words, one behind the other, are a double given name, which is another than its first word."""
        return self._is_like(first, "given_first") and self._is_like(second, "given_second")

    def _is_like(self, word: str, which: str) -> bool:
        return any(likeness(word, given) >= GIVEN for given in getattr(self.file, which))

    def short_form(self, a: str, b: str) -> bool:
        """Whether two given names are forms of one («Mike», «Michael»)."""
        return any(a in row and b in row for row in self.file.short_forms)

    def spelled(self, word: str) -> str:
        """The word with its letter groups made single letters and doubled letters single."""
        out, i = "", 0
        while i < len(word):
            group = next(((g, s) for g, s in self.file.groups if word.startswith(g, i)), None)
            piece, size = (group[1], len(group[0])) if group else (word[i], 1)
            out += piece if not out or piece != out[-1] or piece in self.file.vowels else ""
            i += size
        return out

    def cost(self, a: str, b: str) -> float:
        """What it costs to read letter `a` as `b`."""
        if a == b:
            return 0.0
        vowels = self.file.vowels
        if a in vowels and b in vowels:
            near = any(a in c and b in c for c in self.file.vowel_classes)
            return self.file.vowel_alike if near else self.file.vowel_other
        if any(a in c and b in c for c in self.file.classes):
            return self.file.alike
        return 0.6 if {a, b} <= set("vuo") else 1.0

    def more(self, letter: str, before: str) -> float:
        """What a letter too many costs."""
        if letter in self.file.silent or letter == before:
            return self.file.slight
        return self.file.vowel_more if letter in self.file.vowels else 1.0

    def weight(self, word: str) -> float:
        """How much there is to tell in a word."""
        return sum(0.35 if c in self.file.vowels else 0.2 if c in self.file.silent else 1.0 for c in word) or 1.0

    def key(self, word: str) -> str:
        """The consonants of a word by class, doubled ones once; its first vowel where it has no consonant."""
        letters = [
            c for c in self.spelled(plain_letters(word)) if c not in self.file.vowels and c not in self.file.silent
        ]
        coded = [next((k[0] for k in self.file.classes[:4] if c in k), "k" if c in "kqgcjx" else c) for c in letters]
        out = "".join(c for i, c in enumerate(coded) if i == 0 or c != coded[i - 1])
        return out or plain_letters(word)[:1]


@cache
def sounds() -> Sounds:
    """The sounds of Latin letters."""
    return Sounds(load_pack(PLAIN).table("sounds", SoundsFile))


@cache
def script_of(lang: str) -> ScriptFile:
    """The letters and name parts of a language in another script."""
    return load_pack(lang).table("sounds", ScriptFile)


def plain_letters(word: str) -> str:
    """A word in small Latin letters without accents and marks."""
    letters = unicodedata.normalize("NFKD", word.lower().translate({0x131: "i", 0x142: "l", 0xF8: "o", 0xDF: "ss"}))
    return "".join(c for c in letters if c.isascii() and c.isalpha())


@lru_cache(maxsize=50_000)
def likeness(a: str, b: str) -> float:
    """How alike two Latin words sound: 1 the same, 0 nothing in common. Symmetric."""
    table = sounds()
    a, b = sorted((plain_letters(a), plain_letters(b)))
    if a == b:
        return 1.0
    x, y = table.spelled(a), table.spelled(b)
    row = [0.0]
    for j, letter in enumerate(y):
        row.append(row[-1] + table.more(letter, y[j - 1] if j else ""))
    for i, here in enumerate(x):
        new = [row[0] + table.more(here, x[i - 1] if i else "")]
        for j, there in enumerate(y):
            new.append(
                min(
                    row[j] + table.cost(here, there),
                    row[j + 1] + table.more(here, x[i - 1] if i else ""),
                    new[j] + table.more(there, y[j - 1] if j else ""),
                )
            )
        row = new
    return max(0.0, 1.0 - row[-1] / max(table.weight(x), table.weight(y)))
