"""`naql check`: validates all data of the installation and runs the examples beside the rules.

Each part that owns data knows how to check it; this module only calls them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from naql.errors import BadPack
from naql.languages import Pack, languages, load_pack
from naql.records import Problem

# parts whose `check(pack)` looks at one language
BY_LANGUAGE = (
    "naql.clean",
    "naql.read.moments",
    "naql.read.mentions",
    "naql.read.coreference",
    "naql.read.attribution",
    "naql.read.events",
    "naql.link.concepts",
    "naql.link",
)
# parts whose `check()` looks at data that no language owns
SHARED = ("naql.outlets", "naql.gazetteer")


def problems(lang: str | None = None) -> Iterator[Problem]:
    """Everything that is wrong with the data of one language, or of all and of outlets and gazetteer."""
    for code in [lang] if lang else languages():
        try:
            pack = load_pack(code)
        except BadPack as error:
            yield Problem(file=f"languages/{code}", entry="pack.toml", reason=str(error))
            continue
        for part in BY_LANGUAGE:
            yield from _asked(part, pack)
    if lang is None:
        for part in SHARED:
            yield from _asked(part)


def _asked(part: str, *given: Pack) -> Iterable[Problem]:
    check: Callable[..., Iterable[Problem]] = import_module(part).check
    try:
        return list(check(*given))
    except BadPack as error:
        return [Problem(file=part, entry="", reason=str(error))]
