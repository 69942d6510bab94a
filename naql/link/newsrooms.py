"""Whether two names mean one newsroom: the page's own outlet and a credit, a credit and another page's outlet.

Outlets that have a file are known by all their names; of others, names are compared word by word, without the words
that say what kind of medium it is. Names in different scripts are not compared here: canonical names are Latin.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from naql.link.descriptions import descriptions
from naql.outlets import Outlet, outlets_by_name

WORD = re.compile(r"[^\W_]+")


@lru_cache(50_000)
def same_newsroom(one: str | None, other: str | None) -> bool:
    """Whether both names are of one newsroom."""
    if not one or not other:
        return False
    if one == other:
        return True
    first, second = _known().get(one.casefold()), _known().get(other.casefold())
    if first and second:
        return first.name == second.name
    mine, theirs = _telling(one), _telling(other)
    return bool(mine) and mine == theirs


def _telling(name: str) -> frozenset[str]:
    return frozenset(w for w in WORD.findall(name.casefold()) if w not in descriptions().media)


@cache
def _known() -> dict[str, Outlet]:
    return outlets_by_name(str.casefold)
