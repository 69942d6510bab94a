"""Language packs: folders of data that hold what Naql knows about one language.

A pack is read lazily, file by file; each stage declares the shape of its own file as a msgspec type and asks for it
with `Pack.table`. This module knows no language and no stage. It does not run examples: each stage has a
`check(pack)` for its own rules, which `naql check` calls.
"""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, field

from naql.errors import BadPack, MissingModel

FOLDER = Path(__file__).parent
FILES = ("pack", "letters", "clitics", "calendar", "cues", "sources", "events", "furniture")
LONG = 80  # letters from which exchanging is the faster way to fold
T = TypeVar("T")


class Quotes(Struct, forbid_unknown_fields=True, frozen=True):
    """Quotation marks: `pairs` open and close differently, `twins` are the same on both sides."""

    pairs: list[tuple[str, str]]
    twins: list[str] = field(default_factory=list)


class Sentences(Struct, forbid_unknown_fields=True, frozen=True):
    """What ends a sentence, and the words whose full stop does not."""

    enders: str
    abbreviations: list[str] = field(default_factory=list)


class PackFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`pack.toml`: the language's name, direction, digits and marks."""

    code: str
    name: str
    native_name: str
    direction: str
    script: str
    digits: str
    question_mark: str
    quotes: Quotes
    sentences: Sentences


class LettersFile(Struct, frozen=True):
    """`letters.toml`, the part that folding needs: letters that count as equal and letters that count as nothing."""

    fold: dict[str, str] = field(default_factory=dict)
    drop: str = ""


class CliticsFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`clitics.toml`: letters written onto the front of a word.

    `proclitics` maps each to the least ratio of the rest's frequency to the whole word's at which it is split off;
    `rewrites` are proclitics that swallowed a letter (what is written, what the rest begins with);
    `whole` lists words never split; `least` is the shortest rest, in letters.
    """

    proclitics: dict[str, float] = field(default_factory=dict)
    rewrites: list[tuple[str, str, str]] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    least: int = 3


class Pack:
    """One language's data. Build with `load_pack`, which caches."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tables: dict[tuple[str, Any], Any] = {}
        self.info: PackFile = self.table("pack", PackFile)
        self.lang = self.info.code

    def path(self, *parts: str) -> Path:
        """The path of a file of the pack."""
        return self.folder.joinpath(*parts)

    def table(self, name: str, shape: type[T]) -> T:
        """`name`.toml decoded to `shape`; raises BadPack with file and reason where it does not fit."""
        key = (name, shape)
        if key not in self._tables:
            self._tables[key] = decode_toml(self.path(f"{name}.toml"), shape)
        return self._tables[key]

    def model(self, name: str) -> Path:
        """The path of a trained model in the pack; raises MissingModel where there is none."""
        path = self.path("models", name)
        if not path.exists():
            raise MissingModel(f"model {name} of language {self.lang} is not installed ({path})")
        return path

    @cached_property
    def _folding(self) -> dict[int, str | None]:
        letters = self.table("letters", LettersFile)
        table: dict[int, str | None] = {ord(c): None for c in letters.drop}
        table.update({ord(a): b for a, b in letters.fold.items()})
        return table

    @cached_property
    def _exchanges(self) -> tuple[tuple[str, str], ...]:
        """The folding as exchanges one after the other; empty where one would undo what another made."""
        made = {chr(a): b or "" for a, b in self._folding.items()}
        return () if any(set(b) & made.keys() for b in made.values()) else tuple(made.items())

    def fold(self, text: str) -> str:
        """The form under which words are compared: letter variants made one, marks and joiners dropped, lower case."""
        if len(text) < LONG or not self._exchanges:
            return text.translate(self._folding).lower()
        for letter, made in self._exchanges:  # several times faster than `translate`, which asks for every letter
            if letter in text:
                text = text.replace(letter, made)
        return text.lower()

    @cached_property
    def clitics(self) -> CliticsFile:
        """The pack's proclitics; empty where the language writes none."""
        return self.table("clitics", CliticsFile)

    @cached_property
    def frequencies(self) -> dict[str, int]:
        """Folded word to its count in a news corpus (`vocabulary.tsv`), empty where the pack has none."""
        path = self.path("vocabulary.tsv")
        if not path.exists():
            return {}
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
        return {word: int(count) for word, count in rows}

    @cached_property
    def closing(self) -> dict[str, str]:
        """Opening mark to closing mark, twins included."""
        quotes = self.info.quotes
        return {**dict(quotes.pairs), **{t: t for t in quotes.twins}}


def decode_toml(path: Path, shape: type[T]) -> T:
    """A TOML file as `shape`; raises BadPack naming the file and the reason."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return msgspec.convert(raw, shape)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise BadPack(f"{path.name} of {path.parent.name}: {error}") from error


def languages() -> tuple[str, ...]:
    """The codes of the packs in this installation, in order."""
    return tuple(sorted(p.parent.name for p in FOLDER.glob("*/pack.toml") if not p.parent.name.startswith("_")))


@cache
def load_pack(lang: str) -> Pack:
    """The pack of a language; raises MissingModel where no pack covers it."""
    folder = FOLDER / lang
    if lang not in languages():
        raise MissingModel(f"no language pack for {lang!r}; there are: {', '.join(languages())}")
    return Pack(folder)
